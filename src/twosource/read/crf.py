"""Linear-chain CRFs run without CRFsuite: the same labels, for all sentences of an article at once.

The weight of a feature does not depend on where it stands, so that words that occur twice in an article are
weighed once. Many words have a label that no neighbour can change: they cut the sentences into short stretches, whose
best paths are found side by side.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from typing import Generic, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.errors import ResourceError
from twosource.resources import read_bytes

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Key = TypeVar("Key")
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_DATABASE = struct.Struct("<4sIIIII")
_RECORD = struct.Struct("<II")
_FEATURES = 12  # bytes before the first feature
_FEATURE = np.dtype([("type", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_STATE = 0
_ROUNDS = 2  # in which words are settled: more cost more than they save
_FEW = 16  # labels among which the paths are found sooner than words are settled
_MOST = 1 << 14  # words that are remembered
_CLOSE = np.float32(1e-3)  # that a sum of weights is surely not wrong by


class Rows(Struct, frozen=True):
    """Rows of weights, most of them 0: the others of row n, with their columns, begin at ``starts[n]``."""

    starts: Numbers
    columns: Numbers
    weights: NDArray[np.float64]
    width: int


def rows_of(rows: Numbers, columns: Numbers, weights: NDArray[np.float64], shape: tuple[int, int]) -> Rows:
    """Sort weights by their rows; ``shape`` tells how many rows and columns there are."""
    order = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[order], np.arange(shape[0] + 1))
    return Rows(starts, columns[order], weights[order], shape[1])


def summed(model: Rows, groups: Sequence[Sequence[int]]) -> Scores:
    """Sum the rows of each of some groups of their numbers."""
    numbers, sizes = np.fromiter(chain.from_iterable(groups), np.int64), [len(group) for group in groups]
    first = model.starts[numbers]
    counts = model.starts[numbers + 1] - first
    at = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    group = np.repeat(np.repeat(np.arange(len(groups)), sizes), counts)
    shape = (len(groups), model.width)
    sums = np.bincount(group * model.width + model.columns[at], model.weights[at], minlength=shape[0] * shape[1])
    return sums.astype(np.float32).reshape(shape)


class Model(Struct, frozen=True):
    """A trained CRF: labels, weights between labels (from, to), and of each attribute for each label.

    ``before``, ``behind``: the most that the label before, and the one behind, can do for a label (the column) more
    than for another (the row); the last row is of none. ``weights`` has a row for each attribute.
    """

    labels: tuple[str, ...]
    transitions: Scores
    before: Scores
    behind: Scores
    attributes: Mapping[str, int]
    weights: Rows


@cache
def load(name: str) -> Model:
    """Read a model of the package.

    Raises:
        ResourceError: where it is no model that CRFsuite wrote.
    """
    return parse(read_bytes(name), name)


def parse(content: bytes, name: str) -> Model:
    """Read the file that CRFsuite writes.

    Raises:
        ResourceError: where it is none.
    """
    if len(content) < _HEADER.size or content[:4] != b"lCRF":
        raise ResourceError(name, "no model of CRFsuite")
    head = _HEADER.unpack_from(content)
    features_at, labels_at, attributes_at = head[7:10]
    number = struct.unpack_from("<I", content, features_at + 8)[0]
    features = np.frombuffer(content, _FEATURE, number, features_at + _FEATURES)
    labels, attributes = _names(content, labels_at), _names(content, attributes_at)
    between, states = features[features["type"] != _STATE], features[features["type"] == _STATE]
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    transitions[between["source"], between["label"]] = between["weight"]
    rows, columns = states["source"].astype(np.int64), states["label"].astype(np.int64)
    weights = rows_of(rows, columns, states["weight"], (len(attributes), len(labels)))
    return Model(
        labels=tuple(labels),
        transitions=transitions,
        before=_advantage(transitions),
        behind=_advantage(transitions.T),
        attributes={text: place for place, text in enumerate(attributes)},
        weights=weights,
    )


def _advantage(weights: Scores) -> Scores:
    """Give the most by which a row favours a column (the second number) over another (the first), no less than 0.

    A last row is 0: nothing weighs on the word.
    """
    most = np.maximum(0, (weights[:, None, :] - weights[:, :, None]).max(axis=0))
    return np.concatenate([most, np.zeros((1, len(weights)), dtype=np.float32)])


def _names(content: bytes, at: int) -> list[str]:
    """Read the strings of one of the file's databases, in the order of their numbers."""
    size, offset = _DATABASE.unpack_from(content, at)[4:]
    found = []
    for start in np.frombuffer(content, "<u4", size, at + offset).tolist():
        length = _RECORD.unpack_from(content, at + start)[1]
        begin = at + start + _RECORD.size
        found.append(content[begin : begin + length - 1].decode())
    return found


