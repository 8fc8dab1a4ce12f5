"""When an article says it was published. A day that is nowhere written is never made up.

Sources are asked in order (what the input states, JSON-LD, meta elements, time elements, htmldate, the
text near the headline); an impossible or absurd answer is refused and the next source is asked.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from htmldate import find_date
from msgspec import Struct

from twosource import resources
from twosource.read.language import LANGUAGES
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import html

_FIRST_YEAR = 1990
OLDEST = 1600
"""The year from which a stated date is believed: whoever gives a pile of old papers knows how old they are."""
_EPOCH = "1970-01-01"
_LAST_YEAR = 2100
_TOLERANCE = timedelta(days=2)
_AFTERNOON = 12
_MONTHS = 12
_HOURS = 24

_ISO = re.compile(
    r"(?P<date>\d{4}-?\d{2}-?\d{2})"
    r"(?:(?:T|\s+|\s*t)(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
_RFC = re.compile(
    r"(?:[A-Z][a-z]{2,8},?\s+)?(?P<day>\d{1,2})[\s-](?P<month>[A-Z][a-z]{2})[\s-](?P<year>\d{4})"
    r"\s+(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_RFC_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN_YEAR = r"(?P<year>(?:19|20)\d{2})"
_CLOCK = re.compile(
    r"\W{0,3}(?:\w{1,3}\W{1,2}){0,2}?(?P<hour>\d{1,2})\s*(?:[:hH.]|heures?)\s*(?P<minute>\d{2})?"
    r"(?:\s*(?P<half>[aApP])\.?\s?[mM]\b)?(?!\d)"
)


class DateFrame(Struct, frozen=True):
    """Against what a date is read: the zone of clocks without one (IANA), and when the page was fetched.

    ``first_year``: pages were not published before; older dates in them are mistakes.
    """

    timezone: str = "UTC"
    fetched: str | None = None
    first_year: int = _FIRST_YEAR


class Published(Struct, frozen=True):
    """A publication date, ISO 8601 (with a zone, or a bare date), and where it was found."""

    value: str
    basis: str


def choose(candidates: Iterable[tuple[str, str]], frame: DateFrame) -> Published | None:
    """Give the first candidate ``(text, basis)`` that is a possible publication date."""
    for text, basis in candidates:
        found = read(text, frame)
        if found:
            return Published(found[0], basis + found[1])
    return None


def read(text: str, frame: DateFrame) -> tuple[str, str] | None:
    """Read a machine's date. Gives ISO 8601 and ``", zone assumed"`` or nothing; ``None`` where absurd."""
    text = text.strip()
    if re.fullmatch(r"\d{10}|\d{13}", text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        return (moment.isoformat(), "") if _is_possible(moment, frame) else None
    match = _ISO.match(text)
    if match:
        digits = match["date"].replace("-", "")
        return _assemble((int(digits[:4]), int(digits[4:6]), int(digits[6:])), match, frame)
    match = _RFC.match(text)
    if match and match["month"].lower() in _RFC_MONTHS:
        month = _RFC_MONTHS.index(match["month"].lower()) + 1
        return _assemble((int(match["year"]), month, int(match["day"])), match, frame)
    return next((value for value, _ in written(text[:80], frame)), None)


def _assemble(day: tuple[int, int, int], clock: re.Match[str], frame: DateFrame) -> tuple[str, str] | None:
    if clock["hour"] is None:
        return _bare(day, frame)
    groups = clock.groupdict()
    hour, minute, second = (int(groups.get(key) or 0) for key in ("hour", "minute", "second"))
    if groups.get("half"):
        hour = hour % _AFTERNOON + (_AFTERNOON if groups["half"] in "pP" else 0)
    try:
        naive = datetime(*day, hour, minute, second)  # noqa: DTZ001 - the zone comes next
    except ValueError:
        return _bare(day, frame)
    zone = groups.get("zone")
    if zone is None:
        moment, note = naive.replace(tzinfo=ZoneInfo(frame.timezone)), ", zone assumed"
    else:
        moment, note = _in_zone(naive, zone), ""
    return (moment.isoformat(), note) if _is_possible(moment, frame) else None


def _bare(day: tuple[int, int, int], frame: DateFrame) -> tuple[str, str] | None:
    try:
        value = date(*day)
    except ValueError:
        return None
    noon = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return (value.isoformat(), "") if _is_possible(noon, frame) else None


def _in_zone(naive: datetime, zone: str) -> datetime:
    digits = re.sub(r"\D", "", zone)
    offset = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:4] or 0))
    if offset >= timedelta(days=1):
        return naive.replace(tzinfo=UTC)
    return naive.replace(tzinfo=timezone(-offset if zone.startswith("-") else offset))


