"""Whether two sentences of two articles tell one text: what is looked at, and the weights that it has.

Two reports of one event say the same things, and are no reuse. What tells a retold sentence from a second telling
is the pair of articles it stands in: other sentences of one wording, one order, nothing else that fits as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

import numpy as np
from msgspec import Struct

from twosource.compare.fingerprints import Floats
from twosource.compare.reuse.chains import Match, chains
from twosource.resources import read_rows

FEATURES = (
    "bias", "worth", "told", "of the lighter", "of the heavier", "row", "heavier in a row", "shared sentences",
    "shared part", "far from shared", "taken", "across the order", "best", "heavier, shared part", "matched part",
    "in order", "matched in order", "heavier, matched in order",
)  # fmt: skip
CHANCE: Mapping[bool, float] = {False: 0.35, True: 0.25}
"""Share that two sentences of one story have by chance, in one language and in two (``True``): a match counts for
its row by what it has beyond that."""
FAR = 9.0
"""Sentences off the order of the shared ones from which it is no matter how many."""
ASIDE = 0.3
"""What a sentence along the order counts of one off it."""
ROW = 40.0
"""Worth in nats of the rest of a row from which more says no more."""


class Pairing(Struct, frozen=True):
    """Two sentences, by their numbers: what they share in nats, in all and in told words; its share of both masses."""

    left: int
    right: int
    worth: float
    told: float
    lighter: float
    heavier: float

    @property
    def ends(self) -> Ends:
        """The numbers of both sentences."""
        return self.left, self.right


Ends = tuple[int, int]


class Beside(Struct, frozen=True):
    """What stands beside the pairings of two articles: sentences of one wording, and how many each has in all."""

    joined: AbstractSet[Ends]
    sizes: Ends


@cache
def weights(*, across: bool) -> tuple[float, ...]:
    """Read the weights that training/reuse.py wrote, for sentences of one language or of two."""
    table = {row[0]: float(row[2 if across else 1]) for row in read_rows("models/reuse.tsv")}
    return tuple(table[name] for name in FEATURES)


def odds(pairings: Sequence[Pairing], beside: Beside, *, across: bool) -> list[float]:
    """Give the log odds that each pairing of two articles is one text."""
    found = features(pairings, beside, across=across) @ np.array(weights(across=across))
    return [round(float(value), 6) for value in found]


def features(pairings: Sequence[Pairing], beside: Beside, *, across: bool) -> Floats:
    """Say of every pairing of two articles what is looked at, ``pairings`` being all that they have."""
    rows, best = _rows(pairings, across=across), _best(pairings)
    is_best = {p.ends: (p.heavier >= best[p.left, 0]) + (p.heavier >= best[p.right, 1]) for p in pairings}
    mutual = [p.ends for p in pairings if is_best[p.ends] == len(p.ends)]
    found = [
        (*_features(p, rows[p.ends], is_best[p.ends], beside), *_agreed(p, mutual, beside.sizes)) for p in pairings
    ]
    return np.array(found, dtype=np.float64).reshape(len(found), len(FEATURES))


def _features(p: Pairing, row: float, best: int, beside: Beside) -> tuple[float, ...]:
    others = [ends for ends in beside.joined if ends != p.ends]
    part = min(1.0, len(others) / max(1, min(beside.sizes) - 1))
    crossed = sum((p.left - a) * (p.right - b) < 0 for a, b in others)
    taken = p.ends not in beside.joined and any(p.left == a or p.right == b for a, b in others)
    return (
        1.0, math.log1p(p.worth), p.told / max(1.0, p.worth), p.lighter, p.heavier,
        row / ROW, p.heavier * row / ROW, math.log1p(len(others)), part, _far(p, others) / FAR, float(taken),
        crossed / max(1, len(others)), best / 2, p.heavier * part,
    )  # fmt: skip


def _agreed(p: Pairing, mutual: Sequence[Ends], sizes: Ends) -> tuple[float, ...]:
    """Say how many other sentences are each other's best, for the shorter article, and how far in one order."""
    others = [ends for ends in mutual if ends != p.ends]
    part = min(1.0, len(others) / max(1, min(sizes) - 1))
    agree = sum((p.left - a) * (p.right - b) > 0 for a, b in others) / max(1, len(others))
    return part, agree, part * agree, p.heavier * part * agree


def _far(p: Pairing, others: Sequence[Ends]) -> float:
    """Give how far a pairing is off the order of the nearest sentences of one wording."""
    steps = ((p.left - a, p.right - b) for a, b in others)
    return min([FAR, *(abs(i - j) + ASIDE * abs(i) for i, j in steps)])


def _rows(pairings: Sequence[Pairing], *, across: bool) -> Mapping[Ends, float]:
    """Give what the rest of the row that a pairing stands in is worth; a pairing in no row stands alone."""
    surplus = {p.ends: p.worth * (1 - CHANCE[across] / max(p.lighter, 0.01)) for p in pairings}
    found = dict.fromkeys(surplus, 0.0)
    for chain in chains([Match(*ends, value) for ends, value in surplus.items()]):
        for match in chain.matches:
            found[match.left, match.right] = min(ROW, max(0.0, chain.worth - match.surplus))
    return found


def _best(pairings: Sequence[Pairing]) -> Mapping[tuple[int, int], float]:
    """Give the greatest share of the heavier one that a sentence has, by its number and side."""
    found: dict[tuple[int, int], float] = {}
    for p in pairings:
        for key in ((p.left, 0), (p.right, 1)):
            found[key] = max(found.get(key, 0.0), p.heavier)
    return found
