"""How well articles are grouped into stories, beside other ways, in one table; and how fast a stream runs.

    python -m benchmarks.stories [DATA] [--miranda FOLDER] [--skip SET...]
    python -m benchmarks.stories --speed SIZE [DATA]

Quality: B-cubed F1 on the dev sets. TF-IDF with average link at several thresholds (the same words and weights as the
baseline of ``evaluate``), TF-IDF with HDBSCAN (scikit-learn, where it is installed), and the clustering code of Miranda
et al. 2018 with its published models (BSD-3; FOLDER holds its repository), fed with TF-IDF vectors of words, lemmas
and names of headline, body and both; their feature extraction is not public. It compares each article with every
cluster, so it runs on sets up to ``SMALL`` articles.
Speed: the feed items of rss-2023-09, told again under other names until there are SIZE of them, 100,000 in any 7 days.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from twosource.compare import stories
from twosource.compare.stories import anchors, models, stream, terms
from twosource.compare.stories.pile import Sketch
from twosource.evaluate.measures import bcubed
from twosource.evaluate.stories import _vectors
from twosource.model import Article, Layers, Reading
from twosource.text import WORD, fold

DATA = Path("/work/shared/data")
SETS = ("ecbplus/dev", "basil/dev", "googlenews-tset/dev", "meantime/dev", "itn-corpus/dev")
THRESHOLDS = (0.8, 0.84, 0.88, 0.92, 0.94, 0.96)
SMALL = 2000
LIVE, WEEK = 100_000, 7.0

Row = Mapping[str, str]
Groups = Mapping[str, str]


def load(folder: Path) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Read a labelled folder: its articles, and the story of each that has one."""
    plain = folder / "articles.jsonl"
    text = (
        plain.read_text("utf-8")
        if plain.exists()
        else gzip.decompress((folder / "articles.jsonl.gz").read_bytes()).decode()
    )
    rows = [json.loads(line) for line in text.splitlines()]
    truth = folder / "truth.json"
    named = json.loads(truth.read_text("utf-8"))["stories"] if truth.exists() else {}
    return rows, {article: name for name, members in named.items() for article in members}


def reading(row: Row) -> Reading:
    """Give an article as its set states it, with no layer read."""
    article = Article(
        id=row["id"], input_id=row["id"], outlet=row.get("outlet") or "", title=row.get("title"),
        published=row.get("published"), language=row.get("language") or "und", text=row["text"],
        capture_sha256="0" * 64,
    )  # fmt: skip
    return Reading(article, Layers())


def ours(rows: Sequence[Row]) -> Groups:
    """Group with twosource."""
    found = stories.group([reading(row) for row in rows])
    return {article: str(number) for number, members in enumerate(found) for article in members}


