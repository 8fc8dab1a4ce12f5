"""Times: expressions of time and what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from twosource.evaluate import timex
from twosource.evaluate.dataset import Dataset, GoldTime
from twosource.evaluate.measures import Prf, Row, accuracy_row, counted, prf_rows
from twosource.evaluate.spotted import Spot, Spots, compare
from twosource.model import Dossier, Time
from twosource.text import fold

YEARS = "four figures are a year"
SAME_DAY = "the day of publication"
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_DAY = 10
"""Characters of an ISO date."""


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score stretches, and values where the stretch is found.

    ``value`` asks that stretches overlap (relaxed, as TempEval-3 scores HeidelTime) and values denote the same
    (see ``timex``). Rows labelled without a value count neither way there; a date and a clock labelled apart are both
    found by one time that covers them. ``value as written`` pairs one to one, compares letters, counts every row.

    Precision of stretches and the F1 of values mean something only where every time of an
    article is labelled; accuracy where found holds for samples too.
    """
    rows = dataset.truth.times or ()
    gold = [Spot(row.article, row.start, row.end, row.value or "", place) for place, row in enumerate(rows)]
    labelled = {spot.article for spot in gold}
    times = [time for one in system.articles if one.id in labelled for time in one.times]
    where = [one.id for one in system.articles if one.id in labelled for _ in one.times]
    mine = [Spot(where[n], time.start, time.end, time.value, n) for n, time in enumerate(times)]
    found, base = compare(gold, mine), compare(gold, _years(dataset, labelled))
    pairs = [(rows[left.row], times[right.row]) for left, right in found.pairs]
    valued = [(row, time) for row, time in pairs if row.value]
    written = sum(same_letters(row, time) for row, time in pairs)
    exactly = counted(written, len(mine), written, len(gold))
    return (
        *prf_rows("stretch, overlapping", found.overlapping, len(gold), {YEARS: base.overlapping}),
        *prf_rows("stretch, exact", found.exact, len(gold), {YEARS: base.exact}),
        *prf_rows("value", _values(found, rows, times), sum(1 for row in rows if row.value), {YEARS: base.labelled}),
        *prf_rows("value as written", exactly, len(gold), {YEARS: base.labelled}),
        accuracy_row(
            "value (where found)", [same_value(*pair) for pair in valued], SAME_DAY, _same_day(dataset, found)
        ),
        accuracy_row(
            "type (where found)",
            [row.type.lower() == time.type for row, time in pairs if row.type is not None],
        ),
        accuracy_row("modifier (where found)", [same_modifier(row, time) for row, time in pairs if row.modifier]),
    )


def _values(found: Spots, rows: Sequence[GoldTime], times: Sequence[Time]) -> Prf:
    """Count right values: of the system's times, and of the labelled rows that have a value."""
    parts = {mine.row: [gold] for gold, mine in found.pairs}
    met = {gold.row for gold, _ in found.pairs}
    for spot in found.gold:
        cover = next((one for one in found.system if _covers(one, spot)), None) if spot.row not in met else None
        if cover is not None and cover.row in parts:
            parts[cover.row].append(spot)
    asked = {n: [rows[spot.row] for spot in spots if spot.label] for n, spots in parts.items()}
    silent = sum(1 for labels in asked.values() if not labels)
    right = [[_is_right(row, times[n], apart=len(labels) > 1) for row in labels] for n, labels in asked.items()]
    hits = sum(1 for each in right if each and all(each))
    return counted(
        hits, len(times) - silent, sum(sum(each) for each in right), sum(1 for spot in found.gold if spot.label)
    )


def _covers(outer: Spot, inner: Spot) -> bool:
    return outer.article == inner.article and outer.start <= inner.start and inner.end <= outer.end


def _is_right(row: GoldTime, mine: Time, *, apart: bool) -> bool:
    """Tell whether a time has the value of a row, or, where several rows lie in it, that row's day."""
    return same_value(row, mine) or (apart and mine.value[_DAY:].startswith("T") and row.value == mine.value[:_DAY])


def _years(dataset: Dataset, labelled: set[str]) -> list[Spot]:
    return [
        Spot(article.id, match.start(), match.end(), match.group())
        for article in dataset.articles
        if article.id in labelled
        for match in _YEAR.finditer(article.text or "")
    ]


def _same_day(dataset: Dataset, found: Spots) -> list[bool]:
    days = {article.id: (article.published or "")[:_DAY] for article in dataset.articles}
    return [bool(gold.label) and gold.label == days.get(gold.article) for gold, _ in found.pairs]


def same_letters(gold: GoldTime, mine: Time) -> bool:
    """Tell whether a value is written as it is labelled."""
    return bool(gold.value) and (gold.value or "").strip().upper() == mine.value.strip().upper()


def same_value(gold: GoldTime, mine: Time) -> bool:
    """Tell whether two values are one; ``a/b`` is compared with the system's interval."""
    value = (gold.value or "").strip()
    if timex.same(value, mine.value):
        return True
    first, slash, last = value.partition("/")
    if not slash or not first or not last or mine.from_ is None or mine.to is None:
        return False
    return mine.from_.startswith(first) and (mine.to.startswith(last) or _day_before(mine.to).startswith(last))


def _day_before(moment: str) -> str:
    """Give the last day of a half-open interval that ends here."""
    try:
        return (date.fromisoformat(moment[:_DAY]) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""


def same_modifier(gold: GoldTime, mine: Time) -> bool:
    """Tell whether two modifiers are one word ("more than", ``MORE_THAN``)."""
    return _plain(gold.modifier) == _plain(mine.modifier)


def _plain(modifier: str | None) -> str:
    return fold(modifier or "").replace("_", " ").replace("-", " ")
