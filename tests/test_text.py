"""Folding: two spellings of one word are equal, however it is done."""

from __future__ import annotations

import unicodedata

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from twosource.text import fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Été", "ete"), ("L’ŒUVRE", "l'oeuvre"), ("Straße", "strasse"), ("ℌ", "h"), ("ᴬ", "a"), ("Жуков", "zhukov")],
)
def test_words_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_letters_are_romanised_as_anyascii_does(text: str) -> None:
    assert fold(text) == anyascii(unicodedata.normalize("NFKC", text.lower())).lower()
