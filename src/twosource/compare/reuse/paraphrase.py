"""Paraphrases: sentences of two articles of one story that tell the same in other words or languages.

No model of meaning stands behind this: two sentences are paired where they are each other's best match
and share enough of their rare words, names and figures; less is asked beside a neighbour that matches
too, in order. Precision goes before recall: what is missed here is counted as not shown, never as
independent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_array

from twosource.compare import features, fingerprints, weights
from twosource.compare.features import Word
from twosource.model import NARRATIVE, Passage, Place, Reading
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMMON = {False: 0.6, True: 0.5}
BESIDE = {False: 0.45, True: 0.35}
"""Share of the worth of the lighter sentence that the other has: alone, and beside a match; less across
languages, where words are lost that one language would show."""
WORTH = 18.0
"""Worth, in nats, that two sentences must share."""
TOLD = 6.0
"""Worth of what they share beside names and figures."""
WINDOW = 2
"""Sentences between two matches that are neighbours."""
MOST = 120
"""Articles of a story beyond which paraphrases are not looked for."""

_BREAK = re.compile(r"(?<=[.!?…])[\s»”\"]+(?=\S)|\n+")


class Line(Struct, frozen=True):
    """A sentence with what it is worth: its terms, and which of them are no names or figures."""

    place: Place
    article: int
    language: str
    terms: Mapping[str, float]


Match = tuple[int, int, float]


def paraphrases(readings: Sequence[Reading], found: Sequence[Passage]) -> tuple[Passage, ...]:
    """Find the pairs of sentences of one story that tell the same in other words; ids follow ``found``.

    Sentences that a passage of ``found`` already joins are left out.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    if not 1 < len(ordered) <= MOST:
        return ()
    same = _matches(_lines(ordered, across=False), across=False)
    pairs = [("paraphrase", a, b) for a, b in same]
    if len({reading.article.language for reading in ordered}) > 1:
        pairs += [("translation", a, b) for a, b in _matches(_lines(ordered, across=True), across=True)]
    covered = _covered(found)
    kept = sorted((a, b, kind) for kind, a, b in pairs if not _joined(covered, a, b))
    return tuple(
        Passage(id=f"p{number}", kind="paraphrase" if kind == "paraphrase" else "translation", members=(a, b))
        for number, (a, b, kind) in enumerate(kept, start=len(found) + 1)
    )


def _lines(readings: Sequence[Reading], *, across: bool) -> list[Line]:
    return [
        _line(reading, number, start, end, across=across)
        for number, reading in enumerate(readings)
        for start, end in _sentences(reading)
    ]


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    if reading.layers.sentences is not None:
        yield from ((s.start, s.end) for s in reading.layers.sentences if s.role in NARRATIVE)
        return
    text = reading.article.text
    for span in fingerprints.told(reading):
        start = span.start
        for mark in _BREAK.finditer(text, span.start, span.end):
            yield start, mark.start()
            start = mark.end()
        yield start, span.end


def _line(reading: Reading, number: int, start: int, end: int, *, across: bool) -> Line:
    article = reading.article
    terms: dict[str, float] = {}
    for found in WORD.finditer(article.text, start, end):
        printed = found.group()
        name = fingerprints.is_name(article.text, printed, found.start())
        word = Word(fold(printed), printed, name, article.language)
        for term in _terms(word, across=across):
            terms[term] = max(terms.get(term, 0.0), weights.worth(printed, article.language))
    return Line(Place(article.id, start, end), number, article.language, terms)


def _terms(word: Word, *, across: bool) -> list[str]:
    if across:
        return [term for term, _ in features.neutral_terms(word)]
    kind = "#" if word.folded[:1].isdigit() else "n" if word.name else "s"
    return [kind + word.folded[: features.STEM]]


def _matches(lines: Sequence[Line], *, across: bool) -> Iterator[tuple[Place, Place]]:
    """Pair the sentences that are each other's best match between two articles."""
    scored = _scored(lines, across=across)
    best: dict[tuple[int, int], float] = {}
    for a, b, score in scored:
        for key in ((a, lines[b].article), (b, lines[a].article)):
            best[key] = max(best.get(key, 0.0), score)
    mutual = [(a, b, s) for a, b, s in scored if best[a, lines[b].article] == s == best[b, lines[a].article]]
    sure = {(a, b) for a, b, _ in mutual}
    for a, b, score in mutual:
        if score >= COMMON[across] or _beside(sure, a, b, lines):
            yield lines[a].place, lines[b].place


def _beside(sure: set[tuple[int, int]], a: int, b: int, lines: Sequence[Line]) -> bool:
    steps = range(1, WINDOW + 1)
    near = [(a + way * i, b + way * j) for way in (1, -1) for i in steps for j in steps]
    articles = lines[a].article, lines[b].article
    return any((x, y) in sure and (lines[x].article, lines[y].article) == articles for x, y in near)


def _scored(lines: Sequence[Line], *, across: bool) -> list[Match]:
    """Give the pairs of sentences that share enough, with the share of the lighter one."""
    whole = _rows(lines, "#ns")
    told = _rows(lines, "s")
    totals = np.asarray(whole.multiply(whole).sum(axis=1)).ravel()
    common, words = (whole @ whole.T).tocoo(), (told @ told.T).tocsr()
    owners = np.array([line.article for line in lines])
    spoken = np.unique([line.language for line in lines], return_inverse=True)[1] if lines else owners
    a, b, value = common.row, common.col, common.data
    share = value / np.maximum(1e-9, np.minimum(totals[a], totals[b]))
    kept = (owners[a] < owners[b]) & ((spoken[a] != spoken[b]) == across)
    kept &= (value >= WORTH) & (share >= BESIDE[across])
    pairs = zip(a[kept].tolist(), b[kept].tolist(), share[kept].tolist(), strict=True)
    return sorted((i, j, round(s, 9)) for i, j, s in pairs if words[i, j] >= TOLD)


def _rows(lines: Sequence[Line], kinds: str) -> csr_array:
    """Lay the terms of some kinds out so that the product of two rows is the worth of what they share."""
    index: dict[str, int] = {}
    entries = [
        (number, index.setdefault(term, len(index)), worth**0.5)
        for number, line in enumerate(lines)
        for term, worth in line.terms.items()
        if term[0] in kinds
    ]
    rows = np.array([entry[0] for entry in entries], dtype=np.int64)
    columns = np.array([entry[1] for entry in entries], dtype=np.int64)
    values = np.array([entry[2] for entry in entries], dtype=np.float64)
    return csr_array((values, (rows, columns)), shape=(len(lines), max(1, len(index))))


def _covered(found: Sequence[Passage]) -> Mapping[tuple[str, str], list[tuple[Place, Place]]]:
    covered: dict[tuple[str, str], list[tuple[Place, Place]]] = {}
    for passage in found:
        for a in passage.members:
            for b in passage.members:
                if a.article < b.article:
                    covered.setdefault((a.article, b.article), []).append((a, b))
    return covered


def _joined(covered: Mapping[tuple[str, str], list[tuple[Place, Place]]], a: Place, b: Place) -> bool:
    """Tell whether a passage already joins a good part of two sentences."""
    return any(_half(a, x) and _half(b, y) for x, y in covered.get((a.article, b.article), ()))


def _half(sentence: Place, member: Place) -> bool:
    common = min(sentence.end, member.end) - max(sentence.start, member.start)
    return common * 3 >= min(sentence.end - sentence.start, member.end - member.start)
