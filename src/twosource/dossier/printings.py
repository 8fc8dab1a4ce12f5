"""Printings: articles of a story that are one text, letter for letter or but for a few words. A few are compared.

``KEPT`` of a text are compared each with each, as any articles are; what was found of the first is then said of the
others too. A copy adds nothing, so the counts are those of the few. Of a crowd of texts that are one but for a few
words, every one that differs in a fact is compared, up to ``VARIANTS``; of the others that is said which stands in
words of theirs that no fact was changed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from twosource.dossier import alike
from twosource.dossier.alike import Shift, Side
from twosource.model import (
    Claim,
    Entity,
    HiddenSource,
    Hop,
    Outlet,
    Passage,
    Place,
    Reading,
    Reason,
    Relation,
    Span,
    Story,
    StoryStatement,
)

KEPT = 8
"""Printings of one text that are compared."""
CROWD = 24
"""Texts that are one but for a few words, up to which all are compared."""
VARIANTS = 24
"""Texts of such a crowd, different in facts, that are compared."""
FIRST = frozenset({"official", "agency"})
"""Kinds of outlet whose printings are kept before those of others."""


class Copy(Struct, frozen=True):
    """A printing that is not compared: where the places of the one that is stand in it, if not where they do there."""

    article: str
    shift: Shift | None = None

    def place(self, start: int, end: int) -> Span | None:
        """Give where a place of the text that was compared stands in this one."""
        return Span(start, end) if self.shift is None else self.shift.place(start, end)


class Crowd(Struct, frozen=True):
    """Printings that are not compared: what was found of ``base`` is theirs, and so is how two others are related."""

    base: str
    first: str
    second: str
    copies: tuple[Copy, ...]


class Thinned(Struct, frozen=True):
    """The articles that are compared, and the crowds of those that are not; ``sides``: texts in words, by article."""

    kept: tuple[Reading, ...]
    more: tuple[Crowd, ...]
    sides: Mapping[str, Side] = {}


def thin(readings: Sequence[Reading], outlets: Mapping[str, Outlet]) -> Thinned:
    """Leave out the printings of a text beyond ``KEPT``: agencies' and offices' go first."""
    texts: dict[str, list[Reading]] = {}
    for reading in readings:
        texts.setdefault(reading.article.text, []).append(reading)
    ranked = [sorted(printed, key=lambda r: not _is_first(r, outlets)) for printed in texts.values()]
    sides: dict[str, Side] = {}
    more: list[Crowd] = []
    laid = _laid(ranked)
    for cluster in _clusters(ranked, laid):
        if len(cluster) > 1 and sum(map(len, cluster)) > CROWD:
            printed = sorted((r for text in cluster for r in text), key=lambda r: not _is_first(r, outlets))
            sides |= {r.article.id: laid.get(r.article.id) or alike.side(r) for r in printed}
            more += _near(printed, sides)
        else:
            more += [_same(text) for text in cluster if len(text) > KEPT]
    left_out = frozenset(copy.article for crowd in more for copy in crowd.copies)
    return Thinned(tuple(r for r in readings if r.article.id not in left_out), tuple(more), sides)


def _laid(ranked: Sequence[list[Reading]]) -> Mapping[str, Side]:
    """Lay out the first printing of each text in words, where there are enough printings for a crowd."""
    crowd = sum(map(len, ranked)) > CROWD
    return {text[0].article.id: alike.side(text[0]) for text in ranked if crowd}


def _clusters(ranked: Sequence[list[Reading]], laid: Mapping[str, Side]) -> list[list[list[Reading]]]:
    """Group the texts of a story that are one but for a few words; ``laid``: their first printings, if many."""
    if not laid:
        return [[text] for text in ranked]
    found = alike.clusters([text[0] for text in ranked], list(laid.values()))
    return [[ranked[number] for number in numbers] for numbers in found]


def _same(printed: Sequence[Reading]) -> Crowd:
    first, second, *_ = (reading.article.id for reading in printed)
    return Crowd(first, first, second, tuple(Copy(reading.article.id) for reading in printed[KEPT:]))


def _near(printed: Sequence[Reading], sides: Mapping[str, Side]) -> Iterator[Crowd]:
    """Leave out, of texts that are one but for a few words, those that tell the same, and variants beyond a number."""
    first, *others = printed
    told = alike.facts(first, sides[first.article.id])
    kept: dict[alike.Facts, list[Reading]] = {told: []}
    left_out: list[tuple[Reading, alike.Facts]] = []
    for reading in others:
        found = alike.facts(reading, sides[reading.article.id])
        if found == told and len(kept[told]) < KEPT - 1:
            kept[told].append(reading)
        elif found not in kept and len(kept) <= VARIANTS:
            kept[found] = [reading]
        else:
            left_out.append((reading, found))
    spare = next(reading for held in kept.values() for reading in held)
    by_base: dict[str, list[Copy]] = {}
    for reading, found in left_out:
        base = next(iter(kept.get(found, ())), spare)
        words = (sides[base.article.id], sides[reading.article.id])
        copy = Copy(reading.article.id, alike.shift(base, reading, words))
        by_base.setdefault(base.article.id, []).append(copy)
    for base_id, copies in by_base.items():
        yield Crowd(base_id, first.article.id, base_id, tuple(copies))


def _is_first(reading: Reading, outlets: Mapping[str, Outlet]) -> bool:
    outlet = outlets.get(reading.article.outlet)
    return outlet is not None and outlet.kind in FIRST


def spread(story: Story, thinned: Thinned, readings: Sequence[Reading]) -> Story:
    """Say of the printings that were left out what was found of the one that stands for them."""
    copies = {crowd.base: crowd.copies for crowd in thinned.more}
    titles = {reading.article.id: reading.article.title for reading in readings}
    passages = tuple(_passage(passage, copies, thinned.sides) for passage in story.passages)
    return structs.replace(
        story,
        articles=tuple(reading.article.id for reading in readings),
        entities=tuple(_entity(entity, copies) for entity in story.entities),
        hidden_sources=tuple(_hidden(hidden, copies) for hidden in story.hidden_sources),
        passages=passages,
        relations=tuple(sorted((*story.relations, *_related(story.relations, thinned.more, passages)), key=_ends)),
        claims=tuple(_claim(claim, copies, titles) for claim in story.claims),
    )


Copies = Mapping[str, tuple[Copy, ...]]


def _ends(relation: Relation) -> tuple[str, str]:
    return min(relation.earlier, relation.later), max(relation.earlier, relation.later)


def _places(places: Sequence[Place], copies: Copies) -> Iterator[Place]:
    """Give the same places in the copies of the articles that they stand in."""
    for place in places:
        for copy in copies.get(place.article, ()):
            yield from _there(place, copy)


def _there(place: Place, copy: Copy) -> Iterator[Place]:
    found = copy.place(place.start, place.end)
    if found is not None:
        yield Place(copy.article, found.start, found.end)


def _entity(entity: Entity, copies: Copies) -> Entity:
    return structs.replace(entity, mentions=(*entity.mentions, *_kept_places(entity.mentions, copies)))


def _kept_places(places: Sequence[Place], copies: Copies) -> Iterator[Place]:
    """Give the places of a name in the copies in which the name stands too."""
    for place in places:
        for copy in copies.get(place.article, ()):
            if _is_kept(copy, place):
                yield from _there(place, copy)


def _is_kept(copy: Copy, place: Place | Span) -> bool:
    return copy.shift is None or copy.shift.is_kept(place.start, place.end)


def _hidden(hidden: HiddenSource, copies: Copies) -> HiddenSource:
    more = (copy.article for child in hidden.children for copy in copies.get(child, ()))
    return structs.replace(hidden, children=(*hidden.children, *more))


def _passage(passage: Passage, copies: Copies, sides: Mapping[str, Side]) -> Passage:
    """Add the copies' stretches behind the others, so that edits and the parent keep their numbers."""
    more = tuple(_places(passage.members, copies))
    first = passage.members[0]
    if passage.kind not in {"verbatim", "edited"} or first.article not in sides:
        return structs.replace(passage, members=(*passage.members, *more))
    changed = tuple(
        edit
        for number, place in enumerate(more, len(passage.members))
        if place.article in sides
        for edit in alike.differences(sides[first.article], sides[place.article], (first, place), number)
    )
    kind = "edited" if changed else passage.kind
    return structs.replace(passage, kind=kind, members=(*passage.members, *more), edits=(*passage.edits, *changed))


