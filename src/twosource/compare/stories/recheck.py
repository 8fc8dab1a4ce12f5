"""The re-check: what grew since the last one is looked at once more, and merged or split where a margin says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare.stories import bundles, gather, index, models, seek, shelf, vectors
from twosource.compare.stories.state import PARTS, Held, oldest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.compare.stories.models import Model
    from twosource.compare.stories.state import Part, State

MARGIN = 1.0
"""Log odds by which two stories must be one to be merged after the fact, or two to be split."""
GROWTH = 2
"""A story is looked at for a split when it has grown by this factor since the last time."""


class Merged(Struct, frozen=True):
    """Two stories that turned out to be one: ``other`` went into ``story``."""

    story: int
    other: int
    at: float


class Split(Struct, frozen=True):
    """A story that turned out to be two: ``articles`` went from ``other`` into ``story``, a new one."""

    story: int
    other: int
    at: float
    articles: tuple[str, ...]


def recheck(state: State, model: Model) -> tuple[State, tuple[Merged | Split, ...]]:
    """Look at the stories that grew since the last time: split what is two, merge what is one, beyond the margin."""
    changes: list[Merged | Split] = []
    # a story of one article was compared with all others when it came, and whatever came later with it
    grown = [n for n in sorted(set(state.touched)) if (h := shelf.get(state.stories, n)) and h.bundle and h.bundle.size > 1]
    for number in grown:
        state, split = _split(state, number, model)
        changes += split
    for number in sorted({*grown, *(split.story for split in changes)}):
        state, merged = _merged(state, number, model)
        changes += merged
    return msgspec.structs.replace(state, touched=(), checked=state.now), tuple(changes)


def _merged(state: State, number: int, model: Model) -> tuple[State, Sequence[Merged]]:
    held = shelf.get(state.stories, number)
    if held is None or held.bundle is None:
        return state, ()
    found = seek.best(state, held.bundle, seek.ranked(seek.probe(state, held.bundle.vector)), model, number)
    if found is None or found.score <= MARGIN:
        return state, ()
    state, one = _merge(state, held, found.held)
    return state, (one,)


def _merge(state: State, a: Held, b: Held) -> tuple[State, Merged]:
    """Put the smaller of two stories into the larger one, the younger where they are equal."""
    kept, gone = sorted((a, b), key=lambda held: (-(held.bundle.size if held.bundle else 0), held.number))
    if kept.bundle is None or gone.bundle is None:
        return state, Merged(kept.number, gone.number, state.now)
    whole = bundles.join(kept.bundle, gone.bundle, vectors.dots(kept.bundle.vector, gone.bundle.vector))
    last = max(kept.last, gone.last)
    parts = (*kept.parts, *gone.parts) if len(kept.parts) + len(gone.parts) == whole.size <= PARTS else ()
    stories = shelf.put(state.stories, kept.number, Held(kept.number, whole, last, parts=parts, checked=whole.size))
    stories = shelf.put(stories, gone.number, Held(gone.number, None, last, moved=kept.number))
    return msgspec.structs.replace(state, stories=stories), Merged(kept.number, gone.number, state.now)


def _split(state: State, number: int, model: Model) -> tuple[State, Sequence[Split]]:
    """Gather the articles of a story anew; what then stands apart by the margin becomes a story of its own."""
    held = shelf.get(state.stories, number)
    if held is None or len(held.parts) < max(3, GROWTH * held.checked):
        return state, ()
    live = max(1.0, state.rate)
    groups = gather.closely([part.bundle for part in held.parts], model, live)
    groups.sort(key=lambda members: (-len(members), members))
    kept = [held.parts[i] for i in groups[0]]
    changes: list[Split] = []
    for members in groups[1:]:
        parts = tuple(held.parts[i] for i in members)
        if _apart(kept, parts, model, live):
            state, split = _opened(state, number, parts)
            changes.append(split)
        else:
            kept += parts
    left = tuple(sorted(kept, key=held.parts.index))
    rest = msgspec.structs.replace(
        held, bundle=bundles.whole([part.bundle for part in left]) if changes else held.bundle, parts=left,
        checked=len(left),
    )  # fmt: skip
    return msgspec.structs.replace(state, stories=shelf.put(state.stories, number, rest)), changes


def _apart(kept: Sequence[Part], parts: Sequence[Part], model: Model, live: float) -> bool:
    a, b = bundles.whole([part.bundle for part in kept]), bundles.whole([part.bundle for part in parts])
    return models.score(model, a, b, bundles.meet(a, b), live) < -MARGIN


def _opened(state: State, number: int, parts: tuple[Part, ...]) -> tuple[State, Split]:
    """Open a story with some articles of another one."""
    story = state.stories.size
    bundle = bundles.whole([part.bundle for part in parts])
    stories = shelf.append(state.stories, Held(story, bundle, state.arrived, parts=parts, checked=len(parts)))
    known = seek.probe(state, bundle.vector)
    posted = index.add(state.index, known.codes, story, state.now, oldest(state))
    opened = msgspec.structs.replace(state, stories=stories, index=posted, fresh=(*state.fresh, story))
    return opened, Split(story, number, state.now, tuple(part.article for part in parts))
