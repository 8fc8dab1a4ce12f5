"""What follows a cue: where its content begins, and which construction opens it."""

from __future__ import annotations

from typing import Literal

from twosource.read.statements import phrases, relays, second, tellers
from twosource.read.statements.cues import Cue
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.view import View
from twosource.text import fold

Opener = Literal["quote", "that", "colon", "infinitive", "reflexive", "bare", "object", "adjunct", "none"]
FARTHEST = 16
"""How many tokens after a cue its content may begin."""
PARTITIVE = frozenset({"des", "du"})
_RESTRICTING = frozenset({"ne", "n'"})
APPOSED = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
TIMED = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})
NOMINAL_OPENINGS = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})
CLAUSE_OPENINGS = NOMINAL_OPENINGS | {"PRON", "ADP", "ADV", "SCONJ"}


def after(view: View, cue: Cue) -> tuple[Opener, int]:
    """Say what follows a cue, and where its content begins."""
    inverted = cue.subject is not None and cue.subject.start >= cue.group.verb
    start = max(cue.end, cue.subject.end) if cue.subject and inverted else after_addressee(view, cue)
    limit = min(len(view), start + FARTHEST)
    index = start
    while index < limit:
        located = _after_locator(view, index)
        skipped = _after_time(view, index) or located or _after_insertion(view, index)
        if skipped is not None:
            index = skipped
            continue
        opened = _opens(view, cue, index, index - start)
        if opened is not None:
            return opened
        index += 1
    return "none", limit


def only_when(view: View, start: int) -> bool:
    """Tell whether a sentence goes on from ``start`` only with when and where one speaks ("said on Monday.")."""
    index = start
    while index < len(view) and view.pos(index) != "PUNCT":
        governed = view.pos(index) == "ADP" and index + 1 < len(view)
        timed = _after_time(view, index) or (_after_time(view, index + 1) if governed else None)
        skipped = timed or _after_locator(view, index)
        if skipped is None:
            return False
        index = skipped
    return index >= len(view) - 1 and view.quoted[min(index, len(view) - 1)] < 0


def _after_time(view: View, index: int) -> int | None:
    """Give where a phrase of time that begins at ``index`` ends ("a annoncé le 28 février que"), ``None`` for none."""
    if view.quoted[index] >= 0 or view.pos(index) not in TIMED:
        return None
    phrase = phrases.phrase_from(view, index, len(view))
    return phrase.end if phrase is not None and tellers.is_time(view, phrase) else None


def _after_insertion(view: View, index: int) -> int | None:
    """Give where "that" stands behind an insertion between commas ("rapporte, citant X, que P"), ``None`` for none.

    Or where a date between commas ends ("a décidé hier, jeudi 3 mars, de fermer").
    """
    if view.word(index) != "," or view.quoted[index] >= 0:
        return None
    dated = _after_time(view, index + 1) if index + 1 < len(view) else None
    if dated is not None and view.word(dated) == ",":
        return dated + 1
    inside = range(index + 1, min(len(view) - 1, index + FARTHEST))
    related = view.is_word(index + 1, "clauses.relative")  # "said by Ada Roe, who runs the port, that P"
    close = next(
        (i for i in inside if view.word(i) == "," or (view.is_finite(i) and not related) or view.quoted[i] >= 0), None
    )
    opened = close is not None and view.word(close) == "," and view.is_word(close + 1, "clauses.that")
    return close + 1 if opened and close is not None else None


def _after_locator(view: View, index: int) -> int | None:
    """Give where a phrase ends that says where or to whom one speaks ("in a statement", "à l'AFP")."""
    if view.quoted[index] >= 0 or view.pos(index) != "ADP" or view.word(index) in PARTITIVE:
        return None
    if index + 1 < len(view) and view.quoted[index + 1] >= 0:  # "said on “The Week” that P"
        that = _after_quoted_name(view, index + 1)
        return that - 1 if that is not None else None
    phrase = phrases.phrase_from(view, index + 1, len(view))
    phrase = (relays.titled(view, phrase) or phrase) if phrase is not None else None
    if phrase is None or phrase.end >= len(view):
        return None
    written = view.is_word(tellers.head(view, phrase), "relays.not_hops")
    if view.is_finite(phrase.end):
        return phrase.end + 1 if written and _is_reduced(view, phrase.end) else None
    placed = written or tellers.is_time(view, phrase)
    placed = placed or _is_manner(view, phrase) or _is_matter(view, index, phrase)
    return phrase.end if placed or relays.is_medium(view, phrase) or relays.is_told(view, index, phrase) else None


def _is_reduced(view: View, index: int) -> bool:
    """Tell whether a past tense behind a noun is a participle: no object follows ("in a report released Friday")."""
    behind = index + 1
    closed = view.pos(behind) in {"ADP", "PUNCT", "SCONJ"} or _after_time(view, behind) is not None
    return view.lexicon.grammar.bare_clauses and view.pos(index) == "VERB" and closed


