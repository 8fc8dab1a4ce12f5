"""The sidecar: a table, beside the inputs, that states their outlet, date and address by file name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from twosource.collect import charsets, fields
from twosource.collect.cells import cells, delimiter
from twosource.errors import WrongUseError
from twosource.model import Stated

ALL_ROWS = ("outlet", "domain", "language")
"""What a sidecar may state of all rows of one file at once."""

MOST = 3
"""Rows that are named where they are about no input."""

_DEPTH = 3  # "page.html.gz" is also known as "page.html" and "page"


def read(path: str | Path) -> Mapping[str, Stated]:
    """Read a sidecar (.csv, .tsv or .json): what it states, by the file names it gives.

    Raises:
        WrongUseError: where the file cannot be read, is no such table, or names a file twice.
    """
    place = Path(path)
    try:
        decoded = charsets.decode(place.read_bytes())
    except OSError as error:
        raise WrongUseError(place.name, "the sidecar cannot be read") from error
    if decoded is None:
        raise WrongUseError(place.name, "the sidecar is no text")
    is_json = place.suffix.lower() == ".json"
    rows = _json_rows(decoded.text, place.name) if is_json else _table_rows(decoded.text, place.name)
    return _by_file(rows, place.name)


def applied(stated: Stated, name: str, sidecar: Mapping[str, Stated]) -> Stated:
    """Give ``stated`` with the values of the sidecar's row for this capture on top of it."""
    if not sidecar:
        return stated
    file, mark, _ = name.partition("#")
    if mark:
        general = _only(_found(sidecar, file), ALL_ROWS)
        return _over(_over(stated, general), _found(sidecar, name, depth=1))
    return _over(stated, _found(sidecar, name))


def idle(sidecar: Mapping[str, Stated], names: Iterable[str]) -> str:
    """Say which rows of a sidecar are about none of these inputs; nothing where each is about one."""
    met = {key for name in names for part in (name, name.partition("#")[0]) for key in keys(part)}
    left = [file for file in sidecar if file not in met]
    if not left:
        return ""
    shown = ", ".join([*(PurePosixPath(file).name for file in left[:MOST]), *(["..."] if len(left) > MOST else [])])
    return f"{len(left)} of {len(sidecar)} rows of the sidecar are about no input ({shown}): file is an input's name"


def keys(name: str, depth: int = _DEPTH) -> Iterator[str]:
    """Give the keys under which a sidecar may know a capture, most telling first."""
    yield from dict.fromkeys((name, PurePosixPath(name).name))
    base = PurePosixPath(name)
    for _ in range(1, depth):
        if base.suffix:
            base = base.with_suffix("")
            yield from dict.fromkeys((str(base), base.name))


def _found(sidecar: Mapping[str, Stated], name: str, depth: int = _DEPTH) -> Stated | None:
    return next((sidecar[key] for key in keys(name, depth) if key in sidecar), None)


def _over(below: Stated, above: Stated | None) -> Stated:
    if above is None:
        return below
    given = {name: value for name in above.__struct_fields__ if (value := getattr(above, name))}
    return replace(below, **given)


def _only(stated: Stated | None, names: Sequence[str]) -> Stated | None:
    return None if stated is None else Stated(**{name: getattr(stated, name) for name in names})


def _by_file(rows: Iterator[fields.Row], subject: str) -> Mapping[str, Stated]:
    found: dict[str, Stated] = {}
    for row in rows:
        file = fields.file_named(row)
        if file is None:
            raise WrongUseError(subject, "a row names no file (column: file)")
        key = file.replace("\\", "/").removeprefix("./")
        if key in found:
            raise WrongUseError(subject, f"the sidecar names a file twice: {PurePosixPath(key).name}")
        found[key] = fields.stated({name: value for name, value in row.items() if not _names_file(name)})
    if not found:
        raise WrongUseError(subject, "the sidecar has no rows")
    return found


def _names_file(name: str) -> bool:
    return fields.names_file([name])


def _table_rows(text: str, subject: str) -> Iterator[fields.Row]:
    bare = text.removeprefix("\ufeff").lstrip("\r\n")
    header = bare.splitlines()[0] if bare else ""
    mark = delimiter(header)
    names = cells(header, mark)
    if not fields.names_file(names) or not fields.known(name for name in names if not _names_file(name)):
        raise WrongUseError(subject, "the first line must name columns: file, outlet, domain, url, published")
    try:
        for row in list(csv.reader(io.StringIO(bare, newline=""), delimiter=mark))[1:]:
            if any(cell.strip() for cell in row):
                yield dict(zip(names, row, strict=False))
    except csv.Error as error:
        raise WrongUseError(subject, "the sidecar is no CSV") from error


def _json_rows(text: str, subject: str) -> Iterator[fields.Row]:
    try:
        value = msgspec.json.decode(text.removeprefix("\ufeff"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise WrongUseError(subject, "the sidecar is no JSON") from error
    if isinstance(value, dict):
        value = [{**row, "file": name} if isinstance(row, dict) else None for name, row in value.items()]
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise WrongUseError(subject, "the sidecar must be an object by file name, or a list of rows")
    yield from value
