"""What the grammar proposes for one sentence, before tellers are resolved across the article."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.model import Certainty
from twosource.read.statements.phrases import Group, Phrase

Frame = Literal[
    "quote",
    "clause",
    "infinitive",
    "noun",
    "inserted",
    "preposition",
    "hearsay",
    "conditional",
    "bare quote",
    "headline",
    "reference",
    "framed",
]


class Range(Struct, frozen=True, order=True):
    """A run of tokens ``[start, end)``."""

    start: int
    end: int


class Proposal(Struct, frozen=True, kw_only=True):
    """A content with its cue and teller, as token ranges of one sentence.

    ``source`` is the teller's phrase; ``inherits`` says that the teller is that of the words before
    ("et a ajouté", ", précisant que", a quotation after a colon). ``relays`` are phrases of media hops;
    ``cites`` is whom the teller names as its own source ("rapporte X, qui cite Y").
    ``certainty`` is what the cue says; the content may lower it.
    """

    pieces: tuple[Range, ...]
    cue: Range | None
    frame: Frame
    certainty: Certainty
    source: Phrase | None = None
    inherits: bool = False
    relays: tuple[Phrase, ...] = ()
    group: Group | None = None
    relayed_by: Phrase | None = None
    cites: Phrase | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.pieces[-1].end


def denies(proposal: Proposal, sign: int) -> bool:
    """Tell whether a proposal denies, in a stretch behind a sign, what stands before it ("P, a claim denied by X")."""
    cue = proposal.cue
    behind = proposal.frame == "reference" and cue is not None and cue.start == sign + 1
    return behind and proposal.certainty == "denied" and proposal.end == sign


def holds(outer: Proposal, index: int) -> bool:
    """Tell whether a token stands in the content of a proposal."""
    return any(piece.start <= index < piece.end for piece in outer.pieces)
