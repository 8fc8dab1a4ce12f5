"""Paraphrases: stretches of two articles of one story that tell the same in other words or languages.

No model of meaning stands behind this: sentences are paired where they share enough of their rare words,
names, figures and times, and a small trained model (``judge``) weighs that with what the two articles share
besides. What is missed here is counted as not shown, never as independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.compare.reuse import judge, lines, quotes
from twosource.compare.reuse.judge import Beside, Ends, Pairing
from twosource.model import Passage, Place, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.compare.reuse.lines import Lexicon, Line

LINE: Mapping[bool, float] = {False: 0.0, True: 0.5}
"""Log odds from which two sentences are shown as one text, in one language and in two."""
HEAVIER = 0.2
"""Least share of the heavier sentence, whatever stands beside it."""
COMMON: Mapping[bool, tuple[float, float]] = {False: (0.6, 0.35), True: (0.6, 0.55)}
"""Shares of the lighter and of the heavier sentence from which a match needs nothing beside it; less across
languages, where words are lost that one language would show."""
WORTH = 16.0
"""What such a match must be worth, in nats."""
SEEN = 0.2
SLIGHT = 4.0
"""Share of the lighter sentence, and worth in nats, that two must have in common to be looked at."""
STEP = 2
"""Sentences, at most, from one match of a passage to the next."""
TOLD = 2.0
"""Worth of what they share beside names and figures."""
MOST = 120
"""Articles of a story beyond which paraphrases are not looked for."""
UNTOLD = frozenset({"stock", "quotation"})


def paraphrases(readings: Sequence[Reading], found: Sequence[Passage]) -> tuple[Passage, ...]:
    """Find the stretches of one story that tell the same in other words; ids follow ``found``.

    Sentences that a passage of ``found`` already joins are left out, but count for what stands beside them.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    if not 1 < len(ordered) <= MOST:
        return ()
    covered = _covered(found)
    kept = [
        (a, b, group.across) for group in compared(ordered, found) for a, b in _stretches(group)
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


class Compared(Struct, frozen=True):
    """The pairings of two articles, beside what they share in the same words; ``laid`` are the sentences."""

    across: bool
    pairings: tuple[Pairing, ...]
    beside: Beside
    laid: Sequence[Line]
    shown: frozenset[Ends]


def compared(ordered: Sequence[Reading], found: Sequence[Passage]) -> Iterator[Compared]:
    """Pair the sentences of every two articles, in the order of their ids, beside the passages of ``found``."""
    bare, lexicon = lines.lay(ordered)
    laid = lines.faded(bare)
    sizes = np.bincount([line.article for line in laid], minlength=len(ordered)).tolist()
    told = _covered([passage for passage in found if passage.kind not in UNTOLD])
    every = _covered(found)
    for across, pairings in _pairings(laid, lexicon):
        ends = {p.ends: tuple(laid[i].place for i in p.ends) for p in pairings}
        joined = frozenset(key for key, places in ends.items() if _is_joined(told, *places))
        shown = frozenset(key for key, places in ends.items() if _is_joined(every, *places))
        left, right = (laid[i].article for i in pairings[0].ends)
        yield Compared(across, tuple(pairings), Beside(joined, (sizes[left], sizes[right])), laid, shown)


def _pairings(laid: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[bool, list[Pairing]]]:
    """Give what the sentences of every two articles share, and whether their languages differ."""
    by_language: dict[str, list[int]] = {}
    for number, line in enumerate(laid):
        by_language.setdefault(line.language, []).append(number)
    languages = sorted(by_language)
    for i, one in enumerate(languages):
        for other in languages[i:]:
            pairings = _compared(laid, by_language[one], by_language[other], lexicon)
            for group in _by_articles(laid, pairings):
                yield one != other, group


def _compared(laid: Sequence[Line], left: Sequence[int], right: Sequence[int], lexicon: Lexicon) -> Iterator[Pairing]:
    sides = [laid[i] for i in left], [laid[i] for i in right]
    common = lines.shared(*sides, lexicon, "sn#~t").tocoo()
    told = lines.shared(*sides, lexicon, "s").tocsr()
    rows, columns = common.coords
    for k in np.flatnonzero(common.data >= SLIGHT).tolist():
        i, j, worth = int(rows[k]), int(columns[k]), round(float(common.data[k]), 6)
        a, b = left[i], right[j]
        masses = sorted(max(laid[n].mass, 1e-9) for n in (a, b))
        if laid[a].article != laid[b].article and worth >= SEEN * masses[0]:
            if laid[a].article < laid[b].article:
                yield Pairing(a, b, worth, float(told[i, j]), worth / masses[0], worth / masses[1])
            elif laid[a].language != laid[b].language:
                yield Pairing(b, a, worth, float(told[i, j]), worth / masses[0], worth / masses[1])


def _by_articles(laid: Sequence[Line], pairings: Iterator[Pairing]) -> list[list[Pairing]]:
    groups: dict[tuple[int, int], list[Pairing]] = {}
    for pairing in pairings:
        groups.setdefault((laid[pairing.left].article, laid[pairing.right].article), []).append(pairing)
    return [groups[key] for key in sorted(groups)]


# ---------------------------------------------------------------------------- stretches


def _stretches(group: Compared) -> Iterator[tuple[Place, Place]]:
    """Give the stretches of two articles that are shown to be one text: rows of sentences, one after another."""
    values = judge.odds(group.pairings, group.beside, across=group.across)
    kept = [
        p.ends
        for p, value in zip(group.pairings, values, strict=True)
        if ((value >= LINE[group.across] and p.heavier >= HEAVIER) or _is_strong(p, across=group.across))
        and p.told >= TOLD
        and p.ends not in group.shown
    ]
    rows: list[list[Ends]] = []
    for ends in sorted(kept):
        row = next((row for row in rows if _goes_on(row[-1], ends)), None)
        if row is None:
            rows.append([ends])
        else:
            row.append(ends)
    for row in rows:
        yield _hull(group.laid, [a for a, _ in row]), _hull(group.laid, [b for _, b in row])


def _goes_on(before: Ends, ends: Ends) -> bool:
    """Tell whether two sentences come next after two others, stepping over one at most on either side."""
    return all(0 < b - a <= STEP for a, b in zip(before, ends, strict=True))


def _is_strong(p: Pairing, *, across: bool) -> bool:
    """Tell whether two sentences share so much that it needs no other sentence to tell."""
    lighter, heavier = COMMON[across]
    return p.worth >= WORTH and p.lighter >= lighter and p.heavier >= heavier


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
