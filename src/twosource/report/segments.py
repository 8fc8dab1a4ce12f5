"""Stretches that overlap, flattened: a text cut at every boundary, each piece with all that covers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from twosource.model import Span

MarkingKind = Literal["statement", "cue", "source", "teller", "passage", "credit", "place", "added", "removed", "value"]
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”»’)\]]*\s+|\n")
REACH = 260
"""Characters of context that a quoted sentence keeps on either side of what matters, at most."""


class Change(Struct, frozen=True):
    """What one printing has for another's words; ``fact``: a number, a date or a name."""

    left: str
    right: str
    fact: bool


class Reference(Struct, frozen=True):
    """A link out of the text: ``label`` is printed, ``tip`` says where it leads.

    ``changes``: what differs there from the first printing, shown beside the link.
    """

    href: str
    label: str
    tip: str = ""
    changes: tuple[Change, ...] = ()


class Marking(Struct, frozen=True):
    """A marked stretch. ``tone`` names the colour; the references stand before and after it."""

    start: int
    end: int
    kind: MarkingKind
    tone: str = ""
    before: Reference | None = None
    after: Reference | None = None
    anchor: str | None = None


class Piece(Struct, frozen=True):
    """A stretch of text under the same markings all along."""

    text: str
    kinds: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    before: tuple[Reference, ...] = ()
    after: tuple[Reference, ...] = ()


def flatten(text: str, markings: Iterable[Marking], within: Span) -> tuple[Piece, ...]:
    """Cut ``text[within]`` at every boundary of ``markings``; joined, the pieces are that text again.

    Markings that reach out of ``within`` are cut; empty ones are left out.
    """
    inside = sorted(_clipped(markings, within), key=lambda pair: (pair[0], pair[1].kind, pair[1].tone))
    bounds = {within.start, within.end}
    bounds.update(edge for span, _ in inside for edge in (span.start, span.end))
    pieces: list[Piece] = []
    active: list[tuple[Span, Marking]] = []
    coming = 0
    for start, end in pairwise(sorted(bounds)):
        active = [pair for pair in active if pair[0].end > start]
        while coming < len(inside) and inside[coming][0].start == start:
            active.append(inside[coming])
            coming += 1
        pieces.append(_piece(text, Span(start, end), active))
    return tuple(pieces)


def _clipped(markings: Iterable[Marking], within: Span) -> Iterable[tuple[Span, Marking]]:
    for marking in markings:
        span = Span(max(marking.start, within.start), min(marking.end, within.end))
        if span.start < span.end:
            yield span, marking


def _piece(text: str, span: Span, active: Sequence[tuple[Span, Marking]]) -> Piece:
    kinds = dict.fromkeys(name for _, marking in active for name in _classes(marking))
    if sum(marking.kind == "passage" for _, marking in active) > 1:
        kinds["nested"] = None
    first = [marking for _, marking in active if marking.start == span.start]
    last = [marking for _, marking in active if marking.end == span.end]
    return Piece(
        text[span.start : span.end],
        tuple(kinds),
        tuple(dict.fromkeys(marking.anchor for marking in first if marking.anchor)),
        tuple(dict.fromkeys(marking.before for marking in first if marking.before)),
        tuple(dict.fromkeys(marking.after for marking in last if marking.after)),
    )


def _classes(marking: Marking) -> tuple[str, ...]:
    return (marking.kind, f"tone-{marking.tone}") if marking.kind == "passage" else (marking.kind,)


def sentence_around(text: str, start: int, end: int, reach: int = REACH) -> Span:
    """Find the sentence (or sentences) that a stretch stands in, no more than ``reach`` to either side."""
    floor, ceiling = max(0, start - reach), min(len(text), end + reach)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, floor, start)]
    left = ends[-1] if ends else floor
    if left == floor and floor > 0:
        left = _word_edge(text, floor, start)
    # A stretch that keeps its full stop ends its sentence itself.
    match = _SENTENCE_END.search(text, max(start, end - 2), ceiling)
    while match and match.end() < end:
        match = _SENTENCE_END.search(text, match.end(), ceiling)
    right = max(end, match.end() if match else _last_word(text, end, ceiling))
    return _trim(text, left, right)


def _word_edge(text: str, floor: int, start: int) -> int:
    blank = text.find(" ", floor, start)
    return blank + 1 if blank >= 0 else floor


def _last_word(text: str, end: int, ceiling: int) -> int:
    """Give the end of the last whole word before ``ceiling``."""
    blank = text.rfind(" ", end, ceiling)
    return ceiling if ceiling == len(text) or blank < 0 else blank


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def windows(stretches: Iterable[Span], length: int, margin: int, longest: int) -> tuple[Span, ...]:
    """Join the surroundings of ``stretches`` into ordered windows that do not touch.

    A stretch over ``longest`` characters shows its two ends only.
    """
    wanted: list[Span] = []
    for span in stretches:
        if span.end - span.start <= longest:
            wanted.append(Span(span.start - margin, span.end + margin))
        else:
            half = longest // 2
            wanted += [Span(span.start - margin, span.start + half), Span(span.end - half, span.end + margin)]
    joined: list[Span] = []
    for span in sorted(wanted):
        start, end = max(0, span.start), min(length, span.end)
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
        elif start < end:
            joined.append(Span(start, end))
    return tuple(joined)
