"""WARC: one capture for each page that was answered with success, with its address and the time it was fetched.

What is no page (pictures, styles, scripts), redirects, errors and requests are no documents of the archive
and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from twosource.collect import pages
from twosource.collect.fields import Media
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError, fail
from twosource.model import Capture, Failure, Stated

PAGES: Mapping[str, Media] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
KINDS = WarcRecordType.response | WarcRecordType.resource
OK = 200


class PieceReader:
    """A stream of pieces as the library wants it: a thing to read from."""

    def __init__(self, stream: Iterator[bytes]) -> None:
        """Take the pieces."""
        self._stream = stream
        self._rest = b""
        self._at = 0

    def tell(self) -> int:
        """Give the number of bytes read so far."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Give up to ``size`` bytes, none at the end."""
        if not self._rest:
            self._rest = next(self._stream, b"")
        given, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        self._at += len(given)
        return given


def read(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read an archive: one capture for each page, named by the place of its record (``crawl.warc.gz#3``).

    Raises:
        SpoiltError: where the archive is damaged or cut, after the records before that.
    """
    number, seen = 0, False
    source = cast("BinaryIO", PieceReader(stream))
    try:
        for number, record in enumerate(ArchiveIterator(source, record_types=WarcRecordType.any_type), start=1):
            media = _media(record)
            if media is not None:
                seen = True
                yield _page(f"{name}#{number}", media, record, settings)
    except (OSError, ValueError) as error:
        raise SpoiltError("corrupt", f"the archive cannot be read beyond record {number}") from error
    if not seen:
        yield fail(name, "empty", "there is no page in the archive")


def _media(record: WarcRecord) -> Media | None:
    """Tell what kind of page a record holds; none where it is no page, or was no success."""
    if not record.record_type & KINDS:
        return None
    headers = record.http_headers
    if headers is not None and headers.status_code != OK:
        return None
    told = record.http_content_type if headers is not None else record.headers.get("Content-Type")
    return PAGES.get((told or "").partition(";")[0].strip().lower())


def _page(name: str, media: Media, record: WarcRecord, settings: CollectSettings) -> Capture | Failure:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    page = pages.Page(
        name=name,
        data=record.reader.read(settings.max_bytes + 1),
        media=media,
        charset=record.http_charset,
        stated=Stated(url=address or None),
        fetched=_fetched(record),
    )
    return pages.capture(page, settings)


def _fetched(record: WarcRecord) -> str | None:
    at = record.record_date
    return at.astimezone(UTC).isoformat(timespec="seconds") if at is not None else None
