"""The table of issue 5 in one command: how well, how steadily and how fast articles are grouped, beside other ways.

    python -m benchmarks.stories [DATA] [--miranda FOLDER] [--only PART...] [--docs]

Parts are the sets of ``SETS``, ``orders`` and ``clocks``; the growth of a stream is measured by
``benchmarks.growth``. Figures are kept in docs/stories.json, part by part; ``--docs`` writes them into docs/stories.md.
FOLDER is the repository of Miranda et al. 2018; without it, it is said to be absent.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from benchmarks import page, rivals, steadiness
from benchmarks.figures import Clock, Figures, Order, Score, Week
from benchmarks.sets import DATA, SETS, Row, load, reading

from twosource.compare import stories
from twosource.compare.stories import pile
from twosource.compare.stories.pile import Sketch
from twosource.evaluate.measures import bcubed
from twosource.text import fold
from worlds import folder
from worlds.regimes import REGIMES

PARTS = (*SETS, "orders", "clocks")
SMALL = 1000
"""Articles up to which Miranda's code runs: it compares each article with every cluster."""
WORLD = 200
DOCS = Path(__file__).parents[1] / "docs"
LABELLED, HEADLINES = "uci-news-aggregator-part/dev", "rss-2023-09/dev"
TOGETHER = ("kim", "putin")

Groups = Mapping[str, str]


def ours(rows: Sequence[Row]) -> Groups:
    """Group with twosource."""
    found = stories.group([reading(row) for row in rows])
    return {article: str(number) for number, members in enumerate(found) for article in members}


def scored(gold: Groups, groups: Groups, way: str, at: str = "") -> Score:
    """Score the labelled articles."""
    found = bcubed(gold, {article: groups[article] for article in gold})
    return Score(way, at, round(found.f1, 3), round(found.precision, 3), round(found.recall, 3))


def quality(data: Path, name: str, published: Path | None) -> tuple[Score, ...]:
    """Score all ways on a set, each at its best threshold."""
    rows, gold = load(data / name)
    found = [scored(gold, ours(rows), "twosource")]
    near = rivals.nearness(rows)
    for way, run in (("TF-IDF average link", rivals.average_link), ("TF-IDF HDBSCAN", rivals.hdbscan)):
        tried = [scored(gold, groups, way, at) for at, groups in run(rows, near)]
        found += [max(tried, key=lambda score: score.f1)] if tried else []
        found += [score for score in tried if way == "TF-IDF average link" and score.at == "0.8"]
    if published is not None and len(rows) <= SMALL:
        found.append(scored(gold, rivals.miranda(rows, published), "Miranda 2018, published models"))
    return tuple(found)


def sketches(rows: Sequence[Row]) -> list[Sketch]:
    """Read the words of articles, in order of their clocks."""
    return sorted((pile.sketch(reading(row)) for row in rows), key=lambda one: (one.at, one.id))


def orders(data: Path) -> tuple[Order, ...]:
    """Stream sets and a world in shuffled orders."""
    with tempfile.TemporaryDirectory() as made:
        folder.make(1, WORLD, REGIMES["standard"], Path(made))
        places = {"basil/dev": data / "basil/dev", "ecbplus/dev": data / "ecbplus/dev", "a world": Path(made)}
        return tuple(in_orders(name, place) for name, place in places.items())


def in_orders(name: str, place: Path) -> Order:
    """Stream a set in shuffled orders."""
    rows, gold = load(place)
    labels = steadiness.shuffled(sketches(rows))
    mean, least = steadiness.between(labels)
    rest = ours(rows)
    resting = [steadiness.agreement(label, rest) for label in labels]
    f1 = [scored(gold, {a: str(n) for a, n in label.items()}, "").f1 for label in labels]
    return Order(
        name=name,
        articles=len(rows),
        orders=len(labels),
        mean=round(mean, 3),
        least=round(least, 3),
        at_rest=round(sum(resting) / len(resting), 3),
        f1=round(sum(f1) / len(f1), 3),
        f1_at_rest=scored(gold, rest, "").f1,
    )


def clocks(data: Path) -> tuple[tuple[Clock, ...], Week]:
    """Stream sets by their clocks; say of the week of headlines where those stand that name two persons who met."""
    rows, gold = load(data / LABELLED)
    uci = steadiness.streamed(sketches(rows))
    f1 = scored(gold, {a: str(n) for a, n in uci.story.items()}, "").f1
    items, _ = load(data / HEADLINES)
    week = steadiness.streamed(sketches(items))
    return (clock(LABELLED, uci, f1), clock(HEADLINES, week, None)), looked_at(items, week.story)


def clock(name: str, run: steadiness.Streamed, f1: float | None) -> Clock:
    """Put down how a stream by its clock went."""
    return Clock(name, len(run.story), len(run.late), run.merged, run.split, f1)


def looked_at(rows: Sequence[Row], story: steadiness.Labels) -> Week:
    """Say where the items stand that name two persons who met."""
    names = {row["id"] for row in rows if all(name in fold(f"{row.get('title')} {row['text']}") for name in TOGETHER)}
    sizes = Counter(story.values())
    holding = Counter(story[article] for article in names)
    most = sorted(holding, key=lambda number: (-holding[number], number))[:3]
    largest = tuple(sorted(sizes.values(), reverse=True)[:5])
    return Week(len(rows), len(sizes), len(names), tuple((holding[number], sizes[number]) for number in most), largest)


def measured(part: str, data: Path, published: Path | None, known: Figures) -> Figures:
    """Measure one part and give the figures with it."""
    if part in SETS:
        sets = {**known.sets, part: quality(data, part, published)}
        return msgspec.structs.replace(known, sets={name: sets[name] for name in SETS if name in sets})
    if part == "orders":
        return msgspec.structs.replace(known, orders=orders(data))
    by_clock, week = clocks(data)
    return msgspec.structs.replace(known, clocks=by_clock, week=week)


def main() -> None:
    """Read the arguments, measure, write down, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--miranda", type=Path)
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--docs", action="store_true")
    asked = parser.parse_args()
    kept = DOCS / "stories.json"
    figures = msgspec.json.decode(kept.read_bytes(), type=Figures) if kept.exists() else Figures()
    for part in asked.only:
        begun = time.process_time()
        figures = measured(part, asked.data, asked.miranda, figures)
        figures = msgspec.structs.replace(
            figures, seconds={**figures.seconds, part: round(time.process_time() - begun)}
        )
        print(f"{part}: {figures.seconds[part]} s", file=sys.stderr, flush=True)
        if asked.docs:
            kept.write_bytes(msgspec.json.format(msgspec.json.encode(figures), indent=1) + b"\n")
    grown = DOCS / "stories-growth.json"
    print(page.text(figures, grown.read_bytes() if grown.exists() else None))
    if asked.docs:
        page.write(DOCS / "stories.md", figures, grown.read_bytes() if grown.exists() else None)


if __name__ == "__main__":
    main()
