"""Tellers: whose words an article rests on, how much of it each tells, and to whom they spoke."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs

from twosource import resources
from twosource.compare import bodies, citing, identities, names, voices, weights
from twosource.model import Entity, Hop, Outlet, Place, Reading, Statement
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from twosource.compare.voices import Voices

UNNAMED = frozenset({"anonymous", "unknown", "collective", "role"})
"""Types of teller that say who it is only where an office is named."""
WRITING = frozenset({"document", "account"})
"""Types of teller that are read, not heard."""
MAIN = 0.3
"""Share of an article's statements from which their teller is one that it rests on."""
MINOR = 0.15
"""Share up to which a teller is one clause of an article."""
NAMED = 0.5
"""Share of the statements of an article that rests on tellers who are named."""
NAME = 4
"""Letters of a word of an outlet's name by which an article may call it."""
WIRED = frozenset({"byline", "dateline", "end"})
"""Forms of credit that only an agency has."""
MEDIA = frozenset({"media", "agency", "organisation", "unknown"})
BESIDE = 40
"""Code points before a medium's name in which it may be called a state's own."""
BREAK = re.compile(r"[.!?…]\s|\n")
BRACKETS = re.compile(r"\([^()]*\)")

Keys = frozenset[str]


class Teller(Struct, frozen=True):
    """A teller of one article. Two tellers are one teller where a key of theirs is the same.

    ``part`` is the share of the statements that it tells, ``lead`` whether it tells the first one, ``heard``
    whether it is said to have spoken to this outlet itself, ``wrote`` whether in a text given to everybody.
    """

    keys: Keys
    name: str
    place: Place | None
    part: float
    lead: bool
    heard: bool
    named: bool
    wrote: bool = False
    statements: tuple[Statement, ...] = ()

    @property
    def main(self) -> bool:
        """Whether the article rests on it."""
        return self.lead or self.part >= MAIN


def known_tellers(readings: Sequence[Reading], entities: Sequence[Entity], outlets: Sequence[Outlet]) -> Voices:
    """Join the tellers of one story."""
    table = [outlet.name for outlet in outlets if outlet.kind == "agency"]
    credited = {c.agency for r in readings for c in r.layers.credits or () if c.form in WIRED and c.agency != "own"}
    agencies = voices.agency_names([*table, *sorted(credited - {outlet.name for outlet in outlets})])
    known = voices.join(readings, entities, identities.joined(names.canonical(entities), entities), agencies)
    return structs.replace(known, mouthpieces=frozenset(_mouthpieces(readings, known)))


def _mouthpieces(readings: Sequence[Reading], known: Voices) -> Iterator[str]:
    """Give the media that an article calls a state's own, by their name or the words before it, by organisation."""
    for reading in readings:
        for hop in (hop for s in reading.layers.statements or () for hop in s.chain if hop.type in MEDIA):
            before = "" if hop.start is None else reading.article.text[max(0, hop.start - BESIDE) : hop.start]
            if bodies.is_of_a_state(before, hop.name):
                voice = voices.resolve(known, reading.article.id, hop)
                if voice is not None:
                    yield voice.organisation


def _first(statement: Statement) -> Hop | None:
    return statement.chain[0] if statement.chain and statement.chain[0].name != "?" else None


def _in_words(told: str) -> Keys:
    """Give the bodies whose words stand in a stretch of text."""
    return frozenset(f"body:{body}" for body in bodies.every(bodies.words_of(told)))


def _offices(reading: Reading, statement: Statement) -> Keys:
    """Give the bodies whose words stand in what the statement calls its source."""
    if statement.source is None or statement.field != "text":
        return frozenset()
    return _in_words(reading.article.text[statement.source.start : statement.source.end])


# ------------------------------------------------------------------------------- voices


