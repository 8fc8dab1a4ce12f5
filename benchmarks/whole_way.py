"""Articles per second and peak memory of the whole way, by stage, at 100, 1,000 and 5,000 articles.

    python -m benchmarks.whole_way [SIZES...]

Prints a table, writes it to docs/whole-way.md and draws docs/whole-way.svg. One process, so that stages can be
told apart; every size runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from benchmarks.pile import make

from twosource import desk, dossier, serialise
from twosource.collect.inputs import collect
from twosource.collect.settings import CollectSettings
from twosource.model import Capture, Layers, Outlet, Reading
from twosource.read import articles, outlets
from twosource.read.pipeline import STAGES
from twosource.report import html
from twosource.report.options import Options

SIZES = (100, 1000, 5000)
_T = TypeVar("_T")


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        """Start with no stage measured."""
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[], _T]) -> _T:
        """Do ``work`` and add its time to ``stage``."""
        begun = time.perf_counter()
        done = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begun
        return done


def _collected(clock: Clock, size: int) -> list[Capture]:
    """Write a made pile of ``size`` articles and collect it."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        pile.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in make(size)), "utf-8")
        found = clock.run("collect", lambda: list(collect([str(pile)], CollectSettings(), io.BytesIO())))
    return [item for item in found if isinstance(item, Capture)]


def _read(clock: Clock, captures: list[Capture]) -> tuple[list[Reading], dict[str, Outlet]]:
    """Read every capture stage by stage; with the outlets met."""
    table = outlets.load()
    readings: list[Reading] = []
    published: dict[str, Outlet] = {}
    for capture in captures:
        built = clock.run("article", partial(articles.build, capture, table))
        if not isinstance(built, articles.Built):
            continue
        layers = Layers()
        for stage in STAGES:
            made = clock.run(stage.layer, partial(stage.make, built.article, layers))
            layers = msgspec.structs.replace(layers, **{stage.layer: made})
        readings.append(Reading(built.article, layers))
        published[built.outlet.id] = built.outlet
    return readings, published


def one(size: int) -> dict[str, float]:
    """Run the whole way on a made pile and give seconds by stage and the peak memory in MB."""
    clock = Clock()
    readings, published = _read(clock, _collected(clock, size))
    if len(readings) != size:
        sys.exit(f"{len(readings)} of {size} made articles were read")
    made_with = desk.made_with(desk.Settings())
    told = clock.run("stories and comparison", lambda: dossier.build(readings, published, [], made_with, desk.silent))
    clock.run("json", lambda: serialise.to_json(told))
    write = (lambda: html.page(told, Options())) if size <= desk.ONE_PAGE else (lambda: html.folder(told, Options()))
    clock.run("page", write)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**clock.seconds, "peak MB": peak, "stories": len(told.stories)}


def table(results: dict[int, dict[str, float]]) -> str:
    """Write the table: articles per second by stage, peak memory, stories found."""
    sizes = list(results)
    stages = [k for k in results[sizes[0]] if k not in {"peak MB", "stories"}]
    lines = [
        "| stage | " + " | ".join(f"{n:,} articles" for n in sizes) + " |",
        "|---|" + "---:|" * len(sizes),
    ]
    lines += [
        f"| {stage} | " + " | ".join(f"{n / max(results[n][stage], 1e-9):,.0f}/s" for n in sizes) + " |"
        for stage in stages
    ]
    whole = {n: sum(results[n][s] for s in stages) for n in sizes}
    lines.append("| **whole way, one core** | " + " | ".join(f"**{n / whole[n]:,.1f}/s**" for n in sizes) + " |")
    lines.append("| seconds | " + " | ".join(f"{whole[n]:,.1f}" for n in sizes) + " |")
    lines.append("| peak memory | " + " | ".join(f"{results[n]['peak MB']:,.0f} MB" for n in sizes) + " |")
    lines.append("| stories | " + " | ".join(f"{results[n]['stories']:,.0f}" for n in sizes) + " |")
    return "\n".join(lines)


def draw(results: dict[int, dict[str, float]], where: Path) -> None:
    """Draw seconds by stage, stacked, and peak memory."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    sizes = list(results)
    stages = [k for k in results[sizes[0]] if k not in {"peak MB", "stories"}]
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), constrained_layout=True)
    bottom = [0.0] * len(sizes)
    for stage in sorted(stages, key=lambda s: -results[sizes[-1]][s]):
        heights = [1000 * results[n][stage] / n for n in sizes]
        left.bar([f"{n:,}" for n in sizes], heights, bottom=bottom, label=stage)
        bottom = [b + h for b, h in zip(bottom, heights, strict=True)]
    left.set(title="milliseconds per article, one core", xlabel="articles")
    left.legend(fontsize=7)
    right.bar([f"{n:,}" for n in sizes], [results[n]["peak MB"] for n in sizes], color="#555")
    right.set(title="peak memory, MB", xlabel="articles")
    figure.savefig(where, dpi=110)


def main() -> None:
    """Run each size in a process of its own, print the table, draw the picture."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        print(json.dumps(one(int(sys.argv[2]))))
        return
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    results: dict[int, dict[str, float]] = {}
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.whole_way", "--one", str(size)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(done.stderr)
        results[size] = json.loads(done.stdout)
    print(table(results))
    docs = Path(__file__).resolve().parents[1] / "docs"
    note = (
        "Made articles (benchmarks/pile.py, about 300 words), one core, one process a size; "
        "`make bench` writes this.\n\n"
    )
    (docs / "whole-way.md").write_text(note + table(results) + "\n\n![by stage](whole-way.svg)\n", "utf-8")
    draw(results, docs / "whole-way.svg")


if __name__ == "__main__":
    main()
