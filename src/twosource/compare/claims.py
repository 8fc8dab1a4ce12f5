"""Claims: which statements, across articles, put forward the same proposition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array, csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from twosource.compare import clearest, joins, nearness, occasions
from twosource.compare.propositions import Feature, Proposition, Translate, class_of, similarity, spans_of, told_of
from twosource.compare.wording import Wording, place_of
from twosource.text import fold

JOIN = 0.13
"""Average likeness above which two groups of statements are one claim; set on seen worlds and the example."""
LINK = 0.13
COMMON = 0.07
"""Likeness below which no passage makes two statements of one language the same words."""
NEIGHBOUR = 0.2
"""Likeness that a statement must have to one other of its claim."""
SAME = 0.6
"""Likeness from which two statements tell of one event, whatever its places and days are."""
SURE, SURE_ACROSS = 0.3, 0.2
"""Likeness by which a statement hangs together with most of its claim, so that its origin may be shown."""
CLOSE = 0.45
"""Likeness by which two statements are surely one claim where their tellers are shown as distinct."""
LARGEST = 3000
"""Statements of one connected group beyond which only close links (``JOIN``) are followed."""


Meeting = tuple[float, int]


class Group(Struct, frozen=True):
    """The propositions of one claim: indexes in order, and the one that says it most clearly.

    ``sure``: those alike enough to another to count as surely the same claim. ``strands``: by member, a number
    that it has in common with those to which a row of such likeness leads; ``alike``: how alike the members are.
    ``parts``: by member, a number that it has in common with those that words, names and figures alone group with it.
    """

    members: tuple[int, ...]
    clearest: int
    sure: frozenset[int]
    strands: tuple[int, ...] = ()
    alike: NDArray[np.float64] | None = None
    parts: tuple[int, ...] = ()

    def by_part(self, places: Iterable[int]) -> list[list[int]]:
        """Give the places of some members, part by part, in the order of their first; all are of one where none is."""
        found: dict[int, list[int]] = {}
        for place in places:
            found.setdefault(self.parts[place] if self.parts else 0, []).append(place)
        return list(found.values())

    def narrowed(self, kept: AbstractSet[int], clearest: int) -> Group:
        """Leave of a claim some of its members: what is known of them stays, and ``clearest`` is surely of it."""
        places = [place for place, member in enumerate(self.members) if member in kept]
        return Group(
            tuple(self.members[place] for place in places),
            clearest,
            self.sure & kept | {clearest},
            tuple(self.strands[place] for place in places) if self.strands else (),
            None if self.alike is None else self.alike[np.ix_(places, places)],
            tuple(self.parts[place] for place in places) if self.parts else (),
        )


def group(
    propositions: Sequence[Proposition], wording: Wording, translate: Translate, own: AbstractSet[str] = frozenset()
) -> list[Group]:
    """Group propositions into claims: average-link clusters of weighted likeness, shared wording first.

    Every statement of another teller is in exactly one claim. Narration is kept where it meets a statement of another
    article, or carries a figure, or is the word of a body: ``own`` are the articles that are a body's own texts.
    """
    if not propositions:
        return []
    alike = _with_wording(similarity(propositions, translate), propositions, wording)
    alike = _with_events(told_of(alike, propositions), propositions)
    found: list[Group] = []
    considered = _outermost(propositions, alike)
    by_words, by_meaning = (
        joins.join(propositions, list(_clusters(propositions, one, considered)), alike)
        for one in (alike, nearness.raised(alike, propositions))
    )
    home = {i: n for n, members in enumerate(by_words) for i in members}
    for members in _whole(propositions, by_words, by_meaning):
        kept = _kept(propositions, _without_nested(propositions, members), own)
        if kept:
            near, wordings = among(alike, kept), [_wording(propositions[m]) for m in kept]
            parts = np.array([home[m] for m in kept])
            close = np.where(parts[:, None] == parts[None, :], near, 0.0)
            places = _sure(propositions, kept, close, wordings)
            sure = [kept[place] for place in places]
            once = _firsts([wordings[place] for place in places])
            shown = clearest.choose(propositions, sure, near[np.ix_(places, places)], once)
            strands = _strands(propositions, kept, close)
            found.append(Group(tuple(kept), shown, frozenset(sure), strands, near, tuple(parts.tolist())))
    return sorted(found, key=lambda g: (-len({propositions[i].article for i in g.members}), g.members))


def _whole(
    propositions: Sequence[Proposition], by_words: Sequence[Sequence[int]], by_meaning: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Put each cluster by words, whole, where most of its articles are among the clusters by meaning."""
    home = {i: n for n, members in enumerate(by_meaning) for i in members}
    found: dict[int, list[int]] = {}
    for members in by_words:
        places = Counter(place for place, _ in {(home[i], propositions[i].article) for i in members})
        found.setdefault(min(places, key=lambda place: (-places[place], place)), []).extend(members)
    return [sorted(members) for members in found.values()]


