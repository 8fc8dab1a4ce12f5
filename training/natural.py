"""The piles of ``training/piles``: news stories of our own, labelled by hand, that models learn from beside worlds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from twosource.evaluate import dataset
from twosource.evaluate.dataset import Dataset

PILES = Path(__file__).parent / "piles"
LATER = frozenset({"breach", "coup", "dockers", "doping", "flood", "listeria", "missing", "verdict"})
"""The second eight, written by somebody who did not look at the tool: a model may be judged by them."""
HELD = frozenset({"club", "ferries", "frontier", "river"})
"""Piles that no model is trained on and whose totals alone are read: no pile but a named one is among them."""


def piles(without: frozenset[str] = frozenset()) -> Iterator[Dataset]:
    """Give the piles to train on with their truth, in the order of their names; ``without`` those of some names."""
    named = sorted(labels.parent.name for labels in PILES.glob("*/truth.json"))
    return (pile(name) for name in named if name not in HELD | without)


def pile(name: str) -> Dataset:
    """Give one pile by its name, a held one too.

    Raises:
        DatasetError: where there is no such pile.
    """
    return dataset.load(PILES / name)
