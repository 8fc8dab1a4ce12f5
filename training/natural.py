"""The piles of ``training/piles``: news stories of our own, labelled by hand, that models learn from beside worlds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from twosource.evaluate import dataset
from twosource.evaluate.dataset import Dataset

PILES = Path(__file__).parent / "piles"
LATER = frozenset({"breach", "coup", "dockers", "doping", "flood", "listeria", "missing", "verdict"})
"""The piles that were written last, by somebody who did not look at the tool: a model may be judged by them."""


def piles(without: frozenset[str] = frozenset()) -> Iterator[Dataset]:
    """Give the piles with their truth, in the order of their names; ``without`` those of some names."""
    labelled = (one for one in sorted(PILES.glob("*/truth.json")) if one.parent.name not in without)
    return (dataset.load(one.parent) for one in labelled)
