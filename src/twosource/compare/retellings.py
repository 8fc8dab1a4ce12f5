"""Statements laid out to be compared word by word: which of them surely come of one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct

from twosource.compare.propositions import Proposition, class_of, spans_of
from twosource.compare.tellings import Telling
from twosource.model import Hop, Quantity
from twosource.text import fold, words

CUT = 0.75
SHORTEST = 4
"""Words from which a sentence, or a quotation, is not met by chance."""
CLOSE = 0.6
"""Share of the words of two statements that stand in both, in order, where one is surely the other one's sentence."""
MUCH, HALF = 4, 0.5
"""Content words, and share of the features of the shorter one, that two retellings in other words have in common."""
VERBATIM = 0.8
"""The same share as ``CLOSE`` from which the words alone tie two statements."""
ABOUT = 0.34
"""Share of the features of the shorter one that a statement and its translation have in common."""


Number = tuple[float | None, float | None]
"""The least and the most that a figure says."""


class Retelling(Struct, frozen=True):
    """A telling with its words: ``spelt`` as printed, ``masked`` folded, numbers as one word.

    ``hops``: those of its chain that have a name; ``numbers``: its figures, ``counted``: those with what they count.
    """

    telling: Telling
    proposition: Proposition
    article: str
    spelt: tuple[str, ...]
    masked: tuple[str, ...]
    bag: frozenset[str]
    hops: tuple[Hop, ...]
    numbers: frozenset[Number]
    counted: frozenset[tuple[Number, str | None]]


class Spoken(Struct, frozen=True):
    """Who tells a claim where: organisations by article, articles by organisation; who is named; what is bare."""

    here: Mapping[str, frozenset[str]]
    naming: Mapping[str, frozenset[str]]
    named: int
    bare: frozenset[str]


def spoken(told: Sequence[Retelling]) -> Spoken:
    """Say who tells a claim where, of the tellings whose chain has a name."""
    pairs = [(one.article, one.telling.root) for one in told if one.hops]
    here: dict[str, set[str]] = {}
    naming: dict[str, set[str]] = {}
    for article, root in pairs:
        here.setdefault(article, set()).add(root.organisation)
        naming.setdefault(root.organisation, set()).add(article)
    named = {root.organisation for _, root in pairs if root.named}
    bare = frozenset(one.article for one in told if one.telling.bare)
    return Spoken(
        {article: frozenset(bodies) for article, bodies in here.items()},
        {body: frozenset(articles) for body, articles in naming.items()},
        len(named),
        bare,
    )


def lay(telling: Telling) -> Retelling:
    """Lay out the words of a telling."""
    proposition = telling.proposition
    text = proposition.text
    spans = (w for span in spans_of(proposition.statement) for w in words(text, span.start, span.end))
    spelt = tuple(text[w.start : w.end] for w in spans)
    masked = tuple("0" if word[:1].isdigit() else fold(word) for word in spelt)
    hops = tuple(hop for hop in proposition.statement.chain if hop.name != "?")
    return Retelling(
        telling,
        proposition,
        proposition.article,
        spelt,
        masked,
        frozenset(masked),
        hops,
        frozenset(map(number, proposition.figures)),
        frozenset((number(figure), class_of(figure)) for figure in proposition.figures),
    )


def number(figure: Quantity) -> Number:
    """Give a figure as a number, whatever it counts."""
    return figure.low, figure.high


def likeness(a: Retelling, b: Retelling) -> float:
    """Give the share of the words of two statements that stand in both, in order, numbers as one word."""
    return _in_order(a.masked, b.masked)


@lru_cache(maxsize=1 << 14)
def _in_order(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _may_reach(a: Retelling, b: Retelling, least: float) -> bool:
    """Tell whether enough words are in both for a share, in whatever order they stand."""
    common = sum(word in b.bag for word in a.masked), sum(word in a.bag for word in b.masked)
    return 2 * min(common) >= least * (len(a.masked) + len(b.masked))


def is_verbatim(a: Retelling, b: Retelling) -> bool:
    """Tell whether two statements of one language are told in nearly the same words, enough of them."""
    if a.proposition.language != b.proposition.language or min(len(a.masked), len(b.masked)) < SHORTEST:
        return False
    if len(a.bag & b.bag) < CUT * len(a.bag | b.bag) - 1:
        return False
    return _may_reach(a, b, VERBATIM) and likeness(a, b) >= VERBATIM


def retells(a: Retelling, b: Retelling) -> bool:
    """Tell whether two statements surely come of one sentence: by their words, else by what they are about."""
    if a.proposition.language != b.proposition.language:
        return about(a, b) >= ABOUT
    both = a.proposition.features & b.proposition.features
    spoken = sum(kind == "w" for kind, _ in both)
    if (spoken >= MUCH and about(a, b) >= HALF) or (len(both) >= MUCH - 1 and about(a, b) >= CUT):
        return True
    return _may_reach(a, b, CLOSE) and likeness(a, b) >= CLOSE


def about(a: Retelling, b: Retelling) -> float:
    """Give the share of the features of the shorter statement that both have; 1 where one has none."""
    one, other = a.proposition.features, b.proposition.features
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 1.0


def is_inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether some words stand in others, one after the other."""
    plain = [fold(word) for word in whole], [fold(word) for word in part]
    return f" {' '.join(plain[1])} " in f" {' '.join(plain[0])} "


def content(proposition: Proposition) -> str:
    """Give the words of a statement, its pieces joined by an ellipsis."""
    text = proposition.text
    return " […] ".join(text[s.start : s.end] for s in spans_of(proposition.statement))


def chain_words(proposition: Proposition) -> str:
    """Give a chain as it is printed: first teller first; empty for the article itself."""
    return " > ".join(hop.name for hop in proposition.statement.chain)
