"""Quotations of a sentence: which marks open and close them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from twosource.model import Token
from twosource.read.statements.insertions import Quote

OPENING: Final = {"«": "»", "“": "”", "„": "“", '"': '"', "‘": "’", "‚": "‘", "‹": "›"}
MARKS: Final = frozenset({*OPENING, *OPENING.values(), "'"})
MIXED: Final = {"“": '"', '"': "”"}
"""Marks that open what another kind of mark may close."""
OWNED = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})


def find_quotes(tokens: Sequence[Token]) -> tuple[Quote, ...]:
    """Pair quotation marks, outermost only. A mark that never closes opens nothing.

    The same mark on both sides (``"``) alternates; an English ``’`` closes only what ``‘`` opened.
    """
    quotes: list[Quote] = []
    if MARKS.isdisjoint([token.text for token in tokens]):
        return ()
    index = 0
    while index < len(tokens):
        closing = OPENING.get(tokens[index].text)
        if closing is None and tokens[index].text == "»" and _tied(tokens, index):
            closing = "«"
        single = closing is None and tokens[index].text == "'" and _tied(tokens, index)
        close = _close(tokens, index, closing) if closing else _close_single(tokens, index) if single else None
        if close is not None:
            quotes.append(Quote(index, close))
            index = close
        index += 1
    return tuple(quotes)


def _tied(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a sign stands right before a word and not behind one: »so« in German."""
    before = index and tokens[index - 1].end == tokens[index].start
    return not before and index + 1 < len(tokens) and tokens[index + 1].start == tokens[index].end


def _close(tokens: Sequence[Token], opened: int, closing: str) -> int | None:
    opening = tokens[opened].text
    depth = 0
    for index in range(opened + 1, len(tokens)):
        sign = tokens[index].text
        if sign == closing:
            if depth == 0:
                return index if index > opened + 1 else None
            depth -= 1
        elif sign == opening:
            depth += 1
    return _close_mixed(tokens, opened)


def _close_mixed(tokens: Sequence[Token], opened: int) -> int | None:
    """Give where a quotation closes whose marks are of two kinds ("“P, but Q," he said"): right behind a word."""
    other = MIXED.get(tokens[opened].text)
    behind = (i for i in range(opened + 2, len(tokens)) if tokens[i].text == other)
    return next((i for i in behind if tokens[i - 1].end == tokens[i].start), None)


def _close_single(tokens: Sequence[Token], opened: int) -> int | None:
    """Give where a quotation in typewriter's single marks closes: behind a word, and no owner's apostrophe."""
    for index in range(opened + 2, len(tokens)):
        if tokens[index].text != "'" or tokens[index - 1].end != tokens[index].start:
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if after is None or after.pos == "PUNCT":
            return index
        owner = tokens[index - 1].text.endswith("s") and after.pos in OWNED
        if after.start > tokens[index].end and not owner:
            return index
    return None
