"""Whether two numbers may be set against each other: wholes, of one time, and no mere word for many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.compare.told_claims import POLICE, PREFECTURE, telling

from twosource.compare import wholes
from twosource.compare.propositions import TOLLS, class_of
from twosource.compare.tellings import Telling
from twosource.dossier import question
from twosource.model import Quantity
from twosource.read.pipeline import STAGES


def told(text: str, language: str, who: str) -> Telling:
    made = question.put(question.read_in(text, language, STAGES), ())
    return replace(telling("a", who), proposition=made, sentence=text)


ROWS = [
    ("en", "Shells killed 12 people in Ardmouth.", "Shells killed 15 people in Ardmouth.", True),
    ("en", "Shells killed 12 people in Ardmouth.", "Shells killed another six people in Ardmouth.", False),
    ("en", "Shells killed 47 people in Ardmouth.", "Shells killed 25 children in Ardmouth.", False),
    ("en", "Shells killed 30 civilians in Ardmouth.", "Shells killed 31 people in Ardmouth.", True),
    ("en", "Clashes killed 45 people over the past two days.", "Clashes killed 12 people near Ardmouth.", False),
    ("en", "Some 19 people have been killed since Monday.", "Some 25 people were killed at the gate.", False),
    ("en", "Shells killed dozens of people in Ardmouth.", "Shells killed 120 people in Ardmouth.", False),
    ("en", "Shells killed dozens of people in Ardmouth.", "Shells killed 900 people in Ardmouth.", True),
    ("en", "Shells hurt three people in the Marle district.", "Shells hurt four people in the Orsel district.", False),
    ("en", "Shells hurt three people in the Marle district.", "Shells hurt four people in Marle.", True),
    ("en", "On 3 March 2031 eight people died.", "On 4 March 2031 four people died.", False),
    ("fr", "Les tirs ont fait 12 morts à Sarvelle.", "Les tirs ont fait 15 morts à Sarvelle.", True),
    ("fr", "Les tirs ont tué 12 personnes à Sarvelle.", "Six autres personnes ont été tuées à Sarvelle.", False),
    ("fr", "Les tirs ont tué 47 personnes à Sarvelle.", "Les tirs ont tué 25 enfants à Sarvelle.", False),
    ("fr", "Les combats ont fait 45 morts en deux jours.", "Les combats ont fait 12 morts à Sarvelle.", False),
    ("fr", "Des dizaines de personnes ont été blessées.", "Environ 120 personnes ont été blessées.", False),
    ("fr", "Trois blessés dans le quartier Marle.", "Quatre blessés dans le quartier Orsel.", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "first", "second", "expected"), ROWS)
def test_two_numbers_are_of_one_whole(language: str, first: str, second: str, expected: bool) -> None:
    one, other = told(first, language, PREFECTURE), told(second, language, POLICE)
    pairs = [
        (a, b)
        for a in one.proposition.counts
        for b in other.proposition.counts
        if class_of(a) == class_of(b) and class_of(a) in TOLLS
    ]
    assert pairs, "both sentences give a toll of one class"
    assert {wholes.are_of_one(one, a, other, b) for a, b in pairs} == {expected}


def test_a_toll_that_rose_may_name_the_day_on_which_it_was_told() -> None:
    one = told("Four people died on 3 March 2031.", "en", PREFECTURE)
    other = told("The toll rose to nine dead on 4 March 2031.", "en", POLICE)
    (a,), (b,) = one.proposition.counts, other.proposition.counts
    assert wholes.are_of_one(one, a, other, b)
    assert not wholes.are_of_one(one, a, replace(other, sentence=""), b)


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_an_exact_number_is_no_word_for_many_and_a_wide_one_is(low: int, more: int) -> None:
    assert not wholes.is_vague(Quantity(0, 1, float(low), float(low)))
    assert not wholes.is_vague(Quantity(0, 1, float(low), None))
    assert wholes.is_vague(Quantity(0, 1, float(low), float(low + more))) is (low + more > wholes.VAGUE * low)
