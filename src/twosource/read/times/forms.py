"""What each form of the grammar means on a day of publication: form -> ``Moment``. Days and times of day.

Relative forms without a day of publication keep the open TIMEX3 value ("XXXX-WXX-2") and no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from twosource.read import numerals
from twosource.read.times import calendar as cal
from twosource.read.times import stretches
from twosource.read.times.calendar import Moment
from twosource.read.times.grammar import key
from twosource.read.times.reading import Reading

FAR = 120
"""Days beyond which the tense of the sentence outweighs the nearest year."""
WEEK = 7
LAST_HOUR = 24


def make(reading: Reading) -> Moment | None:
    """Resolve one form; ``None`` where it is no time after all (a 31st of February)."""
    try:
        return _MAKERS[reading.rule.make](reading)
    except (OverflowError, ValueError):
        return None


# ---------------------------------------------------------------------------- days


def _day(reading: Reading) -> Moment | None:
    number = _figure(reading, "day")
    if not reading.words.get("month"):
        return None
    month, year = int(reading.look("month")), reading.year()
    if year is not None:
        return _whole(cal.make_day(year, month, number))
    if reading.published is None:
        return Moment("date", f"XXXX-{month:02d}-{number:02d}") if cal.make_day(2000, month, number) else None
    if reading.words.get("same"):
        return _whole(cal.make_day(reading.published.year, month, number))
    return _whole(_nearest(reading, lambda year: cal.make_day(year, month, number)))


def _figure(reading: Reading, name: str) -> int:
    return int("".join(sign for sign in reading.words[name] if sign.isdigit()))


def _whole(day: date | None) -> Moment | None:
    return cal.of_day(day) if day else None


def _dayafter(reading: Reading) -> Moment | None:
    """Read "13" after "April 6 and": a day of the month just named."""
    before, year = reading.here.day, reading.year()
    if before is None or not reading.close:
        return None
    return _whole(cal.make_day(year or before.year, before.month, _figure(reading, "day")))


def _nearest(reading: Reading, of_year: Callable[[int], date | None]) -> date | None:
    """Give the yearly day nearest to publication; a far one goes where the tense points."""
    here = reading.published
    assert here is not None  # noqa: S101 - asked by the caller
    shift = reading.shift()
    days = [day for year in (-1, 0, 1) if (day := of_year(here.year + year))]
    if shift:
        days = [day for day in days if (day - here).days * shift > 0] or days
    days.sort(key=lambda day: (abs((day - here).days), day))
    if not days:
        return None
    first = days[0]
    wrong = reading.direction * (first - here).days < 0
    if len(days) > 1 and wrong and abs((first - here).days) > FAR and reading.shift() is None:
        return days[1]
    return first


def _holiday(reading: Reading) -> Moment | None:
    """Read a feast: fixed ("12-25"), so many days from Easter ("E+49"), or the nth weekday of a month ("11-4-4")."""
    rule, year = reading.look("holiday"), reading.year()
    if year is not None:
        return _whole(cal.feast(rule, year))
    if reading.published is None:
        return Moment("date", f"XXXX-{rule}") if rule.count("-") == 1 and rule[0] != "E" else None
    return _whole(_nearest(reading, lambda year: cal.feast(rule, year)))


def _iso(reading: Reading) -> Moment | None:
    year, month, number = (int(part) for part in reading.words["iso"].split("-"))
    day = cal.make_day(year, month, number)
    clock = reading.words.get("clock")
    return cal.of_clock(day, clock) if day and clock and int(clock[:2]) < LAST_HOUR else _whole(day)


def _numeric(reading: Reading) -> Moment | None:
    first, second = int(reading.words["first"]), int(reading.words["second"])
    third = int(reading.words["third"])
    year = third if third > 99 else 2000 + third - (100 if third > 50 else 0)
    # 02/05/2015 goes by the language, 05.02.2015 is the form of those who put the day first
    month_first = reading.grammar.order == "month first" and reading.words.get("sign") != "."
    month, number = (first, second) if month_first else (second, first)
    return _whole(cal.make_day(year, month, number) or cal.make_day(year, number, month))


def _weekday(reading: Reading) -> Moment | None:
    number = int(reading.look("weekday"))
    if reading.published is None:
        return Moment("date", f"XXXX-WXX-{number}")
    here = reading.published
    back = (here.isoweekday() - number) % WEEK
    forward = (number - here.isoweekday()) % WEEK
    shift = reading.shift()
    if shift is None:
        days = forward if reading.direction > 0 else -back
    elif shift == 0:
        days = number - here.isoweekday()
    else:
        days = (forward or WEEK) if shift > 0 else -(back or WEEK)
    day = here + timedelta(days=days)
    found = cal.of_day(day)
    return Moment("date", found.value, found.begin, found.until, day, weekday=True)


def _nthday(reading: Reading) -> Moment | None:
    """Read "the first Friday of July"."""
    nth, weekday, month = reading.look("ordinal"), reading.look("weekday"), reading.look("month")
    rule = f"{month}-{'-1' if key(reading.words['ordinal']) in reading.grammar.words['guard.last'] else nth}-{weekday}"
    if reading.year() is not None:
        return _whole(cal.feast(rule, reading.year() or 0))
    return _whole(_nearest(reading, lambda year: cal.feast(rule, year))) if reading.published else None


def _dayonly(reading: Reading) -> Moment | None:
    """Read "on the 27th": of the month of publication, or of the one beside it where the sentence points there."""
    here, number = reading.published, _figure(reading, "day")
    if here is None:
        return Moment("date", f"XXXX-XX-{number:02d}")
    away = (
        1 if reading.direction > 0 and number < here.day else -1 if reading.direction < 0 and number > here.day else 0
    )
    first = cal.shift_month(here.year, here.month, away)
    return _whole(cal.make_day(first.year, first.month, number)) if first else None


def _weekof(reading: Reading) -> Moment | None:
    """Read "the week of March 6"."""
    day = _day(reading)
    return cal.of_week(day.day) if day and day.day else None


def _deictic(reading: Reading) -> Moment | None:
    days = reading.grammar.number("deictic_days", reading.words["deictic"])
    if reading.published is None:
        return Moment("date", {0: "PRESENT_REF", 1: "FUTURE_REF"}.get(min(days, 1), "PAST_REF"))
    return cal.of_day(reading.published + timedelta(days=days))


def _anchored(reading: Reading) -> Moment | None:
    """Read "two days earlier", "the following year": so far from the date named before."""
    unit = reading.look("unit") if reading.words.get("unit") else "D"
    counted = reading.words.get("n") or reading.words.get("vague")
    amount = reading.amount() if counted else abs(reading.rule.shift)
    anchor = _base(reading, unit)
    if amount is None or anchor is None:
        return Moment("date", "PAST_REF" if reading.rule.shift < 0 else "XXXX-XX-XX")
    sign = -1 if reading.rule.shift < 0 else 1
    away = cal.length(sign * amount, unit)
    if away is not None and reading.here.clock is not None:
        return cal.of_instant(reading.here.clock + away, reading.here.zone)
    found = cal.shift(anchor, sign * int(amount), unit)
    if found and found.day and reading.words.get("part"):
        return cal.of_part(found.day, reading.look("part"))
    return found


def _base(reading: Reading, unit: str) -> date | None:
    """Give the day that is counted from: for long units the start of the last date named, whatever its length."""
    named = reading.here.named
    if unit in cal.LONG and named is not None and named.begin is not None:
        return named.begin.date()
    return reading.here.day


# ------------------------------------------------------------------- parts of the day


def _part(reading: Reading) -> Moment | None:
    code = reading.look("part") if reading.words.get("part") else "NI"
    if reading.published is None:
        return Moment("time", f"XXXX-XX-XXT{code}")
    if reading.rule.strong:  # no word says which day: a day beside it does
        day = reading.here.day_for(reading.direction) or reading.published
        return replace(cal.of_part(day, code), part=code)
    return cal.of_part(reading.published + timedelta(days=reading.rule.shift), code)


def _overnight(reading: Reading) -> Moment | None:
    """Read the night before the day of publication, or after it where the sentence looks ahead."""
    if reading.published is None:
        return Moment("time", "XXXX-XX-XXTNI")
    ahead = reading.direction > 0
    return cal.of_part(reading.published, "NI") if ahead else cal.of_night(reading.published)


def _barepart(reading: Reading) -> Moment | None:
    return Moment("time", f"T{reading.look('part')}", bare=reading.look("part"))


def _nightspan(reading: Reading) -> Moment | None:
    """Read "the night from Saturday to Sunday", "la nuit du 3 au 4 mars": the night that begins on the first."""
    if not reading.words.get("weekday") and reading.words.get("month"):
        found = _day(reading)
        first = found.day if found else None
        if first and reading.words.get("day2") and first.day > _figure(reading, "day2"):  # "du 31 au 1er juin"
            first = first.replace(day=1) - timedelta(days=1)
        return cal.of_part(first, "NI") if first else None
    found = _weekday(reading)
    return cal.of_part(found.day, "NI") if found and found.day else Moment("time", "XXXX-XX-XXTNI")


def _clock(reading: Reading) -> Moment | None:
    if not reading.words.get("hour") and not reading.words.get("n"):
        return None
    interval = None if reading.words.get("hour") else numerals.parse(reading.words["n"], reading.grammar.language)
    hour = int(reading.words["hour"]) if reading.words.get("hour") else int(interval[0] if interval else 99)
    half = _half_day(reading)
    if half.startswith("p") and hour < cal.NOON:
        hour += cal.NOON
    if half.startswith("a") and hour == cal.NOON:
        hour = 0
    if hour > LAST_HOUR:
        return None
    minute = reading.words.get("minute") or reading.words.get("minute2") or ""
    return _at(reading, f"{hour % LAST_HOUR:02d}:{minute:>02}", _zone(reading))


def _half_day(reading: Reading) -> str:
    """Give the half of the day that the words tell ("p.m.", "du soir"): it begins with a or p."""
    if reading.words.get("period"):
        periods = reading.grammar.lists.get("period", {})
        return periods.get(key(reading.words["period"]), "")
    return key(reading.words.get("ampm") or "")


def _zone(reading: Reading) -> str:
    if not reading.words.get("zone"):
        return ""
    offset = reading.words.get("offset")
    if not offset:
        return reading.look("zone")
    hours, _, minutes = offset[1:].partition(":")
    return f"{offset[0]}{int(hours[:2]):02d}:{minutes or hours[2:] or '00'}"


def _clockword(reading: Reading) -> Moment | None:
    return _at(reading, reading.look("clockword"), "")


def _at(reading: Reading, clock: str, zone: str) -> Moment:
    """Give a time of day; its day is that of the last date, which a date beside it replaces."""
    found = cal.of_clock(reading.here.day_for(reading.direction), clock, zone)
    return Moment("time", found.value, found.begin, found.until, found.day, bare=clock + zone)


_MAKERS: Mapping[str, Callable[[Reading], Moment | None]] = {
    "day": _day,
    "dayafter": _dayafter,
    "iso": _iso,
    "numeric": _numeric,
    "holiday": _holiday,
    "weekday": _weekday,
    "weekof": _weekof,
    "nthday": _nthday,
    "dayonly": _dayonly,
    "deictic": _deictic,
    "anchored": _anchored,
    "part": _part,
    "barepart": _barepart,
    "nightspan": _nightspan,
    "overnight": _overnight,
    "clock": _clock,
    "clockword": _clockword,
    **stretches.MAKERS,
}
