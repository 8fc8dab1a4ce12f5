"""Drifts summed by outlet: how often it loses the source, raises certainty, rounds, of the claims in which it could.

An outlet could lose a source where a text that its article is tied to (a copy, or one of a common source)
names one for a claim that both tell; it could change a number where both give one, cut a quotation where both quote.
Who tells a claim beside others, by nothing shown to come of one text, could drift from nothing. It is never told of
whom nothing was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from twosource.model import Claim, DriftKind, Habit, Story, StoryStatement

LEANING = frozenset({"copies", "common source"})
SPOKEN = frozenset({"direct", "mixed"})
OF_TELLER: frozenset[DriftKind] = frozenset({"attribution lost", "attribution moved"})


def of_stories(stories: Iterable[Story], outlet_of: Mapping[str, str]) -> tuple[Habit, ...]:
    """Sum the drifts of some stories by outlet and kind, most of them first; ``outlet_of``: by article."""
    times: Counter[tuple[str, DriftKind]] = Counter()
    chances: Counter[tuple[str, DriftKind]] = Counter()
    for story in stories:
        claims = {claim.id: claim for claim in story.claims}
        tied = {frozenset({r.earlier, r.later}) for r in story.relations if r.relation in LEANING}
        made = {(outlet_of[d.to.article], d.kind, d.claim) for d in story.drifts if d.to.article in outlet_of}
        times.update((outlet, kind) for outlet, kind, _ in made)
        seen = {(outlet, kind) for outlet, kind, _ in made}
        could = (
            (outlet, kind, claim.id)
            for claim in claims.values()
            for outlet, kind in seen
            if _could(claim, outlet, kind, outlet_of, tied)
        )
        chances.update((outlet, kind) for outlet, kind, _ in {*made, *could})
    rows = ((outlet, kind, count, chances[outlet, kind]) for (outlet, kind), count in times.items())
    return tuple(
        Habit(outlet=outlet, kind=kind, times=count, of=of)
        for outlet, kind, count, of in sorted(rows, key=lambda row: (-row[2], row[3], row[0], row[1]))
    )


def _could(
    claim: Claim, outlet: str, kind: DriftKind, outlet_of: Mapping[str, str], tied: AbstractSet[frozenset[str]]
) -> bool:
    """Tell whether an outlet tells a claim that a text it is tied to tells in a way which could be drifted from."""
    mine = [s for s in claim.statements if outlet_of.get(s.article) == outlet]
    others = [s for s in claim.statements if outlet_of.get(s.article, outlet) != outlet]
    return any(
        _could_lose(other, near, kind)
        for other in others
        if (near := [s for s in mine if frozenset({s.article, other.article}) in tied])
    )


def _could_lose(other: StoryStatement, mine: Sequence[StoryStatement], kind: DriftKind) -> bool:
    if kind in OF_TELLER:
        return any(hop.name != "?" for hop in other.chain)
    if kind == "number changed":
        return other.value is not None and any(s.value is not None for s in mine)
    if kind == "quote cut":
        return other.kind == "direct" and any(s.kind in SPOKEN for s in mine)
    return True


def by_outlet(habits: Iterable[Habit]) -> Iterator[tuple[str, list[Habit]]]:
    """Give the habits of each outlet, the outlet with most drifts first."""
    held: dict[str, list[Habit]] = {}
    for habit in habits:
        held.setdefault(habit.outlet, []).append(habit)
    yield from sorted(held.items(), key=lambda item: (-sum(habit.times for habit in item[1]), item[0]))
