"""Bodies under common nouns: which words stand for one, what tells one from another, who speaks for the whole."""

from __future__ import annotations

import pytest

from twosource.compare import bodies

BODIES = [
    ("ministère de l’Intérieur", "ministry-interior"),
    ("Interior Ministry", "ministry-interior"),
    ("Ministry of the Interior", "ministry-interior"),
    ("la ministre de la Santé", "ministry-health"),
    ("le ministère", "ministry"),
    ("the Home Secretary", "ministry-interior"),
    ("governor's office", "prefecture"),
    ("la préfecture de la Haute-Brume", "prefecture"),
    ("procureur de la République de Valmer", "prosecution"),
    ("district attorney", "prosecution"),
    ("protection civile", "civil_protection"),
    ("Marta Quill", None),
    ("port de Kerhoat", "port"),
    ("serveuse de Port-Kerhoat", None),
    ("the Police Federation", None),
    ("House Oversight and Government Reform Committee", None),
    ("Committee on Government Reform", None),
    ("la Fédération de la police", None),
    ("a hospital workers' union", "unions"),
    ("Local Government Association", "group"),
    ("police chief of the university", "police"),
    ("Valmer University Hospital", "hospital"),
    ("", None),
]


@pytest.mark.parametrize(("name", "body"), BODIES)
def test_words_stand_for_a_body(name: str, body: str | None) -> None:
    assert bodies.body_in(name) == body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Interior Ministry", "ministère de l'Intérieur", True),
        ("préfecture de la Haute-Brume", "préfecture du Val-Noir", False),
        ("French Defence Ministry", "ministère français de la Défense", True),
        ("Russian Defence Ministry", "ministère français de la Défense", False),
        ("police", "la police de Valmer", False),
    ],
)
def test_the_seat_tells_bodies_of_one_kind_apart(one: str, other: str, same: bool) -> None:
    assert (bodies.seat(one) == bodies.seat(other)) is same


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("direction de Meublor", "Meublor"),
        ("la direction de la société Meublor", "société Meublor"),
        ("bureau de la FNV", "FNV"),
        ("the management of Meublor", "Meublor"),
        ("Meublor's management", "Meublor"),
        ("the FNV office", "FNV"),
        ("direction", "direction"),
        ("Meublor", "Meublor"),
        ("", ""),
    ],
)
def test_an_office_speaks_for_the_whole(name: str, whole: str) -> None:
    assert bodies.whole(name) == whole


def test_the_last_body_before_a_name_is_the_nearest() -> None:
    plain = bodies.words_of("le maire a dit au préfet")
    assert (bodies.first(plain), bodies.last(plain)) == ("city", "prefecture")


@pytest.mark.parametrize(
    ("name", "mute"),
    [
        ("double rocket attack", True),
        ("explosions", True),
        ("world leaders", True),
        ("Tags Morvan Ostrel", True),
        ("l'explosion du quai", True),
        ("the investigation", False),
        ("witnesses to the blast", False),
        ("fire chief", False),
        ("Attack Films", False),
        ("UN", False),
        ("", False),
    ],
)
def test_what_cannot_speak_is_mute(name: str, mute: bool) -> None:
    assert bodies.is_mute(name) is mute


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("anti-government activists", None),
        ("UK-based Morvan Observatory", "observatory"),
        ("a war monitor", "monitor"),
        ("monitoring group", "monitor"),
    ],
)
def test_stances_and_places_of_base_are_no_bodies(name: str, body: str | None) -> None:
    assert bodies.body_in(name) == body
    assert "uk" not in bodies.seat(name)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("a source in Norvia's KSR security service", "Norvia's KSR security service"),
        ("source at the Tresk police command", "Tresk police command"),
        ("KSR source", "KSR"),
        ("two senior Energy Department officials", "Energy Department"),
        ("spokeswoman for Norvel Grains", "Norvel Grains"),
        ("Norvel spokesman", "Norvel"),
        ("une source au sein du KSR", "KSR"),
        ("une source policière", "police"),
        ("haut responsable du ministère de la Défense", "ministère de la Défense"),
        ("porte-parole de Meublor", "Meublor"),
        ("sources", ""),
        ("local sources", ""),
        ("sources in the city", ""),
        ("source close to the ministry", ""),
        ("source proche de l'enquête", ""),
        ("former ministry official", ""),
        ("officials familiar with the matter", ""),
        ("residents of Tresk", None),
        ("", None),
    ],
)
def test_the_body_that_a_teller_without_a_name_is_of(name: str, inside: str | None) -> None:
    assert bodies.inside(name) == inside


def test_the_parts_of_a_name_come_longest_first() -> None:
    assert list(bodies.named_parts("Norvia's KSR service")) == ["Norvia's KSR", "Norvia", "KSR"]
