"""The grammar of reported speech: from one tagged sentence to proposals.

Frames follow the annotation schemes of PARC (Pareti 2015) and FRACAS: cue, source, content;
direct, indirect and mixed. Verbs, prepositions, headline colons and bare quotations are read here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
from msgspec import Struct

from twosource.model import Certainty
from twosource.read.statements import bounds, hearsay, phrases, relays, tellers
from twosource.read.statements.lexicon import Sense
from twosource.read.statements.phrases import Group, Phrase
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View
from twosource.text import fold

ADDRESSING = frozenset({"tell", "inform", "assure", "warn", "remind"})


class Cue(Struct, frozen=True):
    """A verb that reports, its words (locutions are longer than the verb group) and its subject."""

    group: Group
    end: int
    senses: tuple[Sense, ...]
    subject: Phrase | None
    inserted: bool
    passive: bool

    @property
    def left(self) -> int:
        """Where the cue's clause begins."""
        return min(self.group.start, self.subject.start) if self.subject else self.group.start


def propose(view: View) -> list[Proposal]:
    """Find every content with cue and teller in one sentence, in the order of their contents."""
    cues = list(find_cues(view))
    starts = list(find_prepositions(view))
    anchors = frozenset(_anchors(view, cues)) | {start for start, _ in starts}
    found = [proposal for cue in cues for proposal in _from_verb(view, cue, anchors)]
    relayed = {p.relayed_by.start for p in found if p.relayed_by}
    starts = [(start, length) for start, length in starts if start + length not in relayed]
    found += [p for start, length in starts if (p := _from_preposition(view, start, length, anchors)) is not None]
    found = [part for proposal in found for part in _split(view, proposal)]
    found += hearsay.propose(view, found)
    found += _headline(view, found)
    found += _bare_quotes(view, found)
    return sorted(found, key=lambda p: (p.start, -p.end, p.cue or Range(0, 0)))


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
        if subject is None or not any(view.is_finite(i) for i in range(piece.start, at)):
            continue
        verb = next((i for i in range(subject.end, piece.end) if view.is_finite(i)), None)
        if verb is not None and all(
            view.pos(i) in {"ADV", "ADP", "DET", "NOUN", "ADJ", "PROPN", "PRON", "NUM"}
            for i in range(subject.end, verb)
        ):
            return at
    return None


# ------------------------------------------------------------------------------ cues


def find_cues(view: View) -> Iterator[Cue]:
    """Find the reporting verbs outside quotations, with their subjects."""
    for index, token in enumerate(view.tokens):
        if view.quoted[index] >= 0 or not (token.pos in {"VERB", "AUX"} or _is_mistagged(view, index)):
            continue
        group = phrases.group_at(view, index)
        senses, length = _senses(view, index, group)
        if senses:
            yield _cue(view, group, index + length, senses)


def _is_verb_of_speech(view: View, index: int, group: Group) -> bool:
    if group.form == "part":
        return view.is_word(group.start - 1, "clauses.coordination")
    return view.tokens[index].pos != "AUX" and view.tokens[index].lemma not in {"être", "avoir", "be", "have"}


def _senses(view: View, index: int, group: Group) -> tuple[tuple[Sense, ...], int]:
    """Give the senses of a verb and how many tokens from it belong to the cue: a locution is longer."""
    lexicon = view.lexicon
    for lemma in _lemmas(view, index):
        for rest in lexicon.locutions.get(lemma, ()):
            after = group.end
            while view.pos(after) == "ADV":
                after += 1
            if _elided(view, after, rest):
                return lexicon.verbs["_".join((lemma, *rest))], after + len(rest) - index
        own = lexicon.verbs.get(f"se_{lemma}") or lexicon.verbs.get(f"s_{lemma}")
        if group.reflexive and own:
            return own, group.end - index
    if not _is_verb_of_speech(view, index, group):
        return (), 0
    return next(
        (lexicon.verbs[lemma] for lemma in _lemmas(view, index) if lemma in lexicon.verbs), ()
    ), group.end - index


