"""Where one statement of a sentence ends because another begins: semicolons, "P selon X, Q selon Y", ", citing X"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from twosource.read.statements import bounds, phrases, relays, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range, denies
from twosource.read.statements.view import View

APART = 5
"""Tokens of an insertion between a teller and their verb, at most."""
SLUG = 5
"""Tokens within which a headline's first colon stands."""


def told_apart(view: View, read: Sequence[Proposal]) -> list[Proposal]:
    """Give the proposals of a sentence without what belongs to another of them."""
    apart = [_parted(view, one, read) for one in read]
    citing = {one: told for one in apart if one.cites is None and (told := _cited(view, one)) is not None}
    cited = {phrase.start for phrase in citing.values()} | {one.cites.start for one in apart if one.cites is not None}
    kept = [one for one in apart if one.start not in cited]
    return [msgspec.structs.replace(one, cites=citing[one]) if one in citing else one for one in kept]


def _parted(view: View, one: Proposal, read: Sequence[Proposal]) -> Proposal:
    pieces = tuple(_piece(view, one, piece, read) for piece in one.pieces)
    return one if pieces == one.pieces else msgspec.structs.replace(one, pieces=pieces)


def _piece(view: View, one: Proposal, piece: Range, read: Sequence[Proposal]) -> Range:
    inside = [other for other in read if other is not one and _lies_in(other, piece)]
    start = max((begin for other in inside if (begin := _behind(view, one, other)) is not None), default=piece.start)
    start = max(start, _behind_slug(view, piece) if one.frame in {"inserted", "preposition", "headline"} else start)
    signs = [i for i in range(start + 1, piece.end) if view.word(i) in {";", ","} and view.quoted[i] < 0]
    related = _is_related(view, one)
    own = [other for other in inside if _is_same_tellers(one, other)]
    main = [other for other in inside if other.frame == "clause"] if _is_fronted(view, one) else []
    ends = (i for i in signs if _ends(view, i, inside) or _adds(i, own) or (related and _goes_on(view, i)))
    end = min(next(ends, piece.end), next((i for i in signs if any(_source(q) == i + 1 for q in main)), piece.end))
    return piece if Range(start, end) == piece else bounds.trim(view, start, end) or piece


def _lies_in(other: Proposal, piece: Range) -> bool:
    return other.cue is not None and piece.start <= other.cue.start and other.cue.end <= piece.end


def _is_same_tellers(one: Proposal, other: Proposal) -> bool:
    """Tell whether a cue behind a content has the teller of that ("X said P, adding that Q")."""
    if one.source is None or other.source is None or one.cue is None or one.cue.start > one.start:
        return False
    return one.source.start == other.source.start and other.group is not None and other.group.form == "ger"


def _is_fronted(view: View, one: Proposal) -> bool:
    """Tell whether a cue stands in a clause before the main one ("while many said P, Roe said Q")."""
    floor = phrases.clause_floor(view, one.cue.start) if one.cue is not None else 0
    return one.cue is not None and view.pos(floor) == "SCONJ" and not view.is_word(floor, "clauses.that")


def _adds(sign: int, own: Sequence[Proposal]) -> bool:
    """Tell whether one of some cues stands right behind a sign, or a word behind it ("en ajoutant")."""
    return any(other.cue is not None and sign < other.cue.start <= sign + 2 for other in own)


def _ends(view: View, sign: int, inside: Sequence[Proposal]) -> bool:
    """Tell whether a content ends at a sign: a statement behind a semicolon names its own teller, or denies it."""
    if any(denies(other, sign) or _counts(other, sign) for other in inside):
        return True
    if view.word(sign) == ";" and _other_tells(view, sign):
        return True
    behind = (other for other in inside if other.cue is not None and min(other.cue.start, _source(other)) > sign)
    return view.word(sign) == ";" and any(True for _ in behind)


def _other_tells(view: View, sign: int) -> bool:
    """Tell whether a clause about somebody who could tell opens behind a semicolon ("P; the army made no comment")."""
    phrase = phrases.phrase_from(view, sign + 1, len(view))
    if phrase is None or tellers.is_pronoun(view, phrase) or tellers.type_of(view, phrase) == "unknown":
        return False
    begin = next((i + 1 for i in range(phrase.end + 1, phrase.end + APART) if view.word(i) == ","), phrase.end)
    begin = begin if view.word(phrase.end) == "," else phrase.end  # "; the laboratory, for its part, declined"
    return any(view.is_finite(i) for i in range(begin, min(begin + 3, len(view))))


def _counts(other: Proposal, sign: int) -> bool:
    """Tell whether "selon Y" behind a sign opens a content of its own ("ils étaient 800, selon Y 2 500")."""
    opens = other.frame == "preposition" and other.cue is not None and other.cue.start == sign + 1
    return opens and other.start > sign


def _behind_slug(view: View, piece: Range) -> int:
    """Give where a content starts behind the matter that a headline names first ("Tunnel : P, affirme X")."""
    colon = next((i for i in range(1, min(SLUG, piece.end - 1)) if view.words[i] == ":"), 0)
    bare = not any(view.is_finite(i) or view.pos(i) in {"PRON", "VERB", "AUX"} for i in range(colon))
    return colon + 1 if piece.start == 0 and colon and bare else piece.start


def _is_related(view: View, one: Proposal) -> bool:
    """Tell whether a cue stands in a relative clause of its teller ("the port, which had reported P, ...")."""
    opener = one.cue.start - 1 if one.cue is not None else -1
    while view.pos(opener) == "ADV":
        opener -= 1
    return one.end > opener > 0 and view.is_word(opener, "clauses.relative") and view.word(opener - 1) == ","


def _goes_on(view: View, comma: int) -> bool:
    """Tell whether a verb without a subject of its own follows a comma: the main verb behind a relative clause."""
    at = next((i for i in range(comma + 1, len(view)) if view.pos(i) not in {"ADV", "PART"}), comma)
    return view.word(comma) == "," and (view.is_finite(at) or view.tokens[at].form == "part")


def _source(other: Proposal) -> int:
    return other.source.start if other.source is not None else -1


def _behind(view: View, one: Proposal, other: Proposal) -> int | None:
    """Give where a content starts behind "P selon X," where P is X's and stands before ("P selon X, Q selon Y")."""
    if one.frame != "preposition" or other.frame != "preposition" or other.cue is None or other.source is None:
        return None
    before = other.end <= other.cue.start and view.word(other.source.end) == ","
    return other.source.end + 1 if before and one.end > other.source.end + 1 else None


def _cited(view: View, one: Proposal) -> Phrase | None:
    """Give whom a teller cites right behind what it reports ("X reported that P, citing people close to it")."""
    behind = one.frame in {"clause", "infinitive"} and view.word(one.end) == "," and one.source is not None
    return relays.cited_after(view, one.end) if behind else None
