"""Who tells, across the articles of one story: hops joined to persons, organisations and offices.

"la procureure", "the local prosecutor" and "Ada Roe, procureure" are one person where the story knows only
one holder of the office; "la préfecture" and "the X prefecture" are one body. Words are in ``bodies.toml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType

import msgspec
from msgspec import Struct

from twosource.compare import affiliations, bodies, offices, organisations
from twosource.compare.names import NameIndex
from twosource.compare.offices import Holding
from twosource.compare.organisations import OfKinds
from twosource.model import Entity, Hop, KnownAs, Place, Reading, SourceType
from twosource.text import fold, words


class Voice(Struct, frozen=True):
    """A teller joined over the story. ``organisation`` is the body it speaks for, ``person`` set where one is named."""

    key: str
    name: str
    type: SourceType
    organisation: str
    entity: str | None = None
    person: str | None = None


class Voices(Struct, frozen=True):
    """The tellers of a story: what joins hops, and the name that each joined teller goes by.

    ``sides``: of the bodies of several states ("the Danish army"), the key by state.
    ``tellers``: the organisations for which somebody tells. ``mouthpieces``: of those, media that tell for a state.
    ``called``: the organisations that each article names, by their kind.
    """

    index: NameIndex
    entities: Mapping[str, Entity]
    affiliations: Mapping[str, str]
    holders: Mapping[str, str]
    agencies: Mapping[str, str]
    names: Mapping[str, tuple[str, SourceType]]
    offices: tuple[Holding, ...] = ()
    languages: Mapping[str, str] = MappingProxyType({})
    ministries: Mapping[str, frozenset[str]] = MappingProxyType({})
    private: frozenset[str] = frozenset()
    sides: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    tellers: frozenset[str] = frozenset()
    mouthpieces: frozenset[str] = frozenset()
    called: Mapping[str, OfKinds] = MappingProxyType({})


def join(
    readings: Sequence[Reading], entities: Sequence[Entity], index: NameIndex, agencies: Mapping[str, str]
) -> Voices:
    """Join the tellers of one story. ``agencies``: name key or acronym to the name of the agency."""
    by_id = {entity.id: entity for entity in entities}
    called = organisations.of_kinds(index, by_id)
    spoken_for = affiliations.found_in(readings, index, by_id, called)
    languages = {reading.article.id: reading.article.language for reading in readings}
    held = offices.named(readings, index)
    ministries = {reading.article.id: _ministries(reading, spoken_for, index) for reading in readings}
    bare = Voices(index, by_id, spoken_for, _sole_holders(spoken_for), agencies, {}, held, languages, ministries)
    private = affiliations.private(readings, index, spoken_for)
    bare = msgspec.structs.replace(bare, private=private, sides=_sides(readings, by_id), called=called)
    forms: dict[str, Counter[tuple[bool, str, str]]] = {}
    kinds: dict[str, Counter[SourceType]] = {}
    told: set[str] = set()
    for reading in readings:
        for hop in (hop for s in reading.layers.statements or () for hop in s.chain):
            voice = resolve(bare, reading.article.id, hop)
            if voice is not None:
                form = (hop.type != "anonymous", voice.name, reading.article.language)
                forms.setdefault(voice.key, Counter())[form] += 1
                kinds.setdefault(voice.key, Counter())[voice.type] += 1
                told.add(voice.organisation)
    majority = Counter(r.article.language for r in readings).most_common(1)[0][0] if readings else "und"
    named = {key: (_best(found, majority), _kind(kinds[key])) for key, found in forms.items()}
    return msgspec.structs.replace(bare, names=named, tellers=frozenset(told) - bodies.general())


def _sides(readings: Sequence[Reading], entities: Mapping[str, Entity]) -> dict[str, dict[str, str]]:
    """Give the bodies of states that tell for several sides of the story, each with its key by side.

    In such a story a bare body ("the army") is nobody's in particular. A state that no table knows is one of which
    the story has a name, too.
    """
    found: dict[str, dict[str, str]] = {}
    stems = {fold(entity.name)[: bodies.STEM] for entity in entities.values()}
    known = [(entity.name, f"entity:{key}") for key, entity in entities.items() if entity.type == "organisation"]
    told = {hop.name for r in readings for s in r.layers.statements or () for hop in s.chain}
    for name, key in (*known, *((name, "") for name in sorted(told))):
        body, side = bodies.body_in(name), bodies.side(name)
        if body is not None and side is not None and (side.startswith(bodies.COUNTRY) or side in stems):
            found.setdefault(body, {}).setdefault(side, key or f"body:{body}-{side}")
    return found if len({side for sides in found.values() for side in sides}) > 1 else {}


def _ministries(reading: Reading, spoken_for: Mapping[str, str], index: NameIndex) -> frozenset[str]:
    """Give the ministries that tell in an article under their portfolio, or for which its persons speak."""
    hops = (hop for s in reading.layers.statements or () for hop in s.chain if hop.name != "?")
    told = {body for hop in hops if (body := bodies.body_in(hop.name)) is not None}
    people = {spoken_for.get(key, "") for _, _, key in index.places.get(reading.article.id, ())}
    told |= {body.removeprefix("body:") for body in people if body.startswith("body:")}
    return frozenset(body for body in told if body.startswith(f"{bodies.MINISTRY}-"))


def _best(forms: Counter[tuple[bool, str, str]], majority: str) -> str:
    """Choose the fullest form in the language of the story's majority, the most used of equals.

    A body goes by its own name rather than by that of an office of it, or of somebody in it who is not named.
    """

    def rank(form: tuple[bool, str, str]) -> tuple[bool, bool, bool, int, int, str]:
        named, name, language = form
        plain = bodies.whole(name) == name and bodies.is_plain(name)
        return (named, language == majority, plain, len(name.split()), forms[form], name)

    return max(forms, key=rank)[1]


def _kind(kinds: Counter[SourceType]) -> SourceType:
    """Choose the kind of teller that the story takes it for most often, the first in the alphabet of equals."""
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def resolve(voices: Voices, article: str, hop: Hop) -> Voice | None:
    """Give the teller that a hop is; ``None`` for a hop without words."""
    if hop.name == "?":
        return None
    if hop.type == "person":
        return _person(voices, _person_named(voices, hop.name) or _person_at(voices, article, hop), hop.name)
    agency = voices.agencies.get(agency_key(hop.name))
    reporting = agency or _own_reporter_of(voices, hop.name)
    if reporting is not None:
        key = f"agency:{fold(reporting)}"
        return Voice(key, agency or hop.name, "agency", key)
    body = _body(hop)
    holder = _holder(voices, article, hop.name, body) if hop.type == "role" else None
    holder = holder or _person_behind(voices, article, hop) or _surnamed(voices, hop)
    if holder is not None:
        return _person(voices, holder, hop.name)
    inside = bodies.inside(hop.name) if hop.type == "anonymous" or bodies.is_spokesman(hop.name) else None
    if inside or (inside is not None and hop.type == "anonymous"):
        return _unnamed(voices, article, hop, inside)
    return _organised(voices, article, hop, body)


def _body(hop: Hop) -> str | None:
    """Give the kind of body that a hop is; who tells together with a person, or with another kind, is of none."""
    alone = hop.type == "organisation" or bodies.JOINED not in hop.name
    return bodies.body_of_all(hop.name) if alone else None


def _organised(voices: Voices, article: str, hop: Hop, body: str | None) -> Voice:
    """Give the organisation that a hop is, known by its name or by the words of a body; else whatever is printed."""
    entity = _organisation_of(voices, article, hop)
    if entity is not None and voices.entities[entity].type == "person":
        return _person(voices, entity, hop.name)
    body, entity = _meant_by(voices, article, hop, body, entity)
    key = _key(voices, hop, body, entity)
    entity = key.removeprefix("entity:") if key.startswith("entity:") else entity
    name = voices.entities[entity].name if entity and len(voices.entities[entity].name) >= len(hop.name) else hop.name
    return _named(voices, Voice(key, name, _type(voices, hop, entity), key, entity))


def _unnamed(voices: Voices, article: str, hop: Hop, inside: str) -> Voice:
    """Give who tells without a name: of the body in which the words put him ("a source at the SBU"), where they do."""
    found = (key for part in bodies.named_parts(inside) if (key := voices.index.entity_named(part)) is not None)
    known = next((key for key in found if voices.entities[key].type == "organisation"), None)
    name = voices.entities[known].name if known else inside
    told = resolve(voices, article, Hop(name=name, type="organisation")) if inside else None
    key = (_speaks_for(voices, told, hop) if told else None) or f"name:{fold(hop.name)}"
    return Voice(key, hop.name, hop.type, key, told.entity if told and key == told.key else None)


def _speaks_for(voices: Voices, told: Voice, hop: Hop) -> str | None:
    """Give the key of the body that stands behind "a source in"; a place is none, who has a spokesman is one."""
    key, kind = told.organisation, voices.entities[told.entity].type if told.entity else ""
    if bodies.is_spokesman(hop.name) and told.name[:1].isupper():
        return key
    if kind == "place":
        body = bodies.body_in(bodies.inside(hop.name) or "")
        key = f"body:{body}" if body else ""
    return key if key.startswith(("body:", "entity:")) and not bodies.is_general(key) else None


def _person_named(voices: Voices, name: str) -> str | None:
    """Give the entity of a person's name, or of its end where a place stands before it ("Tours Ada Roe")."""
    words_ = name.split()
    cuts = (0, *range(1, len(words_) - 1))
    return next((found for cut in cuts if (found := voices.index.entity_named(" ".join(words_[cut:])))), None)


