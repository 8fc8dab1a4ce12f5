"""Which named roots of a claim are shown to be distinct."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs

from twosource.compare import apart
from twosource.compare.apart import Matter, Named
from twosource.compare.origins import Root
from twosource.model import SourceType


def body(name: str, key: str, language: str = "fr", *, plain: bool = True, strand: int = 0) -> Named:
    return Named(Root(key, name, "organisation", True, key, None, (), plain), language, strand=strand)


def person(name: str, key: str, speaks_for: str = "", *, private: bool = False, language: str = "fr") -> Named:
    root = Root(f"person:{key}", name, "person", True, speaks_for or f"person:{key}", f"person:{key}")
    return Named(root, language, private=private)


def role(name: str, kind: SourceType = "role") -> Named:
    return Named(Root(f"name:{name}", name, kind, True, f"name:{name}"), "fr")


def says(one: Named, matter: Matter) -> Named:
    return structs.replace(one, matter=matter)


def by(one: Named, *through: str) -> Named:
    return structs.replace(one, through=frozenset(through))


def mouthpiece(one: Named) -> Named:
    return structs.replace(one, mouthpiece=True)


def near(seat: int, *likeness: float) -> Matter:
    return Matter(seat=seat, near=np.array(likeness))


def tolled(seat: int, dead: float, *likeness: float) -> Matter:
    return structs.replace(near(seat, *likeness), figures=frozenset({("dead", dead)}))


CITY, POLICE = body("mairie de Valmer", "body:city"), body("police", "body:police")
MINISTRY = body("ministère de l’Intérieur", "body:ministry-interior")
HOSPITAL, SCHOOL = body("hôpital de Valmer", "body:hospital"), body("lycée Morvel", "entity:e7")
TWO_BODIES = [says(one, near(seat, *[0.2] * 6)) for seat, one in enumerate((CITY, CITY, POLICE, POLICE))]
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
    ("an army under its capital beside its ministry", [body("Kyiv's military", "entity:e1", "en"), body("Ukrainian defence ministry", "entity:e2", "en")], 1),
    ("an army under its capital beside the ministry of another state", [body("Kyiv's military", "entity:e1", "en"), body("Russian defence ministry", "entity:e2", "en")], 2),
    ("a capital beside a ministry of another state", [body("Kyiv", "entity:e1", "en"), body("Russian defence ministry", "entity:e2", "en")], 2),
    ("two states", [body("Ukraine", "entity:e1"), body("Moscou", "entity:e2")], 2),
    ("a doubtful name joins nobody else", [CITY, POLICE, role("juges")], 2),
    ("two tolls far apart", [says(CITY, Matter(frozenset({("dead", 29.0)}))), says(POLICE, Matter(frozenset({("dead", 2.0)})))], 1),
    ("two tolls near each other", [says(CITY, Matter(frozenset({("dead", 9.0)}))), says(POLICE, Matter(frozenset({("dead", 7.0)})))], 2),
    ("two things counted", [says(CITY, Matter(frozenset({("dead", 9.0)}))), says(POLICE, Matter(frozenset({("arrests", 9.0)})))], 1),
    ("a toll beside words without one", [says(CITY, Matter(frozenset({("dead", 9.0)}))), POLICE], 2),
    ("an event of years ago", [says(CITY, Matter(past=True)), POLICE], 1),
    ("two of years ago", [says(CITY, Matter(past=True)), says(POLICE, Matter(past=True))], 2),
    ("two towns", [says(CITY, Matter(places=frozenset({"e8"}))), says(POLICE, Matter(places=frozenset({"e9"})))], 1),
    ("one town among others", [says(CITY, Matter(places=frozenset({"e8"}))), says(POLICE, Matter(places=frozenset({"e8", "e9"})))], 2),
    ("kept beside not kept", [says(CITY, Matter(negated=True)), POLICE], 1),
    ("one statement that is hardly alike", [says(CITY, near(0, 1.0, 0.5)), says(POLICE, near(1, 0.5, 1.0))], 1),
    ("rescuers as the prefecture tells of them", [body("préfecture d’Orle", "body:prefecture"), by(body("secours", "body:firefighters"), "body:prefecture")], 1),
    ("rescuers as a mayor tells of them who is not heard", [body("préfecture d’Orle", "body:prefecture"), by(body("secours", "body:firefighters"), "body:city")], 2),
    ("rescuers as the prefecture tells of them, and by themselves", [
        body("préfecture d’Orle", "body:prefecture"), by(body("secours", "body:firefighters"), "body:prefecture"), body("secours", "body:firefighters"),
    ], 2),
    ("state television beside the army of that state", [body("Tarvian state television", "entity:e1", "en"), body("army", "body:army", "en")], 1),
    ("state television beside an observatory", [body("Tarvian state television", "entity:e1", "en"), body("Tarvian Observatory", "entity:e2", "en")], 2),
    ("a state's agency beside its state media", [mouthpiece(body("TRN", "entity:e1", "en")), body("Tarvian state media", "entity:e2", "en")], 1),
    ("unions beside one whose name does not say it", [body("syndicats", "body:unions"), body("Force du rail", "entity:e1")], 1),
    ("unions beside the police", [body("syndicats", "body:unions"), POLICE], 2),
    ("a crisis unit beside a body whose office it may be", [CITY, body("cellule de crise", "name:cellule de crise")], 1),
    ("a surname with the glide written twice", [person("Salim Ouarzazi", "e1"), person("Saleem Warzazi", "e2", language="en")], 1),
    ("one statement that is hardly alike, of one toll", [says(CITY, tolled(0, 9.0, 1.0, 0.5)), says(POLICE, tolled(1, 7.0, 0.5, 1.0))], 2),
    ("one statement that is not alike, of one toll", [says(CITY, tolled(0, 9.0, 1.0, 0.3)), says(POLICE, tolled(1, 7.0, 0.3, 1.0))], 1),
    ("one statement that is hardly alike makes no one of two bodies", [*TWO_BODIES, says(HOSPITAL, near(4, 0.2, 0.2, 0.2, 0.2, 1.0))], 2),
    ("two of one statement, hardly alike, beside two bodies", [
        *TWO_BODIES, says(HOSPITAL, near(4, 0.2, 0.2, 0.2, 0.2, 1.0, 0.2)), says(SCHOOL, near(5, 0.2, 0.2, 0.2, 0.2, 0.2, 1.0)),
    ], 2),
    ("one statement that is surely alike", [says(CITY, near(0, 1.0, 0.7)), says(POLICE, near(1, 0.7, 1.0))], 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "named", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, named: list[Named], shown: int) -> None:
    assert len(set(apart.joined(apart.parties(named)).values())) == shown, name


@pytest.mark.parametrize(("name", "named", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_the_order_changes_nothing(name: str, named: list[Named], shown: int) -> None:
    assert len(set(apart.joined(apart.parties(named[::-1])).values())) == shown, name


@pytest.mark.parametrize(("name", "named", "shown"), ROWS, ids=[row[0] for row in ROWS])
def test_whoever_is_counted_under_another_has_a_reason(name: str, named: list[Named], shown: int) -> None:
    parties = apart.parties(named)
    doubts, under = apart.doubts(parties, apart.links(parties)), apart.joined(parties)
    assert {key for key, other in under.items() if key != other} <= set(doubts), name
    assert doubts or shown == len(parties), name