def known(model: Model, features: Iterable[str]) -> tuple[int, ...]:
    """Give the numbers of the features that the model has weights for."""
    return tuple([number for number in map(model.attributes.get, features) if number is not None])


class Placed(Struct, frozen=True):
    """The attributes of a model by what they see (the item): a row of ``rows`` for each item.

    In a row are the weights of all labels for the first of the places from which it is seen, for the second and so on.
    """

    items: Mapping[str, int]
    rows: Rows

    def known(self, items: Iterable[str]) -> list[int]:
        """Give the numbers of the items that the model has weights for."""
        return [number for number in map(self.items.get, items) if number is not None]


def placed(model: Model, places: int, place_of: Callable[[str], tuple[int, str]]) -> Placed:
    """Sort the attributes of a model: ``place_of`` gives the place and the item of one, among ``places`` places."""
    items: dict[str, int] = {}
    told = [(place, items.setdefault(item, len(items))) for place, item in map(place_of, model.attributes)]
    at, item = np.array(told, dtype=np.int64).T.repeat(np.diff(model.weights.starts), axis=1)
    width = len(model.labels)
    columns = at * width + model.weights.columns
    return Placed(items, rows_of(item, columns, model.weights.weights, (len(items), places * width)))


class Memory(Generic[Key]):
    """Weighs words, or other things, and remembers them: all are forgotten once they are many."""

    def __init__(self, model: Rows, known: Callable[[Key], Sequence[int]], beyond: Scores) -> None:
        """Keep ``model``, what tells which of its rows describe a word, and the row of what is no word."""
        self._model, self._known, self._beyond = model, known, beyond
        self._numbers: dict[Key, int] = {}
        self._rows = beyond[None]

    def number(self, sentences: Sequence[Sequence[Key]]) -> tuple[list[list[int]], Scores]:
        """Give the numbers of the words of some sentences, with the rows that these lead to; 0 is no word's."""
        if len(self._numbers) > _MOST:
            self._numbers, self._rows = {}, self._beyond[None]
        numbers = self._numbers
        found = [list(map(numbers.get, keys, repeat(-1))) for keys in sentences]
        unknown = [place for place, held in enumerate(found) if -1 in held]
        if unknown:
            told = {place: list(zip(found[place], sentences[place], strict=True)) for place in unknown}
            self._learn([*dict.fromkeys(key for pairs in told.values() for number, key in pairs if number < 0)])
            for place, pairs in told.items():
                found[place] = [numbers[key] if number < 0 else number for number, key in pairs]
        return found, self._rows

    def _learn(self, new: Sequence[Key]) -> None:
        first = len(self._numbers) + 1
        last = first + len(new)
        if last > len(self._rows):
            room = np.empty((2 * last, len(self._beyond)), dtype=np.float32)
            room[:first] = self._rows[:first]
            self._rows = room
        self._rows[first:last] = summed(self._model, [*map(self._known, new)])
        self._numbers.update(zip(new, range(first, last), strict=True))


def weighed_around(memory: Memory[Key], sentences: Sequence[Sequence[Key]], distances: Sequence[int]) -> Scores:
    """Weigh the words of some sentences by what is seen at each distance: each word has a row for each of them."""
    edge = [0] * max(distances)
    spelled = [*edge]
    numbered, table = memory.number(sentences)
    for numbers in numbered:
        spelled += numbers
        spelled += edge
    held, table = np.array(spelled), table.reshape(len(table) * len(distances), -1)
    at = np.flatnonzero(held)
    held *= len(distances)
    scores = table.take(held[at + distances[0]], axis=0)
    for place, distance in enumerate(distances[1:], start=1):
        scores += table.take(held[at + distance] + place, axis=0)
    return np.asarray(scores)


def best(model: Model, scores: Scores, lengths: Sequence[int]) -> list[int]:
    """Give the numbers of the labels of the best path through each sentence; ``scores`` has a row for each word.

    ``lengths``: the words of each sentence, in text order, none of them 0.
    """
    if not lengths:
        return []
    edges = np.zeros(len(scores) + 1, dtype=np.bool_)
    edges[np.cumsum([0, *lengths])] = True
    told = scores.copy()
    labels, starts = _settled(model, told, edges)
    free = np.flatnonzero(labels < 0)
    if len(free):
        labels[free] = _walked(model, told[free], np.flatnonzero(starts[free]))
    found: list[int] = labels.tolist()
    return found


