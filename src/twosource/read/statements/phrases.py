"""Noun phrases and verb groups in a tagged sentence. Ranges are token indexes, half-open."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from twosource.read.statements.view import DASHES, View
from twosource.text import fold

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "SYM", "X"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
PARTICLES = frozenset({"-", "&", "/", "'", "’"})
BARRING = frozenset({"VERB", "AUX", "DET", "PRON"})
_STOPS = DASHES | {":", ";"}
CARRYING = frozenset({"media", "agency"})
HELPING = frozenset({"avoir", "être", "pouvoir", "devoir"})
BEFORE_PAST = frozenset({"NOUN", "PROPN", "PRON", "ADV", "ADJ", "NUM"})
LONGEST = 16
"""Tokens that a noun phrase is looked for over."""


class Phrase(Struct, frozen=True, order=True):
    """A noun phrase."""

    start: int
    end: int


class Group(Struct, frozen=True, order=True):
    """A verb with its auxiliaries, clitics and adverbs. ``verb`` is the lexical verb's index.

    ``form``: "fin", "ger", "inf" or "part". ``clitic`` is the index of an inverted pronoun ("a-t-il").
    """

    start: int
    end: int
    verb: int
    form: str
    negated: bool
    reflexive: bool
    clitic: int | None = None


def is_inverted_pronoun(view: View, index: int) -> bool:
    """Tell whether the token is a pronoun hung on a verb ("-t-il", "-elle", "-on")."""
    word = view.word(index)
    return word.startswith("-") and word.lstrip("-").removeprefix("t-") in {
        name.lstrip("-").removeprefix("t-")
        for name in view.lexicon.words["pronouns.person"]
        | view.lexicon.words["pronouns.plural"]
        | view.lexicon.words["pronouns.unknown"]
    }


def _joins_left(view: View, index: int) -> bool:
    if view.quoted[index] >= 0:
        return False
    word = view.word(index)
    if is_inverted_pronoun(view, index) or word in view.lexicon.words["clauses.clitics"]:
        return view.pos(index) != "DET"
    helping = view.tokens[index].lemma in HELPING and is_inverted_pronoun(view, index + 1)  # "a" of "a-t-il dit"
    stressed = view.is_word(index, "pronouns.strong") and view.pos(index - 1) == "AUX"  # "a elle relevé"
    return helping or stressed or view.pos(index) in {"AUX", "ADV", "PART"}


def _adverbial_before(view: View, index: int) -> int:
    """Give the length of a set phrase between an auxiliary and its verb ("a de son côté annoncé"), 0 for none."""
    for phrase in view.lexicon.adverbials.get(view.words[index - 1], ()):
        begin = index - len(phrase)
        if begin > 0 and view.words[begin:index] == phrase and view.tokens[begin - 1].pos == "AUX":
            return len(phrase)
    return 0


def group_at(view: View, verb: int) -> Group:
    """Build the verb group around the lexical verb at ``verb``."""
    start = verb
    while start > 0:
        skipped = _adverbial_before(view, start)
        if not skipped and not (_joins_left(view, start - 1) and _takes_auxiliary(view, verb, start - 1)):
            break
        start -= skipped or 1
    while start < verb and view.pos(start) == "ADV" and view.word(start) not in view.lexicon.words["clauses.negation"]:
        start += 1
    end = verb + 1
    while end < len(view) and is_inverted_pronoun(view, end):
        end += 1
    if view.is_word(end + 1, "pronouns.strong") and view.word(end) == view.word(end + 2) == ",":  # "parle, elle, de P"
        end += 3
    clitics = [i for i in range(start, end) if is_inverted_pronoun(view, i)]
    negated = not view.lexicon.words["clauses.negation"].isdisjoint(view.words[start : end + 1])
    reflexive = not view.lexicon.words["clauses.reflexive"].isdisjoint(view.words[start:end])
    return Group(start, end, verb, _form(view, start, verb), negated, reflexive, clitics[-1] if clitics else None)


def _takes_auxiliary(view: View, verb: int, index: int) -> bool:
    """Tell whether the word at ``index`` may join a verb: no auxiliary joins one, save that of a locution."""
    opens = (
        view.tokens[verb].form == "part" and view.tokens[verb + 1 : verb + 2] and view.tokens[verb + 1].form == "inf"
    )
    return view.pos(verb) != "AUX" or view.pos(index) != "AUX" or bool(opens)


def _is_reduced(view: View, verb: int) -> bool:
    """Tell whether a verb of belief before an infinitive is a passive without auxiliary ("a man believed to be X")."""
    token = view.tokens[verb]
    told = view.is_word(verb + 1, "certainty.infinitive_marks") and view.tokens[verb + 2 : verb + 3]
    believed = told and view.tokens[verb + 2].form == "inf" and token.tense == "past"
    return bool(believed) and fold(token.lemma) in view.lexicon.words["clauses.reduced"]


def _form(view: View, start: int, verb: int) -> str:
    if start == verb and _is_reduced(view, verb):
        return "part"
    forms = [token.form for token in view.tokens[start : verb + 1]]
    if "fin" in forms:
        return "fin"
    token = view.tokens[verb]
    if "inf" in forms:
        return "fin" if start == verb and _reads_as_present(view, verb) else "inf"
    having = start < verb and view.tokens[start].pos == "AUX" and view.tokens[start].tense == "pres"  # "ayant assuré"
    if (
        view.lexicon.grammar.bare_clauses
        and start == verb
        and token.form == "part"
        and token.tense == "past"
        and _reads_as_past(view, verb)
    ):
        return "fin"
    return "ger" if having or token.form == "ger" or (token.form == "part" and token.tense == "pres") else "part"


def _reads_as_present(view: View, verb: int) -> bool:
    """Tell whether an English infinitive is the present tense: behind a noun, in a clause without another verb."""
    if not view.lexicon.grammar.bare_clauses or view.pos(verb - 1) not in {"NOUN", "PROPN"}:
        return False
    opened = next((i for i in range(verb - 1, -1, -1) if view.pos(i) == "SCONJ" or view.words[i] == ","), -1)
    before = range(max(clause_floor(view, verb), opened + 1), verb)
    return not any(view.is_finite(i) or view.pos(i) in {"AUX", "PART"} for i in before)


def _reads_as_past(view: View, verb: int) -> bool:
    """Tell whether an English form in -ed without an auxiliary is the past tense: a subject before, no agent after."""
    before = view.pos(verb - 1) in BEFORE_PAST or view.word(verb - 1) in {",", "”", "’", "'", '"', ")"}
    agent = view.is_word(verb + 1, "clauses.by") and not view.is_word(verb + 2, "clauses.means")
    return before and not agent and not is_briefed(view, verb)


def is_told(view: View, index: int) -> bool:
    """Tell whether a word is a finite verb, or a past tense that looks like a participle ("summed it up: P")."""
    if view.is_finite(index):
        return True
    return view.pos(index) == "VERB" and view.tokens[index].form == "part" and group_at(view, index).form == "fin"


def is_briefed(view: View, verb: int) -> bool:
    """Tell whether a form in -ed says what somebody was told of ("officials briefed on it said")."""
    if view.pos(verb + 1) != "ADP" or fold(view.tokens[verb].lemma) not in view.lexicon.words["addressing.verbs"]:
        return False
    about = phrase_from(view, verb + 2, len(view))
    return about is not None and view.is_finite(about.end)


def _links(view: View, index: int) -> int:
    """Give the length of what ties the next noun to this phrase ("de", "de la", "'s", "of the"), 0 for none."""
    word = view.word(index)
    if word in view.lexicon.words["clauses.of"] or word in {"'s", "s'"}:
        return 1
    return 0


def phrase_from(view: View, start: int, limit: int) -> Phrase | None:
    """Read the longest noun phrase that begins at ``start`` and ends before ``limit``.

    A complement in "de"/"of" belongs to it; other prepositions do not.
    """
    index, last = start, start
    tokens, quoted = view.tokens, view.quoted
    if start < limit and view.is_word(start, "pronouns.strong"):  # "selon lui deux impacts"
        return Phrase(start, start + 1)
    while index < limit and quoted[index] == quoted[start]:
        pos = tokens[index].pos
        if (pos in BARRING and _bars(view, start, last, index)) or (
            pos == "NUM" and _counts_others(view, start, index)
        ):
            break
        if pos in HEADS or (pos == "ADJ" and _is_adjective_at_end(view, start, last, index)):
            last = index + 1
        elif pos not in NOMINAL and not _goes_through(view, start, last, index):
            break
        index += 1
    return Phrase(start, _before_person(view, start, last)) if last > start else None


def _counts_others(view: View, start: int, index: int) -> bool:
    """Tell whether a number in letters begins another phrase ("a confié à l'AFP | deux sources", not "Boeing 737")."""
    behind = index > start and view.pos(index - 1) in {"NOUN", "PROPN"} and view.tokens[index].text.islower()
    return behind and not view.lexicon.grammar.compounds and view.pos(index + 1) in {"NOUN", "ADJ", "ADP"}


def _before_person(view: View, start: int, end: int) -> int:
    """Give where a phrase ends before a person whose name follows that of a medium ("a dit à l'XYZ | Ada Roe").

    Behind an office it is one phrase ("la directrice de l'XYZ Ada Roe"), as in a language with compounds.
    """
    if end - start < 2 or view.lexicon.grammar.compounds or not view.mentions:
        return end
    at = next((i for i in range(start + 1, end) if _opens_name(view, i)), end)
    if at == end:
        return end
    listed, word = view.lexicon.tellers, view.words[at - 1]
    kinds = {listed.get(view.words[i]) for i in range(start, at)}
    body = any(m.type == "organisation" and m.end == view.tokens[at - 1].end for m in view.mentions)
    titles = (word, f"le {word}", f"la {word}", f"les {word}")
    known = (
        view.is_word(at - 1, "relays.media_words")
        or _follows_medium(view, at)
        or any(title in view.lexicon.media for title in titles)
    )
    return at if (body or known or kinds & CARRYING) and "role" not in kinds else end


def _opens_name(view: View, index: int) -> bool:
    """Tell whether a person's name starts at a token, or one that no name of a body goes on with."""
    start = view.tokens[index].start
    if any(m.type == "person" and m.start == start for m in view.mentions):
        return True
    if _follows_medium(view, index):
        return view.tokens[index].pos == "PROPN"
    ended = any(m.type == "organisation" and m.end == view.tokens[index - 1].end for m in view.mentions)
    return ended and view.tokens[index].pos == "PROPN" and not any(m.start <= start < m.end for m in view.mentions)


