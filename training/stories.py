"""Train the model that says whether two bundles of articles are one story: ``models/stories.tsv``.

    python training/stories.py DATA

DATA is the folder of datasets. Only ECB+ (train) is read: its annotation is CC BY 3.0 and a model may be trained
on it; no text is kept. Sub-piles of its topics are gathered by the model as it stands, whole and cut to 60, 25
and 12 words (a headline with its summary), and every pair of bundles that comes up for joining is an example: the
model learns the decisions that it will meet. Logistic regression, Newton's method; seeded, deterministic.

The bias is then set by hand on the dev sets (``OFFSET``), as is what brevity gives (``models.Model.brief``).
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from twosource.compare.stories import bundles, gather, models, terms, vectors
from twosource.compare.stories.bundles import Bundle, Met
from twosource.text import WORD

TARGET = Path(__file__).parents[1] / "src/twosource/resources/models/stories.tsv"
SEED = 7
ROUNDS, TURNS = 20, 2
CUTS = (0, 0, 60, 25, 12)
TOPICS = (25, 12, 6, 4)
SHARES = (1.0, 0.6, 0.35, 0.2)
LONE = 0.25
"""Part of the sub-piles that hold one event of each topic only, as a day of news mostly does."""
CHOOSING, COMPARED = 10, 8
"""Turns in which articles come in one by one, and stories that each is compared with."""
EAGER = 1.5
"""Log odds that are added while examples are gathered, so that pairs beyond the border come up too."""
RIDGE, RIDGE_LONGER = 1.0, 3.0
OFFSET, OFFSET_LONGER = -0.15, 0.0
EXPLORING, FINAL = 0.5, 1.5
"""Power of the smaller bundle's size by which an example counts: while examples are gathered, and in the end (a wrong
join of large bundles is the worst mistake)."""
NO_LONGER = ("figures of centres",)
"""Features whose weight is one for all lengths."""

HEAD = """\
# Two models over the same features of two bundles of articles (twosource.compare.stories.bundles). Whether they are
# one story or a new one is opened: weights, and what is added to a weight for each unit of log length; log odds, over
# 0 they are one. Which of several stories is an article's: the last column, the rank model; it has no bias.
# Trained by training/stories.py (seed {seed}) on {n} examples of ECB+ (train), annotation CC BY 3.0, Cybulska and
# Vossen 2014; no text is kept. See training/cards/stories.md.
"""


class Example(Struct, frozen=True):
    """A pair of bundles that came up for joining, whether they are one story, and what it counts."""

    features: tuple[float, ...]
    length: float
    same: bool
    size: int


class Piece(Struct, frozen=True):
    """An article under every cut, with its story and topic."""

    story: str
    topic: str
    cut: Mapping[int, terms.Terms]


def load(folder: Path) -> list[Piece]:
    """Read one part of ECB+."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))["stories"]
    story = {article: name for name, members in truth.items() for article in members}
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    return [
        Piece(story[r["id"]], story[r["id"]].replace("plus", ""), {cut: shortened(r["text"], cut) for cut in set(CUTS)})
        for r in rows
    ]


def shortened(text: str, cut: int) -> terms.Terms:
    """Give the terms of the first ``cut`` words, of all where it is 0."""
    ends = [match.end() for match in WORD.finditer(text)]
    end = ends[min(cut, len(ends)) - 1] if cut and ends else len(text)
    return terms.read("", text, [(0, end)], "en")


def parts(pile: Sequence[Piece], cut: int) -> list[Bundle]:
    """Give the articles of a pile as bundles."""
    known = vectors.spread(piece.cut[cut] for piece in pile)
    return [bundles.single(vectors.weigh(piece.cut[cut], known), 0, math.nan) for piece in pile]


