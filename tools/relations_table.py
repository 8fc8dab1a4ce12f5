"""What each kind of evidence is worth: ``python -m tools.relations_table [--docs]``.

The worlds of ``training/relations.py`` are laid out once; trees are grown without one group of signs after the other
and scored on worlds that they did not see. Beside them: time alone, length alone, the commonest kind.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from training import relations
from training.boosting import Settings
from training.relations import Row

PAGE = Path(__file__).parents[1] / "docs/relations.md"
START, END = "<!-- table of evidence: begin -->", "<!-- table of evidence: end -->"
GROUPS = (
    "extent", "descent", "telling", "owing", "choice", "order", "quotation", "credit", "teller", "role", "time",
    "editing", "rule",
)  # fmt: skip
HOW = Settings(rounds=25)
"""Fewer trees than are shipped: what is compared is the loss of a group."""
SHOWN = (
    "accuracy", "macro-F1", "direction, where told a copy", "calibration error", "errors in the least sure tenth",
    "at most, with so many errors",
)  # fmt: skip
WORLDS = 11
"""Worlds of the plan, from its first, that are laid out: one or two of every regime."""


def alone(rows: Sequence[Row], kept: tuple[str, ...]) -> list[Row]:
    """Give the pairs with the signs that begin with one of some words, and no others."""

    def cut(names: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name in names if name.startswith(kept))

    return [
        row._replace(laid=type(row.laid)(cut(row.laid.both), (cut(row.laid.ways[0]), cut(row.laid.ways[1]))))
        for row in rows
    ]


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Write the table."""
    labels = np.array([row.label for row in rows], np.int64)
    kinds = np.maximum(labels - 1, 0)
    yield f"| signs ({len(rows)} pairs) | " + " | ".join(SHOWN) + " |"
    yield "|---|" + "---:|" * len(SHOWN)
    cases = [("all", rows, ""), *((f"without {group}", rows, group) for group in GROUPS)]
    cases += [("time alone", alone(rows, ("time:",)), ""), ("length alone", alone(rows, LENGTH), "")]
    for name, held, without in cases:
        found = relations.scores(relations.left_out(held, HOW, without), labels, np.ones(4))
        yield f"| {name} | " + " | ".join(f"{found[key]:.3f}" for key in SHOWN) + " |"
        print(name, flush=True)
    yield (
        f"| the commonest kind | {np.bincount(kinds).max() / len(kinds):.3f} | "
        + " | ".join("–" * (len(SHOWN) - 1))
        + " |"
    )


LENGTH = ("extent:parent longer", "extent:child longer")


def main() -> None:
    """Print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true", help="write the table into docs/relations.md")
    table = "\n".join(lines(relations.worlds(relations.PLAN[:WORLDS])))
    if parser.parse_args().docs:
        before, _, rest = PAGE.read_text("utf-8").partition(START)
        PAGE.write_text(f"{before}{START}\n{table}\n{END}{rest.partition(END)[2]}", "utf-8")
    else:
        print(table)


if __name__ == "__main__":
    main()
