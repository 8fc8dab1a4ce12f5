"""The settings of collecting, read once and handed down."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from twosource.model import Stated


class CollectSettings(Struct, frozen=True, kw_only=True):
    """Limits, and what a sidecar states.

    All limits are in bytes after decompression: ``max_bytes`` for one document or row,
    ``max_whole`` for a file that must be read whole though it holds many (a JSON list, a feed),
    ``max_expanded`` for all that comes out of one compressed file. ``max_ratio`` is how many
    times larger than itself a compressed file may become; it counts from ``max_bytes`` on, and is high
    because a pile of copies packs well.
    ``timeout`` and ``max_seconds`` are how long a server may be silent, and may take for one answer.
    ``follow``: whether the pages that a fetched feed links to are fetched instead of its items.
    ``meta`` is what the sidecar states, by file name; ``sidecars`` are files to leave out of folders.
    """

    max_bytes: int = 20_000_000
    max_whole: int = 200_000_000
    max_expanded: int = 2_000_000_000
    max_ratio: int = 1000
    timeout: float = 20.0
    max_seconds: float = 60.0
    follow: bool = False
    meta: Mapping[str, Stated] = {}
    sidecars: tuple[str, ...] = ()
