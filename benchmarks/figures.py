"""The figures of stories, as they are kept beside the page that shows them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Score(Struct, frozen=True):
    """How well a way groups a set (B-cubed), ``at`` a threshold."""

    way: str
    at: str
    f1: float
    precision: float
    recall: float


class Order(Struct, frozen=True):
    """A set streamed in shuffled orders: agreement of every two (adjusted Rand), with the pile at rest, B-cubed F1."""

    name: str
    articles: int
    orders: int
    mean: float
    least: float
    at_rest: float
    f1: float
    f1_at_rest: float


class Clock(Struct, frozen=True):
    """A set streamed by its clock: articles whose story changed after a day, all changes, B-cubed F1 if labelled."""

    name: str
    articles: int
    late: int
    merged: int
    split: int
    f1: float | None


class Week(Struct, frozen=True):
    """A week of headlines: items, stories, the largest of them, and where the items stand that name both who met.

    ``holding``: of the three stories that hold most of the ``named`` ones, how many, and how many items in all.
    """

    articles: int
    stories: int
    named: int
    holding: tuple[tuple[int, int], ...]
    largest: tuple[int, ...]


class Figures(Struct, frozen=True):
    """All figures; ``seconds`` of CPU for each part."""

    sets: Mapping[str, tuple[Score, ...]] = {}
    orders: tuple[Order, ...] = ()
    clocks: tuple[Clock, ...] = ()
    week: Week | None = None
    seconds: Mapping[str, int] = {}


class Mark(Struct, frozen=True):
    """Where a stream stood after so many articles: CPU seconds in all, stories opened and held, peak memory."""

    articles: int
    seconds: float
    opened: int
    held: int
    merged: int
    split: int
    megabytes: float


class Growth(Struct, frozen=True):
    """A run: articles a second whose words were read, and the marks of the stream."""

    read_per_second: float
    marks: tuple[Mark, ...]
