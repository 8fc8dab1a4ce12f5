from __future__ import annotations

import pytest
from tests.compare.piles import reading

from twosource.compare import relations, reuse
from twosource.model import Outlet, Passage, Place, Reading, Relation

WIRE = (
    "A freight train carrying grain left the rails near Oldmarsh before dawn on Tuesday and blocked "
    "the coastal line for nine hours. The driver, a man from Tresk, was treated for a broken wrist and sent "
    "home by noon."
)
TAIL = "About 300 tonnes of barley spilled into the ditch, where farmers came with shovels and with trailers."
OWN_A = "Our reporter found the village awake, its one café open and the road full of tractors."
OWN_B = "Commuters were put on buses, and many of them arrived at work after lunch, wet and cross."
QUOTE = "“We heard the wagons fold up like paper one after the other and then nothing at all”"


def related(*pile: Reading, outlets: tuple[Outlet, ...] = ()) -> Relation:
    (found,) = relations.compare(pile, reuse.find(pile), outlets)
    return found


def codes(relation: Relation) -> list[str]:
    return [reason.code for reason in relation.reasons]


def test_shared_wording_without_a_parent_is_a_common_source_not_a_copy() -> None:
    found = related(reading("a", f"{OWN_A}\n{WIRE}"), reading("b", f"{WIRE}\n{OWN_B}"))
    assert (found.relation, found.direction, found.source_name) == ("common source", "unknown", None)
    assert codes(found) == ["shares-wording", "no-parent-shown"]
    assert found.reasons[0].places


def test_two_articles_that_credit_one_agency_have_it_as_common_source() -> None:
    found = related(
        reading("a", f"{WIRE}\nPelican News Agency", credit=["Pelican News Agency"]),
        reading("b", f"{WIRE}\n{OWN_B} (Pelican News Agency)", credit=["Pelican News Agency"]),
    )
    assert (found.relation, found.source_name) == ("common source", "Pelican News Agency")
    assert "credits-agency" in codes(found)


def test_a_credited_wire_that_is_in_the_pile_is_known_to_be_the_parent() -> None:
    found = related(
        reading("a", f"{OWN_A}\n{WIRE}\nWith Pelican", credit=["Pelican"]),
        reading("w", f"{WIRE}\n{TAIL}", outlet="Pelican"),
    )
    assert (found.relation, found.direction, found.earlier, found.later) == ("copies", "known", "w", "a")
    assert "credits-the-wire" in codes(found)


def test_a_later_article_that_names_and_repeats_another_copies_it_and_shows_the_cut() -> None:
    found = related(
        reading("a", f"{WIRE} {TAIL} {OWN_A}", outlet="Tresk Courier", published="2025-03-04T08:00:00Z"),
        reading("b", f"As the Tresk Courier reports: {WIRE}", published="2025-03-04T09:00:00Z"),
    )
    assert (found.relation, found.direction, found.earlier) == ("copies", "inferred", "a")
    assert {"names-the-other", "printed-earlier", "cut-at-tail"} <= set(codes(found))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2025-03-04T08:00:00Z", None),
        (None, None),
        ("2025-03-04T09:00:00Z", "2025-03-04T08:00:00Z"),
        ("2025-03-04T09:00:00+01:00", "2025-03-04T08:00:00Z"),
    ],
)
def test_without_clocks_that_allow_it_nobody_is_said_to_copy(first: str | None, second: str | None) -> None:
    found = related(
        reading("a", f"{WIRE} {TAIL}", outlet="Tresk Courier", published=first),
        reading("b", f"As the Tresk Courier reports: {WIRE}", published=second),
    )
    assert found.relation == "common source"


def test_an_official_text_is_the_parent_of_what_repeats_it_and_the_source_of_both() -> None:
    office = Outlet(id="port", name="Port of Tresk", kind="official")
    pile = [
        reading("a", f"{OWN_A}\n{WIRE}"),
        reading("b", f"{WIRE}\n{OWN_B}"),
        reading("o", f"{WIRE} {TAIL}", outlet="port"),
    ]
    found = {(r.earlier, r.later): r for r in relations.compare(pile, reuse.find(pile), (office,))}
    assert found["o", "a"].relation == found["o", "b"].relation == "copies"
    assert (found["a", "b"].relation, found["a", "b"].source_name) == ("common source", "Port of Tresk")


