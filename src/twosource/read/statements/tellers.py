"""Who a noun phrase names: the kind of teller, the head noun, the name in it."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.model import Mention, SourceType
from twosource.read.statements.lexicon import Phrase as Words
from twosource.read.statements.phrases import Phrase, is_inverted_pronoun, phrase_from
from twosource.read.statements.view import View
from twosource.text import fold

TYPE_OF_ENTITY: Mapping[str, SourceType] = {
    "person": "person",
    "organisation": "organisation",
    "place": "organisation",
    "product": "unknown",
    "event": "unknown",
}


def is_pronoun(view: View, phrase: Phrase) -> bool:
    """Tell whether the phrase is a personal pronoun, hung on a verb or free."""
    index = phrase.start
    if phrase.end - index > 1:
        return False
    return is_inverted_pronoun(view, index) or any(
        view.is_word(index, f"pronouns.{kind}") for kind in ("person", "plural", "unknown", "first")
    )


def is_impersonal(view: View, phrase: Phrase) -> bool:
    """Tell whether the phrase names nobody: "il" of "il a été annoncé", "cela", "it", "this"."""
    return phrase.end - phrase.start == 1 and view.is_word(phrase.start, "pronouns.impersonal")


def initials(view: View, phrase: Phrase) -> str:
    """Give the letters of a phrase that is initials, as interviews print who answers ("A. R."), empty for another."""
    words = [view.tokens[i].text.rstrip(".") for i in range(phrase.start, phrase.end) if view.word(i) != "."]
    letters = "".join(words)
    return letters if len(words) > 1 == max(map(len, words)) and letters.isupper() else ""


def is_time(view: View, phrase: Phrase) -> bool:
    """Tell whether the phrase is a bare day, date or part of a day ("jeudi matin", "le 28 février 2018")."""
    if view.starts(phrase.start, view.lexicon.phrases["anaphora.last"]):  # "ce dernier" is somebody
        return False
    inside = range(phrase.start, phrase.end)
    timed = [
        view.is_word(i, "time.words") for i in inside if view.pos(i) in {"NOUN", "PROPN", "ADV", "ADJ", "X", "VERB"}
    ]
    return bool(timed) and all(timed)


def is_some(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase means one or some of those who told before ("two of them", "l'un d'eux", "one")."""
    last = phrase.end - 1
    counted = (
        view.pos(last) == "NUM" or view.is_word(last, "pronouns.indefinite") or view.is_word(last, "pronouns.some")
    )
    them = view.is_word(phrase.end, "clauses.of") and view.pos(phrase.end + 1) == "PRON"
    alone = phrase.end - phrase.start == 1 and view.is_word(last, "pronouns.some")
    return counted and (them or alone)


