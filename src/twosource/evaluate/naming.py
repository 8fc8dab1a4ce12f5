"""When two names mean one teller: spelling, surname alone, determiners and case are nothing."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.fuzz import ratio

from twosource.text import fold, words

UNKNOWN = "?"
SPELLING = 85.0
"""Least likeness (0 to 100) of two spellings of one word of five letters or more."""
LIST_SHARE = 0.6
_LONG_WORD = 5
_CONTENT_WORD = 4


@lru_cache(maxsize=1 << 16)
def content(name: str) -> tuple[str, ...]:
    """Give the folded words of a name that carry it: capitalised ones and those of four letters."""
    found = [name[span.start : span.end] for span in words(name)]
    kept = [word for word in found if len(word) >= _CONTENT_WORD or word[0].isupper() or word[0].isdigit()]
    return tuple(sorted({fold(word) for word in kept or found}))


@lru_cache(maxsize=1 << 16)
def same_name(left: str, right: str) -> bool:
    """Tell whether one name is the other, or a part of it ("Maro" of "Elise Maro").

    A list of tellers (with commas) must share most of its words with the other name.
    """
    if UNKNOWN in {left.strip(), right.strip()}:
        return left.strip() == right.strip()
    few, many = sorted((content(left), content(right)), key=len)
    shared = sum(1 for word in few if any(_same_word(word, other) for other in many))
    if not few:
        return False
    if "," in left or "," in right:
        return shared >= LIST_SHARE * len(many)
    return shared == len(few)


def _same_word(left: str, right: str) -> bool:
    if left == right:
        return True
    return min(len(left), len(right)) >= _LONG_WORD and ratio(left, right) >= SPELLING


@lru_cache(maxsize=1 << 16)
def spelling(name: str) -> tuple[str, ...]:
    """Give the folded words of a variant, in order; leading small words ("the", "région de l’") left out."""
    found = [name[span.start : span.end] for span in words(name)]
    first = next((place for place, word in enumerate(found) if not word[0].islower()), 0)
    return tuple(fold(word) for word in found[first:])
