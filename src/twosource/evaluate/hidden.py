"""Hidden sources: texts that no article is, by the articles that lean on them.

A text with fewer than two children in the pile shows nowhere and is not asked for. Of the texts of one issuer in one
story, one whose children another has too is a version of it and not asked for apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.evaluate.dataset import Dataset, GoldHidden
from twosource.evaluate.measures import Prf, Row, accuracy_row, counted, greedy, prf_rows
from twosource.evaluate.naming import same_name
from twosource.model import Dossier

HALF = 0.5
"""Share of all children of both (Jaccard) from which two hidden sources are one."""
ONE_A_STORY = "one a story of two articles or more"

Children = frozenset[str]


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score which hidden sources are found, and the names of those found."""
    gold = asked(dataset.truth.hidden or ())
    mine = [(one.name, frozenset(one.children)) for story in system.stories for one in story.hidden_sources]
    whole = [frozenset(story.articles) for story in system.stories if len(story.articles) > 1]
    children = [frozenset(row.children) for row in gold]
    found = _matched(children, [held for _, held in mine])
    beside = _prf(children, whole)
    return (
        *prf_rows("hidden source", _prf(children, [held for _, held in mine]), len(gold), {ONE_A_STORY: beside}),
        accuracy_row("its name (where found)", [same_name(gold[i].name, mine[j][0]) for i, j in found]),
    )


def asked(rows: Sequence[GoldHidden]) -> list[GoldHidden]:
    """Give the texts that two articles or more lean on, versions of one text once."""
    kept: list[GoldHidden] = []
    for row in sorted(rows, key=lambda row: (-len(set(row.children)), row.id)):
        held = set(row.children)
        version = any(one.story == row.story and one.name == row.name and held <= set(one.children) for one in kept)
        if len(held) > 1 and not version:
            kept.append(row)
    return kept


def _prf(gold: Sequence[Children], mine: Sequence[Children]) -> Prf:
    both = len(_matched(gold, mine))
    return counted(both, len(mine), both, len(gold))


def _matched(gold: Sequence[Children], mine: Sequence[Children]) -> tuple[tuple[int, int], ...]:
    shares = ((len(one & other) / len(one | other), i, j) for i, one in enumerate(gold) for j, other in enumerate(mine))
    return greedy(share for share in shares if share[0] >= HALF)
