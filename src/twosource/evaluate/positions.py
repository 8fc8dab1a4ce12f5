"""Conflicts and drifts by what they set against each other, wherever it is printed.

A truth lists one pair of places for each two positions of a claim (or each change on a way). The same two
positions stand, as a rule, in many articles: whoever shows another printing of them is right. A set says so where
its statements carry ``claim``, ``origin`` and ``root``; without these there is nothing to score here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.evaluate.dataset import Dataset, GoldQuantity, GoldStatement
from twosource.evaluate.measures import Prf, counted
from twosource.evaluate.pairs import Opposed, matched, meets
from twosource.evaluate.stretches import near
from twosource.model import Place

AHEAD = frozenset({"planned", "expected", "announced"})
CHANGES: Mapping[str, frozenset[str]] = {
    "attribution lost": frozenset({"attribution dropped"}),
    "attribution moved": frozenset({"attribution moved"}),
    "certainty raised": frozenset({"certainty raised"}),
    "certainty lowered": frozenset({"certainty lowered"}),
    "number changed": frozenset({"rounding", "number error", "silent edit"}),
    "quote cut": frozenset({"partial quotation"}),
    "gloss added": frozenset({"gloss"}),
}
"""The operators of ``worlds`` that make each kind of drift."""


class Printing(Struct, frozen=True):
    """A labelled statement where it stands, with the figures in it."""

    place: Place
    statement: GoldStatement
    figures: frozenset[tuple[float | None, float | None]]


Printings = Mapping[str, Sequence[Printing]]


class Hits(Struct, frozen=True):
    """Which rows of the truth are found, which of the system's are right, which only repeat a right one.

    ``unjudged``: those of the system's of which the truth cannot say whether they are right.
    """

    gold: frozenset[int]
    system: frozenset[int]
    repeated: frozenset[int]
    unjudged: frozenset[int] = frozenset()

    def prf(self, system: Sequence[Opposed], gold: Sequence[Opposed]) -> Prf:
        """Give precision and recall; what repeats a right row, or is not judged, is neither right nor wrong."""
        said = len(system) - len(self.repeated) - len(self.unjudged)
        return counted(len(self.system), said, len(self.gold), len(gold))


def printings(dataset: Dataset) -> Printings:
    """List the labelled statements that say which claim and origin they are of, by article; empty in older sets."""
    numbers: dict[str, list[GoldQuantity]] = {}
    for quantity in dataset.truth.quantities or ():
        numbers.setdefault(quantity.article, []).append(quantity)
    found: dict[str, list[Printing]] = {}
    for row in dataset.truth.statements or ():
        if row.claim is None or row.origin is None or row.field != "text":
            continue
        inside = (q for q in numbers.get(row.article, ()) if row.start <= q.start and q.end <= row.end)
        figures = frozenset((q.low, q.high) for q in inside)
        found.setdefault(row.article, []).append(Printing(Place(row.article, row.start, row.end), row, figures))
    return found


def conflicts(gold: Sequence[Opposed], system: Sequence[Opposed], printed: Printings, *, same_kind: bool) -> Hits:
    """Match conflicts that set the same two positions against each other: claim, origin, polarity, stage, value."""
    strict = dict(matched(gold, system, ordered=False, same_kind=same_kind))

    def same(one: Opposed, other: Opposed) -> bool:
        if same_kind and one.kind != other.kind:
            return False
        straight = _one_position(one.left, other.left, printed) and _one_position(one.right, other.right, printed)
        crossed = _one_position(one.left, other.right, printed) and _one_position(one.right, other.left, printed)
        return straight or crossed or meets(one, other, ordered=False)

    return _hits(gold, system, strict, [[same(one, other) for other in system] for one in gold])


def drifts(
    gold: Sequence[Opposed], system: Sequence[Opposed], printed: Printings, *, any_utterance: bool = False
) -> Hits:
    """Match drifts that tell one change: what came of one sentence, against any fuller printing of that sentence.

    ``any_utterance``: or of what the same teller says of the same claim elsewhere. Of which of his own sayings a
    sentence came that has lost him, no text tells.
    """
    strict = dict(matched(gold, system, ordered=True, same_kind=True))

    def same(one: Opposed, other: Opposed) -> bool:
        if one.kind != other.kind:
            return False
        return meets(one, other, ordered=True) or _one_change(one, other, printed, any_utterance=any_utterance)

    hits = _hits(gold, system, strict, [[same(one, other) for other in system] for one in gold])
    told = (number for number, one in enumerate(system) if _is_told_without(one, printed))
    return replace(hits, unjudged=frozenset(told) - hits.system - hits.repeated)


def _is_told_without(shown: Opposed, printed: Printings) -> bool:
    """Tell whether an utterance that one article attributes is told by another one that names nobody for it at all.

    It is so in the texts, though nothing was taken away on a way: a truth lists only what was. It is neither right
    nor wrong to show it.
    """
    return shown.kind == "attribution lost" and any(
        one.statement.chain
        and not other.statement.chain
        and one.statement.utterance is not None
        and _utterance(one) == _utterance(other)
        and not any(
            third.statement.chain and _utterance(third) == _utterance(one) for third in printed[other.place.article]
        )
        for one in _at(shown.left, printed)
        for other in _at(shown.right, printed)
    )


def _utterance(printing: Printing) -> tuple[str | None, str | None]:
    return printing.statement.claim, printing.statement.utterance


def _hits(
    gold: Sequence[Opposed], system: Sequence[Opposed], strict: Mapping[int, int], same: Sequence[Sequence[bool]]
) -> Hits:
    """Give each row of the truth one of the system's, places that agree first; what else fits only repeats."""
    taken = dict(strict)
    for one in range(len(gold)):
        if one not in taken:
            used = frozenset(taken.values())
            free = [other for other in range(len(system)) if same[one][other] and other not in used]
            if free:
                taken[one] = free[0]
    right = frozenset(taken.values())
    fitting = frozenset(other for row in same for other, fits in enumerate(row) if fits)
    return Hits(frozenset(taken), right, fitting - right)


