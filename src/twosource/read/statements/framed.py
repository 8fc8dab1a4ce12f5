"""Constructions that report without a cue of the lexicon, which the grammar alone reads.

A source that an impersonal clause names ("it appears from X that P", "on tient de X que P"), a clause in front of
its teller ("that P was confirmed by X"), what closes with "as saying" ("P, Y quoted X as saying"), a stretch
that vouches for a teller ("if X is to be believed, P"), and a teller before a colon ("X, this morning: P").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.read.statements import bounds, cues, phrases, relays, subjects, tellers, verbless
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View
from twosource.text import fold

REACH = 14
"""Tokens from a word for where something comes from to the clause that it opens, at most."""
CLAUSE = 6
"""Tokens from an impersonal verb to the word for where it comes from, at most."""
QUOTED = 12
"""Tokens from "quoted" to "as saying", at most."""
VOUCHED = 20
"""Tokens from "if" to "is right", at most."""
LINKED = 5
"""Tokens from "what X says" to the clause that this is, at most."""
HEADED = 9
"""Tokens of what stands between a teller and its colon, at most."""
BESIDE = frozenset({"ADV", "ADP", "ADJ", "NOUN", "PROPN", "DET", "NUM", "PUNCT", "X", "SYM"})


def propose(view: View, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Propose what these constructions put forward; ``found`` is what verbs and prepositions do."""
    yield from _from_sources(view)
    yield from _in_front(view)
    yield from _as_saying(view)
    yield from _vouched(view)
    yield from _headed(view, found)
    yield from _cleft(view)


def _cleft(view: View) -> Iterator[Proposal]:
    """Read "what X says is that P", "ce qu'affirme X, c'est que P"."""
    clause = verbless.who_says(view, 0)
    if clause is None:
        return
    source, end = clause
    at = next((i for i in range(end, min(len(view), end + LINKED)) if view.is_word(i, "clauses.that")), None)
    linked = at is not None and any(view.is_finite(i) and view.pos(i) == "AUX" for i in range(end, at))
    piece = bounds.trim(view, at + 1, bounds.content_end(view, at + 1, ())) if linked and at is not None else None
    if piece is not None and at is not None:
        yield _proposal(piece, Range(0, at), source)


def _from_sources(view: View) -> Iterator[Proposal]:
    """Read "it appears from X that P", "il ressort de X que P", "Y tient de X que P"."""
    openers = view.lexicon.words["clauses.that"]
    if openers.isdisjoint(view.words):
        return
    for that in range(4, len(view) - 1):
        if view.words[that] in openers and view.pos(that) in {"SCONJ", "PRON", "ADV"} and view.quoted[that] < 0:
            told = _from_source(view, that)
            if told is not None:
                yield told


def _from_source(view: View, that: int) -> Proposal | None:
    end = that - 1 if view.word(that - 1) == "," else that
    for index in range(max(1, end - REACH), end - 1):
        source = _ending(view, index, end) if view.is_word(index, "clauses.sourcing") else None
        verb = _surfacing(view, index) if source is not None else None
        if source is None or verb is None:
            continue
        group = phrases.group_at(view, verb)
        subject = subjects.subject_before(view, group)
        nobody = subject is None or tellers.is_impersonal(view, subject) or tellers.is_pronoun(view, subject)
        carried = subject if subject is not None and not nobody and relays.is_medium(view, subject) else None
        piece = bounds.trim(view, that + 1, bounds.content_end(view, that + 1, ()))
        heard = fold(view.tokens[verb].lemma) in view.lexicon.words["clauses.hearing"]  # "the court heard from X that"
        if piece is None or group.negated or not (nobody or carried or heard):
            return None
        cue = Range(group.start, group.end)
        return _proposal(piece, cue, source, (carried,) if carried is not None else ())
    return None


