"""Tolls of two events: by place and day, and a background that is told beside the news.

Reports of a war, or of a road where crashes happen, tell of look-alike events, each with dead and injured. Two tolls
are of two events where their places and their days lie apart, or where one is told as long past and the other is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from twosource.compare.propositions import TOLLS, Proposition, class_of

NEXT = 1
"""Days between two tolls of one event whose places differ."""
SOON = 3
"""Days between two tolls that both name their day, and may be of one event: a toll is told on the day that it rose."""
PAST = 7
"""Days before the news from which a toll is background."""

Days = tuple[int, int]
"""The first and the last of some days, by number."""


class Occasion(Struct, frozen=True):
    """Of what event a toll is: its figures by class, its places and days; ``past``: whether it is told as long past.

    ``named``, ``dated``: the towns and days that its own words name.
    """

    article: str
    figures: frozenset[tuple[str, float | None]]
    towns: frozenset[str]
    named: frozenset[str]
    days: frozenset[Days]
    dated: frozenset[Days]
    past: bool = False


def apart(propositions: Sequence[Proposition]) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Give the propositions that tell of two events: tolls, or what is long past and what is elsewhere.

    Each of the first ones is apart from each of the second ones.
    """
    leads = _leads(propositions)
    told: dict[Occasion, list[int]] = {}
    for i, proposition in enumerate(propositions):
        occasion = _occasion(proposition, leads.get(proposition.article, _NOWHERE))
        if occasion.figures or occasion.named:
            told.setdefault(occasion, []).append(i)
    tolls = [one for one in told if one.figures]
    before = [one for one in told if one.past and one.named]
    pairs = {(a, b) for a, b in combinations(tolls, 2) if _of_two(a, b)}
    pairs |= {(a, b) for a in before for b in told if b.named and not b.past and not a.named & b.named}
    yield from ((told[one], told[other]) for one, other in pairs)


_Lead = tuple[frozenset[str], frozenset[Days]]
_NOWHERE: _Lead = (frozenset(), frozenset())


def _leads(propositions: Sequence[Proposition]) -> Mapping[str, _Lead]:
    """Give the towns and days of the first sentence and the headline of each article; else the day it was published."""
    found: dict[str, _Lead] = {}
    for p in propositions:
        towns, days = found.get(p.article, _NOWHERE)
        head = p.opening or p.headed
        found[p.article] = (towns | p.towns, days | _days(p)) if head else (towns, days)
    printed = {p.article: frozenset({(_day(p.published),) * 2}) for p in propositions if p.published}
    return {article: (towns, days or printed.get(article, frozenset())) for article, (towns, days) in found.items()}


def _occasion(proposition: Proposition, lead: _Lead) -> Occasion:
    towns, days = lead
    own = _days(proposition)
    past = bool(own and days) and max(last for _, last in own) + PAST < min(first for first, _ in days)
    return Occasion(
        proposition.article,
        frozenset((str(class_of(f)), f.low) for f in proposition.figures if class_of(f) in TOLLS),
        proposition.towns or (frozenset() if past else towns),
        proposition.towns,
        own or days,
        own,
        past,
    )


def _days(proposition: Proposition) -> frozenset[Days]:
    """Give the days that a statement names, those left out that were misread."""
    return frozenset(
        (_day(time.from_), max(_day(time.from_), _day(time.to or time.from_) - 1))
        for time in proposition.times
        if time.from_ and time.type in {"date", "time"} and len(time.from_) >= 10
        if _may_be(proposition, _day(time.from_))
    )


def _may_be(proposition: Proposition, day: int) -> bool:
    """Tell whether a toll may be of a day: of none to come, and in a lead, which tells news, of none long past."""
    if not proposition.published:
        return True
    printed = _day(proposition.published)
    return day <= printed and not (proposition.opening and day < printed - PAST)


def _day(stamp: str) -> int:
    return date.fromisoformat(stamp[:10]).toordinal()


def _of_two(one: Occasion, other: Occasion) -> bool:
    if one.figures & other.figures or not {name for name, _ in one.figures} & {name for name, _ in other.figures}:
        return False
    gap = _gap(one.days, other.days)
    if one.past != other.past and gap > PAST:
        return True
    if one.article == other.article:
        return bool(one.named and other.named) and not one.named & other.named
    if _gap(one.dated, other.dated) > SOON:
        return True
    return gap > NEXT and bool(one.towns and other.towns) and not one.towns & other.towns


def _gap(one: frozenset[Days], other: frozenset[Days]) -> int:
    """Give the days between two sets of days, 0 where one is not known."""
    return min((max(a[0] - b[1], b[0] - a[1], 0) for a in one for b in other), default=0)
