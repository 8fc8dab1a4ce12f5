"""Train the readers of statements: ``python training/statements.py fr [--out FILE] [--folds N]``.

One sequence for every possible cue of a sentence, as the grammar and the lexicon find them; the labels are
those of ``training/labels``, the texts stand in ``../shared``. Deterministic.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite
import statement_labels
from statement_labels import Labelled

from twosource.evaluate.dataset import GoldStatement
from twosource.model import Article, Span
from twosource.read import stages
from twosource.read.articles import line_marks
from twosource.read.pipeline import STAGES
from twosource.read.statements import candidates, grammar, reader
from twosource.read.statements.candidates import Candidate
from twosource.read.statements.find import views
from twosource.read.statements.lexicon import load
from twosource.read.statements.view import View

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
SETTINGS = {"c1": 0.05, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 2}
READING = tuple(stage for stage in STAGES if stage.layer in {"blocks", "sentences", "tokens", "mentions"})


class Sequence_(NamedTuple):
    """What the model learns from: the description of the tokens of a sentence, and which are content."""

    features: list[list[str]]
    labels: list[str]


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


def sequences(labelled: Labelled) -> Iterator[Sequence_]:
    """Give a sequence for every possible cue of an article."""
    article = article_of(labelled)
    lexicon = load(article.language)
    if lexicon is None:
        return
    layers = stages.run(READING, article)
    for _, view in views(article, layers, lexicon):
        found = grammar.propose(view)
        words = reader.shared(view)
        seen = candidates.find(view, found)
        best = _owners(view, seen, labelled.statements)
        for number, candidate in enumerate(seen):
            labels = _labels(view, candidate, best.get(number), labelled.statements)
            if labels is not None:
                yield Sequence_(reader.features(view, words, candidate), labels)


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


def _labels(
    view: View, candidate: Candidate, owned: list[GoldStatement] | None, gold: Sequence[GoldStatement]
) -> list[str] | None:
    """Label the tokens for one candidate; ``None`` where the label of another cue overlaps it, or lies elsewhere."""
    if owned is None:
        near = any(s.cue is not None and _shared(view, candidate, s.cue) for s in gold)
        return None if near else ["O"] * len(view)
    spans = [span for s in owned for span in (s.spans or (Span(s.start, s.end),))]
    labels = ["C" if any(s.start <= t.start < s.end for s in spans) else "O" for t in view.tokens]
    return labels if "C" in labels else None


def train(examples: Sequence[Sequence_], out: Path) -> None:
    """Fit a model and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        trainer.append(example.features, example.labels)
    trainer.set_params(SETTINGS)
    trainer.train(str(out))


def main() -> None:
    """Train on all labels of a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    started = time.process_time()
    labelled = statement_labels.load(chosen.language)
    examples = [example for one in labelled for example in sequences(one)]
    positive = sum("C" in example.labels for example in examples)
    out = chosen.out or RESOURCES / reader.model_name(chosen.language)
    train(examples, out)
    spent = time.process_time() - started
    print(f"{len(labelled)} articles, {len(examples)} sequences, {positive} with content, {spent:.0f} s, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
