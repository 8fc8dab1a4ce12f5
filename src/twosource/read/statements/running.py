"""Quotations that run over paragraphs: opened in each, closed in the last ("« P. ¶ « Q. ¶ « R », a-t-il conclu").

Each paragraph of one is given the marks that print leaves out, so that it reads like any other quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
from msgspec import Struct

from twosource.model import Hop, Sentence, Statement, Token
from twosource.read.statements.proposals import Proposal

PAIRS: Mapping[str, str] = {"«": "»", "“": "”", '"': '"'}
"""Opening marks with what closes them."""
CLOSED_BY: Mapping[str, str] = {"»": "«", "”": "“"}
FARTHEST = 5
"""Paragraphs within which a quotation that no later mark opens again is closed, at most."""
LONGEST = 2400
"""Characters of what is read as one quotation, at most."""


class Said(Struct, frozen=True):
    """A sentence, or some that are one running quotation; ``opening`` and ``closing`` are marks that print leaves out.

    ``run`` numbers the quotations that run over paragraphs, -1 for none.
    """

    sentence: Sentence
    opening: str = ""
    closing: str = ""
    run: int = -1


class _Paragraph(Struct, frozen=True):
    """Sentences of one paragraph; where a mark opens that nothing in it closes, and one closes that nothing opens."""

    sentences: Sequence[Sentence]
    first: str
    sign: str
    opens: int
    closes: int
    closed: str


def spread(text: str, sentences: Sequence[Sentence]) -> list[Said]:
    """Give the sentences of an article, those of a quotation that runs over paragraphs joined in each."""
    held = [list(inside) for _, inside in groupby(sentences, key=lambda one: one.paragraph)]
    if all(_is_even(text, inside[0].start, inside[-1].end) for inside in held):
        return [Said(one) for one in sentences]
    paragraphs = [_look(text, inside) for inside in held]
    found: list[Said] = []
    open_sign, run = "", 0
    for at in range(len(paragraphs)):
        told, open_sign = _marked(paragraphs, at, open_sign, run)
        found += told
        run += not open_sign
    return found


def _is_even(text: str, start: int, end: int) -> bool:
    """Tell whether as many marks open as close in a stretch."""
    pairs = ((text.count(sign, start, end), text.count(closing, start, end)) for sign, closing in PAIRS.items())
    return all(
        opened % 2 == 0 if sign == closing else opened == closed
        for (opened, closed), (sign, closing) in zip(pairs, PAIRS.items(), strict=True)
    )


def _look(text: str, sentences: Sequence[Sentence]) -> _Paragraph:
    start, end = sentences[0].start, sentences[-1].end
    opened: list[tuple[str, int]] = []
    closes, closed = -1, ""
    for at in range(start, end):
        sign = text[at]
        if sign in CLOSED_BY or (sign == '"' and opened and opened[-1][0] == '"'):
            if opened and PAIRS[opened[-1][0]] == sign:
                opened.pop()
            elif closes < 0:
                closes, closed = at, CLOSED_BY.get(sign, "")
        elif sign in PAIRS:
            opened.append((sign, at))
    sign, opens = opened[0] if len(opened) == 1 else ("", -1)
    return _Paragraph(sentences, text[start : start + 1], sign, opens, closes, closed)


def _marked(paragraphs: Sequence[_Paragraph], at: int, before: str, run: int) -> tuple[list[Said], str]:
    """Give what a paragraph says, and the mark of the quotation that it leaves open; ``before``: the one left open."""
    one = paragraphs[at]
    again = bool(before) and one.first == before
    opening = before if before and not again else ""
    goes_on = _goes_on(paragraphs, at, one.sign) if one.sign else bool(opening) and one.closes < 0
    sign = (one.sign or before) if goes_on else ""
    start = one.opens if one.sign and not opening else one.sentences[0].start
    if not (opening or sign):
        number = run if again else -1
        return [Said(s, run=number) for s in one.sentences], ""
    end = one.sentences[-1].end if sign else one.closes
    return list(_joined(one.sentences, (start, end), (opening, PAIRS[sign] if sign else ""), run)), sign


def _goes_on(paragraphs: Sequence[_Paragraph], at: int, sign: str) -> bool:
    """Tell whether a quotation left open goes on: the next paragraph opens it again, or a later one closes it."""
    following = paragraphs[at + 1 : at + FARTHEST]
    if not following:
        return False
    if following[0].first == sign:
        return True
    closing = next((one for one in following if one.sign or one.closes >= 0), None)
    return closing is not None and closing.closed == sign


def _joined(sentences: Sequence[Sentence], hull: tuple[int, int], marks: tuple[str, str], run: int) -> Iterator[Said]:
    """Join the sentences of a stretch with the marks that print leaves out before or behind it."""
    inside = [one for one in sentences if one.end > hull[0] and one.start < max(hull[1], hull[0] + 1)]
    for one in sentences:
        if one not in inside:
            yield Said(one, run=run)
        elif one is inside[0]:
            whole = Sentence(one.start, inside[-1].end, one.role, one.paragraph)
            if whole.end - whole.start > LONGEST:
                yield from (Said(each) for each in inside)
            else:
                yield Said(whole, marks[0], marks[1], run)


def with_marks(said: Said, tokens: Sequence[Token]) -> Sequence[Token]:
    """Give the tokens of a stretch with the marks that print leaves out."""
    start, end = said.sentence.start, said.sentence.end
    first = [Token(start, start, said.opening, said.opening, "PUNCT")] if said.opening else []
    last = [Token(end, end, said.closing, said.closing, "PUNCT")] if said.closing else []
    return [*first, *tokens, *last] if first or last else tokens


class Found(Struct, frozen=True):
    """A statement with the proposal that it came from, its paragraph, its running quotation and its sentence."""

    statement: Statement
    proposal: Proposal
    paragraph: int
    run: int = -1
    place: int = 0


def with_tellers(found: Sequence[Found]) -> list[Found]:
    """Give the paragraphs of a running quotation that name no teller the one whom another of them names."""
    tellers: dict[int, Statement] = {}
    for one in found:
        told = one.proposal.cue is not None and one.statement.speaker is not None
        if one.run >= 0 and told and one.statement.kind in {"direct", "mixed"}:
            tellers.setdefault(one.run, one.statement)
    return [_told_by(one, tellers[one.run]) if one.run in tellers else one for one in found]


def placeless(chain: Sequence[Hop]) -> tuple[Hop, ...]:
    """Give a chain as it is told elsewhere: its places are not of that text or sentence."""
    return tuple(msgspec.structs.replace(hop, start=None, end=None) for hop in chain)


def _told_by(one: Found, named: Statement) -> Found:
    if one.proposal.cue is not None:
        return one
    chain = placeless(named.chain)
    statement = msgspec.structs.replace(
        one.statement, chain=chain, speaker=named.speaker, source_type=named.source_type
    )
    return msgspec.structs.replace(one, statement=statement)
