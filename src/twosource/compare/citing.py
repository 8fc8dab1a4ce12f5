"""Citing: organisations that an article names as its source where the reader of statements found none.

"…, the Tresk Observatory (TO) said", "according to the Port Authority": the name and the word of saying side by side.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from twosource import resources
from twosource.compare import fingerprints
from twosource.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.compare.voices import Voices
    from twosource.model import Hop, Reading, Statement

MEDIA = frozenset({"media", "agency"})
"""Types of teller that pass words on."""
DESCRIBED = 4
"""Words before a medium's name that say which kind it is, at most."""
NEAR = 60
"""Code points beside a name in which the word of saying stands."""
_BRACKET = r"(?:\s*\([^()]{1,15}\))?"
_SMALL = r"(?:\s+[a-zà-ÿ][\w’'-]*)"


def cited(reading: Reading, known: Voices) -> Iterator[tuple[Place, str]]:
    """Give the places where an organisation is named as the source, and which, those in statements left out."""
    patterns = _patterns(reading.article.language)
    if patterns is None:
        return
    text, told, quoted = reading.article.text, fingerprints.told(reading), fingerprints.quotes(reading)
    for start, end, entity in known.index.places.get(reading.article.id, ()):
        place = Place(reading.article.id, start, end)
        if known.entities[entity].type != "organisation" or _is_known(reading, place):
            continue
        if not any(s.start <= start < s.end for s in told) or any(q.start <= start < q.end for q in quoted):
            continue
        before, after = patterns
        if after.match(text, end, end + NEAR) or before.search(text[max(0, start - NEAR) : start]):
            yield place, entity


def of_outlets(reading: Reading, names: Sequence[str]) -> Reading:
    """Give the reading with each teller who stands in a medium's printed name, or ends with it, called by that name.

    "According to Le Courrier de Valbrume" is told by the paper, by nobody of the name of Valbrume; "the magazine Fil"
    is Fil.
    """
    text, statements = reading.article.text, reading.layers.statements or ()
    named = (name for name in names if name in text)
    printed = [(at.start(), at.end(), name) for name in named for at in re.finditer(re.escape(name), text)]
    if not printed or not statements:
        return reading
    told = tuple(_of_outlets(one, printed, text) if one.field == "text" else one for one in statements)
    return (
        reading
        if told == statements
        else msgspec.structs.replace(reading, layers=msgspec.structs.replace(reading.layers, statements=told))
    )


def _of_outlets(statement: Statement, printed: Sequence[Printed], text: str) -> Statement:
    return msgspec.structs.replace(statement, chain=tuple(_of_outlet(hop, printed, text) for hop in statement.chain))


Printed = tuple[int, int, str]
"""Where a medium's name is printed, and the name."""


def _of_outlet(hop: Hop, printed: Sequence[Printed], text: str) -> Hop:
    if hop.start is None or hop.end is None:
        return hop
    found = [one for one in printed if _means(hop, hop.start, hop.end, one, text)]
    if not found:
        return hop
    start, end, name = max(found, key=lambda one: one[1] - one[0])
    return msgspec.structs.replace(hop, name=name, type="media", entity=None, start=start, end=end)


def _means(hop: Hop, first: int, last: int, printed: Printed, text: str) -> bool:
    """Tell whether a hop stands in a medium's printed name of several words, or describes the medium that ends it."""
    start, end, name = printed
    if start <= first and last <= end:
        return hop.type not in MEDIA and " " in name
    return hop.type != "person" and first < start and end == last and _describes(text[first:start])


def _describes(words_: str) -> bool:
    """Tell whether words only say what kind of medium follows ("the magazine ", "la radio publique ")."""
    return words_.islower() and len(words_.split()) <= DESCRIBED


def _is_known(reading: Reading, place: Place) -> bool:
    """Tell whether a name stands in a credit, or in the source or a hop of a statement."""
    spans = [(c.start, c.end) for c in reading.layers.credits or ()]
    for statement in reading.layers.statements or ():
        if statement.field == "text":
            spans += [(statement.source.start, statement.source.end)] if statement.source else []
            spans += [(hop.start, hop.end) for hop in statement.chain if hop.start is not None and hop.end is not None]
    return any(start < place.end and place.start < end for start, end in spans)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Give what stands before a source, and what follows one; none in a language without a list."""
    file = f"occasions-{language}.toml"
    if not resources.exists(file):
        return None
    before, after = (
        "|".join(re.escape(phrase) for phrase in resources.strings(resources.read_toml(file), key))
        for key in ("cites", "says")
    )
    return (
        re.compile(rf"\b(?:{before}){_SMALL}{{0,4}}[\s’']*$", re.IGNORECASE),
        re.compile(rf"{_BRACKET}{_SMALL}{{0,3}}?\s+(?:{after})\b"),
    )
