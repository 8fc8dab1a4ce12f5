"""Other printings of a side: where a conflict or a drift of the dossier stands for more places than its two.

A reader who is shown "3 injured, then 2 dead" by two statements is shown it for every statement of the
claim that gives the same value by the same teller. The strict scores do not use this; the rows do, and the
scores called "by printing".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from twosource.evaluate.pairs import Opposed
from twosource.model import Claim, Conflict, Dossier, Drift, Place, Side, StoryStatement

Same = Callable[[StoryStatement, StoryStatement], bool]


def conflicts(system: Dossier) -> tuple[Opposed, ...]:
    """Give every conflict on all printings of its two values."""
    return tuple(pair for pairs in of_each(system) for pair in pairs)


def of_each(system: Dossier) -> tuple[tuple[Opposed, ...], ...]:
    """Give, conflict by conflict, the pairs of places on which its two values are printed."""
    return tuple(
        tuple(Opposed(row.relation, left, right) for left, right in _pairs(story.claims, row, _same_value))
        for story in system.stories
        for row in story.conflicts
    )


def drifts(system: Dossier) -> tuple[Opposed, ...]:
    """Give every drift on all statements of its claim in its two articles."""
    return tuple(
        Opposed(row.kind, left, right)
        for story in system.stories
        for row in story.drifts
        for left, right in _pairs(story.claims, row, _same_article)
    )


def _pairs(claims: Sequence[Claim], row: Conflict | Drift, same: Same) -> Iterator[tuple[Place, Place]]:
    told = [s for claim in claims if claim.id == row.claim for s in claim.statements]
    left, right = (row.left, row.right) if isinstance(row, Conflict) else (row.from_, row.to)
    yield from product(_printings(told, left, same), _printings(told, right, same))


def _printings(told: Sequence[StoryStatement], side: Side, same: Same) -> list[Place]:
    own = next((s for s in told if s.id == side.statement), None)
    others = [Place(s.article, s.start, s.end) for s in told if own is not None and same(own, s)]
    return [Place(side.article, side.start, side.end), *others]


def _same_value(own: StoryStatement, other: StoryStatement) -> bool:
    if own.id == other.id:
        return True
    if own.value is None or other.value is None:
        return own.origin == other.origin and own.certainty == other.certainty
    return (own.value.low, own.value.high) == (other.value.low, other.value.high)


def _same_article(own: StoryStatement, other: StoryStatement) -> bool:
    return own.article == other.article
