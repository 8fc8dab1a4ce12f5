"""Passages: shared wording, in characters, after Potthast et al. 2010 (plagdet)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from twosource.evaluate.dataset import Dataset, GoldArticle
from twosource.evaluate.measures import Prf, Row, counted, prf_rows, share
from twosource.evaluate.stretches import common, length, merged
from twosource.model import Dossier, Place, Span
from twosource.text import fold, overlap, words

RUN = 8
"""Words of a run that the baseline takes as shared wording."""
NAIVE = "exact runs of 8 words"
CUTS = tuple(cut / 100 for cut in range(2, 100, 2))
"""Shares of likeness from which a baseline, at its best, takes two articles for one text."""

Pair = tuple[str, str]


class Case(Struct, frozen=True, order=True):
    """Two stretches, of the articles of one pair, that share wording."""

    left: Span
    right: Span


Cases = Mapping[Pair, Sequence[Case]]


class Detection(Struct, frozen=True):
    """The measures of PAN; ``micro`` counts characters, ``macro`` averages cases."""

    micro: Prf
    macro: Prf
    granularity: float

    @property
    def plagdet(self) -> float:
        """Give the macro F1, divided by the logarithm of 1 + granularity."""
        return self.macro.f1 / math.log2(1 + self.granularity)


class Judged(Struct, frozen=True):
    """What the labels say of passages between articles.

    ``open`` are the cases that they say nothing of: labelled stock (scored apart); what follows from two labels through
    a third article; where the labels tell descent, the same words without it; and where they are exact runs, those that
    they leave out (in quotation marks, as they count them). A detection in them is not counted.
    """

    gold: Cases
    open: Cases
    exact: bool
    """Whether every label is an exact run."""


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the passages that are not stock; gold stock passages are scored apart where labelled."""
    outlets = {article.id: article.outlet for article in dataset.articles}
    languages = {article.id: article.language for article in system.articles}
    mine, naive = cases(members(system)), runs(dataset.articles)
    judged = _judged(dataset, naive)
    if _across_only(judged.gold, outlets):
        mine, naive = _across(mine, outlets), _across(naive, outlets)
    if judged.gold and not between(judged.gold, languages):
        mine = _apart(mine, between(mine, languages))
    strict = Judged(judged.gold, {}, judged.exact)
    return (
        *_rows(judged, mine, naive),
        _plagdet("plagdet, all else wrong", strict, mine, naive),
        *_exact_rows(judged, mine, naive),
        *_stock_rows(dataset, system, naive),
    )


def members(system: Dossier, *, stock: bool = False) -> list[tuple[Place, ...]]:
    """Give the members of the passages of a dossier: of those that are stock, or of the others."""
    return [
        passage.members for story in system.stories for passage in story.passages if (passage.kind == "stock") == stock
    ]


def between(found: Cases, languages: Mapping[str, str]) -> Cases:
    """Give the cases of two articles of different languages."""
    return {pair: group for pair, group in found.items() if languages.get(pair[0]) != languages.get(pair[1])}


def _apart(found: Cases, others: Cases) -> Cases:
    return {pair: group for pair, group in found.items() if pair not in others}


def _judged(dataset: Dataset, naive: Cases) -> Judged:
    gold, stock = cases(dataset.truth.passages or ()), cases(dataset.truth.stock_passages or ())
    exact = all(case in naive.get(pair, ()) for pair, group in gold.items() for case in group)
    told = [stock] if exact else [stock, implied(gold)]
    return Judged(gold, _all([*told, naive] if exact or dataset.truth.passage_trees is not None else told), exact)


def _all(found: Sequence[Cases]) -> Cases:
    pairs = sorted({pair for one in found for pair in one})
    return {pair: tuple(case for one in found for case in one.get(pair, ())) for pair in pairs}


def implied(gold: Cases) -> Cases:
    """Give the cases that follow from two others: what two articles share with one stretch of a third."""
    shared: dict[str, list[tuple[Span, Place]]] = defaultdict(list)
    for (one, other), group in gold.items():
        for case in group:
            shared[one].append((case.left, Place(other, case.right.start, case.right.end)))
            shared[other].append((case.right, Place(one, case.left.start, case.left.end)))
    return cases(
        (first, second)
        for stretches in shared.values()
        for (here, first), (there, second) in combinations(stretches, 2)
        if overlap(here, there) * 2 >= min(here.end - here.start, there.end - there.start)
    )


