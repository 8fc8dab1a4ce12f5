"""Statements near in meaning: what raises their likeness, and what a claim makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from twosource.compare import bilingual, claims, nearness
from twosource.compare.propositions import Proposition
from twosource.model import Statement

BACKGROUND = [
    ("en", "The museum will open a new wing in the spring"),
    ("fr", "Le conseil municipal a voté le budget"),
    ("en", "Rain is expected over the coast at the weekend"),
    ("fr", "Le club de football recrute un entraîneur"),
]
NEAR = [
    (("en", "Five shots rang out"), ("fr", "Quatre coups de feu ont été tirés")),
    (("fr", "Le conducteur a pris la fuite"), ("en", "The driver fled the scene")),
    (("en", "Homes were flooded"), ("fr", "Les maisons sont sous les eaux")),
    (("en", "The plant is shedding workers"), ("en", "The factory will cut jobs")),
    (("en", "A fire destroyed the warehouse"), ("fr", "Un incendie a ravagé l'entrepôt")),
]


def proposition(article: str, language: str, text: str, features: frozenset[tuple[str, str]]) -> Proposition:
    statement = Statement(start=0, end=len(text), kind="indirect", certainty="asserted")
    return Proposition(article, language, statement, features, (), text=text)


def story(*told: tuple[str, str]) -> list[Proposition]:
    """Give one statement an article, none of which shares a feature with another."""
    return [proposition(f"a{n}", *one, frozenset({("w", f"{n}")})) for n, one in enumerate(told)]


def none(size: int) -> csr_array:
    return csr_array((size, size), dtype=np.float64)


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_what_shares_no_word_is_raised_above_all_others(one: tuple[str, str], other: tuple[str, str]) -> None:
    raised = nearness.raised(none(6), story(one, other, *BACKGROUND)).toarray()
    assert raised[0, 1] == raised[0].max() > 0


def test_two_statements_of_one_article_are_not_raised() -> None:
    one, other = NEAR[1]
    mine = [proposition("a", *told, frozenset()) for told in (one, other)]
    assert nearness.raised(none(6), [*mine, *story(*BACKGROUND)])[0, 1] == 0


def test_what_is_set_apart_stays_so() -> None:
    apart = np.zeros((6, 6))
    apart[0, 1] = apart[1, 0] = -0.4
    assert nearness.raised(csr_array(apart), story(*NEAR[1], *BACKGROUND))[0, 1] == pytest.approx(-0.4)


def test_words_that_nobody_knows_are_near_nothing() -> None:
    told = story(("xx", "zzyzx qwrk"), ("en", "vrrmpf"), ("en", "The driver fled the scene"))
    assert not nearness.raised(none(3), told).toarray().any()


@given(
    st.lists(st.sampled_from([*BACKGROUND, *(one for pair in NEAR for one in pair)]), min_size=1, max_size=9),
    st.floats(0, 1),
)
def test_likeness_is_symmetric_never_lowered_and_at_most_one(told: list[tuple[str, str]], before: float) -> None:
    alike = np.full((len(told), len(told)), before)
    raised = nearness.raised(csr_array(alike), story(*told)).toarray()
    assert np.allclose(raised, raised.T, atol=1e-6)
    assert (raised >= alike - 1e-9).all()
    assert raised.max() <= 1


def test_a_reprint_moves_nothing() -> None:
    told = story(*NEAR[0], *BACKGROUND)
    again = [*told, *(proposition(f"b{n}", *one, frozenset()) for n, one in enumerate([BACKGROUND[0]] * 3))]
    before = nearness.raised(none(len(told)), told).toarray()
    after = nearness.raised(none(len(again)), again).toarray()
    assert np.allclose(before, after[: len(told), : len(told)], atol=1e-6)


def test_meaning_joins_what_words_leave_apart_and_says_which_part_is_whose() -> None:
    told = story(*NEAR[-1], *BACKGROUND)
    group = next(g for g in claims.group(told, {}, bilingual.translations) if 0 in g.members)
    assert group.members == (0, 1)
    assert group.parts[0] != group.parts[1]
    assert len(group.sure) == 1  # the other one's origin is not shown


def test_what_words_group_is_never_parted() -> None:
    words = frozenset({("e", "E1"), ("w", "fled"), ("t", "2026-03-02")})
    told = [proposition(f"c{n}", *one, words | {("w", str(n))}) for n, one in enumerate((NEAR[0][0], NEAR[1][1]))]
    groups = claims.group([*told, *story(*NEAR[0], *BACKGROUND)], {}, bilingual.translations)
    assert [{0, 1} & set(g.members) for g in groups if {0, 1} & set(g.members)] == [{0, 1}]


def test_a_narrowed_claim_keeps_what_is_known_of_its_members() -> None:
    told = story(*NEAR[-1], *BACKGROUND)
    group = next(g for g in claims.group(told, {}, bilingual.translations) if 0 in g.members)
    (other,) = set(group.members) - group.sure
    alone = group.narrowed(frozenset({other}), other)
    assert (alone.members, alone.clearest, alone.sure) == ((other,), other, frozenset({other}))
    assert alone.parts == (group.parts[group.members.index(other)],)
    both = group.narrowed(frozenset(group.members), group.clearest)
    assert (both.parts, both.strands, both.sure) == (group.parts, group.strands, group.sure)
