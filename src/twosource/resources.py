"""The readable data files of the package: lexicons, tables, models. Each file states its provenance."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from twosource.errors import ResourceError

TomlValue = str | int | float | bool | Sequence["TomlValue"] | Mapping[str, "TomlValue"]
Table = Mapping[str, TomlValue]


@cache
def read_bytes(name: str) -> bytes:
    """Read one resource file, named relative to ``resources/``.

    Raises:
        ResourceError: where there is no such file.
    """
    try:
        return files("twosource").joinpath("resources", *name.split("/")).read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ResourceError(name) from error


@cache
def read_toml(name: str) -> Table:
    """Read a TOML resource. The value is shared: do not change it.

    Raises:
        ResourceError: where the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(read_bytes(name).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ResourceError(name, str(error)) from error


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a tab-separated resource; lines that start with ``#`` and blank lines are left out."""
    lines = read_bytes(name).decode("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def strings(table: Table, key: str) -> tuple[str, ...]:
    """Give the strings listed under ``key`` (a dotted path), none where the key is absent.

    Raises:
        ResourceError: where the value is not a list of strings.
    """
    value: TomlValue = table
    for part in key.split("."):
        value = value.get(part, ()) if isinstance(value, Mapping) else ()
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ResourceError(key, "a list of strings is expected")
    return tuple(str(item) for item in value)


def sections(name: str, key: str) -> dict[str, tuple[str, ...]]:
    """Give the lists of strings of a table in a TOML resource, by their keys.

    Raises:
        ResourceError: where there is no such table, or it holds something else.
    """
    table = read_toml(name).get(key)
    if not isinstance(table, Mapping):
        raise ResourceError(name, f"[{key}] is a table")
    return {part: strings(table, part) for part in table}


@cache
def exists(name: str) -> bool:
    """Tell whether there is a resource of this name."""
    return files("twosource").joinpath("resources", *name.split("/")).is_file()


@cache
def languages(stem: str) -> tuple[str, ...]:
    """List the languages that have a file ``<stem>-<language>.toml``, in the order of the alphabet."""
    start, end = f"{stem}-", ".toml"
    names = (path.name for path in files("twosource").joinpath("resources").iterdir())
    return tuple(sorted(n[len(start) : -len(end)] for n in names if n.startswith(start) and n.endswith(end)))


def digest(*names: str) -> str:
    """Give the hash of some resource files: part of the recipe of the stages that use them."""
    state = hashlib.sha256()
    for name in names:
        state.update(name.encode("utf-8") + b"\0" + read_bytes(name) + b"\0")
    return state.hexdigest()[:16]
