"""What changed between the statements of one claim that derive from each other or lean on one source.

Which articles are compared is settled here: those that a relation ties, and those that tell the claim in the same
words. In a large claim an article is held against the few that tell it most alike, so that the work grows with the
articles and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare import shifts, suspects
from twosource.compare.changes import Change, Tie, Told, between, certainty, lost, may_be_lost, most_alike, uncredited
from twosource.compare.origins import SHARED, shares_wording
from twosource.compare.retellings import Retelling, chain_words, is_verbatim, lay, spoken
from twosource.compare.tellers import is_unnamed_medium
from twosource.compare.tellings import Telling
from twosource.compare.wording import Wording
from twosource.model import Relation
from twosource.text import fold

NEAREST = 10
"""Articles that one is held against in a claim: those that tell it most alike."""
LIKELIEST, SEEN = 5, 4
"""Statements that one may have drifted from which are weighed, and claims beside both that are told apart."""
KNOWN = 0.15
"""What a way whose direction is known is worth beside another way, in chance."""
WORDED = 0.4
"""Likeness that two statements in nearly the same words have at least."""


class Desk(Struct, frozen=True):
    """Whose texts the articles are: agencies by article, those that credit one, bodies' own texts."""

    agencies: Mapping[str, str]
    crediting: frozenset[str]
    officials: frozenset[str]


Ties = Mapping[frozenset[str], Tie]


def ties(relations: Sequence[Relation], desk: Desk) -> dict[frozenset[str], Tie]:
    """Give the pairs of articles that derive from each other or from one source."""
    found: dict[frozenset[str], Tie] = {}
    for relation in relations:
        pair = frozenset({relation.earlier, relation.later})
        source = next((article for article in sorted(pair) if article in desk.officials), None)
        if relation.relation == "copies":
            parent = relation.earlier if relation.direction != "unknown" else None
            unnamed = desk.agencies.get(relation.earlier) if parent and relation.later not in desk.crediting else None
            found[pair] = Tie("derivation", parent, unnamed, source, relation.confidence)
        elif relation.relation == "common source":
            found[pair] = Tie("common source", None, None, source, relation.confidence)
    return found


def find(
    tellings: Sequence[Telling],
    tied: Ties,
    wording: Wording,
    alike: NDArray[np.float64] | None = None,
    context: shifts.Around = shifts.NOTHING,
) -> list[Change]:
    """Find the drifts of one claim, the likeliest of each kind for each article that it led to.

    ``alike``: how alike every two of the tellings are, as a square; where it is not known, all of them, and whatever
    the rules find is told. ``context``: what stands around them in their articles.
    """
    near = np.ones((len(tellings), len(tellings))) if alike is None else alike
    every = candidates(tellings, tied, wording, near, context)
    if alike is None:
        told = [(change, 1.0) for change, held in every if shifts.RULED in held and shifts.BEFORE not in held]
    else:
        sure = ((change, held) for change, held in every if shifts.chance(held) >= shifts.SURE)
        told = [(change, max(shifts.SURE, shifts.weight(held))) for change, held in sure]  # the trusted ones last
    return _one_way_each(tellings, told, near)


def candidates(
    tellings: Sequence[Telling],
    tied: Ties,
    wording: Wording,
    near: NDArray[np.float64],
    context: shifts.Around,
) -> list[tuple[Change, frozenset[str]]]:
    """Give all that the rules find in a claim, with the signs for it and against it."""
    told = [lay(telling) for telling in tellings]
    of: dict[str, list[int]] = {}
    for i, one in enumerate(told):
        of.setdefault(one.article, []).append(i)
    found: list[Change] = []
    wide: list[Change] = []
    for left, right in _pairs(of, near):
        tie = tied.get(frozenset({left, right})) or _worded(told, of[left], of[right], near)
        if tie is not None:
            close = [(i, j) for i in of[left] for j in of[right] if near[i, j] >= WORDED]
            found += between(told, of[left], of[right], tie, close)
            wide += suspects.between(told, of[left], of[right], tie, near)
    found += _by_wording(told, wording, tied, near)
    found += _through_media(told)
    found, wide = ([one for one in some if _may_be(one, told)] for some in (found, wide))
    beside = [shifts.surroundings(context, one.proposition) for one in told]
    ruled = {(change.kind, change.left, change.right) for change in found}
    likely = (
        change for change in _likeliest(wide, near, beside) if (change.kind, change.left, change.right) not in ruled
    )
    kept = sorted({*found, *likely}, key=lambda c: (c.basis != "derivation", c.left, c.right, c.kind))
    kin = {right: shifts.kindred(told, beside, right) for right in {change.right for change in kept}}
    scene = shifts.Scene(told, near, tied, wording, context, beside, kin, spoken(told))
    first = set(_nearest(told, kept))
    return [
        (
            change,
            shifts.signs(change, scene, ruled=(change.kind, change.left, change.right) in ruled, first=change in first),
        )
        for change in kept
    ]


def _may_be(change: Change, told: Told) -> bool:
    return change.kind != "attribution lost" or may_be_lost(told[change.left], told[change.right])


def _likeliest(wide: Sequence[Change], near: NDArray[np.float64], beside: Sequence[shifts.Beside]) -> Iterator[Change]:
    """Keep of all that one statement may have drifted from the few that it is likeliest to come of."""
    found: dict[tuple[str, int], list[Change]] = {}
    for change in wide:
        found.setdefault((change.kind, change.right), []).append(change)

    def likelihood(change: Change) -> tuple[int, float, int]:
        common = len(beside[change.left].claims & beside[change.right].claims)
        return min(common, SEEN), near[change.left, change.right], -change.left

    for those in found.values():
        yield from sorted(those, key=likelihood, reverse=True)[:LIKELIEST]


