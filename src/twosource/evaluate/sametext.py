"""One text or not: articles grouped by what they share of each other, scored as a grouping (adjusted Rand index)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from twosource.compare.groups import components
from twosource.evaluate import passages
from twosource.evaluate.dataset import Dataset, GoldArticle
from twosource.evaluate.measures import Row, adjusted_rand
from twosource.evaluate.passages import Cases, Pair
from twosource.evaluate.stretches import HALF
from twosource.model import Dossier
from twosource.text import fold, words

SHINGLE = 3

Groups = Mapping[str, int]


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score which articles are one text: passages hold half of the shorter one. The labels must tell descent."""
    if dataset.truth.passage_trees is None:
        return ()
    names = [article.id for article in dataset.articles]
    sizes = {article.id: len(article.text or "") for article in dataset.articles}
    mine = passages.cases(
        passage.members
        for story in system.stories
        for passage in story.passages
        if passage.kind not in {"stock", "quotation", "translation"}
    )
    gold = _grouped(names, _one_text(passages.cases(dataset.truth.passages or ()), sizes))
    base, cut = max((adjusted_rand(gold, _grouped(names, found)), cut) for cut, found in _shingled(dataset.articles))
    return (
        Row(
            measure="one text or not, ARI",
            score=adjusted_rand(gold, _grouped(names, _one_text(mine, sizes))),
            n=len(names),
            baseline=f"shared three-word runs, {cut:.2f} (its best)",
            baseline_score=base,
            note=f"{len(set(gold.values()))} texts",
        ),
    )


def _one_text(found: Cases, sizes: Mapping[str, int]) -> list[Pair]:
    """Give the pairs of articles of which the shorter one stands by half in what they share."""
    joined: list[Pair] = []
    for pair, group in found.items():
        short = 0 if sizes.get(pair[0], 0) <= sizes.get(pair[1], 0) else 1
        if passages.held(group)[short] >= HALF * sizes.get(pair[short], 0):
            joined.append(pair)
    return joined


def _grouped(names: Sequence[str], pairs: Sequence[Pair]) -> Groups:
    at = {name: number for number, name in enumerate(names)}
    links = [(at[one], at[other]) for one, other in pairs if one in at and other in at]
    return {names[i]: group for group, found in enumerate(components(len(names), links)) for i in found}


def _shingled(articles: Sequence[GoldArticle]) -> list[tuple[float, list[Pair]]]:
    grams = {article.id: _grams(article.text or "") for article in articles}
    alike = [
        ((one, other), len(grams[one] & grams[other]) / max(1, len(grams[one] | grams[other])))
        for one, other in combinations(sorted(grams), 2)
    ]
    return [(cut, [pair for pair, share in alike if share >= cut]) for cut in passages.CUTS]


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    row = [fold(text[span.start : span.end]) for span in words(text)]
    return frozenset(tuple(row[i : i + SHINGLE]) for i in range(len(row) - SHINGLE + 1))
