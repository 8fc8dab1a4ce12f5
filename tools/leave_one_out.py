"""What each kind of evidence, and each rewriting operator, is worth to the count: ``python -m tools.leave_one_out``.

Worlds of the seen grammars are made and read once each. Then they are compared and scored again with one kind of
evidence taken away; and the claims are set apart by the operators that met one of their statements.
``--docs`` writes docs/leave-one-out.md.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from twosource import desk, dossier
from twosource.evaluate import dataset, independence
from twosource.evaluate.claims import holder, seats
from twosource.evaluate.dataset import Dataset
from twosource.model import Dossier, Reading
from worlds import folder
from worlds.regimes import GRAMMARS, REGIMES

ROOT = Path(__file__).parent.parent
WORLDS: tuple[tuple[str, int], ...] = (("standard", 501), ("standard", 502), ("paraphrase", 503))
"""Regime and seed of every world."""
SIZE = 80
LEAST = 10
"""Claims that an operator must have met."""
MEASURES = (
    "organisation: exact",
    "organisation: mean absolute error",
    "organisation: shown never above truth",
    "organisation: provable origins shown",
    "organisation: interval covers truth",
)
Change = Callable[[Reading], Reading]


def _layers(**fields: object) -> Change:
    return lambda reading: Reading(reading.article, replace(reading.layers, **fields))


def _untold(reading: Reading) -> Reading:
    """Give a reading whose statements name nobody."""
    told = reading.layers.statements or ()
    kept = tuple(replace(s, chain=(), speaker=None, source=None) for s in told)
    return Reading(reading.article, replace(reading.layers, statements=kept))


def _undated(reading: Reading) -> Reading:
    return Reading(replace(reading.article, published=None), reading.layers)


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing of the progress."""
    del step, done, total


WITHOUT: Mapping[str, Change] = {
    "nothing": lambda reading: reading,
    "tellers (who is named)": _untold,
    "credits (agencies, own reporters)": _layers(credits=()),
    "names of persons, bodies and places": _layers(mentions=()),
    "figures": _layers(quantities=()),
    "narration": _layers(narration=()),
    "clocks": _undated,
}


def made(where: Path, regime: str, seed: int) -> Dataset:
    """Make a world."""
    folder.make(seed, SIZE, replace(REGIMES[regime], families=GRAMMARS["seen"]), where)
    return dataset.load(where)


def taken_away(data: Dataset) -> Iterator[tuple[str, Dossier]]:
    """Give the dossier of the world without each kind of evidence."""
    table = desk.read_outlets(data.folder / "outlets.json")
    settings = desk.Settings(outlets=table)
    readings, outlets, failures = desk.read_all([str(data.folder / "articles.jsonl")], settings, io.BytesIO())
    for name, change in WITHOUT.items():
        changed = [change(reading) for reading in readings]
        yield name, dossier.build(changed, outlets, failures, desk.made_with(settings), _silent)


Scores = Mapping[str, tuple[float, int]]


def scores(data: Dataset, told: Dossier) -> Scores:
    """Give each measure of one dossier, with the number of cases that it stands on."""
    return {one.measure: (one.score or 0.0, one.n) for one in independence.score(data, told)}


def row(name: str, worlds: Sequence[Scores]) -> str:
    """Write the figures of some worlds, each case of them weighing the same."""
    cells = [sum(w[m][0] * w[m][1] for w in worlds) / max(1, sum(w[m][1] for w in worlds)) for m in MEASURES]
    return f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


Right = tuple[bool, bool]
Sides = tuple[Sequence[Right], Sequence[Right]]


def by_operator(data: Dataset, told: Dossier) -> Mapping[str, Sides]:
    """Give, for every operator, how the claims are counted that it met, and those that it did not meet."""
    met: dict[str, set[str]] = {}
    for statement in json.loads((data.folder / "truth.json").read_text("utf-8"))["statements"]:
        for operator in statement.get("operators", ()):
            met.setdefault(operator, set()).add(statement["claim"])
    at = seats(told)
    right: dict[str, Right] = {}
    for claim in data.truth.claims or ():
        mine, truth = holder(claim, at)[0], claim.independent.get("organisation")
        count = mine.independent.organisation if mine else independence.NOT_FOUND
        if truth is not None:
            right[claim.id] = (round(count.estimate or 0) == truth, count.shown <= truth)
    return {
        operator: (
            [right[name] for name in sorted(claims) if name in right],
            [value for name, value in right.items() if name not in claims],
        )
        for operator, claims in sorted(met.items())
    }


def operator_rows(worlds: Sequence[Mapping[str, Sides]]) -> Iterator[str]:
    """Write the operators that met claims enough, beside all other claims of the same worlds."""
    for operator in sorted({name for world in worlds for name in world}):
        inside = [one for world in worlds if operator in world for one in world[operator][0]]
        outside = [one for world in worlds if operator in world for one in world[operator][1]]
        if len(inside) >= LEAST and outside:
            cells = [_share(inside, 0), _share(outside, 0), _share(inside, 1), _share(outside, 1)]
            yield f"| {operator} | {len(inside)} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |"


def _share(rows: Sequence[tuple[bool, bool]], place: int) -> float:
    return sum(one[place] for one in rows) / len(rows)


def page() -> str:
    """Make the worlds and write both tables."""
    found: dict[str, list[Scores]] = {name: [] for name in WITHOUT}
    operators: list[Mapping[str, Sides]] = []
    for regime, seed in WORLDS:
        with tempfile.TemporaryDirectory() as held:
            data = made(Path(held) / "world", regime, seed)
            for number, (name, told) in enumerate(taken_away(data)):
                found[name].append(scores(data, told))
                if number == 0:  # nothing taken away
                    operators.append(by_operator(data, told))
    lines = [row(name, held_) for name, held_ in found.items()]
    made_of = ", ".join(f"`{regime}` {seed}" for regime, seed in WORLDS)
    return "\n".join(
        [
            "# What each kind of evidence is worth",
            "",
            f"Written by `python -m tools.leave_one_out --docs`: worlds of the seen grammars ({made_of}),",
            f"about {SIZE} articles each; organisations behind a claim,",
            "with one kind of evidence taken away, nothing trained anew.",
            "",
            "| without | exact | mean error | shown ≤ truth | origins shown | interval covers |",
            "|---|---:|---:|---:|---:|---:|",
            *lines,
            "",
            "## What each rewriting operator costs",
            "",
            "Claims of which at least one statement was met by the operator, beside all others.",
            "Operators come together, and claims that many articles",
            "print meet more of them: it says where the count is wrong, not why.",
            "",
            "| operator | claims | exact | others | shown ≤ truth | others |",
            "|---|---:|---:|---:|---:|---:|",
            *operator_rows(operators),
            "",
        ]
    )


def main() -> None:
    """Print the tables; ``--docs`` writes them down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    text = page()
    print(text)
    if given.docs:
        (ROOT / "docs" / "leave-one-out.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
