"""Worlds to train on: made by their seeds when they are asked for, in grammars that anybody may tune on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from twosource.evaluate import dataset
from twosource.evaluate.dataset import Dataset
from worlds import folder
from worlds.regimes import GRAMMARS, REGIMES


def worlds(plan: Iterable[tuple[str, int, int]]) -> Iterator[Dataset]:
    """Make the worlds of a plan with their truth, one at a time: regime, seed, size."""
    for regime, seed, size in plan:
        with tempfile.TemporaryDirectory() as made:
            where = Path(made) / "world"
            folder.make(seed, size, replace(REGIMES[regime], families=GRAMMARS["seen"]), where)
            yield dataset.load(where)
