"""Versions of one address: what changed is told to the letter, and a version is no second source."""

from __future__ import annotations

import io
import json

import pytest
from msgspec.structs import replace
from tests.compare.piles import reading

from twosource import desk
from twosource.dossier import versions
from twosource.dossier.narrow import narrow
from twosource.model import Dossier
from twosource.report import html
from twosource.report.options import Options

FIRST = "Two people were hurt near Oldmarsh, said the mayor, Ada Roe. The line is closed."
LATER = "Three people were hurt near Oldmarsh on Wednesday, said the mayor, Ada Roe."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (FIRST, FIRST, []),
        (FIRST, LATER, [
            ("replaced", "Two", "Three"), ("inserted", "", "on Wednesday"), ("deleted", "The line is closed", ""),
        ]),
        ("", "Flood.", [("inserted", "", "Flood")]),
        ("Flood.", "", [("deleted", "Flood", "")]),
        ("One dead.", "1,200 dead!", [("replaced", "One", "1,200")]),
        ("A flood, again.", "A flood; again", []),  # marks are no words
    ],
)  # fmt: skip
def test_the_words_that_changed(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    found = versions.changes([reading("a", before), reading("b", after, version_of="a")])
    told = [
        (c.kind, before[c.before.start : c.before.end], after[c.after.start : c.after.end]) for c in found.get("b", ())
    ]
    assert told == expected
    assert all((c.before.article, c.after.article) == ("a", "b") for c in found.get("b", ()))


def test_each_version_is_compared_with_the_one_before_it() -> None:
    pile = [reading("a", "One dead."), reading("x", "Else."), reading("b", "Two dead.", version_of="a")]
    found = versions.changes([*pile, reading("c", "Two dead, six hurt.", version_of="a")])
    assert {name: [(c.before.article, c.kind) for c in changed] for name, changed in found.items()} == {
        "b": [("a", "replaced")],
        "c": [("b", "inserted")],
    }


def told() -> Dossier:
    row = {"outlet": "The Oldmarsh Post", "url": "https://post.example/train", "language": "en", "title": "Train"}
    rows = [
        {**row, "id": "a", "text": FIRST, "published": "2031-03-12T08:00:00Z"},
        {**row, "id": "b", "text": LATER, "published": "2031-03-12T11:00:00Z"},
    ]
    return desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))


def test_the_dossier_and_the_page_show_the_changes_and_count_one_source() -> None:
    found = told()
    first, later = found.articles
    assert (first.version_of, first.changes, later.version_of) == (None, (), "a")
    assert [change.kind for change in later.changes] == ["replaced", "inserted", "deleted"]
    assert [story.relations for story in found.stories] == [()]
    page = html.page(found, Options())
    assert "Changed since the version before" in page
    assert "<ins>" in page
    assert all(c.independent.organisation.possible <= 1 for story in found.stories for c in story.claims)


def test_versions_of_one_address_are_related_to_others_and_not_to_each_other() -> None:
    row = {"outlet": "The Oldmarsh Post", "url": "https://post.example/train", "language": "en", "title": "Train"}
    rows = [
        {**row, "id": "a", "text": FIRST, "published": "2031-03-12T08:00:00Z"},
        {**row, "id": "b", "text": LATER, "published": "2031-03-12T11:00:00Z"},
        {**row, "id": "c", "text": f"{LATER} Schools are shut.", "published": "2031-03-12T12:00:00Z"},
        {**row, "id": "z", "outlet": "Dunmore Echo", "url": None, "text": LATER, "published": "2031-03-12T13:00:00Z"},
    ]
    found = desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(map(json.dumps, rows)).encode()))
    (story,) = found.stories
    pairs = {frozenset((relation.earlier, relation.later)) for relation in story.relations}
    assert pairs == {frozenset((version, "z")) for version in "abc"}
    assert [article.version_of for article in found.articles] == [None, "a", "a", None]
    assert all(claim.independent.organisation.possible <= 1 for claim in story.claims)


def test_a_dossier_narrowed_to_one_version_tells_of_no_other() -> None:
    found = told()
    (story,) = found.stories
    claim = next(c for c in story.claims if any(s.article == "b" for s in c.statements))
    alone = replace(claim, statements=tuple(s for s in claim.statements if s.article == "b"), reasons=(), origins=())
    kept = narrow(replace(found, stories=(replace(story, claims=(alone,)),)), {claim.id})
    assert [(article.id, article.version_of, article.changes) for article in kept.articles] == [("b", None, ())]
