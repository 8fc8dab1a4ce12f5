"""Reuse: the passages that articles share, word by word or nearly so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import structs

from twosource.compare import fingerprints
from twosource.compare.reuse import align, lines, passages, postings, stock
from twosource.compare.reuse.paraphrase import retold
from twosource.compare.reuse.stock import furniture
from twosource.model import Edit, Passage, Place
from twosource.text import words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from twosource.compare.fingerprints import Pile
    from twosource.model import Reading

__all__ = ["Shares", "across", "find", "furniture", "gathered", "retold", "shares"]

Shares = Mapping[tuple[str, str], tuple[float, float]]
"""For a pair of articles (ids in order): the share of each one's own words that the other one has."""

_OPENS = re.compile(r"[«“„\"][ \u00a0\u202f]?\Z")
_ENDS = re.compile(r"[.!?…]*(?:[ \u00a0\u202f]?[»”\"])?[.!?…]*(?!\S)")


def find(readings: Sequence[Reading], marks: AbstractSet[int] = frozenset()) -> tuple[Passage, ...]:
    """Find the passages that two or more of some articles share.

    A passage is a stretch of 8 shared words outside quotation marks, of 12 in all, or of 7 in a row
    that are rare enough; words edited inside it are kept as edits. ``marks`` are the fingerprints known
    as furniture (``furniture``). The order of ``readings`` is nothing.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    pile = fingerprints.spread(ordered)
    bounds = lines.bounds(pile, ordered)
    found = passages.families(pile, align.align(pile, fingerprints.runs(pile), bounds), bounds)
    told_off = stock.among(pile, ordered, found) | stock.known(pile, found, marks)
    texts = {reading.article.id: reading.article.text for reading in ordered}
    wording = tuple(
        _marked(passages.passage(pile, family, f"p{number}", stock=number - 1 in told_off), texts)
        for number, family in enumerate(found, start=1)
    )
    return wording + tuple(
        Passage(id=f"p{number}", kind="stock", members=places)
        for number, places in enumerate(stock.printed(ordered), start=len(wording) + 1)
    )


def _marked(passage: Passage, texts: Mapping[str, str]) -> Passage:
    """Give the members of a passage the marks at their edges: of a quotation the words alone are shared."""
    if passage.kind == "quotation":
        return passage
    return structs.replace(
        passage, members=tuple(_with_marks(place, texts[place.article]) for place in passage.members)
    )


def _with_marks(place: Place, text: str) -> Place:
    before, after = _OPENS.search(text, max(0, place.start - 2), place.start), _ENDS.match(text, place.end)
    return Place(place.article, before.start() if before else place.start, after.end() if after else place.end)


def across(
    readings: Sequence[Reading], stories: Sequence[Sequence[str]], marks: AbstractSet[int] = frozenset()
) -> tuple[Passage, ...]:
    """Find the passages that articles of different stories share; ids are those of a list of their own.

    What has no run of ``fingerprints.RUN`` words is a formula of the trade and no passage. The pile may be of any size:
    only articles that share such a run are laid out.
    """
    number = {article: story for story, members in enumerate(stories) for article in members}
    texts = {reading.article.id: reading.article.text for reading in readings}
    kept = [
        worded
        for group in gathered(readings)
        if len({number.get(reading.article.id, -1) for reading in group}) > 1
        for passage in find(group, marks)
        if passage.kind != "stock"
        for worded in [_worded(passage, texts)]
        if len({number.get(place.article, -1) for place in worded.members}) > 1
    ]
    kept.sort(key=lambda passage: passage.members)
    return tuple(structs.replace(passage, id=f"p{place}") for place, passage in enumerate(kept, start=1))


def _worded(passage: Passage, texts: Mapping[str, str]) -> Passage:
    """Leave out the members that have no long run of the words of the first."""
    first = passage.members[0]
    changed = [[edit for edit in passage.edits if edit.member == number] for number in range(len(passage.members))]
    kept = [
        number
        for number, edits in enumerate(changed)
        if not number or _longest(first, edits, texts[first.article]) >= fingerprints.RUN
    ]
    return structs.replace(
        passage,
        members=tuple(passage.members[number] for number in kept),
        edits=tuple(structs.replace(edit, member=new) for new, old in enumerate(kept) for edit in changed[old]),
    )


def _longest(place: Place, changed: Sequence[Edit], text: str) -> int:
    """Count the words of the longest stretch of a place that no edit touches."""
    edges = [place.start, *(edge for edit in changed for edge in (edit.left.start, edit.left.end)), place.end]
    return max(len(words(text[start:end])) for start, end in zip(edges[::2], edges[1::2], strict=True))


def gathered(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Give the groups of articles that runs of shared words connect, whatever their stories."""
    pairs = postings.pair(postings.post(readings))
    return [[readings[i] for i in group] for group in postings.connected(len(readings), pairs)]


def shares(readings: Sequence[Reading], found: Sequence[Passage]) -> Shares:
    """Give, for every pair that shares a passage, the share of each one's words that stands in one.

    Words in quotation marks are left out on both sides, and so are stock and shared quotations.
    """
    pile = fingerprints.spread(sorted(readings, key=lambda reading: reading.article.id))
    index = {article: number for number, article in enumerate(pile.articles)}
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for passage in found:
        if passage.kind in {"stock", "quotation"}:
            continue
        stretches = [_words(pile, index[place.article], place.start, place.end) for place in passage.members]
        owners = [index[place.article] for place in passage.members]
        for mine, stretch in zip(owners, stretches, strict=True):
            for other in sorted(set(owners) - {mine}):
                covered.setdefault((mine, other), []).append(stretch)
    return _both_ways(pile, covered)


def _words(pile: Pile, article: int, start: int, end: int) -> tuple[int, int]:
    low, high = int(pile.bounds[article]), int(pile.bounds[article + 1])
    first = low + int(np.searchsorted(pile.starts[low:high], start))
    return first, low + int(np.searchsorted(pile.starts[low:high], end))


def _both_ways(pile: Pile, covered: Mapping[tuple[int, int], list[tuple[int, int]]]) -> Shares:
    own = np.concatenate([[0], np.cumsum(~pile.quoted)])
    counts = own.tolist()
    part = {pair: _union(counts, stretches) for pair, stretches in covered.items()}
    total = own[pile.bounds[1:]] - own[pile.bounds[:-1]]
    return {
        (pile.articles[a], pile.articles[b]): (
            part[a, b] / max(1, int(total[a])),
            part[b, a] / max(1, int(total[b])),
        )
        for a, b in sorted(part)
        if a < b
    }


def _union(own: Sequence[int], stretches: list[tuple[int, int]]) -> int:
    """Count the unquoted words that some stretches cover together."""
    count, reached = 0, 0
    for start, end in sorted(stretches):
        if end > reached:
            count += own[end] - own[max(start, reached)]
            reached = end
    return count
