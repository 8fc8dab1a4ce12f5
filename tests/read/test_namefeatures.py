"""What the names model sees of a word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Sentence
from twosource.read import namefeatures, names, tokens

WORDS = ("Odile", "Varn", "a", "visité", "Le", "Monde", "de", "Brumeval", ",", "New", "York", "la", "mer", "Noire", ".")


def seen(text: str, language: str = "fr") -> list[tuple[str, list[str]]]:
    article = Article(id="a", input_id="a", outlet="", text=text, language=language, capture_sha256="")
    sentence = (Sentence(0, len(text), "body", 0),)
    rows = names.by_sentence(tokens.tag(article, sentence), sentence)
    marked = [namefeatures.marks(row, language) for row in rows]
    found = namefeatures.describe(rows, marked, language)
    return [
        (token.text, features)
        for row, words in zip(rows, found, strict=True)
        for token, features in zip(row, namefeatures.features(words), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "word", "feature"),
    [
        ("Elle lit Le Monde à Paris.", "Le", "0:list=B+|known:organisation"),
        ("Elle lit Le Monde à Paris.", "Monde", "0:list=I+|media"),
        ("Un bateau sur la mer Noire.", "mer", "0:list=B+|known:place"),
        ("Le maire Paul Varn parle.", "Paul", "-1:c=roles"),
        ("Le maire Paul Varn parle.", "Varn", "list=none"),
        ("Paul Varn parle. On croit Varn.", "Varn", "d:follows"),
        ("Paul Varn parle.", "Paul", "-1:edge"),
        ("L'ONU et Saint-Denis.", "Saint-Denis", "s=Xxx-Xxx"),
    ],
)
def test_a_word_has_a_feature(text: str, word: str, feature: str) -> None:
    assert any(feature in features for shown, features in seen(text) if shown == word)


def test_a_small_word_alone_is_in_no_list() -> None:
    assert not any(f.startswith("0:list") for _, features in seen("le monde de la mer noire.") for f in features)


@settings(deadline=None)  # the first call loads tables
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_mentions_stand_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    article = Article(id="a", input_id="a", outlet="", text=text, language="fr", capture_sha256="")
    sentence = (Sentence(0, len(text), "body", 0),)
    found = names.find(article, tokens.tag(article, sentence), sentence)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[one.start : one.end] == one.name for one in found)
