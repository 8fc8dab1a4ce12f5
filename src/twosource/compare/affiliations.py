"""For whom the persons of a story speak: the body or the office in apposition to their name.

"Ada Roe, director of X" and "X spokesman Ada Roe" speak for X; a preposition, a verb or a quotation between them, or
another teller behind a comma, is no apposition. Words are in ``bodies.toml`` and ``offices.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from twosource.compare import bodies, offices, organisations, spelling
from twosource.compare.names import NameIndex
from twosource.compare.organisations import OfKinds
from twosource.model import Entity, Mention, Reading, Token
from twosource.resources import read_toml, strings
from twosource.text import fold

REACH = 8
"""Words between a name and the office or body in apposition to it."""
SPAN = 120
BREAKS = frozenset({".", ";", ":", "»", "”", "«", "“", '"'})
"""Marks that end what stands before a name."""
CLOSED = frozenset({".", ";", ":", ",", ")", "«", "“"})
"""Marks that end what stands in apposition behind it."""


def found_in(
    readings: Sequence[Reading], index: NameIndex, entities: Mapping[str, Entity], named: Mapping[str, OfKinds]
) -> dict[str, str]:
    """Say for whom named persons speak: the organisation or the office in apposition to their name.

    ``named``: the organisations that each article names (``organisations.of_kinds``).
    """
    found: dict[str, str] = {}
    for reading in readings:
        for person in (m for m in reading.layers.mentions or () if m.type == "person"):
            key = index.entity_at(reading.article.id, person.start, person.end)
            body = _body_beside(reading, person, index, entities) if key is not None and key not in found else None
            here = named.get(reading.article.id, {})
            speaks_for = _named_of(body, here, entities) if body is not None else None
            if key is not None and speaks_for is not None:
                found[key] = speaks_for
    return found


def _named_of(body: str, here: OfKinds, entities: Mapping[str, Entity]) -> str | None:
    """Give the organisation that a body of which there may be several is in its article, where it names one.

    What any organisation may be ("the company") is none, where it does not: its head is a person of whom nothing is
    known.
    """
    kind = body.removeprefix("body:")
    several = body.startswith("body:") and bodies.outranked(kind)
    sole = organisations.sole(here, entities, {kind}) if several else None
    return f"entity:{sole}" if sole else None if bodies.is_general(body) else body


def private(readings: Sequence[Reading], index: NameIndex, spoken_for: Mapping[str, str]) -> frozenset[str]:
    """Give the persons who are described, by age or by what they are, and never as holding an office but a lawyer's."""
    found: set[str] = set()
    officers = set(spoken_for)
    for reading in readings:
        for person in (m for m in reading.layers.mentions or () if m.type == "person"):
            key = index.entity_at(reading.article.id, person.start, person.end)
            before, after = _apposed(_sentence_of(reading, person), person)
            if key is not None and any(map(_is_counsel, (*before, *after))):
                found.add(key)
            elif key is not None and any(map(_is_office, (*before, *after))):
                officers.add(key)
            elif key is not None and any(t.pos in {"NOUN", "NUM"} or t.text.isdigit() for t in after):
                found.add(key)
    return frozenset(found - officers)


def _body_beside(reading: Reading, person: Mention, index: NameIndex, entities: Mapping[str, Entity]) -> str | None:
    before, after = (_outside_places(part, reading) for part in _apposed(_sentence_of(reading, person), person))
    if any(map(_is_counsel, (*before, *after))):
        return None
    office = bodies.last(_lemmas(before)) or bodies.first(_lemmas(after))
    if office is None and not any(map(_is_office, (*before, *after))):
        return None
    if office is not None and not bodies.outranked(office):
        return f"body:{office}"
    for body in (m for m in reading.layers.mentions or () if m.type == "organisation"):
        if any(body.start <= t.start < body.end for t in (*before, *after)):
            entity = index.entity_at(reading.article.id, body.start, body.end)
            if entity is not None:
                return f"entity:{entity}"
    text = reading.article.text
    if office is not None:  # "president of Roe": whose, its name says
        before, after = ([t for t in part if t.text[:1].isupper() or _is_office(t)] for part in (before, after))
    named = _named_beside(text, before, index, entities) or _named_beside(text, after, index, entities)
    if office is None or (named is not None and named.startswith("entity:")):
        return named
    return f"body:{office}"


