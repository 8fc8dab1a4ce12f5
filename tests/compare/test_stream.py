"""The stream, its index and its shelf; names kept; clocks; what survives translation. All names are invented."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.piles import reading
from tests.compare.test_stories import FRENCH, TRAIN, VOTE

from twosource.compare.stories import anchors, clocks, index, models, pile, replay, shelf, stream
from twosource.text import fold

PILE = [pile.sketch(one) for one in sorted([*TRAIN, *VOTE], key=lambda r: r.article.published or "")]


def stories_of(events: list[stream.Decision | stream.Merged]) -> set[frozenset[str]]:
    story = {e.article: e.story for e in events if isinstance(e, stream.Decision)}
    moved = {e.other: e.story for e in events if isinstance(e, stream.Merged)}
    found: dict[int, set[str]] = {}
    for article, first in story.items():
        number = first
        while number in moved:
            number = moved[number]
        found.setdefault(number, set()).add(article)
    return {frozenset(members) for members in found.values()}


def test_the_stream_tells_two_events_apart() -> None:
    assert stories_of(list(stream.run(PILE, models.load()))) == {frozenset({"t1", "t2", "t3"}), frozenset({"v1", "v2"})}


def test_a_step_leaves_the_old_state_as_it_was() -> None:
    model, before = models.load(), stream.start()
    once, first = stream.step(before, PILE[0], model)
    again, second = stream.step(before, PILE[0], model)
    assert first == second
    assert (before.stories.size, once.stories.size, again.stories.size) == (0, 1, 1)


def test_a_story_is_let_go_after_the_window() -> None:
    model, late = models.load(), stream.WINDOW + 1
    state, first = stream.step(stream.start(), PILE[0], model)
    far = pile.Sketch("far", PILE[0].terms, PILE[0].language, PILE[0].at + late)
    near = pile.Sketch("near", PILE[0].terms, PILE[0].language, PILE[0].at + 0.5)
    assert stream.step(state, far, model)[1].opened
    assert stream.step(state, near, model)[1].story == first.story


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=400), st.integers(0, 20))
def test_the_index_finds_what_a_table_would_find(posted: list[tuple[int, int]], probe: int) -> None:
    held = index.empty()
    for code, story in posted:
        held = index.add(held, np.array([code], dtype=np.uint64), story, 1.0, 0.0)
    found, _ = index.find(held, np.array([probe], dtype=np.uint64), np.ones(1, dtype=np.float32))
    assert set(found.tolist()) == {story for code, story in posted if code == probe}


def test_sealed_segments_stay_few_and_drop_what_is_old() -> None:
    held = index.empty()
    for day in range(60):
        codes = np.arange(day * 1000, day * 1000 + 1000, dtype=np.uint64)
        held = index.add(held, codes, day, float(day), day - 7.0)
    assert len(held.segments) < 8
    sealed = np.concatenate([segment.days for segment in held.segments])
    assert len(sealed) < 30_000
    found, _ = index.find(held, np.array([59_500], dtype=np.uint64), np.ones(1, dtype=np.float32))
    assert found.tolist() == [59]


@given(st.lists(st.integers(), min_size=1, max_size=600), st.data())
def test_a_shelf_is_a_list_that_stays_as_it_was(values: list[int], data: st.DataObject) -> None:
    row: shelf.Shelf[int] = shelf.Shelf()
    for value in values:
        row = shelf.append(row, value)
    at = data.draw(st.integers(0, len(values) - 1))
    other = shelf.put(row, at, 7)
    assert [shelf.get(row, i) for i in range(len(values))] == values
    assert [shelf.get(other, i) for i in range(len(values))] == [*values[:at], 7, *values[at + 1 :]]


def test_names_of_stories_are_kept_by_the_largest_overlap() -> None:
    old = {"s1": frozenset("abc"), "s2": frozenset("de")}
    assert replay.keep(old, [frozenset("abcx"), frozenset("d"), frozenset("e")]) == ("s1", "s2", None)
    assert replay.keep(old, [frozenset("abcde"), frozenset("y")]) == ("s1", None)
    assert replay.keep({}, [frozenset("a")]) == (None,)


def test_a_history_opens_with_the_first_article_and_tells_of_merges() -> None:
    told = replay.tell([*TRAIN, *VOTE])
    assert [story.changes[0] for story in told] == [replay.Change("opened", "t1"), replay.Change("opened", "v1")]
    assert replay.tell([]) == ()


def test_two_events_of_one_matter_are_one_storyline_and_strangers_are_not() -> None:
    sequel = reading(
        "t9",
        "Northline Rail will pay farmers of Oldmarsh for the barley lost when its grain train derailed, the rail "
        "board said. The driver from Tresk is back at work. The worn switch on the coastal line was replaced.",
        published="2025-04-20T09:00:00+00:00",
        title="Northline Rail pays for barley lost at Oldmarsh",
    )
    told = replay.tell([*TRAIN, *VOTE, sequel])
    line = {article: story.storyline for story in told for article in story.articles}
    assert line["v1"] is None
    assert line["t1"] is not None
    assert line["t1"] == line["t9"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Train derails\nMarch 4, 2025\nBarley lay in the ditch.", "2025-03-04"),
        ("Un train déraille\n4 mars 2025\nL’orge est tombée.", "2025-03-04"),
        ("Updated: 4th March 2025 09:14 The train left the rails.", "2025-03-04"),
        ("Descarrila un tren\n4 de marzo de 2025\nLa cebada.", "2025-03-04"),
        ("Descarrila un tren\n4 de marzo del 2025\nLa cebada.", "2025-03-04"),
        ("Trein ontspoord\n04-Mar-25\nDe gerst lag in de sloot.", "2025-03-04"),
        ("Trein ontspoord\n4-Mar-1985\nDe gerst lag in de sloot.", "1985-03-04"),
        ("The mayor recalled that the line, opened in the spring, was built on March 4, 1925.", None),
        ("31 February 2025", None),
        ("", None),
    ],
)
def test_date_lines(text: str, day: str | None) -> None:
    found = clocks.date_line(text)
    told = clocks.published(reading("a", "", published=day)) if day else math.nan
    assert found == told or (math.isnan(found) and math.isnan(told))


@pytest.mark.parametrize(
    ("left", "right"),
    [("Brémor", "Бремор"), ("Tavrelin", "Таврелин"), ("Castello", "カステロ"), ("Pedrel", "بيدريل")],
)
def test_a_name_meets_its_transcription(left: str, right: str) -> None:
    a, b = (
        {term for term, _, _ in [*anchors.of_name(w, fold(w), "xx"), *anchors.of_unspaced(w)]} for w in (left, right)
    )
    assert {term for term in a & b if term[0] in "nNP"}


def test_a_place_is_one_under_its_names_in_two_scripts() -> None:
    english = {t for t, _, _ in anchors.of_name("Peru", "peru", "en")}
    chinese = {t for t, _, _ in anchors.of_unspaced("秘鲁总统")}
    assert "@PE" in english & chinese


def test_words_meet_in_english() -> None:
    spanish = {t for t, _, _ in anchors.of_word("terremoto", "es")}
    assert spanish & {t for t, _, _ in anchors.of_word("earthquake", "en")}


def test_the_stream_is_the_same_whatever_the_language_of_the_state() -> None:
    with_french = [*PILE, pile.sketch(FRENCH)]
    assert list(stream.run(with_french, models.load())) == list(stream.run(with_french, models.load()))
