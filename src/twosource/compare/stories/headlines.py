"""Headlines: of an article, and the one that stands for a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from twosource.compare import features
from twosource.compare.stories import clocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Reading


def of(reading: Reading) -> str:
    """Give the headline of an article: its title, or its block of that role; empty where there is none."""
    return features.headline(reading)


def central(readings: Sequence[Reading]) -> str:
    """Give the headline that says most of what the headlines of a story say; empty where there is none."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    headed = [reading for reading in ordered if of(reading)]
    if not headed:
        return ""
    found = features.headlines(headed).matrix
    shared = np.asarray((found @ found.sum(axis=0)).ravel())
    best = min(range(len(headed)), key=lambda i: (-round(float(shared[i]), 9), when(headed[i])))
    return of(headed[best])


def when(reading: Reading) -> tuple[float, str]:
    """Give what orders articles: their time, those without one last, then their id."""
    at = clocks.published(reading)
    return (float("inf") if np.isnan(at) else at), reading.article.id
