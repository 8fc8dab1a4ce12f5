"""Clauses in which the finite verb comes second, as in German.

Its subject may stand behind it; its other part, a prefix or a participle, ends the clause.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from twosource.read.statements import phrases, tellers
from twosource.read.statements.phrases import Group, Phrase
from twosource.read.statements.view import View

FARTHEST = 24
"""Tokens between the two parts of a verb."""
_ENDS = frozenset({",", ";", ":", ".", "!", "?", "–", "—"})


def prefix(view: View, verb: int, prefixes: Sequence[str]) -> str | None:
    """Give the prefix that ends the clause of the verb at ``verb``, ``None`` where none of ``prefixes`` does.

    An apposition between commas (", Ole Brandt,") is stepped over.
    """
    for index in range(verb + 1, min(len(view), verb + FARTHEST)):
        if view.quoted[index] >= 0 or view.word(index) in _ENDS - {","}:
            return None
        if view.word(index) in prefixes and _ends_clause(view, index + 1):
            return view.word(index)
    return None


def _ends_clause(view: View, index: int) -> bool:
    return index >= len(view) or view.word(index) in _ENDS or view.quoted[index] >= 0


def whole(view: View, group: Group) -> Group:
    """Give a participle with the auxiliary that stands second in its clause ("hat gestern ... erklärt")."""
    if group.form != "part":
        return group
    for index in range(group.start - 1, max(-1, group.start - FARTHEST), -1):
        if view.quoted[index] >= 0 or view.word(index) in _ENDS - {","}:
            break
        if view.pos(index) == "AUX" and view.is_finite(index):
            return msgspec.structs.replace(group, start=index, form="fin")
    return group


def subject(view: View, group: Group, before: Phrase | None, *, inserted: bool) -> Phrase | None:
    """Give the subject: the phrase before the finite verb, or the one behind it where that is who speaks.

    "Der Zeitung sagte Karma": what comes first may be whom it is told. Behind an inserted verb of one word
    nobody is looked for here.
    """
    split = group.verb > group.start + 1
    behind = _behind(view, group, inserted=inserted)
    if behind is None or (inserted and not split):
        return before
    if before is None or tellers.type_of(view, before) == "unknown":
        return behind
    people = ("person", "role")
    return behind if tellers.type_of(view, behind) in people and tellers.type_of(view, before) not in people else before


def _behind(view: View, group: Group, *, inserted: bool) -> Phrase | None:
    """Give the teller right behind the finite verb, over a reflexive pronoun; anybody behind an ``inserted`` one."""
    verb = group.start if view.is_finite(group.start) else group.verb
    start = verb + 1
    while view.is_word(start, "clauses.reflexive"):
        start += 1
    limit = group.verb if verb < group.verb else len(view)
    phrase = phrases.phrase_after(view, start, limit)
    known = phrase is not None and (tellers.type_of(view, phrase) != "unknown" or tellers.is_pronoun(view, phrase))
    return phrase if known or inserted else None


def rest(view: View, after: int) -> int | None:
    """Give where a clause goes on behind a teller at ``after``: "laut Polizei kamen ...". ``None`` where it ends."""
    if not view.lexicon.verb_second or after >= len(view) or view.pos(after) == "PUNCT" or view.quoted[after] >= 0:
        return None
    return after


def told_by(view: View, group: Group, teller: Phrase) -> tuple[int, int] | None:
    """Give the content of "wie X mitteilte, P" or "P, wie X mitteilte", first and last token; ``None`` for none.

    The verb ends the clause that "wie" opens before the teller.
    """
    opener = teller.start - 1
    if not view.lexicon.verb_second or not view.is_word(opener, "clauses.told_as") or not _ends_clause(view, group.end):
        return None
    if opener == 0:
        return (group.end + 1, len(view)) if view.word(group.end) == "," else None
    return (0, opener - 1) if view.word(opener - 1) == "," else None


def clause_behind(view: View, comma: int) -> int | None:
    """Give where a clause of content begins behind the comma at ``comma``, ``None`` where none does.

    With "dass" or without: "sagte, der Hafen sei zu".
    """
    start = comma + 1
    if view.is_word(start, "clauses.that"):
        return start + 1
    phrase = phrases.phrase_from(view, start, len(view))
    if phrase is None or (view.is_word(start, "clauses.relative") and view.pos(start) == "PRON"):
        return None
    return start if view.is_finite(phrase.end) else None
