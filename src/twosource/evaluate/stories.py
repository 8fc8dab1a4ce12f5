"""Stories: which articles report one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import log

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform

from twosource.evaluate.dataset import Dataset, GoldArticle
from twosource.evaluate.measures import NOTHING, Prf, Row, bcubed, pairwise, prf_rows
from twosource.evaluate.system import story_of
from twosource.model import Dossier
from twosource.text import fold, words

ALIKE_TITLES = 0.5
FAR = 0.8
"""Cosine distance at which the average-link baseline stops joining."""
MANY = 3000
"""Above this number of articles the baseline that compares all pairs is left out."""
_OPENING = 100

Groups = Mapping[str, str]


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the grouping of the labelled articles by B-cubed and by pairs."""
    gold = {one: name for name, members in (dataset.truth.stories or {}).items() for one in members}
    placed = story_of(system)
    # an article that the system never placed stands alone
    mine = {one: f"in {placed[one]}" if one in placed else f"alone {one}" for one in gold}
    trivial = baselines([article for article in dataset.articles if article.id in gold])
    unplaced = sum(1 for one in gold if one not in placed)
    return (
        *prf_rows("B-cubed", _if_any(bcubed(gold, mine), placed), len(gold), _each(gold, trivial, bcubed)),
        *prf_rows("pairs", _if_any(pairwise(gold, mine), placed), len(gold), _each(gold, trivial, pairwise)),
        Row(measure="stories", score=float(len(set(mine.values()))), n=len(set(gold.values())), note="number"),
        Row(measure="articles in no story", score=float(unplaced), n=len(gold), note="number"),
    )


def _if_any(prf: Prf, placed: Groups) -> Prf:
    return prf if placed else NOTHING


def _each(gold: Groups, trivial: Mapping[str, Groups], rate: Callable[[Groups, Groups], Prf]) -> Mapping[str, Prf]:
    return {name: rate(gold, groups) for name, groups in trivial.items()}


def baselines(articles: Sequence[GoldArticle]) -> Mapping[str, Groups]:
    """Group the articles in ways that understand nothing."""
    names = [article.id for article in articles]
    found: dict[str, Groups] = {
        "all in one": dict.fromkeys(names, "one"),
        "each alone": {name: name for name in names},
        "alike titles": _joined(names, _alike_titles(articles)),
    }
    if 1 < len(articles) <= MANY:
        found["TF-IDF average link"] = _average_link(articles)
    return found


def _title_words(article: GoldArticle) -> frozenset[str]:
    text = article.title or (article.text or "")[:_OPENING]
    return frozenset(fold(text[span.start : span.end]) for span in words(text))


def _alike_titles(articles: Sequence[GoldArticle]) -> list[tuple[str, str]]:
    """Pair the articles whose title words agree by half (Jaccard)."""
    titles = [_title_words(article) for article in articles]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, title in enumerate(titles):
        for word in sorted(title):
            holders[word].append(number)
    pairs: list[tuple[str, str]] = []
    for number, title in enumerate(titles):
        shared = Counter(other for word in title for other in holders[word] if other < number)
        pairs += [
            (articles[other].id, articles[number].id)
            for other, both in sorted(shared.items())
            if both >= ALIKE_TITLES * (len(title) + len(titles[other]) - both)
        ]
    return pairs


def _joined(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Groups:
    """Join what is linked, directly or through others."""
    root = {name: name for name in names}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for left, right in pairs:
        root[top(right)] = top(left)
    return {name: top(name) for name in names}


def _average_link(articles: Sequence[GoldArticle]) -> Groups:
    """Cluster TF-IDF vectors of title and text by average link."""
    vectors = _vectors([_all_words(article) for article in articles])
    likeness = (vectors @ vectors.T).toarray()
    far = np.clip(1.0 - (likeness + likeness.T) / 2, 0.0, None)
    np.fill_diagonal(far, 0.0)
    labels = fcluster(linkage(squareform(far, checks=False), "average"), FAR, "distance")
    return {article.id: str(label) for article, label in zip(articles, labels.tolist(), strict=True)}


def _all_words(article: GoldArticle) -> Counter[str]:
    text = f"{article.title or ''} {article.text or ''}"
    return Counter(fold(text[span.start : span.end]) for span in words(text))


def _vectors(bags: Sequence[Counter[str]]) -> csr_array:
    spread = Counter(word for bag in bags for word in bag)
    column = {word: place for place, word in enumerate(sorted(spread))}
    data, rows, columns = [], [], []
    for row, bag in enumerate(bags):
        weights = {word: (1 + log(n)) * log(len(bags) / spread[word]) for word, n in bag.items()}
        norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        data += [weight / norm for weight in weights.values()]
        rows += [row] * len(weights)
        columns += [column[word] for word in weights]
    return csr_array((data, (rows, columns)), shape=(len(bags), len(column)))
