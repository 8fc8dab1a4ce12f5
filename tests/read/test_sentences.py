"""Where sentences end, on sentences made up for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Article, Block, Role
from twosource.read import sentences


def cut(text: str, language: str = "fr", role: Role = "body") -> list[str]:
    article = Article(id="a", input_id="a", outlet="o", text=text, language=language, capture_sha256="")
    return [text[s.start : s.end] for s in sentences.split(article, (Block(0, len(text), role),))]


FRENCH = [
    "M. Dupré et J.-P. Lenoir sont là.|Mme. Roy arrive à 18.30.",
    "Le Dr. Lefort cite l’art. 12 de la loi.|Il a tort.",
    "« Il pleut. Il neige. Il vente », a dit M. Roy.|Puis il est parti.",
    "« Non. »|Jeanne est partie.",
    "« Oui ? » demanda-t-il.|« Oui. »",
    "Elle a évoqué cela : « Nous partons. Nous verrons »|Toutefois, rien n’est fait.",
    "Le « nouveau venu » Dupré s’est tu.|Il reste.",
    "Une « citation ouverte.|Elle ne ferme pas.|Encore une.",
    'Il a dit : "Oui. Non."|Et puis "rien".|Fin.',
    "Voir https://exemple.fr/a.b?c.|Le prix est de 3,5 millions.",
    "1. Premier point.|2. Second point.",
    "Le P.-D.G. de la S.N.C.T. est parti.|Il reviendra.",
    "Ah !?|Bien…|Voilà.",
    "(Il part. Elle reste.)|Bien.",
    "La vitamine C.|Elle est bonne.",
    "Fin de phrase.|Le suivant.",
    "Il aime les fruits, etc.|Elle aussi.",
    "Il est né en 150 av. J.-C. à Vaulnay.",
]
ENGLISH = [
    '"Why?" Jane Roe asked.|"I know. I do," she said.',
    "He left at 5 p.m.|The U.S. Senate voted.|It met in the U.S.|The end.",
    "“I know. I do.”|He left.|‘We won. It’s over,’ he said.",
    "The workers’ union met.|No. 5 is up.|On Jan. 5 he met St. John Inc. and Co. executives.",
    "Mr. Roe paid $3.5 million.|Dr. A. B. Poe did not.",
    '"The dam is safe. Nobody should leave," Mayor Ada Roe said.|It rained.',
    "“The dam is safe. Nobody should leave,” Ada Roe, the mayor, told reporters.|It rained.",
]


@pytest.mark.parametrize("marked", FRENCH)
def test_french_sentences_end_where_marked(marked: str) -> None:
    assert cut(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentences_end_where_marked(marked: str) -> None:
    assert cut(marked.replace("|", " "), "en") == marked.split("|")


def test_a_missing_blank_between_sentences_is_seen() -> None:
    assert cut("Le port est fermé.Les navires attendent.") == ["Le port est fermé.", "Les navires attendent."]


def test_words_without_any_stop_are_cut_into_bearable_sentences() -> None:
    told = " ".join(f"mot{number}" for number in range(3 * sentences.MOST_WORDS))
    assert [len(one.split()) for one in cut(told)] == [sentences.MOST_WORDS] * 3
    paused = " ".join(f"mot{number}," if number == 199 else f"mot{number}" for number in range(300))
    assert [len(one.split()) for one in cut(paused)] == [200, 100]


def test_furniture_has_no_sentences() -> None:
    assert cut("Lire aussi : le port.", role="related") == []


def test_a_blank_line_ends_a_sentence_and_an_open_quotation() -> None:
    assert cut("Il a dit « oui\n\nLe port. La ville.") == ["Il a dit « oui", "Le port.", "La ville."]


def test_sentences_carry_role_and_block_number() -> None:
    text = "Un titre\n\nUn texte. Deux textes."
    article = Article(id="a", input_id="a", outlet="o", text=text, language="fr", capture_sha256="")
    found = sentences.split(article, (Block(0, 8, "title"), Block(10, len(text), "body")))
    assert [(s.role, s.paragraph) for s in found] == [("title", 0), ("body", 1), ("body", 1)]


@given(st.text(alphabet="aB. «»“”\"'’‘()[]!?…\n\u00a01-—:M", max_size=80))
def test_nothing_but_blanks_is_lost_and_sentences_never_overlap(text: str) -> None:
    pieces = cut(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece == piece.strip() and piece for piece in pieces)
