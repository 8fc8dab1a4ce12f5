"""The stream: a state that is a value, and a pure step ``(state, article) -> (state, decision)``.

An article is weighed by the spread of terms as it stood a moment ago, its rarest terms are looked up among the
stories that are alive, the likeliest of those are compared with it, and the model says whether the best of them
is its story or a new one is opened. A story that no article joined for ``WINDOW`` days is let go.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from twosource.compare.stories import bundles, index, models, shelf, vectors
from twosource.compare.stories.terms import ACROSS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twosource.compare.stories.bundles import Bundle, Met
    from twosource.compare.stories.index import Index
    from twosource.compare.stories.models import Model
    from twosource.compare.stories.pile import Sketch
    from twosource.compare.stories.shelf import Shelf
    from twosource.compare.stories.terms import Codes, Reals, Terms
    from twosource.compare.stories.vectors import Spread, Vector

WINDOW = 7.0
"""Days for which a story stays open after its last article."""
WAITING, FIRST = 256, 8
"""Articles after which the spread of terms is brought up to date; fewer at the beginning."""
FADING = 0.99
"""What is left of the spread each time: the idf is that of the last weeks."""
PROBES = ((WORDS, 12), (ACROSS, 10))
"""Rarest terms of a view that are looked up."""
COMPARED = 8
"""Stories that are compared with an article."""
RECHECK = 2 / 24
"""Days between two re-checks."""
MARGIN = 1.0
"""Log odds that two stories must reach to be merged after the fact."""


class Held(Struct, frozen=True):
    """A story that is alive, or ``moved`` into another one."""

    number: int
    bundle: Bundle | None
    last: float
    moved: int | None = None


class State(Struct, frozen=True):
    """All that the next step needs to know."""

    spread: Spread
    waiting: tuple[Terms, ...]
    index: Index
    stories: Shelf[Held]
    languages: tuple[str, ...]
    now: float
    rate: float
    swept: int
    touched: tuple[int, ...]
    checked: float


class Decision(Struct, frozen=True):
    """Which story an article was put into; ``score``: log odds of the best one that was there (NaN: none was)."""

    article: str
    story: int
    opened: bool
    score: float


class Merged(Struct, frozen=True):
    """Two stories that turned out to be one: ``other`` went into ``story``."""

    story: int
    other: int
    at: float


def start() -> State:
    """Give the state before the first article."""
    return State(
        spread=vectors.no_spread(),
        waiting=(),
        index=index.empty(),
        stories=shelf.Shelf(),
        languages=(),
        now=-math.inf,
        rate=0.0,
        swept=0,
        touched=(),
        checked=-math.inf,
    )


def step(state: State, sketch: Sketch, model: Model) -> tuple[State, Decision]:
    """Put an article into its story, or open one."""
    at = state.now if math.isnan(sketch.at) and state.now > -math.inf else sketch.at
    now = max(state.now, at) if not math.isnan(at) else state.now
    languages = state.languages if sketch.language in state.languages else (*state.languages, sketch.language)
    state = msgspec.structs.replace(state, now=now, languages=languages)
    vector = vectors.weigh(sketch.terms, state.spread)
    bundle = bundles.single(vector, languages.index(sketch.language), sketch.at, stated=sketch.stated)
    found = _best(state, bundle, model, None)
    stories, story, opened = _placed(state, bundle, found, now)
    probes, _ = probed(vector)
    grown = msgspec.structs.replace(
        state,
        waiting=(*state.waiting, sketch.terms),
        index=index.add(state.index, probes, story, now if now > -math.inf else 0.0, now - WINDOW),
        stories=stories,
        rate=state.rate + 1.0,
        touched=(*state.touched, story),
    )
    decision = Decision(sketch.id, story, opened, found[1] if found else math.nan)
    full = len(grown.waiting) >= min(WAITING, FIRST + grown.rate / 4)
    return (_refreshed(grown) if full else grown), decision


def _placed(
    state: State, bundle: Bundle, found: tuple[Held, float, Bundle] | None, now: float
) -> tuple[Shelf[Held], int, bool]:
    if found is None or found[1] <= 0:
        number = state.stories.size
        return shelf.append(state.stories, Held(number, bundle, now)), number, True
    held, _, story = found
    joined = bundles.join(story, bundle, vectors.dots(story.vector, bundle.vector))
    return shelf.put(state.stories, held.number, Held(held.number, joined, max(held.last, now))), held.number, False


def _refreshed(state: State) -> State:
    """Bring the spread of terms up to date and let old stories go."""
    boards = len(state.stories.boards)
    stories, at = state.stories, state.swept
    for _ in range(min(3, boards)):
        at = (at + 1) % boards
        stories = shelf.sweep(stories, at, lambda held: held.last >= state.now - WINDOW)
    return msgspec.structs.replace(
        state,
        spread=vectors.spread(state.waiting, state.spread, FADING),
        waiting=(),
        stories=stories,
        swept=at,
        rate=state.rate * FADING,
    )


def probed(vector: Vector) -> tuple[Codes, Reals]:
    """Give the terms of a vector that are looked up, sorted, and what each is worth."""
    where = vectors.views(vector.codes)
    chosen: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    for view, most in PROBES:
        places = np.flatnonzero(where == view)
        if len(places) > most:
            places = places[np.argpartition(-vector.values[places], most)[:most]]
        chosen.append(places)
    kept = np.sort(np.concatenate(chosen))
    return vector.codes[kept], vector.values[kept]


def _best(state: State, bundle: Bundle, model: Model, apart: int | None) -> tuple[Held, float, Bundle] | None:
    """Give the story that a bundle most likely belongs to, the log odds that it does, and the story's bundle.

    Of the stories that share its language, the rank model chooses one; the other model judges it.
    """
    best: tuple[Held, float, Bundle] | None = None
    first: tuple[float, Held, Bundle, Met] | None = None
    live = max(1.0, state.rate)
    for number in _candidates(state, bundle.vector):
        held = resolved(state, number)
        if held is None or held.bundle is None or held.number == apart or _is_closed(state, held, bundle):
            continue
        met = bundles.meet(held.bundle, bundle)
        if met.same:
            likely = models.rank(model, held.bundle, bundle, met)
            if first is None or (likely, -held.number) > (first[0], -first[1].number):
                first = (likely, held, held.bundle, met)
            continue
        best = _better(best, (held, models.score(model, held.bundle, bundle, met, live), held.bundle))
    if first is None:
        return best
    _, held, story, met = first
    return _better(best, (held, models.score(model, story, bundle, met, live), story))


def _better(best: tuple[Held, float, Bundle] | None, other: tuple[Held, float, Bundle]) -> tuple[Held, float, Bundle]:
    if best is None or (other[1], -other[0].number) > (best[1], -best[0].number):
        return other
    return best


def _is_closed(state: State, held: Held, bundle: Bundle) -> bool:
    """Tell whether a story is over for a bundle: by the stream's clock, and by theirs where it arrives late."""
    if held.bundle is None or held.last >= state.now - WINDOW:
        return held.bundle is None
    ends, _ = bundles.apart(held.bundle.times, bundle.times)
    return not ends <= WINDOW


