"""The grammar of reported speech: from one tagged sentence to proposals.

Frames follow the annotation schemes of PARC (Pareti 2015) and FRACAS: cue, source, content;
direct, indirect and mixed. Verbs (``cues``, ``openers``, ``frames``), prepositions, headline colons and
bare quotations (``verbless``) and hearsay are read one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from twosource.read.statements import bounds, cues, framed, frames, hearsay, phrases, presenting, references, verbless
from twosource.read.statements.cues import Cue
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View


def propose(view: View) -> list[Proposal]:
    """Find every content with cue and teller in one sentence, in the order of their contents."""
    starts = list(verbless.find_prepositions(view))
    inside = {i for start, length in (*starts, *hearsay.phrases_in(view)) for i in range(start, start + length)}
    verbs = [cue for cue in cues.find(view) if cue.group.verb not in inside]
    anchors = frozenset(_anchors(view, verbs)) | {start for start, _ in starts}
    found = [proposal for cue in verbs for proposal in frames.propose(view, cue, anchors)]
    relayed = {p.relayed_by.start for p in found if p.relayed_by}
    for start, length in starts:
        if _parts_verb(view, verbs, start):  # "reports, on the authority of X, that P"
            continue
        proposal = verbless.from_preposition(view, start, length, anchors) if start + length not in relayed else None
        found += [proposal] if proposal is not None else []
    found = [part for proposal in found for part in _split(view, proposal)]
    late = list(references.taking_up(view, found))
    taken = {one.cue.end for one in late if one.cue is not None}
    late += [one for one in references.pointing_back(view) if one.cue is None or one.cue.end not in taken]
    found = [*(p for p in found if not _is_within(p.cue, late)), *late]
    late = [*framed.propose(view, found), *presenting.propose(view)]
    found = [*(p for p in found if not _is_within(p.cue, late)), *late]
    found += references.propose(view, found)
    found += hearsay.propose(view, found)
    found += verbless.headline(view, found)
    found += verbless.bare_quotes(view, found)
    return sorted(found, key=lambda p: (p.start, -p.end, p.cue or Range(0, 0)))


def _parts_verb(view: View, verbs: Sequence[Cue], start: int) -> bool:
    """Tell whether a preposition with its teller parts a verb of speech from the clause that it opens."""
    if view.word(start - 1) != "," or not any(cue.end == start - 1 and cue.subject is not None for cue in verbs):
        return False
    close = next((i for i in range(start, len(view)) if view.word(i) == "," or view.is_finite(i)), len(view))
    return view.word(close) == "," and view.is_word(close + 1, "clauses.that")


def _is_within(cue: Range | None, others: Sequence[Proposal]) -> bool:
    held = (one.cue for one in others if one.cue is not None)
    return cue is not None and any(one.start <= cue.start and cue.end <= one.end for one in held)


def _split(view: View, proposal: Proposal) -> Iterator[Proposal]:
    """Split two co-ordinated clauses under one cue ("P et Q, a ajouté X"): each is a proposition."""
    piece = proposal.pieces[0]
    at = _coordination(view, piece) if len(proposal.pieces) == 1 and proposal.frame in {"inserted", "clause"} else None
    if at is None:
        yield proposal
        return
    second = at + 2 if view.is_word(at + 1, "clauses.that") else at + 1
    for part in (bounds.trim(view, piece.start, at), bounds.trim(view, second, piece.end)):
        if part is not None:
            yield msgspec.structs.replace(proposal, pieces=(part,))


def _coordination(view: View, piece: Range) -> int | None:
    """Find a conjunction between two clauses that each have a subject and a finite verb, outside quotations."""
    for at in range(piece.start + 1, piece.end - 1):
        if not view.is_word(at, "clauses.coordination") or view.quoted[at] >= 0 or view.pos(at) != "CCONJ":
            continue
        start = at + 2 if view.is_word(at + 1, "clauses.that") else at + 1
        subject = phrases.phrase_from(view, start, piece.end) if start > at + 1 or view.lexicon.splits else None
        last = next((i for i in range(at - 1, piece.start - 1, -1) if view.is_finite(i)), None)
        if subject is None or last is None or any(view.word(i) in {",", ":"} for i in range(last, at - 1)):
            continue
        verb = next((i for i in range(subject.end, piece.end) if view.is_finite(i)), None)
        if verb is not None and all(
            view.pos(i) in {"ADV", "ADP", "DET", "NOUN", "ADJ", "PROPN", "PRON", "NUM"}
            for i in range(subject.end, verb)
        ):
            return at
    return None


def _anchors(view: View, verbs: Sequence[Cue]) -> Iterator[int]:
    for cue in verbs:
        done = cue.passive and cue.subject is None and not view.is_word(cue.end, "clauses.by")  # ", had been known to"
        if done:
            continue
        if cue.group.form in {"fin", "ger"} or view.is_word(cue.group.start - 1, "clauses.coordination"):
            yield cue.left
