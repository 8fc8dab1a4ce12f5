"""CSV and TSV: one capture a row, under the field names of JSONL. Read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from twosource.collect import captures, fields, lines
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError, fail
from twosource.model import Capture, Failure

DELIMITERS = (",", ";", "\t", "|")


def read(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a table whose first line names the columns; a row is named by the line it begins on.

    Raises:
        SpoiltError: where the stream ends before its end, after the rows that are whole.
    """
    source = lines.read(stream, settings.max_bytes)
    header = next((line for line in source if line.text is None or line.text.strip()), None)
    if header is None or header.text is None:
        yield fail(name, "empty" if header is None else "bad-csv", None if header is None else "it has no header")
        return
    mark = delimiter(header.text)
    names = cells(header.text, mark)
    if not fields.has_content(names):
        yield fail(name, "no-text", _missing(names))
        return
    for row in _rows(source, mark, settings.max_bytes):
        yield _capture(name, names, row, settings)


def delimiter(header: str) -> str:
    """Give the sign that parts the columns: the one under which most of them are known."""
    return max(DELIMITERS, key=lambda mark: fields.known(cells(header, mark)))


def cells(line: str, mark: str) -> list[str]:
    """Give the cells of one line."""
    try:
        return next(csv.reader([line.removeprefix("\ufeff")], delimiter=mark), [])
    except csv.Error:
        return []
