"""Measure reuse beside its peers, its growth, and what hostile input costs; write docs/reuse.md.

    python -m benchmarks.reuse --peers FOLDER [--kept FOLDER] [--anew PART ...] [--without PART ...] [--no-docs]

One command for the whole page. Each part is kept in ``--kept`` as JSON when it is done, so that a run that was stopped
goes on where it was; ``--anew`` measures some parts again, ``--without`` leaves out some that are not kept, and the
page names them. Parts: ``made`` (articles with planted copies, ours and passim), ``world`` (a world of ``worlds make``,
ours and every peer), ``growth``, ``hostile``. What PEERS holds is told in ``reuse_peers``; what is absent is told as
absent.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from math import log
from pathlib import Path
from typing import TypeVar

import msgspec
from benchmarks import hostile, planted, reuse_growth, reuse_peers
from benchmarks.reuse_peers import Found, Text
from msgspec import Struct

from twosource import __version__
from twosource.evaluate import passages as scored
from twosource.evaluate.passages import Cases
from twosource.model import Place
from worlds import folder
from worlds.regimes import REGIMES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reuse.md"
SEED, SIZE, SAMPLE = 3, 16_000, 600
GROWTH = (1_000, 10_000, 100_000, 300_000)

NONE = "\0"
HEAD = """# Reuse: what is found, how fast

Written by `python -m benchmarks.reuse` on {today}, twosource {version}, {processors} processors shared with other work:
compare processor seconds (user and system, of all processes of a way), and mind that they too grow on a full machine.

Bare text, no language read, no story known. Columns of kinds: mean share of the characters of a planted passage that
are found. *pairs*: share of the pairs of articles that share wording (in the world: verbatim or edited) that are found;
*pairs shown*: how many in all, copies of copies included.
"""
MADE = """
Words of our lexicons, drawn after Zipf; one article in three takes sentences of one of the hundred before it:
*verbatim*; *edited*, one word in 40; *rewritten*, one in ten changed, left out or put in; *reprint*, four fifths or
more of the whole, one in 200. From bare text to passages; passim from its JSON to its alignments.
"""
WORLD = """
Sentences that the world's grammar prints in several stories are shared wording too, to whatever looks across stories;
difflib is told the stories.
"""
GREW = """
## Growth

Made articles as above, each size in a process of its own. *Memory*: the greatest resident memory of the run less that
before it, the articles' text and the tables of words being loaded then: fingerprints, candidates, alignments and the
passages found, which are all kept.
"""
HOSTILE = """
## Hostile input

`twosource report INPUT -o report.html --json dossier.json`, all of it: reading, comparing, writing. Exit 1: nothing in
it could be read, and the command says why (`too-long`: a text of more than 250,000 code points is no article).
"""

T = TypeVar("T")


class Shown(Struct, frozen=True):
    """What a way finds of what was planted: recall of characters by kind, pairs found of so many, pairs shown."""

    way: str
    wall: float
    cpu: float
    recall: Mapping[str, float]
    found: int
    planted: int
    shown: int


class Table(Struct, frozen=True):
    """Ways beside one another on the same articles."""

    articles: int
    rows: Sequence[Shown]


Truth = Mapping[str, Cases]
"""What was planted, by kind."""


# -------------------------------------------------------------------------------- parts


def seen(found: Found, truth: Truth, pairs: frozenset[tuple[str, str]]) -> Shown:
    """Compare what a way finds with the truth."""
    cases = found.cases
    recall = {} if cases is None else {k: scored.detect(gold, cases).macro.recall for k, gold in truth.items()}
    shown = frozenset(found.pairs) if cases is None else frozenset(cases)
    return Shown(found.way, found.wall, found.cpu, recall, len(shown & pairs), len(pairs), len(shown))


def made(size: int, peers: Path) -> Table:
    """Compare ours and passim on made articles."""
    pile = list(planted.make(size))
    truth = {kind: scored.cases(found) for kind, found in planted.planted(pile).items()}
    pairs = frozenset(pair for cases in truth.values() for pair in cases)
    texts = [Text(one.id, one.text) for one in pile]
    ways = (reuse_peers.ours(texts), reuse_peers.passim(texts, peers))
    return Table(size, [seen(found, truth, pairs) for found in ways if found is not None])


def world(peers: Path) -> Table:
    """Compare ours and every peer on a world whose truth is known."""
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(scratch) / "world"
        folder.make(SEED, SAMPLE, REGIMES["standard"], where)
        rows = [json.loads(one) for one in (where / "articles.jsonl").read_text("utf-8").splitlines()]
        told = json.loads((where / "truth.json").read_text("utf-8"))
    groups: dict[str, list[list[Place]]] = defaultdict(list)
    for kind, members in zip(told["passage_kinds"], told["passages"], strict=True):
        groups[kind].append([Place(**place) for place in members])
    truth = {kind: scored.cases(groups[kind]) for kind in ("verbatim", "edited", "paraphrase")}
    pairs = frozenset(pair for kind in ("verbatim", "edited") for pair in truth[kind])
    texts = [Text(row["id"], row["text"]) for row in rows]
    ways = (
        reuse_peers.ours(texts),
        reuse_peers.passim(texts, peers),
        reuse_peers.minhash(texts, peers),
        reuse_peers.naive(texts, list(told["stories"].values())),
    )
    return Table(len(rows), [seen(found, truth, pairs) for found in ways if found is not None])


def growth(size: int) -> reuse_growth.Grown:
    """Measure one size in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.reuse_growth", str(size))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return msgspec.json.decode(done.stdout, type=reuse_growth.Grown)


