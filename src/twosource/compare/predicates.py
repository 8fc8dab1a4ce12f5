"""Classes of what a statement asserts, by lemmas and phrases of lemmas (``predicates-<language>.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from twosource.model import Token
from twosource.resources import exists, sections
from twosource.text import fold

LONGEST = 4
"""Words of the longest phrase."""
SMALL = frozenset({"DET", "PUNCT"})

Phrase = tuple[str, ...]


def classes(tokens: Sequence[Token], language: str) -> frozenset[str]:
    """Give the classes that the words of a statement put forward."""
    lemmas = [fold(token.lemma).rstrip("'") for token in tokens if token.pos not in SMALL]
    return frozenset(_found(lemmas, _table(language)))


def _found(lemmas: Sequence[str], table: Mapping[Phrase, frozenset[str]]) -> Iterator[str]:
    for at in range(len(lemmas)):
        for length in range(1, LONGEST + 1):
            yield from table.get(tuple(lemmas[at : at + length]), ())


@cache
def _table(language: str) -> Mapping[Phrase, frozenset[str]]:
    name = f"predicates-{language}.toml"
    if not exists(name):
        return {}
    found: dict[Phrase, frozenset[str]] = {}
    for kind, phrases in sections(name, "predicates").items():
        for phrase in phrases:
            words = tuple(word.rstrip("'") for word in fold(phrase).split() if word not in _ARTICLES)
            found[words] = found.get(words, frozenset()) | {kind}
    return found


_ARTICLES = frozenset({"le", "la", "les", "the", "a", "an", "l'", "des", "un", "une"})
