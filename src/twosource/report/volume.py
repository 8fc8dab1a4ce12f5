"""Small multiples: how many articles a story has over time, drawn on one axis for all stories of a pile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from twosource.report import dates
from twosource.report.phrases import Phrases

BARS = 32
WIDTH, HEIGHT = 96, 20


class Axis(Struct, frozen=True):
    """The span of time of a pile, in seconds."""

    start: float
    end: float


class Volume(Struct, frozen=True):
    """The bars of one story as the path of a drawing, and its busiest stretch."""

    path: str
    most: int
    busiest: str


def axis(times: Iterable[str | None]) -> Axis | None:
    """Give the axis of a pile; none where fewer than two moments are known."""
    known = [moment for time in times if (moment := _moment(time)) is not None]
    return Axis(min(known), max(known)) if known and max(known) > min(known) else None


def span(shared: Axis | None, phrases: Phrases) -> str:
    """Word the days of an axis, briefly; empty where there is none."""
    if shared is None:
        return ""
    first, last = (datetime.fromtimestamp(moment, UTC).date() for moment in (shared.start, shared.end))
    start, end = (dates.short(day.isoformat(), phrases) for day in (first, last))
    if first == last:
        return start
    return f"{start} – {end}" if first.year == last.year else f"{first:%m/%Y} – {last:%m/%Y}"


def draw(shared: Axis | None, times: Sequence[str | None]) -> Volume | None:
    """Draw the articles of one story; none where there is no axis, or fewer than two articles are dated."""
    if shared is None:
        return None
    known = [moment for time in times if (moment := _moment(time)) is not None]
    if len(known) < 2:
        return None
    counts: dict[int, int] = {}
    step = (shared.end - shared.start) / BARS
    for moment in known:
        bar = min(BARS - 1, int((moment - shared.start) / step))
        counts[bar] = counts.get(bar, 0) + 1
    most = max(counts.values())
    top = min(bar for bar, count in counts.items() if count == most)
    return Volume(_path(counts, most), most, datetime.fromtimestamp(shared.start + top * step, UTC).date().isoformat())


def _path(counts: Mapping[int, int], most: int) -> str:
    wide = WIDTH // BARS
    bars = ((bar * wide, max(2, round(count / most * HEIGHT))) for bar, count in sorted(counts.items()))
    return "".join(f"M{x} {HEIGHT}v-{tall}h{wide - 1}v{tall}z" for x, tall in bars)


def _moment(time: str | None) -> float | None:
    moment = dates.parse(time)
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