def _lemmas(view: View, index: int) -> tuple[str, ...]:
    """Give the lemma, and for a French present in -e, -es, -ent the infinitive in -er, which lemmatisers miss after nouns."""
    word, lemma = view.word(index), fold(view.tokens[index].lemma)
    if view.lexicon.language != "fr" or not word.endswith(("e", "es", "ent")):
        return (lemma,)
    stem = word.removesuffix("nt").removesuffix("s")
    return (lemma, f"{stem}r")


def _elided(view: View, index: int, rest: Sequence[str]) -> bool:
    if index >= len(view):
        return False
    words = tuple(
        word.replace("'", "e") if word in {"d'", "l'"} else word for word in view.words[index : index + len(rest)]
    )
    merged = tuple({"du": "de", "des": "de", "au": "a", "aux": "a"}.get(word, word) for word in words)
    return merged == tuple(rest)


def _cue(view: View, group: Group, end: int, senses: tuple[Sense, ...]) -> Cue:
    subject = phrases.subject_before(view, group) if group.clitic is None else None
    if group.form != "fin":
        subject = _governing_subject(view, group) if group.form == "inf" else None
    left = min(group.start, subject.start) if subject else group.start
    if group.form == "part" and subject is None and _is_headlined(view, group, end):
        group = msgspec.structs.replace(group, form="fin")
    inserted = bounds.is_inserted(view, left, group)
    passive = not group.reflexive and any(
        view.tokens[i].lemma in {"être", "be"} and view.pos(i) == "AUX" for i in range(group.start, group.verb)
    )
    return Cue(group, end, senses, subject, inserted, passive)


def _governing_subject(view: View, group: Group) -> Phrase | None:
    """Give the subject of the finite verb that an infinitive of speech hangs on ("X s'est gardé de conclure : ...")."""
    floor = phrases.clause_floor(view, group.start)
    verb = next((i for i in range(group.start - 1, floor - 1, -1) if view.is_finite(i) and view.quoted[i] < 0), None)
    if verb is None or any(view.word(i) == "," for i in range(verb, group.start)):
        return None
    return phrases.subject_before(view, phrases.group_at(view, verb))


def _is_mistagged(view: View, index: int) -> bool:
    """Tell whether a word after a quotation is a present that was taken for a noun ("« ... », avance la préfète")."""
    quoted = view.quoted[index - 1] >= 0 or (view.word(index - 1) == "," and index > 1 and view.quoted[index - 2] >= 0)
    if not quoted or index < 2 or view.pos(index) not in {"NOUN", "ADJ", "ADV", "PROPN"}:
        return False
    senses = (view.lexicon.verbs.get(lemma, ()) for lemma in _lemmas(view, index)[1:])
    if not any("quote" in sense.frames for found in senses for sense in found):
        return False
    teller = phrases.phrase_after(view, index + 1, len(view))
    return teller is not None and tellers.type_of(view, teller) != "unknown"


def _is_headlined(view: View, group: Group, end: int) -> bool:
    """Tell whether a form taken for a participle is a present after a content ("..., fait savoir le port")."""
    before = group.start - 1
    closes = before > 0 and (view.word(before) == "," or view.quoted[before] >= 0)
    teller = phrases.phrase_after(view, end, len(view)) if closes and view.pos(end) in {"DET", "PROPN"} else None
    return teller is not None and tellers.type_of(view, teller) != "unknown"


def _anchors(view: View, cues: Sequence[Cue]) -> Iterator[int]:
    for cue in cues:
        if cue.group.form in {"fin", "ger"} or view.is_word(cue.group.start - 1, "clauses.coordination"):
            yield cue.left


# ------------------------------------------------------------------------------ verbs


