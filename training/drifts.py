"""Train how likely a drift is that a rule finds, or that is suspected: ``python -m training.drifts``.

Worlds of the seen grammars, every regime, are read and compared by twosource itself. What the rules of ``drifts`` find,
and whatever else may be one (``suspects``), is laid out as signs (``shifts``). It is right where the truth tells the
same change; what only another saying of the same teller would make right is neither right nor wrong. A logistic curve
is fitted; its figures on worlds left out in turn are printed. Deterministic: seeded worlds, no chance in the fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from training import simulated
from training.conflicts import Row, figures, found_in, left_out, write

from twosource.evaluate import drifts as drifted
from twosource.evaluate import positions
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.pairs import is_judged, judged

MIXED = (
    "standard", "paraphrase", "standard", "translated", "no-clocks", "standard", "circular", "upstream", "standard",
    "wrong-clocks", "twins", "standard",
)  # fmt: skip
"""The regimes, over and over."""
LARGE, SMALL = 150, 100
"""Articles of a world of the standard regime, and of another one."""
PLAN: tuple[tuple[str, int, int], ...] = tuple(
    (MIXED[n % len(MIXED)], 9301 + n, LARGE if MIXED[n % len(MIXED)] == "standard" else SMALL) for n in range(48)
)
"""The worlds that are learnt from: regime, seed and articles."""


def rows_of(data: Dataset, world: int) -> Iterator[Row]:
    """Lay out what may be drifts on judged places; what only repeats a right one counts half."""
    places, printed, gold = judged(data), positions.printings(data), drifted.labelled(data)
    found = [one for one in found_in(data).drifts if is_judged(one.opposed, places)]
    told = [one.opposed for one in found]
    strict = positions.drifts(gold, told, printed)
    fair = positions.drifts(gold, told, printed, any_utterance=True)
    right, fitting = strict.system | strict.repeated, fair.system | fair.repeated
    left_out = strict.unjudged | (fitting - right)
    for number, one in enumerate(found):
        if number not in left_out:
            yield Row(one.signs, number in right, 0.5 if number in strict.repeated else 1.0, world)


def worlds() -> list[Row]:
    """Make the worlds of the plan and lay out what may be drifts in them."""
    found: list[Row] = []
    for number, data in enumerate(simulated.worlds(PLAN)):
        found.extend(rows_of(data, number))
        print(f"{PLAN[number][0]}: {len(found)} drifts", flush=True)
    return found


def main() -> None:
    """Train and write the weights; print the figures on worlds left out in turn."""
    rows = worlds()
    for line in figures(rows, left_out(rows)):
        print(line)
    write("drifts", rows)


if __name__ == "__main__":
    main()
