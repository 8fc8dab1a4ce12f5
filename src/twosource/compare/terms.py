"""Terms: the words of a stretch that are worth something, in the form that survives inflection and translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.compare import features, fingerprints, weights
from twosource.model import Span
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Article, Reading, Statement

WORTH = 2.0
"""Worth of a word, in nats, from which it counts in a statement."""
SPOKEN = frozenset({"direct", "mixed"})


class Terms(Struct, frozen=True):
    """What one statement tells: its terms with their worth, also in all, whether it is quoted, in how many words."""

    terms: Mapping[str, float]
    worth: float
    quoted: bool = False
    size: int = 0


def of_statement(reading: Reading, statement: Statement) -> Terms:
    """Give the terms of a statement."""
    spans = statement.spans or (Span(statement.start, statement.end),)
    return of_spans(reading.article, spans, quoted=statement.kind in SPOKEN)


def of_spans(article: Article, spans: Iterable[Span], *, quoted: bool = False) -> Terms:
    """Give the terms of some stretches of an article."""
    found, size = dict[str, float](), 0
    for span in spans:
        for match in WORD.finditer(article.text, span.start, span.end):
            worth, size = weights.worth(match.group(), article.language), size + 1
            if worth >= WORTH:
                found[_term(article.text, match.group(), match.start())] = worth
    return Terms(found, sum(found.values()), quoted, size)


def _term(text: str, word: str, start: int) -> str:
    """Give a word as what of it survives inflection: figures whole, names by their consonants, stems."""
    if word[0].isdigit():
        return word
    return "n" + weights.skeleton(word) if fingerprints.is_name(text, word, start) else fold(word)[: features.STEM]


def alike(one: Terms | None, other: Terms | None) -> float:
    """Give the share of the worth of the lighter of two stretches that the other has."""
    if one is None or other is None or not one.terms or not other.terms:
        return 0.0
    return _common(one, other) / min(one.worth, other.worth)


def held(one: Terms, other: Terms) -> float:
    """Give the share of the worth of a stretch that another has."""
    return _common(one, other) / one.worth if one.terms else 0.0


def _common(one: Terms, other: Terms) -> float:
    if one.terms.keys().isdisjoint(other.terms):
        return 0.0
    return sum(min(worth, other.terms[term]) for term, worth in one.terms.items() if term in other.terms)