def _candidates(state: State, vector: Vector) -> list[int]:
    probes, worths = probed(vector)
    stories, gained = index.find(state.index, probes, worths * worths)
    if len(stories) == 0:
        return []
    numbers, places = np.unique(stories, return_inverse=True)
    worth = np.bincount(places, gained)
    if len(numbers) > COMPARED:
        numbers = numbers[np.lexsort((numbers, -np.round(worth, 6)))[:COMPARED]]
    return [int(number) for number in numbers]


def resolved(state: State, number: int) -> Held | None:
    """Give the story that a number stands for today; ``None`` where it was let go."""
    held = shelf.get(state.stories, number)
    while held is not None and held.moved is not None:
        held = shelf.get(state.stories, held.moved)
    return held


def recheck(state: State, model: Model) -> tuple[State, tuple[Merged, ...]]:
    """Compare the stories that grew since the last time with each other; merge what is one beyond the margin."""
    merged: list[Merged] = []
    for number in sorted(set(state.touched)):
        held = resolved(state, number)
        if held is None or held.bundle is None or held.number != number:
            continue
        found = _best(state, held.bundle, model, number)
        if found is not None and found[1] > MARGIN:
            state, one = _merge(state, held, found[0])
            merged.append(one)
    return msgspec.structs.replace(state, touched=(), checked=state.now), tuple(merged)


def _merge(state: State, a: Held, b: Held) -> tuple[State, Merged]:
    """Put the smaller of two stories into the larger one, the younger where they are equal."""
    kept, gone = sorted((a, b), key=lambda held: (-(held.bundle.size if held.bundle else 0), held.number))
    if kept.bundle is None or gone.bundle is None:
        return state, Merged(kept.number, gone.number, state.now)
    whole = bundles.join(kept.bundle, gone.bundle, vectors.dots(kept.bundle.vector, gone.bundle.vector))
    last = max(kept.last, gone.last)
    stories = shelf.put(state.stories, kept.number, Held(kept.number, whole, last))
    stories = shelf.put(stories, gone.number, Held(gone.number, None, last, moved=kept.number))
    return msgspec.structs.replace(state, stories=stories), Merged(kept.number, gone.number, state.now)


def run(pile: Iterable[Sketch], model: Model) -> Iterator[Decision | Merged]:
    """Step through some articles in their order, with a re-check every ``RECHECK`` days of their clock."""
    state = start()
    for sketch in pile:
        state, decision = step(state, sketch, model)
        yield decision
        if state.now - state.checked > RECHECK and state.now > -math.inf:
            state, merged = recheck(state, model)
            yield from merged
    yield from recheck(state, model)[1]