def _from_verb(view: View, cue: Cue, anchors: Collection[int]) -> Iterator[Proposal]:
    opener, start = _opener(view, cue)
    if cue.inserted and opener in {"none", "object", "adjunct"} and (cue.subject is None or opener != "object"):
        yield from _inserted(view, cue, anchors)
        return
    if cue.passive:
        yield from _passive(view, cue, opener, start, anchors)
        return
    sense = next(
        (s for s in cue.senses if _FRAME_OF.get(opener, "") in s.frames or (opener == "quote" and "noun" in s.frames)),
        None,
    )
    if sense is None or not _has_teller(view, cue, opener) or (opener == "object" and cue.group.form == "inf"):
        return
    end = bounds.content_end(view, start, anchors - {cue.left} if isinstance(anchors, frozenset) else anchors)
    if opener in {"object", "infinitive"}:
        end = bounds.without_comment(view, start, end)
    piece = bounds.trim(view, start, end)
    if piece is None:
        return
    yield _proposal(view, cue, sense.certainty, opener, piece)


_FRAME_OF = {
    "that": "clause",
    "bare": "clause",
    "colon": "quote",
    "quote": "quote",
    "infinitive": "infinitive",
    "object": "noun",
    "noun that": "noun",
    "reflexive": "reflexive",
}


def _proposal(view: View, cue: Cue, certainty: Certainty, opener: str, piece: Range) -> Proposal:
    frame = {
        "that": "clause",
        "bare": "clause",
        "colon": "quote",
        "quote": "quote",
        "infinitive": "infinitive",
    }.get(opener, "noun")
    if opener in {"object", "noun that"}:
        certainty, framed = _by_noun(view, piece, certainty)
        frame = "clause" if framed else "noun"
    if opener == "reflexive":
        frame = "clause"
    return Proposal(
        pieces=(piece,),
        cue=Range(cue.group.start, cue.end),
        frame=frame,  # type: ignore[arg-type]
        certainty=certainty,
        source=phrases.with_apposition(view, cue.subject, cue.group.start) if cue.subject else None,
        inherits=cue.subject is None,
        relays=relays.between(view, cue.end, piece.start),
        cites=relays.cited_after(view, cue.subject.end) if cue.subject else None,
        group=cue.group,
    )


def _by_noun(view: View, piece: Range, certainty: Certainty) -> tuple[Certainty, bool]:
    for index in range(piece.start, min(piece.end, piece.start + 4)):
        kind = view.lexicon.nouns.get(fold(view.tokens[index].lemma))
        if kind is not None:
            framed = any(view.is_word(i, "clauses.that") for i in range(index + 1, min(piece.end, index + 3)))
            return (kind, framed) if framed or certainty == "asserted" else (certainty, False)
    return certainty, False


def _opener(view: View, cue: Cue) -> tuple[str, int]:
    """Say what follows a cue, and where its content begins."""
    index, steps = _after_addressee(view, cue), 0
    while index < len(view) and steps < 16:
        word = view.word(index)
        if view.quoted[index] >= 0:
            return "quote", index
        if word in view.lexicon.words["clauses.that"] and view.pos(index) in {"SCONJ", "PRON", ""}:
            return "that", index + 1
        if word == ":":
            return ("colon", index + 1) if index + 1 < len(view) else ("none", index)
        if view.tokens[index].form == "inf" and (steps <= 3 or (steps <= 10 and _takes_infinitive(view, cue, index))):
            return "infinitive", index
        if _reflexive_complement(view, cue, index):
            return "reflexive", index
        if view.lexicon.language == "en" and steps <= 8 and _is_bare_clause(view, index, cue):
            return "bare", index
        if _is_object(view, index, cue.end):
            says = view.lexicon.language == "en" and not any("noun" in s.frames for s in cue.senses)
            return ("bare" if says and not cue.inserted else "object"), index
        if word in {",", ";"} or view.pos(index) == "PUNCT" or view.is_finite(index):
            return ("adjunct" if steps else "none"), index
        index, steps = index + 1, steps + 1
    return "none", index


