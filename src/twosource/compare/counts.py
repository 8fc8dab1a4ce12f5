"""The independent origins of a claim, counted at four levels with a lower and an upper bound.

``shown``: distinct named roots. ``possible``: those, and every unresolved root that is not shown to depend
on another. Rules: a copy adds nothing; no visible source is not independence; what is shown comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from twosource.compare import estimate
from twosource.compare.estimate import Backer
from twosource.compare.origins import Root, is_relay
from twosource.model import LEVELS, Count, CountAt, Independent, Level, Outlet

NOTHING: Mapping[str, str] = MappingProxyType({})


def estimated(
    independent: Independent, backers: Sequence[Backer], sides: Mapping[str, str], articles: int
) -> Independent:
    """Give the counts with an estimate and a 90 % interval, where a model is at hand; ``articles`` of the story."""
    found = {level: _estimated(getattr(independent, level), backers, level, sides, articles) for level in LEVELS}
    return msgspec.structs.replace(independent, **found)


def _estimated(
    bounds: Count, backers: Sequence[Backer], level: Level, sides: Mapping[str, str], articles: int
) -> Count:
    weights = estimate.weights(level)
    if not weights or not backers:
        return bounds
    chances = estimate.distribution(estimate.evidence(backers, level, sides, articles), weights)
    low, high = estimate.interval(chances)
    return Count(bounds.shown, bounds.possible, float(estimate.median(chances)), (low, high))


def _count(shown: int, possible: int) -> Count:
    return Count(shown, max(shown, possible), None, (shown, max(shown, possible)))


def count(
    roots: Sequence[Root], sides: Mapping[str, str], wordings: int = 0, joined: Mapping[str, str] = NOTHING
) -> Independent:
    """Count the roots of one claim. ``sides``: organisation to side; ``wordings``: distinct tellings.

    ``joined``: organisation to that under which it is shown (``apart.joined``); what may be one is shown as one.

    At the level of persons an organisation without a named person counts once, and adds nothing to a
    named person who speaks for it. Media that are only quoted tell on what somebody told them: they are
    an origin where nobody else is named, and else may be one.
    """
    told = [root for root in roots if root.named]
    named = _first_hand(told)
    relays = {root.organisation for root in told} - {root.organisation for root in named}
    unresolved = len({root.key for root in roots if not root.named}) + len(relays)
    organisations = {root.organisation for root in named}
    shown = {joined.get(o, o) for o in organisations}
    people = sum(_people([r for r in named if joined.get(r.organisation, r.organisation) == o]) for o in shown)
    known = {sides[o] for o in organisations if o in sides}
    side = len(known) or min(1, len(organisations))
    keys = len({root.key for root in named})
    return Independent(
        utterance=_count(people, max(people, wordings) + unresolved),
        person=_count(people, max(people, keys) + unresolved),
        organisation=_count(len(shown), len(organisations) + unresolved),
        side=_count(side, len(organisations) + unresolved),
        fragility=_fragility(roots),
    )


def _people(roots: Sequence[Root]) -> int:
    """Count the persons of one organisation, or of several that may be one: those of the one that names most."""
    named = {(r.organisation, r.person) for r in roots if r.person}
    return max([1, *(sum(1 for o, _ in named if o == organisation) for organisation in {o for o, _ in named})])


def _first_hand(named: Sequence[Root]) -> Sequence[Root]:
    """Leave out the media that are only quoted; where nobody else is named, all but the first of them."""
    kept = [root for root in named if not is_relay(root)]
    return kept or [root for root in named if root.organisation == named[0].organisation]


def _fragility(roots: Sequence[Root]) -> int | None:
    """Give 1 where one named root stands behind every report; otherwise it cannot be told yet."""
    keys = {root.organisation for root in roots}
    return 1 if len(keys) == 1 and all(root.named for root in roots) else None


def as_of(
    roots: Sequence[Root],
    times: Sequence[str | None],
    sides: Mapping[str, str],
    joined: Mapping[str, str] = NOTHING,
) -> tuple[CountAt, ...]:
    """Count again at each time of publication, where every report has a time with a zone.

    ``times``: ISO 8601 in one zone, so that their order is the order of the words.
    """
    if any(time is None or "T" not in time for time in times):
        return ()
    moments = sorted({time for time in times if time is not None})
    if len(moments) < 2:  # one moment tells nothing
        return ()
    return tuple(
        CountAt(
            moment,
            count(
                [r for r, t in zip(roots, times, strict=True) if t is not None and t <= moment], sides, 0, joined
            ).organisation,
        )
        for moment in moments
    )


def sides_of(outlets: Sequence[Outlet]) -> dict[str, str]:
    """Give the side of every outlet that the table gives one, by the key of its root."""
    return {f"outlet:{outlet.id}": outlet.side for outlet in outlets if outlet.side}
