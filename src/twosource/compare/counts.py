"""The independent origins of a claim, counted at four levels with a lower and an upper bound.

``shown``: distinct named roots. ``possible``: those, and every unresolved root that is not shown to depend
on another. Rules: a copy adds nothing; no visible source is not independence; what is shown comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from types import MappingProxyType

import msgspec

from twosource import resources
from twosource.compare import bodies, estimate, gazetteer, voices
from twosource.compare.estimate import Backer
from twosource.compare.origins import Root, is_relay
from twosource.compare.voices import Voices
from twosource.model import LEVELS, Count, CountAt, Independent, Level, Outlet, Share
from twosource.text import fold

STATE = "state"
"""The side of whatever speaks for a state (``sides.toml``); behind it the id of the country where that is known."""
SEATS = "seats"
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
    laid = estimate.evidence(backers, level, sides, articles)
    chances = estimate.distribution(laid, weights)
    unread = estimate.UNREAD if articles > 1 else 0.0
    # what is shown may be wrong: the interval is not cut there
    low, high = estimate.interval(estimate.distribution(laid, weights, unread) if unread else chances)
    floor = bounds.shown if bounds.shown <= high else 0
    return Count(
        bounds.shown, bounds.possible, float(estimate.likeliest(estimate.at_least(chances, floor))), (low, high)
    )


def _count(shown: int, possible: int) -> Count:
    return Count(shown, max(shown, possible), None, (shown, max(shown, possible)))


def count(
    roots: Sequence[Root], sides: Mapping[str, str], wordings: int = 0, joined: Mapping[str, str] = NOTHING
) -> Independent:
    """Count the roots of one claim. ``sides``: organisation to side; ``wordings``: distinct tellings at first hand.

    ``joined``: organisation to that under which it is shown (``apart.joined``); what may be one is shown as one.

    At the level of persons an organisation without a named person counts once, and adds nothing to a
    named person who speaks for it. Media that are only quoted tell on what somebody told them: they are
    an origin where nobody else is named, and else may be one.
    """
    told = [root for root in roots if root.named]
    named = first_hand(told)
    relays = {root.organisation for root in told} - {root.organisation for root in named}
    unresolved = len({root.key for root in roots if not root.named}) + len(relays)
    organisations = {root.organisation for root in named}
    shown = {joined.get(o, o) for o in organisations}
    people = sum(_people([r for r in named if joined.get(r.organisation, r.organisation) == o]) for o in shown)
    side = len(_distinct({sides[o] for o in organisations if o in sides})) or min(1, len(organisations))
    keys = len({root.key for root in named})
    return Independent(
        utterance=_count(people, max(people, wordings) + unresolved),
        person=_count(people, max(people, keys) + unresolved),
        organisation=_count(len(shown), len(organisations) + unresolved),
        side=_count(side, len(organisations) + unresolved),
    )


def _distinct(sides: AbstractSet[str]) -> AbstractSet[str]:
    """Leave out a state that no name says, where another is said: it may be that one."""
    return sides - {STATE} or sides if any(side.startswith(f"{STATE} ") for side in sides) else sides


def _people(roots: Sequence[Root]) -> int:
    """Count the persons of one organisation, or of several that may be one: those of the one that names most."""
    named = {(r.organisation, r.person) for r in roots if r.person}
    return max([1, *(sum(1 for o, _ in named if o == organisation) for organisation in {o for o, _ in named})])


def first_hand(named: Sequence[Root]) -> Sequence[Root]:
    """Leave out the media that are only quoted; where nobody else is named, all but the first of them."""
    kept = [root for root in named if not is_relay(root)]
    return kept or [root for root in named if root.organisation == named[0].organisation]


def shares(roots: Sequence[Root], articles: Sequence[str], joined: Mapping[str, str] = NOTHING) -> tuple[Share, ...]:
    """Give each article's share of what is shown: every origin is one, in equal parts to the articles that print it.

    That is the Shapley value of an article in the count of what is shown: media that are only quoted have none.
    """
    shown = {root.organisation for root in first_hand([root for root in roots if root.named])}
    printed: dict[str, set[str]] = {}
    for root, article in zip(roots, articles, strict=True):
        if root.named and root.organisation in shown:
            printed.setdefault(joined.get(root.organisation, root.organisation), set()).add(article)
    held = {article: [o for o, printing in printed.items() if article in printing] for article in articles}
    return tuple(
        Share(article=article, share=round(sum(1 / len(printed[o]) for o in origins), 4))
        for article, origins in held.items()
        if origins
    )


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


def sides_of(outlets: Sequence[Outlet], known: Voices | None = None) -> dict[str, str]:
    """Give the side of organisations, by the key of their root: of outlets, and of bodies that tell in a story.

    The tables of outlets say it (``side``, else ``owner``), for bodies of the same name too; else ``sides.toml``,
    by the kind of body.
    """
    told = {voices.agency_key(outlet.name): side for outlet in outlets if (side := outlet.side or outlet.owner)}
    found = {f"outlet:{outlet.id}": side for outlet in outlets if (side := outlet.side or outlet.owner)}
    for key, (name, _) in (known.names if known else {}).items():
        entity = known.entities.get(key.removeprefix("entity:")) if known else None
        side = told.get(voices.agency_key(entity.name if entity else name)) or _side_of_kind(
            key, entity.name if entity else name
        )
        if side:
            found[key] = side
    return found


def _side_of_kind(key: str, name: str) -> str | None:
    """Give the side of a body by its kind, with the state that its name says; of a state that tells under its name."""
    kind = key.removeprefix("body:") if key.startswith("body:") else bodies.body_in(name)
    if kind is None:
        state = gazetteer.state(name) or _seats().get(fold(name))
        return f"{STATE} {state}" if state else None
    side = _sides().get(bodies.kind_of(kind))
    states = bodies.states(name) if side == STATE else ()
    return f"{STATE} {next(iter(states))}" if len(states) == 1 else side


@cache
def _sides() -> Mapping[str, str]:
    table = resources.read_toml("sides.toml")
    return {kind: side for side in table if side != SEATS for kind in resources.strings(table, side)}


@cache
def _seats() -> Mapping[str, str]:
    """Give the country of every house by which a state is named, by its folded name."""
    rows = resources.sections("sides.toml", SEATS)
    return {fold(house): f"{bodies.COUNTRY}{state}" for state, houses in rows.items() for house in houses}