def _after_addressee(view: View, cue: Cue) -> int:
    """Skip the addressee of "tell" ("told Reuters that")."""
    if view.lexicon.language != "en" or fold(view.tokens[cue.group.verb].lemma) not in ADDRESSING or cue.passive:
        return cue.end
    phrase = phrases.phrase_from(view, cue.end, len(view))
    if phrase is None:
        return cue.end
    last = next(
        (
            i
            for i in range(cue.end, phrase.end)
            if view.pos(i) in {"PROPN", "NOUN", "PRON"}
            and view.pos(i + 1) not in {"PROPN", "NOUN", "ADP"}
            and view.word(i + 1) != "'s"
        ),
        phrase.end - 1,
    )
    return last + 1


def _takes_infinitive(view: View, cue: Cue, index: int) -> bool:
    """Tell whether an infinitive after an addressee ("a demandé aux habitants de rester") is the content."""
    linked = view.pos(index - 1) in {"ADP", "PART"} or view.word(index - 1) in view.lexicon.words["clauses.of"]
    return linked and any("infinitive" in s.frames for s in cue.senses)


def _reflexive_complement(view: View, cue: Cue, index: int) -> bool:
    return (
        any("reflexive" in s.frames for s in cue.senses)
        and index == cue.end
        and view.pos(index) in {"ADJ", "ADV", "ADP"}
    )


def _is_object(view: View, index: int, after: int) -> bool:
    between = [view.pos(i) for i in range(after, index)]
    if any(pos != "ADV" for pos in between):
        return False
    return view.pos(index) in {"DET", "NOUN", "PROPN", "NUM", "ADJ"} or (
        view.pos(index) == "ADP" and view.word(index) in {"des", "du"}
    )


def _is_bare_clause(view: View, index: int, cue: Cue) -> bool:
    """Tell whether an English finite clause without "that" begins at ``index``."""
    if (
        view.pos(index) not in {"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADP", "ADV", "SCONJ"}
        or (cue.passive
        and view.pos(index) == "ADP")
    ):
        return False
    if not any("clause" in s.frames for s in cue.senses) or cue.group.form == "part":
        return False
    if view.word(cue.end) == view.word(index) and cue.senses[0].frames == frozenset({"noun"}):
        return False
    phrase = phrases.phrase_from(view, index, len(view))
    if phrase is None:
        return False
    i = phrase.end
    while (
        i < len(view)
        and view.pos(i) in {"ADV", "AUX", "ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"}
        and not view.is_finite(i)
    ):
        i += 1
    return view.is_finite(i)


def _has_teller(view: View, cue: Cue, opener: str) -> bool:
    if cue.subject is None:
        return (
            (cue.group.form in {"ger", "inf", "part"} and cue.group.start > 0)
            or view.is_word(cue.group.start - 1, "clauses.coordination")
            or cue.group.clitic is not None
            or opener in {"quote", "colon"}
        )
    kind = tellers.type_of(view, cue.subject)
    if kind != "unknown" or view.word(cue.subject.start) == "it":
        return True
    speaks = opener in {"quote", "colon"} or (opener == "that" and not _lemmas_in(view, cue, "inanimate.verbs"))
    return speaks and not tellers.is_impersonal(view, cue.subject)


def _lemmas_in(view: View, cue: Cue, name: str) -> bool:
    return any(lemma in view.lexicon.words[name] for lemma in _lemmas(view, cue.group.verb))


def _passive(view: View, cue: Cue, opener: str, start: int, anchors: Collection[int]) -> Iterator[Proposal]:
    agent = relays.agent_after(view, cue.end)
    impersonal = cue.subject is not None and tellers.is_impersonal(view, cue.subject)
    sense = cue.senses[0]
    if (opener == "that" and (impersonal or agent)) or (opener == "infinitive" and cue.subject is not None and (agent or sense.certainty == "demanded")):
        piece = bounds.trim(view, start, bounds.content_end(view, start, anchors))
    elif (
        agent is not None and cue.subject is not None and not impersonal and any("noun" in s.frames for s in cue.senses)
    ):
        piece = Range(cue.subject.start, cue.subject.end)
    else:
        return
    if piece is not None:
        yield Proposal(
            pieces=(piece,),
            cue=Range(cue.group.start, cue.end),
            frame="clause" if opener == "that" else "noun",
            certainty=sense.certainty,
            source=agent,
            group=cue.group,
        )


