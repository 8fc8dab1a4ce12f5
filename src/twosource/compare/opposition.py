"""Whether two sentences on one matter contradict each other: by the rules of conflicts, precision first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from msgspec.structs import replace

from twosource.compare import clauses
from twosource.compare.bilingual import translations
from twosource.compare.contraries import (
    are_of_two,
    count_otherwise,
    dated_otherwise,
    is_denied,
    is_of_terms,
    is_said,
    negations,
    negative,
    of_degree,
    opposites,
    unsays,
    words,
)
from twosource.compare.propositions import Proposition, covered
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
SEVERAL = re.compile(r"\w{3}[\"»”’)]*[.!?][\"»”’]*\s+[\"«“]*[A-ZÀ-Ý]")
COMPOUND = re.compile(r"\bnon-\w+", re.IGNORECASE)
"""A word that names the others ("non-vaccinés"): no "no"."""
NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
MEANT, FULLER = 0.15, 0.2
"""Share of either sentence that the other one holds, and of the shorter one, from which a negation that does not
stand at the main verb, or is hedged, bears on what both tell; without the first of the shorter one, none does."""
ALL_BUT = 0.55
"""Share of the longer sentence that the shorter one holds, from which two years, or spans of time, are of one thing."""
SAME = 0.7
"""The same share, from which two sentences that nothing sets apart say the same."""


def between(one: Proposition, other: Proposition) -> Answer:
    """Tell whether two sentences contradict each other; "cannot tell" wherever no rule is sure."""
    shares = _shares(one, other)
    held = max(shares)
    if _is_unsaid(one, other, shares) or _is_told_otherwise(one, other, shares):
        return "contradiction"
    alike = held >= SAME and is_negation(one) == is_negation(other)
    return "not" if alike and negations(one) == negations(other) else "cannot tell"


def _is_unsaid(one: Proposition, other: Proposition, shares: Sequence[float]) -> bool:
    """Tell whether one of two short sentences denies what the other tells: by a negation, or by a verb of denial."""
    held, pairs = max(shares), ((one, other), (other, one))
    if not _are_two_short(one, other) or (opposites(one, other) and _is_negated(one, other)):
        return False  # "not optional" of what is mandatory
    if any(_denies(a, b, shares) for a, b in pairs) or (held >= TOUCHED and any(unsays(a, b) for a, b in pairs)):
        return True
    return held >= HELD and min(shares) >= BOTH and any(is_denied(a, b) for a, b in pairs)


def _is_told_otherwise(one: Proposition, other: Proposition, shares: Sequence[float]) -> bool:
    """Tell whether two sentences give other numbers or dates of one thing, or say opposites of it."""
    if max(shares) >= HELD and min(shares) >= BOTH and _differ(one, other):
        return True
    if _is_negated(one, other):
        return False
    if dated_otherwise(one, other) and min(_shares(_undated(one), _undated(other))) >= ALL_BUT:
        return True
    opposed = opposites(one, other)
    return bool(opposed) and _are_of_one(_without(one, opposed), _without(other, opposed))


def _is_negated(one: Proposition, other: Proposition) -> bool:
    return bool(negations(one) or negations(other))


def _shares(one: Proposition, other: Proposition) -> list[float]:
    """Give the share of each of two sentences that the other one holds."""
    return [float(covered([a, b], translations)[1]) for a, b in ((one, other), (other, one))]


def _are_of_one(one: Proposition, other: Proposition) -> bool:
    """Tell whether two sentences, but for the opposites in them, hold enough of each other to be of one thing."""
    shares = _shares(one, other)
    return max(shares) >= OPPOSED and min(shares) >= BOTH


def _without(proposition: Proposition, opposed: frozenset[str]) -> Proposition:
    kept = (f for f in proposition.features if f[0] != "w" or not any(is_said(f[1], word) for word in opposed))
    return replace(proposition, features=frozenset(kept))


def _undated(proposition: Proposition) -> Proposition:
    """Give a sentence without the times that it tells."""
    return replace(proposition, features=frozenset(f for f in proposition.features if f[0] != "t"))


def _denies(denier: Proposition, other: Proposition, shares: Sequence[float]) -> bool:
    """Tell whether a negation in a short sentence stands against one without any; the plainer, the less they share."""
    if is_negation(other) or not negations(denier) or negations(other):
        return False
    said, plain = clauses.words(denier.language), frozenset(clauses.spoken(COMPOUND.sub("", other.text)))
    spoken = clauses.spoken(denier.text)
    conditions = said.conditions - (plain & frozenset(spoken))  # what both say, both are under
    if not plain.isdisjoint((said.noes | conditions) - negative(denier.language)) or of_degree(denier):
        return False
    if count_otherwise(denier, other) or are_of_two(denier, other):
        return False
    content = sum(kind == "w" for kind, _ in denier.features)
    outright = is_negation(denier) and said.hedges.isdisjoint(spoken)
    shared = max(shares) >= MEANT if outright else min(shares) >= MEANT and max(shares) >= FULLER
    on_terms = is_of_terms(denier) or (not outright and not conditions.isdisjoint(spoken))
    return content <= SHORT and shared and not on_terms and _bears_on(denier, other)


def _are_two_short(one: Proposition, other: Proposition) -> bool:
    """Tell whether both are one sentence, of much the same length: a longer text may deny one thing of many."""
    lengths = [sum(kind == "w" for kind, _ in p.features) for p in (one, other)]
    return max(lengths) <= LONGER * max(1, min(lengths)) and not any(SEVERAL.search(p.text) for p in (one, other))


def _bears_on(denier: Proposition, other: Proposition) -> bool:
    """Tell whether a word beside the negation stands in the other sentence too, in whatever form."""
    spoken = clauses.spoken(denier.text)
    at = [n for n, word in enumerate(spoken) if word in negative(denier.language)]
    before = BEFORE if words(denier.language).opens else 0  # « ne paie pas », "does not pay"
    beside = {word[:STEM] for n in at for word in spoken[max(0, n - before) : n + BEHIND + 1] if len(word) >= STEM}
    return any(word[:STEM] in beside for word in other.named("w"))


def _differ(one: Proposition, other: Proposition) -> bool:
    """Tell whether both count one class of things otherwise, and none of the numbers is printed in the other one."""
    printed = [frozenset(n for f in p.figures for n in _printed(p.text[f.start : f.end])) for p in (one, other)]
    spoken = [frozenset((*NUMBER.findall(p.text), *clauses.spoken(p.text))) for p in (one, other)]
    return count_otherwise(one, other) and printed[0].isdisjoint(spoken[1]) and printed[1].isdisjoint(spoken[0])


def _printed(figure: str) -> Sequence[str]:
    """Give the numbers that are printed in a figure, in digits, else the word with which it begins."""
    return NUMBER.findall(figure) or clauses.spoken(figure)[:1]
