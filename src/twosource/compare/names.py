"""One name for one thing across the articles of a story.

A wrong join is worse than a missed one: two full names join only where every part is the same word
in another spelling; a surname joins only where one person of the story bears it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import combinations, pairwise

import msgspec
from msgspec import Struct

from twosource.compare import gazetteer, kinds, renderings, spelling, variants, whereabouts
from twosource.compare.groups import DisjointSets
from twosource.model import Entity, EntityType, Mention, Place, Reading
from twosource.resources import languages, read_toml, strings

SHOUTED = 5
"""Least letters of a name of a place in capitals that is no acronym."""
_ONE_OWNER = 2  # the shortened name itself, and one full name


class _Form(Struct, frozen=True):
    """One spelling as one type, in one article: the unit that is joined."""

    key: str
    type: EntityType
    article: int
    mentions: tuple[Mention, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Give the telling words of the name."""
        return spelling.parts(self.mentions[0].name)


def one_name(a: str, b: str, kind: EntityType) -> bool:
    """Tell whether two printed names may be one name: equal but for case and marks, known aliases, romanisations."""
    if spelling.key(a) == spelling.key(b):
        return True
    if kind == "person":
        return spelling.same_person(spelling.parts(a), spelling.parts(b)) or variants.same(a, b)
    known = gazetteer.group(a), gazetteer.group(b)
    if None not in known:
        return known[0] == known[1]
    return spelling.same_name(spelling.parts(a), spelling.parts(b)) or (kind == "place" and variants.same(a, b))


class NameIndex(Struct, frozen=True):
    """Finds the entity of a place in the text, or of a name."""

    places: Mapping[str, tuple[tuple[int, int, str], ...]]
    names: Mapping[str, str]
    partial: Mapping[str, str]

    def entity_at(self, article: str, start: int, end: int) -> str | None:
        """Give the id of the entity whose mention shares most with a stretch of text, the shortest of equals."""
        rows = [(min(end, b) - max(start, a), a - b, key) for a, b, key in self.places.get(article, ())]
        best = max((row for row in rows if row[0] > 0), key=lambda row: row[:2], default=None)
        return best[2] if best else None

    def entity_named(self, name: str) -> str | None:
        """Give the id of the entity of a name in any spelling; a part suffices if one entity has it."""
        key = spelling.key(name)
        return self.names.get(key) or self.names.get(gazetteer.group(name) or "") or self.partial.get(key)


def canonical(entities: Sequence[Entity]) -> NameIndex:
    """Make the look-up of the entities of one story."""
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    partial: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for place in entity.mentions:
            places[place.article].append((place.start, place.end, entity.id))
        for name in (entity.name, *entity.variants):
            names[spelling.key(name)].add(entity.id)
            names[gazetteer.group(name) or spelling.key(name)].add(entity.id)
            if entity.type == "person":
                for part in {*spelling.parts(name), " ".join(spelling.key(name).split()[1:])}:
                    partial[part].add(entity.id)
    return NameIndex({article: tuple(sorted(rows)) for article, rows in places.items()}, _sole(names), _sole(partial))


def _sole(found: Mapping[str, set[str]]) -> dict[str, str]:
    """Keep the names of one entity only."""
    return {name: min(ids) for name, ids in found.items() if name and len(ids) == 1}


def join(readings: Sequence[Reading]) -> tuple[Entity, ...]:
    """Group the mentions of all articles of one story into entities, in order of first appearance."""
    bodies = kinds.bodies(readings)
    forms = _forms(readings, bodies)
    groups = DisjointSets(len(forms))
    _join_keys(forms, groups)
    _join_gazetteer(forms, groups)
    _join_bodies(bodies, forms, groups)
    _join_acronyms(readings, forms, groups)
    _join_spellings(forms, groups)
    _join_renderings(readings, forms, groups)
    _join_partial(forms, groups)
    ordered = sorted(groups.members(), key=lambda group: min(_first(forms[number]) for number in group))
    language = _majority(readings)
    entities = (
        _entity(f"e{number}", [forms[place] for place in group], readings, language)
        for number, group in enumerate(ordered, start=1)
    )
    common = {Place(readings[b.article].article.id, b.start, b.end) for b in bodies if b.is_common}
    return tuple(_named_mentions(entity, common) for entity in entities)


def _named_mentions(entity: Entity, common: AbstractSet[Place]) -> Entity:
    """Leave out the mentions that are common nouns only: that an article has one is no sign that it knows the name."""
    kept = tuple(place for place in entity.mentions if place not in common)
    return msgspec.structs.replace(entity, mentions=kept or entity.mentions)


def _first(form: _Form) -> tuple[int, int]:
    return form.article, form.mentions[0].start


