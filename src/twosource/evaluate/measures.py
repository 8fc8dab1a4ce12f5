"""The measures that all scorers share: rows of a table, precision and recall, B-cubed, classes.

A score is ``None`` where there is nothing to score; an empty answer to a question that was
asked scores 0.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

ENOUGH = 10
"""Classes with fewer gold cases are printed but not averaged."""

Item = TypeVar("Item", bound=Hashable)
Label = TypeVar("Label", bound=Hashable)


class Row(Struct, frozen=True, kw_only=True):
    """One line of a table. ``n``: the gold cases behind it; ``hits``: how many of them were reached."""

    measure: str
    score: float | None
    n: int
    baseline: str = ""
    baseline_score: float | None = None
    hits: int | None = None
    note: str = ""


class Prf(Struct, frozen=True):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean, 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


NOTHING = Prf(0.0, 0.0)


def share(part: float, whole: float) -> float:
    """Give ``part / whole``, 0 of nothing."""
    return part / whole if whole else 0.0


def counted(hits_system: int, system: int, hits_gold: int, gold: int) -> Prf:
    """Make precision and recall of counts; the hits may differ where one answer covers two rows."""
    return Prf(share(hits_system, system), share(hits_gold, gold))


def mean(values: Sequence[float]) -> float | None:
    """Give the mean (exact summation, so that order is nothing), ``None`` of nothing."""
    return math.fsum(values) / len(values) if values else None


def strongest(baselines: Mapping[str, Prf]) -> tuple[str, Prf]:
    """Choose the trivial answer with the highest F1; the first of equals."""
    best = max(baselines, key=lambda name: baselines[name].f1)
    return best, baselines[best]


def prf_rows(measure: str, mine: Prf, n: int, baselines: Mapping[str, Prf]) -> tuple[Row, ...]:
    """Write precision, recall and F1 with the strongest trivial baseline beside each."""
    name, base = strongest(baselines) if baselines else ("", None)
    parts = (
        ("P", mine.precision, base.precision if base else None),
        ("R", mine.recall, base.recall if base else None),
        ("F1", mine.f1, base.f1 if base else None),
    )
    return tuple(
        Row(
            measure=f"{measure} {letter}",
            score=score if n else None,
            n=n,
            baseline=name,
            baseline_score=beside if n else None,
        )
        for letter, score, beside in parts
    )


def accuracy_row(measure: str, right: Sequence[bool], baseline: str = "", beside: Sequence[bool] | None = None) -> Row:
    """Write the share of cases that are right."""
    return Row(
        measure=measure,
        score=mean([float(case) for case in right]),
        n=len(right),
        hits=sum(right),
        baseline=baseline,
        baseline_score=None if beside is None else mean([float(case) for case in beside]),
    )


# ------------------------------------------------------------------------------- groups


def _sizes(gold: Mapping[Item, Label], system: Mapping[Item, Label]) -> Counter[tuple[Label, Label]]:
    return Counter((label, system[item]) for item, label in gold.items())


def bcubed(gold: Mapping[Item, Label], system: Mapping[Item, Label]) -> Prf:
    """Score a grouping by B-cubed (Bagga and Baldwin 1998). ``system`` labels every gold item."""
    cells, n = _sizes(gold, system), len(gold)
    rows, columns = Counter(gold.values()), Counter(system[item] for item in gold)
    precision = math.fsum(size * size / columns[column] for (_, column), size in cells.items())
    recall = math.fsum(size * size / rows[row] for (row, _), size in cells.items())
    return Prf(share(precision, n), share(recall, n))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def pairwise(gold: Mapping[Item, Label], system: Mapping[Item, Label]) -> Prf:
    """Score a grouping by the pairs it joins. Where neither joins any pair, both agree: 1."""
    both = _pairs(_sizes(gold, system).values())
    joined = _pairs(Counter(system[item] for item in gold).values())
    true = _pairs(Counter(gold.values()).values())
    if not joined and not true:
        return Prf(1.0, 1.0)
    return counted(both, joined, both, true)


def adjusted_rand(gold: Mapping[Item, Label], system: Mapping[Item, Label]) -> float:
    """Give the adjusted Rand index (Hubert and Arabie 1985): 1 for equal groupings, about 0 for chance."""
    both = _pairs(_sizes(gold, system).values())
    true, joined = (_pairs(Counter(one[item] for item in gold).values()) for one in (gold, system))
    chance = share(true * joined, _pairs((len(gold),)))
    most = (true + joined) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


# ------------------------------------------------------------------------------ classes


def class_f1(pairs: Sequence[tuple[str, str]], name: str) -> Prf:
    """Score one class of ``(gold, system)`` pairs."""
    right = sum(1 for gold, mine in pairs if gold == mine == name)
    said = sum(1 for _, mine in pairs if mine == name)
    true = sum(1 for gold, _ in pairs if gold == name)
    return counted(right, said, right, true)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Average F1 over the gold classes with ten cases or more; ``None`` where there is none."""
    cases = Counter(gold for gold, _ in pairs)
    return mean([class_f1(pairs, name).f1 for name in sorted(cases) if cases[name] >= ENOUGH])


def majority(pairs: Sequence[tuple[str, str]]) -> str:
    """Name the commonest gold class, the first in the alphabet of equals."""
    cases = Counter(gold for gold, _ in pairs)
    return min(cases, key=lambda name: (-cases[name], name), default="")


def class_rows(measure: str, pairs: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    """Write accuracy, macro-F1 and a line for every gold class, the majority class beside them."""
    common = majority(pairs)
    always = [(gold, common) for gold, _ in pairs]
    beside = f"always {common}" if common else ""
    cases = Counter(gold for gold, _ in pairs)
    return (
        accuracy_row(f"{measure} accuracy", [g == s for g, s in pairs], beside, [g == s for g, s in always]),
        Row(
            measure=f"{measure} macro-F1",
            score=macro_f1(pairs),
            n=sum(size for size in cases.values() if size >= ENOUGH),
            baseline=beside,
            baseline_score=macro_f1(always),
        ),
        *(_class_row(measure, pairs, always, name, cases[name]) for name in sorted(cases)),
    )


def _class_row(
    measure: str, pairs: Sequence[tuple[str, str]], always: Sequence[tuple[str, str]], name: str, n: int
) -> Row:
    mine = class_f1(pairs, name)
    return Row(
        measure=f"{measure}: {name} F1",
        score=mine.f1,
        n=n,
        baseline=f"always {majority(pairs)}",
        baseline_score=class_f1(always, name).f1,
        note=f"P {mine.precision:.2f} R {mine.recall:.2f}" + ("" if n >= ENOUGH else "; fewer than ten, not averaged"),
    )


def greedy(candidates: Iterable[tuple[float, int, int]]) -> tuple[tuple[int, int], ...]:
    """Match gold and system one to one, the best ``(score, gold, system)`` first, ties by position."""
    gold_taken: set[int] = set()
    system_taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, gold, system in sorted(candidates, key=lambda row: (-row[0], row[1], row[2])):
        if gold not in gold_taken and system not in system_taken:
            gold_taken.add(gold)
            system_taken.add(system)
            pairs.append((gold, system))
    return tuple(sorted(pairs))
