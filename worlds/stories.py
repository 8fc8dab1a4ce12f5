"""Stories: an event, what is true of it and when, who can speak of it, and what they put forward."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
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
_VISITORS = ("president", "minister_interior", "minister_health")
_BLAMED: Mapping[str, tuple[str, ...]] = {
    "": ("prefecture", "government", "city"), "strike": ("firm", "government"), "protest": ("police", "government"),
    "trial": ("government", "prefecture"),
}  # fmt: skip
_PRONE = frozenset({"cause", "origin", "warned", "delay", "fraud"})
"""Facets of which one can be unsure."""
_SIDES: Mapping[str, float] = {"workers": 1.6, "protest": 2.2, "state": 0.8, "firm": 0.7, "opposition": 1.2, "ngo": 1.1}
"""How interest bends counts that sides dispute."""
_OPEN = frozenset({"cause", "origin", "delay"})
"""Facets on which tellers may differ."""
_SCALE: Mapping[str, int] = {"fire": 90, "protest": 2, "quake": 11, "outbreak": 8}
_FEWER: Mapping[tuple[str, str], float] = {("strike", "crowd"): 15}
_DISPUTED = frozenset({"crowd", "walkout", "arrests"})
_FEW = 3
_MOST = 5
"""Facets of one utterance."""
_COMES_ABOUT = 0.5
"""Chance that a thing that can be planned is planned first and done later."""
_TAKEN_BACK = 0.3
"""Chance that a teller of a story takes back what he said of a matter that can be denied."""
_AT_FIRMS = frozenset({"blast", "fire", "strike"})
_FIRM_SITES = frozenset({"factory", "depot", "warehouse", "plant", "refinery", "port"})
_OF_FIRM = ("firm", "firm_boss", "firm_spokes", "worker", "union_leader", "source_firm")
"""Who has nothing to say where the place is not a firm's."""


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
    firmless = kind in _AT_FIRMS and where.site not in _FIRM_SITES
    facets = _facets(rng, kind, when, f"s{number}", firmless=firmless)
    if coincident:
        facets = _coincident(facets, like)
    facets = _plausible(_without_loss(facets))
    cast = _cast(rng, facets, KINDS[kind], _OF_FIRM if firmless else ())
    tellers = _tellers(rng, facets, cast, country)
    said = _utterances(rng, KINDS[kind], cast, tellers, when)
    said += tuple(_denials(rng, facets, tellers, said))
    said += tuple(_turns(rng, facets, cast, tellers)) + tuple(_taken_back(rng, tellers, said))
    said = tuple(sorted(said, key=lambda one: (one.at, one.id)))
    return Story(id=f"s{number}", event=where, facets=facets, tellers=tellers, utterances=said, spoken=country)


_WHERE = (
    ("valdaine", 0.34), ("northmere", 0.2), ("orvalie", 0.1), ("karvia", 0.06), ("dolgoria", 0.06), ("qasrin", 0.08),
    ("tamdoura", 0.05), ("costaverde", 0.04), ("halvmark", 0.03), ("bandala", 0.04),
)  # fmt: skip

# -------------------------------------------------------------------------------- facets


def _facets(rng: random.Random, name: str, when: datetime, prefix: str, *, firmless: bool) -> tuple[Facet, ...]:
    kind = KINDS[name]
    drawn = [
        key for key, chance in kind.facets.items() if rng.random() < chance and not (firmless and key == "firmfacts")
    ]
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
    first = _value(rng, key, known, name, when)
    states = [(when, first)]
    if known.grows and rng.random() < 0.75:
        value = first
        for hours in sorted(rng.sample((2, 5, 7, 14, 22), rng.randrange(1, 4))):
            if known.value.startswith("share"):
                value = _with(value, min(known.high * 1.08, value.n + rng.uniform(0.3, 6)))
            else:
                value = _with(value, value.n + max(1, round(value.n * rng.uniform(0.1, 0.6))))
            states.append((when + timedelta(hours=hours), value))
    if (known.planned or known.done) and rng.random() < _COMES_ABOUT:
        return _come_about(rng, known, first, when)
    return tuple(states)


