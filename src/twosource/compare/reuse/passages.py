"""Passages: alignments of one stretch, between whichever articles, made one; with their edits."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from twosource.compare import groups
from twosource.compare.reuse import edits
from twosource.model import Edit, Passage, PassageKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.compare.fingerprints import Ints, Pile
    from twosource.compare.reuse.align import Alignment

SAME = 0.65
"""Share of the longer of two stretches of one article that they must have in common to be one stretch."""
WHOLE = 0.75
"""Share of the words of both sentences that must be matched for a passage to hold them whole."""
PART = 0.8
"""Share of the shorter of two sentences that must be matched for the two to be cut out as one piece."""
FRAGMENT = 7
"""Words in a row for which a smaller part is cut out too."""
NEAR = 8
"""Words that may stand, in every member, between two families that are one passage."""
QUOTED = 0.7
"""Share of the words of every member that stands in quotation marks in a shared quotation."""

Stretch = tuple[int, int]


class Family(Struct, frozen=True):
    """The stretches of a pile's words that share one wording, in order."""

    stretches: tuple[Stretch, ...]


def families(pile: Pile, alignments: Sequence[Alignment], sentences: Ints) -> list[Family]:
    """Join the pieces of alignments whose stretches are the same, then families that follow one another.

    ``sentences`` are the bounds of the sentences, in words. Alignments are cut between sentences, so that two
    that share a part meet in that part alone; what no third article divides is put together again.
    """
    pieces = [piece for alignment in alignments for piece in _pieces(alignment, sentences)]
    stretches = [end for piece in pieces for end in piece]
    pairs = [(2 * i, 2 * i + 1) for i in range(len(pieces))]
    pairs.extend(_overlaps(stretches))
    found = [_family(pile, [stretches[i] for i in group]) for group in groups.components(len(stretches), pairs)]
    return _rejoined(pile, sorted(found, key=lambda family: _order(pile, family)))


def _pieces(alignment: Alignment, sentences: Ints) -> list[tuple[Stretch, Stretch]]:
    """Cut an alignment into pairs of sentences; leave it whole where it matches no two sentences well."""
    matched: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for run in alignment.runs:
        for left, right, length in _within(run, sentences):
            key = _sentence(sentences, left), _sentence(sentences, right)
            matched.setdefault(key, []).append((left, right, length))
    pieces: list[tuple[Stretch, Stretch]] = []
    for (one, other), runs in matched.items():
        whole = (int(sentences[one]), int(sentences[one + 1])), (int(sentences[other]), int(sentences[other + 1]))
        count = sum(length for _, _, length in runs)
        sizes = sorted(end - start for start, end in whole)
        if count >= WHOLE * sizes[1]:
            pieces.append(whole)
        elif count >= PART * sizes[0] or max(length for _, _, length in runs) >= FRAGMENT:
            pieces.append(_hull(runs))
    return pieces or [(alignment.left, alignment.right)]


def _sentence(sentences: Ints, word: int) -> int:
    return int(np.searchsorted(sentences, word, side="right")) - 1


def _hull(runs: Sequence[tuple[int, int, int]]) -> tuple[Stretch, Stretch]:
    first, last = runs[0], runs[-1]
    return (first[0], last[0] + last[2]), (first[1], last[1] + last[2])


def _within(run: tuple[int, int, int], sentences: Ints) -> Iterator[tuple[int, int, int]]:
    """Cut a run where a sentence ends on either side."""
    left, right, length = run
    cuts = {0, length}
    for start in (left, right):
        low, high = np.searchsorted(sentences, [start + 1, start + length])
        cuts.update((sentences[low:high] - start).tolist())
    for begin, end in pairwise(sorted(cuts)):
        yield left + begin, right + begin, end - begin


