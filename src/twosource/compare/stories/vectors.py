"""Terms as vectors: each view of unit length, weighed by how rare a term is among the articles at hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource.compare.stories.terms import ACROSS, ENCODED, VIEW_SHIFT, VIEWS, Codes, Reals, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

BUCKETS = 1 << 20
"""Cells of the table of counts: two terms of one cell are counted together, which is rare and harmless."""
BACKGROUND, AT_HAND = 500.0, 150.0
"""Articles that the rarity in background news counts as, and those at hand at most: in a pile of large stories, what
is frequent is what they are about."""
RAREST = 5.0
"""Idf beyond which rarity tells nothing more: words that stand once only make articles of one story look unlike."""
_CELL = np.uint64(BUCKETS - 1)
_STARTS = np.array([view << 61 for view in range(VIEWS)] + [(VIEWS << 61) - 1], dtype=np.uint64)


class Spread(Struct, frozen=True):
    """In how many of some articles each term stands (by cell), and how many articles there are."""

    held: Reals
    size: float


class Vector(Struct, frozen=True):
    """A sparse vector; codes are sorted, so that its views lie one after another."""

    codes: Codes
    values: Reals


NONE = Vector(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.float32))


def no_spread() -> Spread:
    """Give the spread of no articles."""
    return Spread(np.zeros(BUCKETS, dtype=np.float32), 0.0)


def spread(pile: Iterable[Terms], kept: Spread | None = None, part: float = 1.0) -> Spread:
    """Count the terms of some articles, on top of ``part`` of what was counted before."""
    held = np.zeros(BUCKETS, dtype=np.float32) if kept is None else kept.held * np.float32(part)
    size = 0.0 if kept is None else kept.size * part
    for terms in pile:
        counted = terms.codes[: terms.codes.searchsorted(_STARTS[ENCODED])]
        held[(counted & _CELL).astype(np.int64)] += 1.0
        size += 1.0
    return Spread(held, size)


def views(codes: Codes) -> npt.NDArray[np.int64]:
    """Give the view of every term."""
    return (codes >> VIEW_SHIFT).astype(np.int64)


def rarity(terms: Terms, known: Spread) -> Reals:
    """Give the idf of every term: of the articles at hand, smoothed by the background; 1 for what is no word."""
    held = np.maximum(np.float32(1.0), known.held[(terms.codes & _CELL).astype(np.int64)])
    where = views(terms.codes)
    own = where != ACROSS
    size = np.where(own, min(AT_HAND, known.size), known.size)
    part = (BACKGROUND + size) / (BACKGROUND * terms.shares + held * (size / max(1.0, known.size)))
    found: Reals = np.log(np.clip(part, 1.0, np.where(own, math.exp(RAREST), np.inf))).astype(np.float32)
    found[where == ENCODED] = 1.0
    return found


def weigh(terms: Terms, known: Spread) -> Vector:
    """Weigh the terms of one article; every view has unit length, or none."""
    values = terms.counts * rarity(terms, known)
    where = views(terms.codes)
    norms = np.sqrt(np.bincount(where, values * values, minlength=VIEWS))
    return Vector(terms.codes, (values / np.where(norms > 0, norms, 1.0)[where]).astype(np.float32))


def bounds(codes: Codes) -> npt.NDArray[np.int64]:
    """Give where each view of sorted codes starts, and where the last one ends."""
    return codes.searchsorted(_STARTS)


def add(a: Vector, b: Vector) -> Vector:
    """Give the sum of two vectors."""
    if len(a.codes) < len(b.codes):
        a, b = b, a
    places = a.codes.searchsorted(b.codes)
    known = a.codes.take(places, mode="clip") == b.codes if len(a.codes) else np.zeros(0, dtype=np.bool_)
    new = ~known
    # where the old terms stand among all, and where the new ones do
    at = places[new] + np.arange(np.count_nonzero(new))
    old = np.ones(len(a.codes) + len(at), dtype=np.bool_)
    old[at] = False
    codes, values = np.empty(len(old), dtype=np.uint64), np.empty(len(old), dtype=np.float32)
    codes[at], values[at] = b.codes[new], b.values[new]
    held = a.values.copy()
    held[places[known]] += b.values[known]
    codes[old], values[old] = a.codes, held
    return Vector(codes, values)


def dots(a: Vector, b: Vector) -> npt.NDArray[np.float64]:
    """Give the dot product of two vectors, view by view."""
    if len(a.codes) > len(b.codes):
        a, b = b, a
    if len(a.codes) == 0:
        return np.zeros(VIEWS, dtype=np.float64)
    places = b.codes.searchsorted(a.codes)
    same = (b.codes.take(places, mode="clip") == a.codes).nonzero()[0]
    shared = a.values[same] * b.values[places[same]]
    return np.bincount((a.codes[same] >> VIEW_SHIFT).view(np.int64), shared, VIEWS).astype(np.float64, copy=False)


def squares(a: Vector) -> npt.NDArray[np.float64]:
    """Give the squared length of a vector, view by view."""
    return np.bincount(views(a.codes), a.values.astype(np.float64) ** 2, minlength=VIEWS).astype(np.float64)
