"""What is found of copies whose truth is known, how fast, beside passim, MinHash (datasketch) and difflib, in one run.

    python -m benchmarks.reuse [--size N] [--peers FOLDER] [--growth N,N,...] [--docs]

Articles are made: words drawn alone, with planted copies; and a world (``worlds make --regime standard``), both taken
as bare text: no language is read, no story known.
PEERS holds what is fetched, never committed: ``bin/python`` and ``bin/spark-submit`` of an environment with pyspark,
graphframes-py, intervaltree, typing_extensions and datasketch, and ``seriatim.py`` of github.com/dasmiq/passim. What is
absent is told as absent. passim runs with ``--all-pairs --pairwise``; its alignments are written before the last
clustering step, which needs a jar that is not fetched.
Growth: made articles of 400 words, a third of them copies; peak memory is that of a process of its own, the articles'
text left out. With ``--docs`` the tables are written to docs/reuse.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import chain, combinations
from math import log
from pathlib import Path

from msgspec import Struct

from twosource import __version__
from twosource.compare import reuse
from twosource.compare.reuse import postings
from twosource.evaluate import passages as scored
from twosource.evaluate.passages import Cases
from twosource.model import Article, Layers, Place, Reading
from twosource.text import WORD, fold
from worlds import folder
from worlds.regimes import REGIMES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reuse.md"
SEED, SIZE, SAMPLE = 3, 16_000, 600
MAX_DF = 1000
"""Documents that may hold an n-gram before passim drops it; 100 by default."""
NEAR = 0.5
"""Estimated Jaccard similarity of five-word shingles from which MinHash calls two articles near-duplicates."""
WORDS, SENTENCE, BASE = 400, 20, 60_000
EDITED = 40
LETTERS = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu")
WARM = 200
"""Articles read before memory is measured, so that tables and models are loaded."""
PART = 4
"""passim is given its input in so many files: Spark makes a task of each."""
TICK = 0.5

Row = Mapping[str, str]
Pair = tuple[str, str]


class Spent(Struct, frozen=True):
    """Seconds on the clock and of the processors."""

    wall: float
    cpu: float


class Found(Struct, frozen=True):
    """What a way finds: stretches, where it gives them, and pairs of articles."""

    way: str
    spent: Spent
    cases: Cases | None
    pairs: frozenset[Pair]


class Truth(Struct, frozen=True):
    """What was planted: the stretches of each kind, and the pairs of articles that share wording."""

    kinds: Mapping[str, Cases]
    pairs: frozenset[Pair]


def reading(row: Row) -> Reading:
    """Give an article as bare text."""
    article = Article(
        id=row["id"], input_id=row["id"], outlet=row.get("outlet") or "", title=None, published=row.get("published"),
        language=row.get("language") or "und", text=row["text"], capture_sha256="",
    )  # fmt: skip
    return Reading(article, Layers())


def ours(rows: Sequence[Row]) -> Found:
    """Find passages with twosource."""
    wall, cpu = time.perf_counter(), time.process_time()
    readings = [reading(row) for row in rows]
    members = [p.members for group in reuse.gathered(readings) for p in reuse.find(group) if p.kind != "stock"]
    spent = Spent(time.perf_counter() - wall, time.process_time() - cpu)
    found = scored.cases(members)
    return Found(f"twosource {__version__}", spent, found, frozenset(found))


# ------------------------------------------------------------------------------- peers


def passim(rows: Sequence[Row], peers: Path) -> Found | None:
    """Find passages with passim, where it is there and writes its alignments."""
    script, submit = peers / "seriatim.py", peers / "bin" / "spark-submit"
    if not (script.exists() and submit.exists()):
        return None
    with tempfile.TemporaryDirectory() as made:
        given, out = Path(made) / "in", Path(made) / "out"
        given.mkdir()
        for part in range(PART):
            lines = (json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in rows[part::PART])
            (given / f"{part}.json").write_text("".join(lines), encoding="utf-8")
        options = ("--all-pairs", "--pairwise", "--maxDF", str(MAX_DF), str(given), str(out))
        command = (str(submit), "--master", "local[2]", "--driver-memory", "4g", str(script), *options)
        spent = watched(command, {**os.environ, "PYSPARK_PYTHON": str(peers / "bin" / "python")}, out / "align.json")
        if not (out / "align.json" / "_SUCCESS").exists():
            return None
        rows_out = [json.loads(line) for file in sorted(out.glob("align.json/*.json")) for line in file.open()]
    found = scored.cases(
        (Place(row["id"], row["begin"], row["end"]), Place(row["id2"], row["begin2"], row["end2"])) for row in rows_out
    )
    return Found(f"passim 2.0.1, pyspark 4.0.1, maxDF {MAX_DF}", spent, found, frozenset(found))


def watched(command: Sequence[str], environment: Mapping[str, str], until: Path) -> Spent:
    """Run a command until it ends or has written ``until``, and count the processor time of its session."""
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, env=dict(environment), stdout=quiet, stderr=quiet, start_new_session=True)
    used: dict[int, float] = {}
    while running.poll() is None and not (until / "_SUCCESS").exists():
        used.update(session_times(running.pid))
        time.sleep(TICK)
    used.update(session_times(running.pid))
    spent = Spent(time.perf_counter() - begun, sum(used.values()))
    if running.poll() is None:
        os.killpg(running.pid, 15)
        running.wait()
    return spent


def session_times(session: int) -> Iterator[tuple[int, float]]:
    """Give the processor seconds of every process of a session."""
    tick = os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield int(stat.parent.name), (int(fields[11]) + int(fields[12])) / tick


MINHASH = """
import json, sys
from datasketch import MinHash, MinHashLSH
index, near = MinHashLSH(threshold=float(sys.argv[1]), num_perm=128), []
for line in sys.stdin:
    row = json.loads(line)
    mark = MinHash(num_perm=128)
    mark.update_batch([s.encode() for s in row["shingles"]])
    near += [[row["id"], other] for other in index.query(mark)]
    index.insert(row["id"], mark)