def _rejoined(pile: Pile, found: list[Family]) -> list[Family]:
    """Put families together that follow one another in every member."""
    joined: list[Family] = []
    last: dict[tuple[int, ...], int] = {}
    for family in found:
        owners = tuple(pile.owners[[start for start, _ in family.stretches]].tolist())
        before = last.get(owners)
        if before is not None and _follows(joined[before], family):
            pairs = zip(joined[before].stretches, family.stretches, strict=True)
            joined[before] = Family(tuple((a[0], b[1]) for a, b in pairs))
        else:
            last[owners] = len(joined)
            joined.append(family)
    return joined


def _follows(a: Family, b: Family) -> bool:
    pairs = zip(a.stretches, b.stretches, strict=True)
    return all(0 <= there[0] - here[1] <= NEAR for here, there in pairs)


def _order(pile: Pile, family: Family) -> list[tuple[str, int, int]]:
    return [(pile.articles[pile.owners[a]], a - int(pile.bounds[pile.owners[a]]), b) for a, b in family.stretches]


def _overlaps(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Find the stretches that have ``SAME`` of the longer one in common."""
    order = sorted(range(len(stretches)), key=lambda i: stretches[i])
    live: list[int] = []
    for i in order:
        start, end = stretches[i]
        live = [j for j in live if stretches[j][1] > start]
        joined = False
        for j in reversed(live):
            common = min(end, stretches[j][1]) - start
            longer = max(end - start, stretches[j][1] - stretches[j][0])
            if common >= SAME * longer:
                yield j, i
                joined = stretches[j] == (start, end)
                if joined:
                    live.remove(j)
                    break
        live.append(i)


def _family(pile: Pile, stretches: list[Stretch]) -> Family:
    """Make the stretches of one wording disjoint: those of one article that overlap become one."""
    hulls: list[Stretch] = []
    for start, end in sorted(stretches):
        if hulls and start < hulls[-1][1]:
            hulls[-1] = (hulls[-1][0], max(hulls[-1][1], end))
        else:
            hulls.append((start, end))
    return Family(tuple(sorted(hulls, key=lambda hull: _place(pile, hull))))


def _place(pile: Pile, stretch: Stretch, first: int | None = None) -> Place:
    """Give the place of some words; ``first`` is a word of the same article, that no empty place is before."""
    owner = int(pile.owners[stretch[0] if first is None else first])
    return edits.place(pile.articles[owner], pile.starts, pile.ends, stretch, first or 0)


def passage(pile: Pile, family: Family, name: str, *, stock: bool) -> Passage:
    """Write a family as a passage."""
    found = tuple(
        edit
        for member, stretch in enumerate(family.stretches[1:], start=1)
        for edit in _edits(pile, family.stretches[0], stretch, member)
    )
    return Passage(
        id=name,
        kind="stock" if stock else _kind(pile, family, edited=bool(found)),
        members=tuple(_place(pile, stretch) for stretch in family.stretches),
        edits=found,
    )


def _kind(pile: Pile, family: Family, *, edited: bool) -> PassageKind:
    if all(pile.quoted[start:end].mean() >= QUOTED for start, end in family.stretches):
        return "quotation"
    return "edited" if edited else "verbatim"


def _edits(pile: Pile, first: Stretch, other: Stretch, member: int) -> Iterator[Edit]:
    left, right = pile.codes[first[0] : first[1]], pile.codes[other[0] : other[1]]
    if np.array_equal(left, right):
        return
    for step in Levenshtein.opcodes(left.tolist(), right.tolist()):
        if step.tag == "equal":
            continue
        a = (first[0] + step.src_start, first[0] + step.src_end)
        b = (other[0] + step.dest_start, other[0] + step.dest_end)
        here, there = _place(pile, a, first[0]), _place(pile, b, other[0])
        yield Edit(member=member, kind=edits.kind(here, there), left=here, right=there, fact=_is_fact(pile, a, b))


def _is_fact(pile: Pile, a: Stretch, b: Stretch) -> bool:
    """Tell whether the numbers or the names of two stretches differ."""
    return _facts(pile, a) != _facts(pile, b)


def _facts(pile: Pile, words: Stretch) -> list[int]:
    here = slice(*words)
    marked = pile.names[here] | pile.figures[here]
    return sorted(set(pile.codes[here][marked].tolist()))
