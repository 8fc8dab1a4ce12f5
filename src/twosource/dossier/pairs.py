"""Pairs that somebody asks for: what two articles are to each other, in one story or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from twosource.compare import matter, relations
from twosource.dossier.build import arranged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from twosource.model import Dossier, Outlet, Reading, Relation

Ids = frozenset[str]


def related(
    found: Dossier, readings: Sequence[Reading], outlets: Mapping[str, Outlet], asked: AbstractSet[Ids]
) -> Dossier:
    """Add to a dossier the relations of the pairs asked for that its stories do not tell."""
    told = {frozenset((row.earlier, row.later)) for story in found.stories for row in story.relations}
    by_id = {reading.article.id: reading for reading in arranged(readings, outlets)}
    stories = [[by_id[article] for article in story.articles if article in by_id] for story in found.stories]
    return msgspec.structs.replace(found, relations=relate(stories, outlets, asked - told))


def relate(
    stories: Sequence[Sequence[Reading]], outlets: Mapping[str, Outlet], asked: AbstractSet[Ids]
) -> tuple[Relation, ...]:
    """Relate pairs of articles as if the two stories that they stand in were one; in order of ids.

    Where these are a crowd together, the articles asked for are compared alone.
    """
    at = {reading.article.id: number for number, story in enumerate(stories) for reading in story}
    by_stories: dict[tuple[int, ...], set[Ids]] = {}
    for pair in asked:
        if len(pair) == 2 and pair <= at.keys():
            by_stories.setdefault(tuple(sorted({at[article] for article in pair})), set()).add(pair)
    found: list[Relation] = []
    for numbers, pairs in by_stories.items():
        held = [reading for number in numbers for reading in stories[number]]
        if len(held) > relations.CROWD:
            held = [reading for reading in held if any(reading.article.id in pair for pair in pairs)]
        gathered = matter.gather(held, outlets)
        found += relations.compare(gathered.witnesses, gathered.tied, pairs)
    # a passage between two stories has no name in one of them: the places stand in the reasons
    return tuple(msgspec.structs.replace(one, passages=()) for one in sorted(found, key=lambda r: (r.earlier, r.later)))
