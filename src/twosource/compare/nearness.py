"""Statements that are near in meaning, though they share few words or none: what draws them into one claim.

A vector tells of what matter a statement is, never that two statements agree, or of whom a figure is. So it adds to
what words, names and figures say, where nothing tells two events apart; and it serves to group statements alone:
what is surely of one claim, and how many origins are shown, is told by the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from twosource.compare import meaning
from twosource.compare.propositions import Proposition, spans_of

FAR = 0.15
"""Cosine, the story's mean taken away, up to which two statements are near in meaning by chance."""
WEIGHT = 0.5
"""What the cosine beyond that adds to the likeness of two statements."""
ROWS = 1000
"""Statements that are laid beside all others at a time."""

Floats = NDArray[np.float32]


def raised(alike: csr_array, propositions: Sequence[Proposition]) -> csr_array:
    """Raise the likeness of statements of two articles that are near in meaning; what is set apart stays so."""
    told = _placed(propositions)
    articles = np.unique([p.article for p in propositions], return_inverse=True)[1]
    added = csr_array(_added(told, articles), shape=alike.shape)
    apart = csr_array((alike < 0).astype(np.float64))
    return csr_array((alike + added - added.multiply(apart)).minimum(1.0))


def _placed(propositions: Sequence[Proposition]) -> Floats:
    """Give a vector of length one for each statement, from the mean of all; zeros where no word of it is known."""
    languages: dict[str, list[int]] = {}
    for place, proposition in enumerate(propositions):
        languages.setdefault(proposition.language, []).append(place)
    rows = [meaning.vectors([_said(propositions[i]) for i in places], one) for one, places in languages.items()]
    found = np.concatenate(rows)[np.argsort(np.concatenate(list(languages.values())))]
    known = np.asarray(found.any(axis=1))
    if not known.any():
        return found
    mean = np.unique(found[known], axis=0).mean(axis=0)  # a copy moves no mean
    return meaning.unit(np.where(known[:, None], found - mean, np.float32(0.0)))


def _said(proposition: Proposition) -> str:
    return " ".join(proposition.text[s.start : s.end] for s in spans_of(proposition.statement))


def _added(told: Floats, articles: NDArray[np.int64]) -> coo_array:
    """Give what is added for every two statements of two articles that are near enough."""
    parts = list(_parts(told, articles))
    rows, columns, values = (np.concatenate(one) for one in zip(*parts, strict=True))
    return coo_array((values, (rows, columns)), shape=(len(told), len(told)))


def _parts(told: Floats, articles: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Floats]]:
    for start in range(0, len(told), ROWS):
        near = told[start : start + ROWS] @ told.T
        near[articles[start : start + ROWS, None] == articles[None, :]] = 0.0
        rows, columns = np.nonzero(near > FAR)
        yield rows + start, columns, WEIGHT * (near[rows, columns] - FAR)
