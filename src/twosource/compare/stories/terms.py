"""What of an article tells its story: hashed terms under seven views.

``words`` and ``lead`` compare articles of one language (their terms carry it; names count twice), ``figures`` its
numbers, ``names`` its names, ``places`` those of places; ``across`` holds what survives translation: skeletons of
names, places, figures, the first letters of long words, words translated into English; ``encoded`` is empty but for a
plugged-in sentence encoder, whose dimensions are its terms. Nothing here needs a reading layer: a headline with its
summary is enough, and blocks, where they are read, keep furniture out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource.compare import fingerprints
from twosource.compare.stories import anchors
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twosource.model import Reading

NOWHERE: AbstractSet[str] = frozenset()
Codes = npt.NDArray[np.uint64]
Reals = npt.NDArray[np.float32]

Anchored = tuple[int, float, float]
"""A term's number, what it counts, and the share of articles that hold it."""

WORDS, LEAD, FIGURES, ACROSS, NAMES, PLACES, ENCODED = range(7)
VIEWS = 7
VIEW_SHIFT = np.uint64(61)
"""The view of a term stands in its three highest bits, so that the views of an article lie one after another."""
LEADING = 100
"""Words of the lead: about three sentences and the headline."""
NAME = 2.0
"""What a name counts beside another word."""
TITLE_CASE = 0.7
"""Share of long words with a capital from which a headline says nothing of what is a name."""
MOST = 4000
"""Words of an article that are looked at."""
_LONG = 4
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_LABEL = r"(?:# ?)?\b[A-Z]\w*(?: [A-Z]\w*)?: *"
_LABELLED_ADDRESS = re.compile(rf"{_LABEL}https?://\S+")
_LABELLED = re.compile(rf"{_LABEL}(?:https?://\S+|\d+(?=\s|$))")
"""A feed's own record in place of a summary: "Article URL: https://... Points: 5 # Comments: 0"."""


class Terms(Struct, frozen=True):
    """The terms of one article, sorted: how often each stands, what it counts, the share of articles that hold it."""

    codes: Codes
    counts: Reals
    shares: Reals


class Word(Struct, frozen=True):
    """A word as printed in one language, with all that does not hang on where it stands."""

    printed: str
    folded: str
    own: int
    across: tuple[Anchored, ...]
    name_across: tuple[Anchored, ...]
    places: tuple[int, ...]
    share: float
    figure: bool
    capital: bool


class Text(Struct, frozen=True):
    """The words of an article: those of its headline, those of its body, and which look like names."""

    words: tuple[Word, ...]
    names: tuple[bool, ...]
    language: str


