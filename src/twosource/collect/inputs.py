"""The way in: what the user names becomes captures and failures, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import PurePath
from typing import BinaryIO

from twosource.collect import (
    archives,
    charsets,
    feeds,
    fetch,
    kinds,
    lists,
    meta,
    objects,
    pages,
    parquet,
    pdf,
    places,
    saved,
    tables,
    warc,
    web,
)
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError, fail
from twosource.collect.unpack import peek, pieces, unpacked
from twosource.model import Capture, Failure

Reader = Callable[[str, Iterator[bytes], CollectSettings], Iterator[Capture | Failure]]

READERS: Mapping[kinds.Kind, Reader] = {
    "text": pages.read_text,
    "markdown": pages.read_markdown,
    "html": pages.read_html,
    "jsonl": objects.read_lines,
    "json": objects.read_file,
    "csv": tables.read,
    "feed": feeds.read,
    "warc": warc.read,
    "parquet": parquet.read,
    "pdf": pdf.read,
    "saved": saved.read_mhtml,
    "webarchive": saved.read_webarchive,
    "mail": saved.read_mail,
}

STDIN_NAME = "stdin"


def collect(inputs: Sequence[str], settings: CollectSettings, stdin: BinaryIO) -> Iterator[Capture | Failure]:
    """Read every input: files, folders, globs, ``-``, addresses and ``@`` with a file that lists such.

    Lazy: nothing is opened before it is asked for, and no more than one document is held (a file that
    must be read whole excepted, see ``CollectSettings``). Trouble with an input is a ``Failure`` among
    the captures, never an exception.

    Raises:
        WrongUseError: where a list of inputs cannot be read.
    """
    found = _collected(inputs, settings, stdin)
    if not settings.meta:
        yield from found
        return
    names: set[str] = set()
    for item in found:
        names.add(item.name if isinstance(item, Capture) else item.subject)
        yield item
    idle = meta.idle(settings.meta, names)
    if idle:
        yield fail(PurePath(settings.sidecars[0]).name if settings.sidecars else "sidecar", "not-found", idle)


def _collected(inputs: Sequence[str], settings: CollectSettings, stdin: BinaryIO) -> Iterator[Capture | Failure]:
    with ExitStack() as opened:
        fetcher: fetch.Fetcher | None = None
        for found in places.find(lists.expanded(inputs), settings.sidecars):
            if found is None:
                yield from _documents(STDIN_NAME, None, pieces(stdin, settings), settings)
            elif isinstance(found, Failure):
                yield found
            elif isinstance(found, places.WebAddress):
                fetcher = fetcher or opened.enter_context(fetch.opened(settings))
                yield from _address(found, fetcher, settings)
            else:
                yield from _file(found, settings)


def _address(
    found: places.WebAddress, fetcher: fetch.Fetcher, settings: CollectSettings
) -> Iterator[Capture | Failure]:
    """Read what an address gives."""
    try:
        answer = fetcher.get(found.url)
    except SpoiltError as error:
        yield fail(found.name, error.reason, error.message)
        return
    kind = web.kind_of(answer)
    if kind in web.PAGES:
        yield web.page(found, answer, web.PAGES[kind], settings)
        return
    items = _documents(found.name, kind, iter((answer.body,)), settings)
    yield from web.followed(items, fetcher, settings) if settings.follow and kind == "feed" else items


def _file(file: places.FoundFile, settings: CollectSettings) -> Iterator[Capture | Failure]:
    name = places.name(file)
    kind = kinds.of_name(name)
    if kind is None and not file.direct:
        yield fail(name, "unknown-format", kinds.advice(name))
        return
    if kind == "unsupported":
        yield fail(name, "format-not-supported")
        return
    try:
        handle = open(file.path, "rb")  # noqa: SIM115, PTH123 - only the opening is to be guarded here
    except (OSError, ValueError):
        yield fail(name, "unreadable")
        return
    with handle:
        yield from _documents(name, kind, pieces(handle, settings), settings)


def _documents(
    name: str, kind: kinds.Kind | None, content: Iterator[bytes], settings: CollectSettings
) -> Iterator[Capture | Failure]:
    """Read one stream; how it broke is told after what could be read of it."""
    try:
        head, stream = peek(content, kinds.HEAD)
        if not head:
            yield from _nothing(name, stream)
            return
        sure = kinds.sniff(head) if kind is None else _markup(head) if kind == "xml" else kind
        if sure == "zip":
            yield from _archive(name, stream, settings)
            return
        reader = READERS.get(sure) if sure else None
        advice = kinds.advice(name, head)
        if advice and sure not in {"pdf", "webarchive"}:
            yield fail(name, "not-text", advice)
            return
        if reader is None:
            yield fail(name, "format-not-supported" if sure == "unsupported" else "unknown-format")
            return
        yield from reader(name, stream, settings)
    except SpoiltError as error:
        yield fail(name, error.reason, error.message)


def _archive(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read the documents of a ZIP file, each by its own name."""
    for found in archives.members(name, stream, settings):
        kind = None if isinstance(found, Failure) else kinds.of_name(found.name)
        if isinstance(found, Failure):
            yield found
        elif kind in {None, "zip", "unsupported"}:
            yield fail(found.name, "unknown-format", kinds.advice(found.name))
        else:
            yield from _documents(found.name, kind, unpacked(found.content, settings), settings)


def _nothing(name: str, stream: Iterator[bytes]) -> Iterator[Failure]:
    """Tell why there are no bytes: none were there, or none could be read.

    Raises:
        SpoiltError: in the second case.
    """
    if not any(stream):
        yield fail(name, "empty")


def _markup(head: bytes) -> kinds.Kind | None:
    """Tell what an .xml file is; one that cannot be decoded is left to the reader of feeds."""
    decoded = charsets.decode(head, charsets.declared_xml(head))
    return "feed" if decoded is None else kinds.of_markup(decoded.text)
