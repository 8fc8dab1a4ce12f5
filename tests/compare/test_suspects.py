"""What is laid out as a possible drift between two tied articles, in whatever words: each kind, and what is none."""

from __future__ import annotations

import numpy as np
import pytest
from tests.compare.told_claims import PREFECTURE, telling, toll

from twosource.compare import suspects
from twosource.compare.changes import Tie
from twosource.compare.retellings import lay
from twosource.compare.tellings import Telling

COPIED, COMMON = Tie("derivation", "a"), Tie("common source", None)

ROWS = [
    ("the copy names nobody", telling("a", PREFECTURE), telling("b", None), COPIED, [("attribution lost", 0, 1)]),
    ("so does one that shares a source", telling("a", None), telling("b", PREFECTURE), COMMON, [("attribution lost", 1, 0)]),
    ("nothing is lost on the way to the source", telling("a", PREFECTURE), telling("b", None), Tie("common source", None, None, "b"), []),
    ("it is put less surely, or the relation is wrong about who was first", telling("a", PREFECTURE), telling("b", PREFECTURE, certainty="hearsay"), COPIED, [("certainty lowered", 0, 1), ("certainty raised", 1, 0)]),
    ("an exact number is made round", telling("a", PREFECTURE, toll(187)), telling("b", PREFECTURE, toll(180, 200)), COPIED, [("number changed", 0, 1), ("number changed", 1, 0)]),
    ("both tell the same", telling("a", PREFECTURE, toll(187)), telling("b", PREFECTURE, toll(187)), COPIED, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "left", "right", "tie", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, left: Telling, right: Telling, tie: Tie, expected: list[tuple[str, int, int]]) -> None:
    told = (lay(left), lay(right))
    found = suspects.between(told, [0], [1], tie, np.ones((2, 2)))
    assert [(change.kind, change.left, change.right) for change in found] == expected, name


def test_the_likest_of_those_that_say_more_is_held_against_the_poorer_one() -> None:
    told = tuple(lay(one) for one in (telling("a", PREFECTURE), telling("a", "le syndicat"), telling("b", None)))
    near = np.array([[1.0, 0.1, 0.3], [0.1, 1.0, 0.6], [0.3, 0.6, 1.0]])
    assert [(c.left, c.right) for c in suspects.between(told, [0, 1], [2], COPIED, near)] == [(1, 2)]
