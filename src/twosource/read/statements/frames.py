"""The frames of a reporting verb: from a cue with what follows it to proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from twosource.model import Certainty
from twosource.read.statements import (
    bounds,
    insertions,
    openers,
    phrases,
    relays,
    second,
    tellers,
    verbless,
    whose,
)
from twosource.read.statements.cues import Cue, lemmas, only_learns
from twosource.read.statements.openers import Opener
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Frame, Proposal, Range
from twosource.read.statements.view import View
from twosource.text import fold

ADMITTING: Mapping[Opener, frozenset[str]] = {
    "that": frozenset({"clause"}),
    "bare": frozenset({"clause"}),
    "colon": frozenset({"quote"}),
    "quote": frozenset({"quote", "noun"}),
    "infinitive": frozenset({"infinitive"}),
    "object": frozenset({"noun"}),
    "reflexive": frozenset({"reflexive"}),
}
"""Which frames of a verb's senses admit what follows it."""
FRAMES: Mapping[Opener, Frame] = {
    "that": "clause",
    "bare": "clause",
    "colon": "quote",
    "quote": "quote",
    "infinitive": "infinitive",
    "object": "noun",
    "reflexive": "clause",
}


OWN: frozenset[Opener] = frozenset({"that", "bare", "infinitive", "object"})
"""What follows a verb that has a content of its own ("P, X said, as the unions called for a strike")."""
STANCE = 8
"""Tokens of what says how one speaks, at most."""
FRAMED = 4
"""Tokens up to "the fact" at the start of an object."""


def propose(view: View, cue: Cue, anchors: frozenset[int]) -> Iterator[Proposal]:
    """Propose what a verb reports, if anything; ``anchors`` are where the sentence's cues begin."""
    around = second.told_by(view, cue.group, cue.subject) if cue.subject else None
    if around is not None:
        yield from _told_by(view, cue, around)
        return
    if insertions.closes_part(view.tokens, view.quotes, cue.left):
        yield from _inserted(view, cue, anchors)
        return
    opener, start = openers.after(view, cue)
    told = None if cue.subject is not None and opener in OWN else _told_as(view, cue)
    if told is not None:
        yield from _told_by(view, cue, told)
        return
    if opener == "bare" and _closes_quotation(view, cue):  # “P,” X told XYZ as the search went on
        opener = "adjunct"
    if cue.inserted and opener in {"none", "object", "adjunct"} and _follows_content(view, cue, opener):
        yield from _inserted(view, cue, anchors)
    elif cue.passive:
        yield from _passive(view, cue, opener, start, anchors)
    else:
        yield from _active(view, cue, opener, start, anchors)


def _closes_quotation(view: View, cue: Cue) -> bool:
    """Tell whether a quotation that a comma ends within its marks stands before an inserted cue (“P,” X said)."""
    closing = cue.left - 1
    quoted = cue.inserted and closing > 1 and view.quoted[closing] >= 0
    quote = view.quotes[view.quoted[closing]] if quoted else None
    if quote is None or quote.close != closing or view.word(closing - 1) != ",":
        return False
    return any(view.is_finite(i) for i in range(quote.open, closing))  # no title ("on “The Week,” Ada Roe said P")


def _told_as(view: View, cue: Cue) -> tuple[int, int] | None:
    """Give the content beside a clause that "as" opens ("as X put it, P", "P, comme l'a rappelé X"); none for another.

    First and last token of it.
    """
    opener = (cue.subject.start if cue.subject is not None else cue.group.start) - 1
    doubled = opener > 0 and view.starts(opener - 1, view.lexicon.phrases["clauses.just_as"]) > 1
    if cue.group.form != "fin" or view.quoted[max(opener, 0)] >= 0:
        return None
    if not doubled and not view.is_word(opener, "clauses.as"):
        return None
    opener -= doubled
    if view.word(opener - 1) == "," and any(view.is_finite(i) for i in range(opener)):
        return bounds.host_start(view, opener - 1), opener - 1
    close = next((i for i in range(cue.end, len(view)) if view.word(i) == "," and view.quoted[i] < 0), None)
    inside = range(cue.end, close or 0)
    apart = any(view.is_finite(i) or view.is_word(i, "clauses.that") or view.word(i) == ":" for i in inside)
    return (close + 1, len(view)) if opener == 0 and close is not None and not apart else None


