from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluate import fake

from twosource.evaluate import measures
from twosource.evaluate.measures import Prf

# Amigó et al. 2009 style: two gold groups of three and two; one item strays
GOLD = {"p": "x", "q": "x", "r": "x", "s": "y", "t": "y"}
STRAY = {"p": "1", "q": "1", "r": "2", "s": "2", "t": "2"}


def test_bcubed_by_hand() -> None:
    found = measures.bcubed(GOLD, STRAY)
    # precision: p, q 1; r 1/3; s, t 2/3. recall: p, q 2/3; r 1/3; s, t 1
    assert found.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)


def test_pairwise_by_hand() -> None:
    # gold joins pq pr qr st, the system pq rs rt st
    assert measures.pairwise(GOLD, STRAY) == Prf(2 / 4, 2 / 4)


def test_two_groupings_without_a_pair_agree() -> None:
    assert measures.pairwise({"p": "1", "q": "2"}, {"p": "a", "q": "b"}) == Prf(1.0, 1.0)


LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12)


@given(LABELS)
def test_groupings_score_within_bounds_and_themselves_best(labels: list[tuple[int, int]]) -> None:
    gold = {place: pair[0] for place, pair in enumerate(labels)}
    mine = {place: pair[1] for place, pair in enumerate(labels)}
    for rate in (measures.bcubed, measures.pairwise):
        assert 0.0 <= rate(gold, mine).f1 <= 1.0 + 1e-12
        assert rate(gold, gold).f1 == pytest.approx(1.0)
        swapped = rate(mine, gold)
        assert (swapped.recall, swapped.precision) == pytest.approx(
            (rate(gold, mine).precision, rate(gold, mine).recall)
        )


def test_small_classes_are_printed_but_not_averaged() -> None:
    pairs = [("rain", "rain")] * 10 + [("snow", "rain")] * 9
    rows = measures.class_rows("weather", pairs)
    rain = 2 * 10 / (10 + 19)
    assert fake.score(rows, "weather macro-F1") == pytest.approx(rain)
    assert fake.score(rows, "weather: snow F1") == 0.0
    assert "not averaged" in fake.row(rows, "weather: snow F1").note
    assert "not averaged" not in fake.row(rows, "weather: rain F1").note
    assert fake.row(rows, "weather accuracy").baseline == "always rain"
    assert fake.row(rows, "weather accuracy").baseline_score == pytest.approx(10 / 19)


def test_no_class_is_large_enough_to_average() -> None:
    assert measures.macro_f1([("snow", "snow")] * 9) is None


@pytest.mark.parametrize(
    ("candidates", "pairs"),
    [
        ([(0.5, 0, 0), (0.9, 0, 1), (0.8, 1, 1)], ((0, 1),)),
        ([(0.9, 0, 1), (0.8, 1, 1), (0.2, 1, 0)], ((0, 1), (1, 0))),
        ([(0.5, 1, 0), (0.5, 0, 0)], ((0, 0),)),
        ([], ()),
    ],
)
def test_greedy_matching(candidates: list[tuple[float, int, int]], pairs: tuple[tuple[int, int], ...]) -> None:
    assert measures.greedy(candidates) == pairs


def test_the_strongest_baseline_stands_beside() -> None:
    rows = measures.prf_rows("x", Prf(0.5, 0.5), 4, {"weak": Prf(1.0, 0.1), "strong": Prf(0.4, 0.4)})
    assert [(row.measure, row.score, row.baseline, row.baseline_score) for row in rows] == [
        ("x P", 0.5, "strong", 0.4),
        ("x R", 0.5, "strong", 0.4),
        ("x F1", 0.5, "strong", 0.4000000000000001),
    ]
    assert [row.score for row in measures.prf_rows("x", Prf(0.0, 0.0), 0, {})] == [None] * 3
