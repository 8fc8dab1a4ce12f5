"""Kinship: how likely each thing is that two articles may be to each other, by small trees over their signs.

Each pair is asked both ways round and the mean is the answer, so that turning a pair round turns the answer
round and changes nothing else. The trees are grown on worlds by ``training/relations.py``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.model import RelationKind
from twosource.resources import exists, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.signs import Laid

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CLASSES = ("first is copied", "second is copied", "common source", "shared quotation", "independent")
TURNED = (1, 0, 2, 3, 4)
"""What each class is called when the pair is turned round."""
KINDS: tuple[RelationKind, ...] = ("copies", "common source", "shared quotation", "independent")
TABLE = "models/relations.tsv"
FIRST, SECOND = " / first", " / second"
"""What the name of a sign ends with that is one article's."""
HEAVY = 0.1
"""Least that a group of signs must add to be told as a reason."""


class Model(Struct, frozen=True):
    """Trees, laid one after the other, over numbered signs.

    ``signs`` are named as ``names`` does; ``sides`` are those of both, of the first and of the second, named as they
    are laid. ``groups`` are the kinds of evidence, ``group_of`` tells of which kind each sign is. ``roots`` and
    ``classes`` are of each tree; of each node ``asked`` is its sign, ``ends`` where it leads without the sign and with
    it (a leaf leads to itself), ``values`` its worth. ``start`` are the scores of the classes before any tree;
    ``favour`` is what the chance of each kind is multiplied with where one is chosen; ``depth`` the steps to the
    farthest leaf.
    """

    signs: Mapping[str, int]
    sides: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]
    groups: tuple[str, ...]
    group_of: Ints
    roots: Ints
    classes: Ints
    asked: Ints
    ends: Ints
    values: Floats
    start: Floats
    favour: Floats
    depth: int


class Kinship(Struct, frozen=True):
    """The chance of each kind and, of a copy, that the first (the second) is the parent; the kind chosen.

    ``groups``: the groups of signs that spoke for it, the heaviest first; ``favour``: what the chance of each kind is
    multiplied with where one is chosen.
    """

    chances: Mapping[RelationKind, float]
    ways: tuple[float, float]
    chosen: RelationKind
    groups: tuple[str, ...]
    favour: Mapping[RelationKind, float]

    @property
    def parent(self) -> int:
        """Which of the two is the likelier parent."""
        return 0 if self.ways[0] >= self.ways[1] else 1


def names(laid: Laid, way: int) -> frozenset[str]:
    """Give the signs of a pair asked one way round, with whose they are."""
    parent, child = laid.ways[way], laid.ways[1 - way]
    return laid.both | {f"{name}{FIRST}" for name in parent} | {f"{name}{SECOND}" for name in child}


@cache
def model() -> Model | None:
    """Read the trees; none where none are at hand."""
    return parse(read_rows(TABLE)) if exists(TABLE) else None


def parse(rows: Sequence[Sequence[str]]) -> Model:
    """Make the model of its rows: what it is ("start", "favour", or the number of a tree's class), then its columns."""
    start = np.array([float(value) for value in next(row for row in rows if row[0] == "start")[1:]])
    favour = np.array([float(value) for value in next(row for row in rows if row[0] == "favour")[1:]])
    trees = [row for row in rows if row[0] not in {"start", "favour"}]
    signs = {name: number for number, name in enumerate(sorted({row[2] for row in trees if row[2]}))}
    groups = sorted({name.partition(":")[0] for name in signs})
    roots = [number for number, row in enumerate(trees) if row[1] == "0"]
    root = 0
    ends = np.zeros((len(trees), 2), np.int64)
    for number, row in enumerate(trees):
        root = number if row[1] == "0" else root
        ends[number] = (root + int(row[3]), root + int(row[4])) if row[2] else (number, number)
    return Model(
        signs=signs,
        sides=(signs, _of_one(signs, FIRST), _of_one(signs, SECOND)),
        groups=tuple(groups),
        group_of=np.array([groups.index(name.partition(":")[0]) for name in signs], np.int64),
        roots=np.array(roots),
        classes=np.array([int(trees[root][0]) for root in roots]),
        asked=np.array([signs[row[2]] if row[2] else 0 for row in trees]),
        ends=ends,
        values=np.array([float(row[5]) for row in trees]),
        start=start,
        favour=favour,
        depth=_depth(ends),
    )


