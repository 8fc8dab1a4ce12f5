"""Chains: sentences of two articles that match one after another, in the order of both.

One match of two sentences may be chance; a row of them in one order is a text behind both.
"""

from __future__ import annotations

from msgspec import Struct

STEP = 3
"""Sentences that a chain goes on by, at most, on either side."""
BESIDE = 2.0
"""What it is worth, in nats, that the next match stands in order."""
SKIPPED = 1.0
"""What a sentence that is stepped over takes from it."""


class Match(Struct, frozen=True, order=True):
    """A sentence of one article beside one of another; ``surplus`` is what they share beyond chance."""

    left: int
    right: int
    surplus: float


class Chain(Struct, frozen=True):
    """Matches in the order of both articles, and what they are worth together."""

    matches: tuple[Match, ...]
    worth: float


def chains(matches: list[Match]) -> list[Chain]:
    """Take the best chain, then the best of what it leaves free, and so on."""
    left = sorted(matches)
    found: list[Chain] = []
    while left:
        best = _best(left)
        if best.worth <= 0:
            return found
        found.append(best)
        left = [match for match in left if not _meets(match, best)]
    return found


def _meets(match: Match, chain: Chain) -> bool:
    """Tell whether a match uses a sentence of a chain, or lies across it."""
    return any(match.left == other.left or match.right == other.right for other in chain.matches)


def _best(matches: list[Match]) -> Chain:
    worth: list[float] = []
    before: list[int | None] = []
    for number, match in enumerate(matches):
        gains = [(worth[i] + _link(matches[i], match), -i) for i in range(number) if _goes_on(matches[i], match)]
        gain, back = max(gains, default=(0.0, 0))
        worth.append(match.surplus + max(gain, 0.0))
        before.append(-back if gains and gain > 0 else None)
    last = max(range(len(matches)), key=lambda i: (worth[i], -i))
    row: list[Match] = []
    at: int | None = last
    while at is not None:
        row.append(matches[at])
        at = before[at]
    return Chain(tuple(reversed(row)), worth[last])


def _goes_on(a: Match, b: Match) -> bool:
    left, right = b.left - a.left, b.right - a.right
    return 0 <= left <= STEP and 0 <= right <= STEP and left + right > 0


def _link(a: Match, b: Match) -> float:
    left, right = b.left - a.left, b.right - a.right
    if not left or not right:
        return 0.0
    return BESIDE - SKIPPED * (left + right - 2)


def split(chain: Chain, drop: frozenset[tuple[int, int]], gap: int) -> list[tuple[Match, ...]]:
    """Cut a chain at the matches to drop, and where it steps over ``gap`` sentences or more on a side."""
    pieces: list[list[Match]] = [[]]
    for before, match in zip((None, *chain.matches), chain.matches, strict=False):
        apart = before is not None and max(match.left - before.left, match.right - before.right) > gap
        dropped = (match.left, match.right) in drop
        if apart or dropped:
            pieces.append([])
        if not dropped:
            pieces[-1].append(match)
    return [tuple(piece) for piece in pieces if piece]
