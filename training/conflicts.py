"""Train how likely a conflict is that a rule finds: ``python -m training.conflicts``.

Worlds of the seen grammars are read and compared by twosource itself. Whatever the rules of ``conflicts`` oppose is
laid out as signs (``twosource.compare.clashes``); it is right where the truth sets the same two positions against each
other. A logistic curve is fitted; its figures on worlds left out in turn are printed. Deterministic: seeded worlds, no
chance in the fit. ``training.drifts`` lays out what may be drifts in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from training import simulated
from training.relations import readings_of

from twosource.compare import clashes, conflicts, drifts, reuse, stories, weighing
from twosource.compare.changes import Change
from twosource.compare.claims import Group
from twosource.compare.tellings import Clash, Telling
from twosource.compare.wording import place_of
from twosource.dossier import claims, printings
from twosource.dossier.basis import Ground
from twosource.dossier.build import arranged, compare_story
from twosource.evaluate import conflicts as scored
from twosource.evaluate import positions
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.pairs import Opposed, is_judged, judged

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
PLAN: tuple[tuple[str, int, int], ...] = (
    ("standard", 601, 150), ("standard", 602, 150), ("standard", 603, 150), ("standard", 604, 150),
    ("standard", 605, 150), ("paraphrase", 606, 80), ("translated", 607, 80), ("twins", 608, 60),
    ("circular", 609, 60), ("no-clocks", 610, 80), ("standard", 611, 150), ("standard", 612, 150),
)  # fmt: skip
"""The worlds that are learnt from: regime, seed and articles."""
PARTS = 4
"""Parts of the worlds that are left out in turn."""
LEAST = 6
"""Clashes that hold a sign, from which it is weighed."""
PENALTY = 1.0
FOR = (
    "alike ", "shared ", "left plainly", "right plainly", "words ", "wording ", "of the parent", "tie derivation",
    "traced to it", "left told by", "right told by", "named by", "by a cue", "outright", "taken back", "one number",
    "plan planned", "plan announced", "one root", "claims beside", "words beside", "relation sure",
    "of an event", "share beside", "same before", "same after", "kin named", "right bare", "by rule",
)  # fmt: skip
AGAINST = (
    "classes apart", "places apart", "days apart", "left unread", "right unread", "left fragment", "right fragment",
    "left by nobody", "two languages", "one article", "several figures", "times ", "no tie", "left unsure",
    "other numbers", "by a negation", "bare in", "names his body", "names him beside",
    "names him elsewhere", "one denies", "of the child",
)  # fmt: skip
"""Beginnings of the signs that can only speak for a finding, or against it."""
HEAD = """\
# What each sign weighs for a finding of the rules being right: sign, weight (log-odds).
# Made by training/NAME.py on simulated worlds (our own, Apache-2.0); see training/cards/conflicts.md.
"""

Floats = NDArray[np.float64]


class Row(NamedTuple):
    """What a rule finds: its signs, whether it is right, how much it counts, the world that it is of."""

    signs: frozenset[str]
    right: bool
    weight: float
    world: int


class Found(NamedTuple):
    """What a rule finds, with its signs, as two places."""

    opposed: Opposed
    signs: frozenset[str]


class Both(NamedTuple):
    """What the rules find: conflicts and drifts."""

    conflicts: list[Found]
    drifts: list[Found]


def found_in(data: Dataset) -> Both:
    """Give all that the rules find in a world."""
    readings, outlets = readings_of(data)
    ordered = arranged(readings, outlets)
    by_id = {reading.article.id: reading for reading in ordered}
    groups = [story.articles for story in stories.tell(ordered)]
    marks = reuse.furniture(ordered, groups)
    every = Both([], [])
    for members in groups:
        kept = printings.thin([by_id[i] for i in members], outlets).kept
        compared = compare_story(kept, outlets, marks)
        for group in compared.groups:
            found = of_claim(group, compared.ground)
            every.conflicts.extend(found.conflicts)
            every.drifts.extend(found.drifts)
    return every


def of_claim(group: Group, ground: Ground) -> Both:
    """Give all that the rules find in a claim, between places in texts."""
    tellings = claims.tellings_of(group, ground)
    near = group.alike if group.alike is not None else np.ones((len(tellings), len(tellings)))
    clashing = [c for c in conflicts.find(tellings, near) if c.relation != scored.AGREE]
    shifting = drifts.candidates(tellings, ground.ties, ground.context.wording, near, ground.around)
    told = [(change, signs) for change, signs in shifting if _is_known(change)]
    return Both(
        [
            Found(_opposed(c.relation, c, tellings), clashes.signs(c, tellings, near))
            for c in clashing
            if _in_text(c, tellings)
        ],
        [Found(_opposed(c.kind, c, tellings), signs) for c, signs in told if _in_text(c, tellings)],
    )


def _is_known(change: Change) -> bool:
    """Tell whether a truth would tell a drift: worlds lose a whole chain, never one hop of it."""
    return change.kind != "attribution lost" or not change.after


def _in_text(one: Clash | Change, tellings: Sequence[Telling]) -> bool:
    return not any(tellings[i].proposition.in_title for i in (one.left, one.right))


def _opposed(kind: str, one: Clash | Change, tellings: Sequence[Telling]) -> Opposed:
    left, right = (place_of(tellings[i].proposition) for i in (one.left, one.right))
    return Opposed(kind, left, right)


def rows_of(data: Dataset, world: int) -> Iterator[Row]:
    """Lay out what the rules find on judged places; what only repeats a right one counts half."""
    places, printed = judged(data), positions.printings(data)
    found = [one for one in found_in(data).conflicts if is_judged(one.opposed, places)]
    gold = [pair for pair in scored.labelled(data) if pair.kind != scored.AGREE]
    hits = positions.conflicts(gold, [one.opposed for one in found], printed, same_kind=False)
    for number, one in enumerate(found):
        if number in hits.unjudged:
            continue
        repeats = number in hits.repeated
        yield Row(one.signs, number in hits.system or repeats, 0.5 if repeats else 1.0, world)


def worlds() -> list[Row]:
    """Make the worlds of the plan and lay out what the rules find in them."""
    found: list[Row] = []
    for number, data in enumerate(simulated.worlds(PLAN)):
        found.extend(rows_of(data, number))
        print(f"{PLAN[number][0]}: {len(found)} conflicts", flush=True)
    return found


def fit(rows: Sequence[Row]) -> Mapping[str, float]:
    """Fit the weight of every sign that enough rows hold; a sign that can only speak for it, or against it, does."""
    counts = Counter(sign for row in rows for sign in row.signs)
    names = sorted(sign for sign, count in counts.items() if count >= LEAST)
    index = {name: number for number, name in enumerate(names)}
    held = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        held[number, [index[sign] for sign in row.signs if sign in index]] = 1.0
    right = np.array([row.right for row in rows], dtype=np.float64)
    counted = np.array([row.weight for row in rows])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = held @ weights
        each = counted * (np.logaddexp(0, scores) - right * scores)
        slope = held.T @ (counted * (1 / (1 + np.exp(-scores)) - right)) + PENALTY * weights
        return float(each.sum() + PENALTY / 2 * weights @ weights), slope

    bounds = [_bounds(name) for name in names]
    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds)
    return {name: round(float(value), 3) for name, value in zip(names, best.x, strict=True)}


def _bounds(sign: str) -> tuple[float | None, float | None]:
    """Say which way a sign may speak: more in common is never less sure, nor is a place apart more so."""
    sign = sign.rpartition(": ")[2]  # a sign for one kind alone speaks as it does for all
    return (0.0, None) if sign.startswith(FOR) else (None, 0.0) if sign.startswith(AGAINST) else (None, None)


def left_out(rows: Sequence[Row]) -> list[float]:
    """Give the chance of every row by weights that did not see its world."""
    found: list[float] = []
    for part in range(PARTS):
        weights = fit([row for row in rows if row.world % PARTS != part])
        found += [weighing.weighed(row.signs, weights) for row in rows if row.world % PARTS == part]
    order = [n for part in range(PARTS) for n, row in enumerate(rows) if row.world % PARTS == part]
    return [chance for _, chance in sorted(zip(order, found, strict=True))]


def figures(rows: Sequence[Row], chances: Sequence[float]) -> Iterator[str]:
    """Tell how many clashes are right above several chances, and how well the chances are calibrated."""
    every = sum(row.weight for row in rows if row.right)
    for least in (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = [row for row, chance in zip(rows, chances, strict=True) if chance >= least]
        right = sum(row.weight for row in kept if row.right)
        wrong = sum(not row.right for row in kept)
        part = right / max(1.0, right + wrong)
        yield f"from {least:.2f}: right {part:.3f}, kept of the right {right / every:.3f}, wrong {wrong}"
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row, chance in zip(rows, chances, strict=True):
        bins.setdefault(min(9, int(chance * 10)), []).append((chance, row.right))
    gap = sum(abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in bins.values()) / len(rows)
    yield f"calibration error {gap:.3f} over {len(rows)} clashes"


def main() -> None:
    """Train and write the weights; print the figures on worlds left out in turn."""
    rows = worlds()
    for line in figures(rows, left_out(rows)):
        print(line)
    write("conflicts", rows)


def write(name: str, rows: Sequence[Row]) -> None:
    """Write the weights that some rows teach, as the table of a name."""
    table = "".join(f"{sign}\t{value:g}\n" for sign, value in sorted(fit(rows).items()) if value)
    (RESOURCES / f"models/{name}.tsv").write_text(HEAD.replace("NAME", name) + table, "utf-8")


if __name__ == "__main__":
    main()