def _is_possible(moment: datetime, frame: DateFrame) -> bool:
    if not frame.first_year <= moment.year <= _LAST_YEAR or moment.date().isoformat() == _EPOCH:
        return False
    latest = _moment(frame.fetched)
    return latest is None or moment <= latest + _TOLERANCE


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def guessed(root: html.HtmlElement, markup: str, frame: DateFrame) -> str | None:
    """Ask htmldate, without addresses in which it would read page numbers as days.

    A day that is not written in the page is refused: htmldate makes the first of a month up.
    """
    copy = deepcopy(root)
    for element in copy.xpath("//link[@rel='canonical'] | //meta[@property='og:url']"):
        element.getparent().remove(element)
    latest = _moment(frame.fetched)
    most = (latest + _TOLERANCE).strftime("%Y-%m-%d") if latest else f"{_LAST_YEAR}-01-01"
    try:
        found = find_date(copy, extensive_search=False, original_date=True, max_date=most)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return found if found and is_written(found, markup) else None


# ----------------------------------------------------------------------- dates in words


@cache
def months() -> dict[str, int]:
    """Give the folded month names and their short forms, of all languages with a furniture file."""
    found: dict[str, int] = {}
    for code in LANGUAGES:
        name = f"furniture-{code}.toml"
        if resources.exists(name):
            for number in range(1, 13):
                for word in resources.strings(resources.read_toml(name), f"months.m{number:02}"):
                    found.setdefault(fold(word), number)
    return found


@cache
def _written_pattern() -> re.Pattern[str]:
    day = r"(?P<day{0}>\d{{1,2}})(?:er|st|nd|rd|th)?"
    month = r"(?P<month{0}>[^\W\d_]{{3,12}})\.?"
    day_first = rf"{day.format(1)}(?:\s+(?:de|of))?[\s-]+{month.format(1)},?[\s-]+(?:de\s+)?(?P<year1>(?:19|20)\d\d)"
    month_first = rf"{month.format(2)}\s+{day.format(2)},?\s+(?P<year2>(?:19|20)\d\d)"
    digits = r"(?P<day3>\d{1,2})(?P<sep>[/.])(?P<month3>\d{1,2})(?P=sep)(?P<year3>(?:19|20)\d\d)"
    return re.compile(rf"(?<!\d)(?:{day_first}|{month_first}|{digits})(?!\d)")


def written(text: str, frame: DateFrame) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    """Find the full dates written in words or digits in ``text``, with their clock, and where they stand.

    ``05/06/2031`` is read only where day and month cannot be taken for each other.
    """
    for match in _written_pattern().finditer(text):
        day = _written_day(match)
        if day is None:
            continue
        clock = _CLOCK.match(text, match.end())
        value = _assemble(day, clock, frame) if clock and _is_clock(clock) else _bare(day, frame)
        if value:
            yield value, (match.start(), clock.end() if clock and "T" in value[0] else match.end())


def _is_clock(clock: re.Match[str]) -> bool:
    return int(clock["hour"]) < _HOURS and (clock["minute"] is not None or clock["half"] is not None)


def _written_day(match: re.Match[str]) -> tuple[int, int, int] | None:
    groups = match.groupdict()
    if groups["day3"]:
        day, month = int(groups["day3"]), int(groups["month3"])
        if groups["sep"] == "/" and max(day, month) <= _MONTHS and day != month:
            return None  # could be either way round
        return (int(groups["year3"]), day, month) if month > _MONTHS else (int(groups["year3"]), month, day)
    which = "1" if groups["day1"] else "2"
    number = months().get(fold(groups["month" + which]))
    return (int(groups["year" + which]), number, int(groups["day" + which])) if number else None


def is_written(day: str, markup: str) -> bool:
    """Tell whether year, month and day of an ISO date stand together somewhere in ``markup``."""
    year, month, number = day.split("-")
    m, d = rf"0?{int(month)}", rf"0?{int(number)}"
    word = r"[^\W\d_]{3,12}\.?"
    forms = (
        rf"{year}[-/.]?{month}[-/.]?{number}",
        rf"(?<!\d){d}[./-]{m}[./-]{year}",
        rf"(?<!\d){m}/{d}/{year}",
        rf"(?<!\d){d}(?:er|st|nd|rd|th)?\.?[\s-]+(?:de\s+)?{word},?\s+(?:de\s+)?{year}",
        rf"{word}\s+{d}(?:st|nd|rd|th)?,?\s+{year}",
    )
    return re.search("|".join(forms), markup) is not None
