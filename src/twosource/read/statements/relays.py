"""The hops through which a statement reached the reader: media spoken to, quoted by, agents of a passive."""

from __future__ import annotations

from twosource.read.statements import phrases, subjects, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.view import View
from twosource.text import fold

READ = 6
"""Tokens behind a medium within which it has read a document."""
SHORT = 2
"""Tokens of a noun with its determiner."""


def is_medium(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase names an agency or a medium: by its head, or by the tables, or by a word of its name."""
    kind = tellers.type_of(view, phrase)
    if kind in {"agency", "media"}:
        return True
    if not view.tokens[phrase.end - 1].text[:1].isupper():
        return _is_wire(view, phrase)
    if tellers.medium(view, phrase) is not None:
        return True
    if view.tokens[phrase.start].text.isupper() and view.is_word(phrase.start, "relays.media_words"):
        return True
    if tellers.is_office(view, phrase, tellers.head(view, phrase)):
        return False
    words = view.lexicon.words["relays.media_words"]
    return kind != "person" and any(
        not words.isdisjoint(view.words[i].split("-")) and view.tokens[i].text[:1].isupper()
        for i in range(phrase.start, phrase.end)
    )


def _is_wire(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase says of a name that it is a news agency ("the Norwire news agency")."""
    last = phrase.end - 1
    if not view.is_word(last, "relays.wires") or not any(
        view.tokens[i].text[:1].isupper() for i in range(phrase.start, last)
    ):
        return False
    return view.is_word(last - 1, "relays.press") or view.words[last - 1] in view.lexicon.media


def initials_of_medium(view: View, index: int) -> Phrase | None:
    """Give the shouted word at ``index`` that names a medium, where another name follows ("told NPR Ada Roe was")."""
    if index >= len(view) or not view.tokens[index].text.isupper() or view.pos(index + 1) != "PROPN":
        return None
    if view.tokens[index + 1].text.isupper() or not view.tokens[index + 1].text[:1].isupper():
        return None
    known = view.is_word(index, "relays.media_words") or view.word(index) in view.lexicon.media
    named = any(m.type == "place" and m.start == view.tokens[index + 1].start for m in view.mentions)
    return Phrase(index, index + 1) if known and not named else None


def between(view: View, start: int, end: int) -> tuple[Phrase, ...]:
    """Find media hops in the words around a cue: "à l'AFP", "sur RTL", "told Reuters", "cité par X"."""
    found: list[Phrase] = []
    index = start
    while index < end:
        if view.quoted[index] >= 0:
            break
        phrase = _relay_at(view, index, end)
        if phrase is not None and view.words[phrase.start] not in view.lexicon.words["relays.not_hops"]:
            found.append(phrase)
            index = phrase.end
        else:
            index += 1
    return tuple(found)


def cleft(view: View, that: int) -> tuple[Phrase, ...]:
    """Find the medium to which a cleft says that somebody spoke ("it was to XYZ that X said", "c'est à XYZ que")."""
    if that < SHORT or not view.is_word(that - 1, "clauses.that"):
        return ()
    verb = next((i for i in range(min(SHORT, that)) if view.is_finite(i) and view.pos(i) == "AUX"), None)
    return between(view, verb + 1, that - 1) if verb is not None and view.pos(verb + 1) == "ADP" else ()


def behind(view: View, index: int) -> tuple[Phrase, ...]:
    """Find the medium told behind a teller and what is apposed to it ("a dit X, 46 ans, ouvrière, à l'XYZ")."""
    for _ in range(3):
        if view.word(index) != "," or view.quoted[index] >= 0:
            return ()
        told = _relay_at(view, index + 1, len(view))
        if told is not None:
            return (told,)
        apposed = phrases.phrase_from(view, index + 1, len(view))
        if apposed is None:
            return ()
        index = apposed.end
    return ()


def _relay_at(view: View, index: int, end: int) -> Phrase | None:
    table = view.lexicon.phrases
    for kind in ("relays.quoted_by", "relays.asked", "relays.on", "relays.to"):
        length = view.starts(index, table[kind])
        if not length or (kind == "relays.to" and view.is_word(index - 1, "relays.sources")):
            continue  # "une source au SBU" is of it, and tells it nothing
        after = index + length
        phrase = _named_at(view, after, end)
        reporting = (
            _reporter_of(view, phrase) if phrase is not None and kind in {"relays.quoted_by", "relays.to"} else None
        )
        if reporting is not None:
            return reporting
        if phrase is not None and _carries(view, kind, phrase):
            return phrase
    if view.is_word(index, "clauses.relative") and (carrier := _quoting_relative(view, index + 1, end)) is not None:
        return carrier
    read = view.starts(index, table["relays.read_by"])
    if read or view.is_word(index, "clauses.relative"):
        return _read_by(view, index + max(read, 1), end, passive=read > 0)
    spoken = view.starts(index, table["relays.spoken"])
    if spoken or view.is_word(index - 1, "addressing.forms"):
        return _spoken_to(view, index + spoken, end)
    return None


def _quoting_relative(view: View, index: int, end: int) -> Phrase | None:
    """Give the medium that quotes a teller in a relative clause ("whom XYZ quotes", "que cite XYZ").

    Or carries their words ("dont XYZ rapporte les propos").
    """
    quoting, carrying = view.lexicon.words["relays.quotes"], view.lexicon.words["relays.carries"]
    near = range(index, min(index + READ, end))
    verb = next((i for i in near if not (quoting | carrying).isdisjoint(view.forms(i))), None)
    if verb is None:
        return None
    words = quoting.isdisjoint(view.forms(verb))  # "whose words XYZ carried"
    told = view.lexicon.words["relays.carried"].isdisjoint(view.words[index : min(verb + READ, end)])
    if words and told:
        return None
    phrase = (
        _named_at(view, verb + 1, end) if verb == index else subjects.subject_before(view, phrases.group_at(view, verb))
    )
    return phrase if phrase is not None and phrase.start >= index and is_medium(view, phrase) else None


def _read_by(view: View, index: int, end: int, *, passive: bool) -> Phrase | None:
    """Give the medium that passes a document on ("un rapport que X a pu consulter", "emails reviewed by X")."""
    phrase = _named_at(view, index, end)
    if phrase is None or not (is_medium(view, phrase) or _is_unknown_body(view, phrase)):
        return None
    behind = range(phrase.end, min(phrase.end + READ, end))
    return phrase if passive or any(view.is_word(i, "relays.read") for i in behind) else None


def _is_unknown_body(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase names a body, and no word of it says which kind ("The Meridian")."""
    listed = any(view.words[i] in view.lexicon.tellers for i in range(phrase.start, phrase.end))
    return _is_capital_body(view, phrase) and not listed


def _named_at(view: View, index: int, end: int) -> Phrase | None:
    """Give the phrase at a place, less the time behind its name ("à l'XYZ lundi"), with a title ("au journal Le X")."""
    phrase = phrases.phrase_from(view, index, end) if index < end else None
    title = titled(view, phrase) if phrase is not None else None
    if title is not None:
        return title
    if phrase is None or not any(view.tokens[i].text[:1].isupper() for i in range(phrase.start, phrase.end)):
        return phrase
    last = phrase.end
    while last - 1 > phrase.start and view.is_word(last - 1, "time.words"):
        last -= 1
    return Phrase(phrase.start, last)


def titled(view: View, phrase: Phrase) -> Phrase | None:
    """Give a kind of medium with the title right behind it, which has an article of its own ("quotidien Le Port")."""
    if (
        phrase.end >= len(view)
        or view.pos(phrase.end) != "DET"
        or tellers.type_of(view, phrase) not in phrases.CARRYING
    ):
        return None
    start = view.tokens[phrase.end].start
    title = next((m for m in view.mentions if m.type == "organisation" and m.start == start), None)
    if title is None:
        return _capital_title(view, phrase)
    ends = (i + 1 for i in range(phrase.end, len(view)) if view.tokens[i].end == title.end)
    return next((Phrase(phrase.start, end) for end in ends), None)


def _capital_title(view: View, phrase: Phrase) -> Phrase | None:
    """Give a kind of medium with a title of which no table knows, by its capitals ("au quotidien Les Nouvelles")."""
    end = phrase.end
    while end < len(view) and view.tokens[end].text[:1].isupper() and view.quoted[end] < 0:
        end += 1
        linked = view.is_word(end, "clauses.of") and end + 1 < len(view) and view.tokens[end + 1].text[:1].isupper()
        end += linked
    return Phrase(phrase.start, end) if end - phrase.end > 1 else None


def _spoken_to(view: View, index: int, end: int) -> Phrase | None:
    """Give the medium that is spoken to: named, the body of somebody named ("Ada Roe of X"), or any capital name."""
    short = initials_of_medium(view, index) if view.is_word(index - 1, "addressing.forms") else None
    if short is not None and short.end >= end:
        return short
    phrase = _named_at(view, index, end)
    if phrase is None or _is_audience(view, phrase):
        return None
    inner = _of_medium(view, phrase)
    if inner is not None:
        return inner
    return phrase if is_medium(view, phrase) or _is_capital_body(view, phrase) else None


def _reporter_of(view: View, phrase: Phrase) -> Phrase | None:
    """Give the medium whose reporter was spoken to ("au correspondant de l'XYZ", "to a reporter for XYZ")."""
    index = tellers.head(view, phrase)
    if not view.is_word(index, "relays.reporters"):
        return None
    linked = view.is_word(index + 1, "clauses.of") or view.is_word(index + 1, "relays.for")
    inner = phrases.phrase_from(view, index + 2, len(view)) if linked else None
    return inner if inner is not None and view.tokens[inner.end - 1].text[:1].isupper() else None


def _is_capital_body(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase is a name, and of no person: who is told something is then a medium."""
    return view.tokens[phrase.end - 1].text[:1].isupper() and tellers.type_of(view, phrase) == "organisation"


def _of_medium(view: View, phrase: Phrase) -> Phrase | None:
    """Give the medium of somebody who was spoken to ("to Ada Roe of the Gazette", "to the Gazette's Ada Roe")."""
    for index in range(phrase.start + 1, phrase.end - 1):
        if view.word(index) == "'s":
            owner = Phrase(phrase.start, index)
            return owner if is_medium(view, owner) else None
        if view.is_word(index, "clauses.of"):
            inner = Phrase(index + 1, phrase.end)
            named = is_medium(view, inner) or _is_capital_body(view, inner)
            return inner if named and tellers.name_in(view, phrase) else None
    return None


def _carries(view: View, kind: str, phrase: Phrase) -> bool:
    """Tell whether a phrase after "à", "sur", "cité par" names who carried the words.

    Spoken to, a bare acronym is a medium or an agency ("a-t-il dit à l'XYZ"); "the press" alone is an audience.
    """
    if kind != "relays.quoted_by" and (_is_audience(view, phrase) or view.is_word(phrase.start, "pronouns.possessive")):
        return False  # "on its website" is no other medium
    if kind == "relays.quoted_by" and (
        tellers.type_of(view, phrase) in {"agency", "media", "organisation"} or _is_capital_title(view, phrase)
    ):
        return True
    if kind == "relays.asked":
        return view.tokens[phrase.end - 1].text[:1].isupper() and tellers.type_of(view, phrase) != "role"
    return is_medium(view, phrase) or (
        kind == "relays.to" and (_is_shouted(view, phrase) or _is_unlisted(view, phrase))
    )


def _is_capital_title(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase is a title in capitals that no table has ("cité par Le Fanal"), no person and no place."""
    titled_by = all(view.tokens[i].text[:1].isupper() for i in range(phrase.start, phrase.end))
    known = any(m.type in {"person", "place"} for m in view.mention_at(phrase.start, phrase.end))
    return titled_by and view.pos(phrase.start) == "DET" and phrase.end - phrase.start > 1 and not known


def _is_shouted(view: View, phrase: Phrase) -> bool:
    last = view.tokens[phrase.end - 1].text
    counted = any(view.pos(i) in {"NUM", "SYM"} for i in range(phrase.start, phrase.end))  # "à 4,5 % du PIB"
    return last.isupper() and len(last) > 1 and not counted


def _is_unlisted(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase is a name of nobody and no place that is known: whom one speaks to is then a medium."""
    start = phrase.start + (view.pos(phrase.start) == "DET")
    titled_by = {"PROPN", "ADP", "DET", "ADJ", "CCONJ"}
    named = start < phrase.end and all(view.pos(i) in titled_by for i in range(start, phrase.end))
    first = view.tokens[min(start, phrase.end - 1)].text[:1].isupper() and view.pos(phrase.end - 1) == "PROPN"
    known = any(m.type in {"person", "place"} for m in view.mention_at(phrase.start, phrase.end))
    listed = any(view.words[i] in view.lexicon.tellers for i in range(phrase.start, phrase.end))
    return named and first and not known and not listed


def is_told(view: View, index: int, phrase: Phrase) -> bool:
    """Tell whether a bare acronym or an unlisted name stands behind a word for whom one speaks to ("à l'XYZ")."""
    told = view.starts(index, view.lexicon.phrases["relays.to"]) > 0
    return told and (_is_shouted(view, phrase) or _is_unlisted(view, phrase))


def _is_audience(view: View, phrase: Phrase) -> bool:
    return phrase.end - phrase.start <= SHORT and view.is_word(phrase.end - 1, "relays.audience")


def cited_after(view: View, index: int) -> Phrase | None:
    """Give whom a teller cites within a few words after it ("rapporte X, qui cite Y", "reported X, citing Y")."""
    for i in range(index, min(index + 4, len(view))):
        length = view.starts(i, view.lexicon.phrases["relays.citing"]) or int(phrases.from_source(view, i))
        phrase = phrases.phrase_from(view, i + length, len(view)) if length else None
        if phrase is not None and tellers.type_of(view, phrase) != "unknown":
            both = phrases.coordinated(view, phrase, len(view))  # "citing two diplomats and a civil servant"
            return both if view.pos(both.end) in {"", "PUNCT"} else phrase
    return None


def learnt_from(view: View, verb: int, index: int) -> Phrase | None:
    """Give from whom a medium has learnt something ("a appris l'XYZ auprès de Y", "XYZ has learned from Y")."""
    if view.lexicon.words["relays.learning"].isdisjoint({fold(view.tokens[verb].lemma)}):
        return None
    for i in range(index, min(index + READ, len(view))):
        length = view.starts(i, view.lexicon.phrases["relays.from"])
        phrase = phrases.phrase_from(view, i + length, len(view)) if length else None
        if phrase is not None and not is_medium(view, phrase) and tellers.type_of(view, phrase) != "unknown":
            return phrase
    return None


def cited_before(view: View, subject: Phrase) -> Phrase | None:
    """Give whom a teller cites in a clause before them ("citing X, the agency reported that")."""
    floor = phrases.clause_floor(view, subject.start)
    length = view.starts(floor, view.lexicon.phrases["relays.citing"])
    phrase = phrases.phrase_from(view, floor + length, subject.start) if length else None
    known = phrase is not None and tellers.type_of(view, phrase) != "unknown"
    return phrase if known and not any(view.is_finite(i) for i in range(floor, subject.start)) else None


def quoting(view: View, index: int) -> Phrase | None:
    """Give the medium that quotes somebody "as saying", ``index`` being the place of the participle."""
    quoted, floor = view.lexicon.words["relays.quotes"], phrases.clause_floor(view, index)
    for verb in range(index - 1, floor, -1):
        if view.quoted[verb] >= 0:
            return None
        if not quoted.isdisjoint(view.forms(verb)):
            subject = subjects.subject_before(view, phrases.group_at(view, verb))
            return subject if subject is not None and is_medium(view, subject) else None
    return None


def agent_after(view: View, index: int) -> Phrase | None:
    """Give the agent of a passive ("par X", "by X") within a few words of ``index``."""
    for i in range(index, min(index + 8, len(view))):
        if view.is_word(i, "clauses.by"):
            phrase = phrases.phrase_from(view, i + 1, len(view))
            if phrase is not None and tellers.type_of(view, phrase) != "unknown":
                return phrase
        if view.is_finite(i) or view.word(i) in {",", ";"}:
            return None
    return None


def said_by(view: View, index: int) -> Phrase | None:
    """Give the teller of "selon X" that follows an inserted cue directly ("a-t-il dit selon les mêmes sources")."""
    at = index + 1 if view.word(index) == "," else index
    length = view.starts(at, view.lexicon.prepositions)
    if not length:
        return None
    phrase = phrases.phrase_from(view, at + length, len(view))
    return phrase if phrase is not None and tellers.type_of(view, phrase) != "unknown" else None


def among(view: View, clitic: int, index: int) -> Phrase | None:
    """Give whose words "on" passes on: where they are said ("explique-t-on chez X", "apprend-on de source sûre")."""
    if not view.word(clitic).endswith("on"):
        return None
    side = beside(view, index)
    if side is not None:
        return side
    at = next((i for i in range(index, min(index + 4, len(view))) if view.pos(i) == "ADP"), None)
    if at is None or any(view.pos(i) == "PUNCT" or view.is_finite(i) for i in range(index, at)):
        return None
    phrase = phrases.phrase_from(view, at + 1, len(view))
    known = phrase is not None and tellers.type_of(view, phrase) not in {"unknown", "media", "agency"}
    return phrase if known else None


def beside(view: View, index: int) -> Phrase | None:
    """Give whose side is named within a few words of ``index``, commas among them ("on retient, du côté de X, que")."""
    for i in range(index, min(index + 4, len(view))):
        length = view.starts(i, view.lexicon.phrases["relays.sides"])
        phrase = phrases.phrase_from(view, i + length, len(view)) if length else None
        if phrase is not None and tellers.type_of(view, phrase) != "unknown" and not tellers.medium(view, phrase):
            return phrases.with_apposition(view, phrase, len(view))
        if view.is_finite(i) or view.quoted[i] >= 0:
            return None
    return None


def fronted(view: View, pronoun: Phrase) -> Phrase | None:
    """Give among whom "on" speaks, named before it ("du côté du port, on assure que"); ``None`` for anybody else."""
    if view.word(pronoun.start) != "on" or pronoun.end - pronoun.start > 1 or not view.lexicon.inserts:
        return None
    comma = pronoun.start - 1
    floor = phrases.clause_floor(view, pronoun.start)
    side = beside(view, floor)
    agent = phrases.phrase_from(view, floor + 1, comma) if view.is_word(floor, "clauses.by") else None
    side = phrases.with_apposition(view, agent, comma) if agent is not None else side
    if side is not None and side.end <= pronoun.start and tellers.type_of(view, side) != "unknown":
        return side
    if view.word(comma) != "," or any(view.is_finite(i) for i in range(floor, comma)):
        return None
    at = next((i for i in range(comma - 1, floor - 1, -1) if view.pos(i) in {"ADP", "DET"}), comma)
    while at > floor and view.pos(at - 1) not in {"NOUN", "PUNCT", "ADV"}:
        at -= 1
    start = at + 1 if view.pos(at) == "ADP" else at
    phrase = phrases.phrase_from(view, start, comma)
    known = phrase is not None and phrase.end == comma and tellers.type_of(view, phrase) not in {"unknown", "media"}
    return phrase if known else None


def skip_locator(view: View, index: int) -> int:
    """Skip what only places the teller ("dans un communiqué", "cité par X", "on Monday") up to the next comma."""
    i = index
    while i < len(view) and i - index < 14:
        if view.word(i) == "," or view.is_finite(i) or view.quoted[i] >= 0 or view.word(i) in {".", ":", ";"}:
            return i if view.word(i) == "," else index
        i += 1
    return index
