"""Edits: where two texts differ, as words of one that stand for words of the other, or for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from twosource.model import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.compare.fingerprints import Ints

Kind = Literal["replaced", "inserted", "deleted"]


def place(
    article: str, starts: Sequence[int] | Ints, ends: Sequence[int] | Ints, words: tuple[int, int], first: int = 0
) -> Place:
    """Give the place of some words of a text; of none an empty one after the word before it from ``first`` on."""
    low, high = words
    if low < high:
        return Place(article, int(starts[low]), int(ends[high - 1]))
    at = int(ends[low - 1]) if low > first else int(starts[low]) if low < len(starts) else 0
    return Place(article, at, at)


def kind(left: Place, right: Place) -> Kind:
    """Say what an edit did to the left text."""
    if left.start == left.end:
        return "inserted"
    return "replaced" if right.start < right.end else "deleted"
