from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluate import fake

from twosource.evaluate import carry
from twosource.evaluate.statements import score
from twosource.model import Place, Span

GOLD = "Rain fell on Velmont. “The wall holds”, said Elise Maro. Nobody slept."


@pytest.mark.parametrize(
    ("system", "words", "found"),
    [
        (GOLD, "The wall holds", "The wall holds"),
        ("Menu\nHome\n" + GOLD + "\nShare", "The wall holds", "The wall holds"),
        (
            "Rain fell on Velmont.\n\n«The  wall\nholds», said Elise Maro.",
            "The wall holds",
            "The  wall\nholds",
        ),
        ("Menu “The wall holds”, said Elise Maro", "“The wall holds”", "“The wall holds”"),
        ("Rain fell. The wall still holds, said Maro.", "The wall holds", "The wall still holds"),
        ("RAIN FELL ON VELMONT. THE WALL HOLDS", "The wall holds", "THE WALL HOLDS"),
        ("Rain fell on Velmont. Nobody slept.", "The wall holds", None),
        ("", "The wall holds", None),
    ],
)
def test_words_are_found_again(system: str, words: str, found: str | None) -> None:
    span = Span(GOLD.index(words), GOLD.index(words) + len(words))
    there = carry.carried(span, carry.align(GOLD, system), GOLD, system)
    assert (None if there is None else system[there.start : there.end]) == found


WORDS = ("rain", "fell", "on", "the", "wall", ",", ".", "“", "”", "Maro", "said")
PROSE = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@given(PROSE, PROSE, st.integers(0, 60), st.integers(0, 60))
def test_a_carried_stretch_lies_in_the_text(gold: str, system: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(gold)), min(other, len(gold))))
    there = carry.carried(Span(start, end), carry.align(gold, system), gold, system)
    assert there is None or 0 <= there.start <= there.end <= len(system)
    if start < end:
        same = carry.carried(Span(start, end), carry.align(gold, gold), gold, gold)
        assert same in (None, Span(start, end))


def place(words: str) -> dict[str, object]:
    return {"article": "g", "start": GOLD.index(words), "end": GOLD.index(words) + len(words)}


TRUTH: dict[str, object] = {
    "complete": ["g"],
    "stories": {"s": ["g"]},
    "statements": [
        {**place("The wall holds"), "chain": ["Elise Maro"], "kind": "direct"},
        {**place("Nobody slept"), "chain": ["?"], "kind": "indirect"},
    ],
}


@pytest.mark.parametrize(
    "known",
    [{"input_id": "page.html"}, {"input_id": "pile/page.html"}, {"input_id": "x", "url": "http://n.test/1"}],
)
def test_labels_go_over_to_the_page_as_it_was_read(known: dict[str, str]) -> None:
    gold = fake.dataset({"g": GOLD}, TRUTH, file={"g": "page.html"}, url={"g": "http://n.test/1"})
    text = "Menu\n" + GOLD.replace(" Nobody slept.", "")
    page = fake.article("system1", text, **known)
    moved = carry.onto(gold, fake.dossier((page,)))
    assert moved.truth.complete == ("system1",)
    assert moved.truth.stories == {"s": ("system1",)}
    assert moved.truth.statements is not None
    held, lost = moved.truth.statements
    assert (held.article, text[held.start : held.end]) == ("system1", "The wall holds")
    # what the page lacks stands behind its text: it can be missed, not forgotten
    assert lost.start >= len(text)
    assert (moved.articles[0].text or "")[lost.start : lost.end] == "Nobody slept"


def test_what_the_page_lacks_is_missed() -> None:
    gold = fake.dataset({"g": GOLD}, TRUTH, file={"g": "page.html"})
    text = "Menu\n" + GOLD.replace(" Nobody slept.", "")
    start = text.index("The wall")
    said = fake.statement("s1", Place("n", start, start + 14), ("Elise Maro",), kind="direct")
    system = fake.dossier(
        (fake.article("n", text, input_id="page.html"),),
        (fake.story("s", ("n",), claims=[fake.claim("c", said)]),),
    )
    rows = score(carry.onto(gold, system), system)
    assert fake.score(rows, "whole statement, exact P") == 1.0
    assert fake.score(rows, "whole statement, exact R") == 0.5
    assert fake.score(rows, "content words R") == pytest.approx(3 / 5)


def test_equal_texts_are_matched_once_each() -> None:
    gold = fake.dataset({"g": "One text.", "h": "One text."}, {})
    articles = (fake.article("m", "One text."), fake.article("n", "One text."))
    assert [one.id for one in carry.matched(gold.articles, articles).values()] == ["m", "n"]
