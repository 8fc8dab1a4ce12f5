"""How likely a conflict that a rule finds is one: by what shows that both sides speak of one thing.

The rules of ``conflicts`` name what may be opposed. What a person would look at before believing it (are both of
one matter, one place, one time, and is each surely told by whom we think) is laid out as signs and weighed by a small
table, fitted on worlds by ``training/conflicts.py``. Only the sure ones are told as conflicts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.compare.conflicts import Clash, Telling
from twosource.compare.figures import is_exact, named_number
from twosource.compare.propositions import TOLLS, class_of
from twosource.resources import exists, read_rows

TABLE = "models/conflicts.tsv"
SURE = 0.75
"""Chance from which a conflict is told; below it two statements only may differ."""
STEPS = (0.15, 0.3, 0.45, 0.6, 0.8)
"""Likeness, in steps."""
HOURS = (1, 4, 12, 24, 48)
TIMES = (1.25, 2, 4)
"""Times that the larger number is the smaller one, in steps."""
MANY = (1, 2, 4)


def chance(clash: Clash, tellings: Sequence[Telling], alike: NDArray[np.float64] | None) -> float:
    """Give the chance that a clash is a conflict; 1 where nothing was learnt, or the statements' likeness is not known.

    Numbers that fit are weighed by no one: that they fit is all that is said.
    """
    weights = _weights()
    if not weights or alike is None or clash.relation == "agree":
        return 1.0
    return weighed(signs(clash, tellings, alike), weights)


def weighed(held: frozenset[str], weights: Mapping[str, float]) -> float:
    """Give the chance that signs speak for, by the weight of each."""
    score = math.fsum(weights.get(sign, 0.0) for sign in sorted(held))
    return round(1 / (1 + math.exp(-score)), 3)


@cache
def _weights() -> Mapping[str, float]:
    return {row[0]: float(row[1]) for row in read_rows(TABLE)} if exists(TABLE) else {}


def signs(clash: Clash, tellings: Sequence[Telling], alike: NDArray[np.float64]) -> frozenset[str]:
    """Lay out what speaks for a clash and against it, each sign for all rules and for the rule of the clash."""
    left, right = tellings[clash.left], tellings[clash.right]
    found = {*_matter(left, right, float(alike[clash.left, clash.right])), *_told(left, right), *_when(left, right)}
    if clash.figures is not None:
        found |= {*_numbers(clash, tellings)}
    if clash.relation in {"denial", "reversal"}:
        found |= {*_denied(left, right)}
    if clash.relation == "status change":
        found |= {*_planned(left, right)}
    every = {"always", *found}
    return frozenset(every | {f"{clash.rule}: {sign}" for sign in every})


def _matter(left: Telling, right: Telling, alike: float) -> Iterator[str]:
    yield from (f"alike {step}" for step in STEPS if alike >= step)
    a, b = left.proposition, right.proposition
    shared = a.features & b.features
    for kind in "wetp":
        count = sum(feature[0] == kind for feature in shared)
        yield from (f"shared {kind} {step}" for step in MANY if count >= step)
    one, other = ({f for f in p.features if f[0] == "p"} for p in (a, b))
    if one and other and not one & other:
        yield "classes apart"
    if a.language != b.language:
        yield "two languages"
    if a.article == b.article:
        yield "one article"
    if a.places and b.places and not a.places & b.places:
        yield "places apart"
    days = [{t.from_[:10] for t in p.times if t.from_} for p in (a, b)]
    if all(days) and not days[0] & days[1]:
        yield "days apart"


def _told(left: Telling, right: Telling) -> Iterator[str]:
    for side, telling in (("left", left), ("right", right)):
        statement = telling.proposition.statement
        yield f"{side} {statement.kind}"
        if telling.root.named and telling.root.plain:
            yield f"{side} plainly told"
        if not telling.root.named:
            yield f"{side} by nobody"
        if telling.proposition.own and not telling.bare:
            yield f"{side} unread"
        if not telling.proposition.whole:
            yield f"{side} fragment"
        if statement.certainty in {"possible", "probable", "hearsay"}:
            yield f"{side} unsure"
    if left.root.named and left.root.key == right.root.key:
        yield "one root"
    if left.root.type != right.root.type:
        yield "two types of root"


def _when(left: Telling, right: Telling) -> Iterator[str]:
    if left.time is None or right.time is None:
        yield "no clock"
        return
    hours = (datetime.fromisoformat(right.time) - datetime.fromisoformat(left.time)).total_seconds() / 3600
    yield from (f"after {step} h" for step in HOURS if hours > step)
    if hours < 0:
        yield "before"


def _numbers(clash: Clash, tellings: Sequence[Telling]) -> Iterator[str]:
    a, b = clash.figures or ()
    kind = class_of(a)
    yield "toll" if kind in TOLLS else "counted" if a.counted or b.counted else "unit"
    small, large = sorted((named_number(a), named_number(b)))
    yield from (f"times {step}" for step in TIMES if large > step * max(small, 1.0))
    if not (is_exact(a) and is_exact(b)):
        yield "inexact"
    if named_number(b) < named_number(a):
        yield "falls"
    for side, figure in (("left", a), ("right", b)):
        told = {
            t.proposition.article
            for t in tellings
            for f in t.proposition.figures
            if (f.low, f.high) == (figure.low, figure.high)
        }
        yield from (f"{side} told by {step}" for step in MANY if len(told) > step)
    sides = (tellings[clash.left].proposition, tellings[clash.right].proposition)
    if any(sum(class_of(f) == kind for f in p.figures) > 1 for p in sides):
        yield "several figures"


def _denied(left: Telling, right: Telling) -> Iterator[str]:
    statement = right.proposition.statement
    yield "by a cue" if statement.certainty == "denied" else "by a negation"
    if right.proposition.denied:
        yield "outright"
    if left.proposition.own:
        yield "of an own word"
    if right.taken_back:
        yield "taken back"


def _planned(left: Telling, right: Telling) -> Iterator[str]:
    yield f"plan {left.proposition.statement.certainty}"
    yield f"tense {left.proposition.tense or 'none'}"
    yield f"done {right.proposition.statement.certainty}"
    pairs = [(a, b) for a in left.proposition.figures for b in right.proposition.figures if class_of(a) and class_of(b)]
    if pairs:
        same = any((a.low, a.high) == (b.low, b.high) for a, b in pairs)
        yield "one number" if same else "other numbers"
