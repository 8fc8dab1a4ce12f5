"""A stream of bytes as lines, numbered from 1, each decoded. Memory is bounded by the longest line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from msgspec import Struct

from twosource.collect import charsets
from twosource.collect.trouble import Reason, SpoiltError
from twosource.collect.unpack import peek

HEAD = 1 << 18
WIDE = ("utf-16", "utf-32")


class Line(Struct, frozen=True):
    """One line without its end. ``raw`` are the bytes as found (without the line end).

    ``text`` is ``None`` where the line is longer than the limit (``raw`` is then empty), or no encoding
    explains it. ``cut`` marks a last line that the end of a spoilt stream cut off.
    """

    number: int
    raw: bytes
    text: str | None
    encoding: str
    cut: bool = False


def read(stream: Iterator[bytes], limit: int) -> Iterator[Line]:
    """Split ``stream`` into lines of at most ``limit`` bytes.

    Raises:
        SpoiltError: after the last line of a spoilt stream; at once where the stream is no text.
    """
    head, stream = peek(stream, HEAD)
    name = wide_encoding(head)
    if name is None and charsets.is_binary(head):
        raise SpoiltError("not-text")
    stream = stream if name is None else _recoded(stream, name)
    end = b"\n" if b"\n" in head or b"\r" not in head else b"\r"
    fallback = name or _fallback(head)
    for number, (raw, cut) in enumerate(_split(stream, end, limit), start=1):
        yield _line(number, raw, fallback, cut=cut)


def unread(line: Line) -> Reason | None:
    """Tell why a line has no text."""
    if line.text is not None:
        return None
    return "not-text" if line.raw else "too-large"


def wide_encoding(head: bytes) -> str | None:
    """Give the encoding of a stream whose characters are two or four bytes wide."""
    found = charsets.decode(head[: len(head) & ~3])
    return found.encoding if found and found.encoding.startswith(WIDE) else None


def _fallback(head: bytes) -> str:
    """Give the encoding of the lines that are not UTF-8, told by all such lines of the head together."""
    *rows, last = head.split(b"\n")
    odd = b"\n".join(row for row in (rows if len(head) >= HEAD and rows else [*rows, last]) if not _is_utf8(row))
    found = charsets.decode(odd)
    return found.encoding if found else "cp1252"


def _is_utf8(row: bytes) -> bool:
    try:
        row.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _recoded(stream: Iterator[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)("replace")
    for piece in stream:
        yield decoder.decode(piece).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _split(stream: Iterator[bytes], end: bytes, limit: int) -> Iterator[tuple[bytes | None, bool]]:
    """Give lines, ``None`` for one that is too long; and whether the stream broke inside it."""
    parts: list[bytes] = []
    size = 0
    try:
        for piece in stream:
            first, *others = piece.split(end)
            size = _add(parts, first, size, limit)
            for other in others:
                yield _joined(parts, size, limit), False
                parts.clear()
                size = _add(parts, other, 0, limit)
    except SpoiltError:
        if size:
            yield _joined(parts, size, limit), True
        raise
    if size:
        yield _joined(parts, size, limit), False


def _add(parts: list[bytes], part: bytes, size: int, limit: int) -> int:
    size += len(part)
    if size <= limit and part:
        parts.append(part)
    return size


def _joined(parts: list[bytes], size: int, limit: int) -> bytes | None:
    return b"".join(parts) if size <= limit else None


def _line(number: int, raw: bytes | None, fallback: str, *, cut: bool) -> Line:
    if raw is None:
        return Line(number, b"", None, fallback, cut)
    raw = raw.removesuffix(b"\r")
    bare = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError:
        found = _other(bare, fallback)
        return Line(number, raw, found.text if found else None, found.encoding if found else "", cut)
    if fallback.startswith(WIDE):
        return Line(number, text.encode(fallback, "replace"), text, fallback, cut)
    return Line(number, raw, text, "utf-8", cut)


def _other(raw: bytes, fallback: str) -> charsets.Decoded | None:
    """Decode a line that is not UTF-8: as the head of its file, else on its own."""
    if fallback != "utf-8":
        try:
            return charsets.Decoded(raw.decode(fallback), fallback)
        except UnicodeDecodeError:
            pass
    return charsets.decode(raw)
