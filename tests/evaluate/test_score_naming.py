from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.evaluate.naming import same_name, spelling

SAME = [
    ("Maro", "Elise Maro"),
    ("Elise MARO", "élise maro"),
    ("la ministre Elise Maro", "Elise Maro"),
    ("les agences de Brume", "agences de Brume"),
    ("Vostrovny", "Vostrovni"),
    ("Jon-Il Park", "Jon Il Park"),
    ("?", "?"),
    ("AFP", "l’AFP"),
    ("SUD, FO et UNX", "SUD, FO, UNX"),
    ("Odo Brandt (opposition)", "Odo Brandt"),
]
OTHER = [
    ("Elise Maro", "Odo Maro"),
    ("?", "Elise Maro"),
    ("", "Elise Maro"),
    ("police", "pompiers"),
    ("SUD, FO, UNX", "FO"),
    ("le maire", "le ministre"),
    ("les", "les pompiers"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_teller(left: str, right: str) -> None:
    assert same_name(left, right)
    assert same_name(right, left)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_two_tellers(left: str, right: str) -> None:
    assert not same_name(left, right)
    assert not same_name(right, left)


@given(st.text(max_size=12), st.text(max_size=12))
def test_sameness_is_mutual(left: str, right: str) -> None:
    assert same_name(left, right) == same_name(right, left)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("région de l’Aune", "Aune", True),
        ("Kim-Brandt", "Kim Brandt", True),
        ("Maro", "Elise Maro", False),
        ("vallée du Nord", "Nord", True),
        ("conseil", "Conseil", True),
    ],
)
def test_variants_are_compared_by_spelling(one: str, other: str, *, same: bool) -> None:
    assert (spelling(one) == spelling(other)) == same
