"""Train the part-of-speech models: ``python training/pos.py fr DATA [--out FILE]``.

DATA is the folder of Universal Dependencies treebanks. Texts are cut by our own tokeniser, labels
carried over by offsets, so that what is measured is what is run. Deterministic: no random numbers
but a seeded choice of sentences to shout, title or leave without their full stop.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from twosource.read.tagging import features
from twosource.read.tokens import pieces

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
TRAIN = {
    "fr": (
        "UD_French-Sequoia/fr_sequoia-ud-train.conllu",
        "UD_French-GSD/fr_gsd-ud-dev.conllu",
    ),
    "en": ("UD_English-EWT/en_ewt-ud-train.conllu",),
    "de": ("UD_German-GSD/de_gsd-ud-dev.conllu",),
    "es": ("UD_Spanish-GSD/es_gsd-ud-dev.conllu", "UD_Spanish-AnCora-old/es_ancora-ud-dev.conllu"),
    "pt": ("UD_Portuguese-Bosque/pt_bosque-ud-train.conllu",),
}
DEV = {
    "fr": "UD_French-Sequoia/fr_sequoia-ud-dev.conllu",
    "en": "UD_English-EWT/en_ewt-ud-dev.conllu",
    "pt": "UD_Portuguese-Bosque/pt_bosque-ud-dev.conllu",
}
"""Where a language is not here, each fifth sentence of the training part is held out for the figures."""
FOLD = 5
SPARSITY = {"fr": 0.1, "en": 0.2, "de": 0.05, "es": 0.1, "pt": 0.3}
SETTINGS = {"c2": 0.02, "max_iterations": 100, "feature.minfreq": 2, "period": 5, "delta": 1e-3}
VERBAL = {"VERB", "AUX"}


class Word(NamedTuple):
    """A word of the treebank: where it stands in the text, its label, whether its head is outside."""

    start: int
    end: int
    label: str
    number: int
    head: int


class Example(NamedTuple):
    """A sentence in our own tokens, with its labels."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def label(upos: str, feats: str) -> str:
    """Give the label of a word: UPOS, for verbs with form, mood, tense and number."""
    if upos not in VERBAL:
        return upos
    held = dict(part.split("=", 1) for part in feats.split("|") if "=" in part)
    form, mood = held.get("VerbForm", "").lower(), held.get("Mood", "").lower()
    number = held.get("Number", "").lower() if form == "fin" else ""
    return "|".join((upos, form, mood, held.get("Tense", "").lower(), number)).rstrip("|")


def sentences(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Read a CoNLL-U file: texts with their words."""
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        lines = part.splitlines()
        text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        if text:
            yield text, list(words_of(text, [line.split("\t") for line in lines if line[:1].isdigit()]))


def words_of(text: str, rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    """Place the rows of a sentence in its text. A contraction (du) is one word."""
    at, skip = 0, 0
    forms = {int(row[0]): row for row in rows if row[0].isdigit()}
    for row in rows:
        if "." in row[0] or (row[0].isdigit() and int(row[0]) <= skip):
            continue
        start = text.find(row[1], at)
        start, at = (start, start + len(row[1])) if start >= 0 else (at, at)
        first, last = (int(number) for number in (row[0].split("-") * 2)[:2])
        parts = [forms[number] for number in range(first, last + 1)]
        skip = last
        if "".join(part[1] for part in parts) == row[1]:
            for part in parts:
                yield word_at(start, part)
                start += len(part[1])
        else:
            chosen = parts[-1] if parts[-1][3] == "PRON" else parts[0]
            yield word_at(start, chosen)._replace(end=at)


def word_at(start: int, row: Sequence[str]) -> Word:
    """Make the word of one row that stands at ``start``."""
    head = int(row[6]) if row[6].isdigit() else 0
    return Word(start, start + len(row[1]), label(row[3], row[5]), int(row[0]), head)


def example(text: str, words: Sequence[Word], language: str) -> Example:
    """Cut a text by our own tokeniser and carry the labels over by offsets."""
    spans = pieces(text, language)
    labels = []
    for span in spans:
        under = [word for word in words if word.start < span.end and span.start < word.end]
        numbers = {word.number for word in under}
        heads = [word for word in under if word.head not in numbers] or under
        labels.append(heads[0].label if heads else "X")
    return Example(tuple(text[span.start : span.end] for span in spans), tuple(labels))


def variants(one: Example) -> Iterator[Example]:
    """Give a sentence, and some sentences also shouted, in title case or without the full stop."""
    yield one
    lot = hashlib.sha256(" ".join(one.words).encode()).digest()[0] % 12
    if lot == 0:
        yield Example(tuple(word.upper() for word in one.words), one.labels)
    elif lot == 1:
        yield Example(tuple(word[0].upper() + word[1:] for word in one.words), one.labels)
    elif lot in {2, 3} and one.words[-1] == "." and len(one.words) > 1:
        yield Example(one.words[:-1], one.labels[:-1])


def train(examples: Sequence[Example], language: str, out: Path) -> None:
    """Train a model and write it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**SETTINGS, "c1": SPARSITY[language]})
    for one in examples:
        trainer.append(features(one.words, language), one.labels)
    trainer.train(str(out))


