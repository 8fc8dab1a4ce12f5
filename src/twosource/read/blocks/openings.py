"""Lines around an article that say who wrote it and when: ``Par X – Publié le 3 mars 2031 à 10 h``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.read import nametables, published
from twosource.read.blocks import lexicon
from twosource.read.published import DateFrame
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Role
    from twosource.read.blocks.lexicon import Words

_LONGEST_LINE = 240
_LONGEST_BYLINE = 16
_LONGEST_STAFF = 8
_LONGEST_RELEASE = 14
_MOST_NAMES = 6
_FULL_NAME = 2
_LONGEST_NAME = 4
_PLAIN = DateFrame()
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_BETWEEN_NAMES = re.compile(r",\s+|\s+(?:and|et|&)\s+")
_ISO = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_NAME_WORD = re.compile(r"[^\W_][\w'’.\-]*")
_PARTING = re.compile(r"[^\w\s'’]")
_PARTING_SIGNS = ":|·•–—-/,"
_EDGES = " \t\n\u00a0\u202f,;:|·•–—-/\u2009"
_SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', ":")


class Piece(Struct, frozen=True):
    """A part of a line, in offsets of the line."""

    start: int
    end: int
    role: Role


class _Word(Struct, frozen=True):
    """A word of a line. ``kind``: ``number``, ``date`` (a month or day), ``glue``, or else ``name``."""

    start: int
    end: int
    kind: str
    capital: bool


def is_date(text: str) -> bool:
    """Tell whether a line is a date and the words that go with it (published, updated, two minutes' read)."""
    words = _words(text)
    return bool(words) and _is_pure(text, words)


def is_placed_date(text: str) -> bool:
    """Tell whether a line is a full date beside a short name: ``Lorval, le 3 mars 2031``."""
    words = _words(text)
    names = [at for at, word in enumerate(words) if word.kind == "name"]
    if not names or len(names) > _MOST_NAMES:
        return False
    before = words[: names[-1] + 1]
    after = words[names[0] :]
    return _is_full(text) and (
        (_are_names(before) and _is_parted(text, before, words[len(before) :]))
        or (_are_names(after) and _is_parted(text, words[: names[0]], after))
    )


def pieces(text: str, authors: frozenset[Words]) -> tuple[Piece, ...]:
    """Cut a line that holds both a byline and a date; nothing where it does not."""
    words = _words(text)
    for at in range(1, len(words)):
        cut = words[at].start
        if _is_pure(text, words[at:]) and _is_writer(text[:cut].rstrip(_EDGES), authors):
            return _cut(text, cut, ("byline", "dateline"))
        if _is_pure(text, words[:at]) and _is_writer(text[cut:].strip(_EDGES), authors):
            return _cut(text, cut, ("dateline", "byline"))
    return ()


def _cut(text: str, at: int, roles: tuple[Role, Role]) -> tuple[Piece, ...]:
    head = len(text[:at].rstrip(_EDGES))
    return (Piece(0, head, roles[0]), Piece(at, len(text), roles[1]))


def is_signed(text: str, authors: frozenset[Words]) -> bool:
    """Tell whether a line names the writers as such: ``Par X``, a stated author, or the desk."""
    return _is_writer(text, authors)


def is_byline(text: str) -> bool:
    """Tell whether a line names a person with place or function, or the body that issues the text."""
    return is_release(text, lexicon.folded(text)) or _is_named(text)


def _is_writer(text: str, authors: frozenset[Words]) -> bool:
    words = lexicon.folded(text)
    if not words or len(words) > _LONGEST_BYLINE:
        return False
    return words in authors or _is_signed(text, words) or _is_staff(text, words)


def is_release(text: str, words: Words) -> bool:
    """Tell whether a line says that what follows is a communiqué, alone or beside who issues it."""
    if not words or len(words) > _LONGEST_RELEASE or text.rstrip(" *_").endswith(_SENTENCE_END):
        return False
    releases = lexicon.load().releases
    starts = lexicon.begins(words, releases)
    ends = max((len(r) for r in releases if words[-len(r) :] == r), default=0)
    if len(words) in {starts, ends}:
        return True
    return (starts > 0 and _has_sign_after(text, starts)) or (ends > 0 and _has_sign_after(text, len(words) - ends))


def _has_sign_after(text: str, count: int) -> bool:
    """Tell whether a sign parts the first words of a line from the rest."""
    gap = text[lexicon.end_of_word(text, count) :]
    gap = gap[: next((m.start() for m in _WORD.finditer(gap)), len(gap))]
    return any(sign in _PARTING_SIGNS for sign in gap)


def is_name(text: str) -> bool:
    """Tell whether a line is the names of one person or several, the given names known ones."""
    people = [_NAME_WORD.findall(part) for part in _BETWEEN_NAMES.split(text)]
    return not text.rstrip().endswith(_SENTENCE_END) and all(
        _FULL_NAME <= len(names) <= _LONGEST_NAME and all(name[0].isupper() for name in names) and _is_given(names[0])
        for names in people
    )


def _is_given(word: str) -> bool:
    parts = nametables.name_parts()
    return fold(word) in parts or fold(word.partition("-")[0]) in parts


def _is_signed(text: str, words: Words) -> bool:
    """Read ``By`` and names, with the words of a newsroom around them."""
    lexica = lexicon.load()
    lead = lexicon.begins(words, lexica.byline_leads)
    if not lead or len(words) == lead:
        return False
    names = _NAME_WORD.findall(text[lexicon.end_of_word(text, lead) :])
    allowed = lexica.staff_words | lexica.desks | lexica.months
    named = [name for name in names if name[0].isupper() or _is_among(name, lexica.desks)]
    return bool(named) and all(n[0].isupper() or n[0].isdigit() or _is_among(n, allowed) for n in names)


def _is_staff(text: str, words: Words) -> bool:
    """Read a desk without a name: ``Foreign staff``, ``La rédaction avec AFP``."""
    lexica = lexicon.load()
    if len(words) > _LONGEST_STAFF or not text.lstrip("(*_ ")[:1].isupper() or text.rstrip().endswith(_SENTENCE_END):
        return False
    return not lexica.desks.isdisjoint(words) and _is_desk_and_place(_NAME_WORD.findall(text))


def _is_named(text: str) -> bool:
    """Read a full name with a place or a function: ``Ann Bell in Lorval``, ``Ann Bell, reporter``."""
    lexica = lexicon.load()
    names = _NAME_WORD.findall(text)
    if not _FULL_NAME < len(names) <= _LONGEST_BYLINE or text.rstrip().endswith(_SENTENCE_END):
        return False
    size = next((at for at, name in enumerate(names) if not name[0].isupper() or _is_among(name, lexica.desks)), 0)
    if size < _FULL_NAME or (size > _LONGEST_NAME and "," not in text):
        return False
    rest = [name for name in names[size:] if not name[0].isupper()]
    placed = _is_among(names[size], lexica.byline_places) and names[-1][0].isupper()
    return all(_is_among(name, lexica.staff_words | lexica.desks) for name in rest) and (
        any(_is_among(name, lexica.desks) for name in names[size:])
        or (placed and _is_given(names[0]) and not _is_among(names[-1], lexica.months | lexica.days))
    )


def _is_desk_and_place(names: Sequence[str]) -> bool:
    """Tell whether all words are of a newsroom, but for the capitals after ``in``."""
    lexica = lexicon.load()
    placed = False
    for name in names:
        if _is_among(name, lexica.byline_places):
            placed = True
        elif not _is_among(name, lexica.staff_words | lexica.desks) and not (
            (placed and name[0].isupper()) or lexicon.folded(name) in lexica.agencies
        ):
            return False
    return True


def _is_among(word: str, allowed: frozenset[str]) -> bool:
    return set(lexicon.folded(word)) <= allowed


# ------------------------------------------------------------------------------- dates


def _words(text: str) -> tuple[_Word, ...]:
    """Give the words of a short line with a figure in it; nothing for any other, which is no date."""
    if len(text) > _LONGEST_LINE or not _FIGURE.search(text):
        return ()
    return tuple(_Word(m.start(), m.end(), _kind(m.group()), m.group()[0].isupper()) for m in _WORD.finditer(text))


def _kind(word: str) -> str:
    if word[0].isdigit():
        return "number"
    lexica, key = lexicon.load(), fold(word)
    if key in lexica.months or key in lexica.days:
        return "date"
    return "glue" if key in lexica.date_words else "name"


def _is_pure(text: str, words: Sequence[_Word]) -> bool:
    """Tell whether the words are a date: numbers, a month, day or lead-in such as "published", and glue."""
    kinds = {word.kind for word in words}
    if not words or "name" in kinds or "number" not in kinds:
        return False
    told = text[words[0].start : words[-1].end]
    folded = lexicon.folded(told)
    lead = lexicon.begins(folded, lexicon.load().date_leads)
    return bool(lead) or "date" in kinds or _is_full(told)


def _is_full(text: str) -> bool:
    return _ISO.search(text) is not None or next(published.written(text, _PLAIN), None) is not None


def _are_names(words: Sequence[_Word]) -> bool:
    names = [word for word in words if word.kind == "name"]
    return len(names) == sum(w.kind != "glue" for w in words) and all(w.capital for w in names)


def _is_parted(text: str, left: Sequence[_Word], right: Sequence[_Word]) -> bool:
    """Tell whether a sign, or a word that begins a date, stands between a name and a date."""
    if not left or not right:
        return False
    if _PARTING.search(text, left[-1].end, right[0].start):
        return True
    return (
        right[0].kind == "date" or lexicon.begins(lexicon.folded(text[right[0].start :]), lexicon.load().date_leads) > 0
    )
