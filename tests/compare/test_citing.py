from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.compare.piles import reading

from twosource.compare import citing, evidence, tellers
from twosource.model import Credit, Entity, Hop, Mention, Place, Reading, SourceType, Span, Statement

NAME = {"en": "Tresk Observatory", "fr": "Observatoire de Tresk"}


def found(text: str, language: str = "en", **layers: object) -> list[str]:
    """Give the words at the places where the observatory is named as the source."""
    one, places = _named(text, language, layers)
    known = tellers.known_tellers([one], [_entity(places)], ())
    return [text[place.start : place.end] for place, _ in citing.cited(one, known)]


def _named(text: str, language: str, layers: dict[str, object]) -> tuple[Reading, list[Place]]:
    start = text.index(NAME[language])
    end = start + len(NAME[language])
    bare = reading("a", text, language=language)
    mention = Mention(start, end, NAME[language], "organisation")
    return replace(bare, layers=replace(bare.layers, mentions=(mention,), **layers)), [Place("a", start, end)]


def _entity(places: list[Place]) -> Entity:
    return Entity(id="e1", name="Tresk Observatory", type="organisation", variants=(), mentions=tuple(places))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine people died in the mine on Monday the monitoring group the Tresk Observatory said."),
        ("en", "The Tresk Observatory (TO) said nine had died."),
        ("en", "The Tresk Observatory monitoring group said nine had died."),
        ("en", "Nine died, according to the well-known Tresk Observatory."),
        ("en", "Ada Roe head of the Tresk Observatory was quoted by the agency as saying so."),
        ("fr", "L’Observatoire de Tresk a indiqué que neuf mineurs sont morts."),
        ("fr", "Neuf mineurs sont morts, selon l’Observatoire de Tresk."),
    ],
)
def test_an_organisation_beside_a_word_of_saying_is_a_source(language: str, text: str) -> None:
    assert found(text, language) == [NAME[language]]


@pytest.mark.parametrize(
    "text",
    [
        "The Tresk Observatory lies on a hill, and nobody said a word.",
        "They said that the Tresk Observatory would close.",
        "“The Tresk Observatory said nothing to us”, a neighbour complained.",
        "The Tresk Observatory. Nobody said so.",
    ],
)
def test_a_name_alone_is_no_source(text: str) -> None:
    assert found(text) == []


def test_what_the_reader_of_statements_has_is_not_told_twice() -> None:
    text = "The Tresk Observatory said nine had died."
    told = Statement(start=27, end=40, kind="indirect", certainty="reported", source=Span(0, 21))
    assert found(text, statements=(told,)) == []
    assert found(text, credits=(Credit(4, 21, "Tresk Observatory", "told"),)) == []


def test_an_article_may_rest_on_a_source_that_no_statement_has() -> None:
    one, places = _named("Nine died in the mine, the Tresk Observatory said.", "en", {})
    known = tellers.known_tellers([one], [_entity(places)], ())
    (told,) = evidence.witnesses([one], (), known)[0].tellers
    assert (told.name, told.main, told.named, told.statements) == ("Tresk Observatory", True, True, ())
    assert "entity:e1" in told.keys


TELLERS = [
    ("a part of the paper's name", "Une rançon a été versée, selon Le Courrier de Valbrume.", "Valbrume", "Le Courrier de Valbrume"),
    ("the paper's name", "The bridge will close, the Valley Post reported.", "Valley Post", "Valley Post"),
    ("a town that is no paper here", "Une rançon a été versée, selon la mairie de Valbrume.", "Valbrume", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "type_", "expected"),
    [
        ("The cases were weak, the magazine Ormeau said.", "magazine Ormeau", "media", "Ormeau"),
        (
            "He told the public broadcaster Valley Post so.",
            "public broadcaster Valley Post",
            "organisation",
            "Valley Post",
        ),
        ("The cases were weak, Hubert Ormeau said.", "Hubert Ormeau", "person", "Hubert Ormeau"),
    ],
)
def test_a_medium_that_is_described_goes_by_its_name(text: str, word: str, type_: SourceType, expected: str) -> None:
    start = text.index(word)
    hop = Hop(name=word, type=type_, start=start, end=start + len(word))
    told = Statement(start=0, end=12, kind="indirect", certainty="asserted", chain=(hop,))
    one = reading("a", text)
    read = citing.of_outlets(replace(one, layers=replace(one.layers, statements=(told,))), ["Ormeau", "Valley Post"])
    assert (read.layers.statements or ())[0].chain[0].name == expected


@pytest.mark.parametrize(("name", "text", "word", "paper"), TELLERS, ids=[row[0] for row in TELLERS])
def test_a_teller_within_the_name_of_a_paper_is_the_paper(name: str, text: str, word: str, paper: str | None) -> None:
    start = text.index(word)
    hop = Hop(name=word, type="person", start=start, end=start + len(word))
    told = Statement(start=0, end=12, kind="indirect", certainty="asserted", chain=(hop,))
    one = reading("a", text)
    one = replace(one, layers=replace(one.layers, statements=(told,)))
    read = citing.of_outlets(one, ["Le Courrier de Valbrume", "Valley Post"])
    found = (read.layers.statements or ())[0].chain[0]
    assert (found.name, found.type) == ((paper, "media") if paper else (word, "person")), name
