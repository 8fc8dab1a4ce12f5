"""Small boosted trees on signs that hold or do not: several classes, softmax, grown leaf by leaf. Deterministic."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]


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
    """Which signs each row holds: the whole table, and the signs of row after row with where each row begins."""

    table: NDArray[np.bool_]
    signs: NDArray[np.int64]
    begins: NDArray[np.int64]


def held(signs: Floats) -> Held:
    """Lay out which signs each row holds."""
    sparse = csr_array(signs)
    return Held(signs > 0, sparse.indices.astype(np.int64), sparse.indptr.astype(np.int64))


def grow(signs: Held, slope: Floats, bend: Floats, how: Settings) -> tuple[list[Node], Floats]:
    """Grow one tree down the slope of the loss; give its nodes and what it adds to every row."""
    nodes = [Node(-1, -1, -1, 0.0)]
    members = {0: np.arange(len(slope))}
    splits = {0: _best(signs, slope, bend, members[0], how)}
    nodes[0] = nodes[0]._replace(value=_value(slope, bend, members[0], how))
    for _ in range(how.leaves - 1):
        node = max(splits, key=lambda one: (splits[one][0], -one))
        gain, sign = splits.pop(node)
        if gain <= 0:
            break
        rows = members.pop(node)
        holds = signs.table[rows, sign]
        ends = len(nodes), len(nodes) + 1
        nodes[node] = nodes[node]._replace(sign=sign, without=ends[0], with_=ends[1])
        for end, part in zip(ends, (rows[~holds], rows[holds]), strict=True):
            members[end] = part
            nodes.append(Node(-1, -1, -1, _value(slope, bend, part, how)))
            splits[end] = _best(signs, slope, bend, part, how)
    added = np.zeros(len(slope))
    for node, rows in members.items():
        added[rows] = nodes[node].value
    return nodes, added


def _value(slope: Floats, bend: Floats, rows: NDArray[np.int64], how: Settings) -> float:
    return float(-how.rate * slope[rows].sum() / (bend[rows].sum() + how.penalty))


def _best(signs: Held, slope: Floats, bend: Floats, rows: NDArray[np.int64], how: Settings) -> tuple[float, int]:
    """Find the sign that parts some rows best, and what is gained."""
    sizes = signs.begins[rows + 1] - signs.begins[rows]
    at = np.arange(sizes.sum()) + np.repeat(signs.begins[rows] - np.cumsum(sizes) + sizes, sizes)
    found, width = signs.signs[at], signs.table.shape[1]
    count = np.bincount(found, minlength=width)
    with_g = np.bincount(found, np.repeat(slope[rows], sizes), width)
    with_h = np.bincount(found, np.repeat(bend[rows], sizes), width)
    all_g, all_h = slope[rows].sum(), bend[rows].sum()
    gain = (
        with_g**2 / (with_h + how.penalty)
        + (all_g - with_g) ** 2 / (all_h - with_h + how.penalty)
        - all_g**2 / (all_h + how.penalty)
    )
    gain[(count < how.least) | (len(rows) - count < how.least)] = -1.0
    best = int(np.argmax(gain))
    return float(gain[best]), best


def fit(
    signs: Floats, truth: NDArray[np.int64], weights: Floats, how: Settings
) -> tuple[Floats, list[list[list[Node]]]]:
    """Fit the trees, a list of one for each class and round, on rows with weights of mean 1; with the start."""
    classes = int(truth.max()) + 1
    wanted = np.eye(classes)[truth]
    start = np.log((wanted * weights[:, None]).sum(axis=0) / weights.sum())
    scores = np.tile(start, (len(truth), 1))
    rounds: list[list[list[Node]]] = []
    laid = held(signs)
    for _ in range(how.rounds):
        chances = softmax(scores)
        grown = []
        for number in range(classes):
            slope = (chances[:, number] - wanted[:, number]) * weights
            bend = chances[:, number] * (1 - chances[:, number]) * weights
            nodes, added = grow(laid, slope, bend, how)
            scores[:, number] += added
            grown.append(nodes)
        rounds.append(grown)
    return start, rounds


def predict(signs: Floats, start: Floats, rounds: list[list[list[Node]]]) -> Floats:
    """Give the chances of some rows."""
    scores = np.tile(start, (len(signs), 1))
    for grown in rounds:
        for number, nodes in enumerate(grown):
            scores[:, number] += _walk(signs, nodes)
    return softmax(scores)


def _walk(signs: Floats, nodes: list[Node]) -> Floats:
    at = np.zeros(len(signs), np.int64)
    sign = np.array([node.sign for node in nodes])
    ends = np.array([[node.without, node.with_] for node in nodes])
    for _ in range(len(nodes)):
        asked = np.flatnonzero(sign[at] >= 0)
        if not len(asked):
            break
        holds = (signs[asked, sign[at[asked]]] > 0).astype(np.int64)
        at[asked] = ends[at[asked], holds]
    return np.array([node.value for node in nodes])[at]