def examples(pieces: Sequence[Piece], model: models.Model, chance: random.Random) -> list[Example]:
    """Gather sub-piles with a model and keep every pair that comes up."""
    topics = sorted({piece.topic for piece in pieces})
    eager = models.Model((*model.weights[:-1], model.weights[-1] + EAGER), model.longer, brief=0.0, vetoes=False)
    found: list[Example] = []
    for turn in range(ROUNDS):
        chosen = set(chance.sample(topics, TOPICS[turn % len(TOPICS)]))
        share, cut = SHARES[turn // 2 % len(SHARES)], CUTS[turn % len(CUTS)]
        alone = chance.random() < LONE
        event = {topic: chance.choice(sorted({p.story for p in pieces if p.topic == topic})) for topic in topics}
        pile = [
            piece
            for piece in pieces
            if piece.topic in chosen and chance.random() < share and (not alone or event[piece.topic] == piece.story)
        ]

        def watch(pair: tuple[Bundle, Bundle], met: Met, members: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
            left, right = (Counter(pile[i].story for i in side) for side in members)  # noqa: B023 used in its turn
            same = sum(count * right[story] for story, count in left.items()) / (len(members[0]) * len(members[1]))
            if same != 0.5:
                features, size = tuple(bundles.alike(*pair, met)), min(map(len, members))
                found.append(Example(features, bundles.length(*pair), same > 0.5, size))

        gather.gather(parts(pile, cut), eager, [1.0] * len(pile), watch)
    return found


def fit(rows: Sequence[Example], power: float) -> models.Model:
    """Fit the weights, with those that go with length."""
    plain = np.array([row.features for row in rows])
    longer = plain * np.array([[row.length] for row in rows])
    for name in NO_LONGER:
        longer[:, bundles.FEATURES.index(name)] = 0.0
    scale = math.sqrt(RIDGE / RIDGE_LONGER)
    x = np.hstack([longer * scale, plain])
    found = newton(x, np.array([row.same for row in rows], dtype=float), np.array([row.size**power for row in rows]))
    size = len(bundles.FEATURES)
    return models.Model(tuple(found[size:].tolist()), tuple((found[:size] * scale).tolist()))


def choices(pieces: Sequence[Piece], chance: random.Random) -> list[tuple[np.ndarray, int]]:
    """Let articles come in one by one; give the features of the stories that each may join, and which is its own.

    Stories are as labelled; those compared are the nearest, as the stream finds them.
    """
    found: list[tuple[np.ndarray, int]] = []
    for turn in range(CHOOSING):
        cut, share = CUTS[turn % len(CUTS)], SHARES[turn % len(SHARES)]
        pile = [piece for piece in pieces if chance.random() < share]
        chance.shuffle(pile)
        held: dict[str, Bundle] = {}
        for piece, bundle in zip(pile, parts(pile, cut), strict=True):
            met = {name: bundles.meet(story, bundle) for name, story in held.items()}
            near = sorted(met, key=lambda name: (-met[name].dots[terms.WORDS] / held[name].size, name))[:COMPARED]
            if piece.story in near and len(near) > 1:
                rows = np.array([bundles.alike(held[name], bundle, met[name]) for name in near])
                found.append((rows, near.index(piece.story)))
            story = held.get(piece.story)
            held[piece.story] = (
                bundle if story is None else bundles.join(story, bundle, vectors.dots(story.vector, bundle.vector))
            )
    return found


def fit_ranks(found: Sequence[tuple[np.ndarray, int]]) -> tuple[float, ...]:
    """Fit the rank model: that an article's own story stands above each other one; there is no bias."""
    ahead = np.vstack([rows[own] - np.delete(rows, own, axis=0) for rows, own in found])
    x = np.vstack([ahead, -ahead])
    y = np.repeat([1.0, 0.0], len(ahead))
    return tuple(newton(x, y, np.ones(len(x))).tolist())


def first_right(found: Sequence[tuple[np.ndarray, int]], weights: Sequence[float]) -> float:
    """Give the share of articles whose own story is ranked first."""
    return sum(int(np.argmax(rows @ np.array(weights))) == own for rows, own in found) / len(found)


def newton(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Fit a logistic regression with a ridge; the last column, the bias, is free."""
    found = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ found)))
        slope = x.T @ (weights * (y - p)) - ridge * found
        bend = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-6:
            break
    return found


def first() -> models.Model:
    """Give the model that the first examples are gathered with: a threshold on the mean likeness."""
    start = {"words": 2.5, "lead": 1.5, "bias": 6.5}
    return models.Model(tuple(start.get(name, 0.0) for name in bundles.FEATURES), (0.0,) * len(bundles.FEATURES))


def main() -> int:
    data = Path(sys.argv[1]) / "ecbplus"
    pieces = load(data / "train")
    chance = random.Random(SEED)
    model, rows = first(), list[Example]()
    for _ in range(TURNS):
        rows += examples(pieces, model, chance)
        model = fit(rows, EXPLORING)
    model = fit(rows, FINAL)
    ranks = fit_ranks(choices(pieces, random.Random(SEED)))
    kept_apart = choices(load(data / "dev"), random.Random(SEED))
    print(
        f"own story ranked first, dev ({len(kept_apart)}): {first_right(kept_apart, ranks):.3f} by the rank model, "
        f"{first_right(kept_apart, model.weights):.3f} by the other one"
    )
    rows_of = zip(bundles.FEATURES, model.weights, model.longer, ranks, strict=True)
    lines = [
        f"{name}\t{w + OFFSET * (name == 'bias'):.4f}\t{v + OFFSET_LONGER * (name == 'bias'):.4f}\t{r:.4f}\n"
        for name, w, v, r in rows_of
    ]
    TARGET.write_text(HEAD.format(seed=SEED, n=len(rows)) + "".join(lines), encoding="utf-8")
    right = sum((score(model, row) > 0) == row.same for row in rows)
    print(f"{len(rows)} examples, {sum(row.same for row in rows)} of one story, {right} told right")
    return 0


def score(model: models.Model, row: Example) -> float:
    """Give the log odds of an example."""
    both = zip(row.features, model.weights, model.longer, strict=True)
    return sum(value * (w + row.length * v) for value, w, v in both)


if __name__ == "__main__":
    raise SystemExit(main())
