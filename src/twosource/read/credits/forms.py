"""In which form a text credits an agency that it names: dateline, byline, end, photo, told, reporter, mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from twosource.model import Block, Credit, CreditForm
from twosource.read.credits.agencies import photo_agencies
from twosource.read.credits.search import Hit
from twosource.read.credits.words import holds

BEFORE, AFTER = 110, 60
SHORT_LINE = 120
LEAD = 300
"""Characters from the start in which a line of its own is a byline rather than a picture's credit."""
_MONOGRAM = 3
"""Letters of a sign that is a common word, or a misread one, in another case."""
_NEIGHBOUR = 25
"""Least length of a line that a line with nothing but a sign may follow: shorter ones make a table."""
_RUN = r"(?:[A-Za-zÀ-ÿ]{2,10}\.?\s?[-/,+&]\s?|(?:et|and|und|y|e)\s)*"
_BRACKET = re.compile(rf"[(\[{{]\s?[^\n()\[\]]{{0,40}}$|[/–—]\s?{_RUN}$")
_TIGHT = re.compile(rf"[(\[{{/–—-]\s?{_RUN}$")
_DASHED = re.compile(r"[.!?”\"»]\s?-{1,2}\s?$")
_DASH_BEFORE = re.compile(r"[—–]\s?$")
_DATELINE_AFTER = re.compile(
    r"[^\n()\[\]]{0,30}[)\]}]?[\s.,;)]{0,4}(?:[-–—~]|\.\s?[-–—]?\s?\S)|\.?\s?[)\]]\s?[.:]?\s?[A-ZÀ-Ý«]"
)
_DATELINE_BEFORE = re.compile(
    r"(?:^|[\n.!?»'\"~•])\s*[^\n]{0,12}?[A-ZÀ-Ý][^\n()]{1,70}[\n\s.,—–-]{1,6}[(\[{—–-]\s?(?:[^()\n]{0,24})$"
)
_OPENS_LINE = re.compile(
    r"(?:(?:^|\n)|\d\.?\s?[—–-]\s?)[^\w\n(]{0,3}[(\[]\s?[^()\n\w]{0,2}(?:[\w.]{2,12}\s?[-/,+&]\s?)*$"
)
_STARTS_LINE = re.compile(r"(?:^|\n)[^\w\n]{0,3}$")
_SET_OFF_BY_DASH = re.compile(r"\s?\.\s?[—–]\s?\S")
_SET_OFF = re.compile(r"[\s.]{0,3}[)\]][\s.,]{0,3}(?:[-–—~]\s?\S|\s?[A-ZÀ-Ý«])")
_ITEM_BEFORE = re.compile(r"[^\W\d_]{3,}[”\"’»)]?[.!?…][”\"’»)]?\s*\[\s?[^\n()\[\]]{0,40}$")
"""A sentence's end before square brackets: the source of one item of a digest, as "[X]" and a new line go on."""
_END_AFTER = re.compile(r"[^\w\n]{0,3}(?:(?:[-/,+&]|et|and|und|y|e)\s?[\w.À-ÿ ]{2,14}){0,3}[\s.)\]]{0,4}(?:\n|$)")
_HANDED = re.compile(r"(?:^|\n)\s*(?:Handout|Pool|[A-ZÀ-Ý][\w.]+(?: [A-ZÀ-Ý][\w.]+){0,3})(?:\s?/\s?|\s(?:via|for)\s)$")
_HANDED_ON = re.compile(r"\s?/\s?[A-ZÀ-Ý][\w ]{1,24}\.?\s*(?:\n|$)")
_QUOTE = re.compile(r"[«“\"„]\s?$")
_LETTERS = re.compile(r"[^\W\d_]{4,}")


class Around(Struct, frozen=True):
    """What stands around a hit: in its line, and in its neighbourhood."""

    role: str
    head: str
    tail: str
    line_head: str
    line: str
    above: int  # the length of the nearest line above that is not empty
    start: int
    left: int
    last: bool


def credit(text: str, hit: Hit, blocks: Sequence[Block]) -> Credit | None:
    """Give the credit of a hit; ``None`` where it stands as a plain word, or names no agency."""
    around = _around(text, hit, blocks)
    bracketed = bool(_BRACKET.search(around.head))
    form: CreditForm = next((form for form, holds_ in _FORMS if holds_(around, bracketed)), "mention")
    if is_item(around):
        form = "mention"
    if hit.agency in photo_agencies() and form in ("dateline", "byline", "end"):
        form = "photo"
    if form == "mention" and around.role == "caption":
        form = "photo"
    if form == "byline" and hit.weak and around.role not in ("byline", "body"):
        return None
    if form == "mention" and holds("person_before", around.line_head):
        return None
    if form == "mention" and (around.line.strip() == text[hit.start : hit.end] or holds("not_before", around.tail)):
        return None
    called = holds("agency_before", around.head) or holds("agency_after", around.tail)
    if hit.weak and not called and form in ("mention", "told"):
        return None
    if hit.strange and not _may_be_strange(around, hit, bracketed=bracketed):
        return None
    return Credit(hit.start, hit.end, hit.agency, form)


