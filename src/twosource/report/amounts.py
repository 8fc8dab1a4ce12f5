"""Numbers in words: as print has them ("about 610,000", not "605,000 to 615,000"), and as they followed each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.compare.figures import fits
from twosource.model import Quantity
from twosource.model import StoryStatement as Told
from twosource.report import book as books
from twosource.report import clean
from twosource.report.book import Book
from twosource.report.phrases import Phrases
from twosource.text import fold

LONGEST = 80
STEPS = 6
"""Figures that follow each other in a summary, at most."""
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")


class Step(Struct, frozen=True):
    """A figure with the article that told it first, after another one was told."""

    amount: str
    article: str


def words(phrases: Phrases, value: Quantity | None, printed: str = "") -> str:
    """Word a stated number with what it counts; ``printed``: its stretch of text, which tells one number or two."""
    if value is None or (value.low is None and value.high is None):
        return ""
    what = " ".join(part for part in (value.unit, value.counted) if part)
    amount = _amount(phrases, value, printed)
    return clean.one_line(phrases.say("value.counted", amount=amount, what=what) if what else amount, LONGEST)


def number(phrases: Phrases, value: float | None) -> str:
    """Word a number with the separators of the language."""
    if value is None:
        return ""
    plain = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return plain.translate(str.maketrans(phrases.say("grammar.separators-from"), phrases.say("grammar.separators-to")))


def steps(book: Book, told: Sequence[Told]) -> tuple[Step, ...]:
    """Give the figures of one kind that statements, in the order of time, tell one after the other; none for one alone.

    The kind is that of most of them. What fits the figure before it ("about 610,000", "more than 600,000") is no other.
    """
    valued = [(one, value, kind) for one in told if (value := one.value) and (kind := _kind(value))]
    most = Counter(kind for _, _, kind in valued)
    chosen = min(most, key=lambda kind: (-most[kind], kind), default="")
    found: list[Step] = []
    held: Quantity | None = None
    for one, value, kind in valued:
        if kind == chosen and (held is None or not fits(held, value)):
            found.append(Step(_amount(book.phrases, value, _printed(book, one)), one.article))
            held = value
    return tuple(found) if len(found) > 1 else ()


def sequence(phrases: Phrases, found: Sequence[Step]) -> str:
    """Word the figures that followed each other; the last ones of many."""
    amounts = list(_ends(found))
    return phrases.say("claim.figures", figures=" → ".join(amounts)) if amounts else ""


def _ends(found: Sequence[Step]) -> Iterator[str]:
    if len(found) > STEPS:
        yield found[0].amount
        yield "…"
    yield from (step.amount for step in (found[1 - STEPS :] if len(found) > STEPS else found))


def of(book: Book, told: Told) -> str:
    """Word the number of a statement as its text prints it."""
    return words(book.phrases, told.value, _printed(book, told))


def _printed(book: Book, told: Told) -> str:
    return books.field_text(book, told)[told.value.start : told.value.end] if told.value else ""


def _kind(value: Quantity) -> str:
    """Give what tells figures of one thing from others; empty for an age, a sum or another measure."""
    return "" if value.unit else value.category or fold(value.counted or "")


def _amount(phrases: Phrases, value: Quantity, printed: str) -> str:
    low, high = value.low, value.high
    if low is None:
        return phrases.say("value.at-most", high=number(phrases, high))
    if high is None:
        below = low - 1
        more = _zeros(below) > _zeros(low)
        return phrases.say("value.more-than" if more else "value.at-least", low=number(phrases, below if more else low))
    middle = (low + high) / 2
    if low == high:
        return number(phrases, low)
    if len(_DIGITS.findall(printed)) < 2 and _zeros(middle) > max(_zeros(low), _zeros(high)):  # two are a range
        return phrases.say("value.about", number=number(phrases, middle))
    return phrases.say("value.between", low=number(phrases, low), high=number(phrases, high))


def _zeros(value: float) -> int:
    """Give how many zeros a number ends with: a rounder one has more."""
    digits = f"{value:.0f}" if float(value).is_integer() else ""
    return len(digits) - len(digits.rstrip("0")) if digits.strip("0") else -1
