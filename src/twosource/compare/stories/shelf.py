"""A row of records by number that is a value: a changed row shares all but one board with the old one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
BOARD = 256


class Shelf(Struct, Generic[T], frozen=True):
    """Records ``0 .. size - 1``; ``None`` where one was taken away; the first ``gone`` boards are not held."""

    boards: tuple[tuple[T | None, ...], ...] = ()
    size: int = 0
    gone: int = 0


def get(shelf: Shelf[T], number: int) -> T | None:
    """Give a record."""
    at, place = divmod(number, BOARD)
    board = shelf.boards[at - shelf.gone] if at >= shelf.gone else ()
    return board[place] if place < len(board) else None


def append(shelf: Shelf[T], record: T) -> Shelf[T]:
    """Put a record at the end."""
    if shelf.size % BOARD == 0:
        return Shelf((*shelf.boards, (record,)), shelf.size + 1, shelf.gone)
    return Shelf((*shelf.boards[:-1], (*shelf.boards[-1], record)), shelf.size + 1, shelf.gone)


def put(shelf: Shelf[T], number: int, record: T) -> Shelf[T]:
    """Put another record in the place of one that is there."""
    at, place = number // BOARD - shelf.gone, number % BOARD
    board = shelf.boards[at]
    changed = (*board[:place], record, *board[place + 1 :])
    return Shelf((*shelf.boards[:at], changed, *shelf.boards[at + 1 :]), shelf.size, shelf.gone)


def take(shelf: Shelf[T], numbers: Iterable[int]) -> Shelf[T]:
    """Take some records away, and the boards in front that nothing is left on; the last board stays."""
    taken: dict[int, set[int]] = {}
    for number in numbers:
        taken.setdefault(number // BOARD - shelf.gone, set()).add(number % BOARD)
    boards = list(shelf.boards)
    for at, places in taken.items():
        if at >= 0:
            boards[at] = _without(boards[at], places, is_last=at == len(boards) - 1)
    first = next((at for at, board in enumerate(boards[:-1]) if board), len(boards) - 1)
    return Shelf(tuple(boards[max(0, first) :]), shelf.size, shelf.gone + max(0, first))


def _without(board: tuple[T | None, ...], places: set[int], *, is_last: bool) -> tuple[T | None, ...]:
    left = tuple(None if place in places else record for place, record in enumerate(board))
    return left if is_last or any(record is not None for record in left) else ()
