"""Train the names model: ``python training/names.py DATA [--out FILE]``.

DATA is the folder of data sets. Learns from WiNER-fr 2016 (French Wikinews; annotation CC BY 4.0, texts CC BY 2.5) and
from our labels on English Wikinews (``training/labels/names-en-train.tsv``; texts CC BY 2.5); measures the model of
the package on WiNER-fr 2017 and 2018, first half, and on ``names-en-test.tsv``. Deterministic: L-BFGS from zero.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from twosource.model import Article, Block, EntityType, Sentence, Token
from twosource.read import namefeatures, names, sentences, tokens

HERE = Path(__file__).parent
RESOURCES = HERE.parent / "src/twosource/resources"
ENGLISH = "wikinews-en-2019-2020/dev"
KINDS: Mapping[str, EntityType] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Event": "event",
    "Product": "product",
}
SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 1, "period": 5, "delta": 1e-3}
Gold = Mapping[tuple[int, int], EntityType]
Labelled = tuple[Article, Gold]


def articles(path: Path, language: str) -> Iterator[Article]:
    """Read the articles of a set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Article(
            id=row["id"], input_id=row["id"], outlet="", text=row["text"], language=language, capture_sha256=""
        )


def french(folder: Path) -> list[Labelled]:
    """Read a part of WiNER-fr: articles with their outermost names."""
    truth: dict[str, dict[tuple[int, int], EntityType]] = defaultdict(dict)
    for row in json.loads((folder / "truth.json").read_text(encoding="utf-8"))["entities"]:
        if row["type"] in KINDS:
            truth[row["article"]][row["start"], row["end"]] = KINDS[row["type"]]
    for named in truth.values():
        for inner in [i for i in named for o in named if o != i and o[0] <= i[0] and i[1] <= o[1]]:
            named.pop(inner, None)
    return [(article, truth[article.id]) for article in articles(folder / "articles.jsonl", "fr")]


def english(data: Path, labels: Path) -> list[Labelled]:
    """Read our labels on English Wikinews: offsets by article."""
    truth: dict[str, dict[tuple[int, int], EntityType]] = defaultdict(dict)
    for line in labels.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, start, end, kind = line.split("\t")
            truth[article][int(start), int(end)] = next(one for one in names.TYPES if one == kind)
    texts = articles(data / ENGLISH / "articles.jsonl", "en")
    return [(article, truth[article.id]) for article in texts if article.id in truth]


def read(article: Article) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """Cut and tag an article as one body, its first line as title."""
    title = max(0, article.text.find("\n\n"))
    blocks = (Block(0, title, "title"), Block(title, len(article.text), "body"))
    cut = sentences.split(article, blocks)
    return tokens.tag(article, cut), cut


def labelled(row: Sequence[Token], gold: Gold) -> list[str]:
    """Label the words of a sentence: B-type, I-type or O."""
    labels = ["O"] * len(row)
    for (start, end), kind in gold.items():
        under = [place for place, token in enumerate(row) if token.start < end and start < token.end]
        for place in under:
            labels[place] = f"{'B' if place == under[0] else 'I'}-{kind}"
    return labels


def train(sets: Sequence[Labelled], out: Path) -> None:
    """Train the model and write it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for article, gold in sets:
        rows = names.by_sentence(*read(article))
        marked = [namefeatures.marks(row, article.language) for row in rows]
        described = namefeatures.describe(rows, marked, article.language)
        for row, sentence in zip(rows, described, strict=True):
            trainer.append(namefeatures.features(sentence), labelled(row, gold))
    trainer.train(str(out))


def measure(name: str, sets: Sequence[Labelled]) -> None:
    """Print exact span F1 by type, and the commonest misses."""
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for article, gold in sets:
        found = {(m.start, m.end, m.type) for m in names.find(article, *read(article))}
        wanted = {(start, end, kind) for (start, end), kind in gold.items()}
        for kind in names.TYPES:
            ours, theirs = ({one for one in held if one[2] == kind} for held in (found, wanted))
            counts.update({f"{kind} found": len(ours), f"{kind} gold": len(theirs), f"{kind} both": len(ours & theirs)})
        missed.update(f"-{article.text[s:e]}|{t}" for s, e, t in sorted(wanted - found))
        missed.update(f"+{article.text[s:e]}|{t}" for s, e, t in sorted(found - wanted))
    print(name)
    report(counts)
    print(", ".join(f"{name} {count}" for name, count in missed.most_common(60)))


def report(counts: Counter[str]) -> None:
    """Print the table."""
    for kind in names.TYPES:
        print(f"{kind:13}", *prf(counts[f"{kind} both"], counts[f"{kind} found"], counts[f"{kind} gold"]))
    sums = [sum(counts[f"{kind} {what}"] for kind in names.TYPES[:3]) for what in ("both", "found", "gold")]
    print(f"{'first three':13}", *prf(*sums))


def prf(both: int, found: int, gold: int) -> tuple[str, ...]:
    """Give precision, recall and F1."""
    p, r = both / max(1, found), both / max(1, gold)
    return f"P {p:.3f}", f"R {r:.3f}", f"F1 {2 * p * r / max(1e-9, p + r):.3f}", f"({gold})"


def main() -> None:
    """Train, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=RESOURCES / names.MODEL)
    given = parser.parse_args()
    parts = {part: french(given.data / "winer-fr" / part) for part in ("2016", "2017", "2018-first-half")}
    began = time.process_time()
    train([*parts["2016"], *english(given.data, HERE / "labels/names-en-train.tsv")], given.out)
    print(f"{time.process_time() - began:.0f} s, {given.out.stat().st_size / 1e6:.2f} MB")
    measure("WiNER-fr 2017", parts["2017"])
    measure("WiNER-fr 2018, first half", parts["2018-first-half"])
    measure("English Wikinews, 20 articles", english(given.data, HERE / "labels/names-en-test.tsv"))


if __name__ == "__main__":
    main()
