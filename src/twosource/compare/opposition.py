"""Whether two sentences on one matter contradict each other: by the rules of conflicts, precision first."""

from __future__ import annotations

import re
from typing import Literal, get_args

from twosource.compare import clauses
from twosource.compare.bilingual import translations
from twosource.compare.contraries import count_otherwise, has_opposites, negations, of_degree, unsays
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
NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
SAME = 0.7
"""The same share, from which two sentences that nothing sets apart say the same."""


def between(one: Proposition, other: Proposition) -> Answer:
    """Tell whether two sentences contradict each other; "cannot tell" wherever no rule is sure."""
    shares = [float(covered([a, b], translations)[1]) for a, b in ((one, other), (other, one))]
    held = max(shares)
    opposed, negated = has_opposites(one, other), negations(one) or negations(other)
    short = _are_two_short(one, other) and not (opposed and negated)  # "not optional" of what is mandatory
    if short and (_denies(one, other) or _denies(other, one)):
        return "contradiction"
    if short and held >= TOUCHED and (unsays(one, other) or unsays(other, one)):
        return "contradiction"
    if held >= HELD and min(shares) >= BOTH and _differ(one, other):
        return "contradiction"
    if held >= OPPOSED and min(shares) >= BOTH and opposed and not negated:
        return "contradiction"
    alike = held >= SAME and is_negation(one) == is_negation(other)
    return "not" if alike and negations(one) == negations(other) else "cannot tell"


def _denies(denier: Proposition, other: Proposition) -> bool:
    """Tell whether a short plain negation stands against a sentence without any."""
    if not is_negation(denier) or is_negation(other) or not negations(denier) or negations(other):
        return False
    said, plain = clauses.words(denier.language), frozenset(clauses.spoken(other.text))
    if not plain.isdisjoint(said.noes | said.conditions) or count_otherwise(denier, other) or of_degree(denier):
        return False
    content = sum(kind == "w" for kind, _ in denier.features)
    return content <= SHORT and said.hedges.isdisjoint(clauses.spoken(denier.text)) and _bears_on(denier, other)


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


def _differ(one: Proposition, other: Proposition) -> bool:
    """Tell whether both count one class of things otherwise, and none of the numbers is printed in the other one."""
    printed = [frozenset(NUMBER.findall(p.text)) for p in (one, other)]
    return count_otherwise(one, other) and printed[0].isdisjoint(printed[1])