def _told_by(view: View, cue: Cue, around: tuple[int, int]) -> Iterator[Proposal]:
    """Propose what is told "wie X mitteilte"."""
    piece = bounds.trim(view, *around)
    sense = next((s for s in cue.senses if s.frames & {"clause", "quote"}), None)
    agent = relays.agent_after(view, cue.end) if cue.passive else None
    if piece is not None and sense is not None:
        yield Proposal(
            pieces=(piece,),
            cue=Range(cue.group.start, cue.end),
            frame="inserted",
            certainty=sense.certainty,
            source=cue.subject or agent or phrases.phrase_after(view, cue.end, len(view)),
            group=cue.group,
        )


def _active(view: View, cue: Cue, opener: Opener, start: int, anchors: frozenset[int]) -> Iterator[Proposal]:
    admitted = ADMITTING.get(opener, frozenset())
    told = not any(view.is_finite(i) for i in range(cue.end, start))
    if opener == "infinitive" and told and bounds.opens_infinitive(view, start):  # "raconte avoir fui"
        admitted |= ADMITTING["that"]
    sense = next((s for s in cue.senses if s.frames & admitted), None)
    if sense is None or not _has_teller(view, cue, opener) or (opener == "object" and cue.group.form == "inf"):
        return
    if opener in {"quote", "colon"} and bounds.is_claimed(view, start, anchors - {cue.left}):
        return
    end = bounds.content_end(view, start, anchors - {cue.left})
    if opener in {"object", "infinitive"}:
        end = bounds.before_second_verb(view, start, bounds.without_comment(view, start, end))
    if _is_related(view, cue, opener):
        end = _before_verb(view, start, end)
    piece = bounds.trim(view, start, end)
    if piece is not None:
        yield _proposal(view, cue, sense.certainty, opener, piece)


def _is_related(view: View, cue: Cue, opener: Opener) -> bool:
    """Tell whether a cue stands in a relative clause, and what it opens has no finite verb.

    "A letter that X says to have seen | was written in June", "the party that declared him safe | has blamed Y".
    """
    related = cue.subject is not None and view.is_word(cue.subject.start - 1, "clauses.relative")
    subject = view.is_word(cue.group.start - 1, "clauses.relative")
    return (opener == "infinitive" and related) or (opener == "object" and subject)


def _before_verb(view: View, start: int, end: int) -> int:
    """Give where an infinitive ends before the main verb of the sentence, which nothing opens or joins."""
    verb = next((i for i in range(start, end) if view.is_finite(i) and view.quoted[i] < 0), end)
    opens = (
        view.pos(i) in {"SCONJ", "CCONJ", "PUNCT"} or view.is_word(i, "clauses.relative") for i in range(start, verb)
    )
    return end if any(opens) else verb


def _proposal(view: View, cue: Cue, certainty: Certainty, opener: Opener, piece: Range) -> Proposal:
    frame = FRAMES[opener]
    if opener == "object":
        certainty, framed = _by_noun(view, piece, certainty)
        whole, piece = piece, _behind_fact(view, piece)
        frame = "clause" if framed or piece != whole else "noun"
    return Proposal(
        pieces=(piece,),
        cue=Range(cue.group.start, cue.end),
        frame=frame,
        certainty=certainty,
        source=_subject(view, cue, cue.subject) if cue.subject else _within(view, cue) or cue.governor,
        inherits=cue.subject is None,
        relays=(*relays.between(view, cue.end, piece.start), *_relays_before(view, cue)),
        cites=(relays.cited_after(view, cue.subject.end) or relays.cited_before(view, cue.subject))
        if cue.subject
        else None,
        group=cue.group,
        relayed_by=relays.quoting(view, cue.group.start) if view.is_word(cue.group.start - 1, "clauses.as") else None,
    )


def _subject(view: View, cue: Cue, subject: Phrase) -> Phrase:
    """Give a subject with what is apposed to it; for "on", among whom it is said."""
    return relays.fronted(view, subject) or phrases.with_apposition(view, subject, cue.group.start)


def _within(view: View, cue: Cue) -> Phrase | None:
    """Give among whom an inverted "on" speaks ("répète-t-on à la mairie : P")."""
    return relays.among(view, cue.group.clitic, cue.end) if cue.group.clitic is not None else None


def _relays_before(view: View, cue: Cue) -> tuple[Phrase, ...]:
    """Find the media hops before a cue: fronted ("Speaking on Radio X, Y said") or behind its subject."""
    if cue.subject is None:
        return ()
    floor = phrases.clause_floor(view, cue.left)
    fronted = relays.between(view, floor, cue.subject.start) or relays.cleft(view, floor)
    return (*fronted, *relays.between(view, cue.subject.end, cue.group.start))


