"""Verbs whose prefix stands at the end of the clause: "teilte die Polizei mit" is mitteilen."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.read.statements.view import View

FARTHEST = 24
"""Tokens behind the verb among which its prefix is looked for."""
_ENDS = frozenset({",", ";", ":", ".", "!", "?", "\u2013", "\u2014"})


def prefix(view: View, verb: int, prefixes: Sequence[str]) -> str | None:
    """Give the prefix that ends the clause of the verb at ``verb``, ``None`` where none of ``prefixes`` does.

    An apposition between commas (", Ole Brandt,") is stepped over.
    """
    for index in range(verb + 1, min(len(view), verb + FARTHEST)):
        if view.quoted[index] >= 0 or view.word(index) in _ENDS - {","}:
            return None
        if view.word(index) in prefixes and _ends_clause(view, index + 1):
            return view.word(index)
    return None


def _ends_clause(view: View, index: int) -> bool:
    return index >= len(view) or view.word(index) in _ENDS or view.quoted[index] >= 0