def _follows_medium(view: View, index: int) -> bool:
    """Tell whether a medium's whole name ends before a token ("a dit à l'AFP | Samir", not "Le Monde Afrique").

    Not behind a word for a kind of medium ("Radio | Littoral").
    """
    before, media = view.words[index - 1], view.lexicon.media
    return before in media and before not in view.lexicon.tellers and f"{before} {view.words[index]}" not in media


def _bars(view: View, start: int, last: int, index: int) -> bool:
    """Tell whether no noun phrase goes over a verb, determiner or pronoun: a finite verb, a second determiner."""
    pos = view.tokens[index].pos
    if pos in {"VERB", "AUX"}:
        return view.is_finite(index)
    if pos == "DET":
        return index == last > start and not view.is_word(index, "clauses.of")
    if index == start + 1 and view.pos(start) == "DET" and view.is_word(index, "pronouns.indefinite"):  # "l'un d'eux"
        return False
    owner = view.is_word(index, "clauses.determiners") and view.is_word(index - 1, "clauses.of")  # "head of its board"
    return (index > start and not owner) or view.is_word(index, "clauses.relative")


def _is_adjective_at_end(view: View, start: int, last: int, index: int) -> bool:
    """Tell whether an adjective ends a phrase: behind its noun, alone after a determiner, or a teller's word."""
    if last == index > start:
        return True
    alone = view.pos(index - 1) == "DET" or (index > start and view.word(index) in view.lexicon.tellers)
    return last == start and alone and view.pos(index + 1) not in NOMINAL - {"PRON"}