def told_by(reading: Reading, outlet: Outlet | None, known: Voices) -> tuple[Teller, ...]:
    """Give the tellers of an article, those that it rests on first; a nameless one has no keys."""
    told = [s for s in reading.layers.statements or () if s.field == "text"]
    cited = [(place, entity) for place, entity in citing.cited(reading, known) if not _is_self(known, entity, outlet)]
    official = outlet is not None and outlet.kind == "official"
    starts = [s.start for s in told] + [place.start for place, _ in cited]
    lead = min((start for start in starts if not official and not _in_title(reading, start)), default=None)
    found: list[Teller] = [*_itself(reading, outlet, known)]
    groups: list[Group] = []
    for statement in told:
        _join(groups, Group(_keys(reading, statement, known), [statement]))
    for place, entity in cited:
        _join(groups, Group(_entity_keys(known, entity), [], [(place, entity)]))
    for group in groups:
        statements = group.statements
        hop = next((h for s in statements if (h := _first(s)) is not None), None)
        teller = voices.resolve(known, reading.article.id, hop) if hop is not None else None
        named = known.entities[group.cited[0][1]].name if group.cited else "?"
        found.append(
            Teller(
                keys=group.keys,
                name=teller.name if teller is not None else named,
                place=_place(reading, hop) or (group.cited[0][0] if group.cited else None),
                part=(len(statements) + len(group.cited)) / len(starts),
                lead=lead is not None and any(start == lead for start in group.starts),
                heard=any(_is_heard(reading, outlet, s) for s in statements),
                named=bool(group.cited) or (teller is not None and _is_named(group.keys, teller)),
                wrote=any(_is_document(reading, s) for s in statements),
                statements=tuple(statements),
            )
        )
    return tuple(sorted(found, key=lambda v: (not v.main, -v.part, v.name)))


class Group(NamedTuple):
    """What one teller told in an article: its keys, its statements, and where it is only named as the source."""

    keys: Keys
    statements: list[Statement]
    cited: Sequence[tuple[Place, str]] = ()

    @property
    def starts(self) -> list[int]:
        """Where what it told begins."""
        return [s.start for s in self.statements] + [place.start for place, _ in self.cited]


def _is_self(known: Voices, entity: str, outlet: Outlet | None) -> bool:
    return outlet is not None and is_outlet(known.entities[entity].name, outlet.name)


def _entity_keys(known: Voices, entity: str) -> Keys:
    """Give the keys of an organisation: itself, and the bodies that its name says it is, if no other could be."""
    return frozenset({f"entity:{entity}", *(_in_words(known.entities[entity].name) - bodies.general())})


def _in_title(reading: Reading, start: int) -> bool:
    return any(block.role == "title" and block.start <= start < block.end for block in reading.layers.blocks or ())


def _itself(reading: Reading, outlet: Outlet | None, known: Voices) -> Iterator[Teller]:
    """An official text is told by its outlet; a report says that its own reporter was there."""
    article = reading.article
    name = outlet.name if outlet else article.outlet
    entity = known.index.entity_named(name)
    keys = {f"outlet:{article.outlet}"} | ({f"entity:{entity}"} if entity else set())
    if outlet is not None and outlet.kind == "official":
        yield Teller(frozenset(keys | _in_words(name)), name, None, 1.0, lead=True, heard=False, named=True)
    own = [c for c in reading.layers.credits or () if c.form == "reporter" and _is_own(c.agency, name)]
    if own:
        place = Place(article.id, own[0].start, own[0].end)
        yield Teller(frozenset(keys), name, place, MAIN, lead=False, heard=True, named=True)


def same_name(name: str, *others: str) -> bool:
    """Tell whether a name is one of some others, letter case and accents aside."""
    return _plain(name) in map(_plain, others)


def named_as(name: str, others: AbstractSet[str]) -> str | None:
    """Give the first of some names that a name is, letter case and accents aside."""
    return next((other for other in sorted(others) if same_name(name, other)), None)


@lru_cache(maxsize=1 << 14)
def _plain(name: str) -> tuple[str, ...]:
    """Give the words of a name, letter case and accents aside."""
    return tuple(WORD.findall(fold(name)))


def _is_own(agency: str, outlet: str) -> bool:
    return agency == "own" or is_outlet(agency, outlet)


@lru_cache(maxsize=1 << 16)
def is_outlet(name: str, outlet: str) -> bool:
    """Tell whether a credited name is an outlet's: words of it, or its initials."""
    initials = "".join(word[0] for word in WORD.findall(outlet) if word[0].isupper())
    if same_name(name, *([initials] if len(initials) > 1 else [])):
        return True
    named, whole = (set(WORD.findall(fold(voices.agency_key(one)))) for one in (name, outlet))
    return bool(named) and named <= whole


def _join(groups: list[Group], one: Group) -> None:
    for number, held in enumerate(groups):
        if held.keys & one.keys or (not held.keys and not one.keys):
            cited = (*held.cited, *one.cited)
            groups[number] = Group(held.keys | one.keys, [*held.statements, *one.statements], cited)
            return
    groups.append(one)


