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
HEAVY = 0.1
"""Least that a group of signs must add to be told as a reason."""


class Model(Struct, frozen=True):
    """Trees, laid one after the other, over numbered signs.

    ``groups`` are the kinds of evidence, ``group_of`` tells of which kind each sign is. ``roots`` and ``classes`` are
    of each tree; of each node ``asked`` is its sign, ``ends`` where it leads without the sign and with it (a leaf
    leads to itself), ``values`` its worth. ``start`` are the scores of the classes before any tree; ``favour`` is
    what the chance of each kind is multiplied with where one is chosen; ``depth`` the steps to the farthest leaf.
    """

    signs: Mapping[str, int]
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
    return laid.both | {f"{name} / first" for name in parent} | {f"{name} / second" for name in child}


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
    held = [_held([names(one, way) for one in laid], learnt) for way in (0, 1)]
    paths = [_paths(signs, learnt) for signs in held]
    chances = (_chances(paths[0][-1], learnt) + _chances(paths[1][-1], learnt)[:, TURNED]) / 2
    return [_kinship(row, number, paths, learnt) for number, row in enumerate(chances)]


def _held(signs: Sequence[frozenset[str]], learnt: Model) -> NDArray[np.bool_]:
    found = np.zeros((len(signs), max(1, len(learnt.signs))), bool)
    for row, one in enumerate(signs):
        found[row, [learnt.signs[name] for name in one if name in learnt.signs]] = True
    return found


def _paths(held: NDArray[np.bool_], learnt: Model) -> list[Ints]:
    """Give the node of every pair in every tree, step by step from the roots to the leaves."""
    at = np.tile(learnt.roots, (len(held), 1))
    steps = [at]
    for _ in range(learnt.depth):
        holds = np.take_along_axis(held, learnt.asked[at], axis=1).astype(np.int64)
        at = learnt.ends[at, holds]
        steps.append(at)
    return steps


def _chances(leaves: Ints, learnt: Model) -> Floats:
    values = learnt.values[leaves]
    scores = np.stack([values[:, learnt.classes == number].sum(axis=1) for number in range(len(CLASSES))], axis=1)
    scores += learnt.start
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def _kinship(chances: Floats, number: int, paths: Sequence[Sequence[Ints]], learnt: Model) -> Kinship:
    first, second, *rest = (float(chance) for chance in chances)
    by_kind = dict(zip(KINDS, (first + second, *rest), strict=True))
    best = int(np.argmax(np.array([*by_kind.values()]) * learnt.favour))
    meant = best + 1 if best else (0 if first >= second else 1)
    groups = _groups(number, paths, meant, learnt)
    favour = dict(zip(KINDS, learnt.favour.tolist(), strict=True))
    return Kinship(by_kind, (first, second), KINDS[best], groups, favour)


def _groups(number: int, paths: Sequence[Sequence[Ints]], meant: int, learnt: Model) -> tuple[str, ...]:
    """Give the groups of signs that raised the score of a class on the way down its trees."""
    total = np.zeros(len(learnt.groups))
    for way, steps in enumerate(paths):
        trees = learnt.classes == (meant if way == 0 else TURNED[meant])
        left = np.concatenate([nodes[number][trees] for nodes in steps[:-1]] or [learnt.roots[:0]])
        right = np.concatenate([nodes[number][trees] for nodes in steps[1:]] or [learnt.roots[:0]])
        gains = (learnt.values[right] - learnt.values[left]) / 2
        total += np.bincount(learnt.group_of[learnt.asked[left]], gains, len(total))
    heavy = [(-float(gain), group) for gain, group in zip(total, learnt.groups, strict=True) if gain >= HEAVY]
    return tuple(group for _, group in sorted(heavy) if group != "rule")
