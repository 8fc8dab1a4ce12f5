"""Blocks: which role a stretch of an article has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from twosource.evaluate.dataset import Dataset, GoldBlock
from twosource.evaluate.measures import Prf, Row, class_rows, counted, prf_rows
from twosource.evaluate.stretches import common, length, merged
from twosource.model import NARRATIVE, Block, Dossier, Span
from twosource.text import overlap

NO_STOP = "lines without a stop"
_LINE = re.compile(r"\S[^\n]*")
_STOPS = (".", "!", "?", "…", "»", "”", '"')

Furniture = Mapping[str, tuple[Span, ...]]


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score roles of labelled stretches, and furniture by characters.

    Furniture is every role that is not told by the article. In an article with labelled blocks,
    what is not labelled is taken as told.
    """
    rows = dataset.truth.blocks or ()
    blocks = {article.id: article.blocks for article in system.articles}
    pairs = [(row.role, role_at(row, blocks)) for row in rows]
    labelled = {row.article for row in rows}
    gold = _furniture((row.article, row.start, row.end, row.role) for row in rows)
    mine = _furniture((name, block.start, block.end, block.role) for name in labelled for block in blocks.get(name, ()))
    size = sum(length(spans) for spans in gold.values())
    return (
        *class_rows("role", pairs),
        *prf_rows(
            "furniture, characters",
            _compare(gold, mine),
            size,
            {NO_STOP: _compare(gold, _lines(dataset, labelled))},
        ),
    )


def role_at(row: GoldBlock, blocks: Mapping[str, tuple[Block, ...]]) -> str:
    """Give the role that most of the stretch has, ``none`` where no block lies there."""
    shares: Counter[str] = Counter()
    for block in blocks.get(row.article, ()):
        shares[block.role] += overlap(Span(block.start, block.end), Span(row.start, row.end))
    best = max(sorted(shares), key=lambda role: shares[role], default="none")
    return best if shares[best] else "none"


def _furniture(rows: Iterable[tuple[str, int, int, str]]) -> Furniture:
    found: dict[str, list[Span]] = defaultdict(list)
    for article, start, end, role in rows:
        if role not in NARRATIVE:
            found[article].append(Span(start, end))
    return {article: merged(spans) for article, spans in sorted(found.items())}


def _lines(dataset: Dataset, labelled: set[str]) -> Furniture:
    """Take the lines that do not end like a sentence."""
    return {
        article.id: merged(
            Span(match.start(), match.end())
            for match in _LINE.finditer(article.text or "")
            if not match.group().rstrip().endswith(_STOPS)
        )
        for article in dataset.articles
        if article.id in labelled
    }


def _compare(gold: Furniture, mine: Furniture) -> Prf:
    both = sum(length(common(spans, mine.get(article, ()))) for article, spans in gold.items())
    said = sum(length(spans) for spans in mine.values())
    return counted(both, said, both, sum(length(spans) for spans in gold.values()))
