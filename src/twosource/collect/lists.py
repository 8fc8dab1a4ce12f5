"""Lists of inputs: ``@FILE`` stands for what the lines of a file name."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from twosource import urls
from twosource.collect import charsets
from twosource.errors import WrongUseError

SIGN, REMARK = "@", "#"


def expanded(inputs: Sequence[str]) -> list[str]:
    """Give the inputs with each ``@FILE`` replaced by what its lines name; a file that is really called so stays.

    A path that does not lead anywhere from here is sought from the list's folder. Blank lines and those that begin
    with ``#`` are left out.

    Raises:
        WrongUseError: where a list cannot be read or names nothing.
    """
    return [found for one in inputs for found in (_listed(Path(one[1:])) if _is_list(one) else (one,))]


def is_addresses(text: str) -> bool:
    """Tell whether a text is nothing but web addresses, one a line."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    return bool(rows) and all(urls.is_web(row) and " " not in row for row in rows)


def _is_list(typed: str) -> bool:
    return typed.startswith(SIGN) and len(typed) > 1 and not Path(typed).exists()


def _listed(path: Path) -> Iterator[str]:
    try:
        decoded = charsets.decode(path.read_bytes())
    except OSError as error:
        raise WrongUseError(f"{SIGN}{path.name}", "the list of inputs cannot be read") from error
    rows = [row.strip() for row in decoded.text.splitlines()] if decoded else []
    named = [row.strip("\"'") for row in rows if row and not row.startswith(REMARK)]
    if not named:
        raise WrongUseError(f"{SIGN}{path.name}", "the list names no input")
    yield from (_placed(row, path.parent) for row in named)


def _placed(row: str, folder: Path) -> str:
    if urls.is_web(row) or Path(row).exists() or glob.has_magic(row):
        return row
    beside = folder / row
    return str(beside) if beside.exists() else row