def _person_at(voices: Voices, article: str, hop: Hop) -> str | None:
    """Give the one person whose name stands in the words of a hop."""
    if hop.start is None or hop.end is None:
        return None
    inside = {key for a, b, key in voices.index.places.get(article, ()) if hop.start <= a and b <= hop.end}
    people = [key for key in sorted(inside) if voices.entities[key].type == "person"]
    return people[0] if len(people) == 1 else None


def _person_behind(voices: Voices, article: str, hop: Hop) -> str | None:
    """Give the person whose name ends a description that is told as one ("cheffe des urgences de X Ada Roe")."""
    if hop.type not in {"role", "organisation"} or hop.start is None or hop.end is None:
        return None
    rows = voices.index.places.get(article, ())
    ends = (key for a, b, key in rows if hop.start < a and b == hop.end)
    people = (key for key in ends if voices.entities[key].type == "person" and " " in voices.entities[key].name)
    return next(people, None)


def _surnamed(voices: Voices, hop: Hop) -> str | None:
    """Give the one person of the story whose family name ends a description ("le colonel Roe")."""
    plain = hop.name.split()
    if hop.type != "role" or len(plain) < 2 or not plain[-1][0].isupper() or plain[-1].isupper():
        return None
    ends = f" {fold(plain[-1])}"
    found = [key for key, one in voices.entities.items() if one.type == "person" and fold(one.name).endswith(ends)]
    return found[0] if len(found) == 1 else None


