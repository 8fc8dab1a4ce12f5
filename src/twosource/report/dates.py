"""Times as a reader wants them. The zone is the one that was given: nothing is converted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from twosource.report.phrases import Phrases

MINUTE = timedelta(minutes=1)


def parse(iso: str | None) -> datetime | None:
    """Read ISO 8601 (a bare date too); nothing where it is something else."""
    try:
        return datetime.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def sort_key(iso: str | None) -> tuple[bool, str, str]:
    """Give a key under which times sort by the moment they mean, unknown ones last."""
    moment = parse(iso)
    if moment is None:
        return (True, iso or "", "")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return (True, iso or "", "")
    return (False, moment.isoformat(), iso or "")


def long(iso: str | None, phrases: Phrases) -> str:
    """Word a time in full: ``13 September 2023, 14:05 (UTC+2)``; unreadable ones stay as they are."""
    moment = parse(iso)
    if moment is None:
        return iso or phrases.say("date.unknown")
    day = phrases.say("date.day", d=moment.day, month=phrases.months[moment.month - 1], y=moment.year)
    if iso is None or "T" not in iso:
        return day
    return phrases.say("date.moment", day=day, time=f"{moment:%H:%M}", zone=_suffix(iso))


def short(iso: str | None, phrases: Phrases) -> str:
    """Word a time briefly: ``13 Sept., 14:05``, without year and zone."""
    moment = parse(iso)
    if moment is None:
        return iso or phrases.say("date.unknown")
    day = f"{moment.day} {phrases.short_months[moment.month - 1]}"
    return day if iso is None or "T" not in iso else f"{day}, {moment:%H:%M}"


def zone(iso: str | None) -> str | None:
    """Name the zone of a time (``UTC+1``, ``UTC-3:30``); nothing for a bare date or a time without one."""
    moment = parse(iso)
    name = moment.tzname() if moment and iso and "T" in iso else None
    return re.sub(r"([+-])0?(\d+)(?::00)?", r"\1\2", name, count=1) if name else None


def _suffix(iso: str) -> str:
    name = zone(iso)
    return f" ({name})" if name else ""


def span(start: str, end: str, granularity: str, phrases: Phrases) -> str:
    """Word the interval ``[start, end)`` no finer than it is known; its last day is named."""
    if granularity == "year":
        return start[:4]
    if granularity == "month":
        moment = parse(f"{start[:7]}-01")
        return f"{phrases.months[moment.month - 1]} {moment.year}" if moment else start
    if granularity == "day":
        return long(start[:10], phrases)
    if granularity in {"hour", "minute", "second", "time"} or not end:
        return _hours(start, end, phrases)
    after = parse(end[:10])
    last = (after - timedelta(days=1)).date().isoformat() if after and after.year > 1 else end
    return phrases.say("date.span", start=long(start[:10], phrases), end=long(last, phrases))


def _hours(start: str, end: str, phrases: Phrases) -> str:
    """Word a moment, or the hours of a day that a text leaves open ("in the morning")."""
    first, last = parse(start), parse(end)
    if first is None or last is None or last - first <= MINUTE:
        return long(start, phrases)
    if (last - MINUTE).date() > first.date():
        return phrases.say("date.span", start=long(start, phrases), end=long(end, phrases))
    until = f"{last:%H:%M}" if last.date() == first.date() else "24:00"
    return phrases.say("date.hours", day=long(start[:10], phrases), start=f"{first:%H:%M}", end=until)
