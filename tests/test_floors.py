"""Scores that may not fall. A floor falls only with a written reason in the change that lowers it.

``floors.json`` pins, for each labelled folder, the digest of its truth (so that no changed label moves a
score unseen) and the least score of each measure.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from twosource.evaluate import dataset
from twosource.evaluate.command import report_on
from twosource.evaluate.run import Report

ROOT = Path(__file__).resolve().parents[1]
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))
CASES = [
    (folder, task, measure, floor)
    for folder, pinned in FLOORS.items()
    for task, measures in pinned["tasks"].items()
    for measure, floor in measures.items()
]


def path_of(folder: str) -> Path:
    found = (ROOT / folder).resolve()
    if not found.is_dir():
        pytest.skip(f"{folder} is not here")
    return found


@cache
def report(folder: str) -> Report:
    return report_on(dataset.load(path_of(folder)), FLOORS[folder]["tasks"])


@pytest.mark.parametrize("folder", list(FLOORS))
def test_the_labels_are_those_that_the_floors_were_set_on(folder: str) -> None:
    truth = path_of(folder) / "truth.json"
    assert hashlib.sha256(truth.read_bytes()).hexdigest() == FLOORS[folder]["sha256"]


@pytest.mark.parametrize(("folder", "task", "measure", "floor"), CASES)
def test_the_score_stands_on_its_floor(folder: str, task: str, measure: str, floor: float) -> None:
    table = next(t for t in report(folder).tables if t.task == task)
    score = next(row.score for row in table.rows if row.measure == measure)
    assert score is not None
    assert score >= floor
