"""Stories: which articles report one event.

Two articles of one language are compared by the cosines of their lead and of their whole text
(logarithmic counts, idf of the pile smoothed by a background of news, names twice). Articles of two
languages are compared by what survives translation: skeletons of names, figures, the first letters
of long words; so are, after that, the groups that have no language in common. Nearness in time lifts
or lowers the likeness; a text that stands in another one is its story. Groups are average-link
clusters (a chain of likenesses is no story), and two events of one kind are kept apart by asking more
where the groups are alike inside. All constants were set on ECB+ (train), BASIL and MEANTIME (dev):
one setting for all piles.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array

from twosource.compare import features, fingerprints, groups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.fingerprints import Floats, Ints
    from twosource.model import Reading

THRESHOLD = 0.18
"""Mean likeness at which two groups are one story."""
LOOK_ALIKE = groups.Coherence(part=0.7, cap=0.4)
"""Two events of one kind: their articles are alike, but those of each event far more."""
TRANSLATED = 1.0
"""What the likeness of two articles of different languages counts: translation loses words."""
ACROSS = 0.25
"""Likeness of their centres at which groups of two languages are one story."""
SPREAD = 3.0
"""Standard deviation, in days, of the Gaussian of time."""
TIMELESS = 0.6
"""What is left of the likeness of two articles that lie far apart in time."""
LEAST = 0.05
"""Likeness under which a pair is not looked at."""
STANDS_IN = 0.5
"""Share of the shorter of two texts that stands in the other: then this share is their likeness."""
ROWS = 512
MOST = 400
"""Articles compared with all at once, and likest ones kept for each: bounds of memory."""

Pairs = dict[tuple[int, int], float]
Groups = list[list[int]]


def group(readings: Sequence[Reading]) -> tuple[tuple[str, ...], ...]:
    """Group articles by the event they report; every article stands in exactly one story.

    Articles of a story stand by time of publication, then id; stories by size, then first id.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    found = _groups(ordered)
    stories = [
        tuple(reading.article.id for reading in sorted((ordered[i] for i in members), key=_when)) for members in found
    ]
    return tuple(sorted(stories, key=lambda story: (-len(story), story[0])))


def _groups(readings: Sequence[Reading]) -> Groups:
    languages = np.unique([reading.article.language for reading in readings], return_inverse=True)[1]
    at = np.array([days(reading) for reading in readings])
    pairs = _close(features.own(readings).matrix, languages, same=True)
    if languages.max(initial=0) == 0:
        return groups.average_link(len(readings), _settled(readings, pairs, at), THRESHOLD, LOOK_ALIKE)
    matrix = features.neutral(readings).matrix
    across = _close(matrix, languages, same=False)
    pairs.update({pair: min(1.0, TRANSLATED * value) for pair, value in across.items()})
    found = groups.average_link(len(readings), _settled(readings, pairs, at), THRESHOLD, LOOK_ALIKE)
    return _across_languages(matrix, languages, at, found)


def _settled(readings: Sequence[Reading], pairs: Pairs, at: Floats) -> Pairs:
    found = _in_time(pairs, at)
    for pair, part in _contained(readings).items():
        found[pair] = max(part, found.get(pair, 0.0))
    return found


