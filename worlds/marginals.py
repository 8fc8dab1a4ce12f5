"""What a world looks like in numbers, beside the published figures that ``standard`` follows."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from worlds import truth_claims, truth_pairs
from worlds.facets import FACETS
from worlds.page import Placed
from worlds.truth import Told

_DEEP = frozenset({"paraphrase", "translation", "new lead", "new title"})


class Marginal(Struct, frozen=True):
    """One figure, what it should be near, and who says so."""

    name: str
    value: float
    target: str
    source: str


def marginals(every: Sequence[Told]) -> tuple[Marginal, ...]:
    """Measure a world."""
    relations = [row for one in every for row in truth_pairs.relations(one)]
    kinds = Counter(row.relation for row in relations)
    pairs = max(1, len(relations))
    return (
        Marginal("articles", sum(len(one.held) for one in every), "", ""),
        Marginal("stories", len(every), "", ""),
        Marginal("characters an article, median", _length(every), "900 to 2,500", "ordinary web news"),
        Marginal(
            "share of untranslated text not taken over literally",
            _original(every),
            "about .33",
            "Cagé et al.: 32.6 % original",
        ),
        Marginal("stories reproduced within four minutes", _fast(every), "about .25", "Cagé et al."),
        Marginal("wires with reuse in the pile", _reused(every), "about .52", "agency reuse studies"),
        Marginal("reused sentences that are not literal", _changed(every), "more than .5", "agency reuse studies"),
        Marginal(
            "common source, share of pairs", kinds["common source"] / pairs, ".5 to .76", "180 pairs read by hand: 137"
        ),
        Marginal("copies, share of pairs", kinds["copies"] / pairs, "about .02", "180 pairs: 3"),
        Marginal("shared quotation, share of pairs", kinds["shared quotation"] / pairs, "about .03", "180 pairs: 5"),
        Marginal(
            "independent, share of pairs", kinds["independent"] / pairs, ".12 to .35", "180 pairs: 22, 13 cannot tell"
        ),
        Marginal(
            "three-word runs of siblings in common, of all", _siblings(every, relations)[0], "about .30", "NEWS-COPY"
        ),
        Marginal("three-word runs of siblings in common, of the shorter", _siblings(every, relations)[1], "", ""),
        Marginal(
            "count claims with one true organisation",
            _one_origin(every),
            "more than .5",
            "one monitor behind most counts",
        ),
        Marginal("statements without a visible teller", _unsourced(every), "", ""),
        Marginal("conflicts a story", _mean(every, "conflicts"), "", ""),
        Marginal("drifts a story", _mean(every, "drifts"), "", ""),
    )


def _length(every: Sequence[Told]) -> float:
    return float(statistics.median(len(page.text) for one in every for page in one.held))


def _original(every: Sequence[Told]) -> float:
    total = taken = 0
    for one in every:
        for page in one.held:
            for placed in page.lines:
                if placed.titled or page.draft.version_of or _apart(placed):
                    continue
                total += len(placed.rich.text)
                if placed.line.parent and not _DEEP & set(placed.line.ops):
                    taken += len(placed.rich.text)
    return 1 - taken / max(1, total)


def _apart(placed: Placed) -> bool:
    """Leave out furniture, and what was translated: the published figure is of one language."""
    return placed.line.table.startswith("page.") or "translation" in placed.line.ops


def _fast(every: Sequence[Told]) -> float:
    """Give the share of stories of which some text is reproduced within four minutes of its release."""
    hits = stories = 0
    for one in every:
        gaps = [
            (page.draft.at - one.pages[parent].draft.at).total_seconds() / 60
            for page in one.held
            for parent in page.draft.parents
            if parent in one.pages and not page.draft.version_of and one.pages[parent].draft.newsroom
        ]
        stories += bool(one.held)
        hits += bool(gaps) and min(gaps) <= 4
    return hits / max(1, stories)


def _reused(every: Sequence[Told]) -> float:
    wires = used = 0
    for one in every:
        behind = {one.homes.get(placed.line.parent) for page in one.held for placed in page.lines if placed.line.parent}
        for name, page in one.pages.items():
            if page.draft.hidden and page.draft.source_type == "agency":
                wires += 1
                used += name in behind
    return used / max(1, wires)


def _changed(every: Sequence[Told]) -> float:
    ops = [
        placed.line.ops
        for one in every
        for page in one.held
        if not page.draft.version_of
        for placed in page.lines
        if placed.line.parent and not placed.titled
    ]
    return sum(1 for op in ops if op != ("verbatim",)) / max(1, len(ops))


_SIBLINGS = 3
"""Sentences of one ancestor from which on two articles are taken as siblings here."""


def _siblings(every: Sequence[Told], relations: Sequence[truth_pairs.RelationRow]) -> tuple[float, float]:
    """Measure siblings of one language: the share of all three-word runs that is common, and of the shorter's."""
    language = {one.ids[page.draft.id]: page.draft.language for one in every for page in one.held}
    found = [
        row
        for row in relations
        if row.relation == "common source" and row.lines >= _SIBLINGS and language[row.earlier] == language[row.later]
    ]
    if not found:
        return 0.0, 0.0
    return statistics.fmean(row.shared for row in found), statistics.fmean(row.contained for row in found)


def _one_origin(every: Sequence[Told]) -> float:
    claims = [
        row.independent["organisation"]
        for one in every
        for row in truth_claims.claims(one, truth_claims.grouped(one))
        if FACETS.get(row.id.partition(".")[2]) and FACETS[row.id.partition(".")[2]].value == "count"
    ]
    return sum(1 for count in claims if count == 1) / max(1, len(claims))


def _unsourced(every: Sequence[Told]) -> float:
    seats = [seat for one in every for seat in one.seats if seat.row.field == "text"]
    return sum(1 for seat in seats if not seat.telling.chain) / max(1, len(seats))


def _mean(every: Sequence[Told], what: str) -> float:
    groups = [(one, truth_claims.grouped(one)) for one in every]
    if what == "conflicts":
        count = sum(1 for one, group in groups for _ in truth_claims.conflicts(one, group))
    else:
        count = sum(1 for one, group in groups for _ in truth_claims.drifts(one, group))
    return count / max(1, len(every))


def alone(every: Sequence[Told], operator: str) -> tuple[float, float, float, float]:
    """Measure one operator: sentences (or articles) changed, three-word runs kept, drifts and conflicts a story."""
    articles = [page.draft for one in every for page in one.held if page.draft.parents]
    changed = taken = 0
    kept: list[float] = []
    for one in every:
        lines = {placed.line.uid: placed for page in one.pages.values() for placed in page.lines}
        for page in one.held:
            for placed in page.lines:
                parent = lines.get(placed.line.parent)
                if (
                    parent is not None
                    and not placed.titled
                    and (operator == "translation" or _one_language(parent, placed))
                ):
                    taken += 1
                    changed += operator in placed.line.ops
                    before, after = truth_pairs.three_grams(parent.rich.text), truth_pairs.three_grams(placed.rich.text)
                    kept.append(len(before & after) / max(1, len(before)))
    mean = statistics.fmean(kept) if kept else 1.0
    share = sum(1 for draft in articles if operator in draft.ops) / max(1, len(articles))
    return max(share, changed / max(1, taken)), mean, _mean(every, "drifts"), _mean(every, "conflicts")


def _one_language(one: Placed, other: Placed) -> bool:
    return one.line.family[:2] == other.line.family[:2]
