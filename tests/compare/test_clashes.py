"""How sure a conflict or a drift is: signs, their weights, and what is told of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.compare.told_claims import POLICE, PREFECTURE, compared, telling, toll

from twosource.compare import clashes, shifts, weighing
from twosource.compare.conflicts import find
from twosource.compare.propositions import Feature
from twosource.compare.tellings import Clash, Telling
from twosource.dossier.habits import of_stories
from twosource.model import Habit


def about(made: Telling, *features: Feature) -> Telling:
    return structs.replace(made, proposition=structs.replace(made.proposition, features=frozenset(features)))


def test_a_clash_of_one_matter_is_surer_than_one_of_two() -> None:
    tellings = [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9), hour=9)]
    (clash,) = find(tellings)
    near, far = np.ones((2, 2)), np.full((2, 2), 0.01)
    assert clashes.chance(clash, tellings, near) > clashes.chance(clash, tellings, far)


@given(st.frozensets(st.sampled_from(sorted(weighing.table(clashes.TABLE)) or ["always"])))
def test_a_chance_is_between_none_and_one(held: frozenset[str]) -> None:
    assert 0.0 <= weighing.weighed(held, weighing.table(clashes.TABLE)) <= 1.0


@pytest.mark.parametrize("name", [clashes.TABLE, shifts.TABLE])
def test_more_in_common_never_speaks_against(name: str) -> None:
    weights = weighing.table(name)
    assert weights
    assert all(value >= 0 for sign, value in weights.items() if sign.startswith(("alike ", "shared ", "words ")))
    assert all(value <= 0 for sign, value in weights.items() if sign.startswith(("places apart", "classes apart")))


PERCENT = structs.replace(toll(95), category=None, counted=None, unit="%")
OTHER = structs.replace(PERCENT, low=3.0, high=3.0)
FAR = np.zeros((2, 2))


def test_shares_are_of_one_thing_only_where_what_is_said_is() -> None:
    strike, raise_ = ("p", "strike"), ("p", "pay_offer")
    one = about(telling("a", PREFECTURE, PERCENT, hour=8), strike)
    same, other = (about(telling("b", POLICE, OTHER, hour=9), said) for said in (strike, raise_))
    large = structs.replace(PERCENT, low=53.0, high=53.0)
    same = about(telling("b", POLICE, large, hour=9), strike)
    assert [c.relation for c in find([one, same], FAR)] == ["discrepancy"]
    assert find([one, other], FAR) == []


def test_a_statement_that_gives_the_others_figure_too_is_not_at_odds_with_it() -> None:
    both = telling("b", POLICE, toll(9), toll(4), hour=9)
    assert find([telling("a", PREFECTURE, toll(4), hour=8), both]) == []


def test_what_articles_tell_of_two_towns_is_not_compared() -> None:
    tellings = [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9), hour=9)]
    towns = [frozenset({"valmer"}), frozenset({"brume"})]
    apart = [structs.replace(t, lead=town, article_places=town) for t, town in zip(tellings, towns, strict=True)]
    assert find(apart) == []
    near = [structs.replace(t, article_places=frozenset().union(*towns)) for t in apart]
    assert len(find(near)) == 1


ADDED = [
    ("a number ten times the other", toll(1800), toll(18000), True),
    ("a small number ten times the other", toll(3), toll(30), False),
]


@pytest.mark.parametrize(("name", "one", "other", "misprint"), ADDED, ids=[row[0] for row in ADDED])
def test_a_nought_too_many_is_a_misprint(name: str, one: object, other: object, misprint: bool) -> None:
    tellings = [telling("a", PREFECTURE, one, hour=8), telling("b", PREFECTURE, other, hour=12)]  # type: ignore[arg-type]
    assert ([c.rule for c in find(tellings)] == ["one-digit-apart"]) is misprint, name


def test_a_denial_needs_more_than_a_name_in_common() -> None:
    one, denier = telling("a", PREFECTURE), telling("b", POLICE, certainty="denied")
    named = [about(one, ("e", "e1"), ("w", "train")), about(denier, ("e", "e1"), ("w", "alerte"))]
    assert find(named, FAR) == []
    meant = [about(one, ("e", "e1"), ("w", "alerte")), about(denier, ("e", "e1"), ("w", "alerte"))]
    assert [c.relation for c in find(meant, FAR)] == ["denial"]


def test_drifts_are_summed_by_outlet_over_the_claims_in_which_they_could_be() -> None:
    fuller = "Selon la préfecture du Val-Morin, 187 habitants ont quitté le quai des Brumes dans la nuit de mardi."
    poorer = "187 habitants ont quitté le quai des Brumes dans la nuit de mardi."
    dossier = compared(fuller, poorer)
    lost = [drift for drift in dossier.stories[0].drifts if drift.kind == "attribution lost"]
    assert [drift.to.article for drift in lost] == ["b"]
    assert of_stories(dossier.stories, {"a": "oa", "b": "ob"}) == dossier.habits
    assert dossier.habits == (Habit(outlet="ob", kind="attribution lost", times=1, of=1),)


@pytest.mark.parametrize(
    ("said", "denied", "alike", "sure"),
    [
        ({("w", "dyke"), ("w", "watch")}, {("w", "dyke"), ("w", "watch")}, 0.6, True),
        ({("w", "dyke"), ("w", "watch")}, {("w", "dyke"), ("w", "paint")}, 0.6, False),
        ({("w", "dyke"), ("w", "watch")}, {("w", "dyke"), ("w", "watch")}, 0.1, False),
        ({("p", "safety")}, {("p", "safety")}, 0.45, True),
        ({("p", "flood")}, {("p", "flood")}, 0.45, False),
        ({("n", "33.9-33.9"), ("e", "e1")}, {("n", "33.9-33.9"), ("e", "e1")}, 0.25, True),
        ({("n", "33.9-33.9"), ("e", "e1")}, {("n", "12-12"), ("e", "e1")}, 0.25, False),
    ],
)
def test_a_denial_that_says_the_same_but_for_its_not_is_sure(
    said: set[Feature], denied: set[Feature], alike: float, sure: bool
) -> None:
    told = about(telling("a", PREFECTURE, hour=8), *said)
    denier = about(telling("b", POLICE, hour=9), *denied)
    denier = structs.replace(denier, proposition=structs.replace(denier.proposition, negated=True))
    clash = Clash("denial", 0, 1, "denied-by-another")
    near = np.full((2, 2), alike)
    assert (clashes.chance(clash, [told, denier], near) >= clashes.PLAIN) == sure
