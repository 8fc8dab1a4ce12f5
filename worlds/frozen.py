"""Three fixed worlds, kept as seeds and checksums: development, test, and one that is opened once a release."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from worlds.folder import make
from worlds.regimes import REGIMES

RECORD = Path(__file__).parent / "data" / "fixed.json"


class Fixed(Struct, frozen=True):
    """A world by its seed."""

    seed: int
    size: int
    regime: str
    sha256: str = ""


def recorded() -> Mapping[str, Fixed]:
    """Read the fixed worlds."""
    return msgspec.json.decode(RECORD.read_bytes(), type=dict[str, Fixed])


def checksums() -> Mapping[str, str]:
    """Make every fixed world and give the checksum of its four files."""
    found: dict[str, str] = {}
    for name, one in recorded().items():
        with TemporaryDirectory() as folder:
            made = make(one.seed, one.size, REGIMES[one.regime], Path(folder))
        found[name] = hashlib.sha256("".join(made.sha256[file] for file in sorted(made.sha256)).encode()).hexdigest()
    return found


def compared(found: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Compare checksums with those on record."""
    for name, one in recorded().items():
        yield name, found[name] == one.sha256


def record(found: Mapping[str, str]) -> None:
    """Write the checksums down: only when the grammars or the simulation were changed on purpose."""
    rows = {name: Fixed(one.seed, one.size, one.regime, found[name]) for name, one in recorded().items()}
    RECORD.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n")