print(json.dumps(near))
"""


def minhash(rows: Sequence[Row], peers: Path) -> Found | None:
    """Find near-duplicates with datasketch, where it is there."""
    python = peers / "bin" / "python"
    if not python.exists():
        return None
    given = "".join(json.dumps({"id": row["id"], "shingles": shingled(row["text"])}) + "\n" for row in rows)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = (str(python), "-c", MINHASH, str(NEAR))
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
    if done.returncode:
        return None
    pairs = frozenset((min(pair), max(pair)) for pair in json.loads(done.stdout))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Found(f"MinHash LSH, datasketch 2.0.0, {NEAR} of 5-word shingles", Spent(wall, cpu), None, pairs)


def shingled(text: str) -> list[str]:
    """List the five-word shingles of a text."""
    words = [fold(word) for word in WORD.findall(text)]
    return sorted({" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))})


def naive(rows: Sequence[Row], stories: Sequence[Sequence[str]]) -> Found:
    """Find runs of eight words with difflib on every two articles of a story, the stories being told."""
    wall, cpu = time.perf_counter(), time.process_time()
    text = {row["id"]: row["text"] for row in rows}
    spans = {name: [m.span() for m in WORD.finditer(said)] for name, said in text.items()}
    words = {name: [fold(text[name][a:b]) for a, b in found] for name, found in spans.items()}
    members = []
    for story in stories:
        for one, other in combinations(sorted(name for name in story if name in text), 2):
            for run in SequenceMatcher(None, words[one], words[other], autojunk=False).get_matching_blocks():
                if run.size >= scored.RUN:
                    left, right = spans[one][run.a : run.a + run.size], spans[other][run.b : run.b + run.size]
                    places = Place(one, left[0][0], left[-1][1]), Place(other, right[0][0], right[-1][1])
                    members.append(places)
    found = scored.cases(members)
    spent = Spent(time.perf_counter() - wall, time.process_time() - cpu)
    return Found("difflib on the pairs of each true story", spent, found, frozenset(found))


# --------------------------------------------------------------------------------- truth


def planted(where: Path, chosen: frozenset[str]) -> Truth:
    """Read what a world planted in some of its articles."""
    told = json.loads((where / "truth.json").read_text("utf-8"))
    groups: dict[str, list[list[Place]]] = defaultdict(list)
    for kind, members in zip(told["passage_kinds"], told["passages"], strict=True):
        groups[kind].append([Place(**place) for place in members if place["article"] in chosen])
    kinds = {kind: scored.cases(found) for kind, found in sorted(groups.items())}
    same = (pair for kind in ("verbatim", "edited") for pair in kinds.get(kind, {}))
    return Truth(kinds, frozenset(same))


def line(found: Found, truth: Truth, size: int) -> str:
    """Print what one way finds as a row."""
    whole = scored.cases([])
    shown = []
    for kind in ("verbatim", "edited", "paraphrase"):
        gold = truth.kinds.get(kind, whole)
        shown.append("–" if found.cases is None else f"{scored.detect(gold, found.cases).macro.recall:.3f}")
    hit = len(found.pairs & truth.pairs)
    recall = hit / max(1, len(truth.pairs))
    rate = size / max(found.spent.cpu, 1e-9)
    cells = (
        found.way, f"{found.spent.wall:.1f}", f"{found.spent.cpu:.1f}", f"{rate:,.0f}", *shown, f"{recall:.3f}",
        f"{len(found.pairs):,}",
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


HEAD = (
    "| way | seconds | processor seconds | articles a processor second | verbatim | edited | paraphrase "
    "| pairs | pairs shown |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def compared(size: int, peers: Path) -> Iterator[str]:
    """Give the lines of the table of ours and passim on made articles."""
    rows, places = made(size)
    truth = Truth({"edited": scored.cases(places)}, frozenset(scored.cases(places)))
    yield f"## {size:,} made articles of {WORDS} words\n"
    yield HEAD
    yield line(ours(rows), truth, size)
    peer = passim(rows, peers)
    yield line(peer, truth, size) if peer else "| passim: absent, or no alignment written | " + " | " * 8


def sampled(where: Path, peers: Path) -> Iterator[str]:
    """Give the lines of the table of ours and the peers on whole stories of a world."""
    rows = [json.loads(one) for one in (where / "articles.jsonl").read_text("utf-8").splitlines()]
    stories = list(json.loads((where / "truth.json").read_text("utf-8"))["stories"].values())
    truth = planted(where, frozenset(row["id"] for row in rows))
    yield f"\n## {len(rows):,} articles of a world, regime `standard`\n"
    yield HEAD
    yield line(ours(rows), truth, len(rows))
    near = minhash(rows, peers)
    yield line(near, truth, len(rows)) if near else "| MinHash: absent | " + " | " * 8
    yield line(naive(rows, stories), truth, len(rows))


# -------------------------------------------------------------------------------- growth


def made(size: int) -> tuple[list[Row], list[tuple[Place, Place]]]:
    """Make articles of ``WORDS`` words, a third with a stretch of one of the hundred before; and the stretches.

    One word in ``EDITED`` of a stretch is another.
    """
    drawn = random.Random(SEED)
    rows: list[Row] = []
    places: list[tuple[Place, Place]] = []
    recent: list[tuple[str, list[str]]] = []
    for number in range(size):
        name, words = f"{number:07}", [drawing(drawn) for _ in range(WORDS)]
        if recent and drawn.random() < 1 / 3:
            source, theirs = drawn.choice(recent)
            count, first, at = drawn.randrange(60, 200), drawn.randrange(WORDS // 2), drawn.randrange(WORDS // 2)
            words[at : at + count] = [
                drawing(drawn) if drawn.random() * EDITED < 1 else word for word in theirs[first : first + count]
            ]
            places.append((stretch(source, theirs, first, count), stretch(name, words, at, count)))
        recent = [*recent[-99:], (name, words)]
        rows.append({"id": name, "text": printed(words)})
    return rows, places


def drawing(drawn: random.Random) -> str:
    """Draw a word of letters, after Zipf: the commonest is every sixteenth."""
    return "".join(LETTERS[int(digit)] for digit in str(int(BASE ** drawn.random())))


def printed(words: Sequence[str]) -> str:
    """Print words as sentences."""
    return ". ".join(" ".join(words[i : i + SENTENCE]) for i in range(0, len(words), SENTENCE))


def stretch(name: str, words: Sequence[str], first: int, count: int) -> Place:
    """Give the place of some words of an article."""
    before = printed(words[:first])
    gap = 0 if not first else 1 if first % SENTENCE else 2
    return Place(name, len(before) + gap, len(printed(words[: first + count])))


def grown(size: int) -> str:
    """Measure one size, in this process alone."""
    readings = [reading(row) for row in made(size)[0]]
    warm = readings[:WARM]
    for group in reuse.gathered(warm):
        reuse.find(group)
    base, begun = peak(), time.process_time()
    pairs = postings.pair(postings.post(readings))
    groups = postings.connected(size, pairs)
    met = time.process_time() - begun
    count = sum(len(reuse.find([readings[i] for i in group])) for group in groups)
    whole = time.process_time() - begun
    return json.dumps([size, met, whole, (peak() - base) / size, count])


def peak() -> float:
    """Give the greatest memory of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def growth(sizes: Sequence[int]) -> Iterator[str]:
    """Give the lines of the table of growth, each size in a process of its own."""
    yield "\n## Growth\n"
    yield "| articles | to candidates, s | articles/s | to passages, s | bytes an article | passages | exponent |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    before: tuple[int, float] | None = None
    for size in sizes:
        command = (sys.executable, "-m", "benchmarks.reuse", "--one", str(size))
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        _, met, whole, memory, count = json.loads(done.stdout)
        power = "" if before is None else f"{log(whole / before[1]) / log(size / before[0]):.2f}"
        before = size, whole
        yield f"| {size:,} | {met:.1f} | {size / met:,.0f} | {whole:.1f} | {memory:,.0f} | {count:,} | {power} |"


