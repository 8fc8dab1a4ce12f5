"""The words of a pile as arrays, their fingerprints, and the runs of words that two articles share.

Fingerprints: rolling hashes of ``SIZE`` words, in a large pile of ``LONG`` words and thinned by winnowing
(Schleimer, Wilkerson and Aiken 2003). Any shared run of ``RUN`` words is found in a pile of any size, any of
``SIZE`` words in a small one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource.compare import codes, weights
from twosource.model import NARRATIVE, Reading, Span
from twosource.text import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 5
RUN = 8
"""Words of a run that is found in a pile of any size."""
LONG = 7
"""Words of a fingerprint in a large pile: the fewer, the more chance."""
WINDOW = RUN - LONG + 1
"""Neighbouring fingerprints of which one is kept, and words by which a run is lengthened at either end."""
SMALL = 150_000
"""Words up to which every fingerprint of a pile is kept."""
REPEATS = 16
"""Places in one article up to which a fingerprint is looked at: what stands more often is filler."""
VERBS = frozenset({"VERB", "AUX"})
CROWD = 32
"""Places up to which each place of one fingerprint is compared with each other one."""

Hashes = codes.Hashes
Ints = codes.Ints
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_QUOTED = re.compile(
    r"«[^»]{1,3000}»|“[^”]{1,3000}”|„[^“”]{1,3000}[“”]|\"[^\"\n]{1,1500}\""
    # single marks close after punctuation or before none: ’ inside is an apostrophe
    r"|(?<!\w)‘[^‘\n]{1,1500}?(?:(?<=[,.!?…])’(?!\w)|(?<=\w)’(?![\w ]))"
)
_MARK = re.compile(r"[«“„\"‘]")
_OPENS = re.compile(r"(?:\A|[.!?:…\n«“\"•–—-])[\s\"«“'’‘(]*$")


class Pile(Struct, frozen=True):
    """The told words of some articles, one after another. ``bounds[i]:bounds[i+1]`` are those of article i.

    ``codes`` are equal where the folded words are; ``starts``/``ends`` are offsets in the article's text;
    ``names`` marks words printed as names are, ``figures`` words that begin with a digit, ``quoted`` words in
    quotation marks, ``verbs`` words that are verbs (all, where that is not known); ``worths`` is in nats.
    """

    articles: tuple[str, ...]
    bounds: Ints
    codes: Hashes
    starts: Ints
    ends: Ints
    owners: Ints
    quoted: Flags
    names: Flags
    figures: Flags
    verbs: Flags
    worths: Floats


class Runs(Struct, frozen=True):
    """Runs of equal words: ``length`` words from word ``left`` and from word ``right`` of a pile."""

    left: Ints
    right: Ints
    length: Ints


def told(reading: Reading) -> list[Span]:
    """Give the stretches of an article that it tells itself: its narrative blocks, or all of it."""
    blocks = reading.layers.blocks
    if blocks is None:
        return [Span(0, len(reading.article.text))]
    return [Span(block.start, block.end) for block in blocks if block.role in NARRATIVE]


class _Page(Struct, frozen=True):
    """The told words of one article: the columns of a pile."""

    codes: Hashes
    starts: Ints
    ends: Ints
    quoted: Flags
    names: Flags
    figures: Flags
    verbs: Flags
    worths: Floats


def spread(readings: Sequence[Reading]) -> Pile:
    """Lay out the told words of ``readings`` as arrays."""
    pages = [_lay(reading) for reading in readings]
    sizes = [len(page.codes) for page in pages]
    none = np.zeros(0)
    return Pile(
        articles=tuple(reading.article.id for reading in readings),
        bounds=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        codes=np.concatenate([none.astype(np.uint64), *(page.codes for page in pages)]),
        starts=np.concatenate([none.astype(np.int64), *(page.starts for page in pages)]),
        ends=np.concatenate([none.astype(np.int64), *(page.ends for page in pages)]),
        owners=np.repeat(np.arange(len(pages), dtype=np.int64), sizes),
        quoted=np.concatenate([none.astype(np.bool_), *(page.quoted for page in pages)]),
        names=np.concatenate([none.astype(np.bool_), *(page.names for page in pages)]),
        figures=np.concatenate([none.astype(np.bool_), *(page.figures for page in pages)]),
        verbs=np.concatenate([none.astype(np.bool_), *(page.verbs for page in pages)]),
        worths=np.concatenate([none, *(page.worths for page in pages)]),
    )


def _lay(reading: Reading) -> _Page:
    text, language = reading.article.text, reading.article.language
    found = [m for span in told(reading) for m in WORD.finditer(text, span.start, span.end)]
    count = len(found)
    known = [_known(m.group(), language) for m in found]
    codes = np.fromiter([word[0] for word in known], dtype=np.uint64, count=count)
    starts = np.fromiter([m.start() for m in found], dtype=np.int64, count=count)
    return _Page(
        codes=codes,
        starts=starts,
        ends=np.fromiter([m.end() for m in found], dtype=np.int64, count=count),
        quoted=_inside(quotes(reading), starts),
        names=np.fromiter([w[2] and _goes_on(text, m.start()) for w, m in zip(known, found, strict=True)], np.bool_),
        figures=np.fromiter([word[3] for word in known], dtype=np.bool_, count=count),
        verbs=_verbs(reading, starts),
        worths=_fade(codes, np.fromiter([word[1] for word in known], dtype=np.float64, count=count)),
    )


@lru_cache(maxsize=1 << 18)
def _known(word: str, language: str) -> tuple[int, float, bool, bool]:
    """Give a word's number and worth, and whether it begins with a capital or a digit."""
    return codes.code(word), weights.worth(word, language), word[0].isupper(), word[0].isdigit()