def through(model: Model, scores: Scores, wanted: Flags) -> tuple[list[int], float]:
    """Give the best path through one sentence that has a wanted label, and what it falls short of the best of all.

    ``scores``, ``wanted`` have a row for each word, a column for each label; where none is wanted, it is infinity.
    """
    reached = _ahead(model, scores) + _ahead(model, scores[::-1], backwards=True)[::-1] - scores
    held = np.where(wanted, reached, -np.inf)
    word, label = np.unravel_index(held.argmax(), held.shape)
    forced = scores.copy()
    forced[word, np.arange(len(model.labels)) != label] = -np.inf
    return best(model, forced, [len(scores)]), float(reached[word].max() - held[word, label])


def _ahead(model: Model, scores: Scores, backwards: bool = False) -> Scores:
    """Give the scores of the best paths that end at each label of each word of one sentence."""
    between = model.transitions.T if backwards else model.transitions
    found = [scores[0]]
    for row in scores[1:]:
        found.append((found[-1][:, None] + between).max(axis=0) + row)
    return np.array(found)


def _settled(model: Model, scores: Scores, edges: Flags) -> tuple[Numbers, Flags]:
    """Label the words whose label is the best whatever their neighbours' are, -1 the others; tell where these start.

    ``edges`` tells the words that start a sentence. What the settled words mean to their neighbours is added to the
    neighbours' ``scores``, so that stretches of the others stand by themselves.
    """
    labels = np.full(len(scores), -1, dtype=np.int64)
    left, right = edges[:-1].copy(), edges[1:].copy()
    for _ in range(_ROUNDS if len(model.labels) > _FEW else 0):
        free = np.flatnonzero(labels < 0)
        tops, sure = _tops(model, scores[free], left[free], right[free])
        settled = free[sure]
        labels[settled] = tops[sure]
        after, before = settled[~edges[settled + 1]] + 1, settled[~edges[settled]] - 1
        scores[after] += model.transitions[labels[after - 1]]
        scores[before] += model.transitions[:, labels[before + 1]].T
        left[after], right[before] = True, True
    return labels, left


def _tops(model: Model, scores: Scores, left: Flags, right: Flags) -> tuple[Numbers, Flags]:
    """Give the best label of each word by itself, and whether it is so in all company.

    ``left``, ``right``: nothing weighs on the word from this side.
    """
    own = np.arange(len(scores))
    tops = scores.argmax(axis=1)
    nothing = len(model.labels)
    most = scores + model.before.take(np.where(left, nothing, tops), axis=0)
    most += model.behind.take(np.where(right, nothing, tops), axis=0)
    most[own, tops] = -np.inf
    return tops, most.max(axis=1) < scores[own, tops] - _CLOSE


def _walked(model: Model, scores: Scores, starts: Numbers) -> Numbers:
    """Find the best paths through some stretches, side by side (Viterbi); a stretch goes on to the next one's start."""
    sizes = np.diff(starts, append=len(scores))
    order = np.argsort(-sizes, kind="stable")
    going = np.searchsorted(-sizes[order], -np.arange(int(sizes[order[0]])))  # at each step the longest are first
    firsts = np.concatenate([[0], np.cumsum(going)[:-1]])
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    step = np.arange(len(scores)) - np.repeat(starts, sizes)
    place = firsts[step] + np.repeat(rank, sizes)  # all first words, all second words and so on
    told = np.empty_like(scores)
    told[place] = scores
    paths = _forward(model, [told[at : at + count] for at, count in zip(firsts, going.tolist(), strict=True)])
    found: Numbers = _walked_back(model, paths)[place]
    return found


def _forward(model: Model, steps: Sequence[Scores]) -> list[Scores]:
    """Give, for each place in a stretch, the scores of the best paths that end there: a row for each stretch."""
    size = len(model.labels)
    found = [steps[0]]
    between = model.transitions[:, None, :]
    room = np.empty(size * size * len(steps[0]), dtype=np.float32)
    for scores in steps[1:]:
        through = room[: size * size * len(scores)].reshape(size, len(scores), size)  # so the best are soonest found
        through[:] = found[-1][: len(scores)].T[:, :, None]
        through += between
        reached = np.maximum.reduce(through, axis=0)
        reached += scores
        found.append(reached)
    return found


def _walked_back(model: Model, paths: Sequence[Scores]) -> Numbers:
    """Follow the best paths from their last words to their first: the labels of all first words, of all second ..."""
    into = np.ascontiguousarray(model.transitions.T)
    found: list[Numbers] = []
    at = np.zeros(0, dtype=np.int64)
    for reached in reversed(paths):
        inner = reached.copy()
        inner[: len(at)] += into.take(at, axis=0)
        at = inner.argmax(axis=1)
        found.append(at)
    return np.concatenate(found[::-1])
