"""Names of one body or person that spelling does not join, and those that stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import identities, names
from twosource.model import Entity, EntityType, Place

FULL = "Morvan Observatory for Fair Prices"


def known(*told: str, kind: EntityType = "organisation") -> list[Entity]:
    """Make the entities of one article in which the names stand one after the other."""
    return [
        Entity(id=f"e{n}", name=name, type=kind, variants=(name,), mentions=(Place("a", 100 * n, 100 * n + len(name)),))
        for n, name in enumerate(told)
    ]


LESSER = [
    ("Observatory", FULL),
    ("the Observatory", FULL),
    ("UK-based Observatory", FULL),
    ("Morvan Observatory", FULL),
    ("opposition-led Morvan Observatory", None),
    ("13 Jun 2016 Morvan Observatory for Fair Prices", FULL),
    ("Morvan Observatory for Fair Prices monitor", FULL),
    ("Morvan Observatory for Clean Air", None),
    ("Northern Observatory for Fair Prices", None),
    ("Hospital", None),
    ("Harbour Union", None),
]


@pytest.mark.parametrize(("lesser", "fuller"), LESSER)
def test_a_body_goes_by_lesser_names(lesser: str, fuller: str | None) -> None:
    told = known(FULL, lesser)
    found = identities.identities(told)
    assert {e.id for e in told} - set(found) == ({"e0"} if fuller else {"e0", "e1"})


@pytest.mark.parametrize(
    ("names_", "same"),
    [
        (("Observatoire des prix", "Observatoire des prix basé à Londres"), True),
        (("Observatoire des prix", "l'Observatoire"), True),
        (("Riverains", "association Riverains"), True),
        (("LCT", "Local Council of Tresk"), True),
        (("LC", "Local Council"), False),
        (("Danish Defence Ministry", "Swedish Defence Ministry"), False),
        (("Defence Ministry", "Danish Defence Ministry"), False),
        (("Port Union", "Port Union, Dockers' Federation"), False),
    ],
)
def test_two_names_are_one_bodys(names_: tuple[str, str], same: bool) -> None:
    assert bool(identities.identities(known(*names_))) is same


def test_a_lesser_name_that_two_bodies_have_is_neithers() -> None:
    assert not identities.identities(known(FULL, "Observatory", "Ostrel Observatory"))


@pytest.mark.parametrize(
    ("told", "same"),
    [
        (("Rami Abdel Tovar", "Abdel Tovar"), True),
        (("Abdel Tovar", "Rami Abdel Tovar"), False),  # the full name comes first
        (("Rami Abdel Tovar", "Sami Abdel Tovar", "Abdel Tovar"), False),
        (("Ada Roe", "Ina Roe"), False),
        (("Ada Roe", "Colonel Ada Roe"), True),
        (("Docteur Ada Roe", "Ada Roe"), True),
        (("Colonel Roe", "Ada Roe"), False),
        (("Colonel Ada Roe", "Colonel Ina Roe"), False),
    ],
)
def test_the_end_of_a_full_name_is_that_person(told: tuple[str, ...], same: bool) -> None:
    assert bool(identities.identities(known(*told, kind="person"))) is same


def test_places_and_names_lead_to_one_entity() -> None:
    told = known(FULL, "Observatory")
    index = identities.joined(names.canonical(told), told)
    assert index.entity_named("Observatory") == "e0"
    assert {key for _, _, key in index.places["a"]} == {"e0"}


WORDS = ("Observatory", "Morvan", "Ostrel", "Union", "UK-based", "group", "Prices", "MOP", "Hospital", "the")


@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8, unique=True
    )
)
def test_identity_leads_to_a_name_that_is_no_other(told: list[str]) -> None:
    entities = known(*told)
    found = identities.identities(entities)
    assert set(found).isdisjoint(found.values())
    assert found == identities.identities(entities)