def _is_manner(view: View, phrase: Phrase) -> bool:
    """Tell whether a bare noun before "that" says how one speaks ("told in error that", not "in the belief that")."""
    noun = phrase.end - phrase.start == 1 and view.pos(phrase.start) == "NOUN"
    clause = view.is_word(phrase.end, "clauses.that") and view.pos(phrase.end) == "SCONJ"
    return noun and clause and fold(view.tokens[phrase.start].lemma) not in view.lexicon.nouns


def _is_matter(view: View, index: int, phrase: Phrase) -> bool:
    """Tell whether "of X" before "that" says what is spoken of ("said of the valve that it had failed")."""
    opened = view.is_word(phrase.end, "clauses.that") and view.pos(phrase.end) == "SCONJ"
    told = any(fold(view.tokens[i].lemma) in view.lexicon.nouns for i in range(phrase.start, phrase.end))
    return opened and not told and view.is_word(index, "clauses.of")


def _opens(view: View, cue: Cue, index: int, steps: int) -> tuple[Opener, int] | None:
    """Say what opens at ``index``, ``steps`` tokens after the cue; ``None`` where one has to look further."""
    word = view.word(index)
    if word == "," and index + 1 < len(view) and view.quoted[index + 1] >= 0 and not _follows_clause(view, cue):
        index += 1
    if view.quoted[index] >= 0:
        that = _after_quoted_name(view, index)
        return ("that", that) if that else ("quote", index)
    clause = _opens_clause(view, index, steps)
    if clause is not None:
        return "that", clause
    if word == ":":
        return ("colon", index + 1) if index + 1 < len(view) else ("none", index)
    phrase = "adjunct" if not steps and _is_occasion(view, cue, index) else _opens_phrase(view, cue, index, steps)
    if phrase is not None:
        return phrase, index
    if word in {",", ";"} or view.pos(index) == "PUNCT" or view.is_finite(index):
        return ("adjunct" if steps else "none"), index
    return None


def _is_occasion(view: View, cue: Cue, index: int) -> bool:
    """Tell whether a clause behind an inserted cue says when its teller spoke ("P, X said when asked")."""
    return view.lexicon.subject_first and view.pos(index) in {"SCONJ", "ADV"} and _follows_clause(view, cue)


def _opens_clause(view: View, index: int, steps: int) -> int | None:
    """Give where a clause begins that "that" opens at ``index``, or in German a comma; ``None`` where none does."""
    if view.is_word(index, "clauses.that") and _subordinates(view, index, steps):
        return index + 1
    return second.clause_behind(view, index) if view.word(index) == "," and view.lexicon.verb_second else None


def _follows_clause(view: View, cue: Cue) -> bool:
    """Tell whether what stands before an inserted cue is quoted or a clause: then a quotation after it goes on."""
    return cue.inserted and any(view.is_finite(i) or view.quoted[i] >= 0 for i in range(cue.left))


def _subordinates(view: View, index: int, steps: int) -> bool:
    """Tell whether "que"/"that" opens a clause: by its tag, or, right after the cue, before words of one."""
    if view.lexicon.grammar.bare_clauses and view.pos(index) == "DET":
        return steps == 0 and view.pos(index + 1) in {"DET", "PROPN", "PRON"}
    only = _RESTRICTING.isdisjoint(view.words[max(0, index - FARTHEST) : index])  # "n'a dit à X que deux mots"
    return view.pos(index) in {"SCONJ", "PRON", ""} or steps <= 1 or (view.pos(index) == "ADV" and only)


def _after_quoted_name(view: View, index: int) -> int | None:
    """Give where a clause begins behind a name in quotation marks ("a dit à « La Gazette » que ...")."""
    quote = view.quotes[view.quoted[index]]
    short = index == quote.open and quote.close - quote.open <= 4
    return quote.close + 2 if short and view.is_word(quote.close + 1, "clauses.that") else None


def _opens_phrase(view: View, cue: Cue, index: int, steps: int) -> Opener | None:
    """Say which construction without an opening word begins at ``index``, ``None`` for none."""
    if _opens_infinitive(view, cue, index, steps):
        return "infinitive"
    if _reflexive_complement(view, cue, index):
        return "reflexive"
    if view.lexicon.grammar.bare_clauses and steps <= 8 and _is_bare_clause(view, index, cue):
        return "bare"
    if view.lexicon.verb_second and not any("noun" in s.frames for s in cue.senses):
        return None
    if _is_object(view, index, cue.end):
        says = view.lexicon.grammar.bare_clauses and not any("noun" in s.frames for s in cue.senses)
        return "bare" if says and not cue.inserted else "object"
    return None


