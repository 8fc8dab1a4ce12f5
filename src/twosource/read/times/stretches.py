"""What each form of the grammar means: months and longer, and stretches counted in units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from twosource.read.times import calendar as cal
from twosource.read.times.calendar import Moment
from twosource.read.times.reading import Reading, number

FRIDAY = 5
SOON_AFTER = 75
"""Days after a quarter in which "the quarter" is the one reported on."""


def _month(reading: Reading) -> Moment | None:
    month, year = int(reading.look("month")), reading.year()
    if year is not None:
        return cal.of_month(year, month)
    if reading.published is None:
        return Moment("date", f"XXXX-{month:02d}")
    here = reading.published
    if reading.words.get("within"):  # "April next year"
        return cal.of_month(here.year + int(reading.look("within")), month)
    months = _months_to(month, here.month, reading.shift(), reading.direction)
    first = cal.shift_month(here.year, here.month, months)
    return cal.of_month(first.year, first.month) if first else None


def _months_to(month: int, here: int, shift: int | None, direction: int) -> int:
    """Count the months to a month by name: where the words or the tense point, else to the nearest."""
    ahead = (month - here) % 12
    if shift == 0:
        return month - here
    if shift is not None:
        return (ahead or 12) if shift > 0 else ahead - 12
    back = ahead - 12 if ahead else 0
    if direction:
        return ahead if direction > 0 else back
    return ahead if ahead < -back else back


def _year(reading: Reading) -> Moment | None:
    return cal.of_year(reading.year() or 0)


def _yearwords(reading: Reading) -> Moment | None:
    """Read "nineteen ninety-one", "the year two thousand"."""
    rest = number(reading.words["n"], reading.grammar.language)
    if rest is None or rest[0] != rest[1]:
        return None
    if not reading.words.get("hundreds"):
        return cal.of_year(int(rest[0])) if cal.NAMED_YEARS[0] <= rest[0] <= cal.NAMED_YEARS[1] else None
    return cal.of_year(int(reading.look("hundreds")) * 100 + int(rest[0])) if 10 <= rest[0] <= 99 else None


def _season(reading: Reading) -> Moment | None:
    code, year = reading.look("season"), reading.year()
    if year is None and reading.words.get("hundreds"):
        said = _yearwords(reading)
        return cal.of_season(int(said.value), code) if said else None
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
    number = int(reading.look("ordinal" if reading.words.get("ordinal") else "quarters"))
    year = reading.year() or _year_beside(reading)
    if year is None:
        return Moment("date", f"XXXX-Q{number}")
    stated = reading.year() is not None or bool(reading.words.get("shift")) or reading.rule.shift != 0
    ahead = reading.published is not None and 3 * number - 2 > reading.published.month
    early = not stated and ahead and reading.direction <= 0
    return cal.of_quarter(year - (1 if early else 0), number)


def _year_beside(reading: Reading) -> int | None:
    """Give the year of "next year's first quarter", "the year-earlier third quarter", else that of publication."""
    here = reading.published
    return here.year + (reading.shift() or reading.rule.shift) if here else None


def _latest(reading: Reading) -> Moment | None:
    """Read "the quarter", "the latest period": the quarter named last, else the one that ended before publication.

    A year beside it ("the 1988 quarter") moves it there.
    """
    here = reading.here
    if here.quarter is not None:
        return _same_quarter(here.quarter, reading.year())
    if here.published is None:
        return None
    ended = cal.shift_month(here.published.year, here.published.month, -3)
    start = cal.shift_month(here.published.year, (here.published.month - 1) // 3 * 3 + 1, 0)
    late = start is not None and (here.published - start).days > SOON_AFTER
    if ended is None or late or not reading.rule.strong:
        return None
    return cal.of_quarter(reading.year() or ended.year, (ended.month - 1) // 3 + 1)


def _same_quarter(quarter: Moment, year: int | None) -> Moment | None:
    return cal.of_quarter(year or int(quarter.value[:4]), int(quarter.value[-1]))


def _yearago(reading: Reading) -> Moment | None:
    """Read "a year earlier", "the year-ago period": the quarter a year before, where a quarter is spoken of."""
    here = reading.here
    if here.quarter is not None:
        return _same_quarter(here.quarter, int(here.quarter.value[:4]) - 1)
    return cal.of_year(here.published.year - 1) if here.published else Moment("date", "PAST_REF")


def _half(reading: Reading) -> Moment | None:
    number = min(2, int(reading.look("ordinal")))
    year = reading.year() or _year_beside(reading)
    return cal.of_half(year, number) if year else Moment("date", f"XXXX-H{number}")


def _decade(reading: Reading) -> Moment | None:
    written = reading.words["decade"]
    first = int(written) if written.isdigit() else int(reading.look("decade"))
    return cal.of_decade(first if first > 99 else 1900 + first)


def _century(reading: Reading) -> Moment | None:
    return cal.of_century(int(reading.look("roman")))


# ------------------------------------------------------- stretches counted in units


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
    """Read "the last three days", "the past year": a duration that ends, or begins, at publication."""
    unit, amount = reading.look("unit"), reading.amount()
    bare = not reading.words.get("n") and not reading.words.get("vague")
    if bare and not _is_plural(reading):
        amount = 1.0
    value = cal.duration(amount, unit)
    here = reading.published
    far = cal.step(here, reading.rule.shift * int(amount), unit) if here and amount else None
    if here is None or far is None:
        return Moment("duration", value, running=True)
    return Moment("duration", value, cal.at_midnight(min(here, far)), cal.at_midnight(max(here, far)), running=True)


def _is_plural(reading: Reading) -> bool:
    """Tell whether the unit is in the plural; in a language that does not list its plurals each may be."""
    plurals = reading.grammar.words["guard.plural"]
    return not plurals or reading.words["unit"].lower() in plurals


def _ago(reading: Reading) -> Moment | None:
    unit, amount = reading.look("unit"), reading.amount()
    if amount is None or reading.published is None:
        return Moment("date", "PAST_REF" if reading.rule.shift < 0 else "FUTURE_REF")
    return cal.shift(reading.published, reading.rule.shift * int(amount), unit)


def _duration(reading: Reading) -> Moment | None:
    return Moment("duration", cal.duration(1.0 if reading.rule.strong else reading.amount(), reading.look("unit")))


def _beside(reading: Reading) -> Moment | None:
    """Read "20 minutes before the blast": a duration, until the hour of the blast is known."""
    unit, amount = reading.look("unit"), reading.amount()
    away = cal.length(reading.rule.shift * amount, unit) if amount is not None else None
    return Moment("duration", cal.duration(amount, unit), event=reading.look("happening"), away=away or timedelta())


def _often(reading: Reading) -> Moment | None:
    amount = reading.amount() if reading.words.get("n") else 1.0
    return Moment("set", cal.duration(amount, reading.look("unit")))


def _oftenday(reading: Reading) -> Moment | None:
    for name in ("weekday", "weekday2", "weekdays"):
        if reading.words.get(name):
            return Moment("set", f"XXXX-WXX-{reading.look(name)}")
    return None


def _oftenpart(reading: Reading) -> Moment | None:
    """Read "Tuesday nights": that part of every such day."""
    return Moment("set", f"XXXX-WXX-{reading.look('weekday')}T{reading.look('part')}")


def _rate(reading: Reading) -> Moment | None:
    """Read "sept jours par mois": so much of every one."""
    amount = reading.amount()
    return Moment("set", cal.duration(amount, reading.look("unit1"))) if amount is not None else None


def _oftenmonth(reading: Reading) -> Moment | None:
    return Moment("set", f"XXXX-{int(reading.look('month')):02d}")


def _oftenword(reading: Reading) -> Moment | None:
    return Moment("set", reading.look("often"))


def _reference(reading: Reading) -> Moment | None:
    return Moment("date", reading.look("reference"))


MAKERS: Mapping[str, Callable[[Reading], Moment | None]] = {
    "month": _month,
    "year": _year,
    "yearwords": _yearwords,
    "season": _season,
    "quarter": _quarter,
    "latest": _latest,
    "yearago": _yearago,
    "half": _half,
    "decade": _decade,
    "century": _century,
    "period": _period,
    "running": _running,
    "ago": _ago,
    "duration": _duration,
    "beside": _beside,
    "often": _often,
    "oftenday": _oftenday,
    "oftenmonth": _oftenmonth,
    "oftenpart": _oftenpart,
    "rate": _rate,
    "oftenword": _oftenword,
    "reference": _reference,
}
