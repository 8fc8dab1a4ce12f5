from __future__ import annotations

from tests.compare.piles import reading, witnesses

from twosource.compare import choice
from twosource.compare.choice import Choices, Shared
from twosource.model import Reading


def told(*pile: Reading) -> Choices:
    return choice.of_story(witnesses(pile))


def figures(found: Choices, one: str, other: str) -> Shared:
    return dict(choice.shared(found, one, other))["figures"]


def pile(*rows: tuple[str, tuple[tuple[str, int], ...]]) -> list[Reading]:
    return [
        reading(
            name, " ".join([*(f"{number} {what} were counted." for what, number in tolls), f"({name})"]), tolls=tolls
        )
        for name, tolls in rows
    ]


def test_a_figure_that_only_two_have_tells_more_than_one_that_all_have() -> None:
    every = ("boats", 41)
    found = told(
        *pile(
            ("a", (every, ("nets", 977))),
            ("b", (every, ("nets", 977))),
            ("c", (every, ("huts", 88))),
            ("d", (every, ("dogs", 53))),
        )
    )
    rare, common = figures(found, "a", "b"), figures(found, "a", "c")
    assert (rare.number, rare.alone, common.number, common.alone) == (2, 1, 1, 0)
    assert rare.part == 1.0 > common.part
    assert rare.beyond > 0 >= common.beyond


def test_figures_stand_in_one_order_or_not() -> None:
    rows = (("boats", 41), ("nets", 977), ("huts", 88))
    found = told(*pile(("a", rows), ("b", rows), ("c", rows[::-1]), ("d", rows[:1])))
    assert choice.in_order(found, "a", "b") == 1.0
    assert choice.in_order(found, "a", "c") == 1 / 3
    assert choice.in_order(found, "a", "d") is None


def test_one_thing_counted_twice_is_told_from_one_number_for_it() -> None:
    found = told(*pile(("a", (("boats", 41),)), ("b", (("boats", 41),)), ("c", (("boats", 43),))))
    assert choice.counted(found, "a", "b") == (1, 0)
    assert choice.counted(found, "a", "c") == (0, 1)


def test_turning_the_pair_round_changes_nothing() -> None:
    found = told(*pile(("a", (("boats", 41), ("nets", 977))), ("b", (("boats", 41),)), ("c", (("nets", 977),))))
    assert dict(choice.shared(found, "a", "b")) == dict(choice.shared(found, "b", "a"))
    assert choice.in_order(found, "a", "b") == choice.in_order(found, "b", "a")


def test_a_copy_of_a_text_changes_nothing_for_the_others() -> None:
    rows = pile(("a", (("boats", 41), ("nets", 977))), ("b", (("boats", 41),)), ("c", (("nets", 977),)))
    copy = reading("z", rows[0].article.text, tolls=(("boats", 41), ("nets", 977)))
    for pair in (("a", "b"), ("a", "c"), ("b", "c")):
        assert dict(choice.shared(told(*rows, copy), *pair)) == dict(choice.shared(told(*rows), *pair))


def test_printings_of_one_text_may_differ_in_what_is_read_in_them() -> None:
    text = "41 boats were counted."
    one, other = reading("a", text, tolls=(("41 boats", 41),)), reading("b", text, language="eng")
    for pair in ((one, other), (other, one)):
        assert figures(told(*pair), "a", "b").number == 0
