"""Points and stretches of time: a TIMEX3 value with its half-open interval."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

TimeType = Literal["date", "time", "duration", "set"]
PARTS: Final = {"MO": (5, 12), "MI": (12, 14), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30), "DT": (6, 20)}
"""Hours that a part of the day spans; above 24 they are on the next day."""
SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a season (northern hemisphere, meteorological)."""
DURATIONS: Final = {
    "S": ("PT", 1, "S"),
    "MIN": ("PT", 1, "M"),
    "H": ("PT", 1, "H"),
    "D": ("P", 1, "D"),
    "NI": ("P", 1, "NI"),
    "W": ("P", 1, "W"),
    "WE": ("P", 1, "WE"),
    "M": ("P", 1, "M"),
    "Q": ("P", 3, "M"),
    "H2": ("P", 6, "M"),
    "Y": ("P", 1, "Y"),
    "DE": ("P", 10, "Y"),
    "CE": ("P", 100, "Y"),
    "ML": ("P", 1000, "Y"),
}
"""TIMEX3 prefix, factor and letter of each unit of the word lists."""
LONG = frozenset({"M", "Q", "H2", "Y", "DE", "CE", "ML"})
"""Units of a month or more."""
FIRST_YEAR, LAST_YEAR = 1, 9998
NAMED_YEARS = (1500, 2099)
"""Years that are told in words."""
NOON = 12
FURTHEST = 13 * 60
"""Minutes that a clock is ahead of Greenwich at most (New Zealand in summer)."""


class Moment(Struct, frozen=True):
    """A resolved expression. ``day`` is set where it falls on one day; ``bare`` waits for a day to join.

    ``part`` is the part of a day that no word names; ``running`` tells a stretch that ends or begins at
    publication; ``event`` is the happening that a duration is told from ("20 minutes before the blast"), ``away``
    how far.
    """

    type: TimeType
    value: str
    begin: datetime | None = None
    until: datetime | None = None
    day: date | None = None
    bare: str = ""
    weekday: bool = False
    part: str = ""
    running: bool = False
    event: str = ""
    away: timedelta = timedelta()

    @property
    def is_clock(self) -> bool:
        """Tell a time of day to the minute on a known day."""
        return self.type == "time" and self.begin is not None and ":" in self.value


def at_midnight(day: date) -> datetime:
    """Give the start of a day."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - article time carries its own zone


def make_day(year: int, month: int, number: int) -> date | None:
    """Give a day, ``None`` where the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= NOON):
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def of_day(day: date) -> Moment:
    """Give a whole day."""
    start = at_midnight(day)
    return Moment("date", day.isoformat(), start, start + timedelta(days=1), day)


def feast(rule: str, year: int) -> date | None:
    """Give the day of a feast: "12-25", "E+49" days from Easter, "11-4-4" the 4th Thursday (-1 the last)."""
    if rule.startswith("E"):
        return easter(year) + timedelta(days=int(rule[1:]))
    month, _, rest = rule.partition("-")
    if rest.isdigit():
        return make_day(year, int(month), int(rest))
    nth, _, weekday = rest.rpartition("-")
    if nth == "-1":
        last = date(year, int(month), monthrange(year, int(month))[1])
        return last - timedelta(days=(last.isoweekday() - int(weekday)) % 7)
    first = date(year, int(month), 1)
    return first + timedelta(days=(int(weekday) - first.isoweekday()) % 7 + 7 * (int(nth) - 1))


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def of_months(year: int, month: int, count: int, value: str) -> Moment | None:
    """Give ``count`` months from the first of ``month``, under the TIMEX3 ``value``."""
    begin, until = shift_month(year, month, 0), shift_month(year, month, count)
    if begin is None or until is None:
        return None
    return Moment("date", value, at_midnight(begin), at_midnight(until))


