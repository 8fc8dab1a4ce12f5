"""Where rare terms stand: postings from terms to stories, in sealed segments and a short open tail.

All of it is a value: adding gives a new index that shares its segments with the old one. A full tail is sealed;
``FAN`` segments of one size are merged into one of the next, so that there are few and the cost of an article
stays flat; what is older than the window falls out when segments are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

if TYPE_CHECKING:
    from twosource.compare.stories.terms import Codes, Reals

Numbers = npt.NDArray[np.int64]
Days = npt.NDArray[np.float32]

TAIL = 4096
"""Postings after which the tail is sealed."""
FAN = 4
CROWD = 48
"""Postings of one term that a segment keeps, the newest: a term of more tells little."""


class Segment(Struct, frozen=True):
    """Postings sorted by term, then day. ``tier`` counts how often segments were merged into it."""

    tier: int
    codes: Codes
    stories: Numbers
    days: Days


class Index(Struct, frozen=True):
    """The sealed segments, oldest first, and the open tail."""

    segments: tuple[Segment, ...]
    codes: Codes
    stories: Numbers
    days: Days


def empty() -> Index:
    """Give an index without postings."""
    return Index((), np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


def add(index: Index, codes: Codes, story: int, day: float, oldest: float) -> Index:
    """Add the terms of an article of a story; postings before day ``oldest`` may be dropped."""
    grown = Index(
        index.segments,
        np.concatenate([index.codes, codes]),
        np.concatenate([index.stories, np.full(len(codes), story, dtype=np.int64)]),
        np.concatenate([index.days, np.full(len(codes), day, dtype=np.float32)]),
    )
    return grown if len(grown.codes) < TAIL else _seal(grown, oldest)


def _seal(index: Index, oldest: float) -> Index:
    segments = [*index.segments, _sorted(0, index.codes, index.stories, index.days, oldest)]
    while len(segments) >= FAN and len({segment.tier for segment in segments[-FAN:]}) == 1:
        last = segments[-FAN:]
        del segments[-FAN:]
        merged = _sorted(
            last[0].tier + 1,
            np.concatenate([segment.codes for segment in last]),
            np.concatenate([segment.stories for segment in last]),
            np.concatenate([segment.days for segment in last]),
            oldest,
        )
        segments.append(merged)
    kept = [segment for segment in segments if len(segment.days) and float(segment.days.max()) >= oldest]
    none = empty()
    return Index(tuple(kept), none.codes, none.stories, none.days)


def _sorted(tier: int, codes: Codes, stories: Numbers, days: Days, oldest: float) -> Segment:
    young = days >= oldest
    codes, stories, days = codes[young], stories[young], days[young]
    order = np.lexsort((-days, stories, codes))
    codes, stories, days = codes[order], stories[order], days[order]
    fresh = np.ones(len(codes), dtype=np.bool_)
    fresh[1:] = (codes[1:] != codes[:-1]) | (stories[1:] != stories[:-1])
    codes, stories, days = codes[fresh], stories[fresh], days[fresh]
    order = np.lexsort((-days, codes))
    codes, stories, days = codes[order], stories[order], days[order]
    kept = np.arange(len(codes)) - np.searchsorted(codes, codes, side="left") < CROWD
    return Segment(tier, codes[kept], stories[kept], days[kept])


def find(index: Index, probes: Codes, worths: Reals) -> tuple[Numbers, Reals]:
    """Give the stories that hold some of the probes, and the worth of what each holds; probes are sorted."""
    stories, gained = _in_tail(index, probes, worths)
    for segment in index.segments:
        starts = np.searchsorted(segment.codes, probes, side="left")
        counts = np.searchsorted(segment.codes, probes, side="right") - starts
        total = int(counts.sum())
        if total:
            shifts = np.repeat(starts - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
            stories.append(segment.stories[np.arange(total) + shifts])
            gained.append(np.repeat(worths, counts))
    return np.concatenate(stories), np.concatenate(gained)


def _in_tail(index: Index, probes: Codes, worths: Reals) -> tuple[list[Numbers], list[Reals]]:
    if len(index.codes) == 0 or len(probes) == 0:
        return [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    places = np.minimum(np.searchsorted(probes, index.codes), len(probes) - 1)
    held = probes[places] == index.codes
    return [index.stories[held]], [worths[places[held]]]
