"""Which words name who speaks: a name whole, beside "himself", at the end of what a relative clause means."""

from __future__ import annotations

from twosource.read.statements import phrases, tellers
from twosource.read.statements.phrases import Group, Phrase
from twosource.read.statements.view import View

SPEAKING = frozenset({"role", "organisation", "collective", "agency", "media"})


def named(view: View, start: int, end: int) -> Phrase | None:
    """Give the tokens of a stretch of text as a phrase."""
    inside = [i for i, token in enumerate(view.tokens) if start <= token.start < end]
    return Phrase(inside[0], inside[-1] + 1) if inside else None


def name_before(view: View, group: Group) -> Phrase | None:
    """Give the person or body named right before a verb ("On Monday Acme Corporation said", "as Ada Roe also said")."""
    end = group.start
    while end > 0 and view.pos(end - 1) == "ADV":
        end -= 1
    close = view.tokens[end - 1].end if end else -1
    name = next((m for m in view.mentions if m.end == close and m.type in {"person", "organisation"}), None)
    return named(view, name.start, name.end) if name is not None else None


def person_before(view: View, index: int) -> Phrase | None:
    """Give the person named last before ``index`` ("ces faits ont poussé Ada Roe à réagir, affirmant que")."""
    limit = view.tokens[index].start
    person = next((m for m in reversed(view.mentions) if m.type == "person" and m.end <= limit), None)
    return named(view, person.start, person.end) if person is not None else None


def antecedent(view: View, subject: Phrase, group: Group) -> Phrase:
    """Give whom a relative clause means: the teller at the end of a phrase that is none ("la demande de X, qui")."""
    opener = group.start - 1
    relative = view.is_word(opener, "clauses.relative") and subject.end < group.start
    if not relative or tellers.type_of(view, subject) not in {"unknown", "document"}:
        return subject
    last = view.tokens[subject.end - 1]
    name = next((m for m in view.mentions if m.type in {"person", "organisation"} and m.end == last.end), None)
    if name is not None:
        return named(view, name.start, name.end) or subject
    of = next((i for i in range(subject.end - 1, subject.start, -1) if view.is_word(i, "clauses.of")), 0)
    inner = phrases.phrase_from(view, of + 1, subject.end) if of and view.word(of) != "'s" else None
    joined = view.is_word(opener - 1, "clauses.coordination")  # "objects from X, and which": the objects
    told = inner is not None and not joined and tellers.type_of(view, subject) == "unknown"
    return inner if told and inner is not None and tellers.type_of(view, inner) in SPEAKING else subject


def whole_name(view: View, subject: Phrase) -> Phrase:
    """Extend a subject to the left over the name that it ends ("le Conseil des ports | du Nord a fait savoir").

    Or over whom "himself" stands behind ("Ada Roe herself said"); before a name the word says nothing.
    """
    if view.is_word(subject.start, "pronouns.self"):
        alone = subject.end - subject.start == 1
        rest = phrases.phrase_ending(view, subject.start) if alone else Phrase(subject.start + 1, subject.end)
        return rest or subject
    start, end = view.tokens[subject.start].start, view.tokens[subject.end - 1].end
    name = next((m for m in view.mentions if m.start < start < m.end and m.end == end), None)
    return (named(view, name.start, name.end) or subject) if name is not None else subject


def owning(view: View, subject: Phrase | None) -> Phrase | None:
    """Give whose the subject of a relative clause between commas is ("the group, whose seat is in X, ... urges")."""
    opener = subject.start - 1 if subject is not None else -1
    related = opener > 1 and view.is_word(opener, "clauses.relative") and view.word(opener - 1) == ","
    if not related or subject is None or tellers.type_of(view, subject) != "unknown":
        return subject
    return phrases.phrase_ending(view, opener - 1) or subject
