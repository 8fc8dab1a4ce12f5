"""Which names of a story are one body's or one person's, that spelling alone does not join.

"UK-based Syrian Observatory", "the Observatory" and "Syrian Observatory for Human Rights" are one body where no other
one fits; "Abdel Rahman" is the Rami Abdel Rahman whom the same article names before. What tells two bodies of a kind
apart on both sides ("Northern ...", "Southern ...") keeps them two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from twosource.compare import bodies, spelling
from twosource.compare.names import NameIndex
from twosource.model import Entity

ACRONYM = 3
"""Least letters of an acronym that one body's initials explain."""
COMPOUND = 2
"""Least words of a name that may end a fuller one: single words are joined as names are."""

Seat = frozenset[str]


def joined(index: NameIndex, entities: Sequence[Entity]) -> NameIndex:
    """Give the look-up of a story's names in which all names of one body or person lead to one entity."""
    same = identities(entities)
    places = {
        article: tuple((start, end, same.get(key, key)) for start, end, key in rows)
        for article, rows in index.places.items()
    }
    names, partial = (
        {name: same.get(key, key) for name, key in table.items()} for table in (index.names, index.partial)
    )
    return NameIndex(places, names, partial)


def identities(entities: Sequence[Entity]) -> Mapping[str, str]:
    """Give, for the entities that are another one by a lesser name, which one that is."""
    people = {spelling.key(entity.name) for entity in entities if entity.type == "person"}
    organisations = [e for e in entities if e.type == "organisation" and _is_one(e, people)]
    found = dict((*_acronyms(organisations), *_lesser(organisations), *_tails(entities), *_titled(entities)))
    return {key: _end(key, found) for key in found}


def _is_one(body: Entity, people: AbstractSet[str]) -> bool:
    """Tell whether a name is one body's: no joint teller's, nor one that a person's name is part of."""
    told = f" {spelling.key(body.name)} "
    return "," not in body.name and not any(f" {name} " in told for name in people if " " in name)


def _end(key: str, found: Mapping[str, str]) -> str:
    """Follow the names of one entity up to the fullest."""
    seen = {key}
    while found.get(key, key) not in seen:
        key = found[key]
        seen.add(key)
    return key


def _lesser(organisations: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Give the bodies whose name says less than that of one other body, or the same with more words, and that one."""
    told = [(entity, *_core(entity.name)) for entity in organisations]
    for entity, kind, seat in told:
        fuller = {e.id: e for e, k, s in told if e is not entity and _is_less((kind, seat), entity, (k, s), e)}
        chief = {key for key, e in fuller.items() if _holds_all(e, fuller.values())}
        if fuller and chief:
            yield entity.id, min(chief, key=lambda key: (-len(fuller[key].mentions), key))


def _holds_all(one: Entity, others: Collection[Entity]) -> bool:
    """Tell whether a body's name says all that the names of some others say."""
    return all(_core(other.name)[1] <= _core(one.name)[1] for other in others)


def _is_less(a: tuple[str | None, Seat], one: Entity, b: tuple[str | None, Seat], other: Entity) -> bool:
    """Tell whether a name says less than another of its kind, or the same and is not the plainer of the two."""
    (kind, seat), (theirs, where) = a, b
    if kind != theirs or not where:
        return False
    if seat == where:
        return _rank(one) > _rank(other)
    return kind is not None and seat < where


def _rank(entity: Entity) -> tuple[int, int, str]:
    """Give the order of the names of one body: the one that is used most, then the shortest, comes first."""
    return (-len(entity.mentions), len(entity.name), entity.id)


def _core(name: str) -> tuple[str | None, Seat]:
    """Give what a body is, where a story may have several of the kind, and what tells it from others of it."""
    body = bodies.body_in(name)
    if body is None or bodies.is_general(f"body:{body}"):
        return None, bodies.seat(name)
    return (body if bodies.outranked(body) else f"={name}"), bodies.seat(name)


def _acronyms(organisations: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Give the acronyms that are the initials of one body's name alone, and that body."""
    for entity in organisations:
        if spelling.is_acronym(entity.name) and len(entity.name) >= ACRONYM:
            fitting = [e.id for e in organisations if _explains(e, entity.name)]
            if len(fitting) == 1:
                yield entity.id, fitting[0]


def _explains(entity: Entity, acronym: str) -> bool:
    """Tell whether the words of a name that have capitals begin with the letters of an acronym."""
    initials = "".join(word[0] for word in spelling.key(entity.name).split() if word not in spelling.particles())
    plain = "".join(word[0] for word in entity.name.split() if word[0].isupper())
    return acronym in {initials.upper(), plain} and not spelling.is_acronym(entity.name)


def _tails(entities: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Give the persons whose name of several words ends that of the one person named before in the article."""
    people = [entity for entity in entities if entity.type == "person"]
    for entity in people:
        tail = f" {spelling.key(entity.name)}"
        if tail.count(" ") >= COMPOUND:
            fuller = [e for e in people if e is not entity and any(spelling.key(n).endswith(tail) for n in e.variants)]
            if len(fuller) == 1 and _comes_first(fuller[0], entity):
                yield entity.id, fuller[0].id


def _titled(entities: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Give the persons whose name is that of one other person with a title before it ("Colonel Ada Roe")."""
    people = {spelling.key(name): e.id for e in entities if e.type == "person" for name in (e.name, *e.variants)}
    for entity in (e for e in entities if e.type == "person"):
        title, _, rest = spelling.key(entity.name).partition(" ")
        other = people.get(rest)
        if " " in rest and other is not None and other != entity.id and title in spelling.titles():
            yield entity.id, other


def _comes_first(one: Entity, other: Entity) -> bool:
    """Tell whether an article names a person by one name, and later by the other."""
    return any(a.article == b.article and a.start < b.start for a in one.mentions for b in other.mentions)
