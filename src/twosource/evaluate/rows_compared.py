"""Rows of the truth that join places of several articles: does the dossier show them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.evaluate import conflicts as clashes
from twosource.evaluate import drifts as drifted
from twosource.evaluate import printings
from twosource.evaluate.claims import Seats, holder, seats
from twosource.evaluate.dataset import Dataset, GoldClaim, GoldEntity, GoldRelation
from twosource.evaluate.independence import count_at
from twosource.evaluate.names import TYPES, system_mentions
from twosource.evaluate.naming import same_name, spelling
from twosource.evaluate.pairs import Opposed, meets
from twosource.evaluate.reached import Reached, words_at
from twosource.evaluate.relations import Answers, answers
from twosource.evaluate.stretches import HALF, common, length, merged, near
from twosource.model import LEVELS, Claim, Dossier, Entity, Level, Passage, Place, Span

UNKNOWN = "unknown"


def stories(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for a story of exactly these articles, articles without a label left out."""
    rows = dataset.truth.stories or {}
    labelled = {article for members in rows.values() for article in members}
    mine = {frozenset(labelled.intersection(story.articles)) for story in system.stories}
    for name, members in rows.items():
        yield Reached("stories", f"{name}: {', '.join(members)}", frozenset(members) in mine)


def entities(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for one entity with all the variants and the type; for a labelled mention, one of its type."""
    mine = [entity for story in system.stories for entity in story.entities]
    spots = system_mentions(system)
    for row in dataset.truth.entities or ():
        kind = TYPES.get((row.type or "").lower())
        if row.variants:
            hit = any(_has_all(row, entity) and kind in (None, entity.type) for entity in mine)
            yield Reached("entities", f"{row.name} ({row.type}): {', '.join(row.variants)}", hit)
        elif kind is not None and row.article is not None and row.start is not None and row.end is not None:
            place = Place(row.article, row.start, row.end)
            hit = any(near(place, spot.place) and spot.label == kind for spot in spots)
            yield Reached("mentions", f"{kind}: {words_at(dataset, place)}", hit)


def _has_all(row: GoldEntity, entity: Entity) -> bool:
    mine = {spelling(name) for name in (entity.name, *entity.variants)}
    return all(spelling(name) in mine for name in row.variants)


def passages(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for passages that hold all the articles of a row, and together half of every member.

    What two articles share is several passages where a third one shares a part of it.
    """
    mine = [passage for story in system.stories for passage in story.passages]
    for row in dataset.truth.passages or ():
        articles = {place.article for place in row}
        among = [passage for passage in mine if articles <= {member.article for member in passage.members}]
        hit = all(_cover(among, place) for place in row)
        yield Reached("passages", " = ".join(words_at(dataset, place) for place in row), hit)


def _cover(passages_: Sequence[Passage], place: Place) -> bool:
    members = (one for passage in passages_ for one in passage.members if one.article == place.article)
    there = merged(Span(one.start, one.end) for one in members)
    return length(common(there, (Span(place.start, place.end),))) >= HALF * (place.end - place.start) > 0


# ----------------------------------------------------------------------------------- claims


def claims(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for a claim that holds two of the statements, from two articles if the truth has two."""
    at = seats(system)
    for row in dataset.truth.claims or ():
        held = holder(row, at)[1]
        hit = len(held) >= min(2, len(row.statements)) and _articles_of(held) >= min(2, _articles_of(row.statements))
        yield Reached("claims", f"{row.id}: {row.text}", bool(held) and hit)


def _articles_of(places: Sequence[Place]) -> int:
    return len({place.article for place in places})


def origins(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for the named origins of each claim, then for its counts."""
    rows = dataset.truth.claims or ()
    at = seats(system)
    for row in rows:
        if row.origins:
            yield Reached("origins", f"{row.id}: {', '.join(row.origins)}", _has_origins(row, holder(row, at)[0]))
    for row in rows:
        yield from _counts(row, at)


def _has_origins(row: GoldClaim, mine: Claim | None) -> bool:
    found = mine.origins if mine else ()
    return bool(found) and all(
        any(one.type == UNKNOWN if name == UNKNOWN else same_name(name, one.name) for one in found)
        for name in row.origins
    )


def _counts(row: GoldClaim, at: Seats) -> Iterable[Reached]:
    """Check ``shown`` at every labelled level.

    Where the truth is null no number can be shown to be right: ``shown`` may not exceed the origins
    that are named.
    """
    mine = holder(row, at)[0]
    named = sum(1 for name in row.origins if name != UNKNOWN)
    for level in LEVELS:
        if level in row.independent:
            truth = row.independent[level]
            yield Reached(
                "counts",
                f"{row.id}, {level}: {truth}",
                mine is not None and _is_count(mine, level, truth, named),
            )


def _is_count(mine: Claim, level: Level, truth: int | None, named: int) -> bool:
    count = count_at(mine, level)
    return count.shown <= named if truth is None else count.shown == truth <= count.possible


# ------------------------------------------------------------------------------------ pairs


def conflicts(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for each conflict on its two places, or on other printings of the same two values."""
    yield from _opposed("conflicts", dataset, clashes.labelled(dataset), printings.conflicts(system))


def drifts(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for each drift between its two articles in its claim, in its direction."""
    yield from _opposed("drifts", dataset, drifted.labelled(dataset), printings.drifts(system))


def _opposed(kind: str, dataset: Dataset, gold: Sequence[Opposed], mine: Sequence[Opposed]) -> Iterable[Reached]:
    ordered = kind == "drifts"
    hits = {
        number
        for number, row in enumerate(gold)
        if any(row.kind == one.kind and meets(row, one, ordered=ordered) for one in mine)
    }
    for number, row in enumerate(gold):
        where = f"{words_at(dataset, row.left)} / {words_at(dataset, row.right)}"
        yield Reached(kind, f"{row.kind}: {where}", number in hits)


def relations(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for each relation, with its direction where one article copies the other."""
    known = {article.id for article in dataset.articles}
    mine = answers(system)
    for row in dataset.truth.relations or ():
        hit = _is_relation(row, mine) if row.earlier in known else mine.names_hidden(row)
        yield Reached("relations", f"{row.earlier} {row.relation} {row.later}", hit)


def _is_relation(row: GoldRelation, mine: Answers) -> bool:
    found = mine.relation(row)
    if found is None or found.relation != row.relation:
        return False
    return row.relation != "copies" or row.direction == "unknown" or found.earlier == row.earlier