def _sure(
    propositions: Sequence[Proposition],
    members: Sequence[int],
    near: NDArray[np.float64],
    wordings: Sequence[tuple[str, ...]],
) -> list[int]:
    """Give the places of the members that hang together by close likeness, the most of them in words."""
    tongues = np.array([propositions[m].language for m in members])
    least = np.where(tongues[:, None] == tongues[None, :], SURE, SURE_ACROSS)
    _, labels = connected_components(near >= least, directed=False)
    parts: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        parts.setdefault(label, []).append(place)
    once = frozenset(_firsts(wordings))
    return max(parts.values(), key=lambda part: len(once.intersection(part)))


def _wording(proposition: Proposition) -> tuple[str, ...]:
    """Give the words of a statement, folded, by its pieces."""
    return tuple(fold(proposition.text[s.start : s.end]) for s in spans_of(proposition.statement))


def _firsts(wordings: Sequence[tuple[str, ...]]) -> list[int]:
    """Give the place of the first member in each wording: a copy is no further wording."""
    first: dict[tuple[str, ...], int] = {}
    for place, wording in enumerate(wordings):
        first.setdefault(wording, place)
    return list(first.values())


def _strands(propositions: Sequence[Proposition], members: Sequence[int], near: NDArray[np.float64]) -> tuple[int, ...]:
    """Number the members by rows of close likeness; what tells a toll of one class is one row, however it is put."""
    tolls = [{told.partition("/")[0] for told in propositions[m].named("toll")} for m in members]
    first = {toll: place for place, told in reversed(list(enumerate(tolls))) for toll in told}
    linked = near >= CLOSE
    for place, told in enumerate(tolls):
        for toll in told:
            linked[place, first[toll]] = True
    _, labels = connected_components(linked.astype(np.int8), directed=False)
    return tuple(int(label) for label in labels)


# ------------------------------------------------------------------------ likeness


def among(alike: csr_array, members: Sequence[int]) -> NDArray[np.float64]:
    """Give how alike some statements are, as a square; ``members`` in ascending order."""
    chosen = np.asarray(members, dtype=alike.indices.dtype)
    square = np.zeros((len(chosen), len(chosen)))
    for row, member in enumerate(chosen):
        start, end = alike.indptr[member], alike.indptr[member + 1]
        columns = alike.indices[start:end]
        places = np.minimum(np.searchsorted(chosen, columns), len(chosen) - 1)
        inside = chosen[places] == columns
        square[row, places[inside]] = alike.data[start:end][inside]
    return square


def _with_wording(alike: csr_array, propositions: Sequence[Proposition], wording: Wording) -> csr_array:
    """Raise the likeness of statements that stand on the same words, where these are more than a word or two.

    A passage is laid over a statement by counting words, so that within a language it can lay side by side
    two sentences which share nothing of what they tell; and across languages two clauses of a sentence, of which
    one has its like in the other text.
    """
    where = {place_of(p): i for i, p in enumerate(propositions)}
    if not wording:
        return alike
    pairs = np.array([sorted(where[place] for place in pair) for pair in wording]).T
    doubted = _at(alike, pairs) < COMMON
    kept = [
        (a, b, value)
        for a, b, value, doubt in zip(*pairs.tolist(), wording.values(), doubted.tolist(), strict=True)
        if not doubt or _may_be_words(propositions, alike, a, b)
    ]
    rows, columns = [a for a, _, _ in kept], [b for _, b, _ in kept]
    values = [value for _, _, value in kept]
    raised = csr_array((values * 2, (rows + columns, columns + rows)), shape=alike.shape)
    return csr_array(alike.maximum(raised))


def _with_events(alike: csr_array, propositions: Sequence[Proposition]) -> csr_array:
    """Set what tells of two events apart: its likeness is as far below 0 as that of one and the same is above it."""
    found = [(i, j) for one, other in occasions.apart(propositions) for i in one for j in other]
    if not found:
        return alike
    pairs = np.array(found).T
    pairs = pairs[:, _at(alike, pairs) < SAME]
    rows, columns = np.concatenate([pairs, pairs[::-1]], axis=1)
    against = csr_array((np.ones(len(rows)), (rows, columns)), shape=alike.shape)
    against.data = np.minimum(against.data, 1.0)
    return csr_array(alike - against.multiply(alike) - against)


