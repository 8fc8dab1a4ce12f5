from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import groups

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)


@pytest.mark.parametrize(
    ("size", "pairs", "expected"),
    [
        (0, [], []),
        (3, [], [[0], [1], [2]]),
        (4, [(3, 1)], [[0], [1, 3], [2]]),
        (5, [(4, 0), (0, 2), (3, 3)], [[0, 2, 4], [1], [3]]),
    ],
)
def test_components(size: int, pairs: list[tuple[int, int]], expected: list[list[int]]) -> None:
    assert groups.components(size, pairs) == expected


@given(PAIRS)
def test_components_do_not_hang_on_the_order_of_pairs(pairs: list[tuple[int, int]]) -> None:
    turned = [(b, a) for a, b in reversed(pairs)]
    assert groups.components(12, pairs) == groups.components(12, turned)


@given(PAIRS)
def test_every_thing_stands_in_one_component_with_its_partners(pairs: list[tuple[int, int]]) -> None:
    found = groups.components(12, pairs)
    assert sorted(thing for group in found for thing in group) == list(range(12))
    assert all(any(a in group and b in group for group in found) for a, b in pairs)


def test_a_chain_of_likenesses_is_no_cluster() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.9}
    assert groups.average_link(4, chain, 0.3) == [[0, 1], [2, 3]]
    assert groups.average_link(4, {**chain, (0, 2): 0.5, (1, 3): 0.5, (0, 3): 0.5}, 0.3) == [[0, 1, 2, 3]]


def test_missing_pairs_count_as_nothing() -> None:
    assert groups.average_link(3, {(0, 1): 0.9, (0, 2): 0.5}, 0.3) == [[0, 1], [2]]


def _two_cliques(inside: float, between: float) -> dict[tuple[int, int], float]:
    return {(a, b): inside if (a < 3) == (b < 3) else between for a in range(6) for b in range(a + 1, 6)}


@pytest.mark.parametrize(
    ("inside", "between", "count"),
    [
        (0.4, 0.25, 2),  # alike inside, less so between: two events of one kind
        (0.9, 0.3, 1),  # two families of copies: what is inside counts only up to the cap
        (0.3, 0.25, 1),  # one story told in many ways
    ],
)
def test_coherence_asks_more_of_groups_that_are_alike_inside(inside: float, between: float, count: int) -> None:
    found = groups.average_link(6, _two_cliques(inside, between), 0.2, groups.Coherence(0.7, 0.4))
    assert len(found) == count


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(0.05, 1.0),
        max_size=20,
    )
)
def test_average_link_covers_all_and_ignores_the_order_of_pairs(
    similarity: dict[tuple[int, int], float],
) -> None:
    found = groups.average_link(8, similarity, 0.3)
    assert sorted(thing for group in found for thing in group) == list(range(8))
    assert found == groups.average_link(8, dict(reversed(similarity.items())), 0.3)
