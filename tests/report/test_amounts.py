"""Numbers as the page words them, and the figures of a claim as they followed each other."""

from __future__ import annotations

import pytest
from msgspec import structs
from tests.report import fake

from twosource.model import Quantity
from twosource.report import amounts
from twosource.report import book as books
from twosource.report.options import Options
from twosource.report.phrases import load


@pytest.mark.parametrize(
    ("low", "high", "printed", "words"),
    [
        (14, 14, "14 trains", "14"),
        (605_000, 615_000, "Quelque 610.000 foyers", "about 610,000"),
        (2_250, 2_350, "some 2,300", "about 2,300"),
        (35, 45, "35 to 45 people", "35 to 45"),
        (35, 45, "about forty", "about 40"),
        (3, 4, "three or four", "3 to 4"),
        (600_001, None, "more than 600,000", "more than 600,000"),
        (12, None, "at least 12", "at least 12"),
        (None, 9, "at most 9", "at most 9"),
        (None, None, "", ""),
    ],
)
def test_a_number_is_worded_as_print_has_it(low: float | None, high: float | None, printed: str, words: str) -> None:
    assert amounts.words(load("en"), Quantity(0, 1, low, high), printed) == words


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ([(1, 1), (2, 2), (2, 2), (3, 3), (2, 2)], ["1", "2", "3", "2"]),
        ([(610, 610), (605, 615), (601, None), (540, 540)], ["610", "540"]),
        ([(2, 2), (2, 2)], []),
        ([], []),
    ],
)
def test_figures_follow_each_other_where_they_do_not_fit(
    told: list[tuple[float, float | None]], steps: list[str]
) -> None:
    story = fake.one_story()
    book = books.open_book(story, Options(language="en"))
    some = story.stories[0].claims[0].statements[0]
    held = [structs.replace(some, value=Quantity(0, 1, low, high, category="dead")) for low, high in told]
    assert [step.amount for step in amounts.steps(book, held)] == steps


def test_ages_and_sums_do_not_follow_each_other() -> None:
    story = fake.one_story()
    book = books.open_book(story, Options(language="en"))
    some = story.stories[0].claims[0].statements[0]
    held = [structs.replace(some, value=Quantity(0, 1, n, n, unit="year of age")) for n in (44, 90)]
    assert amounts.steps(book, held) == ()


def test_of_many_figures_the_first_and_the_last_are_told() -> None:
    found = [amounts.Step(str(n), "a") for n in range(9)]
    assert amounts.sequence(load("en"), found) == "figures told: 0 → … → 4 → 5 → 6 → 7 → 8"
