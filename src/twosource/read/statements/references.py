"""Nouns that report and stretches that refer back: "word from X is that P", "P, in the account of X".

A noun of speech heads a stretch between two signs, with its teller; what it puts forward opens behind "that", or
stands before the stretch, or after it. A closing stretch with a verb of speech may only point back ("so says X").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from twosource.model import Certainty
from twosource.read.statements import bounds, cues, phrases, relays, subjects, tellers
from twosource.read.statements.insertions import Quote
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range, holds
from twosource.read.statements.view import DASHES, View
from twosource.text import fold

LEADING = 4
"""Tokens before a noun at the head of a stretch, at most, without its owner."""
MADE = 6
"""Tokens from a noun to the word before its teller, at most ("the figures compiled on Monday by X")."""
POINTING = 14
"""Tokens of a stretch that only points back, at most, without what is apposed to its teller."""
HEADING = frozenset({"DET", "ADJ", "ADP", "ADV", "PRON", "NUM", "PART"})
COPULAS = frozenset({"be", "etre", "come", "venir", "emaner", "provenir", "ressortir"})
_SIGNS = DASHES | {",", ";", ":"}
_CLOSING = DASHES | {";", ":"}
_ENDING = _CLOSING | bounds.FINAL


class Stretch(Struct, frozen=True):
    """What lies between two signs outside quotations; ``sign`` stands before it, ``end`` is where it ends."""

    sign: int
    end: int

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.sign + 1


def propose(view: View, taken: Sequence[Proposal]) -> Iterator[Proposal]:
    """Propose what nouns of speech and closing stretches put forward, where no other proposal has the cue."""
    held = {i for p in taken if p.cue is not None for i in range(p.cue.start, p.cue.end)}
    for noun in _nouns(view):
        if noun not in held:
            yield from _of_noun(view, noun)


def _nouns(view: View) -> Iterator[int]:
    nouns, views = view.lexicon.nouns, view.lexicon.words["prepositions.views"]
    for index, token in enumerate(view.tokens):
        noun = token.pos == "NOUN" or (index == 0 and token.pos == "PROPN")
        if noun and view.quoted[index] < 0 and (fold(token.lemma) in nouns or view.words[index] in views):
            yield index


def _stretch(view: View, index: int) -> Stretch:
    """Give the stretch that holds a token: signs in quotations do not count, the marks of quotations do."""
    sign = next((i for i in range(index - 1, -1, -1) if _is_sign(view, i)), -1)
    end = next((i for i in range(index + 1, len(view)) if _is_sign(view, i)), len(view))
    return Stretch(sign, end)


def _with_apposition(view: View, around: Stretch, verb: int) -> Stretch:
    """Give a stretch that opens with a verb with what is apposed to its subject ("ce que X, son armateur, dément")."""
    opener = _stretch(view, around.sign).sign if around.start == verb and view.word(around.sign) == "," else 0
    if opener <= 0 or not _is_apposed(view, opener, verb):
        return around
    return Stretch(_stretch(view, opener).sign, around.end)


def _is_sign(view: View, index: int) -> bool:
    return view.quoted[index] >= 0 or view.words[index] in _SIGNS or view.words[index] in bounds.FINAL


def _of_noun(view: View, noun: int) -> Iterator[Proposal]:
    around = _whole_stretch(view, _stretch(view, noun))
    owner = _owner(view, noun)
    first = owner.start if owner is not None else noun
    found = (owner, noun + 1) if owner is not None else _teller(view, noun)
    found = found or _teller_before(view, around, noun)
    if found is None or tellers.type_of(view, found[0]) == "unknown":
        return
    teller, after = found
    piece = _told(view, after) or _according(view, after)
    if piece is None and _heads(view, around.start, first):
        asked = view.lexicon.nouns.get(fold(view.tokens[noun].lemma)) == "demanded"  # "P, at the request of X"
        piece = (
            _clause(view, after) or (None if asked else _before(view, around, after)) or _behind(view, around, after)
        )
    if piece is not None:
        yield _proposal(view, Range(noun, noun + 1), teller, piece)


def _heads(view: View, start: int, end: int) -> bool:
    """Tell whether only small words stand between a sign and a noun or its owner ("it was the", "to use the")."""
    small = all(
        view.pos(i) in HEADING or view.tokens[i].form == "inf" or _is_copula(view, i) for i in range(start, end)
    )
    back = view.starts(start, view.lexicon.phrases["clauses.back"]) > 0
    return small and end - start <= (LEADING + LEADING if back else LEADING)


def _is_copula(view: View, index: int) -> bool:
    return view.word(index) == "'s" or (view.is_finite(index) and fold(view.tokens[index].lemma) in COPULAS)


def _told(view: View, after: int) -> Range | None:
    """Give what a colon behind a noun, or behind its teller, opens ("consigne de la préfecture : P")."""
    if view.word(after) != ":" or view.quoted[after] >= 0:
        return None
    return bounds.trim(view, after + 1, bounds.content_end(view, after + 1, ()))


def _according(view: View, after: int) -> Range | None:
    """Give the clause that "selon laquelle" opens behind a noun and its teller, less the main verb behind it."""
    at = after + (view.word(after) == ",")
    if not view.is_word(at + 1, "prepositions.no_tellers") or not view.starts(at, view.lexicon.prepositions):
        return None
    return bounds.trim(view, at + 2, bounds.before_main_verb(view, at + 2, bounds.content_end(view, at + 2, ())))


def _teller_before(view: View, around: Stretch, noun: int) -> tuple[Phrase, int] | None:
    """Give the teller of a noun before a colon: the subject of its verb, or where it comes from ("from X comes")."""
    if view.word(noun + 1) != ":":
        return None
    verb = next((i for i in range(noun - 1, around.sign, -1) if view.is_finite(i)), None)
    if verb is None:
        return None
    linking = view.lexicon.words["clauses.of"] | view.lexicon.words["clauses.makers"]
    floor = phrases.clause_floor(view, verb)
    fronted = phrases.phrase_from(view, floor + 1, verb) if view.word(floor) in linking else None
    teller = fronted or subjects.subject_before(view, phrases.group_at(view, verb))
    return (teller, noun + 1) if teller is not None else None


def _owner(view: View, noun: int) -> Phrase | None:
    """Give whose a noun is ("the council's own count")."""
    mark = noun - 1
    while view.pos(mark) in {"ADJ", "NOUN"} and noun - mark < LEADING:
        mark -= 1
    return phrases.phrase_ending(view, mark) if view.word(mark) in {"'s", "'"} else None


def _teller(view: View, noun: int) -> tuple[Phrase, int] | None:
    """Give the teller of a noun and where it ends: "of X", "from X", "given by X", "comes from X", "est de X"."""
    linking = view.lexicon.words["clauses.of"] | view.lexicon.words["clauses.by"] | view.lexicon.words["clauses.makers"]
    for index in range(noun + 1, min(noun + MADE, len(view))):
        side = view.starts(index, view.lexicon.phrases["relays.sides"])
        if side or view.words[index] in linking:
            phrase = phrases.phrase_from(view, index + max(side, 1), len(view))
            if phrase is None:
                return None
            whole = phrases.with_apposition(view, phrase, len(view))
            return whole, whole.end
        copula = _is_copula(view, index)
        if not (copula or view.pos(index) in {"VERB", "AUX", "ADV", "ADP", "NOUN", "ADJ"} or view.word(index) == ","):
            return None
        if view.is_finite(index) and not copula:
            return None
    return None


def _clause(view: View, after: int) -> Range | None:
    """Give the clause behind a teller that "that" opens, over a sign and a copula ("... is that P")."""
    index = after
    while index < len(view) and index - after < LEADING:
        if view.is_word(index, "clauses.that") and view.pos(index) != "DET" and view.quoted[index] < 0:
            end = bounds.content_end(view, index + 1, ())
            heading = not any(view.is_finite(i) for i in range(index))  # the noun is the subject of what follows
            return bounds.trim(view, index + 1, bounds.before_main_verb(view, index + 1, end) if heading else end)
        copula = _is_copula(view, index)
        if not copula and view.word(index) != "," and view.pos(index) not in {"ADV", "PRON"}:
            return None
        index += 1
    return None


def _before(view: View, around: Stretch, after: int) -> Range | None:
    """Give what stands before a stretch that closes the sentence with a noun and its teller."""
    if around.sign < 1 or not _is_rest(view, after):
        return None
    if view.quoted[around.sign] >= 0:  # “P,” were the words of X
        quote = view.quotes[view.quoted[around.sign]]
        return bounds.trim(view, quote.open + 1, quote.close) if quote.close == around.sign else None
    verbs = [i for i in range(around.start, after) if view.is_finite(i) and i < _last(view, around, after)]
    sign = view.words[around.sign]
    if view.pos(around.start) == "ADP" and not view.is_word(around.start, "prepositions.telling"):
        return None
    back = sign in _ENDING or view.starts(around.start, view.lexicon.phrases["clauses.back"])
    if verbs and (not back or view.pos(around.start) == "ADP"):
        return None
    if not verbs and sign == ":":
        return None
    return bounds.trim(view, bounds.host_start(view, around.sign), around.sign)


def _last(view: View, around: Stretch, after: int) -> int:
    """Give where what is apposed to a teller begins, in which verbs do not count."""
    return next((i for i in range(around.start, after) if view.word(i) == ","), after)


def _closes(view: View, index: int) -> bool:
    return (
        index >= len(view) or view.words[index] in bounds.FINAL or (index == len(view) - 1 and view.quoted[index] >= 0)
    )


def _is_last(view: View, index: int) -> bool:
    """Tell whether a stretch ends the sentence, or another one that takes up the same content comes next."""
    return _closes(view, index) or (view.word(index) == "," and bool(_resumes(view, Stretch(index, len(view)))))


def _is_told_last(view: View, index: int) -> bool:
    """Tell whether only when, where or to whom one speaks stands before the end ("son avocat l'a confirmé à l'AFP")."""
    after = _over_occasion(view, index)
    quotes = view.word(after) == ":" and after + 1 < len(view) and view.quoted[after + 1] >= 0  # "X denied it: “Q”"
    return quotes or _is_last(view, index) or _is_last(view, after)


def _over_occasion(view: View, index: int) -> int:
    """Step over what only says when, where or to whom one speaks ("so in a letter to residents"), to a sign."""
    while index < len(view) and view.pos(index) != "PUNCT":
        adverb, governed = view.pos(index) == "ADV" or view.is_word(index, "clauses.so"), view.pos(index) == "ADP"
        phrase = None if adverb else phrases.phrase_from(view, index + governed, len(view))
        if not adverb and (phrase is None or not (governed or tellers.is_time(view, phrase))):
            break
        index = phrase.end if phrase is not None else index + 1
    return index


def _is_alone(view: View, around: Stretch, group: phrases.Group) -> bool:
    """Tell whether a denial without an object is a sentence of its own behind another ("P. Le groupe dément.")."""
    behind = group.end
    while view.pos(behind) == "ADV":
        behind += 1
    return view.words[around.sign] in bounds.FINAL | {";"} and _closes(view, behind)


def _behind(view: View, around: Stretch, after: int) -> Range | None:
    """Give what follows an opening stretch that a preposition begins ("in the judgment of X, P")."""
    if around.sign >= 0 or view.word(after) != "," or not view.is_word(around.start, "prepositions.telling"):
        return None
    return bounds.trim(view, after + 1, bounds.content_end(view, after + 1, ()))


def pointing_back(view: View) -> Iterator[Proposal]:
    """Propose what stands before a closing stretch that only points at it ("P; so says X", "P. So X tells it")."""
    back = view.lexicon.phrases["clauses.back"]
    first = next(
        (i for i, word in enumerate(view.words[:-1]) if word in _ENDING or (word == "," and view.starts(i + 1, back))),
        len(view),
    )
    for index in (i for i in view.speaking if i > first):
        around = _whole_stretch(view, _stretch(view, index))
        if not _points(view, around, index):
            continue
        group = phrases.group_at(view, index)
        passive = cues.is_passive(view, group)
        teller = relays.agent_after(view, group.end) if passive else phrases.phrase_after(view, group.end, len(view))
        if teller is None or tellers.type_of(view, teller) == "unknown":
            teller = subjects.subject_before(view, group)
        known = teller is not None and tellers.type_of(view, teller) != "unknown"
        if teller is None or not known:
            continue
        behind = _behind_it(view, max(teller.end, group.end))
        said = view.is_word(group.end, "clauses.so") and _is_rest(view, _over_occasion(view, behind))
        if not said and not _is_rest(view, behind):
            continue
        piece = bounds.trim(view, bounds.host_start(view, around.sign), around.sign)
        if piece is not None:
            yield _proposal(view, Range(group.start, group.end), teller, piece)


def _whole_stretch(view: View, around: Stretch) -> Stretch:
    """Give a stretch with what points before an insertion in it ("that, at least, is the word from X")."""
    if view.word(around.sign) != ",":
        return around
    comma = next((i for i in range(around.sign - 1, max(0, around.sign - LEADING - 1), -1) if view.word(i) == ","), 0)
    sign = next((i for i in range(comma - 1, max(0, comma - LEADING), -1) if _is_sign(view, i)), 0) if comma else 0
    pointed = sign and view.is_word(sign + 1, "clauses.pointing") and view.words[sign] in _ENDING
    return Stretch(sign, around.end) if pointed else around


def _is_rest(view: View, index: int) -> bool:
    """Tell whether a teller ends the sentence, but for a relative clause on it."""
    index += view.is_word(index, "time.words")
    return _closes(view, index) or (view.word(index) == "," and view.is_word(index + 1, "clauses.relative"))


def taking_up(view: View, taken: Sequence[Proposal]) -> Iterator[Proposal]:
    """Propose what a closing stretch takes up, what is told before it: "P, ce que dément X", "P, a claim denied by X".

    By a noun of speech, "ce que", "which", or a pronoun beside the verb ("P, Kyiv denies it"). ``taken``: where
    somebody says it ("Y says P, a claim denied by X") P is taken up, not that Y says so.
    """
    signs: list[int] = []  # before what has been taken up so far: two may take up one content
    for verb in view.speaking:
        around = _with_apposition(view, _stretch(view, verb), verb)
        if around.sign < 1 or view.words[around.sign] not in _SIGNS | bounds.FINAL:
            continue
        group = phrases.group_at(view, verb)
        how = {sense.certainty for sense in cues.senses_of(view, verb)}
        denied = "denied" in how
        opened = _resumes(view, around) if denied or view.words[around.sign] not in _CLOSING else 0
        pointed = (denied or "confirmed" in how) and _points_at_it(view, around, group)
        if not opened and not pointed and not (denied and _is_alone(view, around, group)):
            continue
        teller = _taker(view, around, group, opened) if not group.negated else None
        if (
            teller is None
            or teller.start < around.sign
            or not _is_told_last(view, _behind_it(view, max(teller.end, group.end)))
        ):
            continue
        piece = _said(view, around.sign, taken)
        if piece is not None and (inside := [sign for sign in signs if piece.start < sign < piece.end]):
            piece = Range(piece.start, inside[0])
        signs.append(around.sign)
        if piece is not None and (denied or any(view.is_finite(i) for i in range(piece.start, piece.end))):
            cue = Range(around.start if denied and opened else group.start, group.end)
            yield _proposal(view, cue, _last_named(view, teller, piece), piece)


def _last_named(view: View, teller: Phrase, piece: Range) -> Phrase | None:
    """Give whom "ce dernier", "the latter" means beside what is told of them ("accused his rival of P, which ...")."""
    if not view.starts(teller.start, view.lexicon.phrases["anaphora.last"]):
        return teller
    accused = phrases.phrase_from(view, piece.start, piece.end)
    return accused if accused is not None and tellers.type_of(view, accused) != "unknown" else None


def _points_at_it(view: View, around: Stretch, group: phrases.Group) -> bool:
    """Tell whether the object of a verb is a pronoun for what stands before ("Kiev le dément", "Kyiv denies it")."""
    inside = (*range(around.start, group.end), group.end)
    told = (i for i in inside if view.is_word(i, "clauses.resumed"))
    behind = ((i, view.tokens[i + 1 : i + 2]) for i in told)  # not the article of a name ("l'ACTA")
    return any(view.pos(i) != "DET" or not after or not after[0].text[:1].isupper() for i, after in behind)


def _behind_it(view: View, index: int) -> int:
    """Step over a pronoun for what stands before, as the object of a verb."""
    return index + view.is_word(index, "clauses.resumed")


def _taker(view: View, around: Stretch, group: phrases.Group, opened: int) -> Phrase | None:
    """Give who takes a content up: the agent of a participle, else the subject behind or before the verb."""
    denied = any(sense.certainty == "denied" for sense in cues.senses_of(view, group.verb))
    agent = relays.agent_after(view, group.end)
    if agent is not None or view.is_word(group.end, "clauses.by"):
        return agent if denied or group.start == opened else None
    behind = phrases.phrase_after(view, group.end, len(view)) if group.start == opened or denied else None
    inside = phrases.phrase_from(view, opened or around.start, group.start)
    whole = inside is not None and (inside.end == group.start or _is_apposed(view, inside.end, group.start))
    before = inside if whole else subjects.subject_before(view, group)
    last = view.lexicon.phrases["anaphora.last"]
    told = [one for one in (behind, before) if one is not None]
    known = (one for one in told if tellers.type_of(view, one) != "unknown" or view.starts(one.start, last))
    return next((one for one in known if not tellers.is_impersonal(view, one)), None)


def _is_apposed(view: View, start: int, end: int) -> bool:
    """Tell whether only something between commas stands between a teller and the verb ("X, son armateur, dément")."""
    parted = start < end - 1 and view.word(start) == view.word(end - 1) == ","
    return parted and not any(view.is_finite(i) for i in range(start, end))


def _frame_end(one: Proposal) -> int:
    """Give where a teller and cue that follow their content end; -1 for others."""
    if one.cue is None or one.source is None or one.frame not in {"inserted", "preposition"} or one.end > one.cue.start:
        return -1
    return max(one.cue.end, one.source.end)


def _said(view: View, end: int, taken: Sequence[Proposal]) -> Range | None:
    """Give what is said last before a sign, the clause before it where nobody says it."""
    around = next((one for one in taken if _frame_end(one) == end and len(one.pieces) == 1), None)
    if around is not None and around.certainty != "denied":  # "P, the ministry says, which the union denies"
        return around.pieces[0]
    told = [
        piece.start
        for one in taken
        for piece in one.pieces
        if one.cue is not None and piece.start < end <= piece.end + (view.words[end] in bounds.FINAL)
    ]
    return bounds.trim(view, max(told, default=bounds.host_start(view, end)), end)


def _points(view: View, around: Stretch, verb: int) -> bool:
    """Tell whether a stretch behind a sign points at what stands before it, by a small word before or at its verb."""
    if around.sign < 1 or verb - around.start > POINTING:
        return False
    if view.words[around.sign] not in _ENDING and not view.starts(around.start, view.lexicon.phrases["clauses.back"]):
        return False
    back = view.starts(around.start, view.lexicon.phrases["clauses.back"]) > 0
    return back or any(view.is_word(i, "clauses.pointing") for i in range(around.start, verb + 2))


def taken_up(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Let what takes up a content before it ("Y says P, a claim X denies") be no part of that content, and share it."""
    told = [msgspec.structs.replace(one, frame="reference") if _takes_up(view, one) else one for one in found]
    for place in range(len(told)):
        late = told[place]  # as those before it have left it
        if late.frame != "reference" or late.cue is None or late.end >= late.cue.start:
            continue
        mark = late.cue.start
        outer = [at for at, one in enumerate(told) if one is not late and holds(one, mark) and one.start < late.end]
        for at in outer:
            pieces = tuple(
                Range(piece.start, min(piece.end, _whole(view, piece, late.end))) for piece in told[at].pieces
            )
            told[at] = msgspec.structs.replace(told[at], pieces=tuple(p for p in pieces if p.start < p.end))
        inner = (one for one in told if one is not late and one.cue and holds(late, one.cue.start))
        said = [one.pieces for one in inner if one.end == late.end]  # "Y says P, which X denies": P alone
        told[place] = msgspec.structs.replace(late, pieces=max((late.pieces, *said)))
    return told


