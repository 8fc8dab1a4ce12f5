"""Every noun of twosource, as frozen values.

Offsets are half-open and count Unicode code points of the article's ``text``
(of its ``title`` where a statement says ``field="title"``). Nothing here reads,
writes or looks at a clock. Names of fields are the names of the dossier's JSON.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Language = str  # BCP 47 primary subtag, "und" where it cannot be told

Role = Literal[
    "title", "standfirst", "heading", "byline", "dateline", "body", "quote", "caption",
    "credit", "correction", "note", "related", "promo", "navigation",
]  # fmt: skip
NARRATIVE: frozenset[Role] = frozenset({"title", "standfirst", "body", "quote", "caption"})
"""Roles whose words are told by the article: the others are furniture or evidence of provenance."""

OutletKind = Literal["agency", "press", "broadcast", "web", "official", "aggregator", "unknown"]
EntityType = Literal["person", "organisation", "place", "event", "product"]
SourceType = Literal[
    "person", "role", "organisation", "document", "media", "agency",
    "anonymous", "collective", "account", "unknown",
]  # fmt: skip
StatementKind = Literal["direct", "indirect", "mixed", "noun", "own"]
Certainty = Literal[
    "asserted", "reported", "hearsay", "possible", "probable", "expected", "announced",
    "planned", "demanded", "ongoing", "done", "denied", "confirmed", "corrected",
]  # fmt: skip
Conditional = Literal["hearsay", "future-in-past", "hypothetical", "polite", "attenuated"]
PassageKind = Literal["verbatim", "edited", "paraphrase", "translation", "quotation", "stock"]
RelationKind = Literal["copies", "common source", "shared quotation", "independent", "cannot tell"]
Direction = Literal["known", "inferred", "unknown"]
Channel = Literal["version", "wire", "press release", "outlet", "speech", "unknown"]
"""The way that words took: an agency's wire, a body's own text, another outlet, what somebody said."""
ConflictKind = Literal[
    "update", "discrepancy", "denial", "correction", "status change", "reversal", "agree",
]  # fmt: skip
DriftKind = Literal[
    "attribution lost", "attribution moved", "certainty raised", "certainty lowered",
    "number changed", "quote cut", "gloss added",
]  # fmt: skip
Basis = Literal["derivation", "common source", "version"]
Level = Literal["utterance", "person", "organisation", "side"]
LEVELS: tuple[Level, ...] = ("utterance", "person", "organisation", "side")
Verdict = Literal["independently reported", "one origin", "contested", "origin unknown"]
CreditForm = Literal["dateline", "byline", "end", "photo", "told", "reporter", "mention"]


class Span(Struct, frozen=True, order=True, array_like=True):
    """A stretch ``[start, end)`` of one text, in code points."""

    start: int
    end: int


class Place(Struct, frozen=True, order=True):
    """A stretch of one article's text."""

    article: str
    start: int
    end: int


class Failure(Struct, frozen=True, order=True):
    """Expected trouble with one input: kept, counted and shown, never raised.

    ``subject`` names the input as the user knows it (no path of the user's machine),
    ``stage`` says where it happened, ``reason`` is a stable slug.
    """

    subject: str
    stage: str
    reason: str
    message: str


# --------------------------------------------------------------------------- bytes in


class Stated(Struct, frozen=True, kw_only=True):
    """What the input itself, or the sidecar, says of one capture. Nothing is guessed here."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    domain: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


class Capture(Struct, frozen=True, kw_only=True):
    """One document as it was found: the evidence.

    ``name`` is unique in a run and is how the user knows it (``folder/file.html``,
    ``feed.jsonl#12``); ``sha256`` is of the bytes as found (of the record's bytes for a
    row of a table or an item of a feed); ``content`` is the decoded text or markup.
    """

    name: str
    media: Literal["text", "markdown", "html"]
    content: str
    sha256: str
    encoding: str = "utf-8"
    fetched: str | None = None
    stated: Stated = Stated()


class Outlet(Struct, frozen=True, kw_only=True):
    """A publisher. ``side`` groups outlets and bodies that speak for one party."""

    id: str
    name: str
    domain: str | None = None
    country: str | None = None
    owner: str | None = None
    side: str | None = None
    kind: OutletKind = "unknown"


# ------------------------------------------------------------------------- one article


class Mark(Struct, frozen=True):
    """What the page itself says of a stretch of text, before any role is given.

    ``tag`` is the nearest block element ("p", "h2", "figcaption", "li", "line" in bare text),
    ``hints`` its class, id, itemprop and landmark words with those of its ancestors (lower case,
    blank-separated), ``link_share`` the share of its characters inside links, ``voted`` whether
    the extraction library counts it as body.
    """

    start: int
    end: int
    tag: str
    hints: str = ""
    link_share: float = 0.0
    voted: bool = False


class Article(Struct, frozen=True, kw_only=True):
    """Clean text out of one capture. ``published`` is ISO 8601 with a zone, or a bare date.

    ``modified``, in the same form, is when this version of it was made, where that is stated.
    """

    id: str
    input_id: str
    url: str | None = None
    outlet: str
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    language: Language = "und"
    text: str
    capture_sha256: str
    fetched: str | None = None
    version_of: str | None = None
    marks: tuple[Mark, ...] = ()


class Block(Struct, frozen=True, order=True):
    """A stretch of the article with a role. Blocks never overlap and stand in text order."""

    start: int
    end: int
    role: Role


class Sentence(Struct, frozen=True, order=True):
    """A sentence inside one block; ``paragraph`` numbers the blocks of the article."""

    start: int
    end: int
    role: Role
    paragraph: int


class Token(Struct, frozen=True):
    """A word, number or sign. Morphology uses the names of Universal Dependencies, lower case.

    ``pos``: UPOS ("VERB", "AUX", "NOUN" ...). ``form``: "fin", "inf", "part", "ger" or "".
    ``mood``: "ind", "cnd", "sub", "imp" or "". ``tense``: "pres", "past", "imp", "fut" or "".
    ``number``: "sing", "plur" or "".
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    form: str = ""
    mood: str = ""
    tense: str = ""
    number: str = ""


