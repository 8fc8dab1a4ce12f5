"""Hearsay without a teller: adverbs ("reportedly"), set phrases, and the French conditional of hearsay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

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


def phrases_in(view: View) -> Iterator[tuple[int, int]]:
    """Give where set phrases of hearsay begin, with their length in tokens."""
    known = view.lexicon.hearsay_phrases
    for index, word in enumerate(view.words):
        if word in known and (length := _marker(view, index)):
            yield index, length


def _marker(view: View, index: int) -> int:
    """Give the length of a set phrase of hearsay, 0 for none: "it was said by X" is the word of X."""
    length = view.starts(index, view.lexicon.hearsay_phrases)
    return 0 if view.is_word(index + length, "clauses.by") else length


def _at(view: View, index: int) -> Proposal | None:
    if view.word(index) in view.lexicon.hearsay_adverbs:
        return _clause_around(view, index, Range(index, index + 1), "hearsay")
    length = view.starts(index, view.lexicon.phrases["hearsay.impersonal"])
    if length:
        piece = bounds.trim(view, index + length, bounds.content_end(view, index + length, ()))
        cue = Range(index, index + length)
        return None if piece is None else Proposal(pieces=(piece,), cue=cue, frame="hearsay", certainty="hearsay")
    length = _marker(view, index)
    if length:
        found = _clause_around(view, index, Range(index, index + length), "hearsay")
        return _without_marker(view, found) if found is not None else None
    if certainty.conditional_use(view, index, None) == "hearsay":
        return _clause_around(view, index, Range(index, index + 1), "conditional")
    return None


def _without_marker(view: View, found: Proposal) -> Proposal:
    """Cut a marker off a content where a comma parts it ("à ce qu'il paraît, P", "P, dit-on")."""
    cue, piece = found.cue, found.pieces[0]
    if cue is None:
        return found
    fronted = cue.start <= piece.start
    closing = cue.end >= piece.end and view.word(cue.start - 1) == ","
    kept = bounds.trim(view, cue.end, piece.end) if fronted else bounds.trim(view, piece.start, cue.start)
    return msgspec.structs.replace(found, pieces=(kept,)) if kept is not None and (fronted or closing) else found


def _clause_around(view: View, index: int, cue: Range, frame: Frame) -> Proposal | None:
    start = index
    while start > 0 and view.word(start - 1) not in {";", ":"}:
        start -= 1
    start = max(start, bounds.host_start(view, index))
    piece = bounds.trim(view, start, bounds.content_end(view, index, ()))
    if piece is None:
        return None
    return Proposal(pieces=(piece,), cue=cue, frame=frame, certainty="hearsay")
