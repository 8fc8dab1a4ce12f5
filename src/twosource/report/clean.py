"""Making odd text harmless to look at: in a page, in a drawing, in a terminal."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_MARK = "\N{REPLACEMENT CHARACTER}"
_NARROW = frozenset("iljtfrI.,:;'’|!()[] ")
_BROAD = frozenset("mwMW@%—…")


def harmless(text: str) -> str:
    """Give ``text`` with control, direction-override and broken characters shown as U+FFFD.

    The number of code points stays, so offsets hold. Marks that right-to-left scripts need
    (U+200E, U+200F, U+061C) stay too.
    """
    return _CONTROLS.sub(_MARK, text)


def one_line(text: str, limit: int = 0) -> str:
    """Give ``text`` harmless and on one line, cut at a word near ``limit`` characters (0: uncut)."""
    line = harmless(" ".join(text.split()))
    if not limit or len(line) <= limit:
        return line
    cut = line.rfind(" ", limit // 2, limit)
    return line[: cut if cut > 0 else limit - 1].rstrip(" ,;:") + "…"


def web_address(url: str | None) -> str | None:
    """Give the address where it is a plain http(s) one that a link may carry, else nothing."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def width(text: str) -> float:
    """Estimate the width of ``text`` in ems of a usual sans-serif, on the broad side."""
    return sum(_em(char) for char in text)


def fit(text: str, ems: float) -> str:
    """Cut ``text`` so that it is no broader than ``ems``."""
    line = one_line(text)
    if width(line) <= ems:
        return line
    kept, used = 0, width("…")
    while kept < len(line) and used + _em(line[kept]) <= ems:
        used += _em(line[kept])
        kept += 1
    return line[:kept].rstrip() + "…"


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.36
    if char in _BROAD or unicodedata.east_asian_width(char) in "WF":
        return 1.02
    return 0.70 if char.isupper() else 0.585
