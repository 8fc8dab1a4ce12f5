"""The weights of the trained reader, in thousandths: those of the parts of a content in one array, the others by name.

A part of a content (before its cue or behind it) is described by a value for each of ``COLUMNS``; a template makes a
feature of some of them. The values of a part are put into numbers, the numbers of all parts of a cue into places of
the array, and all are looked up at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from math import prod
from typing import Final, Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.resources import read_rows

Feature = tuple[str, ...]
Group = Literal["cue", "start", "end", "both"]
SIDES = frozenset({"<", ">"})
"""What the name of a feature of a part before the cue starts with, and of one behind it."""
MODEL = "models/statements.tsv"
UNIT = 1000
"""Weights are written with three decimals: in thousandths their sums are exact, in whatever order."""
GROUPS: Final[Mapping[Group, tuple[str, ...]]] = {
    "cue": ("side", "kind", "lemma", "class"),
    "start": ("before", "first", "word before", "first word", "behind by", "starts"),
    "end": ("last", "after", "then", "word after", "word then", "before by", "ends"),
    "both": ("verbs", "signs", "cues", "length", "quotes", "cut"),
}
"""What a part is described by: its cue, where it starts, where it ends, and what lies between."""
COLUMNS = tuple(chain.from_iterable(GROUPS.values()))
TEMPLATES: Final[Mapping[str, tuple[str, ...]]] = {
    "S1": ("before", "first"),
    "S2": ("before", "kind"),
    "S3": ("first", "lemma"),
    "S4": ("first", "kind"),
    "S5": ("word before", "class"),
    "S6": ("first word",),
    "S7": ("behind by", "kind"),
    "S8": ("behind by", "before"),
    "S9": ("starts", "kind"),
    "E1": ("last", "after"),
    "E2": ("after", "kind"),
    "E3": ("word after",),
    "E4": ("after", "then"),
    "E5": ("after", "word then"),
    "E6": ("before by", "kind"),
    "E7": ("ends", "kind"),
    "E8": ("ends", "after", "then"),
    "B1": ("verbs", "after", "then"),
    "B2": ("verbs", "kind"),
    "B3": ("verbs", "before"),
    "B4": ("length", "kind"),
    "B5": ("quotes", "kind"),
    "B6": ("quotes",),
    "B7": ("signs", "verbs", "after"),
    "B8": ("cues", "after"),
    "B9": ("cues", "kind"),
    "B10": ("cut",),
    "B11": ("starts", "ends"),
}
"""The columns that make a feature; every feature names its side of the cue first."""


def features(part: Sequence[str]) -> Iterator[Feature]:
    """Name the features of a part that is described by a value for each of ``COLUMNS``."""
    told = dict(zip(COLUMNS, part, strict=True))
    for name, columns in TEMPLATES.items():
        yield (told["side"], name, *[told[column] for column in columns])


class Weights(Struct, frozen=True):
    """The weights of a model.

    ``named``: of features of a cue and of a whole hypothesis. ``numbers``: the numbers of the values of each column,
    0 for one that the model has not. ``strides`` and ``starts`` lead from the numbers of a part to its places in
    ``parts``, one for each template.
    """

    named: Mapping[Feature, int]
    numbers: Mapping[Group, tuple[dict[str, int], ...]]
    strides: NDArray[np.float64]
    starts: NDArray[np.float64]
    parts: NDArray[np.int32]

    def of(self, names: Iterable[Feature]) -> int:
        """Sum the weights of features by name."""
        return sum(filter(None, map(self.named.get, names)))

    def number(self, group: Group, values: Sequence[str]) -> list[int]:
        """Put what describes a part, or what makes up a part of that, into numbers."""
        return list(map(dict.get, self.numbers[group], values, repeat(0)))

    def of_parts(self, rows: Sequence[Sequence[int]]) -> list[int]:
        """Sum the weights of each of some parts, a row of numbers for each."""
        if not rows:
            return []
        numbers = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * len(COLUMNS))
        places = (
            numbers.reshape(len(rows), len(COLUMNS)) @ self.strides + self.starts
        )  # whole numbers, far from inexact
        found: list[int] = self.parts.take(places.astype(np.int64)).sum(axis=1).tolist()
        return found


@cache
def load() -> Weights:
    """Read the weights: one table for all languages that it was trained on."""
    named, of_parts = dict[Feature, int](), {name: list[tuple[str, ...]]() for name in TEMPLATES}
    for row in read_rows(MODEL):
        if row[1] in SIDES:
            of_parts[row[2]].append((row[0], row[1], *row[3:]))
        else:
            named[tuple(map(sys.intern, row[1:]))] = _thousandths(row[0])
    numbers: dict[str, dict[str, int]] = {column: {} for column in COLUMNS}
    for name, rows in of_parts.items():
        for column, values in zip(_columns(name), tuple(zip(*rows, strict=True))[1:], strict=False):
            for value in dict.fromkeys(values):
                numbers[column].setdefault(sys.intern(value), len(numbers[column]) + 1)
    sizes = {column: len(held) + 1 for column, held in numbers.items()}
    strides = {name: _strides(name, sizes) for name in TEMPLATES}
    starts = np.cumsum([0, *(prod(sizes[column] for column in _columns(name)) for name in TEMPLATES)])
    parts = np.zeros(starts[-1], dtype=np.int32)
    for (name, rows), start in zip(of_parts.items(), starts.tolist(), strict=False):
        weights, *columns = zip(*rows, strict=True) if rows else ((),)
        told = zip(_columns(name), columns, strict=False)
        steps = (strides[name][column] * np.array([numbers[column][one] for one in values]) for column, values in told)
        parts[sum(steps, start)] = list(map(_thousandths, weights))
    return Weights(
        named=named,
        numbers={group: tuple(numbers[column] for column in columns) for group, columns in GROUPS.items()},
        strides=np.array([list(held.values()) for held in strides.values()], dtype=np.float64).T,
        starts=starts[:-1].astype(np.float64),
        parts=parts,
    )


def _thousandths(weight: str) -> int:
    return round(UNIT * float(weight))


def _columns(name: str) -> tuple[str, ...]:
    """Give the columns that a template's weights lie in the order of."""
    return ("side", *TEMPLATES[name])


def _strides(name: str, sizes: Mapping[str, int]) -> dict[str, int]:
    """Give, for each column, how far two values that follow each other lie apart, 0 where the template has it not."""
    found, step = dict.fromkeys(COLUMNS, 0), 1
    for column in reversed(_columns(name)):
        found[column] = step
        step *= sizes[column]
    return found
