"""Gathering: bundles are joined, likeliest first, while the model says that two are one story."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from twosource.compare.stories import bundles, models, vectors
from twosource.compare.stories.terms import ACROSS, ENCODED, LEAD, VIEWS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.compare.stories.bundles import Bundle, Floats, Met
    from twosource.compare.stories.models import Model

NEAREST = 16
"""Neighbours of a bundle that are compared with it, of one language and of others each."""
FEW = 5
"""The same, of bundles that are stories already: those worth joining are among the nearest."""
HOPELESS = -4.0
"""Score under which two bundles are not looked at again."""
ROWS = 512
LIKE = 0.3
"""Cosine under a sentence encoder from which two articles are worth comparing, whatever words they share."""
CANDIDATE = np.zeros(VIEWS)
CANDIDATE[[WORDS, LEAD, ACROSS]] = (0.7, 0.3, 0.3)

Members = tuple[int, ...]
Pairs = list[tuple[int, int, "Floats"]]
Watch = Callable[[tuple["Bundle", "Bundle"], "Met", tuple[Members, Members]], None]


class Links:
    """How many pairs of articles that are near each other two growing bundles have: working memory of a gathering."""

    def __init__(self, size: int, pairs: Iterable[tuple[int, int]]) -> None:
        """Count the links of single articles, ``size`` of them."""
        self.sizes = dict.fromkeys(range(size), 1)
        self.counts: dict[int, Counter[int]] = {number: Counter() for number in range(size)}
        for a, b in pairs:
            self.counts[a][b] += 1
            self.counts[b][a] += 1

    def mixed(self, a: int, b: int) -> float:
        """Give how many links a pair of articles on two sides has, beside any pair of the articles of both."""
        left, right, between = self.sizes[a], self.sizes[b], self.counts[a][b]
        # a link inside is held from both its ends
        links = between + (self.counts[a][a] + self.counts[b][b]) / 2
        pairs = (left + right) * (left + right - 1) / 2
        return between / (left * right) / max(1.0, links) * pairs

    def join(self, a: int, b: int, new: int) -> None:
        """Put two bundles together under a new number."""
        self.sizes[new] = self.sizes.pop(a) + self.sizes.pop(b)
        both = self.counts.pop(a) + self.counts.pop(b)
        inside = both.pop(a, 0) + both.pop(b, 0)
        for other, count in both.items():
            held = self.counts[other]
            held[new] = count
            held.pop(a, None)
            held.pop(b, None)
        self.counts[new] = both + Counter({new: inside})


class _Gathering:
    """The growing bundles of one gathering: working memory, thrown away after."""

    def __init__(
        self, parts: Sequence[Bundle], model: Model, live: Sequence[float], links: Links | None = None
    ) -> None:
        self.model = model
        self.links = links
        self.held = dict(enumerate(parts))
        self.members: dict[int, Members] = {number: (number,) for number in self.held}
        self.live = dict(enumerate(live))
        self.near: dict[int, dict[int, Floats]] = {number: {} for number in self.held}
        self.heap: list[tuple[float, int, int]] = []
        self.next = len(parts)

    def consider(self, a: int, b: int, dots: Floats) -> None:
        """Score a pair and keep it where there is hope."""
        found = self.judge(a, b, dots)
        if found > HOPELESS:
            self.near[a][b] = self.near[b][a] = dots
            if found > 0:
                heapq.heappush(self.heap, (-found, a, b))

    def judge(self, a: int, b: int, dots: Floats) -> float:
        """Give the log odds that two bundles are one story."""
        met = bundles.meet(self.held[a], self.held[b], dots, self.mixed(a, b))
        return models.score(self.model, self.held[a], self.held[b], met, max(self.live[a], self.live[b]))

    def mixed(self, a: int, b: int) -> float:
        """Give how often the nearest of the one are among the other; NaN where not known, or of several languages."""
        spoken = {language for side in (a, b) for language, _ in self.held[side].languages}
        return math.nan if self.links is None or len(spoken) > 1 else self.links.mixed(a, b)

    def join(self, a: int, b: int) -> None:
        """Put two bundles together under a new number, and score it against the neighbours of both."""
        new, self.next = self.next, self.next + 1
        if self.links is not None:
            self.links.join(a, b, new)
        dots = self.near[a].pop(b)
        del self.near[b][a]
        self.held[new] = bundles.join(self.held.pop(a), self.held.pop(b), dots)
        self.members[new] = tuple(sorted(self.members.pop(a) + self.members.pop(b)))
        self.live[new] = max(self.live.pop(a), self.live.pop(b))
        self.near[new] = {}
        left, right = self.near.pop(a), self.near.pop(b)
        for other in sorted({*left, *right}):
            self.near[other].pop(a, None)
            self.near[other].pop(b, None)
            if other in left and other in right:
                shared = left[other] + right[other]
            else:
                shared = vectors.dots(self.held[new].vector, self.held[other].vector)
            self.consider(min(new, other), max(new, other), shared)


def gather(
    parts: Sequence[Bundle],
    model: Model,
    live: Sequence[float],
    watch: Watch | None = None,
    nearest: int = NEAREST,
) -> list[tuple[int, ...]]:
    """Give the numbers of the parts that are one story, each group sorted, by first member.

    Args:
        parts: what is gathered: articles, or bundles of them.
        model: what says whether two are one story.
        live: how many articles are about when each part is.
        watch: called with each pair that comes up for joining, for training.
        nearest: neighbours that each part is compared with.
    """
    state = _Gathering(parts, model, live)
    for a, b, dots in candidates(parts, nearest):
        state.consider(a, b, dots)
    return _joined(state, watch)


def articles(parts: Sequence[Bundle], model: Model, live: Sequence[float]) -> list[tuple[int, ...]]:
    """Gather as ``gather`` does parts that are single articles, so that their nearest tell of bundles too."""
    pairs = candidates(parts)
    state = _Gathering(parts, model, live, Links(len(parts), ((a, b) for a, b, _ in pairs)))
    for a, b, dots in pairs:
        state.consider(a, b, dots)
    return _joined(state, None)


class _Again(_Gathering):
    """A gathering of what stood in stories before: what stood together has the odds, what stood apart has not."""

    def __init__(
        self, parts: Sequence[Bundle], model: Model, live: float, before: Sequence[int], margin: float
    ) -> None:
        super().__init__(parts, model, [live] * len(parts))
        self.before: dict[int, int | None] = dict(enumerate(before))
        self.margin = margin

    def judge(self, a: int, b: int, dots: Floats) -> float:
        """Give the log odds that two bundles are one story, by a margin drawn to how things stood."""
        found, left, right = super().judge(a, b, dots), self.before[a], self.before[b]
        if left is None or right is None:
            return found
        return found + self.margin if left == right else found - self.margin

    def join(self, a: int, b: int) -> None:
        """Put two bundles together, of one story where both are."""
        left, right = self.before.pop(a), self.before.pop(b)
        self.before[self.next] = left if left == right else None
        super().join(a, b)


def again(
    parts: Sequence[Bundle], model: Model, live: float, before: Sequence[int], margin: float
) -> list[tuple[int, ...]]:
    """Gather a few parts of stories anew, each compared with every other one.

    Args:
        parts: what is gathered.
        model: what says whether two are one story.
        live: how many articles are about.
        before: the story that each part stood in.
        margin: log odds that anything else than what was must gain.
    """
    state = _Again(parts, model, live, before, margin)
    for a, b in combinations(range(len(parts)), 2):
        state.consider(a, b, vectors.dots(parts[a].vector, parts[b].vector))
    return _joined(state, None)


class _Sure(_Gathering):
    """A gathering of whole stories, which are joined beyond a margin only."""

    def __init__(self, parts: Sequence[Bundle], model: Model, live: float, margin: float) -> None:
        super().__init__(parts, model, [live] * len(parts))
        self.margin = margin

    def judge(self, a: int, b: int, dots: Floats) -> float:
        """Give the log odds beyond the margin that two stories are one."""
        return super().judge(a, b, dots) - self.margin


def together(parts: Sequence[Bundle], model: Model, live: float, margin: float) -> list[tuple[int, ...]]:
    """Gather whole stories, each compared with its nearest few; a join must gain more than the margin."""
    state = _Sure(parts, model, live, margin)
    for a, b, dots in candidates(parts, FEW):
        state.consider(a, b, dots)
    return _joined(state, None)


def _joined(state: _Gathering, watch: Watch | None) -> list[tuple[int, ...]]:
    while state.heap:
        _, a, b = heapq.heappop(state.heap)
        if a not in state.held or b not in state.held:
            continue
        if watch is not None:
            pair = state.held[a], state.held[b]
            watch(pair, bundles.meet(*pair, state.near[a][b]), (state.members[a], state.members[b]))
        state.join(a, b)
    return sorted(state.members.values())


def candidates(parts: Sequence[Bundle], nearest: int = NEAREST) -> Pairs:
    """Give the pairs of parts worth comparing, with their dot products by view."""
    if len(parts) < 2:
        return []
    matrix, where = _matrix(parts)
    languages = np.array([part.languages[0][0] for part in parts])
    pairs = _nearest(matrix, where, languages, nearest)
    return _with_dots(matrix, where, pairs)


def _matrix(parts: Sequence[Bundle]) -> tuple[csr_array, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    ends = np.concatenate([[0], np.cumsum([len(part.vector.codes) for part in parts])])
    codes = np.concatenate([part.vector.codes for part in parts])
    values = np.concatenate([part.vector.values for part in parts]).astype(np.float64)
    known, columns = np.unique(codes, return_inverse=True)
    return csr_array((values, columns, ends), shape=(len(parts), len(known))), vectors.views(known)


def _nearest(
    matrix: csr_array,
    where: np.ndarray[tuple[int], np.dtype[np.int64]],
    languages: np.ndarray[tuple[int], np.dtype[np.int64]],
    most: int,
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Give the pairs of parts that are among each other's nearest, in one language or across."""
    scaled = csr_array(matrix * np.sqrt(CANDIDATE[where]))
    scaled.eliminate_zeros()
    turned = scaled.T.tocsc()
    found: list[np.ndarray[tuple[int, int], np.dtype[np.int64]]] = []
    for start in range(0, scaled.shape[0], ROWS):
        block = (scaled[start : start + ROWS] @ turned).tocoo()
        rows, columns, values = block.row + start, block.col, block.data
        kind = languages[rows] == languages[columns]
        for same in (True, False):
            kept = (rows != columns) & (kind == same)
            found.append(_likest(rows[kept], columns[kept], values[kept], most))
    found += _encoded_alike(matrix, where, most)
    ends = np.sort(np.concatenate(found), axis=1)
    return np.unique(ends, axis=0)


