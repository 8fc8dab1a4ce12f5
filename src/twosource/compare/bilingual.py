"""Words of one language that translate words of another (``resources/bilingual-<a>-<b>.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from twosource.resources import exists, read_rows
from twosource.text import fold


def translations(lemma: str, source: str, target: str) -> frozenset[str]:
    """Give the lemmas of ``target`` that may translate a lemma of ``source``; none without a table.

    A lemma is found with its accents or folded, and its translations are given in both forms.
    """
    return _table(source, target).get(lemma.lower(), frozenset())


@cache
def _table(source: str, target: str) -> Mapping[str, frozenset[str]]:
    """Read the table of two languages in either direction."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, other in _pairs(source, target):
        found[word].add(other)
    for other, word in _pairs(target, source):
        found[word].add(other)
    for word in list(found):
        found[word] |= {fold(other) for other in found[word]}
        found[fold(word)] |= found[word]
    return {word: frozenset(others) for word, others in found.items()}


def _pairs(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Give the words of each row of the tables that are kept from one language to the other."""
    for name in (f"bilingual-{source}-{target}.tsv", f"bilingual-news-{source}-{target}.tsv"):
        for word, _, others in read_rows(name) if exists(name) else ():
            for other in others.split("|"):
                yield word, other
