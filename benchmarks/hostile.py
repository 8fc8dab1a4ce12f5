"""Input that would break a careless reader, through the whole of ``twosource report``, each in a process of its own.

    python -m benchmarks.hostile [WORDS...]

Prints seconds and memory of those inputs whose names hold one of the words, of all where none is given.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.pile import EXAMPLE
from msgspec import Struct

TOUCHES = ("quay", "near", "local", "early", "several", "large", "late", "smoke", "north", "crew")
LIMIT = 3600
"""Seconds after which a run is stopped."""


class Cost(Struct, frozen=True):
    """What a run took; ``status`` is its exit, none where it was stopped. Memory in MB, of its largest process."""

    name: str
    size: int
    wall: float
    cpu: float
    memory: float
    status: int | None


def one_word(count: int) -> str:
    """Give a page of one word."""
    return "harbour " * count


def one_line(size: int) -> str:
    """Give one line: an article over and over."""
    text = " ".join(_example()["text"].split())
    return f"{text} " * (size // (len(text) + 1))


def same(count: int) -> str:
    """Give articles of one text, of a hundred outlets."""
    row = _example()
    times = ((n, f"2031-03-0{1 + n % 3}T{n % 24:02}:00:00Z") for n in range(count))
    rows = ({**row, "id": f"a{n:05}", "outlet": f"Outlet {n % 97}", "published": time_} for n, time_ in times)
    return "".join(json.dumps(one) + "\n" for one in rows)


def retouched(count: int) -> str:
    """Give printings of one text with four words of their own each, of as many outlets, under clocks of three days."""
    source, row = random.Random(5), _example()
    rows: list[dict[str, str]] = []
    for n in range(count):
        words = row["text"].split(" ")
        for _ in range(4):
            words[source.randrange(len(words))] = source.choice(TOUCHES)
        time_ = f"2031-03-0{1 + n % 3}T{n % 24:02}:{n % 60:02}:00Z"
        rows.append({**row, "id": f"a{n:05}", "outlet": f"Outlet {n}", "published": time_, "text": " ".join(words)})
    return "".join(json.dumps(one) + "\n" for one in rows)


INPUTS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "a page of one word, a million times": ("page.txt", partial(one_word, 1_000_000)),
    "one line of 5 MB": ("line.txt", partial(one_line, 5_000_000)),
    "one line as long as is read": ("line.txt", partial(one_line, 250_000)),
    "one word as often as is read": ("page.txt", partial(one_word, 31_000)),
    "a thousand identical articles": ("same.jsonl", partial(same, 1_000)),
    "three thousand identical articles": ("same.jsonl", partial(same, 3_000)),
    "ten thousand identical articles": ("same.jsonl", partial(same, 10_000)),
    "120 printings, each with four words of its own": ("near.jsonl", partial(retouched, 120)),
    "2,000 printings, each with four words of its own": ("near.jsonl", partial(retouched, 2_000)),
}


def _example() -> dict[str, str]:
    rows = [json.loads(line) for line in EXAMPLE.read_text("utf-8").splitlines()]
    first = next(row for row in rows if row["language"] == "en")
    return {name: first[name] for name in ("title", "text", "language")}


def run(name: str) -> Cost:
    """Report one hostile input."""
    file, make = INPUTS[name]
    with tempfile.TemporaryDirectory() as scratch:
        given = Path(scratch) / file
        given.write_text(make(), encoding="utf-8")
        out = ("-o", str(Path(scratch) / "report.html"), "--json", str(Path(scratch) / "dossier.json"))
        command = (sys.executable, "-m", "twosource", "report", str(given), *out)
        begun = time.perf_counter()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stop = (sys.executable, "-c", f"import time, os; time.sleep({LIMIT}); os.kill({running.pid}, 9)")
        watch = subprocess.Popen(stop)
        _, status, spent = os.wait4(running.pid, 0)
        watch.kill()
        watch.wait()
        ended = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
        wall, cpu = time.perf_counter() - begun, spent.ru_utime + spent.ru_stime
        return Cost(name, given.stat().st_size, wall, cpu, spent.ru_maxrss / 1024, ended)


def main() -> None:
    """Print what the inputs that are asked for cost."""
    asked = sys.argv[1:]
    for name in INPUTS:
        if not asked or any(word in name for word in asked):
            cost = run(name)
            ended = f"stopped after {LIMIT} s" if cost.status is None else f"exit {cost.status}"
            print(f"{name}: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.memory:.0f} MB, {ended}", flush=True)


if __name__ == "__main__":
    main()