def _behind_fact(view: View, piece: Range) -> Range:
    """Cut "the fact that", "des informations selon lesquelles" off an object: what is told is the clause behind it."""
    at = next((i for i in range(piece.start, piece.start + FRAMED) if view.is_word(i, "clauses.facts")), None)
    if at is not None and view.is_word(at + 1, "clauses.that") and at + 3 < piece.end:
        return Range(at + 2, piece.end)
    inside = range(piece.start, piece.end - FRAMED)
    return Range(next((i + n for i in inside if (n := verbless.opens_relative(view, i))), piece.start), piece.end)


def _by_noun(view: View, piece: Range, certainty: Certainty) -> tuple[Certainty, bool]:
    """Give the certainty by a noun of speech at the start of an object ("the hope that P"), and if a clause follows."""
    for index in range(piece.start, min(piece.end, piece.start + 4)):
        named = view.pos(index) == "PROPN" and view.tokens[index].text[:1].isupper()  # "accused the Baltic Hope of P"
        kind = None if named else view.lexicon.nouns.get(fold(view.tokens[index].lemma))
        if kind is not None:
            framed = any(view.is_word(i, "clauses.that") for i in range(index + 1, min(piece.end, index + 3)))
            others = view.is_word(index - 1, "anaphora.definite") and view.pos(index + 1) not in {"PART", "ADP"}
            if others and not framed:  # "described the plan as P": somebody else's
                return certainty, False
            kept = certainty if certainty in {"denied", "corrected"} else kind  # "rejected claims that P"
            return (kept, framed) if framed or certainty == "asserted" else (certainty, False)
    return certainty, False


def _has_teller(view: View, cue: Cue, opener: Opener) -> bool:
    """Tell whether somebody speaks: a subject that can, or, without a subject, a form that leans on one."""
    if cue.subject is None:
        return (
            (cue.group.form in {"ger", "inf", "part"} and cue.group.start > 0)
            or view.is_word(cue.group.start - 1, "clauses.coordination")
            or cue.group.clitic is not None
            or opener in {"quote", "colon"}
        )
    kind = tellers.type_of(view, cue.subject)
    if only_learns(view, cue.group.verb, cue.subject):
        return False
    if kind != "unknown" or view.word(cue.subject.start) == "it":
        return True
    inanimate = not view.lexicon.words["inanimate.verbs"].isdisjoint(lemmas(view, cue.group.verb))
    speaks = opener in {"quote", "colon"} or (opener == "that" and not inanimate)
    return speaks and not tellers.is_impersonal(view, cue.subject)


def _passive(view: View, cue: Cue, opener: Opener, start: int, anchors: Collection[int]) -> Iterator[Proposal]:
    """Propose what is said in the passive: a clause ("it was said that P"), the subject ("P was denied by X")."""
    agent = relays.agent_after(view, cue.end)
    impersonal = cue.subject is not None and tellers.is_impersonal(view, cue.subject)
    sense = cue.senses[0]
    told = agent is not None or impersonal
    demanded = cue.subject is not None and (agent is not None or sense.certainty == "demanded")
    piece: Range | None = None
    addressed = opener == "that" and _is_addressing(view, cue)
    told = told or (addressed and cue.subject is not None)  # "women were told in error that P"
    ordered = opener == "infinitive" and cue.subject is not None and _is_addressing(view, cue)
    of = agent.end if agent is not None and agent.start == cue.end + 1 else cue.end  # "was accused by X of P"
    if any("charge" in s.frames for s in cue.senses) and view.is_word(of, "clauses.of"):
        piece = bounds.trim(view, of + 1, _before_main_verb(view, cue, bounds.content_end(view, of + 1, anchors)))
    elif (opener in {"that", "colon"} and told) or (opener == "infinitive" and (demanded or ordered)):
        denied = view.pos(start - 1) == "PART" and view.is_word(start - 2, "clauses.negation")  # "told not to drink it"
        piece = bounds.trim(view, start - 2 * denied, bounds.content_end(view, start, anchors))
    elif agent is not None and cue.subject is not None and not impersonal:
        takes_noun = any("noun" in s.frames for s in cue.senses)
        piece = (_promised(view, cue, agent) or _whole_subject(view, cue, cue.subject)) if takes_noun else None
    if piece is not None:
        called = _called(view, cue, agent) if agent is not None and piece.end <= cue.group.start else None
        yield Proposal(
            pieces=(piece, called) if called is not None else (piece,),
            cue=Range(cue.group.start, cue.end),
            frame="clause" if opener == "that" else "noun",
            certainty="demanded" if ordered else sense.certainty,  # "residents were told not to drink it"
            source=agent,
            group=cue.group,
            relays=_told_medium(view, cue) if agent is not None or addressed else (),
        )


