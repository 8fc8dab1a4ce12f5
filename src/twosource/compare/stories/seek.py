"""The story that a bundle most likely belongs to: by its rarest terms among the stories that are alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.compare.stories import bundles, gather, index, models, vectors
from twosource.compare.stories.state import WINDOW, resolved
from twosource.compare.stories.terms import ACROSS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.compare.stories.bundles import Bundle, Met
    from twosource.compare.stories.index import Found
    from twosource.compare.stories.models import Model
    from twosource.compare.stories.state import Held, State
    from twosource.compare.stories.terms import Codes, Reals
    from twosource.compare.stories.vectors import Vector

PROBES = ((WORDS, 12), (ACROSS, 10))
"""Rarest terms of a view that are looked up."""
COMPARED, SCORED = 8, 4
"""Stories whose vectors are compared with an article's, and those of them that the model judges."""
RENEWED = 2.0
"""Days for which a posting of a story stands before a later article of it is posted under the term again."""
_PLACES = 6
"""Bits that the place of a probe takes."""


class Best(Struct, frozen=True):
    """A story, its bundle, and the log odds that something belongs to it."""

    held: Held
    bundle: Bundle
    score: float


class Probed(Struct, frozen=True):
    """The rarest terms of a bundle, sorted, what each is worth, and where they stand."""

    codes: Codes
    worths: Reals
    found: Found


def probe(state: State, vector: Vector) -> Probed:
    """Look the rarest terms of a vector up."""
    bounds = vectors.bounds(vector.codes)
    chosen: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    for view, most in PROBES:
        start, end = bounds[view], bounds[view + 1]
        if end - start > most:
            chosen.append(start + np.sort(np.argpartition(-vector.values[start:end], most)[:most]))
        else:
            chosen.append(np.arange(start, end))
    rare = np.concatenate(chosen)
    codes, worths = vector.codes[rare], vector.values[rare]
    return Probed(codes, worths * worths, index.find(state.index, codes))


def ranked(probed: Probed) -> list[int]:
    """Give the stories that share most with what was looked up, most first, each once."""
    if len(probed.found.stories) == 0:
        return []
    pairs = np.sort((probed.found.stories << _PLACES) | probed.found.probes)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    stories = pairs >> _PLACES
    starts = np.flatnonzero(np.diff(stories, prepend=-1))
    worth = np.add.reduceat(probed.worths[pairs & ((1 << _PLACES) - 1)], starts)
    order = np.argsort(-np.round(worth, 6), kind="stable")[:COMPARED]
    return [int(number) for number in stories[starts[order]]]


def missing(state: State, probed: Probed, story: int) -> Codes:
    """Give the terms of those looked up under which a story is not posted yet, or long ago."""
    found = probed.found
    stands = found.probes[(found.stories == story) & (found.days >= state.now - RENEWED)]
    open_ = np.ones(len(probed.codes), dtype=np.bool_)
    open_[stands] = False
    return probed.codes[open_]


def best(state: State, bundle: Bundle, numbers: Iterable[int], model: Model, apart: int | None = None) -> Best | None:
    """Give the likeliest of some stories, but for the one that is kept ``apart``; ``None`` where none is open."""
    live = max(1.0, state.rate)
    found: Best | None = None
    near = _nearest(state, bundle, numbers, apart)
    same = [one for one in near if one[2].same]
    # of the stories in its language, the rank model chooses one; the other model judges it
    first = sorted(same, key=lambda one: (-models.rank(model, one[1], bundle, one[2]), one[0].number))[:1]
    for held, story, met in (*first, *(one for one in near if not one[2].same)):
        score = models.score(model, story, bundle, met, live)
        if found is None or (score, -held.number) > (found.score, -found.held.number):
            found = Best(held, story, score)
    return found


def _nearest(state: State, bundle: Bundle, numbers: Iterable[int], apart: int | None) -> list[tuple[Held, Bundle, Met]]:
    """Give those of some stories that are open and whose vectors lie nearest, and what they have in common."""
    seen: dict[int, tuple[Held, Bundle]] = {}
    for number in numbers:
        held = resolved(state, number)
        if held is not None and held.number != apart and held.bundle and not _is_closed(held.bundle, bundle):
            seen[held.number] = held, held.bundle
    met = [(held, story, bundles.meet(story, bundle)) for held, story in seen.values()]
    if len(met) <= SCORED:
        return met
    squares = np.array([story.squares for _, story, _ in met]) * bundle.squares
    near = (np.array([one.dots for _, _, one in met]) / np.sqrt(np.maximum(squares, 1e-9))) @ gather.CANDIDATE
    return [met[i] for i in np.argsort(-near, kind="stable")[:SCORED]]


def _is_closed(story: Bundle, bundle: Bundle) -> bool:
    """Tell whether a story is over for a bundle by their times, whenever the two came in."""
    ends, _ = bundles.apart(story.times, bundle.times)
    return ends > WINDOW
