from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.piles import reading, witnesses

from twosource.compare import descent
from twosource.compare.descent import Descent, Order, Prints
from twosource.model import Reading

WIRE = "The ferry to Tresk broke down off the mole on Monday and its forty passengers spent the night aboard without light or heat."
LOCAL = "The ferry to Tresk broke down off the pier on Monday and its forty passengers spent the night aboard without light or heat."
HASTY = "The ferry to Tresk broke down off the pier on Monday and its forty passengers spent a night aboard without light or heat."
MORE = "Engineers from the yard found a split pipe in the cooling of the port engine."
OWN = "Our reporter counted six gulls on the empty quay."


def prints(*pile: Reading) -> Prints:
    return descent.of_story(witnesses(pile))


def weighed(*pile: Reading) -> Descent:
    """Weigh "b" as taken from "a"."""
    found = descent.between(prints(*pile), "a", "b")
    assert found is not None
    return found


def test_a_word_that_two_changed_alike_speaks_for_the_one_and_the_other_having_it_from_there() -> None:
    found = weighed(reading("a", LOCAL), reading("b", HASTY), reading("c", WIRE))
    assert (found.both, found.parent, found.child) == (1, 0, 1)


def test_a_word_that_the_supposed_parent_alone_changed_is_not_where_the_child_has_it_from() -> None:
    found = weighed(reading("a", HASTY), reading("b", WIRE), reading("c", LOCAL))
    assert (found.both, found.parent, found.child) == (0, 1, 1)  # "a night" is the parent's, "mole" the child's
    assert 0 < found.elsewhere < 0.2


def test_a_sentence_from_elsewhere_is_no_changed_word() -> None:
    found = weighed(reading("a", WIRE), reading("b", f"{WIRE}\n{MORE}"), reading("c", f"{WIRE}\n{MORE}"))
    # the third text is the child's own, so nobody else has the sentence
    assert (found.elsewhere, found.parent) == (0.0, 0)
    found = weighed(reading("a", WIRE), reading("b", f"{WIRE}\n{MORE}"), reading("c", f"{WIRE}\n{MORE}\n{OWN}"))
    assert (found.elsewhere > 0.3, found.parent, found.own) == (True, 0, 0.0)


def test_who_came_later_is_nobody_that_a_child_has_words_from() -> None:
    pile = (
        reading("a", WIRE, published="2031-03-03T08:00:00Z"),
        reading("b", f"{WIRE}\n{MORE}", published="2031-03-03T09:00:00Z"),
        reading("c", f"{MORE}\n{OWN}", published="2031-03-03T10:00:00Z"),
    )
    found = weighed(*pile)
    assert found.elsewhere == 0.0
    assert found.own == pytest.approx(1 - found.shared)


def test_a_reprint_of_the_parent_is_no_third_text() -> None:
    found = weighed(reading("a", LOCAL), reading("b", HASTY), reading("c", WIRE), reading("d", LOCAL))
    assert found == weighed(reading("a", LOCAL), reading("b", HASTY), reading("c", WIRE))


def test_nothing_is_weighed_of_an_article_without_words_or_outside_the_story() -> None:
    told = prints(reading("a", WIRE), reading("b", "Ferry!"))
    assert descent.between(told, "a", "b") is None
    assert descent.between(told, "a", "z") is None
    assert descent.between(prints(), "a", "b") is None


CLOCKS = tuple(f"2031-03-03T{hour:02d}:00:00Z" for hour in (6, 8, 10, 12))


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        (0, 1, Order(before=0, between=0, others=2)),
        (0, 3, Order(before=0, between=2, others=2)),
        (1, 2, Order(before=1, between=0, others=2)),
        (3, 0, Order(before=2, between=0, others=2)),
    ],
)
def test_where_two_came_out_among_the_articles_of_a_story(parent: int, child: int, expected: Order) -> None:
    pile = [reading(f"a{n}", f"{WIRE} {n}", published=at) for n, at in enumerate(CLOCKS)]
    told = prints(*pile)
    assert descent.order(told, told.times[parent], told.times[child]) == expected
    assert descent.order(told, None, told.times[child]) is None


WORDS = st.lists(st.sampled_from(["ferry", "mole", "night", "pipe", "yard", "gulls"]), max_size=12)


@given(texts=st.lists(WORDS, min_size=2, max_size=5))
def test_parts_are_parts_and_the_order_of_articles_changes_nothing(texts: list[list[str]]) -> None:
    pile = [reading(f"a{n}", " ".join(words) or "-") for n, words in enumerate(texts)]
    told, turned = prints(*pile), prints(*reversed(pile))
    for one in pile:
        for other in pile:
            if one is other:
                continue
            found = descent.between(told, one.article.id, other.article.id)
            assert found == descent.between(turned, one.article.id, other.article.id)
            if found is not None:
                assert 0 <= found.alone <= found.shared <= 1
                assert found.shared + found.own <= 1 + 1e-9
                assert 0 <= found.elsewhere <= 1
                assert 0 <= found.left <= 1
