"""Whether two numbers may be set against each other: wholes of one thing, of one time, and no mere word for many.

"Another six were killed" is more of a toll, "25 children" a part of one, "45 in two days" the toll of a war, and
"dozens" fits too much. What may be a part or a sum says nothing against a number of the whole.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from twosource.compare import clauses, counted
from twosource.compare.propositions import TOLLS, Proposition, class_of, days_apart
from twosource.compare.tellings import Telling
from twosource.model import Quantity
from twosource.resources import exists, read_toml, strings
from twosource.text import WORD, fold

VAGUE = 3
"""Times that the upper bound of a number is its lower one, from which it is a word for many ("dozens", "hundreds")."""
LOOSE = 2
"""Times that a number may be the bound of a word for many, and still be meant by it."""
BEFORE = 2
"""Words before a number, and in it, by which it is told to be more of something."""
ANYBODY = frozenset({"person", "civilian", "victim", "resident"}) | TOLLS
"""Classes of people counted that may be everybody: what is told of them is told of the whole."""


class Table(Struct, frozen=True):
    """Words of one language.

    ``more`` stands before a number that comes on top of another one; ``spans`` says of what time it is a sum;
    ``quarters`` are nouns for a part of a town, before its name or behind it.
    """

    more: frozenset[str] = frozenset()
    spans: frozenset[tuple[str, ...]] = frozenset()
    quarters: frozenset[str] = frozenset()


def are_of_one(first: Telling, a: Quantity, second: Telling, b: Quantity) -> bool:
    """Tell whether nothing shows that two numbers of one class are of two things, parts, sums or times."""
    one, other = first.proposition, second.proposition
    if _fits_loosely(a, b) or is_more(one, a) or is_more(other, b):
        return False
    if class_of(a) in TOLLS and (_who(one, a) != _who(other, b) or _spans(one) != _spans(other)):
        return False
    moved = any(_is_moved(t) for t in (first, second))
    return not _of_two_quarters(one, other) and (moved or not days_apart(one, other))


def _fits_loosely(a: Quantity, b: Quantity) -> bool:
    """Tell whether one of two numbers is a word for many, and the other one not far from it ("hundreds" of 1,300)."""
    if not (is_vague(a) or is_vague(b)):
        return False
    small, large = sorted((a, b), key=lambda figure: figure.low or 0.0)
    top = small.high if small.high is not None else small.low or 0.0
    return (large.low or 0.0) <= LOOSE * top


def is_vague(figure: Quantity) -> bool:
    """Tell whether a number is a word for many ("dozens")."""
    return figure.low is not None and figure.high is not None and 0 < VAGUE * figure.low < figure.high


def is_more(proposition: Proposition, figure: Quantity) -> bool:
    """Tell whether a number comes on top of another one ("another six people", « six autres personnes »)."""
    table = _table(proposition.language)
    before = clauses.spoken(proposition.text[max(0, figure.start - 40) : figure.start])[-BEFORE:]
    within = clauses.spoken(proposition.text[figure.start : figure.end])
    return not table.more.isdisjoint((*before, *within)) and class_of(figure) in TOLLS


def _who(proposition: Proposition, figure: Quantity) -> str | None:
    """Give who is counted, where they are some alone ("25 children"); who was killed as such is told by the noun."""
    named = next((f for f in proposition.figures if f.start == figure.start), figure)
    noun, kind = fold(named.counted or ""), named.category
    anybody = counted.table_of(proposition.language).anybody | clauses.words(proposition.language).anybody
    return None if kind in ANYBODY or (kind is None and (not noun or noun in anybody)) else kind or noun


def _spans(proposition: Proposition) -> frozenset[str]:
    """Give the words by which a statement says of what time its number is a sum."""
    said = _spoken(proposition)
    return frozenset(
        " ".join(phrase)
        for phrase in _table(proposition.language).spans
        if any(said[n : n + len(phrase)] == phrase for n in range(len(said)))
    )


def _of_two_quarters(one: Proposition, other: Proposition) -> bool:
    """Tell whether two statements name parts of a town, and none in common."""
    a, b = _quarters(one), _quarters(other)
    return bool(a and b) and a.isdisjoint(b)


def _quarters(proposition: Proposition) -> frozenset[str]:
    """Give the names that stand beside a noun for a part of a town."""
    text, start, end = proposition.text, proposition.statement.start, proposition.statement.end
    found = [m.group() for m in WORD.finditer(text, start, end)]
    nouns = _table(proposition.language).quarters
    at = [n for n, word in enumerate(found) if fold(word) in nouns]
    beside = (found[m] for n in at for m in (n - 1, n + 1, n + 2) if 0 <= m < len(found))
    return frozenset(fold(word) for word in beside if word[:1].isupper())


def _is_moved(telling: Telling) -> bool:
    """Tell whether its sentence says that a toll rose or was lowered: the day it names may be that of the telling."""
    said = clauses.words(telling.proposition.language)
    return not (said.moving | said.lowering).isdisjoint(clauses.spoken(telling.sentence))


def _spoken(proposition: Proposition) -> tuple[str, ...]:
    return tuple(clauses.spoken(proposition.text[proposition.statement.start : proposition.statement.end]))


@cache
def _table(language: str) -> Table:
    """Read the words of a language; none where it has no file."""
    name = f"wholes-{language}.toml"
    if not exists(name):
        return Table()
    said = read_toml(name)
    spans = frozenset(tuple(clauses.spoken(phrase)) for phrase in strings(said, "spans"))
    return Table(frozenset(map(fold, strings(said, "more"))), spans, frozenset(map(fold, strings(said, "quarters"))))
