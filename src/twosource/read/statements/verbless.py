"""Contents without a reporting verb: prepositions, headline colons, bare quotations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from twosource.read.statements import apposed, bounds, cues, phrases, relays, subjects, tellers
from twosource.read.statements import second as clauses
from twosource.read.statements.insertions import Quote
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import DASHES, View
from twosource.text import fold

AFTER = frozenset({"ADP", "AUX", "VERB"})
"""Parts of speech of what goes on a clause behind its teller."""
LAST = 6
"""Tokens of a line in which "- police" closes it."""
_BEFORE_A_TELLER: Mapping[str, frozenset[str]] = {"(": frozenset("("), "-": frozenset("-–—:")}
SHORTEST = 3
"""Tokens of what it tells, at least."""
SAID = 9
"""Tokens from "what" to the verb of speech, at most."""
FRONTED = 4
"""Tokens that may stand before "pour X, ..." in its sentence."""


def find_prepositions(view: View) -> Iterator[tuple[int, int]]:
    """Find "selon", "d'après", "according to" before a teller: index and length in tokens."""
    lexicon = view.lexicon
    for index, word in enumerate(view.words):
        if (word not in lexicon.prepositions and word not in lexicon.initial) or view.quoted[index] >= 0:
            continue
        length = preposition_at(view, index)
        if opens_relative(view, index) or (length and _is_agent(view, index, length)):
            continue
        if view.is_word(index, "prepositions.inserted") and not _follows_content(view, index):
            continue
        phrase = phrases.phrase_from(view, index + length, len(view)) if length else None
        if phrase is not None and not view.is_word(tellers.head(view, phrase), "prepositions.no_tellers"):
            yield index, length
        elif (_is_first(view, index) or (view.word(index - 1) == "," and index <= FRONTED)) and _opens_with_stance(
            view, index
        ):
            yield index, 1


def _is_agent(view: View, index: int, length: int) -> bool:
    """Tell whether "de source X" is the agent of a participle of speech before it ("confirmé de source sûre")."""
    source = view.is_word(index + length, "relays.sources")
    return source and view.tokens[index - 1].form == "part" and index - 1 in view.speaking


def _is_first(view: View, index: int) -> bool:
    """Tell whether a clause of its own begins at ``index`` ("selon X, P ; pour Y, Q", "Mais pour X, P")."""
    tied = 0 < index == view.starts(0, view.lexicon.phrases["clauses.connectives"])
    return index == 0 or tied or view.word(index - 1) == ";"


def opens_relative(view: View, index: int) -> int:
    """Give the length of a preposition and the relative pronoun behind it, 0 for none ("selon lesquelles P")."""
    length = preposition_at(view, index)
    which = index + length
    found = length and view.is_word(which, "clauses.relative") and view.pos(which) == "PRON"
    return length + 1 if found else 0


def preposition_at(view: View, index: int) -> int:
    """Give the length of a preposition before a teller, 0 for none; that a "source" is meant belongs to the teller."""
    length = view.starts(index, view.lexicon.prepositions)
    return 1 if length and view.is_word(index + length - 1, "relays.sources") else length


def _follows_content(view: View, index: int) -> bool:
    """Tell whether a comma or the end of a quotation stands right before ``index``."""
    return view.word(index - 1) == "," or (index > 0 and view.quoted[index - 1] >= 0)


def _opens_with_stance(view: View, index: int) -> bool:
    """Tell whether "pour X, ..." stands at ``index``, X a teller."""
    phrase = phrases.phrase_from(view, index + 1, len(view)) if view.word(index) in view.lexicon.initial else None
    kind = tellers.type_of(view, phrase) if phrase is not None else "unknown"
    if phrase is None or kind == "unknown":
        return False
    if kind == "document" and not view.lexicon.verb_second:  # "for further information, ..."
        return False
    if view.lexicon.verb_second:
        return kind == "document" and view.is_finite(phrase.end)
    return view.word(phrases.with_apposition(view, phrase, len(view)).end) == ","


def from_preposition(view: View, start: int, length: int, anchors: Collection[int]) -> Proposal | None:
    """Propose what is said "selon X": the clause before the preposition, after its teller, or both."""
    clause = who_says(view, start + length)
    bare = clause[0] if clause is not None else phrases.phrase_from(view, start + length, len(view))
    if bare is None:
        return None
    cue = Range(start, start + length)
    opened = _opened_clause(view, start, bare)
    if opened is not None:
        return _told(cue, bare, opened)
    counted = _without_count(view, bare)
    if counted != bare:
        return _told(cue, counted, Range(counted.end, bare.end))
    source = relays.titled(view, bare) or phrases.with_apposition(view, bare, len(view))
    before = _before(view, start, anchors)
    shown = bounds.presented(view, before, source.end) if before is not None and view.word(start - 1) == "," else None
    if shown is not None:  # "il se pourrait, selon X, que P"
        return _told(cue, source, shown)
    pieces = [before] if before is not None and not _is_only_connective(view, before) else []
    closed = apposed.with_name(view, source).end
    behind = max(closed, clause[1]) if clause is not None else closed
    tail = _tail(view, behind, anchors if pieces else ())
    finite = any(view.is_finite(i) for p in pieces for i in range(p.start, p.end))
    if tail is not None and (
        not finite or view.lexicon.verb_second or view.pos(tail) in AFTER or bounds.lacks(view, pieces[-1], tail)
    ):
        second = bounds.trim(view, tail, bounds.content_end(view, tail, anchors))
        pieces += [second] if second else []
    told = [i for p in pieces for i in range(p.start, p.end)]
    listed = view.word(start) in view.lexicon.initial and _is_place(view, bare)  # "Pour l'Espagne, Ada Roe"
    least = frozenset[str]() if listed else frozenset({"NUM", "NOUN"})
    if not any(view.is_finite(i) or view.pos(i) in least or (listed and view.quoted[i] >= 0) for i in told):
        return None
    relayed = relays.between(view, source.end, tail or len(view))
    return msgspec.structs.replace(
        _told(cue, source, *pieces), cites=relays.cited_after(view, source.end), relays=relayed
    )


def _is_place(view: View, phrase: Phrase) -> bool:
    return any(m.type == "place" for m in view.mention_at(phrase.start, phrase.end))


def _opened_clause(view: View, start: int, teller: Phrase) -> Range | None:
    """Give the clause that a word before "according to" opens ("a town where, according to X, P"); none for others."""
    opener = start - 1 - (view.word(start - 1) == ",")
    if opener < 1 or view.pos(opener) not in {"ADV", "SCONJ"} or not view.is_word(opener, "clauses.relative"):
        return None
    piece = bounds.trim(view, teller.end, bounds.content_end(view, teller.end, ()))
    return piece if piece is not None and any(view.is_finite(i) for i in range(piece.start, piece.end)) else None


def _told(cue: Range, source: Phrase, *pieces: Range) -> Proposal:
    return Proposal(pieces=pieces, cue=cue, frame="preposition", certainty="asserted", source=source)


def _before(view: View, start: int, anchors: Collection[int]) -> Range | None:
    """Give the clause before a preposition, over a dash or the opening of a bracket.

    Behind another teller only what that one does not say: "P selon X, Q selon Y".
    """
    apart = view.word(start - 1) in DASHES | {"("}
    floor = 0 if apart else phrases.clause_floor(view, start)
    last = max((i for i in anchors if floor <= i < start), default=-1)
    length = preposition_at(view, last) if last >= 0 and view.quoted[last] < 0 else 0
    other = phrases.phrase_from(view, last + length, start) if length else None
    if other is not None and view.word(other.end) == "," and other.end < start - 1:
        floor = other.end + 1
    return bounds.trim(view, max(floor, bounds.host_start(view, start)), start - apart)


def _tail(view: View, behind: int, barred: Collection[int]) -> int | None:
    """Give where a content goes on behind its teller: "selon X, Y a dit que P", although a cue begins there."""
    after = _over_participle(view, _over_modifiers(view, relays.skip_locator(view, behind)))
    if view.word(after) == "," or view.quoted[min(after, len(view) - 1)] >= 0:
        return bounds.tail_start(view, after, barred)
    return clauses.rest(view, after)


def who_says(view: View, index: int) -> tuple[Phrase, int] | None:
    """Give who says what a preposition opens, and where that ends ("selon ce qu'indique X", "from what X told us")."""
    pointed = view.is_word(index, "pronouns.impersonal") and view.is_word(index + 1, "clauses.that")
    at = index + 2 if pointed else index + 1
    if not pointed and view.word(index) != "what":
        return None
    verb = next((i for i in range(at, min(len(view), at + SAID)) if i in view.speaking and view.is_finite(i)), None)
    if verb is None:
        return None
    behind = phrases.phrase_after(view, verb + 1, len(view)) if pointed else None
    teller = behind or phrases.phrase_from(view, at, verb)
    if teller is None or tellers.type_of(view, teller) == "unknown":
        return None
    end = max(teller.end, verb + 1)
    return teller, end + (view.pos(end) == "PRON")


def _without_count(view: View, phrase: Phrase) -> Phrase:
    """Cut the number that they give off those who tell ("selon les organisateurs 2 500")."""
    last = phrase.end - 1
    counted = last > phrase.start and view.pos(last) == "NUM" and view.pos(last - 1) == "NOUN"
    kinds = {view.lexicon.tellers.get(view.word(last - 1)), view.lexicon.tellers.get(fold(view.tokens[last - 1].lemma))}
    return Phrase(phrase.start, last) if counted and kinds & {"collective", "organisation"} else phrase


def _over_modifiers(view: View, index: int) -> int:
    """Skip what is said of the teller without a verb, and in a relative ("selon X joint par Y, qui a Z, P")."""
    comma = next((i for i in range(index, len(view)) if view.word(i) == "," or view.quoted[i] >= 0), index)
    bare = view.pos(index) in {"ADJ", "VERB"} and view.tokens[index].form != "fin"
    if bare and view.word(comma) == "," and not any(view.is_finite(i) for i in range(index, comma)):
        index = comma
    if view.word(index) != "," or not view.is_word(index + 1, "clauses.relative"):
        return index
    close = next((i for i in range(index + 2, len(view)) if view.word(i) == "," or view.quoted[i] >= 0), index)
    return close if view.word(close) == "," and any(view.is_finite(i) for i in range(index, close)) else index


def _over_participle(view: View, index: int) -> int:
    """Skip a participle clause on the teller between commas ("selon X, cité par Y, P")."""
    if view.word(index) != "," or view.pos(index + 1) not in {"VERB", "AUX"} or view.tokens[index + 1].form != "part":
        return index
    close = next((i for i in range(index + 2, len(view)) if view.word(i) == "," or view.quoted[i] >= 0), None)
    return close if close is not None and view.word(close) == "," else index


def _is_only_connective(view: View, piece: Range) -> bool:
    return view.starts(piece.start, view.lexicon.phrases["clauses.connectives"]) >= piece.end - piece.start


def headline(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Read "X : « ... »" and "P - X" without a verb, X a teller at the start or the end of the sentence."""
    return _opened(view, found) or _closed(view, found) or _answered(view, found)


