"""What was found: stretches of text, captures and what is stated of them, outlets, failures."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.model.terms import OutletKind


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