def shift_month(year: int, month: int, by: int) -> date | None:
    """Give the first day of the month ``by`` months away."""
    index = year * 12 + month - 1 + by
    return make_day(index // 12, index % 12 + 1, 1)


def of_month(year: int, month: int) -> Moment | None:
    """Give a month."""
    return of_months(year, month, 1, f"{year:04d}-{month:02d}")


def of_year(year: int) -> Moment | None:
    """Give a year."""
    return of_months(year, 1, 12, f"{year:04d}")


def of_decade(first: int) -> Moment | None:
    """Give the ten years from ``first`` (1920 is the twenties)."""
    return of_months(first, 1, 120, f"{first // 10:03d}")


def of_century(number: int) -> Moment | None:
    """Give a century by its ordinal: the 21st is 2000 to 2099, as TIMEX3 writes it."""
    return of_months((number - 1) * 100, 1, 1200, f"{number - 1:02d}") if number > 1 else None


def of_season(year: int, code: str) -> Moment | None:
    """Give a season; winter is written with the year it begins in."""
    return of_months(year, SEASONS[code], 3, f"{year:04d}-{code}")


def of_quarter(year: int, number: int) -> Moment | None:
    """Give a quarter of a year."""
    return of_months(year, 3 * number - 2, 3, f"{year:04d}-Q{number}")


def of_half(year: int, number: int) -> Moment | None:
    """Give a half of a year."""
    return of_months(year, 6 * number - 5, 6, f"{year:04d}-H{number}")


def of_week(day: date) -> Moment:
    """Give the week (Monday to Sunday) of ``day``."""
    year, week, weekday = day.isocalendar()
    start = at_midnight(day) - timedelta(days=weekday - 1)
    return Moment("date", f"{year:04d}-W{week:02d}", start, start + timedelta(days=7))


def of_weekend(day: date) -> Moment:
    """Give the Saturday and Sunday of the week of ``day``."""
    week = of_week(day)
    assert week.begin is not None  # noqa: S101 - a week has a start
    start = week.begin + timedelta(days=5)
    return Moment("date", week.value + "-WE", start, start + timedelta(days=2))


def of_part(day: date, code: str) -> Moment:
    """Give a part of a day (TIMEX3 letters: MO, AF, EV, NI)."""
    first, last = PARTS[code]
    start = at_midnight(day)
    begin, until = start + timedelta(hours=first), start + timedelta(hours=last)
    return Moment("time", f"{day.isoformat()}T{code}", begin, until, day)


def of_night(day: date) -> Moment:
    """Give the night that ends on the morning of ``day``, under that day's name."""
    before = of_part(day - timedelta(days=1), "NI")
    return Moment("time", f"{day.isoformat()}TNI", before.begin, before.until, day)


def of_instant(when: datetime, zone: str = "") -> Moment:
    """Give a minute."""
    return of_clock(when.date(), f"{when:%H:%M}", zone)


def offset(gap: timedelta) -> str:
    """Write how far a clock is ahead of Greenwich, -10 to +13 hours, whatever days the two were put on."""
    minutes = round(gap.total_seconds() / 60)
    while minutes > FURTHEST:
        minutes -= 24 * 60
    while minutes <= FURTHEST - 24 * 60:
        minutes += 24 * 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def length(amount: float, unit: str) -> timedelta | None:
    """Give the length of some seconds, minutes or hours; ``None`` for longer units."""
    seconds = {"S": 1, "MIN": 60, "H": 3600}.get(unit)
    return timedelta(seconds=amount * seconds) if seconds else None


def of_clock(day: date | None, clock: str, zone: str = "") -> Moment:
    """Give a minute of a day; without a day a bare time of day."""
    if day is None:
        return Moment("time", f"T{clock}{zone}", bare="clock")
    begin = at_midnight(day) + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
    return Moment("time", f"{day.isoformat()}T{clock}{zone}", begin, begin + timedelta(minutes=1), day)


def duration(amount: float | None, unit: str) -> str:
    """Write a duration in TIMEX3; an untold amount is X."""
    prefix, factor, letter = DURATIONS[unit]
    if amount is None:
        return f"PX{unit}" if unit in ("DE", "CE", "ML") else f"{prefix}X{letter}"
    whole = amount * factor
    return f"{prefix}{int(whole) if whole == int(whole) else round(whole, 3)}{letter}"


def shift(day: date, amount: int, unit: str) -> Moment | None:
    """Give the day, week, month ... that lies ``amount`` units from ``day``."""
    _, factor, letter = DURATIONS[unit]
    if unit in ("S", "MIN", "H"):
        return of_day(day)
    if letter in ("D", "NI", "W", "WE"):
        return _shift_days(day, amount, letter)
    months = amount * factor * (12 if letter == "Y" else 1)
    first = shift_month(day.year, day.month, months)
    if first is None:
        return None
    return of_year(first.year) if letter == "Y" else of_month(first.year, first.month)


def step(day: date, amount: int, unit: str) -> date | None:
    """Give the day exactly ``amount`` units away; a day that its month lacks becomes the last one."""
    _, factor, letter = DURATIONS[unit]
    if letter in ("D", "NI", "W", "WE"):
        ordinal = day.toordinal() + amount * (7 if letter.startswith("W") else 1)
        return date.fromordinal(ordinal) if 0 < ordinal < date(LAST_YEAR, 1, 1).toordinal() else None
    if unit in ("S", "MIN", "H"):
        return None
    first = shift_month(day.year, day.month, amount * factor * (12 if letter == "Y" else 1))
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1])) if first else None


def _shift_days(day: date, amount: int, letter: str) -> Moment | None:
    days = amount if letter in ("D", "NI") else 7 * amount
    ordinal = day.toordinal() + days
    if not date(FIRST_YEAR, 1, 1).toordinal() < ordinal < date(LAST_YEAR, 1, 1).toordinal():
        return None
    there = date.fromordinal(ordinal)
    if letter == "WE":
        return of_weekend(there)
    return of_week(there) if letter == "W" else of_day(there)


def write(when: datetime | None, zone: str = "") -> str | None:
    """Write a bound of an interval: a bare date at midnight, else to the minute with its zone."""
    if when is None:
        return None
    if (when.hour, when.minute) == (0, 0) and not zone:
        return when.date().isoformat()
    return when.isoformat(timespec="minutes") + zone
