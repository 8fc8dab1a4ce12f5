"""Articles that we wrote in the voices of many newsrooms, with their statements marked in the text.

``training/labels/newsrooms-{fr,en}.txt``, ``voices-...`` and ``desks-...`` say in their first lines how to read marks.
Every third article is for development (``part="dev"``), the others train; those of ``desks`` train nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, cast, get_args

from training.statement_labels import LABELS, Labelled

from twosource.evaluate.dataset import GoldArticle, GoldStatement
from twosource.model import Certainty, Span, StatementKind

Part = Literal["train", "dev"]
SETS = ("newsrooms", "voices")
EVERY = 3
_MARK = re.compile(r"\{(?P<numbers>\d+(?:,\d+)*)(?P<role>[!@]?) |\}")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_UNNAMED = frozenset({"anonymous", "collective"})


class Marked(NamedTuple):
    """The text without its marks, and the stretches of each statement by role ("" content, "!" cue, "@" teller)."""

    text: str
    spans: Mapping[tuple[str, str], list[Span]]


def load(language: str, part: Part | None = None, name: str = SETS[0]) -> list[Labelled]:
    """Give the articles of a language of one set, of one part or all, in the order of the file."""
    body = (LABELS / f"{name}-{language}.txt").read_text("utf-8").split("\n== ")[1:]
    one = name.removesuffix("s")
    articles = [_article(f"{one}-{language}-{number}", chunk, language) for number, chunk in enumerate(body)]
    return [one for number, one in enumerate(articles) if part is None or (number % EVERY == 1) == (part == "dev")]


def _article(name: str, chunk: str, language: str) -> Labelled:
    head, rest = chunk.split("\n", 1)
    text, labels = rest.split("\n--", 1)
    marked = unmark(text.strip())
    said = [_statement(name, line.split(), marked) for line in labels.strip().splitlines()]
    title = head.split(" | ", 1)[1]
    article = GoldArticle(id=name, text=marked.text, title=title, language=language, outlet=head.split(" | ")[0])
    return Labelled(article, tuple(sorted(said, key=lambda one: (one.start, one.end))))


def unmark(text: str) -> Marked:
    """Take the marks out of a text.

    Raises:
        ValueError: where a mark is never closed.
    """
    plain = ""
    spans: dict[tuple[str, str], list[Span]] = {}
    open_marks: list[tuple[re.Match[str], int]] = []
    last = 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark["numbers"]:
            open_marks.append((mark, len(plain)))
            continue
        opened, start = open_marks.pop()
        for number in opened["numbers"].split(","):
            spans.setdefault((number, opened["role"]), []).append(Span(start, len(plain)))
    if open_marks:
        raise ValueError(text[open_marks[0][0].start() :][:60])
    return Marked(plain + text[last:], spans)


def _statement(article: str, words: list[str], marked: Marked) -> GoldStatement:
    number, certainty, *rest = words
    noun = rest[0] == "noun"
    teller, *names = rest[noun:]
    chain = tuple(name.strip() for name in " ".join(names).split(">"))
    spans = tuple(sorted(marked.spans[number, ""]))
    unnamed = teller in _UNNAMED or chain[0] == "?"
    if certainty not in get_args(Certainty):
        raise ValueError(f"{article}: {certainty}")
    return GoldStatement(
        article=article,
        start=spans[0].start,
        end=spans[-1].end,
        spans=spans if len(spans) > 1 else (),
        cue=_only(marked, number, "!"),
        source=_only(marked, number, "@"),
        speaker=None if unnamed else chain[0],
        source_type=teller,
        kind="noun" if noun else _kind(marked.text, spans),
        certainty=cast("Certainty", certainty),
        chain=chain,
    )


def _only(marked: Marked, number: str, role: str) -> Span | None:
    spans = marked.spans.get((number, role), [])
    if len(spans) > 1:
        raise ValueError(f"{number}{role}: {[marked.text[s.start : s.end] for s in spans]}")
    return spans[0] if spans else None


def _kind(text: str, spans: tuple[Span, ...]) -> StatementKind:
    quotes = list(_quotes(text))
    inside = [any(q.start <= s.start and s.end <= q.end for q in quotes) for s in spans]
    if all(inside):
        return "direct"
    return "mixed" if any(s.start <= q.start and q.end <= s.end for s in spans for q in quotes) else "indirect"


def _quotes(text: str) -> Iterator[Span]:
    for found in _QUOTED.finditer(text):
        yield Span(found.start(), found.end())
