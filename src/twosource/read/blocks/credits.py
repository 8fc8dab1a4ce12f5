"""Lines and ends of paragraphs that name who made a text: ``(avec AFP)``, ``Source : Reuters``, ``Par X``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.read import published
from twosource.read.blocks import lexicon
from twosource.read.published import DateFrame

if TYPE_CHECKING:
    from twosource.read.blocks.lexicon import Words

_LONGEST_CREDIT = 10
_LONGEST_BYLINE = 16
_LONGEST_DATE = 22
_END = re.compile(
    r"[\s ]*[(\[](?P<inner>[^()\[\]]{2,60})[)\]]\s*\.?$|\s[—–-]{1,2}\s*(?P<dashed>\w[\w .]{1,28})$"
)
_SIGN = re.compile(r"^\s*(?:©|\(c\)|\(C\)|Copyright\b)")
_SIGNED = re.compile(r"(?P<name>.{0,60}?)(?:/|\(|\b(?:avec|with|via)\b)", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?:[^\W\d_]\.?)+|[A-ZÀ-Þ][\w'’.\-]*")
_SENTENCE_END = re.compile(r"[.!?…»”)]\s+(?=\S)")
_PLAIN = DateFrame()


def is_credit(text: str) -> bool:
    """Tell whether a short line only credits: agencies with words like "with", or a copyright sign."""
    words = lexicon.folded(text)
    if _SIGN.match(text):
        return len(words) <= _LONGEST_CREDIT * 2
    if not words or len(words) > _LONGEST_CREDIT:
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
    match = _END.search(text)
    if match is None or match.start() == 0:
        return len(text)
    inner = match["inner"] or match["dashed"]
    return match.start() if _is_agencies(lexicon.folded(inner)) else len(text)


def caption_credit(text: str) -> int:
    """Give where a credit after the last sentence of a caption starts, ``len(text)`` where there is none."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return ends[-1] if ends and is_credit(text[ends[-1] :]) else end_credit(text)


def is_byline(text: str, authors: frozenset[Words]) -> bool:
    """Tell whether a line names the writers or says when it was published."""
    words = lexicon.folded(text)
    if not words or len(words) > _LONGEST_DATE:
        return False
    return words in authors or is_date_line(text, words) or _is_signed(text, words)


def is_date_line(text: str, words: Words) -> bool:
    """Tell whether a line is a date of publication and little else."""
    lexica = lexicon.load()
    if lexicon.begins(words, lexica.date_leads) and any(word[0].isdigit() for word in words):
        return True
    found = next((span for _, span in published.written(text, _PLAIN)), None)
    return found is not None and (found[1] - found[0]) * 2 > len(text)


def _is_signed(text: str, words: Words) -> bool:
    lexica = lexicon.load()
    lead = lexicon.begins(words, lexica.byline_leads)
    if not lead or len(words) > _LONGEST_BYLINE or len(words) == lead:
        return False
    names = re.findall(r"[^\W_][\w'’.\-]*", text)[lead:]
    allowed = lexica.staff_words | lexica.months
    named = [w for w in names if w[0].isupper()]
    return bool(named) and all(w[0].isupper() or w[0].isdigit() or _folded_in(w, allowed) for w in names)


def _folded_in(word: str, allowed: frozenset[str]) -> bool:
    return set(lexicon.folded(word)) <= allowed
