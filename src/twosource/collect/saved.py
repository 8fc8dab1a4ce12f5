"""Pages in one file as browsers save them (MHTML, Safari's web archive), and mails: one capture each."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from datetime import UTC
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast
from xml.parsers.expat import ExpatError

from twosource import urls
from twosource.collect import pages
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import fail
from twosource.collect.unpack import whole
from twosource.model import Capture, Failure, Stated

_NO_PROPERTY_LIST = (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, OverflowError, RecursionError)


def read_mhtml(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a page that a browser saved as one file: its first part in HTML, under the address it was saved from.

    Raises:
        SpoiltError: where it cannot be read to its end, or is larger than may be read whole.
    """
    message = _message(stream, settings)
    part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
    told = message.get("Snapshot-Content-Location") or (part.get("Content-Location") if part else None)
    address = str(told or "").strip()
    stated = Stated(url=address if urls.is_web(address) else None)
    yield _page(name, part, stated, settings, fetched=_saved_at(message))


def read_mail(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a mail: its text before its markup, with subject, date and sender, who is its outlet.

    Raises:
        SpoiltError: as ``read_mhtml``.
    """
    message = _message(stream, settings)
    sender, address = parseaddr(str(message.get("From", "")))
    part = message.get_body(preferencelist=("plain", "html"))
    stated = Stated(
        outlet=sender or address or None,
        title=_header(message, "Subject"),
        published=_header(message, "Date"),
    )
    yield _page(name, cast("EmailMessage | None", part), stated, settings)


def read_webarchive(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a page that Safari saved.

    Raises:
        SpoiltError: as ``read_mhtml``.
    """
    try:
        held = plistlib.loads(whole(stream, settings.max_whole))
    except _NO_PROPERTY_LIST:
        yield fail(name, "corrupt", "this is no web archive of Safari's")
        return
    main = held.get("WebMainResource") if isinstance(held, Mapping) else None
    data = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(main, Mapping) or not isinstance(data, bytes):
        yield fail(name, "no-text", "there is no page in the web archive")
        return
    address, charset = (main.get(key) for key in ("WebResourceURL", "WebResourceTextEncodingName"))
    made = pages.Page(
        name=name,
        data=data,
        media="html",
        charset=charset if isinstance(charset, str) else None,
        stated=Stated(url=address if isinstance(address, str) and urls.is_web(address) else None),
    )
    yield pages.capture(made, settings)


def _message(stream: Iterator[bytes], settings: CollectSettings) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(whole(stream, settings.max_whole))


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _saved_at(message: EmailMessage) -> str | None:
    try:
        at = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds") if at.tzinfo else None


def _page(
    name: str, part: EmailMessage | None, stated: Stated, settings: CollectSettings, *, fetched: str | None = None
) -> Capture | Failure:
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes):
        return fail(name, "no-text", "there is no part in it that is text or a page")
    made = pages.Page(
        name=name,
        data=data,
        media="html" if part.get_content_type() == "text/html" else "text",
        charset=part.get_content_charset(),
        stated=stated,
        fetched=fetched,
    )
    return pages.capture(made, settings)
