"""Groups out of pairs: connected components, and average-link clusters of a sparse graph."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Pair = tuple[int, int]


def components(size: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """Give the connected components of ``size`` things; each sorted, ordered by their first member."""
    sets = DisjointSets(size)
    for a, b in pairs:
        sets.unite(a, b)
    return sets.members()


def tied(size: int, pairs: Iterable[Pair], holds: Callable[[int, int], bool]) -> list[list[int]]:
    """Give the connected components of the pairs for which something holds, asking no pair that is in one already."""
    sets = DisjointSets(size)
    for a, b in pairs:
        if sets.root(a) != sets.root(b) and holds(a, b):
            sets.unite(a, b)
    return sets.members()


class DisjointSets:
    """Disjoint sets of numbers; the smallest member stands for its set."""

    def __init__(self, size: int) -> None:
        """Begin with every number alone."""
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """Give the number that stands for the set of ``number``."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    def unite(self, a: int, b: int) -> None:
        """Put two sets together."""
        a, b = sorted((self.root(a), self.root(b)))
        self._parent[b] = a

    def members(self) -> list[list[int]]:
        """List the sets; each sorted, ordered by their first member."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.root(number), []).append(number)
        return list(found.values())


class Coherence(Struct, frozen=True):
    """What the mean similarity of two clusters must reach beside what they have inside.

    Two clusters of ``least`` members or more are merged only where it reaches ``part`` of the mean
    inside the looser of them; similarities inside count up to ``cap``. It keeps two events of one kind
    apart, each told alike by many; the cap lets two families of copies, each alike inside to the
    letter, still be one story.
    """

    part: float
    cap: float
    least: int = 3


class _Clusters:
    """The growing clusters of one run of ``average_link``: working memory, thrown away after."""

    def __init__(self, size: int, similarity: Mapping[Pair, float], cap: float) -> None:
        self.members = {thing: [thing] for thing in range(size)}
        self.sums: list[dict[int, float]] = [{} for _ in range(size)]
        self.capped: list[dict[int, float]] = [{} for _ in range(size)]
        self.inside = [0.0] * size
        for (a, b), value in similarity.items():
            self.sums[a][b] = self.sums[b][a] = value
            self.capped[a][b] = self.capped[b][a] = min(value, cap)

    def mean(self, a: int, b: int) -> float:
        return self.sums[a].get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def coherent(self, a: int, b: int, coherence: Coherence) -> bool:
        sizes = [len(self.members[x]) for x in (a, b)]
        if min(sizes) < coherence.least:
            return True
        inside = [self.inside[x] * 2 / (n * (n - 1)) for x, n in zip((a, b), sizes, strict=True)]
        return self.mean(a, b) >= coherence.part * min(inside)

    def merge(self, a: int, b: int) -> None:
        self.inside[a] += self.inside[b] + self.capped[a].get(b, 0.0)
        self.members[a].extend(self.members.pop(b))
        for table in (self.sums, self.capped):
            for other, value in table[b].items():
                del table[other][b]
                if other != a:
                    table[a][other] = table[other][a] = table[a].get(other, 0.0) + value
            table[b] = {}


_ANY = Coherence(0.0, 1.0)


def average_link(
    size: int, similarity: Mapping[Pair, float], threshold: float, coherence: Coherence = _ANY
) -> list[list[int]]:
    """Give the average-link clusters of ``size`` things, merged best first while the mean is ``threshold``.

    Pairs ``(a, b)``, ``a < b``, that ``similarity`` leaves out count as 0. Ties are broken by the
    smallest members, so the answer depends on the numbering of the things alone.
    """
    clusters = _Clusters(size, similarity, coherence.cap)
    heap = [(-value, a, b) for (a, b), value in sorted(similarity.items()) if value >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        gone = a not in clusters.members or b not in clusters.members
        if gone or clusters.mean(a, b) != -negative or not clusters.coherent(a, b, coherence):
            continue
        clusters.merge(a, b)
        for other in sorted(clusters.sums[a]):
            mean = clusters.mean(*sorted((a, other)))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(group) for group in clusters.members.values())