def _keys(reading: Reading, statement: Statement, known: Voices) -> Keys:
    hop = _first(statement)
    teller = voices.resolve(known, reading.article.id, hop) if hop is not None else None
    if hop is None or teller is None or hop.type == "anonymous":
        return frozenset()
    # a surname in another transliteration is taken for the same person: a false difference is the worse error
    spelled = {f"spelled:{weights.skeleton(WORD.findall(teller.name)[-1])}"} if _is_person(teller) else set()
    named = {teller.key, teller.organisation, *spelled, *_bodies_beside(reading, statement, known)}
    _, is_entity, speaks_for = teller.organisation.partition("entity:")
    if is_entity and speaks_for in known.entities:
        named |= _entity_keys(known, speaks_for)
    return frozenset(named) | _offices(reading, statement)


def _bodies_beside(reading: Reading, statement: Statement, known: Voices) -> Iterator[str]:
    """Give the organisations named in what the statement calls its source ("Observatory head Ada Roe")."""
    if statement.source is not None:
        for start, end, entity in known.index.places.get(reading.article.id, ()):
            inside = statement.source.start <= start and end <= statement.source.end
            if inside and known.entities[entity].type == "organisation":
                yield from _entity_keys(known, entity)


def present(article: str, known: Voices) -> Keys:
    """Give the keys of the organisations and persons that an article names at all."""
    return frozenset(
        f"{'person' if known.entities[entity].type == 'person' else 'entity'}:{entity}"
        for _, _, entity in known.index.places.get(article, ())
        if known.entities[entity].type in {"person", "organisation"}
    )


def _is_person(teller: voices.Voice) -> bool:
    return teller.person is not None and bool(WORD.findall(teller.name))


def _is_named(keys: Keys, teller: voices.Voice) -> bool:
    if keys <= bodies.general():
        return False
    proper = any(c.isupper() for c in teller.name)
    return (proper and teller.type not in UNNAMED) or any(not key.startswith("name:") for key in keys)


def _place(reading: Reading, hop: Hop | None) -> Place | None:
    if hop is None or hop.start is None or hop.end is None:
        return None
    return Place(reading.article.id, hop.start, hop.end)


# ------------------------------------------------------------------------ to whom they spoke


def _is_heard(reading: Reading, outlet: Outlet | None, statement: Statement) -> bool:
    """Tell whether the sentence says that the teller spoke to this outlet."""
    start, end = _around(reading, statement)
    name = outlet.name if outlet else reading.article.outlet
    told = [c for c in reading.layers.credits or () if c.form == "told" and start <= c.start < end]
    if told:
        return any(_is_own(c.agency, name) for c in told)
    sentence = reading.article.text[start:end]
    return _calls(reading, sentence, name) or _says(sentence, reading.article.language, "heard")


def _is_document(reading: Reading, statement: Statement) -> bool:
    """Tell whether the sentence says that the teller gave a text to everybody."""
    start, end = _around(reading, statement)
    return _says(reading.article.text[start:end], reading.article.language, "documents")


def stands_in(reading: Reading, place: Place) -> float:
    """Give the share of an article's statements whose sentences hold a place; 1 where it is in none or the first."""
    told = [s for s in reading.layers.statements or () if s.field == "text"]
    held = [s for s in told if (span := _around(reading, s))[0] <= place.start < span[1]]
    if not held or held[0] is told[0]:
        return 1.0
    return len(held) / len(told)


def _says(sentence: str, language: str, kind: str) -> bool:
    folded = f" {' '.join(WORD.findall(fold(sentence)))} "
    return any(f" {phrase} " in folded for phrase in _phrases(language, kind))


def _around(reading: Reading, statement: Statement) -> tuple[int, int]:
    """Give the sentences that a statement, its cue and its source stand in."""
    spans = [s for s in (statement.cue, statement.source) if s is not None]
    start = min([statement.start, *(s.start for s in spans)])
    end = max([statement.end, *(s.end for s in spans)])
    if reading.layers.sentences is not None:
        met = [s for s in reading.layers.sentences if s.start < end and start < s.end]
        return min([start, *(s.start for s in met)]), max([end, *(s.end for s in met)])
    after = BREAK.search(reading.article.text, end)
    return start, after.start() if after else len(reading.article.text)


def _calls(reading: Reading, sentence: str, name: str) -> bool:
    """Tell whether a sentence has the outlet's name, or the word of it that is no place.

    What begins a sentence has a capital anyway, and what stands in brackets is a credit.
    """
    places = {fold(w) for m in reading.layers.mentions or () if m.type == "place" for w in WORD.findall(m.name)}
    told = {w for part in BREAK.split(BRACKETS.sub(" ", sentence)) for w in WORD.findall(part)[1:]}
    return any(w in told for w in WORD.findall(name) if len(w) >= NAME and w[0].isupper() and fold(w) not in places)


@cache
def _phrases(language: str, kind: str) -> tuple[str, ...]:
    file = f"occasions-{language}.toml"
    if not resources.exists(file):
        return ()
    phrases = resources.strings(resources.read_toml(file), kind)
    return tuple(" ".join(WORD.findall(fold(phrase))) for phrase in phrases)


