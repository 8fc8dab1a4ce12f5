"""The subject of a verb: the noun phrase before it in its clause, over insertions, brackets and relatives."""

from __future__ import annotations

from twosource.read.statements.phrases import (
    NOMINAL,
    Group,
    Phrase,
    clause_floor,
    governed,
    group_at,
    is_briefed,
    is_inverted_pronoun,
    is_told,
    only_times,
    phrase_ending,
    phrase_from,
    phrases_left,
)
from twosource.read.statements.view import View

_PARTS = frozenset({":", ";"})
_BESIDE_A_DATE = frozenset({"DET", "ADP", "NUM"})
APART = frozenset({"", "PUNCT", "SCONJ"})
"""Parts of speech before a teller who opens a list: nothing, a sign, what opens a clause."""


def subject_before(view: View, group: Group) -> Phrase | None:
    """Find the noun phrase that is the subject of a group, to its left in the same clause.

    An insertion between commas just before the group is skipped; the rightmost phrase that no
    preposition governs is taken; in a relative clause ("des agences qui précisent") the antecedent.
    """
    end = _before_manner(view, group.start)
    floor = clause_floor(view, end)
    if view.is_word(end - 1, "clauses.coordination"):
        return None
    if view.word(end - 1) == ",":
        opener = next((i for i in range(end - 2, floor - 1, -1) if view.word(i) == "," and view.quoted[i] < 0), None)
        floor = _joined_clause(view, floor, opener) if opener is not None else floor
        apart = _before_insertion(view, floor, opener, end - 1) if opener is not None else None
        if opener is None:
            apart = _before_relative(view, floor, end - 1)
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


def _before_manner(view: View, start: int) -> int:
    """Give where adverbs behind a comma begin before a verb ("Ada Roe, a clerk, sharply criticized P")."""
    end = start
    while view.pos(end - 1) == "ADV" and view.quoted[end - 1] < 0:
        end -= 1
    return end if view.word(end - 1) == "," else start


def _animate(view: View, floor: int, end: int, group: Group) -> Phrase | None:
    """Give those whom "who" means, over what places them ("by doctors in the city, who put the toll at 60")."""
    if view.lexicon.inserts or view.word(group.start - 1) != "who":
        return None
    kinds = {"role", "collective", "anonymous"}
    found = [one for one in phrases_left(view, floor, end) if view.lexicon.tellers.get(view.word(one.end - 1)) in kinds]
    return found[-1] if found and view.pos(found[-1].end) == "ADP" else None


def _before_relative(view: View, floor: int, end: int) -> Phrase | None:
    """Give the subject before a relative clause that a comma closes and none opens ("X dont Y était Z, a nié")."""
    opener = next(
        (i for i in range(floor + 1, end) if view.is_word(i, "clauses.relative") and view.pos(i) == "PRON"), None
    )
    if opener is None or sum(view.is_finite(i) for i in range(opener, end)) != 1:
        return None
    phrase = phrase_ending(view, opener)
    return phrase if phrase is not None and phrase.start == floor else None


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
    start = before + 1 + (view.pos(before + 1) == "SCONJ")  # "P, although the mayor, Ada Roe, said"
    phrase = phrase_from(view, start, comma) if view.word(before) == "," else None
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
    candidates = phrases_left(view, floor, end)
    crossed = end
    for phrase in reversed(candidates):
        words = view.words[phrase.end : end]
        if not _PARTS.isdisjoint(view.words[phrase.end : crossed]):
            return None
        if _is_age(view, phrase) and any(one.end == phrase.start - 1 for one in candidates):
            continue
        alone = phrase.end - phrase.start == 1 and view.pos(phrase.start) == "PRON"
        treated = alone and view.is_word(phrase.start, "pronouns.object")
        if treated or _is_date(view, phrase):  # "treating him", "daté du 12 janvier"
            continue
        verbal = any(view.is_finite(i) and not is_briefed(view, i) for i in range(phrase.end, end))
        if verbal and view.lexicon.words["clauses.relative"].isdisjoint(words):
            return None
        verb = phrase.start - 1
        if is_told(view, verb) and any(view.pos(i) == "CCONJ" for i in range(phrase.end, end)):
            return subject_before(view, group_at(view, verb))  # "X shifted the focus to Y and last year announced P"
        if (
            not (governed(view, phrase.start) and not _opens_clause(view, phrase, end))
            and not _joined_below(view, phrase, candidates)
            and not _in_relative(view, phrase, floor, end)
        ):
            return coordinated_left(view, phrase, floor)
    return None


