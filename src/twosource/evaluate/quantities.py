"""Quantities: numbers as intervals, with what they count."""

from __future__ import annotations

import re

from twosource.evaluate.dataset import Dataset, GoldQuantity
from twosource.evaluate.measures import Row, accuracy_row, counted, prf_rows
from twosource.evaluate.spotted import Spot, compare
from twosource.model import Dossier, Quantity
from twosource.text import fold

FIGURES = "a figure is its own value"
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?!\d)|(?<![\w.,])\d+(?![\w.,]\d)")


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score stretches that overlap, intervals (both bounds), and whole quantities: interval, noun and unit.

    The noun is compared without case and accents. Precision means something only where every quantity of an
    article is labelled; what is counted where the stretch is found holds for samples too.
    """
    rows = dataset.truth.quantities or ()
    gold = [Spot(row.article, row.start, row.end, _interval(row), place) for place, row in enumerate(rows)]
    labelled = {article.id for article in dataset.articles}
    mine = [one for article in system.articles if article.id in labelled for one in article.quantities]
    where = [article.id for article in system.articles if article.id in labelled for _ in article.quantities]
    spots = [Spot(where[n], one.start, one.end, _interval(one), n) for n, one in enumerate(mine)]
    found, base = compare(gold, spots), compare(gold, _figures(dataset, labelled))
    pairs = [(rows[left.row], mine[right.row]) for left, right in found.pairs]
    whole = sum(_interval(row) == _interval(one) and same_thing(row, one) for row, one in pairs)
    return (
        *prf_rows("stretch, overlapping", found.overlapping, len(gold), {FIGURES: base.overlapping}),
        *prf_rows("interval", found.labelled, len(gold), {FIGURES: base.labelled}),
        *prf_rows("whole quantity", counted(whole, len(mine), whole, len(gold)), len(gold), {}),
        accuracy_row("noun and unit (where found)", [same_thing(row, one) for row, one in pairs]),
        accuracy_row("category (where found)", [row.category == one.category for row, one in pairs if row.category]),
    )


def _figures(dataset: Dataset, labelled: set[str]) -> list[Spot]:
    """Read every figure as a quantity that is just it."""
    return [
        Spot(article.id, match.start(), match.end(), f"{float(value)} {float(value)}")
        for article in dataset.articles
        if article.id in labelled
        for match in _FIGURE.finditer(article.text or "")
        if (value := re.sub(r"\D", "", match[0]))
    ]


def _interval(one: GoldQuantity | Quantity) -> str:
    return " ".join("open" if bound is None else str(round(float(bound), 6)) for bound in (one.low, one.high))


def same_thing(gold: GoldQuantity, mine: Quantity) -> bool:
    """Tell whether two quantities count one thing in one unit."""
    return fold(gold.counted or "") == fold(mine.counted or "") and (gold.unit or "") == (mine.unit or "")
