"""RSS and Atom: one capture an item, read by feedparser from the bytes alone."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping, Sequence

import feedparser
from msgspec import Struct

from twosource import urls
from twosource.collect import captures, charsets
from twosource.collect.fields import Draft, Media
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import fail
from twosource.collect.unpack import whole
from twosource.model import Capture, Failure, Stated

# What feedparser is seen to raise on damaged feeds; its own errors stand in ``bozo``.
BROKEN = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OverflowError,
)  # fmt: skip
MAX_ENTITIES = 1_000_000  # characters that a feed's own entities may add

_ITEM = re.compile(rb"<(item|entry)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*?-->\s*)*$", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(rb"""<!ENTITY\s+(\w{1,100})\s+(?:"([^"]*)"|'([^']*)')""")


class Feed(Struct, frozen=True):
    """What a feed says of itself."""

    title: str | None
    domain: str | None
    language: str | None


def read(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a feed. Items are numbered from 1.

    Raises:
        SpoiltError: where it cannot be read to its end, or is larger than may be read whole.
    """
    data = whole(stream, settings.max_whole)
    decoded = charsets.decode(data, charsets.declared_xml(data))
    if decoded is None or not decoded.text.strip():
        yield fail(name, "not-text" if data.strip() else "empty")
        return
    # Bytes that begin with the mark are taken for UTF-8 whatever they declare.
    plain = decoded.text.encode("utf-8", "replace")
    if _swells(plain):
        yield fail(name, "too-large", "its entities expand to more than the limit")
        return
    parsed = _parsed(codecs.BOM_UTF8 + plain)
    entries = _sequence(parsed, "entries")
    if not entries:
        yield _without_items(name, parsed)
        return
    feed = _feed(_mapping(parsed, "feed"))
    for number, (entry, raw) in enumerate(zip(entries, _raw(plain, entries), strict=True), start=1):
        record = captures.Record(f"{name}#{number}", raw, decoded.encoding)
        yield _item(record, entry, feed, settings)
    if not _END.search(plain[-10_000:]):
        yield fail(name, "truncated")


def _parsed(data: bytes) -> Mapping[str, object]:
    # A stream, never the bytes themselves: feedparser would open a file of that name.
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except BROKEN:
        return {"bozo": True}
    return found if isinstance(found, Mapping) else {}


def _without_items(name: str, parsed: Mapping[str, object]) -> Failure:
    if parsed.get("bozo"):
        return fail(name, "malformed-feed")
    return fail(name, "empty" if parsed.get("version") else "unknown-format")


def _swells(data: bytes) -> bool:
    """Tell whether a feed's own entities would blow it up; nested ones are counted at their least."""
    added = 0
    for found in _ENTITY.finditer(data[: 1 << 20]):
        value = found.group(2) or found.group(3) or b""
        added += len(value) * data.count(b"&" + found.group(1) + b";")
    return added > MAX_ENTITIES


def _raw(data: bytes, entries: Sequence[object]) -> Iterator[bytes]:
    """Give the bytes of each item, or where they cannot be told apart, what was read of it."""
    found = [match.group() for match in _ITEM.finditer(data)]
    if len(found) == len(entries):
        return iter(found)
    return (repr(entry).encode("utf-8", "replace") for entry in entries)


def _item(
    record: captures.Record, entry: Mapping[str, object], feed: Feed, settings: CollectSettings
) -> Capture | Failure:
    words, kind, language = _content(entry)
    if words is None:
        return fail(record.name, "no-text")
    if len(words) > settings.max_bytes:
        return fail(record.name, "too-large")
    stated = _stated(entry, feed, language)
    media: Media = "text" if kind == "text/plain" else "html"
    return captures.make(Draft(media, words, stated), record, settings.meta, "no-text")


def _content(entry: Mapping[str, object]) -> tuple[str | None, str | None, str | None]:
    """Give the words of an item, their media type and language: full content before the summary."""
    for detail in (*_sequence(entry, "content"), _mapping(entry, "summary_detail"), entry):
        words = _text(detail, "value") if detail is not entry else _text(detail, "summary")
        if words:
            return words, _text(detail, "type"), _text(detail, "language")
    return None, None, None


def _stated(entry: Mapping[str, object], feed: Feed, language: str | None) -> Stated:
    source = _mapping(entry, "source")
    outlet = _text(source, "title")
    address = _text(source, "href") or _text(source, "link")
    authors = [name for one in _sequence(entry, "authors") if (name := _text(one, "name"))]
    return Stated(
        id=_text(entry, "id"),
        url=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        outlet=outlet or feed.title,
        domain=urls.domain(address) if outlet and address else None if outlet else feed.domain,
        title=_text(entry, "title"),
        published=_text(entry, "published") or _text(entry, "updated"),
        modified=_text(entry, "updated") if "updated" in entry else None,
        language=language or feed.language,
        authors=tuple(dict.fromkeys(authors)),
    )


def _feed(feed: Mapping[str, object]) -> Feed:
    link = _text(feed, "link")
    return Feed(_text(feed, "title"), urls.domain(link) if link else None, _text(feed, "language"))


def _text(values: Mapping[str, object], name: str) -> str | None:
    value = values.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _mapping(values: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = values.get(name)
    return value if isinstance(value, Mapping) else {}


def _sequence(values: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    value = values.get(name)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
