"""Scenes: a narrow place, a day and a kind of happening tell events of one war or town apart, and join reports of one."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.piles import reading
from tests.compare.told_claims import _read

from twosource.compare.stories import models, pile, scenes
from twosource.compare.stories.scenes import Scenes
from twosource.model import Article, Reading
from twosource.read.articles import line_marks

SHELLING = (
    "Thirty killed as army shells Tarbush",
    (
        "At least 30 people were killed on Thursday when the army shelled the town of Tarbush, in Tarbush's market and two "
        "schools, a monitoring group said."
    ),
)
ELSEWISE = (
    "Regime strikes leave dozens dead",
    "Dozens died in Tarbush on Thursday in air strikes, residents of Tarbush said by telephone.",
)
OTHER_TOWN = (
    "Thirty killed as army shells Kalmoun",
    (
        "At least 30 people were killed on Thursday when the army shelled the town of Kalmoun, in Kalmoun's market and two "
        "schools, a monitoring group said."
    ),
)
ANOTHER_DAY = (
    "Army shells Tarbush again",
    "The army shelled the town of Tarbush on Saturday for the second time, residents of Tarbush said.",
)
TRIAL = (
    "Mayor of Tarbush charged with fraud",
    "The mayor was charged on Thursday in Tarbush and taken into custody, his lawyer said in Tarbush.",
)
FRENCH = (
    "Trente morts dans le bombardement de Tarbush",
    "Au moins trente personnes ont été tuées jeudi à Tarbush dans le bombardement du marché, selon des habitants de Tarbush.",
)


def read(title: str, text: str, published: str = "2031-05-09T09:00:00+00:00", language: str = "en") -> Reading:
    """Read an article in full; it is of a Friday."""
    article = Article(
        id=title, input_id=title, outlet="o", language=language, text=text, title=title, published=published,
        capture_sha256="0", marks=tuple(line_marks(text)),
    )  # fmt: skip
    return Reading(article, _read(article))


def scene(title: str, text: str, published: str = "2031-05-09T09:00:00+00:00", language: str = "en") -> Scenes:
    """Give the scene of an article."""
    return scenes.of(read(title, text, published, language), title)


SCENES: Mapping[str, Scenes] = {
    "shelling": scene(*SHELLING),
    "elsewise": scene(*ELSEWISE),
    "other town": scene(*OTHER_TOWN),
    "another day": scene(*ANOTHER_DAY, "2031-05-11T09:00:00+00:00"),
    "trial": scene(*TRIAL),
    "french": scene(*FRENCH, language="fr"),
}


def added(one: Scenes, other: Scenes) -> float:
    """Give what two scenes add to the log odds that two bundles are one story."""
    alone = pile.single_bundles([pile.sketch(reading("a", "A text."))])[0]
    return models.placed(models.Scene(), *(msgspec.structs.replace(alone, scenes=placed) for placed in (one, other)))


def together(*names: str) -> Scenes:
    """Give some scenes as those of one bundle."""
    return functools.reduce(scenes.join, (SCENES[name] for name in names))


@pytest.mark.parametrize(
    ("other", "speaks"),
    [("elsewise", True), ("french", True), ("other town", False), ("another day", False), ("trial", False)],
)
def test_a_narrow_place_a_day_and_a_kind_of_happening_speak_for_one_story(other: str, speaks: bool) -> None:
    assert (added(SCENES["shelling"], SCENES[other]) > 0) is speaks


def test_what_is_headed_with_another_town_is_not_of_a_story_about_one() -> None:
    assert added(together("shelling", "elsewise", "french"), SCENES["other town"]) < 0
    assert added(SCENES["shelling"], SCENES["other town"]) == 0


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Toll rises", "At least 30 people were killed on Thursday, a monitoring group said."),
        ("Toll rises in France", "At least 30 people were killed in France on Thursday, a monitoring group said."),
        ("Toll rises in Paris", "At least 30 people were killed in Paris on Thursday, a monitoring group said."),
    ],
)
def test_nowhere_a_country_and_a_large_town_are_no_scene(title: str, text: str) -> None:
    assert scene(title, text).articles == 0


def test_what_more_articles_take_for_another_name_is_no_place() -> None:
    place, name = SCENES["shelling"], Scenes(others=frozenset(SCENES["shelling"].places))
    assert scenes.settled([place, place, name])[0].articles == 1
    assert scenes.settled([place, name, name])[0].articles == 0


@given(st.lists(st.sampled_from(sorted(SCENES)), min_size=2, max_size=6), st.integers(1, 5))
def test_what_scenes_add_is_the_same_from_both_sides_and_in_any_order(names: list[str], cut: int) -> None:
    left, right = names[:cut], names[cut:] or names[:1]
    assert added(together(*left), together(*right)) == pytest.approx(added(together(*right), together(*left)))
    assert added(together(*left[::-1]), together(*right)) == pytest.approx(added(together(*left), together(*right)))
