"""Memory in large pages: what is loaded, so that looking it up waits less for the page it lies on.

Reading looks words up in tables of some 150 MB, all over them. In pages of 4 kB the processor must find out anew where
nearly each of them lies; in pages of 2 MB it knows. Linux gives large pages where a process asks for them.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SETTINGS = Path("/sys/kernel/mm/transparent_hugepage")
_MAPS = Path("/proc/self/maps")
_ADVISE, _COLLAPSE = 14, 25
"""MADV_HUGEPAGE; MADV_COLLAPSE (Linux 6.1 and later)."""
_WRITTEN = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw-p 00000000 00:00 0 *(?:\[heap])?$", re.MULTILINE)
"""A stretch that is the process's own and no file's."""


@cache
def lay_together() -> int:
    """Ask, once a process, for what is loaded to lie in large pages; give the bytes that do, 0 where there are none.

    It costs a quarter of a second, so it is for a process that has much left to do, and that is ours.
    """
    size = _size()
    if not size:
        return 0
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    return sum(
        end - start
        for start, end in stretches(_MAPS.read_text("ascii", "replace"), size)
        if madvise(start, end - start, _ADVISE) == 0 and madvise(start, end - start, _COLLAPSE) == 0
    )


def stretches(maps: str, size: int) -> Iterator[tuple[int, int]]:
    """Give the stretches of whole pages of this size in a process's own memory, from its ``/proc/PID/maps``."""
    for found in _WRITTEN.finditer(maps):
        start, end = -(-int(found[1], 16) // size) * size, int(found[2], 16) // size * size
        if start < end:
            yield start, end


def _size() -> int:
    """Give the bytes of a large page, 0 where the system has none or its keeper wants none."""
    enabled, size = _SETTINGS / "enabled", _SETTINGS / "hpage_pmd_size"
    if sys.platform != "linux" or not enabled.is_file() or not size.is_file():
        return 0
    return 0 if "[never]" in enabled.read_text("ascii") else int(size.read_text("ascii"))
