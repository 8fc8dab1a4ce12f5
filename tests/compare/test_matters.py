"""Stories of one matter: those that the name of a body or place runs through, with no week between them."""

from __future__ import annotations

import math
import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.piles import reading

from twosource.compare.stories import matters
from twosource.model import EntityType, Mention, Reading

NAMES: dict[str, EntityType] = {"Brellane": "organisation", "Hatchford": "place", "Marling": "place"}


def _told(name: str, text: str) -> Reading:
    told = reading(name, text, published="2025-03-04T08:00:00+00:00", title=text.partition(".")[0])
    places = [(found, kind) for word, kind in NAMES.items() for found in re.finditer(word, text)]
    mentions = tuple(sorted(Mention(at.start(), at.end(), at[0], kind) for at, kind in places))
    return msgspec.structs.replace(told, layers=msgspec.structs.replace(told.layers, mentions=mentions))


LEAK = [
    _told("a", "Files of the insurer Brellane are for sale in Hatchford. Brellane is checking them."),
    _told("b", "Brellane admits the theft of files in Hatchford. The regulator has been told by Brellane."),
]
PUPIL = [
    _told("c", "A pupil of 17 is charged over the theft at Brellane. In Hatchford nobody knew him."),
    _told("d", "Brellane offers its clients a year of watch. The pupil of Hatchford stays at home."),
]
BATHS = [
    _told("e", "The council of Lower Marling votes to close its baths. Swimmers of Marling protest."),
    _told("f", "Swimmers block the town hall of Marling. The baths of Marling cost four millions."),
]
FOUND = [(0, 1), (2, 3), (4, 5)]


def test_what_a_name_runs_through_is_one_matter() -> None:
    times = [1.0, 2.0, 8.0, 9.0, 2.0, 3.0]
    assert matters.joined([*LEAK, *PUPIL, *BATHS], times, FOUND) == [(0, 1, 2, 3), (4, 5)]


def test_after_more_than_a_week_it_is_another() -> None:
    times = [1.0, 2.0, 9.5, 10.0, 2.0, 3.0]
    assert matters.joined([*LEAK, *PUPIL, *BATHS], times, FOUND) == FOUND


def test_a_name_that_stands_elsewhere_too_ties_nothing() -> None:
    elsewhere = [_told(f"x{i}", f"The fair of Upper Wend opens. A stall of Brellane is number {i}.") for i in range(4)]
    times = [1.0, 2.0, 3.0, 4.0, 2.0, 2.0, 2.0, 2.0]
    found = [(0, 1), (2, 3), (4, 5), (6, 7)]
    readings = [*LEAK[:1], elsewhere[0], *PUPIL[:1], *elsewhere[1:], *BATHS]
    assert matters.joined(readings, times, found) == found


def test_without_a_time_nothing_is_joined() -> None:
    assert matters.joined([*LEAK, *PUPIL, *BATHS], [math.nan] * 6, FOUND) == FOUND


@given(st.lists(st.floats(0.0, 30.0), min_size=6, max_size=6))
def test_no_article_is_lost_and_no_group_parted(times: list[float]) -> None:
    joined = matters.joined([*LEAK, *PUPIL, *BATHS], times, FOUND)
    assert sorted(i for group in joined for i in group) == list(range(6))
    assert all(any(set(one) <= set(group) for group in joined) for one in FOUND)
