"""The fewest points that hold a claim up, and rings of outlets that cite each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import fragility
from twosource.compare.fragility import Way

WAYS = [
    ("nothing", [], 0),
    ("one origin, two articles", [(("mayor",), "a"), (("mayor",), "b")], 1),
    ("two origins", [(("mayor",), "a"), (("hospital",), "b")], 2),
    ("two origins through one wire", [(("mayor", "wire"), "a"), (("hospital", "wire"), "b")], 1),
    ("two origins, two wires, crossed", [(("m", "w"), "a"), (("m", "v"), "b"), (("h", "w"), "c")], 2),
    ("two origins in one article", [(("mayor",), "a"), (("hospital",), "a")], 2),
]


@pytest.mark.parametrize(("name", "ways", "least"), WAYS, ids=[row[0] for row in WAYS])
def test_fewest(name: str, ways: list[tuple[tuple[str, ...], str]], least: int) -> None:
    assert fragility.fewest([Way(*way) for way in ways]) == least, name


@given(
    st.lists(st.tuples(st.lists(st.sampled_from("mhwv"), min_size=1, max_size=2, unique=True), st.sampled_from("abc")))
)
def test_never_more_than_origins_and_a_copy_changes_nothing(rows: list[tuple[list[str], str]]) -> None:
    ways = [Way(tuple(points), article) for points, article in rows]
    least = fragility.fewest(ways)
    assert least <= len({way.points[0] for way in ways})
    assert fragility.fewest([*ways, *(Way(way.points, "copy") for way in ways[:1])]) == least


RINGS = [
    ([("a", "b")], []),
    ([("a", "b"), ("b", "a")], [{"a", "b"}]),
    ([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")], [{"a", "b", "c"}]),
    ([("a", "a")], []),
    ([("a", "b"), ("b", "a"), ("x", "y"), ("y", "x")], [{"a", "b"}, {"x", "y"}]),
]


@pytest.mark.parametrize(("cites", "found"), RINGS)
def test_rings(cites: list[tuple[str, str]], found: list[set[str]]) -> None:
    assert [set(ring) for ring in fragility.rings(cites)] == found
