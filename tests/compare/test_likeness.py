from __future__ import annotations

from datetime import UTC, datetime

from tests.compare.piles import reading

from twosource.compare import likeness

FIRST = (
    "Divers found a brass bell near the lighthouse of Corvin. The harbour museum hired a crane on Monday. "
    "A retired pilot recognised the engraving at once."
)
REWRITTEN = (
    "Near the lighthouse of Corvin a brass bell was found by divers. On Monday a crane was hired by the harbour museum. "
    "The engraving was recognised at once by a retired pilot."
)
OTHER = "The ferry to Oldmarsh ran late. A baker sold warm pretzels to soldiers. Rain fell all afternoon."
HALF = "Divers found a brass bell near the lighthouse of Corvin. A choir sang in the chapel until midnight."


def at(hour: int) -> datetime:
    return datetime(2025, 3, 4, hour, tzinfo=UTC)


def owed(texts: dict[str, str], times: dict[str, datetime], parent: str, child: str) -> tuple[float, int]:
    """Give what one article has from another alone, and its sentences that none stands nearer to."""
    pair = (min(parent, child), max(parent, child))
    found = likeness.of_story([reading(name, text) for name, text in texts.items()], times)[pair]
    side = pair.index(child)
    return found.owed[side], found.nearest[side]


def test_a_rewriting_owes_the_one_article_that_told_it_before() -> None:
    texts, times = {"a": FIRST, "b": REWRITTEN, "c": OTHER}, {"a": at(8), "b": at(9), "c": at(8)}
    part, sentences = owed(texts, times, "a", "b")
    assert part > 0.5
    assert sentences == 3
    assert owed(texts, times, "b", "a") == (0.0, 0)


def test_what_a_third_article_told_before_is_owed_to_nobody_alone() -> None:
    times = {"a": at(8), "b": at(10), "c": at(9)}
    alone = owed({"a": FIRST, "b": REWRITTEN, "c": OTHER}, times, "a", "b")[0]
    assert owed({"a": FIRST, "b": REWRITTEN, "c": HALF}, times, "a", "b")[0] < alone
    assert owed({"a": FIRST, "b": REWRITTEN, "c": HALF}, {**times, "c": at(11)}, "a", "b")[0] == alone


def test_a_reprint_of_the_source_takes_nothing_from_what_is_owed_to_it() -> None:
    times = {"a": at(8), "b": at(10), "c": at(9)}
    alone = owed({"a": FIRST, "b": REWRITTEN, "c": OTHER}, times, "a", "b")
    assert owed({"a": FIRST, "b": REWRITTEN, "c": FIRST}, times, "a", "b") == alone


def test_without_clocks_either_may_owe_the_other() -> None:
    texts = {"a": FIRST, "b": REWRITTEN, "c": OTHER}
    assert owed(texts, {}, "a", "b")[0] > 0.5
    assert owed(texts, {}, "b", "a")[0] > 0.5
