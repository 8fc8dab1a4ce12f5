"""One file, one document: bare text, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from twosource.collect import captures, charsets, lists
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
    found = _read(name, stream, "text", settings)
    is_list = isinstance(found, Capture) and lists.is_addresses(found.content)
    yield fail(name, "addresses-only") if is_list else found


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


class Page(Struct, frozen=True, kw_only=True):
    """The bytes of one document and what is told of them: charset, address, time of fetching."""

    name: str
    data: bytes
    media: Media
    charset: str | None = None
    stated: Stated = Stated()
    fetched: str | None = None


def capture(page: Page, settings: CollectSettings) -> Capture | Failure:
    """Make the capture of one document whose bytes are at hand."""
    if not page.data:
        return fail(page.name, "empty")
    if len(page.data) > settings.max_bytes:
        return fail(page.name, "too-large")
    declared = page.charset or (charsets.declared(page.data) if page.media == "html" else None)
    found = charsets.decode(page.data, declared)
    if found is None:
        return fail(page.name, "not-text")
    record = captures.Record(page.name, page.data, found.encoding, page.fetched)
    return captures.make(Draft(page.media, found.text, page.stated), record, settings.meta, "empty")


def _read(name: str, stream: Iterator[bytes], media: Media, settings: CollectSettings) -> Capture | Failure:
    return capture(Page(name=name, data=whole(stream, settings.max_bytes), media=media), settings)
