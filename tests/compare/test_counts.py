"""Counting: the three rules of the design over roots made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import counts
from twosource.compare.names import NameIndex
from twosource.compare.origins import Root, doubtful
from twosource.compare.voices import Voices
from twosource.model import Entity, Outlet, SourceType

PREFECT = Root("person:p", "Aurélien Bastide", "person", True, "body:prefecture", "person:p")
DEPUTY = Root("person:d", "Odette Carnot", "person", True, "body:prefecture", "person:d")
PREFECTURE = Root("body:prefecture", "la préfecture", "organisation", True, "body:prefecture")
MAYOR = Root("person:m", "Jeanne Morel", "person", True, "body:city", "person:m")
AGENCY = Root("agency:velox", "Vélox", "agency", True, "agency:velox")
OPEN = Root("open:gazette", "unknown", "unknown", False, "open:gazette")
ANONYMOUS = Root("open:gazette:une source", "une source", "anonymous", False, "open:gazette")
ROOTS = [PREFECT, DEPUTY, PREFECTURE, MAYOR, AGENCY, OPEN, ANONYMOUS]

ROWS = [
    ("nobody", [], (0, 0), (0, 0)),
    ("one wire printed ten times", [AGENCY] * 10, (1, 1), (1, 1)),
    ("two write-ups of one communiqué", [PREFECTURE, PREFECTURE], (1, 1), (1, 1)),
    ("a person and their office", [PREFECT, PREFECTURE], (1, 1), (1, 2)),
    ("two persons of one office", [PREFECT, DEPUTY], (1, 1), (2, 2)),
    ("two bodies", [PREFECT, MAYOR], (2, 2), (2, 2)),
    ("no visible source widens", [OPEN], (0, 1), (0, 1)),
    ("no visible source beside a named one", [MAYOR, OPEN, OPEN], (1, 2), (1, 2)),
    ("an anonymous teller is not shown", [MAYOR, ANONYMOUS], (1, 2), (1, 2)),
    ("what may be another claim is not shown", [MAYOR, doubtful(AGENCY)], (1, 2), (1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "roots", "organisation", "person"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, roots: list[Root], organisation: tuple[int, int], person: tuple[int, int]) -> None:
    found = counts.count(roots, {})
    assert (found.organisation.shown, found.organisation.possible) == organisation, name
    assert (found.person.shown, found.person.possible) == person, name


def test_two_tellings_of_one_person_may_be_two_utterances_and_are_not_shown_as_two() -> None:
    found = counts.count([PREFECT, PREFECT], {}, wordings=2).utterance
    assert (found.shown, found.possible, found.interval) == (1, 2, (1, 2))


SIDES = [
    ("two bodies of one state", ["the Russian defence ministry", "Moscou"], 1),
    ("two states at war", ["the Russian defence ministry", "Ukraine's general staff"], 2),
    ("a house and a capital", ["Kremlin", "Moscow"], 1),
    ("a state that no name says beside one", ["état-major", "Kyiv's military"], 1),
    ("a state that no name says beside two", ["ministère de l'Intérieur", "Kyiv's military", "Moscou"], 2),
    ("a state and a town of which no table says the side", ["Moscou", "mairie de Valmer"], 1),
]


@pytest.mark.parametrize(("name", "bodies", "sides"), SIDES, ids=[row[0] for row in SIDES])
def test_states_are_sides(name: str, bodies: list[str], sides: int) -> None:
    entities = {
        f"e{n}": Entity(id=f"e{n}", name=body, type="organisation", variants=()) for n, body in enumerate(bodies)
    }
    names: dict[str, tuple[str, SourceType]] = {
        f"entity:{key}": (entity.name, "organisation") for key, entity in entities.items()
    }
    known = counts.sides_of([], Voices(NameIndex({}, {}, {}), entities, {}, {}, {}, names))
    roots = [Root(key, called, "organisation", True, key) for key, (called, _) in names.items()]
    assert counts.count(roots, known).side.shown == sides, name


def test_outlets_of_one_side_are_one_at_that_level() -> None:
    table = [Outlet(id="a", name="A", side="state"), Outlet(id="b", name="B", side="state"), Outlet(id="c", name="C")]
    sides = counts.sides_of(table)
    assert sides == {"outlet:a": "state", "outlet:b": "state"}
    roots = [Root(f"outlet:{x}", x, "media", True, f"outlet:{x}") for x in "ab"]
    found = counts.count(roots, sides)
    assert (found.side.shown, found.organisation.shown) == (1, 2)


def test_each_article_has_an_equal_part_of_every_origin_that_it_prints() -> None:
    found = counts.shares([MAYOR, MAYOR, PREFECT, OPEN], ["a", "b", "b", "c"])
    assert [(one.article, one.share) for one in found] == [("a", 0.5), ("b", 1.5)]


def test_what_may_be_one_teller_is_shown_once() -> None:
    found = counts.count([PREFECTURE, MAYOR], {}, 0, {"body:prefecture": "body:city", "body:city": "body:city"})
    assert (found.organisation.shown, found.organisation.possible) == (1, 2)


def test_the_count_grows_with_the_clock() -> None:
    times = ["2031-03-12T08:00:00+00:00", "2031-03-12T09:00:00+00:00", "2031-03-12T09:00:00+00:00"]
    found = counts.as_of([OPEN, MAYOR, AGENCY], times, {})
    assert [(c.at[11:13], c.organisation.shown, c.organisation.possible) for c in found] == [
        ("08", 0, 1), ("09", 2, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "times", [[None, "2031-03-12T08:00:00+00:00"], ["2031-03-12", "2031-03-13"], ["2031-03-12T08:00:00+00:00"] * 2]
)
def test_without_two_clocks_there_is_no_history(times: list[str | None]) -> None:
    assert counts.as_of([MAYOR, AGENCY], times, {}) == ()


@given(st.lists(st.sampled_from(ROOTS)), st.sampled_from(ROOTS), st.integers(0, 5))
def test_laws_of_the_count(roots: list[Root], more: Root, wordings: int) -> None:
    before, after = counts.count(roots, {}, wordings), counts.count([*roots, more], {}, wordings)
    for level in ("utterance", "person", "organisation"):
        one, two = getattr(before, level), getattr(after, level)
        assert one.shown <= one.possible
        assert one.interval == (one.shown, one.possible)
        assert one.shown <= two.shown
        if more in roots:
            assert one == two
        if not more.named:
            assert one.shown == two.shown
