"""Names beside a description in apposition, and the persons of a list who speak together."""

from __future__ import annotations

from twosource.model import Mention
from twosource.read.statements import tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.view import View

REACH = 16
"""Tokens between a description and the comma before its name."""
COMPLEMENT = frozenset({"ADP", "DET", "NOUN", "ADJ", "PROPN", "CCONJ", "NUM", "X"})
LISTED = COMPLEMENT | {"PUNCT"}
CLOSING = frozenset({",", ".", ")", ";", "»", "”", '"', ""})
_UNSURE = frozenset({"place", "product", "person"})
"""Kinds for which a body's name is often taken, where no word of it says what it is."""


def name_after(view: View, phrase: Phrase) -> Mention | None:
    """Give the person or body named behind a description ("le négociateur pour le taxi, Guy Roe,")."""
    comma = phrase.end + (3 if _is_bracketed(view, phrase.end) else 0)  # "l'Union des ports (UDP), Ada Roe"
    while comma - phrase.end < REACH and _complements(view, comma):
        before = comma - 1 - view.is_word(comma - 1, "roles.titles")
        person = _starting(view, comma) if view.pos(before) in {"NOUN", "PROPN"} else None
        if person is not None and person.type == "person":
            return person if _closed(view, person, spoken=True) else None
        comma += 1
    if view.word(comma) != ",":
        return None
    return _behind_comma(view, phrase, comma) or _behind_second(view, phrase, comma)


def with_name(view: View, phrase: Phrase) -> Phrase:
    """Extend a described teller over the name behind a comma ("la fédération des banques, Febel, « P »")."""
    kinds = {"role", "organisation", "unknown", "anonymous"}
    if view.word(phrase.end) != "," or tellers.type_of(view, phrase) not in kinds:
        return phrase
    mention = _behind_comma(view, phrase, phrase.end)
    after = _after(view, mention) if mention is not None else 0
    return Phrase(phrase.start, after) if after and view.word(after) == "," else phrase


def _complements(view: View, index: int) -> bool:
    """Tell whether a word may stand between a description and its name: no finite verb, a participle ("chargée de")."""
    plain = view.pos(index) in COMPLEMENT and not view.is_finite(index)
    return view.quoted[min(index, len(view) - 1)] < 0 and (
        plain or view.tokens[min(index, len(view) - 1)].form == "part"
    )


def _behind_comma(view: View, phrase: Phrase, comma: int) -> Mention | None:
    """Give the name behind a comma, over its determiner or title ("le ministre, M. Roe", "the firm, the Acme Corp")."""
    first = comma + 1
    while (view.pos(first) == "DET" and _starting(view, first) is None) or (
        view.pos(first + 1) == "PROPN" and view.is_word(first, "roles.titles")
    ):
        first += 1
    mention = _starting(view, first)
    if mention is None or not _closed(view, mention):
        return None
    body = tellers.type_of(view, phrase) == "organisation"
    kinds = ({"organisation"} | (_UNSURE if _is_abridged(view, mention) else set())) if body else {"person"}
    if view.is_word(tellers.head(view, phrase), "roles.corporate"):  # "its owner, Roe Shipping,"
        kinds |= {"organisation"}
    given = view.pos(first - 1) != "DET" or mention.type == "organisation"
    return mention if mention.type in kinds and given else None


def _is_abridged(view: View, mention: Mention) -> bool:
    """Tell whether a name is initials, or is followed by its own ("the grid operator, Western Power Links (WPL)")."""
    after = _after(view, mention)
    letters = view.tokens[after + 1].text if _is_bracketed(view, after) else mention.name
    return len(letters) >= tellers.INITIALS and letters.isalpha() and letters.isupper()


def _behind_second(view: View, phrase: Phrase, comma: int) -> Mention | None:
    """Give the name behind a second apposition without a determiner ("la cheffe du camp, membre du Parti, Mme Roe")."""
    close = next((i for i in range(comma + 1, min(comma + REACH, len(view))) if not _complements(view, i)), comma)
    apart = close > comma + 1 and view.pos(comma + 1) == "NOUN" and view.word(close) == ","
    return _behind_comma(view, phrase, close) if apart else None


def name_before(view: View, phrase: Phrase) -> Mention | None:
    """Give the person whom a description without a definite article follows ("Ada Roe, géologue,")."""
    if view.word(phrase.start - 1) != "," or view.is_word(phrase.start, "anaphora.definite"):
        return None
    end = view.tokens[phrase.start - 2].end if phrase.start > 1 else -1
    return next((m for m in view.mentions if m.type == "person" and m.end == end), None)


def _starting(view: View, index: int) -> Mention | None:
    if index >= len(view):
        return None
    start = view.tokens[index].start
    return next((m for m in view.mentions if m.start == start), None)


def _after(view: View, mention: Mention) -> int:
    return next((i for i in range(len(view)) if view.tokens[i].start >= mention.end), len(view))


def _is_bracketed(view: View, index: int) -> bool:
    """Tell whether one word stands between brackets at ``index``."""
    return view.word(index) == "(" and view.word(index + 2) == ")"


def _closed(view: View, mention: Mention, *, spoken: bool = False) -> bool:
    after = _after(view, mention)
    after += 3 if _is_bracketed(view, after) else 0  # "Western Power Links (WPL)"
    return view.word(after) in CLOSING or (spoken and view.pos(after) in {"VERB", "AUX", "ADV"})


def people_before(view: View, phrase: Phrase, verb: int) -> tuple[Mention, ...]:
    """Give the persons of the list that is the subject of a plural verb ("A. Roe et le maire, B. Lyle, ont dit")."""
    if view.tokens[verb].number != "plur":
        return ()
    start = phrase.start
    while start > 0 and view.quoted[start - 1] < 0 and not view.is_finite(start - 1):
        link = next((n for n in (2, 3) if view.starts(start - n, view.lexicon.phrases["clauses.together"]) == n), 0)
        if not link and view.pos(start - 1) not in LISTED:
            break
        if view.word(start - 1) in {";", ":", ".", "(", ")"}:
            break
        start -= link or 1
    return people_in(view, Phrase(start, phrase.end))


def people_in(view: View, phrase: Phrase) -> tuple[Mention, ...]:
    """Give the persons whom a list closed by a conjunction names, none where it names one alone."""
    people = [m for m in view.mention_at(phrase.start, phrase.end) if m.type == "person"]
    if len(people) < 2:
        return ()
    joined = any(
        _links(view, i) and view.tokens[i].start >= people[-2].end
        for i in range(phrase.start, phrase.end)
        if view.tokens[i].end <= people[-1].start
    )
    return tuple(m for m in people if not _hangs(view, m)) if joined else ()


def _links(view: View, index: int) -> bool:
    together = view.starts(index, view.lexicon.phrases["clauses.together"]) > 0
    return together or view.is_word(index, "clauses.coordination")


def _hangs(view: View, mention: Mention) -> bool:
    """Tell whether a name hangs on another noun ("l'avocat de X", "X's lawyer")."""
    first = next(i for i in range(len(view)) if view.tokens[i].start >= mention.start)
    after = next((i for i in range(first, len(view)) if view.tokens[i].start >= mention.end), len(view))
    return view.is_word(first - 1, "clauses.of") or view.word(after) in {"'s", "'"} or view.pos(after) == "PROPN"
