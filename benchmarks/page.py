"""The page of figures: written from what was measured, no number by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from benchmarks.figures import Figures, Growth, Mark, Score
from benchmarks.sets import SETS

BEGIN, END = "<!-- figures: written by benchmarks.stories -->", "<!-- end of figures -->"


def write(path: Path, figures: Figures, grown: bytes | None) -> None:
    """Put the figures between the marks of a page."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n\n{text(figures, grown)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def text(figures: Figures, grown: bytes | None) -> str:
    """Give all tables."""
    growth = msgspec.json.decode(grown, type=Growth) if grown else None
    return "\n".join((*_quality(figures), *_orders(figures), *_clocks(figures), *_week(figures), *_growth(growth)))


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _quality(figures: Figures) -> Iterator[str]:
    yield "## How well\n"
    yield "B-cubed F1, dev sets, one setting of ours for all; rivals at the best of their thresholds on each set.\n"
    yield _row("", *(name.split("/")[0] for name in figures.sets))
    yield "|---|" + "---:|" * len(figures.sets)
    ways = dict.fromkeys((one.way, one.at == "0.8") for scores in figures.sets.values() for one in scores)
    for way in dict.fromkeys(way for way, _ in ways):
        yield _row(
            f"**{way}**" if way == "twosource" else way, *(_best(scores, way) for scores in figures.sets.values())
        )
    yield _row("TF-IDF average link at .8", *(_at(scores, "0.8") for scores in figures.sets.values()))
    yield _row("twosource: error, times that of the best rival", *(_part(scores) for scores in figures.sets.values()))
    if not any(one.way.startswith("Miranda") for scores in figures.sets.values() for one in scores):
        yield "\nMiranda 2018: absent (its repository was not given)."
    if left := [name for name in SETS if name not in figures.sets]:
        yield f"\nNot measured in this table: {', '.join(left)}."
    yield ""


def _best(scores: Sequence[Score], way: str) -> str:
    found = max((one for one in scores if one.way == way), key=lambda one: one.f1, default=None)
    if found is None:
        return "not run"
    return f"{found.f1:.3f}" + (f" (at {found.at})" if found.at else "")


def _at(scores: Sequence[Score], at: str) -> str:
    return next((f"{one.f1:.3f}" for one in scores if one.way == "TF-IDF average link" and one.at == at), "not run")


def _part(scores: Sequence[Score]) -> str:
    mine = max(one.f1 for one in scores if one.way == "twosource")
    best = max((one.f1 for one in scores if one.way != "twosource"), default=0.0)
    return f"{(1 - mine) / max(1e-9, 1 - best):.2f}"


def _orders(figures: Figures) -> Iterator[str]:
    if not figures.orders:
        return
    yield "## How steady\n"
    yield (
        "The pile at rest is the same in every order (a law of the tests). The stream alone, in shuffled orders:"
        " adjusted Rand index of every two orders, and with the pile at rest.\n"
    )
    yield _row(
        "set", "articles", "orders", "mean of every two", "least", "with the pile at rest", "B-cubed F1", "at rest"
    )
    yield "|---|" + "---:|" * 7
    for one in figures.orders:
        f1 = (f"{value:.3f}" for value in (one.mean, one.least, one.at_rest, one.f1, one.f1_at_rest))
        yield _row(one.name, one.articles, one.orders, *f1)
    yield ""


def _clocks(figures: Figures) -> Iterator[str]:
    if not figures.clocks:
        return
    yield "By their own clocks, articles whose story changed more than 24 hours after they came:\n"
    yield _row("set", "articles", "changed late", "merges", "splits and moves", "B-cubed F1 of the stream")
    yield "|---|" + "---:|" * 5
    for one in figures.clocks:
        share = f"{one.late} ({100 * one.late / one.articles:.2f} %)"
        f1 = "no labels" if one.f1 is None else f"{one.f1:.3f}"
        yield _row(one.name, f"{one.articles:,}", share, one.merged, one.split, f1)
    yield ""


def _week(figures: Figures) -> Iterator[str]:
    if figures.week is None:
        return
    held = figures.week
    yield (
        f"A week of headlines (rss-2023-09, {held.articles:,} items, {held.stories:,} stories): of {held.named} items"
        f" that name Kim and Putin, {'; '.join(f'{n} stand in a story of {size}' for n, size in held.holding)}."
        f" The largest stories: {', '.join(map(str, held.largest))} items.\n"
    )


def _growth(growth: Growth | None) -> Iterator[str]:
    if growth is None or not growth.marks:
        return
    first, last = growth.marks[0], growth.marks[-1]
    yield "## How fast\n"
    yield (
        "One core of a shared machine, CPU time, headlines and leads of rss-2023-09 told again under other terms,"
        " 100,000 in any seven days (`python -m benchmarks.growth`).\n"
    )
    yield _row("articles", "articles/s since the last row", "stories held", "merges", "splits and moves", "peak MB")
    yield "|---:|" + "---:|" * 5
    for before, one in zip((Mark(0, 0.0, 0, 0, 0, 0, 0.0), *growth.marks), growth.marks, strict=False):
        rate = (one.articles - before.articles) / (one.seconds - before.seconds)
        yield _row(f"{one.articles:,}", f"{rate:,.0f}", f"{one.held:,}", one.merged, one.split, f"{one.megabytes:,.0f}")
    yield (
        f"\nReading the words comes on top: {growth.read_per_second:,.0f} articles/s. Time grows with exponent"
        f" {_exponent(first, last):.2f} from {first.articles:,} to {last.articles:,} articles."
    )
    full = [mark for mark in growth.marks if mark.articles >= 100_000]
    if len(full) > 1:
        yield f"From {full[0].articles:,} on, where as many are let go as come: {_exponent(full[0], full[-1]):.2f}."
    yield ""


def _exponent(a: Mark, b: Mark) -> float:
    return math.log(b.seconds / a.seconds) / math.log(b.articles / a.articles) if b is not a else 1.0