def test_one_quotation_and_nothing_else_is_a_shared_quotation() -> None:
    found = related(
        reading("a", f"{OWN_A}\n{QUOTE}, she said."), reading("b", f"{OWN_B}\nA farmer: {QUOTE}.")
    )
    assert (found.relation, codes(found)) == ("shared quotation", ["shared-quotation-only"])


def test_a_version_is_a_copy_of_what_it_replaces() -> None:
    found = related(reading("b", WIRE), reading("a", OWN_A, version_of="b"))
    assert (found.relation, found.direction, found.earlier) == ("copies", "known", "b")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (["Tresk Police"], ["Northline Rail"], "independent"),
        (["Tresk Police"], ["Tresk Police"], "cannot tell"),
        (["Tresk Police"], [], "cannot tell"),
        ([], [], "cannot tell"),
    ],
)
def test_without_shared_words_the_tellers_decide(left: list[str], right: list[str], expected: str) -> None:
    a = reading("a", f"{OWN_A} {' '.join(left)}", tellers=left)
    b = reading("b", f"{OWN_B} {' '.join(right)}", tellers=right)
    assert related(a, b).relation == expected


def test_articles_of_one_outlet_are_never_called_independent() -> None:
    a = reading("a", f"{OWN_A} Tresk Police", tellers=["Tresk Police"], outlet="Courier")
    b = reading("b", f"{OWN_B} Northline Rail", tellers=["Northline Rail"], outlet="Courier")
    assert related(a, b).relation == "cannot tell"


def test_the_order_of_the_input_changes_nothing() -> None:
    pile = [reading("a", f"{OWN_A}\n{WIRE}"), reading("b", f"{WIRE}\n{OWN_B}"), reading("c", OWN_B)]
    found = reuse.find(pile)
    assert relations.compare(pile, found) == relations.compare(pile[::-1], found)


def test_in_a_big_story_only_pairs_with_a_passage_are_compared() -> None:
    pile = [reading(f"{i:03}", f"{OWN_A} {i}" if i > 1 else WIRE) for i in range(relations.CROWD + 1)]
    passage = Passage(id="p1", kind="verbatim", members=(Place("000", 0, 50), Place("001", 0, 50)))
    assert [(r.earlier, r.later) for r in relations.compare(pile, (passage,))] == [("000", "001")]


def test_the_parent_of_a_passage_is_the_one_article_that_the_others_copy() -> None:
    passage = Passage(
        id="p1", kind="verbatim", members=(Place("a", 0, 9), Place("b", 0, 9), Place("c", 0, 9))
    )
    copies = [
        Relation(earlier="b", later=x, relation="copies", direction="known", confidence=0.9)
        for x in ("a", "c")
    ]
    assert relations.parents((passage,), copies)[0].parent == 1
    assert relations.parents((passage,), ())[0].parent is None
    both = [copies[0], Relation(earlier="c", later="a", relation="copies", direction="known", confidence=0.9)]
    assert relations.parents((passage,), both)[0].parent is None


def test_an_agency_text_in_the_pile_is_the_likely_parent_of_what_repeats_it_uncredited() -> None:
    agency = Outlet(id="pelican", name="Pelican", kind="agency")
    wire = reading("w", f"{WIRE}\n{TAIL}", outlet="pelican", published="2025-03-04T08:00:00Z")
    later = reading("a", f"{OWN_A}\n{WIRE}", published="2025-03-04T09:00:00Z")
    before = reading("a", f"{OWN_A}\n{WIRE}", published="2025-03-04T07:00:00Z")
    found = related(later, wire, outlets=(agency,))
    assert (found.relation, found.direction, found.earlier) == ("copies", "inferred", "w")
    assert related(before, wire, outlets=(agency,)).relation == "common source"


def test_an_article_that_names_another_is_never_called_independent_of_it() -> None:
    a = reading("a", f"{OWN_A} Tresk Police", outlet="Tresk Courier", tellers=["Tresk Police"])
    b = reading("b", f"{OWN_B} Northline Rail told the Tresk Courier so.", tellers=["Northline Rail"])
    found = related(a, b)
    assert (found.relation, codes(found)) == ("cannot tell", ["names-the-other"])
