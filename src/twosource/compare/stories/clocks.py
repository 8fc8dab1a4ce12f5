"""When an article was published, in days: as its source states it, else as the date line of its text does."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from twosource.resources import read_rows
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Reading

LINES, BEFORE = 3, 30
"""Lines of a text that may be its date line, and characters that may stand before the date in it."""
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_DASHED = re.compile(r"\b(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,10})\.?-(?P<year>(?:(?:19|20)\d\d|\d\d))\b")
"""A day, the opening of a month and a year of two or four figures, as databases print them."""
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
)
_NUMBERS = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")


def published(reading: Reading) -> float:
    """Give the stated time of publication in days, NaN where none is stated."""
    stated = reading.article.published
    try:
        at = datetime.fromisoformat(stated) if stated else None
    except ValueError:
        at = None
    return math.nan if at is None else of(at)


def of(at: datetime) -> float:
    """Give a time in days, in UTC where it has a zone."""
    zone = at.utcoffset()
    offset = zone.total_seconds() / 86400 if zone is not None else 0.0
    return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / 86400 - offset


def date_line(text: str) -> float:
    """Give the day that one of the first lines of a text opens with, NaN where none does."""
    for line in [line for line in text[:1000].split("\n") if line.strip()][:LINES]:
        for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMBERS, _DASHED):
            match = pattern.search(line[:80])
            day = _day(match) if match and match.start() <= BEFORE else math.nan
            if not math.isnan(day):
                return day
    return math.nan


def _day(match: re.Match[str]) -> float:
    named = match["month"]
    month = int(named) if named.isdigit() else _month(named)
    try:
        return float(date(_year(match["year"]), month, int(match["day"])).toordinal())
    except ValueError:
        return math.nan


def _year(figures: str) -> int:
    """Give a year; one of two figures is taken to lie between 1970 and 2069."""
    return int(figures) if len(figures) > 2 else 2000 + int(figures) - (100 if int(figures) >= 70 else 0)


def _month(name: str) -> int:
    folded = fold(name)
    return next((number for opening, number in _openings().items() if folded.startswith(opening)), 0)


@cache
def _openings() -> Mapping[str, int]:
    found = {opening: int(number) for number, openings in read_rows("months.tsv") for opening in openings.split("|")}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
