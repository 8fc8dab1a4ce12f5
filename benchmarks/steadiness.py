"""How steady stories are: in shuffled orders, by their clocks, and beside the pile at rest."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from math import comb

from msgspec import Struct

from twosource.compare.stories import models, recheck, stream
from twosource.compare.stories.pile import Sketch

ORDERS = 20
LATER = 1.0
"""Days after which a change of an article's story counts as late."""

Labels = Mapping[str, int]


class Streamed(Struct, frozen=True):
    """What a stream did: the story of each article in the end, articles that changed late, merges, splits."""

    story: Labels
    late: frozenset[str]
    merged: int
    split: int


def streamed(pile: Sequence[Sketch]) -> Streamed:
    """Stream a pile in its order."""
    members: dict[int, list[str]] = {}
    at = {one.id: one.at for one in pile}
    late: set[str] = set()
    merged = split = 0
    for event in stream.run(pile, models.load()):
        if isinstance(event, stream.Decision):
            members.setdefault(event.story, []).append(event.article)
            continue
        moved = list(event.articles) if isinstance(event, recheck.Split) else members[event.other]
        members[event.other] = [name for name in members[event.other] if name not in set(moved)]
        members.setdefault(event.story, []).extend(moved)
        late |= {name for name in moved if event.at - at[name] > LATER}
        merged += isinstance(event, recheck.Merged)
        split += isinstance(event, recheck.Split)
    story = {name: number for number, names in members.items() for name in names}
    return Streamed(story, frozenset(late), merged, split)


def shuffled(pile: Sequence[Sketch], orders: int = ORDERS) -> list[Labels]:
    """Stream a pile in seeded shuffled orders."""
    found: list[Labels] = []
    for seed in range(orders):
        order = list(pile)
        random.Random(seed).shuffle(order)
        found.append(streamed(order).story)
    return found


def agreement(a: Mapping[str, object], b: Mapping[str, object]) -> float:
    """Give the adjusted Rand index of two groupings of the same articles."""
    together = sum(comb(n, 2) for n in Counter((a[name], b[name]) for name in a).values())
    left, right = (sum(comb(n, 2) for n in Counter(groups.values()).values()) for groups in (a, b))
    chance = left * right / max(1, comb(len(a), 2))
    most = (left + right) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def between(orders: Sequence[Labels]) -> tuple[float, float]:
    """Give the mean and the least agreement of every two orders."""
    found = [agreement(a, b) for i, a in enumerate(orders) for b in orders[:i]]
    return sum(found) / len(found), min(found)