def _come_about(
    rng: random.Random, known: FacetKind, value: Value, when: datetime
) -> tuple[tuple[datetime, Value], ...]:
    """Let a thing be only planned at first, and done some hours later."""
    at = when + timedelta(minutes=rng.randrange(130, 330))
    dated = replace(value, day=at.replace(hour=0, minute=0))
    before = replace(dated, stage="planned") if known.planned else dated
    return (when, before), (at, replace(dated, stage="done"))


def _with(value: Value, n: float) -> Value:
    return replace(value, n=round(n, 1), n2=min(value.n2, n), style="exact")


def _value(rng: random.Random, key: str, known: FacetKind, kind: str, when: datetime) -> Value:
    things = KINDS[kind].things.get(key, ())
    n = _magnitude(rng, known)
    if (kind, key) in _FEWER:
        n = max(2.0, float(_round(n / _FEWER[kind, key])))
    about = ""
    if key == "score":
        about = rng.choice(("candidate", "rival"))
    elif key == "visit":
        about = rng.choice(_VISITORS)
    elif key == "blame":
        about = rng.choice(_BLAMED.get(kind, _BLAMED[""]))
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


def _cast(rng: random.Random, facets: Sequence[Facet], kind: EventKind, silent: tuple[str, ...]) -> Cast:
    """Choose who speaks of what: of a count mostly one alone, so that one monitor stands behind most of them."""
    cast: Cast = {}
    for facet in facets:
        known = FACETS.get(facet.key)
        if known is None:
            continue
        about = {state.about for _, state in facet.states}
        able = kind.tellers.get(facet.key) or [role for role in known.tellers if role not in kind.without]
        things = {state.thing for _, state in facet.states}
        options = [
            role
            for role in able
            if role not in silent and role not in about and things <= set(known.only.get(role, things))
        ]
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
    return pool if len(pool) <= _MOST else rng.sample(pool, _MOST)


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
    return facet.id, value, _certainty(rng, facet.key, teller, value)


def _round(n: float) -> int:
    return int(round(n, -3) if n >= 10_000 else round(n, -2) if n >= 1000 else max(1, round(n)))


def _certainty(rng: random.Random, key: str, teller: Teller, value: Value) -> Certainty:
    if value.stage or teller.type in {"document", "account"}:
        return "planned" if value.stage == "planned" else "asserted"
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
        return weighted(rng, (("press conference", 0.42), ("interview", 0.45), ("communiqué", 0.13)))
    return weighted(rng, (("communiqué", 0.42), ("interview", 0.36), ("press conference", 0.22)))


