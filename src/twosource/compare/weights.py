"""What a word is worth: how much its being shared tells.

The worth of a word is ``-ln`` of the share of articles that hold it, in nats, after a background of
news in its language (``resources/background/<language>.tsv``).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource import resources
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN = 0.004
"""Share of articles that a word outside the background is taken to stand in."""
FIGURE = 0.08
"""The same for a number: most small numbers stand in many articles."""

FUNCTION_LETTERS = 3
FUNCTION = 0.3
"""In a language without a table, words of so few letters are taken for function words, of this share."""


@lru_cache(maxsize=64)
def background(language: str) -> Mapping[str, float]:
    """Give the share of articles that hold a folded word; empty for a language without a table."""
    name = f"background/{language}.tsv"
    if not resources.exists(name):
        return {}
    return {row[0]: float(row[1]) for row in resources.read_rows(name)}


def share(folded: str, language: str) -> float:
    """Give the share of the articles of a language that hold a folded word, never 0 and never above .98."""
    if folded.isdigit():
        return FIGURE
    table = background(language)
    if not table and len(folded) <= FUNCTION_LETTERS:
        return FUNCTION
    return min(0.98, table.get(folded, UNSEEN))


@lru_cache(maxsize=1 << 18)
def worth(word: str, language: str) -> float:
    """Give what a word as printed is worth, in nats: about 0 for "the", 5.5 for a rare word."""
    return -math.log(share(fold(word), language))


@lru_cache(maxsize=64)
def _lemmas(language: str) -> Mapping[str, float]:
    name = f"background/lemmas-{language}.tsv"
    return {row[0]: float(row[1]) for row in resources.read_rows(name)} if resources.exists(name) else {}


@lru_cache(maxsize=1 << 16)
def worth_of_lemma(lemma: str, language: str) -> float:
    """Give what a folded lemma is worth, in nats: any of its forms may have been printed."""
    return -math.log(max(share(lemma, language), min(0.98, _lemmas(language).get(lemma, 0.0))))


_DIGRAPHS = (
    (re.compile("tsch|tch|sch|sh|ch|cz|tj"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("kh|gh|ck|qu|[cqgj]"), "k"),
    (re.compile("w"), "v"),
    (re.compile("dj|dz|z"), "s"),
    (re.compile("[^a-z0-9]"), ""),
    (re.compile("(?<=.)[aeiouyh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """Give the consonants of a name under which its spellings in several languages meet.

    ``Vostotchny`` and ``Vostochny`` are ``vststn``; the first letter stays even where it is a vowel.
    """
    bare = fold(word)
    for pattern, replacement in _DIGRAPHS:
        bare = pattern.sub(replacement, bare)
    return bare