def _verbs(reading: Reading, starts: Ints) -> Flags:
    """Mark the words that are verbs; all of them where no word class was read."""
    tokens = reading.layers.tokens
    if tokens is None:
        return np.ones(len(starts), dtype=np.bool_)
    found = np.array([token.start for token in tokens if token.pos in VERBS], dtype=np.int64)
    marked: Flags = np.isin(starts, found)
    return marked


def _fade(codes: Hashes, worths: Floats) -> Floats:
    """Take from the worth of a word what its article spends on repeating it: ``ln`` of its count."""
    _, places, counts = np.unique(codes, return_inverse=True, return_counts=True)
    faded: Floats = np.maximum(0.0, worths - np.log(counts[places]))
    return faded


def is_name(text: str, word: str, start: int) -> bool:
    """Tell whether a word of a text is printed as names are: a capital that no sentence begins with."""
    return word[0].isupper() and _goes_on(text, start)


def _goes_on(text: str, start: int) -> bool:
    """Tell whether no sentence begins at a word."""
    return start > 0 and _OPENS.search(text, max(0, start - 6), start) is None


def quotes(reading: Reading) -> list[Span]:
    """Give the stretches in quotation marks, and those that the statements say are direct speech."""
    text = reading.article.text
    marked = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)] if _MARK.search(text) else []
    direct = [s for s in reading.layers.statements or () if s.kind == "direct" and s.field == "text"]
    spoken = [span for s in direct for span in s.spans or (Span(s.start, s.end),)]
    joined: list[Span] = []
    for span in sorted(marked + spoken):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _inside(spans: list[Span], starts: Ints) -> Flags:
    if not spans:
        return np.zeros(len(starts), dtype=np.bool_)
    opens = np.array([span.start for span in spans], dtype=np.int64)
    closes = np.array([span.end for span in spans], dtype=np.int64)
    before = np.searchsorted(opens, starts, side="right") - 1
    inside: Flags = (before >= 0) & (starts < closes[np.maximum(before, 0)])
    return inside


