"""A row of records by number that is a value: a changed row shares all but one board with the old one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
BOARD = 256


class Shelf(Struct, Generic[T], frozen=True):
    """Records ``0 .. size - 1``; ``None`` where one was taken away."""

    boards: tuple[tuple[T | None, ...], ...] = ()
    size: int = 0


def get(shelf: Shelf[T], number: int) -> T | None:
    """Give a record."""
    board = shelf.boards[number // BOARD]
    return board[number % BOARD] if number % BOARD < len(board) else None


def append(shelf: Shelf[T], record: T) -> Shelf[T]:
    """Put a record at the end."""
    if shelf.size % BOARD == 0:
        return Shelf((*shelf.boards, (record,)), shelf.size + 1)
    return Shelf((*shelf.boards[:-1], (*shelf.boards[-1], record)), shelf.size + 1)


def put(shelf: Shelf[T], number: int, record: T) -> Shelf[T]:
    """Put another record in the place of one."""
    at, place = divmod(number, BOARD)
    board = shelf.boards[at]
    changed = (*board[:place], record, *board[place + 1 :])
    return Shelf((*shelf.boards[:at], changed, *shelf.boards[at + 1 :]), shelf.size)


def sweep(shelf: Shelf[T], at: int, keeps: Callable[[T], bool]) -> Shelf[T]:
    """Take the records away that one full board need not keep."""
    board = shelf.boards[at]
    if not board or at == len(shelf.boards) - 1:
        return shelf
    kept = tuple(record if record is not None and keeps(record) else None for record in board)
    changed = kept if any(record is not None for record in kept) else ()
    return Shelf((*shelf.boards[:at], changed, *shelf.boards[at + 1 :]), shelf.size)