def is_item(around: Around) -> bool:
    """Tell whether the name is the source of one item of a digest, told in square brackets."""
    return not around.last and _ITEM_BEFORE.search(around.head) is not None


def _may_be_strange(around: Around, hit: Hit, *, bracketed: bool) -> bool:
    """Tell whether a sign in another case than its own is one: in brackets, or in a line that credits."""
    if hit.end - hit.start <= _MONOGRAM:
        return around.role in ("credit", "byline") or bool(_TIGHT.search(around.head))
    return bracketed or around.role in ("credit", "byline", "dateline")


def _around(text: str, hit: Hit, blocks: Sequence[Block]) -> Around:
    line_start = text.rfind("\n", 0, hit.start) + 1
    line_end = text.find("\n", hit.end)
    above = text[:line_start].rstrip()
    return Around(
        role=next((block.role for block in blocks if block.start <= hit.start < block.end), "body"),
        head=text[max(0, hit.start - BEFORE) : hit.start],
        tail=text[hit.end : hit.end + AFTER],
        line_head=text[max(line_start, hit.start - BEFORE) : hit.start],
        line=text[line_start : line_end if line_end >= 0 else len(text)],
        above=len(above) - above.rfind("\n") - 1,
        start=hit.start,
        left=len(text) - hit.end,
        last=not text[hit.end :].strip(" .)\n"),
    )


def _is_photo(around: Around, _bracketed: bool) -> bool:
    alone = around.line.startswith(around.line_head) and not around.line_head.strip()
    signed = alone and len(around.line) < SHORT_LINE / 3 and min(around.start, around.left) > LEAD
    handed = _HANDED.search(around.head) or (alone and _HANDED_ON.match(around.tail))
    return (
        holds("photo_before", around.line_head)
        or holds("photo_after", around.tail)
        or signed
        or (around.role == "caption" and _END_AFTER.match(around.tail) is not None)
        or (bool(handed) and min(around.start, around.left) > LEAD)
    )


def _is_dateline(around: Around, bracketed: bool) -> bool:
    if around.role == "dateline":
        return True
    if _OPENS_LINE.search(around.head) and _SET_OFF.match(around.tail):
        return True
    if _STARTS_LINE.search(around.head) and _SET_OFF_BY_DASH.match(around.tail):
        return True
    opened = bracketed or bool(_DASH_BEFORE.search(around.head))
    return opened and bool(_DATELINE_BEFORE.search(around.head)) and bool(_DATELINE_AFTER.match(around.tail))


def _is_end(around: Around, bracketed: bool) -> bool:
    lone = (
        len(around.line) <= SHORT_LINE
        and not _LETTERS.search(around.line_head)
        and (around.above >= _NEIGHBOUR or around.last or not around.above)
    )
    source = holds("source_before", around.line_head) and not holds("byline_before", around.line_head)
    signed = bracketed or lone or source or _DASHED.search(around.head)
    return bool(signed) and _END_AFTER.match(around.tail) is not None


def _is_byline(around: Around, bracketed: bool) -> bool:
    if around.role == "byline" or holds("byline_after", around.tail):
        return True
    short = len(around.line) <= SHORT_LINE and around.line.rstrip()[-1:] not in tuple(".!?»):")
    if not around.line_head.strip() and around.start < LEAD:
        return short and not around.last and _END_AFTER.match(around.tail) is not None
    return short and not bracketed and holds("byline_before", around.line_head)


def _is_contributed(around: Around, _bracketed: bool) -> bool:
    return around.role == "credit" or holds("contributed", around.tail)


def _is_told(around: Around, _bracketed: bool) -> bool:
    return holds("told", _QUOTE.sub("", around.head.replace("\n", " ")))


def _is_reporter(around: Around, _bracketed: bool) -> bool:
    return holds("reporter_before", around.head.replace("\n", " ")) or holds("reporter_after", around.tail)


_FORMS: tuple[tuple[CreditForm, Callable[[Around, bool], bool]], ...] = (
    ("photo", _is_photo),
    ("end", _is_contributed),
    ("dateline", _is_dateline),
    ("byline", _is_byline),
    ("end", _is_end),
    ("told", _is_told),
    ("reporter", _is_reporter),
)
