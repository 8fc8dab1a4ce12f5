"""JSON: lines of objects (JSONL), a list of objects, or one object."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec

from twosource.collect import captures, charsets, fields, lines
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import fail
from twosource.collect.unpack import peek, whole
from twosource.model import Capture, Failure

HEAD = 1 << 18
_BLANK = re.compile(r"[ \t\r\n\ufeff]*")
_PART = re.compile(r"[ \t\r\n]*([,:])?[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_NO_JSON = (ValueError, RecursionError)


def read_lines(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read JSONL: one capture a line.

    Raises:
        SpoiltError: where the stream ends before its end, after the lines that are whole.
    """
    seen = False
    for line in lines.read(stream, settings.max_bytes):
        if line.text is not None and not line.text.strip("\ufeff \t\r\n"):
            continue
        found = _of_line(f"{name}#{line.number}", line, settings)
        seen = True
        if isinstance(found, Failure) and line.cut:
            continue
        yield found
    if not seen:
        yield fail(name, "empty")


def read_file(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a JSON file: an object is one capture, a list one an item; lines of objects are read as JSONL.

    Raises:
        SpoiltError: where the stream is spoilt or larger than may be read whole.
    """
    head, stream = peek(stream, HEAD)
    if is_lines(head):
        yield from read_lines(name, stream, settings)
        return
    data = whole(stream, settings.max_whole)
    decoded = charsets.decode(data)
    if decoded is None:
        yield fail(name, "not-text" if data else "empty")
        return
    text = decoded.text
    start = _skip(text, 0)
    if start == len(text):
        yield fail(name, "empty")
    elif text[start] == "[":
        yield from _items(name, text, start, decoded.encoding, settings)
    else:
        record = captures.Record(name, data, decoded.encoding)
        yield from _single(record, text, start, settings)


def is_lines(head: bytes) -> bool:
    """Tell whether bytes begin with a line that is a whole object, and another that begins one."""
    first, *others = [row for row in head.removeprefix(codecs.BOM_UTF8).splitlines() if row.strip()] or [b""]
    return bool(others) and others[0].lstrip().startswith(b"{") and _is_object(first)


def _is_object(row: bytes) -> bool:
    try:
        return isinstance(_value(row.decode("utf-8", "replace")), dict)
    except _NO_JSON:
        return False


def _value(text: str) -> fields.Value:
    """Read one JSON value; what Python's own reader tolerates (NaN, halves of surrogate pairs) is tolerated.

    Raises:
        ValueError, RecursionError: where it is no JSON.
    """
    try:
        found: fields.Value = msgspec.json.decode(text)
    except (*_NO_JSON, msgspec.DecodeError):
        found = json.loads(text)
    return found


def _of_line(name: str, line: lines.Line, settings: CollectSettings) -> Capture | Failure:
    if line.text is None:
        return fail(name, lines.unread(line) or "not-text")
    try:
        value = _value(line.text.removeprefix("\ufeff"))
    except _NO_JSON:
        return fail(name, "bad-json")
    return _of_value(captures.Record(name, line.raw, line.encoding), value, settings)


def _of_value(record: captures.Record, value: fields.Value, settings: CollectSettings) -> Capture | Failure:
    if not isinstance(value, Mapping):
        return fail(record.name, "bad-json", "this is not an object")
    found = fields.draft(value)
    if found is None:
        return fail(record.name, "no-text")
    if len(record.raw) > settings.max_bytes:
        return fail(record.name, "too-large")
    return captures.make(found, record, settings.meta, "no-text")


def _items(name: str, text: str, start: int, encoding: str, settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read the items of a list one by one, so that those before a mistake are kept."""
    at, number = _skip(text, start + 1), 0
    while text[at : at + 1] != "]":
        try:
            value, end = _DECODER.raw_decode(text, at)
        except _NO_JSON:
            yield fail(f"{name}#{number + 1}", "truncated" if at >= len(text) else "bad-json")
            return
        number += 1
        raw = text[at:end].encode(encoding, "replace")
        yield _of_value(captures.Record(f"{name}#{number}", raw, encoding), value, settings)
        at = _after(text, end)
    if number == 0:
        yield fail(name, "empty")


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _after(text: str, at: int) -> int:
    found = _PART.match(text, at)
    return found.end() if found else at


def _single(record: captures.Record, text: str, start: int, settings: CollectSettings) -> Iterator[Capture | Failure]:
    try:
        value = _value(text[start:])
    except _NO_JSON:
        yield fail(record.name, "bad-json")
        return
    rows = fields.rows(value) if isinstance(value, Mapping) and fields.draft(value) is None else None
    yield from [_of_value(record, value, settings)] if rows is None else _members(record, rows, settings)


def _members(
    record: captures.Record, rows: Sequence[fields.Value], settings: CollectSettings
) -> Iterator[Capture | Failure]:
    """Read a list inside an object; the bytes of an item are those of its compact form."""
    encode = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    for number, row in enumerate(rows, start=1):
        raw = encode(row).encode("utf-8", "replace")
        item = captures.Record(f"{record.name}#{number}", raw, record.encoding)
        yield _of_value(item, row, settings)