def _before_main_verb(view: View, cue: Cue, end: int) -> int:
    """Give where a participle between commas ends ("X, accused by Y of P, denies it")."""
    if cue.group.form != "part" or view.word(cue.group.start - 1) != ",":
        return end
    commas = (i for i in range(cue.end, end) if view.word(i) == "," and view.quoted[i] < 0)
    return next((i for i in commas if any(view.is_finite(at) for at in (i + 1, i + 2))), end)


def _is_addressing(view: View, cue: Cue) -> bool:
    return fold(view.tokens[cue.group.verb].lemma) in view.lexicon.words["addressing.verbs"]


def _promised(view: View, cue: Cue, agent: Phrase) -> Range | None:
    """Give the object that a passive keeps before its agent ("residents were promised a new surgery by X")."""
    kept = phrases.phrase_from(view, cue.end, agent.start - 1) if view.pos(cue.end) in {"DET", "NUM", "NOUN"} else None
    return Range(kept.start, kept.end) if kept is not None and kept.end == agent.start - 1 else None


def _told_medium(view: View, cue: Cue) -> tuple[Phrase, ...]:
    """Give the medium that was told something ("the Post was told by X that P")."""
    addressed = fold(view.tokens[cue.group.verb].lemma) in view.lexicon.words["addressing.verbs"]
    told = addressed and cue.passive and cue.subject is not None and relays.is_medium(view, cue.subject)
    return (cue.subject,) if told and cue.subject is not None else ()


def _called(view: View, cue: Cue, agent: Phrase) -> Range | None:
    """Give what the subject of a passive is called ("was hailed as P by X", "est décrit par X comme P")."""
    before = agent.start > cue.end + 1
    if before and view.quoted[cue.end] >= 0:  # was called “P” by X
        return bounds.trim(view, cue.end, agent.start - 1)
    start = cue.end if before else _behind_agent(view, agent)
    opened = view.is_word(start, "clauses.as") or (before and view.is_word(start, "clauses.of"))
    if not opened or (not before and view.quoted[start] >= 0):
        return None
    end = agent.start - 1 if before else bounds.content_end(view, start + 1, ())
    return bounds.trim(view, start + 1, end)


def _behind_agent(view: View, agent: Phrase) -> int:
    """Give where an agent ends with what is apposed to it, or places it ("by analysts at X, as P")."""
    end = phrases.with_apposition(view, agent, len(view)).end
    placed = phrases.phrase_from(view, end + 1, len(view)) if view.pos(end) == "ADP" else None
    if placed is not None and not view.is_word(end, "clauses.as"):
        end = placed.end
    return end + (view.word(end) == ",")


def _follows_content(view: View, cue: Cue, opener: Opener) -> bool:
    """Tell whether what stands before an inserted cue can be its content: quoted, or a clause of its own.

    With its subject first ("P, X said") only where the language has that order, and not before an object.
    """
    before = view.word(cue.left - 1)
    if view.quoted[cue.left - 1] >= 0 or (before == "," and cue.left > 1 and view.quoted[cue.left - 2] >= 0):
        return cue.subject is None or opener != "object"
    if cue.subject is None:
        return True
    start = bounds.host_start(view, cue.left - 1)
    closed = _is_closed(view, cue) or (view.pos(start) != "ADP" and openers.only_when(view, cue.end))
    finite = (opener in {"none", "adjunct"} and closed) or any(phrases.is_told(view, i) for i in range(start, cue.left))
    last = view.word(cue.end) in bounds.FINAL or cue.end >= len(view)
    opens = view.pos(start) == "SCONJ" and not view.is_word(start, "clauses.that") and not last
    first = view.lexicon.subject_first or any(sense.certainty == "denied" for sense in cue.senses)  # ", Kiev dément"
    return first and opener != "object" and finite and not opens


