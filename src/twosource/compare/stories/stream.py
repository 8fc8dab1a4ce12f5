"""The stream: a state that is a value, and a pure step ``(state, article) -> (state, decision)``.

An article is weighed by the spread of terms as it stood a moment ago, its rarest terms are looked up among the
stories that are alive, the likeliest of those are compared with it, and the model says whether the best of them
is its story or a new one is opened. A story that no article joined for ``WINDOW`` days is let go. Every ``RECHECK``
days what grew is looked at once more (``recheck``): it may be merged, or split, by a margin. Every few thousand
articles the largest stories are gathered as a pile at rest is (``settle``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare.stories import bundles, index, recheck, seek, settle, shelf, vectors
from twosource.compare.stories.state import DOUBT, PARTS, Held, Part, oldest, refreshed, start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twosource.compare.stories.bundles import Bundle
    from twosource.compare.stories.models import Model
    from twosource.compare.stories.pile import Sketch
    from twosource.compare.stories.recheck import Merged, Split
    from twosource.compare.stories.seek import Best
    from twosource.compare.stories.shelf import Shelf
    from twosource.compare.stories.state import State

WAITING, FIRST = 256, 8
"""Articles after which the spread of terms is brought up to date; fewer at the beginning."""
RECHECK = 2 / 24
"""Days between two re-checks."""
GATHERED, YOUNG, GROWN = 2000, 32, 4
"""Articles after which a re-check is due whatever the clock says; one in ``GROWN`` of all, while they are fewer."""


class Decision(Struct, frozen=True):
    """Which story an article was put into; ``score``: log odds of the best one that was there (NaN: none was)."""

    article: str
    story: int
    opened: bool
    score: float


def step(state: State, sketch: Sketch, model: Model) -> tuple[State, Decision]:
    """Put an article into its story, or open one."""
    at = state.now if math.isnan(sketch.at) and state.now > -math.inf else sketch.at
    now = max(state.now, at) if not math.isnan(at) else state.now
    languages = state.languages if sketch.language in state.languages else (*state.languages, sketch.language)
    state = msgspec.structs.replace(state, now=now, arrived=state.arrived + 1, languages=languages)
    vector = vectors.weigh(sketch.terms, state.spread)
    part = Part(
        sketch.id,
        bundles.single(vector, languages.index(sketch.language), sketch.at, sketch.scene, stated=sketch.stated),
    )
    probed = seek.probe(state, vector)
    found = seek.best(state, part.bundle, seek.ranked(probed), model)
    stories, story, opened = _placed(state, part, found)
    posted = seek.missing(state, probed, story)
    grown = msgspec.structs.replace(
        state,
        waiting=(*state.waiting, sketch.terms),
        index=index.add(state.index, posted, story, now, oldest(state)),
        stories=stories,
        rate=state.rate + 1.0,
        fresh=(*state.fresh, story),
        touched=(*state.touched, story),
        doubts=(*state.doubts, *_doubt(story, found)) if opened else state.doubts,
    )
    decision = Decision(sketch.id, story, opened, found.score if found else math.nan)
    full = len(grown.waiting) >= min(WAITING, FIRST + grown.rate / 4)
    return (refreshed(grown) if full else grown), decision


def _doubt(story: int, found: Best | None) -> tuple[tuple[int, int], ...]:
    return ((story, found.held.number),) if found is not None and found.score > DOUBT else ()


def _placed(state: State, part: Part, found: Best | None) -> tuple[Shelf[Held], int, bool]:
    if found is None or found.score <= 0:
        number = state.stories.size
        return shelf.append(state.stories, Held(number, part.bundle, state.arrived, parts=(part,))), number, True
    held = found.held
    grown = msgspec.structs.replace(
        held,
        bundle=_joined(found.bundle, part.bundle),
        last=state.arrived,
        parts=(*held.parts, part) if len(held.parts) == found.bundle.size < PARTS else (),
    )
    return shelf.put(state.stories, held.number, grown), held.number, False


def _joined(a: Bundle, b: Bundle) -> Bundle:
    return bundles.join(a, b, vectors.dots(a.vector, b.vector))


def is_due(state: State) -> bool:
    """Tell whether it is time for a re-check."""
    enough = min(GATHERED, max(YOUNG, state.arrived // GROWN))
    return len(state.touched) >= enough or state.now - state.checked > RECHECK


def looked_at(state: State, model: Model) -> tuple[State, tuple[Merged | Split, ...]]:
    """Look once more at what grew, and at how the stories lie to each other, where either is due."""
    changes: tuple[Merged | Split, ...] = ()
    if is_due(state):
        state, changes = recheck.recheck(state, model)
    if settle.is_due(state):
        state, joined = settle.settle(state, model)
        changes += joined
    return state, changes


def run(pile: Iterable[Sketch], model: Model) -> Iterator[Decision | Merged | Split]:
    """Step through some articles in their order, looking once more at the stories from time to time."""
    state = start()
    for sketch in pile:
        state, decision = step(state, sketch, model)
        yield decision
        state, changes = looked_at(state, model)
        yield from changes
    state, changes = recheck.recheck(state, model)
    yield from changes
    yield from settle.settle(state, model)[1]