def _related(relations: Sequence[Relation], more: Sequence[Crowd], passages: Sequence[Passage]) -> Iterator[Relation]:
    """Relate each copy to the first printing as the second is; which of the two came first is left open."""
    by_ends = {frozenset({relation.earlier, relation.later}): relation for relation in relations}
    members = {passage.id: {place.article for place in passage.members} for passage in passages}
    for crowd in more:
        found = by_ends.get(frozenset({crowd.first, crowd.second}))
        if found is None:
            continue
        for copy in crowd.copies:
            yield structs.replace(
                found,
                earlier=crowd.first,
                later=copy.article,
                direction="unknown",
                passages=tuple(name for name in found.passages if copy.article in members.get(name, ())),
                reasons=_reasons(found, crowd.second, copy),
            )


def _reasons(found: Relation, second: str, copy: Copy) -> tuple[Reason, ...]:
    """Keep the reasons that stand in the text, in the copy's own: clocks and names are those of another outlet."""
    return tuple(
        structs.replace(
            reason,
            places=tuple(
                one for place in reason.places for one in (_there(place, copy) if place.article == second else (place,))
            ),
        )
        for reason in found.reasons
        if reason.places
    )


def _claim(claim: Claim, copies: Copies, titles: Mapping[str, str | None]) -> Claim:
    """Repeat the statements of a printing in its copies; one of its title only where theirs is the same."""
    same = {
        statement.id: [
            said
            for copy in copies[statement.article]
            if statement.field == "text" or titles[copy.article] == titles[statement.article]
            for said in _said(statement, copy)
        ]
        for statement in claim.statements
        if statement.article in copies
    }
    more = tuple(said for made in same.values() for said in made)
    return structs.replace(
        claim,
        statements=(*claim.statements, *more),
        origins=tuple(
            structs.replace(
                origin,
                statements=(*origin.statements, *(said.id for one in origin.statements for said in same.get(one, ()))),
            )
            for origin in claim.origins
        ),
    )


