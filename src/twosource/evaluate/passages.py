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


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the passages that are not stock; gold stock passages are scored apart where labelled."""
    outlets = {article.id: article.outlet for article in dataset.articles}
    gold = cases(dataset.truth.passages or ())
    languages = {article.id: article.language for article in system.articles}
    mine, naive = cases(_members(system, stock=False)), runs(dataset.articles)
    if _across_only(gold, outlets):
        mine, naive = _across(mine, outlets), _across(naive, outlets)
    if gold and all(languages.get(one) == languages.get(other) for one, other in gold):
        mine = {pair: group for pair, group in mine.items() if languages.get(pair[0]) == languages.get(pair[1])}
    return (*_rows(gold, mine, naive), *_exact_rows(gold, mine, naive), *_stock_rows(dataset, system, naive))


def _rows(gold: Cases, mine: Cases, naive: Cases) -> tuple[Row, ...]:
    found, base = detect(gold, mine), detect(gold, naive)
    n = sum(len(group) for group in gold.values())
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
        Row(
            measure="plagdet",
            score=found.plagdet if n else None,
            n=n,
            baseline=NAIVE,
            baseline_score=base.plagdet,
        ),
    )


def _exact_rows(gold: Cases, mine: Cases, naive: Cases) -> tuple[Row, ...]:
    """Score the exact runs inside the passages, where every label is an exact run."""
    if any(case not in naive.get(pair, ()) for pair, group in gold.items() for case in group):
        return ()
    exact = {pair: tuple(run for run in group if _holds(mine.get(pair, ()), run)) for pair, group in naive.items()}
    n, base = sum(len(group) for group in gold.values()), detect(gold, naive).plagdet
    score = detect(gold, exact).plagdet if n else None
    note = f"only {NAIVE} that stand in a passage"
    return (Row(measure="plagdet, exact runs", score=score, n=n, baseline=NAIVE, baseline_score=base, note=note),)


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
    mine = detect(gold, cases(_members(system, stock=True)))
    return prf_rows("stock characters", mine.micro, n, {NAIVE: detect(gold, naive).micro})


def _members(system: Dossier, *, stock: bool) -> list[tuple[Place, ...]]:
    return [
        passage.members for story in system.stories for passage in story.passages if (passage.kind == "stock") == stock
    ]


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
            size = (case.left.end - case.left.start) + (case.right.end - case.right.start)
            shares.append(share(sum(_shared_sides([case], met)), size))
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
