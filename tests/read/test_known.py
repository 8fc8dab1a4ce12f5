"""Media that no shipped table knows: found as names, and as hops with their kind."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read import told

from twosource.model import Mention, Outlet, Statement
from twosource.read import known, stages
from twosource.read.pipeline import STAGES, with_media

OUTLETS = (
    Outlet(id="northwire", name="Northwire", kind="agency"),
    Outlet(id="port-matin", name="Le Port-Matin", kind="press"),
    Outlet(id="avp", name="Agence Vigie-Presse", kind="agency"),
    Outlet(id="echo", name="L'Écho de la Morène", kind="web"),
    Outlet(id="rennes", name="Rennes", kind="press"),
)
KNOWN = known.of_outlets(OUTLETS)


def statements(text: str, language: str) -> tuple[Statement, ...]:
    return stages.run(with_media(STAGES, KNOWN), told.article(text, language)).statements or ()


CHAINS = [
    ("fr", "Le pont a cédé, a déclaré Ada Renne à Northwire.", "Ada Renne:person > Northwire:agency"),
    ("fr", "« Le pont a cédé », a dit Ada Renne au Port-Matin.", "Ada Renne:person > Port-Matin:media"),
    ("fr", "Selon Port-Matin, le pont de Korval a cédé.", "Port-Matin:media"),
    ("fr", "Northwire a rapporté que le pont avait cédé.", "Northwire:agency"),
    ("fr", "Le pont a cédé, rapporte Northwire, citant la police.", "police:organisation > Northwire:agency"),
    ("fr", "Le pont a cédé, a indiqué Ada Renne, citée par Northwire.", "Ada Renne:person > Northwire:agency"),
    ("fr", "« Le pont a cédé », a dit Ada Renne à l'AVP.", "Ada Renne:person > AVP:agency"),
    ("fr", "« Le pont a cédé », a dit Ada Renne à l’Écho de la Morène.", "Ada Renne:person > Écho de la Morène:media"),
    ("fr", "Le pont a cédé, a dit Ada Renne à Northwire lundi.", "Ada Renne:person > Northwire:agency"),
    ("en", "Mayor Ada Roe told Northwire that the bridge had failed.", "Ada Roe:person > Northwire:agency"),
    ("en", '"The bridge failed," Ada Roe told Northwire on Monday.', "Ada Roe:person > Northwire:agency"),
    ("en", "Northwire reported that the bridge had failed.", "Northwire:agency"),
    ("en", "The bridge failed, according to Port-Matin.", "Port-Matin:media"),
]


@pytest.mark.parametrize(("language", "text", "chain"), CHAINS)
def test_a_known_medium_is_a_hop_with_its_kind(language: str, text: str, chain: str) -> None:
    found = [" > ".join(f"{hop.name}:{hop.type}" for hop in one.chain) for one in statements(text, language)]
    assert chain in found


def test_a_known_medium_is_among_the_names() -> None:
    article = told.article("Ada Renne a parlé à Northwire lundi.")
    found = stages.run(with_media(STAGES, KNOWN), article).mentions or ()
    assert ("Northwire", "organisation") in [(one.name, one.type) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northwire et le Port-Matin.", ["Northwire", "Port-Matin"]),
        ("Le port-matin, les northwires.", []),  # no names
        ("Northwire-Park, Northwires.", []),  # other names
        ("Rennes a gagné.", []),  # a town first of all
        ("L’Écho de la Morène et l'AVP", ["L’Écho de la Morène", "AVP"]),
    ],
)
def test_names_are_found_whole_and_with_a_capital(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in known.places(text, KNOWN)] == expected


def test_a_longer_name_stays() -> None:
    text = "Northwire Anders a parlé."
    person = Mention(0, 16, "Northwire Anders", "person")
    assert known.marked((person,), text, KNOWN) == (person,)
    assert known.marked((), text, KNOWN) == (Mention(0, 9, "Northwire", "organisation"),)


def test_nothing_known_leaves_the_stages_alone() -> None:
    assert with_media(STAGES, known.Known()) is STAGES


@given(st.text(max_size=60))
def test_places_are_in_order_and_inside(text: str) -> None:
    found = list(known.places(text, KNOWN))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
