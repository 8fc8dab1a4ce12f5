"""Interviews: who answers is named before a colon, and the whole paragraph is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.read.statements import bounds
from twosource.read.statements.proposals import Proposal
from twosource.read.statements.view import View

ASKED = "?"


def answers(view: View, told: Sequence[Proposal]) -> bool:
    """Tell whether a sentence opens an answer ("Ada Roe: P")."""
    opened = (one for one in told if one.frame == "headline" and one.source is not None and one.source.start == 0)
    return any(view.quoted[one.start] < 0 and view.word(one.start - 1) == ":" for one in opened)


def going_on(view: View) -> tuple[Proposal, ...]:
    """Give what a further sentence of an answer puts forward: all of it, by whoever answers."""
    piece = bounds.trim(view, 0, len(view))
    if piece is None or view.word(len(view) - 1) == ASKED:
        return ()
    return (Proposal(pieces=(piece,), cue=None, frame="bare quote", certainty="asserted", inherits=True),)
