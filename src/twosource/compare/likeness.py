"""Likeness: how much of what each sentence of an article tells stands in a sentence of another, in any words."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from twosource.compare.reuse import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from twosource.compare.reuse.lines import Lexicon, Line
    from twosource.model import Place, Reading

ALIKE = 0.4
"""Share of the worth of the lighter of two sentences from which they may tell one thing."""
SLIGHT = 4.0
"""Worth, in nats, that two sentences must share at least."""

NEAREST = 0.3
"""Part of a sentence that stands in one of another article, at least, where none is nearer."""

Ids = tuple[str, str]
Sides = tuple[int, int]


class Likeness(Struct, frozen=True):
    """What two articles tell alike (ids in order).

    ``held``: the part of what each one tells that the other one has; ``alike`` the sentences of each that have
    one alike in the other; ``first``: the share of its first sentence; ``in_order``: of the neighbours among
    the sentences of the first article that have one alike, the part whose matches stand in the same order.
    ``sentences``: how many each has; ``met``: the places of every two that are alike. ``owed``: the part of what
    each one tells that the other one has, and no third article that is not later than it has as well; ``nearest``:
    the sentences of each to which none of these stands nearer.
    """

    held: tuple[float, float] = (0.0, 0.0)
    alike: tuple[int, int] = (0, 0)
    first: tuple[float, float] = (0.0, 0.0)
    in_order: float | None = None
    sentences: tuple[int, int] = (0, 0)
    met: tuple[tuple[Place, Place], ...] = ()
    owed: tuple[float, float] = (0.0, 0.0)
    nearest: tuple[int, int] = (0, 0)


def of_story(
    readings: Sequence[Reading], times: Mapping[str, datetime] = MappingProxyType({})
) -> Mapping[Ids, Likeness]:
    """Give what every two articles of a story tell alike; pairs that share nothing are left out.

    ``times``: when articles came out, by id, as far as that is known.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    bare, lexicon = lines.lay(ordered)
    laid = lines.faded(bare)
    cells: dict[tuple[int, int], dict[tuple[int, int], float]] = {}
    for i, j, worth in _common(laid, lexicon):
        a, b = (i, j) if laid[i].article < laid[j].article else (j, i)
        cells.setdefault((laid[a].article, laid[b].article), {})[a, b] = worth
    numbers: dict[int, list[int]] = {}
    for number, line in enumerate(laid):
        numbers.setdefault(line.article, []).append(number)
    best = _best(laid, cells)
    owed = _owed(laid, best, [_Print(times.get(r.article.id), r.article.text) for r in ordered])
    return {
        (ordered[a].article.id, ordered[b].article.id): _likeness(
            laid, (numbers[a], numbers[b]), found, (owed.get((a, b), NOTHING), owed.get((b, a), NOTHING))
        )
        for (a, b), found in sorted(cells.items())
    }


class _Print(NamedTuple):
    """When an article came out, as far as that is known, and its text."""

    at: datetime | None
    text: str

    def follows(self, other: _Print) -> bool:
        """Tell whether the other article may have been there first."""
        return self.at is None or other.at is None or other.at <= self.at


class _Owed(NamedTuple):
    """The part of what an article tells that it has from one other alone; its sentences that stand nearest there."""

    part: float
    sentences: int


NOTHING = _Owed(0.0, 0)


def _best(laid: Sequence[Line], cells: Mapping[Sides, Mapping[Sides, float]]) -> Mapping[int, Mapping[int, float]]:
    """Give of every sentence, by its number, the most of it that each other article has in one sentence."""
    best: dict[int, dict[int, float]] = {}
    for (a, b), found in cells.items():
        for (i, j), worth in found.items():
            for line, other in ((i, b), (j, a)):
                row = best.setdefault(line, {})
                row[other] = max(row.get(other, 0.0), min(worth, laid[line].mass))
    return best


def _owed(
    laid: Sequence[Line], best: Mapping[int, Mapping[int, float]], prints: Sequence[_Print]
) -> Mapping[Sides, _Owed]:
    """Give what each article owes to each other one alone that is not later; sides: who owes, whom."""
    mass: dict[int, float] = defaultdict(float)
    gained: dict[Sides, float] = defaultdict(float)
    number: dict[Sides, int] = defaultdict(int)
    for place, line in enumerate(laid):
        mine = line.article
        mass[mine] += line.mass
        row = {other: worth for other, worth in best.get(place, {}).items() if prints[mine].follows(prints[other])}
        ranked = [(w, prints[o].text) for o, w in sorted(row.items(), key=lambda one: -one[1])]
        for other, worth in row.items():
            # a reprint of either of the two is no third article
            mere = {prints[mine].text, prints[other].text}
            rest = next((w for w, text in ranked if text not in mere), 0.0)
            gained[mine, other] += max(0.0, worth - rest)
            number[mine, other] += worth >= max(rest, NEAREST * line.mass)
    return {key: _Owed(gained[key] / mass[key[0]], number[key]) for key in gained if mass[key[0]]}


def _common(laid: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Give the worth that every two sentences of different articles share."""
    by_language: dict[str, list[int]] = {}
    for number, line in enumerate(laid):
        by_language.setdefault(line.language, []).append(number)
    languages = sorted(by_language)
    for place, one in enumerate(languages):
        for other in languages[place:]:
            left, right = by_language[one], by_language[other]
            common = lines.shared([laid[i] for i in left], [laid[j] for j in right], lexicon, "sn#~t").tocoo()
            rows, columns = common.coords
            for k in np.flatnonzero(common.data >= SLIGHT).tolist():
                i, j = left[int(rows[k])], right[int(columns[k])]
                if laid[i].article != laid[j].article:
                    yield i, j, float(common.data[k])


def _likeness(
    laid: Sequence[Line],
    sides: tuple[Sequence[int], Sequence[int]],
    cells: Mapping[Sides, float],
    owed: tuple[_Owed, _Owed],
) -> Likeness:
    left, right = sides
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    match: dict[int, tuple[float, int]] = {}
    met = [(i, j) for (i, j), worth in sorted(cells.items()) if worth >= ALIKE * min(laid[i].mass, laid[j].mass)]
    for (i, j), worth in sorted(cells.items()):
        best[0][i] = max(best[0].get(i, 0.0), worth)
        best[1][j] = max(best[1].get(j, 0.0), worth)
    for i, j in met:
        match[i] = max(match.get(i, (0.0, 0)), (cells[i, j], -j))
    row = [-match[i][1] for i in sorted(match)]
    steps = [a < b for a, b in pairwise(row) if a != b]
    return Likeness(
        held=(_held(laid, left, best[0]), _held(laid, right, best[1])),
        alike=(len(match), len({j for _, j in met})),
        first=(_part(laid, sides[0][0], best[0]), _part(laid, sides[1][0], best[1])),
        in_order=sum(steps) / len(steps) if steps else None,
        sentences=(len(left), len(right)),
        met=tuple((laid[i].place, laid[j].place) for i, j in met),
        owed=(owed[0].part, owed[1].part),
        nearest=(owed[0].sentences, owed[1].sentences),
    )


def _part(laid: Sequence[Line], number: int, best: Mapping[int, float]) -> float:
    return min(1.0, best.get(number, 0.0) / max(laid[number].mass, 1e-9))


def _held(laid: Sequence[Line], numbers: Sequence[int], best: Mapping[int, float]) -> float:
    """Give the part of what some sentences tell that stands in their best matches."""
    total = sum(laid[i].mass for i in numbers)
    return sum(min(laid[i].mass, best.get(i, 0.0)) for i in numbers) / total if total else 0.0
