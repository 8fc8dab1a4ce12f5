"""Names: people, organisations, places, events and products, without title or function.

A CRF over the words of an article (``training/names.py``) finds and types them; what it sees is in ``namefeatures``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

from twosource.model import Article, EntityType, Mention, Role, Sentence, Token
from twosource.read import crf
from twosource.read.namefeatures import Description, Part, describe, expand
from twosource.read.tagging import case_of
from twosource.text import squeeze

MODEL = "models/names.crfsuite"
TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "event", "product")
_ADDED: frozenset[Role] = frozenset({"navigation", "promo"})
"""Roles that the site, not the article, gives words to."""


def find(article: Article, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """Find the names of an article, in text order; they do not overlap."""
    rows = by_sentence(tokens, [sentence for sentence in sentences if sentence.role not in _ADDED])
    model = crf.load(MODEL)
    scores = crf.weigh(model, _numbered(described(article, rows)))
    labels = crf.best(model, scores, [len(row) for row in rows])
    return tuple(_mentions(article, list(chain.from_iterable(rows)), labels))


def described(article: Article, rows: Sequence[Sequence[Token]]) -> list[Description]:
    """Describe the words of an article to the model."""
    loud = [case_of([token.text for token in row]) != "plain" for row in rows]
    return describe(rows, loud, article.language)


def by_sentence(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[list[Token]]:
    """Deal the tokens out to their sentences; sentences without any are left out."""
    rows: list[list[Token]] = [[] for _ in sentences]
    place = 0
    for token in tokens:
        while place < len(sentences) and sentences[place].end <= token.start:
            place += 1
        if place < len(sentences) and sentences[place].start <= token.start:
            rows[place].append(token)
    return [row for row in rows if row]


def _numbered(words: Sequence[Description]) -> list[tuple[int, ...]]:
    """Give the numbers of the features of each word; what the places of a form share is gathered once."""
    number = _numbers()
    shared = {parts: tuple({n: None for part in parts for n in number(part)}) for parts in {w.shared for w in words}}
    return [tuple(chain(*map(number, word.parts), shared[word.shared])) for word in words]


@cache
def _numbers() -> Callable[[Part], tuple[int, ...]]:
    @lru_cache(maxsize=1 << 17)
    def number(part: Part) -> tuple[int, ...]:
        return crf.known(crf.load(MODEL), expand(part))

    return number


def _mentions(article: Article, tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[Mention]:
    """Read the mentions off the labels: B-type starts one, I-type goes on with it."""
    at = 0
    while at < len(tokens):
        first, kind = at, _kind(labels[at])
        at += 1
        while kind and at < len(tokens) and labels[at] == f"I-{kind}":
            at += 1
        if kind:
            start, end = tokens[first].start, tokens[at - 1].end
            yield Mention(start, end, squeeze(article.text[start:end]), kind)


def _kind(label: str) -> EntityType | None:
    return next((kind for kind in TYPES if label.endswith(f"-{kind}")), None)
