from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.report import fake

from twosource.model import Hop
from twosource.report import book as books
from twosource.report import clean, graph, network
from twosource.report.graph import Box, Drawing
from twosource.report.network import Actor, Hops, Network, Tie
from twosource.report.options import Options

HEADS = ("first", "then", "last")


def story_network() -> Network:
    book = books.open_book(fake.one_story(), Options(language="fr"))
    return network.of_story(books.open_chapter(book, book.dossier.stories[0], 1, ()))


def apart(left: Box, right: Box) -> bool:
    return (
        left.x + left.width <= right.x
        or right.x + right.width <= left.x
        or left.y + left.height <= right.y
        or right.y + right.height <= left.y
    )


def inside(drawing: Drawing) -> bool:
    numbers = [float(y) for line in drawing.lines for _, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", line.path)]
    edges = [box.y + box.height for box in drawing.boxes]
    return min(numbers) >= 0 and max(numbers) <= drawing.height and max(edges) <= drawing.height


@st.composite
def networks(draw: st.DrawFn) -> Network:
    columns = draw(st.integers(1, 3))
    tellers = [
        Actor(f"t{number}", draw(st.text(max_size=40)), "type", "teller", draw(st.integers(0, columns - 1)))
        for number in range(draw(st.integers(1, 8)))
    ]
    articles = [
        Actor(f"article:{number}", draw(st.text(max_size=40)), "", "article", columns)
        for number in range(draw(st.integers(1, 8)))
    ]
    ends = st.sampled_from([*tellers, *articles])
    pairs = draw(st.lists(st.tuples(st.sampled_from(tellers), ends), min_size=1, max_size=20))
    hops = [Hops(start.key, end.key, 1) for start, end in dict.fromkeys(pairs) if start != end]
    ties = [Tie("0", str(len(articles) - 1), "copies", True, "words")] if len(articles) > 1 else []
    return Network((*tellers, *articles), tuple(hops), tuple(ties), columns, 0)


@given(networks())
def test_boxes_never_touch_and_lines_stay_inside(found: Network) -> None:
    drawing = graph.draw(found, HEADS)
    if drawing is None:
        assert not found.hops
        assert not found.ties
        return
    assert all(apart(left, right) for left, right in combinations(drawing.boxes, 2))
    assert inside(drawing)
    drawn = [(found.actors[line.ends[0]].key, found.actors[line.ends[1]].key) for line in drawing.lines]
    assert drawn[: len(found.hops)] == [(hop.start, hop.end) for hop in found.hops]


def test_one_teller_in_two_typographies_is_one_box() -> None:
    book = books.open_book(fake.one_story(), Options(language="fr"))
    chapter = books.open_chapter(book, book.dossier.stories[0], 1, ())
    told = next(one for claim in chapter.story.claims for one in claim.statements)
    straight, curly = (
        structs.replace(told, chain=(Hop(name=name, type="agency"),)) for name in ("envoyé de l'AVP", "envoyé de l’AVP")
    )
    found = network.of_claim(chapter, (straight, curly))
    assert [actor.name for actor in found.actors if actor.kind != "article"] == ["envoyé de l’AVP"]


@given(networks())
def test_every_text_fits_its_box(found: Network) -> None:
    drawing = graph.draw(found, HEADS)
    for box in drawing.boxes if drawing else ():
        assert clean.width(box.name) * graph.FONT <= box.width - 16
        assert clean.width(box.note) * (graph.FONT - 2) <= box.width - 16


def test_tellers_stand_left_relays_between_articles_right() -> None:
    found = story_network()
    column = {actor.name: actor.column for actor in found.actors if actor.kind != "article"}
    assert column["Préfecture de Carlonne"] == 0
    assert column["Agence Véloria"] == 1
    assert {actor.column for actor in found.actors if actor.kind == "article"} == {2}


def test_nameless_tellers_of_two_articles_are_not_made_one() -> None:
    names = [actor.name for actor in story_network().actors if actor.kind == "nameless"]
    assert names == ["quelqu’un, sans nom", "an official", "un responsable"]


def test_only_the_likeliest_parent_of_an_article_is_drawn() -> None:
    ties = story_network().ties
    assert [(tie.earlier, tie.later, tie.kind, tie.arrow) for tie in ties] == [
        ("veloria", "courrier", "copies", True),
        ("veloria", "tribune", "copies", False),
        ("veloria", "radio", "common source", False),
    ]


def test_a_drawing_without_lines_is_none() -> None:
    assert graph.draw(Network((Actor("article:1", "A", "", "article", 1),), (), (), 1, 0), HEADS) is None


@pytest.mark.parametrize("ring", [("a", "b"), ("a", "b", "c")])
def test_circles_of_tellers_are_drawn(ring: tuple[str, ...]) -> None:
    tellers = [Actor(name, name, "", "teller", min(place, 1)) for place, name in enumerate(ring)]
    hops = [Hops(name, ring[(place + 1) % len(ring)], 1) for place, name in enumerate(ring)]
    assert graph.draw(Network(tuple(tellers), tuple(hops), (), 2, 0), HEADS) is not None