def distances(rows: Sequence[Row]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Give the cosine distances of TF-IDF vectors."""
    bags = [Counter(fold(word) for word in WORD.findall(f"{row.get('title') or ''} {row['text']}")) for row in rows]
    vectors = _vectors(bags)
    near = (vectors @ vectors.T).toarray().astype(np.float32)
    far: np.ndarray[tuple[int, int], np.dtype[np.float32]] = np.clip(1 - (near + near.T) / 2, 0, None)
    np.fill_diagonal(far, 0)
    return far


def by_label(rows: Sequence[Row], labels: Sequence[int]) -> Groups:
    """Name groups by label; -1 stands alone."""
    return {
        row["id"]: str(label) if label >= 0 else f"alone {row['id']}" for row, label in zip(rows, labels, strict=True)
    }


def usual(rows: Sequence[Row]) -> Iterator[tuple[str, Groups]]:
    """Group with TF-IDF: average link at several thresholds, and HDBSCAN."""
    far = distances(rows)
    tree = linkage(squareform(far, checks=False), "average")
    for threshold in THRESHOLDS:
        yield f"TF-IDF average link {threshold}", by_label(rows, fcluster(tree, threshold, "distance").tolist())
    try:
        from sklearn.cluster import HDBSCAN
    except ImportError:
        return
    for least in (2, 3, 5):
        found = HDBSCAN(min_cluster_size=least, metric="precomputed", copy=True).fit_predict(far)
        yield f"TF-IDF HDBSCAN {least}", by_label(rows, found.tolist())


def miranda(rows: Sequence[Row], folder: Path) -> Groups:
    """Group with the clustering code and the English models of Miranda et al. 2018."""
    sys.path.insert(0, str(folder))
    import clustering  # type: ignore[import-not-found]
    import model  # type: ignore[import-not-found]

    rank, merge = model.Model(), model.Model()
    rank.load(str(next(folder.glob("models/en/4_*.model"))), str(next(folder.glob("models/en/*.ii"))))
    merge.load_raw(str(folder / "models/en/md_3"))
    known = clustering.Aggregator(rank, 0.0, merge)
    documents = sorted(published_features(rows), key=lambda document: str(document["date"]))
    placed = {str(d["id"]): known.PutDocument(clustering.Document(d, "")) for d in documents}
    return {article: str(number) for article, number in placed.items()}


def published_features(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Give TF-IDF vectors of tokens, lemmas and names of title, body and both, with a date."""
    views: list[dict[str, Counter[str]]] = []
    for row in rows:
        texts = {"title": row.get("title") or "", "body": row["text"]}
        texts["all"] = f"{texts['title']} {texts['body']}"
        language = row.get("language") or "en"
        found: dict[str, Counter[str]] = {}
        for part, text in texts.items():
            words = WORD.findall(text)
            found[f"Tokens_{part}"] = Counter(fold(word) for word in words)
            found[f"Lemmas_{part}"] = Counter(anchors.lemma(fold(word), language) for word in words)
            found[f"Entities_{part}"] = Counter(fold(word) for word in words[1:] if word[:1].isupper())
        views.append(found)
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


def quality(data: Path, folder: Path | None, skipped: Sequence[str]) -> None:
    """Print the table of all ways on all sets."""
    table: dict[str, dict[str, float]] = {}
    sets = [name for name in SETS if name not in skipped]
    for name in sets:
        rows, gold = load(data / name)
        table.setdefault("twosource", {})[name] = scored(gold, ours(rows))
        if folder and len(rows) <= SMALL:
            table.setdefault("Miranda 2018, published models", {})[name] = scored(gold, miranda(rows, folder))
        for way, groups in usual(rows):
            table.setdefault(way, {})[name] = scored(gold, groups)
        print(name, file=sys.stderr)
    print("| B-cubed F1 | " + " | ".join(sets) + " |")
    print("|---|" + "---:|" * len(sets))
    for way, scores in table.items():
        print(f"| {way} | " + " | ".join(f"{scores[name]:.3f}" if name in scores else "–" for name in sets) + " |")


def scored(gold: Groups, groups: Groups) -> float:
    """Score the labelled articles."""
    return bcubed(gold, {article: groups[article] for article in gold}).f1


def generated(data: Path, size: int) -> Iterator[Sketch]:
    """Tell the feed items again under other names, days apart, as sketches, until there are ``size`` of them."""
    rows, _ = load(data / "rss-2023-09/dev")
    rows.sort(key=lambda row: (row.get("published") or "", row["id"]))
    start, step = date(2031, 1, 1).toordinal(), WEEK / LIVE
    names: dict[str, str] = {}
    for number in range(size):
        turn, row = divmod(number, len(rows))
        if number % len(rows) == 0:
            names = {}
            chance = random.Random(turn)
        if turn:
            title, text = (
                renamed(row_text, names, chance) for row_text in (rows[row].get("title") or "", rows[row]["text"])
            )
        else:
            title, text = rows[row].get("title") or "", rows[row]["text"]
        language = rows[row].get("language") or "en"
        yield Sketch(
            f"{turn}-{row}", terms.read(title, text, [(0, len(text))], language), language, start + number * step
        )


def renamed(text: str, names: dict[str, str], chance: random.Random) -> str:
    """Give a text with its longer words changed, each the same way throughout a turn, two in three."""

    def other(word: str) -> str:
        if word not in names:
            letters = "".join(chance.choice("aeioubdfgklmnprstvz") for _ in range(3))
            names[word] = word if chance.random() < 1 / 3 else word[:4] + letters
        return names[word]

    return WORD.sub(lambda match: other(match.group()) if len(match.group()) > 4 else match.group(), text)


def speed(data: Path, size: int) -> None:
    """Stream ``size`` headlines and leads and print articles a second, in steps, and the peak memory."""
    state, model = stream.start(), models.load()
    spent = reading_spent = 0.0
    source = generated(data, size)
    mark, opened = max(1, size // 10), 0
    for number in range(1, size + 1):
        begun = time.process_time()
        sketch = next(source)
        read = time.process_time()
        state, decision = stream.step(state, sketch, model)
        opened += decision.opened
        if state.now - state.checked > stream.RECHECK:
            state, _ = stream.recheck(state, model)
        reading_spent += read - begun
        spent += time.process_time() - read
        if number % mark == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{number:>9,} articles: {number / spent:,.0f}/s grouped, {number / reading_spent:,.0f}/s read, "
                f"{opened:,} stories, {peak:,.0f} MB",
                flush=True,
            )


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--miranda", type=Path)
    parser.add_argument("--skip", nargs="*", default=())
    parser.add_argument("--speed", type=int)
    asked = parser.parse_args()
    if asked.speed:
        speed(asked.data, asked.speed)
    else:
        quality(asked.data, asked.miranda, asked.skip)


if __name__ == "__main__":
    main()