def _counted(found: Cases, judged: Judged) -> Cases:
    """Leave out the detections that meet no label and stand, by half, in what the labels say nothing of."""
    kept = {pair: tuple(case for case in group if not _is_open(case, pair, judged)) for pair, group in found.items()}
    return {pair: group for pair, group in kept.items() if group}


def _is_open(case: Case, pair: Pair, judged: Judged) -> bool:
    if any(_meets(case, other) for other in judged.gold.get(pair, ())):
        return False
    met = [other for other in judged.open.get(pair, ()) if _meets(case, other)]
    return 2 * sum(_shared_sides([case], met)) >= _size(case)


def held(group: Iterable[Case]) -> tuple[int, int]:
    """Count the code points that the cases of a pair hold of the one article and of the other."""
    found = tuple(group)
    return length(merged(case.left for case in found)), length(merged(case.right for case in found))


def _size(case: Case) -> int:
    return case.left.end - case.left.start + case.right.end - case.right.start


def _rows(judged: Judged, mine: Cases, naive: Cases) -> tuple[Row, ...]:
    found, base = (detect(judged.gold, _counted(one, judged)) for one in (mine, naive))
    n = sum(len(group) for group in judged.gold.values())
    return (
        *prf_rows("characters", found.micro, n, {NAIVE: base.micro}),
        *prf_rows("characters, mean of passages", found.macro, n, {NAIVE: base.macro}),
        Row(
            measure="granularity",
            score=found.granularity if n else None,
            n=n,
            baseline=NAIVE,
            baseline_score=base.granularity,
            note="detections a passage; 1 is best",
        ),
        _plagdet("plagdet", judged, mine, naive),
    )


def _plagdet(measure: str, judged: Judged, mine: Cases, naive: Cases, note: str = "") -> Row:
    n = sum(len(group) for group in judged.gold.values())
    score, base = (detect(judged.gold, _counted(one, judged)).plagdet for one in (mine, naive))
    return Row(measure=measure, score=score if n else None, n=n, baseline=NAIVE, baseline_score=base, note=note)


def _exact_rows(judged: Judged, mine: Cases, naive: Cases) -> tuple[Row, ...]:
    """Score the exact runs inside the passages, where every label is an exact run."""
    if not judged.exact:
        return ()
    inside = {pair: tuple(run for run in group if _holds(mine.get(pair, ()), run)) for pair, group in naive.items()}
    return (_plagdet("plagdet, exact runs", judged, inside, naive, f"only {NAIVE} that stand in a passage"),)


def _holds(mine: Sequence[Case], run: Case) -> bool:
    """Tell whether one passage holds half of a run on both sides."""
    return any(
        overlap(case.left, run.left) * 2 >= run.left.end - run.left.start
        and overlap(case.right, run.right) * 2 >= run.right.end - run.right.start
        for case in mine
    )


def _stock_rows(dataset: Dataset, system: Dossier, naive: Cases) -> tuple[Row, ...]:
    if dataset.truth.stock_passages is None:
        return ()
    gold = cases(dataset.truth.stock_passages)
    n = sum(len(group) for group in gold.values())
    mine = detect(gold, cases(members(system, stock=True)))
    return prf_rows("stock characters", mine.micro, n, {NAIVE: detect(gold, naive).micro})


def _across_only(gold: Cases, outlets: Mapping[str, str | None]) -> bool:
    """Tell whether the labels never join two articles of one outlet: then only such pairs are judged."""
    return bool(gold) and not any(_one_outlet(pair, outlets) for pair in gold)


def _across(found: Cases, outlets: Mapping[str, str | None]) -> Cases:
    return {pair: group for pair, group in found.items() if not _one_outlet(pair, outlets)}


def _one_outlet(pair: Pair, outlets: Mapping[str, str | None]) -> bool:
    left, right = outlets.get(pair[0]), outlets.get(pair[1])
    return left is not None and left == right


def cases(passages: Iterable[Sequence[Place]]) -> Cases:
    """Give every two members of a passage as a case of their pair of articles; those that lie over each other as one.

    What three articles share stands inside of what two of them share: to the two it is nothing more.
    """
    found: dict[Pair, set[Case]] = defaultdict(set)
    for members in passages:
        for one, other in combinations(sorted(members), 2):
            if one.article != other.article:
                case = Case(Span(one.start, one.end), Span(other.start, other.end))
                found[one.article, other.article].add(case)
    return {pair: _joined(group) for pair, group in sorted(found.items())}


