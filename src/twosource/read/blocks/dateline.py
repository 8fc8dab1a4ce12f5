"""Where an agency-style dateline ends: ``PARIS (AFP) - ``, ``LONDON, March 3 (Reuters) -- ``, ``Lyon – ``."""

from __future__ import annotations

import re

from twosource.read import nametables
from twosource.read.blocks import lexicon
from twosource.text import fold

_LONGEST = 110
_SHORTEST_CAPITALS = 4
_MOST_NUMBERS = 2
_MOST_WORDS = 6
_LONGEST_ASIDE = 60
_DASH = re.compile(r"\s*(?:--+|—|–|―|‒)\s*|\s+-\s+|(?<=[)/])\s*-\s*")
_AGENCY = re.compile(r"(?:\(|/|\[)\s*(?P<name>[^()/\[\]]{2,40}?)\s*(?:\)|/|\])")
_COLON = re.compile(r"\s*:\s+")
_NUMBER = re.compile(r"\d+")
_STOP = re.compile(r"\s*\.?\s+")
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_STARTS_SENTENCE = re.compile(r"[«“\"'‘(\[]?\s*[A-ZÀ-ÖØ-ÞŒ0-9\u0400-\u042f]|[«“\"]")
_TRIM = " ,.\u00a0\u202f"


def end(text: str) -> int:
    """Give where the dateline at the start of ``text`` ends (the text goes on there), 0 where there is none.

    A dateline is a place, with or without a date, then an agency in brackets, a dash or both (a colon
    after a place in capitals); a sentence must begin after it.
    """
    head = text[:_LONGEST]
    return next((found for found in (_signed(head, text), _dashed(head, text), _capitals(head, text)) if found), 0)


def _signed(head: str, text: str) -> int:
    """Read a dateline that holds an agency in brackets, or an agency beside a dash."""
    for match in _AGENCY.finditer(head):
        if _is_agency(match["name"]) and _is_place_and_date(head[: match.start()], empty=True):
            cut = _DASH.match(text, match.end()) or _COLON.match(text, match.end()) or _STOP.match(text, match.end())
            return _sentence(text, cut.end() if cut else 0)
    return 0


def _dashed(head: str, text: str) -> int:
    """Read a dateline of a place and a dash."""
    cut = _DASH.search(head)
    if cut is None:
        return 0
    place = head[: cut.start()]
    if _is_agency(place) or (_is_place_and_date(place, empty=False) and not _is_aside(place, text, cut)):
        signed = _AGENCY.match(text, cut.end())
        after = _STOP.match(text, signed.end()) if signed and _is_agency(signed["name"]) else None
        return _sentence(text, (after or cut).end())
    return 0


def _is_aside(place: str, text: str, cut: re.Match[str]) -> bool:
    """Tell whether a dash opens an aside, or follows a person: ``Ann Bell — Lorval's mayor — said``.

    A place in capitals, with a date or with its country is a dateline all the same.
    """
    if any(sign in place for sign in ",()") or _NUMBER.search(place):
        return False
    words = _PLACE_WORD.findall(place)
    if all(word.isupper() for word in words):
        return False
    closed = cut.group().strip() in text[cut.end() : cut.end() + _LONGEST_ASIDE]
    return _is_person(place) or closed


def _is_person(place: str) -> bool:
    """Tell whether a name opens as a person's and is no known place's ("ADA ROE: P" answers in an interview)."""
    words = _PLACE_WORD.findall(place)
    known = nametables.town(place) is not None or nametables.listed(place) == "place"
    return len(words) > 1 and fold(words[0]) in nametables.name_parts() and not known


def _capitals(head: str, text: str) -> int:
    """Read a dateline of a place in capitals and a colon."""
    cut = _COLON.search(head)
    if cut is None:
        return 0
    place = head[: cut.start()]
    letters = [sign for sign in place if sign.isalpha()]
    if (
        len(letters) >= _SHORTEST_CAPITALS
        and all(sign.isupper() for sign in letters)
        and _is_place_and_date(place, empty=False)
        and not _is_person(place)
    ):
        return _sentence(text, cut.end())
    return 0


def _sentence(text: str, at: int) -> int:
    return at if 0 < at < len(text) and _STARTS_SENTENCE.match(text, at) else 0


def _is_agency(name: str) -> bool:
    words = lexicon.folded(name)
    lexica = lexicon.load()
    if not words:
        return False
    if lexica.agency_words.isdisjoint(words):
        return False
    known = words in lexica.agencies or any(lexicon.holds(words, agency) for agency in lexica.agencies)
    return known and len(words) <= _MOST_WORDS


def _is_place_and_date(text: str, *, empty: bool) -> bool:
    """Tell whether ``text`` is names of places and perhaps a date, and nothing else."""
    lexica = lexicon.load()
    text = text.strip(_TRIM)
    if not text:
        return empty
    words = lexicon.folded(text)
    if words in lexica.not_places or lexicon.begins(words, lexica.not_places) == len(words):
        return False
    places = 0
    if len(_NUMBER.findall(text)) > _MOST_NUMBERS:  # a score or a table, no date
        return False
    for word in re.findall(r"[\w'’.\-]+", text):
        if word[0].isdigit() or fold(word.strip(".")) in lexica.months:
            continue
        if _PLACE_WORD.fullmatch(word) and word[0].isupper():
            places += 1
        elif not set(lexicon.folded(word)) <= lexica.dateline_glue:
            return False
    return 0 < places <= _MOST_WORDS and not text[0].isdigit()
