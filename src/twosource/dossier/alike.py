"""Alike: printings that are one text but for a few words, and where a place of one stands in the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from twosource.compare import clauses, fingerprints
from twosource.compare.reuse import edits
from twosource.model import Edit, Place, Span
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Reading

FEW = 0.1
"""Part of the words of the longer of two texts that may differ for one to be the other in print."""
SKETCH = 12
"""Least hashes of a text of which two printings share one at least."""

Facts = tuple[object, ...]


class Side(Struct, frozen=True):
    """A text in words: where each begins and ends, and which are ``marked``: those by which it tells what it tells.

    These are numbers, times, names, verbs, negations and quoted words.
    """

    article: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marked: tuple[bool, ...]


def side(reading: Reading) -> Side:
    """Lay a text out in words."""
    text, quoted = reading.article.text, fingerprints.quotes(reading)
    found = [*WORD.finditer(text)]
    words = tuple(fold(m.group()) for m in found)
    opens, told = [span.start for span in quoted], _told(reading)
    denying = clauses.words(reading.article.language).negations
    return Side(
        article=reading.article.id,
        words=words,
        starts=tuple(m.start() for m in found),
        ends=tuple(m.end() for m in found),
        marked=tuple(
            m.group()[0].isdigit()
            or m.start() in told
            or word in denying
            or fingerprints.is_name(text, m.group(), m.start())
            or _holds(opens, quoted, m.start())
            for m, word in zip(found, words, strict=True)
        ),
    )


def _told(reading: Reading) -> set[int]:
    """Give where the words begin that were read as names, numbers, times or verbs."""
    layers, text = reading.layers, reading.article.text
    spans = [
        *(Span(one.start, one.end) for one in layers.mentions or ()),
        *(Span(one.start, one.end) for one in layers.quantities or ()),
        *(Span(one.start, one.end) for one in layers.times or ()),
        *(Span(one.start, one.end) for one in layers.tokens or () if one.pos in fingerprints.VERBS),
    ]
    return {m.start() for span in spans for m in WORD.finditer(text, span.start, span.end)}


def _holds(opens: Sequence[int], spans: Sequence[Span], at: int) -> bool:
    before = bisect_right(opens, at) - 1
    return before >= 0 and at < spans[before].end


def facts(reading: Reading, words: Side) -> Facts:
    """Give what two printings must have alike to tell the same: its marked words, what they count, credits, tellers."""
    layers = reading.layers
    return (
        tuple(word for word, marked in zip(words.words, words.marked, strict=True) if marked),
        tuple((one.low, one.high, one.category) for one in layers.quantities or ()),
        tuple((credit.form, credit.agency) for credit in layers.credits or ()),
        tuple((s.kind, s.certainty, tuple(h.name for h in s.chain)) for s in layers.statements or ()),
    )


def clusters(readings: Sequence[Reading], sides: Sequence[Side]) -> list[list[int]]:
    """Group texts by the first one before them that they are but for ``FEW`` words; numbers, in order."""
    pile = fingerprints.spread(readings)
    hashes, places = fingerprints.shingles(pile.codes, pile.owners)
    order = np.lexsort((hashes, pile.owners[places]))
    hashes, owners = hashes[order], pile.owners[places][order]
    bounds = np.searchsorted(owners, np.arange(len(readings) + 1))
    held: dict[int, list[int]] = {}
    by_hash: dict[int, list[int]] = {}
    for number, words in enumerate(sides):
        sketch = np.unique(hashes[bounds[number] : bounds[number + 1]])[:SKETCH].tolist()
        near = sorted({first for one in sketch for first in by_hash.get(one, ())})
        same = (first for first in near if readings[first].article.language == readings[number].article.language)
        found = next((first for first in same if _is_one(sides[first].words, words.words)), None)
        if found is None:
            held[number] = [number]
            for one in sketch:
                by_hash.setdefault(one, []).append(number)
        else:
            held[found].append(number)
    return list(held.values())


def _is_one(left: Sequence[str], right: Sequence[str]) -> bool:
    most = int(FEW * max(len(left), len(right)))
    return abs(len(left) - len(right)) <= most and Levenshtein.distance(left, right, score_cutoff=most) <= most


class Shift(Struct, frozen=True):
    """Where the places of a text stand in another printing of it: the ends of the stretches that are alike or not.

    ``stretches`` are ``(start, end, start there, end there, alike)``, in code points, from end to end of both.
    ``facts`` are the stretches, in the first, of the edits that change, add or leave out a fact.
    """

    starts: tuple[int, ...]
    stretches: tuple[tuple[int, int, int, int, bool], ...]
    facts: tuple[Span, ...]

    def place(self, start: int, end: int) -> Span | None:
        """Give where a place stands in the other printing; none where nothing of it does."""
        first, last = self._at(start, self.starts), self._at(max(start, end - 1), self.starts)
        a, b = self.stretches[first], self.stretches[last]
        low = a[2] + (start - a[0] if a[4] else 0)
        high = b[2] + (end - b[0]) if b[4] else b[3]
        return Span(low, high) if low < high else None

    def is_kept(self, start: int, end: int) -> bool:
        """Tell whether no fact differs in a place."""
        return not any(span.start < end and start < max(span.end, span.start + 1) for span in self.facts)

    @staticmethod
    def _at(at: int, starts: Sequence[int]) -> int:
        return max(0, bisect_right(starts, at) - 1)


def shift(one: Reading, other: Reading, sides: tuple[Side, Side]) -> Shift:
    """Say where the places of a text stand in another printing of it."""
    texts = (one.article.text, other.article.text)
    pieces = [_pieces(text) for text in texts]
    at = [[0, *accumulate(map(len, row))] for row in pieces]
    stretches = tuple(
        (at[0][s.src_start], at[0][s.src_end], at[1][s.dest_start], at[1][s.dest_end], s.tag == "equal")
        for s in Levenshtein.opcodes(*pieces)
    )
    # what is put in stands between two places: a stretch that has a length holds the places of the first text
    long = tuple(stretch for stretch in stretches if stretch[0] < stretch[1])
    told = tuple(_facts(sides, [stretch for stretch in stretches if not stretch[4]]))
    return Shift(tuple(stretch[0] for stretch in long), long, told)


def _pieces(text: str) -> list[str]:
    """Cut a text into its words and each mark between them, so that nothing is left out."""
    found: list[str] = []
    reached = 0
    for match in WORD.finditer(text):
        found += text[reached : match.start()]
        found.append(match.group())
        reached = match.end()
    return [*found, *text[reached:]]


def _facts(sides: tuple[Side, Side], changed: Sequence[tuple[int, int, int, int, bool]]) -> Iterator[Span]:
    for start, end, low, high, _ in changed:
        if any(_marked(words, a, b) for words, a, b in ((sides[0], start, end), (sides[1], low, high))):
            yield Span(start, end)


def _marked(words: Side, start: int, end: int) -> bool:
    return any(words.marked[bisect_left(words.ends, start + 1) : bisect_left(words.starts, end)])


def differences(first: Side, other: Side, places: tuple[Place, Place], member: int) -> Iterator[Edit]:
    """Give the edits between the first member of a passage and another one, by words."""
    rows = [
        (bisect_left(words.starts, place.start), bisect_right(words.ends, place.end))
        for words, place in zip((first, other), places, strict=True)
    ]
    (a, b), (c, d) = rows
    for step in Levenshtein.opcodes(first.words[a:b], other.words[c:d]):
        if step.tag == "equal":
            continue
        here, there = (a + step.src_start, a + step.src_end), (c + step.dest_start, c + step.dest_end)
        left = edits.place(first.article, first.starts, first.ends, here, a)
        right = edits.place(other.article, other.starts, other.ends, there, c)
        fact = any((*first.marked[slice(*here)], *other.marked[slice(*there)]))
        yield Edit(member=member, kind=edits.kind(left, right), left=left, right=right, fact=fact)
