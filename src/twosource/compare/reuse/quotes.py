"""Quotations that two articles print in two languages: one utterance, of which each has its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from twosource.compare import fingerprints, weights
from twosource.compare.reuse import lines
from twosource.model import Place, Reading
from twosource.text import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.compare.reuse.lines import Lexicon, Line

WORDS = 5
"""Words from which a quotation is looked for in another language."""
COMMON = 0.4
WORTH = 7.0
"""Share of the lighter quotation, and worth in nats, that two must share beside their speaker."""
BEFORE, AFTER = 300, 150
"""Code points around a quotation in which its speaker is named."""


def translated(readings: Sequence[Reading]) -> list[tuple[Place, Place]]:
    """Find the quotations of one speaker that two articles print in two languages, each the other's best."""
    laid, lexicon = lines.lay(readings, _quoted)
    near = [_speakers(readings[line.article], line) for line in laid]
    scored = [
        (a, b, share)
        for a, b, share in _scored(laid, lexicon)
        if near[a] & near[b] and laid[a].article != laid[b].article
    ]
    best: dict[tuple[int, int], float] = {}
    for a, b, share in scored:
        for key in ((a, laid[b].article), (b, laid[a].article)):
            best[key] = max(best.get(key, 0.0), share)
    pairs = [
        tuple(sorted((laid[a].place, laid[b].place)))
        for a, b, share in scored
        if best[a, laid[b].article] == share == best[b, laid[a].article]
    ]
    return sorted({(a, b) for a, b in pairs})


def _quoted(reading: Reading) -> Iterator[tuple[int, int]]:
    """Give the sentences inside quotation marks that are long enough, without the marks."""
    text, told = reading.article.text, fingerprints.told(reading)
    for quote in fingerprints.quotes(reading):
        if any(span.start <= quote.start < span.end for span in told):
            for start, end in lines.broken(text, quote.start, quote.end):
                found = [m.span() for m in WORD.finditer(text, start, end)]
                if len(found) >= WORDS:
                    yield found[0][0], found[-1][1]


def _speakers(reading: Reading, line: Line) -> frozenset[str]:
    """Give the surnames of the persons named around a quotation, as they are spelled in any language."""
    low, high = line.place.start - BEFORE, line.place.end + AFTER
    return frozenset(
        weights.skeleton(WORD.findall(m.name)[-1])
        for m in reading.layers.mentions or ()
        if m.type == "person" and low <= m.start < high and WORD.findall(m.name)
    )


def _scored(laid: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    by_language: Mapping[str, list[int]] = {
        language: [n for n, line in enumerate(laid) if line.language == language]
        for language in sorted({line.language for line in laid})
    }
    languages = sorted(by_language)
    for i, one in enumerate(languages):
        for other in languages[i + 1 :]:
            yield from _between(laid, by_language[one], by_language[other], lexicon)


def _between(
    laid: Sequence[Line], left: Sequence[int], right: Sequence[int], lexicon: Lexicon
) -> Iterator[tuple[int, int, float]]:
    sides = [laid[i] for i in left], [laid[i] for i in right]
    common = lines.shared(*sides, lexicon, "sn#~t").tocoo()
    mass = [np.array([max(line.mass, 1e-9) for line in side]) for side in sides]
    rows, columns = common.coords
    share = common.data / np.minimum(mass[0][rows], mass[1][columns])
    for k in np.flatnonzero((common.data >= WORTH) & (share >= COMMON)).tolist():
        yield left[int(rows[k])], right[int(columns[k])], round(float(share[k]), 9)
