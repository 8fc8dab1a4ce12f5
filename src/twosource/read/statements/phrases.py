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
_PARTS = frozenset({":", ";"})
_STOPS = DASHES | _PARTS
_BESIDE_A_DATE = frozenset({"DET", "ADP", "NUM"})
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
    return helping or view.pos(index) in {"AUX", "ADV", "PART"}


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
        return "inf"
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
        if pos in BARRING and _bars(view, start, last, index):
            break
        if pos in HEADS or (pos == "ADJ" and _is_adjective_at_end(view, start, last, index)):
            last = index + 1
        elif pos not in NOMINAL and not _goes_through(view, start, last, index):
            break
        index += 1
    return Phrase(start, _before_person(view, start, last)) if last > start else None


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
    known = view.is_word(at - 1, "relays.media_words") or any(title in view.lexicon.media for title in titles)
    return at if (body or known or kinds & CARRYING) and "role" not in kinds else end


def _opens_name(view: View, index: int) -> bool:
    """Tell whether a person's name starts at a token, or one that no name of a body goes on with."""
    start = view.tokens[index].start
    if any(m.type == "person" and m.start == start for m in view.mentions):
        return True
    ended = any(m.type == "organisation" and m.end == view.tokens[index - 1].end for m in view.mentions)
    return ended and view.tokens[index].pos == "PROPN" and not any(m.start <= start < m.end for m in view.mentions)


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
    """Tell whether an adjective ends a phrase: behind its noun, or alone after a determiner."""
    if last == index > start:
        return True
    return last == start and view.pos(index - 1) == "DET" and view.pos(index + 1) not in NOMINAL


def _goes_through(view: View, start: int, last: int, index: int) -> bool:
    """Tell whether a phrase may go on after a word that is not nominal: a particle, a linking preposition."""
    if view.word(index) in PARTICLES and last == index:
        return True
    if view.pos(index) == "CCONJ" and _in_name(view, index):
        return True
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
    while end < limit and view.pos(end) == "ADP":
        more = phrase_from(view, end + 1, limit)
        if more is None:
            break
        end = more.end
    named = any(True for m in view.mention_at(phrase.start, phrase.end) if m.type == "person") or any(
        True for m in view.mention_at(inner.start, end) if m.type == "person"
    )
    closed = end >= limit or view.word(end) in {",", "."} or view.pos(end) == "PUNCT"
    return Phrase(phrase.start, end) if closed and named else phrase


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


def _governed(view: View, start: int) -> bool:
    """Tell whether a preposition other than "de" stands before or opens the phrase."""
    before = view.pos(start - 1) == "ADP" and view.word(start - 1) not in view.lexicon.words["clauses.of"]
    return before or (view.pos(start) == "ADP" and view.word(start) not in view.lexicon.words["clauses.determiners"])


def _phrases_left(view: View, floor: int, ceiling: int) -> list[Phrase]:
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
    found = [phrase for phrase in _phrases_left(view, start, end) if phrase.end == end]
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


def subject_before(view: View, group: Group) -> Phrase | None:
    """Find the noun phrase that is the subject of a group, to its left in the same clause.

    An insertion between commas just before the group is skipped; the rightmost phrase that no
    preposition governs is taken; in a relative clause ("des agences qui précisent") the antecedent.
    """
    end = group.start
    floor = clause_floor(view, end)
    if view.is_word(end - 1, "clauses.coordination"):
        return None
    if view.word(end - 1) == ",":
        opener = next((i for i in range(end - 2, floor - 1, -1) if view.word(i) == "," and view.quoted[i] < 0), None)
        floor = _joined_clause(view, floor, opener) if opener is not None else floor
        apart = _before_insertion(view, floor, opener, end - 1) if opener is not None else None
        if opener is None or apart is not None:
            return apart
        if any(is_told(view, i) and view.quoted[i] < 0 for i in range(floor, opener)):
            return None
        if _tells(view, opener + 1, end - 1):
            return None
        end = opener
    if end > floor and view.word(end - 1) == ")":
        end = _before_bracket(view, end)
    if end > floor and view.is_word(end - 1, "clauses.relative") and view.pos(end - 1) in {"PRON", "SCONJ"}:
        end -= 1
        while end > floor and view.word(end - 1) == ",":
            end -= 1
        end = _before_bracket(view, end)
        return _subject_among(view, floor, end) or _animate(view, floor, end, group) or phrase_ending(view, end)
    return _subject_among(view, floor, end)


