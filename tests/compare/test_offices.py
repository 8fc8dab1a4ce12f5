"""Who an office without a name is, in invented stories."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from twosource import desk
from twosource.compare import names, offices
from twosource.compare.offices import Office
from twosource.model import Article, Layers, Mention, Reading


def reading(number: int, text: str, people: tuple[str, ...], language: str = "en") -> Reading:
    mentions = [Mention(text.index(one), text.index(one) + len(one), one, "person") for one in people]
    article = Article(id=f"a{number}", input_id="", outlet="o", language=language, text=text, capture_sha256="")
    return Reading(article, Layers(mentions=tuple(mentions)))


@pytest.mark.parametrize(
    ("description", "language", "expected"),
    [
        ("the Russian president", "en", Office("president", frozenset({"country:RU"}))),
        ("le président russe", "fr", Office("president", frozenset({"country:RU"}))),
        ("the president of Russia", "en", Office("president", frozenset({"country:RU"}))),
        ("le ministre de la Défense", "fr", Office("minister", frozenset({"field:defence"}))),
        ("the Danish foreign minister", "en", Office("minister", frozenset({"country:DK", "field:foreign affairs"}))),
        ("le premier ministre", "fr", Office("prime minister", frozenset())),
        ("the mayor of Brumeval", "en", Office("mayor", frozenset({"word:brumeval"}))),
        ("the former president", "en", Office("president", frozenset(), sure=False)),
        ("a Russian minister", "en", None),
        ("un ministre", "fr", None),
        ("Russian ministers", "en", None),
        ("a source close to the palace", "en", None),
        ("the president and the prime minister", "en", None),
    ],
)
def test_descriptions_are_read(description: str, language: str, expected: Office | None) -> None:
    assert offices.parse(description, language) == expected


NAMED = [
    ("Danish President Anna Roe said so.", ("Anna Roe",), "en"),
    ("So said Anna Roe, the president of Denmark, on Monday.", ("Anna Roe",), "en"),
    ("La présidente danoise Anna Roe l'a dit.", ("Anna Roe",), "fr"),
    ("« Oui », a dit la présidente danoise, Anna Roe, lundi.", ("Anna Roe",), "fr"),
    ("Anna Roe, présidente du Danemark, l'a dit.", ("Anna Roe",), "fr"),
]


@pytest.mark.parametrize(("text", "people", "language"), NAMED)
def test_an_apposition_names_the_holder(text: str, people: tuple[str, ...], language: str) -> None:
    told = [reading(0, text, people, language)]
    (entity,) = names.join(told)
    held = offices.named(told, names.canonical([entity]))
    assert offices.holder(held, "the Danish president", "en") == entity.id
    assert offices.holder(held, "le chef de l'opposition", "fr") is None
    (one,) = offices.evidence(held, entity.id, "the Danish president", "en")
    assert "anna" not in one.text.lower()
    assert one.text == text[one.place.start : one.place.end]


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (
            [("Danish President Anna Roe met Danish President Piet Vos.", ("Anna Roe", "Piet Vos"))],
            "the Danish president",
        ),
        ([("President Anna Roe met President Piet Vos.", ("Anna Roe", "Piet Vos"))], "the president"),
        ([("Former Danish President Anna Roe spoke.", ("Anna Roe",))], "the Danish president"),
        ([("The former Danish president, Anna Roe, spoke.", ("Anna Roe",))], "the Danish president"),
        ([("Danish President Anna Roe spoke.", ("Anna Roe",))], "the Norwegian president"),
        ([("Danish Vice President Anna Roe spoke.", ("Anna Roe",))], "the Danish president"),
        ([("Defence Minister Anna Roe spoke.", ("Anna Roe",))], "the health minister"),
        ([("The president praised Anna Roe.", ("Anna Roe",))], "the president"),
        ([("Adviser to the Danish president Anna Roe spoke.", ("Anna Roe",))], "a Danish president"),
        (
            [
                ("Danish President Anna Roe spoke.", ("Anna Roe",)),
                ("Ex-Danish President Anna Roe spoke.", ("Anna Roe",)),
            ],
            "the Danish president",
        ),
    ],
)
def test_where_it_cannot_be_told_nobody_is_meant(texts: list[tuple[str, tuple[str, ...]]], asked: str) -> None:
    told = [reading(number, text, people) for number, (text, people) in enumerate(texts)]
    held = offices.named(told, names.canonical(names.join(told)))
    assert offices.holder(held, asked, "en") is None


def test_articles_of_one_story_complete_each_other() -> None:
    told = [
        reading(0, "Defence Minister Anna Roe spoke.", ("Anna Roe",)),
        reading(1, "Anna Roe, la ministre norvégienne, a parlé.", ("Anna Roe",), "fr"),
        reading(2, "Health Minister Piet Vos spoke.", ("Piet Vos",)),
    ]
    entities = names.join(told)
    held = offices.named(told, names.canonical(entities))
    by_name = {entity.name: entity.id for entity in entities}
    assert offices.holder(held, "the Norwegian defence minister", "en") == by_name["Anna Roe"]
    assert offices.holder(held, "le ministre de la Santé", "fr") == by_name["Piet Vos"]
    assert offices.holder(held, "the minister", "en") is None
    assert offices.contradicts(held, by_name["Anna Roe"], "the Danish minister", "en")
    assert not offices.contradicts(held, by_name["Anna Roe"], "the Norwegian minister", "en")


def test_a_story_joins_an_office_with_its_holder_and_shows_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        'Danish President Anna Roe visited Brumeval on Monday. "The port will reopen in May," Roe said.\n', "utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "The port of Brumeval will reopen in May, the Danish president said on Monday.\n", "utf-8"
    )
    (tmp_path / "c.txt").write_text(
        "Le port de Brumeval rouvrira en mai, a annoncé la présidente danoise. Le ministre danois Piet Vos était là.\n",
        "utf-8",
    )
    made = desk.run([str(tmp_path)], desk.Settings(workers=1), io.BytesIO())
    story = next(story for story in made.stories if len(story.articles) == 3)
    roe = next(entity for entity in story.entities if entity.name == "Anna Roe")
    assert {(role.text.lower(), role.named) for role in roe.roles} == {
        ("danish president", True),
        ("the danish president", False),
        ("la présidente danoise", False),
    }
    told = [statement for claim in story.claims for statement in claim.statements if statement.chain]
    assert {(told.chain[0].name, told.chain[0].entity) for told in told} == {("Anna Roe", roe.id)}
    reasons = [r for claim in story.claims for origin in claim.origins for r in origin.reasons]
    assert [(r.about, r.places[0].start) for r in reasons if r.code == "holds-the-office"] == [("Anna Roe", 0)]


def test_armies_of_two_countries_are_two_tellers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The Danish army said on Monday that the bridge at Brumeval was open. The Swedish military said the bridge at "
        "Brumeval was closed.\n",
        "utf-8",
    )
    (tmp_path / "b.txt").write_text(
        "Le pont de Brumeval est ouvert, a indiqué lundi l'armée danoise. Le pont de Brumeval est fermé, "
        "selon l'armée suédoise.\n",
        "utf-8",
    )
    (tmp_path / "c.txt").write_text("The bridge at Brumeval was open on Monday, the army said.\n", "utf-8")
    made = desk.run([str(tmp_path)], desk.Settings(workers=1), io.BytesIO())
    told = [statement for story in made.stories for claim in story.claims for statement in claim.statements]
    names = [statement.chain[0].name for statement in sorted(told, key=lambda one: (one.article, one.start))]
    assert names[:4] == ["Danish army", "Swedish military"] * 2
    assert names[4] not in names[:4]
