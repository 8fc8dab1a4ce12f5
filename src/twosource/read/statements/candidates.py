"""Every word of a sentence that may be a cue, with what the grammar proposes there, if anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from twosource.model import Certainty
from twosource.read.statements import bounds, cues, phrases, relays, subjects, tellers, verbless, whose
from twosource.read.statements.lexicon import Sense
from twosource.read.statements.phrases import Group, Phrase
from twosource.read.statements.proposals import Frame, Proposal, Range
from twosource.read.statements.view import VERBAL, View
from twosource.text import fold

Kind = Literal["verb", "noun", "preposition", "mark", "colon"]
OBJECT = 4
"""Tokens from a verb to the noun that is its object, at most."""
STANCE = 9
"""Tokens from the verb to the colon of such a clause, at most."""
TOLD = 4
"""Tokens that must stand behind a colon that a cue may be."""


KINDS: Mapping[Frame, Kind] = {"preposition": "preposition", "reference": "noun", "framed": "mark"}
"""Kinds of cue without a verb group, by their frame."""
OPENED = 8
"""Tokens from a verb of no lexicon to the clause that it opens, at most."""
UNLISTED = "*"
REACH = 16
"""Tokens between commas that a side may be named over."""


class Candidate(Struct, frozen=True):
    """A possible cue. ``lemma`` names it; ``proposals`` are the grammar's, none where it sees no statement.

    ``base`` is a proposal without its content: cue, teller, relays, certainty.
    """

    cue: Range
    kind: Kind
    lemma: str
    base: Proposal
    proposals: tuple[Proposal, ...] = ()


def find(view: View, found: Sequence[Proposal]) -> list[Candidate]:
    """Give the possible cues of a sentence in order; ``found`` is what the grammar proposes."""
    by_cue: dict[Range, list[Proposal]] = {}
    for proposal in found:
        if proposal.cue is not None:
            by_cue.setdefault(proposal.cue, []).append(proposal)
    made = [_proposed(view, cue, tuple(same)) for cue, same in by_cue.items()]
    taken = frozenset(i for cue in by_cue for i in range(cue.start, cue.end))
    made += _verbs(view, taken)
    made += _unlisted(view, made)
    taken = frozenset(i for one in made for i in range(one.cue.start, one.cue.end))
    opinions = list(_views(view, taken))
    made += opinions
    taken |= {one.cue.start for one in opinions}
    made += [*_nouns(view, taken), *_prepositions(view, taken)]
    made += _colons(view, made)
    return sorted(made, key=lambda one: (one.cue.start, one.cue.end))


def _proposed(view: View, cue: Range, proposals: tuple[Proposal, ...]) -> Candidate:
    first = proposals[0]
    kind: Kind = "verb" if first.group is not None else KINDS.get(first.frame, "mark")
    at = first.group.verb if first.group is not None else cue.start
    named = _lemma(view, at) if kind == "verb" else fold(view.tokens[at].lemma) if kind == "noun" else view.word(at)
    return Candidate(cue, kind, named, first, proposals)


def _lemma(view: View, index: int) -> str:
    """Give the lemma under which the lexicon knows a verb, else its own."""
    found = cues.lemmas(view, index)
    return next((lemma for lemma in found if lemma in view.lexicon.verbs), found[0])


def _verbs(view: View, taken: frozenset[int]) -> Iterator[Candidate]:
    for index in cues.speaking(view):
        token = view.tokens[index]
        mistagged = token.pos not in VERBAL
        if index in taken or (mistagged and token.pos not in cues.MISTAGGED):
            continue
        lemma = _lemma(view, index)
        if mistagged and not (cues.is_mistagged(view, index) or cues.may_be_verb(view, index)):
            continue
        group = phrases.group_at(view, index)
        if cues.only_describes(view, index, group):
            continue
        if mistagged:
            form = "ger" if token.text.endswith(view.lexicon.grammar.gerunds) else "fin"
            group = msgspec.structs.replace(group, form=form)
        senses, end, lemma = _senses(view, index, group, lemma)
        if not senses or any(i in taken for i in range(group.start, end)):
            continue
        if not any(sense.frames for sense in senses) and _opens_later(view, end):  # "took the view that P"
            continue
        cue = Range(group.start, end)
        source = _teller(view, group if group.end == end else msgspec.structs.replace(group, end=end))
        if not cues.only_learns(view, index, source):
            yield Candidate(cue, "verb", lemma, _base(cue, "clause", senses[0].certainty, source, group))


def _senses(view: View, index: int, group: Group, lemma: str) -> tuple[tuple[Sense, ...], int, str]:
    """Give the senses of a verb or of a locution that it opens, where its words end, and its name."""
    found, more = cues.locution(view, index, group)
    if found:
        return view.lexicon.verbs[found], more, found
    named = (cues.reflexive(view, one) for one in cues.lemmas(view, index)) if group.reflexive else ()
    own = next(filter(None, named), "")
    if own:
        return view.lexicon.verbs[own], group.end, own
    return view.lexicon.verbs.get(lemma, ()), group.end, lemma


def _unlisted(view: View, made: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the verbs of no lexicon with which a teller opens a clause ("X left no doubt that P", "X retient que P")."""
    openers = view.lexicon.words["clauses.that"]
    if openers.isdisjoint(view.words):
        return
    for that in range(2, len(view) - 1):
        if view.words[that] not in openers or view.tokens[that].pos != "SCONJ" or view.quoted[that] >= 0:
            continue
        begin = _over_side(view, that)
        verb = next((i for i in range(begin - 1, max(-1, begin - OPENED), -1) if _breaks(view, i)), None)
        if verb is None or not phrases.is_told(view, verb) or any(verb <= one.cue.start < that for one in made):
            continue
        last = next((i for i in range(verb + 1, begin) if view.tokens[i].form in {"part", "inf"}), verb)
        group = phrases.group_at(view, last if view.pos(verb) == "AUX" else verb)
        if cues.only_describes(view, group.verb, group):
            continue
        source = _of_finite(view, group)
        if source is not None and tellers.type_of(view, source) == "unknown":
            source = verbless.whose(view, source) or source  # "word from X is that P"
        known = source is not None and not tellers.is_impersonal(view, source) and not _presents(view, verb, begin)
        if known and not any(one.cue.start < group.end and group.start < one.cue.end for one in made):
            cue = Range(group.start, begin)
            yield Candidate(cue, "verb", UNLISTED, _base(cue, "clause", "asserted", source, group))


