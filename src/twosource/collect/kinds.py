"""The kind of an input: by the end of its name, else by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Literal, get_args

from twosource.collect import charsets, fields, objects
from twosource.collect.cells import cells, delimiter
from twosource.collect.unpack import signatures
from twosource.resources import Table, read_toml, strings

Kind = Literal[
    "text", "markdown", "html", "jsonl", "json", "csv", "feed", "xml", "warc", "parquet", "pdf", "zip", "saved",
    "webarchive", "mail", "unsupported",
]  # fmt: skip

HEAD = 1 << 16
SIGNED: tuple[Kind, ...] = ("warc", "parquet", "pdf", "zip", "unsupported")
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|meta|div|article|section|p|h1)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LIST = re.compile(r"\[\s*[{\]]")


def of_name(name: str) -> Kind | None:
    """Tell the kind of a file by its suffix, compressed or not; ``None`` where the suffix is not known."""
    path = PurePosixPath(name.lower())
    if path.suffix in _suffixes("compressed"):
        path = path.with_suffix("")
    return next((kind for kind in get_args(Kind) if path.suffix in _suffixes(kind)), None)


def sniff(head: bytes) -> Kind:
    """Tell the kind of a document by its first bytes; what is nothing else is text."""
    for kind in SIGNED:
        if head.startswith(signatures(kind)):
            return kind
    if objects.is_lines(head):
        return "jsonl"
    # A head cut inside a wide character would be no UTF-16; a whole document must not lose its end.
    decoded = charsets.decode(head if len(head) < HEAD else head[: len(head) & ~3])
    text = decoded.text.lstrip("\ufeff \t\r\n") if decoded else ""
    if text.startswith("<"):
        return of_markup(text) or "text"
    if text.startswith("{"):
        return "jsonl" if _is_row(text) else "json"
    if _LIST.match(text):
        return "json"
    return "csv" if _is_table(text) else "text"


def advice(name: str, head: bytes = b"") -> str | None:
    """Say what to do with a file that is not read, where its name or its first bytes tell what it is."""
    suffix = PurePosixPath(name.lower()).suffix
    table = read_toml("inputs/kinds.toml")
    for kind, held in _advised(table).items():
        marks = (bytes.fromhex(mark) for mark in strings(table, f"advice.{kind}.signatures"))
        known = head.startswith(tuple(marks)) if head else suffix in strings(table, f"advice.{kind}.suffixes")
        if known and isinstance(held, Mapping):
            return str(held["say"])
    return None


def _advised(table: Table) -> Table:
    found = table["advice"]
    return found if isinstance(found, Mapping) else {}


def of_markup(text: str) -> Kind | None:
    """Tell a feed from a page; ``None`` where it is neither."""
    start = _COMMENT.sub("", text[:HEAD])
    feed, page = _FEED.search(start), _HTML.search(start)
    if feed and (page is None or feed.start() < page.start()):
        return "feed"
    return "html" if page else None


def _is_row(text: str) -> bool:
    """Tell whether the first line closes the object it opens."""
    return text.partition("\n")[0].rstrip().endswith("}")


def _is_table(text: str) -> bool:
    header = text.partition("\n")[0].rstrip("\r")[:10_000]
    names = cells(header, delimiter(header))
    return len(names) > 1 and fields.has_content(names) and fields.known(names) * 2 >= len(names)


@cache
def _suffixes(kind: str) -> tuple[str, ...]:
    return strings(read_toml("inputs/kinds.toml"), f"suffixes.{kind}")
