"""Stretches that present what a teller says, without a verb of speech of the teller's own.

A document before a colon ("a reminder from X: P", "voici la version de X : P"), a participle with its teller there
("confirmé par X : P"), a relative clause of opinion ("X, pour qui P", "X, in whose view P"), what a cleft says of it
("what was announced by X is that P"), and a verb that no list has between a clause and who closes the sentence
("P, related X").
"""

from __future__ import annotations

from collections.abc import Iterator

from twosource.model import Certainty
from twosource.read.statements import bounds, cues, phrases, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View
from twosource.text import fold

SHORT = 4
"""Tokens before the word that names the teller, at most."""
VERBAL = frozenset({"VERB", "ADJ"})


def propose(view: View) -> Iterator[Proposal]:
    """Propose what these stretches present."""
    yield from _before_colon(view)
    yield from _in_relatives(view)
    yield from _closed(view)


def _before_colon(view: View) -> Iterator[Proposal]:
    """Read "a reminder from X: P", "voici la version de X : P", "confirmé par X : P"."""
    colon = view.words.index(":") if ":" in view.words else 0
    if colon < 2 or view.quoted[colon] >= 0 or not any(view.is_finite(i) for i in range(colon + 1, len(view))):
        return
    first = phrases.phrase_from(view, 1, colon)
    if first is not None and first.end == colon and any(cues.senses_of(view, 0)) and view.pos(0) != "PROPN":
        yield from _told(view, colon, Range(0, 1), first, next(cues.senses_of(view, 0)).certainty)
        return
    presented = view.is_word(0, "clauses.presenting")
    for index in range(1, colon):
        opened = _presents(view, index, presented=presented)
        if opened is None and view.is_finite(index):
            return
        if opened is None:
            continue
        teller = phrases.phrase_from(view, index + 1, colon)
        whole = phrases.with_apposition(view, teller, colon) if teller is not None else None
        if whole is not None and whole.end == colon:
            yield from _told(view, colon, Range(0, index + 1), whole, opened)
        return


def _told(view: View, colon: int, cue: Range, teller: Phrase, certainty: Certainty) -> Iterator[Proposal]:
    piece = bounds.trim(view, colon + 1, bounds.content_end(view, colon + 1, ()))
    if piece is not None and tellers.type_of(view, teller) != "unknown":
        yield _proposal(piece, cue, teller, certainty)


def _presents(view: View, index: int, *, presented: bool) -> Certainty | None:
    """Say how the words up to ``index`` present what stands behind a colon; ``None`` where they do not."""
    if presented and (view.is_word(index, "clauses.of") or view.is_word(index, "clauses.makers")):
        return "asserted"
    verb = index - 1
    if view.is_word(index, "clauses.by") and view.pos(verb) in VERBAL and verb < SHORT:
        senses = [sense for sense in cues.senses_of(view, verb) if sense.frames & {"clause", "quote"}]
        return senses[0].certainty if senses else None
    noun = phrases.phrase_from(view, 0, index)
    made = view.is_word(index, "clauses.makers") and noun is not None and noun.end == index
    return "asserted" if made and view.pos(0) == "DET" and view.pos(verb) == "NOUN" else None


def _in_relatives(view: View) -> Iterator[Proposal]:
    """Read "X, pour qui P", "X, in whose view P"."""
    for comma in range(1, len(view) - SHORT):
        if view.word(comma) != "," or view.quoted[comma] >= 0 or view.pos(comma + 1) != "ADP":
            continue
        length = view.starts(comma + 1, view.lexicon.phrases["clauses.holding"])
        teller = phrases.phrase_ending(view, comma) if length else None
        if teller is None or tellers.type_of(view, teller) == "unknown":
            continue
        start = comma + 1 + length
        piece = bounds.trim(view, start, bounds.content_end(view, start, ()))
        if piece is not None and any(view.is_finite(i) for i in range(piece.start, piece.end)):
            yield _proposal(piece, Range(comma + 1, start), teller, "asserted")


def _closed(view: View) -> Iterator[Proposal]:
    """Read "P, related X." where the verb is in no list, or is taken for an adjective."""
    last = len(view) - 1
    if last < SHORT or view.word(last) not in bounds.FINAL:
        return
    comma = next((i for i in range(last - 2, 1, -1) if view.word(i) == ","), 0)
    verb = comma + 1
    if not comma or view.quoted[comma] >= 0 or not _tells(view, verb):
        return
    teller = phrases.phrase_from(view, verb + 1, last)
    if teller is None or teller.start != verb + 1 or teller.end != last or _is_loose(view, teller):
        return
    piece = bounds.trim(view, bounds.host_start(view, comma), comma)
    if piece is not None and any(view.is_finite(i) for i in range(piece.start, piece.end)):
        yield _proposal(piece, Range(verb, verb + 1), teller, "asserted")


def _tells(view: View, verb: int) -> bool:
    """Tell whether a word is a finite verb that no list has, or one of the lists taken for an adjective."""
    known = any(cues.senses_of(view, verb))
    if view.is_finite(verb):
        return view.pos(verb) == "VERB" and not known
    return known and view.pos(verb) == "ADJ" and fold(view.tokens[verb].text).endswith("ed")


def _is_loose(view: View, teller: Phrase) -> bool:
    kind = tellers.type_of(view, teller)
    named = view.pos(teller.start) in {"DET", "PROPN"}
    return kind in {"unknown", "document"} or tellers.is_pronoun(view, teller) or not named


def _proposal(piece: Range, cue: Range, source: Phrase, certainty: Certainty) -> Proposal:
    return Proposal(pieces=(piece,), cue=cue, frame="framed", certainty=certainty, source=source)
