"""All of read/ on 400-word articles, one core, by stage, beside a peer's parse of the same texts in the same run.

    python -m benchmarks.reading [ARTICLES]

Processor time of this process, the models loaded before, some articles for us, the same for the peer, and so on, so
that what else runs on the machine weighs on both. The peer is spaCy's tagger and parser (its default "small" network
with untrained weights: the work is the same, the answers are not) where spaCy is installed. Prints a table and writes
it to docs/reading-speed.md.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec
from benchmarks.pile import make

from twosource.engine import local
from twosource.model import Article, Layers
from twosource.read import stages
from twosource.read.articles import line_marks
from twosource.read.pipeline import STAGES

WORDS = 400
ARTICLES = 100
AT_ONCE = 10
OUT = Path(__file__).resolve().parents[1] / "docs" / "reading-speed.md"
Parse = Callable[[Sequence[str]], int]
LABELS = ("nsubj", "obj", "obl", "nmod", "det", "case", "amod", "advmod", "ROOT", "punct", "conj", "cc")


def articles(count: int) -> list[Article]:
    """Make articles of 400 words: the texts of made articles joined and cut, French and English in turn."""
    texts: dict[str, list[str]] = {"fr": [], "en": []}
    for row in make(count * 4):
        texts[str(row["language"])] += [str(row["text"]).replace("\n\n", "\n")]
    made = []
    for number in range(count):
        language = "fr" if number % 2 else "en"
        words = " ".join(texts[language][number % len(texts[language]) :] + texts[language]).split(" ")[:WORDS]
        text = " ".join(words)
        made.append(
            Article(
                id=f"a{number}", input_id=f"a{number}", outlet="o", language=language, text=text,
                capture_sha256="0", published="2031-03-12T08:00:00+00:00", marks=tuple(line_marks(text)),
            )
        )  # fmt: skip
    return made


def by_stage(pile: Sequence[Article]) -> Mapping[str, float]:
    """Give the processor seconds of each stage."""
    spent: dict[str, float] = defaultdict(float)
    for article in pile:
        layers = Layers()
        for stage in STAGES:
            seen = Layers(**{name: getattr(layers, name) for name in stage.needs})
            begun = time.process_time()
            answer = stage.make(article, seen)
            spent[stage.layer] += time.process_time() - begun
            layers = msgspec.structs.replace(layers, **{stage.layer: answer})
    return spent


def peers() -> Mapping[str, Parse]:
    """Give spaCy's tagger and parser by language; none where it is not installed."""
    if find_spec("spacy") is None:
        return {}
    return {language: _peer(language) for language in ("fr", "en")}


def _peer(language: str) -> Parse:
    import spacy
    from spacy.training import Example

    model = spacy.blank(language)
    for name in ("morphologizer", "parser"):
        model.add_pipe(name)
    example = Example.from_dict(
        model.make_doc(" ".join(["mot"] * len(LABELS))),
        {"heads": [0] * len(LABELS), "deps": ["ROOT", *LABELS[:8], *LABELS[9:]], "pos": ["NOUN"] * len(LABELS)},
    )
    model.initialize(lambda: [example])

    def parse(texts: Sequence[str]) -> int:
        return sum(1 for _ in model.pipe(texts))

    return parse


def parsed(pile: Sequence[Article], models: Mapping[str, Parse]) -> float:
    """Give the processor seconds that the peer takes."""
    begun = time.process_time()
    for language, parse in models.items():
        parse([article.text for article in pile if article.language == language])
    return time.process_time() - begun


def table(count: int, spent: Mapping[str, float], other: float | None) -> Iterator[str]:
    """Give the lines of the table."""
    whole = sum(spent.values())
    yield "| stage | articles a second | share |"
    yield "|---|---:|---:|"
    for name, seconds in spent.items():
        yield f"| {name} | {count / seconds:,.0f} | {seconds / whole:.0%} |"
    yield f"| **all of read/** | **{count / whole:.1f}** | |"
    if other is not None:
        yield f"| spaCy, tagger and parser alone | {count / other:.1f} | ours is {other / whole:.1f} times as fast |"


def main() -> None:
    """Measure, print, write."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    pile = articles(count)
    models = peers()
    for article in pile[:4]:
        stages.run(STAGES, article)
    if models:
        parsed(pile[:4], models)
    local.collect_seldom()  # as the command line does
    spent: Counter[str] = Counter()
    other = 0.0
    for first in range(0, count, AT_ONCE):
        part = pile[first : first + AT_ONCE]
        spent.update(by_stage(part))
        other += parsed(part, models) if models else 0.0
    lines = "\n".join(table(count, spent, other or None))
    print(lines)
    OUT.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