def shingles(codes: Hashes, owners: Ints, size: int = SIZE) -> tuple[Hashes, Ints]:
    """Give the hash of every ``size`` words in a row inside one article, and the first word of each."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[step : step + count]
    hashes ^= hashes >> np.uint64(31)
    whole = owners[:count] == owners[size - 1 :]
    return hashes[whole], np.flatnonzero(whole).astype(np.int64)


def winnow(hashes: Hashes, places: Ints, owners: Ints, window: int = WINDOW) -> tuple[Hashes, Ints]:
    """Keep the least of every ``window`` neighbouring hashes of one article (the last of equals)."""
    if len(hashes) < window:
        return hashes, places
    view = np.lib.stride_tricks.sliding_window_view(hashes, window)
    least = np.arange(len(view)) + (window - 1 - np.argmin(view[:, ::-1], axis=1))
    inside = owners[: len(view)] == owners[window - 1 :]
    kept = np.zeros(len(hashes), dtype=np.bool_)
    kept[least[inside]] = True
    # An article shorter than a window has no whole window: all its hashes are kept.
    kept |= np.bincount(owners, minlength=1)[owners] < window
    return hashes[kept], places[kept]


def thinned(pile: Pile) -> tuple[Hashes, Ints]:
    """Give the winnowed fingerprints of a pile."""
    hashes, places = shingles(pile.codes, pile.owners, LONG)
    return winnow(hashes, places, pile.owners[places])


def prints(pile: Pile) -> tuple[Hashes, Ints, int]:
    """Give the fingerprints of a pile and their words: all short ones of a small pile, long winnowed ones else."""
    if len(pile.codes) <= SMALL:
        return *shingles(pile.codes, pile.owners), SIZE
    return *thinned(pile), LONG


def runs(pile: Pile) -> Runs:
    """Find the longest runs of equal words of two articles; left is in the one laid out first."""
    hashes, places, size = prints(pile)
    order = np.argsort(hashes, kind="stable")
    order = order[_ranks(hashes[order], pile.owners[places[order]]) < REPEATS]
    left, right = _meet(hashes[order], places[order])
    apart = pile.owners[left] != pile.owners[right]
    return _grow(pile, _collapse(pile, left[apart], right[apart], size))


def _ranks(hashes: Hashes, owners: Ints) -> Ints:
    """Count, for fingerprints in order of hash and place, how often each stood in its article before."""
    if not len(hashes):
        return np.zeros(0, dtype=np.int64)
    fresh = np.concatenate([[True], (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])])
    firsts = np.flatnonzero(fresh)
    ranks: Ints = np.arange(len(hashes)) - firsts[np.cumsum(fresh) - 1]
    return ranks


def _meet(hashes: Hashes, places: Ints) -> tuple[Ints, Ints]:
    """Pair the places of one fingerprint: each with each, in a crowd only along a star and a line."""
    fresh = np.concatenate([[True], hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, dtype=bool)
    group = np.cumsum(fresh) - 1
    sizes = np.bincount(group) if len(group) else np.zeros(0, dtype=np.int64)
    crowded = sizes[group] > CROWD
    firsts = np.flatnonzero(fresh)[group]
    lefts, rights = [places[firsts[crowded]]], [places[crowded]]
    for shift in range(1, min(CROWD, len(hashes))):
        same = (group[shift:] == group[:-shift]) & (~crowded[shift:] | (shift == 1))
        if not same.any():
            break
        lefts.append(places[:-shift][same])
        rights.append(places[shift:][same])
    return np.concatenate(lefts), np.concatenate(rights)


def _collapse(pile: Pile, left: Ints, right: Ints, size: int) -> Runs:
    """Join the fingerprints that follow one another on one diagonal."""
    order = np.lexsort((left, right - left))
    left, right = left[order], right[order]
    if len(left) == 0:
        return Runs(left, right, left)
    owner_left, owner_right = pile.owners[left], pile.owners[right]
    breaks = (np.diff(right - left) != 0) | (np.diff(left) > size)
    breaks |= (np.diff(owner_left) != 0) | (np.diff(owner_right) != 0)
    first = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    last = np.concatenate([first[1:] - 1, [len(left) - 1]])
    return Runs(left[first], right[first], left[last] - left[first] + size)


def _grow(pile: Pile, found: Runs) -> Runs:
    """Lengthen runs at both ends by the words that winnowing left out."""
    left, right, length = found.left.copy(), found.right.copy(), found.length.copy()
    for _ in range(WINDOW):
        more = _equal(pile, left - 1, right - 1, found)
        left, right, length = left - more, right - more, length + more
    for _ in range(WINDOW):
        length = length + _equal(pile, left + length, right + length, found)
    return Runs(left, right, length)


def _equal(pile: Pile, left: Ints, right: Ints, found: Runs) -> Ints:
    inside = (left >= 0) & (right >= 0) & (left < len(pile.codes)) & (right < len(pile.codes))
    a, b = np.where(inside, left, 0), np.where(inside, right, 0)
    if len(pile.codes) == 0:
        return np.zeros(0, dtype=np.int64)
    same = inside & (pile.codes[a] == pile.codes[b])
    same &= (pile.owners[a] == pile.owners[found.left]) & (pile.owners[b] == pile.owners[found.right])
    grown: Ints = same.astype(np.int64)
    return grown