def score(tagger: pycrfsuite.Tagger, name: str, examples: Iterable[Example], language: str) -> None:
    """Print the accuracy on a held-out part: UPOS, verbs' morphology, PROPN F1, commonest errors."""
    counts: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for one in examples:
        for gold, guess in zip(one.labels, tagger.tag(features(one.words, language)), strict=True):
            upos, guessed = gold.split("|")[0], guess.split("|")[0]
            counts.update(["n", "label"] if gold == guess else ["n"])
            counts.update(["upos"] if upos == guessed else [])
            counts.update(["gold"] if upos == "PROPN" else [])
            counts.update(["said"] if guessed == "PROPN" else [])
            counts.update(["both"] if upos == guessed == "PROPN" else [])
            if upos != guessed:
                wrong[upos, guessed] += 1
    total = counts["n"]
    propn = 2 * counts["both"] / max(1, counts["gold"] + counts["said"])
    print(f"{name}: {total} tokens, UPOS {counts['upos'] / total:.4f}, ", end="")
    print(f"UPOS+morphology {counts['label'] / total:.4f}, PROPN F1 {propn:.4f}")
    print("  commonest errors:", ", ".join(f"{a}>{b} {n}" for (a, b), n in wrong.most_common(8)))


def main() -> None:
    """Train, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=sorted(TRAIN))
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--train", nargs="*")
    given = parser.parse_args()
    out = given.out or RESOURCES / f"models/pos-{given.language}.crfsuite"
    files = given.train or TRAIN[given.language]
    plain = [example(text, words, given.language) for name in files for text, words in sentences(given.data / name)]
    if given.language in DEV:
        held: Iterable[Example] = [
            example(text, words, given.language) for text, words in sentences(given.data / DEV[given.language])
        ]
        name = DEV[given.language]
    else:
        name, held = f"each {FOLD}th sentence, held out of a model of the rest", plain[::FOLD]
        rest = [one for place, one in enumerate(plain) if place % FOLD]
        train([variant for one in rest for variant in variants(one)], given.language, out)
        score(tagger_of(out), name, held, given.language)
    examples = [variant for one in plain for variant in variants(one)]
    print(f"{len(examples)} sentences, {sum(len(one.words) for one in examples)} tokens")
    began = time.perf_counter()
    train(examples, given.language, out)
    print(f"trained in {time.perf_counter() - began:.0f} s, {out.stat().st_size / 1e6:.2f} MB")
    if given.language in DEV:
        score(tagger_of(out), name, held, given.language)


def tagger_of(path: Path) -> pycrfsuite.Tagger:
    """Open a trained model."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


if __name__ == "__main__":
    main()