INITIALS = 3
"""Letters of an acronym that is a body's, at least."""
OWNING = frozenset({"'s", "'"})
HIDING = frozenset({"role", "collective"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM"})


def head(view: View, phrase: Phrase) -> int:
    """Give the index of the head noun: the first noun, in English the last before "of" or a sign."""
    inner = view.tokens[phrase.start : phrase.end]
    nouns = [i for i, token in enumerate(inner, phrase.start) if token.pos in _NOMINAL]
    if not nouns:
        return phrase.end - 1
    if not view.lexicon.grammar.compounds:
        return next((i for i in nouns if view.pos(i) != "NUM"), nouns[0])
    stop = next(
        (i for i in range(phrase.start + 1, phrase.end) if view.pos(i) in {"ADP", "PUNCT"} or view.word(i) in OWNING),
        phrase.end,
    )
    if stop < phrase.end and view.word(stop) in OWNING:  # "the families' lawyer"
        return nouns[-1]
    inside = [i for i in nouns if i < stop]
    return inside[-1] if inside else nouns[0]


def name_in(view: View, phrase: Phrase) -> Mention | None:
    """Give the person named by the phrase: not one in a complement ("l'avocat de X")."""
    people = [m for m in view.mention_at(phrase.start, phrase.end) if m.type == "person"] if view.mentions else []
    for mention in sorted(people, key=lambda m: " " not in m.name):
        first = next(i for i in range(phrase.start, phrase.end) if view.tokens[i].start >= mention.start)
        last = next((i for i in range(first, phrase.end) if view.tokens[i].end >= mention.end), first)
        possessor = view.word(last + 1) in {"'s", "'"} and last + 1 < phrase.end
        if possessor or _opens_compound(view, phrase, last) or _closes_name(view, phrase, first):
            continue
        if not _is_complement(view, phrase, first):
            return mention
    return None


def in_person(view: View, index: int) -> bool:
    """Tell whether a word stands in a person's name."""
    start = view.tokens[index].start
    return any(m.type == "person" and m.start <= start < m.end for m in view.mentions)


def parts_clause(view: View, index: int) -> bool:
    """Tell whether a noun and its teller part a clause ("the line, officials insist, is safe")."""
    if not view.lexicon.subject_first or view.pos(index) != "NOUN" or view.word(index + 1) != ",":
        return False
    comma = next((i for i in range(index - 2, 0, -1) if view.word(i) == ","), 0)
    teller = phrase_from(view, comma + 1, index) if comma and view.is_finite(index + 2) else None
    return teller is not None and teller.end == index and type_of(view, teller) != "unknown"


def _is_apposed_body(view: View, phrase: Phrase) -> bool:
    """Tell whether a bare kind of body is apposed to what was taken for a person's name ("Wings of Roe, the club,")."""
    comma = next((i for i in range(phrase.start, min(phrase.end + 1, len(view))) if view.word(i) == ","), None)
    if comma is None or not view.is_word(comma + 1, "anaphora.definite"):
        return False
    bare_kind = view.lexicon.tellers.get(view.word(comma + 2)) == "organisation"
    return bare_kind and view.pos(comma + 3) in {"PUNCT", ""} and view.pos(phrase.start) == "PROPN"


def _opens_compound(view: View, phrase: Phrase, last: int) -> bool:
    """Tell whether a name is the first part of an English compound ("the Roe administration")."""
    compound = view.lexicon.grammar.compounds and last + 1 < phrase.end and view.pos(last + 1) == "NOUN"
    return compound and view.lexicon.tellers.get(view.word(last + 1)) != "role"


def _closes_name(view: View, phrase: Phrase, first: int) -> bool:
    """Tell whether a name is the last part of a longer one behind a kind of body ("the group Legal Aid Karveli")."""
    start = first
    while start > phrase.start and view.pos(start - 1) == "PROPN" and view.word(start - 1) not in view.lexicon.tellers:
        if view.is_word(start - 1, "roles.titles"):  # "Norville police Lt. Ada Roe"
            return False
        start -= 1
    kind = view.lexicon.tellers.get(view.word(start - 1)) if phrase.start < start < first else None
    return kind in {"organisation", "media", "agency"}


def _is_complement(view: View, phrase: Phrase, first: int) -> bool:
    """Tell whether a name inside a phrase hangs on "of" ("l'avocat de X", "the head of the X Command")."""
    while first > phrase.start and view.pos(first - 1) == "DET":
        first -= 1
    owned = view.word(first - 1) in {"'s", "'"}  # "the ministry's Ada Roe" is Ada Roe
    return first > phrase.start and not owned and view.is_word(first - 1, "clauses.of")


def _kind_of_words(view: View, words: Words) -> SourceType | None:
    for word in words:
        kind = view.lexicon.tellers.get(word)
        if kind is not None:
            return kind
    return None


def _forms(view: View, phrase: Phrase) -> set[str]:
    """Give the forms under which a name may stand in the tables: without its determiner, or its shouted first word."""
    start = phrase.start + view.is_word(phrase.start, "clauses.determiners")
    words = view.words[start : phrase.end]
    name = " ".join(words)
    forms = {name, name.replace("' ", "'"), " ".join(view.words[phrase.start : phrase.end])}
    if view.is_word(start - 1, "clauses.contracted"):  # "au Port" holds "Le Port"
        forms |= {f"le {name}", f"les {name}"}
    return forms | {words[0]} if words and view.tokens[start].text.isupper() and len(words[0]) > 2 else forms


def _is_common(view: View, phrase: Phrase) -> bool:
    """Tell whether a word has its capital from the start of a sentence and means a teller ("Management says")."""
    single, opens = phrase.end - phrase.start == 1, view.pos(phrase.start - 1) in {"", "PUNCT"}
    return single and opens and view.pos(phrase.start) == "NOUN" and view.word(phrase.start) in view.lexicon.tellers


def medium(view: View, phrase: Phrase) -> SourceType | None:
    """Say what a medium of the tables, or one that the user knows, is in a chain; ``None`` for another phrase."""
    if not view.tokens[phrase.end - 1].text[:1].isupper() or _is_common(view, phrase) or is_pronoun(view, phrase):
        return None  # "Elle a ajouté" is no magazine
    kinds = {view.lexicon.media[form] for form in _forms(view, phrase) if form in view.lexicon.media}
    return min(kinds, default=None)


def type_of(view: View, phrase: Phrase) -> SourceType:
    """Say what kind of teller a phrase names, "unknown" where it names none."""
    if _is_apposed_body(view, phrase):
        return "organisation"
    if name_in(view, phrase) is not None:
        return "person"
    if is_pronoun(view, phrase):
        return "unknown" if is_impersonal(view, phrase) and view.word(phrase.start) != "il" else "person"
    index = head(view, phrase)
    if _is_title(view, phrase, index):
        return "media"
    return _kind_of_head(view, phrase, index) or medium(view, phrase) or _kind_of_name(view, phrase, index)


def _is_title(view: View, phrase: Phrase, index: int) -> bool:
    """Tell whether a phrase is a medium's title behind its article ("la Gazette de Roe", "the Norland Post")."""
    alone = index == phrase.start + 1 if not view.lexicon.grammar.compounds else index == phrase.end - 1
    capital = view.tokens[index].text[:1].isupper() and view.is_word(index, "relays.media_words")
    titled = alone and capital and view.is_word(phrase.start, "clauses.determiners")
    return titled and not is_office(view, phrase, index)


def _kind_of_head(view: View, phrase: Phrase, index: int) -> SourceType | None:
    """Say what kind of teller the head noun names by the lexicon, ``None`` where it is not in it."""
    kind = _kind_of_words(view, (view.word(index), fold(view.tokens[index].lemma)))
    capital = view.pos(index) == "PROPN" or (view.tokens[index].text[:1].isupper() and index > phrase.start)
    if kind is None and capital:
        kind = _kind_of_words(view, view.words[phrase.start : index])
    if is_office(view, phrase, index) or (kind == "document" and capital and _in_body(view, phrase, index)):
        return "organisation"
    if kind is None and _knows(view, phrase):
        return "anonymous"
    if kind in HIDING and _is_unnamed(view, phrase):
        return "anonymous"
    if kind == "role" and view.tokens[index].number == "plur":
        return "collective"
    if kind == "role" and view.is_word(phrase.start, "pronouns.indefinite"):
        return "anonymous"
    return kind


def is_office(view: View, phrase: Phrase, index: int) -> bool:
    """Tell whether an agency is one of the state ("l'Agence sanitaire", "the space agency"): no news."""
    if view.lexicon.tellers.get(view.word(index)) != "agency":
        return False
    inside = range(phrase.start, phrase.end)
    if medium(view, phrase) is not None or any(view.is_word(i, "relays.press") for i in inside):
        return False
    capital = view.tokens[index].text[:1].isupper()
    named = capital and index + 1 < phrase.end and view.pos(index + 1) in {"ADJ", "ADP"}
    of = view.is_word(index + 1, "clauses.of") and index + 2 < phrase.end
    if not view.lexicon.grammar.compounds:
        return named or (of and view.tokens[phrase.end - 1].text.islower())
    return view.pos(index - 1) == "NOUN" or (index > phrase.start + 1 and view.tokens[index].text[:1].isupper())


def _is_unnamed(view: View, phrase: Phrase) -> bool:
    """Tell whether the words say that a teller has no name ("two unnamed officials", "who spoke anonymously")."""
    if _knows(view, phrase):
        return True
    end = phrase.end
    if view.word(end) == ",":  # what is said of the teller up to the next comma
        end = next((i for i in range(end + 1, len(view)) if view.word(i) == "," or view.quoted[i] >= 0), end)
    return any(view.is_word(i, "roles.nameless") for i in range(phrase.start, end))


def _knows(view: View, phrase: Phrase) -> bool:
    """Tell whether a teller is described by what they know ("three people familiar with the matter")."""
    insiders = view.lexicon.phrases["roles.insiders"]
    return any(view.starts(i, insiders) for i in range(phrase.start + 1, phrase.end + 1))


def _in_body(view: View, phrase: Phrase, index: int) -> bool:
    place = view.tokens[index].start
    return any(m.type == "organisation" and m.start < place < m.end for m in view.mention_at(phrase.start, phrase.end))


def _kind_of_name(view: View, phrase: Phrase, index: int) -> SourceType:
    """Say what kind of teller the name at a phrase's head names, "unknown" where there is none."""
    for mention in view.mention_at(phrase.start, phrase.end):
        covers = mention.start <= view.tokens[index].start < mention.end
        if covers and TYPE_OF_ENTITY[mention.type] != "unknown":
            return TYPE_OF_ENTITY[mention.type]
    shouted = view.tokens[index].text.isupper()
    if view.pos(index) == "PROPN":
        return "organisation" if shouted else "person"
    behind = view.tokens[phrase.start].text.islower() or view.is_word(phrase.start, "clauses.determiners")
    initials = shouted and view.pos(index) == "NOUN" and len(view.tokens[index].text) >= INITIALS
    return "organisation" if initials and behind and index > phrase.start else "unknown"  # "la SNTF conseille"


def bare(view: View, phrase: Phrase) -> str:
    """Give the words of a phrase without its opening article: the description kept in a chain.

    Who is pointed at with the help of another is meant by that other's name ("celui de l'armée").
    """
    first = phrase.start + (view.pos(phrase.start) == "DET")  # "nos confrères du Port"
    pointed = view.is_word(first, "anaphora.pointers") and view.is_word(first + 1, "clauses.of")
    start = first + 2 if pointed and first + 2 < phrase.end else phrase.start
    while (
        start < phrase.end - 1
        and (view.pos(start) == "DET" or view.word(start) in view.lexicon.words["clauses.determiners"])
        and view.word(start) not in view.lexicon.words["anaphora.demonstrative"]
    ):
        start += 1
    end = phrase.end
    # "les pompiers du port samedi matin", not "un homme de 26 ans"
    while end - 1 > start and view.is_word(end - 1, "time.words") and view.pos(end - 2) not in {"NUM", "ADP"}:
        end -= 1
    span = view.span(start, end)
    return view.text[span.start : span.end]
