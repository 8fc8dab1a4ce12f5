"""Which articles of a pile of any size share a run of words: postings as arrays, no article laid out in full.

Two articles that share a run of ``RUN`` words have a fingerprint in common. Rare fingerprints pair each article
with each other one; one that a crowd holds pairs along a star and a line, so that its articles stay connected.
Fingerprints that the same articles hold are one: a text printed often costs what one of its fingerprints costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource.compare import fingerprints, groups
from twosource.compare.codes import of_texts
from twosource.compare.fingerprints import CROWD, LONG, Floats, Hashes, Ints
from twosource.model import Reading

Numbers = npt.NDArray[np.int32]

RARE = 4
"""Articles that hold a fingerprint up to which it is enough to lay two of them side by side."""
COMMON = 0.125
"""What a fingerprint counts at least, of one that is rare: a text that a crowd prints shares many."""
BATCH = 32
"""Articles laid out at once: their words stay in the processor's cache."""
PARTS = 16
PART_SHIFT = np.uint64(60)
"""Parts of the fingerprints that are put in order one after another, and the bits that tell them apart."""
ODD = np.uint64(0x9E3779B97F4A7C15)


class Postings(Struct, frozen=True):
    """Fingerprints that articles share, in order, and the number of each article that holds one."""

    hashes: Hashes
    owners: Numbers


class Pairs(Struct, frozen=True):
    """Pairs of articles, by number, left before right, and the weight of the fingerprints that they share.

    From 1 on there is reason to compare them: a rare fingerprint, or several.
    """

    left: Ints
    right: Ints
    weight: Floats


def post(readings: Iterable[Reading]) -> Postings:
    """Take the fingerprints of the told words of a pile, those that two articles or more hold.

    They are kept as bytes in ``PARTS`` by their first bits, and each part is put in order by itself.
    """
    hashes, owners = [bytearray() for _ in range(PARTS)], [bytearray() for _ in range(PARTS)]
    for found, holders in _batches(readings):
        part = (found >> PART_SHIFT).astype(np.uint8)
        order = np.argsort(part, kind="stable")
        cuts = np.searchsorted(part[order], np.arange(1, PARTS))
        for number, here in enumerate(np.split(order, cuts)):
            hashes[number] += found[here].tobytes()
            owners[number] += holders[here].tobytes()
    parts = [_shared(hashes.pop(0), owners.pop(0)) for _ in range(PARTS)]
    return Postings(np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts]))


def _batches(readings: Iterable[Reading]) -> Iterator[tuple[Hashes, Numbers]]:
    every, first = iter(readings), 0
    while batch := list(islice(every, BATCH)):
        codes, owners = of_texts([_told(reading) for reading in batch])
        hashes, places = fingerprints.shingles(codes, owners, LONG)
        hashes, places = fingerprints.winnow(hashes, places, owners[places])
        yield hashes, (owners[places] + first).astype(np.int32)
        first += len(batch)


def _told(reading: Reading) -> str:
    text = reading.article.text
    return "\n".join(text[span.start : span.end] for span in fingerprints.told(reading))


def _shared(kept: bytearray, owned: bytearray) -> tuple[Hashes, Numbers]:
    """Put fingerprints in order, once for an article, and keep those of two articles or more."""
    hashes, owners = np.frombuffer(kept, dtype=np.uint64), np.frombuffer(owned, dtype=np.int32)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    same = hashes[1:] == hashes[:-1]
    fresh = np.concatenate([[True], ~same | (owners[1:] != owners[:-1])])[: len(hashes)]
    hashes, owners = hashes[fresh], owners[fresh]
    same = np.concatenate([[False], hashes[1:] == hashes[:-1], [False]])
    shared = (same[1:] | same[:-1])[: len(hashes)]
    return hashes[shared], owners[shared]


def _bounds(hashes: Hashes) -> tuple[Ints, Ints]:
    """Give where each fingerprint begins among equal ones in order, and how often it stands."""
    if not len(hashes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    firsts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
    return firsts, np.diff(np.concatenate([firsts, [len(hashes)]]))


def pair(postings: Postings) -> Pairs:
    """Pair the articles that share a fingerprint, rare fingerprints first."""
    firsts, sizes = _bounds(postings.hashes)
    firsts, sizes, times = _distinct(postings.owners, firsts, sizes)
    lefts, rights, weights = [], [], []
    for size in np.unique(sizes).tolist():
        at = firsts[sizes == size]
        one, other = _star(size) if size > CROWD else np.triu_indices(size, 1)
        lefts.append(postings.owners[at[:, None] + one].ravel())
        rights.append(postings.owners[at[:, None] + other].ravel())
        weights.append(np.repeat(times[sizes == size] * max(COMMON, min(1.0, RARE / size)), len(one)))
    none = np.zeros(0, dtype=np.int64)
    ends = np.concatenate([none, *lefts]), np.concatenate([none, *rights])
    return _summed(*ends, np.concatenate([np.zeros(0), *weights]))


def _star(size: int) -> tuple[Ints, Ints]:
    """Pair the first of a crowd with each, and each with the next."""
    every = np.arange(1, size)
    return np.concatenate([np.zeros(size - 1, dtype=np.int64), every[:-1]]), np.concatenate([every, every[1:]])


def _distinct(owners: Numbers, firsts: Ints, sizes: Ints) -> tuple[Ints, Ints, Ints]:
    """Keep one fingerprint of those that the same two or more articles hold; say how many there were."""
    shared = sizes > 1
    firsts, sizes = firsts[shared], sizes[shared]
    if not len(firsts):
        return firsts, sizes, sizes
    marks = (owners.astype(np.uint64) + np.uint64(1)) * ODD
    marks ^= marks >> np.uint64(29)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(marks * (marks | np.uint64(1)))])
    keys = np.column_stack([sums[firsts + sizes] - sums[firsts], sizes.astype(np.uint64)])
    _, kept, times = np.unique(keys, axis=0, return_index=True, return_counts=True)
    return firsts[kept], sizes[kept], times


def _summed(left: Ints, right: Ints, weight: Floats) -> Pairs:
    order = np.lexsort((right, left))
    left, right, weight = left[order], right[order], weight[order]
    if not len(left):
        return Pairs(left, right, weight)
    firsts = np.flatnonzero(np.concatenate([[True], (np.diff(left) != 0) | (np.diff(right) != 0)]))
    return Pairs(left[firsts], right[firsts], np.add.reduceat(weight, firsts))


def connected(size: int, pairs: Pairs) -> list[list[int]]:
    """Give the groups of two or more articles that pairs of weight connect."""
    worth = pairs.weight >= 1
    links = zip(pairs.left[worth].tolist(), pairs.right[worth].tolist(), strict=True)
    return [list(group) for group in groups.components(size, links) if len(group) > 1]
