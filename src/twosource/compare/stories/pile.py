"""A pile at rest: its articles as bundles, gathered into stories all at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.compare import fingerprints
from twosource.compare.stories import (
    affair,
    bundles,
    clocks,
    gather,
    headlines,
    matters,
    models,
    scenes,
    terms,
    vectors,
)
from twosource.compare.stories.scenes import Scenes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.compare.stories.bundles import Bundle
    from twosource.compare.stories.terms import Terms
    from twosource.model import Reading

AROUND = 3.0
"""Days before and after an article in which the articles are about with it."""
USUAL = 200
"""Articles that are taken to be about with an undated one, at most: without clocks, nobody knows."""
STANDS_IN = 0.5
"""Share of the shorter of two texts that stands in the other: then they are tied."""
ENOUGH, NEARLY_ALL = 25, 0.8
"""Words that must stand in both; fewer tie where nearly all of a short text stands in the other."""
LARGE = 12_000
"""Articles beyond which texts that stand in one another are not looked for: their words tie them anyway."""


class Sketch(Struct, frozen=True):
    """What of one article the grouping looks at. ``at`` is in days, NaN where no time is known.

    ``stated``: its source states the time; else it is that of a date line.
    """

    id: str
    terms: Terms
    language: str
    at: float
    stated: bool = True
    scene: Scenes = scenes.NOWHERE


def sketch(reading: Reading) -> Sketch:
    """Give the sketch of an article."""
    article = reading.article
    stated = clocks.published(reading)
    at = clocks.date_line(article.text) if math.isnan(stated) else stated
    headline = headlines.of(reading)
    scene = scenes.of(reading, headline)
    return Sketch(article.id, terms.of(reading, headline), article.language, at, not math.isnan(stated), scene)


def about(pile: Sequence[Sketch]) -> list[float]:
    """Give how many articles are about when each of a pile is; a usual number for those that state no time."""
    at = [one.at if one.stated else math.nan for one in pile]
    days = np.sort(np.array([day for day in at if not math.isnan(day)]))
    undated = min(USUAL, len(at) - len(days))

    def near(day: float) -> float:
        if math.isnan(day):
            return float(min(USUAL, len(at)))
        ends = np.searchsorted(days, [day - AROUND, day + AROUND], side="left")
        return float(ends[1] - ends[0] + undated)

    return [max(1.0, near(day)) for day in at]


def single_bundles(pile: Sequence[Sketch]) -> list[Bundle]:
    """Give each article of a pile as a bundle, weighed by what the pile holds."""
    known = vectors.spread(one.terms for one in pile)
    languages = {name: number for number, name in enumerate(sorted({one.language for one in pile}))}
    placed = scenes.settled([one.scene for one in pile])
    return [
        bundles.single(vectors.weigh(one.terms, known), languages[one.language], one.at, scene, stated=one.stated)
        for one, scene in zip(pile, placed, strict=True)
    ]


def stories(readings: Sequence[Reading], pile: Sequence[Sketch]) -> list[tuple[int, ...]]:
    """Give the numbers of the readings that report one event, each group sorted, by first member.

    ``pile`` holds their sketches.
    """
    alone = single_bundles(pile)
    live = about(pile)
    tied = ties(readings) if len(readings) <= LARGE else [(number,) for number in range(len(readings))]
    parts = [bundles.whole([alone[number] for number in group]) for group in tied]
    model = models.of_pile(len(pile))
    found = gather.articles(parts, model, [max(live[number] for number in group) for group in tied])
    groups = sorted(tuple(sorted(number for part in group for number in tied[part])) for group in found)
    return affair.joined(alone, live, matters.joined(readings, [one.at for one in pile], groups), model)


def ties(readings: Sequence[Reading]) -> list[tuple[int, ...]]:
    """Tie the articles of which the shorter largely stands in the longer one."""
    root = list(range(len(readings)))

    def top(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for left, right in _contained(readings):
        a, b = sorted((top(left), top(right)))
        root[b] = a
    found: dict[int, list[int]] = {}
    for number in range(len(readings)):
        found.setdefault(top(number), []).append(number)
    return [tuple(members) for members in found.values()]


def _contained(readings: Sequence[Reading]) -> Iterable[tuple[int, int]]:
    """Give the pairs of which the shorter text largely stands in the longer one."""
    pile = fingerprints.spread(readings)
    runs = fingerprints.runs(pile)
    if len(runs.left) == 0:
        return []
    a, b = pile.owners[runs.left], pile.owners[runs.right]
    keys, places = np.unique(np.minimum(a, b) * len(readings) + np.maximum(a, b), return_inverse=True)
    shared = np.bincount(places, weights=runs.length)
    first, second = keys // len(readings), keys % len(readings)
    sizes = np.diff(pile.bounds)
    part = shared / np.maximum(1, np.minimum(sizes[first], sizes[second]))
    kept = (part >= STANDS_IN) & ((shared >= ENOUGH) | (part >= NEARLY_ALL))
    return zip(first[kept].tolist(), second[kept].tolist(), strict=True)
