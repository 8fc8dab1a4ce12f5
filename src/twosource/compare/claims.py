"""Claims: which statements, across articles, put forward the same proposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array, lil_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from twosource.compare.propositions import Proposition, Translate, similarity, spans_of
from twosource.model import Passage, Place

JOIN = 0.4
"""Average likeness above which two groups of statements are one claim; set on the example and fakes-syria dev."""
LINK = 0.3
LARGEST = 3000
"""Statements of one connected group beyond which only close links (``JOIN``) are followed."""
WORDING, PART = 0.95, 0.7
"""Likeness of statements that share wording over half of both, and over most of one."""


class Group(Struct, frozen=True):
    """The propositions of one claim: indexes in order, and the one that says it most clearly."""

    members: tuple[int, ...]
    clearest: int


def group(propositions: Sequence[Proposition], passages: Sequence[Passage], translate: Translate) -> list[Group]:
    """Group propositions into claims: average-link clusters of weighted likeness, shared wording first.

    Every statement of another teller is in exactly one claim. Narration is kept where it meets a
    statement of another article, or carries a figure.
    """
    if not propositions:
        return []
    alike = _with_wording(similarity(propositions, translate), propositions, passages)
    groups: list[Group] = []
    for members in _clusters(alike):
        kept = _kept(propositions, _without_nested(propositions, members))
        if kept:
            groups.append(Group(tuple(kept), _clearest(propositions, kept, alike)))
    return sorted(groups, key=lambda g: (-len({propositions[i].article for i in g.members}), g.members))


# ------------------------------------------------------------------------ likeness


def _with_wording(alike: csr_array, propositions: Sequence[Proposition], passages: Sequence[Passage]) -> csr_array:
    raised = lil_array(alike)
    by_article: dict[str, list[int]] = {}
    for i, p in enumerate(propositions):
        by_article.setdefault(p.article, []).append(i)
    for passage in passages:
        if passage.kind == "stock":
            continue
        inside = [(i, share) for place in passage.members for i in by_article.get(place.article, ()) if (share := covered(propositions[i], place)) >= 0.3]
        for n, (i, share) in enumerate(inside):
            for j, other in inside[n + 1 :]:
                if propositions[i].article != propositions[j].article:
                    value = WORDING if min(share, other) >= 0.5 else PART if max(share, other) >= 0.6 else 0.0
                    if value > raised[i, j]:
                        raised[i, j] = raised[j, i] = value
    return csr_array(raised)


def covered(proposition: Proposition, place: Place) -> float:
    """Give the share of a proposition's content that a stretch of its article covers."""
    spans = spans_of(proposition.statement)
    size = sum(s.end - s.start for s in spans)
    return sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in spans) / max(size, 1)


# ------------------------------------------------------------------------ clusters


def _clusters(alike: csr_array) -> Iterator[list[int]]:
    _, labels = connected_components(alike >= LINK, directed=False)
    for label in range(labels.max() + 1):
        members = np.flatnonzero(labels == label)
        if len(members) > LARGEST:
            _, inner = connected_components(alike[members][:, members] >= JOIN, directed=False)
            yield from ([int(m) for m in members[inner == k]] for k in range(inner.max() + 1))
        else:
            yield from _average_link(alike, members)


def _average_link(alike: csr_array, members: NDArray[np.int64]) -> Iterator[list[int]]:
    if len(members) == 1:
        yield [int(members[0])]
        return
    distance = 1.0 - np.clip(alike[members][:, members].toarray(), 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1.0 - JOIN, "distance")
    for label in sorted(set(labels)):
        yield [int(m) for m in members[labels == label]]


def _without_nested(propositions: Sequence[Proposition], members: Sequence[int]) -> list[int]:
    """Drop narration that lies inside another statement of the same article in the same claim."""

    def inside(i: int, j: int) -> bool:
        a, b = propositions[i], propositions[j]
        same = a.article == b.article and b.statement.start <= a.statement.start and a.statement.end <= b.statement.end
        return same and (a.statement.start, a.statement.end) != (b.statement.start, b.statement.end)

    return [i for i in members if not (propositions[i].own and any(inside(i, j) for j in members if j != i))]


def _kept(propositions: Sequence[Proposition], members: Sequence[int]) -> list[int]:
    articles = {propositions[i].article for i in members}
    if len(articles) > 1:
        return list(members)
    return [i for i in members if not propositions[i].own or any(f.counted for f in propositions[i].figures)]


def _clearest(propositions: Sequence[Proposition], members: Sequence[int], alike: csr_array) -> int:
    """Choose the statement to show: central, of readable length, told by somebody if it can be."""

    def rank(i: int) -> tuple[float, int]:
        statement = propositions[i].statement
        length = sum(s.end - s.start for s in spans_of(statement))
        central = float(sum(alike[i, j] for j in members if j != i)) / max(1, len(members) - 1)
        readable = 1.0 if 30 <= length <= 160 else 0.6 if length <= 260 else 0.2
        verbal = 0.2 if statement.kind != "noun" else 0.0
        return (round(central + readable + verbal, 6), -i)

    return max(members, key=rank)
