"""Which named roots of a claim are shown to be distinct."""

from __future__ import annotations

import pytest

from twosource.compare import apart
from twosource.compare.apart import Named
from twosource.compare.origins import Root
from twosource.model import SourceType


def body(name: str, key: str, language: str = "fr", *, plain: bool = True, strand: int = 0) -> Named:
    return Named(Root(key, name, "organisation", True, key, None, (), plain), language, strand=strand)


def person(name: str, key: str, speaks_for: str = "", *, private: bool = False, language: str = "fr") -> Named:
    root = Root(f"person:{key}", name, "person", True, speaks_for or f"person:{key}", f"person:{key}")
    return Named(root, language, private=private)


def role(name: str, kind: SourceType = "role") -> Named:
    return Named(Root(f"name:{name}", name, kind, True, f"name:{name}"), "fr")


CITY, POLICE = body("mairie de Valmer", "body:city"), body("police", "body:police")
MINISTRY = body("ministère de l’Intérieur", "body:ministry-interior")
ROWS = [
    ("two bodies", [CITY, POLICE], 2),
    ("a ministry and its bare kind", [MINISTRY, body("ministère", "body:ministry")], 1),
    ("two ministries", [MINISTRY, body("ministère de la Santé", "body:ministry-health")], 2),
    ("a government and its ministry", [MINISTRY, body("gouvernement", "body:government")], 1),
    ("one kind of two towns", [body("parquet de Valmer", "entity:e1"), body("parquet d’Orle", "entity:e2")], 2),
    ("one kind in two languages", [body("parquet de Valmer", "entity:e1"), body("Valmeer prosecutor’s office", "entity:e2", "en")], 1),
    ("a name and a part of it", [body("association Ciel clair", "entity:e1"), body("Ciel clair", "entity:e2")], 1),
    ("an office that nobody is named for", [CITY, role("juges")], 1),
    ("a surname in two spellings", [person("Leila Tarouni", "e1"), person("Layla Tarruni", "e2", language="en")], 1),
    ("a misprint", [person("Ada Rochefort", "e1", private=True), person("Ada Rocheffort", "e2", private=True)], 1),
    ("two witnesses", [person("Ada Roe", "e1", private=True), person("Luc Morel", "e2", private=True)], 2),
    ("a person of whom nothing is said, beside a body", [CITY, person("Ada Roe", "e1")], 1),
    ("a witness beside a body", [CITY, person("Ada Roe", "e1", private=True)], 2),
    ("who speaks for another body", [CITY, person("Ada Roe", "e1", "body:hospital")], 2),
    ("a teller taken over from another sentence", [CITY, body("police", "body:police", plain=False)], 1),
    ("no statement of one is surely that of the other", [CITY, body("police", "body:police", strand=1)], 1),
    ("unions beside one of them", [body("syndicats", "body:unions"), body("FNV", "entity:e1")], 1),
    ("a name and its translation", [body("association Air libre", "entity:e1"), body("campaign group Free Air", "entity:e2", "en")], 1),
    ("two names of two languages", [body("institut Morvel", "entity:e1"), body("Tarrow Institute", "entity:e2", "en")], 2),
    ("one description in two words", [body("chambre des assureurs", "name:chambre des assureurs"), body("fédération des assureurs", "name:federation des assureurs")], 1),
    ("the management, called by nothing else", [CITY, body("direction", "name:direction")], 1),
    ("residents beside one who may be of them", [body("riverains", "people:residents"), person("Ada Roe", "e1", private=True)], 1),
    ("residents beside a body", [CITY, body("riverains", "people:residents")], 2),
    ("a capital beside a ministry of its state", [body("Moscou", "entity:e1"), body("ministère russe de la Défense", "entity:e2")], 1),
    ("a capital beside whoever may speak there", [body("Kyiv", "entity:e1", "en"), person("Ada Roe", "e3", "body:army", language="en")], 1),
    ("a capital beside a ministry of another state", [body("Kyiv", "entity:e1", "en"), body("Russian defence ministry", "entity:e2", "en")], 2),
    ("two states", [body("Ukraine", "entity:e1"), body("Moscou", "entity:e2")], 2),
    ("a doubtful name joins nobody else", [CITY, POLICE, role("juges")], 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "named", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, named: list[Named], shown: int) -> None:
    assert len(set(apart.joined(apart.parties(named)).values())) == shown, name


@pytest.mark.parametrize(("name", "named", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_the_order_changes_nothing(name: str, named: list[Named], shown: int) -> None:
    assert len(set(apart.joined(apart.parties(named[::-1])).values())) == shown, name
