"""Articles as sparse vectors of their words, and as vectors of what survives translation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_array, diags_array, hstack

from twosource.compare import fingerprints, weights
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from twosource.model import Reading

LEAD = 100
"""Words of the lead: about three sentences and the headline."""
LEAD_WEIGHT = 0.3
NAME = 2.0
NAME_ACROSS = 1.5
"""What a name counts beside another word, in one language and between two."""
BACKGROUND = 500
"""Articles of background news that the idf of a pile is smoothed with."""
STEM = 6
LONG = 5
"""Letters kept of a word, and least letters of a word, that may be a cognate."""

Term = tuple[str, float]


class Features(Struct, frozen=True):
    """One row of unit length for each article, sparse."""

    matrix: csr_array


class Word(Struct, frozen=True):
    """A told word: folded, as printed, whether it looks like a name, and its language."""

    folded: str
    printed: str
    name: bool
    language: str


def headline(reading: Reading) -> str:
    """Give the headline of an article: its title, or its block of that role; empty where there is none."""
    if reading.article.title:
        return reading.article.title
    blocks = reading.layers.blocks or ()
    return next((reading.article.text[b.start : b.end] for b in blocks if b.role == "title"), "")


def told_words(reading: Reading) -> list[Word]:
    """Give the words that an article tells, its headline first."""
    text, language = reading.article.text, reading.article.language
    head = [Word(fold(w), w, name=False, language=language) for w in WORD.findall(headline(reading))]
    body = [
        Word(fold(m.group()), m.group(), fingerprints.is_name(text, m.group(), m.start()), language)
        for span in fingerprints.told(reading)
        for m in WORD.finditer(text, span.start, span.end)
    ]
    return head + body


def own(readings: Sequence[Reading]) -> Features:
    """Give vectors that compare articles of one language."""
    return _vectors([told_words(reading) for reading in readings], _plain)


def neutral(readings: Sequence[Reading]) -> Features:
    """Give vectors that compare articles of different languages."""
    return _vectors([told_words(reading) for reading in readings], neutral_terms)


def headlines(readings: Sequence[Reading]) -> Features:
    """Give vectors of the headlines alone."""
    return _vectors(
        [
            [Word(fold(w), w, name=False, language=r.article.language) for w in WORD.findall(headline(r))]
            for r in readings
        ],
        _plain,
    )


def _plain(word: Word) -> Iterator[Term]:
    if len(word.folded) > 1 or word.folded.isdigit():
        yield word.folded, NAME if word.name else 1.0


def neutral_terms(word: Word) -> Iterator[Term]:
    """Give the terms of a word that survive translation: "#" figures, "n" names, "s" stems."""
    if word.folded[:1].isdigit():
        yield "#" + word.folded, 1.0
    elif word.name:
        bones = weights.skeleton(word.printed)
        if len(bones) > 1:
            yield "n" + bones, NAME_ACROSS
    elif len(word.folded) >= LONG:
        yield "s" + word.folded[:STEM], 1.0


def _vectors(documents: Sequence[Sequence[Word]], terms: Callable[[Word], Iterator[Term]]) -> Features:
    """Weigh the terms of every document: lead and whole text, each of unit length."""
    index: dict[str, int] = {}
    shares: dict[int, float] = {}
    counts = [_count(words, terms, index, shares) for words in documents]
    leads = [_count(words[:LEAD], terms, index, shares) for words in documents]
    held = np.zeros(len(index))
    for count in counts:
        held[list(count)] += 1
    common = np.array([shares[term] for term in range(len(index))])
    size = len(documents)
    idf = np.maximum(0.0, np.log((BACKGROUND + size) / (BACKGROUND * common + np.maximum(1.0, held))))
    whole, lead = _rows(counts, idf), _rows(leads, idf)
    return Features(hstack([whole * math.sqrt(1 - LEAD_WEIGHT), lead * math.sqrt(LEAD_WEIGHT)]).tocsr())


def _count(
    words: Sequence[Word],
    terms: Callable[[Word], Iterator[Term]],
    index: dict[str, int],
    shares: dict[int, float],
) -> Mapping[int, tuple[int, float]]:
    """Count the terms of some words: how often, and the sum of what each time counts."""
    found: dict[int, tuple[int, float]] = {}
    for word in words:
        for term, weight in terms(word):
            number = index.setdefault(term, len(index))
            if number not in shares:
                shares[number] = 0.0
            shares[number] = max(shares[number], weights.share(word.folded, word.language))
            times, total = found.get(number, (0, 0.0))
            found[number] = times + 1, total + weight
    return found


def _rows(counts: Sequence[Mapping[int, tuple[int, float]]], idf: fingerprints.Floats) -> csr_array:
    ends = np.concatenate([[0], np.cumsum([len(count) for count in counts])])
    terms = np.array([term for count in counts for term in count], dtype=np.int64)
    times = np.array([times for count in counts for times, _ in count.values()], dtype=np.float64)
    totals = np.array([total for count in counts for _, total in count.values()], dtype=np.float64)
    values = (1 + np.log(times)) * (totals / times) * idf[terms]
    rows = csr_array((values, terms, ends), shape=(len(counts), len(idf)))
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.where(norms > 0, norms, 1.0)) @ rows)