def _ending(view: View, index: int, end: int) -> Phrase | None:
    """Give the teller named from ``index`` + 1 up to ``end``, with what is apposed to it."""
    phrase = phrases.phrase_from(view, index + 1, end)
    if phrase is None or tellers.type_of(view, phrase) == "unknown":
        return None
    whole = phrases.with_apposition(view, phrase, end)
    behind = all(view.pos(i) in BESIDE and not view.is_finite(i) for i in range(whole.end, end))
    return whole if whole.end == end or (behind and end - whole.end <= CLAUSE) else None


def _surfacing(view: View, index: int) -> int | None:
    """Give the verb by which something comes out, a few words before where it comes from."""
    for verb in range(index - 1, max(-1, index - CLAUSE), -1):
        if (
            view.pos(verb) in {"VERB", "AUX"}
            and fold(view.tokens[verb].lemma) in view.lexicon.words["clauses.surfacing"]
        ):
            return verb
        told = (
            view.pos(verb) == "NOUN" and fold(view.tokens[verb].lemma) in view.lexicon.nouns
        )  # "heard evidence from X"
        if not told and view.pos(verb) not in {"ADV", "ADJ", "VERB", "AUX", "ADP", "PRON"}:
            return None
    return None


def _in_front(view: View) -> Iterator[Proposal]:
    """Read "that P was confirmed by X", "que P, X l'a toujours dit", "que P, c'est X qui l'affirme"."""
    if not view.is_word(0, "clauses.that") or len(view) < HEADED or view.quoted[0] >= 0:
        return
    for verb in view.speaking:
        group = phrases.group_at(view, verb)
        agent = relays.agent_after(view, group.end) if cues.is_passive(view, group) else None
        commas = (i for i in range(1, group.start) if view.word(i) == "," and any(map(view.is_finite, range(1, i))))
        comma = next((i for i in commas if _who_takes_up(view, i, group) is not None), 0)
        resumed = comma and any(view.is_word(i, "clauses.resumed") for i in range(comma, group.end))
        end = group.start if agent is not None else comma if resumed else 0
        if not any(view.is_finite(i) for i in range(1, end)):
            continue
        source = agent or _who_takes_up(view, comma, group)
        piece = bounds.trim(view, 1, end)
        if source is not None and piece is not None and tellers.type_of(view, source) != "unknown":
            yield _proposal(piece, Range(group.start, group.end), source)
            return


def _who_takes_up(view: View, comma: int, group: phrases.Group) -> Phrase | None:
    """Give the teller between a comma and a verb: its subject, or whom "c'est X qui" points at."""
    pointed = next((i for i in range(comma + 1, group.start) if view.is_finite(i)), comma)
    phrase = phrases.phrase_from(view, pointed + 1, group.start)
    known = phrase is not None and tellers.type_of(view, phrase) != "unknown"
    return phrases.with_apposition(view, phrase, group.start) if known and phrase is not None else None


def _as_saying(view: View) -> Iterator[Proposal]:
    """Read "P, Y quoted X as saying" and "P, X was quoted as saying by Y"; P may also follow."""
    quoting = view.lexicon.words["relays.quotes"]
    if not view.lexicon.grammar.bare_clauses or view.lexicon.words["clauses.as"].isdisjoint(view.words):
        return
    for at in range(3, len(view) - 1):
        saying = view.words[at + 1].endswith(view.lexicon.grammar.gerunds)
        if not view.is_word(at, "clauses.as") or not saying or view.quoted[at] >= 0:
            continue
        verb = next((i for i in range(at - 1, max(0, at - QUOTED), -1) if not quoting.isdisjoint(view.forms(i))), None)
        if verb is not None:
            yield from _quoted_as(view, verb, at)


def _quoted_as(view: View, verb: int, at: int) -> Iterator[Proposal]:
    group = phrases.group_at(view, verb)
    subject = subjects.subject_before(view, group)
    passive = cues.is_passive(view, group)
    by = relays.agent_after(view, verb + 1 if view.is_word(verb + 1, "clauses.by") else at + 2)
    inner = None if passive else phrases.phrase_from(view, verb + 1, at)
    source, carried = (subject, by) if passive else (inner, subject)
    behind = by.end if by is not None and by.start > at else at + 2
    last = behind >= len(view) or view.word(behind) in bounds.FINAL
    left = min(group.start, subject.start) if subject is not None else group.start
    start = bounds.host_start(view, left)
    piece = (
        bounds.trim(view, start, left)
        if last and left > 1
        else bounds.trim(view, at + 2 + view.is_word(at + 2, "clauses.that"), bounds.content_end(view, at + 2, ()))
        if not last and view.word(at + 2) not in {":", ","} and view.quoted[at + 2] < 0
        else None
    )
    if source is not None and piece is not None and tellers.type_of(view, source) != "unknown":
        yield _proposal(piece, Range(group.start, at + 2), source, (carried,) if carried is not None else ())