_DENIERS: Mapping[str, tuple[str, ...]] = {
    "talks": ("government",), "score": ("government",), "fraud": ("government", "commission"),
    "charges": ("lawyer",), "offer": ("firm", "firm_spokes"), "delay": ("space", "space_spokes"),
    "cause": ("firm_spokes", "firm", "rail"), "missing": (), "safe": ("opposition", "ngo", "union_leader", "scientist"),
    "origin": ("firm_spokes", "firm", "government"),
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


def _turns(rng: random.Random, facets: Sequence[Facet], cast: Cast, tellers: Sequence[Teller]) -> Iterator[Utterance]:
    """Let somebody who speaks of a thing that was planned say, once it is done, that it is."""
    for facet in facets:
        at, value = facet.states[-1]
        able = [
            one for one in tellers
            if facet in cast.get(one.role, []) and one.type not in {"document", "account"}
        ]  # fmt: skip
        if value.stage == "done" and able:
            teller = rng.choice(able)
            yield Utterance(
                id=f"{teller.id}.turn.{facet.key}", teller=teller.id, at=at + timedelta(minutes=rng.randrange(5, 40)),
                medium=_medium(rng, teller), told=((facet.id, value, "asserted"),),
            )  # fmt: skip


def _taken_back(rng: random.Random, tellers: Sequence[Teller], said: Sequence[Utterance]) -> Iterator[Utterance]:
    """Let one teller take back, before the press, what he had put forward."""
    present = {one.id: one for one in tellers if one.type in {"person", "organisation"} and one.role not in PASSERS}
    own = [
        (one, facet, value)
        for one in said
        for facet, value, certainty in one.told
        if one.teller in present and certainty == "asserted" and FACETS[facet.partition(".")[2]].deny
    ]
    if not own or rng.random() >= _TAKEN_BACK:
        return
    first, facet, value = rng.choice(own)
    last = max(one.at for one in said if one.teller == first.teller)
    yield Utterance(
        id=f"{first.teller}.back.{facet.partition('.')[2]}", teller=first.teller,
        at=last + timedelta(minutes=rng.randrange(45, 200)), medium="press conference",
        told=((facet, replace(value, stage="withdrawn"), "denied"),),
    )  # fmt: skip


def _coincident(facets: Sequence[Facet], like: Story | None) -> tuple[Facet, ...]:
    """Give two counts of a story, or the counts of two stories, the same numbers."""
    counted = [facet for facet in facets if facet.key in FACETS and FACETS[facet.key].value == "count"]
    if like is not None:
        theirs = {facet.key: facet for facet in like.facets}
        copied = {facet.id: theirs[facet.key].states[0][1].n for facet in counted if facet.key in theirs}
    else:
        same = len(counted) > 1 and _FEW < counted[0].states[0][1].n <= FACETS[counted[1].key].high
        copied = {counted[1].id: counted[0].states[0][1].n} if same else {}
    return tuple(
        Facet(id=facet.id, key=facet.key, states=_levelled(facet, copied[facet.id])) if facet.id in copied else facet
        for facet in facets
    )


def _without_loss(facets: Sequence[Facet]) -> tuple[Facet, ...]:
    """Leave out the money that was lost where nobody is charged with taking any."""
    charged = {facet.states[0][1].thing for facet in facets if facet.key == "charges"}
    return tuple(facet for facet in facets if facet.key != "loss" or not charged & {"manslaughter", "arsoncharge"})


_PARTS: tuple[tuple[str, str, float], ...] = (
    ("dead", "cases", 0.15), ("hospitalised", "cases", 0.6), ("sheltered", "evacuated", 0.7),
)  # fmt: skip
"""Counts that are parts of others, with the most that they may be."""
_CROWDS: Mapping[str, float] = {"power": 2.5, "crowd": 3, "evacuated": 4, "sheltered": 6, "cases": 8}
"""How much larger the town must be than a count."""


def _plausible(facets: Sequence[Facet]) -> tuple[Facet, ...]:
    """Keep parts smaller than the whole, and the town large enough for what happens there."""
    first = {facet.key: facet.states[0][1].n for facet in facets}
    scale = {
        part: share * first[whole] / first[part]
        for part, whole, share in _PARTS
        if part in first and first.get(whole, 0) and first[part] > share * first[whole]
    }
    least = max((first[key] * factor for key, factor in _CROWDS.items() if key in first), default=0.0)
    if first.get("population", least) < least:
        scale["population"] = least / first["population"]
    return tuple(_scaled(facet, scale[facet.key]) if facet.key in scale else facet for facet in facets)


def _scaled(facet: Facet, factor: float) -> Facet:
    states = tuple((since, _with(value, max(1, _round(value.n * factor)))) for since, value in facet.states)
    return Facet(id=facet.id, key=facet.key, states=states)


def _levelled(facet: Facet, n: float) -> tuple[tuple[datetime, Value], ...]:
    """Give a facet one number for good; a thing that is planned first is still done later."""
    kept = facet.states if facet.states[-1][1].stage else facet.states[:1]
    return tuple((since, _with(value, n)) for since, value in kept)


def pair(seed: object, number: int, regime: Regime) -> tuple[Story, ...]:
    """Draw a story and, by the regime's chance, a look-alike."""
    rng = dice(seed, "pair", number)
    first = story(seed, 2 * number, coincident=rng.random() < regime.coincident)
    if rng.random() >= regime.twins:
        return (first,)
    second = story(seed, 2 * number + 1, like=first, coincident=rng.random() < regime.coincident)
    return first, replace(second, twin_of=first.id)
