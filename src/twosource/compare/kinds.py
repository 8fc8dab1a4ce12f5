"""Common nouns beside names: kinds of places, labels of firms, bodies and events that go by a place.

"quai des X" and "X Quay" are one; "quartier des X" and "X" too; "préfecture de X", "X prefecture" and "la
préfecture" where the story has one. Words are in ``name-kinds.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from twosource.compare import gazetteer, spelling
from twosource.model import EntityType, Mention, Reading
from twosource.resources import read_rows
from twosource.text import squeeze

_COLUMNS: Mapping[str, int] = {"fr": 2, "en": 3}
_LINKS = r"(?:de\s+la\s+|de\s+l['’]\s?|du\s+|des\s+|de\s+|d['’]\s?|aux\s+|au\s+|à\s+la\s+)"
_SMALL = frozenset({"aux", "au", "a", "la", "le", "les", "l", "the", "of"})
_REACH = 48
"""Code points beside a name in which its kind is looked for."""


class Named(Struct, frozen=True):
    """The words of a name: its kind, if one is among them, and the rest, directions in one language."""

    kind: str | None
    rest: tuple[str, ...]


class Body(Struct, frozen=True, order=True):
    """A body or event under a common noun, where it stands. ``place`` is "" where none is said."""

    article: int
    start: int
    end: int
    name: str
    type: EntityType
    kind: str
    place: str

    @property
    def is_common(self) -> bool:
        """Tell whether the words are a common noun and nothing else ("Port authorities")."""
        return not any(map(str.isupper, self.name[1:]))


@cache
def _single(use: str) -> Mapping[str, str]:
    """Give the kinds of a use by their folded words."""
    return {
        spelling.key(word): row[0]
        for row in read_rows("name-kinds.tsv")
        if row[1] == use
        for column in _COLUMNS.values()
        for word in row[column].split("|")
    }


@cache
def _any_of(language: str, *uses: str) -> str:
    """Give an expression for the words of some uses in a language, the longest first; "" without any."""
    column = _COLUMNS.get(language)
    if column is None:
        return ""
    rows = [row for row in read_rows("name-kinds.tsv") if row[1] in uses]
    words = sorted({word for row in rows for word in row[column].split("|")}, key=lambda w: (-len(w), w))
    return "(?i:" + "|".join(re.escape(word).replace("'", "['’]") for word in words) + ")"


def place(parts: Sequence[str]) -> Named:
    """Take the name of a place apart; the kind stands at either end."""
    kinds, directions = {**_single("spot"), **_single("area")}, _single("direction")
    at = next((end for end in (0, -1) if len(parts) > 1 and parts[end] in kinds), None)
    rest = [part for number, part in enumerate(parts) if at is None or number != at % len(parts)]
    if at is not None:
        rest = [directions.get(part, part) for part in rest if part not in _SMALL] or rest
    return Named(None if at is None else kinds[parts[at]], tuple(rest))


def without_label(parts: Sequence[str]) -> tuple[str, ...]:
    """Give the words of a firm's or agency's name without those that only say what it is."""
    labels = {word for label in _single("label") for word in label.split()}
    return tuple(part for part in parts if part not in labels) or tuple(parts)


def continues(short: str, long: str) -> bool:
    """Tell whether a name is another one, of two words or more, and the place it is of (La Gazette de X)."""
    if len(short.split()) == 1 or not spelling.key(long).startswith(spelling.key(short) + " "):
        return False
    return bool(re.match(rf"\s+{_LINKS}[^\W\d_a-zà-ÿ]", long[len(short) :]))


def headed(text: str, mention: Mention, type_: EntityType, language: str) -> str | None:
    """Give a name with the kind that stands beside it but is no part of it ("quartier des X", "X district")."""
    uses = {"place": ("area",), "organisation": ("label",)}.get(type_)
    heads = _any_of(language, *uses) if uses else ""
    if not heads or (type_ == "place" and gazetteer.group(mention.name)):
        return None
    if language == "en":
        behind = re.compile(rf"\s+{heads}\b(?!['’]s?\w)").match(text, mention.end)
        return squeeze(text[mention.start : behind.end()]) if behind else None
    start = max(0, mention.start - _REACH)
    link = _LINKS if type_ == "place" else ""
    before = re.search(rf"\b{heads}\s+{link}\Z", text[start : mention.start])
    return squeeze(text[start + before.start() : mention.end]) if before else None


def untold(name: str) -> str:
    """Give the name of a body without the words that only say "of this town"."""
    return re.sub(r"\s+de\s+la\s+(?:ville|région)\Z", "", name)


def bodies(readings: Sequence[Reading]) -> tuple[Body, ...]:
    """Find the bodies and events that go by a common noun and a place, and the bare nouns that mean one of them."""
    names = sorted(
        {m.name for reading in readings for m in reading.layers.mentions or () if m.type == "place"},
        key=lambda name: (-len(name), name),
    )
    if not names:
        return ()
    placed = "(?:" + "|".join(re.escape(name) for name in names) + r")\b"
    found = sorted({body for number, r in enumerate(readings) for body in _bodies_in(number, r, placed)})
    towns: dict[str, set[str]] = {}
    for body in found:
        if body.place:
            towns.setdefault(body.kind, set()).add(body.place)
    sole = {kind: min(places) for kind, places in towns.items() if len(places) == 1}
    return tuple(
        Body(b.article, b.start, b.end, b.name, b.type, b.kind, b.place or sole[b.kind])
        for b in found
        if b.place or (b.kind in sole and b.type == "organisation")
    )


def _bodies_in(number: int, reading: Reading, placed: str) -> Iterator[Body]:
    language, text = reading.article.language, reading.article.text
    for use, type_ in _USES:
        heads = _any_of(language, use)
        if not heads:
            continue
        for match in _pattern(language, heads, placed).finditer(text):
            town = match["before"] or match["behind"] or ""
            kind = _single(use).get(spelling.key(match["head"]))
            start, end = match.span()
            if kind is None:  # the letters of another alphabet that are these without regard to case
                continue
            if not town and not _is_definite(reading, start, end):
                continue
            where = gazetteer.group(town) or spelling.key(town)
            yield Body(number, start, end, squeeze(text[start:end]), type_, kind, where if town else "")


def _is_definite(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a bare common noun means a body known from before: an article in front, nothing that narrows it."""
    text, language = reading.article.text, reading.article.language
    behind = next((t for t in reading.layers.tokens or () if t.start >= end), None)
    if language == "en":
        opens = text[start].isupper() and re.search(r"(?:\A|[\n.!?“\"])\s*\Z", text[:start][-4:])
        return bool(opens or re.search(r"\b(?:the|The)\s+\Z", text[max(0, start - 6) : start]))
    narrowed = text[end : end + 1] == "-" or re.match(rf"\s+(?:{_LINKS}|[^\W\d_a-zà-ÿ])", text[end : end + 12])
    if narrowed or (behind is not None and behind.pos == "ADJ" and not text[end : behind.start].strip()):
        return bool(re.search(r"\b(?:ville|région)\Z", text[start:end]))
    return bool(re.search(r"(?i:\b(?:le|la|les|du|des|au|aux)\s+|l['’]\s?)\Z", text[max(0, start - 6) : start]))


_USES: tuple[tuple[str, EntityType], ...] = (("body", "organisation"), ("event", "event"))


@cache
def _pattern(language: str, heads: str, placed: str) -> re.Pattern[str]:
    if language == "en":
        return re.compile(
            rf"\b(?:(?P<before>{placed})[^\S\n]+)?(?P<head>{heads})\b(?:[^\S\n]+(?:of|in|at)[^\S\n]+(?P<behind>{placed}))?"
        )
    return re.compile(
        rf"\b(?P<before>(?!))?(?P<head>{heads})\b(?:[^\S\n]+{_LINKS}(?:(?P<behind>{placed})|ville\b|région\b))?"
    )
