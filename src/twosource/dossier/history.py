"""The names of stories and how they came about: within a run by its replay, across runs by an earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.compare import stories
from twosource.dossier.times import utc
from twosource.model import Happening, Reading, Reason


class EarlierStory(Struct, frozen=True):
    """A story as an earlier run left it."""

    id: str
    articles: tuple[str, ...]
    history: tuple[Happening, ...] = ()


class Earlier(Struct, frozen=True):
    """The stories of an earlier run, and how many names had been given by then."""

    stories: tuple[EarlierStory, ...] = ()
    minted: int = 0


class Line(Struct, frozen=True):
    """The name of a story, its storyline, its history."""

    id: str
    storyline: str | None
    history: tuple[Happening, ...]


def lines(
    groups: Sequence[stories.Told], readings: Mapping[str, Reading], earlier: Earlier
) -> tuple[tuple[Line, ...], int]:
    """Name stories, with their histories; give how many names have been given by now."""
    before = {story.id: story for story in earlier.stories}
    old = {story.id: frozenset(story.articles) for story in earlier.stories}
    minted = max([earlier.minted, *(int(name[1:]) for name in old if name[1:].isdigit())])
    named = stories.name(old, [frozenset(told.articles) for told in groups], minted)
    now = max((time for reading in readings.values() if (time := utc(reading))), default="")
    found: list[Line] = []
    for told, one in zip(groups, named, strict=True):
        past = before[one.name].history if one.name in before else ()
        changes = [Happening(change.event, now, change.other) for change in one.changes]
        told_now = [change for change in _history(told, readings) if not past or change.event != "opened"]
        found.append(Line(one.name, _storyline(told), _in_order([*past, *told_now, *changes])))
    return tuple(found), minted + sum(one.name not in old for one in named)


def _history(told: stories.Told, readings: Mapping[str, Reading]) -> tuple[Happening, ...]:
    """Give the history of a story by the clock; one without a time is left out, but for what has reasons."""
    dated = ((change, utc(readings[change.at]) or "") for change in told.changes if change.at in readings)
    return tuple(
        Happening(change.event, at, change.with_, tuple(_reason(why) for why in change.why))
        for change, at in dated
        if at or change.why
    )


def _reason(why: stories.Why) -> Reason:
    return Reason(f"other-{why.signature}", f"{why.mine} / {why.theirs}")


def _in_order(history: Sequence[Happening]) -> tuple[Happening, ...]:
    """Give happenings by the clock, each once, as it was told first."""
    first: dict[tuple[str, str | None], Happening] = {}
    for one in history:
        first.setdefault((one.event, one.with_), one)
    return tuple(sorted(first.values(), key=lambda one: one.at))


def _storyline(told: stories.Told) -> str | None:
    return None if told.storyline is None else f"l{told.storyline}"
