"""The ways that find copies, each from bare text to what it shows: ours, passim, MinHash of datasketch, difflib.

PEERS is a folder of what is fetched, never committed: ``bin/python`` and ``bin/spark-submit`` of an environment with
pyspark, graphframes-py, intervaltree, typing_extensions and datasketch, and ``seriatim.py`` of
github.com/dasmiq/passim. What is absent gives none.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from twosource import __version__
from twosource.compare import reuse
from twosource.evaluate import passages as scored
from twosource.evaluate.passages import Cases
from twosource.model import Article, Layers, Place, Reading
from twosource.text import WORD, fold

MAX_DF = 1000
"""Documents that may hold an n-gram before passim drops it; 100 by default."""
NEAR = 0.5
"""Estimated Jaccard similarity of five-word shingles from which MinHash calls two articles near-duplicates."""
PART = 4
"""passim is given its input in so many files: Spark makes a task of each."""
TICK = 0.5


class Text(NamedTuple):
    """An article as every way is given it."""

    id: str
    text: str


class Found(Struct, frozen=True):
    """What a way finds: pairs of stretches where it gives them, else pairs of articles; and what it took."""

    way: str
    wall: float
    cpu: float
    stretches: Sequence[tuple[Place, ...]] = ()
    pairs: Sequence[tuple[str, str]] = ()

    @property
    def cases(self) -> Cases | None:
        """Give the stretches by pair of articles, none where the way gives articles alone."""
        return None if self.pairs else scored.cases(self.stretches)


def reading(one: Text) -> Reading:
    """Give an article as bare text, of an outlet of its own."""
    article = Article(
        id=one.id, input_id=one.id, outlet=one.id, title=None, published=None, language="und", text=one.text,
        capture_sha256="",
    )  # fmt: skip
    return Reading(article, Layers())


def ours(pile: Sequence[Text]) -> Found:
    """Find passages with twosource."""
    wall, cpu = time.perf_counter(), time.process_time()
    readings = [reading(one) for one in pile]
    found = [p.members for group in reuse.gathered(readings) for p in reuse.find(group) if p.kind != "stock"]
    return Found(f"twosource {__version__}", time.perf_counter() - wall, time.process_time() - cpu, found)


def passim(pile: Sequence[Text], peers: Path) -> Found | None:
    """Find passages with passim, where it is there and writes its alignments.

    Its last step, clusters, is not waited for: it needs a jar that is not fetched. Every article is its own series.
    """
    script, submit = peers / "seriatim.py", peers / "bin" / "spark-submit"
    if not (script.exists() and submit.exists()):
        return None
    with tempfile.TemporaryDirectory() as made:
        given, out = Path(made) / "in", Path(made) / "out"
        given.mkdir()
        for part in range(PART):
            lines = (json.dumps({"id": one.id, "series": one.id, "text": one.text}) + "\n" for one in pile[part::PART])
            (given / f"{part}.json").write_text("".join(lines), encoding="utf-8")
        options = ("--all-pairs", "--pairwise", "--maxDF", str(MAX_DF), str(given), str(out))
        spark = ("--master", "local[2]", "--driver-memory", "4g", "--conf", "spark.ui.enabled=false")
        environment = {**os.environ, "PYSPARK_PYTHON": str(peers / "bin" / "python")}
        wall, cpu = watched((str(submit), *spark, str(script), *options), environment, out / "align.json")
        if not (out / "align.json" / "_SUCCESS").exists():
            return None
        rows = [json.loads(line) for file in sorted(out.glob("align.json/*.json")) for line in file.open()]
    found = [
        (Place(row["id"], row["begin"], row["end"]), Place(row["id2"], row["begin2"], row["end2"])) for row in rows
    ]
    return Found(f"passim 2 (commit 878ccb3), pyspark 4.0.1, maxDF {MAX_DF}", wall, cpu, found)


def watched(command: Sequence[str], environment: Mapping[str, str], until: Path) -> tuple[float, float]:
    """Run a command until it ends or has written ``until``; give its seconds, and those of its session's processors."""
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, env=dict(environment), stdout=quiet, stderr=quiet, start_new_session=True)
    used: dict[int, float] = {}
    while running.poll() is None and not (until / "_SUCCESS").exists():
        used.update(session_times(running.pid))
        time.sleep(TICK)
    used.update(session_times(running.pid))
    wall = time.perf_counter() - begun
    if running.poll() is None:
        os.killpg(running.pid, 15)
        running.wait()
    return wall, sum(used.values())


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


def minhash(pile: Sequence[Text], peers: Path) -> Found | None:
    """Find near-duplicates with datasketch, where it is there."""
    python = peers / "bin" / "python"
    if not python.exists():
        return None
    wall, own = time.perf_counter(), time.process_time()
    given = "".join(json.dumps({"id": one.id, "shingles": shingled(one.text)}) + "\n" for one in pile)
    own = time.process_time() - own
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = (str(python), "-c", MINHASH, str(NEAR))
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        return None
    pairs = [(min(pair), max(pair)) for pair in json.loads(done.stdout)]
    cpu = own + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    way = f"MinHash LSH, datasketch 2.0.0, {NEAR} of 5-word shingles"
    return Found(way, time.perf_counter() - wall, cpu, pairs=pairs)


def shingled(text: str) -> list[str]:
    """List the five-word shingles of a text."""
    words = [fold(word) for word in WORD.findall(text)]
    return sorted({" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))})


def naive(pile: Sequence[Text], stories: Sequence[Sequence[str]]) -> Found:
    """Find runs of eight words with difflib on every two articles of a story, the stories being told."""
    wall, cpu = time.perf_counter(), time.process_time()
    text = {one.id: one.text for one in pile}
    spans = {name: [m.span() for m in WORD.finditer(said)] for name, said in text.items()}
    words = {name: [fold(text[name][a:b]) for a, b in found] for name, found in spans.items()}
    members = []
    for story in stories:
        for one, other in combinations(sorted(name for name in story if name in text), 2):
            for run in SequenceMatcher(None, words[one], words[other], autojunk=False).get_matching_blocks():
                if run.size >= scored.RUN:
                    left, right = spans[one][run.a : run.a + run.size], spans[other][run.b : run.b + run.size]
                    members.append((Place(one, left[0][0], left[-1][1]), Place(other, right[0][0], right[-1][1])))
    way = "difflib on the pairs of each true story"
    return Found(way, time.perf_counter() - wall, time.process_time() - cpu, members)
