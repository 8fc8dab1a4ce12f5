from __future__ import annotations

import msgspec
import pytest
from tests.compare.piles import reading

from twosource.compare import order, reuse
from twosource.model import Quantity, Reading

TEXT = "Rescuers in Oldmarsh counted {} dead on the coastal line by the evening of a long and wet Tuesday."


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2025-03-04T08:00:00Z", "2025-03-04T12:00:00Z", [("a", "b")]),
        ("2025-03-04T12:00:00Z", "2025-03-04T08:00:00Z", [("b", "a")]),
        ("2025-03-04T09:30:00+02:00", "2025-03-04T08:00:00Z", []),  # half an hour: either may be late
        ("2025-03-04", "2025-03-04T23:00:00Z", []),  # a bare date says nothing within the day
        ("2025-03-04", "2025-03-06", [("a", "b")]),
        (None, "2025-03-06", []),
        ("gestern", "2025-03-06", []),
    ],
)
def test_clocks_that_differ_clearly(left: str | None, right: str | None, expected: list[tuple[str, str]]) -> None:
    pile = [reading("a", "One.", published=left), reading("b", "Two.", published=right)]
    assert [(o.before, o.after) for o in order.tell(pile)] == expected


def test_a_toll_that_rises_in_shared_words() -> None:
    pile = [
        reading("a", TEXT.format("seven"), tolls=[("seven", 7)]),
        reading("b", TEXT.format("four"), tolls=[("four", 4)]),
    ]
    (found,) = order.tell(pile, reuse.find(pile))
    assert (found.before, found.after, found.reasons[0].code) == ("b", "a", "toll-rises")
    assert [pile[0].article.text[p.start : p.end] for p in found.reasons[0].places if p.article == "a"] == ["seven"]


def test_equal_tolls_and_tolls_outside_shared_words_tell_nothing() -> None:
    same = [reading(x, TEXT.format("four"), tolls=[("four", 4)]) for x in "ab"]
    apart = [
        reading("a", "Nobody came. Four died.", tolls=[("Four", 4)]),
        reading("b", "Nine were killed.", tolls=[("Nine", 9)]),
    ]
    assert order.tell(same, reuse.find(same)) == ()
    assert order.tell(apart, reuse.find(apart)) == ()


def test_marks_of_editing_tell_which_text_was_there_first() -> None:
    exact = "Rescuers in Oldmarsh took 187 people from the wagons by the evening of a wet Tuesday, police said."
    round_ = exact.replace("187", "nearly 200").replace(", police said", "")
    first = reading("b", exact, tolls=[("187", 187)], tellers=["police"])
    second = reading("a", round_)
    about = Quantity(round_.index("nearly"), round_.index(" people"), 190, 200, counted="dead")
    second = Reading(second.article, msgspec.structs.replace(second.layers, quantities=(about,)))
    (found,) = order.tell([first, second], reuse.find([first, second]))
    assert (found.before, found.after) == ("b", "a")
    assert [reason.code for reason in found.reasons] == ["number-rounded", "attribution-lost"]
