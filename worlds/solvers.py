"""Trivial solvers: what one scores without reading. Where one is strong, the world is too easy.

A solver sees the pile's table (outlet, time, length, family of templates), never the truth it is scored by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from msgspec import Struct

from worlds import truth_claims, truth_pairs
from worlds.truth import Told, family_table

KINDS = ("copies", "common source", "shared quotation", "independent")
STRONG: Mapping[str, float] = MappingProxyType({"relations": 0.5, "direction": 0.85, "counts": 0.5})
"""From here on a solver is strong: macro-F1 of relations, accuracy of directions, macro recall of counts."""


class Row(Struct, frozen=True):
    """What a solver can see of an article."""

    id: str
    outlet: str
    agency: bool
    published: str
    length: int
    family: str


class Guess(Struct, frozen=True):
    """A solver's answer on two articles."""

    relation: str
    source: str


class Score(Struct, frozen=True):
    """A solver's scores in one world; ``None``: it does not answer that question."""

    solver: str
    relations: float | None
    direction: float | None
    counts: float | None

    def strong(self) -> tuple[str, ...]:
        """List the questions at which the solver is too good."""
        found = {"relations": self.relations, "direction": self.direction, "counts": self.counts}
        return tuple(name for name, value in found.items() if value is not None and value >= STRONG[name])


Solver = Callable[[Sequence[Row], Row, Row], Guess]


def _source_first(best: Callable[[Row], object]) -> Solver:
    """Take the first article of a story by some order as the source of all, and of every two the first one."""

    def solve(story: Sequence[Row], one: Row, other: Row) -> Guess:
        first = min(story, key=lambda row: (str(best(row)), row.id))
        early, _ = sorted((one, other), key=lambda row: (str(best(row)), row.id))
        return Guess("copies" if first.id in {one.id, other.id} else "common source", early.id)

    return solve


def _by_outlet(_story: Sequence[Row], one: Row, other: Row) -> Guess:
    """Take agencies as sources of all others, and every two others as siblings."""
    if one.agency != other.agency:
        return Guess("copies", one.id if one.agency else other.id)
    return Guess("common source", min(one.id, other.id))


def _by_template(_story: Sequence[Row], one: Row, other: Row) -> Guess:
    """Take articles of one family of templates as siblings, all others as independent."""
    return Guess("common source" if one.family == other.family else "independent", min(one.id, other.id))


SOLVERS: Mapping[str, Solver] = MappingProxyType(
    {
        "earliest is the source": _source_first(lambda row: row.published),
        "longest is the source": _source_first(lambda row: f"{10**6 - row.length:07}"),
        "outlet name": _by_outlet,
        "template identity": _by_template,
        "always common source": lambda _story, one, other: Guess("common source", min(one.id, other.id)),
    }
)


def scores(every: Sequence[Told]) -> tuple[Score, ...]:
    """Score every solver on a world."""
    tables = [(one, _rows(one), tuple(truth_pairs.relations(one))) for one in every]
    found = [_score(name, solver, tables) for name, solver in SOLVERS.items()]
    return (*found, *_counting(every))


def _rows(one: Told) -> Mapping[str, Row]:
    families = family_table(one.held)
    rooms = one.where.newsrooms
    return {
        one.ids[page.draft.id]: Row(
            one.ids[page.draft.id], page.draft.newsroom, rooms[page.draft.newsroom].kind == "agency",
            page.draft.published or "", len(page.text), families[page.draft.id],
        )
        for page in one.held
    }  # fmt: skip


Table = tuple[Told, Mapping[str, Row], Sequence[truth_pairs.RelationRow]]


def _score(name: str, solver: Solver, tables: Sequence[Table]) -> Score:
    pairs: list[tuple[str, str]] = []
    right: list[bool] = []
    for _, rows, relations in tables:
        for relation in relations:
            guess = solver(tuple(rows.values()), rows[relation.earlier], rows[relation.later])
            pairs.append((relation.relation, guess.relation))
            if relation.relation == "copies":
                right.append(guess.source == relation.earlier)
    return Score(name, macro_f1(pairs), sum(right) / len(right) if right else None, None)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Average the F1 of the kinds that occur, each as heavy as the others."""
    rates: list[float] = []
    for kind in KINDS:
        hits = sum(1 for true, said in pairs if true == said == kind)
        true = sum(1 for one, _ in pairs if one == kind)
        said = sum(1 for _, one in pairs if one == kind)
        if true:
            rates.append(2 * hits / (true + said))
    return sum(rates) / len(rates) if rates else 0.0


def _counting(every: Sequence[Told]) -> tuple[Score, ...]:
    """Score the counts "always one", "the outlets" and "the texts": the mean over true counts 1, 2, 3 and more."""
    cases: list[tuple[int, int, int]] = []
    for one in every:
        outlets = {one.ids[page.draft.id]: page.draft.newsroom for page in one.held}
        for row in truth_claims.claims(one, truth_claims.grouped(one)):
            articles = {place.article for place in row.statements}
            cases.append((row.independent["organisation"], len({outlets[name] for name in articles}), len(articles)))
    return (
        Score("always one origin", None, None, _recall([(truth, 1) for truth, _, _ in cases])),
        Score("counting outlets", None, None, _recall([(truth, outlets) for truth, outlets, _ in cases])),
        Score("counting texts", None, None, _recall([(truth, texts) for truth, _, texts in cases])),
    )


def _recall(pairs: Sequence[tuple[int, int]]) -> float:
    by_truth: dict[int, list[bool]] = defaultdict(list)
    for truth, said in pairs:
        by_truth[min(truth, 3)].append(min(said, 3) == min(truth, 3))
    return sum(sum(hits) / len(hits) for hits in by_truth.values()) / max(1, len(by_truth))


__all__ = ["SOLVERS", "Score", "combinations", "scores"]
