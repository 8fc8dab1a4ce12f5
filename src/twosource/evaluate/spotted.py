"""Labelled stretches and the system's, matched: what names, times and credits have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from twosource.evaluate.measures import Prf, counted, greedy
from twosource.evaluate.stretches import hull_iou
from twosource.model import Place


class Spot(Struct, frozen=True, order=True):
    """A stretch with a label; ``row`` is its place in the list that it comes from."""

    article: str
    start: int
    end: int
    label: str
    row: int = -1

    @property
    def place(self) -> Place:
        """Give the stretch."""
        return Place(self.article, self.start, self.end)


class Spots(Struct, frozen=True):
    """Labelled stretches, the system's, and the pairs that overlap, one to one."""

    gold: tuple[Spot, ...]
    system: tuple[Spot, ...]
    pairs: tuple[tuple[Spot, Spot], ...]

    @property
    def overlapping(self) -> Prf:
        """Count stretches that meet."""
        return counted(len(self.pairs), len(self.system), len(self.pairs), len(self.gold))

    @property
    def exact(self) -> Prf:
        """Count stretches that are equal."""
        hits = sum(1 for gold, mine in self.pairs if gold.place == mine.place)
        return counted(hits, len(self.system), hits, len(self.gold))

    @property
    def labelled(self) -> Prf:
        """Count stretches that meet and carry one label."""
        hits = sum(1 for gold, mine in self.pairs if gold.label == mine.label)
        return counted(hits, len(self.system), hits, len(self.gold))


def compare(gold: Sequence[Spot], system: Sequence[Spot]) -> Spots:
    """Match stretches one to one, the largest overlap first."""
    mine, yours = sorted(gold), sorted(system)
    near: dict[str, list[int]] = defaultdict(list)
    for number, spot in enumerate(yours):
        near[spot.article].append(number)
    pairs = greedy(
        (fit, left, right)
        for left, spot in enumerate(mine)
        for right in near.get(spot.article, ())
        if (fit := hull_iou(spot.place, yours[right].place)) > 0
    )
    return Spots(tuple(mine), tuple(yours), tuple((mine[left], yours[right]) for left, right in pairs))
