"""Parquet: one capture a row, under the field names of JSONL. Needs the extra ``twosource[parquet]``."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.util import find_spec

from twosource.collect import captures, fields, tables
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError, fail
from twosource.model import Capture, Failure

ROWS = 256
"""Rows that are held at a time."""
MEMORY = 1 << 24
"""Bytes of the file that are held in memory; the rest lies in a temporary file."""


def read(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read a table: one capture a row, numbered from 1.

    Raises:
        SpoiltError: where the file is damaged, after the rows before that.
    """
    if find_spec("pyarrow") is None:
        yield fail(name, "format-not-supported", "Parquet needs an extra: pip install 'twosource[parquet]'")
        return
    with tempfile.SpooledTemporaryFile(max_size=MEMORY) as handle:
        for piece in stream:
            handle.write(piece)
        handle.seek(0)
        yield from _rows(name, handle, settings)


def _rows(
    name: str, handle: tempfile.SpooledTemporaryFile[bytes], settings: CollectSettings
) -> Iterator[Capture | Failure]:
    from pyarrow import ArrowException  # noqa: PLC0415 - an extra
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    number = 0
    try:
        table = ParquetFile(handle)
        if not fields.has_content(table.schema_arrow.names):
            yield fail(name, "no-text", tables.missing(table.schema_arrow.names))
            return
        for batch in table.iter_batches(batch_size=ROWS):
            for row in batch.to_pylist():
                number += 1
                yield _capture(f"{name}#{number}", row, settings)
    except (ArrowException, OSError) as error:
        raise SpoiltError("corrupt", f"the table cannot be read beyond row {number}") from error
    if number == 0:
        yield fail(name, "empty", "the table has columns and no rows")


def _capture(name: str, row: Mapping[str, fields.Value], settings: CollectSettings) -> Capture | Failure:
    plain = {key: _plain(value) for key, value in row.items()}
    found = fields.draft(plain)
    if found is None:
        return fail(name, "no-text")
    raw = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "replace")
    if len(raw) > settings.max_bytes:
        return fail(name, "too-large")
    return captures.make(found, captures.Record(name, raw, "utf-8"), settings.meta, "no-text")


def _plain(value: fields.Value | date) -> fields.Value:
    """Give a time as it is written in JSON."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value