def _opens_later(view: View, end: int) -> bool:
    """Tell whether words behind a verb, its object among them, open a clause ("left it in no doubt that P")."""
    that = next((i for i in range(end, min(len(view), end + OPENED)) if view.is_word(i, "clauses.that")), end)
    return that > end and view.pos(that) == "SCONJ" and not any(_breaks(view, i) for i in range(end, that))


def _presents(view: View, verb: int, that: int) -> bool:
    """Tell whether "that" goes on with what a copula presents ("c'est un document que X a pu consulter")."""
    copula = view.tokens[verb].lemma in {"être", "be"}
    return copula and view.pos(that - 1) in {"NOUN", "PROPN"} and any(view.pos(i) == "DET" for i in range(verb, that))


def _over_side(view: View, that: int) -> int:
    """Step back over a side named between commas ("on retient, du côté de X, que P")."""
    if view.word(that - 1) != ",":
        return that
    comma = next((i for i in range(that - 2, max(0, that - REACH), -1) if view.word(i) == ","), that)
    return comma if view.starts(comma + 1, view.lexicon.phrases["relays.sides"]) else that


def _breaks(view: View, index: int) -> bool:
    """Tell whether no cue goes over a word on its way back from "that": a finite verb, a sign."""
    return phrases.is_told(view, index) or view.pos(index) == "PUNCT" or view.quoted[index] >= 0


def _teller(view: View, group: Group) -> Phrase | None:
    """Give whose words a verb reports: the agent of a passive, the subject, the name behind an inverted verb."""
    agent = relays.agent_after(view, group.end)
    if agent is not None:
        return agent
    if group.form == "fin":
        return _of_finite(view, group)
    if group.form == "inf" and _closes(view, group):
        return _behind(view, group.end)
    if group.form == "part" and not _is_active(view, group):
        return cues.parted(view, group)
    return cues.beside(view, group) or cues.governor(view, group)


def _of_finite(view: View, group: Group) -> Phrase | None:
    """Give whose words a finite verb in the active reports: its subject, the name before it, the teller behind it."""
    if group.clitic is not None:
        return relays.among(view, group.clitic, group.end)
    if cues.is_passive(view, group):
        return None
    subject = subjects.subject_before(view, group)
    if subject is not None and not tellers.is_impersonal(view, subject):
        one = view.word(subject.start) == "on" and subject.end - subject.start == 1
        side = relays.beside(view, group.end) if one else None
        return side or relays.fronted(view, subject) or whose.whole_name(view, whose.antecedent(view, subject, group))
    return whose.name_before(view, group) or _behind(view, group.end)