def _at(place: Place, printed: Printings) -> Iterator[Printing]:
    return (one for one in printed.get(place.article, ()) if near(place, one.place))


def _one_position(gold: Place, shown: Place, printed: Printings) -> bool:
    return any(_same_position(one, other) for one in _at(gold, printed) for other in _at(shown, printed))


def _same_position(one: Printing, other: Printing) -> bool:
    a, b = one.statement, other.statement
    if (a.claim, a.origin) != (b.claim, b.origin) or (a.certainty == "denied") != (b.certainty == "denied"):
        return False
    if (a.certainty in AHEAD) != (b.certainty in AHEAD):
        return False
    return bool(one.figures & other.figures) or not (one.figures or other.figures)


def _one_change(gold: Opposed, shown: Opposed, printed: Printings, *, any_utterance: bool) -> bool:
    """Tell whether the poorer places are printings of one poorer sentence, and the shown source is a fuller one."""
    poorer = [(one, two) for one in _at(gold.right, printed) for two in _at(shown.right, printed)]
    return any(
        _came_of(one, two)
        and _state(one, gold.kind) == _state(two, gold.kind)
        and _is_fuller(three, two, gold.kind, any_utterance=any_utterance)
        for one, two in poorer
        for three in _at(shown.left, printed)
    )


def _came_of(one: Printing, other: Printing) -> bool:
    a, b = one.statement, other.statement
    return a.root is not None and (a.claim, a.root) == (b.claim, b.root)


def _is_fuller(source: Printing, poorer: Printing, kind: str, *, any_utterance: bool) -> bool:
    untouched = not CHANGES.get(kind, frozenset()) & set(source.statement.operators)
    a, b = source.statement, poorer.statement
    if any_utterance and a.origin is not None and (a.claim, a.origin) == (b.claim, b.origin):
        return untouched and _state(source, kind) != _state(poorer, kind)
    same = _came_of(source, poorer) or (a.utterance is not None and (a.claim, a.utterance) == (b.claim, b.utterance))
    return untouched and same and _state(source, kind) != _state(poorer, kind)


def _state(printing: Printing, kind: str) -> object:
    """Give that in which a drift of a kind shows."""
    statement = printing.statement
    if kind.startswith("attribution"):
        return statement.chain
    if kind.startswith("certainty"):
        return statement.certainty, statement.conditional
    if kind.startswith("number"):
        return printing.figures
    return bool(CHANGES.get(kind, frozenset()) & set(statement.operators))