def _opens_infinitive(view: View, cue: Cue, index: int, steps: int) -> bool:
    """Tell whether an infinitive, or what denies one ("assure ne pas être visé"), opens at ``index``."""
    verb = index
    while view.pos(verb) == "ADV" and (view.word(verb) in _RESTRICTING or view.is_word(verb, "clauses.negation")):
        verb += 1
    steps += verb - index if view.word(verb - 1) in _RESTRICTING else 0
    while view.pos(verb) == "PRON" and view.is_word(verb, "clauses.clitics"):  # "dit l'avoir vue"
        verb += 1
    infinitive = verb < len(view) and view.tokens[verb].form == "inf"
    return infinitive and (steps <= 3 or (steps <= 10 and _takes_infinitive(view, cue, index)))


def after_addressee(view: View, cue: Cue) -> int:
    """Give where a cue ends with whom it addresses ("told Reuters | that")."""
    addressing = fold(view.tokens[cue.group.verb].lemma) in view.lexicon.words["addressing.verbs"]
    if not addressing or cue.passive:
        return cue.end
    short = relays.initials_of_medium(view, cue.end) or _medium_before(view, cue.end)
    if short is not None and _main_verb_after(view, short.end) is not None:
        return short.end
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


def _medium_before(view: View, index: int) -> Phrase | None:
    """Give the medium at ``index`` where a plural right behind it opens a clause ("told the XYZ officials said")."""
    known = index + 1 < len(view) and view.word(index) in view.lexicon.media and view.tokens[index].text[:1].isupper()
    opens = known and view.pos(index + 1) == "NOUN" and view.tokens[index + 1].number == "plur"
    return Phrase(index, index + 1) if opens else None


def _takes_infinitive(view: View, cue: Cue, index: int) -> bool:
    """Tell whether an infinitive after an addressee ("a demandé aux habitants de rester") is the content."""
    linked = view.pos(index - 1) in {"ADP", "PART"} or view.word(index - 1) in view.lexicon.words["clauses.of"]
    return linked and any("infinitive" in s.frames for s in cue.senses)


def _reflexive_complement(view: View, cue: Cue, index: int) -> bool:
    return (
        any("reflexive" in s.frames for s in cue.senses)
        and index == cue.end
        and view.pos(index) in {"ADJ", "ADV", "ADP"}
        and not _follows_clause(view, cue)
    )


def _is_object(view: View, index: int, after: int) -> bool:
    if not _only_adjuncts(view, after, index):
        return False
    owned = view.pos(index) == "PRON" and view.is_word(index, "clauses.determiners")
    partitive = view.pos(index) == "ADP" and view.word(index) in PARTITIVE
    doing = view.lexicon.grammar.bare_clauses and view.tokens[index].form == "ger"
    return view.pos(index) in NOMINAL_OPENINGS or partitive or owned or doing


def _only_adjuncts(view: View, start: int, end: int) -> bool:
    """Tell whether only adverbs, times and prepositional phrases stand between two indexes."""
    index = start
    while index < end:
        skipped = _after_time(view, index)
        if skipped is None and view.pos(index) == "ADP" and view.word(index) not in PARTITIVE:
            phrase = phrases.phrase_from(view, index + 1, len(view))
            skipped = phrase.end if phrase is not None and phrase.end <= end else None
        elif skipped is None and (view.pos(index) == "ADV" or view.tokens[index].form == "part"):
            skipped = index + 1
        if skipped is None:
            return False
        index = skipped
    return index == end


def _is_bare_clause(view: View, index: int, cue: Cue) -> bool:
    """Tell whether an English finite clause without "that" begins at ``index``."""
    if view.pos(index) not in CLAUSE_OPENINGS or (cue.passive and view.pos(index) == "ADP"):
        return False
    if not any("clause" in s.frames for s in cue.senses) or cue.group.form == "part":
        return False
    if view.word(cue.end) == view.word(index) and cue.senses[0].frames == frozenset({"noun"}):
        return False
    return _main_verb_after(view, index) is not None


def _main_verb_after(view: View, start: int) -> int | None:
    """Find the finite verb of a clause that begins with its subject at ``start``, ``None`` where no clause does.

    Over appositions between two commas and relative clauses; a conjunction before the verb, or a lone comma, ends it.
    """
    relative = False
    index = start
    while index < len(view):
        word = view.word(index)
        if word in {";", ":", "."} or (view.pos(index) == "SCONJ" and index > start):
            return None
        if word == ",":
            close = next((i for i in range(index + 1, len(view)) if view.word(i) == ","), None)
            if close is None or (view.pos(index + 1) not in APPOSED and view.tokens[index + 1].form != "part"):
                return None
            index = close + 1
            continue
        if view.is_word(index, "clauses.relative") and view.pos(index) in {"PRON", "ADV"} and index > start:
            relative = True
        elif view.is_finite(index):
            if not relative:
                return index if index > start else None
            relative = False
        index += 1
    return None
