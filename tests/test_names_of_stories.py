"""Names of stories from run to run, through the dossier and the outlines. All names are invented."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.compare.test_stories import TRAIN, VOTE

from twosource import dossier, serialise
from twosource.compare import stories
from twosource.dossier.history import Earlier, EarlierStory, lines
from twosource.errors import WrongUseError
from twosource.model import Happening

ALL = {one.article.id: one for one in [*TRAIN, *VOTE]}


def told(*groups: str) -> list[stories.Told]:
    return [stories.Told(tuple(group.split()), None, ()) for group in groups]


def test_a_run_after_another_keeps_the_names_and_tells_what_became_of_each() -> None:
    earlier = Earlier((EarlierStory("s3", ("t1", "t2")), EarlierStory("s5", ("t3", "v1", "v2"))), 9)
    found, minted = lines(told("t1 t2 t3", "v1 v2"), ALL, earlier)
    assert [line.id for line in found] == ["s3", "s5"]
    assert [(change.event, change.with_) for change in found[0].history] == [("split from story", "s5")]
    assert minted == 9
    found, minted = lines(told("t1 t2 t3 v1 v2"), ALL, earlier)
    assert [(line.id, [(c.event, c.with_) for c in line.history]) for line in found] == [
        ("s5", [("merged from story", "s3")])
    ]
    found, minted = lines(told("t1 t2", "t3", "v1 v2"), ALL, earlier)
    assert ([line.id for line in found], minted) == (["s3", "s10", "s5"], 10)


def test_what_an_earlier_run_told_is_told_on() -> None:
    past = (Happening("merged from story", "2025-03-01T00:00:00+00:00", "s2"),)
    found, _ = lines(told("t1 t2 t3"), ALL, Earlier((EarlierStory("s3", ("t1",), past),), 4))
    assert found[0].history == past


def test_outlines_and_dossiers_are_read_as_earlier_runs() -> None:
    first = dossier.outline([*TRAIN, *VOTE])
    earlier = serialise.earlier(serialise.outlines_json(first))
    assert [story.id for story in earlier.stories] == ["s1", "s2"]
    assert earlier.minted == 2
    grown = [*VOTE, *TRAIN[:1]]
    again = dossier.outline(grown, earlier)
    names = {article: one.story.id for one in first.stories for article in one.story.articles}
    assert all(names[article] == one.story.id for one in again.stories for article in one.story.articles)
    assert again.minted == 2


@pytest.mark.parametrize("data", [b"", b"{}", b'{"schema": "other/1", "stories": []}', b"\xff"])
def test_what_is_no_earlier_run_is_refused(data: bytes) -> None:
    with pytest.raises(WrongUseError):
        serialise.earlier(data)


def test_a_run_upon_itself_changes_nothing() -> None:
    first = dossier.outline([*TRAIN, *VOTE])
    earlier = serialise.earlier(serialise.outlines_json(first))
    assert replace(dossier.outline([*TRAIN, *VOTE], earlier)) == first
