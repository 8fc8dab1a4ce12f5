"""Sentences: every block that tells something, cut where a sentence ends.

A quotation or a bracket is never cut inside: the cue of three quoted sentences may stand behind
them. Abbreviations come from ``resources/abbreviations-<language>.toml``; a language without one
is cut without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from twosource.model import Article, Block, Role, Sentence, Span
from twosource.read import stamps
from twosource.resources import Table, exists, read_toml, strings

LEFT_OUT: frozenset[Role] = frozenset({"navigation", "promo", "related"})
"""Roles whose words are no sentences of the article."""

MOST_WORDS = 256
"""Words of a sentence, at most."""
_PAUSES = frozenset(",;:")
_PRINTED = re.compile(r"\S+")
_LONGEST_STRAIGHT = 1000  # a longer pair of " " is two strangers
_CUE_WINDOW = 5  # words after a quoted question among which its cue verb is looked for
_CLOSES: Final = {"»": "«", "«": "»", "”": "“„", "’": "‘", "“": "„", "‘": "‚"}
_OPENS = "«“„‘‚»"
_GERMAN = ("“", "«", "‘")  # signs that close a quotation in German, and open one elsewhere
_JOINTS = "([{'’-–—«“/"

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\Z|[^\S\n]*\n\s*\n)", re.DOTALL)
_STOP = re.compile(r"(?P<stop>[.!?…。！？]+)(?P<close>(?:\s?»|[”“’‘«\"')\]])*)(?=[\s—–]|\Z)")
_CLOSE = re.compile(r"(?P<stop>)(?P<close>[»”“«\"])(?=\s)")
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{2})(?P<stop>[.!?])(?P<close>)(?=[A-ZÀ-Þ])")
_SIGN = re.compile(r"[«»“”„‘’‚\"]")
_BRACKET = re.compile(r"\([^()\n]{1,400}\)|\[[^\[\]\n]{1,400}\]")
_BEFORE = re.compile(r"[^\s«»“”\"()\[\]/,;:’']+\Z")
_LEAD = re.compile(r"[\s«»“„\"'‘(\[–—•*-]*")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_INITIALS = re.compile(r"(?:[^\W\d_a-zà-ÿ](?:\.-?|-))*[^\W\d_a-zà-ÿ]")  # an acronym without points ends a sentence
_ENUMERATION = re.compile(r"\(?(?:\d{1,2}|[a-z]|[IVX]{1,4})")
_ORDINAL = re.compile(r"\d{1,2}|[IVX]{1,5}")
_CAPITAL_NEXT = re.compile(r"\s+[^\W\d_a-zà-ÿ]")
_INNER_STOP = re.compile(r"[.!?…]\s+[^\W\da-zà-ÿ]")


class _Signs(Struct, frozen=True):
    """What a language's abbreviation file says; ``ordinals``: a figure with a full stop is one."""

    never: frozenset[str]
    number: frozenset[str]
    maybe: frozenset[str]
    starters: frozenset[str]
    cue_verbs: frozenset[str]
    ordinals: bool


@cache
def _signs(language: str) -> _Signs:
    name = f"abbreviations-{language}.toml"
    table: Table = read_toml(name) if exists(name) else {}
    keys = ("never", "number", "maybe", "starters", "cue_verbs")
    never, number, maybe, starters, cue_verbs = (frozenset(strings(table, key)) for key in keys)
    return _Signs(never, number, maybe, starters, cue_verbs, ordinals=bool(table.get("ordinals")))


