"""ZIP files: the documents in one, as if its folder had been given. An archive in an archive is not opened."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from msgspec import Struct

from twosource.collect import kinds
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError, fail
from twosource.collect.unpack import BROKEN
from twosource.model import Failure
from twosource.resources import read_toml, strings

MEMORY = 1 << 24
"""Bytes of the archive that are held in memory; the rest lies in a temporary file."""
LOCKED = 0x1
PIECE = 1 << 18
_BROKEN = (*BROKEN, zipfile.BadZipFile, NotImplementedError, RuntimeError)


class Member(Struct, frozen=True):
    """A file in an archive: its name with that of the archive before it, and its content in pieces."""

    name: str
    content: Iterator[bytes]


def members(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Member | Failure]:
    """Give the files of an archive in the order of their names, hidden ones left out.

    Raises:
        SpoiltError: where it is no whole archive, or is a document of an office program.
    """
    with tempfile.SpooledTemporaryFile(max_size=MEMORY) as handle:
        size = 0
        for piece in stream:
            size += len(piece)
            if size > settings.max_expanded:
                raise SpoiltError("too-large")
            handle.write(piece)
        handle.seek(0)
        yield from _members(name, handle, settings)


def _members(name: str, handle: IO[bytes], settings: CollectSettings) -> Iterator[Member | Failure]:
    try:
        archive = zipfile.ZipFile(handle)
    except _BROKEN as error:
        raise SpoiltError("corrupt", "the archive is damaged: nothing can be read from it") from error
    with archive:
        held = sorted((one for one in archive.infolist() if not _is_hidden(one)), key=lambda one: one.filename)
        if any(one.filename in strings(read_toml("inputs/kinds.toml"), "office.members") for one in held):
            raise SpoiltError("format-not-supported", kinds.advice("document.docx"))
        if not held:
            yield fail(name, "empty", "there is no file in the archive")
        given = 0
        for one in held:
            given += one.file_size
            yield _member(name, archive, one, settings, given)


def _is_hidden(one: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a folder, or what systems add that a user does not see."""
    parts = PurePosixPath(one.filename).parts
    return one.is_dir() or any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)


def _member(
    name: str, archive: zipfile.ZipFile, one: zipfile.ZipInfo, settings: CollectSettings, given: int
) -> Member | Failure:
    inside = f"{name}/{'/'.join(part for part in PurePosixPath(one.filename).parts if part not in {'/', '..'})}"
    if one.flag_bits & LOCKED:
        return fail(inside, "format-not-supported", "it is locked with a password: unpack it, and give the folder")
    swollen = one.file_size > settings.max_bytes and one.file_size > one.compress_size * settings.max_ratio
    if given > settings.max_expanded or swollen:
        return fail(inside, "too-large", "it unpacks to more than the limit")
    return Member(inside, _content(archive, one))


def _content(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(one) as handle:
            while piece := handle.read(PIECE):
                yield piece
    except _BROKEN as error:
        raise SpoiltError("corrupt") from error
