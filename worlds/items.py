"""What a desk has heard and may print: items, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct

from worlds.model import Certainty, Line, Telling, Utterance, Value
from worlds.shapes import MOODS


class Heard(Struct, frozen=True):
    """An utterance as a desk has it. ``via``: the newsroom to which it was told, where that is not the desk itself."""

    utterance: Utterance
    via: str = ""


class Item(Struct, frozen=True):
    """One proposition that the desk may print."""

    heard: Heard | None
    telling: Telling
    weight: float


Wording = tuple[str, str, int, Value | None]


def wording(line: Line) -> Wording:
    """Name the words and the value with which a line tells its first fact."""
    if not line.tellings:
        return line.family, line.table, line.frame, None
    first = line.tellings[0]
    return first.voice or line.family, f"{first.key} {line.kind == 'noun'}", first.variant, first.value


def one_breath(one: Item, other: Item) -> bool:
    """Tell whether two facts were put forward at once by one teller."""
    return (
        one.telling.facet != other.telling.facet
        and one.telling.chain == other.telling.chain
        and one.telling.utterance == other.telling.utterance
    )


def abreast(items: Collection[Item]) -> list[Item]:
    """Leave out who still calls planned what others call done."""
    last: dict[str, tuple[datetime, str]] = {}
    for item in items:
        if item.heard and item.telling.value.stage != "withdrawn":
            known = (item.heard.utterance.at, item.telling.value.stage)
            last[item.telling.facet] = max(last.get(item.telling.facet, known), known)
    return [
        item for item in items if item.telling.value.stage in {last.get(item.telling.facet, (None, ""))[1], "withdrawn"}
    ]


def told_by(heard: Heard, facet: str, value: Value, certainty: Certainty) -> Telling:
    """Make the telling of one fact of an utterance."""
    return Telling(
        facet=facet,
        key=facet.partition(".")[2],
        value=value,
        chain=(heard.utterance.teller, *((heard.via,) if heard.via else ())),
        certainty=certainty,
        mood=MOODS.get(certainty, 0),
        utterance=heard.utterance.id,
    )


def position(item: Item) -> tuple[Value, bool]:
    """Give what an item maintains."""
    return item.telling.value, item.telling.certainty == "denied"
