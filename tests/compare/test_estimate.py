"""The estimate of independent origins: a distribution, its middle and its interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from twosource.compare import estimate
from twosource.compare.estimate import Backer, Evidence, Possible
from twosource.compare.origins import Root
from twosource.model import LEVELS, Statement

WEIGHTS = {"sure": 3.0, "open": -1.0, "missed": -4.0}
SURE, OPEN = Possible({"sure": 1.0}), Possible({"open": 1.0})
KINDS = st.lists(st.sampled_from([SURE, OPEN]), min_size=1, max_size=8)


def chances(*possible: Possible) -> estimate.Chances:
    return estimate.distribution(Evidence(possible, {"missed": 1.0}), WEIGHTS)


def backer(key: str, *, named: bool = True, article: str = "a", person: str | None = None) -> Backer:
    root = Root(key, key, "organisation", named, key, person)
    return Backer(root, Statement(start=0, end=1, kind="indirect", certainty="asserted"), article, sure=True, telling=0)


def test_one_possible_origin_is_one() -> None:
    assert estimate.likeliest(chances(SURE)) == 1
    assert estimate.interval(chances(SURE)) == (1, 1)


def test_two_sure_ones_are_two_and_an_open_one_widens() -> None:
    assert estimate.likeliest(chances(SURE, SURE)) == 2
    low, high = estimate.interval(chances(SURE, SURE, OPEN))
    assert low <= 2 < high


@given(KINDS)
def test_it_is_a_distribution_over_one_and_more(possible: list[Possible]) -> None:
    found = chances(*possible)
    assert np.isclose(found.sum(), 1.0)
    assert found[0] == 0
    low, high = estimate.interval(found)
    assert 1 <= low <= estimate.likeliest(found) <= high or high - low == 0
    assert found[low : high + 1].sum() >= 1 - 2 * estimate.TAIL - 1e-9


@given(KINDS, st.sampled_from([SURE, OPEN]))
def test_a_further_possible_origin_never_lowers_it(possible: list[Possible], more: Possible) -> None:
    assert estimate.likeliest(chances(*possible)) <= estimate.likeliest(chances(*possible, more))


@pytest.mark.parametrize("level", LEVELS)
def test_copies_of_one_root_are_one_possible_origin(level: str) -> None:
    behind = [backer("body:city", article=name) for name in "abc"]
    (level_,) = [one for one in LEVELS if one == level]
    assert len(estimate.evidence(behind, level_, {}, 3).possible) == 1


def test_two_persons_of_one_body_are_two_at_their_level_only() -> None:
    behind = [backer("body:city", person="p"), backer("body:city", person="q")]
    assert [len(estimate.evidence(behind, level, {}, 1).possible) for level in ("person", "organisation")] == [2, 1]


def test_one_side_is_one_at_its_level() -> None:
    behind = [backer("body:a"), backer("body:b")]
    sides = {"body:a": "state", "body:b": "state"}
    assert len(estimate.evidence(behind, "side", sides, 2).possible) == 1
    assert len(estimate.evidence(behind, "organisation", sides, 2).possible) == 2


def counting(key: str, number: float) -> Backer:
    return structs.replace(backer(key), figures=frozenset({("dead", number)}))


@pytest.mark.parametrize(("number", "told"), [(12.0, "same figure"), (19.0, "own figure")])
def test_a_number_is_the_others_or_ones_own(number: float, told: str) -> None:
    laid = estimate.evidence([counting("body:a", 12), counting("body:b", number)], "organisation", {}, 2)
    assert {"named:same figure", "named:own figure"} & laid.possible[1].features.keys() == {f"named:{told}"}
    alone = estimate.evidence([backer("body:a"), counting("body:b", number)], "organisation", {}, 2)
    assert not {"named:same figure", "named:own figure"} & alone.possible[1].features.keys()


def test_why_a_root_may_be_another_is_evidence() -> None:
    doubted = structs.replace(backer("body:b"), doubt="one-kind")
    laid = estimate.evidence([backer("body:a"), doubted], "organisation", {}, 2)
    assert [{n for n in one.features if "doubt" in n} for one in laid.possible] == [set(), {"named:doubt:one-kind"}]


def test_the_shipped_model_has_weights_for_every_level() -> None:
    assert all(estimate.weights(level) for level in LEVELS)


def test_no_fewer_origins_are_likely_than_are_shown() -> None:
    told = chances(SURE, OPEN, OPEN)
    for shown in range(4):
        kept = estimate.at_least(told, shown)
        assert kept.sum() == pytest.approx(1.0)
        assert estimate.likeliest(kept) >= shown
        assert estimate.interval(kept)[0] >= shown
    assert estimate.likeliest(estimate.at_least(told, estimate.MOST + 5)) == estimate.MOST


def test_what_reading_overlooks_widens_the_interval_and_not_the_estimate() -> None:
    laid = Evidence((SURE,), {"missed": 1.0})
    plain, wary = (estimate.distribution(laid, WEIGHTS, unread) for unread in (0.0, estimate.UNREAD))
    assert (estimate.interval(plain), estimate.interval(wary)) == ((1, 1), (1, 2))
    assert estimate.likeliest(plain) == estimate.likeliest(wary) == 1