def _type(voices: Voices, hop: Hop, entity: str | None) -> SourceType:
    """Give the kind of teller: what the words say, else an organisation where they name one."""
    named = hop.type == "unknown" and entity is not None and voices.entities[entity].type == "organisation"
    return "organisation" if named else hop.type


def _holder(voices: Voices, article: str, description: str, body: str | None) -> str | None:
    """Give the person whom the story names with an office, else the only one who speaks for its body."""
    language = voices.languages.get(article, "und")
    named = offices.holder(voices.offices, description, language)
    sole = voices.holders.get(body) if body else None
    if named is not None or sole is None:
        return named
    return None if offices.contradicts(voices.offices, sole, description, language) else sole


def office_evidence(voices: Voices, article: str, hop: Hop, voice: Voice) -> tuple[Holding, ...]:
    """Give where the story says that the person whom a hop describes holds that office."""
    if hop.type != "role" or voice.person is None or voice.entity is None:
        return ()
    return offices.evidence(voices.offices, voice.entity, hop.name, voices.languages.get(article, "und"))


def with_roles(readings: Sequence[Reading], entities: Sequence[Entity], voices: Voices) -> tuple[Entity, ...]:
    """Add to the persons of a story the descriptions that name them, and those that were taken for them."""
    found: dict[str, list[KnownAs]] = {}
    for one in voices.offices:
        place = one.place
        role = KnownAs(text=one.text, article=place.article, start=place.start, end=place.end, named=True)
        found.setdefault(one.person, []).append(role)
    for reading in readings:
        for entity, role in _meant(reading, voices):
            found.setdefault(entity, []).append(role)
    return tuple(msgspec.structs.replace(e, roles=tuple(dict.fromkeys(found.get(e.id, ())))) for e in entities)


