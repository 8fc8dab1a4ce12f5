"""How many independent origins, in all likelihood: an estimate with a 90 % interval, from calibrated chances.

Every possible origin of a claim (a named root, or a group of reports without a named one) is a further one with a
chance that a log-linear model gives it; origins that stand behind statements which no claim has joined come by a
Poisson law. The number of origins is 1 (there is always one), the sum of those chances, and the missed ones: its
distribution is computed exactly. Weights: ``models/origins.tsv``, trained by ``training/origins.py`` on worlds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare.origins import Root, is_relay
from twosource.model import Level, Statement
from twosource.resources import exists, read_rows

MOST = 24
"""Origins beyond which none is counted."""
TAIL = 0.05
"""Share of the chances on either side of the interval."""
UNREAD = 0.2
"""Origins of a claim that reading overlooks at least: of real reports it misses one statement in eight or nine.

The model has learnt from simulated news, which is read better. The interval allows for it, the estimate does not.
"""

Features = Mapping[str, float]
Weights = Mapping[str, float]
Chances = NDArray[np.float64]


class Backer(Struct, frozen=True):
    """A statement that stands behind a claim, with its root.

    ``sure``: surely of this claim; ``telling``: the number of its wording among those of its root; ``joined``: a chain
    of doubts makes its root one with another of the claim (``apart.chained``); ``doubt``: the rule by which it may be
    one with another; ``figures``: what it counts; ``strand``: what it shares with those to which it is surely alike;
    ``echo``: another root of the claim has its words; ``told``: how many statements its article has.
    """

    root: Root
    statement: Statement
    article: str
    sure: bool
    telling: int
    joined: bool = False
    doubt: str | None = None
    language: str = ""
    figures: frozenset[tuple[str | None, float]] = frozenset()
    strand: int = 0
    echo: bool = False
    told: int = 0


class Possible(Struct, frozen=True):
    """A possible origin: what speaks for its being a further one, as features of the model."""

    features: Features


class Evidence(Struct, frozen=True):
    """What is known of the origins of a claim at one level: the possible ones, the surest first; the claim itself."""

    possible: tuple[Possible, ...]
    claim: Features


def evidence(backers: Sequence[Backer], level: Level, sides: Mapping[str, str], articles: int) -> Evidence:
    """Lay out what is known of the origins of a claim; ``articles``: how many the story has."""
    groups: dict[str, list[Backer]] = {}
    for backer in backers:
        groups.setdefault(_at(backer, level, sides), []).append(backer)
    ranked = sorted(groups.values(), key=lambda g: (not g[0].root.named, not _is_plain(g), not _is_sure(g), -len(g)))
    named = any(group[0].root.named for group in ranked)
    main = _main(backers)
    return Evidence(
        tuple(_possible(group, ranked, main, named=named) for group in ranked), _of_claim(ranked, backers, articles)
    )


def _main(backers: Sequence[Backer]) -> int:
    """Give the strand that most articles of a claim have, the first of equals."""
    told: dict[int, set[str]] = {}
    for backer in backers:
        told.setdefault(backer.strand, set()).add(backer.article)
    return min(told, key=lambda strand: (-len(told[strand]), strand))


def _is_plain(group: Sequence[Backer]) -> bool:
    return any(b.root.plain and b.sure for b in group)


def _is_sure(group: Sequence[Backer]) -> bool:
    return any(b.sure for b in group)


def _of_claim(ranked: Sequence[Sequence[Backer]], backers: Sequence[Backer], articles: int) -> Features:
    """Say what bears on the number of origins that no statement of the claim shows."""
    named = [group for group in ranked if group[0].root.named]
    apart = sum(1 for group in named if _is_plain(group) and not all(b.joined for b in group))
    told, total, main = len({backer.article for backer in backers}), max(1, len(backers)), _main(backers)
    found = {
        "": 1.0,
        "claim": math.log(max(1, told)),
        "story": math.log(max(1, articles)),
        "statements": math.log(total),
        "unnamed": float(not named),
        "named": float(len(named)),
        "none apart": float(apart == 0),
        "one apart": float(apart == 1),
        "none open": float(len(named) == len(ranked)),
        "direct": sum(b.statement.kind == "direct" for b in backers) / total,
        "own": sum(b.statement.kind == "own" for b in backers) / total,
        "strands": math.log(len({b.strand for b in backers}) or 1),
        "aside": sum(b.strand != main for b in backers) / total,
        "unsure": sum(not b.sure for b in backers) / total,
        "languages": float(len({b.language for b in backers}) > 1),
        "figure": float(any(b.figures for b in backers)),
        "told": _fullness(backers),
    }
    return {f"missed:{name}".rstrip(":"): value for name, value in found.items()}


def _at(backer: Backer, level: Level, sides: Mapping[str, str]) -> str:
    """Give what two backers share that are one origin at a level."""
    root = backer.root
    if not root.named:
        return root.key
    if level == "utterance":
        return f"{root.key}/{backer.telling}"
    if level == "person":
        return root.person or root.organisation
    return root.organisation if level == "organisation" else sides.get(root.organisation, root.organisation)


def _possible(group: Sequence[Backer], ranked: Sequence[Sequence[Backer]], main: int, *, named: bool) -> Possible:
    root, kind = group[0].root, "named" if group[0].root.named else "open"
    mine, others = (
        _figures(group),
        frozenset[tuple[str | None, float]]().union(*(_figures(one) for one in ranked if one is not group)),
    )
    told = {
        "": True,
        "sure": _is_sure(group),
        "plain": root.named and _is_plain(group),
        "joined": all(b.joined for b in group),
        "relay": root.named and any(is_relay(b.root) for b in group),
        "agency": any(reason.code == "through-agency" for reason in root.reasons),
        "direct": any(b.statement.kind == "direct" for b in group),
        "figure": bool(mine),
        "same figure": bool(mine & others),
        "own figure": bool(mine) and not mine & others and not {k for k, _ in mine}.isdisjoint(k for k, _ in others),
        "own": all(b.statement.kind == "own" for b in group),
        "lone": len(group) == 1,
        "aside": all(b.strand != main for b in group),
        "echo": all(b.echo for b in group),
        "beside": any(reason.code == "stands-beside" for reason in root.reasons),
        "hearsay": all(b.statement.certainty in {"hearsay", "possible"} for b in group),
        f"type:{root.type}": True,
        f"doubt:{group[0].doubt}": group[0].doubt is not None,
        f"by:{_told_by(group)}": not root.named,
        "own text": root.named and any(reason.code == "own-text" for reason in root.reasons),
        f"key:{root.organisation.partition(':')[0]}": root.named,
        "with named": named,
    }
    features = {f"{kind}:{name}".rstrip(":"): 1.0 for name, holds in told.items() if holds}
    articles = math.log(len({b.article for b in group}))
    return Possible({**features, f"{kind}:articles": articles, f"{kind}:told": _fullness(group)})


def _figures(group: Sequence[Backer]) -> frozenset[tuple[str | None, float]]:
    return frozenset[tuple[str | None, float]]().union(*(backer.figures for backer in group))


def _told_by(group: Sequence[Backer]) -> str:
    """Give the kind of teller that is described where none is named."""
    chain = group[0].statement.chain
    return chain[0].type if chain and chain[0].name != "?" else "nobody"


def _fullness(backers: Sequence[Backer]) -> float:
    """Say how much the articles of some statements tell: about 0 for one of six statements."""
    return math.log(1 + sum(b.told for b in backers) / max(1, len(backers))) - 2


def chance(features: Features, weights: Weights) -> float:
    """Give the chance of a possible origin, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-_sum(features, weights)))


