"""Drifts: what changed on the way from the fuller to the poorer statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.evaluate import positions
from twosource.evaluate import system as opened
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import Row, accuracy_row, majority, prf_rows
from twosource.evaluate.pairs import Opposed, from_sides, in_titles, is_judged, judged, kind_prf, matched
from twosource.model import Dossier, Place


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score drifts that agree in both places, direction and kind, on judged places."""
    places = judged(dataset)
    gold = labelled(dataset)
    mine = [pair for pair in found(system) if is_judged(pair, places)]
    trivial = _every_pair(dataset, gold)
    name = f"every pair of a claim, {majority([(pair.kind, '') for pair in gold])}"
    cases = Counter(pair.kind for pair in gold)
    return (
        *prf_rows(
            "drift",
            kind_prf(gold, mine, ordered=True),
            len(gold),
            {name: kind_prf(gold, trivial, ordered=True)},
        ),
        *(row for kind in sorted(cases) for row in _kind_rows(kind, gold, mine, {name: trivial})),
        *_by_change(dataset, gold, mine),
        accuracy_row("direction (where the pair is found)", _directions(gold, mine)),
    )


def _by_change(dataset: Dataset, gold: Sequence[Opposed], mine: Sequence[Opposed]) -> Iterator[Row]:
    """Score changes, whichever fuller printing of the sentence stands on the left, where the set tells them.

    ``by teller``: or any other saying of the same teller on the same claim; no text tells which one was meant.
    """
    printed = positions.printings(dataset)
    if not printed:
        return
    hits = positions.drifts(gold, mine, printed)
    yield from prf_rows("drift, by change", hits.prf(mine, gold), len(gold), {})
    told = positions.drifts(gold, mine, printed, any_utterance=True)
    yield from prf_rows("drift, by teller", told.prf(mine, gold), len(gold), {})
    for kind in sorted({pair.kind for pair in gold}):
        true, said = [pair for pair in gold if pair.kind == kind], [pair for pair in mine if pair.kind == kind]
        yield from prf_rows(f"{kind}, by change", positions.drifts(true, said, printed).prf(said, true), len(true), {})


def labelled(dataset: Dataset) -> list[Opposed]:
    """List the labelled drifts, the fuller statement on the left. A rounded number is a changed one (design)."""
    rows = dataset.truth.drifts or ()
    return sorted(Opposed(row.kind.replace("number rounded", "number changed"), row.from_, row.to) for row in rows)


def found(dossier: Dossier) -> list[Opposed]:
    """List the system's drifts between places in texts."""
    titles = in_titles(dossier)
    return sorted(
        from_sides(row.kind, row.from_, row.to)
        for row in opened.drifts(dossier)
        if row.from_.statement not in titles and row.to.statement not in titles
    )


def _kind_rows(
    kind: str, gold: Sequence[Opposed], mine: Sequence[Opposed], trivial: Mapping[str, Sequence[Opposed]]
) -> tuple[Row, ...]:
    def only(pairs: Sequence[Opposed]) -> list[Opposed]:
        return [pair for pair in pairs if pair.kind == kind]

    beside = {name: kind_prf(only(gold), only(pairs), ordered=True) for name, pairs in trivial.items()}
    return prf_rows(kind, kind_prf(only(gold), only(mine), ordered=True), len(only(gold)), beside)


def _directions(gold: Sequence[Opposed], mine: Sequence[Opposed]) -> list[bool]:
    """Compare directions of the pairs that lie on the same places with the same kind."""
    pairs = matched(gold, mine, ordered=False, same_kind=True)
    return [gold[one].left.article == mine[other].left.article for one, other in pairs]


def _every_pair(dataset: Dataset, gold: Sequence[Opposed]) -> list[Opposed]:
    """Take every two statements of a claim, of two articles, as the commonest drift, earlier to later."""
    kind = majority([(pair.kind, "") for pair in gold])
    order = {article.id: (article.published or "", place) for place, article in enumerate(dataset.articles)}

    def when(place: Place) -> tuple[str, int]:
        return order.get(place.article, ("", 0))

    return [
        Opposed(kind, *sorted(pair, key=when))
        for claim in dataset.truth.claims or ()
        for pair in combinations(claim.statements, 2)
        if pair[0].article != pair[1].article
    ]
