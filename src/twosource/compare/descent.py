"""Descent: which words of two articles the others of their story have, and which one of the two alone has changed.

Who copies takes over what his source changed. Where two texts agree against all that came before, one may have it
from the other; where the later one agrees with a third against the earlier one, it has that from elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.compare import fingerprints
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from twosource.compare.evidence import Witness
    from twosource.compare.fingerprints import Flags, Ints
    from twosource.model import Reading

RUN = 3
"""Words of a run by which texts are compared."""
CHANGED = 6
"""Runs, at most, that one changed stretch between unchanged words breaks: longer is another sentence."""


class Prints(Struct, frozen=True):
    """The runs of words of a story's articles, by number, in text order, and who has them.

    ``others``: of each article, how many different texts that are not later than it, its own left out, have each run.
    ``texts``: a number for each different text. ``times``: when articles came out, ascending; ``signed``: how many
    articles credit an agency.
    """

    runs: Mapping[str, Ints]
    has: Mapping[str, Flags]
    others: Mapping[str, Ints]
    rivals: Mapping[str, frozenset[int]]
    texts: Mapping[str, int]
    times: tuple[datetime, ...]
    signed: int


class Descent(Struct, frozen=True):
    """What the words of a child and of its supposed parent say of it, beside every other text that is not later.

    Parts of the child's runs: ``shared`` with the parent, ``alone`` with no other text, ``own`` in none; ``elsewhere``
    the part of what it has from anybody that others have and the parent has not; ``left`` the part of the parent's
    runs that others have and the child has not. Changed places: ``both`` agree against the others, the ``parent``
    alone differs, the ``child`` alone does.
    """

    shared: float
    alone: float
    own: float
    elsewhere: float
    left: float
    both: int
    parent: int
    child: int


class Order(Struct, frozen=True):
    """How many other articles came before the parent, how many between it and the child, and of how many in all."""

    before: int
    between: int
    others: int


def of_story(witnesses: Sequence[Witness]) -> Prints:
    """Lay out the runs of words of a story's articles."""
    numbers: dict[tuple[str, ...], int] = {}
    runs = {w.id: _runs(w.reading, numbers) for w in witnesses}
    has = {name: np.bincount(found, minlength=len(numbers)) > 0 for name, found in runs.items()}
    known: dict[str, int] = {}
    texts = {w.id: known.setdefault(w.reading.article.text, len(known)) for w in witnesses}
    of_text = {texts[name]: held for name, held in has.items()}
    rivals = {w.id: frozenset(texts[o.id] for o in witnesses if not _is_later(o, w)) - {texts[w.id]} for w in witnesses}
    others = {name: _number([of_text[text] for text in found], len(numbers)) for name, found in rivals.items()}
    times = tuple(sorted(w.at for w in witnesses if w.at is not None))
    return Prints(runs, has, others, rivals, texts, times, sum(bool(w.signed) for w in witnesses))


def _number(texts: Sequence[Flags], size: int) -> Ints:
    """Count the texts that have each run."""
    found = np.zeros(size, np.int64)
    for held in texts:
        found += held
    return found


def _is_later(one: Witness, other: Witness) -> bool:
    return one.at is not None and other.at is not None and one.at > other.at


def _runs(reading: Reading, numbers: dict[tuple[str, ...], int]) -> Ints:
    text = reading.article.text
    found: list[int] = []
    for span in fingerprints.told(reading):
        words = [fold(word.group()) for word in WORD.finditer(text, span.start, span.end)]
        found += [numbers.setdefault(tuple(words[at : at + RUN]), len(numbers)) for at in range(len(words) - RUN + 1)]
    return np.array(found, np.int64)


def between(told: Prints, parent: str, child: str) -> Descent | None:
    """Weigh the words of one article as taken from another of its story; none where one of them has no words."""
    new, old = told.runs.get(child), told.runs.get(parent)
    if new is None or old is None or not len(new) or not len(old):
        return None
    others = told.others[child]
    if told.texts[parent] in told.rivals[child]:
        others = others - told.has[parent]
    here, there = told.has[parent][new], others[new] > 0
    kept, elsewhere = told.has[child][old], others[old] > 0
    from_others = int(np.count_nonzero(~here & there))
    shared = int(np.count_nonzero(here))
    return Descent(
        shared=shared / len(new),
        alone=np.count_nonzero(here & ~there) / len(new),
        own=np.count_nonzero(~here & ~there) / len(new),
        elsewhere=from_others / (from_others + shared) if from_others else 0.0,
        left=np.count_nonzero(~kept & elsewhere) / len(old),
        both=_changed(here & ~there, here & there),
        parent=_changed(~here & there, here),
        child=_changed(~kept & elsewhere, kept),
    )


def _changed(differs: Flags, same: Flags) -> int:
    """Count the short stretches of runs that differ, between runs that do not."""
    ends = np.flatnonzero(np.diff(differs.astype(np.int8), prepend=0, append=0)).tolist()
    stretches = list(pairwise(ends))[::2]
    return sum(
        end - start <= CHANGED and start > 0 and end < len(same) and bool(same[start - 1] and same[end])
        for start, end in stretches
    )


def order(told: Prints, parent: datetime | None, child: datetime | None) -> Order | None:
    """Say how many articles came before the supposed parent and after it; none where a clock is missing."""
    if parent is None or child is None:
        return None
    before, until = bisect_left(told.times, parent), bisect_left(told.times, child)
    return Order(
        before=before - (child < parent),
        between=max(0, until - bisect_right(told.times, parent)),
        others=len(told.times) - 2,
    )
