"""The time that opens an entry of a live blog ("14h32 - ...", "3.15pm: ...", "[16:05] ...")."""

from __future__ import annotations

import re

_CLOCK = r"[(\[]?\d{1,2}(?:\s?[h:]\s?\d{2}|\.\d{2}(?=\s?[ap]\.?m)|\s?h(?=\s))(?:\s?[ap]\.?m\b\.?)?[)\]]?"
_STAMP = re.compile(rf"(?:[•▪●‣◦►■*]\s*)?{_CLOCK}(?:\s*(?:[-–—|:]|\.)(?=\s)|(?<=[\])])|(?=\s+[A-ZÀ-Þ«“\"]))\s*")


def end(text: str, start: int, limit: int) -> int:
    """Give where the time ends that opens an entry at ``start``, with its sign; ``start`` where none does."""
    match = _STAMP.match(text, start, limit)
    return match.end() if match is not None and match.end() < limit else start
