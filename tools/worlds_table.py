"""Score twosource on every regime of worlds, grammars seen and unseen apart, beside the trivial solvers.

    python -m tools.worlds_table [--size N] [--docs] [REGIME...]

Worlds are made in a temporary folder, by the seed below. With ``--docs`` it writes docs/worlds-scores.md.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from twosource import __version__
from twosource.evaluate import dataset
from twosource.evaluate.command import report_on
from twosource.evaluate.run import Report
from worlds import folder, solvers
from worlds.regimes import GRAMMARS, REGIMES

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261129
SIZE = 150
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("statements", "content words F1", "content F1"),
    ("statements", "whole statement, .8 F1", "whole at .8 F1"),
    ("statements", "speaker (where found)", "speaker"),
    ("statements", "chain exact (where found)", "chain"),
    ("statements", "certainty macro-F1", "certainty"),
    ("stories", "B-cubed F1", "stories B³"),
    ("passages", "plagdet", "plagdet"),
    ("relations", "relation macro-F1", "relations F1"),
    ("claims", "B-cubed F1", "claims B³"),
    ("independence", "organisation: exact", "count exact"),
    ("independence", "organisation: shown never above truth", "shown ≤ truth"),
    ("independence", "organisation: interval covers truth", "covered"),
    ("conflicts", "any conflict P", "conflicts P"),
    ("conflicts", "any conflict R", "R"),
    ("drifts", "drift P", "drifts P"),
    ("drifts", "drift R", "R"),
)


class Cell(NamedTuple):
    """A score with that of its trivial baseline, where there is one."""

    score: float | None
    baseline: float | None

    def __str__(self) -> str:
        """Print the score, the baseline in brackets."""
        if self.score is None:
            return "–"
        beside = "" if self.baseline is None else f" ({self.baseline:.2f})"
        return f"{self.score:.2f}{beside}"


def cells(report: Report) -> list[Cell]:
    """Pick the measures of the table."""
    found = {(table.task, row.measure): row for table in report.tables for row in table.rows}
    rows = [found.get((task, measure)) for task, measure, _ in COLUMNS]
    return [Cell(row.score, row.baseline_score) if row else Cell(None, None) for row in rows]


def scored(regime: str, grammars: str, size: int) -> list[Cell]:
    """Make a world and score twosource on it."""
    with tempfile.TemporaryDirectory() as made:
        where = Path(made) / "world"
        folder.make(SEED, size, replace(REGIMES[regime], families=GRAMMARS[grammars]), where)
        return cells(report_on(dataset.load(where), ("all",)))


def trivial(regime: str, size: int) -> Iterator[str]:
    """Give the rows of the trivial solvers."""
    for one in solvers.scores(list(folder.stories(SEED, size, REGIMES[regime]))):
        values = (one.relations, one.direction, one.counts)
        shown = " | ".join("–" if value is None else f"{value:.2f}" for value in values)
        yield f"| {regime} | {one.solver} | {shown} |"


def table(regimes: Sequence[str], size: int) -> Iterator[str]:
    """Give the lines of the table of twosource's scores, each printed as it is made."""
    yield "| regime | grammars | " + " | ".join(name for _, _, name in COLUMNS) + " |"
    yield "|---|---|" + "---:|" * len(COLUMNS)
    for regime in regimes:
        for grammars in ("seen", "unseen"):
            yield f"| {regime} | {grammars} | " + " | ".join(map(str, scored(regime, grammars, size))) + " |"


def page(rows: Sequence[str], others: Sequence[str], size: int) -> str:
    """Write the page."""
    today = datetime.now(tz=UTC).date().isoformat()
    head = (
        "# twosource on worlds",
        "",
        (
            f"Written by `python -m tools.worlds_table --docs` on {today}, twosource {__version__}: every regime of "
            f"[worlds](worlds.md), seed {SEED}, about {size} articles each."
        ),
        (
            "*Seen*: grammars that may be read while rules are made; *unseen*: nobody tunes "
            "on them. In brackets the strongest trivial baseline of the scorer. The starting line of later issues."
        ),
        "",
    )
    solved = (
        "",
        "## Trivial solvers",
        "",
        (
            "What one scores without reading, on the same seed (all grammars): macro-F1 over the kinds of relation, "
            "accuracy of direction on copies, mean recall over true counts of 1, 2, 3 and more."
        ),
        "",
        "| regime | solver | relations | direction | counts |",
        "|---|---|---:|---:|---:|",
    )
    return "\n".join((*head, *rows, *solved, *others)) + "\n"


def main() -> None:
    """Score, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("regimes", nargs="*", default=sorted(REGIMES))
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    rows = []
    for row in table(given.regimes, given.size):
        print(row, flush=True)
        rows.append(row)
    others = [row for regime in given.regimes for row in trivial(regime, 4 * given.size)]
    print("\n".join(others))
    if given.docs:
        (ROOT / "docs" / "worlds-scores.md").write_text(page(rows, others, given.size), encoding="utf-8")


if __name__ == "__main__":
    main()
