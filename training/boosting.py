"""Small boosted trees on signs that hold or do not: several classes, softmax, grown leaf by leaf. Deterministic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Node(NamedTuple):
    """A node: the sign that is asked (-1 at a leaf), where it leads where the sign does not hold and where it does."""

    sign: int
    without: int
    with_: int
    value: float


class Settings(NamedTuple):
    """How the trees are grown."""

    rounds: int = 70
    rate: float = 0.08
    leaves: int = 8
    least: float = 20.0
    penalty: float = 2.0


def softmax(scores: Floats) -> Floats:
    """Give chances of scores, row by row."""
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


class Held(NamedTuple):
    """Which signs each row holds: the whole table, and the same with what does not hold left out."""

    table: Flags
    sparse: csr_array


def held(signs: Flags) -> Held:
    """Lay out which signs each row holds."""
    return Held(signs, csr_array(signs).astype(np.float64))


class Slopes(NamedTuple):
    """The slope and the bend of the loss in every row, and the signs that may only lower the score that is grown."""

    slope: Floats
    bend: Floats
    lowering: Flags


def grow(signs: Held, loss: Slopes, how: Settings) -> tuple[list[Node], Floats]:
    """Grow one tree down the slope of the loss; give its nodes and what it adds to every row."""
    members = {0: np.arange(len(loss.slope))}
    sums = {0: _sums(signs, loss, members[0])}
    nodes = [Node(-1, -1, -1, _value(sums[0], how))]
    splits = {0: _best(sums[0], loss.lowering, how)}
    for _ in range(how.leaves - 1):
        node = max(splits, key=lambda one: (splits[one][0], -one))
        gain, sign = splits.pop(node)
        if gain <= 0:
            break
        rows, whole = members.pop(node), sums.pop(node)
        holds = signs.table[rows, sign]
        parts = rows[~holds], rows[holds]
        smaller = 0 if len(parts[0]) <= len(parts[1]) else 1
        counted = _sums(signs, loss, parts[smaller])
        both = (counted, whole - counted) if smaller == 0 else (whole - counted, counted)
        ends = len(nodes), len(nodes) + 1
        nodes[node] = nodes[node]._replace(sign=sign, without=ends[0], with_=ends[1])
        for end, part, found in zip(ends, parts, both, strict=True):
            members[end], sums[end] = part, found
            nodes.append(Node(-1, -1, -1, _value(found, how)))
            splits[end] = _best(found, loss.lowering, how)
    added = np.zeros(len(loss.slope))
    for node, rows in members.items():
        added[rows] = nodes[node].value
    return nodes, added


def _sums(signs: Held, loss: Slopes, rows: NDArray[np.int64]) -> Floats:
    """Sum, over the rows that hold each sign: the rows, their slopes, their bends; the last column is of all rows."""
    weights = np.column_stack((np.ones(len(rows)), loss.slope[rows], loss.bend[rows]))
    part = signs.sparse if len(rows) == len(signs.table) else signs.sparse[rows]
    return np.asarray(np.vstack((part.T @ weights, weights.sum(axis=0))).T)


def _value(sums: Floats, how: Settings) -> float:
    return float(-how.rate * sums[1, -1] / (sums[2, -1] + how.penalty))


def _best(sums: Floats, lowering: Flags, how: Settings) -> tuple[float, int]:
    """Find the sign that parts some rows best, and what is gained; where it may only lower the score, it does."""
    with_, all_ = sums[:, :-1], sums[:, -1:]
    without = all_ - with_
    gain = sum(part[1] ** 2 / (part[2] + how.penalty) for part in (with_, without)) - all_[1] ** 2 / (
        all_[2] + how.penalty
    )
    raises = -with_[1] / (with_[2] + how.penalty) > -without[1] / (without[2] + how.penalty)
    gain[(with_[0] < how.least) | (without[0] < how.least) | (lowering & raises)] = -1.0
    best = int(np.argmax(gain))
    return float(gain[best]), best


def fit(
    signs: Flags, truth: NDArray[np.int64], weights: Floats, how: Settings, lowering: Mapping[int, Sequence[int]]
) -> tuple[Floats, list[list[list[Node]]]]:
    """Fit the trees, a list of one for each class and round, on rows with weights of mean 1; with the start.

    ``lowering``: by class, the signs that may only lower its score.
    """
    classes = int(truth.max()) + 1
    wanted = np.eye(classes)[truth]
    start = np.log((wanted * weights[:, None]).sum(axis=0) / weights.sum())
    scores = np.tile(start, (len(truth), 1))
    rounds: list[list[list[Node]]] = []
    laid = held(signs)
    only_lower = np.zeros((classes, signs.shape[1]), bool)
    for number, lower in lowering.items():
        only_lower[number, list(lower)] = True
    for _ in range(how.rounds):
        chances = softmax(scores)
        grown = []
        for number in range(classes):
            slope = (chances[:, number] - wanted[:, number]) * weights
            bend = chances[:, number] * (1 - chances[:, number]) * weights
            nodes, added = grow(laid, Slopes(slope, bend, only_lower[number]), how)
            scores[:, number] += added
            grown.append(nodes)
        rounds.append(grown)
    return start, rounds


def predict(signs: Flags, start: Floats, rounds: list[list[list[Node]]]) -> Floats:
    """Give the chances of some rows."""
    scores = np.tile(start, (len(signs), 1))
    for grown in rounds:
        for number, nodes in enumerate(grown):
            scores[:, number] += _walk(signs, nodes)
    return softmax(scores)


def _walk(signs: Flags, nodes: list[Node]) -> Floats:
    at = np.zeros(len(signs), np.int64)
    sign = np.array([node.sign for node in nodes])
    ends = np.array([[node.without, node.with_] for node in nodes])
    for _ in range(len(nodes)):
        asked = np.flatnonzero(sign[at] >= 0)
        if not len(asked):
            break
        holds = signs[asked, sign[at[asked]]].astype(np.int64)
        at[asked] = ends[at[asked], holds]
    return np.array([node.value for node in nodes])[at]
