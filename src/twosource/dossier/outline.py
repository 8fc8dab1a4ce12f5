"""The outline of a pile: its stories with their spans and places, nothing compared inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from twosource.compare import stories
from twosource.dossier import history, times
from twosource.dossier.history import Earlier
from twosource.model import Reading, Story

SCHEMA = "twosource-stories/1"
MOST_PLACES = 3
NOTHING = Earlier()


class Outline(Struct, frozen=True):
    """A story without its comparisons, the outlets that tell it, and the places that most of its articles name."""

    story: Story
    outlets: tuple[str, ...]
    places: tuple[str, ...]


class Outlines(Struct, frozen=True):
    """The stories of a pile, largest first, and how many names of stories have been given by now."""

    schema: str
    stories: tuple[Outline, ...]
    minted: int


def outline(readings: Sequence[Reading], earlier: Earlier = NOTHING) -> Outlines:
    """Group the readings into stories, named as an ``earlier`` run named them; largest first."""
    by_id = {reading.article.id: reading for reading in readings}
    groups = stories.tell(readings)
    lines, minted = history.lines(groups, by_id, earlier)
    found = tuple(_outlined(line, [by_id[i] for i in told.articles]) for told, line in zip(groups, lines, strict=True))
    return Outlines(SCHEMA, found, minted)


def _outlined(line: history.Line, readings: Sequence[Reading]) -> Outline:
    dates = sorted(time for reading in readings if (time := times.utc(reading)))
    story = Story(
        id=line.id,
        title=stories.title(readings),
        articles=tuple(reading.article.id for reading in readings),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        storyline=line.storyline,
        history=line.history,
    )
    return Outline(story, tuple(sorted({reading.article.outlet for reading in readings})), _places(readings))


def _places(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Give the places that most articles name."""
    named = Counter(
        name for reading in readings for name in {m.name for m in reading.layers.mentions or () if m.type == "place"}
    )
    return tuple(sorted(named, key=lambda name: (-named[name], name))[:MOST_PLACES])
