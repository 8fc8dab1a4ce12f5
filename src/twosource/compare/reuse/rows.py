"""Rows: sentences of two articles that tell the same, one after another, in the order of both.

Two reports of one event share facts, figures and names, so that two sentences alike show nothing. What they do not
share is the choice and the order: a row that holds most of the shorter article and hardly ever steps aside is one text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from twosource.compare.fingerprints import Floats

SLOPE = 12.0
MOST = 3.0
"""What a likeness above chance is worth in evidence, and the most that one match brings."""
SEEN = 0.15
"""Likeness from which a match of a row is shown."""
NEXT = 2.0
"""Evidence where every match follows the one before, in both articles."""
STRAIGHT = 2.0
"""Evidence where no match in another order would be better."""
LONG = 1.0
"""Evidence of the length of the shorter article, by the logarithm of its sentences."""
FILL = 2
"""Sentences between two matches, as many on either side, that are matched by where they stand."""

Match = tuple[int, int]


class Row(Struct, frozen=True):
    """Matches in the order of both articles, and the evidence that they are one text."""

    matches: tuple[Match, ...]
    evidence: float


NONE = Row((), 0.0)


def best(likeness: Floats, chance: float, least: float) -> Row:
    """Give the best row of two articles, none where its evidence is below ``least``.

    ``likeness``: of every two sentences, from 0 to 1; ``chance``: what two sentences of one story have anyhow.
    """
    gains = np.minimum(SLOPE * (likeness - chance), MOST)
    shorter = min(likeness.shape)
    certain = NEXT + STRAIGHT + LONG * float(np.log(max(1, shorter)))
    if not shorter or _bound(gains) / shorter + certain < least:
        return NONE
    path = _path(gains)
    shown = tuple(match for match in path if likeness[match] >= SEEN)
    gain = sum(float(gains[match]) for match in path) / shorter
    sum_in_order = sum(float(likeness[match]) for match in path)
    straight = sum_in_order / max(1e-9, float(likeness[linear_sum_assignment(-likeness)].sum()))
    evidence = gain + NEXT * _followed(shown) + STRAIGHT * straight + certain - NEXT - STRAIGHT
    return Row(_filled(shown), evidence) if evidence >= least else NONE


def _bound(gains: Floats) -> float:
    """Give what no row of these gains can be above."""
    return min(float(np.maximum(gains.max(axis=side), 0.0).sum()) for side in (0, 1))


def _path(gains: Floats) -> list[Match]:
    """Find the matches, each sentence once and in the order of both, that bring most (Needleman and Wunsch 1970)."""
    sums = np.zeros((gains.shape[0] + 1, gains.shape[1] + 1))
    for i, row in enumerate(gains):
        sums[i + 1, 1:] = np.maximum.accumulate(np.maximum(sums[i, 1:], sums[i, :-1] + row))
    i, j = gains.shape
    found: list[Match] = []
    while i and j:
        if sums[i, j] == sums[i, j - 1]:
            j -= 1
        elif sums[i, j] == sums[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _filled(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Match the few sentences between two matches, as many on either side: by their place, if not by their words."""
    between = [
        (a[0] + step, a[1] + step)
        for a, b in pairwise(matches)
        if b[0] - a[0] == b[1] - a[1] <= FILL + 1
        for step in range(1, b[0] - a[0])
    ]
    return tuple(sorted((*matches, *between)))


def _followed(matches: tuple[Match, ...]) -> float:
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(matches)]
    return sum(step == (1, 1) for step in steps) / max(1, len(steps))


def pieces(matches: tuple[Match, ...], drop: frozenset[Match]) -> list[tuple[Match, ...]]:
    """Cut a row at the matches to drop, and where it steps aside."""
    found: list[list[Match]] = [[]]
    for before, match in zip((None, *matches), matches, strict=False):
        step = (match[0] - before[0], match[1] - before[1]) if before is not None else (1, 1)
        if match in drop or step != (1, 1):
            found.append([])
        if match not in drop:
            found[-1].append(match)
    return [tuple(piece) for piece in found if piece]
