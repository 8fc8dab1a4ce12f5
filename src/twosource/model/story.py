"""Many articles: the names, passages, relations, claims, conflicts and drifts of a story."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.model.article import Quantity, Statement
from twosource.model.found import Place
from twosource.model.terms import (
    Basis,
    Channel,
    ConflictKind,
    Direction,
    DriftKind,
    EntityType,
    PassageKind,
    RelationKind,
    SourceType,
    Verdict,
)


class Reason(Struct, frozen=True):
    """Why: a stable ``code`` (worded in ``resources/phrases``), what it is about, and where."""

    code: str
    about: str = ""
    places: tuple[Place, ...] = ()


class Edit(Struct, frozen=True):
    """A difference between the first member of a passage and another one.

    ``left``/``right`` may be empty stretches. ``fact`` marks a changed number, date or name.
    """

    member: int
    kind: Literal["replaced", "inserted", "deleted"]
    left: Place
    right: Place
    fact: bool = False


class Descent(Struct, frozen=True):
    """Where the words of one member of a passage come from.

    ``parent`` indexes the passage's members; ``source`` is the id of a hidden source or, where the channel is speech,
    the name of whom the member quotes.
    """

    member: int
    channel: Channel
    confidence: float
    parent: int | None = None
    source: str | None = None
    reasons: tuple[Reason, ...] = ()


class Passage(Struct, frozen=True, kw_only=True):
    """Stretches of two or more articles that share wording. ``parent`` indexes ``members``.

    ``tree``: of each member, where its words come from; of its roots nothing is told.
    """

    id: str
    kind: PassageKind
    members: tuple[Place, ...]
    parent: int | None = None
    edits: tuple[Edit, ...] = ()
    tree: tuple[Descent, ...] = ()


class Derivation(Struct, frozen=True, kw_only=True):
    """That an article has words, or what it tells, from another text.

    ``parent`` is an article or a hidden source; ``part`` the part of the child that its ``passages`` cover.
    """

    parent: str
    child: str
    channel: Channel
    confidence: float
    passages: tuple[str, ...] = ()
    part: float = 0.0
    reasons: tuple[Reason, ...] = ()


class Relation(Struct, frozen=True, kw_only=True):
    """What two articles are to each other. ``earlier`` is the supposed parent where one copies.

    ``channel``: the way that what they share took, as far as evidence goes; none where they share nothing.
    """

    earlier: str
    later: str
    relation: RelationKind
    direction: Direction = "unknown"
    confidence: float
    source_name: str | None = None
    channel: Channel | None = None
    passages: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class KnownAs(Struct, frozen=True, kw_only=True):
    """An office under which a story knows a person, and where.

    ``named``: there it stands beside the name. Else a teller was called so, and taken for the one person whom the
    articles name with that office.
    """

    text: str
    article: str
    start: int
    end: int
    named: bool


class Entity(Struct, frozen=True, kw_only=True):
    """One name of the story with its variants."""

    id: str
    name: str
    type: EntityType
    variants: tuple[str, ...]
    mentions: tuple[Place, ...] = ()
    roles: tuple[KnownAs, ...] = ()
    wikidata: str | None = None
    geonames: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class StoryStatement(Statement, frozen=True, kw_only=True):
    """A statement as it stands in a dossier: with its article, its value and its origin."""

    id: str
    article: str
    value: Quantity | None = None
    origin: str | None = None


class Origin(Struct, frozen=True, kw_only=True):
    """Where the chains and copied passages of some statements of one claim end."""

    id: str
    name: str
    type: SourceType
    statements: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


class Count(Struct, frozen=True):
    """Independent origins at one level: ``shown <= truth <= possible`` as far as texts can tell.

    ``estimate`` is ``None`` where no calibrated estimate is made; ``interval`` then is the bounds.
    """

    shown: int
    possible: int
    estimate: float | None
    interval: tuple[int, int]


class CountAt(Struct, frozen=True):
    """The organisation-level count as it stood at a time (ISO 8601)."""

    at: str
    organisation: Count


class Share(Struct, frozen=True, kw_only=True):
    """What an article adds to the organisations shown: its equal part of every origin that it prints."""

    article: str
    share: float


class Independent(Struct, frozen=True, kw_only=True):
    """The independent origins of a claim. ``fragility``: fewest nodes whose loss cuts all reports off.

    ``shares``: of the articles that print an origin which is shown; their sum is the number of those.
    """

    utterance: Count
    person: Count
    organisation: Count
    side: Count
    fragility: int | None = None
    as_of: tuple[CountAt, ...] = ()
    shares: tuple[Share, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """Statements that put forward one proposition. ``text`` is the clearest of them, in its words."""

    id: str
    text: str
    statements: tuple[StoryStatement, ...]
    origins: tuple[Origin, ...]
    independent: Independent
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


class Side(Struct, frozen=True):
    """One of the two statements of a conflict or a drift."""

    statement: str
    article: str
    start: int
    end: int


class Conflict(Struct, frozen=True, kw_only=True):
    """Two statements of one claim that do not fit; ``rule`` names the rule that says so, ``chance`` how sure it is."""

    claim: str
    relation: ConflictKind
    left: Side
    right: Side
    rule: str
    chance: float = 1.0
    as_of: tuple[str | None, str | None] = (None, None)


class Drift(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What changed from the fuller to the poorer statement of one claim."""

    claim: str
    from_: Side
    to: Side
    kind: DriftKind
    basis: Basis
    before: str
    after: str


class Habit(Struct, frozen=True, kw_only=True):
    """How often one outlet made a drift of a kind: ``times`` of the ``of`` claims in which it could."""

    outlet: str
    kind: DriftKind
    times: int
    of: int


class Order(Struct, frozen=True, kw_only=True):
    """That one article was written before another, as the texts tell it."""

    before: str
    after: str
    confidence: float
    reasons: tuple[Reason, ...]


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """A dated happening of the story."""

    start: str
    end: str
    granularity: str
    claim: str
    text: str


class HiddenSource(Struct, frozen=True, kw_only=True):
    """A text that no article of the pile is, but that several lean on.

    ``text`` is no print of it: what its children have in common, in the words of the one that has most of it.
    """

    id: str
    name: str
    type: SourceType
    text: str
    children: tuple[str, ...]
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()


class Happening(Struct, frozen=True, rename={"with_": "with"}):
    """An entry of a story's history (merged, split, opened, kept apart for some reasons)."""

    event: str
    at: str
    with_: str | None = None
    reasons: tuple[Reason, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """The articles that report one event, and all that was compared between them."""

    id: str
    title: str
    articles: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    storyline: str | None = None
    history: tuple[Happening, ...] = ()
    entities: tuple[Entity, ...] = ()
    hidden_sources: tuple[HiddenSource, ...] = ()
    passages: tuple[Passage, ...] = ()
    relations: tuple[Relation, ...] = ()
    lineage: tuple[Derivation, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    may_differ: tuple[Conflict, ...] = ()
    drifts: tuple[Drift, ...] = ()
    order: tuple[Order, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