def _meant(reading: Reading, voices: Voices) -> Iterator[tuple[str, KnownAs]]:
    """Give the tellers of an article who are called by their office alone, each with the person taken for it."""
    article = reading.article
    for hop in (hop for s in reading.layers.statements or () for hop in s.chain if hop.type == "role"):
        voice = resolve(voices, article.id, hop)
        if voice and voice.person and voice.entity and hop.start is not None and hop.end is not None:
            text = article.text[hop.start : hop.end]
            if offices.parse(text, article.language) is not None:  # a pronoun is no office
                yield voice.entity, KnownAs(text=text, article=article.id, start=hop.start, end=hop.end, named=False)


def _key(voices: Voices, hop: Hop, body: str | None, entity: str | None) -> str:
    known = voices.entities[entity].name if entity else ""
    side = voices.sides.get(body or "", {}).get(bodies.side(hop.name) or "")
    if side is not None:
        return side
    if entity and body and bodies.outranked(body) and (bodies.seat(hop.name) or bodies.seat(known)):
        return f"entity:{entity}"
    if body and (entity is None or _is_sole(voices, body)):
        return f"body:{body}"
    return f"entity:{entity}" if entity else f"name:{fold(hop.name)}"


def _meant_by(
    voices: Voices, article: str, hop: Hop, body: str | None, entity: str | None
) -> tuple[str | None, str | None]:
    """Give the body that a bare description means ("le ministère", "the hospital"): the one that its article names.

    Of several ministries in the article, or none, the only one of the story.
    """
    if body is None or entity is not None:
        return body, entity
    if body == bodies.MINISTRY:
        told = voices.ministries.get(article, frozenset())
        found = told or frozenset[str]().union(*voices.ministries.values())
        return (min(found), None) if len(found) == 1 else (body, None)
    general = bodies.kin().get(body)
    seat = frozenset[str]() if general else bodies.seat(hop.name)
    kinds = general or frozenset({body})
    here = voices.called.get(article, {})
    sole = organisations.sole(here, voices.entities, kinds, seat) or _sole_of_story(voices, kinds, seat)
    return (bodies.body_in(voices.entities[sole].name), sole) if sole else (body, None)


def _sole_of_story(voices: Voices, kinds: AbstractSet[str], seat: frozenset[str]) -> str | None:
    """Give the only organisation of some kinds that a story names at all, where it may have several of them."""
    if not all(bodies.outranked(kind) and not bodies.is_general(f"body:{kind}") for kind in kinds):
        return None
    named = {organisations.sole(here, voices.entities, kinds, seat) for here in voices.called.values()}
    fitting = named - {None}
    return min(filter(None, fitting)) if len(fitting) == 1 else None


def _named(voices: Voices, voice: Voice) -> Voice:
    if bodies.is_general(voice.key):  # "the company" of one article is not that of another one
        return voice
    name, kind = voices.names.get(voice.key, (voice.name, voice.type))
    kind = voice.type if kind == "anonymous" else kind  # "a police source" takes nothing from "the police"
    return Voice(voice.key, name, kind, voice.organisation, voice.entity, voice.person)


def _person(voices: Voices, entity: str | None, name: str) -> Voice:
    key = f"person:{entity or fold(name)}"
    known = voices.entities.get(entity or "")
    return Voice(key, known.name if known else name, "person", voices.affiliations.get(entity or "", key), entity, key)