@lru_cache(maxsize=1 << 17)
def code(term: str) -> int:
    """Give the 61-bit number of a term."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 3


@lru_cache(maxsize=1 << 17)
def word(printed: str, language: str) -> Word:
    """Look a word up: what it is and what it counts."""
    folded = fold(printed)
    plain = tuple((code(term), weight, share) for term, weight, share in anchors.of_word(folded, language))
    named = tuple((code(term), weight, share) for term, weight, share in anchors.of_name(printed, folded, language))
    return Word(
        printed=printed,
        folded=folded,
        own=code(f"{language} {folded}"),
        across=_merged(plain, named) if anchors.is_caseless(printed) else plain,
        name_across=_merged(plain, named),
        places=tuple(code(place) for place in anchors.places_of(folded, language)),
        share=anchors.share(folded, language),
        figure=folded[:1].isdigit(),
        capital=printed[:1].isupper(),
    )


def _merged(*found: tuple[Anchored, ...]) -> tuple[Anchored, ...]:
    return tuple({anchor[0]: anchor for part in found for anchor in part}.values())


def read(
    title: str, text: str, spans: Iterable[tuple[int, int]], language: str, places: AbstractSet[str] = NOWHERE
) -> Terms:
    """Give the terms of a headline and of some stretches of a text; ``places``: names known to be places."""
    return _terms(_spell(title, text, spans, language), f"{title}\n{text}", places)


def of(reading: Reading, headline: str) -> Terms:
    """Give the terms of an article that was read."""
    article = reading.article
    spans = [(span.start, span.end) for span in fingerprints.told(reading)]
    # a headline that opens the text is told once
    head = "" if article.text[: len(headline)] == headline else headline
    places = {one.name for one in reading.layers.mentions or () if one.type == "place"}
    found = read(head, article.text, spans, article.language, places)
    encoded = reading.layers.encoded
    return _with_encoded(found, encoded[0].values) if encoded else found


def _with_encoded(terms: Terms, values: Sequence[float]) -> Terms:
    """Give terms with the dimensions of a sentence encoder as the last ones."""
    codes = np.arange(len(values), dtype=np.uint64) + np.uint64(ENCODED << 61)
    return Terms(
        np.concatenate([terms.codes, codes]),
        np.concatenate([terms.counts, np.array(values, dtype=np.float32)]),
        np.concatenate([terms.shares, np.ones(len(values), dtype=np.float32)]),
    )


def _spell(title: str, text: str, spans: Iterable[tuple[int, int]], language: str) -> Text:
    head = [word(printed, language) for printed in WORD.findall(title)]
    clean = _told(text)
    found = [match for start, end in spans for match in WORD.finditer(clean, start, end)][:MOST]
    body = [word(match.group(), language) for match in found]
    named = [
        w.capital and fingerprints.is_name(text, w.printed, match.start()) for w, match in zip(body, found, strict=True)
    ]
    return Text((*head, *body), (*_headline_names(head), *named), language)


def _told(text: str) -> str:
    """Blank addresses, and in a text that labels one, all labels with what they label: none of it is told."""
    for untold in (_LABELLED, _ADDRESS) if _LABELLED_ADDRESS.search(text) else (_ADDRESS,):
        text = untold.sub(lambda match: " " * len(match.group()), text)
    return text


def _headline_names(head: Sequence[Word]) -> Iterator[bool]:
    """Tell which words of a headline look like names: none where its long words have capitals throughout."""
    long = [w for w in head[1:] if len(w.folded) >= _LONG]
    titled = sum(w.capital for w in long) >= TITLE_CASE * max(1, len(long))
    for place, one in enumerate(head):
        yield place > 0 and one.capital and not titled


def _terms(text: Text, whole: str, places: AbstractSet[str]) -> Terms:
    found: dict[int, list[float]] = {}
    for place, (one, name) in enumerate(zip(text.words, text.names, strict=True)):
        for term, weight, share in _of_word(one, name=name, lead=place < LEADING):
            held = found.get(term)
            if held is None:
                found[term] = [1.0, weight, share]
            else:
                held[0] += 1.0
                held[1] = max(held[1], weight)
    for anchor, weight, share in anchors.of_unspaced(whole):
        found.setdefault(code(anchor) | ACROSS << 61, [1.0, weight, share])
    for named in places:
        found.setdefault(code(f"{text.language} {fold(named)}") | PLACES << 61, [1.0, 1.0, anchors.PLACE_SHARE])
    return _laid_out(found)


def _of_word(one: Word, *, name: bool, lead: bool) -> Iterator[Anchored]:
    if len(one.folded) > 1 or one.figure:
        weight = NAME if name else 1.0
        yield one.own | WORDS << 61, weight, one.share
        if lead:
            yield one.own | LEAD << 61, weight, one.share
        if one.figure or name:
            yield one.own | (FIGURES if one.figure else NAMES) << 61, 1.0, one.share
        for place in one.places if name else ():
            yield place | PLACES << 61, 1.0, anchors.PLACE_SHARE
    for term, weight, share in one.name_across if name else one.across:
        yield term | ACROSS << 61, weight, share


def _laid_out(found: Mapping[int, Sequence[float]]) -> Terms:
    codes = np.fromiter(found, dtype=np.uint64, count=len(found))
    order = np.argsort(codes)
    rows = np.array(list(found.values()), dtype=np.float32).reshape(-1, 3)[order]
    return Terms(codes[order], (1 + np.log(rows[:, 0])) * rows[:, 1], rows[:, 2])
