from __future__ import annotations

from tests.compare.piles import reading, witnesses

from twosource.compare import hidden, relations, reuse
from twosource.model import HiddenSource, Passage, Place, Reading, Reason, Relation

WIRE = (
    "A freight train carrying grain left the rails near Oldmarsh before dawn on Tuesday and blocked "
    "the coastal line for nine hours. The driver, a man from Tresk, was treated for a broken wrist and sent "
    "home by noon."
)
OWN_A = "Our reporter found the village awake, its one café open and the road full of tractors."
OWN_B = "Commuters were put on buses, and many of them arrived at work after lunch, wet and cross."
OWN_C = "The harbour of Tresk had a quiet week, with four boats repainted and none of them sold."


def found(*pile: Reading) -> tuple[HiddenSource, ...]:
    passages = reuse.find(pile)
    told = witnesses(pile)
    return hidden.find(told, passages, relations.compare(told, passages))


def test_two_printings_of_a_wire_that_is_no_article_show_it_with_its_name_and_text() -> None:
    a = reading("a", f"{OWN_A}\n{WIRE}\nPelican News Agency", credit=["Pelican News Agency"])
    b = reading("b", f"{WIRE}\n{OWN_B} (Pelican News Agency)", credit=["Pelican News Agency"])
    (one,) = found(a, b, reading("c", OWN_C))
    assert (one.id, one.name, one.type, one.children) == ("h1", "Pelican News Agency", "agency", ("a", "b"))
    assert "left the rails near Oldmarsh" in one.text
    assert OWN_A not in one.text
    assert [reason.code for reason in one.reasons] == ["credits-agency", "common-part"]


def test_articles_that_share_nothing_lean_on_no_hidden_text() -> None:
    assert found(reading("a", OWN_A), reading("b", OWN_B), reading("c", OWN_C)) == ()


def test_the_order_of_the_input_changes_nothing() -> None:
    pile = [reading(name, f"{WIRE}\n{own}") for name, own in (("a", OWN_A), ("b", OWN_B), ("c", OWN_C))]
    assert found(*pile) == found(*pile[::-1])


def tied(a: str, b: str, sure: float = 0.95, code: str = "shares-wording") -> Relation:
    reasons = (Reason(code),)
    return Relation(earlier=a, later=b, relation="common source", confidence=sure, passages=("p1",), reasons=reasons)


def pile_of(names: str, shared: int = 150, credit: str = "") -> tuple[list[Reading], tuple[Passage, ...]]:
    signed = {name: reading(name, f"{WIRE}\nPelican News Agency", credit=["Pelican News Agency"]) for name in credit}
    pile = [signed.get(name) or reading(name, WIRE) for name in names]
    members = tuple(Place(name, 0, shared) for name in names)
    return pile, (Passage(id="p1", kind="verbatim", members=members),)


def test_a_weak_tie_or_a_parent_in_the_pile_asks_for_no_hidden_text() -> None:
    pile, passages = pile_of("ab")
    told = witnesses(pile)
    assert len(hidden.find(told, passages, [tied("a", "b")])) == 1
    assert hidden.find(told, passages, [tied("a", "b", 0.7)]) == ()
    assert hidden.find(told, passages, [tied("a", "b", code="both-copy")]) == ()


def test_one_article_that_leans_on_two_texts_does_not_make_them_one() -> None:
    pile, passages = pile_of("abcde")
    ties = [tied("a", "b"), tied("b", "c", 0.9), tied("c", "d"), tied("d", "e", 0.91), tied("c", "e", 0.91)]
    children = [one.children for one in hidden.find(witnesses(pile), passages, ties)]
    assert children == [("a", "b"), ("c", "d", "e")]


def test_a_phrase_that_nobody_is_credited_for_asks_for_no_hidden_text() -> None:
    pile, passages = pile_of("ab", shared=60)
    assert hidden.find(witnesses(pile), passages, [tied("a", "b")]) == ()


def test_two_groups_of_which_one_article_each_credits_an_agency_lean_on_one_text_of_it() -> None:
    pile, passages = pile_of("abcdef", credit="ae")
    ties = [tied("a", "b"), tied("b", "c"), tied("a", "c"), tied("d", "e"), tied("e", "f"), tied("d", "f")]
    (one,) = hidden.find(witnesses(pile), passages, ties)
    assert (one.name, one.children) == ("Pelican News Agency", ("a", "b", "c", "d", "e", "f"))
