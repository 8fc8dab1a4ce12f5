"""Names: stretches that name an entity, and which variants are one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from twosource.evaluate.dataset import Dataset, GoldEntity
from twosource.evaluate.measures import Prf, Row, accuracy_row, counted, prf_rows
from twosource.evaluate.naming import spelling
from twosource.evaluate.spotted import Spot, Spots, compare
from twosource.model import Dossier

CAPITALS = "capitalised words"
LAST_WORD = "one last word"
TYPES: Mapping[str, str] = {
    "person": "person",
    "organization": "organisation",
    "organisation": "organisation",
    "location": "place",
    "place": "place",
    "event": "event",
    "product": "product",
}
"""Names of types in labelled sets; dates and hours are no names."""

MAIN = ("person", "organisation", "place")
Variant = tuple[str, ...]
Link = frozenset[Variant]

_RUN = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*(?:[ ][^\W\d_a-zß-öø-ÿ][\w’'-]*)*")


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score mentions (where labelled) and pairs of variants (where labelled)."""
    rows = dataset.truth.entities or ()
    gold = mentions(rows)
    return (*(_mention_rows(dataset, gold, system) if gold else ()), *_variant_rows(rows, system))


def mentions(rows: Sequence[GoldEntity]) -> list[Spot]:
    """List the labelled mentions that are names."""
    found: list[Spot] = []
    for number, row in enumerate(rows):
        kind = TYPES.get((row.type or "").lower())
        if kind is not None:
            found += [Spot(one.article, one.start, one.end, kind, number) for one in row.mentions]
            if row.article is not None and row.start is not None and row.end is not None:
                found.append(Spot(row.article, row.start, row.end, kind, number))
    return found


def system_mentions(dossier: Dossier) -> list[Spot]:
    """List the dossier's mentions, each place once."""
    found = {
        Spot(place.article, place.start, place.end, entity.type)
        for story in dossier.stories
        for entity in story.entities
        for place in entity.mentions
    }
    return sorted(found)


def _mention_rows(dataset: Dataset, gold: Sequence[Spot], system: Dossier) -> tuple[Row, ...]:
    labelled = {spot.article for spot in gold}
    mine = [spot for spot in system_mentions(system) if spot.article in labelled]
    found, base = compare(gold, mine), compare(gold, _capitals(dataset, labelled))
    outer = outermost(gold)
    return (
        *_typed("name with type", outer, mine, MAIN),
        *(row for kind in MAIN for row in _typed(f"name with type, {kind}", outer, mine, (kind,))),
        *prf_rows("mention, exact", found.exact, len(gold), {CAPITALS: base.exact}),
        *prf_rows("mention, overlapping", found.overlapping, len(gold), {CAPITALS: base.overlapping}),
        accuracy_row("type (where found)", _types(found), "always place", [g.label == "place" for g, _ in found.pairs]),
    )


def outermost(spots: Sequence[Spot]) -> list[Spot]:
    """Give the spots that stand in no other one."""
    return [
        one
        for one in spots
        if not any(
            other.article == one.article
            and other.place != one.place
            and other.start <= one.start <= one.end <= other.end
            for other in spots
        )
    ]


def _typed(measure: str, gold: Sequence[Spot], mine: Sequence[Spot], kinds: Sequence[str]) -> tuple[Row, ...]:
    """Score stretches that are equal and have one type, nested ones left out."""
    wanted, found = ({(s.place, s.label) for s in spots if s.label in kinds} for spots in (gold, mine))
    both = len(wanted & found)
    return prf_rows(measure, counted(both, len(found), both, len(wanted)), len(wanted), {})


def _types(found: Spots) -> list[bool]:
    return [gold.label == mine.label for gold, mine in found.pairs]


def _capitals(dataset: Dataset, articles: set[str]) -> list[Spot]:
    return [
        Spot(article.id, match.start(), match.end(), "place")
        for article in dataset.articles
        if article.id in articles
        for match in _RUN.finditer(article.text or "")
    ]


# --------------------------------------------------------------------------------- variants


def _links(groups: Sequence[Sequence[str]]) -> set[Link]:
    """Give the pairs of different spellings that stand in one group."""
    spelt = [{spelling(name) for name in group} for group in groups]
    return {frozenset(pair) for group in spelt for pair in combinations(sorted(group), 2)}


def _variant_rows(rows: Sequence[GoldEntity], system: Dossier) -> tuple[Row, ...]:
    """Score pairs of variants among the names that the labels list."""
    groups = [(row.name, *row.variants) if row.name in row.variants else row.variants for row in rows]
    gold = _links(groups)
    if not any(groups):
        return ()
    listed = {spelling(name) for group in groups for name in group}
    mine = {
        link
        for story in system.stories
        for link in _links([(entity.name, *entity.variants) for entity in story.entities])
        if listed.issuperset(link)
    }
    trivial = {frozenset(pair) for pair in combinations(sorted(listed), 2) if pair[0][-1:] == pair[1][-1:]}
    return prf_rows("pairs of variants", _compare(gold, mine), len(gold), {LAST_WORD: _compare(gold, trivial)})


def _compare(gold: set[Link], mine: set[Link]) -> Prf:
    both = len(gold & mine)
    return counted(both, len(mine), both, len(gold))
