"""The piles of ``training/piles``: news stories of our own, labelled by hand, that models learn from beside worlds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from twosource.evaluate import dataset
from twosource.evaluate.dataset import Dataset

PILES = Path(__file__).parent / "piles"


def piles() -> Iterator[Dataset]:
    """Give the piles with their truth, in the order of their names."""
    return (dataset.load(labelled.parent) for labelled in sorted(PILES.glob("*/truth.json")))