def _animate(view: View, floor: int, end: int, group: Group) -> Phrase | None:
    """Give those whom "who" means, over what places them ("by doctors in the city, who put the toll at 60")."""
    if view.lexicon.inserts or view.word(group.start - 1) != "who":
        return None
    kinds = {"role", "collective", "anonymous"}
    found = [
        one for one in _phrases_left(view, floor, end) if view.lexicon.tellers.get(view.word(one.end - 1)) in kinds
    ]
    return found[-1] if found and view.pos(found[-1].end) == "ADP" else None


def _joined_clause(view: View, floor: int, end: int) -> int:
    """Give where the clause before ``end`` begins behind a conjunction ("P, but the mayor, Ada Roe, said")."""
    join = next((i for i in range(end - 1, floor, -1) if view.is_finite(i) or view.pos(i) == "CCONJ"), floor)
    return join + 1 if view.pos(join) == "CCONJ" and view.word(join - 1) == "," and join > floor else floor


def _before_insertion(view: View, floor: int, opener: int, end: int) -> Phrase | None:
    """Give the subject before what is apposed to it between commas, where a content or an apposition stands before."""
    if any(is_told(view, i) and view.quoted[i] < 0 for i in range(floor, opener)):
        return _apart(view, floor, opener, end) if view.lexicon.subject_first else None
    return None if _tells(view, opener + 1, end) else _named_before(view, opener, floor)


def _named_before(view: View, end: int, floor: int) -> Phrase | None:
    """Give the person whom the phrase that ends at ``end`` is apposed to ("Ada Roe, the mayor, a whip, said")."""
    comma = next((i for i in range(end - 1, floor, -1) if view.word(i) == ","), None)
    phrase = phrase_from(view, comma + 1, end) if comma is not None else None
    if comma is None or phrase is None or phrase.end != end:
        return None
    close = view.tokens[comma - 1].end
    name = next((m for m in view.mentions if m.type == "person" and m.end == close), None)
    first = next((i for i in range(floor, comma) if name is not None and view.tokens[i].start >= name.start), None)
    return (
        Phrase(first, comma) if first is not None and not any(view.is_finite(i) for i in range(floor, comma)) else None
    )


def _apart(view: View, floor: int, comma: int, end: int) -> Phrase | None:
    """Find the subject that a comma parts from a content before it ("P, Ada Roe, a clerk, said").

    The phrase fills the stretch between the two commas; what is apposed up to ``end`` has no verb.
    """
    before = next((i for i in range(comma - 1, floor - 1, -1) if view.pos(i) == "PUNCT" and view.quoted[i] < 0), -1)
    phrase = phrase_from(view, before + 1, comma) if view.word(before) == "," else None
    if phrase is None or any(
        view.pos(i) not in NOMINAL | {"ADP"} or view.is_finite(i) for i in range(phrase.end, comma)
    ):
        return None
    related = view.is_word(comma + 1, "clauses.relative") and view.pos(comma - 1) == "PROPN"  # ", who is a clerk,"
    verbs = sum(view.is_finite(i) for i in range(comma + 1, end))
    return phrase if verbs == related else None


def _tells(view: View, start: int, end: int) -> bool:
    """Tell whether what stands between commas is the main verb of a clause, no insertion: finite, opened by no word."""
    verb = next((i for i in range(start, end) if view.is_finite(i) and view.quoted[i] < 0), None)
    if verb is None:
        return False
    opened = (view.is_word(i, "clauses.relative") or view.pos(i) == "SCONJ" for i in range(start, verb))
    clitic = any(is_inverted_pronoun(view, i) for i in range(verb, end))
    return not clitic and not any(opened) and view.lexicon.inserts


