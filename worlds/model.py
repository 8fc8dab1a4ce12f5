"""The nouns of a world, as frozen values.

A *story* is one event with its *facets* (what can be known of it). *Utterances* are what origins put forward of
facets. *Newsrooms* turn utterances and each other's texts into *drafts*: ordered *lines*. A line is one sentence,
settled to the last word but not yet text: ``realise`` makes the text, always the same, with its marks.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

Language = Literal["fr", "en"]
TellerType = Literal[
    "person", "role", "organisation", "document", "media", "agency", "anonymous", "collective", "account", "unknown"
]
Kind = Literal["own", "hearsay", "indirect", "direct", "mixed", "noun", "continued", "stock", "correction", "update"]
Certainty = Literal[
    "asserted", "reported", "hearsay", "possible", "probable", "expected", "announced", "planned", "demanded",
    "ongoing", "done", "denied", "confirmed", "corrected",
]  # fmt: skip
Medium = Literal["communiqué", "press conference", "interview", "document", "post", "scene"]
NewsroomKind = Literal["agency", "national", "regional", "foreign", "aggregator", "partisan"]
Stage = Literal["", "planned", "done", "withdrawn"]
"""How far the matter has come, or that its teller has taken it back."""
Mood = Literal[0, 1, 2, 3]
"""As a fact, hearsay, possible, denied."""


class Name(Struct, frozen=True):
    """A name in each language, with the other spellings that houses may use."""

    fr: str
    en: str
    others_fr: tuple[str, ...] = ()
    others_en: tuple[str, ...] = ()
    gender: Literal["m", "f"] = "m"

    def spelled(self, language: str, house: int = 0) -> str:
        """Give the spelling of a house."""
        first, others = (self.fr, self.others_fr) if language == "fr" else (self.en, self.others_en)
        return (first, *others)[house % (1 + len(others))] if others else first

    def all_of(self, language: str) -> tuple[str, ...]:
        """List the spellings in a language."""
        return (self.fr, *self.others_fr) if language == "fr" else (self.en, *self.others_en)


class Land(Struct, frozen=True):
    """A region or country: with its article in French, and how one says "in" it."""

    name: Name
    fr_the: str
    fr_in: str
    adjective_fr: str = ""
    adjective_en: str = ""


class Teller(Struct, frozen=True, kw_only=True):
    """Somebody or something that puts facts forward. ``role`` is worded by the grammar family."""

    id: str
    type: TellerType
    role: str
    name: Name | None = None
    organisation: str = ""
    side: str = ""
    gender: Literal["m", "f"] = "m"
    plural: bool = False
    age: int = 0


class Value(Struct, frozen=True, kw_only=True):
    """The value of a facet as somebody puts it forward.

    ``n`` is a count, a share or an amount; ``thing`` a key of the phrase tables (cause, charge, demand ...);
    ``about`` a teller that the fact is about; ``day`` a date. ``style``: how a number is written.
    """

    n: float = 0
    n2: float = 0
    thing: str = ""
    about: str = ""
    day: datetime | None = None
    style: Literal["exact", "about", "over", "nearly", "dozen"] = "exact"
    unit: Literal["metric", "imperial"] = "metric"
    stage: Stage = ""


class Event(Struct, frozen=True, kw_only=True):
    """What happened, where and when: the words that all facets of a story share."""

    kind: str
    when: datetime
    town: Name
    town2: Name
    region: Land
    country: Land
    site: str
    names: tuple[tuple[str, Name], ...]
    """Names of the event's firm, union, party, agency ... by the slot that prints them."""
    abroad: bool = False


class Facet(Struct, frozen=True, kw_only=True):
    """A thing that can be known of an event, with its true states in time."""

    id: str
    key: str
    states: tuple[tuple[datetime, Value], ...]

    def at(self, moment: datetime) -> Value:
        """Give the true value at a time."""
        known = [value for since, value in self.states if since <= moment]
        return known[-1] if known else self.states[0][1]