def _vouched(view: View) -> Iterator[Proposal]:
    """Read "if X is to be believed, P", "the way X tells it, P", "P, si X dit vrai"."""
    opening, closing = view.lexicon.phrases["prepositions.vouching"], view.lexicon.phrases["prepositions.vouched"]
    for index in [i for i, word in enumerate(view.words[:-4]) if word in opening]:
        length = view.starts(index, opening)
        if not length or view.quoted[index] >= 0 or view.pos(index - 1) not in {"", "PUNCT", "CCONJ"}:
            continue
        source = phrases.phrase_from(view, index + length, len(view))
        if source is None or tellers.type_of(view, source) == "unknown":
            continue
        last = next(
            (i for i in range(source.end, min(len(view), source.end + VOUCHED)) if view.starts(i, closing)), None
        )
        if last is None or (last > source.end and view.word(source.end) != ","):
            continue
        end = last + view.starts(last, closing)
        fronted = view.word(end) == "," and (index == 0 or view.pos(index - 1) == "CCONJ")
        piece = (
            bounds.trim(view, end, bounds.content_end(view, end + 1, ()))
            if fronted
            else bounds.trim(view, bounds.host_start(view, index), index)
        )
        if piece is not None and any(view.is_finite(i) for i in range(piece.start, piece.end)):
            told_to = () if fronted else relays.between(view, end, len(view))
            yield _proposal(piece, Range(index, end), phrases.with_apposition(view, source, last), told_to)


def _headed(view: View, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """Read "X, this morning: P" and "X à l'XYZ : P": a named teller, a colon, a clause without quotation marks.

    Without its article or a name a noun before a colon is a headline's matter ("Hospital: nurses walk out").
    """
    colon = view.words.index(":") if ":" in view.words else 0
    if colon < 1 or colon + 3 > len(view) or any(p.end > colon for p in found):
        return
    opening = next((i for i in range(colon) if not view.is_word(i, "clauses.latest")), colon)
    latest = opening + 1 if opening and view.is_word(opening, "clauses.sourcing") else 0
    phrase = phrases.phrase_from(view, latest, colon)
    if phrase is None or colon - phrase.end > HEADED or tellers.type_of(view, phrase) == "unknown":
        return
    whole = phrases.with_apposition(view, phrase, colon)
    beside = range(whole.end, colon)
    opened = (
        latest > 0
        or view.pos(0) == "DET"
        or view.is_word(0, "clauses.determiners")
        or tellers.name_in(view, phrase) is not None
    )
    told = opened and all(view.pos(i) in BESIDE and not view.is_finite(i) for i in beside)
    bare = whole.end == colon and view.pos(0) == "PROPN"  # an answer of an interview
    if not told or bare or any(view.is_finite(i) for i in range(phrase.start, phrase.end)):
        return
    said = any(view.is_finite(i) and view.quoted[i] < 0 for i in range(colon + 1, len(view)))
    piece = bounds.trim(view, colon + 1, bounds.content_end(view, colon + 1, ()))
    if said and view.quoted[colon + 1] < 0 and piece is not None and piece.end - piece.start > 2:
        yield _proposal(piece, Range(colon, colon + 1), whole, relays.between(view, phrase.end, colon))


def _proposal(piece: Range, cue: Range, source: Phrase, carried: tuple[Phrase, ...] = ()) -> Proposal:
    return Proposal(pieces=(piece,), cue=cue, frame="framed", certainty="asserted", source=source, relays=carried)