def _goes_through(view: View, start: int, last: int, index: int) -> bool:
    """Tell whether a phrase may go on after a word that is not nominal: a particle, a linking preposition."""
    if view.word(index) in PARTICLES and last == index:
        return True
    if view.pos(index) == "CCONJ" and _in_name(view, index):
        return True
    if view.lexicon.grammar.compounds and view.tokens[index].form in {"ger", "part"}:  # "the flying club"
        return view.pos(index - 1) == "DET" and view.pos(index + 1) == "NOUN"
    preposition = view.pos(index) == "ADP"
    if view.tokens[index - 1].text[:1].isupper() and index > start and from_source(view, index):
        return False
    if index == start:
        return preposition and view.is_word(index, "clauses.determiners")
    return (index == last and _links(view, index) > 0) or (preposition and view.is_word(index, "clauses.of"))


def _in_name(view: View, index: int) -> bool:
    """Tell whether a token stands inside a name ("Organisation for Security and Co-operation")."""
    token = view.tokens[index]
    return any(m.start < token.start and token.end < m.end for m in view.mentions)


def from_source(view: View, index: int) -> bool:
    """Tell whether "of" opens a source without a name ("a appris l'XYZ de source judiciaire")."""
    return view.is_word(index, "clauses.of") and view.is_word(index + 1, "relays.sources")