def _subject_among(view: View, floor: int, end: int) -> Phrase | None:
    candidates = _phrases_left(view, floor, end)
    crossed = end
    for phrase in reversed(candidates):
        words = view.words[phrase.end : end]
        if not _PARTS.isdisjoint(view.words[phrase.end : crossed]):
            return None
        if _is_age(view, phrase) and any(one.end == phrase.start - 1 for one in candidates):
            continue
        treated = view.pos(phrase.start) == "PRON" and view.is_word(phrase.start, "pronouns.object")
        if treated or _is_date(view, phrase):  # "treating him", "daté du 12 janvier"
            continue
        verbal = any(view.is_finite(i) and not is_briefed(view, i) for i in range(phrase.end, end))
        if verbal and view.lexicon.words["clauses.relative"].isdisjoint(words):
            return None
        if (
            not (_governed(view, phrase.start) and not _opens_clause(view, phrase, end))
            and not _joined_below(view, phrase, candidates)
            and not _in_relative(view, phrase, floor, end)
        ):
            return coordinated_left(view, phrase, floor)
    return None


def _is_age(view: View, phrase: Phrase) -> bool:
    """Tell whether a number alone, or of years, stands behind a comma ("Ada Roe, 35, a clerk, said")."""
    numbered = view.word(phrase.start - 1) == "," and view.pos(phrase.start) == "NUM"
    return numbered and all(view.is_word(i, "time.words") for i in range(phrase.start + 1, phrase.end))


def _opens_clause(view: View, phrase: Phrase, end: int) -> bool:
    """Tell whether "after" or its like opens the clause of which a phrase is the subject ("after Ford disclosed P")."""
    beside = all(view.pos(i) == "ADV" for i in range(phrase.end, end))
    return beside and view.is_word(phrase.start - 1, "clauses.when") and is_told(view, end)


def _is_date(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase is a date or a time, whatever article opens it ("du 12 janvier", "hours")."""
    again = view.starts(phrase.start, view.lexicon.phrases["anaphora.last"]) > 0  # "ce dernier" is somebody
    return not again and only_times(view, range(phrase.start, phrase.end), _BESIDE_A_DATE)


def only_times(view: View, inside: Iterable[int], beside: AbstractSet[str]) -> bool:
    """Tell whether some tokens hold words of time and no others, but for those of the tags ``beside``."""
    told = [i for i in inside if view.pos(i) not in beside]
    return bool(told) and all(view.is_word(i, "time.words") for i in told)


def _joined_below(view: View, phrase: Phrase, candidates: list[Phrase]) -> bool:
    """Tell whether a bare name is joined to one that a preposition governs ("scientists from the X and Y said")."""
    if not view.is_word(phrase.start - 1, "clauses.coordination") or view.pos(phrase.start) == "DET":
        return False
    before = next((p for p in candidates if p.end == phrase.start - 1), None)
    if before is None or not _governed(view, before.start):
        return False
    return view.lexicon.tellers.get(view.word(before.start - 2)) in {"collective", "anonymous", "role"}


def _in_relative(view: View, phrase: Phrase, floor: int, end: int) -> bool:
    """Tell whether a phrase is the object in a relative clause ("the store where a blast hurt four denied").

    Right behind what opens the clause it is the subject of the verb at ``end`` ("that the union says").
    """
    if view.word(phrase.start - 1) == "," or view.is_word(phrase.start - 1, "clauses.when"):
        return False
    here = view.quoted[phrase.start]
    inside = (i for i in range(phrase.start - 1, floor, -1) if view.quoted[i] == here)
    opener = next((i for i in inside if view.is_word(i, "clauses.relative") and view.pos(i) != "DET"), None)
    if opener is None:
        return False
    if opener == phrase.start - 1:
        return phrase.end < end
    return any(view.pos(i) in {"VERB", "AUX"} for i in range(opener + 1, phrase.start))


def coordinated_left(view: View, phrase: Phrase, floor: int) -> Phrase:
    """Extend a subject to the left over a list closed by a conjunction ("MM. Kim et Poutine", "A, B et C")."""
    start, link = phrase.start, "clauses.coordination"
    while start - 2 >= floor and (
        view.is_word(start - 1, link) or (view.word(start - 1) == "," and start != phrase.start)
    ):
        end = _before_bracket(view, start - 1)
        earlier = [p for p in _phrases_left(view, floor, end) if p.end == end]
        if not earlier or _governed(view, earlier[-1].start):
            break
        start = earlier[-1].start
    return Phrase(start, phrase.end)


def _before_bracket(view: View, index: int) -> int:
    """Step back over a bracket, as of an acronym ("la Fédération des dockers (FDM), ...")."""
    if view.word(index - 1) != ")":
        return index
    return next((i for i in range(index - 2, -1, -1) if view.word(i) == "("), index)


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
