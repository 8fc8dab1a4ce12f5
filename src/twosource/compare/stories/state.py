"""What a stream knows: a value, so that an older one stays as it was."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare.stories import index, shelf, vectors

if TYPE_CHECKING:
    from twosource.compare.stories.bundles import Bundle
    from twosource.compare.stories.index import Index
    from twosource.compare.stories.shelf import Shelf
    from twosource.compare.stories.terms import Terms
    from twosource.compare.stories.vectors import Spread

WINDOW = 7.0
"""Days for which a story stays open after its last article."""
LEAST = 2000
"""Articles that must have come since, too: a clock that leaps (an archive in any order) closes nothing by itself."""
FADING = 0.99
"""What is left of the spread of terms each time it is brought up to date: the idf is that of the last weeks."""
DOUBT = -1.0
"""Log odds from which two stories are near enough to be looked at together once more."""
PARTS = 12
"""Articles of a story up to which each is kept, so that the story can be split again."""


class Part(Struct, frozen=True):
    """An article of a story."""

    article: str
    bundle: Bundle


class Held(Struct, frozen=True):
    """A story that is alive, or ``moved`` into another one.

    ``last``: how many articles had come when one joined it last; ``parts``: its articles, none where there are more
    than ``PARTS``; ``checked``: how many it had when it was last looked at for a split.
    """

    number: int
    bundle: Bundle | None
    last: int
    moved: int | None = None
    parts: tuple[Part, ...] = ()
    checked: int = 0


class Visits(Struct, frozen=True):
    """The stories that some articles in a row were put into, the day of the last of them, how many had come by then."""

    day: float
    arrived: int
    stories: tuple[int, ...]


class Settled(Struct, frozen=True):
    """How many articles had come when the stories were last settled, and the day of the clock."""

    arrived: int = 0
    day: float = -math.inf


class State(Struct, frozen=True):
    """All that the next step needs to know.

    ``fresh``: stories of the articles since the last visit; ``touched``: those since the last re-check; ``doubts``: of
    these, stories that were opened though another one was near, and that other one; ``settled``: when all were
    last gathered anew.
    """

    spread: Spread
    waiting: tuple[Terms, ...]
    index: Index
    stories: Shelf[Held]
    languages: tuple[str, ...]
    now: float
    arrived: int
    rate: float
    visits: tuple[Visits, ...]
    fresh: tuple[int, ...]
    touched: tuple[int, ...]
    doubts: tuple[tuple[int, int], ...]
    checked: float
    settled: Settled


def start() -> State:
    """Give the state before the first article."""
    return State(
        spread=vectors.no_spread(),
        waiting=(),
        index=index.empty(),
        stories=shelf.Shelf(),
        languages=(),
        now=-math.inf,
        arrived=0,
        rate=0.0,
        visits=(),
        fresh=(),
        touched=(),
        doubts=(),
        checked=-math.inf,
        settled=Settled(),
    )


def resolved(state: State, number: int) -> Held | None:
    """Give the story that a number stands for today; ``None`` where it was let go."""
    held = shelf.get(state.stories, number)
    while held is not None and held.moved is not None:
        held = shelf.get(state.stories, held.moved)
    return held


def oldest(state: State) -> float:
    """Give the day of the oldest visit that is still held."""
    return state.visits[0].day if state.visits else -math.inf


def refreshed(state: State) -> State:
    """Bring the spread of terms up to date and let the stories go that nobody joined for ``WINDOW`` days."""
    visits = (*state.visits, Visits(state.now, state.arrived, state.fresh))
    over = 0
    while visits[over].day < state.now - WINDOW and visits[over].arrived < state.arrived - LEAST:
        over += 1
    arrived = visits[over - 1].arrived if over else -1
    old = {number for visit in visits[:over] for number in visit.stories if _is_over(state, number, arrived)}
    return msgspec.structs.replace(
        state,
        spread=vectors.spread(state.waiting, state.spread, FADING),
        waiting=(),
        fresh=(),
        visits=visits[over:],
        stories=shelf.take(state.stories, old) if old else state.stories,
        rate=state.rate * FADING,
    )


def _is_over(state: State, number: int, arrived: int) -> bool:
    """Tell whether no article joined a story after so many had come."""
    held = shelf.get(state.stories, number)
    return held is not None and held.last <= arrived
