"""Words as 64-bit numbers, one by one and a whole batch of texts at once; the same number either way.

A number is a polynomial of the letters of the folded word, modulo 2**64, stirred. So the words of many texts are
numbered by a few passes over their bytes, without taking a word in hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from twosource.text import fold

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

TURN = 64
"""Letters after which the powers of the polynomial begin anew."""
_WHOLE = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_STIR = 0xBF58476D1CE4E5B9
_LETTERS: Hashes = np.random.Generator(np.random.PCG64(11)).integers(1 << 63, size=256, dtype=np.uint64) | np.uint64(1)
_LETTER: Sequence[int] = tuple(_LETTERS.tolist())
_POWER: Sequence[int] = tuple(pow(_STEP, i, 1 << 64) for i in range(TURN))
_POWERS: Hashes = np.array(_POWER, dtype=np.uint64)
_INSIDE = np.array([chr(i).isalnum() or chr(i) == "_" for i in range(128)] + [False] * 128)
_DIGIT = np.array([chr(i).isdigit() for i in range(128)] + [False] * 128)
_POINT = np.array([chr(i) in ".," for i in range(256)])

_FOREIGN = re.compile(r"[^\W\x00-\x7f]\w*")
_ODD, _SIGN = re.compile(r"[^a-z0-9_.,]"), re.compile(r"[^a-z0-9_]")
_POINTS = re.compile(r"[.,]")


@lru_cache(maxsize=1 << 17)
def _plain(word: str) -> str:
    """Fold a word and leave it a word: what stands for a sign that is no letter is ``_``."""
    odd = _ODD if _POINTS.search(word) else _SIGN  # no point of its own: "Ꝑ" folds to "p."
    return odd.sub("_", fold(word)) or "_"


@lru_cache(maxsize=1 << 17)
def code(word: str) -> int:
    """Give the 64-bit number of a word as printed; words that fold alike have one number."""
    letters = _plain(word).encode("ascii")
    number = sum(_LETTER[letter] * _POWER[i % TURN] for i, letter in enumerate(letters)) & _WHOLE
    number ^= number >> 29
    number = number * _STIR & _WHOLE
    return number ^ number >> 32


def of_texts(texts: Sequence[str]) -> tuple[Hashes, Ints]:
    """Give the numbers of the words of some texts, in order, and the number of the text that holds each.

    Words are those of ``text.WORD``, but for a letter after a fraction (``3.5km`` is one word).
    """
    plain = [_ascii(text) for text in texts]
    letters = np.frombuffer("\n".join(plain).encode("ascii", "replace"), dtype=np.uint8)
    starts, ends = _words(letters)
    if not len(starts):
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    ends_of_texts = np.cumsum([len(text) + 1 for text in plain])
    owners = np.searchsorted(ends_of_texts, starts, side="right").astype(np.int64)
    return _numbers(letters, starts, ends), owners


def _ascii(text: str) -> str:
    lower = text.lower()
    return lower if lower.isascii() else _FOREIGN.sub(_folded, text).lower()


def _folded(match: re.Match[str]) -> str:
    return _plain(match.group())


def _words(letters: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Find where words begin and end: letters, digits, and a point or comma between a letter and a digit."""
    inside = np.zeros(len(letters) + 2, dtype=np.bool_)
    inside[1:-1] = _INSIDE[letters]
    points = np.flatnonzero(_POINT[letters[1:-1]]) + 1
    inside[points[inside[points] & _DIGIT[letters[points + 1]]] + 1] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2]


def _numbers(letters: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> Hashes:
    lengths = ends - starts
    firsts = np.cumsum(lengths) - lengths
    at = np.arange(int(lengths.sum()))
    inside = at + np.repeat(starts - firsts, lengths)
    powers = _POWERS[(inside - np.repeat(starts, lengths)) & (TURN - 1)]
    numbers: Hashes = np.add.reduceat(_LETTERS[letters[inside]] * powers, firsts)
    numbers ^= numbers >> np.uint64(29)
    numbers *= np.uint64(_STIR)
    numbers ^= numbers >> np.uint64(32)
    return numbers
