"""Tellers that share the verb of the one before ("les syndicats évoquent 30 000 manifestants, la police 12 000")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from twosource.read.statements import bounds, cues, phrases, subjects, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View

SIGNS = frozenset({",", ";"})
COUNTED = frozenset({"DET", "NUM", "ADV"})
COUNTING = "clauses.counting"


def shared(view: View, read: Sequence[Proposal]) -> list[Proposal]:
    """Part what a second teller says under the verb of a first from what the first says."""
    if not read and not view.speaking:
        return []
    found = list(read)
    for sign in [i for i in range(len(view)) if _parts(view, i)]:
        gap = _gap(view, sign)
        host = _host(view, found, sign) if gap is not None else None
        if gap is None or host is None or host.cue is None or not _is_like(view, host, sign, gap[1]):
            continue
        cut = [_until(one, sign) if one.cue == host.cue else one for one in found if not _within(one, gap, host)]
        found = [one for one in cut if one.pieces]
        if host not in read:
            found.append(host)
        piece = _without_link(view, host.cue, gap[1])
        told = msgspec.structs.replace(host, pieces=(piece,), source=gap[0], inherits=False, relays=(), cites=None)
        found.append(told)
    return found


def _parts(view: View, index: int) -> bool:
    """Tell whether a gap may open behind a token: a sign, or "and" before a teller with their number."""
    if view.quoted[index] >= 0:
        return False
    return view.words[index] in SIGNS or view.pos(index) == "CCONJ"


def _gap(view: View, sign: int) -> tuple[Phrase, Range] | None:
    """Give the teller behind a sign and what they put forward without a verb of their own; ``None`` for none."""
    start = sign + 1 + (view.pos(sign + 1) in {"CCONJ", "SCONJ"})
    if view.pos(start) not in {"DET", "NOUN", "PROPN", "ADJ"}:
        return None
    limit = next((i for i in range(start + 1, len(view)) if _starts(view, i)), 0)
    phrase = phrases.phrase_from(view, start, limit) if limit else None
    apart = view.word(limit - 1) == ","  # ", Transalpe, ..." is apposed
    if phrase is None or phrase.end != limit - apart or (apart and view.word(sign) != ";"):
        return None
    if tellers.is_pronoun(view, phrase) or tellers.type_of(view, phrase) == "unknown":
        return None
    that = view.is_word(limit, "clauses.that")
    end = next((i for i in range(limit, len(view)) if view.words[i] in SIGNS and view.quoted[i] < 0), len(view))
    if not that and any(view.is_finite(i) and view.quoted[i] < 0 for i in range(limit, end)):
        return None
    piece = bounds.trim(view, limit + that, end)
    return (phrase, piece) if piece is not None else None


def _starts(view: View, index: int) -> bool:
    """Tell whether what a teller puts forward may start at a token: a number, a preposition, "that", a quotation."""
    pos = view.pos(index)
    about = pos == "ADV" and "NUM" in {view.pos(index + 1), view.pos(index + 2)}  # "nearly 300", "près de 300"
    number = pos == "NUM" or about or (pos == "DET" and view.word(index - 1) == ",")
    tied = pos == "ADP" and not (view.is_word(index, "clauses.of") and view.pos(index + 1) not in COUNTED)
    return number or tied or view.is_word(index, "clauses.that") or view.quoted[index] >= 0


def _host(view: View, found: Sequence[Proposal], sign: int) -> Proposal | None:
    """Give the statement before a sign whose verb a gap may share, or the one that a verb of counting makes there."""
    before = [(one.cue, one) for one in found if one.cue is not None and one.cue.end <= sign and one.group is not None]
    last, told = max(
        ((cue, one) for cue, one in before if one.end > cue.end), key=lambda pair: pair[0], default=(None, None)
    )
    if last is not None:
        return None if ";" in view.words[last.end : sign] else told
    verb = next((i for i in range(sign - 1, -1, -1) if view.is_finite(i)), 0)
    if view.pos(verb) == "AUX":
        verb = next((i for i in range(verb + 1, min(verb + 4, sign)) if view.tokens[i].form == "part"), 0)
    if not verb or view.quoted[verb] >= 0 or not _may_count(view, verb):
        return None
    group = phrases.group_at(view, verb)
    subject = subjects.subject_before(view, group)
    piece = bounds.trim(view, group.end, sign)
    if subject is None or piece is None or tellers.type_of(view, subject) == "unknown":
        return None
    cue = Range(group.start, group.end)
    return Proposal(pieces=(piece,), cue=cue, frame="noun", certainty="asserted", source=subject, group=group)


def _may_count(view: View, verb: int) -> bool:
    """Tell whether a verb may put a number forward: one of counting, or one of speech that takes an object."""
    counts = not view.lexicon.words[COUNTING].isdisjoint(cues.lemmas(view, verb))
    return counts or any("noun" in sense.frames for sense in cues.senses_of(view, verb))


def _is_like(view: View, host: Proposal, sign: int, piece: Range) -> bool:
    """Tell whether a gap answers to what stands before it: a number to a number, "that" to a clause."""
    cue = host.cue or Range(0, 0)
    inside = range(cue.end, sign)
    first = piece.start
    if view.words[sign] not in SIGNS:  # "and" joins much else
        counted = view.pos(first) == "NUM" and piece.end >= len(view) - 1 and any(view.pos(i) == "NUM" for i in inside)
        return counted or (
            view.pos(first) == "ADP" and cue.end - cue.start > 1 and _without_link(view, cue, piece) != piece
        )
    if view.is_word(first - 1, "clauses.that"):
        return host.frame == "clause"
    if view.quoted[first] >= 0 or (view.pos(first) == "DET" and view.word(first - 1) == ","):
        return host.frame == "noun" or any(view.quoted[i] >= 0 for i in inside)
    if view.pos(first) == "ADP":
        same = view.lexicon.words["clauses.of"]
        words = {view.words[i] for i in range(cue.start, sign)}
        return view.words[first] in words or (view.words[first] in same and not same.isdisjoint(words))
    counted = any(view.pos(i) == "NUM" for i in range(first, min(first + 3, piece.end)))
    return counted and any(view.pos(i) == "NUM" for i in inside)


def _without_link(view: View, cue: Range, piece: Range) -> Range:
    """Drop the preposition that belongs to the shared verb ("parle d'un accident, la famille | d' | un meurtre")."""
    ties = {view.word(cue.end - 1), view.word(piece.start)}
    linked = ties <= view.lexicon.words["clauses.of"] or (len(ties) == 1 and cue.end - cue.start > 1)
    return Range(piece.start + 1, piece.end) if linked and piece.start + 1 < piece.end else piece


def _until(one: Proposal, sign: int) -> Proposal:
    pieces = tuple(Range(piece.start, min(piece.end, sign)) for piece in one.pieces)
    return msgspec.structs.replace(one, pieces=tuple(p for p in pieces if p.start < p.end))


def _within(one: Proposal, gap: tuple[Phrase, Range], host: Proposal) -> bool:
    """Tell whether another statement lies in a gap: then it was only its words that were read."""
    inside = one.start >= gap[0].start and one.end <= gap[1].end
    return one is not host and inside and one.cue is not None and one.cue.start >= gap[0].start
