"""Learn the weights of the evidence for types of names: ``python training/names.py DATA``.

DATA is the folder of datasets. Learns from WiNER-fr 2016 and 2017 (French Wikinews; annotation CC BY 4.0,
texts CC BY 2.5), measures on the first half of 2018. Deterministic: full-batch L-BFGS from zero.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from twosource.model import Article, Block, EntityType, Sentence, Token
from twosource.read import names, sentences, tokens
from twosource.read.nametypes import TYPES, Weights

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
KINDS: Mapping[str, EntityType] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Event": "event",
    "Product": "product",
}
HEAD = """\
# Evidence for the type of a candidate name: weights for person, organisation, place, event, product, none.
# Provenance: logistic regression by training/names.py on WiNER-fr 2016 and 2017 (annotation CC BY 4.0,
# Yoann Dupont; texts: French Wikinews, CC BY 2.5).
"""
CLASSES = (*TYPES, "none")
PENALTY = 1.0
RAREST = 4
Gold = Mapping[tuple[int, int], str]


def load(folder: Path) -> list[tuple[Article, Gold]]:
    """Read a part of WiNER-fr: articles with their outermost names."""
    truth: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for row in json.loads((folder / "truth.json").read_text(encoding="utf-8"))["entities"]:
        if row["type"] in KINDS:
            truth[row["article"]][row["start"], row["end"]] = KINDS[row["type"]]
    for names_of in truth.values():
        for inner in [i for i in names_of for o in names_of if o != i and o[0] <= i[0] and i[1] <= o[1]]:
            names_of.pop(inner, None)
    found: list[tuple[Article, Gold]] = []
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(
            id=row["id"], input_id=row["id"], outlet="", text=row["text"], language="fr", capture_sha256=""
        )
        found.append((article, truth[row["id"]]))
    return found


def read(article: Article) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """Cut and tag an article as one body, its first line as title."""
    end = article.text.find("\n\n")
    title = max(0, end)
    blocks = (Block(0, title, "title"), Block(title, len(article.text), "body"))
    cut = sentences.split(article, blocks)
    return tokens.tag(article, cut), cut


def rows(articles: Sequence[tuple[Article, Gold]]) -> tuple[list[tuple[str, ...]], list[int]]:
    """Give the evidence and the type of every candidate."""
    evidence, labels = [], []
    for article, gold in articles:
        tagged, cut = read(article)
        for seen in names.sightings(article, tagged, cut):
            type_ = gold.get((seen.start, seen.end), "")
            if not type_ and (overlaps := [t for (s, e), t in gold.items() if s < seen.end and seen.start < e]):
                type_ = overlaps[0]  # a wrong edge is no reason to unlearn the type
            bare = tuple(item for item in seen.evidence if "=fr:" not in item)  # as it is in another language
            evidence += [seen.evidence, bare]
            labels += [CLASSES.index(type_ or "none")] * 2
    return evidence, labels


def learn(evidence: Sequence[tuple[str, ...]], labels: Sequence[int]) -> dict[str, tuple[float, ...]]:
    """Fit the weights."""
    counts = Counter(item for row in evidence for item in row)
    items = sorted(item for item, count in counts.items() if count >= RAREST)
    index = {item: place for place, item in enumerate(items)}
    pairs = [(number, index[item]) for number, row in enumerate(evidence) for item in row if item in index]
    at = np.array(pairs).T
    x = sparse.csr_matrix((np.ones(len(pairs)), (at[0], at[1])), shape=(len(evidence), len(items)))
    y = np.eye(len(CLASSES))[np.array(labels)]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.reshape(len(items), len(CLASSES))
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        value = -float(np.log((p * y).sum(axis=1) + 1e-12).sum()) + PENALTY / 2 * float((w * w).sum())
        return value, (x.T @ (p - y) + PENALTY * w).ravel()

    best = minimize(loss, np.zeros(len(items) * len(CLASSES)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    table = best.x.reshape(len(items), len(CLASSES))
    return {item: tuple(round(float(v), 3) for v in table[place]) for item, place in index.items()}


def measure(articles: Sequence[tuple[Article, Gold]], weights: Weights) -> None:
    """Print exact span F1 by type for persons, organisations and places, and misses."""
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for article, gold in articles:
        tagged, cut = read(article)
        found: set[tuple[int, int, str]] = {
            (m.start, m.end, m.type) for m in names.decide(names.sightings(article, tagged, cut), weights)
        }
        wanted = {(s, e, t) for (s, e), t in gold.items()}
        for kind in TYPES:
            ours = {one for one in found if one[2] == kind}
            theirs = {one for one in wanted if one[2] == kind}
            counts.update({f"{kind} found": len(ours), f"{kind} gold": len(theirs), f"{kind} both": len(ours & theirs)})
        missed.update(f"-{article.text[s:e]}|{t}" for s, e, t in sorted(wanted - found))
        missed.update(f"+{article.text[s:e]}|{t}" for s, e, t in sorted(found - wanted))
    report(counts)
    print(", ".join(f"{name} {count}" for name, count in missed.most_common(70)))


def report(counts: Counter[str]) -> None:
    """Print the table."""
    for kind in TYPES:
        print(f"{kind:13}", *prf(counts[f"{kind} both"], counts[f"{kind} found"], counts[f"{kind} gold"]))
    three = TYPES[:3]
    sums = [sum(counts[f"{kind} {what}"] for kind in three) for what in ("both", "found", "gold")]
    print(f"{'all three':13}", *prf(*sums))


def prf(both: int, found: int, gold: int) -> tuple[str, ...]:
    """Give precision, recall and F1."""
    p, r = both / max(1, found), both / max(1, gold)
    return f"P {p:.3f}", f"R {r:.3f}", f"F1 {2 * p * r / max(1e-9, p + r):.3f}", f"({gold})"


def main() -> None:
    """Learn, measure, and write (unless tuning)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tune", action="store_true", help="learn on 2016, measure on 2017, write nothing")
    given = parser.parse_args()
    parts = {part: load(given.data / "winer-fr" / part) for part in ("2016", "2017", "2018-first-half")}
    evidence, labels = rows(parts["2016"] if given.tune else [*parts["2016"], *parts["2017"]])
    weights = learn(evidence, labels)
    lines = ("\t".join((item, *(f"{value:g}" for value in row))) for item, row in weights.items())
    if not given.tune:
        (RESOURCES / "name-evidence.tsv").write_text(HEAD + "".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(labels)} candidates, {len(weights)} kinds of evidence")
    measure(parts["2017"] if given.tune else parts["2018-first-half"], weights)


if __name__ == "__main__":
    main()
