"""Another printing of the same two positions is the same conflict; of other positions it is none."""

from __future__ import annotations

import pytest

from twosource.evaluate import positions
from twosource.evaluate.dataset import GoldStatement
from twosource.evaluate.pairs import Opposed
from twosource.evaluate.positions import Printing
from twosource.model import Place


def printing(article: str, origin: str, figure: float) -> Printing:
    row = GoldStatement(article=article, start=0, end=9, claim="c", origin=origin, certainty="asserted")
    return Printing(Place(article, 0, 9), row, frozenset({(figure, figure)}))


PRINTED = {
    "a": [printing("a", "port", 3)],
    "b": [printing("b", "police", 5)],
    "c": [printing("c", "police", 5)],
    "d": [printing("d", "police", 7)],
}


@pytest.mark.parametrize(("right", "found"), [("b", True), ("c", True), ("d", False)])
def test_another_printing_of_a_position_is_that_position(right: str, found: bool) -> None:
    gold = [Opposed("discrepancy", Place("a", 0, 9), Place("b", 0, 9))]
    shown = [Opposed("discrepancy", Place("a", 0, 9), Place(right, 0, 9))]
    hits = positions.conflicts(gold, shown, PRINTED, same_kind=True)
    assert (hits.gold == {0}, hits.system == {0}) == (found, found)


@pytest.mark.parametrize(("again", "unjudged"), [(None, True), ("police", False)])
def test_an_utterance_told_without_its_teller_is_neither_right_nor_wrong(again: str | None, unjudged: bool) -> None:
    printed = {"a": [spoken("a", "police", 0)], "b": [spoken("b", None, 0), spoken("b", again, 50)]}
    shown = [Opposed("attribution lost", Place("a", 0, 9), Place("b", 0, 9))]
    hits = positions.drifts([], shown, printed)
    assert (hits.system, hits.unjudged) == (frozenset(), frozenset({0} if unjudged else ()))


def spoken(article: str, teller: str | None, start: int) -> Printing:
    chain = (teller,) if teller else ()
    row = GoldStatement(article=article, start=start, end=start + 9, claim="c", utterance="u", chain=chain)
    return Printing(Place(article, start, start + 9), row, frozenset())
