"""Quotations that a cue interrupts within their marks, as French prints them: « P, dit-il, Q »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.model import Token
from twosource.read import lemmas
from twosource.read.statements.lexicon import Lexicon
from twosource.text import fold

LONGEST = 14
"""Tokens of an insertion, at most."""
SIGNS = frozenset({",", "?", "!", "…", "..."})
CLOSES = frozenset({",", ".", ";", ":"})
NAMED = frozenset({"DET", "PROPN"})


class Quote(Struct, frozen=True, order=True):
    """A quotation: the token indexes of its two marks."""

    open: int
    close: int


def parted(tokens: Sequence[Token], quote: Quote, lexicon: Lexicon) -> Iterator[Quote]:
    """Give the parts of a quotation around the cues inserted in it; signs around a cue are marks of its parts."""
    start = quote.open
    index = start + 2
    while index < quote.close - 1:
        cue = tokens[index - 1].text in SIGNS and _is_cue(tokens, index, quote.close, lexicon)
        end = _end(tokens, index, quote.close) if cue else None
        if end is None:
            index += 1
            continue
        yield Quote(start, index - 1)
        if end >= quote.close - 1:
            return
        start, index = end, end + 2
    yield Quote(start, quote.close)


def closes_part(tokens: Sequence[Token], quotes: Sequence[Quote], index: int) -> bool:
    """Tell whether the cue at ``index`` stands within the marks of the quotation that it interrupts."""
    return bool(quotes) and any(quote.close == index - 1 and tokens[quote.close].text in SIGNS for quote in quotes)


def _is_cue(tokens: Sequence[Token], index: int, close: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb of speech with its subject behind it begins at ``index``."""
    reflexive = fold(tokens[index].text.replace("’", "'")) in lexicon.words["clauses.reflexive"]
    index += reflexive
    if index + 1 >= close or not (reflexive or tokens[index].form == "fin"):
        return False
    behind = tokens[index + 1]
    if behind.text.startswith("-"):
        spoken = [tokens[index], *tokens[index + 2 : index + 5]]
        return any(fold(one.lemma) in lexicon.speaking for one in spoken if one.pos in {"VERB", "AUX"})
    lemma = fold(lemmas.of(tokens[index].text.lower(), "VERB", participle=False, language=lexicon.language))
    names = (f"se_{lemma}", f"s_{lemma}") if reflexive else (lemma,)
    senses = [sense for name in names for sense in lexicon.verbs.get(name, ())]
    return behind.pos in NAMED and any("quote" in sense.frames for sense in senses)


def _end(tokens: Sequence[Token], index: int, close: int) -> int | None:
    """Give the sign that ends an insertion, ``None`` where none is near; what is apposed to a teller belongs to it."""
    limit = min(close, index + LONGEST)
    signs = [i for i in range(index + 1, limit) if tokens[i].text in CLOSES]
    if not signs:
        return close if limit == close else None
    first = signs[0]
    if tokens[first].text != "," or tokens[index + 1].text.startswith("-"):
        return first
    stop = next((i for i in range(first + 1, min(close, first + LONGEST)) if tokens[i].text in CLOSES), None)
    plain = stop is not None and not any(tokens[i].form == "fin" for i in range(first + 1, stop))
    related = tokens[first + 1].pos == "PRON" and tokens[first + 2].form == "fin"
    return stop if stop is not None and tokens[stop].text == "." and (plain or related) else first