def _forms(readings: Sequence[Reading], bodies: Sequence[kinds.Body] = ()) -> list[_Form]:
    """Collect the spellings of every article, each as the type that it is most often in the story."""
    found: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    types: dict[str, Counter[EntityType]] = defaultdict(Counter)
    seats = _seats(readings)
    for number, reading in enumerate(readings):
        mentions = _with_bodies(reading, [body for body in bodies if body.article == number])
        for mention in (_holder(one, seats) for one in mentions):
            found[spelling.key(mention.name), number].append(mention)
            types[spelling.key(mention.name)][mention.type] += 1
    forms = [
        _Form(key, min(types[key], key=lambda one: (-types[key][one], one)), article, tuple(mentions))
        for (key, article), mentions in found.items()
        if key
    ]
    return sorted(forms, key=_first)


def _seats(readings: Sequence[Reading]) -> frozenset[str]:
    """Give the keys of the places and organisations of a story that no person is ever called by."""
    mentions = [m for reading in readings for m in reading.layers.mentions or ()]
    people = {spelling.key(m.name).split()[0] for m in mentions if m.type == "person" and len(m.name.split()) == 2}
    return frozenset(spelling.key(m.name) for m in mentions if m.type in {"place", "organisation"}) - people


def _holder(mention: Mention, seats: AbstractSet[str]) -> Mention:
    """Give a person's name without the place in front of which the office is ("la maire de Tours Ada Roe")."""
    words = mention.name.split(" ")
    for cut in range(len(words) - 2, 0, -1):
        if mention.type == "person" and spelling.key(" ".join(words[:cut])) in seats:
            rest = " ".join(words[cut:])
            return msgspec.structs.replace(mention, start=mention.end - len(rest), name=rest)
    return mention


def _with_bodies(reading: Reading, bodies: Sequence[kinds.Body]) -> list[Mention]:
    """Add to the names of an article its bodies under common nouns, save parts of longer names."""
    mentions = reading.layers.mentions or ()
    added = [
        Mention(body.start, body.end, body.name, body.type)
        for body in bodies
        if not any(m.start <= body.start and body.end <= m.end for m in mentions)
    ]
    kept = [m for m in mentions if m.type == "place" or not any(a.start <= m.start and m.end <= a.end for a in added)]
    return sorted([*kept, *added])


