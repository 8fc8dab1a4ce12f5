"""Names of stories that are kept from run to run: by the largest overlap, each given once and never again."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Change(Struct, frozen=True):
    """What became of an ``other`` story of an earlier run: it was merged into this one, or this one split from it."""

    event: str
    other: str


class Named(Struct, frozen=True):
    """The name of a story, and how it came out of those of the earlier run."""

    name: str
    changes: tuple[Change, ...]


def name(old: Mapping[str, frozenset[str]], new: Sequence[frozenset[str]], minted: int) -> tuple[Named, ...]:
    """Name stories as they were named before, new ones ``s`` and the next number after ``minted``."""
    names = keep(old, new)
    fresh = (f"s{number}" for number in count(minted + 1))
    going_on = set(names)
    holder = {article: story for story, members in old.items() for article in members}
    found: list[Named] = []
    for kept, members in zip(names, new, strict=True):
        others = sorted({holder[a] for a in members if a in holder} - {kept}, key=_by_number)
        changes = tuple(Change("split from story" if o in going_on else "merged from story", o) for o in others)
        found.append(Named(next(fresh) if kept is None else kept, changes))
    return tuple(found)


def keep(old: Mapping[str, frozenset[str]], new: Sequence[frozenset[str]]) -> tuple[str | None, ...]:
    """Give each new story the name of the old one that it shares most articles with; each name goes to one.

    ``None`` where a name must be minted. Larger overlaps choose first, then older names.
    """
    holder = {article: name for name, members in old.items() for article in members}
    shared = [
        (-number, _by_number(name), place)
        for place, members in enumerate(new)
        for name, number in Counter(holder[a] for a in members if a in holder).items()
    ]
    names: list[str | None] = [None] * len(new)
    taken: set[str] = set()
    for _, (_, name), place in sorted(shared):
        if names[place] is None and name not in taken:
            names[place] = name
            taken.add(name)
    return tuple(names)


def _by_number(name: str) -> tuple[int, str]:
    return len(name), name