class Mention(Struct, frozen=True, order=True):
    """A name in the text, without title or function."""

    start: int
    end: int
    name: str
    type: EntityType


class Time(Struct, frozen=True, rename={"from_": "from"}):
    """A time expression. ``value`` is TIMEX3; ``from``/``to`` its interval, ISO 8601, half-open."""

    start: int
    end: int
    type: Literal["date", "time", "duration", "set"]
    value: str
    modifier: str | None = None
    from_: str | None = None
    to: str | None = None


class Quantity(Struct, frozen=True):
    """A number with what it counts. The true value lies in ``[low, high]``; ``None`` is unbounded.

    ``counted`` is the lemma of the counted noun in the text's own language, ``unit`` a unit of measure or
    currency. ``category`` is a class of counted things that is the same in every language (dead, injured,
    missing, arrested, evacuated, displaced, rescued, hospitalised, child, civilian …), for comparison.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    counted: str | None = None
    unit: str | None = None
    category: str | None = None


class Credit(Struct, frozen=True, order=True):
    """A place that credits an agency or a reporter; ``agency`` is its name in the table."""

    start: int
    end: int
    agency: str
    form: CreditForm


class Hop(Struct, frozen=True, kw_only=True):
    """One teller in a chain. ``entity`` is set once names are joined across the story."""

    name: str
    type: SourceType
    entity: str | None = None
    start: int | None = None
    end: int | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """A place where a proposition is put forward. ``chain``: first teller first, the outlet left out.

    ``start``/``end`` are the hull of the content; ``spans`` its pieces where there are several.
    """

    start: int
    end: int
    field: Literal["text", "title"] = "text"
    spans: tuple[Span, ...] = ()
    kind: StatementKind
    certainty: Certainty
    conditional: Conditional | None = None
    cue: Span | None = None
    source: Span | None = None
    source_type: SourceType | None = None
    speaker: str | None = None
    chain: tuple[Hop, ...] = ()


class Layers(Struct, frozen=True, kw_only=True):
    """The answers of the reading stages about one article; ``None`` is "not asked"."""

    blocks: tuple[Block, ...] | None = None
    sentences: tuple[Sentence, ...] | None = None
    tokens: tuple[Token, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    times: tuple[Time, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    credits: tuple[Credit, ...] | None = None
    statements: tuple[Statement, ...] | None = None
    narration: tuple[Statement, ...] | None = None
    title: tuple[TitleLayers, ...] | None = None
    encoded: tuple[Encoded, ...] | None = None


class TitleLayers(Struct, frozen=True, kw_only=True):
    """What is read in a title that stands apart from the text; its offsets are the title's."""

    tokens: tuple[Token, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Encoded(Struct, frozen=True):
    """An article as the vector that a plugged-in sentence encoder gives it."""

    values: tuple[float, ...]


class Reading(Struct, frozen=True):
    """One article with all that was read in it."""

    article: Article
    layers: Layers


# ----------------------------------------------------------------------- many articles


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


class Judgement(Struct, frozen=True, kw_only=True):
    """A person's word on two places of text; kept with the words quoted, so that it outlives re-runs."""

    left: Place
    right: Place
    word: Literal["same", "not the same", "copies", "does not copy"]
    left_words: str = ""
    right_words: str = ""
    by: str = ""
    at: str = ""


class Change(Struct, frozen=True):
    """Words that a version has otherwise than the version before it; a stretch may be empty."""

    kind: Literal["replaced", "inserted", "deleted"]
    before: Place
    after: Place


class DossierArticle(Struct, frozen=True, kw_only=True):
    """An article as it stands in a dossier, with the layers a reader opens.

    ``changes``: of a version, what it says otherwise than the one before it at its address.
    """

    id: str
    input_id: str
    url: str | None
    outlet: str
    title: str | None
    published: str | None
    published_basis: str | None
    language: Language
    text: str
    capture_sha256: str
    fetched: str | None
    blocks: tuple[Block, ...]
    version_of: str | None
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    credits: tuple[Credit, ...]
    changes: tuple[Change, ...] = ()


class MadeWith(Struct, frozen=True, kw_only=True):
    """What made a dossier: enough to make it again."""

    twosource: str
    recipe: str
    timezone: str


class Usage(Struct, frozen=True):
    """Words that outlets print where others print other words: by outlet, in how many passages."""

    words: str
    outlets: tuple[tuple[str, int], ...]


class Substitution(Struct, frozen=True, kw_only=True):
    """Two wordings that replace each other where outlets print one text, in how many passages and stories."""

    language: Language
    left: Usage
    right: Usage
    passages: int
    stories: int


class Dossier(Struct, frozen=True, kw_only=True):
    """All that a run found. The dossier's JSON is this value, field by field.

    ``minted``: how many ids of stories have been given by now, so that a later run gives none of them again.
    ``relations``: of pairs that somebody asked for, and that no story tells: mostly of articles of two stories.
    """

    schema: str
    made_with: MadeWith
    outlets: tuple[Outlet, ...]
    articles: tuple[DossierArticle, ...]
    stories: tuple[Story, ...]
    relations: tuple[Relation, ...] = ()
    habits: tuple[Habit, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    failures: tuple[Failure, ...] = ()
    minted: int = 0
