"""Bytes of a file, decompressed in small pieces under limits. The format is told by the bytes."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import chain
from typing import BinaryIO, Literal, Protocol

import zstandard

from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError
from twosource.resources import read_toml, strings

Packing = Literal["gzip", "bzip2", "xz", "zstd"]

PIECE = 1 << 18
# One slice must not expand beyond what memory bears: zstd may give 128 kB for every 4 bytes, xz and bzip2
# are of the same order, deflate gives at most 1032 for 1.
SLICES: Mapping[Packing, int] = {"gzip": 1 << 14, "bzip2": 1 << 10, "xz": 1 << 10, "zstd": 1 << 10}
XZ_MEMORY = 1 << 28
ZSTD_WINDOW = 1 << 27


class Unpacker(Protocol):
    """What the decompressors of the four formats have in common."""

    @property
    def eof(self) -> bool:
        """Tell whether the packed stream has come to its proper end."""

    @property
    def unused_data(self) -> bytes:
        """Give what follows the end of the packed stream."""

    def decompress(self, data: bytes, /) -> bytes:
        """Take some packed bytes, give what they unpack to."""


def _zstd() -> Unpacker:
    return zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()


UNPACKERS: Mapping[Packing, Callable[[], Unpacker]] = {
    "gzip": partial(zlib.decompressobj, wbits=31),
    "bzip2": bz2.BZ2Decompressor,
    "xz": partial(lzma.LZMADecompressor, memlimit=XZ_MEMORY),
    "zstd": _zstd,
}
BROKEN = (zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError, EOFError, ValueError)


@cache
def signatures(name: str) -> tuple[bytes, ...]:
    """Give the first bytes by which a kind of file is known."""
    return tuple(bytes.fromhex(text) for text in strings(read_toml("inputs/kinds.toml"), f"signatures.{name}"))


def packing(head: bytes) -> Packing | None:
    """Tell the compression of a file by its first bytes."""
    return next((name for name in UNPACKERS if head.startswith(signatures(name))), None)


def pieces(handle: BinaryIO, settings: CollectSettings) -> Iterator[bytes]:
    """Give the content of an open file piece by piece, decompressed where it is compressed.

    Raises:
        SpoiltError: after the last piece that could be read.
    """
    return unpacked(_raw(handle), settings)


def unpacked(raw: Iterator[bytes], settings: CollectSettings) -> Iterator[bytes]:
    """Give a stream decompressed, where it is compressed.

    Raises:
        SpoiltError: after the last piece that could be read.
    """
    head = next(raw, b"")
    kind = packing(head)
    whole = chain((head,), raw)
    yield from whole if kind is None else _unpacked(whole, kind, settings)


def peek(stream: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Give the first ``size`` bytes or so of a stream, and the whole stream again."""
    seen: list[bytes] = []
    while sum(map(len, seen)) < size:
        try:
            piece = next(stream, None)
        except SpoiltError as error:
            return b"".join(seen), chain(seen, _spoilt(error))
        if piece is None:
            break
        seen.append(piece)
    return b"".join(seen), chain(seen, stream)


def whole(stream: Iterator[bytes], limit: int) -> bytes:
    """Join a stream.

    Raises:
        SpoiltError: where the stream is spoilt, or longer than ``limit``.
    """
    parts: list[bytes] = []
    size = 0
    for piece in stream:
        size += len(piece)
        if size > limit:
            raise SpoiltError("too-large")
        parts.append(piece)
    return b"".join(parts)


def _spoilt(error: SpoiltError) -> Iterator[bytes]:
    raise error
    yield b""  # a generator, so that the error comes after the pieces before it


def _raw(handle: BinaryIO) -> Iterator[bytes]:
    while True:
        try:
            piece = handle.read(PIECE)
        except (OSError, ValueError) as error:
            raise SpoiltError("unreadable") from error
        if not piece:
            return
        yield piece


def _unpacked(raw: Iterator[bytes], kind: Packing, settings: CollectSettings) -> Iterator[bytes]:
    """Decompress, member after member, under the limits of the settings."""
    taken = given = 0
    unpacker = UNPACKERS[kind]()
    for packed in _slices(raw, SLICES[kind]):
        taken += len(packed)
        rest = packed
        while rest:
            if unpacker.eof:
                if not _begins(rest, kind):
                    return  # padding after the end, as tape blocks and some servers leave it
                unpacker = UNPACKERS[kind]()
            piece, rest = _step(unpacker, rest)
            given += len(piece)
            _check(taken, given, settings)
            if piece:
                yield piece
    if not unpacker.eof:
        raise SpoiltError("truncated")


def _begins(rest: bytes, kind: Packing) -> bool:
    """Tell whether another member of the same packing follows; a slice may hold its first byte only."""
    mark = signatures(kind)[0][:2]
    return rest[:2] == mark[: len(rest)]


def _step(unpacker: Unpacker, packed: bytes) -> tuple[bytes, bytes]:
    try:
        piece = unpacker.decompress(packed)
    except BROKEN as error:
        raise SpoiltError("corrupt") from error
    return piece, unpacker.unused_data if unpacker.eof else b""


def _check(taken: int, given: int, settings: CollectSettings) -> None:
    swollen = given > settings.max_bytes and given > taken * settings.max_ratio
    if given > settings.max_expanded or swollen:
        raise SpoiltError("too-large", "it unpacks to more than the limit")


def _slices(raw: Iterator[bytes], size: int) -> Iterator[bytes]:
    for piece in raw:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]