def _whole(view: View, piece: Range, end: int) -> int:
    """Give where a piece ends that is cut at ``end``, the closing mark of a quotation that it opens with included."""
    number = view.quoted[piece.start]
    return end + 1 if number >= 0 and view.quotes[number] == Quote(piece.start, end) else end


def _takes_up(view: View, told: Proposal) -> bool:
    """Tell whether a denial closes a content ("P, X denies"), or a cue in a relative does ("P, which X says")."""
    if told.frame == "inserted" and told.certainty == "denied" and len(told.pieces) == 1:
        return True
    length = view.starts(told.end + 1, view.lexicon.phrases["clauses.resuming"])
    return bool(length) and told.cue is not None and told.cue.start > told.end and view.word(told.end) == ","


def _resumes(view: View, around: Stretch) -> int:
    """Give where a stretch goes on behind what takes up the clause before it: "ce que", a noun of speech; else 0."""
    length = view.starts(around.start, view.lexicon.phrases["clauses.resuming"])
    if length:
        return around.start + length
    noun = around.start + (view.pos(around.start) == "DET")
    token = view.tokens[min(noun, len(view) - 1)]
    told = fold(token.lemma) in view.lexicon.nouns or view.lexicon.tellers.get(fold(token.text)) == "document"
    told = told or fold(token.lemma) in view.lexicon.words["clauses.charges"]
    if noun == around.start or not told:
        return 0
    return noun + 1 + (view.is_word(noun + 1, "clauses.relative") or view.is_word(noun + 1, "clauses.that"))


def _until(view: View, teller: Phrase, piece: Range) -> int:
    """Give up to where a medium may stand behind a teller: to the end, or to the colon before what is told."""
    if teller.end >= piece.end:
        return len(view)
    return piece.start if view.word(piece.start - 1) == ":" or view.quoted[piece.start - 1] >= 0 else teller.end


def _proposal(view: View, cue: Range, teller: Phrase | None, piece: Range) -> Proposal:
    noun = view.lexicon.nouns.get(fold(view.tokens[cue.start].lemma))
    senses = [sense.certainty for sense in cues.senses_of(view, cue.end - 1)]
    by_verb: Certainty = "denied" if "denied" in senses else next(iter(senses), "asserted")
    return Proposal(
        pieces=(piece,),
        cue=cue,
        frame="reference",
        certainty=by_verb if noun is None else noun,
        source=teller,
        relays=relays.between(view, teller.end, _until(view, teller, piece)) if teller is not None else (),
    )
