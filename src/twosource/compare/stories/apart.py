"""What was not joined though its words are alike, and why: the signatures in which two stories differ, in words."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import fingerprints
from twosource.compare.stories import anchors, bundles, clocks, gather, models
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.compare.stories.bundles import Bundle, Signature
    from twosource.compare.stories.models import Model
    from twosource.model import Reading

SHOWN = 2
"""Names, places or figures of each side that a reason shows."""


class Vetoed(Struct, frozen=True):
    """Two bundles, by number, that only a veto kept from being one story, and the signatures in which they differ."""

    left: int
    right: int
    signatures: tuple[Signature, ...]


class Why(Struct, frozen=True):
    """A signature in which two stories differ: what the one holds, and what the other does."""

    signature: Signature
    mine: str
    theirs: str


def find(parts: Sequence[Bundle], model: Model, live: Sequence[float]) -> list[Vetoed]:
    """Give the pairs that were vetoed, of those that are one story by their words alone."""
    blind = msgspec.structs.replace(model, vetoes=False)
    found: list[Vetoed] = []
    for a, b, dots in gather.candidates(parts):
        met = bundles.meet(parts[a], parts[b], dots)
        differ = models.veto(parts[a], parts[b], met)
        if differ and models.score(blind, parts[a], parts[b], met, max(live[a], live[b])) > 0:
            found.append(Vetoed(a, b, differ))
    return found


def explain(differ: Sequence[Signature], mine: Sequence[Reading], theirs: Sequence[Reading]) -> tuple[Why, ...]:
    """Say in words in what two stories differ; a signature for which no words are found is left out."""
    return tuple(why for signature in differ if (why := _why(signature, mine, theirs)).mine and why.theirs)


def _why(signature: Signature, mine: Sequence[Reading], theirs: Sequence[Reading]) -> Why:
    left, right = (
        Counter(fact for reading in side for fact in set(_facts(signature, reading))) for side in (mine, theirs)
    )
    return Why(signature, _most(left, right), _most(right, left))


def _most(own: Mapping[str, int], other: Mapping[str, int]) -> str:
    """Give what most articles of one side hold and none of the other side does."""
    known = {fold(fact) for fact in other}
    kept = [fact for fact in own if fold(fact) not in known]
    return ", ".join(sorted(kept, key=lambda fact: (-own[fact], fact))[:SHOWN])


def _facts(signature: Signature, reading: Reading) -> Iterator[str]:
    if signature == "day":
        at = clocks.published(reading)
        at = clocks.date_line(reading.article.text) if math.isnan(at) else at
        yield from () if math.isnan(at) else (date.fromordinal(int(at)).isoformat(),)
    elif signature == "figures":
        yield from (word for word, _ in _words(reading) if word[0].isdigit())
    elif not reading.layers.mentions:
        yield from (
            w
            for w, name in _words(reading)
            if name and (signature == "names" or anchors.places_of(fold(w), reading.article.language))
        )
    else:
        yield from (one.name for one in reading.layers.mentions if signature == "names" or one.type == "place")


def _words(reading: Reading) -> Iterator[tuple[str, bool]]:
    """Give the words that an article tells, and whether each looks like a name."""
    text = reading.article.text
    for span in fingerprints.told(reading):
        for match in WORD.finditer(text, span.start, span.end):
            printed = match.group()
            yield printed, printed[0].isupper() and fingerprints.is_name(text, printed, match.start())
