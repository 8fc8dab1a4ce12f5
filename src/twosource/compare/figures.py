"""Numbers against each other: what fits, what is rounded, what is misprinted."""

from __future__ import annotations

import re

from msgspec.structs import replace

from twosource.model import Quantity

DIGIT = re.compile(r"[^0-9]")
DIGITS = 3
"""Digits from which a number that differs in one of them is likelier a misprint than another count."""
MORE = 0.4
"""Share of a number by which "more than" it may be more."""
TEN, LARGE = 10, 100
"""A number ten times another, from this one on, is it with a nought too many."""


def printed(text: str, figure: Quantity) -> float:
    """Give the number that is printed, in digits where it is: of "more than 40" 40, of "at least 17" 17."""
    digits = DIGIT.sub("", text[figure.start : figure.end])
    whole = digits.isdigit() and bool(figure.low) and len(digits) == len(f"{figure.low:.0f}")
    return float(digits) if whole else named_number(figure)


def fits(a: Quantity, b: Quantity) -> bool:
    """Tell whether two intervals share a value."""
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high


def bounded(text: str, figure: Quantity) -> Quantity:
    """Give a figure as it is meant beside another count: "at least 27" is no 35, "more than 200" may be 213.

    Who says "at least" has counted so far; who says "more than" has made a number round.
    """
    if figure.high is not None or not figure.low:
        return figure
    number = printed(text, figure)
    over = number != figure.low
    return replace(figure, low=number, high=number + max(_step(int(number)), MORE * number) if over else number)


def is_exact(figure: Quantity) -> bool:
    """Tell whether a figure is one number."""
    return figure.low is not None and figure.low == figure.high


def named_number(figure: Quantity) -> float:
    """Give the number that is printed: of "more than 40" and "at least 41" the interval begins at 41."""
    if is_exact(figure) or figure.high is None:
        return figure.low or 0.0
    return figure.high


def rounds(told: Quantity, exact: Quantity) -> bool:
    """Tell whether an inexact number is an exact one made round, by less than half a step ("nearly 20" of 17)."""
    if is_exact(told) or not is_exact(exact):
        return False
    number = int(named_number(told))
    step = _step(number)
    return bool(step > 1 and abs(number - (exact.low or 0.0)) < step / 2)


def _step(number: int) -> int:
    """Give the size of the last place of a number that is not 0."""
    step: int = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
    return step


def misprinted(a: Quantity, b: Quantity) -> bool:
    """Tell whether two exact numbers look like misprints: one digit of three or more, two swapped, a nought more."""
    if not (is_exact(a) and is_exact(b)):
        return False
    small, large = sorted((a.low or 0.0, b.low or 0.0))
    if small >= LARGE and large == TEN * small:
        return True
    one, other = (f"{figure.low:.0f}" for figure in (a, b))
    if one != other and len(one) == len(other) > 1 and sorted(one) == sorted(other):
        return True
    return len(one) == len(other) >= DIGITS and sum(x != y for x, y in zip(one, other, strict=True)) == 1
