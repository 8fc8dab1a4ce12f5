"""Headlines: of an article, and the one that stands for a story."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare import features
from twosource.compare.stories import clocks
from twosource.resources import read_rows
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Reading


LEAST_WORDS, LEAST_SIGNS = 4, 8
"""Words from which a headline may name an event; signs, in scripts that may not set words apart."""


NEAR = 0.5
"""Part of what the most central headline shares with the others that one must share to stand for the story instead."""


def of(reading: Reading) -> str:
    """Give the headline of an article: its title, or its block of that role; empty where there is none."""
    return features.headline(reading)


def central(readings: Sequence[Reading]) -> str:
    """Give the headline that says most of what the headlines of a story say; empty where there is none.

    It is one in the language of most of them, and one that names what happened where there is one: no running report,
    no film, no column, no name of a section, as long as it is not far from the centre.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    headed = [reading for reading in ordered if of(reading)]
    if not headed:
        return ""
    spoken = Counter(reading.article.language for reading in headed)
    headed = [r for r in headed if spoken[r.article.language] == max(spoken.values())]
    found = features.headlines(headed).matrix
    shared = np.asarray((found @ found.sum(axis=0)).ravel())
    said = [i for i in range(len(headed)) if names_an_event(of(headed[i])) and shared[i] >= NEAR * shared.max()]
    best = min(said or range(len(headed)), key=lambda i: (-round(float(shared[i]), 9), when(headed[i])))
    return of(headed[best])


def names_an_event(headline: str) -> bool:
    """Tell whether a headline is long enough to say what happened and is not of a form alone."""
    found = WORD.findall(headline)
    words = f" {' '.join(map(fold, found))} "
    caseless = headline.lower() == headline.upper() and not headline.isascii()
    long = len(found) >= LEAST_WORDS or (caseless and len(headline) >= LEAST_SIGNS)
    return long and not any(words.startswith(form) or words.endswith(form) for form in _forms())


@cache
def _forms() -> tuple[str, ...]:
    return tuple(f" {words} " for _, words in read_rows("headline-forms.tsv"))


def when(reading: Reading) -> tuple[float, str]:
    """Give what orders articles: their time, those without one last, then their id."""
    at = clocks.published(reading)
    return (float("inf") if np.isnan(at) else at), reading.article.id
