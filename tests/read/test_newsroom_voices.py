"""Constructions that newsrooms use beyond "X said that P": a table of sentences (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import read
from training import newsrooms

from twosource.model import Statement

ROWS = [
    (
        "fr",
        "« Nous ne vendrons pas, explique-t-elle. La terre est à nous. »",
        ["Nous ne vendrons pas", "La terre est à nous"],
    ),
    (
        "fr",
        "« Nous ne vendrons pas, explique Ada Roe, maire de Nord-Cité. La terre est à nous. »",
        ["Nous ne vendrons pas", "La terre est à nous"],
    ),
    (
        "fr",
        "« On nous demande de patienter, ironise un marin, comme si le poisson pouvait attendre ».",
        ["On nous demande de patienter", "comme si le poisson pouvait attendre"],
    ),
    (
        "fr",
        "Le maire de Tressac est formel : la piscine municipale ne rouvrira pas cet été.",
        ["la piscine municipale ne rouvrira pas cet été"],
    ),
    ("en", "Ministers remain adamant: digging will start in the spring.", ["digging will start in the spring"]),
    ("fr", "L'argent devait être rendu, a-t-il fait valoir.", ["L'argent devait être rendu"]),
    ("fr", "Le port restera fermé, complète-t-elle.", ["Le port restera fermé"]),
    (
        "fr",
        "Des irrégularités pourraient avoir entaché le dépouillement, avance le chef de file du Mouvement, Guy Lyle.",
        ["Des irrégularités pourraient avoir entaché le dépouillement"],
    ),
    (
        "fr",
        "Selon l'acte d'accusation, que la Gazette du Nord a lu, la victime avait porté plainte.",
        ["la victime avait porté plainte"],
    ),
    (
        "fr",
        "Comme le souligne la direction de Solvaric, un geste sur les paies a été consenti.",
        ["un geste sur les paies a été consenti"],
    ),
    ("en", "In Ada Roe's view, the bridge was never safe.", ["the bridge was never safe"]),
    ("en", "Three engineers allege they were sacked after speaking up.", ["they were sacked after speaking up"]),
    (
        "en",
        "Before the strike, several warnings were not ignored, Solvaric maintained.",
        ["Before the strike, several warnings were not ignored"],
    ),
    (
        "en",
        "The government failed in a basic duty, the campaign group Residents Rising noted.",
        ["The government failed in a basic duty"],
    ),
    (
        "en",
        "'It is the farmers' land,' said Mayor Ada Roe. 'We will not sell it.'",
        ["It is the farmers' land", "We will not sell it."],
    ),
]
"""The language, the sentence, the pieces of its one content."""


def _said(text: str, language: str) -> list[Statement]:
    return [one for one in read(text, language).statements or () if one.kind != "own"]


@pytest.mark.parametrize(("language", "text", "pieces"), ROWS)
def test_what_a_newsroom_reports_is_found(language: str, text: str, pieces: list[str]) -> None:
    found = [[text[s.start : s.end] for s in one.spans or (one,)] for one in _said(text, language)]
    assert pieces in found


@pytest.mark.parametrize(
    ("language", "text", "teller"),
    [
        ("fr", "Le pont sera fermé jusqu'en juin, explique-t-on à la préfecture.", "préfecture"),
        ("fr", "Le maire de Tressac est formel : la piscine municipale ne rouvrira pas cet été.", "maire de Tressac"),
        ("en", "In Ada Roe's view, the bridge was never safe.", "Ada Roe"),
        ("fr", "Du côté des syndicats, on fait valoir que le quai manque de bras.", "syndicats"),
        ("fr", "À la préfecture, on assure que le pont tiendra.", "préfecture"),
        ("fr", "Le loyer doublera, a précisé le ministère de la Ville.", "ministère de la Ville"),
    ],
)
def test_whose_words_they_are(language: str, text: str, teller: str) -> None:
    assert [one.chain[0].name for one in _said(text, language)] == [teller]


def test_who_rejects_a_claim_denies_it() -> None:
    found = _said("The mayor rejected claims that the bridge was closed.", "en")
    assert [one.certainty for one in found] == ["denied"]


def test_what_is_said_not_to_be_offered_is_told_whole() -> None:
    text = "La direction ne propose pas une augmentation, a assuré la porte-parole de la Ville."
    assert "La direction ne propose pas une augmentation" in [text[s.start : s.end] for s in _said(text, "fr")]


def test_nobodys_stance_before_a_colon_is_no_statement() -> None:
    assert _said("Il n'y a pas de règle : les bateaux passent quand ils veulent.", "fr") == []


def test_marks_leave_the_text_and_give_the_stretches() -> None:
    marked = newsrooms.unmark("{1@ Ada Roe} {1! said} {1 the quay {2! reportedly} shut}.")
    assert marked.text == "Ada Roe said the quay reportedly shut."
    places = {key: [marked.text[s.start : s.end] for s in spans] for key, spans in marked.spans.items()}
    assert places["1", ""] == ["the quay reportedly shut"]
    assert places["1", "@"] == ["Ada Roe"]
    assert places["2", "!"] == ["reportedly"]


def test_a_mark_that_is_never_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="said"):
        newsrooms.unmark("Ada Roe {1! said")


def test_every_third_article_is_for_development() -> None:
    for language in ("fr", "en"):
        parts = [newsrooms.load(language, part) for part in ("train", "dev")]
        assert sorted(one.article.id for part in parts for one in part) == sorted(
            one.article.id for one in newsrooms.load(language)
        )
        assert 0.3 < len(parts[1]) / sum(map(len, parts)) < 0.36
