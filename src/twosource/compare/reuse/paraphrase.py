"""Paraphrases: stretches of two articles of one story that tell the same in other words or languages.

No model of meaning stands behind this: sentences are paired where they share enough of their rare words,
names, figures and times, and less is asked of those that stand in a row of matches, in one order. Precision
goes before recall: what is missed here is counted as not shown, never as independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.compare.reuse import chains, lines, quotes
from twosource.compare.reuse.chains import Chain, Match
from twosource.model import Passage, Place, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.compare.reuse.lines import Lexicon, Line

COMMON: Mapping[bool, float] = {False: 0.6, True: 0.5}
"""Share of the worth of the lighter sentence that the other has, where the match stands alone; less across
languages, where words are lost that one language would show."""
IN_ROW: Mapping[bool, float] = {False: 0.35, True: 0.25}
"""Share that two sentences of one story have by chance: a match in a row counts by what it has beyond it."""
SEEN = 0.2
"""Share from which two sentences may be joined by the row they stand in."""
WORTH = 16.0
ANCHOR = 12.0
SLIGHT = 4.0
"""Worth, in nats, that two sentences must share: alone, the best of a row, any of a row."""
ROW = 15.0
"""Worth of a row beyond chance."""
TOLD = 5.0
"""Worth of what a passage shares beside names and figures."""
GAP = 2
"""Steps of a row inside one passage: at most one sentence is stepped over."""
MOST = 120
"""Articles of a story beyond which paraphrases are not looked for."""


class Pairing(Struct, frozen=True):
    """Two sentences, by their numbers: what they share in nats, in all and in told words, and its share."""

    left: int
    right: int
    worth: float
    told: float
    share: float


def paraphrases(readings: Sequence[Reading], found: Sequence[Passage]) -> tuple[Passage, ...]:
    """Find the stretches of one story that tell the same in other words; ids follow ``found``.

    Sentences that a passage of ``found`` already joins are left out, but count for the row they stand in.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    if not 1 < len(ordered) <= MOST:
        return ()
    bare, lexicon = lines.lay(ordered)
    laid = lines.faded(bare)
    covered = _covered(found)
    kept = [
        (a, b, across)
        for across, pairings in _pairings(laid, lexicon)
        for a, b in _stretches(pairings, laid, covered, across=across)
    ]
    joined = _covered([Passage(id="", kind="paraphrase", members=(a, b)) for a, b, _ in kept])
    for a, b in quotes.translated(ordered):
        if not _is_joined(covered, a, b) and not _is_joined(joined, a, b):
            kept.append((a, b, True))
    return tuple(
        Passage(id=f"p{number}", kind="translation" if across else "paraphrase", members=(a, b))
        for number, (a, b, across) in enumerate(sorted(kept), start=len(found) + 1)
    )


# ------------------------------------------------------------------------------ matches


def _pairings(laid: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[bool, list[Pairing]]]:
    """Give what the sentences of every two articles share, and whether their languages differ."""
    by_language: dict[str, list[int]] = {}
    for number, line in enumerate(laid):
        by_language.setdefault(line.language, []).append(number)
    languages = sorted(by_language)
    for i, one in enumerate(languages):
        for other in languages[i:]:
            across = one != other
            pairings = _compared(laid, by_language[one], by_language[other], lexicon)
            for group in _by_articles(laid, (p for p in pairings if p.share >= SEEN)):
                yield across, group


def _compared(laid: Sequence[Line], left: Sequence[int], right: Sequence[int], lexicon: Lexicon) -> Iterator[Pairing]:
    sides = [laid[i] for i in left], [laid[i] for i in right]
    common = lines.shared(*sides, lexicon, "sn#~t").tocoo()
    told = lines.shared(*sides, lexicon, "s").tocsr()
    mass = [np.array([max(line.mass, 1e-9) for line in side]) for side in sides]
    rows, columns = common.coords
    share = common.data / np.minimum(mass[0][rows], mass[1][columns])
    for k in np.flatnonzero(common.data >= SLIGHT).tolist():
        i, j = int(rows[k]), int(columns[k])
        a, b = left[i], right[j]
        if laid[a].article < laid[b].article or (
            laid[a].article > laid[b].article and laid[a].language != laid[b].language
        ):
            ends = (a, b) if laid[a].article < laid[b].article else (b, a)
            yield Pairing(*ends, round(float(common.data[k]), 6), float(told[i, j]), float(share[k]))


def _by_articles(laid: Sequence[Line], pairings: Iterator[Pairing]) -> list[list[Pairing]]:
    groups: dict[tuple[int, int], list[Pairing]] = {}
    for pairing in pairings:
        groups.setdefault((laid[pairing.left].article, laid[pairing.right].article), []).append(pairing)
    return [groups[key] for key in sorted(groups)]


# ---------------------------------------------------------------------------- stretches


def _stretches(
    pairings: Sequence[Pairing], laid: Sequence[Line], covered: Covered, *, across: bool
) -> Iterator[tuple[Place, Place]]:
    """Give the stretches of two articles that a row of matches, or one strong match, shows to be one."""
    by_ends = {(p.left, p.right): p for p in pairings}
    joined = frozenset(ends for ends in by_ends if _is_joined(covered, *(laid[i].place for i in ends)))
    matches = [Match(p.left, p.right, p.worth * (1 - IN_ROW[across] / p.share)) for p in pairings]
    for chain in chains.chains(matches):
        if not _is_shown(chain, by_ends, across=across):
            continue
        for piece in chains.split(chain, joined, GAP):
            if sum(by_ends[m.left, m.right].told for m in piece) >= TOLD:
                yield _hull(laid, [m.left for m in piece]), _hull(laid, [m.right for m in piece])


def _is_shown(chain: Chain, by_ends: Mapping[tuple[int, int], Pairing], *, across: bool) -> bool:
    best = [by_ends[m.left, m.right] for m in chain.matches]
    if len(best) > 1 and chain.worth >= ROW and max(p.worth for p in best) >= ANCHOR:
        return True
    return any(p.share >= COMMON[across] and p.worth >= WORTH for p in best)


def _hull(laid: Sequence[Line], numbers: Sequence[int]) -> Place:
    places = [laid[i].place for i in numbers]
    return Place(places[0].article, min(p.start for p in places), max(p.end for p in places))


# ------------------------------------------------------------------- what is joined already

Covered = dict[tuple[str, str], list[tuple[Place, Place]]]


def _covered(found: Sequence[Passage]) -> Covered:
    covered: Covered = {}
    for passage in found:
        for a in passage.members:
            for b in passage.members:
                if a.article < b.article:
                    covered.setdefault((a.article, b.article), []).append((a, b))
    return covered


def _is_joined(covered: Covered, a: Place, b: Place) -> bool:
    """Tell whether a passage already joins a good part of two sentences."""
    return any(_half(a, x) and _half(b, y) for x, y in covered.get((a.article, b.article), ()))


def _half(sentence: Place, member: Place) -> bool:
    common = min(sentence.end, member.end) - max(sentence.start, member.start)
    return common * 3 >= min(sentence.end - sentence.start, member.end - member.start)
