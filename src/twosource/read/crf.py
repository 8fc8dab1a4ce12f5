"""Linear-chain CRFs run without CRFsuite: the same labels, for all sentences of an article at once.

The weight of a feature does not depend on where it stands, so that words that occur twice in an article are
weighed once, and the best paths of all its sentences are found side by side.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_array

from twosource.errors import ResourceError
from twosource.resources import read_bytes

Scores = NDArray[np.float32]
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_DATABASE = struct.Struct("<4sIIIII")
_RECORD = struct.Struct("<II")
_FEATURES = 12  # bytes before the first feature
_FEATURE = np.dtype([("type", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_STATE = 0


class Model(Struct, frozen=True):
    """A trained CRF: labels, weights between labels (from, to), and of each attribute for each label."""

    labels: tuple[str, ...]
    transitions: Scores
    attributes: Mapping[str, int]
    weights: csr_array


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
    weights = csr_array(
        (states["weight"].astype(np.float32), (states["source"], states["label"])),
        shape=(len(attributes) + 1, len(labels)),
    )
    return Model(tuple(labels), transitions, {text: place for place, text in enumerate(attributes)}, weights)


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
    return tuple(number for item in features if (number := model.attributes.get(item)) is not None)


def weigh(model: Model, words: Sequence[Sequence[int]]) -> Scores:
    """Sum the weights of the features (their numbers) of each word, for each label."""
    ends = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in words], out=ends[1:])
    ids = np.fromiter(chain.from_iterable(words), dtype=np.int64, count=int(ends[-1]))
    held = csr_array((np.ones(len(ids), dtype=np.float32), ids, ends), shape=(len(words), model.weights.shape[0]))
    return np.asarray((held @ model.weights).toarray())


def best(model: Model, scores: Scores, lengths: Sequence[int]) -> list[str]:
    """Give the labels of the best path through each sentence (Viterbi); ``scores`` has a row for each word.

    ``lengths``: the words of each sentence, in text order, none of them 0.
    """
    if not lengths:
        return []
    order = np.argsort(-np.asarray(lengths), kind="stable")
    sizes = np.asarray(lengths, dtype=np.int64)
    long, starts = sizes[order], (np.cumsum(sizes) - sizes)[order]
    at = _walked_back(model, _forward(model, scores, long, starts), long, starts)
    return [model.labels[number] for number in at]


def _forward(model: Model, scores: Scores, long: NDArray[np.int64], starts: NDArray[np.int64]) -> list[Scores]:
    """Give, for each place in a sentence, the scores of the best paths that end there: a row for each sentence."""
    reached = scores[starts]
    found = [reached]
    through = np.empty((len(starts), *model.transitions.shape), dtype=np.float32)
    for step in range(1, int(long[0])):
        going = int(np.searchsorted(-long, -step))  # the sentences that have a word here: the longest are first
        np.add(reached[:going, :, None], model.transitions, out=through[:going])
        reached = through[:going].max(axis=1) + scores[starts[:going] + step]
        found.append(reached)
    return found


def _walked_back(
    model: Model, paths: Sequence[Scores], long: NDArray[np.int64], starts: NDArray[np.int64]
) -> list[int]:
    """Follow the best paths from their last words to their first."""
    found = np.zeros(int(long.sum()), dtype=np.int64)
    at = np.zeros(0, dtype=np.int64)
    for step in range(len(paths) - 1, -1, -1):
        reached = paths[step]
        inner = reached[: len(at)] + model.transitions[:, at].T
        at = np.concatenate([inner.argmax(axis=1), reached[len(at) :].argmax(axis=1)])
        found[starts[: len(at)] + step] = at
    return found.tolist()
