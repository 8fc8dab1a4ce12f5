"""TIMEX3 values written in different ways: when two of them are one value.

Labelled sets write one value in many ways: ``1968-XX`` is ``1968``, ``W7`` is ``W07``, ``T3:15`` is ``T03:15``,
``198X`` is ``198``, ``PT24H`` is ``P1D``, ``P2L`` is ``P2000Y``. A zone is compared where both state one.
"""

from __future__ import annotations

import re
from typing import Final

DURATION = re.compile(r"P(?P<date>(?:[\dX.]+(?:[A-Z]{1,2}))*?)(?:T(?P<time>(?:[\dX.]+[HMS])+))?")
_AMOUNT = re.compile(r"([\d.]+|X+)([A-Z]{1,2})")
_ZONE = re.compile(r"(?<=T\d\d:\d\d)(?:Z|[+-]\d\d:?\d\d)$")
_MONTHS: Final = {"M": 1, "Q": 3, "Y": 12, "E": 120, "DE": 120, "C": 1200, "CE": 1200, "L": 12000, "ML": 12000}
_SECONDS: Final = {"D": 86400, "W": 604800, "H": 3600, "MIN": 60, "S": 1}


def same(left: str, right: str) -> bool:
    """Tell whether two values are one; a value that is empty is none."""
    one, two = plain(left), plain(right)
    if not (_ZONE.search(one) and _ZONE.search(two)):
        one, two = _ZONE.sub("", one), _ZONE.sub("", two)
    return bool(one) and one == two


def plain(value: str) -> str:
    """Write a value in one way."""
    squeezed = re.sub(r"\s", "", value.upper())
    return _duration(squeezed) or _date(squeezed)


def _date(value: str) -> str:
    value = re.sub(r"T(\d)(?=:|$)", r"T0\1", value)
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    value = re.sub(r"(?<=-W)(\d)(?=$|-)", r"0\1", value)
    value = re.sub(r"(?<=-WXX-)0(\d)$", r"\1", value)
    value = re.sub(r"^(\d{4})(?:-XX)+$", r"\1", value)
    value = re.sub(r"^(\d{4}-\d\d)-XX$", r"\1", value)
    return re.sub(r"^(\d{2,3})X+$", r"\1", value)


def _duration(value: str) -> str | None:
    """Write a duration as its months and seconds; one of untold amount as its unit."""
    match = DURATION.fullmatch(value)
    if not match or value == "P" or not (match["date"] or match["time"]):
        return None
    parts = _AMOUNT.findall(match["date"] or "")
    parts += [(n, "MIN" if unit == "M" else unit) for n, unit in _AMOUNT.findall(match["time"] or "")]
    if any(n.startswith("X") for n, _ in parts):
        unit = str(parts[0][1])
        return "PX" + {"E": "DE", "C": "CE", "L": "ML"}.get(unit, unit)
    if any(unit not in _MONTHS and unit not in _SECONDS for _, unit in parts):
        return None
    months = sum(float(n) * _MONTHS.get(unit, 0) for n, unit in parts)
    seconds = sum(float(n) * _SECONDS.get(unit, 0) for n, unit in parts)
    return f"P{months:g}M{seconds:g}S"
