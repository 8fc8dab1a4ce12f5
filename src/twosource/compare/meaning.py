"""What a stretch says as a vector: near where two texts mean nearly the same, also across languages.

Each word form has a vector of whole numbers, learnt by ``training/meaning.py``; a text is the mean of those of its
words, of length one. Only words count, not their order: "the dog bit the man" is "the man bit the dog". So it tells
what may be said of one matter, never that two statements agree.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_array

from twosource.resources import exists, read_bytes
from twosource.text import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Vectors = NDArray[np.float32]

TABLE = "models/meaning.vec"
DIGIT = re.compile(r"\d")
MANY_DIGITS = 4
"""Digits from which numbers are told apart no more."""
LEAST = 1e-6
"""Length of a row under which it is next to nothing."""
LEVELS = 8
"""What a stored number of four bits is shifted by."""


class Model(Struct, frozen=True):
    """Vectors by row: ``rows`` are those of the words of each language; row ``i`` is ``codes[i]`` by ``scales[i]``."""

    rows: Mapping[str, Mapping[str, int]]
    codes: NDArray[np.int8]
    scales: Vectors


def languages() -> frozenset[str]:
    """Tell in which languages words are known."""
    return frozenset(_model().rows)


def vectors(texts: Sequence[str], language: str) -> Vectors:
    """Give a row of length one for each text, a row of zeros where no word of it is known; equal texts, equal rows.

    A language of which no word is known has rows of zeros alone.
    """
    model = _model()
    rows = model.rows.get(language, {})
    found = [[rows[word] for word in words(text) if word in rows] for text in texts]
    return unit(_sums(found, model))


def words(text: str) -> list[str]:
    """Give the words of a text as they are listed: in small letters, of a number how many digits it has."""
    return [_listed(word) for word in WORD.findall(text.lower())]


def _listed(word: str) -> str:
    digits = len(DIGIT.findall(word))
    return "0" * min(digits, MANY_DIGITS) if digits else word


def _sums(found: Sequence[Sequence[int]], model: Model) -> Vectors:
    """Add up, for each list, the vectors of the rows it names."""
    flat = np.fromiter((row for rows in found for row in rows), np.int64)
    used, at = np.unique(flat, return_inverse=True)
    ends = np.concatenate([[0], np.cumsum([len(rows) for rows in found], dtype=np.int64)])
    counts = csr_array((np.ones(len(flat), np.float32), at, ends), shape=(len(found), len(used)))
    return np.asarray(counts @ (model.codes[used] * model.scales[used, None]), np.float32)


def unit(rows: Vectors) -> Vectors:
    """Give rows of length one, next to zeros where there is next to nothing."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), LEAST), np.float32)


@cache
def _model() -> Model:
    """Read the table: a head that ends with an empty line, the words, then scales and codes, two of them a byte."""
    if not exists(TABLE):
        return Model(rows={}, codes=np.zeros((0, 1), np.int8), scales=np.zeros(0, np.float32))
    head, _, rest = read_bytes(TABLE).partition(b"\n\n")
    lines = [line.split() for line in head.decode("utf-8").splitlines() if not line.startswith("#")]
    length, dimensions, size = (int(field) for field in lines[0])
    listed = rest[:size].decode("utf-8").split("\n")
    rows: dict[str, dict[str, int]] = {}
    start = 0
    for language, count in lines[1:]:
        end = start + int(count)
        rows[language] = dict(zip(listed[start:end], range(start, end), strict=True))
        start = end
    scales = np.frombuffer(rest, "<f2", length, size).astype(np.float32)
    packed = np.frombuffer(rest, np.uint8, length * dimensions // 2, size + 2 * length)
    codes = np.empty((length, dimensions), np.int8)
    halves = packed.reshape(length, -1)
    codes[:, 0::2], codes[:, 1::2] = (halves >> 4), (halves & 15)
    codes -= LEVELS
    return Model(rows=rows, codes=codes, scales=scales)