def _of_one(signs: Mapping[str, int], side: str) -> Mapping[str, int]:
    return {name.removesuffix(side): number for name, number in signs.items() if name.endswith(side)}


def _depth(ends: Ints) -> int:
    """Give the steps after which every way has reached its leaf."""
    at, steps = np.arange(len(ends)), 0
    while True:
        there = ends[at].max(axis=1)
        if np.array_equal(there, at):
            return steps
        at, steps = there, steps + 1


def judge(laid: Sequence[Laid], learnt: Model) -> list[Kinship]:
    """Give the chances of some pairs."""
    if not laid:
        return []
    paths = [_paths(_held(laid, way, learnt), learnt) for way in (0, 1)]
    chances = (_chances(paths[0][-1], learnt) + _chances(paths[1][-1], learnt)[:, TURNED]) / 2
    weighed = np.column_stack((chances[:, 0] + chances[:, 1], chances[:, 2:]))
    best = np.argmax(weighed * learnt.favour, axis=1)
    meant = np.where(best > 0, best + 1, np.where(chances[:, 0] >= chances[:, 1], 0, 1))
    favour = dict(zip(KINDS, learnt.favour.tolist(), strict=True))
    rows = zip(weighed.tolist(), chances.tolist(), best.tolist(), _groups(paths, meant, learnt), strict=True)
    return [
        Kinship(dict(zip(KINDS, by_kind, strict=True)), (ways[0], ways[1]), KINDS[kind], groups, favour)
        for by_kind, ways, kind, groups in rows
    ]


def _held(laid: Sequence[Laid], way: int, learnt: Model) -> NDArray[np.bool_]:
    """Say which signs of the trees each pair has, asked one way round."""
    found = np.zeros((len(laid), max(1, len(learnt.signs))), bool)
    for row, one in enumerate(laid):
        asked = zip((one.both, one.ways[way], one.ways[1 - way]), learnt.sides, strict=True)
        found[row, [of[name] for those, of in asked for name in those if name in of]] = True
    return found


def _paths(held: NDArray[np.bool_], learnt: Model) -> list[Ints]:
    """Give the node of every pair in every tree, step by step from the roots to the leaves."""
    at = np.tile(learnt.roots, (len(held), 1))
    steps = [at]
    begins = np.arange(len(held))[:, np.newaxis] * held.shape[1]
    flat, ends = held.ravel().view(np.int8), learnt.ends.ravel()
    for _ in range(learnt.depth):
        holds = flat[learnt.asked[at] + begins]
        at = ends[2 * at + holds]
        steps.append(at)
    return steps


def _chances(leaves: Ints, learnt: Model) -> Floats:
    values = learnt.values[leaves]
    scores = np.stack([values[:, learnt.classes == number].sum(axis=1) for number in range(len(CLASSES))], axis=1)
    scores += learnt.start
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def _groups(paths: Sequence[Sequence[Ints]], meant: Ints, learnt: Model) -> list[tuple[str, ...]]:
    """Give for every pair the groups of signs that raised the score of a class on the way down its trees."""
    size = len(learnt.groups)
    total = np.zeros((len(meant), size))
    for number in np.unique(meant).tolist():
        rows = np.flatnonzero(meant == number)
        for way, steps in enumerate(paths):
            trees = np.flatnonzero(learnt.classes == (number if way == 0 else TURNED[number]))
            nodes = [step[np.ix_(rows, trees)] for step in steps]
            left, right = (np.concatenate(some or [nodes[0][:, :0]], axis=1) for some in (nodes[:-1], nodes[1:]))
            gains = (learnt.values[right] - learnt.values[left]) / 2
            seats = learnt.group_of[learnt.asked[left]] + size * np.arange(len(rows))[:, np.newaxis]
            total[rows] += np.bincount(seats.ravel(), gains.ravel(), size * len(rows)).reshape(-1, size)
    return [_heavy(gains, learnt) for gains in total.tolist()]


def _heavy(total: Sequence[float], learnt: Model) -> tuple[str, ...]:
    heavy = [(-gain, group) for gain, group in zip(total, learnt.groups, strict=True) if gain >= HEAVY]
    return tuple(group for _, group in sorted(heavy) if group != "rule")
