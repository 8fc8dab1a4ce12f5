"""Order: that one article was written before another, as clocks and texts tell it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.compare import cues, evidence
from twosource.compare.evidence import clock
from twosource.model import Order, Passage, Place, Quantity, Reading, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

CLEAR_HOURS = 1.0
"""Hours between two clocks beyond which neither outlet's delay is likely to turn them round."""

CROWD = 40
"""Articles that share a passage up to which it is asked who was there first."""
MARKS = 2
"""Kinds of marks of editing by which one way round must outweigh the other."""


def tell(readings: Sequence[Reading], passages: Sequence[Passage] = ()) -> tuple[Order, ...]:
    """Tell of the pairs of one story which article was written first, where it can be told.

    By the clocks where both are known and differ by more than ``CLEAR_HOURS``; else by a toll that rises
    inside a passage that both share, or by marks that one text was edited into the other.
    """
    ordered = [
        _Clocked(reading, clock(reading.article.published), _timed(reading))
        for reading in sorted(readings, key=lambda reading: reading.article.id)
    ]
    shared = evidence.passages_by_pair([p for p in passages if len(p.members) <= CROWD])
    found = [
        _by_clock(a, b) or _by_words(a.reading, b.reading, shared.get((a.reading.article.id, b.reading.article.id), ()))
        for a, b in combinations(ordered, 2)
    ]
    return tuple(order for order in found if order is not None)


class _Clocked(Struct, frozen=True):
    """A reading with its time, and whether that is more than a day."""

    reading: Reading
    at: datetime | None
    timed: bool


def _by_clock(a: _Clocked, b: _Clocked) -> Order | None:
    if a.at is None or b.at is None:
        return None
    timed, hours = a.timed and b.timed, (b.at - a.at).total_seconds() / 3600
    if abs(hours) <= (CLEAR_HOURS if timed else 24.0):
        return None
    first, second = (a, b) if hours > 0 else (b, a)
    about = _iso(min(a.at, b.at))
    return _order(first.reading, second.reading, 0.9 if timed else 0.8, "printed-earlier", about)


def _timed(reading: Reading) -> bool:
    return len(reading.article.published or "") > len("2000-01-01")


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _by_words(a: Reading, b: Reading, passages: Sequence[Passage]) -> Order | None:
    return (_by_toll(a, b, passages) or _by_marks(a, b, passages)) if passages else None


def _by_marks(a: Reading, b: Reading, passages: Sequence[Passage]) -> Order | None:
    """Rounded numbers, dates spelled out, lost attributions and glosses, all but one on one side."""
    balance = cues.first(a, b, passages)
    if abs(balance) < MARKS:
        return None
    first, second = (a, b) if balance > 0 else (b, a)
    reasons = tuple(cues.marks(first, second, passages))
    return Order(before=first.article.id, after=second.article.id, confidence=0.65, reasons=reasons)


def _by_toll(a: Reading, b: Reading, passages: Sequence[Passage]) -> Order | None:
    """A count of one thing that stands in one passage of both, larger in the later one."""
    for passage in passages:
        if passage.kind in {"stock", "quotation"}:
            continue
        left = [p for p in passage.members if p.article == a.article.id]
        right = [p for p in passage.members if p.article == b.article.id]
        for one, other in zip(left, right, strict=False):
            order = _rising(a, b, one, other)
            if order is not None:
                return order
    return None


def _rising(a: Reading, b: Reading, one: Place, other: Place) -> Order | None:
    left, right = _counts(a, one), _counts(b, other)
    for counted in sorted(set(left) & set(right)):
        x, y = left[counted], right[counted]
        rounded = cues.is_rounding(x, y) or cues.is_rounding(y, x)
        if x.low is None or y.low is None or x.low == y.low or rounded:
            continue
        first, second = (a, b) if x.low < y.low else (b, a)
        return _order(first, second, 0.65, "toll-rises", counted, (_at(a, x), _at(b, y)))
    return None


def _counts(reading: Reading, place: Place) -> dict[str, Quantity]:
    """Give the counts inside a place, by the thing counted, where each is counted once."""
    inside = [q for q in reading.layers.quantities or () if place.start <= q.start and q.end <= place.end]
    names = [q.counted for q in inside]
    return {q.counted: q for q in inside if q.counted is not None and names.count(q.counted) == 1}


def _at(reading: Reading, quantity: Quantity) -> Place:
    return Place(reading.article.id, quantity.start, quantity.end)


def _order(
    first: Reading, second: Reading, sure: float, code: str, about: str, places: tuple[Place, ...] = ()
) -> Order:
    reason = Reason(code, about, places)
    return Order(before=first.article.id, after=second.article.id, confidence=sure, reasons=(reason,))
