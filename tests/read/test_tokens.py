"""Tokens: where words are cut, what they are, what they come from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Block, Token
from twosource.read import sentences, tokens


def tag(text: str, language: str = "fr") -> tuple[Token, ...]:
    article = Article(id="a", input_id="a", outlet="o", text=text, language=language, capture_sha256="")
    return tokens.tag(article, sentences.split(article, (Block(0, len(text), "body"),)))


CUTS = [
    (
        "fr",
        "A-t-il dit qu’il n’irait pas à l’ONU aujourd’hui ?",
        "A|-t-il|dit|qu’|il|n’|irait|pas|à|l’|ONU|aujourd’hui|?",
    ),
    ("fr", "Est-ce que 1 500 personnes", "Est|-ce|que|1 500|personnes"),
    ("fr", "12\u202f300 manifestants, 3,5 % et 20 €", "12\u202f300|manifestants|,|3,5|%|et|20|€"),
    ("fr", "en 2017 500 personnes", "en|2017|500|personnes"),
    ("fr", "« Oui », dit-elle.", "«|Oui|»|,|dit|-elle|."),
    ("fr", "Kim Jong-un à Fontenay-le-Comte", "Kim|Jong-un|à|Fontenay-le-Comte"),
    ("fr", "un rendez-vous jusqu'à N’Djamena", "un|rendez-vous|jusqu'|à|N’Djamena"),
    ("fr", "le 1er mai à 14h30, M. Roy", "le|1er|mai|à|14|h|30|,|M.|Roy"),
    ("fr", "J.-P. Lenoir et la fusée Soyouz-2", "J.-P.|Lenoir|et|la|fusée|Soyouz-2"),
    ("en", "He didn't say Putin's men can’t go.", "He|did|n't|say|Putin|'s|men|ca|n’t|go|."),
    (
        "en",
        "The U.S. paid $1,500.50 for a state-owned ship",
        "The|U.S.|paid|$|1,500.50|for|a|state-owned|ship",
    ),
    (
        "en",
        "They cannot see https://example.org/a?b=c, @roe",
        "They|can|not|see|https://example.org/a?b=c|,|@roe",
    ),
]


@pytest.mark.parametrize(("language", "text", "cut"), CUTS)
def test_words_are_cut(language: str, text: str, cut: str) -> None:
    assert [token.text for token in tag(text, language)] == cut.split("|")


VERBS = [
    ("Selon lui, le maire serait parti.", "serait", ("fin", "cnd", "pres", "sing"), "être"),
    (
        "Selon lui, ils soutiendraient le projet.",
        "soutiendraient",
        ("fin", "cnd", "pres", "plur"),
        "soutenir",
    ),
    ("Le soldat tirait sur la foule.", "tirait", ("fin", "ind", "imp", "sing"), "tirer"),
    ("Le ministre déclarait la guerre.", "déclarait", ("fin", "ind", "imp", "sing"), "déclarer"),
    ("Le ministre déclarerait la guerre.", "déclarerait", ("fin", "cnd", "pres", "sing"), "déclarer"),
    ("Les deux équipes avaient gagné.", "avaient", ("fin", "ind", "imp", "plur"), "avoir"),
    ("Le maire a annoncé son départ.", "annoncé", ("part", "", "past", ""), "annoncer"),
    ("Elle veut quitter la ville.", "quitter", ("inf", "", "", ""), "quitter"),
    ("Ils partiront demain.", "partiront", ("fin", "ind", "fut", "plur"), "partir"),
]


@pytest.mark.parametrize(("text", "word", "form", "lemma"), VERBS)
def test_french_verbs_have_their_forms(text: str, word: str, form: tuple[str, ...], lemma: str) -> None:
    token = next(token for token in tag(text) if token.text == word)
    assert (token.form, token.mood, token.tense, token.number) == form
    assert token.lemma == lemma


def test_a_shouted_headline_still_has_its_names_and_verbs() -> None:
    parts = {token.text: token.pos for token in tag("POUTINE ACCUEILLE LE PRÉSIDENT KIM AU COSMODROME")}
    assert parts["POUTINE"] == parts["KIM"] == "PROPN"
    assert parts["ACCUEILLE"] == "VERB"
    assert parts["PRÉSIDENT"] == "NOUN"


def test_both_apostrophes_read_alike() -> None:
    plain, curly = tag("L'armée d'ici n'a pas d'arme."), tag("L’armée d’ici n’a pas d’arme.")
    assert [(t.pos, t.lemma) for t in plain] == [(t.pos, t.lemma) for t in curly]


def test_a_language_without_a_model_has_words_without_tags() -> None:
    assert {token.pos for token in tag("Ministeren talte i dag", "da")} == {""}


@settings(deadline=None)  # the models are loaded once
@given(st.text(max_size=60), st.sampled_from(["fr", "en", "de", "it", "pt", "und"]))
def test_tokens_cover_every_letter_once(text: str, language: str) -> None:
    found = tag(text, language)
    assert "".join(token.text for token in found) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text and token.lemma for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


CHUNKS = (
    "Le", "12", "500", "3,5", "p.", "ex.", "M.", "J.-P.", "J.", "Varn", "« Oui »", "a-t-il", "L'ONU", "cannot", "can't",
    "z.", "B.", "10h30", "\u00a0", "", "fin.", "(EE.", "UU.)", "25e", "Brumeval,", "d'", "-", "x-", "\n",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(CHUNKS), max_size=10).map(" ".join), st.sampled_from(["fr", "en", "de", "es", "it", "xx"])
)
def test_a_text_cut_at_its_blanks_is_cut_as_a_whole(text: str, language: str) -> None:
    whole = tokens.cut_at_once(text, "", language)
    assert [(span.start, text[span.start : span.end]) for span in tokens.pieces(text, language)] == list(whole)
