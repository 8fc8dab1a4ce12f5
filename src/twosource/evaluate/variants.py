"""Spellings: whether two printed names are one, asked of the function that joins names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from twosource.compare.names import one_name
from twosource.compare.spelling import parts
from twosource.evaluate.dataset import Dataset, GoldVariants
from twosource.evaluate.measures import Prf, Row, counted, prf_rows
from twosource.model import Dossier, EntityType

LAST_WORD = "one last word"


class Pair(Struct, frozen=True):
    """Two printed names, and whether they are one."""

    left: str
    right: str
    type: EntityType
    same: bool


def score(dataset: Dataset, _system: Dossier) -> tuple[Row, ...]:
    """Score pairs of spellings and near misses, of all names and of each type."""
    asked = list(pairs(dataset.truth.variants or ()))
    kinds = sorted({pair.type for pair in asked})
    return (
        *_rows("one name", asked),
        *(row for kind in kinds for row in _rows(f"one name, {kind}", [p for p in asked if p.type == kind])),
    )


def pairs(rows: Sequence[GoldVariants]) -> Iterator[Pair]:
    """Give each spelling with the next, and each other name with one of the spellings in turn."""
    for row in rows:
        for left, right in pairwise(row.same):
            yield Pair(left, right, row.type, True)
        for number, other in enumerate(row.others):
            yield Pair(row.same[number % len(row.same)], other, row.type, False)


def _rows(measure: str, asked: Sequence[Pair]) -> tuple[Row, ...]:
    mine = _judged(asked, lambda pair: one_name(pair.left, pair.right, pair.type))
    base = _judged(asked, lambda pair: parts(pair.left)[-1:] == parts(pair.right)[-1:])
    return prf_rows(measure, mine, sum(pair.same for pair in asked), {LAST_WORD: base})


def _judged(asked: Sequence[Pair], judge: Callable[[Pair], bool]) -> Prf:
    said = [pair.same for pair in asked if judge(pair)]
    return counted(sum(said), len(said), sum(said), sum(pair.same for pair in asked))
