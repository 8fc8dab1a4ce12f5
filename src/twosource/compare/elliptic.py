"""The one number of a statement beside which no noun says what it counts: its own words do, or what stands before it.

"The dead came to three" tells of dead; "5,000, police say", behind "12,000 marched, unions say", of who marched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from twosource.compare import counted
from twosource.compare.counted import CARRYING, Table, table_of
from twosource.model import Quantity, Reading, Sentence, Time, Token
from twosource.resources import exists, read_toml
from twosource.text import fold

GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
DECIMAL = re.compile(r"\d+[.,]\d+")
BEFORE = 24
"""Code points before a number in which a comparator ends ("more than 130")."""
NEARLY, ABOUT = 0.1, 0.05
"""By what share of it a number told as "nearly" or "about" may be missed."""
REACH = 300
"""Code points before a statement within which the sentence stands whose number it takes up."""
MEASURED = frozenset({"magnitude"})
"""Classes of numbers that are no count: they may have a fraction, and nothing else may."""


def figures(
    given: Sequence[Quantity] | None, inside: Sequence[Token], times: Sequence[Time], reading: Reading, said: int
) -> tuple[Quantity, ...]:
    """Give the figures of a statement with their classes, one that stands alone with what it counts.

    ``given``: the figures as read, none where none has a noun; ``said``: where what the statement says begins.
    """
    free = [token for token in inside if not any(time.start <= token.start < time.end for time in times)]
    tokens = free if given is None else inside
    language = reading.article.language
    table = table_of(language)
    alone = numbers(tokens, reading.article.text, language) if given is None else ()
    found = counted.classed(alone if given is None else given, tokens, language)
    if len(found) == 1 and counted.is_open(found[0], table) and found[0].category not in table.told:
        kind = None if _says_more(tokens, found[0], said, table) else _before(found[0], reading, table)
        found = (replace(found[0], category=kind),) if kind else found
    return _sound(found) if given is None else found


def numbers(tokens: Sequence[Token], text: str, language: str) -> tuple[Quantity, ...]:
    """Give the numbers of some words, in digits or spelled; one may be an article."""
    found = ((token, _number(token, language)) for token in tokens)
    return tuple(_bounded(token, value, text, language) for token, value in found if value is not None)


def _sound(found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Give one number that is said to count something, unless it has a fraction, and what it counts has none."""
    whole = all(f.low is None or f.low == int(f.low) for f in found if f.category not in MEASURED)
    return tuple(found) if len(found) == 1 and found[0].category and whole else ()


def _number(token: Token, language: str) -> float | None:
    if token.text.isdecimal():
        return float(token.text)
    if GROUPED.fullmatch(token.text):
        return float(re.sub(r"\D", "", token.text))
    if DECIMAL.fullmatch(token.text):
        return float(token.text.replace(",", "."))
    spelled = _spelled(language).get(fold(token.text), 1.0) if token.pos == "NUM" else 1.0
    return spelled if spelled > 1 else None


def _bounded(token: Token, value: float, text: str, language: str) -> Quantity:
    """Give a number as it is told: "more than 130", "nearly 70"."""
    before = text[max(0, token.start - BEFORE) : token.start].rstrip().lower().replace("’", "'")
    phrase = next((p for p in _comparators(language) if before.endswith(p)), None)
    low, high = {
        "at least": (value, None),
        "more than": (value + 1, None),
        "less than": (None, value - 1),
        "at most": (None, value),
        "nearly": (value * (1 - NEARLY), value),
        "about": (value * (1 - ABOUT), value * (1 + ABOUT)),
    }.get(_comparators(language)[phrase] if phrase else "", (value, value))
    return Quantity(token.start, token.end, low, high)


def _says_more(tokens: Sequence[Token], figure: Quantity, start: int, table: Table) -> bool:
    """Tell whether a statement has other words than its number and what only carries one ("the real figure is 20")."""
    said = (t for t in tokens if t.pos in CARRYING and t.start >= start and not figure.start <= t.start < figure.end)
    return any(fold(token.lemma) not in table.carriers for token in said)


def _before(figure: Quantity, reading: Reading, table: Table) -> str | None:
    """Give the class of what is counted last before a number in its sentence, else all along in the one before."""
    sentences = reading.layers.sentences or ()
    at = bisect_right(sentences, figure.start, key=lambda sentence: sentence.start) - 1
    if at < 0:
        return None
    here = [f for f in _counted_in(sentences[at], reading, figure) if f.end <= figure.start]
    if here:
        return _class(here[-1], table)
    if at == 0 or figure.start - sentences[at - 1].end > REACH:
        return None
    classes = {_class(f, table) for f in _counted_in(sentences[at - 1], reading, figure)}
    return classes.pop() if len(classes) == 1 else None


def _class(figure: Quantity, table: Table) -> str | None:
    kind = figure.category or figure.counted
    return kind if figure.unit is None and kind not in table.anybody else None


def _counted_in(sentence: Sentence, reading: Reading, but: Quantity) -> list[Quantity]:
    """Give what a sentence counts, by its words, a number of which this is not said left out."""
    language = reading.article.language
    tokens = [t for t in reading.layers.tokens or () if sentence.start <= t.start < sentence.end]
    told = [
        q for q in reading.layers.quantities or () if sentence.start <= q.start < sentence.end and q.start != but.start
    ]
    open_ = [q for q in told if counted.is_open(q, table_of(language))]
    told = [q for q in told if q not in open_[1:]]  # of several of people, the words say of one what became of it
    given = told or [n for n in numbers(tokens, reading.article.text, language) if n.start != but.start]
    if len(given) != 1:
        return list(counted.classed(given, tokens, language))
    return [f for f in counted.classed(given, tokens, language) if f.category]


@cache
def _spelled(language: str) -> Mapping[str, float]:
    """Give the number words of a language."""
    name = f"numerals-{language}.toml"
    words = read_toml(name).get("words", {}) if exists(name) else {}
    return {word: float(str(value)) for word, value in words.items()} if isinstance(words, Mapping) else {}


@cache
def _comparators(language: str) -> Mapping[str, str]:
    """Give the comparators that stand before a number, the longest first, with what each says."""
    name = f"quantities-{language}.toml"
    said = read_toml(name).get("before", {}) if exists(name) else {}
    rows = said.items() if isinstance(said, Mapping) else ()
    return {phrase: str(kind) for phrase, kind in sorted(rows, key=lambda row: -len(row[0]))}
