"""Rows: sentences of two articles that tell the same, one after another, in the order of both.

Two reports of one event share facts, figures and names, so that two sentences alike show nothing. What they do not
share is the choice and the order: a row that holds most of the shorter article and hardly ever steps aside is one text.
Of such a row the pieces are shown that go on for several sentences and that nothing else in either article is like.
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
SEEN = 0.1
"""Likeness from which a match of a row is shown."""
NEXT = 3.0
"""Evidence where every match follows the one before, in both articles."""
STRAIGHT = 6.0
"""Evidence where no match in another order would be better."""
LONG = 1.0
"""Evidence of the length of the shorter article, by the logarithm of its sentences."""
FILL = 2
"""Sentences between two matches, as many on either side, that are matched by where they stand."""
AT_ONCE = 0.25
RUN = 10
"""Evidence of a piece by the matches that follow one another in it, and how many of them count."""
CLEAR = 3.0
"""Evidence of a piece by how much liker its sentences are to each other than to any other."""

Match = tuple[int, int]
Piece = tuple[Match, ...]


class Row(Struct, frozen=True):
    """Matches in the order of both articles, and the evidence that they are one text."""

    matches: Piece
    evidence: float


NONE = Row((), 0.0)


def best(likeness: Floats, chance: float, least: float) -> Row:
    """Give the best row of two articles, none where no piece of it can have the evidence of ``least``.

    ``likeness``: of every two sentences, from 0 to 1; ``chance``: what two sentences of one story have anyhow.
    """
    gains = np.minimum(SLOPE * (likeness - chance), MOST)
    shorter = min(likeness.shape)
    long = LONG * float(np.log(max(1, shorter)))
    most = NEXT + STRAIGHT + long + AT_ONCE * min(RUN, shorter)
    if not shorter or _bound(gains) / shorter + most + CLEAR * float(likeness.max()) < least:
        return NONE
    path = _path(gains)
    shown = tuple(match for match in path if likeness[match] >= SEEN)
    gain = sum(float(gains[match]) for match in path) / shorter
    sum_in_order = sum(float(likeness[match]) for match in path)
    straight = sum_in_order / max(1e-9, float(likeness[linear_sum_assignment(-likeness)].sum()))
    return Row(_filled(shown), gain + NEXT * _followed(shown) + STRAIGHT * straight + long)


def shown(row: Row, likeness: Floats, least: float) -> list[Piece]:
    """Give the pieces of a row that have the evidence of ``least``: the row's own, and theirs."""
    return [piece for piece in _pieces(row.matches) if row.evidence + _own(piece, likeness) >= least]


def _own(piece: Piece, likeness: Floats) -> float:
    clear = sum(_clear(match, likeness) for match in piece) / len(piece)
    return AT_ONCE * min(RUN, len(piece)) + CLEAR * clear


def _clear(match: Match, likeness: Floats) -> float:
    """Give how much liker two sentences are to each other than to any other of the two articles."""
    i, j = match
    beside = (likeness[i, :j], likeness[i, j + 1 :], likeness[:i, j], likeness[i + 1 :, j])
    return float(likeness[match]) - max((float(part.max()) for part in beside if part.size), default=0.0)


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


def _filled(matches: Piece) -> Piece:
    """Match the few sentences between two matches, as many on either side: by their place, if not by their words."""
    between = [
        (a[0] + step, a[1] + step)
        for a, b in pairwise(matches)
        if b[0] - a[0] == b[1] - a[1] <= FILL + 1
        for step in range(1, b[0] - a[0])
    ]
    return tuple(sorted((*matches, *between)))


def _followed(matches: Piece) -> float:
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(matches)]
    return sum(step == (1, 1) for step in steps) / max(1, len(steps))


def _pieces(matches: Piece) -> list[Piece]:
    """Cut a row where it steps aside."""
    cuts = [n for n, (a, b) in enumerate(pairwise(matches), 1) if (b[0] - a[0], b[1] - a[1]) != (1, 1)]
    return [matches[start:end] for start, end in pairwise((0, *cuts, len(matches))) if start < end]


def without(piece: Piece, drop: frozenset[Match]) -> list[Piece]:
    """Cut a piece at the matches to drop."""
    cuts = [-1, *(n for n, match in enumerate(piece) if match in drop), len(piece)]
    return [piece[start + 1 : end] for start, end in pairwise(cuts) if start + 1 < end]
