"""Pairs of places that are set against each other: what conflicts and drifts have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import Prf, counted, greedy
from twosource.evaluate.stretches import hull_iou, near
from twosource.evaluate.system import place
from twosource.model import Dossier, Place, Side

SAME_KIND = 10.0


class Opposed(Struct, frozen=True, order=True):
    """Two places and what is said of them."""

    kind: str
    left: Place
    right: Place


def meets(one: Opposed, other: Opposed, *, ordered: bool) -> bool:
    """Tell whether two pairs lie on the same places."""
    straight = near(one.left, other.left) and near(one.right, other.right)
    return straight or (not ordered and near(one.left, other.right) and near(one.right, other.left))


def fit(one: Opposed, other: Opposed) -> float:
    """Say how well two pairs lie on each other; being of one kind outweighs any fit."""
    straight = hull_iou(one.left, other.left) + hull_iou(one.right, other.right)
    crossed = hull_iou(one.left, other.right) + hull_iou(one.right, other.left)
    return max(straight, crossed) + (SAME_KIND if one.kind == other.kind else 0.0)


def matched(
    gold: Sequence[Opposed], system: Sequence[Opposed], *, ordered: bool, same_kind: bool
) -> tuple[tuple[int, int], ...]:
    """Match pairs one to one."""
    return greedy(
        (fit(one, other), mine, yours)
        for mine, one in enumerate(gold)
        for yours, other in enumerate(system)
        if meets(one, other, ordered=ordered) and (one.kind == other.kind or not same_kind)
    )


def kind_prf(gold: Sequence[Opposed], system: Sequence[Opposed], *, ordered: bool) -> Prf:
    """Score pairs that must agree in place and kind."""
    hits = len(matched(gold, system, ordered=ordered, same_kind=True))
    return counted(hits, len(system), hits, len(gold))


def from_sides(kind: str, left: Side, right: Side) -> Opposed:
    """Make a pair of the sides of a dossier's row."""
    return Opposed(kind, place(left), place(right))


def in_titles(dossier: Dossier) -> frozenset[str]:
    """List the statements whose offsets count in a title, not in the text."""
    return frozenset(
        statement.id
        for story in dossier.stories
        for claim in story.claims
        for statement in claim.statements
        if statement.field == "title"
    )


def judged(dataset: Dataset) -> Mapping[str, tuple[Place, ...]]:
    """Give, by article, the places that the labels judge: the statements of labelled claims and pairs.

    A pair of the system's of which a side lies elsewhere is neither right nor wrong.
    """
    truth = dataset.truth
    rows = [place for claim in truth.claims or () for place in claim.statements]
    rows += [place for row in truth.conflicts or () for place in (row.left, row.right)]
    rows += [place for row in truth.drifts or () for place in (row.from_, row.to)]
    found: dict[str, tuple[Place, ...]] = {}
    for row in rows:
        found[row.article] = (*found.get(row.article, ()), row)
    return found


def is_judged(pair: Opposed, places: Mapping[str, tuple[Place, ...]]) -> bool:
    """Tell whether both sides lie on judged places."""
    return all(any(near(side, other) for other in places.get(side.article, ())) for side in (pair.left, pair.right))
