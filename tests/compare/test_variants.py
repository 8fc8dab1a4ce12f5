"""One name in two romanisations, or in two scripts; and names that only look so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import names, variants
from twosource.evaluate.dataset import load
from twosource.evaluate.variants import score
from twosource.model import Dossier, MadeWith

LABELS = Path(__file__).parents[2] / "training/labels/name-variants"
NOTHING = Dossier(
    schema="twosource-dossier/1",
    made_with=MadeWith(twosource="", recipe="", timezone="UTC"),
    outlets=(),
    articles=(),
    stories=(),
)
ROWS = json.loads((LABELS / "truth.json").read_text(encoding="utf-8"))["variants"]

SAME = [
    ("Ivan Chtchoukine", "Ivan Shchukin"),
    ("Olga Joukova", "Olga Schukowa"),
    ("Mykola Tymtchouk", "Mikola Timchuk"),
    ("Abdelkader Mourad", "Abdul Qader Murad"),
    ("Lee Chung-soo", "Yi Jeong-su"),
    ("Zhang Weiguo", "Chang Wei-kuo"),
]
OTHER = [
    ("Ivan Chtchoukine", "Ivan Chtchoukina"),
    ("Jean Martin", "Jeanne Martin"),
    ("Paul Martin", "Paul Martine"),
    ("Khaled Mourad", "Khalil Mourad"),
    ("Zhang Weiguo", "Zheng Weiguo"),
    ("Kim Jong-su", "Kim Jong-sik"),
    ("Charles Roche", "Charles Roger"),
    ("", "Ivan Chtchoukine"),
]
SCRIPTS = [
    ("Natalia Volkova", "Наталья Волкова", True),
    ("Natalia Volkova", "Наталья Белкина", False),
    ("Mourad", "مراد", True),
    ("Mourad", "سليم", False),
    ("Park Jimin", "박지민", True),
    ("Park Jimin", "최수현", False),
    ("Jimin Park", "박지민", True),  # the family name last, as in the West
    ("Jimin Park", "강지민", False),  # another family
    ("Park Jimin", "강지민", False),
    ("Do-yun Suh", "서도윤", True),
    ("Suh Do-yun", "서 도윤", True),
    ("Suh Do-yun", "서하린", False),
    ("Haruto Morisawa", "모리사와 하루토", True),  # Japanese: the family name first in Hangul
    ("Haruto Morisawa", "하루토 모리사와", True),
    ("Haruto Kanesaki", "모리사와 하루토", False),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_name(left: str, right: str) -> None:
    assert variants.same(left, right)
    assert variants.same(right, left)
    assert variants.may_be_same(left, right)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_two_names(left: str, right: str) -> None:
    assert not variants.same(left, right)
    assert not variants.same(right, left)


@pytest.mark.parametrize(("latin", "native", "expected"), SCRIPTS)
def test_scripts(latin: str, native: str, *, expected: bool) -> None:
    assert variants.same(latin, native) is expected
    assert variants.same(native, latin) is expected


def test_the_papers_of_two_spellings_are_told() -> None:
    assert ("fr", "de") in variants.papers("Ivan Joukov", "Iwan Schukow")
    assert variants.papers("Ivan Joukov", "Ivan Petrov") == ()


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_order_of_two_names_is_nothing(a: str, b: str) -> None:
    assert variants.same(a, b) == variants.same(b, a)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["same"][0])
def test_spellings_that_are_one_share_a_key(row: dict[str, list[str]]) -> None:
    for left, right in zip(row["same"], row["same"][1:], strict=False):
        if variants.same(left, right):
            assert variants.may_be_same(left, right)


def test_the_written_spellings_are_told_apart() -> None:
    rows = {row.measure: row for row in score(load(LABELS), NOTHING)}
    found = rows["one name F1"].score
    assert found is not None
    assert found >= 0.98


def test_towns_go_by_their_names_abroad() -> None:
    assert names.one_name("Kyiv", "Kiew", "place")
    assert names.one_name("Moscou", "Москва", "place")
    assert not names.one_name("Kiel", "Kiew", "place")