def split(article: Article, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Cut the blocks of an article into sentences, trimmed, in text order.

    Navigation, promo and related blocks are left out.
    """
    signs = _signs(article.language)
    return tuple(
        Sentence(cut.start, cut.end, block.role, number)
        for number, block in enumerate(blocks)
        if block.role not in LEFT_OUT
        for piece in _PARAGRAPH.finditer(article.text, block.start, block.end)
        for cut in _cut(article.text, Span(piece.start(), piece.end()), signs)
    )


def _cut(text: str, piece: Span, signs: _Signs) -> Iterator[Span]:
    """Cut one paragraph; its blanks between sentences belong to none.

    The time that opens an entry of a live blog is a sentence of its own.
    """
    begin = piece.start
    stamp = stamps.end(text, begin, piece.end)
    for end in (*([stamp] if stamp > begin else []), *_ends(text, Span(stamp, piece.end), signs), piece.end):
        stretch = text[begin:end]
        if stretch.strip():
            start = begin + len(stretch) - len(stretch.lstrip())
            yield from _bearable(text, Span(start, start + len(stretch.strip())))
        begin = end


def _bearable(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what is longer than any sentence, as of a transcript without stops: behind a comma, else between words."""
    if sentence.end - sentence.start < 2 * MOST_WORDS:
        yield sentence
        return
    words = [(match.start(), match.end()) for match in _PRINTED.finditer(text, sentence.start, sentence.end)]
    first = 0
    while first < len(words):
        last = min(len(words), first + MOST_WORDS)
        if last < len(words):
            pauses = (at for at in range(last, first + MOST_WORDS // 2, -1) if text[words[at - 1][1] - 1] in _PAUSES)
            last = next(pauses, last)
        yield Span(words[first][0], words[last - 1][1])
        first = last


def _ends(text: str, piece: Span, signs: _Signs) -> Iterator[int]:
    """Give the places inside a paragraph where a sentence ends, in order."""
    quotes = _quotes(text, piece)
    shields = _outermost([*quotes, *_brackets(text, piece)])
    opened = {quote.end: quote.start for quote in quotes}
    begin = piece.start
    for match in _candidates(text, piece):
        end = match.end()
        if any(shield.start < end < shield.end for shield in shields):
            continue
        if match["close"][-1:] in _GERMAN and end not in opened:
            continue
        if match["stop"]:
            is_end = _stops(text, begin, match, piece.end, signs)
        else:
            is_end = end in opened and _speaks(text, opened[end], end)
        if is_end:
            begin = end
            yield end


def _candidates(text: str, piece: Span) -> list[re.Match[str]]:
    """List the stops and closing quotation marks, one for each end, in order."""
    found: dict[int, re.Match[str]] = {}
    for pattern in (_STOP, _CLOSE, _GLUED):
        for match in pattern.finditer(text, piece.start, piece.end):
            found.setdefault(match.end(), match)
    return [found[end] for end in sorted(found) if end < piece.end]


def _stops(text: str, begin: int, match: re.Match[str], limit: int, signs: _Signs) -> bool:
    """Tell whether the stop of ``match`` ends the sentence that starts at ``begin``."""
    lead = _LEAD.match(text, match.end(), limit)
    at = lead.end() if lead else match.end()
    following = text[at : at + 1]
    if following.islower() or (not following and at >= limit):
        return False
    word = _WORD.match(text, at, limit)
    after = word[0] if word and at < limit else ""
    if not match["close"] and match["stop"] == ".":
        return not _abbreviates(text, begin, match.start(), after, signs)
    asks = match["close"] and match["stop"][-1] in "?!"
    return not (asks and signs.cue_verbs & set(_WORD.findall(text[at:limit][:120])[:_CUE_WINDOW]))


def _abbreviates(text: str, begin: int, stop: int, after: str, signs: _Signs) -> bool:
    """Tell whether the full stop at ``stop`` belongs to a shortened word, a number or an initial."""
    before = _BEFORE.search(text, begin, stop)
    word = before[0].lstrip("-–—•") if before else ""
    if before and not text[begin : before.start()].strip() and _ENUMERATION.fullmatch(word):
        return True
    starts = after in signs.starters or re.split("['’]", after)[0] in signs.starters
    if word in signs.never:
        return True
    if word in signs.number and after[:1].isdigit():
        return True
    if word in signs.maybe or _INITIALS.fullmatch(word) or (signs.ordinals and _ORDINAL.fullmatch(word)):
        return not starts
    glued = not text[stop + 1 : stop + 2].isspace()
    return glued and not starts


def _speaks(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation without a last stop is whole sentences, and a new one follows it.

    Behind a comma within its marks its teller follows (“P. Q,” X said).
    """
    if not _CAPITAL_NEXT.match(text, end) or text[start : end - 1].rstrip().endswith(","):
        return False
    introduced = text[max(0, start - 3) : start].rstrip().endswith(":")
    return introduced or bool(_INNER_STOP.search(text, start, end))


def _quotes(text: str, piece: Span) -> list[Span]:
    """Find the closed pairs of quotation marks of a paragraph; a mark without its other is none."""
    found: list[Span] = []
    stack: list[int] = []
    straight: int | None = None
    for match in _SIGN.finditer(text, piece.start, piece.end):
        sign, at = match[0], match.start()
        if sign == '"':
            straight = _straight(text, at, straight, found)
        elif sign in _CLOSES and _pops(text, at, stack, found):
            continue
        elif sign in _OPENS and (sign not in "‘‚»" or _may_open(text, at)):
            stack.append(at)
    return found


def _pops(text: str, at: int, stack: list[int], found: list[Span]) -> bool:
    """Close the nearest open mark that the sign at ``at`` fits; tell whether there was one."""
    if text[at] == "’" and text[at + 1 : at + 2].isalnum():
        return False
    fits = [index for index, start in enumerate(stack) if text[start] in _CLOSES[text[at]]]
    if not fits:
        return False
    found.append(Span(stack[fits[-1]], at + 1))
    del stack[fits[-1] :]
    return True


def _straight(text: str, at: int, opened: int | None, found: list[Span]) -> int | None:
    """Take one more straight mark: give the mark that is open after it."""
    may_open, may_close = _may_open(text, at), not text[at - 1 : at].isspace()
    if opened is None:
        return None if may_close and not may_open else at
    if may_open and not may_close:
        return at
    if at - opened <= _LONGEST_STRAIGHT:
        found.append(Span(opened, at + 1))
    return None


def _may_open(text: str, at: int) -> bool:
    """Tell whether the sign at ``at`` stands where a quotation may open: before a word, after none."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _JOINTS) and bool(after) and not after.isspace()


def _brackets(text: str, piece: Span) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _BRACKET.finditer(text, piece.start, piece.end)]


def _outermost(pairs: list[Span]) -> list[Span]:
    """Leave out the pairs that lie in or cross an earlier one."""
    kept: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return kept
