"""Train the reader of statements: ``python -m training.statements``.

For every possible cue of a sentence, as the grammar and the lexicon find them, the hypotheses of
``twosource.read.statements.hypotheses`` are ranked by a log-linear model with an L2 penalty: the one that is
nearest to the label of that cue, or, where the cue is not labelled, the one that rejects it, shall win.
The labels stand in ``training/labels``, their texts in ``../shared``; the newsroom articles there are our own texts.
Deterministic: L-BFGS from zero.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from training import newsrooms, statement_labels
from training.statement_labels import Labelled

from twosource.evaluate.dataset import GoldStatement
from twosource.model import Article, Span
from twosource.read import stages
from twosource.read.articles import line_marks
from twosource.read.pipeline import STAGES
from twosource.read.statements import candidates, grammar, hypotheses, reader
from twosource.read.statements.candidates import Candidate
from twosource.read.statements.find import views
from twosource.read.statements.hypotheses import REJECTED, Hypothesis
from twosource.read.statements.lexicon import load
from twosource.read.statements.view import View
from twosource.read.statements.weights import MODEL, Feature

LANGUAGES = ("fr", "en")
RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
PENALTY = 4.0
TRUST = {
    ("bias", "p", "fr"): -0.8,
    ("bias", "", "fr"): -0.8,
    ("bias", "p", "en"): -0.65,
    ("bias", "", "en"): -0.65,
    ("R1", "verb|fin|inserted"): -1.0,
    ("R1", "verb|fin|quote"): -0.5,
    ("R1", "verb|fin|clause"): -0.3,
    ("R1", "colon||quote"): -1.5,
    ("G3", "verb|fin|inserted", "ADP", "1"): 0.5,
    ("G1", "verb|fin|quote"): 0.4,
    ("G1", "verb|fin|inserted"): 0.5,
    ("G3", "preposition||preposition", "VERBfin", "0"): 1.1,
    ("G3", "preposition||preposition", "AUXfin", "0"): 1.1,
    ("G3", "preposition||preposition", "NOUN", "0"): 1.2,
    ("G3", "preposition||preposition", "ADP", "1"): 2.0,
    ("R2", "verb", "*"): -0.8,
    ("R1", "mark||hearsay"): -0.4,
    ("G1", "mark||hearsay"): 0.8,
    ("R1", "noun||reference"): -0.7,
    ("G1", "noun||reference"): 0.7,
}
"""Added to the fitted weights, chosen on held-out labels (see the card): rejecting is made dearer, and the grammar's
answer is kept where a quotation follows its cue, and around "selon X" between a subject and its verb or between a verb
and its complement, unless much speaks against it."""
RAREST = 2
"""Possible cues that a feature must be seen at."""
LEAST = 0.5
"""Overlap below which no hypothesis stands for a label: such a cue is left out."""
GOOD = 0.8
"""Overlap from which a hypothesis that is not the nearest may win too, the more the nearer it comes."""
STEPS = 80
"""Most steps of L-BFGS: more change no choice."""
SMALLEST = 0.005
"""Weights below this are not written."""
READING = tuple(stage for stage in STAGES if stage.layer in {"blocks", "sentences", "tokens", "mentions"})


class Example(NamedTuple):
    """A possible cue: the features of its hypotheses, and how good each is (1: shall win)."""

    features: list[tuple[Feature, ...]]
    wins: list[float]


def article_of(labelled: Labelled) -> Article:
    """Make an article of a labelled text as the desk would."""
    text = labelled.article.text or ""
    return Article(
        id=labelled.article.id,
        input_id=labelled.article.id,
        outlet="wikinews",
        title=labelled.article.title,
        language=labelled.article.language or "und",
        published=labelled.article.published,
        text=text,
        capture_sha256="0",
        marks=tuple(line_marks(text)),
    )


def examples(labelled: Labelled) -> Iterator[Example]:
    """Give an example for every possible cue of an article."""
    article = article_of(labelled)
    lexicon = load(article.language)
    if lexicon is None:
        return
    layers = stages.run(READING, article)
    for _, view in views(article, layers, lexicon):
        seen = candidates.find(view, grammar.propose(view))
        owned = _owners(view, seen, labelled.statements)
        sentence = reader.see(view, seen)
        for number, candidate in enumerate(seen):
            near = any(s.cue is not None and _shared(view, candidate, s.cue) for s in labelled.statements)
            if number not in owned and near:
                continue
            ranked = hypotheses.enumerate_all(view, candidate, sentence.marks)
            wins = _wins(view, ranked, owned.get(number, []))
            if wins is not None:
                sight = reader.sight_of(view, candidate, sentence)
                yield Example([tuple(sight.all_of(one)) for one in ranked], wins)


def _owners(view: View, seen: Sequence[Candidate], gold: Sequence[GoldStatement]) -> dict[int, list[GoldStatement]]:
    """Give each labelled statement to the possible cue that shares most with its cue."""
    found: dict[int, list[GoldStatement]] = {}
    for statement in gold:
        if statement.cue is None:
            continue
        shared = [(_shared(view, one, statement.cue), -number) for number, one in enumerate(seen)]
        most, number = max(shared, default=(0, 0))
        if most > 0:
            found.setdefault(-number, []).append(statement)
    return found


def _shared(view: View, candidate: Candidate, cue: Span) -> int:
    span = view.span(candidate.cue.start, candidate.cue.end)
    return max(0, min(span.end, cue.end) - max(span.start, cue.start))


def _wins(view: View, ranked: Sequence[Hypothesis], gold: Sequence[GoldStatement]) -> list[float] | None:
    """Say which hypotheses shall win: those nearest to the label; ``None`` where none is near."""
    if not gold:
        return [float(one == REJECTED) for one in ranked]
    spans = [span for s in gold for span in (s.spans or (Span(s.start, s.end),))]
    words = [t.pos != "PUNCT" for t in view.tokens]
    true = {i for i, t in enumerate(view.tokens) if words[i] and any(s.start <= t.start < s.end for s in spans)}
    overlaps = [_overlap({i for i in hypotheses.tokens_of(one) if words[i]}, true) for one in ranked]
    top = max(overlaps)
    return [1.0 if value == top else _share(value) for value in overlaps] if top >= LEAST else None


def _share(overlap: float) -> float:
    """Say how far a hypothesis that is not the nearest to the label may win."""
    return (overlap - 0.6) / 0.4 if overlap >= GOOD else 0.0


def _overlap(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


# -------------------------------------------------------------------------------- the model


def fit(learnt: Sequence[Example], penalty: float) -> dict[Feature, float]:
    """Fit the weights."""
    seen = Counter(name for example in learnt for name in {n for row in example.features for n in row})
    names = sorted(name for name, count in seen.items() if count >= RAREST and "".join(name).isprintable())
    index = {name: place for place, name in enumerate(names)}
    rows = [[index[name] for name in row if name in index] for example in learnt for row in example.features]
    lengths = np.fromiter((len(row) for row in rows), int, len(rows))
    columns = np.fromiter((place for row in rows for place in row), int, int(lengths.sum()))
    pointer = np.concatenate([[0], np.cumsum(lengths)])
    matrix = csr_matrix((np.ones(len(columns)), columns, pointer), shape=(len(rows), len(names)))
    groups = np.concatenate([[0], np.cumsum([len(example.features) for example in learnt])])[:-1]
    sizes = np.array([len(example.features) for example in learnt])
    wins = np.array([win for example in learnt for win in example.wins])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, groups), sizes)
        raw = np.exp(scores)
        total = np.add.reduceat(raw, groups)
        winning = np.add.reduceat(raw * wins, groups)
        model = raw / np.repeat(total, sizes)
        aim = raw * wins / np.repeat(winning, sizes)
        value = float(np.sum(np.log(total) - np.log(winning)) + penalty / 2 * weights @ weights)
        return value, matrix.T @ (model - aim) + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return {name: float(value) for name, value in zip(names, found.x, strict=True) if abs(value) >= SMALLEST}


def write(weights: dict[Feature, float], out: Path) -> None:
    """Write the weights, by name."""
    head = (
        "# Weights of the reader of statements: made by training/statements.py from our labels in training/labels\n"
        "# on French and English Wikinews texts (CC BY 2.5); see training/cards/statements.md.\n"
    )
    lines = ["\t".join((f"{value:.3f}", *name)) + "\n" for name, value in sorted(weights.items())]
    out.write_text(head + "".join(lines), "utf-8")


def main() -> None:
    """Train on the labels of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    chosen = parser.parse_args()
    started = time.process_time()
    ours = {
        language: [one for name in newsrooms.SETS for one in newsrooms.load(language, "train", name)]
        for language in LANGUAGES
    }
    labels = [(*statement_labels.load(language), *ours[language]) for language in LANGUAGES]
    labelled = [one for part in labels for one in part]
    learnt = [example for one in labelled for example in examples(one)]
    weights = fit(learnt, chosen.penalty)
    weights |= {name: weights.get(name, 0.0) + more for name, more in TRUST.items()}
    write(weights, RESOURCES / MODEL)
    spent = time.process_time() - started
    print(
        f"{len(labelled)} articles, {len(learnt)} possible cues, {sum(not e.wins[0] for e in learnt)} that report, "
        f"{len(weights)} weights, {(RESOURCES / MODEL).stat().st_size} bytes, {spent:.0f} s"
    )


if __name__ == "__main__":
    main()
