"""Classes of what a statement asserts, by lemmas and phrases of lemmas (``predicates-<language>.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from twosource.model import Token
from twosource.resources import exists, sections
from twosource.text import fold

LONGEST = 4
"""Words of the longest phrase."""
SMALL = frozenset({"DET", "PUNCT", "NUM"})

Phrase = tuple[str, ...]
Table = Mapping[str, Mapping[Phrase, frozenset[str]]]


def classes(tokens: Sequence[Token], language: str) -> frozenset[str]:
    """Give the classes that the words of a statement put forward."""
    lemmas = _telling(fold(token.lemma) for token in tokens if token.pos not in SMALL)
    return frozenset(_found(lemmas, _table(language)))


def _found(lemmas: Sequence[str], table: Table) -> Iterator[str]:
    for at, lemma in enumerate(lemmas):
        if lemma in table:
            for length in range(1, LONGEST + 1):
                yield from table[lemma].get(tuple(lemmas[at : at + length]), ())


@cache
def _table(language: str) -> Table:
    """Give the classes of phrases by their first word."""
    name = f"predicates-{language}.toml"
    if not exists(name):
        return {}
    found: dict[str, dict[Phrase, frozenset[str]]] = {}
    for kind, phrases in sections(name, "predicates").items():
        for phrase in phrases:
            words = tuple(_telling(fold(phrase).split()))
            held = found.setdefault(words[0], {})
            held[words] = held.get(words, frozenset()) | {kind}
    return found


def _telling(words: Iterable[str]) -> list[str]:
    """Give words without those that stand before any noun, elided ones in full ("d'urgence")."""
    return [_FULL.get(word, word) for word in words if word not in _IDLE]


_FULL: Mapping[str, str] = {"d'": "de", "d’": "de", "du": "de", "s'": "se", "qu'": "que"}
_IDLE = frozenset({"le", "la", "les", "the", "l'", "un", "une", "son", "leur", "its", "his", "her", "their", "our"})