def _behind(view: View, index: int) -> Phrase | None:
    """Give the teller behind an inverted verb, over an addressee between commas ("a confié, à l'XYZ, Ada Roe")."""
    if view.word(index) == "," and view.pos(index + 1) == "ADP":
        told = phrases.phrase_from(view, index + 2, len(view))
        index = told.end + 1 if told is not None and view.word(told.end) == "," else index
    phrase = phrases.phrase_after(view, index, len(view))
    if phrase is None and view.pos(index) == "ADP":  # "a commenté lors d'une conférence la directrice"
        placed = phrases.phrase_from(view, index + 1, len(view))
        phrase = phrases.phrase_after(view, placed.end, len(view)) if placed is not None else None
    return phrase if phrase is not None and tellers.type_of(view, phrase) != "unknown" else None


def _closes(view: View, group: Group) -> bool:
    """Tell whether an infinitive ends the verb of an inserted cue ("« ... », a tenu à préciser Ada Roe")."""
    start = group.start - 1
    while view.pos(start) in {"ADP", "ADV", "VERB", "AUX", "PART"} and view.quoted[start] < 0:
        start -= 1
    verbal = any(view.is_finite(i) for i in range(start + 1, group.start))
    return verbal and start > 0 and (view.word(start) == "," or view.quoted[start] >= 0)


def _is_active(view: View, group: Group) -> bool:
    """Tell whether a participle leans on a verb before it: after a conjunction, or of the present perfect."""
    joined = view.is_word(group.start - 1, "clauses.coordination")
    return joined or group.start < group.verb or cues.beside(view, group) is not None


def _nouns(view: View, taken: frozenset[int]) -> Iterator[Candidate]:
    nouns, first = view.lexicon.nouns, view.tokens[0].pos == "PROPN"  # "Confirmation came from X that P"
    named = [(i, token) for i, token in enumerate(view.tokens) if token.pos == "NOUN" or (i == 0 and first)]
    for index, lemma in [(i, fold(token.lemma)) for i, token in named]:
        certainty = nouns.get(lemma)
        asked = certainty == "demanded" and _is_manner(view, index)
        if certainty is not None and index not in taken and view.quoted[index] < 0 and not asked:
            cue = Range(index, index + 1)
            told: Certainty = "denied" if _is_denied(view, index) else certainty
            yield Candidate(cue, "noun", lemma, _base(cue, "noun", told, _owner(view, index), None))


def _is_manner(view: View, index: int) -> bool:
    """Tell whether a noun only says at whose wish something was done ("at the request of X", "sur ordre de X")."""
    before = index - 1 - (view.pos(index - 1) == "DET")
    return view.pos(before) == "ADP" and view.is_word(index + 1, "clauses.of")


def _is_denied(view: View, index: int) -> bool:
    """Tell whether a noun is the object of a verb that denies: its owner then denies ("rejected claims that P")."""
    verb = index - 1
    while view.pos(verb) in {"DET", "ADJ"} and index - verb < OBJECT:
        verb -= 1
    active = view.pos(verb) == "VERB" and not cues.is_passive(view, phrases.group_at(view, verb))
    return active and any(sense.certainty == "denied" for sense in view.lexicon.verbs.get(_lemma(view, verb), ()))


def _owner(view: View, index: int) -> Phrase | None:
    """Give whose announcement a noun means: the complement ("of X"), the owner ("X's"), the agent, the subject."""
    if view.is_word(index + 1, "clauses.of"):
        phrase = phrases.phrase_from(view, index + 2, len(view))
        if phrase is not None and tellers.type_of(view, phrase) != "unknown":
            return phrase
    if view.word(index - 1) in {"'s", "'"}:
        return phrases.phrase_ending(view, index - 1)
    agent = relays.agent_after(view, index + 1)
    if agent is not None:
        return agent
    verb = next((i for i in range(index - 1, -1, -1) if view.is_finite(i) and view.quoted[i] < 0), None)
    subject = subjects.subject_before(view, phrases.group_at(view, verb)) if verb is not None else None
    return subject if subject is not None and tellers.type_of(view, subject) != "unknown" else None