def _joined(group: Iterable[Case]) -> tuple[Case, ...]:
    """Make one of the cases of a pair that overlap in both articles."""
    joined: list[Case] = []
    for case in sorted(group):
        over = [other for other in joined if _meets(case, other)]
        hull = Case(_around([one.left for one in (case, *over)]), _around([one.right for one in (case, *over)]))
        joined = [*(other for other in joined if other not in over), hull]
    return tuple(sorted(joined))


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


# ------------------------------------------------------------------------------- measures


def detect(gold: Cases, system: Cases) -> Detection:
    """Compare two sets of cases. A detection finds a case where it meets it on both sides."""
    recalls, detections = _found(gold, system)
    precisions, _ = _found(system, gold)
    both = sum(_both(gold.get(pair, ()), group) for pair, group in system.items())
    micro = counted(both, _total(system), both, _total(gold))
    found = [number for number in detections if number]
    granularity = share(sum(found), len(found)) if found else 1.0
    macro = Prf(share(math.fsum(precisions), len(precisions)), share(math.fsum(recalls), len(recalls)))
    return Detection(micro, macro, granularity)


def _found(cases_: Cases, others: Cases) -> tuple[list[float], list[int]]:
    """Give, for every case, the share of its characters met by others, and by how many of them."""
    shares: list[float] = []
    meetings: list[int] = []
    for pair, group in cases_.items():
        for case in group:
            met = [other for other in others.get(pair, ()) if _meets(case, other)]
            shares.append(share(sum(_shared_sides([case], met)), _size(case)))
            meetings.append(len(met))
    return shares, meetings


def _meets(case: Case, other: Case) -> bool:
    return overlap(case.left, other.left) > 0 and overlap(case.right, other.right) > 0


def _shared_sides(mine: Sequence[Case], yours: Sequence[Case]) -> tuple[int, int]:
    left = common(merged(one.left for one in mine), merged(one.left for one in yours))
    right = common(merged(one.right for one in mine), merged(one.right for one in yours))
    return length(left), length(right)


def _both(gold: Sequence[Case], system: Sequence[Case]) -> int:
    """Count the characters of one pair of articles that stand in a case and in a detection of it."""
    left: list[Span] = []
    right: list[Span] = []
    for case in gold:
        for other in system:
            if _meets(case, other):
                left.append(Span(max(case.left.start, other.left.start), min(case.left.end, other.left.end)))
                right.append(Span(max(case.right.start, other.right.start), min(case.right.end, other.right.end)))
    return length(merged(left)) + length(merged(right))


def _total(found: Cases) -> int:
    return sum(
        length(merged(case.left for case in group)) + length(merged(case.right for case in group))
        for group in found.values()
    )


# ------------------------------------------------------------------------------- baseline


def runs(articles: Sequence[GoldArticle]) -> Cases:
    """Find the maximal runs of eight or more equal words between two articles."""
    spans = [words(article.text or "") for article in articles]
    folded = [
        [fold((article.text or "")[span.start : span.end]) for span in found]
        for article, found in zip(articles, spans, strict=True)
    ]
    seen: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    starts: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(folded):
        for place in range(len(row) - RUN + 1):
            gram = tuple(row[place : place + RUN])
            for other, there in seen[gram]:
                if other != number:
                    starts[other, number, place - there].append(there)
            seen[gram].append((number, place))
    return cases(
        (
            Place(articles[one].id, spans[one][first].start, spans[one][last].end),
            Place(articles[other].id, spans[other][first + shift].start, spans[other][last + shift].end),
        )
        for (one, other, shift), places in starts.items()
        for first, last in _stretches(places)
    )


def _stretches(starts: Sequence[int]) -> list[tuple[int, int]]:
    """Join the places where grams begin, along one diagonal, to runs ``(first word, last word)``."""
    found: list[tuple[int, int]] = []
    for start in sorted(set(starts)):
        if found and start <= found[-1][1] - RUN + 2:
            found[-1] = (found[-1][0], start + RUN - 1)
        else:
            found.append((start, start + RUN - 1))
    return found
