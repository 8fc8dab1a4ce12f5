"""Small pure helpers on text that every stage shares. Offsets are code points."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from twosource.model import Span

WORD = re.compile(r"\w+(?:[.,]\d+)*", re.UNICODE)
"""A word or a number (``1 500`` is two words, ``3,5`` is one)."""

_FEW = 40
"""Kinds of letters that are sooner put for one another one by one."""
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def normalise_line_ends(text: str) -> str:
    """Give ``text`` with every line end as a single newline, nothing else changed."""
    return _LINE_ENDS.sub("\n", text)


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Find the words of ``text[start:end]``, in order."""
    return [Span(m.start(), m.end()) for m in WORD.finditer(text, start, len(text) if end is None else end)]


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """Give the form under which two spellings of one word are equal: no case, no accents, plain letters.

    Letters of other scripts are romanised (anyascii).
    """
    plain = word.lower()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKC", plain).lower()
    if plain.isascii():
        return plain
    letters = {letter for letter in plain if letter > "\x7f"}
    if len(letters) > _FEW:
        return anyascii(plain).lower()
    for letter in letters:
        plain = plain.replace(letter, _romanised(letter))
    return plain


@lru_cache(maxsize=1 << 13)
def _romanised(letter: str) -> str:
    return anyascii(letter).lower()


def overlap(a: Span, b: Span) -> int:
    """Count the code points that two stretches share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def squeeze(text: str) -> str:
    """Give ``text`` with every run of blanks as one space, ends trimmed."""
    return " ".join(text.split())
