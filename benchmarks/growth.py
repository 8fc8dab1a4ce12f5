"""How a stream of headlines and leads grows: articles a second and memory, from ten thousand to a million.

    python -m benchmarks.growth SIZE [DATA] [--save FILE]

The feed items of rss-2023-09 are told again and again, 100,000 of them in any 7 days, each time with two terms in three
under other numbers, so that a later turn tells other stories of the same shape. CPU time of one process; the reading of
the words is timed apart, on the first turn. FILE gets the figures as JSON, for the page.
"""

from __future__ import annotations

import argparse
import math
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.figures import Growth, Mark
from benchmarks.sets import DATA, load, reading

from twosource.compare.stories import models, pile, recheck, state, stream
from twosource.compare.stories.pile import Sketch
from twosource.compare.stories.terms import VIEW_SHIFT, Terms

LIVE, WEEK = 100_000, 7.0
MARKS = (10_000, 30_000, 100_000, 200_000, 300_000, 500_000, 700_000, 1_000_000)
MIXED = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


def retold(terms: Terms, turn: int) -> Terms:
    """Give some terms with two in three under other numbers, each the same way throughout a turn."""
    if not turn:
        return terms
    view, low = terms.codes >> VIEW_SHIFT << VIEW_SHIFT, terms.codes & np.uint64((1 << 61) - 1)
    mixed = (low ^ np.uint64(turn)) * MIXED[0]
    stays = ((low + np.uint64(turn)) * MIXED[1] >> np.uint64(40)) % np.uint64(3) == 0
    codes = view | np.where(stays, low, mixed >> np.uint64(3))
    order = np.argsort(codes)
    return Terms(codes[order], terms.counts[order], terms.shares[order])


def generated(told: Sequence[Sketch], size: int) -> Iterator[Sketch]:
    """Tell sketches again under other numbers, evenly spaced, until there are ``size`` of them."""
    start, step = date(2031, 1, 1).toordinal(), WEEK / LIVE
    for number in range(size):
        turn, place = divmod(number, len(told))
        one = told[place]
        yield Sketch(f"{turn}-{one.id}", retold(one.terms, turn), one.language, start + number * step)


def grow(told: Sequence[Sketch], size: int) -> Iterator[Mark]:
    """Stream ``size`` articles; give the marks as they are passed."""
    now, model = state.start(), models.load()
    opened = merged = split = 0
    spent = 0.0
    for number, sketch in enumerate(generated(told, size), 1):
        begun = time.process_time()
        now, decision = stream.step(now, sketch, model)
        now, changes = stream.looked_at(now, model)
        spent += time.process_time() - begun
        opened += decision.opened
        merged += sum(isinstance(change, recheck.Merged) for change in changes)
        split += sum(isinstance(change, recheck.Split) for change in changes)
        if number in MARKS or number == size:
            held = sum(one is not None and one.bundle is not None for board in now.stories.boards for one in board)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            yield Mark(number, round(spent, 1), opened, held, merged, split, round(peak))


def read(data: Path) -> tuple[list[Sketch], float]:
    """Read the feed items by their clock; give them, and how many a second."""
    rows, _ = load(data / "rss-2023-09/dev")
    rows.sort(key=lambda row: (row.get("published") or "", row["id"]))
    readings = [reading(row) for row in rows]
    begun = time.process_time()
    told = [pile.sketch(one) for one in readings]
    return told, len(told) / (time.process_time() - begun)


def exponent(a: Mark, b: Mark) -> float:
    """Give the power of the number of articles with which time grows between two marks."""
    return math.log(b.seconds / a.seconds) / math.log(b.articles / a.articles)


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--save", type=Path)
    asked = parser.parse_args()
    told, per_second = read(asked.data)
    print(f"words read: {per_second:,.0f} articles/s", flush=True)
    marks: list[Mark] = []
    for mark in grow(told, asked.size):
        last = marks[-1] if marks else Mark(0, 0.0, 0, 0, 0, 0, 0.0)
        rate = (mark.articles - last.articles) / (mark.seconds - last.seconds)
        print(
            f"{mark.articles:>9,}: {rate:,.0f}/s since the last mark, {msgspec.json.encode(mark).decode()}", flush=True
        )
        marks.append(mark)
        if asked.save:
            asked.save.write_bytes(
                msgspec.json.format(msgspec.json.encode(Growth(round(per_second), tuple(marks))), indent=1) + b"\n"
            )
    if len(marks) > 1:
        print(f"time grows with exponent {exponent(marks[0], marks[-1]):.3f}")


if __name__ == "__main__":
    main()
