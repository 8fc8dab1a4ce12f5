"""What follows a cue: where its content begins, and which construction opens it."""

from __future__ import annotations

from typing import Literal

from twosource.read.statements import phrases, second
from twosource.read.statements.cues import Cue
from twosource.read.statements.view import View
from twosource.text import fold

ADDRESSING = frozenset({"tell", "inform", "assure", "warn", "remind"})


Opener = Literal["quote", "that", "colon", "infinitive", "reflexive", "bare", "object", "adjunct", "none"]
FARTHEST = 16
"""How many tokens after a cue its content may begin."""
NOMINAL_OPENINGS = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})
CLAUSE_OPENINGS = NOMINAL_OPENINGS | {"PRON", "ADP", "ADV", "SCONJ"}
BEFORE_VERB = NOMINAL_OPENINGS | {"ADV", "AUX", "ADP", "PART"}


def after(view: View, cue: Cue) -> tuple[Opener, int]:
    """Say what follows a cue, and where its content begins."""
    inverted = cue.subject is not None and cue.subject.start >= cue.group.verb
    start = max(cue.end, cue.subject.end) if cue.subject and inverted else _after_addressee(view, cue)
    for index in range(start, min(len(view), start + FARTHEST)):
        opened = _opens(view, cue, index, index - start)
        if opened is not None:
            return opened
    return "none", min(len(view), start + FARTHEST)


def _opens(view: View, cue: Cue, index: int, steps: int) -> tuple[Opener, int] | None:
    """Say what opens at ``index``, ``steps`` tokens after the cue; ``None`` where one has to look further."""
    word = view.word(index)
    if view.quoted[index] >= 0:
        that = _after_quoted_name(view, index)
        return ("that", that) if that else ("quote", index)
    clause = _opens_clause(view, index)
    if clause is not None:
        return "that", clause
    if word == ":":
        return ("colon", index + 1) if index + 1 < len(view) else ("none", index)
    phrase = _opens_phrase(view, cue, index, steps)
    if phrase is not None:
        return phrase, index
    if word in {",", ";"} or view.pos(index) == "PUNCT" or view.is_finite(index):
        return ("adjunct" if steps else "none"), index
    return None


def _opens_clause(view: View, index: int) -> int | None:
    """Give where a clause begins that "that" opens at ``index``, or in German a comma; ``None`` where none does."""
    if view.is_word(index, "clauses.that") and view.pos(index) in {"SCONJ", "PRON", ""}:
        return index + 1
    return second.clause_behind(view, index) if view.word(index) == "," and view.lexicon.verb_second else None


def _after_quoted_name(view: View, index: int) -> int | None:
    """Give where a clause begins behind a name in quotation marks ("a dit à « La Gazette » que ...")."""
    quote = view.quotes[view.quoted[index]]
    short = index == quote.open and quote.close - quote.open <= 4
    return quote.close + 2 if short and view.is_word(quote.close + 1, "clauses.that") else None


def _opens_phrase(view: View, cue: Cue, index: int, steps: int) -> Opener | None:
    """Say which construction without an opening word begins at ``index``, ``None`` for none."""
    if view.tokens[index].form == "inf" and (steps <= 3 or (steps <= 10 and _takes_infinitive(view, cue, index))):
        return "infinitive"
    if _reflexive_complement(view, cue, index):
        return "reflexive"
    if view.lexicon.language == "en" and steps <= 8 and _is_bare_clause(view, index, cue):
        return "bare"
    if view.lexicon.verb_second and not any("noun" in s.frames for s in cue.senses):
        return None
    if _is_object(view, index, cue.end):
        says = view.lexicon.language == "en" and not any("noun" in s.frames for s in cue.senses)
        return "bare" if says and not cue.inserted else "object"
    return None


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
    if any(view.pos(i) != "ADV" for i in range(after, index)):
        return False
    partitive = view.pos(index) == "ADP" and view.word(index) in {"des", "du"}
    return view.pos(index) in NOMINAL_OPENINGS or partitive


def _is_bare_clause(view: View, index: int, cue: Cue) -> bool:
    """Tell whether an English finite clause without "that" begins at ``index``."""
    if view.pos(index) not in CLAUSE_OPENINGS or (cue.passive and view.pos(index) == "ADP"):
        return False
    if not any("clause" in s.frames for s in cue.senses) or cue.group.form == "part":
        return False
    if view.word(cue.end) == view.word(index) and cue.senses[0].frames == frozenset({"noun"}):
        return False
    phrase = phrases.phrase_from(view, index, len(view))
    if phrase is None:
        return False
    verb = next((i for i in range(phrase.end, len(view)) if view.is_finite(i) or view.pos(i) not in BEFORE_VERB), None)
    return verb is not None and view.is_finite(verb)
