"""Translated passages: characters found, and documents of parallel text found against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from twosource.evaluate import passages
from twosource.evaluate.dataset import Dataset, GoldArticle
from twosource.evaluate.measures import Prf, Row, counted, prf_rows
from twosource.evaluate.passages import Case, Cases, Pair
from twosource.evaluate.stretches import HALF
from twosource.model import Dossier, Place, Span
from twosource.text import fold, words

BASELINE = "shared names and figures, best cut"


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the passages of two languages, where such are labelled or whole documents are translations."""
    languages = {article.id: article.language for article in system.articles}
    found = passages.between(passages.cases(passages.members(system)), languages)
    gold, whole = passages.between(_gold(dataset), languages), dataset.truth.parallel is not None
    if dataset.truth.translated_passages is None and not whole:
        return ()
    texts = {article.id: Span(0, len(article.text or "")) for article in dataset.articles}
    cut = _best_cut(dataset.articles, languages, gold.keys())
    base: Cases = {pair: (Case(texts[pair[0]], texts[pair[1]]),) for pair in cut}
    mine, trivial = passages.detect(gold, found), passages.detect(gold, base)
    n = sum(map(len, gold.values()))
    rows = prf_rows("translated characters", mine.micro, n, {BASELINE: trivial.micro})
    if not whole:
        return rows
    held = [pair for pair, group in found.items() if _holds_half(group, (texts[pair[0]], texts[pair[1]]))]
    return (*rows, *prf_rows("translated documents", _pairs(gold, held), len(gold), {BASELINE: _pairs(gold, cut)}))


def _gold(dataset: Dataset) -> Cases:
    """Give the labelled passages; of parallel text, every two documents as a whole."""
    sizes = {article.id: len(article.text or "") for article in dataset.articles}
    documents = ([Place(one, 0, sizes[one]) for one in group] for group in dataset.truth.parallel or ())
    return passages.cases((*(dataset.truth.translated_passages or ()), *documents))


def _pairs(gold: Collection[Pair], found: Collection[Pair]) -> Prf:
    both = len(set(gold) & set(found))
    return counted(both, len(found), both, len(gold))


def _holds_half(group: Sequence[Case], texts: tuple[Span, Span]) -> bool:
    return any(part >= HALF * (text.end - text.start) for part, text in zip(passages.held(group), texts, strict=True))


def _best_cut(articles: Sequence[GoldArticle], languages: Mapping[str, str], gold: Collection[Pair]) -> frozenset[Pair]:
    """Give the pairs of two languages that share many names and figures, by the cut that does best on the labels."""
    marks = {article.id: _marks(article.text or "") for article in articles}
    alike = {
        pair: len(marks[pair[0]] & marks[pair[1]]) / max(1, len(marks[pair[0]] | marks[pair[1]]))
        for pair in combinations(sorted(marks), 2)
        if languages.get(pair[0]) != languages.get(pair[1])
    }
    cuts = [frozenset(pair for pair, share in alike.items() if share >= cut) for cut in passages.CUTS]
    return max(cuts, key=lambda found: _pairs(gold, found).f1)


def _marks(text: str) -> frozenset[str]:
    """Give the words that begin with a capital or a figure."""
    printed = (text[span.start : span.end] for span in words(text))
    return frozenset(fold(word) for word in printed if word[0].isupper() or word[0].isdigit())
