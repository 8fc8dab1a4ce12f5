"""Train the model that says whether two sentences tell one text: ``models/reuse.tsv``.

    python training/reuse.py [--size N]

Only worlds are read (ours, made here), grammars that may be read while rules are made: three regimes, one seed. An
example is a pair of sentences of two articles of one story that share no wording but enough words, names or figures
to be looked at; it is true where both come from one sentence. Logistic regression, Newton's method; deterministic.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from twosource import desk
from twosource.compare import reuse
from twosource.compare.reuse import judge, paraphrase
from twosource.compare.reuse.lines import Line
from twosource.evaluate import dataset
from twosource.evaluate.command import settings_of, source_of
from twosource.model import Reading
from worlds import folder
from worlds.regimes import GRAMMARS, REGIMES

TARGET = Path(__file__).parents[1] / "src/twosource/resources/models/reuse.tsv"
SEED, SIZE = 71, 300
CHOSEN = ("standard", "paraphrase", "translated")
RIDGE, TURNS = 1.0, 30
HEAD = """\
# Whether two sentences of two articles tell one text: features and their weights, in one language and in two
# (twosource.compare.reuse.judge). Log odds; over 0 they do.
# Trained by training/reuse.py (seed {seed}) on {same} and {across} pairs of sentences of worlds, our own made text.
# See training/cards/reuse.md.
"""


class Example(Struct, frozen=True):
    """What is looked at in a pair of sentences, and whether they come from one."""

    features: tuple[float, ...]
    one: bool


Roots = Mapping[str, list[tuple[int, int, str]]]


def roots(where: Path) -> Roots:
    """Read for every article the stretches of a world's sentences and the first sentence each comes from."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in (where / "derivation.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["article"]].append((row["start"], row["end"], row["root"]))
    return found


def root(at: Roots, article: str, line: Line) -> str | None:
    """Give the first sentence that a sentence comes from: that of the stretch at its middle."""
    middle = (line.place.start + line.place.end) // 2
    return next((name for start, end, name in at.get(article, ()) if start <= middle < end), None)


def examples(where: Path) -> Iterator[tuple[bool, Example]]:
    """Give the examples of a world, and whether each is of two languages."""
    loaded, at = dataset.load(where), roots(where)
    readings, _, _ = desk.read_all([source_of(loaded)], settings_of(loaded), io.BytesIO())
    by_id = {reading.article.input_id: reading for reading in readings}
    for members in (loaded.truth.stories or {}).values():
        yield from told([by_id[member] for member in members if member in by_id], at)


def told(readings: list[Reading], at: Roots) -> Iterator[tuple[bool, Example]]:
    """Give the examples of one story."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    names = [reading.article.input_id for reading in ordered]
    for group in paraphrase.compared(ordered, reuse.find(ordered)):
        found = judge.features(group.pairings, group.beside, across=group.across)
        for pairing, row in zip(group.pairings, found.tolist(), strict=True):
            if pairing.ends not in group.shown:
                left, right = (root(at, names[group.laid[i].article], group.laid[i]) for i in pairing.ends)
                yield group.across, Example(tuple(row), left is not None and left == right)


def fit(found: list[Example]) -> list[float]:
    """Fit log odds to examples."""
    x = np.array([one.features for one in found])
    y = np.array([one.one for one in found], dtype=float)
    beta = np.zeros(x.shape[1])
    for _ in range(TURNS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, x.T @ (p - y) + RIDGE * beta)
    values: list[float] = beta.tolist()
    return values


def main() -> None:
    """Make the worlds, gather examples, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    size = parser.parse_args().size
    found: dict[bool, list[Example]] = {False: [], True: []}
    for regime in CHOSEN:
        with tempfile.TemporaryDirectory() as made:
            where = Path(made) / "world"
            folder.make(SEED, size, replace(REGIMES[regime], families=GRAMMARS["seen"]), where)
            for across, example in examples(where):
                found[across].append(example)
    fitted = [fit(found[across]) for across in (False, True)]
    rows = zip(judge.FEATURES, *fitted, strict=True)
    head = HEAD.format(seed=SEED, same=len(found[False]), across=len(found[True]))
    TARGET.write_text(head + "".join(f"{n}\t{a:.4f}\t{b:.4f}\n" for n, a, b in rows), encoding="utf-8")
    for across in (False, True):
        print(across, len(found[across]), sum(one.one for one in found[across]))


if __name__ == "__main__":
    main()