def _join_bodies(bodies: Sequence[kinds.Body], forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join the names of one body, or one event, that goes by a common noun and a place."""
    at = {(form.article, form.key): number for number, form in enumerate(forms)}
    named = (
        (f"{body.kind}|{body.place}", at[body.article, spelling.key(body.name)])
        for body in bodies
        if (body.article, spelling.key(body.name)) in at
    )
    for numbers in _shared(named):
        for number in numbers[1:]:
            groups.unite(numbers[0], number)


def _join_keys(forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join equal spellings, save single words of persons: which person is meant is asked later."""
    for numbers in _shared((form.key, number) for number, form in enumerate(forms) if not _is_partial(form)):
        for number in numbers[1:]:
            groups.unite(numbers[0], number)


def _is_partial(form: _Form) -> bool:
    return form.type == "person" and len(form.parts) == 1


def _shared(pairs: Iterable[tuple[str, int]]) -> Iterator[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for name, number in pairs:
        found[name].append(number)
    yield from found.values()


def _join_gazetteer(forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join the names that tables hold to be one: exonyms of places, bodies' names in several languages."""
    known = (
        (group, number)
        for number, form in enumerate(forms)
        if form.type in {"place", "organisation"} and (group := _group(form)) is not None
    )
    for numbers in _shared(known):
        for number in numbers[1:]:
            groups.unite(numbers[0], number)


def _group(form: _Form) -> str | None:
    return gazetteer.group(form.mentions[0].name)


def _join_acronyms(readings: Sequence[Reading], forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join an acronym with the name beside whose brackets, or in whose brackets, it stands somewhere."""
    at = {form.key: number for number, form in reversed(list(enumerate(forms)))}
    for reading in readings:
        mentions = sorted(reading.layers.mentions or ())
        for left, right in pairwise(mentions):
            between = reading.article.text[left.end : right.start].strip()
            if between != "(" or reading.article.text[right.end : right.end + 1] != ")":
                continue
            short, long = (left, right) if spelling.is_acronym(left.name) else (right, left)
            # a mention that lies in the name of a body, or that lost its place, is no form
            one, other = at.get(spelling.key(short.name)), at.get(spelling.key(long.name))
            if one is None or other is None or not spelling.is_acronym(short.name):
                continue
            if spelling.abbreviates(short.name, long.name):
                groups.unite(one, other)


def _join_spellings(forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join full names of persons, and names of other things, that are spelled in two ways."""
    heads: dict[str, list[int]] = defaultdict(list)
    shortened: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number in _spelled(forms):
        form = forms[number]
        if not _is_partial(form):
            for block in sorted(_blocks(form)):
                heads[block].append(number)
    for numbers in heads.values():
        for a, b in combinations(numbers, 2):
            if groups.root(a) != groups.root(b) and _same(forms[a], forms[b]):
                if _is_shortened(forms[a], forms[b]):
                    shortened[min(a, b, key=lambda one: (len("".join(forms[one].parts)), one))].append((a, b))
                else:
                    groups.unite(a, b)
    for pairs in shortened.values():
        if len({groups.root(number) for pair in pairs for number in pair}) == _ONE_OWNER:
            groups.unite(*pairs[0])


def _join_renderings(readings: Sequence[Reading], forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join the names of bodies in two languages that translate each other and nothing else in the story."""
    bodies = [number for number in _spelled(forms) if forms[number].type == "organisation"]
    languages_ = {number: readings[forms[number].article].article.language for number in bodies}
    found: dict[int, set[int]] = defaultdict(set)
    for a, b in combinations(bodies, 2):
        names = (forms[a].mentions[0].name, languages_[a], forms[b].mentions[0].name, languages_[b])
        if renderings.same(*names):
            found[groups.root(a)].add(groups.root(b))
            found[groups.root(b)].add(groups.root(a))
    for a, others in found.items():
        if len(others) == 1 and len(found[min(others)]) == 1:
            groups.unite(a, min(others))


def _blocks(form: _Form) -> set[str]:
    """Give the keys of which two spellings of one name share one."""
    told = form.type in {"person", "place"}
    return {spelling.sounds(part)[:1] for part in _bare(form)} | (
        variants.keys(form.mentions[0].name) if told else set()
    )


def _is_shortened(a: _Form, b: _Form) -> bool:
    """Tell whether one of two like names lacks a part or has an initial for it: others may then fit too."""
    if a.type != "person":
        return len(a.parts) != len(b.parts) and (a.type != "place" or _is_headed(a) or _is_headed(b))
    initials = [sum(len(part) == 1 for part in form.parts) for form in (a, b)]
    return len(a.parts) != len(b.parts) or initials[0] != initials[1]


def _spelled(forms: Sequence[_Form]) -> list[int]:
    """Give one number for each spelling: the first."""
    return list({form.key: number for number, form in reversed(list(enumerate(forms)))}.values())[::-1]


def _same(a: _Form, b: _Form) -> bool:
    """Tell whether two spellings are one name's. Two known places, or two known bodies, are never one."""
    if a.type != b.type:
        return False
    if a.type == "person":
        return spelling.same_person(a.parts, b.parts) or _is_variant(a, b)
    if None not in (_group(a), _group(b)):
        return False
    if a.type == "place" and (_is_headed(a) or _is_headed(b)):
        return _same_place(kinds.place(a.parts), kinds.place(b.parts))
    short, long = sorted((a.mentions[0].name, b.mentions[0].name), key=len)
    if a.type == "place" and _is_variant(a, b):
        return True
    return spelling.same_name(_bare(a), _bare(b)) or (a.type == "organisation" and kinds.continues(short, long))


def _is_variant(a: _Form, b: _Form) -> bool:
    """Tell whether two names are romanisations of one name."""
    one, other = a.mentions[0].name, b.mentions[0].name
    return variants.may_be_same(one, other) and variants.same(one, other)


def _is_headed(form: _Form) -> bool:
    return kinds.place(form.parts).kind is not None


def _same_place(a: kinds.Named, b: kinds.Named) -> bool:
    """Tell whether two names are one place's: two kinds are two places; a known place is not its bridge."""
    if a.kind != b.kind and (None not in (a.kind, b.kind) or gazetteer.group(" ".join(a.rest))):
        return False
    return spelling.same_name(a.rest, b.rest)


def _bare(form: _Form) -> tuple[str, ...]:
    """Give the words of a name; of a place without the kind of place in front (Cosmodrome de X).

    The kind stays where X is a known place by itself, or the whole is one.
    """
    if form.type == "organisation":
        return kinds.without_label(form.parts)
    if form.type == "place" and _is_headed(form):
        return kinds.place(form.parts).rest
    if form.type != "place" or len(form.parts) == 1 or form.parts[0] not in _kinds():
        return form.parts
    rest = form.parts[1:]
    return form.parts if gazetteer.group(" ".join(rest)) or _group(form) else rest


@cache
def _kinds() -> frozenset[str]:
    """Give the words for kinds of places (town, airport), without those for parts of one (north)."""
    tables = [read_toml(f"names-{language}.toml") for language in languages("names")]
    kinds = {spelling.key(word) for table in tables for word in strings(table, "place_heads")}
    return frozenset(kinds - {spelling.key(word) for table in tables for word in strings(table, "directions")})


def _join_partial(forms: Sequence[_Form], groups: DisjointSets) -> None:
    """Join single words of persons with the one full name that has them: in the article, else the story."""
    full = [number for number, form in enumerate(forms) if form.type == "person" and len(form.parts) > 1]
    first = set(_spelled(forms))
    everywhere = [number for number in full if number in first]
    near: dict[int, list[int]] = defaultdict(list)
    for number in full:
        near[forms[number].article].append(number)
    loose: dict[str, int] = {}
    for number, form in enumerate(forms):
        if not _is_partial(form):
            continue
        owners = _owners(form, near[form.article], forms, groups) or _owners(form, everywhere, forms, groups)
        if len(owners) == 1:
            groups.unite(number, owners[0])
        elif not owners:
            groups.unite(number, loose.setdefault(form.parts[0], number))
    _join_loose(loose, groups)


def _join_loose(loose: Mapping[str, int], groups: DisjointSets) -> None:
    """Join the spellings of single words that no full name has."""
    for (a, number), (b, other) in combinations(loose.items(), 2):
        if spelling.same_word(a, b):
            groups.unite(number, other)


def _owners(form: _Form, full: Sequence[int], forms: Sequence[_Form], groups: DisjointSets) -> list[int]:
    """List the persons (one number each) whose last name, else whose first name, is this word."""
    word = form.parts[0]
    for place in (-1, 0):
        fits = [number for number in full if spelling.same_word(forms[number].parts[place], word)]
        if fits:
            return list({groups.root(number): number for number in fits}.values())
    return []


def _majority(readings: Sequence[Reading]) -> str:
    """Give the language of most articles, the first of equals."""
    counts = Counter(reading.article.language for reading in readings)
    return max(counts, key=lambda language: counts[language], default="und")


def _entity(id_: str, forms: Sequence[_Form], readings: Sequence[Reading], language: str) -> Entity:
    """Make the entity of some spellings."""
    type_ = Counter(form.type for form in forms for _ in form.mentions).most_common(1)[0][0]
    name = _title(forms, type_, readings, language)
    variants = dict.fromkeys(mention.name for form in forms for mention in form.mentions)
    variants.update(dict.fromkeys(_headed(forms, readings)))
    here = whereabouts.spot((name, *variants), readings, _placed(forms)) if type_ == "place" else None
    return Entity(
        id=id_,
        name=name,
        type=type_,
        variants=tuple(variants),
        mentions=tuple(
            Place(readings[form.article].article.id, mention.start, mention.end)
            for form in sorted(forms, key=_first)
            for mention in form.mentions
        ),
        geonames=here.geonames if here else None,
        latitude=here.latitude if here else None,
        longitude=here.longitude if here else None,
    )


def _placed(forms: Sequence[_Form]) -> Iterator[tuple[int, Mention]]:
    """Give the mentions of some spellings, each with the number of its article."""
    return ((form.article, mention) for form in forms for mention in form.mentions)


def _headed(forms: Sequence[_Form], readings: Sequence[Reading]) -> Iterator[str]:
    """Give the names with the kind that stands beside them in the text."""
    for form in forms:
        article = readings[form.article].article
        for mention in form.mentions:
            found = kinds.headed(article.text, mention, form.type, article.language)
            if found:
                yield found
            yield kinds.untold(mention.name)


def _title(forms: Sequence[_Form], type_: EntityType, readings: Sequence[Reading], language: str) -> str:
    """Choose the fullest form used most often, if possible in the language of the story's majority.

    A dateline shouts a name ("MOSCOW, May 14"): that is not how it is written.
    """
    calm = [form for form in forms if not all(_is_shouted(m.name, type_) for m in form.mentions)] or forms
    spoken = [form for form in calm if readings[form.article].article.language == language] or calm
    counts = Counter(mention.name for form in spoken for mention in form.mentions)

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = len(spelling.parts(name))
        full = words > 1 if type_ == "person" else not spelling.is_acronym(name)
        if type_ == "place":
            full = spelling.parts(name)[0] not in _kinds() or gazetteer.group(name) is not None
        if type_ == "organisation":
            full = full and not name.islower() and kinds.without_label(spelling.parts(name)) == spelling.parts(name)
        return (not full, _is_shouted(name, type_), -counts[name], -len(name), name)

    return min(counts, key=rank)


def _is_shouted(name: str, type_: EntityType) -> bool:
    """Tell whether a name is in capitals that are not its own: a place of more letters than an acronym has."""
    return name.isupper() and not (spelling.is_acronym(name) and (type_ != "place" or len(name) < SHOUTED))
