"""CSV and TSV: one capture a row, under the field names of JSONL. Read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.collect import captures, fields, lines
from twosource.collect.cells import cells, delimiter
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import Reason, fail
from twosource.model import Capture, Failure

MOST = 20
"""Columns that are named where none of them is the text."""


class TableRow(Struct, frozen=True):
    """One row with the lines it was read from, or the reason why it could not be."""

    lines: tuple[lines.Line, ...]
    cells: tuple[str, ...] = ()
    reason: Reason | None = None


def read(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a table whose first line names the columns; a row is named by the line it begins on.

    Raises:
        SpoiltError: where the stream ends before its end, after the rows that are whole.
    """
    source = lines.read(stream, settings.max_bytes)
    header = next((line for line in source if line.text is None or line.text.strip()), None)
    if header is None:
        yield fail(name, "empty")
        return
    mark = delimiter(header.text or "")
    names = cells(header.text or "", mark)
    if not fields.has_content(names):
        yield fail(name, "no-text", missing(names))
        return
    row = None
    for row in _rows(source, mark, settings.max_bytes):
        yield _capture(f"{name}#{row.lines[0].number}", names, row, settings)
    if row is None:
        yield fail(name, "empty", "the table has columns and no rows")


def missing(names: Sequence[str]) -> str:
    """Say what a table lacks whose columns hold no text."""
    if fields.names_file(names):
        return "no column holds the text of an article: if this is a sidecar, give it with --meta"
    listed = ", ".join(dict.fromkeys(name.strip()[:40] for name in names[:MOST] if name.strip()))
    return f"no column holds the text of an article: name it text (the columns here: {listed or 'none'})"


def _rows(source: Iterator[lines.Line], mark: str, limit: int) -> Iterator[TableRow]:
    taken: list[lines.Line] = []
    reader = csv.reader(_feed(source, taken), delimiter=mark)
    while True:
        taken.clear()
        row = _next(reader, taken, limit)
        if row is None:
            return
        if row.reason or any(cell.strip() for cell in row.cells):
            yield row


def _feed(source: Iterator[lines.Line], taken: list[lines.Line]) -> Iterator[str]:
    """Give lines to the reader, keeping in ``taken`` those of the row it is in."""
    for line in source:
        # The end of a broken stream may have cut a text short, and no sign in a table would tell.
        if line.cut:
            continue
        taken.append(line)
        yield f"{line.text or ''}\n"


def _next(reader: Iterator[list[str]], taken: list[lines.Line], limit: int) -> TableRow | None:
    # The limit is a global of the csv module (131 072 by default, less than a long read): it is set for
    # this one call, so that nothing else in the process sees it.
    before = csv.field_size_limit(limit)
    try:
        row = next(reader)
    except StopIteration:
        return None
    except csv.Error:
        size = sum(len(line.raw) for line in taken)
        return TableRow(tuple(taken), reason="too-large" if size > limit else "bad-csv")
    finally:
        csv.field_size_limit(before)
    return TableRow(tuple(taken), tuple(row), _unread(taken))


def _unread(taken: Sequence[lines.Line]) -> Reason | None:
    return next((reason for line in taken if (reason := lines.unread(line))), None)


def _capture(name: str, names: Sequence[str], row: TableRow, settings: CollectSettings) -> Capture | Failure:
    if row.reason:
        return fail(name, row.reason)
    if any(cell.strip() for cell in row.cells[len(names) :]):
        return fail(name, "bad-csv", "the row has more cells than the table has columns")
    if any("\0" in cell for cell in row.cells):
        return fail(name, "bad-csv", "the row holds NUL characters")
    found = fields.draft(dict(zip(names, row.cells, strict=False)))
    if found is None:
        return fail(name, "no-text")
    raw = b"\n".join(line.raw for line in row.lines)
    record = captures.Record(name, raw, row.lines[0].encoding)
    return captures.make(found, record, settings.meta, "no-text")