def title(readings: Sequence[Reading]) -> str:
    """Give the headline that says most of what the headlines of a story say; empty where there is none."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    headed = [reading for reading in ordered if features.headline(reading)]
    if not headed:
        return ""
    vectors = features.headlines(headed).matrix
    central = np.asarray((vectors @ vectors.sum(axis=0)).ravel())
    best = min(range(len(headed)), key=lambda i: (-round(float(central[i]), 9), _when(headed[i])))
    return features.headline(headed[best])


def _when(reading: Reading) -> tuple[float, str]:
    at = days(reading)
    return (float("inf") if np.isnan(at) else at), reading.article.id


def days(reading: Reading) -> float:
    """Give the time of publication in days, NaN where it is not known."""
    published = reading.article.published
    try:
        at = datetime.fromisoformat(published) if published else None
    except ValueError:
        at = None
    if at is None:
        return float("nan")
    return at.toordinal() + (at.hour * 60 + at.minute) / 1440 - _offset(at)


def _offset(at: datetime) -> float:
    zone = at.utcoffset()
    return zone.total_seconds() / 86400 if zone is not None else 0.0


def _across_languages(matrix: csr_array, languages: Ints, at: Floats, found: Groups) -> Groups:
    """Join groups that have no language in common by what their articles together have in common."""
    sums = csr_array(_membership(found, len(languages)) @ matrix)
    norms = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
    centres = csr_array(diags_array(1 / np.where(norms > 0, norms, 1.0)) @ sums)
    spoken = [frozenset(languages[members].tolist()) for members in found]
    near = _close(centres, np.arange(len(found)), same=False)
    near = {(a, b): value for (a, b), value in near.items() if not spoken[a] & spoken[b]}
    middle = np.array([np.median(at[members]) for members in found])
    joined = groups.average_link(len(found), _in_time(near, middle), ACROSS)
    return [sorted(article for number in numbers for article in found[number]) for numbers in joined]


def _membership(found: Groups, size: int) -> csr_array:
    ends = np.concatenate([[0], np.cumsum([len(members) for members in found])])
    articles = np.array([article for members in found for article in members], dtype=np.int64)
    return csr_array((np.ones(size), articles, ends), shape=(len(found), size))


def _close(matrix: csr_array, languages: Ints, *, same: bool) -> Pairs:
    """Find the pairs, of one language or of two, whose likeness is at least ``LEAST``, block by block."""
    found: Pairs = {}
    turned = matrix.T.tocsc()
    for start in range(0, matrix.shape[0], ROWS):
        block = (matrix[start : start + ROWS] @ turned).tocoo()
        rows, columns, values = block.row + start, block.col, block.data
        kept = (rows < columns) & (values >= LEAST) & ((languages[rows] == languages[columns]) == same)
        found.update(_likest(rows[kept], columns[kept], values[kept]))
    return found


def _likest(rows: Ints, columns: Ints, values: Floats) -> Pairs:
    """Keep the ``MOST`` likest of every row."""
    order = np.lexsort((columns, -values, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows, side="left")
    kept = rank < MOST
    pairs = zip(rows[kept].tolist(), columns[kept].tolist(), strict=True)
    return dict(zip(pairs, np.round(values[kept], 9).tolist(), strict=True))


def _in_time(found: Pairs, at: Floats) -> Pairs:
    """Lower the likeness of articles that lie apart in time; where a time is not known nothing changes."""
    if not found:
        return found
    ends = np.array(list(found), dtype=np.int64)
    apart = np.abs(at[ends[:, 0]] - at[ends[:, 1]])
    near = TIMELESS + (1 - TIMELESS) * np.exp(-(apart**2) / (2 * SPREAD**2))
    values = np.array(list(found.values())) * np.where(np.isnan(apart), 1.0, near)
    return dict(zip(found, values.tolist(), strict=True))


def _contained(readings: Sequence[Reading]) -> Mapping[tuple[int, int], float]:
    """Give the pairs of which the shorter text largely stands in the longer one, and how far."""
    pile = fingerprints.spread(readings)
    runs = fingerprints.runs(pile)
    if len(runs.left) == 0:
        return {}
    a, b = pile.owners[runs.left], pile.owners[runs.right]
    keys, places = np.unique(np.minimum(a, b) * len(readings) + np.maximum(a, b), return_inverse=True)
    shared = np.bincount(places, weights=runs.length)
    first, second = keys // len(readings), keys % len(readings)
    sizes = np.diff(pile.bounds)
    part = np.minimum(1.0, shared / np.maximum(1, np.minimum(sizes[first], sizes[second])))
    kept = part >= STANDS_IN
    pairs = zip(first[kept].tolist(), second[kept].tolist(), strict=True)
    return dict(zip(pairs, part[kept].tolist(), strict=True))
