"""Who holds an office in a story: ``the Russian president`` is the person whom an article of it calls so.

An office is what it is (president, minister) and of what (a country, a field, a town). The articles say who holds it
by an apposition: "Russian President X", "X, the president of Russia", "le ministre de la Défense, X". A description
without a name is its holder where one person of the story alone may be meant; else it cannot be told who is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from twosource.compare.names import NameIndex
from twosource.model import Mention, Place, Reading
from twosource.resources import read_rows, read_toml, sections, strings
from twosource.text import fold

_WORD = re.compile(r"\w+")
_LONGEST = 5  # words of one expression
_REACH = 10  # words of a description
_BREAK = re.compile(r"[.;:!?()«»“”\"\n—–]")
_BEHIND = re.compile(r"\s*[,(]\s*([^,;:.!?()«»“”\"\n—–]{3,90})(?=[,;:.!?()\n—–]|\Z)")
_A = "a"  # English article, French preposition


class Office(Struct, frozen=True):
    """An office, and the countries, fields and other words that say of what. ``sure``: no word says that it is over."""

    name: str
    of: frozenset[str]
    sure: bool = True


class Holding(Struct, frozen=True):
    """A person, an office and where an article says that the one holds the other."""

    person: str
    office: Office
    place: Place
    text: str


def named(readings: Sequence[Reading], index: NameIndex) -> tuple[Holding, ...]:
    """Give the offices that the articles of a story name with their holders."""
    return tuple(
        Holding(person, office, place, reading.article.text[place.start : place.end])
        for reading in readings
        for mention in reading.layers.mentions or ()
        if mention.type == "person"
        and (person := index.entity_at(reading.article.id, mention.start, mention.end)) is not None
        for office, place in _beside(reading, mention)
    )


def holder(held: Sequence[Holding], description: str, language: str) -> str | None:
    """Give the one person of a story whom a description may mean by an office; ``None`` where that cannot be told."""
    office = parse(description, language)
    if office is None or not office.sure:
        return None
    fits = {one.person for one in held if one.office.name == office.name and office.of <= _of(held, one)}
    over = {one.person for one in held if one.office.name == office.name and not one.office.sure}
    return min(fits) if len(fits) == 1 and not fits & over else None


def contradicts(held: Sequence[Holding], person: str, description: str, language: str) -> bool:
    """Tell whether a description is of an office that a person does not hold: of another country, or held by others."""
    office = parse(description, language)
    if office is None:
        return False
    rows = [one for one in held if one.person == person and one.office.name == office.name]
    theirs = _countries_in(frozenset(word for one in rows for word in one.office.of))
    asked = _countries_in(office.of)
    return bool(asked and theirs and not asked & theirs) or any(not one.office.sure for one in rows)


def evidence(held: Sequence[Holding], person: str, description: str, language: str) -> tuple[Holding, ...]:
    """Give where the articles say that a person holds the office of a description."""
    office = parse(description, language)
    return tuple(one for one in held if office and one.person == person and one.office.name == office.name)


def _of(held: Sequence[Holding], one: Holding) -> frozenset[str]:
    """Give all that the story says a person's office is of."""
    rows = (row.office for row in held if row.person == one.person and row.office.name == one.office.name)
    return frozenset[str]().union(*(office.of for office in rows))


def _countries_in(of: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in of if word.startswith("country:"))


# -------------------------------------------------------------------- in apposition


def _beside(reading: Reading, person: Mention) -> Iterator[tuple[Office, Place]]:
    """Give the offices in apposition to a name, with where they stand."""
    article = reading.article
    start = _opening(reading, person)
    before = _told(article.text[start : person.start], article.language)
    if before is not None:
        office, offset = before
        end = start + len(article.text[start : person.start].rstrip(" ,"))
        yield office, Place(article.id, start + offset, end)
    after = _BEHIND.match(article.text, person.end)
    if after is not None and len(_WORD.findall(after[1])) <= _REACH:
        office_after = parse(after[1], article.language)
        if office_after is not None and _opens(after[1], article.language):
            yield office_after, Place(article.id, *after.span(1))


