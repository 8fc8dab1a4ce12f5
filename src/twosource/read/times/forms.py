"""What each form of the grammar means on a day of publication: form -> ``Moment``.

Relative forms without a day of publication keep the open TIMEX3 value ("XXXX-WXX-2") and no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from twosource.read import numerals
from twosource.read.times import calendar as cal
from twosource.read.times.calendar import Moment
from twosource.read.times.grammar import Grammar, Rule, key

FAR = 120
"""Days beyond which the tense of the sentence outweighs the nearest year."""
WEEK, FRIDAY = 7, 5


class Reading(Struct, frozen=True):
    """One form found in the text, with all that is needed to resolve it."""

    rule: Rule
    words: Mapping[str, str]
    grammar: Grammar
    published: date | None
    anchor: date | None
    direction: int
    clock: datetime | None = None
    zone: str = ""

    def look(self, name: str) -> str:
        """Give the value of the word that stands in the slot ``name``."""
        return self.grammar.look_up(name.rstrip("123"), self.words[name])

    def shift(self) -> int | None:
        """Give the shift that the words state ("last", "prochain"); ``None`` where they state none."""
        return int(self.look("shift")) if self.words.get("shift") else None

    def year(self) -> int | None:
        """Give the year that the words state."""
        for name in ("year", "year2", "year3"):
            if self.words.get(name):
                return int(self.words[name])
        return None


def make(reading: Reading) -> Moment | None:
    """Resolve one form; ``None`` where it is no time after all (a 31st of February)."""
    return _MAKERS[reading.rule.make](reading)


# ---------------------------------------------------------------------------- days


def _day(reading: Reading) -> Moment | None:
    number = int("".join(sign for sign in reading.words["day"] if sign.isdigit()))
    if not reading.words.get("month"):
        return None
    month, year = int(reading.look("month")), reading.year()
    if year is not None:
        return _whole(cal.make_day(year, month, number))
    if reading.published is None:
        return Moment("date", f"XXXX-{month:02d}-{number:02d}") if cal.make_day(2000, month, number) else None
    if reading.words.get("same"):
        return _whole(cal.make_day(reading.published.year, month, number))
    return _whole(_nearest(reading, month, number))


def _whole(day: date | None) -> Moment | None:
    return cal.of_day(day) if day else None


def _nearest(reading: Reading, month: int, number: int) -> date | None:
    """Give the day of that name nearest to publication; a far one goes where the tense points."""
    here = reading.published
    assert here is not None  # noqa: S101 - asked by the caller
    shift = reading.shift()
    days = [day for year in (-1, 0, 1) if (day := cal.make_day(here.year + year, month, number))]
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


def _iso(reading: Reading) -> Moment | None:
    year, month, number = (int(part) for part in reading.words["iso"].split("-"))
    day = cal.make_day(year, month, number)
    clock = reading.words.get("clock")
    return cal.of_clock(day, clock) if day and clock and int(clock[:2]) < 24 else _whole(day)


def _numeric(reading: Reading) -> Moment | None:
    first, second = int(reading.words["first"]), int(reading.words["second"])
    third = int(reading.words["third"])
    year = third if third > 99 else 2000 + third - (100 if third > 50 else 0)
    month, number = (first, second) if reading.grammar.order == "month first" else (second, first)
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


def _deictic(reading: Reading) -> Moment | None:
    days = reading.grammar.number("deictic_days", reading.words["deictic"])
    if reading.published is None:
        return Moment("date", {0: "PRESENT_REF", 1: "FUTURE_REF"}.get(min(days, 1), "PAST_REF"))
    return cal.of_day(reading.published + timedelta(days=days))


def _anchored(reading: Reading) -> Moment | None:
    anchor = reading.anchor
    unit = reading.look("unit") if reading.words.get("unit") else "D"
    amount = _amount(reading) if reading.words.get("unit") else abs(reading.rule.shift)
    if amount is None or anchor is None:
        return Moment("date", "PAST_REF" if reading.rule.shift < 0 else "XXXX-XX-XX")
    sign = -1 if reading.rule.shift < 0 else 1
    away = cal.length(sign * amount, unit)
    if away is not None and reading.clock is not None:
        return cal.of_instant(reading.clock + away, reading.zone)
    found = cal.shift(anchor, sign * int(amount), unit)
    if found and found.day and reading.words.get("part"):
        return cal.of_part(found.day, reading.look("part"))
    return found


# ------------------------------------------------------------------- parts of the day


def _part(reading: Reading) -> Moment | None:
    code = reading.look("part") if reading.words.get("part") else "NI"
    if reading.published is None:
        return Moment("time", f"XXXX-XX-XXT{code}")
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
    found = _weekday(reading)
    return cal.of_part(found.day, "NI") if found and found.day else Moment("time", "XXXX-XX-XXTNI")


def _clock(reading: Reading) -> Moment | None:
    if not reading.words.get("hour") and not reading.words.get("n"):
        return None
    interval = None if reading.words.get("hour") else numerals.parse(reading.words["n"], reading.grammar.language)
    hour = int(reading.words["hour"]) if reading.words.get("hour") else int(interval[0] if interval else 99)
    half = key(reading.words.get("ampm") or reading.words.get("period") or "")
    if half.startswith(("p", "de l'apres", "du soir")) and hour < cal.NOON:
        hour += cal.NOON
    if half.startswith("a") and hour == cal.NOON:
        hour = 0
    if hour > 24:
        return None
    minute = reading.words.get("minute") or reading.words.get("minute2") or ""
    return _at(reading, f"{hour % 24:02d}:{minute:>02}", _zone(reading))


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
    found = cal.of_clock(reading.anchor, clock, zone)
    return Moment("time", found.value, found.begin, found.until, found.day, bare=clock + zone)


# ------------------------------------------------------------------ months and longer


def _month(reading: Reading) -> Moment | None:
    month, year = int(reading.look("month")), reading.year()
    if year is not None:
        return cal.of_month(year, month)
    if reading.published is None:
        return Moment("date", f"XXXX-{month:02d}")
    here = reading.published
    ahead = (month - here.month) % 12
    shift = reading.shift()
    if shift == 0:
        return cal.of_month(here.year, month)
    if shift == 1 or (shift is None and reading.direction > 0):
        months = ahead or (12 if shift else 0)
    else:
        months = ahead - 12 if ahead or shift else 0
    first = cal.shift_month(here.year, here.month, months)
    return cal.of_month(first.year, first.month) if first else None


def _year(reading: Reading) -> Moment | None:
    return cal.of_year(reading.year() or 0)


def _season(reading: Reading) -> Moment | None:
    code, year = reading.look("season"), reading.year()
    if year is not None:
        return cal.of_season(year, code)
    if reading.published is None:
        return Moment("date", f"XXXX-{code}")
    here, shift = reading.published, reading.shift()
    begun = cal.SEASONS[code] <= here.month
    if shift == -1:
        ended = here.month >= cal.SEASONS[code] + 3
        return cal.of_season(here.year - (0 if ended else 1), code)
    return cal.of_season(here.year + (1 if shift == 1 and begun else 0), code)


def _quarter(reading: Reading) -> Moment | None:
    number = int(reading.look("ordinal"))
    year = reading.year() or (reading.published.year if reading.published else None)
    if year is None:
        return Moment("date", f"XXXX-Q{number}")
    ahead = reading.published is not None and 3 * number - 2 > reading.published.month
    early = reading.year() is None and ahead and reading.direction < 0
    return cal.of_quarter(year - (1 if early else 0), number)


def _half(reading: Reading) -> Moment | None:
    number = min(2, int(reading.look("ordinal")))
    year = reading.year() or (reading.published.year if reading.published else None)
    return cal.of_half(year, number) if year else Moment("date", f"XXXX-H{number}")


def _decade(reading: Reading) -> Moment | None:
    written = reading.words["decade"]
    first = int(written) if written.isdigit() else int(reading.look("decade"))
    return cal.of_decade(first if first > 99 else 1900 + first)


def _century(reading: Reading) -> Moment | None:
    return cal.of_century(int(reading.look("roman")))


# ------------------------------------------------------- stretches counted in units


def _amount(reading: Reading) -> float | None:
    """Give the number before a unit; ``None`` where it is not told."""
    if not reading.words.get("n"):
        return None
    interval = _number(reading.words["n"], reading.grammar.language)
    if interval is None or interval[0] != interval[1]:
        return None
    if not (reading.words.get("half") or reading.words.get("half2")):
        return interval[0]
    return interval[0] / 2 if "n" in reading.words and _half_first(reading) else interval[0] + 0.5


def _number(words: str, language: str) -> tuple[float, float] | None:
    """Read a number; before another one an article is none ("a two-day walkout")."""
    found = numerals.find(words, 0, len(words), language)
    if not found or found[-1].end != len(words) or any(not item.article for item in found[:-1]):
        return None
    return found[-1].low, found[-1].high


def _half_first(reading: Reading) -> bool:
    return "et" not in key(reading.words.get("half") or "") and "and" not in key(
        reading.words.get("half") or reading.words.get("half2") or ""
    )


def _period(reading: Reading) -> Moment | None:
    unit = reading.look("unit")
    if unit in ("S", "MIN", "H") or (unit == "D" and reading.rule.shift == 0):
        return None
    if reading.published is None:
        return Moment("date", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[reading.rule.shift])
    if unit in ("Q", "H2"):
        return _quarter_of(reading.published, reading.rule.shift, unit)
    if unit in ("DE", "CE", "ML"):
        return Moment("duration", cal.duration(1, unit))
    gone = unit == "WE" and reading.direction < 0 and reading.published.isoweekday() <= FRIDAY
    by = -1 if gone and reading.rule.shift == 0 else reading.rule.shift
    return cal.shift(reading.published, by, unit)


def _quarter_of(day: date, by: int, unit: str) -> Moment | None:
    span = 3 if unit == "Q" else 6
    first = cal.shift_month(day.year, day.month, by * span)
    if first is None:
        return None
    number = (first.month - 1) // span + 1
    return cal.of_quarter(first.year, number) if unit == "Q" else cal.of_half(first.year, number)


def _running(reading: Reading) -> Moment | None:
    """Read "the last three days": a duration that ends, or begins, at publication."""
    unit, amount = reading.look("unit"), _amount(reading)
    value = cal.duration(amount, unit)
    here = reading.published
    far = cal.step(here, reading.rule.shift * int(amount), unit) if here and amount else None
    if here is None or far is None:
        return Moment("duration", value)
    return Moment("duration", value, cal.at_midnight(min(here, far)), cal.at_midnight(max(here, far)))


def _ago(reading: Reading) -> Moment | None:
    unit, amount = reading.look("unit"), _amount(reading)
    if amount is None or reading.published is None:
        return Moment("date", "PAST_REF" if reading.rule.shift < 0 else "FUTURE_REF")
    return cal.shift(reading.published, reading.rule.shift * int(amount), unit)


def _duration(reading: Reading) -> Moment | None:
    return Moment("duration", cal.duration(_amount(reading), reading.look("unit")))


def _beside(reading: Reading) -> Moment | None:
    """Read "20 minutes before the blast": a duration, until the hour of the blast is known."""
    unit, amount = reading.look("unit"), _amount(reading)
    away = cal.length(reading.rule.shift * amount, unit) if amount is not None else None
    if away is None:
        return None
    return Moment("duration", cal.duration(amount, unit), event=reading.look("happening"), away=away)


def _often(reading: Reading) -> Moment | None:
    amount = _amount(reading) if reading.words.get("n") else 1.0
    return Moment("set", cal.duration(amount, reading.look("unit")))


def _oftenday(reading: Reading) -> Moment | None:
    for name in ("weekday", "weekday2", "weekdays"):
        if reading.words.get(name):
            return Moment("set", f"XXXX-WXX-{reading.look(name)}")
    return None


def _oftenword(reading: Reading) -> Moment | None:
    return Moment("set", reading.look("often"))


def _reference(reading: Reading) -> Moment | None:
    return Moment("date", reading.look("reference"))


_MAKERS: Mapping[str, Callable[[Reading], Moment | None]] = {
    "day": _day,
    "iso": _iso,
    "numeric": _numeric,
    "weekday": _weekday,
    "deictic": _deictic,
    "anchored": _anchored,
    "part": _part,
    "barepart": _barepart,
    "nightspan": _nightspan,
    "overnight": _overnight,
    "beside": _beside,
    "clock": _clock,
    "clockword": _clockword,
    "month": _month,
    "year": _year,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "decade": _decade,
    "century": _century,
    "period": _period,
    "running": _running,
    "ago": _ago,
    "duration": _duration,
    "often": _often,
    "oftenday": _oftenday,
    "oftenword": _oftenword,
    "reference": _reference,
}
