"""Made news with planted copies, for piles of any size: words of our own lexicons, drawn after Zipf, seeded.

An article has twenty sentences of 14 to 26 words. One in three takes sentences of one of the hundred before it, in one
of four ways (``WAYS``); what it takes and from whom is kept as the truth.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource import resources
from twosource.model import Place
from twosource.text import fold

SEED = 3
SENTENCES, SHORTEST, LONGEST, PARAGRAPH = 20, 14, 26, 3
RECENT, COPIED = 100, 1 / 3

Ids = npt.NDArray[np.int64]


class Way(Struct, frozen=True):
    """A way to copy: how many sentences, and the share of their words that is another, left out or put in."""

    name: str
    chance: float
    least: int
    most: int
    edited: float
    moved: float = 0.0


WAYS = (
    Way("verbatim", 0.4, 3, 10, 0.0),
    Way("edited", 0.3, 3, 10, 1 / 40),
    Way("rewritten", 0.15, 3, 10, 1 / 20, 1 / 20),
    Way("reprint", 0.15, 16, 20, 1 / 200),
)


class Made(Struct, frozen=True):
    """An article, and what it takes: how, its own stretch and that of its source."""

    id: str
    text: str
    way: str = ""
    source: Place | None = None
    taken: Place | None = None


class _Laid(Struct, frozen=True):
    """An article as its sentences: word numbers, and where each stands in the text."""

    id: str
    sentences: Sequence[Ids]
    spans: Sequence[tuple[int, int]]


def vocabulary() -> list[str]:
    """List words as news has them, the commonest first: the background's, then other lexicons' in seeded order."""
    shares = [(float(row[1]), row[0]) for row in resources.read_rows("background/en.tsv")]
    common = [word for _, word in sorted(shares, reverse=True) if word.isalpha()]
    known = set(common)
    rare = {one for row in resources.read_rows("bilingual-fr-en.tsv") for one in row[2].split("|")}
    towns = {name for row in resources.read_rows("places.tsv") for name in row[0].split("|")}
    rest = sorted(word for word in rare | towns if word.isalpha() and fold(word) not in known)
    np.random.default_rng(SEED).shuffle(rest)
    return common + rest


def make(size: int) -> Iterator[Made]:
    """Make articles, the same for the same size or a larger one, one after another."""
    words, drawn = vocabulary(), np.random.default_rng(SEED)
    chances = 1 / (np.arange(len(words)) + 2.7)
    odds = np.cumsum(chances / chances.sum())
    recent: deque[_Laid] = deque(maxlen=RECENT)
    for number in range(size):
        made, laid = _article(f"{number:07}", words, odds, recent, drawn)
        recent.append(laid)
        yield made


def _article(
    name: str, words: Sequence[str], odds: npt.NDArray[np.float64], recent: Sequence[_Laid], drawn: np.random.Generator
) -> tuple[Made, _Laid]:
    sizes = drawn.integers(SHORTEST, LONGEST + 1, SENTENCES)
    ids = _draw(odds, int(sizes.sum()), drawn)
    sentences: list[Ids] = np.split(ids, np.cumsum(sizes)[:-1])
    if not recent or drawn.random() >= COPIED:
        text, spans = printed(sentences, words)
        return Made(name, text), _Laid(name, sentences, spans)
    theirs = recent[int(drawn.integers(len(recent)))]
    way = WAYS[int(np.searchsorted(np.cumsum([way.chance for way in WAYS]), drawn.random()))]
    count = int(drawn.integers(way.least, way.most + 1))
    first, at = (int(drawn.integers(SENTENCES - count + 1)) for _ in range(2))
    taken = [_edited(one, way, odds, drawn) for one in theirs.sentences[first : first + count]]
    sentences[at : at + count] = taken
    text, spans = printed(sentences, words)
    source = Place(theirs.id, theirs.spans[first][0], theirs.spans[first + count - 1][1])
    return (
        Made(name, text, way.name, source, Place(name, spans[at][0], spans[at + count - 1][1])),
        _Laid(name, sentences, spans),
    )


def _draw(odds: npt.NDArray[np.float64], count: int, drawn: np.random.Generator) -> Ids:
    return np.minimum(np.searchsorted(odds, drawn.random(count)), len(odds) - 1)


def _edited(sentence: Ids, way: Way, odds: npt.NDArray[np.float64], drawn: np.random.Generator) -> Ids:
    chance = drawn.random(len(sentence))
    other = _draw(odds, len(sentence), drawn)
    changed = np.where(chance < way.edited, other, sentence)
    gone = (chance >= way.edited) & (chance < way.edited + way.moved / 2)
    more = (chance >= way.edited + way.moved / 2) & (chance < way.edited + way.moved)
    put = np.flatnonzero(more)
    kept = np.delete(changed, np.flatnonzero(gone)) if not len(put) else changed
    return np.insert(kept, put, other[put])


def printed(sentences: Sequence[Ids], words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Print sentences in paragraphs, and say where each stands."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, sentence in enumerate(sentences):
        told = " ".join([words[i] for i in sentence.tolist()])
        told = told[:1].upper() + told[1:] + "."
        spans.append((at, at + len(told)))
        pieces += (told, "\n\n" if number % PARAGRAPH == PARAGRAPH - 1 else " ")
        at += len(told) + len(pieces[-1])
    return "".join(pieces[:-1]), spans


def planted(pile: Sequence[Made]) -> Mapping[str, list[tuple[Place, Place]]]:
    """Give the stretches that were taken, by the way in which."""
    found: dict[str, list[tuple[Place, Place]]] = {way.name: [] for way in WAYS}
    for made in pile:
        if made.source is not None and made.taken is not None:
            found[made.way].append((made.source, made.taken))
    return found
