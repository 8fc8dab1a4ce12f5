"""Printings: articles of a story that are one text, letter for letter. A crowd of them is compared as a few.

``KEPT`` of them are compared each with each, as any articles are; what was found of the first is then said of the
others too. A copy adds nothing, so the counts are those of the few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from twosource.model import (
    Claim,
    Entity,
    HiddenSource,
    Outlet,
    Passage,
    Place,
    Reading,
    Reason,
    Relation,
    Story,
)

KEPT = 8
"""Printings of one text that are compared."""
FIRST = frozenset({"official", "agency"})
"""Kinds of outlet whose printings are kept before those of others."""


class Thinned(Struct, frozen=True):
    """The articles that are compared; and, by the first and the second printing of a text, those that are not."""

    kept: tuple[Reading, ...]
    more: Mapping[tuple[str, str], tuple[str, ...]]


def thin(readings: Sequence[Reading], outlets: Mapping[str, Outlet]) -> Thinned:
    """Leave out the printings of a text beyond ``KEPT``: agencies' and offices' go first."""
    texts: dict[str, list[Reading]] = {}
    for reading in readings:
        texts.setdefault(reading.article.text, []).append(reading)
    if all(len(printed) <= KEPT for printed in texts.values()):
        return Thinned(tuple(readings), {})
    ranked = [sorted(printed, key=lambda r: not _is_first(r, outlets)) for printed in texts.values()]
    more = {
        (printed[0].article.id, printed[1].article.id): tuple(r.article.id for r in printed[KEPT:])
        for printed in ranked
        if len(printed) > KEPT
    }
    left_out = frozenset(article for articles in more.values() for article in articles)
    return Thinned(tuple(r for r in readings if r.article.id not in left_out), more)


def _is_first(reading: Reading, outlets: Mapping[str, Outlet]) -> bool:
    outlet = outlets.get(reading.article.outlet)
    return outlet is not None and outlet.kind in FIRST


def spread(story: Story, more: Mapping[tuple[str, str], tuple[str, ...]], readings: Sequence[Reading]) -> Story:
    """Say of the printings that were left out what was found of the first one of their text."""
    copies = {first: articles for (first, _), articles in more.items()}
    titles = {reading.article.id: reading.article.title for reading in readings}
    return structs.replace(
        story,
        articles=tuple(reading.article.id for reading in readings),
        entities=tuple(_entity(entity, copies) for entity in story.entities),
        hidden_sources=tuple(_hidden(hidden, copies) for hidden in story.hidden_sources),
        passages=tuple(_passage(passage, copies) for passage in story.passages),
        relations=tuple(sorted((*story.relations, *_related(story.relations, more)), key=_ends)),
        claims=tuple(_claim(claim, copies, titles) for claim in story.claims),
    )


Copies = Mapping[str, tuple[str, ...]]


def _ends(relation: Relation) -> tuple[str, str]:
    return min(relation.earlier, relation.later), max(relation.earlier, relation.later)


def _places(places: Sequence[Place], copies: Copies) -> Iterator[Place]:
    """Give the same places in the copies of the articles that they stand in."""
    for place in places:
        for article in copies.get(place.article, ()):
            yield Place(article, place.start, place.end)


def _entity(entity: Entity, copies: Copies) -> Entity:
    return structs.replace(entity, mentions=(*entity.mentions, *_places(entity.mentions, copies)))


def _hidden(hidden: HiddenSource, copies: Copies) -> HiddenSource:
    more = (article for child in hidden.children for article in copies.get(child, ()))
    return structs.replace(hidden, children=(*hidden.children, *more))


def _passage(passage: Passage, copies: Copies) -> Passage:
    """Add the copies' stretches behind the others, so that edits and the parent keep their numbers."""
    return structs.replace(passage, members=(*passage.members, *_places(passage.members, copies)))


def _related(relations: Sequence[Relation], more: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[Relation]:
    """Relate each copy to the first printing as the second is; which of the two came first is left open."""
    by_ends = {frozenset({relation.earlier, relation.later}): relation for relation in relations}
    for (first, second), articles in more.items():
        found = by_ends.get(frozenset({first, second}))
        if found is None:
            continue
        for article in articles:
            yield structs.replace(
                found, earlier=first, later=article, direction="unknown", reasons=_reasons(found, second, article)
            )


def _reasons(found: Relation, second: str, article: str) -> tuple[Reason, ...]:
    """Keep the reasons that stand in the text, in the copy's own: clocks and names are those of another outlet."""
    return tuple(
        structs.replace(
            reason,
            places=tuple(
                Place(article if place.article == second else place.article, place.start, place.end)
                for place in reason.places
            ),
        )
        for reason in found.reasons
        if reason.places
    )


def _claim(claim: Claim, copies: Copies, titles: Mapping[str, str | None]) -> Claim:
    """Repeat the statements of a first printing in its copies; one of its title only where theirs is the same."""
    same = {
        statement.id: [
            structs.replace(statement, id=statement.id.replace(statement.article, article, 1), article=article)
            for article in copies[statement.article]
            if statement.field == "text" or titles[article] == titles[statement.article]
        ]
        for statement in claim.statements
        if statement.article in copies
    }
    more = tuple(copy for made in same.values() for copy in made)
    return structs.replace(
        claim,
        statements=(*claim.statements, *more),
        origins=tuple(
            structs.replace(
                origin,
                statements=(*origin.statements, *(copy.id for one in origin.statements for copy in same.get(one, ()))),
            )
            for origin in claim.origins
        ),
    )