def _is_closed(view: View, cue: Cue) -> bool:
    """Tell whether a sign follows a cue, or those whom it addresses ("X told Y."), that opens no quotation."""
    end = openers.after_addressee(view, cue)
    return view.pos(end) in {"PUNCT", ""} and view.quoted[min(end + 1, len(view) - 1)] < 0


def _whole_subject(view: View, cue: Cue, subject: Phrase) -> Range:
    """Give the subject of a passive with what follows it up to the verb, if no sign does."""
    whole = range(subject.end, cue.group.start)
    start = subject.start
    while view.pos(start - 1) == "ADP" and (before := phrases.phrase_ending(view, start - 1)) is not None:
        start = before.start  # "une fuite dans l'usine, confirmée par X"
    return Range(start, subject.end if any(view.pos(i) == "PUNCT" for i in whole) else cue.group.start)


def _inserted(view: View, cue: Cue, anchors: Collection[int]) -> Iterator[Proposal]:
    """Propose the content around an inserted cue ("P, a dit X, Q")."""
    source, after = _inverted_source(view, cue)
    sense = next((s for s in cue.senses if s.frames & {"quote", "clause"}), None)
    start = bounds.host_start(view, cue.left - 1 if view.word(cue.left - 1) == "," else cue.left)
    start = bounds.behind_told(view, start, cue.left, anchors)
    first = bounds.trim(view, start, cue.left)
    if sense is None or first is None or source is None or not _is_said_by(view, cue, source, first):
        return
    presented = bounds.presented(view, first, after)
    if presented is not None:
        yield _around(cue, sense.certainty, source, [presented])
        return
    pieces = [first]
    tail = bounds.tail_start(view, after, anchors) or bounds.lacking(view, first, after)
    told = relays.behind(view, after)
    if told and tail is not None and tail <= told[0].start:  # "a dit X, maire, à l'AFP": no part of what is said
        tail = None
    if tail is not None and _goes_on(view, first, tail):
        second = bounds.trim(view, tail, bounds.content_end(view, tail, anchors))
        second = (
            None if second and tellers.is_time(view, Phrase(second.start, second.end)) else second
        )  # ", este lunes"
        pieces = [*([] if second and bounds.only_ties(view, first) else pieces), *([second] if second else [])]
    cited = relays.said_by(view, after) if relays.is_medium(view, source) else None  # "writes XYZ after Y"
    yield Proposal(
        pieces=tuple(pieces),
        cue=Range(cue.group.start, cue.end),
        frame="inserted",
        certainty=sense.certainty,
        source=source,
        relays=(
            *_told_medium(view, cue),
            *relays.between(view, cue.end, max(source.start, cue.end)),
            *(relays.between(view, after, min(tail or len(view), _next_anchor(view, after, anchors))) or told),
        ),
        group=cue.group,
        relayed_by=None if cited else relays.said_by(view, after),
        cites=cited or relays.cited_after(view, after) or relays.learnt_from(view, cue.group.verb, after),
    )


def _around(cue: Cue, certainty: Certainty, source: Phrase, pieces: list[Range]) -> Proposal:
    return Proposal(
        pieces=tuple(pieces),
        cue=Range(cue.group.start, cue.end),
        frame="inserted",
        certainty=certainty,
        source=source,
        group=cue.group,
    )


def _is_said_by(view: View, cue: Cue, source: Phrase, first: Range) -> bool:
    """Tell whether the phrase beside an inserted cue can be its teller: neither ourselves nor an impersonal pronoun.

    Nor who is called something behind where ("in eight articles, he is described as P").
    """
    if cue.passive and bounds.only_where(view, first):
        return False
    if view.is_word(source.start, "pronouns.ours") or only_learns(view, cue.group.verb, source):
        return False
    if source.start == cue.end > cue.group.end and view.pos(cue.end - 1) == "ADP":  # "appellent à | une marche"
        return False
    impersonal = tellers.is_impersonal(view, source) and view.word(source.start) != "it" and not cue.passive
    return cue.group.clitic is not None or not impersonal


def _next_anchor(view: View, after: int, anchors: Collection[int]) -> int:
    """Give where the next cue begins that does not only carry what was said ("un entretien repris par X")."""
    carried = view.lexicon.phrases["relays.quoted_by"]
    return min((at for at in anchors if at > after and not view.starts(at, carried)), default=len(view))


