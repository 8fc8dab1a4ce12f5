"""Paraphrases: stretches of two articles of one story that tell the same in other words or languages.

No model of meaning stands behind this: sentences are alike by the rare words, names, figures and times that they
share, and shown where they are several on end of a row that, in one order, holds much of the shorter article
(``rows``). That both name one agency speaks for one text, that each names another one against it. Precision
goes before recall: what is missed here is counted as not shown, never as independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.compare.reuse import lines, quotes, rows
from twosource.model import Passage, Place, Reading
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.compare.fingerprints import Floats
    from twosource.compare.reuse.lines import Lexicon, Line
    from twosource.compare.reuse.rows import Row

CHANCE: Mapping[bool, float] = {False: 0.12, True: 0.05}
"""Likeness that two sentences of one story have by chance, in one language and across two."""
EVIDENCE = 14.5
"""Evidence from which a piece of a row is shown."""
SAME_AGENCY = 1.2
OTHER_AGENCY = 3.0
"""Evidence of one text where both articles name one agency, and against it where each names agencies of its own."""
PRINTED = 2.5
"""Evidence against the rest of a row, the more of the shorter article wording already joins: it is what was added."""
ALIKE = 0.5
WORTH = 16.0
"""Likeness of two sentences of two languages that tell the same wherever they stand; nats that they must share.
Where both name one agency, they are out of one dispatch."""
NONE: frozenset[str] = frozenset()
MOST = 120
"""Articles of a story beyond which paraphrases are not looked for."""


class Retold(Struct, frozen=True):
    """What a story tells again in other words.

    ``passages`` are of one text; ``alike`` single sentences of two languages that tell the same, which two reports of
    one event do too: enough to be one claim, and one text only where both name one agency for it. They have no ids.
    """

    passages: tuple[Passage, ...] = ()
    alike: tuple[Passage, ...] = ()


def retold(readings: Sequence[Reading], found: Sequence[Passage], agencies: Agencies | None = None) -> Retold:
    """Find the stretches of one story that tell the same in other words; ids follow ``found``.

    Sentences that a passage of ``found`` already joins are left out, but count for the row they stand in.
    ``agencies`` are those that an article names, or is of, by its id.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    if not 1 < len(ordered) <= MOST:
        return Retold()
    covered = _covered([passage.members for passage in found])
    laid, lexicon = lines.lay(ordered)
    shown, alike = _rows(laid, lexicon, covered, agencies or {})
    joined = covered, _covered(shown)
    named = _naming(ordered, laid)
    outside = {pair: named.get(pair[0], NONE) & named.get(pair[1], NONE) for pair in alike}
    single = {*quotes.translated(ordered), *(pair for pair, agency in outside.items() if agency)}
    shown.extend(pair for pair in single if not any(_is_joined(one, *pair) for one in joined))
    languages = {reading.article.id: reading.article.language for reading in ordered}
    return Retold(
        tuple(_passage(f"p{n}", pair, languages) for n, pair in enumerate(sorted(shown), start=len(found) + 1)),
        tuple(
            _passage("", pair, languages)
            for pair, agency in sorted(outside.items())
            if not agency and not _is_joined(joined[1], *pair)
        ),
    )


def _naming(readings: Sequence[Reading], laid: Sequence[Line]) -> Mapping[Place, AbstractSet[str]]:
    """Give the agencies that each sentence names."""
    told = [
        [c for c in reading.layers.credits or () if c.form != "photo" and c.agency != "own"] for reading in readings
    ]
    return {
        line.place: {fold(c.agency) for c in told[line.article] if line.place.start <= c.start < line.place.end}
        for line in laid
        if told[line.article]
    }


def _passage(name: str, pair: Pair, languages: Mapping[str, str]) -> Passage:
    across = languages[pair[0].article] != languages[pair[1].article]
    return Passage(id=name, kind="translation" if across else "paraphrase", members=pair)


# ------------------------------------------------------------------------------ matches

Agencies = Mapping[str, AbstractSet[str]]
Compared = tuple[list["Line"], list["Line"], "Floats"]
Pair = tuple[Place, Place]


def _compared(laid: Sequence[Line], lexicon: Lexicon) -> Iterator[Compared]:
    """Give how alike the sentences of every two articles are."""
    by_language: dict[str, list[Line]] = {}
    for line in laid:
        by_language.setdefault(line.language, []).append(line)
    for _, own in sorted(by_language.items()):
        yield from _every_two(own, own, lexicon)
    for one, other in combinations(sorted(by_language), 2):
        yield from _every_two(by_language[one], by_language[other], lexicon)