def _opening(reading: Reading, person: Mention) -> int:
    """Give where the words before a name begin that may belong to it: behind a break, or another name of a person."""
    text = reading.article.text
    others = [m.end for m in reading.layers.mentions or () if m.type == "person" and m.end <= person.start]
    breaks = [m.end() for m in _BREAK.finditer(text, 0, person.start)]
    commas = [m.end() for m in re.finditer(",", text[: person.start]) if text[m.end() : person.start].strip()]
    return max([0, *others, *breaks, *commas])


def _told(stretch: str, language: str) -> tuple[Office, int] | None:
    """Give the office at the end of some words, and where its description begins among them."""
    words = list(_WORD.finditer(stretch.rstrip(" ,")))[-_REACH:]
    first = len(words)
    while first and (words[first - 1][0][0].isupper() or _is_known(fold(words[first - 1][0]))):
        first -= 1
    if first == len(words) or not _is_apposed(stretch, words[first][0], language):
        return None
    office = parse(stretch[words[first].start() :], language)
    over = first > 0 and fold(words[first - 1][0]) in _listed("never.words")
    if office is None:
        return None
    return Office(office.name, office.of, office.sure and not over), words[first].start()


def _is_apposed(stretch: str, first: str, language: str) -> bool:
    """Tell whether a comma before the name, where there is one, closes a description with an article."""
    return not stretch.rstrip().endswith(",") or fold(first) in {"the", "le", "la", "l"} or language == "en"


def _opens(description: str, language: str) -> bool:
    """Tell whether a description begins with its office, what it is of, or an article."""
    folded = [fold(word) for word in _WORD.findall(description)]
    return bool(folded) and parse(" ".join(folded[:_LONGEST]), language) is not None


# -------------------------------------------------------------------- descriptions


@lru_cache(maxsize=1 << 12)
def parse(description: str, language: str) -> Office | None:
    """Read a description of one holder of an office; ``None`` where it is none, or names several, or anybody."""
    folded = [fold(word) for word in _WORD.findall(description)]
    if language == "en":
        folded = ["an" if word == _A else word for word in folded]
    found = list(_expressions(folded))
    names = [value for kind, value in found if kind == "same"]
    over = any(kind == "never" for kind, _ in found)
    if len(names) != 1 or len(folded) > _REACH or any(kind == "indefinite" for kind, _ in found):
        return None
    of = frozenset(f"{kind}:{value}" for kind, value in found if kind in {"country", "field", "word"})
    return Office(names[0], of, not over)


def _expressions(folded: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Read words from left to right, the longest listed expression first; small words say nothing."""
    at = 0
    while at < len(folded):
        size = next((n for n in range(_LONGEST, 0, -1) if " ".join(folded[at : at + n]) in _known()), 1)
        kind, value = _known().get(" ".join(folded[at : at + size]), ("word", folded[at]))
        if kind != "small":
            yield kind, value
        at += size


def _is_known(word: str) -> bool:
    return word in _parts()


@cache
def _parts() -> frozenset[str]:
    """Give the words of all expressions, save those that say that an office is over."""
    return frozenset(part for phrase, (kind, _) in _known().items() if kind != "never" for part in phrase.split())


@cache
def _known() -> Mapping[str, tuple[str, str]]:
    """Give what every listed expression is: an office, a country, a field, a word that says something of them."""
    found: dict[str, tuple[str, str]] = {}
    for row in read_rows("countries.tsv"):
        for name in (*row[1:3], *row[4].split("|"), *row[5].split("|")):
            found.setdefault(" ".join(_WORD.findall(fold(name))), ("country", row[0]))
    for section, kind in (("countries", "country"), ("fields", "field"), ("same", "same")):
        for value, phrases in sections("offices.toml", section).items():
            found.update(dict.fromkeys(phrases, (kind, value)))
    for kind in ("small", "never"):
        found.update({word: (kind, word) for word in _listed(f"{kind}.words")})
    found.update({word: ("indefinite", word) for word in _listed("small.indefinite")})
    found.pop("", None)
    return found


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(strings(read_toml("offices.toml"), key))


@cache
def small() -> frozenset[str]:
    """Give the words that say nothing of an office: articles, links, civil titles."""
    return _listed("small.words")