class Utterance(Struct, frozen=True, kw_only=True):
    """One act of putting facts forward: an utterance or a document. ``to`` holds the newsrooms that heard it."""

    id: str
    teller: str
    at: datetime
    medium: Medium
    told: tuple[tuple[str, Value, Certainty], ...]
    """(facet id, value, certainty)."""
    to: frozenset[str] = frozenset()


class Telling(Struct, frozen=True, kw_only=True):
    """A proposition as a sentence puts it forward. ``chain``: teller ids, first teller first, the outlet left out."""

    facet: str
    key: str
    value: Value
    chain: tuple[str, ...] = ()
    certainty: Certainty = "asserted"
    mood: Mood = 0
    utterance: str = ""
    variant: int = 0
    voice: str = ""
    """The family whose words a quotation has: an utterance sounds the same at every desk."""
    part: Literal[0, 1] = 0
    """1: only the first half of a quotation is printed."""


class Typo(Struct, frozen=True):
    """A slip of the keys: the ``place``-th letter of a sentence, counted modulo its length."""

    place: int
    kind: Literal["swap", "drop", "double"]


class Line(Struct, frozen=True, kw_only=True):
    """A sentence, settled to the last word. ``parent`` is the line it was made of, ``ops`` by which operators."""

    uid: str
    kind: Kind
    tellings: tuple[Telling, ...] = ()
    table: str
    frame: int = 0
    family: str
    house: str
    seed: int = 0
    mention: Literal["full", "name", "short", "role", "pronoun"] = "full"
    day_style: Literal["weekday", "relative", "date", "none"] = "weekday"
    clock: datetime
    """The day on which the sentence was first written: "hier" is counted from it."""
    parent: str = ""
    root: str = ""
    ops: tuple[str, ...] = ()
    known: bool = False
    """Whom the fact is about has been named before."""
    typos: tuple[Typo, ...] = ()
    via: str = ""
    origin: str = ""
    """Hidden text or newsroom whose words these are, where they are nobody's utterance."""
    gloss: bool = False
    """The town is explained in brackets."""
    extra: tuple[tuple[str, str], ...] = ()
    """Fixed values of slots: the numbers of a correction, the title of a related link."""


class Paragraph(Struct, frozen=True, kw_only=True):
    """Lines that stand in one block. ``role`` is the block's."""

    role: str
    lines: tuple[Line, ...]


class Draft(Struct, frozen=True, kw_only=True):
    """An article as a plan. Hidden ones (wires, communiqués) are drafts too, and are never printed in the pile."""

    id: str
    story: str
    newsroom: str
    at: datetime
    """When it was truly written."""
    published: str | None
    """What the page says, after the clock's error."""
    language: Language
    title: Line | None
    paragraphs: tuple[Paragraph, ...]
    parents: tuple[str, ...] = ()
    hidden: bool = False
    version_of: str = ""
    ops: tuple[str, ...] = ()
    """What was done to the text that it was made of, as a whole."""
    name: str = ""
    """Of a hidden text: as it would be named."""
    source_type: str = ""


class Newsroom(Struct, frozen=True, kw_only=True):
    """An outlet with its habits. Shares are between 0 and 1."""

    id: str
    kind: NewsroomKind
    name: Name
    domain: str
    language: Language
    country: str
    family: str
    house: str
    owner: str = ""
    side: str = ""
    latency: float = 60
    """Minutes, median."""
    credit: float = 0.5
    own: float = 0.2
    """Share of its articles that rest on its own reporting."""
    verbatim: float = 0.3
    clock_error: float = 0
    """Minutes."""
    habits: tuple[str, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """One event, those who can speak of it, and all that was written."""

    id: str
    event: Event
    facets: tuple[Facet, ...]
    tellers: tuple[Teller, ...]
    utterances: tuple[Utterance, ...] = ()
    drafts: tuple[Draft, ...] = ()
    spoken: str = ""
    """The country, by its key: its people speak its language to reporters."""
    twin_of: str = ""