def _sum(features: Features, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def distribution(evidence: Evidence, weights: Weights, unread: float = 0.0) -> Chances:
    """Give the chance of every number of origins, 0 to ``MOST``; ``unread``: how many are missed at least."""
    chances = [chance(one.features, weights) for one in evidence.possible[1:]]
    missed = max(unread, math.exp(min(3.0, _sum(evidence.claim, weights))))
    found = np.zeros(MOST + 1)
    found[1] = 1.0
    for value in chances:
        found = found * (1 - value) + np.concatenate([[0.0], found[:-1]]) * value
    law = np.array([math.exp(-missed + n * math.log(missed) - math.lgamma(n + 1)) for n in range(MOST + 1)])
    total = np.convolve(found, law)[: MOST + 1]
    shares: Chances = total / total.sum()
    return shares


def at_least(chances: Chances, shown: int) -> Chances:
    """Give the chances where so many origins are shown: no fewer can be."""
    kept = np.where(np.arange(len(chances)) >= min(shown, MOST), chances, 0.0)
    total = kept.sum()
    if total <= 0.0:
        kept = np.where(np.arange(len(chances)) == min(shown, MOST), 1.0, 0.0)
        total = 1.0
    shares: Chances = kept / total
    return shares


def likeliest(chances: Chances) -> int:
    """Give the likeliest number of origins, the lower one of equals."""
    return int(chances.argmax())


def interval(chances: Chances) -> tuple[int, int]:
    """Give the shortest stretch of numbers that holds 90 % of the chances, the lower one of equals."""
    total = np.concatenate([[0.0], np.cumsum(chances)])
    least, size = 1 - 2 * TAIL - 1e-9, len(chances)
    enough = total[None, 1:] - total[:-1, None] >= least  # a row for each lower end
    lows = np.flatnonzero(enough.any(axis=1))
    if not len(lows):
        return 0, size - 1
    widths = enough[lows].argmax(axis=1) - lows
    best = int(widths.argmin())
    return int(lows[best]), int(lows[best] + widths[best])


@cache
def weights(level: Level) -> Weights:
    """Read the weights of a level; none where no model is at hand."""
    if not exists("models/origins.tsv"):
        return {}
    return {row[1]: float(row[2]) for row in read_rows("models/origins.tsv") if row[0] == level}
