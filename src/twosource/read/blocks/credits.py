"""Lines and ends of paragraphs that name who made a text or a picture: ``(avec AFP)``, ``Photo : X``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.read.blocks import lexicon

if TYPE_CHECKING:
    from twosource.read.blocks.lexicon import Words

_LONGEST_CREDIT = 10
_FARTHEST = 80  # code points from the end of a paragraph in which its credit stands
_MOST_NAMES = 4
_SHORTEST_CAPTION = 3
_LONGEST_CAPTION = 60
_LONGEST_CONTACT = 24
_END = re.compile(r"[\s ]*[(\[](?P<inner>[^()\[\]]{2,60})[)\]]\s*\.?$|\s[—–-]{1,2}\s*(?P<dashed>\w[\w .]{1,28})$")
_ENDING = re.compile(r"[)\]]\s*\.?$|\s[—–-]")
"""What a credit at the end has at least: it is looked for where this is."""
_SIGN = re.compile(r"^\s*(?:©|\(c\)|\(C\)|Copyright\b)")
_SIGNED = re.compile(r"(?P<name>.{0,60}?)(?:/|\(|\b(?:avec|with|via)\b)", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?:[^\W\d_]\.?)+|[A-ZÀ-Þ][\w'’.\-]*")
_SENTENCE_END = re.compile(r"[.!?…»”)]\s+(?=\S)")
_BRACKETS_END = re.compile(r"\s*[(\[](?P<inner>[^()\[\]]{4,80})[)\]]\s*\.?$")
_INITIALS = re.compile(r"\(?(?:[^\W\d_]{1,5}(?:[-/][^\W\d_]{1,5}){1,6}|(?:[A-ZÀ-Þ]\.[ \-\u00a0]?){2,3})\)?/?\.?")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_PHONE = re.compile(r"(?<![\w.,])(?:\+\d{1,3}|0\d)(?:[ .\-\u00a0\u202f/]?\(?\d{1,4}\)?){3,6}(?!\w)")


def is_credit(text: str) -> bool:
    """Tell whether a short line only credits: agencies with words like "with", or a copyright sign."""
    words = lexicon.folded(text)
    if _SIGN.match(text):
        return len(words) <= _LONGEST_CREDIT * 2
    if not words or len(words) > _LONGEST_CREDIT or text.rstrip().endswith(":"):
        return False
    if _is_agencies(words):
        return True
    found = _SIGNED.match(text)
    return (
        found is not None
        and _is_agencies(lexicon.folded(text[found.end() :]))
        and all(_CAPITALISED.fullmatch(word) for word in found["name"].split())
    )


def _is_agencies(words: Words) -> bool:
    """Tell whether all words are names of agencies or the glue around them, one agency at least."""
    lexica = lexicon.load()
    at, agencies = 0, 0
    while at < len(words):
        size = lexicon.begins(words[at:], lexica.agencies)
        if size:
            agencies += 1
        elif words[at] not in lexica.credit_glue and not (len(words[at]) == 1 and words[at].isalpha()):
            return words[at] in {"agences", "agencies"}
        at += size or 1
    return agencies > 0 or not {"agences", "agencies"}.isdisjoint(words)


def end_credit(text: str) -> int:
    """Give where a credit at the end of a paragraph starts, ``len(text)`` where there is none."""
    near = max(0, len(text) - _FARTHEST)
    match = _END.search(text, near) if _ENDING.search(text, near) else None
    if match is None or match.start() == 0:
        return len(text)
    inner = match["inner"] or match["dashed"]
    return match.start() if _is_agencies(lexicon.folded(inner)) else len(text)


def caption_credit(text: str) -> int:
    """Give where a photo credit after what a picture shows starts, ``len(text)`` where there is none."""
    for match in _SENTENCE_END.finditer(text):
        if is_credit(text[match.end() :]) or is_photo_credit(text[match.end() :]):
            return match.end()
    bracketed = _BRACKETS_END.search(text)
    if bracketed and is_photo_credit(bracketed["inner"]):
        return bracketed.start()
    sign = text.find("©")
    return sign if sign > 0 and len(lexicon.folded(text[sign:])) <= _LONGEST_CREDIT else end_credit(text)


def is_captioned(text: str) -> bool:
    """Tell whether a line tells what a picture shows and ends with its credit."""
    words = lexicon.folded(text)
    if not _SHORTEST_CAPTION < len(words) <= _LONGEST_CAPTION:
        return False
    cut = caption_credit(text)
    shown = lexicon.folded(text[:cut])
    photo = is_photo_credit(text[cut:].strip("([ ")) or "©" in text[cut:]
    return cut < len(text) and photo and len(shown) >= _SHORTEST_CAPTION


def is_photo_credit(text: str) -> bool:
    """Tell whether a few words credit a picture: ``Photo : X``, ``Photograph: X/Y``, ``© X``."""
    words = lexicon.folded(text)
    if not words or len(words) > _LONGEST_CREDIT:
        return False
    if _SIGN.match(text):
        return True
    lead = lexicon.begins(words, lexicon.load().photo_leads)
    after = text[lexicon.end_of_word(text, lead) :].lstrip() if lead else ""
    return bool(after) and (after[0] in ":/|–—" or (after[0].isupper() and len(words) - lead <= _MOST_NAMES))


def is_initials(text: str) -> bool:
    """Tell whether a line is the initials of who wrote and who edited: ``ab/cde``, ``(A. B.)``."""
    return _INITIALS.fullmatch(text.strip()) is not None


def is_contact(text: str) -> bool:
    """Tell whether a short line gives an electronic address or a telephone number."""
    words = lexicon.folded(text)
    return len(words) <= _LONGEST_CONTACT and (_MAIL.search(text) or _PHONE.search(text)) is not None
