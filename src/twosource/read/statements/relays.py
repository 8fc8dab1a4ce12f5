"""The hops through which a statement reached the reader: media spoken to, quoted by, agents of a passive."""

from __future__ import annotations

from functools import cache

from twosource.read.statements import phrases, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.view import View
from twosource.resources import exists, read_rows
from twosource.text import fold


@cache
def known_media() -> frozenset[str]:
    """Give the folded names of the outlets and agencies of the table, articles and domain endings left out."""
    if not exists("outlets.tsv"):
        return frozenset()
    return frozenset(fold(row[1]) for row in read_rows("outlets.tsv") if len(row) > 1)


def is_medium(view: View, phrase: Phrase) -> bool:
    """Tell whether a phrase names an agency or a medium: by its head, or by the table of outlets."""
    kind = tellers.type_of(view, phrase)
    if kind in {"agency", "media"}:
        return True
    words = view.words[phrase.start : phrase.end]
    name = " ".join(words)
    bare = " ".join(words[1:])
    capital = view.tokens[phrase.end - 1].text[:1].isupper()
    return capital and (name in known_media() or bare in known_media())


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


def _relay_at(view: View, index: int, end: int) -> Phrase | None:
    table = view.lexicon.phrases
    for kind in ("relays.quoted_by", "relays.to", "relays.on"):
        length = view.starts(index, table[kind])
        if not length:
            continue
        after = index + length
        phrase = phrases.phrase_from(view, after, end) if after < end else None
        if phrase is not None and _carries(view, kind, phrase):
            return phrase
    if view.is_word(index - 1, "addressing.forms"):
        phrase = phrases.phrase_from(view, index, end)
        if phrase is not None and is_medium(view, phrase):
            return phrase
    return None


def _carries(view: View, kind: str, phrase: Phrase) -> bool:
    """Tell whether a phrase after "à", "sur", "cité par" names who carried the words.

    Spoken to, a bare acronym is a medium or an agency ("a-t-il dit à l'XYZ").
    """
    if kind == "relays.quoted_by" and tellers.type_of(view, phrase) in {"agency", "media", "organisation"}:
        return True
    last = view.tokens[phrase.end - 1].text
    return is_medium(view, phrase) or (kind == "relays.to" and last.isupper() and len(last) > 1)


def cited_after(view: View, index: int) -> Phrase | None:
    """Give whom a teller cites within a few words after it ("rapporte X, qui cite Y", "reported X, citing Y")."""
    for i in range(index, min(index + 4, len(view))):
        length = view.starts(i, view.lexicon.phrases["relays.citing"])
        phrase = phrases.phrase_from(view, i + length, len(view)) if length else None
        if phrase is not None and tellers.type_of(view, phrase) != "unknown":
            return phrase
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


def skip_locator(view: View, index: int) -> int:
    """Skip what only places the teller ("dans un communiqué", "cité par X", "on Monday") up to the next comma."""
    i = index
    while i < len(view) and i - index < 14:
        if view.word(i) == "," or view.is_finite(i) or view.quoted[i] >= 0 or view.word(i) in {".", ":", ";"}:
            return i if view.word(i) == "," else index
        i += 1
    return index
