"""How likely a drift that a rule finds is one: by what shows that the poorer statement came of the fuller one.

None is left out for it: what worlds teach dropped drifts of real reports (the seeds). Of several the likeliest is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from twosource.compare.changes import Change, Tie, Told
from twosource.compare.retellings import Retelling, likeness
from twosource.compare.weighing import MANY, matter, named, table, told, weighed
from twosource.compare.wording import Wording, shared

TABLE = "models/drifts.tsv"
PARTS = (0.2, 0.4, 0.6, 0.8, 0.95)


def chance(held: frozenset[str]) -> float:
    """Give the chance that a drift with some signs is one; 1 where nothing was learnt, and on a known way.

    Where it is told which of two articles took from which, the rules are strict enough: worlds would teach otherwise,
    but the wordings of worlds are not those of news.
    """
    weights = table(TABLE)
    return weighed(held, weights) if weights and "of the parent" not in held else 1.0


def signs(
    change: Change, laid: Told, alike: NDArray[np.float64], tied: Mapping[frozenset[str], Tie], wording: Wording
) -> frozenset[str]:
    """Lay out what speaks for a drift and against it, each sign for all kinds and for its kind."""
    fuller, poorer = laid[change.left], laid[change.right]
    left, right = fuller.telling, poorer.telling
    found = {*matter(left, right, float(alike[change.left, change.right])), *told(left, right)}
    found |= {*_words(fuller, poorer, wording), *_way(change, fuller, poorer, tied), *_others(laid, fuller, poorer)}
    return named(found, change.kind)


def _words(fuller: Retelling, poorer: Retelling, wording: Wording) -> Iterator[str]:
    if fuller.proposition.language == poorer.proposition.language:
        same = likeness(fuller, poorer)
        yield from (f"words {part}" for part in PARTS if same >= part)
    common = shared(wording, fuller.proposition, poorer.proposition)
    yield from (f"wording {part}" for part in PARTS if common >= part)


def _way(change: Change, fuller: Retelling, poorer: Retelling, tied: Mapping[frozenset[str], Tie]) -> Iterator[str]:
    tie = tied.get(frozenset({fuller.article, poorer.article}))
    yield f"tie {tie.basis}" if tie else "no tie"
    unnamed = tie is None and change.basis == "derivation"  # it leans on media that it does not name
    if unnamed or (tie and tie.parent == fuller.article):
        yield "of the parent"


def _others(laid: Told, fuller: Retelling, poorer: Retelling) -> Iterator[str]:
    """Tell how many articles name the teller of the fuller statement, and how many nobody."""
    body = fuller.telling.root.organisation
    naming = {one.article for one in laid if one.hops and one.telling.root.organisation == body}
    bare = {one.article for one in laid if one.telling.bare}
    heirs = poorer.telling.root
    if heirs.named and heirs.organisation == body:
        yield "traced to it"
    yield from (f"named by {step}" for step in MANY if len(naming) > step)
    yield from (f"bare in {step}" for step in MANY if len(bare) > step)
