"""Measure time and memory of reuse on one pile of made articles, in this process: ``reuse_growth SIZE``."""

from __future__ import annotations

import ctypes
import sys
import time
from pathlib import Path

import msgspec
from benchmarks import planted
from benchmarks.reuse_peers import Text, reading
from msgspec import Struct

from twosource.compare import reuse
from twosource.compare.reuse import postings

WARM = 200


class Grown(Struct, frozen=True):
    """Processor seconds to candidates and to passages, bytes an article, and passages, of so many articles."""

    articles: int
    met: float
    whole: float
    memory: float
    passages: int


def grown(size: int) -> Grown:
    """Measure one size. Tables of words are filled before; what is found is kept to the end."""
    readings = [reading(Text(one.id, one.text)) for one in planted.make(size)]
    words = planted.vocabulary()
    spoken = "\n".join((" ".join(words), " ".join(word.capitalize() for word in words)))
    warm = [reading(Text(f"w{number}", spoken)) for number in range(2)] + readings[:WARM]
    for group in reuse.gathered(warm):
        reuse.find(group)
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    base, begun = memory("VmRSS"), time.process_time()
    pairs = postings.pair(postings.post(readings))
    groups = postings.connected(size, pairs)
    met = time.process_time() - begun
    found = [passage for group in groups for passage in reuse.find([readings[i] for i in group])]
    whole = time.process_time() - begun
    return Grown(size, met, whole, (memory("VmHWM") - base) / size, len(found))


def memory(field: str) -> int:
    """Give the resident memory of this process, now or at most, in bytes."""
    told = Path("/proc/self/status").read_text("ascii")
    return int(told.split(f"{field}:")[1].split()[0]) * 1024


if __name__ == "__main__":
    print(msgspec.json.encode(grown(int(sys.argv[1]))).decode())
