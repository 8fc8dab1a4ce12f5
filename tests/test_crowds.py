"""Crowds and dumps: ten printings of one text are compared as a few, and what is far too long is told, not read."""

from __future__ import annotations

import io
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from twosource import desk
from twosource.dossier import alike, printings
from twosource.errors import NothingReadError, WrongUseError
from twosource.model import Dossier
from twosource.read import names
from twosource.read.articles import LONGEST
from twosource.report.options import Options

TEXT = """OLDMARSH — A freight train carrying grain left the rails near Oldmarsh before dawn on Wednesday.

Two people were hurt, said the mayor of Oldmarsh, Ada Roe. Engineers suspect that a worn switch gave way.

"Nobody should try to reach the village by road," Roe told reporters at the town hall."""
OWN = """Our reporter found the village awake on Wednesday, its one café open and the road full of tractors.

Three people were hurt near Oldmarsh, a nurse of the Tresk hospital, Odo Brandt, said."""


def row(number: int, text: str = TEXT) -> dict[str, str]:
    return {
        "id": f"a{number:03}", "outlet": f"The Daily {number}", "text": text, "language": "en",
        "published": f"2031-03-12T{8 + number % 12:02}:00:00Z", "title": "Train leaves the rails near Oldmarsh",
    }  # fmt: skip


@cache
def told(copies: int) -> Dossier:
    rows = [*(row(number) for number in range(copies)), row(900, OWN)]
    return desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))


def counts(dossier: Dossier) -> list[tuple[str, int, int]]:
    """Give the claims of the first printing with what is shown and possible behind them."""
    return [
        (claim.text, claim.independent.organisation.shown, claim.independent.organisation.possible)
        for story in dossier.stories
        for claim in story.claims
        if any(statement.article == "a000" for statement in claim.statements)
    ]


def test_a_crowd_counts_what_a_few_count() -> None:
    assert counts(told(printings.KEPT)) == counts(told(3 * printings.KEPT)) != []


def test_every_printing_of_a_crowd_stands_in_one_story_and_its_statements_in_one_claim_each() -> None:
    crowd = told(3 * printings.KEPT)
    (articles,) = [story.articles for story in crowd.stories if "a000" in story.articles]
    printed = {f"a{number:03}" for number in range(3 * printings.KEPT)}
    assert printed <= set(articles)
    assert len(articles) == len(set(articles))
    statements = Counter(s.id for story in crowd.stories for claim in story.claims for s in claim.statements)
    assert set(statements.values()) == {1}
    by_article = Counter(name.rsplit(".", 1)[0] for name in statements)
    assert len({by_article[name] for name in printed}) == 1
    of_origins = Counter(
        name for story in crowd.stories for claim in story.claims for origin in claim.origins
        for name in origin.statements
    )  # fmt: skip
    assert of_origins == statements


def test_a_crowd_shares_its_passages_and_each_printing_is_related_to_the_first_alone() -> None:
    (story,) = (story for story in told(3 * printings.KEPT).stories if "a000" in story.articles)
    printed = {f"a{number:03}" for number in range(3 * printings.KEPT)}
    assert any(printed <= {place.article for place in passage.members} for passage in story.passages)
    pairs = [{relation.earlier, relation.later} & printed for relation in story.relations]
    among = [pair for pair in pairs if len(pair) > 1]
    assert set().union(*among) == printed
    assert len(among) == printings.KEPT * (printings.KEPT - 1) // 2 + 2 * printings.KEPT


def test_a_file_where_the_folder_goes_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "ONE_PAGE", 1)
    (tmp_path / "report").touch()
    with pytest.raises(WrongUseError, match="another --output"):
        desk.write(told(printings.KEPT), tmp_path / "report.html", tmp_path / "dossier.json", Options())
    assert (tmp_path / "dossier.json").exists()


def test_few_printings_are_compared_each_with_each() -> None:
    thinned = printings.thin([], {})
    assert (thinned.kept, thinned.more) == ((), ())
    (story,) = (story for story in told(printings.KEPT).stories if "a000" in story.articles)
    pairs = [{relation.earlier, relation.later} for relation in story.relations]
    assert sum("a900" not in pair for pair in pairs) == printings.KEPT * (printings.KEPT - 1) // 2


@pytest.mark.parametrize("text", ["harbour " * LONGEST, "x" * (LONGEST + 1), f"{TEXT} " * 1000])
def test_a_text_that_no_article_has_is_told_and_the_rest_is_read(text: str) -> None:
    rows = [row(0), row(1, text)]
    found = desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))
    assert [article.id for article in found.articles] == ["a000"]
    assert [failure.reason for failure in found.failures] == ["too-long"]
    with pytest.raises(NothingReadError):
        desk.run(["-"], desk.Settings(workers=1), io.BytesIO(json.dumps(row(1, text)).encode()))


