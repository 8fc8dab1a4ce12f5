"""Settling: the largest stories that are alive are gathered once more as a pile at rest is, and joined by a margin.

The re-check looks at a story when it has doubled, and at the one that shares its rarest terms. Two that were apart
when each was looked at, and came near after, or that are of two languages, would stay apart for good.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import msgspec

from twosource.compare.stories import gather, recheck, shelf
from twosource.compare.stories.state import Settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.compare.stories.models import Model
    from twosource.compare.stories.recheck import Merged
    from twosource.compare.stories.state import Held, State

LARGEST = 1000
"""Stories that are gathered."""
ARRIVED, YOUNG, GROWN = 5000, 64, 2
"""Articles after which it is due; one in ``GROWN`` of all, while they are fewer."""
DAYS, LEAST = 0.5, 1000
"""Days after which it is due too, where so many articles came: what is joined late was shown apart for long."""


def is_due(state: State) -> bool:
    """Tell whether so many articles came that the stories should be settled."""
    came = state.arrived - state.settled.arrived
    enough = min(ARRIVED, max(YOUNG, state.arrived // GROWN))
    return came >= enough or (came >= LEAST and state.now - state.settled.day > DAYS)


def settle(state: State, model: Model) -> tuple[State, tuple[Merged, ...]]:
    """Join the stories alive that are one event beyond the margin; the largest of them keeps its number."""
    held = _largest(state)
    parts = [one.bundle for one in held if one.bundle is not None]
    changes: list[Merged] = []
    for group in gather.together(parts, model, max(1.0, state.rate), recheck.MARGIN):
        state, merged = _joined(state, [held[number] for number in group])
        changes += merged
    return msgspec.structs.replace(state, settled=Settled(state.arrived, state.now)), tuple(changes)


def _joined(state: State, group: Sequence[Held]) -> tuple[State, list[Merged]]:
    """Put some stories into the largest of them, the oldest of the largest."""
    changes: list[Merged] = []
    first, *others = (one.number for one in sorted(group, key=_rank))
    for number in others:
        kept, gone = shelf.get(state.stories, first), shelf.get(state.stories, number)
        if kept is not None and gone is not None:
            state, merged = recheck.merge(state, kept, gone)
            changes.append(merged)
    return state, changes


def _largest(state: State) -> list[Held]:
    """Give the largest stories that are alive, by number."""
    alive = (one for board in state.stories.boards for one in board if one is not None and one.bundle is not None)
    return sorted(heapq.nsmallest(LARGEST, alive, key=_rank), key=lambda one: one.number)


def _rank(held: Held) -> tuple[int, int]:
    return -(held.bundle.size if held.bundle else 0), held.number