def _prepositions(view: View, taken: frozenset[int]) -> Iterator[Candidate]:
    lexicon = view.lexicon
    for index, word in enumerate(view.words):
        may = word in lexicon.prepositions or word in lexicon.initial
        if not may or index in taken or view.quoted[index] >= 0:
            continue
        length = verbless.preposition_at(view, index)
        initial = not length and view.word(index) in view.lexicon.initial
        phrase = phrases.phrase_from(view, index + max(length, 1), len(view)) if length or initial else None
        if phrase is None or view.is_word(tellers.head(view, phrase), "prepositions.no_tellers"):
            continue
        if view.starts(index, view.lexicon.phrases["clauses.connectives"]):  # "pour sa part, ..."
            continue
        if not initial or tellers.type_of(view, phrase) != "unknown" or _opens(view, index, phrase):
            cue = Range(index, index + max(length, 1))
            base = _base(cue, "preposition", "asserted", phrases.with_apposition(view, phrase, len(view)), None)
            yield Candidate(cue, "preposition", view.word(index), base)


def _views(view: View, taken: frozenset[int]) -> Iterator[Candidate]:
    """Give the nouns of opinion between a teller and a comma ("in Roe's view, ...", "by its own account, ...")."""
    if view.lexicon.words["prepositions.views"].isdisjoint(view.words):
        return
    for index in range(2, len(view) - 1):
        if index in taken or view.quoted[index] >= 0 or not view.is_word(index, "prepositions.views"):
            continue
        opener = next((i for i in range(index - 1, max(-1, index - 9), -1) if view.pos(i) == "ADP"), None)
        if opener is None or view.word(index + 1) != "," or view.pos(opener - 1) not in {"", "PUNCT", "CCONJ", "ADV"}:
            continue
        owner = phrases.phrase_from(view, opener + 1, index)
        if owner is not None and view.word(owner.end - 1) == "'s":
            owner = Phrase(owner.start, owner.end - 1)
        cue = Range(index, index + 1)
        yield Candidate(cue, "preposition", view.word(index), _base(cue, "preposition", "asserted", owner, None))


def _colons(view: View, made: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the clauses about a teller that a colon ends: what is behind it may be what they say ("X is firm: P")."""
    if ":" not in view.words:
        return
    for colon in range(2, len(view) - TOLD):
        if view.word(colon) != ":" or view.quoted[colon] >= 0:
            continue
        floor = phrases.clause_floor(view, colon)
        verb = next((i for i in range(colon - 1, floor, -1) if phrases.is_told(view, i) and view.quoted[i] < 0), None)
        if verb is None or any(_is_between(one, verb) for one in made if one.cue.start < colon):
            continue
        group = phrases.group_at(view, verb)
        subject = subjects.subject_before(view, group)
        if subject is not None and tellers.type_of(view, subject) == "unknown":
            subject = verbless.whose(view, subject) or subject  # "la réponse de X n'a pas tardé : P"
        told = any(view.is_finite(i) for i in range(colon + 1, len(view))) and colon - group.start <= STANCE
        told = told and not _is_placed(view, group)
        if told and subject is not None and _is_who(view, subject, group):
            cue = Range(group.start, colon)
            told_to = relays.between(view, group.end, colon)
            base = msgspec.structs.replace(_base(cue, "quote", "asserted", subject, None), relays=told_to)
            piece = bounds.trim(view, colon + 1, bounds.content_end(view, colon + 1, frozenset()))
            answer = (msgspec.structs.replace(base, pieces=(piece,)),) if piece is not None else ()
            yield Candidate(cue, "colon", ":", base, answer)


def _is_placed(view: View, group: Group) -> bool:
    """Tell whether a clause only says where or in what state something is ("the site is in repair: P")."""
    after = group.end
    while view.pos(after) == "ADV":
        after += 1
    return view.pos(group.verb) == "AUX" and view.pos(after) == "ADP"


def _is_between(one: Candidate, verb: int) -> bool:
    """Tell whether a cue stands at a verb or behind it, or is a preposition that names another teller before it."""
    return one.cue.end > verb or (one.kind == "preposition" and bool(one.proposals))


def _is_who(view: View, subject: Phrase, group: Group) -> bool:
    """Tell whether the subject of a clause can take a stance: somebody, not "there is" or "nobody"."""
    said = tellers.type_of(view, subject) != "unknown" and not view.is_word(subject.start, "clauses.negation")
    return said and not (tellers.is_impersonal(view, subject) and "y" in view.words[group.start : group.verb])


def _opens(view: View, index: int, phrase: Phrase) -> bool:
    """Tell whether a preposition with its phrase opens a clause, closed by a comma ("pour les uns, ...")."""
    return view.pos(index - 1) in {"", "PUNCT", "CCONJ", "SCONJ"} and view.word(phrase.end) == ","


def _base(cue: Range, frame: Frame, certainty: Certainty, source: Phrase | None, group: Group | None) -> Proposal:
    return Proposal(
        pieces=(), cue=cue, frame=frame, certainty=certainty, source=source, inherits=source is None, group=group
    )
