"""Stories: an event, what is true of it and when, who can speak of it, and what they put forward."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from worlds import names
from worlds.chance import dice, weighted
from worlds.facets import FACETS, KINDS, ROLES, EventKind, FacetKind
from worlds.model import Certainty, Event, Facet, Medium, Story, Teller, TellerType, Utterance, Value
from worlds.realise import PASSERS, last_name
from worlds.regimes import Regime

EPOCH = datetime(2026, 1, 5)  # noqa: DTZ001 - the clock of a world knows no zones
_ROUNDS = (0.2, 1.4, 5.0, 12.0, 26.0)
"""Hours after the event at which officials speak."""
_VISITORS = ("president", "minister_interior", "minister_health", "foreign_minister")
_BLAMED = ("prefecture", "firm", "government", "city", "police")
_PRONE = frozenset({"cause", "origin", "warned", "delay", "fraud"})
"""Facets of which one can be unsure."""
_SIDES: Mapping[str, float] = {"workers": 1.6, "protest": 2.2, "state": 0.8, "firm": 0.7, "opposition": 1.2, "ngo": 1.1}
"""How interest bends counts that sides dispute."""
_OPEN = frozenset({"cause", "origin", "delay"})
"""Facets on which tellers may differ."""
_SCALE: Mapping[str, int] = {"fire": 90, "protest": 2, "quake": 11, "outbreak": 8}
_DISPUTED = frozenset({"crowd", "walkout", "arrests"})


def event(rng: random.Random, kind: str, country: str, when: datetime) -> Event:
    """Draw an event."""
    town, town2 = names.towns(rng, country)
    return Event(
        kind=kind,
        when=when,
        town=town,
        town2=town2,
        region=names.region(rng, country),
        country=names.country(country),
        site=rng.choice(KINDS[kind].sites),
        names=names.of_event(rng),
    )


def story(seed: object, number: int, like: Story | None = None, coincident: bool = False, kind: str = "") -> Story:
    """Draw a story with its utterances; ``like``: of the same kind and hours in the same country, elsewhere."""
    rng = dice(seed, "story", number)
    kind = like.event.kind if like else kind or rng.choice(sorted(KINDS))
    country = like.spoken if like else weighted(rng, _WHERE)
    when = EPOCH + timedelta(minutes=rng.randrange(40 * 24 * 60))
    if like:
        when = like.event.when + timedelta(minutes=rng.randrange(-400, 400))
    first, last = KINDS[kind].hours
    if not first <= when.hour <= last:
        when = when.replace(hour=rng.randrange(first, last + 1))
    where = event(rng, kind, country, when)
    while like and where.town == like.event.town:
        where = event(rng, kind, country, when)
    facets = _facets(rng, kind, when, f"s{number}")
    if coincident:
        facets = _coincident(facets, like)
    cast = _cast(rng, facets, KINDS[kind].without)
    tellers = _tellers(rng, facets, cast, country)
    said = _utterances(rng, KINDS[kind], cast, tellers, when)
    said += tuple(_denials(rng, facets, tellers, said))
    said = tuple(sorted(said, key=lambda one: (one.at, one.id)))
    return Story(id=f"s{number}", event=where, facets=facets, tellers=tellers, utterances=said, spoken=country)


_WHERE = (
    ("valdaine", 0.34), ("northmere", 0.2), ("orvalie", 0.1), ("karvia", 0.06), ("dolgoria", 0.06), ("qasrin", 0.08),
    ("tamdoura", 0.05), ("costaverde", 0.04), ("halvmark", 0.03), ("bandala", 0.04),
)  # fmt: skip

# -------------------------------------------------------------------------------- facets


def _facets(rng: random.Random, name: str, when: datetime, prefix: str) -> tuple[Facet, ...]:
    kind = KINDS[name]
    drawn = [key for key, chance in kind.facets.items() if rng.random() < chance]
    keys = ["happened", *(key for key in drawn if key not in {"scene", "history"})]
    keys += [key for key in ("scene", "history") if key in drawn]
    made: list[Facet] = []
    for key in keys:
        states = _states(rng, key, name, when)
        made.append(Facet(id=f"{prefix}.{key}", key=key, states=states))
    return tuple(made)


def _states(rng: random.Random, key: str, name: str, when: datetime) -> tuple[tuple[datetime, Value], ...]:
    known = FACETS.get(key)
    if known is None:
        return ((when, Value()),)
    if key == "history":
        return ((when, Value(n=rng.randrange(3, 60) * _SCALE.get(name, 1), n2=rng.randrange(1994, 2024))),)
    first = _value(rng, key, known, KINDS[name], when)
    states = [(when, first)]
    if known.grows and rng.random() < 0.75:
        value = first
        for hours in sorted(rng.sample((2, 5, 7, 14, 22), rng.randrange(1, 4))):
            if known.value.startswith("share"):
                value = _with(value, min(known.high * 1.08, value.n + rng.uniform(0.3, 6)))
            else:
                value = _with(value, value.n + max(1, round(value.n * rng.uniform(0.1, 0.6))))
            states.append((when + timedelta(hours=hours), value))
    return tuple(states)


def _with(value: Value, n: float) -> Value:
    return Value(n=round(n, 1), n2=min(value.n2, n), thing=value.thing, about=value.about, day=value.day)


def _value(rng: random.Random, key: str, known: FacetKind, kind: EventKind, when: datetime) -> Value:
    things = kind.things.get(key, ())
    n = _magnitude(rng, known)
    about = ""
    if key == "score":
        about = rng.choice(("candidate", "rival"))
    elif key == "visit":
        about = rng.choice(_VISITORS)
    elif key == "blame":
        about = rng.choice(_BLAMED)
    return Value(
        n=n,
        n2=max(2, round(n * rng.uniform(0.08, 0.3))) if key == "injured" else 0,
        thing=rng.choice(things) if things else "",
        about=about,
        day=when.replace(hour=0, minute=0) + timedelta(days=rng.randrange(2, 9)),
    )


def _magnitude(rng: random.Random, known: FacetKind) -> float:
    if known.value in {"share", "decimal", "share+about"}:
        return round(rng.uniform(known.low, known.high), 1 if rng.random() < 0.6 or known.value == "decimal" else 0)
    if not known.high:
        return 0
    n = float(known.low * (known.high / known.low) ** (rng.random() ** 1.3))
    if n >= 10_000:
        return round(n, -3)
    if n >= 1000:
        return round(n, -2)
    return round(n, -1) if n >= 200 else round(n)


# ------------------------------------------------------------------------------- tellers


Cast = dict[str, list[Facet]]
"""role -> the facets of which its holder speaks."""


def _cast(rng: random.Random, facets: Sequence[Facet], without: tuple[str, ...]) -> Cast:
    """Choose who speaks of what: of a count mostly one alone, so that one monitor stands behind most of them."""
    cast: Cast = {}
    for facet in facets:
        known = FACETS.get(facet.key)
        if known is None:
            continue
        options = [role for role in known.tellers if role not in without]
        more = (0.62, 0.28, 0.1) if known.value == "count" and facet.key not in _DISPUTED else (0.25, 0.42, 0.33)
        wanted = min(len(options), rng.choices((1, 2, 3), more)[0])
        familiar = [role for role in options if role in cast]
        chosen = rng.sample(familiar, min(len(familiar), wanted)) if rng.random() < 0.5 else []
        fresh = [role for role in options if role not in chosen]
        chosen += rng.sample(fresh, min(len(fresh), max(0, wanted - len(chosen))))
        for role in chosen:
            cast.setdefault(role, []).append(facet)
    return cast


def _tellers(rng: random.Random, facets: Sequence[Facet], cast: Cast, country: str) -> tuple[Teller, ...]:
    roles = list(cast)
    for facet in facets:
        roles += [state.about for _, state in facet.states if state.about]
    wanted = dict.fromkeys([*roles, "suspect", "prefecture", "government"])
    made: list[Teller] = []
    for role in wanted:
        made.append(_unlike(rng, role, country, made))
    return tuple(made)


def _unlike(rng: random.Random, role: str, country: str, made: Sequence[Teller]) -> Teller:
    """Make the holder of a role who shares no family name with the others, as far as the pool reaches."""
    one = teller(rng, role, country)
    for _ in range(25):
        if not one.name or not any(last_name(one.name.fr) in other.name.fr for other in made if other.name):
            break
        one = teller(rng, role, country)
    return one


def teller(rng: random.Random, role: str, country: str) -> Teller:
    """Make the holder of a role."""
    known = ROLES[role]
    named = known.type == "person"
    name = names.person(rng, country) if named else None
    kind: TellerType = "person" if named else _type(known.type)
    return Teller(
        id=role,
        type=kind,
        role=role,
        name=name,
        organisation=known.org or (role if not named else ""),
        side=known.side,
        gender=name.gender if name else "f" if known.g == "f" else "m",
        plural=known.p,
        age=rng.randrange(19, 78),
    )


def _type(text: str) -> TellerType:
    found: dict[str, TellerType] = {
        "organisation": "organisation", "collective": "collective", "document": "document",
        "anonymous": "anonymous", "account": "account",
    }  # fmt: skip
    return found[text]


# ---------------------------------------------------------------------------- utterances


def _utterances(
    rng: random.Random, kind: EventKind, cast: Cast, tellers: Sequence[Teller], when: datetime
) -> tuple[Utterance, ...]:
    made: list[Utterance] = []
    for teller in tellers:
        known = cast.get(teller.role, [])
        if not known:
            continue
        rounds = 1 if teller.role in PASSERS or teller.type in {"document", "account"} else rng.choice((1, 2, 2, 3))
        starts = sorted(rng.sample(_ROUNDS[: 3 if teller.type in {"organisation", "person"} else 5], rounds))
        for number, hours in enumerate(starts):
            at = when + timedelta(minutes=60 * hours + rng.randrange(5, 90))
            told = tuple(
                _told(rng, facet, teller, at, kind.things.get(facet.key, ())) for facet in _chosen(rng, known, number)
            )
            made.append(
                Utterance(id=f"{teller.id}.{number}", teller=teller.id, at=at, medium=_medium(rng, teller), told=told)
            )
    return tuple(made)


def _chosen(rng: random.Random, known: Sequence[Facet], number: int) -> list[Facet]:
    """Choose what an utterance is about: all at first, later what may have changed."""
    moving = [facet for facet in known if len(facet.states) > 1]
    pool = list(known) if number == 0 or not moving else moving
    return pool[:4] if len(pool) <= 4 else rng.sample(pool, 4)


def _told(
    rng: random.Random, facet: Facet, teller: Teller, at: datetime, things: Sequence[str]
) -> tuple[str, Value, Certainty]:
    value = facet.at(at)
    known = FACETS[facet.key]
    if facet.key in _DISPUTED:
        bent = value.n * _SIDES.get(teller.side, 1.0)
        value = _with(value, min(95.0, bent) if known.value == "share" else float(_round(bent)))
    elif known.value == "count" and known.grows and rng.random() < 0.12:
        value = _with(value, max(1, value.n + rng.choice((-1, 1, 2))))
    rivals = [thing for thing in things if thing != value.thing] if facet.key in _OPEN else []
    if rivals and rng.random() < 0.22:
        value = replace(value, thing=rng.choice(rivals))
    return facet.id, value, _certainty(rng, facet.key, teller)


def _round(n: float) -> int:
    return int(round(n, -3) if n >= 10_000 else round(n, -2) if n >= 1000 else max(1, round(n)))


def _certainty(rng: random.Random, key: str, teller: Teller) -> Certainty:
    if key in {"visit", "measure", "nextday"}:
        return "announced"
    if key in {"demand", "advice"}:
        return "demanded"
    if key in _PRONE and rng.random() < 0.45:
        return "possible"
    if teller.type == "organisation" and FACETS[key].value in {"count", "none"} and rng.random() < 0.15:
        return "confirmed"
    return "asserted"


def _medium(rng: random.Random, teller: Teller) -> Medium:
    if teller.role in PASSERS or teller.role in {"residents", "families"}:
        return "scene"
    if teller.type == "document":
        return "document"
    if teller.type == "account":
        return "post"
    if teller.type == "anonymous":
        return "interview"
    if teller.type == "person":
        return weighted(rng, (("press conference", 0.5), ("interview", 0.33), ("communiqué", 0.17)))
    return weighted(rng, (("communiqué", 0.65), ("interview", 0.2), ("press conference", 0.15)))


_DENIERS: Mapping[str, tuple[str, ...]] = {
    "talks": ("government",), "score": ("government",), "fraud": ("government", "commission"),
    "charges": ("lawyer",), "offer": ("firm", "firm_spokes"), "delay": ("space", "space_spokes"),
}  # fmt: skip
_ANY_DENIER = ("firm_spokes", "firm", "prefecture", "government")
"""Who denies what is said against his interest."""


def _denials(
    rng: random.Random, facets: Sequence[Facet], tellers: Sequence[Teller], said: Sequence[Utterance]
) -> list[Utterance]:
    """Let interested tellers deny what others put forward."""
    present = {teller.id: teller for teller in tellers}
    made: list[Utterance] = []
    for facet in facets:
        known = FACETS.get(facet.key)
        claims = [one for one in said if any(told[0] == facet.id for told in one.told)]
        if known is None or not known.deny or not claims or rng.random() > 0.45:
            continue
        blamed = {value.about for _, value in facet.states}
        deniers = [
            role
            for role in _DENIERS.get(facet.key, _ANY_DENIER)
            if role in present and role not in blamed and all(one.teller != role for one in claims)
        ]
        if deniers:
            first = claims[0]
            at = first.at + timedelta(minutes=rng.randrange(60, 400))
            value = next(told[1] for told in first.told if told[0] == facet.id)
            role = rng.choice(deniers)
            made.append(
                Utterance(
                    id=f"{role}.no.{facet.key}", teller=role, at=at, medium="communiqué",
                    told=((facet.id, value, "denied"),),
                )
            )  # fmt: skip
    return made


def _coincident(facets: Sequence[Facet], like: Story | None) -> tuple[Facet, ...]:
    """Give two counts of a story, or the counts of two stories, the same numbers."""
    counted = [facet for facet in facets if facet.key in FACETS and FACETS[facet.key].value == "count"]
    if like is not None:
        theirs = {facet.key: facet for facet in like.facets}
        copied = {facet.id: theirs[facet.key].states[0][1].n for facet in counted if facet.key in theirs}
    else:
        copied = {counted[1].id: counted[0].states[0][1].n} if len(counted) > 1 else {}
    return tuple(
        Facet(id=facet.id, key=facet.key, states=((facet.states[0][0], _with(facet.states[0][1], copied[facet.id])),))
        if facet.id in copied
        else facet
        for facet in facets
    )


def pair(seed: object, number: int, regime: Regime) -> tuple[Story, ...]:
    """Draw a story and, by the regime's chance, a look-alike."""
    rng = dice(seed, "pair", number)
    first = story(seed, 2 * number, coincident=rng.random() < regime.coincident)
    if rng.random() >= regime.twins:
        return (first,)
    second = story(seed, 2 * number + 1, like=first, coincident=rng.random() < regime.coincident)
    return first, replace(second, twin_of=first.id)
