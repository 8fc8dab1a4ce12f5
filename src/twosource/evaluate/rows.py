"""Rows reached: of every kind of label, how many rows the dossier shows to a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from twosource.evaluate import rows_compared as compared
from twosource.evaluate import rows_read as inside
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import Row
from twosource.evaluate.reached import Reached
from twosource.model import Dossier

Look = Callable[[Dataset, Dossier], Iterable[Reached]]

_LOOKS: tuple[Look, ...] = (
    inside.languages,
    compared.stories,
    inside.blocks,
    compared.entities,
    compared.passages,
    compared.relations,
    inside.statements,
    inside.traps,
    compared.claims,
    compared.origins,
    compared.conflicts,
    compared.drifts,
    inside.times,
    inside.quantities,
    inside.credited,
)


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Count the rows reached, by kind and in all. There is no trivial answer to all of them but none."""
    found = reached(dataset, system)
    kinds = dict.fromkeys(one.kind for one in found)
    return tuple(_row(kind, [one for one in found if one.kind == kind]) for kind in kinds) + (
        (_row("all rows", found),) if found else ()
    )


def _row(measure: str, rows: Sequence[Reached]) -> Row:
    hits = sum(one.reached for one in rows)
    return Row(measure=measure, score=hits / len(rows), n=len(rows), hits=hits, baseline="none", baseline_score=0.0)


def reached(dataset: Dataset, system: Dossier) -> tuple[Reached, ...]:
    """Look up every row of the truth in the dossier, in the order of the truth."""
    found: list[Reached] = []
    for look in _LOOKS:
        found += look(dataset, system)
    return tuple(found)
