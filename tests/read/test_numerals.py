"""Numbers in figures and words: tables of phrases, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.read import numerals

FRENCH = [
    ("zéro", 0, 0),
    ("dix-sept", 17, 17),
    ("vingt et un", 21, 21),
    ("soixante-dix", 70, 70),
    ("soixante et onze", 71, 71),
    ("septante-deux", 72, 72),
    ("quatre-vingts", 80, 80),
    ("quatre-vingt-dix-sept", 97, 97),
    ("deux cents", 200, 200),
    ("mille deux cent trois", 1203, 1203),
    ("deux mille", 2000, 2000),
    ("12 000", 12000, 12000),
    ("12 300", 12300, 12300),
    ("3.500", 3500, 3500),
    ("1,5", 1.5, 1.5),
    ("1,5 milliard", 1.5e9, 1.5e9),
    ("deux millions et demi", 2.5e6, 2.5e6),
    ("quatre millions trois cent mille", 4.3e6, 4.3e6),
    ("une dizaine", 8, 13),
    ("une quinzaine", 14, 16),
    ("une vingtaine", 18, 22),
    ("une soixantaine", 55, 65),
    ("une centaine", 90, 110),
    ("un millier", 900, 1100),
    ("une dizaine de milliers", 8000, 13000),
    ("dizaines", 20, 99),
    ("dizaines de milliers", 20000, 99000),
]
ENGLISH = [
    ("ninety-nine", 99, 99),
    ("two hundred and five", 205, 205),
    ("one hundred thousand", 100_000, 100_000),
    ("twenty-five thousand", 25_000, 25_000),
    ("12,345.6", 12345.6, 12345.6),
    ("1.5 million", 1.5e6, 1.5e6),
    ("two and a half", 2.5, 2.5),
    ("a million and a half", 1.5e6, 1.5e6),
    ("a dozen", 10, 15),
    ("dozens", 24, 99),
    ("hundreds of thousands", 200_000, 999_000),
    ("5bn", 5e9, 5e9),
]


@pytest.mark.parametrize(("phrase", "low", "high"), FRENCH)
def test_french_numbers(phrase: str, low: float, high: float) -> None:
    assert numerals.parse(phrase, "fr") == (low, high)


@pytest.mark.parametrize(("phrase", "low", "high"), ENGLISH)
def test_english_numbers(phrase: str, low: float, high: float) -> None:
    assert numerals.parse(phrase, "en") == (low, high)


@pytest.mark.parametrize(
    ("phrase", "language", "values"),
    [
        ("vingt, trente ou quarante", "fr", [20, 30, 40]),
        ("trois et quatre", "fr", [3, 4]),
        ("two and three", "en", [2, 3]),
        ("$4 million a year", "en", [4e6, 1]),
    ],
)
def test_numbers_that_do_not_add_up_stay_apart(phrase: str, language: str, values: list[float]) -> None:
    assert [found.low for found in numerals.find(phrase, 0, len(phrase), language)] == values


@pytest.mark.parametrize(
    ("number", "reach"),
    [
        (0, 0),
        (3, 0.3),
        (20, 2),
        (60, 5),
        (75, 2.5),
        (100, 10),
        (150, 15),
        (187, 0.5),
        (200, 20),
        (1200, 50),
        (3.5, 0.25),
    ],
)
def test_how_far_about_reaches(number: float, reach: float) -> None:
    assert numerals.slack(number) == pytest.approx(reach)


@given(st.floats(min_value=0, max_value=10**15))
def test_about_never_reaches_beyond_a_tenth(number: float) -> None:
    assert 0 <= numerals.slack(number) <= number / 10


@pytest.mark.parametrize("name", ["G20", "F-16", "Soyouz-2", "A380", "2e", "1er", "3rd", "12:30", "2.3.1"])
def test_parts_of_names_and_signs_are_no_numbers(name: str) -> None:
    assert numerals.find(name, 0, len(name), "fr") == ()
    assert numerals.find(name, 0, len(name), "en") == ()


def test_a_language_without_a_file_has_no_numbers() -> None:
    assert numerals.find("12 soldats", 0, 10, "xx") == ()


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_figures_read_as_themselves(number: int) -> None:
    assert numerals.parse(f"{number:,}", "en") == (number, number)
    assert numerals.parse(f"{number:,}".replace(",", "\u202f"), "fr") == (number, number)


@given(st.text(alphabet="0123456789., \u00a0-et un deux cent mille million demi", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = numerals.find(text, 0, len(text), "fr")
    edges = [place for item in found for place in (item.start, item.end)]
    assert edges == sorted(edges)
    assert all(0 <= item.start < item.end <= len(text) and item.low <= item.high for item in found)
