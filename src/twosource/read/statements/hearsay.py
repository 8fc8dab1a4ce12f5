"""Hearsay without a teller: adverbs ("reportedly"), set phrases, and the French conditional of hearsay."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.read.statements import bounds, certainty
from twosource.read.statements.proposals import Frame, Proposal, Range
from twosource.read.statements.view import View


def propose(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Propose what is put forward as hearsay outside the contents already found."""
    added: list[Proposal] = []
    held = {index for proposal in found for piece in proposal.pieces for index in range(piece.start, piece.end)}
    adverbs, phrases = view.lexicon.hearsay_adverbs, view.lexicon.hearsay_phrases
    impersonal = view.lexicon.phrases["hearsay.impersonal"]
    for index, (word, token) in enumerate(zip(view.words, view.tokens, strict=True)):
        may = word in phrases or word in adverbs or word in impersonal or token.mood == "cnd"
        if not may or view.quoted[index] >= 0 or index in held:
            continue
        proposal = _at(view, index)
        if proposal is not None:
            added.append(proposal)
            held.update(index for piece in proposal.pieces for index in range(piece.start, piece.end))
    return added


def _at(view: View, index: int) -> Proposal | None:
    if view.word(index) in view.lexicon.hearsay_adverbs:
        return _clause_around(view, index, Range(index, index + 1), "hearsay")
    length = view.starts(index, view.lexicon.hearsay_phrases)
    if length:
        return _clause_around(view, index, Range(index, index + length), "hearsay")
    length = view.starts(index, view.lexicon.phrases["hearsay.impersonal"])
    if length:
        piece = bounds.trim(view, index + length, bounds.content_end(view, index + length, ()))
        cue = Range(index, index + length)
        return None if piece is None else Proposal(pieces=(piece,), cue=cue, frame="hearsay", certainty="hearsay")
    if certainty.conditional_use(view, index, None) == "hearsay":
        return _clause_around(view, index, Range(index, index + 1), "conditional")
    return None


def _clause_around(view: View, index: int, cue: Range, frame: Frame) -> Proposal | None:
    start = index
    while start > 0 and view.word(start - 1) not in {";", ":"}:
        start -= 1
    start = max(start, bounds.host_start(view, index))
    piece = bounds.trim(view, start, bounds.content_end(view, index, ()))
    if piece is None:
        return None
    return Proposal(pieces=(piece,), cue=cue, frame=frame, certainty="hearsay")
