"""Clusters that keep one company: they are like each other a little, and like the same other statements.

One thing told in other words shares little with each telling, but stands among them: what both are like tells more
than the few words that both have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array
from scipy.sparse.csgraph import connected_components

from twosource.compare.propositions import Feature, Proposition

MET = 0.17
"""Mean of likeness and company from which two clusters are one claim; set on the piles, looked at on worlds."""
TELLINGS = 3
"""Articles that a claim joined by its company must have: of two tellings nobody else tells anything."""


def join(propositions: Sequence[Proposition], clusters: Sequence[Sequence[int]], alike: csr_array) -> list[list[int]]:
    """Join clusters of propositions (by index) that keep one company, nearest first; members in order.

    What is said in the same features counts once: a copy brings no company.
    """
    near = _near(propositions, clusters, alike)
    articles = [frozenset(propositions[m].article for m in members) for members in clusters]
    near = _told_widely(near, articles)
    met = csr_array(near.multiply(near >= MET))
    number, labels = connected_components(met, directed=False)
    parts: list[list[int]] = [[] for _ in range(number)]
    for cluster, label in enumerate(labels.tolist()):
        parts[label].append(cluster)
    sizes = np.array([len(_firsts(propositions, members)) for members in clusters], dtype=np.float64)
    told = [group for part in parts for group in _agglomerated(part, near, sizes)]
    return [sorted(i for n in group for i in clusters[n]) for group in told]


def _told_widely(near: csr_array, articles: Sequence[frozenset[str]]) -> csr_array:
    """Keep the pairs of clusters that ``TELLINGS`` articles tell together."""
    pairs = csr_array(near.multiply(near >= MET)).tocoo()
    rows, columns = pairs.coords
    wide = [len(articles[a] | articles[b]) >= TELLINGS for a, b in zip(rows.tolist(), columns.tolist(), strict=True)]
    few = csr_array((pairs.data * ~np.array(wide, dtype=bool), (rows, columns)), shape=near.shape)
    return csr_array(near - few)


def _firsts(propositions: Sequence[Proposition], members: Sequence[int]) -> list[int]:
    """Give the first member in each set of features."""
    first: dict[frozenset[Feature], int] = {}
    for m in members:
        first.setdefault(propositions[m].features, m)
    return list(first.values())


def _near(propositions: Sequence[Proposition], clusters: Sequence[Sequence[int]], alike: csr_array) -> csr_array:
    """Give the mean of likeness and company, half of each, of every two clusters; sparse."""
    kept = [_firsts(propositions, members) for members in clusters]
    chosen = np.array([m for members in kept for m in members], dtype=np.int64)
    home = np.repeat(np.arange(len(kept)), [len(members) for members in kept])
    share = 1.0 / np.array([len(members) for members in kept], dtype=np.float64)[home]
    laid = csr_array((share, (home, np.arange(len(chosen)))), shape=(len(kept), len(chosen)))
    company = csr_array(laid @ _kept(alike, _firsts(propositions, range(len(propositions))))[chosen])
    return csr_array(0.5 * (laid @ csr_array(alike[chosen])[:, chosen] @ laid.T) + 0.5 * (company @ company.T))


def _kept(alike: csr_array, others: Sequence[int]) -> csr_array:
    """Give what each is like of some others, itself most, as rows of length 1."""
    rows = csr_array(alike.maximum(0).minimum(1) + eye_array(alike.shape[0], format="csr"))[:, list(others)]
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)))
    return csr_array(rows.multiply(1.0 / np.maximum(lengths, 1e-9)[:, None]))


def _agglomerated(part: Sequence[int], near: csr_array, sizes: NDArray[np.float64]) -> Iterator[list[int]]:
    """Join the nearest two until none are near; of joined ones the mean over all pairs counts."""
    groups = {n: [cluster] for n, cluster in enumerate(part)}
    held = sizes[list(part)].copy()
    means = np.asarray(csr_array(near[list(part)])[:, list(part)].toarray())
    np.fill_diagonal(means, -1.0)
    while len(part) > 1:
        one, other = divmod(int(means.argmax()), len(part))
        if means[one, other] < MET:
            break
        both = held[one] + held[other]
        means[one] = means[:, one] = (held[one] * means[one] + held[other] * means[other]) / both
        means[one, one] = -1.0
        means[other] = means[:, other] = -1.0
        held[one] = both
        groups[one] += groups.pop(other)
    yield from groups.values()
