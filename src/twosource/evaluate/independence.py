"""Independence: how many origins stand behind a claim, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from twosource.evaluate import counters
from twosource.evaluate.claims import holder, seats
from twosource.evaluate.dataset import Dataset, GoldAsOf, GoldClaim
from twosource.evaluate.measures import Row, mean, share
from twosource.model import LEVELS, Claim, Count, Dossier, Level

NOT_FOUND = Count(0, 0, None, (0, 0))

Error = Callable[[float, int], float]


class Case(Struct, frozen=True):
    """A claim whose truth is known at one level. ``trivial``: what counting without reading answers."""

    truth: int
    possible: int | None
    found: bool
    count: Count
    trivial: Mapping[str, int]

    @property
    def answer(self) -> float:
        """Give the system's one number: its estimate, else what is shown."""
        return self.count.shown if self.count.estimate is None else self.count.estimate


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the counts of every labelled claim; a truth of null is skipped, an unfound claim counts 0."""
    at = seats(system)
    outlets = {article.id: article.outlet or article.id for article in dataset.articles}
    claims = [(claim, holder(claim, at)[0]) for claim in dataset.truth.claims or ()]
    counted = counters.trivial([claim for claim, _ in claims], at, outlets)
    rows: list[Row] = []
    for level in LEVELS:
        found = [_case(claim, mine, level, counted[claim.id]) for claim, mine in claims]
        cases = [case for case in found if case is not None]
        if cases:
            rows += _level(level, cases)
    return (*rows, *_as_of(dataset.truth.as_of or (), {claim.id: mine for claim, mine in claims}))


def _as_of(labels: Sequence[GoldAsOf], mine: Mapping[str, Claim | None]) -> Iterator[Row]:
    """Write, for every age of a story, how what is shown of its claims fits what could be known then."""
    for minutes in sorted({label.minutes for label in labels}):
        cases = [
            (truth, shown_at(claim, label.at) if (claim := mine.get(label.claim)) else 0)
            for label in labels
            if label.minutes == minutes and (truth := label.independent.get("organisation")) is not None
        ]
        always_one = mean([float(truth == 1) for truth, _ in cases])
        exact = mean([float(max(1, shown) == truth) for truth, shown in cases])
        below = mean([float(shown <= truth) for truth, shown in cases])
        name, n = f"organisation after {minutes} minutes", len(cases)
        yield Row(measure=f"{name}: shown exact", score=exact, n=n, baseline="always one", baseline_score=always_one)
        yield Row(measure=f"{name}: shown never above truth", score=below, n=n)


def shown_at(claim: Claim, moment: str) -> int:
    """Give how many organisations were shown at a moment; all, where the claim has no history."""
    when = datetime.fromisoformat(moment)
    history = claim.independent.as_of
    if not history:
        return claim.independent.organisation.shown
    return max((at.organisation.shown for at in history if datetime.fromisoformat(at.at) <= when), default=0)


def _case(claim: GoldClaim, mine: Claim | None, level: Level, trivial: Mapping[str, int]) -> Case | None:
    truth = claim.independent.get(level)
    if truth is None:
        return None
    possible = claim.independent.get(f"{level}_possible")
    return Case(truth, possible, mine is not None, count_at(mine, level) if mine else NOT_FOUND, trivial)


def count_at(claim: Claim, level: Level) -> Count:
    """Give the system's count at a level."""
    independent = claim.independent
    counts = {
        "utterance": independent.utterance,
        "person": independent.person,
        "organisation": independent.organisation,
        "side": independent.side,
    }
    return counts[level]


def _level(level: Level, cases: Sequence[Case]) -> tuple[Row, ...]:
    return (
        _measured(f"{level}: exact", cases, lambda answer, truth: float(round(answer) == truth), max),
        _measured(
            f"{level}: exact or off by one",
            cases,
            lambda answer, truth: float(abs(round(answer) - truth) <= 1),
            max,
        ),
        _measured(f"{level}: mean absolute error", cases, lambda answer, truth: abs(answer - truth), min),
        _measured(f"{level}: bias", cases, lambda answer, truth: answer - truth, _smallest),
        *_interval(level, cases),
        *_bounds(level, cases),
        *_upper(level, cases),
    )


def _smallest(values: Sequence[float]) -> float:
    return min(values, key=abs)


def _measured(measure: str, cases: Sequence[Case], error: Error, best: Callable[[Sequence[float]], float]) -> Row:
    """Write a measure of the answers, beside the trivial answer that does best at it."""
    trivial = {
        name: mean([error(case.trivial[name], case.truth) for case in cases]) or 0.0 for name in cases[0].trivial
    }
    strong = best(tuple(trivial.values()))
    return Row(
        measure=measure,
        score=mean([error(case.answer, case.truth) for case in cases]),
        n=len(cases),
        baseline=next(name for name, value in trivial.items() if value == strong),
        baseline_score=strong,
        note=", ".join(f"{name} {value:.2f}" for name, value in trivial.items()),
    )


def _interval(level: Level, cases: Sequence[Case]) -> tuple[Row, ...]:
    inside = [case.found and case.count.interval[0] <= case.truth <= case.count.interval[1] for case in cases]
    widths = [float(case.count.interval[1] - case.count.interval[0]) for case in cases if case.found]
    one = mean([float(case.truth == 1) for case in cases])
    return (
        Row(
            measure=f"{level}: interval covers truth",
            score=mean([float(case) for case in inside]),
            n=len(cases),
            hits=sum(inside),
            baseline="always [1, 1]",
            baseline_score=one,
        ),
        Row(
            measure=f"{level}: mean width of interval",
            score=mean(widths),
            n=len(widths),
            baseline="always [1, 1]",
            baseline_score=0.0,
        ),
    )


def _bounds(level: Level, cases: Sequence[Case]) -> tuple[Row, ...]:
    """Write whether ``shown`` keeps below the truth, and how much of what can be shown it shows."""
    below = [case.count.shown <= case.truth for case in cases]
    provable = sum(case.truth for case in cases)
    shown = sum(min(case.count.shown, case.truth) for case in cases)
    return (
        Row(
            measure=f"{level}: shown never above truth",
            score=mean([float(case) for case in below]),
            n=len(cases),
            hits=sum(below),
            baseline="always one",
            baseline_score=mean([float(case.truth >= 1) for case in cases]),
        ),
        Row(
            measure=f"{level}: provable origins shown",
            score=share(shown, provable),
            n=provable,
            hits=shown,
            baseline="always one",
            baseline_score=share(sum(min(1, case.truth) for case in cases), provable),
        ),
        Row(
            measure=f"{level}: claims found",
            score=mean([float(case.found) for case in cases]),
            n=len(cases),
            hits=sum(case.found for case in cases),
        ),
    )


def _upper(level: Level, cases: Sequence[Case]) -> tuple[Row, ...]:
    """Write how the upper bound fits, where the labels give one."""
    bounded = [(case, case.possible) for case in cases if case.possible is not None]
    if not bounded:
        return ()
    return (
        Row(
            measure=f"{level}: possible exact",
            score=mean([float(case.count.possible == upper) for case, upper in bounded]),
            n=len(bounded),
            baseline="counting texts",
            baseline_score=mean([float(case.trivial["counting texts"] == upper) for case, upper in bounded]),
        ),
        Row(
            measure=f"{level}: possible never below its truth",
            score=mean([float(case.found and case.count.possible >= upper) for case, upper in bounded]),
            n=len(bounded),
            baseline="counting texts",
            baseline_score=mean([float(case.trivial["counting texts"] >= upper) for case, upper in bounded]),
        ),
    )
