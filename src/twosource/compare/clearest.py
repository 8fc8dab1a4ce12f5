"""The statement that a claim is shown by: the clearest of those it has, never a sentence of our own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.compare import clauses
from twosource.compare.joins import denies_outright, is_denial
from twosource.compare.propositions import Proposition, spans_of
from twosource.text import fold, words

READABLE, LONG = (30, 160), 260
"""Code points that read at a glance, and those up to which a statement can be read at all."""
SHORT = 3
"""Words that are too few to say a thing by themselves ("Faux.")."""
HALF = 0.5
CLAUSE, VERBAL, PLAIN, AFFIRMING, SHARED = 0.4, 0.2, 0.3, 0.5, 0.3
"""What speaks for a statement: a main verb, no noun phrase, no word that leans on what came before, the claim's side,
no figure that no other article of the claim gives."""


def choose(
    propositions: Sequence[Proposition], members: Sequence[int], near: NDArray[np.float64], once: Sequence[int]
) -> int:
    """Choose the member to show: central among wordings (``once``), of readable length, a clause, clear by itself.

    ``near``: how alike the members are. What denies the claim shows it only where most members deny.
    """
    central = np.where(np.eye(len(members), dtype=bool), 1.0, near)[:, once].mean(axis=1)
    denying = [is_denial(propositions[m]) or denies_outright(propositions[m]) for m in members]
    negative = sum(denying) > HALF * len(members)

    def rank(place: int) -> tuple[float, int]:
        worth = _worth(propositions[members[place]]) + (AFFIRMING if denying[place] == negative else 0.0)
        worth += SHARED if _is_shared(propositions, members[place], members) else 0.0
        return (round(float(central[place]) + worth, 6), -members[place])

    return members[max(range(len(members)), key=rank)]


def _is_shared(propositions: Sequence[Proposition], one: int, members: Sequence[int]) -> bool:
    """Tell whether another article gives a figure of a statement too; so it is where it gives none."""
    mine = {(figure.low, figure.high) for figure in propositions[one].figures}
    others = (propositions[m] for m in members if propositions[m].article != propositions[one].article)
    return not mine or any((figure.low, figure.high) in mine for other in others for figure in other.figures)


def _worth(proposition: Proposition) -> float:
    """Say how well a statement reads by itself."""
    statement = proposition.statement
    length = sum(s.end - s.start for s in spans_of(statement))
    low, high = READABLE
    told = words(proposition.text[statement.start : statement.end])
    readable = 1.0 if low <= length <= high else 0.6 if length <= LONG and len(told) > SHORT else 0.2
    clause = (CLAUSE if proposition.whole else 0.0) + (VERBAL if statement.kind != "noun" else 0.0)
    return readable + clause + (0.0 if _leans(proposition) else PLAIN)


def _leans(proposition: Proposition) -> bool:
    """Tell whether a statement begins with a word that leans on what came before ("it had", "elle a")."""
    statement = proposition.statement
    first = next(iter(words(proposition.text[statement.start : statement.end])), None)
    if first is None:
        return True
    said = fold(proposition.text[statement.start + first.start : statement.start + first.end])
    return said.replace("’", "'").partition("'")[0] in clauses.words(proposition.language).leaning
