"""When things happened, as the claims say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.compare.propositions import Proposition
from twosource.model import Time, TimelineEntry

GRANULARITY: Mapping[int, str] = {4: "year", 7: "month", 10: "day"}


def of_claim(claim: str, text: str, members: Sequence[Proposition]) -> TimelineEntry | None:
    """Give the entry of one claim: the narrowest dated expression that stands in its statements."""
    times = [time for p in members for time in p.times]
    dated = [t for t in times if t.from_ and t.to and t.type in {"date", "time"} and t.modifier is None]
    if not dated:
        return None
    best = min(dated, key=lambda t: (-len(t.value), t.from_ or "", t.start))
    return TimelineEntry(
        start=best.from_ or "", end=best.to or "", granularity=_granularity(best), claim=claim, text=text
    )


def _granularity(time: Time) -> str:
    if "T" in time.value:
        return "time"
    if "W" in time.value:
        return "week"
    return GRANULARITY.get(len(time.value), "period")