def _encoded_alike(
    matrix: csr_array, where: np.ndarray[tuple[int], np.dtype[np.int64]], most: int
) -> list[np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    """Give the pairs of parts that are nearest under a sentence encoder; none where there is none."""
    dense = matrix[:, np.flatnonzero(where == ENCODED)].toarray()
    if not dense.size:
        return []
    dense /= np.maximum(1e-9, np.linalg.norm(dense, axis=1, keepdims=True))
    found: list[np.ndarray[tuple[int, int], np.dtype[np.int64]]] = []
    for start in range(0, len(dense), ROWS):
        block = dense[start : start + ROWS] @ dense.T
        rows, columns = np.nonzero(block > LIKE)
        kept = rows + start != columns
        rows, columns = rows[kept], columns[kept]
        found.append(_likest(rows + start, columns, block[rows, columns], most))
    return found


def _likest(
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    columns: np.ndarray[tuple[int], np.dtype[np.int64]],
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
    most: int,
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    order = np.lexsort((columns, -np.round(values, 9), rows))
    rows, columns = rows[order], columns[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows, side="left")
    kept = rank < most
    return np.stack([rows[kept], columns[kept]], axis=1).astype(np.int64)


def _with_dots(
    matrix: csr_array,
    where: np.ndarray[tuple[int], np.dtype[np.int64]],
    pairs: np.ndarray[tuple[int, int], np.dtype[np.int64]],
) -> list[tuple[int, int, Floats]]:
    by_view = csr_array((np.ones(len(where)), where, np.arange(len(where) + 1)), shape=(len(where), VIEWS))
    found: list[tuple[int, int, Floats]] = []
    for start in range(0, len(pairs), 4096):
        some = pairs[start : start + 4096]
        shared = (matrix[some[:, 0]].multiply(matrix[some[:, 1]]) @ by_view).toarray()
        found += list(zip(some[:, 0].tolist(), some[:, 1].tolist(), shared, strict=True))
    return found
