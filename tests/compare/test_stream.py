"""The stream, its index and its shelf; names kept; clocks; what survives translation. All names are invented."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.piles import reading
from tests.compare.test_stories import FRENCH, TRAIN, VOTE

from twosource.compare.stories import (
    anchors,
    bundles,
    clocks,
    index,
    kept,
    models,
    pile,
    recheck,
    replay,
    seek,
    settle,
    shelf,
    state,
    stream,
    vectors,
)
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PILE = [pile.sketch(one) for one in sorted([*TRAIN, *VOTE], key=lambda r: r.article.published or "")]


def stories_of(events: Iterable[stream.Decision | recheck.Merged | recheck.Split]) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for event in events:
        if isinstance(event, stream.Decision):
            found.setdefault(event.story, set()).add(event.article)
        elif isinstance(event, recheck.Merged):
            found[event.story] |= found.pop(event.other)
        else:
            found[event.other] -= set(event.articles)
            found.setdefault(event.story, set()).update(event.articles)
    return {frozenset(members) for members in found.values() if members}


def test_the_stream_tells_two_events_apart() -> None:
    assert stories_of(list(stream.run(PILE, models.load()))) == {frozenset({"t1", "t2", "t3"}), frozenset({"v1", "v2"})}


def test_a_step_leaves_the_old_state_as_it_was() -> None:
    model, before = models.load(), state.start()
    once, first = stream.step(before, PILE[0], model)
    again, second = stream.step(before, PILE[0], model)
    assert first == second
    assert (before.stories.size, once.stories.size, again.stories.size) == (0, 1, 1)


def test_a_story_is_over_for_an_article_of_a_week_later() -> None:
    model, late = models.load(), state.WINDOW + 1
    now, first = stream.step(state.start(), PILE[0], model)
    far = pile.Sketch("far", PILE[0].terms, PILE[0].language, PILE[0].at + late)
    near = pile.Sketch("near", PILE[0].terms, PILE[0].language, PILE[0].at + 0.5)
    assert stream.step(now, far, model)[1].opened
    assert stream.step(now, near, model)[1].story == first.story


def test_stories_are_let_go_after_the_window_and_enough_articles_and_no_sooner() -> None:
    held = state.start()
    for day in range(30):
        number = held.stories.size
        stories = shelf.append(held.stories, state.Held(number, None, held.arrived + 500))
        held = state.refreshed(
            msgspec.structs.replace(held, stories=stories, now=float(day), arrived=held.arrived + 500, fresh=(number,))
        )
    left = [number for number in range(30) if shelf.get(held.stories, number) is not None]
    assert left == list(range(29 - int(state.WINDOW), 30))
    leapt = state.refreshed(msgspec.structs.replace(held, now=1000.0, arrived=held.arrived + 1))
    # the clock leapt, but only the articles beyond the last ``LEAST`` are let go
    kept_ones = [number for number in range(30) if shelf.get(leapt.stories, number) is not None]
    assert len(kept_ones) == state.LEAST // 500


def test_a_leap_of_the_clock_closes_nothing_by_itself() -> None:
    model = models.load()
    late = pile.Sketch("late", PILE[-1].terms, PILE[-1].language, PILE[0].at + 4000)
    orders = [[late, *PILE], [*PILE, late]]
    assert stories_of(stream.run(orders[0], model)) == stories_of(stream.run(orders[1], model))


@pytest.mark.parametrize("turn", range(len(PILE)))
def test_a_stream_tells_the_same_stories_from_wherever_it_starts(turn: int) -> None:
    model = models.load()
    assert stories_of(stream.run([*PILE[turn:], *PILE[:turn]], model)) == stories_of(stream.run(PILE, model))


def alone(sketches: Sequence[pile.Sketch]) -> list[state.Part]:
    made = pile.single_bundles(sketches)
    return [state.Part(sketch.id, bundle) for sketch, bundle in zip(sketches, made, strict=True)]


def holding(*stories: Sequence[state.Part]) -> state.State:
    """Give a state that holds some stories, each put together without asking the model."""
    row: shelf.Shelf[state.Held] = shelf.Shelf()
    for number, parts in enumerate(stories):
        whole = bundles.whole([part.bundle for part in parts])
        row = shelf.append(row, state.Held(number, whole, number + 1, parts=tuple(parts)))
    known = msgspec.structs.replace(
        state.start(), stories=row, touched=tuple(range(len(stories))), now=PILE[-1].at, arrived=len(PILE), rate=5.0
    )
    for number, parts in enumerate(stories):
        for part in parts:
            codes = seek.probe(known, part.bundle.vector).codes
            known = msgspec.structs.replace(known, index=index.add(known.index, codes, number, known.now, 0.0))
    return known


def test_a_recheck_splits_what_is_two_and_moves_what_stands_on_the_wrong_side() -> None:
    parts = {part.article: part for part in alone(PILE)}
    mixed = holding([parts[name] for name in ("t1", "t2", "t3", "v1", "v2")])
    split, changes = recheck.recheck(mixed, models.load())
    assert [(type(c), c.story, c.other) for c in changes] == [(recheck.Split, 1, 0)]
    assert isinstance(changes[0], recheck.Split)
    assert changes[0].articles == ("v1", "v2")
    assert {tuple(p.article for p in h.parts) for h in split.stories.boards[0] if h} == {
        ("t1", "t2", "t3"),
        ("v1", "v2"),
    }
    wrong = holding([parts[name] for name in ("t1", "t2", "v1")], [parts[name] for name in ("v2", "t3")])
    _, changes = recheck.recheck(wrong, models.load())
    moved = stories_of(
        [
            *(
                stream.Decision(n, s, opened=False, score=0.0)
                for n, s in zip(("t1", "t2", "v1", "v2", "t3"), (0, 0, 0, 1, 1), strict=True)
            ),
            *changes,
        ]
    )
    assert moved == {frozenset({"t1", "t2", "t3"}), frozenset({"v1", "v2"})}


def test_a_recheck_merges_what_is_one_and_leaves_the_rest() -> None:
    parts = {part.article: part for part in alone(PILE)}
    apart = holding([parts["t1"], parts["t2"]], [parts["t3"]], [parts["v1"], parts["v2"]])
    _, changes = recheck.recheck(apart, models.load())
    assert [(type(c), c.story, c.other) for c in changes] == [(recheck.Merged, 0, 1)]
    right = holding([parts["t1"], parts["t2"], parts["t3"]], [parts["v1"], parts["v2"]])
    assert recheck.recheck(right, models.load())[1] == ()


def test_settling_joins_what_each_look_left_apart_and_the_largest_keeps_its_number() -> None:
    parts = {part.article: part for part in alone(PILE)}
    apart = holding([parts["t1"]], [parts["v1"], parts["v2"]], [parts["t2"], parts["t3"]])
    done, changes = settle.settle(apart, models.load())
    assert [(c.story, c.other) for c in changes] == [(2, 0)]
    assert state.resolved(done, 0) == state.resolved(done, 2)
    assert settle.settle(done, models.load())[1] == ()


@pytest.mark.parametrize(
    ("arrived", "settled", "days", "due"),
    [
        (63, 0, 0.0, False),
        (64, 0, 0.0, True),
        (200, 101, 9.0, False),
        (200, 100, 0.0, True),
        (95_000, 90_001, 0.1, False),
        (95_000, 90_000, 0.1, True),
        (95_000, 94_000, 0.6, True),
        (95_000, 94_001, 0.6, False),
    ],
)
def test_settling_is_due_as_the_stream_grows_and_by_its_clock(
    arrived: int, settled: int, days: float, due: bool
) -> None:
    last = state.Settled(settled, 100.0)
    assert settle.is_due(msgspec.structs.replace(state.start(), arrived=arrived, settled=last, now=100 + days)) is due


def test_a_crowd_of_articles_holds_fewer_large_stories() -> None:
    """Across languages, two large stories have fewer others that they might belong to than two single articles."""
    one = pile.single_bundles([pile.sketch(TRAIN[0]), pile.sketch(FRENCH)])
    large = [bundles.whole([bundle] * 20) for bundle in one]
    model = models.load()
    few, many = (
        [models.score(model, a, b, bundles.meet(a, b), live) for live in (200.0, 20_000.0)] for a, b in (one, large)
    )
    assert few[0] - few[1] > many[0] - many[1]


def posted(*rows: tuple[int, int, float]) -> index.Index:
    held = index.empty()
    for code, story, day in rows:
        held = index.add(held, np.array([code], dtype=np.uint64), story, day, 0.0)
    return held


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=2000), st.integers(0, 20))
@settings(max_examples=30)
def test_the_index_gives_the_newest_postings_of_a_term(rows: list[tuple[int, int]], probe: int) -> None:
    held = posted(*((code, story, float(day)) for day, (code, story) in enumerate(rows)))
    found = index.find(held, np.array([probe], dtype=np.uint64))
    expected = [(story, day) for day, (code, story) in enumerate(rows) if code == probe][-index.CROWD :]
    assert sorted(zip(found.stories.tolist(), found.days.tolist(), strict=True)) == sorted(expected)
    assert not found.probes.any()


def test_sealed_levels_stay_few_and_drop_what_is_old() -> None:
    held = index.empty()
    for day in range(60):
        codes = np.arange(day * 1000, day * 1000 + 1000, dtype=np.uint64)
        held = index.add(held, codes, day, float(day), day - 7.0)
    assert len(held.levels) < 5
    assert sum(len(level.codes) for level in held.levels) < 20_000
    assert index.find(held, np.array([59_500], dtype=np.uint64)).stories.tolist() == [59]
    assert index.find(held, np.array([100], dtype=np.uint64)).stories.tolist() == []


@given(
    st.dictionaries(st.integers(0, 40), st.floats(0.125, 2, width=32), max_size=20),
    st.dictionaries(st.integers(0, 40), st.floats(0.125, 2, width=32), max_size=20),
)
def test_the_sum_of_two_vectors_is_that_of_two_tables(a: dict[int, float], b: dict[int, float]) -> None:
    def vector(held: dict[int, float]) -> vectors.Vector:
        codes = sorted(held)
        return vectors.Vector(np.array(codes, dtype=np.uint64), np.array([held[c] for c in codes], dtype=np.float32))

    found = vectors.add(vector(a), vector(b))
    assert dict(zip(found.codes.tolist(), found.values.tolist(), strict=True)) == pytest.approx(
        {code: a.get(code, 0.0) + b.get(code, 0.0) for code in a.keys() | b.keys()}
    )
    assert found.codes.tolist() == sorted(found.codes.tolist())


@given(st.lists(st.integers(), min_size=1, max_size=600), st.data())
def test_a_shelf_is_a_list_that_stays_as_it_was(values: list[int], data: st.DataObject) -> None:
    row: shelf.Shelf[int] = shelf.Shelf()
    for value in values:
        row = shelf.append(row, value)
    at = data.draw(st.integers(0, len(values) - 1))
    other = shelf.put(row, at, 7)
    assert [shelf.get(row, i) for i in range(len(values))] == values
    assert [shelf.get(other, i) for i in range(len(values))] == [*values[:at], 7, *values[at + 1 :]]


@given(st.lists(st.integers(), min_size=1, max_size=1200), st.data())
def test_what_is_taken_from_a_shelf_is_gone_and_the_rest_is_there(values: list[int], data: st.DataObject) -> None:
    row: shelf.Shelf[int] = shelf.Shelf()
    for value in values:
        row = shelf.append(row, value)
    first = data.draw(st.integers(0, len(values)))
    gone = {*range(first), *data.draw(st.sets(st.integers(0, len(values) - 1), max_size=5))}
    left = shelf.append(shelf.take(row, gone), 7)
    expected = [None if i in gone else value for i, value in enumerate(values)]
    assert [shelf.get(left, i) for i in range(len(values) + 1)] == [*expected, 7]
    assert len(left.boards) <= (len(values) - first) // shelf.BOARD + 2


def test_names_of_stories_are_kept_by_the_largest_overlap() -> None:
    old = {"s1": frozenset("abc"), "s2": frozenset("de")}
    assert kept.keep(old, [frozenset("abcx"), frozenset("d"), frozenset("e")]) == ("s1", "s2", None)
    assert kept.keep(old, [frozenset("abcde"), frozenset("y")]) == ("s1", None)
    assert kept.keep({}, [frozenset("a")]) == (None,)
    assert kept.keep({"s10": frozenset("a"), "s9": frozenset("b")}, [frozenset("ab")]) == ("s9",)


def test_a_name_is_given_once_and_every_merge_and_split_is_told() -> None:
    old = {"s1": frozenset("abc"), "s2": frozenset("de"), "s4": frozenset("fgh")}
    found = kept.name(old, [frozenset("abcde"), frozenset("fg"), frozenset("h"), frozenset("y")], 7)
    assert [(one.name, [(c.event, c.other) for c in one.changes]) for one in found] == [
        ("s1", [("merged from story", "s2")]),
        ("s4", []),
        ("s8", [("split from story", "s4")]),
        ("s9", []),
    ]


@given(st.lists(st.frozensets(st.integers(0, 30).map(str), min_size=1), max_size=6), st.integers(0, 3))
def test_names_are_unique_and_a_pile_that_did_not_change_keeps_all(groups: list[frozenset[str]], more: int) -> None:
    taken: set[str] = set()
    apart: list[frozenset[str]] = []
    for group in groups:
        apart += [group - taken] if group - taken else []
        taken |= group
    first = kept.name({}, apart, more)
    assert len({one.name for one in first}) == len(apart)
    again = kept.name({one.name: group for one, group in zip(first, apart, strict=True)}, apart, more + len(apart))
    assert [(one.name, one.changes) for one in again] == [(one.name, ()) for one in first]


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


@pytest.mark.parametrize(
    ("printed", "language", "place"), [("Ukrainy", "pl", "@UA"), ("Polsce", "en", ""), ("Rosji", "pl", "@RU")]
)
def test_a_place_is_one_under_another_case_ending(printed: str, language: str, place: str) -> None:
    found = {t for t, _, _ in anchors.of_name(printed, fold(printed), language) if t[0] == "@"}
    assert (place in found) if place else not found


@pytest.mark.parametrize(("left", "right"), [(("Jong", "en"), ("Dzong", "pl")), (("Jambor", "fr"), ("Dżambor", "pl"))])
def test_a_hissing_j_meets_its_transcription(left: tuple[str, str], right: tuple[str, str]) -> None:
    a, b = ({t for t, _, _ in anchors.of_name(w, fold(w), language)} for w, language in (left, right))
    assert {t for t in a & b if t[0] == "N"}


def test_words_meet_in_english() -> None:
    spanish = {t for t, _, _ in anchors.of_word("terremoto", "es")}
    assert spanish & {t for t, _, _ in anchors.of_word("earthquake", "en")}


def test_the_stream_is_the_same_whatever_the_language_of_the_state() -> None:
    with_french = [*PILE, pile.sketch(FRENCH)]
    assert list(stream.run(with_french, models.load())) == list(stream.run(with_french, models.load()))
