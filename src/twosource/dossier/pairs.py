"""Pairs of articles that stand in two stories: what they are to each other, where they share words or somebody asks."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from twosource.compare import matter, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from twosource.model import Outlet, Passage, Reading, Relation

Ids = frozenset[str]


def sharing(passages: Iterable[Passage]) -> frozenset[Ids]:
    """Give every two articles that share a passage of some."""
    members = ({place.article for place in passage.members} for passage in passages)
    return frozenset(frozenset(two) for held in members for two in combinations(sorted(held), 2))


def relate(
    stories: Sequence[Sequence[Reading]],
    outlets: Mapping[str, Outlet],
    asked: AbstractSet[Ids],
    marks: AbstractSet[int] = frozenset(),
) -> tuple[Relation, ...]:
    """Relate the pairs asked for that stand in two stories, each as if the two stories were one; in order of ids.

    Where the two are a crowd together, the articles asked for are compared alone.
    """
    at = {reading.article.id: number for number, story in enumerate(stories) for reading in story}
    by_stories: dict[tuple[int, int], set[Ids]] = {}
    for pair in asked:
        one, *other = sorted({at[article] for article in pair if article in at})
        if other:
            by_stories.setdefault((one, other[0]), set()).add(pair)
    found: list[Relation] = []
    for (one, other), pairs in sorted(by_stories.items()):
        held = [*stories[one], *stories[other]]
        if len(held) > relations.CROWD:
            held = [reading for reading in held if any(reading.article.id in pair for pair in pairs)]
        gathered = matter.gather(held, outlets, marks)
        found += relations.compare(gathered.witnesses, gathered.tied, pairs)
    # the passages between two stories have no ids of one story: the places stand in the reasons
    return tuple(msgspec.structs.replace(one, passages=()) for one in sorted(found, key=lambda r: (r.earlier, r.later)))
