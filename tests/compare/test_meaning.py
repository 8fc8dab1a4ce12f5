"""Vectors of what a text says: nearer and farther texts, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import meaning

NEARER = [
    ("en", "Five shots rang out", "fr", "Quatre coups de feu ont été tirés", "fr", "Le maire inaugurera la piscine"),
    ("en", "The bridge will reopen on Monday", "fr", "Le pont rouvrira lundi", "fr", "Le pain coûtera plus cher lundi"),
    ("fr", "Le conducteur a pris la fuite", "en", "The driver fled the scene", "en", "The painter won a prize"),
    ("fr", "Les secours cherchent les disparus", "en", "Rescuers are looking for the missing", "en", "Sales rose"),
    (
        "en",
        "The factory will shed 200 jobs",
        "fr",
        "L'usine supprime des emplois",
        "en",
        "The stadium holds 200 people",
    ),
    ("fr", "Deux passagers ont péri", "fr", "Des voyageurs sont morts", "fr", "Deux maires se marient"),
    ("en", "Doctors went on strike", "fr", "Les médecins font grève", "fr", "Les patients sont guéris"),
    ("de", "Der Zug ist entgleist", "en", "The train came off the rails", "en", "The choir sang in the church"),
    ("es", "El incendio destruyó la fábrica", "fr", "L'usine a brûlé", "fr", "Le parlement a voté la loi"),
    ("it", "Il ministro si è dimesso", "en", "The minister resigned", "en", "The river rose"),
    ("pt", "A água invadiu as casas", "en", "Homes were flooded", "en", "The court acquitted him"),
]
LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
TEXTS = st.lists(st.text(max_size=40) | st.sampled_from(["fire at the port", "17 morts", "le feu"]), max_size=6)


def vector(language: str, text: str) -> meaning.Vectors:
    row: meaning.Vectors = meaning.vectors([text], language)[0]
    return row


@pytest.mark.parametrize(("lang", "text", "near_lang", "near", "far_lang", "far"), NEARER)
def test_what_means_the_same_is_nearer(
    lang: str, text: str, near_lang: str, near: str, far_lang: str, far: str
) -> None:
    own = vector(lang, text)
    assert own @ vector(near_lang, near) > own @ vector(far_lang, far) + 0.1


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_rows_are_of_length_one_or_nought(texts: list[str], language: str) -> None:
    rows = meaning.vectors(texts, language)
    assert rows.shape[0] == len(texts)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_text_has_its_vector_wherever_it_stands(texts: list[str], language: str) -> None:
    rows = meaning.vectors(texts, language)
    assert np.allclose(meaning.vectors(texts[::-1], language)[::-1], rows, atol=1e-6)
    assert all(np.allclose(vector(language, text), row, atol=1e-6) for text, row in zip(texts, rows, strict=True))


def test_case_counts_for_nothing_and_a_number_by_its_digits() -> None:
    assert np.array_equal(vector("en", "FIRE AT THE PORT"), vector("en", "fire at the port"))
    assert np.array_equal(vector("en", "17 dead"), vector("en", "42 dead"))
    assert not np.array_equal(vector("en", "17 dead"), vector("en", "1742 dead"))


@pytest.mark.parametrize("text", ["", "   ", "qzxkjv wqqzzt", "…!?"])
def test_unknown_words_alone_have_no_direction(text: str) -> None:
    assert not vector("en", text).any()


def test_an_unknown_language_has_no_direction() -> None:
    assert not meaning.vectors(["bir yangın çıktı", "fire"], "tr").any()
    assert meaning.languages() == set(LANGUAGES)


def test_no_text_gives_no_row() -> None:
    assert len(meaning.vectors([], "fr")) == 0
