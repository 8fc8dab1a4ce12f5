"""Where rare terms stand: postings from terms to stories, in a few sealed levels and a short open tail.

All of it is a value: adding gives a new index that shares its levels with the old one. A full tail is merged into
the first level, a full level into the next, each ``FAN`` times as large, so that there are few and the cost of an
article stays flat; what is older than the window falls out when levels are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

if TYPE_CHECKING:
    from twosource.compare.stories.terms import Codes

Numbers = npt.NDArray[np.int64]
Days = npt.NDArray[np.float32]

TAIL = 512
"""Postings after which the tail is sealed."""
FAN = 8
CROWD = 48
"""Postings of one term that a look-up gives, the newest: a term of more tells little."""


class Postings(Struct, frozen=True):
    """Terms, the stories they stand in, and the days when they came."""

    codes: Codes
    stories: Numbers
    days: Days


class Index(Struct, frozen=True):
    """The sealed levels, smallest first, each sorted by term and newest first; the open tail in order of coming."""

    levels: tuple[Postings, ...]
    tail: Postings


class Found(Struct, frozen=True):
    """What a look-up gives: the place of the probe, the story that holds it, the day it came."""

    probes: Numbers
    stories: Numbers
    days: Days


NONE = Postings(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


def empty() -> Index:
    """Give an index without postings."""
    return Index((), NONE)


def add(index: Index, codes: Codes, story: int, day: float, oldest: float) -> Index:
    """Add the terms of an article of a story; postings before day ``oldest`` may be dropped."""
    came = Postings(
        codes, np.full(len(codes), story, dtype=np.int64), np.full(len(codes), max(day, oldest), dtype=np.float32)
    )
    tail = _joined(index.tail, came)
    return Index(index.levels, tail) if len(tail.codes) < TAIL else Index(_sealed(index, tail, oldest), NONE)


def _sealed(index: Index, tail: Postings, oldest: float) -> tuple[Postings, ...]:
    """Merge a tail into the first level, and on into the next ones as far as they are full."""
    newest_first = Postings(tail.codes[::-1], tail.stories[::-1], tail.days[::-1])
    carried, levels = _merged(newest_first, NONE, oldest), list(index.levels)
    for depth, level in enumerate(levels):
        carried = _merged(carried, level, oldest)
        if len(carried.codes) <= TAIL * FAN ** (depth + 1):
            levels[depth] = carried
            return tuple(levels)
        levels[depth] = NONE
    return (*levels, carried)


def _joined(a: Postings, b: Postings) -> Postings:
    return Postings(
        np.concatenate([a.codes, b.codes]),
        np.concatenate([a.stories, b.stories]),
        np.concatenate([a.days, b.days]),
    )


def _merged(newer: Postings, older: Postings, oldest: float) -> Postings:
    """Give both sorted by term, newest first, without what is old or one of a crowd."""
    whole = _joined(newer, older)
    # a stable sort keeps the newer ones of a term in front, and takes sorted runs as they are
    order = np.argsort(whole.codes, kind="stable")
    order = order[whole.days[order] >= oldest]
    codes = whole.codes[order]
    starts = np.flatnonzero(np.diff(codes, prepend=~codes[:1]))
    rank = np.arange(len(codes)) - np.repeat(starts, np.diff(starts, append=len(codes)))
    kept = order[rank < CROWD]
    return Postings(whole.codes[kept], whole.stories[kept], whole.days[kept])


def find(index: Index, probes: Codes) -> Found:
    """Give where some terms stand, the newest ``CROWD`` postings of each; probes are sorted."""
    if len(probes) == 0:
        return Found(NONE.stories, NONE.stories, NONE.days)
    found = [_in_tail(index.tail, probes)]
    left = np.maximum(0, CROWD - np.bincount(found[0].probes, minlength=len(probes)))
    for level in index.levels:
        starts = level.codes.searchsorted(probes)
        counts = np.minimum(level.codes.searchsorted(probes, side="right") - starts, left)
        left = left - counts
        places = np.repeat(np.arange(len(probes)), counts)
        at = np.arange(len(places)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        found.append(Found(places, level.stories[at], level.days[at]))
    return Found(
        np.concatenate([one.probes for one in found]),
        np.concatenate([one.stories for one in found]),
        np.concatenate([one.days for one in found]),
    )


def _in_tail(tail: Postings, probes: Codes) -> Found:
    places = probes.searchsorted(tail.codes)
    held = np.flatnonzero(probes.take(places, mode="clip") == tail.codes)
    return Found(places[held], tail.stories[held], tail.days[held])
