"""Stretches of text: what two sets of them share, and which words they cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from twosource.model import Place, Span
from twosource.text import overlap

HALF = 0.5


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join stretches that touch or overlap; empty ones vanish."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def length(spans: Iterable[Span]) -> int:
    """Count the code points of stretches that do not overlap (of ``merged`` ones)."""
    return sum(span.end - span.start for span in spans)


def common(left: Sequence[Span], right: Sequence[Span]) -> tuple[Span, ...]:
    """Give what two ``merged`` sequences share."""
    found: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].start, right[j].start), min(left[i].end, right[j].end)
        if start < end:
            found.append(Span(start, end))
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1
    return tuple(found)


def covered(starts: Sequence[int], pieces: Iterable[Span]) -> frozenset[int]:
    """Give the positions of the words that begin inside the pieces. ``starts``: where each word begins."""
    return frozenset(
        position
        for piece in pieces
        for position in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
    )


def iou(left: frozenset[int], right: frozenset[int]) -> float:
    """Give the share of the union that both have (Jaccard), 0 of nothing."""
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


def hull_iou(left: Place, right: Place) -> float:
    """Give the share of the union of two places that both cover, 0 across articles."""
    if left.article != right.article:
        return 0.0
    both = overlap(Span(left.start, left.end), Span(right.start, right.end))
    return both / (left.end - left.start + right.end - right.start - both) if both else 0.0


def near(left: Place, right: Place) -> bool:
    """Tell whether two places share at least half of the shorter one."""
    if left.article != right.article:
        return False
    both = overlap(Span(left.start, left.end), Span(right.start, right.end))
    return both > 0 and both >= HALF * min(left.end - left.start, right.end - right.start)