def _at(alike: csr_array, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give how alike the propositions of some pairs are."""
    return np.asarray(csr_matrix(alike)[pairs[0], pairs[1]], dtype=np.float64).ravel()


def _may_be_words(propositions: Sequence[Proposition], alike: csr_array, a: int, b: int) -> bool:
    """Tell whether two statements that share nothing may translate each other: neither has a like in the other text."""
    one, other = propositions[a], propositions[b]
    across = one.language != other.language
    return across and not (_has_like(propositions, alike, a, b) or _has_like(propositions, alike, b, a))


def _has_like(propositions: Sequence[Proposition], alike: csr_array, i: int, j: int) -> bool:
    """Tell whether the article of the second statement has another one that is like the first."""
    start, end = alike.indptr[i], alike.indptr[i + 1]
    near = alike.indices[start:end][alike.data[start:end] >= JOIN]
    return any(propositions[k].article == propositions[j].article for k in near.tolist())


# ------------------------------------------------------------------------ clusters


def _outermost(propositions: Sequence[Proposition], alike: csr_array) -> NDArray[np.int64]:
    """Keep, of narration inside narration, the one that meets another article best; both where these are two claims."""
    met = cache(partial(_meeting, propositions, alike))
    dropped: set[int] = set()
    for i, a in enumerate(propositions):
        for j in range(i + 1, len(propositions)):
            b = propositions[j]
            if b.article != a.article or b.statement.start >= a.statement.end:
                break
            nested = a.own and b.own and b.statement.end <= a.statement.end
            if nested and not _apart(met(i), met(j), alike):
                dropped.add(i if met(j) > met(i) else j)
    return np.array([i for i in range(len(propositions)) if i not in dropped], dtype=np.int64)


def _apart(one: Meeting, other: Meeting, alike: csr_array) -> bool:
    """Tell whether two statements meet others that are not alike themselves, each surely."""
    sure = min(one[0], other[0]) >= SURE
    return sure and one[1] != other[1] and alike[one[1], other[1]] < COMMON


def _meeting(propositions: Sequence[Proposition], alike: csr_array, i: int) -> Meeting:
    """Give the likeness to the statement of another article that is most alike, and which that is."""
    start, end = alike.indptr[i], alike.indptr[i + 1]
    others = zip(alike.data[start:end].tolist(), alike.indices[start:end].tolist(), strict=True)
    return max(
        ((value, j) for value, j in others if propositions[j].article != propositions[i].article), default=(0.0, -1)
    )


def _clusters(
    propositions: Sequence[Proposition], alike: csr_array, considered: NDArray[np.int64]
) -> Iterator[list[int]]:
    _, labels = connected_components(alike[considered][:, considered] >= LINK, directed=False)
    for label in range(labels.max() + 1):
        members = considered[np.flatnonzero(labels == label)]
        yield from _without_copies(propositions, alike, members)


def _without_copies(
    propositions: Sequence[Proposition], alike: csr_array, members: NDArray[np.int64]
) -> Iterator[list[int]]:
    """Cluster what is said in different features: what a copy says follows what it copies, and weighs nothing."""
    same: dict[frozenset[Feature], list[int]] = {}
    for m in members:
        same.setdefault(propositions[m].features, []).append(int(m))
    firsts = np.array([copies[0] for copies in same.values()], dtype=np.int64)
    for cluster in _parted(alike, firsts):
        for kept in _close(alike, cluster):
            yield sorted(m for first in kept for m in same[propositions[first].features])


def _close(alike: csr_array, cluster: Sequence[int]) -> Iterator[Sequence[int]]:
    """Set apart the members that are alike to none of the others: they were drawn in by all a little."""
    best = among(alike, cluster).max(axis=1)
    close = [m for m, value in zip(cluster, best, strict=True) if value >= NEIGHBOUR]
    if close:
        yield close
    yield from ([m] for m in cluster if m not in close)


def _parted(alike: csr_array, members: NDArray[np.int64]) -> Iterator[list[int]]:
    if len(members) <= LARGEST:
        yield from _average_link(alike, members)
        return
    _, inner = connected_components(alike[members][:, members] >= JOIN, directed=False)
    yield from ([int(m) for m in members[inner == k]] for k in range(inner.max() + 1))


def _average_link(alike: csr_array, members: NDArray[np.int64]) -> Iterator[list[int]]:
    if len(members) == 1:
        yield [int(members[0])]
        return
    distance = 1.0 - np.clip(among(alike, members.tolist()), -1.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1.0 - JOIN, "distance")
    for label in sorted(set(labels)):
        yield [int(m) for m in members[labels == label]]


def _without_nested(propositions: Sequence[Proposition], members: Sequence[int]) -> list[int]:
    """Drop narration that lies inside another statement of the same article in the same claim."""

    def inside(i: int, j: int) -> bool:
        a, b = propositions[i], propositions[j]
        same = a.article == b.article and a.in_title == b.in_title
        same = same and b.statement.start <= a.statement.start and a.statement.end <= b.statement.end
        return same and (a.statement.start, a.statement.end) != (b.statement.start, b.statement.end)

    return [i for i in members if not (propositions[i].own and any(inside(i, j) for j in members if j != i))]


def _kept(propositions: Sequence[Proposition], members: Sequence[int], own: AbstractSet[str]) -> list[int]:
    articles = {propositions[i].article for i in members}
    if len(articles) > 1:
        told = any(not propositions[i].own or propositions[i].whole for i in members)
        return list(members) if told else []  # fragments that meet only fragments put nothing forward
    words = articles <= own  # what a body says of itself is its word, whoever else tells it
    return [
        i
        for i in members
        if not propositions[i].own or (words and propositions[i].whole) or any(map(class_of, propositions[i].figures))
    ]