def _answered(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Read "Ada Roe: P" without quotation marks, as interviews do: a person's name or initials, a colon."""
    colon = view.words.index(":") if ":" in view.words else 0
    closed = view.word(len(view) - 1) in bounds.FINAL
    shortest = 2 if closed else SHORTEST
    if not colon or colon > SHORTEST or colon + shortest >= len(view) or any(p.end > colon for p in found):
        return []
    name = next(
        (m for m in view.mentions if m.start == view.tokens[0].start and m.end == view.tokens[colon - 1].end), None
    )
    named = name.type == "person" if name is not None else _is_shouted(view, colon)
    if not named and not tellers.initials(view, Phrase(0, colon)):
        return []
    piece = bounds.trim(view, colon + 1, len(view))
    told = Phrase(0, colon)
    return [Proposal(pieces=(piece,), cue=None, frame="headline", certainty="asserted", source=told)] if piece else []


def _is_shouted(view: View, colon: int) -> bool:
    """Tell whether a name in capitals stands before the colon of an answer ("ADA ROE: P."); a question is none."""
    words = [view.tokens[i].text for i in range(colon)]
    told = view.word(len(view) - 1) in bounds.FINAL - {"?"}
    return told and len(words) > 1 and all(word.isupper() and len(word) > 1 for word in words)


def _closed(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    """Read "P - police", "P: report", "P (préfecture)": a described teller, small, where the line ends."""
    closing = len(view) - 1 - (view.word(len(view) - 1) in bounds.FINAL)
    bracket = view.word(closing) == ")"
    signs = _BEFORE_A_TELLER["(" if bracket and not _is_named_source(view) else "-"]
    if signs.isdisjoint(view.words[-LAST - 1 :]):
        return []
    end = closing if bracket else closing + 1
    sign = next((i for i in range(end - 1, max(0, end - LAST), -1) if view.words[i] in signs), 0)
    if sign < SHORTEST or sign + 1 >= end or any(view.quoted[i] >= 0 for i in range(sign, end)):
        return []
    named = view.is_word(sign - 1, "relays.sources") and view.word(sign - 2) == "("  # "(source: X)"
    phrase = phrases.phrase_from(view, sign + 1, end)
    capital = any(view.tokens[i].text[:1].isupper() for i in range(sign + 1, end))
    if phrase is None or phrase.end != end or (capital and not named) or view.pos(phrase.start) == "NUM":
        return []
    sign -= 2 * named
    if not (named or _is_described(view, phrase)) or any(p.source is not None for p in found):
        return []
    piece = bounds.trim(view, 0, sign)
    return [Proposal(pieces=(piece,), cue=None, frame="headline", certainty="asserted", source=phrase)] if piece else []


def _is_named_source(view: View) -> bool:
    return any(view.is_word(i, "relays.sources") and view.word(i + 1) == ":" for i in range(len(view) - 2))


def _is_described(view: View, phrase: Phrase) -> bool:
    return tellers.type_of(view, phrase) not in {"unknown", "person"}


def _opened(view: View, found: Sequence[Proposal]) -> list[Proposal]:
    colon = view.words.index(":") if ":" in view.words else 0
    if not colon or colon + 1 >= len(view) or view.quoted[colon + 1] < 0 or any(p.end > colon for p in found):
        return []
    phrase = phrases.phrase_from(view, 0, colon)
    if phrase is None or tellers.type_of(view, phrase) == "unknown":
        return []
    if any(view.pos(i) not in phrases.NOMINAL | {"ADP"} for i in range(phrase.end, colon)):
        return []
    quote = view.quotes[view.quoted[colon + 1]]
    piece = bounds.trim(view, quote.open, quote.close + 1)
    if piece is None:
        return []
    return [Proposal(pieces=(piece,), cue=None, frame="headline", certainty="asserted", source=phrase)]


def bare_quotes(view: View, found: Sequence[Proposal]) -> list[Proposal]:
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
            source = None if cued else _introducing(view, quote.open) or _taking_on(view, quote)
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


def _taking_on(view: View, quote: Quote) -> Phrase | None:
    """Give who speaks in the clause that a colon opens behind a quotation (« P » : in a letter, X says that Q)."""
    if quote.open or view.word(quote.close + 1) != ":":
        return None
    behind = (i for i in view.speaking if i > quote.close and view.is_finite(i))
    told = ((i, subjects.subject_before(view, phrases.group_at(view, i))) for i in behind)
    subject = next((one for _, one in told if one is not None), None)
    return subject if subject is not None and tellers.type_of(view, subject) != "unknown" else None


def _introducing(view: View, opening: int) -> Phrase | None:
    """Give the teller of the clause that stands before a quotation ("X se veut rassurant : « ... »")."""
    verb = next((i for i in range(opening - 1, 0, -1) if view.is_finite(i) and view.quoted[i] < 0), None)
    subject = subjects.subject_before(view, phrases.group_at(view, verb)) if verb is not None else None
    if verb is None and view.word(opening - 1) == ":":  # "réaction de X : « ... »"
        spoken = phrases.phrase_ending(view, opening - 2) if any(cues.senses_of(view, opening - 2)) else None
        if spoken is not None and tellers.type_of(view, spoken) != "unknown":  # "un ministre lâche : « ... »"
            return spoken
        headed = phrases.phrase_from(view, 0, opening - 1)
        return whose(view, headed) if headed is not None else None
    if subject is None or tellers.is_impersonal(view, subject):
        said = phrases.phrase_from(view, verb + 1, opening) if verb is not None and view.pos(verb) == "AUX" else None
        return whose(view, said) if said is not None else None  # "this was X's answer to that: “P”"
    if tellers.type_of(view, subject) == "unknown":
        return whose(view, subject)
    return phrases.with_apposition(view, subject, opening)


def whose(view: View, subject: Phrase) -> Phrase | None:
    """Give whose word a noun of speech is ("la réponse de la direction est sans appel : « ... »")."""
    if not any(fold(view.tokens[i].lemma) in view.lexicon.nouns for i in range(subject.start, subject.end)):
        return None
    mark = next((i for i in range(subject.start, subject.end) if view.word(i) in {"'s", "'"}), None)
    of = next((i for i in range(subject.start, subject.end) if view.is_word(i, "clauses.of")), subject.end)
    owner = Phrase(subject.start, mark) if mark else Phrase(of + 1, subject.end)
    if not mark and view.is_word(subject.end, "clauses.makers"):  # "word from X is that P"
        owner = phrases.phrase_from(view, subject.end + 1, len(view)) or owner
    return owner if owner.start < owner.end and tellers.type_of(view, owner) != "unknown" else None
