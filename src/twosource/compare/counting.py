"""Whether two figures that do not fit count one thing: of one kind, at one place, and not of two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.compare import clauses, counted, stances
from twosource.compare.figures import fits
from twosource.compare.joins import WON
from twosource.compare.propositions import TOLLS, Proposition, class_of
from twosource.compare.tellings import Clash, Telling

AGE = "year of age"
UNITS = frozenset({"%", AGE, "EUR", "USD", "metre", "kilometre", "kilometre per hour"})
ALIKE = 0.3
"""Likeness by which two statements say the same of what they count, whatever classes their words are of."""


def is_one_count(tellings: Sequence[Telling], clash: Clash, key: str, alike: NDArray[np.float64]) -> bool:
    """Tell whether two figures are shown to count one thing, at one place.

    A toll, or a noun beside the number, says what is counted. "95 %" and "3 metres", or so many people, are of one
    thing only where what is said of them is. Where one telling gives the figure of the other too, nothing is at odds.
    """
    one, other = tellings[clash.left].proposition, tellings[clash.right].proposition
    if sets_aside(one, other) or sets_aside(other, one):
        return True
    both = clash.relation != "agree" and _gives_both(one, other, key)
    if both or _of_two(tellings[clash.left], tellings[clash.right]):
        return False
    if _of_two_kinds(key, one, other, alike=bool(alike[clash.left, clash.right] >= ALIKE)):
        return False
    bare = key in UNITS or all(f.counted is None for p in (one, other) for f in p.counts if class_of(f) == key)
    if key in TOLLS or not (bare or key in clauses.words(one.language).anybody):
        return True
    won = [WON in p.named("p") for p in (one, other)]
    if any(won) and not (all(won) and one.named("e") & other.named("e")):
        return False  # turnout, and somebody's share of the vote; or the shares of two
    return bool(one.named("p") & other.named("p")) or bool(alike[clash.left, clash.right] >= ALIKE)


def _of_two_kinds(key: str, one: Proposition, other: Proposition, *, alike: bool) -> bool:
    """Tell whether two figures of a class are of two kinds of thing.

    The sick, and those of them who lie in hospital; two people's ages; a share, and "half of them", which is of whom
    it says; a level, and "two metres in an hour".
    """
    if key == "case":
        return _in_hospital(one) != _in_hospital(other)
    if key == AGE:
        return not one.named("e") & other.named("e")
    if key == "%":
        return not alike and _is_in_words(one) != _is_in_words(other)
    return key in UNITS and _lasts(one) != _lasts(other)


def _in_hospital(proposition: Proposition) -> bool:
    """Tell whether the sick of whom a statement tells are counted by a hospital, as its patients."""
    treated = counted.table_of(proposition.language).treated
    return "hospital" in proposition.named("p") or any(f.counted in treated for f in proposition.counts)


def _lasts(proposition: Proposition) -> bool:
    """Tell whether a statement says in, or for, what time."""
    return any(time.type == "duration" for time in proposition.times)


def _is_in_words(proposition: Proposition) -> bool:
    """Tell whether a share is told without a number ("half of them", "la moitié")."""
    shares = [proposition.text[f.start : f.end] for f in proposition.counts if class_of(f) == "%"]
    return not any(letter.isdigit() for share in shares for letter in share)


def _of_two(left: Telling, right: Telling) -> bool:
    """Tell whether two figures are of two things: at two places, of two hospitals, of the first and of the second."""
    one, other = left.proposition, right.proposition
    two = _of_two_hospitals(one, other) or _of_two_losers(one, other)
    return two or elsewhere(left, right) or not stances.of_one(one.stance, other.stance)


def _of_two_losers(one: Proposition, other: Proposition) -> bool:
    """Tell whether two say how many each has lost ("the army says that it lost seven men")."""
    return all(_has_lost(p) for p in (one, other))


def _has_lost(proposition: Proposition) -> bool:
    table, said = counted.table_of(proposition.language), proposition.named("w")
    return bool(said & table.lost) and not said & table.lives


def _of_two_hospitals(one: Proposition, other: Proposition) -> bool:
    """Tell whether two numbers are those of patients in two hospitals, or towns: each counts its own."""
    names = [p.named("e") for p in (one, other)]
    return all(names) and not names[0] & names[1] and all("hospital" in p.named("p") for p in (one, other))


def sets_aside(one: Proposition, other: Proposition) -> bool:
    """Tell whether one statement sets a figure of the other one aside ("about 20, not 14")."""
    return any(fits(figure, given) for figure in one.rejected for given in other.figures)


def _gives_both(one: Proposition, other: Proposition, key: str) -> bool:
    """Tell whether two statements with several figures of one class share one."""
    left, right = ([f for f in p.counts if class_of(f) == key] for p in (one, other))
    several = len(left) > 1 or len(right) > 1
    return several and any(fits(a, b) for a in left for b in right)


def elsewhere(a: Telling, b: Telling) -> bool:
    """Tell whether two tellings are each of towns, their own or their lead's, that the other's article never names.

    A town and its harbour are two names of one event's place; an article on one mostly names the other too. A country
    may be that of the town.
    """
    here, there = (t.proposition.towns | t.lead for t in (a, b))
    return bool(here and there) and here.isdisjoint(b.article_places) and there.isdisjoint(a.article_places)
