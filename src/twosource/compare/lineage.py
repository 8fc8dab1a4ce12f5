"""Lineage: where the words of each passage come from, and the graph of a story from it.

Every member of a passage has at most one parent there: the article of the pile that it copies, else the text that no
article is and that it leans on with others, else whom it quotes. An article has as many parents as its passages have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import channels
from twosource.model import Derivation, Descent, HiddenSource, Passage, Place, Reading, Reason, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Statement

SURE: Mapping[str, int] = {"known": 1, "inferred": 0}
NO_TREE = frozenset({"stock"})
SPOKEN = frozenset({"direct", "mixed"})


class Ground(Struct, frozen=True):
    """What the words of a story may come from.

    ``copied``: the copies whose direction is told, by parent and child. ``hidden``: the texts behind the articles.
    """

    copied: Mapping[tuple[str, str], Relation]
    hidden: tuple[HiddenSource, ...]
    readings: Mapping[str, Reading]


def ground(readings: Sequence[Reading], relations: Sequence[Relation], hidden: Sequence[HiddenSource]) -> Ground:
    """Gather what the words of a story may come from."""
    copied = {(r.earlier, r.later): r for r in relations if r.relation == "copies" and r.direction != "unknown"}
    direct = {ids: relation for ids, relation in copied.items() if not _explained(ids, copied)}
    return Ground(direct, tuple(hidden), {reading.article.id: reading for reading in readings})


# --------------------------------------------------------------------------- of a passage


def of_passages(relations: Sequence[Relation], passages: Sequence[Passage]) -> tuple[Relation, ...]:
    """Leave of the passages of relations those that are told."""
    known = {passage.id for passage in passages}
    return tuple(msgspec.structs.replace(r, passages=tuple(p for p in r.passages if p in known)) for r in relations)


def parents(passages: Sequence[Passage], relations: Sequence[Relation]) -> tuple[Passage, ...]:
    """Fill in the parent of each passage one of whose articles all its others copy, as far as is told.

    A passage has a parent where exactly one of its articles is copied by another of them and copies none.
    """
    copied = {(r.earlier, r.later) for r in relations if r.relation == "copies" and r.direction != "unknown"}
    return tuple(
        msgspec.structs.replace(passage, parent=_parent(passage, copied)) if copied else passage for passage in passages
    )


def _parent(passage: Passage, copied: set[tuple[str, str]]) -> int | None:
    if passage.kind in {"stock", "quotation"}:
        return None
    articles = [member.article for member in passage.members]
    inside = [(a, b) for a, b in sorted(copied) if a in articles and b in articles]
    roots = sorted({a for a, _ in inside} - {b for _, b in inside})
    return articles.index(roots[0]) if len(roots) == 1 else None


def trees(passages: Sequence[Passage], known: Ground) -> tuple[Passage, ...]:
    """Give each passage its tree."""
    return tuple(msgspec.structs.replace(passage, tree=tree(passage, known)) for passage in passages)


def tree(passage: Passage, known: Ground) -> tuple[Descent, ...]:
    """Say of each member of a passage where its words come from; those of its roots are left out."""
    if passage.kind in NO_TREE:
        return ()
    articles = [member.article for member in passage.members]
    found = (
        _from_article(number, articles, known)
        or _from_hidden(number, articles, known)
        or _from_speaker(number, passage, known)
        for number in range(len(articles))
    )
    return tuple(descent for descent in found if descent is not None)


def _from_article(number: int, articles: Sequence[str], known: Ground) -> Descent | None:
    """Find the article of a passage that one of its members copies: the surest."""
    child = articles[number]
    above = [
        (place, relation)
        for place, parent in enumerate(articles)
        if (relation := known.copied.get((parent, child))) is not None
    ]
    if not above:
        return None
    place, relation = min(above, key=lambda one: (*_rank(one[1]), one[0]))
    channel = relation.channel or "unknown"
    return Descent(number, channel, relation.confidence, parent=place, reasons=relation.reasons)


def _rank(relation: Relation) -> tuple[int, float]:
    return -SURE.get(relation.direction, 0), -relation.confidence


def _from_hidden(number: int, articles: Sequence[str], known: Ground) -> Descent | None:
    """Find the hidden source that a member shares with another one that does not copy it."""
    child = articles[number]
    for source in known.hidden:
        if child not in source.children:
            continue
        others = {one for one in articles if one in source.children and (child, one) not in known.copied}
        if len(others) > 1:
            channel = channels.of_hidden(source)
            return Descent(number, channel, source.confidence, source=source.id, reasons=source.reasons)
    return None


def _from_speaker(number: int, passage: Passage, known: Ground) -> Descent | None:
    """Find whom a member of a quotation quotes."""
    member = passage.members[number]
    reading = known.readings.get(member.article)
    if passage.kind != "quotation" or reading is None:
        return None
    for told in reading.layers.statements or ():
        if told.field == "text" and told.kind in SPOKEN and told.chain and _meets(told, member):
            hop = told.chain[0]
            if hop.name != "?":
                said = Place(member.article, told.start, told.end)
                return Descent(number, "speech", 0.7, source=hop.name, reasons=(Reason("quotes", hop.name, (said,)),))
    return None


def _meets(told: Statement, place: Place) -> bool:
    return told.start < place.end and place.start < told.end


# ----------------------------------------------------------------------------- of a story


def graph(passages: Sequence[Passage], known: Ground) -> tuple[Derivation, ...]:
    """Sum the trees of a story's passages up: who has words from whom; copies without passages too."""
    found: dict[tuple[str, str], list[tuple[Descent, Passage]]] = {}
    for passage in passages:
        for descent in passage.tree:
            above = _above(descent, passage)
            if above is not None:
                found.setdefault((above, passage.members[descent.member].article), []).append((descent, passage))
    bare = {ids: relation for ids, relation in known.copied.items() if ids not in found}
    summed = [_summed(ids, held, known) for ids, held in found.items()]
    summed += [
        Derivation(
            parent=parent,
            child=child,
            channel=relation.channel or "unknown",
            confidence=relation.confidence,
            reasons=relation.reasons,
        )
        for (parent, child), relation in bare.items()
    ]
    summed += [one for source in known.hidden for one in _leaning(source, found)]
    return tuple(sorted(summed, key=lambda one: (one.child, one.parent)))


