"""One article, and all that is read in it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.model.found import Span
from twosource.model.terms import (
    Certainty,
    Conditional,
    CreditForm,
    EntityType,
    Language,
    Role,
    SourceType,
    StatementKind,
)


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
