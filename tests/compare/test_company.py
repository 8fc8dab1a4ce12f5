"""Clusters that keep one company."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from twosource.compare import company
from twosource.compare.propositions import Proposition
from twosource.model import Statement

LEAST = 0.11
"""Likeness that joins nothing by itself."""


def told(article: str, words: str) -> Proposition:
    statement = Statement(start=0, end=len(words), kind="indirect", certainty="asserted")
    return Proposition(article, "en", statement, frozenset({("w", words)}), (), text=words)


def alike(size: int, *pairs: tuple[int, int, float]) -> csr_array:
    found = np.zeros((size, size))
    for one, other, value in pairs:
        found[one, other] = found[other, one] = value
    return csr_array(found)


FOUR = [told(article, f"quay {article}") for article in "abcd"]
TOGETHER = [(0, 1, 0.6), (0, 2, 0.6), (1, 2, 0.6)]


def test_what_is_a_little_like_each_of_a_claim_joins_it() -> None:
    near = alike(4, *TOGETHER, *((n, 3, LEAST) for n in range(3)))
    assert company.join(FOUR, [[0, 1, 2], [3]], near) == [[0, 1, 2, 3]]


def test_what_is_a_little_like_one_of_a_claim_does_not() -> None:
    assert company.join(FOUR, [[0, 1, 2], [3]], alike(4, *TOGETHER, (0, 3, LEAST))) == [[0, 1, 2], [3]]


def test_two_tellings_keep_no_company() -> None:
    found = [told(article, f"quay {n}") for n, article in enumerate("aabb")]
    near = alike(4, *TOGETHER, *((n, 3, LEAST) for n in range(3)))
    assert company.join(found, [[0, 1, 2], [3]], near) == [[0, 1, 2], [3]]


def test_what_tells_of_two_events_stays_apart() -> None:
    near = alike(4, *TOGETHER, *((n, 3, -0.5) for n in range(3)))
    assert company.join(FOUR, [[0, 1, 2], [3]], near) == [[0, 1, 2], [3]]


def test_a_copy_brings_no_company() -> None:
    found = [told("a", "quay"), told("b", "quay"), told("c", "quay"), told("d", "pier"), told("e", "mole")]
    near = alike(5, (0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0), (0, 3, LEAST), (1, 3, LEAST), (2, 3, LEAST))
    one = alike(3, (0, 1, LEAST))
    copied = company.join(found, [[0, 1, 2], [3], [4]], near)
    alone = company.join([found[0], found[3], found[4]], [[0], [1], [2]], one)
    assert (len(copied), len(alone)) == (3, 3)


@given(st.lists(st.floats(-1, 1), min_size=15, max_size=15))
def test_every_statement_stands_in_one_cluster(values: list[float]) -> None:
    pairs = [(i, j) for i in range(6) for j in range(i)]
    near = alike(6, *((i, j, value) for (i, j), value in zip(pairs, values, strict=True)))
    found = [told(article, f"quay {article}") for article in "abcdef"]
    joined = company.join(found, [[0, 1], [2], [3], [4, 5]], near)
    assert sorted(i for members in joined for i in members) == list(range(6))
    homes = {i: n for n, members in enumerate(joined) for i in members}
    assert homes[0] == homes[1]
    assert homes[4] == homes[5]