def _pairs(of: Mapping[str, Sequence[int]], near: NDArray[np.float64]) -> list[tuple[str, str]]:
    """Give the articles to be compared, two by two: each with those that tell the claim most alike."""
    articles = sorted(of)
    order = [i for article in articles for i in of[article]]
    begins = np.cumsum([0, *(len(of[article]) for article in articles[:-1])])
    laid = near[np.ix_(order, order)]
    best = np.maximum.reduceat(np.maximum.reduceat(laid, begins, axis=0), begins, axis=1)
    np.fill_diagonal(best, -1.0)
    if len(articles) <= NEAREST + 1:
        rows, columns = np.triu_indices(len(articles), 1)
    else:
        first = np.argsort(-best, axis=1, kind="stable")[:, :NEAREST]
        chosen = np.zeros_like(best, dtype=bool)
        np.put_along_axis(chosen, first, values=True, axis=1)
        rows, columns = np.nonzero(np.triu(chosen | chosen.T, 1))
    return [(articles[i], articles[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]


def _nearest(told: Told, found: Sequence[Change]) -> list[Change]:
    """Leave out what came of a sentence that another article already printed as poor, word for word, before."""
    first: dict[object, str] = {}
    for one in sorted(told, key=lambda t: (t.telling.time or "~", t.article)):
        first.setdefault(_as_told(one), one.article)
    return [
        change
        for change in found
        if told[change.right].telling.time is None
        or first[_as_told(told[change.right])] in {told[change.right].article, told[change.left].article}
    ]


def _as_told(one: Retelling) -> object:
    """Give the words of a telling with its tellers and its certainty."""
    hops = tuple(hop.name for hop in one.hops)
    return " ".join(map(fold, one.spelt)), hops, one.proposition.statement.certainty


def _worded(told: Told, left: Sequence[int], right: Sequence[int], near: NDArray[np.float64]) -> Tie | None:
    """Tie two articles that tell the claim in nearly the same words, enough of them, whatever else they are."""
    pairs = ((i, j) for i in left for j in right if near[i, j] >= WORDED)
    return Tie("common source", None) if any(is_verbatim(told[i], told[j]) for i, j in pairs) else None


def _one_way_each(
    tellings: Sequence[Telling], found: Sequence[tuple[Change, float]], near: NDArray[np.float64]
) -> list[Change]:
    """Keep one drift of a kind for each article that it led to: from the likeliest article, of the likest statements.

    Of several articles that are as likely the latest; one on a known way is likelier.
    """
    led: dict[tuple[str, str], list[tuple[Change, float]]] = {}
    for change, chance in sorted(found, key=lambda one: tellings[one[0].left].time or "", reverse=True):
        known = KNOWN if change.basis == "derivation" else 0.0
        led.setdefault((change.kind, tellings[change.right].proposition.article), []).append((change, chance + known))
    kept: list[Change] = []
    for those in led.values():
        first, _ = max(those, key=lambda one: one[1])
        parent = tellings[first.left].proposition.article
        of_it = [one for one in those if tellings[one[0].left].proposition.article == parent]
        best, _ = max(of_it, key=lambda one: (round(float(near[one[0].left, one[0].right]), 1), one[1]))
        kept.append(best)
    return sorted(kept, key=lambda c: (c.left, c.right, c.kind))


def _by_wording(told: Told, wording: Wording, tied: Ties, near: NDArray[np.float64]) -> Iterator[Change]:
    """Find attributions lost between statements that share their wording, whatever the articles are to each other."""
    if not wording:
        return
    attributed = np.array([not one.proposition.own for one in told])
    bare = np.array([one.telling.bare for one in told])
    for i, j in np.argwhere((near >= SHARED) & attributed[:, np.newaxis] & bare).tolist():
        a, b = told[i], told[j]
        if a.article == b.article or not uncredited(a, b):
            continue
        if frozenset({a.article, b.article}) not in tied and shares_wording(a.proposition, b.proposition, wording):
            before, after = chain_words(a.proposition), chain_words(b.proposition)
            yield Change("attribution lost", i, j, "common source", before, after)


def _through_media(told: Told) -> Iterator[Change]:
    """Find what is lost where an article leans on media that it does not name ("local media reported").

    What it leans on is taken to be the earliest article that tells the claim after somebody.
    """
    for j, child in enumerate(told):
        if child.telling.time is None or not any(map(is_unnamed_medium, child.proposition.statement.chain)):
            continue
        before = [i for i, one in enumerate(told) if _is_before(one, child)]
        if not before:
            continue
        first = min(before, key=lambda i: (told[i].telling.time or "", i))
        i, _ = most_alike(told, [i for i in before if told[i].article == told[first].article], [j])
        kept = [hop.name for hop in child.hops if not is_unnamed_medium(hop)]
        if lost([hop.name for hop in told[i].hops], kept):
            words = chain_words(told[i].proposition), chain_words(child.proposition)
            yield Change("attribution lost", i, j, "derivation", *words)
        yield from certainty(told, i, j, Tie("derivation", told[i].article))


def _is_before(one: Retelling, child: Retelling) -> bool:
    told = one.hops and not any(map(is_unnamed_medium, one.proposition.statement.chain))
    return bool(one.article != child.article and told) and (one.telling.time or "~") < (child.telling.time or "")