# --------------------------------------------------------------------------------- page


def table(found: Table) -> Iterator[str]:
    """Give the lines of a table of ways."""
    kinds = list(next(row.recall for row in found.rows if row.recall))
    names = ("way", "seconds", "processor seconds", "articles a processor second", *kinds, "pairs", "pairs shown")
    yield f"| {' | '.join(names)} |"
    yield f"|---{'|---:' * (len(names) - 1)}|"
    for row in found.rows:
        recall = [f"{row.recall[kind]:.3f}" if row.recall else "–" for kind in kinds]
        cells = (f"{row.wall:,.1f}", f"{row.cpu:,.1f}", f"{found.articles / max(row.cpu, 1e-9):,.0f}", *recall)
        yield f"| {row.way} | {' | '.join(cells)} | {row.found / max(1, row.planted):.3f} | {row.shown:,} |"
    mine, absent = found.rows[0], not any(row.way.startswith("passim") for row in found.rows)
    times = [
        f"{row.way.split()[0]} takes {row.cpu / mine.cpu:.1f} times our processor seconds" for row in found.rows[1:]
    ]
    yield "\n" + "; ".join((*times, *(["passim was absent, or wrote no alignment"] if absent else []))) + "."


def grown(rows: Sequence[reuse_growth.Grown]) -> Iterator[str]:
    """Give the lines of the table of growth."""
    yield (
        "| articles | fingerprints to candidates, processor s | articles/s | to passages, processor s | articles/s "
        "| memory an article, bytes | passages | exponent |"
    )
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for before, row in zip((None, *rows), rows, strict=False):
        power = "" if before is None else f"{log(row.whole / before.whole) / log(row.articles / before.articles):.2f}"
        yield (
            f"| {row.articles:,} | {row.met:,.1f} | {row.articles / row.met:,.0f} | {row.whole:,.1f} "
            f"| {row.articles / row.whole:,.0f} | {row.memory:,.0f} | {row.passages:,} | {power} |"
        )
    if len(rows) > 1:
        power = f"{log(rows[-1].whole / rows[0].whole) / log(rows[-1].articles / rows[0].articles):.2f}"
        yield f"\nFrom the first size to the last: {power}; between neighbours it also shows how full the machine was."


def hostile_lines(rows: Sequence[hostile.Cost]) -> Iterator[str]:
    """Give the lines of the table of hostile input."""
    yield "| input | bytes | seconds | processor seconds | greatest memory of a process, MB | exit |"
    yield "|---|---:|---:|---:|---:|---:|"
    for row in rows:
        ended = f"stopped after {hostile.LIMIT} s" if row.status is None else str(row.status)
        yield f"| {row.name} | {row.size:,} | {row.wall:,.0f} | {row.cpu:,.0f} | {row.memory:,.0f} | {ended} |"


class Kept:
    """Parts that were measured, in a folder, and the names of those that were to be left out."""

    def __init__(self, folder_: Path, anew: Sequence[str], without: Sequence[str]) -> None:
        """Keep parts in a folder; names that begin as one of ``anew`` are measured again, of ``without`` never."""
        self._folder, self._anew, self._without = folder_, tuple(anew), tuple(without)
        self.missing: list[str] = []
        folder_.mkdir(parents=True, exist_ok=True)

    def __call__(self, name: str, measure: Callable[[], T], kind: type[T]) -> list[T]:
        """Give a part, measured where it is not kept; nothing where it is neither kept nor to be measured."""
        path = self._folder / f"{name}.json"
        if not path.exists() and name.startswith(self._without or (NONE,)):
            self.missing.append(name)
            return []
        if not path.exists() or name.startswith(self._anew or (NONE,)):
            print(f"measuring {name}", file=sys.stderr, flush=True)
            path.write_bytes(msgspec.json.encode(measure()))
        return [msgspec.json.decode(path.read_bytes(), type=kind)]


def page(kept: Kept, peers: Path) -> Iterator[str]:
    """Give the lines of the page, measuring what is not kept."""
    today = datetime.now(tz=UTC).date().isoformat()
    yield HEAD.format(today=today, version=__version__, processors=os.cpu_count())
    for found in kept(f"made-{SIZE}", partial(made, SIZE, peers), Table):
        yield f"## {found.articles:,} made articles of 400 words\n{MADE}"
        yield from table(found)
    for found in kept("world", partial(world, peers), Table):
        yield f"\n## {found.articles:,} articles of a world, regime `standard`\n{WORLD}"
        yield from table(found)
    yield GREW
    sizes = [kept(f"growth-{size}", partial(growth, size), reuse_growth.Grown) for size in GROWTH]
    yield from grown([row for rows in sizes for row in rows])
    yield HOSTILE
    costs = [kept(f"hostile-{n}", partial(hostile.run, n), hostile.Cost) for n in hostile.INPUTS]
    yield from hostile_lines([row for rows in costs for row in rows])
    if kept.missing:
        yield f"\nNot measured in this run: {', '.join(kept.missing)}."


def main() -> None:
    """Measure what is not kept, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, default=Path("peers"))
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "twosource-reuse")
    parser.add_argument("--anew", nargs="*", default=(), metavar="PART")
    parser.add_argument("--without", nargs="*", default=(), metavar="PART")
    parser.add_argument("--no-docs", action="store_true")
    given = parser.parse_args()
    text = "\n".join(page(Kept(given.kept, given.anew, given.without), given.peers)) + "\n"
    print(text)
    if not given.no_docs:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