# ------------------------------------------------------------------------------ two articles


class Common(Struct, frozen=True):
    """A teller whom two articles have. ``apart``: it spoke to one of the outlets itself."""

    left: Teller
    right: Teller

    @property
    def apart(self) -> bool:
        """Whether the two heard it on two occasions."""
        return self.left.heard or self.right.heard

    @property
    def main(self) -> bool:
        """Whether both articles rest on it."""
        return self.left.main and self.right.main

    @property
    def places(self) -> tuple[Place, ...]:
        """Where both name it."""
        return tuple(place for place in (self.left.place, self.right.place) if place is not None)

    @property
    def document(self) -> bool:
        """Whether both lean on a text that it gave to everybody."""
        return self.left.wrote and self.right.wrote and self.is_body

    @property
    def is_body(self) -> bool:
        """Whether both name it, and not as a person who speaks for none."""
        keys = self.left.keys & self.right.keys
        return (
            self.left.named
            and self.right.named
            and any(key.startswith(("body:", "entity:", "name:", "agency:")) for key in keys)
        )

    @property
    def is_person(self) -> bool:
        """Whether both name it as a person."""
        return any(key.startswith("person:") for key in self.left.keys & self.right.keys)

    @property
    def is_writing(self) -> bool:
        """Whether one of them calls it a document, an account or a text for everybody."""
        hops = (h for t in (self.left, self.right) for s in t.statements if (h := _first(s)) is not None)
        return self.left.wrote or self.right.wrote or any(hop.type in WRITING for hop in hops)

    @property
    def slight(self) -> bool:
        """Whether it is a clause of one of the articles."""
        return min(self.left.part, self.right.part) <= MINOR and not self.main


def common(left: Sequence[Teller], right: Sequence[Teller]) -> tuple[Common, ...]:
    """Give the tellers that two articles have in common, those first that both rest on."""
    every = frozenset[str]().union(*(b.keys for b in right))
    mine = (a for a in left if not a.keys.isdisjoint(every))
    found = [Common(a, b) for a in mine for b in right if not a.keys.isdisjoint(b.keys)]
    return tuple(sorted(found, key=lambda c: (not c.main, c.apart, -min(c.left.part, c.right.part), c.left.name)))


def rests_on_named(told: Sequence[Teller]) -> bool:
    """Tell whether most of what an article was told comes from tellers with a name, and its lead has one."""
    leads = [teller for teller in told if teller.lead]
    if not leads:
        return False
    described = all(teller.named or any(not key.startswith("name:") for key in teller.keys) for teller in leads)
    return described and sum(teller.part for teller in told if teller.named) >= NAMED


def is_unnamed_medium(hop: Hop) -> bool:
    """Tell whether a hop is media called by no name of their own ("local media")."""
    return hop.type == "media" and not any(c.isupper() for c in hop.name)


def relays(reading: Reading) -> bool:
    """Tell whether an article leans on media that it does not name ("local media reported")."""
    hops = (hop for s in reading.layers.statements or () for hop in s.chain)
    return any(map(is_unnamed_medium, hops))


def is_called(reading: Reading, hop: Hop, outlet: str) -> bool:
    """Tell whether a hop is called by an outlet's name, or by a part of it that is no town's."""
    if hop.start is None or hop.end is None or not _is_called(reading.article.text[hop.start : hop.end], outlet):
        return False
    towns = (m for m in reading.layers.mentions or () if m.type == "place")
    return not any((m.start, m.end) == (hop.start, hop.end) for m in towns)


@lru_cache(maxsize=1 << 14)
def _is_called(told: str, outlet: str) -> bool:
    """Tell whether some words are an outlet's name, hold it, or are a part of it."""
    whole, printed = f" {' '.join(_plain(outlet))} ", f" {' '.join(_plain(told))} "
    return whole in printed or is_outlet(told, outlet)


def named_in(reading: Reading, there: Keys, told: Sequence[Teller], known: AbstractSet[str]) -> bool:
    """Tell whether an article names, somewhere, a teller that another one rests on; ``known`` keys aside.

    ``there`` are the keys of those that it names (``present``).
    """
    printed = frozenset(WORD.findall(reading.article.text))
    for teller in told:
        proper = [word for word in WORD.findall(teller.name) if word[0].isupper() and len(word) >= NAME]
        asked = teller.main and teller.named and not teller.heard and not teller.keys & known
        if asked and (teller.keys & there or (proper and printed.issuperset(proper))):
            return True
    return False
