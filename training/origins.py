"""Train the estimate of independent origins: ``python -m training.origins``.

Worlds of the seen grammars, and the piles of ``training/piles`` (our own news, labelled by hand; a claim of them counts
as three of the worlds'), are read and compared by twosource itself; for every claim the evidence of
``twosource.compare.estimate`` is laid out beside the true number of origins, and the weights of all chances are
fitted at once by the likelihood of those numbers, with an L2 penalty. Deterministic: seeded worlds, L-BFGS from zero.
Before that the weights are fitted without each pile, and figures printed on that pile: what a change of features or of
``NATURAL`` is chosen by, beside the worlds held out.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, gammaln
from training import natural, simulated

from twosource import desk
from twosource.compare import estimate
from twosource.compare.claims import Group
from twosource.compare.estimate import Evidence
from twosource.compare.stories import tell
from twosource.dossier.basis import Ground, backers, basis
from twosource.dossier.build import arranged, compare_story
from twosource.evaluate.dataset import Dataset, GoldClaim
from twosource.model import LEVELS, Level

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEARNT: tuple[tuple[str, int, int], ...] = (
    *(("standard", seed, 150) for seed in (301, 311, 312, 313)),
    ("paraphrase", 302, 80),
    ("translated", 303, 80),
    ("silent", 304, 80),
    ("upstream", 305, 80),
    ("no-clocks", 306, 80),
    ("circular", 307, 60),
    ("wrong-clocks", 308, 80),
    ("twins", 309, 60),
    ("easy", 310, 40),
)
"""Regime, seed and size of every world: most of them ``standard``, which is made after published figures."""
HELD: tuple[tuple[str, int, int], ...] = (("standard", 11, 150), ("standard", 207, 150))
PENALTY = 0.05
NATURAL = 3.0
"""What a claim of the piles weighs beside one of a world: natural news is rarer, and what the tool is for."""
HEAD = """\
# Weights of the estimate of independent origins: level, feature, weight. Made by training/origins.py; see its card.
"""


class Case(NamedTuple):
    """A claim: its evidence at every level, the true numbers, what it weighs, and whether several articles tell it."""

    evidence: dict[Level, Evidence]
    truth: dict[str, int]
    weight: float = 1.0
    several: bool = True


def cases(data: Dataset) -> Iterator[Case]:
    """Read and compare a world; give every gold claim that a claim of ours holds."""
    rows = data.folder / "outlets.json"
    settings = desk.Settings(outlets=desk.read_outlets(rows) if rows.exists() else ())
    readings, outlets, _ = desk.read_all([str(data.folder / "articles.jsonl")], settings, io.BytesIO())
    ordered = arranged(readings, outlets)
    by_id = {reading.article.id: reading for reading in ordered}
    for story in tell(ordered):
        compared = compare_story([by_id[i] for i in story.articles], outlets)
        ground = compared.ground
        held = [(group, _places(group, ground)) for group in compared.groups]
        for claim in data.truth.claims or ():
            best = max(((_met(claim, places), -n) for n, (_, places) in enumerate(held)), default=(0, 0))
            if best[0]:
                behind = backers(basis(held[-best[1]][0], ground), ground)
                if behind:
                    laid = {
                        level: estimate.evidence(behind, level, ground.sides, len(story.articles)) for level in LEVELS
                    }
                    told = {name: n for name, n in claim.independent.items() if n is not None}
                    yield Case(laid, told, several=len({place.article for place in claim.statements}) > 1)


def _places(group: Group, ground: Ground) -> set[tuple[str, int, int]]:
    members = [ground.propositions[i] for i in group.members]
    return {(p.article, p.statement.start, p.statement.end) for p in members}


def _met(claim: GoldClaim, places: set[tuple[str, int, int]]) -> int:
    """Count the statements of a labelled claim that a group has."""
    return sum(
        any(article == place.article and start < place.end and place.start < end for article, start, end in places)
        for place in claim.statements
    )


# ---------------------------------------------------------------------------- the model


class Table(NamedTuple):
    """The cases of one level as arrays: the features of all chances, and where each stands; of claims; the truth.

    ``at``: of each chance its case, and its place there; ``weight``: what each case weighs, 1 together.
    """

    names: list[str]
    possible: Floats
    at: tuple[Ints, Ints]
    claims: Floats
    truth: Ints
    weight: Floats


def table(found: Sequence[Case], level: Level, names: Sequence[str] = ()) -> Table:
    """Lay the cases of one level out; of the features only ``names``, where some are given."""
    laid = [(case.evidence[level], case.truth[level], case.weight) for case in found if case.truth.get(level)]
    told = {n for e, _, _ in laid for p in e.possible for n in p.features} | {n for e, _, _ in laid for n in e.claim}
    index = {name: place for place, name in enumerate(names or sorted(told))}
    further = [
        (row, place, one.features) for row, (e, _, _) in enumerate(laid) for place, one in enumerate(e.possible[1:])
    ]
    weight = np.array([w for _, _, w in laid])
    return Table(
        list(index),
        _matrix([features for _, _, features in further], index),
        (np.array([row for row, _, _ in further]), np.array([place for _, place, _ in further])),
        _matrix([e.claim for e, _, _ in laid], index),
        np.array([truth for _, truth, _ in laid]),
        weight / weight.sum(),
    )


def _matrix(rows: Sequence[estimate.Features], index: dict[str, int]) -> Floats:
    found = np.zeros((len(rows), len(index)))
    for row, features in enumerate(rows):
        for name, value in features.items():
            if name in index:
                found[row, index[name]] = value
    return found


def _steps(values: Floats) -> list[Floats]:
    """Give the distribution of every case after each of its possible origins, by their chances."""
    found = np.zeros((len(values), estimate.MOST + 1))
    found[:, 1] = 1.0
    steps = [found]
    for place in range(values.shape[1]):
        p = values[:, place : place + 1]
        steps.append(steps[-1] * (1 - p) + _later(steps[-1]) * p)
    return steps


def _later(found: Floats) -> Floats:
    return np.concatenate([np.zeros((len(found), 1)), found[:, :-1]], axis=1)


def _values(weights: Floats, data: Table) -> tuple[Floats, Floats]:
    """Give the chances of the possible origins, and how many missed ones are to be expected."""
    values = np.zeros((len(data.truth), int(data.at[1].max(initial=-1)) + 1))
    values[data.at] = expit(data.possible @ weights)
    return values, np.exp(np.minimum(3.0, data.claims @ weights))


def _law(missed: Floats) -> Floats:
    counts = np.arange(estimate.MOST + 1)[None, :]
    law: Floats = np.exp(-missed[:, None] + counts * np.log(missed[:, None]) - gammaln(counts + 1))
    return law


def chances(weights: Floats, data: Table) -> Floats:
    """Give the distribution of every case."""
    values, missed = _values(weights, data)
    found, law = _steps(values)[-1], _law(missed)
    size = estimate.MOST + 1
    total = np.stack([sum(found[:, k - n] * law[:, n] for n in range(k + 1)) for k in range(size)], axis=1)
    shares: Floats = total / total.sum(axis=1, keepdims=True)
    return shares


def loss(weights: Floats, data: Table) -> tuple[float, Floats]:
    """Give the loss of some weights, and its gradient: backwards through the numbers of origins."""
    values, missed = _values(weights, data)
    steps, law = _steps(values), _law(missed)
    counts = np.arange(estimate.MOST + 1)[None, :]
    rest = np.minimum(data.truth, estimate.MOST)[:, None] - counts
    at = np.maximum(rest, 0)
    before = np.where(rest >= 0, np.take_along_axis(steps[-1], at, axis=1), 0.0)
    told = np.maximum((before * law).sum(axis=1), 1e-9)
    outer = -data.weight / told
    of_missed = outer * (before * law * (counts / missed[:, None] - 1)).sum(axis=1)
    back = np.where(rest >= 0, np.take_along_axis(law, at, axis=1), 0.0) * outer[:, None]
    of_values = np.zeros_like(values)
    for place in reversed(range(values.shape[1])):
        p = values[:, place : place + 1]
        of_values[:, place] = (back * (_later(steps[place]) - steps[place])).sum(axis=1)
        back = back * (1 - p) + np.concatenate([back[:, 1:], np.zeros((len(back), 1))], axis=1) * p
    slope = (of_values * values * (1 - values))[data.at] @ data.possible
    slope = slope + (of_missed * missed * (data.claims @ weights < 3.0)) @ data.claims
    lost = -float(data.weight @ np.log(told))
    return lost + PENALTY * float((weights**2).mean()), slope + 2 * PENALTY * weights / len(weights)


def fit(data: Table) -> Floats:
    """Fit the weights by likelihood."""
    start = np.zeros(len(data.names))
    start[data.names.index("missed")] = -2.0
    return np.asarray(minimize(loss, start, (data,), method="L-BFGS-B", jac=True, options={"maxiter": 400}).x)


def figures(weights: Floats, data: Table) -> str:
    """Say how the estimate fits."""
    return summed(chances(weights, data), data.truth)


def summed(told: Floats, truth: Ints) -> str:
    """Say how distributions fit the truth: exact, off by one, error, bias, coverage and width of the interval."""
    ends = np.array([estimate.interval(row) for row in told])
    inside = (ends[:, 0] <= truth) & (truth <= ends[:, 1])
    width, off = ends[:, 1] - ends[:, 0], told.argmax(axis=1) - truth
    parts = {
        "exact": np.mean(off == 0),
        "off by one": np.mean(np.abs(off) <= 1),
        "error": np.abs(off).mean(),
        "bias": off.mean(),
        "covered": inside.mean(),
        "width": width.mean(),
        "always one": np.mean(truth == 1),
        "loss": -np.log(np.maximum(told[np.arange(len(told)), np.minimum(truth, estimate.MOST)], 1e-9)).mean(),
    }
    return f"n {len(told)}, " + ", ".join(f"{name} {value:.3f}" for name, value in parts.items())


def worlds(wanted: Sequence[tuple[str, int, int]]) -> list[Case]:
    """Make worlds of the seen grammars and give their cases."""
    return [case for data in simulated.worlds(wanted) for case in cases(data)]


def piles() -> list[list[Case]]:
    """Give the cases of every pile."""
    return [[case._replace(weight=NATURAL) for case in cases(data)] for data in natural.piles()]


def without_each(learnt: Sequence[Case], natural_ones: Sequence[Sequence[Case]], level: Level) -> str:
    """Give the figures on the piles, each by weights that have not learnt of it; and of claims told by several."""
    told: list[Floats] = []
    truths: list[Case] = []
    for held, pile in enumerate(natural_ones):
        rest = [case for n, other in enumerate(natural_ones) if n != held for case in other]
        data = table([*learnt, *rest], level)
        counted = [case for case in pile if case.truth.get(level)]
        told.append(chances(fit(data), table(counted, level, data.names)))
        truths += counted
    every, true = np.concatenate(told), np.array([case.truth[level] for case in truths])
    several = np.array([case.several for case in truths])
    return f"{summed(every, true)}; by several articles: {summed(every[several], true[several])}"


def learn(learnt: Sequence[Case], natural_ones: Sequence[Sequence[Case]], held: Sequence[Case]) -> str:
    """Fit the weights of all levels, print their figures, and give the table."""
    rows = []
    print("organisation piles left out:", without_each(learnt, natural_ones, "organisation"))
    everything = [*learnt, *(case for pile in natural_ones for case in pile)]
    for level in LEVELS:
        data = table(everything, level)
        weights = fit(data)
        print(level, "trained:", figures(weights, data))
        print(level, "held out:", figures(weights, table(held, level, data.names)))
        rows += [f"{level}\t{name}\t{value:.3f}\n" for name, value in zip(data.names, weights, strict=True)]
    return HEAD + "".join(rows)


def main() -> None:
    """Train and write the weights; print the figures on worlds of other seeds."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    (RESOURCES / "models/origins.tsv").write_text(learn(worlds(LEARNT), piles(), worlds(HELD)), "utf-8")


if __name__ == "__main__":
    main()
