"""Whether two sentences on one matter contradict each other: by the rules of conflicts, precision first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from twosource.compare import clauses
from twosource.compare.bilingual import translations
from twosource.compare.figures import fits, rounds
from twosource.compare.propositions import Proposition, class_of, covered
from twosource.compare.questions import is_negation

Answer = Literal["contradiction", "not", "cannot tell"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

SHORT = 22
"""Content words up to which a negation bears on the whole of a sentence."""
HELD = 0.5
"""Share of the shorter sentence that the other one holds, from which two figures of a class are of one thing."""
BOTH = 0.2
"""Share of the longer sentence that the shorter one holds, under which a number in it may be of anything."""
OPPOSED, TOUCHED = 0.4, 0.2
"""The share of the shorter sentence that the other one holds, from which two opposites in them, or a verb and its
negation, are of one thing."""
LONGER = 3
"""Times as many words as the shorter sentence that the longer one may have where one denies the other."""
BEFORE, BEHIND, STEM = 3, 5, 4
"""Words around a negation on which it bears, and letters by which two words are of one stem."""
NEXT, ROOT = 2, 5
"""Words behind a negation among which its verb stands, and letters by which two verbs are one."""
SEVERAL = re.compile(r"\w{3}[\"»”’)]*[.!?][\"»”’]*\s+[\"«“]*[A-ZÀ-Ý]")
NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
SAME = 0.7
"""The same share, from which two sentences that nothing sets apart say the same."""


def between(one: Proposition, other: Proposition) -> Answer:
    """Tell whether two sentences contradict each other; "cannot tell" wherever no rule is sure."""
    shares = [float(covered([a, b], translations)[1]) for a, b in ((one, other), (other, one))]
    held = max(shares)
    if _are_two_short(one, other) and (_denies(one, other) or _denies(other, one)):
        return "contradiction"
    if held >= TOUCHED and _are_two_short(one, other) and (_unsays(one, other) or _unsays(other, one)):
        return "contradiction"
    if held >= HELD and min(shares) >= BOTH and _differ(one, other):
        return "contradiction"
    if held >= OPPOSED and min(shares) >= BOTH and _has_opposites(one, other):
        return "contradiction"
    alike = held >= SAME and is_negation(one) == is_negation(other)
    return "not" if alike and _negations(one) == _negations(other) else "cannot tell"


def _denies(denier: Proposition, other: Proposition) -> bool:
    """Tell whether a short plain negation stands against a sentence without any."""
    if not is_negation(denier) or is_negation(other) or not _negations(denier) or _negations(other):
        return False
    said, plain = clauses.words(denier.language), frozenset(clauses.spoken(other.text))
    if not plain.isdisjoint(said.noes | said.conditions) or _count_otherwise(denier, other) or _of_degree(denier):
        return False
    content = sum(kind == "w" for kind, _ in denier.features)
    return content <= SHORT and said.hedges.isdisjoint(clauses.spoken(denier.text)) and _bears_on(denier, other)


def _unsays(denier: Proposition, other: Proposition) -> bool:
    """Tell whether the one negation of a sentence bears on a verb, or noun, that the other tells without any."""
    if denier.language != other.language or _negations(denier) != 1:
        return False
    said, told = clauses.words(denier.language), clauses.spoken(other.text)
    if not (said.unsaid | said.noes | said.negations).isdisjoint(told) or _count_otherwise(denier, other):
        return False
    if _of_degree(denier):
        return False
    spoken = clauses.spoken(denier.text)
    at = next(n for n, word in enumerate(spoken) if word in said.negations)
    behind = spoken[at + 1 : at + 1 + NEXT]
    opened = next((n for n in range(at - 1, max(-1, at - BEHIND - 1), -1) if spoken[n] in said.opens), at)
    verbs = {word[:ROOT] for word in (*spoken[opened + 1 : at], *behind) if len(word) >= STEM}
    return any(word[:ROOT] in verbs for word in told)


def _of_degree(denier: Proposition) -> bool:
    """Tell whether a negation bears on a degree alone ("not fewer than"): it denies nothing."""
    said, spoken = clauses.words(denier.language), clauses.spoken(denier.text)
    behind = {word for n, at in enumerate(spoken) if at in said.negations for word in spoken[n + 1 : n + 1 + NEXT]}
    return not said.degrees.isdisjoint(behind)


def _has_opposites(one: Proposition, other: Proposition) -> bool:
    """Tell whether one sentence has one of two opposites and the other the other, and neither is negated."""
    if one.language != other.language or _negations(one) or _negations(other):
        return False
    here, there = (clauses.spoken(p.text) for p in (one, other))
    return any(
        _says(here, first) != _says(there, first)
        and _says(here, first) != _says(here, second)
        and _says(there, first) != _says(there, second)
        for first, second in clauses.words(one.language).opposites
    )


def _says(spoken: Sequence[str], word: str) -> bool:
    """Tell whether a word is said, or one that begins with it, where it is no short one."""
    return any(said == word or (len(word) >= ROOT and said.startswith(word)) for said in spoken)


def _are_two_short(one: Proposition, other: Proposition) -> bool:
    """Tell whether both are one sentence, of much the same length: a longer text may deny one thing of many."""
    lengths = [sum(kind == "w" for kind, _ in p.features) for p in (one, other)]
    return max(lengths) <= LONGER * max(1, min(lengths)) and not any(SEVERAL.search(p.text) for p in (one, other))


def _bears_on(denier: Proposition, other: Proposition) -> bool:
    """Tell whether a word beside the negation stands in the other sentence too, in whatever form."""
    spoken, negations = clauses.spoken(denier.text), clauses.words(denier.language).negations
    at = [n for n, word in enumerate(spoken) if word in negations]
    beside = {word[:STEM] for n in at for word in spoken[max(0, n - BEFORE) : n + BEHIND + 1] if len(word) >= STEM}
    return any(word[:STEM] in beside for word in other.named("w"))


def _count_otherwise(one: Proposition, other: Proposition) -> bool:
    """Tell whether both count one class of things, and one gives none of the numbers of the other."""
    pairs = [(a, b) for a in one.figures for b in other.figures if class_of(a) and class_of(a) == class_of(b)]
    return bool(pairs) and not any(fits(a, b) or rounds(a, b) or rounds(b, a) for a, b in pairs)


def _differ(one: Proposition, other: Proposition) -> bool:
    """Tell whether both count one class of things otherwise, and none of the numbers is printed in the other one."""
    printed = [frozenset(NUMBER.findall(p.text)) for p in (one, other)]
    return _count_otherwise(one, other) and printed[0].isdisjoint(printed[1])


def _negations(proposition: Proposition) -> int:
    said = clauses.words(proposition.language)
    return sum(word in said.negations for word in clauses.spoken(proposition.text))
