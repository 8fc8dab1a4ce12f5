"""Words of one language that translate words of another (``resources/bilingual-<a>-<b>.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from twosource.resources import exists, read_rows
from twosource.text import fold


def translations(lemma: str, source: str, target: str) -> frozenset[str]:
    """Give the lemmas of ``target`` that may translate a lemma of ``source``; none without a table.

    A lemma is found with its accents or folded, and its translations are given in both forms.
    """
    return _table("bilingual", source, target).get(lemma.lower(), frozenset())


def of_news(lemma: str, source: str, target: str) -> frozenset[str]:
    """Give its translations, and what newsrooms put for it where the two are no dictionary's translations.

    They show that two sentences may tell one thing; that two words mean one thing they do not.
    """
    return translations(lemma, source, target) | _table("bilingual-news", source, target).get(lemma, frozenset())


@cache
def _table(name: str, source: str, target: str) -> Mapping[str, frozenset[str]]:
    """Read the table of two languages in either direction."""
    found: dict[str, set[str]] = defaultdict(set)
    if exists(f"{name}-{source}-{target}.tsv"):
        for word, _, others in read_rows(f"{name}-{source}-{target}.tsv"):
            found[word].update(others.split("|"))
    elif exists(f"{name}-{target}-{source}.tsv"):
        for word, _, others in read_rows(f"{name}-{target}-{source}.tsv"):
            for other in others.split("|"):
                found[other].add(word)
    for word in list(found):
        found[word] |= {fold(other) for other in found[word]}
        found[fold(word)] |= found[word]
    return {word: frozenset(others) for word, others in found.items()}
