"""The re-check: what grew since the last one is looked at once more; merged, split or moved where a margin says so.

A story and the one nearest to it are merged where the model is sure beyond the margin. Otherwise the articles of both
are gathered anew, each compared with every other one; those that then stand on another side go there, where the
log odds that they gain by it exceed the margin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare.stories import bundles, gather, index, seek, shelf, vectors
from twosource.compare.stories.state import DOUBT, LEAST, PARTS, Held, oldest, resolved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.stories.bundles import Bundle
    from twosource.compare.stories.models import Model
    from twosource.compare.stories.state import Part, State

MARGIN = 0.5
"""Log odds that a change after the fact must gain."""
GROWTH = 2
"""A story is looked at when it has grown by this factor since the last time."""
TOGETHER = 6
"""Articles of two stories, at most, that are gathered anew together."""


class Merged(Struct, frozen=True):
    """Two stories that turned out to be one: ``other`` went into ``story``."""

    story: int
    other: int
    at: float


class Split(Struct, frozen=True):
    """Some articles that turned out to be no part of a story: they went from ``other`` into ``story``."""

    story: int
    other: int
    at: float
    articles: tuple[str, ...]
    opened: bool


def recheck(state: State, model: Model) -> tuple[State, tuple[Merged | Split, ...]]:
    """Look at the stories that grew since the last time: merge, split, move what gains more than the margin."""
    changes: list[Merged | Split] = []
    for number in sorted(set(state.touched)):
        held = shelf.get(state.stories, number)
        if held is not None and held.bundle is not None and _is_due(state, held, held.bundle):
            state, found = _looked_at(state, held, held.bundle, model)
            changes += found
    for pair in state.doubts:
        state, moved = _doubted(state, pair, model)
        changes += moved
    return msgspec.structs.replace(state, touched=(), doubts=(), checked=state.now), tuple(changes)


def _is_due(state: State, held: Held, bundle: Bundle) -> bool:
    # a story of one article was compared with all others when it came, but for the first ones: nobody knew then what
    # is rare
    return bundle.size >= max(2, GROWTH * held.checked) or (state.arrived < LEAST and not held.checked)


def _looked_at(state: State, held: Held, bundle: Bundle, model: Model) -> tuple[State, Sequence[Merged | Split]]:
    probed = seek.probe(state, bundle.vector)
    looked = msgspec.structs.replace(held, checked=bundle.size)
    state = msgspec.structs.replace(
        state,
        stories=shelf.put(state.stories, held.number, looked),
        index=index.add(state.index, seek.missing(state, probed, held.number), held.number, state.now, oldest(state)),
    )
    near = seek.best(state, bundle, seek.ranked(probed), model, held.number)
    if near is not None and near.score > MARGIN:
        state, merged = merge(state, looked, near.held)
        whole = resolved(state, held.number)
        # what was mixed on both sides draws together: only the whole shows what stands apart in it
        state, changes = (state, ()) if whole is None or not whole.parts else _gathered(state, whole, None, model)
        return state, (merged, *changes)
    if not held.parts:
        return state, ()
    return _gathered(state, looked, near.held if near is not None and near.score > DOUBT else None, model)


def _doubted(state: State, pair: tuple[int, int], model: Model) -> tuple[State, Sequence[Split]]:
    """Look once more at a story that was opened though another one was near."""
    new, near = (resolved(state, number) for number in pair)
    if new is None or near is None or new.number == near.number or not new.parts:
        return state, ()
    return _gathered(state, new, near, model)


def merge(state: State, a: Held, b: Held) -> tuple[State, Merged]:
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


def _gathered(state: State, held: Held, beside: Held | None, model: Model) -> tuple[State, Sequence[Split]]:
    """Gather the articles of a story anew, with those of the one beside it, and let each go where it belongs."""
    sides = {held.number: held.parts}
    if beside is not None and 0 < len(beside.parts) <= TOGETHER - len(held.parts):
        sides[beside.number] = beside.parts
    groups = _groups(sides, model, max(1.0, state.rate))
    made: dict[int, tuple[Part, ...]] = {}
    for group, home in zip(groups, _homes(groups, sides), strict=True):
        new = state.stories.size + sum(number not in sides for number in made)
        made[new if home is None else home] = group
    changes = [
        Split(story, number, state.now, tuple(part.article for part in gone), opened=story not in sides)
        for story, group in made.items()
        for number, parts in sides.items()
        if number != story and (gone := [part for part in parts if part in group])
    ]
    return _written(state, {**dict.fromkeys(sides, ()), **made}, changes), changes


def _groups(sides: Mapping[int, tuple[Part, ...]], model: Model, live: float) -> list[tuple[Part, ...]]:
    """Gather the articles of some stories, the largest groups first; what changes must gain more than the margin."""
    parts = [part for side in sides.values() for part in side]
    before = [number for number, side in sides.items() for _ in side]
    found = gather.again([part.bundle for part in parts], model, live, before, MARGIN)
    return [tuple(parts[i] for i in members) for members in sorted(found, key=lambda members: (-len(members), members))]


def _homes(groups: Sequence[tuple[Part, ...]], sides: Mapping[int, tuple[Part, ...]]) -> list[int | None]:
    """Give each group the story that most of it stands in, each story to one group; ``None`` where it is a new one."""
    free = dict(sides)
    homes: list[int | None] = []
    for group in groups:
        shared = {number: sum(part in parts for part in group) for number, parts in free.items()}
        home = max(shared, key=lambda number: (shared[number], -number)) if any(shared.values()) else None
        homes.append(home)
        free = {number: parts for number, parts in free.items() if number != home}
    return homes


def _written(state: State, sides: Mapping[int, tuple[Part, ...]], changes: Sequence[Split]) -> State:
    """Write down which articles stories have now; a story that lost all is ``moved`` to where they went."""
    changed = {number for change in changes for number in (change.story, change.other)}
    into = {change.other: change.story for change in changes}
    for number, parts in sorted(sides.items()):
        bundle = bundles.whole([part.bundle for part in parts]) if parts else None
        held = shelf.get(state.stories, number) if number < state.stories.size else None
        if held is not None and number not in changed:
            stories = shelf.put(state.stories, number, msgspec.structs.replace(held, checked=len(parts)))
        else:
            moved = None if parts else into[number]
            new = Held(number, bundle, held.last if held else state.arrived, moved, parts, len(parts))
            stories = shelf.append(state.stories, new) if held is None else shelf.put(state.stories, number, new)
        state = msgspec.structs.replace(state, stories=stories, fresh=(*state.fresh, number))
        if bundle is not None and number in changed:
            posted = seek.missing(state, seek.probe(state, bundle.vector), number)
            found = index.add(state.index, posted, number, state.now, oldest(state))
            state = msgspec.structs.replace(state, index=found)
    return state
