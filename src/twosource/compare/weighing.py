"""How sure a finding about two statements is: signs for it and against it, weighed by a table fitted on worlds.

What a person would look at before believing it: are both statements of one matter, one place, one time, and is each
surely told by whom we think?
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from twosource.compare.propositions import days_apart
from twosource.compare.tellings import Telling, voice
from twosource.resources import exists, read_rows

STEPS = (0.15, 0.3, 0.45, 0.6, 0.8)
"""Likeness, in steps."""
MANY = (1, 2, 4)


@cache
def table(name: str) -> Mapping[str, float]:
    """Read the weight of each sign; none where none was learnt."""
    return {row[0]: float(row[1]) for row in read_rows(name)} if exists(name) else {}


def weighed(held: frozenset[str], weights: Mapping[str, float]) -> float:
    """Give the chance that signs speak for, by the weight of each."""
    score = math.fsum(weights.get(sign, 0.0) for sign in sorted(held))
    return round(1 / (1 + math.exp(-score)), 3)


def named(found: set[str], kind: str) -> frozenset[str]:
    """Add what stands for every finding, and for every one of a kind."""
    return frozenset(found | {"always", f"{kind}: always"})


def matter(left: Telling, right: Telling, alike: float) -> Iterator[str]:
    """Give the signs that two statements are of one matter, and that they are not."""
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
    if days_apart(a, b):
        yield "days apart"


def told(left: Telling, right: Telling) -> Iterator[str]:
    """Give the signs of how plainly each statement is told, and by whom."""
    for side, telling in (("left", left), ("right", right)):
        who = voice(telling)
        if who is not None and (telling.root.plain or not telling.root.named):
            yield f"{side} plainly told"
        if who is None:
            yield f"{side} by nobody"
        if telling.proposition.own and not telling.bare:
            yield f"{side} unread"
        if not telling.proposition.whole:
            yield f"{side} fragment"
        if telling.proposition.statement.certainty in {"possible", "probable", "hearsay"}:
            yield f"{side} unsure"
    if left.root.named and left.root.key == right.root.key:
        yield "one root"