def page(lines: Sequence[str]) -> str:
    """Write the page."""
    today = datetime.now(tz=UTC).date().isoformat()
    head = (
        f"# Reuse: what is found, how fast\n\nWritten by `python -m benchmarks.reuse --docs` on {today}, twosource "
        f"{__version__}, {os.cpu_count()} processors shared with other work: compare processor seconds.\n\n"
        "Bare text, no language read, no story known. *verbatim, edited, paraphrase*: mean share of the characters of "
        "a planted passage that are found, by kind. *pairs*: share of the pairs of articles with a verbatim or edited "
        "passage that are found; *pairs shown*: how many in all.\n"
    )
    return head + "\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--peers", type=Path, default=Path("peers"))
    parser.add_argument("--growth", default="1000,10000,100000")
    parser.add_argument("--one", type=int)
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    if given.one:
        print(grown(given.one))
        return
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(scratch) / "world"
        folder.make(SEED, SAMPLE, REGIMES["standard"], where)
        for row in chain(sampled(where, given.peers), compared(given.size, given.peers) if given.size else ()):
            print(row, flush=True)
            lines.append(row)
    for row in growth([int(size) for size in given.growth.split(",") if size]):
        print(row, flush=True)
        lines.append(row)
    if given.docs:
        PAGE.write_text(page(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