def _inserted(view: View, cue: Cue, anchors: Collection[int]) -> Iterator[Proposal]:
    source, after = _inverted_source(view, cue)
    sense = next((s for s in cue.senses if s.frames & {"quote", "clause"}), None)
    start = bounds.host_start(view, cue.left - 1 if view.word(cue.left - 1) == "," else cue.left)
    first = bounds.trim(view, start, cue.left)
    if source is not None and view.is_word(source.start, "pronouns.ours"):
        return
    if sense is None or first is None or (source is None and cue.group.clitic is None and cue.subject is None):
        return
    if (
        source is not None
        and tellers.is_impersonal(view, source)
        and cue.group.clitic is None
        and view.word(source.start) != "it"
    ):
        return
    pieces = [first]
    tail = bounds.tail_start(view, after, anchors)
    if tail is not None and _goes_on(view, first, tail):
        second = bounds.trim(view, tail, bounds.content_end(view, tail, anchors))
        pieces += [second] if second else []
    yield Proposal(
        pieces=tuple(pieces),
        cue=Range(cue.group.start, cue.end),
        frame="inserted",
        certainty=sense.certainty,
        source=source,
        relays=(
            *relays.between(view, cue.end, source.start if source and source.start > cue.end else cue.end),
            *relays.between(view, after, min(tail or len(view), _next_anchor(after, anchors, len(view)))),
        ),
        group=cue.group,
        relayed_by=relays.said_by(view, after),
        cites=relays.cited_after(view, after),
    )


def _next_anchor(after: int, anchors: Collection[int], limit: int) -> int:
    return min((anchor for anchor in anchors if anchor > after), default=limit)


def _goes_on(view: View, first: Range, tail: int) -> bool:
    """Tell whether a content interrupted by its cue goes on: it has no verb yet, or a quotation follows."""
    finite = any(view.is_finite(i) for i in range(first.start, first.end))
    return not finite or view.quoted[tail] >= 0


def _inverted_source(view: View, cue: Cue) -> tuple[Phrase | None, int]:
    if cue.group.clitic is not None:
        return Phrase(cue.group.clitic, cue.group.clitic + 1), cue.end
    if cue.subject is not None:
        return phrases.with_apposition(view, cue.subject, cue.group.start), cue.end
    index = cue.end
    for _ in range(4):
        phrase = phrases.phrase_after(view, index, len(view))
        if phrase is None and view.pos(index) == "ADP":
            inner = phrases.phrase_from(view, index + 1, len(view))
            index = inner.end if inner else index + 1
            continue
        if phrase is not None and tellers.type_of(view, phrase) == "unknown" and tellers.is_time(view, phrase):
            index = phrase.end
            continue
        return phrase, phrase.end if phrase else cue.end
    return None, cue.end


# ------------------------------------------------------------------- prepositions, quotes


def find_prepositions(view: View) -> Iterator[tuple[int, int]]:
    """Find "selon", "d'après", "according to" before a teller: index and length in tokens."""
    for index in range(len(view)):
        if view.quoted[index] >= 0:
            continue
        length = view.starts(index, view.lexicon.prepositions)
        phrase = phrases.phrase_from(view, index + length, len(view)) if length else None
        if phrase is not None and not view.is_word(tellers.head(view, phrase), "prepositions.no_tellers"):
            yield index, length
        elif index == 0 and _opens_with_stance(view):
            yield 0, 1


def _opens_with_stance(view: View) -> bool:
    """Tell whether the sentence begins "pour X, ...", X a teller."""
    phrase = phrases.phrase_from(view, 1, len(view)) if view.word(0) in view.lexicon.initial else None
    if phrase is None or tellers.type_of(view, phrase) == "unknown":
        return False
    return view.word(phrases.with_apposition(view, phrase, len(view)).end) == ","


