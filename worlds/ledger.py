"""What a story has used of its desks' wordings, and where a standing sentence may stand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from worlds.model import Line, Story
from worlds.shapes import Opening


class Ledger:
    """Counts which frames and wordings a story has used, so that desks do not all begin alike."""

    def __init__(self) -> None:
        """Start with nothing used."""
        self.used: Counter[tuple[str, str, int]] = Counter()
        self.opened: Counter[Opening] = Counter()

    def least(
        self, rng: random.Random, family: str, table: str, size: int, mine: Counter[tuple[str, int]] | None = None
    ) -> int:
        """Choose the least used of a table's entries, at random among equals, and count it; in ``mine`` before all."""
        order = list(range(size))
        rng.shuffle(order)
        own = mine or Counter[tuple[str, int]]()
        best = min(order, key=lambda place: (own[table, place], self.used[family, table, place]))
        self.used[family, table, best] += 1
        return best


_STANDING = 0.55
_GRAVE = frozenset({"dead", "missing"})


def gap(body: Sequence[Line], rng: random.Random, story: Story) -> int:
    """Find a place between two facts for a standing sentence, where no pronoun goes on from the first one; 0: none."""
    places = [
        place for place in range(2, len(body) - 1) if body[place].tellings and ".pronoun" not in body[place].table
    ]
    if not places or any(facet.key in _GRAVE for facet in story.facets) or rng.random() > _STANDING:
        return 0
    return rng.choice(places)
