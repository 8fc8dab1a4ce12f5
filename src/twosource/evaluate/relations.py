"""Relations: what two articles are to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.evaluate.dataset import Dataset, GoldRelation
from twosource.evaluate.measures import Prf, Row, accuracy_row, class_rows, counted, mean, prf_rows
from twosource.evaluate.naming import same_name
from twosource.model import Dossier, Relation

MISSING = "none"
COPIES = "copies"
EARLIEST = "earliest is the source"
LONGEST = "longest is the source"
UNTOLD = "cannot tell"
BINS = 10

Key = frozenset[str]


class Answers(Struct, frozen=True):
    """The system's relations by pair, and the articles that lean on each hidden source it names."""

    by_pair: Mapping[Key, Relation]
    hidden: Sequence[tuple[str, frozenset[str]]]

    def relation(self, row: GoldRelation) -> Relation | None:
        """Find the answer for a pair of articles."""
        return self.by_pair.get(frozenset((row.earlier, row.later)))

    def names_hidden(self, row: GoldRelation) -> bool:
        """Tell whether the later article is shown to lean on the source that the row names."""
        return any(row.later in children and same_name(row.earlier, name) for name, children in self.hidden)


def answers(dossier: Dossier) -> Answers:
    """Open a dossier. Of several relations of a pair the surest counts."""
    best: dict[Key, Relation] = {}
    rows = [*(row for story in dossier.stories for row in story.relations), *dossier.relations]
    for row in sorted(rows, key=lambda row: (-row.confidence, row.relation, row.earlier, row.later)):
        best.setdefault(frozenset((row.earlier, row.later)), row)
    hidden = [(one.name, frozenset(one.children)) for story in dossier.stories for one in story.hidden_sources]
    hidden += [(row.source_name, frozenset((row.earlier, row.later))) for row in rows if row.source_name]
    return Answers(best, tuple(hidden))


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score kinds of relation, directions of copies, ancestors, named sources, stated confidence."""
    known = {article.id for article in dataset.articles}
    rows = dataset.truth.relations or ()
    between = [row for row in rows if row.earlier in known]
    hidden = [row for row in rows if row.earlier not in known]
    mine = answers(system)
    pairs = [(row.relation, _kind(mine.relation(row))) for row in between]
    return (
        *class_rows("relation", pairs),
        *_directions(dataset, between, mine),
        *_ancestors(between, mine),
        accuracy_row("hidden source named", [mine.names_hidden(row) for row in hidden]),
        accuracy_row("source name", [_same_source(row, mine) for row in between if row.source_name]),
        _calibration(between, mine),
        *_least_sure(between, mine),
    )


def _kind(row: Relation | None) -> str:
    return row.relation if row else MISSING


def _same_source(row: GoldRelation, mine: Answers) -> bool:
    found = mine.relation(row)
    return bool(found and found.source_name and row.source_name and same_name(found.source_name, row.source_name))


def _directions(dataset: Dataset, rows: Sequence[GoldRelation], mine: Answers) -> tuple[Row, ...]:
    """Score which of two articles is the source, on copies whose direction is known."""
    copies = [row for row in rows if row.relation == COPIES and row.direction != "unknown"]
    dates = {article.id: article.published for article in dataset.articles}
    right = [_is_copy(mine.relation(row), row) for row in copies]
    earliest = [(dates.get(row.earlier) or "~") < (dates.get(row.later) or "~") for row in copies]
    sizes = {article.id: len(article.text or "") for article in dataset.articles}
    longest = [sizes[row.earlier] > sizes[row.later] for row in copies]
    return (
        accuracy_row("direction of copies", right, EARLIEST, earliest),
        accuracy_row("direction of copies, beside length", right, LONGEST, longest),
    )


def _is_copy(found: Relation | None, row: GoldRelation) -> bool:
    return found is not None and found.relation == COPIES and found.earlier == row.earlier


def _ancestors(rows: Sequence[GoldRelation], mine: Answers) -> tuple[Row, ...]:
    """Score who descends from whom, through any number of copies, among the labelled articles."""
    labelled = {name for row in rows for name in (row.earlier, row.later)}
    gold = _closure({(row.earlier, row.later) for row in rows if row.relation == COPIES})
    copies = {(row.earlier, row.later) for row in mine.by_pair.values() if row.relation == COPIES}
    system = {pair for pair in _closure(copies) if labelled.issuperset(pair)}
    both = len(gold & system)
    nobody = Prf(0.0, 0.0)
    return prf_rows("ancestors", counted(both, len(system), both, len(gold)), len(gold), {"none": nobody})


def _closure(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    children: dict[str, list[str]] = {}
    for parent, child in sorted(edges):
        children.setdefault(parent, []).append(child)
    return {(start, name) for start in children for name in _below(start, children)}


def _below(start: str, children: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(children.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in seen and name != start:
            seen.add(name)
            waiting += children.get(name, ())
    return seen


def _calibration(rows: Sequence[GoldRelation], mine: Answers) -> Row:
    """Give the expected calibration error of the stated confidence, over ten equal bins."""
    stated = [(found.confidence, found.relation == row.relation) for row in rows if (found := mine.relation(row))]
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in stated:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    gaps = [
        abs(sum(confidence for confidence, _ in group) - sum(right for _, right in group))
        for _, group in sorted(bins.items())
    ]
    rate = mean([float(right) for _, right in stated])
    return Row(
        measure="calibration error",
        score=sum(gaps) / len(stated) if stated else None,
        n=len(stated),
        baseline="always sure",
        baseline_score=None if rate is None else 1 - rate,
    )


def _least_sure(rows: Sequence[GoldRelation], mine: Answers) -> tuple[Row, ...]:
    """Give the share of the errors that stand in the least sure tenth of the answers, and of the pairs answered.

    A tenth holds no more errors than it has answers: the note says what share could stand in it at most.
    """
    stated = sorted((found.confidence, found.relation == row.relation) for row in rows if (found := mine.relation(row)))
    wrong = [not right for _, right in stated]
    tenth = wrong[: max(1, len(wrong) // 10)]
    told = [found is not None and found.relation != UNTOLD for found in map(mine.relation, rows)]
    return (
        Row(
            measure="errors in the least sure tenth",
            score=sum(tenth) / sum(wrong) if any(wrong) else None,
            n=sum(wrong),
            baseline="a tenth at random",
            baseline_score=0.1 if any(wrong) else None,
            note=f"at most {min(1.0, len(tenth) / sum(wrong)):.3f}" if any(wrong) else "",
        ),
        Row(measure="pairs answered", score=mean([float(one) for one in told]), n=len(told)),
    )
