"""What may be a drift between two articles that are tied, however far the words of the two statements lie apart.

The rules of ``changes`` find what a reader sees at once in one sentence. A desk that writes another one's report up
changes every word of it: whoever drops the teller there is found by what stands beside the sentence. So every two
statements of a claim that differ as a drift does are laid out here, with what speaks for it and against it as signs;
``shifts`` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.compare import changes
from twosource.compare.changes import Change, Tie, Told
from twosource.compare.figures import fits, is_exact, misprinted, rounds
from twosource.compare.propositions import Proposition
from twosource.compare.retellings import Retelling, Spoken, chain_words, is_verbatim, retells
from twosource.model import Certainty, Quantity

DENIED = "denied"
CAUTIOUS: Certainty = "hearsay"
"""What a conditional is taken for beside the same told without it."""


def between(
    told: Told, left: Sequence[int], right: Sequence[int], tie: Tie, near: NDArray[np.float64]
) -> Iterator[Change]:
    """Give what may be drifts between two articles: of each statement against the likest one that says more.

    Both ways, whichever is told: a relation may be wrong about that. Nothing is lost on the way to a source.
    """
    for fuller, poorer in ((left, right), (right, left)):
        if tie.source == told[poorer[0]].article:
            continue
        for j in poorer:
            for kind in ("attribution lost", "certainty", "number changed"):
                those = [i for i in fuller if _may(kind, told[i], told[j])]
                if those:
                    i = max(those, key=lambda i: (near[i, j], -i))
                    yield from _made(kind, told, i, j, tie)


def _may(kind: str, a: Retelling, b: Retelling) -> bool:
    if kind == "attribution lost":
        return bool(changes.uncredited(a, b)) and not b.hops
    if kind == "certainty":
        return not a.proposition.headed and _is_surer(a, b) is not None
    return next(_unequal(a.proposition, b.proposition), None) is not None


def _is_surer(a: Retelling, b: Retelling) -> tuple[Certainty, Certainty] | None:
    """Give how sure two tellings are put where one is surer: by a step, or by a conditional that the other has not.

    The conditional under a verb of speech in the past may be the future or hearsay; what stands beside it tells more.
    """
    one, other = changes.put(a, b), changes.put(b, a)
    if changes.is_step(one, other):
        return one, other
    wavers = [each.proposition.statement.conditional is not None for each in (a, b)]
    if wavers[0] == wavers[1]:
        return None
    found = (CAUTIOUS, other) if wavers[0] else (one, CAUTIOUS)
    return found if changes.is_step(*found) else None


def _made(kind: str, told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    a, b = told[i], told[j]
    if kind == "attribution lost":
        yield Change("attribution lost", i, j, tie.basis, chain_words(a.proposition), chain_words(b.proposition))
    elif kind == "certainty":
        put = _is_surer(a, b)
        if put is not None:
            yield changes.surer(put, (i, j), tie)
    else:
        one, other = next(_unequal(a.proposition, b.proposition))
        yield changes.number(told, (i, one), (j, other), tie)


def _unequal(a: Proposition, b: Proposition) -> Iterator[tuple[Quantity, Quantity]]:
    """Give the figures of the same things that differ; where each has one alone, whatever it counts."""
    pairs = list(changes.counted_alike(a, b))
    if not pairs and len(a.figures) == len(b.figures) == 1:
        pairs = [(a.figures[0], b.figures[0])]
    pairs = [(c, d) for c, d in pairs if c.unit == d.unit and not changes.printed_alike(a, c, b, d)]
    return (pair for pair in pairs if (pair[0].low, pair[0].high) != (pair[1].low, pair[1].high))


def signs(change: Change, told: Told, who: Spoken) -> Iterator[str]:
    """Tell what speaks for a suspicion and against it in the two statements, and in their articles."""
    a, b = told[change.left], told[change.right]
    yield from _sentences(a, b)
    yield from _tellers(who, a, b)
    if change.kind == "number changed":
        pair = next(_unequal(a.proposition, b.proposition), None)
        if pair is not None:
            yield from _figures(told, a, b, pair)
    if change.kind.startswith("certainty"):
        yield f"put {change.before} {change.after}"
        yield f"conditional {a.proposition.statement.conditional} {b.proposition.statement.conditional}"


def _sentences(a: Retelling, b: Retelling) -> Iterator[str]:
    one, other = a.proposition, b.proposition
    yield f"left {one.statement.kind}"
    yield f"right {other.statement.kind}"
    if a.telling.time and b.telling.time:
        yield "fuller later" if a.telling.time > b.telling.time else "fuller earlier"
    denials = (p.statement.certainty == DENIED for p in (one, other))
    holds = {
        "verbatim": is_verbatim(a, b),
        "retells": retells(a, b),
        "right bare": b.telling.bare,
        "left opening": one.opening,
        "right opening": other.opening,
        "right headed": other.headed,
        "one denies": one.negated != other.negated or len(set(denials)) > 1,
    }
    yield from (sign for sign, held in holds.items() if held)


def _tellers(who: Spoken, a: Retelling, b: Retelling) -> Iterator[str]:
    body = a.telling.root.organisation
    here = who.here.get(b.article, frozenset())
    if body in here:
        yield "names him elsewhere"
    elif here:
        yield "names another elsewhere"
    if changes.stands_told(a, b):
        yield "names him beside"
    if changes.bodies_beside(a, b):
        yield "names a body"
    if changes.names_body(a, b):
        yield "names his body"
    one, other = a.proposition, b.proposition
    if other.named("e") - other.places - one.named("e"):
        yield "names somebody"
    his = b.telling.root.organisation
    also = who.naming.get(his, frozenset()) - {b.article}
    if b.hops:
        yield f"his too in {min(3, len(also))}"
    yield f"tellers {min(3, who.named)}"
    if changes.one_teller(a, b):
        yield "may be one teller"


def _figures(told: Told, a: Retelling, b: Retelling, pair: tuple[Quantity, Quantity]) -> Iterator[str]:
    one, other = pair
    yield f"exact {is_exact(one)} {is_exact(other)}"
    if fits(one, other):
        yield "fits"
    if rounds(other, one):
        yield "rounds"
    if misprinted(one, other):
        yield "misprinted"
    if changes.gives(told, a.article, other):
        yield "parent gives it"
    if changes.gives(told, b.article, one):
        yield "child gives it"
    if not changes.was_out(told, one, b.telling.time):
        yield "not out"
    fewer, more = changes.told_by(told, other), changes.told_by(told, one)
    yield "told by fewer" if fewer < more else "told by as many" if fewer == more else "told by more"
    if changes.is_poorer_number(told, one, other, one=changes.one_sentence(a, b)):
        yield "poorer"
