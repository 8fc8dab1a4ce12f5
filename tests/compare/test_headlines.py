"""Statements of a title that stands apart from the text, and whom the hearsay of a headline came from."""

from __future__ import annotations

import json

import pytest
from tests.compare.told_claims import compared

from twosource import serialise
from twosource.model import Dossier, StoryStatement
from twosource.report import html
from twosource.report.options import Options

BODY = (
    "Une explosion a fait trois morts au port de Korval, a déclaré {who}.\n\n"
    "Les secours cherchaient mardi soir des blessés sous les hangars du quai."
)


def titled(dossier: Dossier) -> list[StoryStatement]:
    return [s for story in dossier.stories for c in story.claims for s in c.statements if s.field == "title"]


def chain(statement: StoryStatement) -> str:
    return " > ".join(hop.name for hop in statement.chain)


HEADLINES = [
    ("Explosion au port de Korval : trois morts, selon un témoin", "Paul Arnaux, un docker", "Paul Arnaux"),
    ("Explosion au port de Korval : trois morts, selon un témoin", "la préfecture", "témoin"),  # another teller
    ("Une explosion aurait fait trois morts au port de Korval", "la préfecture", "préfecture"),
    ("Une explosion a fait trois morts au port de Korval, selon la police", "la préfecture", "police"),
    ("Une explosion a fait trois morts au port, selon Ada Renne", "Paul Arnaux", "Ada Renne"),
    ("Une explosion aurait détruit le musée de Brémor", "Paul Arnaux", "?"),  # nothing in the body
]


@pytest.mark.parametrize(("title", "who", "teller"), HEADLINES)
def test_hearsay_of_a_headline_came_from_whom_the_body_names(title: str, who: str, teller: str) -> None:
    found = titled(compared(BODY.format(who=who), titles=(title,)))
    assert [chain(one) for one in found] == [teller]
    assert all(hop.start is None for one in found for hop in one.chain)
    assert all(title[one.start : one.end] for one in found)


@pytest.mark.parametrize(
    ("title", "content", "certainty"),
    [
        ("Minister to resign - report", "Minister to resign", "planned"),
        ("Minister to resign: sources", "Minister to resign", "planned"),
        ("Three dead in Korval port blast - police", "Three dead in Korval port blast", "asserted"),
        ("Three dead in Korval port blast (police)", "Three dead in Korval port blast", "asserted"),
        ("Minister reportedly set to resign", "Minister reportedly set to resign", "hearsay"),
    ],
)
def test_who_closes_a_headline_is_its_teller(title: str, content: str, certainty: str) -> None:
    text = "Ada Roe was in Port Korval on Tuesday evening, where rescuers were still looking for survivors."
    found = titled(compared(text, language="en", titles=(title,)))
    assert [(title[one.start : one.end], one.certainty) for one in found] == [(content, certainty)]


@pytest.mark.parametrize("title", ["Korval port blast - Northwire", "A city rebuilds - slowly", "Korval 2 - 0 Brémor"])
def test_what_closes_a_headline_may_be_no_teller(title: str) -> None:
    text = "Ada Roe was in Port Korval on Tuesday evening, where rescuers were still looking for survivors."
    assert titled(compared(text, language="en", titles=(title,))) == []


def test_statements_of_titles_meet_in_claims_and_conflicts_and_on_the_page() -> None:
    bodies = (
        "Les secours cherchaient mardi soir des blessés sous les hangars du quai de Korval.",
        "Une explosion a fait cinq morts au port de Korval, a déclaré la police.\n\nLe quai restait fermé.",
    )
    dossier = compared(*bodies, titles=("Explosion au port de Korval : trois morts, selon la préfecture", "Le port"))
    claims = [c for story in dossier.stories for c in story.claims if any(s.field == "title" for s in c.statements)]
    assert [{s.article for s in claim.statements} for claim in claims] == [{"a", "b"}]
    assert {c.relation for story in dossier.stories for c in story.conflicts} == {"discrepancy"}
    raw = json.loads(serialise.to_json(dossier))
    assert any(s["field"] == "title" for c in raw["stories"][0]["claims"] for s in c["statements"])
    assert "title" in html.page(dossier, Options())
