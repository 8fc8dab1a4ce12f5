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
from twosource.text import WORD, fold

BEHIND, NEXT = 5, 2
"""Words before a negation among which it opens, and behind it among which its verb stands."""
CLAUSE = re.compile(r"[,;:.!?]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAY, DIGIT = re.compile(r"[\dX]{4}-(?:[\dX]{2}-\d\d|W[\dX]{2}-\d)"), re.compile(r"\d")
"""A day as times are told, with or without its year and week, and what tells it from another one of its form."""
STEM, ROOT = 4, 5
"""Letters from which a word is no small one, and by which two are one."""


class Words(Struct, frozen=True):
    """The words of one language that say the contrary (``resources/contraries-<language>.toml``), folded."""

    unsaid: frozenset[str] = frozenset()
    degrees: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()
    ifs: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    nobodies: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    denying: frozenset[str] = frozenset()
    opposites: tuple[tuple[str, str], ...] = ()


@cache
def words(language: str) -> Words:
    """Read the words of a language; none where it has no file."""
    name = f"contraries-{language}.toml"
    if not exists(name):
        return Words()
    table = read_toml(name)
    pairs = (fold(row).split() for row in strings(table, "opposites"))
    unsaid, degrees, opens, ifs, terms, nobodies, ranks, every, denying = (
        frozenset(map(fold, strings(table, key)))
        for key in ("unsaid", "degrees", "opens", "ifs", "terms", "nobodies", "ranks", "every", "denying")
    )
    return Words(
        unsaid=unsaid,
        degrees=degrees,
        opens=opens,
        ifs=ifs,
        terms=terms,
        nobodies=nobodies,
        ranks=ranks,
        every=every,
        parts=tuple(" ".join(clauses.spoken(row)) for row in strings(table, "parts")),
        denying=denying,
        opposites=tuple((first, second) for first, second in pairs),
    )


def unsays(denier: Proposition, other: Proposition) -> bool:
    """Tell whether the one negation of a sentence bears on a verb, or noun, that the other tells without any."""
    if denier.language != other.language or negations(denier) != 1:
        return False
    said, also, told = clauses.words(denier.language), words(denier.language), clauses.spoken(other.text)
    no = (also.unsaid - frozenset(clauses.spoken(denier.text))) | said.noes | said.negations
    if not no.isdisjoint(told) or count_otherwise(denier, other) or are_of_two(denier, other):
        return False
    spoken = clauses.spoken(denier.text)
    if of_degree(denier) or is_of_terms(denier) or not (said.conditions - frozenset(told)).isdisjoint(spoken):
        return False
    at = next(n for n, word in enumerate(spoken) if word in negative(denier.language))
    behind = spoken[at + 1 : at + 1 + NEXT]
    opened = next((n for n in range(at - 1, max(-1, at - BEHIND - 1), -1) if spoken[n] in also.opens), at)
    verbs = {word[:ROOT] for word in (*spoken[opened + 1 : at], *behind) if len(word) >= STEM}
    return any(word[:ROOT] in verbs for word in told)


def of_degree(denier: Proposition) -> bool:
    """Tell whether a negation bears on a degree, a rank or a part alone ("not fewer than"): it denies nothing.

    "Not the most" is of what has one most: that is no degree.
    """
    said, also, spoken = clauses.words(denier.language), words(denier.language), clauses.spoken(denier.text)
    at_first = spoken[: next((n for n, word in enumerate(spoken) if word in said.negations), 0)]
    around = [spoken[n + 1 : n + 1 + NEXT] for n, at in enumerate(spoken) if at in said.negations]
    degrees = {
        word for behind in around for word in (behind[:1] if behind[:1] and _is_the(behind[0], said) else behind)
    }
    plain = f" {' '.join(spoken)} "
    everyone = not also.every.isdisjoint(at_first)  # « tous n'ont pas »
    ranked = everyone or any(not also.ranks.isdisjoint(behind) for behind in around)
    return ranked or not also.degrees.isdisjoint(degrees) or any(f" {part} " in plain for part in also.parts)


def _is_the(word: str, said: clauses.Words) -> bool:
    return word in said.definite


def are_of_two(one: Proposition, other: Proposition) -> bool:
    """Tell whether two sentences are of two days, or each of another name: of one it may be so, of the other not."""
    names = [_names(p) for p in (one, other)]
    return _on_other_days(one, other) or bool(all(names) and names[0].isdisjoint(names[1]))


def _names(proposition: Proposition) -> frozenset[str]:
    """Give the words with a capital letter, folded, the first one of the sentence left out."""
    return frozenset(fold(m.group()) for m in list(WORD.finditer(proposition.text))[1:] if m.group()[:1].isupper())


def _on_other_days(one: Proposition, other: Proposition) -> bool:
    """Tell whether two sentences name days, and none in common: what is not so on one may be so on the other."""
    days = [frozenset(time.value for time in p.times if DAY.fullmatch(time.value)) for p in (one, other)]
    forms = [frozenset(DIGIT.sub("0", day) for day in named) for named in days]
    return all(days) and forms[0] == forms[1] and days[0].isdisjoint(days[1])


def is_denied(denier: Proposition, other: Proposition) -> bool:
    """Tell whether a sentence says that somebody denies, and the other one neither denies nor negates."""
    denying, told = words(denier.language).denying, clauses.spoken(other.text)
    plain = denying.isdisjoint(told) and clauses.words(other.language).denying.isdisjoint(told)
    said = not denying.isdisjoint(clauses.spoken(denier.text))
    return denier.language == other.language and said and plain and not negations(denier) and not negations(other)


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
    return said in {word, f"{word}s"} or (len(word) >= ROOT and said.startswith(word))


def count_otherwise(one: Proposition, other: Proposition) -> bool:
    """Tell whether both count one class of things, and one gives none of the numbers of the other."""
    pairs = [(a, b) for a in one.figures for b in other.figures if class_of(a) and class_of(a) == class_of(b)]
    return bool(pairs) and not any(fits(a, b) or rounds(a, b) or rounds(b, a) for a, b in pairs)


def negative(language: str) -> frozenset[str]:
    """Give the words that negate, those for nobody with them."""
    return clauses.words(language).negations | words(language).nobodies


def negations(proposition: Proposition) -> int:
    """Give how many negations a sentence has."""
    no = negative(proposition.language)
    return sum(word in no for word in clauses.spoken(proposition.text))