def with_bodies(readings: Sequence[Reading], entities: Sequence[Entity], voices: Voices) -> tuple[Entity, ...]:
    """Add to the names of a story the bodies that tell in it under common nouns ("la préfecture de X").

    A body that goes by an entity's name too adds its forms to that entity; others are entities of their own.
    """
    told: dict[str, list[tuple[Voice, str, Place]]] = {}
    for reading in readings:
        for hop in (hop for s in reading.layers.statements or () for hop in s.chain):
            voice = resolve(voices, reading.article.id, hop)
            if voice is not None and voice.person is None and hop.start is not None and hop.end is not None:
                place = Place(reading.article.id, hop.start, hop.end)
                told.setdefault(voice.key, []).append((voice, hop.name, place))
    known = {e.id: e for e in entities}
    added: list[Entity] = []
    for key, rows in told.items():
        if not key.startswith(("body:", "agency:")) or bodies.is_general(key):
            continue
        owner = next((v.entity for v, _, _ in rows if v.entity in known), None)
        if owner is not None:
            known[owner] = _enlarged(known[owner], rows)
        else:
            number = len(entities) + len(added) + 1
            blank = Entity(id=f"e{number}", name=rows[0][0].name, type="organisation", variants=())
            added.append(_enlarged(blank, rows))
    return (*known.values(), *added)


def _enlarged(entity: Entity, rows: Sequence[tuple[Voice, str, Place]]) -> Entity:
    variants = dict.fromkeys((*entity.variants, *(form for _, form, _ in rows)))
    mentions = sorted({*entity.mentions, *(place for _, _, place in rows)})
    return msgspec.structs.replace(entity, variants=tuple(variants), mentions=tuple(mentions))


# --------------------------------------------------------------------------- agencies


@lru_cache(maxsize=1 << 12)
def agency_key(name: str) -> str:
    """Give the folded name of an agency without the words that only say that it is one."""
    plain = [fold(name[w.start : w.end]) for w in words(name)]
    kept = [word for word in plain if word not in bodies.listed("agencies.words")]
    return " ".join(kept or plain)


def agency_names(named: Sequence[str]) -> dict[str, str]:
    """Make the table of agencies by key and by acronym, each to the name to show."""
    table: dict[str, str] = {}
    for name in named:
        table[agency_key(name)] = name
        initials = "".join(name[w.start] for w in words(name) if name[w.start].isupper())
        if len(initials) > 1:
            table.setdefault(fold(initials), name)
    return table


@lru_cache(maxsize=1 << 12)
def is_reporter(name: str) -> bool:
    """Tell whether a hop is a reporter who was there ("un correspondant de l'AFP"), not media that are quoted."""
    return any(fold(name[w.start : w.end]) in bodies.listed("journalists.words") for w in words(name))


def _own_reporter_of(voices: Voices, name: str) -> str | None:
    """Give the agency or outlet whose own reporter a hop is ("un correspondant de l'AFP")."""
    if not is_reporter(name):
        return None
    plain = [name[w.start : w.end] for w in words(name)]
    known = next((voices.agencies[fold(word)] for word in plain if fold(word) in voices.agencies), None)
    return known or next((word for word in plain if word.isupper() and len(word) > 1), None)


# -------------------------------------------------------------------- bodies, offices


def _is_sole(voices: Voices, body: str) -> bool:
    """Tell whether the organisations of the story that go by the words of a body may all be one."""
    seats = {seat for e in voices.entities.values() if _goes_by(e, body) and (seat := bodies.seat(e.name))}
    return len(seats) <= 1


def _goes_by(entity: Entity, body: str) -> bool:
    return organisations.kind_of(entity) == body


def _organisation_of(voices: Voices, article: str, hop: Hop) -> str | None:
    if bodies.JOINED in hop.name:  # a joint teller is none of its parts
        return voices.index.entity_named(hop.name)
    entity = voices.index.entity_named(hop.name) or voices.index.entity_named(bodies.whole(hop.name))
    if entity is not None or hop.start is None or hop.end is None:
        return entity
    rows = voices.index.places.get(article, ())
    inside = (key for left, right, key in rows if hop.start <= left and right <= hop.end)
    return next((key for key in inside if voices.entities[key].type == "organisation"), None)


# ----------------------------------------------------------------------- affiliations


def _sole_holders(affiliations: Mapping[str, str]) -> dict[str, str]:
    """Give the person of every body that only one named person of the story speaks for."""
    people: dict[str, list[str]] = {}
    for person, body in affiliations.items():
        if body.startswith("body:"):
            people.setdefault(body.removeprefix("body:"), []).append(person)
    return {body: found[0] for body, found in people.items() if len(found) == 1}