def _is_age(view: View, phrase: Phrase) -> bool:
    """Tell whether a number alone, or of years, stands behind a comma ("Ada Roe, 35, a clerk, said")."""
    numbered = view.word(phrase.start - 1) == "," and view.pos(phrase.start) == "NUM"
    numbered = numbered and not view.is_word(phrase.end, "clauses.of")  # "two of them said"
    return numbered and all(view.is_word(i, "time.words") for i in range(phrase.start + 1, phrase.end))


def _opens_clause(view: View, phrase: Phrase, end: int) -> bool:
    """Tell whether "after" or its like opens the clause of which a phrase is the subject ("after Ford disclosed P")."""
    beside = all(view.pos(i) == "ADV" for i in range(phrase.end, end))
    return beside and view.is_word(phrase.start - 1, "clauses.when") and is_told(view, end)


def _is_date(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase is a date or a time, whatever article opens it ("du 12 janvier", "hours")."""
    again = view.starts(phrase.start, view.lexicon.phrases["anaphora.last"]) > 0  # "ce dernier" is somebody
    return not again and only_times(view, range(phrase.start, phrase.end), _BESIDE_A_DATE)


def _joined_below(view: View, phrase: Phrase, candidates: list[Phrase]) -> bool:
    """Tell whether a bare name is joined to one that a preposition governs ("scientists from the X and Y said")."""
    if not view.is_word(phrase.start - 1, "clauses.coordination") or view.pos(phrase.start) == "DET":
        return False
    before = next((p for p in candidates if p.end == phrase.start - 1), None)
    if before is None or not governed(view, before.start):
        return False
    return view.lexicon.tellers.get(view.word(before.start - 2)) in {"collective", "anonymous", "role"}


def _in_relative(view: View, phrase: Phrase, floor: int, end: int) -> bool:
    """Tell whether a phrase is the object in a relative clause ("the store where a blast hurt four denied").

    Right behind what opens the clause it is the subject of the verb at ``end`` ("that the union says").
    """
    first = coordinated_left(view, phrase, floor).start
    anew = view.is_word(first - 1, "clauses.coordination") and view.word(first - 2) == ","  # ", but the navy says"
    if anew or view.word(first - 1) == "," or view.is_word(phrase.start - 1, "clauses.when"):
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
    """Extend a subject to the left over a list closed by a conjunction ("MM. Kim et Poutine", "A, B et C").

    Over a comma only to what stands apart before it: not to an object ("hit the market, residents and medics said").
    """
    start, link = phrase.start, "clauses.coordination"
    while start - 2 >= floor and (
        view.is_word(start - 1, link) or (view.word(start - 1) == "," and start != phrase.start)
    ):
        end = _before_bracket(view, start - 1)
        earlier = [p for p in phrases_left(view, floor, end) if p.end == end]
        if not earlier or governed(view, earlier[-1].start):
            break
        if view.word(start - 1) == "," and view.pos(earlier[-1].start - 1) not in APART:
            break
        start = earlier[-1].start
    return Phrase(start, phrase.end)


def _before_bracket(view: View, index: int) -> int:
    """Step back over a bracket, as of an acronym ("la Fédération des dockers (FDM), ...")."""
    if view.word(index - 1) != ")":
        return index
    return next((i for i in range(index - 2, -1, -1) if view.word(i) == "("), index)
