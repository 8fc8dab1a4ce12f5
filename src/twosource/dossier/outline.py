"""The outline of a pile: its stories with their spans and places, nothing compared inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.compare import stories
from twosource.dossier import times
from twosource.model import Happening, Reading, Story

MOST_PLACES = 3


class Outline(Struct, frozen=True):
    """A story without its comparisons, the outlets that tell it, and the places that most of its articles name."""

    story: Story
    outlets: tuple[str, ...]
    places: tuple[str, ...]


def outline(readings: Sequence[Reading]) -> tuple[Outline, ...]:
    """Group the readings into stories; largest first."""
    by_id = {reading.article.id: reading for reading in readings}
    return tuple(
        _outlined(f"s{number}", told, [by_id[i] for i in told.articles])
        for number, told in enumerate(stories.tell(readings), 1)
    )


def history(told: stories.Told, by_id: Mapping[str, Reading]) -> tuple[Happening, ...]:
    """Give the history of a story by the clock; a change at an undated article is left out."""
    dated = ((change, times.utc(by_id[change.at])) for change in told.changes if change.at in by_id)
    return tuple(Happening(change.event, at, change.with_) for change, at in dated if at)


def storyline(told: stories.Told) -> str | None:
    """Give the id of a story's storyline."""
    return None if told.storyline is None else f"l{told.storyline}"


def _outlined(name: str, told: stories.Told, readings: Sequence[Reading]) -> Outline:
    dates = sorted(time for reading in readings if (time := times.utc(reading)))
    story = Story(
        id=name,
        title=stories.title(readings),
        articles=told.articles,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        storyline=storyline(told),
        history=history(told, {reading.article.id: reading for reading in readings}),
    )
    return Outline(story, tuple(sorted({reading.article.outlet for reading in readings})), _places(readings))


def _places(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Give the places that most articles name."""
    named = Counter(
        name for reading in readings for name in {m.name for m in reading.layers.mentions or () if m.type == "place"}
    )
    return tuple(sorted(named, key=lambda name: (-named[name], name))[:MOST_PLACES])
