"""Times: expressions of time and what they mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from twosource.evaluate.dataset import Dataset, GoldTime
from twosource.evaluate.measures import Row, accuracy_row, counted, prf_rows
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

    Precision of stretches and the F1 of values mean something only where every time of an
    article is labelled; accuracy where found holds for samples too.
    """
    rows = dataset.truth.times or ()
    gold = [Spot(row.article, row.start, row.end, row.value or "", place) for place, row in enumerate(rows)]
    labelled = {spot.article for spot in gold}
    times = [(one.id, time) for one in system.articles if one.id in labelled for time in one.times]
    mine = [Spot(name, time.start, time.end, time.value, place) for place, (name, time) in enumerate(times)]
    found, base = compare(gold, mine), compare(gold, _years(dataset, labelled))
    pairs = [(rows[left.row], times[right.row][1]) for left, right in found.pairs]
    right = [same_value(row, time) for row, time in pairs]
    value = counted(sum(right), len(mine), sum(right), len(gold))
    return (
        *prf_rows("stretch, overlapping", found.overlapping, len(gold), {YEARS: base.overlapping}),
        *prf_rows("stretch, exact", found.exact, len(gold), {YEARS: base.exact}),
        *prf_rows("value", value, len(gold), {YEARS: base.labelled}),
        accuracy_row("value (where found)", right, SAME_DAY, _same_day(dataset, found)),
        accuracy_row(
            "type (where found)",
            [row.type.lower() == time.type for row, time in pairs if row.type is not None],
        ),
        accuracy_row("modifier (where found)", [same_modifier(row, time) for row, time in pairs if row.modifier]),
    )


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


def same_value(gold: GoldTime, mine: Time) -> bool:
    """Tell whether two values are one; ``a/b`` is compared with the system's interval."""
    value = (gold.value or "").strip()
    if value.upper() == mine.value.strip().upper():
        return bool(value)
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
