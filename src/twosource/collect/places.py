"""From what the user typed to files, each with the name it will bear. No file is opened here."""

# os.path answers False where pathlib raises (no permission, odd names), and takes ".." out of a path without
# following links.
# ruff: noqa: PTH100, PTH110, PTH112, PTH119, PTH206, PTH207

from __future__ import annotations

import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.collect.trouble import fail
from twosource.model import Failure
from twosource.resources import read_toml, strings

STDIN = "-"
_WEB = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)+/)", re.IGNORECASE)
_LIKE_WEB = "there is no such file or folder here: if it is a web address, put https:// before it"
_LOGIN = re.compile(r"//[^/@\s]*@")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class FoundFile(Struct, frozen=True):
    """A file: where it is, how many last parts of its path its name has, whether the user named it."""

    path: str
    depth: int
    direct: bool


class WebAddress(Struct, frozen=True):
    """An address to fetch, and the name it bears: without a user's login."""

    url: str
    name: str


Found = FoundFile | WebAddress | Failure | None
"""``None`` stands for the standard input."""


def find(inputs: Sequence[str], sidecars: Sequence[str]) -> Iterator[Found]:
    """Find the files of all inputs, each file once, in the order given and sorted inside folders."""
    left_out = frozenset(map(os.path.realpath, sidecars))
    if len(inputs) == 1 and os.path.isdir(inputs[0]):  # nothing can share a name: no list is kept
        yield from _one(inputs[0], left_out)
        return
    yield from _distinct([found for one in dict.fromkeys(inputs) for found in _one(one, left_out)])


def name(file: FoundFile) -> str:
    """Give the name of a file: the last parts of its path, parted by slashes."""
    parts = file.path.replace(os.sep, "/").split("/")[-file.depth :]
    plain = os.fsencode("/".join(parts)).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", plain)


def _one(typed: str, left_out: frozenset[str]) -> Iterator[Found]:
    if typed == STDIN:
        yield None
    elif _WEB.match(typed):
        yield WebAddress(typed, _LOGIN.sub("//", typed))
    elif "\0" in typed or not typed:
        yield fail(_shown(typed), "not-found")
    elif os.path.lexists(typed):
        yield from _existing(typed, left_out)
    else:
        yield from _matching(typed, left_out)


def _shown(typed: str) -> str:
    """Give the last part of what was typed: the rest may be a path of the user's machine."""
    plain = os.fsencode(os.path.basename(os.path.normpath(typed)) if typed else "").decode("utf-8", "replace")
    return _CONTROL.sub("?", plain) or "."


def _matching(typed: str, left_out: frozenset[str]) -> Iterator[Found]:
    matches = sorted(glob.glob(typed, recursive=True)) if glob.has_magic(typed) else []
    if not matches:
        yield fail(_shown(typed), "not-found", _LIKE_WEB if _HOST.match(typed) else None)
    for match in matches:
        if os.path.realpath(match) not in left_out:
            yield from _existing(match, left_out)


def _existing(typed: str, left_out: frozenset[str]) -> Iterator[Found]:
    path = os.path.abspath(typed)
    if os.path.isdir(path):
        yield from _walk(path, path, left_out, {os.path.realpath(path)})
    elif os.path.exists(path):
        yield FoundFile(path, 1, direct=True)
    else:  # a link that leads nowhere
        yield fail(_shown(typed), "not-found")


def _walk(folder: str, root: str, left_out: frozenset[str], seen: set[str]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield fail(_inside(folder, root), "unreadable")
        return
    names = frozenset(entry.name for entry in found)
    for entry in found:
        real = os.path.realpath(entry.path)
        if entry.name.startswith(".") or real in left_out or _is_echo(entry, real, root):
            continue
        if _is_folder(entry) and _is_beside_page(entry.name, names):
            continue
        if _is_folder(entry):
            if real not in seen:
                seen.add(real)
                yield from _walk(entry.path, root, left_out, seen)
            continue
        yield _file(entry, root)


def _is_echo(entry: os.DirEntry[str], real: str, root: str) -> bool:
    """Tell whether an entry is a link to something that is found under the folder anyway."""
    return entry.is_symlink() and real.startswith(os.path.realpath(root) + os.sep) and os.path.exists(real)


def _is_beside_page(folder: str, names: frozenset[str]) -> bool:
    """Tell whether a folder holds what a browser saved beside a page: its pictures, styles and frames."""
    stems = (folder.removesuffix(end) for end in strings(read_toml("inputs/kinds.toml"), "beside.endings"))
    return any(stem != folder and not names.isdisjoint((f"{stem}.html", f"{stem}.htm")) for stem in stems)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(entry: os.DirEntry[str], root: str) -> Found:
    try:
        regular = stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return fail(_inside(entry.path, root), "unreadable")
    if not regular:  # a pipe would wait for ever
        return fail(_inside(entry.path, root), "unknown-format")
    return FoundFile(entry.path, _depth(entry.path, root), direct=False)


def _depth(path: str, root: str) -> int:
    return len(os.path.relpath(path, root).split(os.sep))


def _inside(path: str, root: str) -> str:
    return _shown(root) if path == root else name(FoundFile(path, _depth(path, root), direct=False))


def _distinct(found: Sequence[Found]) -> Iterator[Found]:
    """Leave out files found before, and lengthen names that two files share by the folders above them."""
    once: dict[str, Found] = {}
    for number, one in enumerate(found):
        once.setdefault(os.path.realpath(one.path) if isinstance(one, FoundFile) else f"\0{number}", one)
    files = [one for one in once.values() if isinstance(one, FoundFile)]
    named = {file.path: file for file in _named_apart(files)}
    for one in once.values():
        yield named[one.path] if isinstance(one, FoundFile) else one


def _named_apart(files: Sequence[FoundFile]) -> Sequence[FoundFile]:
    while True:
        count = Counter(map(name, files))
        longer = [_longer(file) if count[name(file)] > 1 else file for file in files]
        if longer == files:
            return files
        files = longer


def _longer(file: FoundFile) -> FoundFile:
    parts = len(file.path.replace(os.sep, "/").strip("/").split("/"))
    return replace(file, depth=min(file.depth + 1, parts))