def with_apposition(view: View, phrase: Phrase, limit: int) -> Phrase:
    """Extend a phrase over an apposition between commas ("X, premier auteur de l'article,").

    The apposition is a noun phrase without a verb, closed by a comma or by ``limit``.
    """
    if view.word(phrase.end) != "," or phrase.end + 1 >= limit:
        return phrase
    inner = phrase_from(view, phrase.end + 1, limit)
    if inner is None or inner.end - inner.start > 14:
        return phrase
    end = inner.end
    while end < limit and (view.pos(end) == "ADP" or _joins_bare(view, end)):
        more = phrase_from(view, end + 1, limit)
        if more is None:
            break
        end = more.end
    named = any(True for m in view.mention_at(phrase.start, phrase.end) if m.type == "person") or any(
        True for m in view.mention_at(inner.start, end) if m.type == "person"
    )
    closed = end >= limit or view.word(end) in {",", "."} or view.pos(end) == "PUNCT"
    return Phrase(phrase.start, end) if closed and named else phrase


def _joins_bare(view: View, index: int) -> bool:
    """Tell whether a conjunction joins a noun without a determiner ("sociologue et professeur à X")."""
    return view.is_word(index, "clauses.coordination") and view.pos(index + 1) == "NOUN"


def coordinated(view: View, phrase: Phrase, limit: int) -> Phrase:
    """Extend a phrase to the right over a list closed by a conjunction ("la CGT, l'Unsa et la CFDT")."""
    end, closed = phrase.end, phrase.end
    while end < limit and (view.word(end) == "," or view.is_word(end, "clauses.coordination")):
        more = phrase_from(view, end + 1, limit)
        if more is None or _has_finite(view, more):
            break
        joined = view.is_word(end, "clauses.coordination")
        end = more.end
        if joined:
            closed = end
            break
    return Phrase(phrase.start, closed)


def _has_finite(view: View, phrase: Phrase) -> bool:
    return view.is_finite(phrase.end)


def governed(view: View, start: int) -> bool:
    """Tell whether a preposition other than "de" stands before or opens the phrase."""
    before = view.pos(start - 1) == "ADP" and view.word(start - 1) not in view.lexicon.words["clauses.of"]
    return before or (view.pos(start) == "ADP" and view.word(start) not in view.lexicon.words["clauses.determiners"])


