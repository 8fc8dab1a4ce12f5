"""The ordered map: the same answers, in the same order, whatever the number of workers."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from twosource.engine.local import AHEAD, CHUNK, COLLECTING, map_ordered

SIZES = [0, 1, CHUNK, CHUNK * 2 - 1, CHUNK * 2, CHUNK * 2 + 1, CHUNK * 7 + 3]


def square(number: int) -> int:
    return number * number


def broken(number: int) -> int:
    if number == CHUNK * 3:
        raise ZeroDivisionError
    return number


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("workers", [0, 1, 2])
def test_answers_come_in_the_order_of_the_items(size: int, workers: int) -> None:
    assert list(map_ordered(square, range(size), workers)) == [n * n for n in range(size)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_in_the_function_is_not_swallowed(workers: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_ordered(broken, range(CHUNK * 4), workers))


def test_few_items_are_held_at_a_time() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(CHUNK * 100):
            taken.append(number)
            yield number

    with_one = map_ordered(square, items(), 1)
    next(with_one)
    assert len(taken) <= CHUNK * 2
    taken.clear()
    with_two = map_ordered(square, items(), 2)
    next(with_two)
    assert len(taken) <= CHUNK * (2 * AHEAD + 1)
    assert list(with_two)[-1] == (CHUNK * 100 - 1) ** 2


def test_the_collector_looks_seldom_in_our_own_process_and_in_the_workers() -> None:
    told = "import gc; from twosource.engine import local; local.collect_seldom(); print(gc.get_threshold())"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.strip() == str(COLLECTING)
    assert set(map_ordered(_threshold, range(CHUNK * 3), 2)) == {COLLECTING}
    assert gc.get_threshold() != COLLECTING


def _threshold(_number: int) -> tuple[int, int, int]:
    return gc.get_threshold()
