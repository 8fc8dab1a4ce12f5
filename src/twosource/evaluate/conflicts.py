"""Conflicts: statements of one claim that do not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from twosource.evaluate import positions, printings
from twosource.evaluate import system as opened
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import NOTHING, Row, counted, prf_rows, share
from twosource.evaluate.pairs import Opposed, from_sides, in_titles, is_judged, judged, kind_prf, matched, meets
from twosource.evaluate.system import story_of
from twosource.model import Dossier

AGREE = "agree"
NONE = "none"


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score conflicts of any kind and by kind, on judged places, and count false alarms."""
    places = judged(dataset)
    gold = labelled(dataset)
    shown = found(system)
    mine = [pair for pair in shown if is_judged(pair, places)]
    clashes, alarms = _clashes(gold), _clashes(mine)
    hits = len(matched(clashes, alarms, ordered=False, same_kind=False))
    cases = Counter(pair.kind for pair in gold)
    return (
        *prf_rows("any conflict", counted(hits, len(alarms), hits, len(clashes)), len(clashes), {NONE: NOTHING}),
        *(row for kind in sorted(cases) for row in _kind_rows(kind, gold, mine)),
        *_by_position(dataset, system, gold, mine),
        *_by_printing(dataset, system, clashes),
        _alarms(dataset, system, len(alarms) - hits),
        Row(
            measure="conflicts on unjudged places",
            score=float(len(_clashes(shown)) - len(alarms)),
            n=len(clashes),
            note="number; neither right nor wrong",
        ),
    )


def _by_position(dataset: Dataset, system: Dossier, gold: Sequence[Opposed], mine: Sequence[Opposed]) -> Iterator[Row]:
    """Score the positions that are set against each other, wherever they are printed, where the set tells them."""
    printed = positions.printings(dataset)
    if not printed:
        return
    clashes, alarms = _clashes(gold), _clashes(mine)
    any_kind = positions.conflicts(clashes, alarms, printed, same_kind=False)
    yield from prf_rows("any conflict, by position", any_kind.prf(alarms, clashes), len(clashes), {NONE: NOTHING})
    for kind in sorted({pair.kind for pair in gold}):
        true, said = _of_kind(kind, gold), _of_kind(kind, mine)
        hits = positions.conflicts(true, said, printed, same_kind=True)
        yield from prf_rows(f"{kind}, by position", hits.prf(said, true), len(true), {NONE: NOTHING})
    false = len(alarms) - len(any_kind.system) - len(any_kind.repeated)
    yield _alarms(dataset, system, false, "false alarms per 100 stories, by position")


def _by_printing(dataset: Dataset, system: Dossier, clashes: Sequence[Opposed]) -> Iterator[Row]:
    """Score each conflict on all printings of its two values: which of them a label names is chance."""
    places = judged(dataset)
    every = (tuple(pair for pair in pairs if is_judged(pair, places)) for pairs in printings.of_each(system))
    told = [pairs for pairs in every if pairs and pairs[0].kind != AGREE]
    right = sum(any(meets(one, pair, ordered=False) for one in clashes for pair in pairs) for pairs in told)
    reached = sum(any(meets(one, pair, ordered=False) for pairs in told for pair in pairs) for one in clashes)
    prf = counted(right, len(told), reached, len(clashes))
    yield from prf_rows("any conflict, by printing", prf, len(clashes), {NONE: NOTHING})
    yield _alarms(dataset, system, len(told) - right, "false alarms per 100 stories, by printing")


def labelled(dataset: Dataset) -> list[Opposed]:
    """List the labelled conflicts."""
    return sorted(Opposed(row.relation, row.left, row.right) for row in dataset.truth.conflicts or ())


def found(dossier: Dossier) -> list[Opposed]:
    """List the system's conflicts between places in texts."""
    titles = in_titles(dossier)
    return sorted(
        from_sides(row.relation, row.left, row.right)
        for row in opened.conflicts(dossier)
        if row.left.statement not in titles and row.right.statement not in titles
    )


def _clashes(pairs: Sequence[Opposed]) -> list[Opposed]:
    return [pair for pair in pairs if pair.kind != AGREE]


def _of_kind(kind: str, pairs: Sequence[Opposed]) -> list[Opposed]:
    return [pair for pair in pairs if pair.kind == kind]


def _kind_rows(kind: str, gold: Sequence[Opposed], mine: Sequence[Opposed]) -> tuple[Row, ...]:
    true, said = _of_kind(kind, gold), _of_kind(kind, mine)
    return prf_rows(kind, kind_prf(true, said, ordered=False), len(true), {NONE: NOTHING})


def _alarms(dataset: Dataset, dossier: Dossier, false: int, measure: str = "false alarms per 100 stories") -> Row:
    """Count false alarms per 100 stories that hold a judged article."""
    places = judged(dataset)
    stories = {name for article, name in story_of(dossier).items() if article in places}
    return Row(
        measure=measure,
        score=100 * share(false, len(stories)),
        n=len(stories),
        baseline=NONE,
        baseline_score=0.0,
    )