def _above(descent: Descent, passage: Passage) -> str | None:
    """Name the parent of a member: an article, or a hidden source; whom it quotes is no text."""
    if descent.parent is not None:
        return passage.members[descent.parent].article
    return descent.source if descent.channel != "speech" else None


def _explained(ids: tuple[str, str], copied: Mapping[tuple[str, str], Relation]) -> bool:
    """Tell whether what is copied reached the child through another article, which copies it and is copied."""
    parent, child = ids
    return any(above == parent and (between, child) in copied for above, between in copied)


def _leaning(
    source: HiddenSource, found: Mapping[tuple[str, str], Sequence[tuple[Descent, Passage]]]
) -> Iterator[Derivation]:
    """Tie the children of a hidden source that no passage ties to it."""
    for child in source.children:
        if (source.id, child) not in found:
            channel = channels.of_hidden(source)
            yield Derivation(
                parent=source.id, child=child, channel=channel, confidence=source.confidence, reasons=source.reasons
            )


def _summed(ids: tuple[str, str], held: Sequence[tuple[Descent, Passage]], known: Ground) -> Derivation:
    first = held[0][0]
    covered = sorted(passage.members[descent.member] for descent, passage in held)
    return Derivation(
        parent=ids[0],
        child=ids[1],
        channel=first.channel,
        confidence=first.confidence,
        passages=tuple(passage.id for _, passage in held),
        part=_part(covered, known.readings.get(ids[1])),
        reasons=first.reasons,
    )


def _part(covered: Sequence[Place], reading: Reading | None) -> float:
    """Give the part of an article's text that some places of it cover."""
    reached = length = 0
    for place in covered:
        start = max(place.start, reached)
        length += max(0, place.end - start)
        reached = max(reached, place.end)
    return round(length / max(1, len(reading.article.text)), 3) if reading is not None else 0.0
