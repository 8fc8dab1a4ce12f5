"""One file, one document: bare text, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.collect import captures, charsets
from twosource.collect.fields import Draft, Media
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import fail
from twosource.collect.unpack import whole
from twosource.model import Capture, Failure, Stated


def read_text(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a bare text.

    Raises:
        SpoiltError: where it cannot be read to its end, or is larger than the limit.
    """
    yield _read(name, stream, "text", settings)


def read_markdown(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a text in Markdown.

    Raises:
        SpoiltError: as ``read_text``.
    """
    yield _read(name, stream, "markdown", settings)


def read_html(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a page.

    Raises:
        SpoiltError: as ``read_text``.
    """
    yield _read(name, stream, "html", settings)


def _read(name: str, stream: Iterator[bytes], media: Media, settings: CollectSettings) -> Capture | Failure:
    data = whole(stream, settings.max_bytes)
    if not data:
        return fail(name, "empty")
    found = charsets.decode(data, charsets.declared(data) if media == "html" else None)
    if found is None:
        return fail(name, "not-text")
    record = captures.Record(name, data, found.encoding)
    return captures.make(Draft(media, found.text, Stated()), record, settings.meta, "empty")