def _from_preposition(view: View, start: int, length: int, anchors: Collection[int]) -> Proposal | None:
    bare = phrases.phrase_from(view, start + length, len(view))
    if bare is None:
        return None
    source = phrases.with_apposition(view, bare, len(view))
    floor = phrases.clause_floor(view, start)
    before = bounds.trim(view, max(floor, bounds.host_start(view, start)), start)
    after = relays.skip_locator(view, source.end)
    pieces: list[Range] = []
    if before is not None and before.end > before.start and not _is_only_connective(view, before):
        pieces.append(before)
    # "selon X, Y a dit que P": what follows is the content although a cue begins there
    barred = anchors if pieces else ()
    tail = bounds.tail_start(view, after, barred) if view.word(after) == "," else None
    finite = any(view.is_finite(i) for p in pieces for i in range(p.start, p.end))
    if tail is not None and (not finite or view.pos(tail) in {"ADP", "AUX", "VERB"}):
        second = bounds.trim(view, tail, bounds.content_end(view, tail, anchors))
        pieces += [second] if second else []
    if not pieces or not any(
        view.is_finite(i) or view.pos(i) in {"NUM", "NOUN"} for p in pieces for i in range(p.start, p.end)
    ):
        return None
    return Proposal(
        pieces=tuple(pieces),
        cue=Range(start, start + length),
        frame="preposition",
        certainty="asserted",
        source=source,
        cites=relays.cited_after(view, source.end),
        relays=relays.between(view, source.end, tail or len(view)),
    )


def _is_only_connective(view: View, piece: Range) -> bool:
    return view.starts(piece.start, view.lexicon.phrases["clauses.connectives"]) >= piece.end - piece.start


def _headline(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Read "X : « ... »" without a verb, X a teller at the start of the sentence."""
    colon = next((i for i in range(len(view)) if view.word(i) == ":"), None)
    if not colon or colon + 1 >= len(view) or view.quoted[colon + 1] < 0 or any(p.end > colon for p in found):
        return []
    phrase = phrases.phrase_from(view, 0, colon)
    if phrase is None or phrase.end != colon or tellers.type_of(view, phrase) == "unknown":
        return []
    quote = view.quotes[view.quoted[colon + 1]]
    piece = bounds.trim(view, quote.open, quote.close + 1)
    return (
        []
        if piece is None
        else [Proposal(pieces=(piece,), cue=None, frame="headline", certainty="asserted", source=phrase)]
    )


def _bare_quotes(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Propose quotations of four words or more that no cue claims: their teller is that of the words before."""
    added: list[Proposal] = []
    for quote in view.quotes:
        size = sum(view.pos(i) != "PUNCT" for i in range(quote.open + 1, quote.close))
        claimed = any(p.start <= quote.close and p.end > quote.open for p in found)
        verbal = any(view.is_finite(i) for i in range(quote.open + 1, quote.close))
        piece = bounds.trim(view, quote.open, quote.close + 1)
        alone = quote.open == 0 and quote.close >= len(view) - 2
        if (size >= 4 or (alone and size > 1)) and verbal and not claimed and piece is not None:
            cued = any(p.end <= quote.open for p in found)
            source = None if cued else _before_colon(view, quote.open)
            added.append(
                Proposal(
                    pieces=(piece,),
                    cue=None,
                    frame="bare quote",
                    certainty="asserted",
                    source=source,
                    inherits=source is None,
                )
            )
    return added


def _before_colon(view: View, opening: int) -> Phrase | None:
    """Give the teller of the clause that introduces a quotation by a colon ("X se veut rassurant : « ... »")."""
    if view.word(opening - 1) != ":":
        return None
    verb = next((i for i in range(opening - 2, 0, -1) if view.is_finite(i) and view.quoted[i] < 0), None)
    subject = phrases.subject_before(view, phrases.group_at(view, verb)) if verb is not None else None
    if subject is None or tellers.type_of(view, subject) == "unknown" or tellers.is_impersonal(view, subject):
        return None
    return phrases.with_apposition(view, subject, opening)
