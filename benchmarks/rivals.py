"""Other ways to group articles, run beside ours: TF-IDF with average link or HDBSCAN, Miranda et al. 2018."""

from __future__ import annotations

import contextlib
import io
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.sets import Row
from scipy.cluster.hierarchy import fcluster, linkage

from twosource.compare.stories import anchors
from twosource.evaluate.stories import _vectors
from twosource.text import WORD, fold

THRESHOLDS = (0.76, 0.8, 0.84, 0.88, 0.92, 0.94, 0.96)
LEAST = (2, 3, 5)
BLOCK = 1024

Groups = Mapping[str, str]


def nearness(rows: Sequence[Row]) -> npt.NDArray[np.float32]:
    """Give the cosines of TF-IDF vectors: the same words and weights as the baseline of ``evaluate``."""
    bags = [Counter(fold(word) for word in WORD.findall(f"{row.get('title') or ''} {row['text']}")) for row in rows]
    vectors = _vectors(bags).astype(np.float32)
    turned = vectors.T.tocsc()
    near = np.empty((len(rows), len(rows)), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        near[start : start + BLOCK] = (vectors[start : start + BLOCK] @ turned).toarray()
    return near


def by_label(rows: Sequence[Row], labels: Sequence[int]) -> Groups:
    """Name groups by label; -1 stands alone."""
    return {
        row["id"]: str(label) if label >= 0 else f"alone {row['id']}" for row, label in zip(rows, labels, strict=True)
    }


def average_link(rows: Sequence[Row], near: npt.NDArray[np.float32]) -> Iterator[tuple[str, Groups]]:
    """Group by average link, at several thresholds."""
    upper = np.triu_indices(len(rows), 1)
    tree = linkage(np.clip(1 - near[upper].astype(np.float64), 0, None), "average")
    for threshold in THRESHOLDS:
        yield str(threshold), by_label(rows, fcluster(tree, threshold, "distance").tolist())


def hdbscan(rows: Sequence[Row], near: npt.NDArray[np.float32]) -> Iterator[tuple[str, Groups]]:
    """Group by HDBSCAN with several least sizes; nothing where scikit-learn is not installed."""
    try:
        from sklearn.cluster import HDBSCAN
    except ImportError:
        return
    far = np.clip(1 - near, 0, None)
    np.fill_diagonal(far, 0)
    for least in LEAST:
        found = HDBSCAN(min_cluster_size=least, metric="precomputed", copy=True).fit_predict(far)
        yield str(least), by_label(rows, found.tolist())


def miranda(rows: Sequence[Row], folder: Path) -> Groups:
    """Group with the clustering code and the English models of Miranda et al. 2018 (BSD-3; FOLDER is its repository).

    Its feature extraction is not public: it is fed TF-IDF vectors of words, lemmas and names.
    """
    sys.path.insert(0, str(folder))
    import clustering  # type: ignore[import-not-found]
    import model  # type: ignore[import-not-found]

    rank, merge = model.Model(), model.Model()
    with contextlib.redirect_stdout(io.StringIO()):
        rank.load(str(next(folder.glob("models/en/4_*.model"))), str(next(folder.glob("models/en/*.ii"))))
        merge.load_raw(str(folder / "models/en/md_3"))
    known = clustering.Aggregator(rank, 0.0, merge)
    documents = sorted(_documents(rows), key=lambda document: str(document["date"]))
    placed = {str(d["id"]): known.PutDocument(clustering.Document(d, "")) for d in documents}
    return {article: str(number) for article, number in placed.items()}


def _documents(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Give TF-IDF vectors of tokens, lemmas and names of title, body and both, with a date."""
    views = [_bags(row) for row in rows]
    spread = {name: Counter(word for view in views for word in view[name]) for name in views[0]}
    made: list[dict[str, object]] = []
    for row, view in zip(rows, views, strict=True):
        weighed = {
            name: {word: (1 + math.log(n)) * math.log(len(rows) / spread[name][word]) for word, n in bag.items()}
            for name, bag in view.items()
        }
        kept = {name: bag for name, bag in weighed.items() if any(bag.values())}
        when = (row.get("published") or "2014-01-01T00:00:00")[:19].replace("T", " ")
        made.append({"id": row["id"], "features": kept, "date": when if " " in when else f"{when} 00:00:00"})
    return made


def _bags(row: Row) -> dict[str, Counter[str]]:
    texts = {"title": row.get("title") or "", "body": row["text"]}
    texts["all"] = f"{texts['title']} {texts['body']}"
    language = row.get("language") or "en"
    found: dict[str, Counter[str]] = {}
    for part, text in texts.items():
        words = WORD.findall(text)
        found[f"Tokens_{part}"] = Counter(fold(word) for word in words)
        found[f"Lemmas_{part}"] = Counter(anchors.lemma(fold(word), language) for word in words)
        found[f"Entities_{part}"] = Counter(fold(word) for word in words[1:] if word[:1].isupper())
    return found