def _goes_on(view: View, first: Range, tail: int) -> bool:
    """Tell whether a content interrupted by its cue goes on: it has no verb yet, or a quotation follows.

    Or what its verb lacks follows ("could lead, X fears, to a deal", "il s'agit, dit X, d'un exercice").
    """
    finite = any(view.is_finite(i) for i in range(first.start, first.end))
    complement = view.tokens[first.end - 1].form == "inf" and view.pos(tail) == "ADP"
    verbal = (
        finite and view.is_finite(tail) and view.is_word(first.start, "clauses.free")
    )  # "what happened, X says, was"
    linked = verbal or (
        view.is_finite(first.end - 1) and view.pos(first.end - 1) == "AUX"
    )  # "it is, X recalls, the third"
    bare = not finite and view.quoted[first.start] < 0
    return bare or view.quoted[tail] >= 0 or complement or linked or bounds.lacks(view, first, tail)


def _over_phrase(view: View, cue: Cue, phrase: Phrase, index: int) -> int | None:
    """Step over a time, and a medium before who speaks ("a dit au quotidien Le Port Ada Roe"); ``None`` at a teller."""
    timed = tellers.type_of(view, phrase) == "unknown" and tellers.is_time(view, phrase)
    told = index > cue.end and relays.is_medium(view, phrase) and _is_followed(view, phrase)
    return phrase.end if timed or told else None


def _over_words(view: View, index: int) -> int | None:
    """Step over where, how and to whom one speaks, before a teller behind a verb; ``None`` for anything else."""
    at = index + (view.pos(index) == "ADV" and view.pos(index + 1) == "ADP")  # "lors d'un point de presse"
    if view.pos(at) == "ADP":
        inner = phrases.phrase_from(view, at + 1, len(view))
        return _before_name(view, inner) if inner else at + 1
    over = _over_stance(view, index)
    if over is not None or view.word(index) != "," or view.pos(index + 1) != "ADP":
        return over
    told = phrases.phrase_from(view, index + 2, len(view))
    return told.end + 1 if told is not None and view.word(told.end) == "," else None


def _over_stance(view: View, index: int) -> int | None:
    """Step over how somebody speaks, between commas before a name ("témoigne, encore sous le choc, Nadia")."""
    close = next((i for i in range(index + 1, min(len(view), index + STANCE)) if view.word(i) == ","), None)
    if view.word(index) != "," or close is None or view.pos(index + 1) not in {"ADV", "ADJ", "VERB"}:
        return None
    bare = not any(view.is_finite(i) or view.quoted[i] >= 0 for i in range(index, close))
    named = any(m.start == view.tokens[min(close + 1, len(view) - 1)].start for m in view.mentions)
    return close + 1 if bare and named else None


def _is_followed(view: View, phrase: Phrase) -> bool:
    """Tell whether the name of somebody stands right behind a phrase."""
    after = phrases.phrase_after(view, phrase.end, len(view))
    return after is not None and tellers.type_of(view, after) in {"person", "role"}


def _before_name(view: View, adjunct: Phrase) -> int:
    """Give where an adjunct ends before the name of the teller behind a cue ("a dit à sa sortie de prison Ada Roe")."""
    people = (m for m in view.mention_at(adjunct.start, adjunct.end) if m.type == "person")
    name = next((named for m in people if (named := whose.named(view, m.start, m.end))), None)
    if name is None or name.end != adjunct.end or view.pos(name.start - 1) != "NOUN":
        return adjunct.end
    return adjunct.end if view.word(name.start - 1) in view.lexicon.tellers else name.start


def _inverted_source(view: View, cue: Cue) -> tuple[Phrase | None, int]:
    """Give the teller of an inserted cue, before or after the verb, and where its words end."""
    if cue.group.clitic is not None and not cue.passive:
        within = relays.among(view, cue.group.clitic, cue.end)
        return (within, within.end) if within else (Phrase(cue.group.clitic, cue.group.clitic + 1), cue.end)
    agent = relays.agent_after(view, cue.end) if cue.passive else None
    if agent is not None:  # "P, it was claimed by X"
        agent = phrases.with_apposition(view, agent, len(view))
        return agent, agent.end
    if cue.subject is not None:
        return phrases.with_apposition(view, cue.subject, cue.group.start), cue.end
    index = cue.end
    for _ in range(4):
        phrase = phrases.phrase_after(view, index, len(view))
        over = _over_phrase(view, cue, phrase, index) if phrase is not None else _over_words(view, index)
        if over is None:
            return phrase, phrase.end if phrase else cue.end
        index = over
    return None, cue.end