def _every_two(left: Sequence[Line], right: Sequence[Line], lexicon: Lexicon) -> Iterator[Compared]:
    """Compare the articles of one language, or of two, in the order of their ids."""
    common = lines.shared(left, right, lexicon, "sn#~t").toarray()
    masses = [np.array([line.mass for line in side]) for side in (left, right)]
    likeness = 2 * common / np.maximum(1e-9, np.add.outer(*masses))
    for i, (low, high) in _articles(left).items():
        for j, (begin, end) in _articles(right).items():
            part = likeness[low:high, begin:end]
            if i < j:
                yield list(left[low:high]), list(right[begin:end]), part
            elif i > j and left is not right:
                yield list(right[begin:end]), list(left[low:high]), part.T


def _articles(side: Sequence[Line]) -> Mapping[int, tuple[int, int]]:
    """Give the first sentence of each article, and the one after its last."""
    found: dict[int, tuple[int, int]] = {}
    for number, line in enumerate(side):
        found[line.article] = (found.get(line.article, (number, 0))[0], number + 1)
    return found


# ---------------------------------------------------------------------------- stretches


def _rows(
    laid: Sequence[Line], lexicon: Lexicon, covered: Covered, agencies: Agencies
) -> tuple[list[Pair], list[Pair]]:
    """Give the stretches of the rows that are shown, and the sentences of two languages that are alike anywhere."""
    shown: list[Pair] = []
    alike: list[Pair] = []
    for left, right, likeness in _compared(laid, lexicon):
        across = left[0].language != right[0].language
        least = EVIDENCE - _named(agencies, left[0].place.article, right[0].place.article)
        row = rows.best(likeness, CHANCE[across], least)
        shown.extend(_stretches(left, right, likeness, row, least, covered))
        if across:
            alike.extend(_alike(left, right, likeness))
    return shown, alike


def _named(agencies: Agencies, one: str, other: str) -> float:
    """Give what the agencies that two articles name speak for or against one text."""
    left, right = agencies.get(one, frozenset()), agencies.get(other, frozenset())
    if left & right:
        return SAME_AGENCY
    return -OTHER_AGENCY if left and right else 0.0


def _stretches(
    left: Sequence[Line], right: Sequence[Line], likeness: Floats, row: Row, least: float, covered: Covered
) -> Iterator[Pair]:
    """Give the stretches of a row that no passage joins already."""
    joined = frozenset((i, j) for i, j in row.matches if _is_joined(covered, left[i].place, right[j].place))
    printed = PRINTED * len(joined) / min(likeness.shape)
    for whole in rows.shown(row, likeness, least + printed):
        for piece in rows.without(whole, joined):
            (i, j), (k, m) = piece[0], piece[-1]
            yield _hull(left[i].place, left[k].place), _hull(right[j].place, right[m].place)


def _alike(left: Sequence[Line], right: Sequence[Line], likeness: Floats) -> Iterator[Pair]:
    """Give the sentences that are each the other's best, alike and of weight."""
    best = np.minimum(likeness.max(axis=1, keepdims=True), likeness.max(axis=0, keepdims=True))
    for i, j in np.argwhere((likeness >= ALIKE) & (likeness >= best)).tolist():
        if likeness[i, j] * (left[i].mass + right[j].mass) / 2 >= WORTH:
            yield left[i].place, right[j].place


def _hull(first: Place, last: Place) -> Place:
    return Place(first.article, first.start, last.end)


# ------------------------------------------------------------------- what is joined already

Covered = dict[tuple[str, str], list[tuple[Place, Place]]]


def _covered(found: Sequence[Sequence[Place]]) -> Covered:
    covered: Covered = {}
    for members in found:
        for a in members:
            for b in members:
                if a.article < b.article:
                    covered.setdefault((a.article, b.article), []).append((a, b))
    return covered


def _is_joined(covered: Covered, a: Place, b: Place) -> bool:
    """Tell whether a passage already joins a good part of two sentences."""
    return any(_half(a, x) and _half(b, y) for x, y in covered.get((a.article, b.article), ()))


def _half(sentence: Place, member: Place) -> bool:
    common = min(sentence.end, member.end) - max(sentence.start, member.start)
    return common * 3 >= min(sentence.end - sentence.start, member.end - member.start)
