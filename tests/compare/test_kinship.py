from __future__ import annotations

import pytest

from twosource.compare import kinship
from twosource.compare.signs import Laid

ROWS = (
    ("start", "0", "0", "1", "0", "0"),
    ("favour", "1", "1", "1", "1"),
    # the first is copied where its text is told by the second; independent where nothing is shared
    ("0", "0", "time:parent first / first", "1", "2", "0"),
    ("0", "1", "", "", "", "-1"),
    ("0", "2", "", "", "", "3"),
    ("1", "0", "time:parent first / second", "1", "2", "0"),
    ("1", "1", "", "", "", "-1"),
    ("1", "2", "", "", "", "3"),
    ("4", "0", "extent:words>=8", "1", "2", "0"),
    ("4", "1", "", "", "", "2"),
    ("4", "2", "", "", "", "-2"),
)
MODEL = kinship.parse(ROWS)


def laid(*both: str, first: tuple[str, ...] = (), second: tuple[str, ...] = ()) -> Laid:
    return Laid(frozenset(both), (frozenset(first), frozenset(second)))


def test_the_signs_choose_the_kind_and_name_their_groups() -> None:
    copied, apart = kinship.judge([laid("extent:words>=8", first=("time:parent first",)), laid()], MODEL)
    assert (copied.chosen, copied.parent) == ("copies", 0)
    assert copied.groups == ("time",)
    assert (apart.chosen, apart.groups) == ("independent", ("extent",))
    assert sum(copied.chances.values()) == pytest.approx(1.0)


def test_a_pair_turned_round_gives_the_answer_turned_round() -> None:
    there, back = kinship.judge(
        [laid("extent:words>=8", first=("time:parent first",)), laid("extent:words>=8", second=("time:parent first",))],
        MODEL,
    )
    assert there.chances == pytest.approx(back.chances)
    assert there.ways == pytest.approx(back.ways[::-1])
    assert (there.parent, back.parent) == (0, 1)


def test_what_is_favoured_is_chosen_but_no_surer() -> None:
    favoured = kinship.parse((ROWS[0], ("favour", "1", "1", "9", "1"), *ROWS[2:]))
    (plain,), (other,) = (
        kinship.judge([laid("extent:words>=8")], MODEL),
        kinship.judge([laid("extent:words>=8")], favoured),
    )
    assert (plain.chosen, other.chosen) == ("common source", "shared quotation")
    assert plain.chances == other.chances


def test_the_shipped_trees_ask_only_signs_that_are_laid() -> None:
    shipped = kinship.model()
    assert shipped is not None
    groups = {
        "extent",
        "descent",
        "telling",
        "order",
        "owing",
        "quotation",
        "credit",
        "teller",
        "role",
        "time",
        "editing",
        "rule",
        "choice",
    }
    assert set(shipped.groups) <= groups


def test_no_pair_no_answer() -> None:
    assert kinship.judge([], MODEL) == []
