from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.piles import reading

from twosource.compare import stories

SEEDS = Path("/work/shared/seeds/articles.jsonl")

TRAIN = [
    reading(
        "t1",
        "A grain train left the rails near Oldmarsh on Tuesday. Northline Rail said a worn switch had "
        "failed. The driver from Tresk broke a wrist. Barley lay in the ditch beside the coastal line.",
        published="2025-03-04T08:00:00+00:00",
        title="Grain train derails near Oldmarsh",
    ),
    reading(
        "t2",
        "Barley for two ships lies beside the rails at Oldmarsh after a train of Northline Rail derailed. "
        "Its driver was hurt. A switch on the coastal line is suspected.",
        published="2025-03-04T11:00:00+00:00",
        title="Train derails, barley spills at Oldmarsh",
    ),
    reading(
        "t3",
        "The coastal line through Oldmarsh reopened nine hours after the derailment of a grain train. "
        "Northline Rail will replace the switch. Farmers from Tresk shovelled barley.",
        published="2025-03-04T19:00:00+00:00",
        title="Line reopens after train derails",
    ),
]
VOTE = [
    reading(
        "v1",
        "The council of Lower Brackwater voted to close its public baths. Councillor Odo Fennick spoke "
        "against. The baths cost four millions a year.",
        published="2025-03-04T09:00:00+00:00",
        title="Brackwater closes its baths",
    ),
    reading(
        "v2",
        "Swimmers protested in Lower Brackwater after councillors chose to close the baths. Odo Fennick "
        "called the council's vote a shame.",
        published="2025-03-05T09:00:00+00:00",
        title="Protest over closed baths",
    ),
]
FRENCH = reading(
    "f1",
    "Un train de céréales de Northline Rail a déraillé mardi à Oldmarsh. Le conducteur, de Tresk, est blessé "
    "au poignet. La ligne est fermée ; l’orge est tombée dans le fossé.",
    published="2025-03-04T10:00:00+00:00",
    language="fr",
    title="Un train déraille à Oldmarsh",
)


def test_two_events_are_two_stories_in_order_of_time() -> None:
    assert stories.group([*VOTE, *reversed(TRAIN)]) == (("t1", "t2", "t3"), ("v1", "v2"))


def test_a_report_in_another_language_joins_its_story() -> None:
    assert ("t1", "f1", "t2", "t3") in stories.group([*TRAIN, *VOTE, FRENCH])


def test_an_empty_pile_and_an_empty_article() -> None:
    assert stories.group([]) == ()
    assert stories.group([reading("a", "")]) == (("a",),)
    assert stories.group([reading("a", ""), reading("b", "")]) == (("a",), ("b",))


def test_a_short_text_that_stands_in_a_long_one_is_its_story() -> None:
    brief = "A grain train left the rails near Oldmarsh on Tuesday. Northline Rail said a worn switch had failed."
    long = " ".join(r.article.text for r in VOTE) + " " + brief
    assert stories.group([reading("long", long), reading("brief", brief)]) == (("brief", "long"),)


def test_without_clocks_the_stories_are_the_same() -> None:
    bare = [
        reading(r.article.id, r.article.text, title=r.article.title, language=r.article.language)
        for r in (*TRAIN, *VOTE)
    ]
    assert {frozenset(s) for s in stories.group(bare)} == {frozenset(s) for s in stories.group([*TRAIN, *VOTE])}


@settings(deadline=None)
@given(st.permutations([*TRAIN, *VOTE, FRENCH]))
def test_the_order_of_the_input_changes_nothing(pile: list[object]) -> None:
    kept = [r for r in (*TRAIN, *VOTE, FRENCH) if r in pile]
    shuffled = sorted(kept, key=pile.index)
    assert stories.group(shuffled) == stories.group(kept)
    assert stories.title(shuffled) == stories.title(kept)


def test_the_title_is_the_headline_that_the_others_share_most_with() -> None:
    assert stories.title(TRAIN) == "Grain train derails near Oldmarsh"
    assert stories.title([reading("a", "No headline here.")]) == ""


@pytest.mark.parametrize("published", ["soon", "2025-13-45", "", None, "2025-03-04"])
def test_odd_dates_do_no_harm(published: str | None) -> None:
    pile = [reading("a", TRAIN[0].article.text, published=published), TRAIN[1]]
    assert len(stories.group(pile)) == 1


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not on this machine")
def test_the_seeds_are_one_story() -> None:
    rows = [json.loads(line) for line in SEEDS.read_text("utf-8").splitlines()]
    assert len(stories.group([reading(r["id"], r["text"], language="fr") for r in rows])) == 1
