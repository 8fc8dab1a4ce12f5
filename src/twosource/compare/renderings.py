"""When the names of bodies in two languages translate each other by words ("Agence sanitaire", "Health Agency")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from twosource.compare import bilingual, spelling
from twosource.text import WORD, fold

LEAST = 2
"""Words that a name must have: one common word is translated too freely."""
_SMALL = frozenset({"the", "of", "for", "and", "on", "le", "la", "les", "l", "d", "et", "pour", "sur", "s"})
_ENDS = ("", "s", "es", "x")

Words = tuple[str, ...]


@lru_cache(maxsize=1 << 12)
def words_of(name: str) -> Words:
    """Give the telling words of a name, in small letters with their accents."""
    plain = (word.lower() for word in WORD.findall(name))
    return tuple(w for w in plain if fold(w) not in _SMALL and fold(w) not in spelling.particles())


@lru_cache(maxsize=1 << 14)
def same(a: str, a_language: str, b: str, b_language: str) -> bool:
    """Tell whether every word of one name is, or translates, another word of the other."""
    one, other = words_of(a), words_of(b)
    if a_language == b_language or len(one) != len(other) or len(one) < LEAST:
        return False
    return _paired(one, a_language, other, b_language)


def _paired(one: Sequence[str], a_language: str, other: Sequence[str], b_language: str) -> bool:
    """Tell whether the words can be paired off, each with the first free one that fits."""
    free = list(other)
    for word in one:
        match = next((w for w in free if _fits(word, a_language, w, b_language)), None)
        if match is None:
            return False
        free.remove(match)
    return True


def _fits(word: str, a_language: str, other: str, b_language: str) -> bool:
    if spelling.same_word(fold(word), fold(other)):
        return True
    return bool(
        _singular(other) & {t for w in _singular(word) for t in bilingual.translations(w, a_language, b_language)}
    )


def _singular(word: str) -> frozenset[str]:
    """Give a word and what it may be the plural of."""
    return frozenset(word.removesuffix(end) for end in _ENDS if word.endswith(end))