def _said(statement: StoryStatement, copy: Copy) -> Iterator[StoryStatement]:
    """Repeat a statement in a copy, where no fact of it was changed there."""
    name = statement.id.replace(statement.article, copy.article, 1)
    moved = structs.replace(statement, id=name, article=copy.article)
    if copy.shift is None or statement.field == "title":
        yield moved
        return
    hops = [Span(h.start, h.end) for h in statement.chain if h.start is not None and h.end is not None]
    apart = [statement.cue, statement.source, statement.value]
    whole = [Span(statement.start, statement.end), *(Span(one.start, one.end) for one in apart if one), *hops]
    if not all(copy.shift.is_kept(one.start, one.end) and copy.place(one.start, one.end) for one in whole):
        return
    yield _shifted(moved, copy)


def _shifted(statement: StoryStatement, copy: Copy) -> StoryStatement:
    """Move all places of a statement to where they stand in a copy."""
    (start, end), value = _moved(statement.start, statement.end, copy), statement.value
    there = _moved(value.start, value.end, copy) if value else (0, 0)
    return structs.replace(
        statement,
        start=start,
        end=end,
        spans=tuple(found for span in statement.spans if (found := copy.place(span.start, span.end))),
        cue=Span(*_moved(statement.cue.start, statement.cue.end, copy)) if statement.cue else None,
        source=Span(*_moved(statement.source.start, statement.source.end, copy)) if statement.source else None,
        value=structs.replace(value, start=there[0], end=there[1]) if value else None,
        chain=tuple(_hop(hop, copy) for hop in statement.chain),
    )


def _hop(hop: Hop, copy: Copy) -> Hop:
    if hop.start is None or hop.end is None:
        return hop
    start, end = _moved(hop.start, hop.end, copy)
    return structs.replace(hop, start=start, end=end)


def _moved(start: int, end: int, copy: Copy) -> tuple[int, int]:
    """Give where a place stands in a copy; where it does is known."""
    there = copy.place(start, end)
    return (there.start, there.end) if there else (start, end)