def _outside_places(apposed: Sequence[Token], reading: Reading) -> Sequence[Token]:
    """Leave out the words of the names of places: "Port Roe" is no harbour that anybody speaks for."""
    places = [m for m in reading.layers.mentions or () if m.type == "place"]
    return [t for t in apposed if not any(m.start <= t.start < m.end for m in places)]


def _is_office(token: Token) -> bool:
    return fold(token.text) in _offices() or fold(token.lemma) in _offices()


def _is_counsel(token: Token) -> bool:
    return bool({fold(token.text), fold(token.lemma)} & bodies.listed("general.counsel"))


def _named_beside(text: str, apposed: Sequence[Token], index: NameIndex, entities: Mapping[str, Entity]) -> str | None:
    """Give the organisation of the story whose name follows an office ("a spokeswoman for Norvel").

    One that the story does not know goes by the name that is printed.
    """
    at = next((n for n, token in enumerate(apposed) if _is_office(token)), None)
    behind = [] if at is None else [t for t in apposed[at + 1 :] if spelling.key(t.text) not in spelling.titles()]
    for start, first in enumerate(behind):
        spans = [text[first.start : last.end] for last in reversed(behind[start:])]
        found = (index.entity_named(span) or index.entity_named(bodies.whole(span)) for span in spans)
        sole = next((key for key in found if key), None)
        if sole is not None:
            return f"entity:{sole}" if entities[sole].type == "organisation" else None
        if first.text[:1].isupper() and fold(first.text).strip(".") not in offices.small():
            return f"name:{fold(_phrase(text, behind[start:]))}"
    return None


def _phrase(text: str, tokens: Sequence[Token]) -> str:
    """Give what is printed up to the first mark or civil title."""
    ends = (n for n, t in enumerate(tokens) if t.pos == "PUNCT" or fold(t.text).strip(".") in {"m", "mr", "ms", "mme"})
    last = tokens[next(ends, len(tokens)) - 1]
    return text[tokens[0].start : last.end]


def _lemmas(tokens: Sequence[Token]) -> list[str]:
    """Give the folded words of a stretch, each as its lemma, where a body goes by it, or as printed."""
    return [word for token in tokens for word in (bodies.words_of(token.lemma) or bodies.words_of(token.text))]


def _sentence_of(reading: Reading, person: Mention) -> list[Token]:
    sentence = next((s for s in reading.layers.sentences or () if s.start <= person.start < s.end), None)
    return [t for t in reading.layers.tokens or () if sentence and sentence.start <= t.start < sentence.end]


def _apposed(tokens: Sequence[Token], person: Mention) -> tuple[Sequence[Token], Sequence[Token]]:
    """Give the words in apposition to a name, in order: before it, and after a comma or in brackets behind it."""
    before = [t for t in tokens if person.start - SPAN <= t.start < person.start][-REACH:]
    if _is_governed(before):
        before = []
    broken = (n for n, t in enumerate(before) if t.form == "fin" or t.pos == "SCONJ" or t.text in BREAKS)
    after = [t for t in tokens if person.end <= t.start < person.end + SPAN][: REACH + 1]
    return before[max(broken, default=-1) + 1 :], list(_behind(after))


def _is_governed(before: Sequence[Token]) -> bool:
    """Tell whether a preposition stands before a name, titles aside: in "prison pour Mme X" she is nobody's."""
    last = next((t for t in reversed(before) if t.pos == "ADP" or fold(t.text).strip(".") not in offices.small()), None)
    return last is not None and last.pos == "ADP"


def _behind(after: Sequence[Token]) -> Iterator[Token]:
    opened = bool(after) and after[0].text in {",", "("}
    if opened and after[1:] and after[1].pos == "ADP" and fold(after[1].text) not in offices.small():
        return  # "X, selon le parquet"
    if opened or (after and _is_office(after[0])):
        found: list[Token] = []
        rest = after[1:] if opened else after
        for n, token in enumerate(rest):
            if opened and token.form == "fin" and rest[n + 1 : n + 2] and rest[n + 1].text not in CLOSED:
                return  # "X, police have said": what ends a clause is no verb with a subject
            if token.form in {"fin", "inf"} or token.text in CLOSED:
                break
            if fold(token.text) in bodies.listed("general.relatives"):
                break
            found.append(token)
        yield from found


@cache
def _offices() -> frozenset[str]:
    return frozenset(fold(word) for word in strings(read_toml("offices.toml"), "offices"))