def phrases_left(view: View, floor: int, ceiling: int) -> list[Phrase]:
    """List the maximal noun phrases between two indexes, left to right."""
    found: list[Phrase] = []
    index = floor
    while index < ceiling:
        ok = view.pos(index) in NOMINAL or (view.pos(index) == "ADP" and view.word(index) in {"des", "du"})
        phrase = (
            phrase_from(view, index, ceiling) if ok and not view.is_finite(index) and view.quoted[index] < 0 else None
        )
        if phrase is None:
            index += 1
        else:
            found.append(phrase)
            index = phrase.end
    return found


def phrase_ending(view: View, end: int) -> Phrase | None:
    """Give the maximal noun phrase that ends at ``end``, ``None`` where none does."""
    start = end
    while (
        start > 0
        and end - start < LONGEST
        and (view.pos(start - 1) in NOMINAL | {"ADP"} or view.word(start - 1) == "'s" or _in_name(view, start - 1))
    ):
        start -= 1
    found = [phrase for phrase in phrases_left(view, start, end) if phrase.end == end]
    return found[-1] if found else None


def clause_floor(view: View, index: int) -> int:
    """Give where the clause that holds ``index`` begins, looking left for its opener.

    Openers: the sentence's start, "que", a colon, a semicolon, a quotation mark, a dash.
    """
    i, tokens, quoted = index - 1, view.tokens, view.quoted
    here = quoted[min(index, len(view) - 1)]
    while i >= 0:
        if quoted[i] >= 0 and quoted[i] != here:
            i = view.quotes[quoted[i]].open - 1
            continue
        pos, word = tokens[i].pos, view.words[i]
        that = pos == "SCONJ" and word in view.lexicon.words["clauses.that"] and view.word(i - 1) != ","
        if that or (word in _STOPS and not _is_glued(view, i)) or (pos == "PUNCT" and quoted[i] >= 0):
            return i + 1
        i -= 1
    return 0


def _is_glued(view: View, index: int) -> bool:
    """Tell whether a dash ties two parts of one word ("a 43-year-old")."""
    if view.words[index] not in DASHES or not 0 < index < len(view) - 1:
        return False
    before, sign, after = view.tokens[index - 1 : index + 2]
    return before.end == sign.start and sign.end == after.start


def only_times(view: View, inside: Iterable[int], beside: AbstractSet[str]) -> bool:
    """Tell whether some tokens hold words of time and no others, but for those of the tags ``beside``."""
    told = [i for i in inside if view.pos(i) not in beside]
    return bool(told) and all(view.is_word(i, "time.words") for i in told)


def _connects(view: View, index: int) -> bool:
    """Tell whether a word that ties a sentence to the one before stands at ``index`` ("tempère cependant X")."""
    return view.pos(index) != "CCONJ" and view.starts(index, view.lexicon.phrases["clauses.connectives"]) == 1


def phrase_after(view: View, index: int, limit: int) -> Phrase | None:
    """Find the noun phrase just after ``index``, over adverbs and adjuncts of time and place.

    Used for inverted subjects ("a indiqué jeudi le ministre", "said on Monday the mayor").
    """
    i = index
    while i < limit and (view.pos(i) in {"ADV", "PART"} or _connects(view, i)):
        i += 1
    if i >= limit or view.pos(i) == "PUNCT":
        return None
    partitive = view.pos(i) == "ADP" and view.word(i) in {"des", "du"}
    if view.lexicon.grammar.bare_clauses and view.pos(i) == "VERB" and view.pos(i + 1) in HEADS:
        i += 1  # "said sobbing Ada Roe"
    if view.pos(i) not in NOMINAL and not partitive:
        return None
    phrase = phrase_from(view, i, limit)
    if phrase is None:
        return None
    return with_apposition(view, coordinated(view, phrase, limit), limit)
