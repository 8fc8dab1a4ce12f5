"""What makes one of two sentences the contrary of the other: a verb unsaid, two opposites, another number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from twosource.compare import clauses
from twosource.compare.figures import fits, rounds
from twosource.compare.propositions import Proposition, class_of
from twosource.resources import exists, read_toml, strings
from twosource.text import fold

BEHIND, NEXT = 5, 2
"""Words before a negation among which it opens, and behind it among which its verb stands."""
CLAUSE = re.compile(r"[,;:.!?]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
STEM, ROOT = 4, 5
"""Letters from which a word is no small one, and by which two are one."""


class Words(Struct, frozen=True):
    """The words of one language that say the contrary (``resources/contraries-<language>.toml``), folded."""

    unsaid: frozenset[str] = frozenset()
    degrees: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()
    ifs: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    opposites: tuple[tuple[str, str], ...] = ()


@cache
def words(language: str) -> Words:
    """Read the words of a language; none where it has no file."""
    name = f"contraries-{language}.toml"
    if not exists(name):
        return Words()
    table = read_toml(name)
    pairs = (fold(row).split() for row in strings(table, "opposites"))
    return Words(
        unsaid=frozenset(map(fold, strings(table, "unsaid"))),
        degrees=frozenset(map(fold, strings(table, "degrees"))),
        opens=frozenset(map(fold, strings(table, "opens"))),
        ifs=frozenset(map(fold, strings(table, "ifs"))),
        terms=frozenset(map(fold, strings(table, "terms"))),
        opposites=tuple((first, second) for first, second in pairs),
    )


def unsays(denier: Proposition, other: Proposition) -> bool:
    """Tell whether the one negation of a sentence bears on a verb, or noun, that the other tells without any."""
    if denier.language != other.language or negations(denier) != 1:
        return False
    said, also, told = clauses.words(denier.language), words(denier.language), clauses.spoken(other.text)
    if not (also.unsaid | said.noes | said.negations).isdisjoint(told) or count_otherwise(denier, other):
        return False
    spoken = clauses.spoken(denier.text)
    if of_degree(denier) or is_of_terms(denier) or not said.conditions.isdisjoint(spoken):
        return False
    at = next(n for n, word in enumerate(spoken) if word in said.negations)
    behind = spoken[at + 1 : at + 1 + NEXT]
    opened = next((n for n in range(at - 1, max(-1, at - BEHIND - 1), -1) if spoken[n] in also.opens), at)
    verbs = {word[:ROOT] for word in (*spoken[opened + 1 : at], *behind) if len(word) >= STEM}
    return any(word[:ROOT] in verbs for word in told)


def of_degree(denier: Proposition) -> bool:
    """Tell whether a negation bears on a degree alone ("not fewer than"): it denies nothing."""
    said, spoken = clauses.words(denier.language), clauses.spoken(denier.text)
    behind = {word for n, at in enumerate(spoken) if at in said.negations for word in spoken[n + 1 : n + 1 + NEXT]}
    return not words(denier.language).degrees.isdisjoint(behind)


def is_of_terms(denier: Proposition) -> bool:
    """Tell whether a negation stands in an "if", or says "not before": it says on what terms something is so."""
    also, negations = words(denier.language), clauses.words(denier.language).negations
    for part in CLAUSE.split(denier.text.replace("’", "'")):
        spoken = clauses.spoken(part)
        at = next((n for n, word in enumerate(spoken) if word in negations), None)
        if at is None:
            continue
        opened = " ".join(spoken[:at])
        behind = spoken[at + 1 : at + 1 + BEHIND]
        if any(f" {one} " in f" {opened} " for one in also.ifs) or not also.terms.isdisjoint(behind):
            return True
    return False


def dated_otherwise(one: Proposition, other: Proposition) -> bool:
    """Tell whether two sentences name years, or lengths of time, and none in common."""
    years = [frozenset(YEAR.findall(p.text)) for p in (one, other)]
    lasting = [frozenset(time.value for time in p.times if time.type == "duration") for p in (one, other)]
    return any(all(named) and named[0].isdisjoint(named[1]) for named in (years, lasting))


def opposites(one: Proposition, other: Proposition) -> frozenset[str]:
    """Give the words, or their beginnings, of which one sentence has one and the other its opposite."""
    here, there = (clauses.spoken(p.text) for p in (one, other))
    listed = words(one.language).opposites if one.language == other.language else ()
    return frozenset(
        word
        for first, second in listed
        if _says(here, first) != _says(there, first)
        and _says(here, first) != _says(here, second)
        and _says(there, first) != _says(there, second)
        for word in (first, second)
    )


def _says(spoken: Sequence[str], word: str) -> bool:
    """Tell whether a word is said, or one that begins with it, where it is no short one."""
    return any(is_said(said, word) for said in spoken)


def is_said(said: str, word: str) -> bool:
    """Tell whether a word is another one, or begins with it, where it is no short one."""
    return said == word or (len(word) >= ROOT and said.startswith(word))


def count_otherwise(one: Proposition, other: Proposition) -> bool:
    """Tell whether both count one class of things, and one gives none of the numbers of the other."""
    pairs = [(a, b) for a in one.figures for b in other.figures if class_of(a) and class_of(a) == class_of(b)]
    return bool(pairs) and not any(fits(a, b) or rounds(a, b) or rounds(b, a) for a, b in pairs)


def negations(proposition: Proposition) -> int:
    """Give how many negations a sentence has."""
    said = clauses.words(proposition.language)
    return sum(word in said.negations for word in clauses.spoken(proposition.text))