def test_a_crowd_under_titles_of_their_own_is_still_a_crowd() -> None:
    rows = [{**row(number), "title": f"Train leaves the rails, part {number}"} for number in range(3 * printings.KEPT)]
    found = desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))
    (story,) = found.stories
    assert len(story.relations) == printings.KEPT * (printings.KEPT - 1) // 2 + 2 * printings.KEPT
    of_titles = {s.article for claim in story.claims for s in claim.statements if s.field == "title"}
    assert len(of_titles) <= printings.KEPT


PLAIN = ("freight", "grain", "rails", "worn", "switch", "dawn")
"""Words of the text that are no fact, as long as nobody is quoted with them."""


@cache
def retouched(copies: int) -> Dossier:
    """Read printings of one text that each have a word or two of their own; in the last one a figure is another."""
    texts = [
        TEXT.replace(PLAIN[n % 6], f"{PLAIN[n % 6]} line{n}") if n < copies - 1 else TEXT.replace("Two", "Nine")
        for n in range(copies)
    ]
    rows = [*(row(number, text) for number, text in enumerate(texts)), row(900, OWN)]
    return desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))


def test_printings_that_differ_in_a_few_words_are_compared_as_a_few_and_each_stays_an_article() -> None:
    copies = 2 * printings.CROWD
    crowd = retouched(copies)
    (story,) = (story for story in crowd.stories if "a000" in story.articles)
    printed = {f"a{number:03}" for number in range(copies)}
    assert printed <= set(story.articles)
    among = [{relation.earlier, relation.later} & printed for relation in story.relations]
    pairs = [pair for pair in among if len(pair) > 1]
    assert set().union(*pairs) == printed
    assert len(pairs) < copies * printings.KEPT
    few = retouched(printings.KEPT)
    assert sorted(one[1:] for one in counts(crowd)) == sorted(one[1:] for one in counts(few)) != []


def test_what_a_printing_changed_is_told_in_its_own_words() -> None:
    copies = 2 * printings.CROWD
    crowd = retouched(copies)
    texts = {article.id: article.text for article in crowd.articles}
    for story in crowd.stories:
        for claim in story.claims:
            assert {s.id for s in claim.statements} == {name for one in claim.origins for name in one.statements}
            for statement in claim.statements:
                if statement.field == "text" and statement.value is not None:
                    held = texts[statement.article][statement.value.start : statement.value.end]
                    assert held.split()[0] in {"Two", "Nine", "Three", "one"}
        for passage in story.passages:
            for edit in passage.edits:
                other = passage.members[edit.member]
                assert (other.article, other.start <= edit.right.start <= edit.right.end <= other.end) == (
                    edit.right.article, True,
                )  # fmt: skip
    told_ = [
        texts[e.right.article][e.right.start : e.right.end]
        for story in crowd.stories for passage in story.passages for e in passage.edits
    ]  # fmt: skip
    assert {f"line{n}" for n in range(1, copies - 1)} <= set(told_)
    nine = f"a{copies - 1:03}"
    values = {s.value.low for story in crowd.stories for c in story.claims for s in c.statements
              if s.article == nine and s.value}  # fmt: skip
    assert 9 in values
    assert 2 not in values


def test_a_page_of_one_word_is_read_and_is_no_name() -> None:
    rows = [row(0), row(1, "harbour " * 4_000)]
    found = desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))
    assert [article.id for article in found.articles] == ["a000", "a001"]
    places = [place for story in found.stories for entity in story.entities for place in entity.mentions]
    assert places
    assert all(place.end - place.start <= names.LONGEST for place in places)


@pytest.mark.parametrize(
    ("before", "after", "is_fact"),
    [
        ("a worn switch", "an old switch", False), ("carrying grain", "laden with grain", True),
        ("Two people", "Nine people", True), ("on Wednesday", "on Thursday", True), ("Ada Roe", "Ada Moe", True),
        ("gave way", "never gave way", True), ("by road", "by boat", True),  # the last one is quoted
    ],
)  # fmt: skip
def test_a_statement_is_repeated_in_a_printing_that_changed_no_fact_of_it(
    before: str, after: str, *, is_fact: bool
) -> None:
    one, other = (desk.read_all(["-"], desk.Settings(workers=1), io.BytesIO(json.dumps(row(0, text)).encode()))[0][0]
                  for text in (TEXT, TEXT.replace(before, after)))  # fmt: skip
    sides = alike.side(one), alike.side(other)
    moved = alike.shift(one, other, sides)
    assert moved.is_kept(0, len(TEXT)) is not is_fact
    assert (alike.facts(one, sides[0]) == alike.facts(other, sides[1])) is not is_fact
    start = TEXT.index("the mayor")
    there = moved.place(start, start + len("the mayor"))
    assert there is not None
    assert other.article.text[there.start : there.end] == "the mayor"
