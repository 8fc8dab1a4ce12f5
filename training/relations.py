"""Train what two articles are to each other: ``python -m training.relations``.

Worlds of the seen grammars, every regime, are read and compared by twosource itself; every pair of the truth whose two
articles stand in one story is laid out as signs (``twosource.compare.signs``), both ways round, and small trees are
grown on them, and on the pairs of ``training/piles`` (news of our own, labelled by hand), which weigh more: worlds do
not rewrite as newsrooms do. What each kind is multiplied with where one is chosen is looked for on pairs of worlds
left out in turn, so that the rarer kinds are said at all. Deterministic: seeded worlds, no chance in the fit.
"""

from __future__ import annotations

import argparse
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from training import boosting, natural, simulated
from training.boosting import Flags, Floats, Node, Settings

from twosource import desk
from twosource.compare import kinship, matter, relations, stories
from twosource.compare.kinship import KINDS, TURNED
from twosource.compare.signs import Laid
from twosource.dossier.build import arranged
from twosource.evaluate.dataset import Dataset, GoldRelation
from twosource.model import Outlet, Reading

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
MIXED = (
    "standard", "no-clocks", "paraphrase", "translated", "upstream", "standard", "circular", "wrong-clocks", "twins",
    "no-clocks", "silent", "translated", "standard", "paraphrase", "upstream", "no-clocks", "easy", "standard",
    "translated", "circular",
)  # fmt: skip
"""The regimes of the newer worlds, over and over."""
PLAN: tuple[tuple[str, int, int], ...] = (
    ("standard", 301, 150), ("standard", 311, 150), ("paraphrase", 302, 80),
    ("translated", 303, 80), ("silent", 304, 80), ("upstream", 305, 80), ("no-clocks", 306, 80),
    ("circular", 307, 60), ("wrong-clocks", 308, 80), ("twins", 309, 60), ("easy", 310, 40),
    *(("standard", seed, 150) for seed in range(321, 329)),
    ("paraphrase", 331, 120), ("translated", 332, 120), ("no-clocks", 333, 120), ("upstream", 334, 120),
    ("circular", 335, 100), ("wrong-clocks", 336, 100), ("twins", 337, 100), ("silent", 338, 80), ("easy", 339, 60),
    ("no-clocks", 340, 120), ("upstream", 341, 120), ("paraphrase", 342, 120), ("circular", 343, 120),
    ("translated", 344, 120),
    *(("standard", seed, 150) for seed in range(351, 359)),
    *(("no-clocks", seed, 120) for seed in (361, 362, 363)), ("translated", 364, 120), ("translated", 365, 120),
    ("upstream", 366, 120), ("upstream", 367, 120), ("circular", 368, 120), ("circular", 369, 120),
    ("paraphrase", 370, 120), ("paraphrase", 371, 120), ("wrong-clocks", 372, 100), ("wrong-clocks", 373, 100),
    ("twins", 374, 100), ("silent", 375, 100), ("easy", 376, 80), ("translated", 377, 120), ("standard", 378, 150),
    ("standard", 379, 150), ("no-clocks", 380, 120), ("upstream", 401, 120), ("standard", 402, 150),
    ("translated", 403, 120), ("standard", 404, 150), ("circular", 405, 120), ("standard", 406, 150),
    ("paraphrase", 407, 120), ("no-clocks", 408, 120), ("standard", 409, 150),
    *((MIXED[number % len(MIXED)], 501 + number, 120) for number in range(80)),
)  # fmt: skip
"""The worlds that are learnt from: regime, seed and articles."""
NATURAL = 12.0
"""What a pair of the piles weighs beside one of worlds: piles left out gain by it, worlds left out lose nothing."""
PARTS = 3
"""Parts of the worlds, and of the piles, that are left out in turn."""
HOW = Settings(rounds=80, rate=0.12, leaves=16, least=30.0)
FAVOURS = (1.0, 1.3, 1.7, 2.2, 3.0, 4.0)
INDEPENDENT = KINDS.index("independent") + 1
SHARED = (
    "extent:more wording", "extent:less wording", "extent:words", "extent:passages", "extent:child is parent's",
    "extent:child retells parent", "extent:parent in child", "descent:shared", "descent:of these two alone",
    "descent:changed in both", "telling:retold places", "telling:more retold",
    "telling:more alike", "telling:less alike", "telling:sentences alike", "telling:first sentence", "owing:",
    "telling:same figures", "telling:child is told by parent", "telling:parent is told by child",
    "credit:same agency", "credit:both name an agency", "credit:one credits", "credit:child names parent",
    "credit:parent names child", "credit:child credits parent", "credit:child puts", "quotation:shared",
    "quotation:words", "quotation:alike", "teller:common", "teller:agreeing", "teller:told by both",
    "teller:part of the poorer", "teller:main", "teller:body", "teller:document", "teller:wrote",
    "teller:lead of both", "choice:counted alike", "rule:common source", "rule:copies", "rule:shared quotation",
)  # fmt: skip
"""What two articles share: it may speak against their being independent, never for it."""
HEAD = """\
# Trees that tell what two articles are to each other: class, node, sign, node without it, node with it, value.
# Made by training/relations.py on simulated worlds and piles (both our own); see training/cards/relations.md.
"""


class Row(NamedTuple):
    """A pair: its signs, its class, and the world and story that it is of."""

    laid: Laid
    label: int
    world: int
    story: str


def readings_of(data: Dataset) -> tuple[list[Reading], dict[str, Outlet]]:
    """Read a world or a pile, in the order of a dossier, its credits under the names of its agencies."""
    listed = data.folder / "outlets.json"
    table = desk.read_outlets(listed) if listed.exists() else ()
    found, outlets, _ = desk.read_all([str(data.folder / "articles.jsonl")], desk.Settings(outlets=table), io.BytesIO())
    return arranged(found, outlets), dict(outlets)


def rows_of(data: Dataset, world: int) -> Iterator[Row]:
    """Lay out the pairs of a world, or of a pile, that the truth relates; a pile is one story."""
    gold = {frozenset((row.earlier, row.later)): row for row in data.truth.relations or ()}
    readings, outlets = readings_of(data)
    by_id = {reading.article.id: reading for reading in readings}
    told = [list(by_id)] if world >= len(PLAN) else [story.articles for story in stories.tell(readings)]
    for number, articles in enumerate(told):
        found = matter.gather([by_id[i] for i in articles], outlets)
        for case in relations.cases(found.witnesses, found.tied):
            row = gold.get(frozenset((case.pair.a.id, case.pair.b.id)))
            if row is not None:
                yield Row(case.laid, label(row, case.pair.a.id), world, f"{world}.{number}")


def label(row: GoldRelation, first: str) -> int:
    """Number what a row says of a pair whose first article is given."""
    if row.relation == "copies":
        return 0 if row.earlier == first else 1
    return KINDS.index(row.relation) + 1


def worlds(plan: Sequence[tuple[str, int, int]] = PLAN) -> list[Row]:
    """Make the worlds of a plan and lay out their pairs."""
    found: list[Row] = []
    for number, data in enumerate(simulated.worlds(plan)):
        found += rows_of(data, number)
        print(f"{plan[number][0]}: {len(found)} pairs", flush=True)
    return found


def piles() -> list[Row]:
    """Lay out the pairs of the piles, numbered behind the worlds."""
    return [row for number, data in enumerate(natural.piles(), len(PLAN)) for row in rows_of(data, number)]


# -------------------------------------------------------------------------------- the fit


class Table(NamedTuple):
    """Pairs as arrays, each both ways round, with the weight of each."""

    signs: tuple[Flags, Flags]
    labels: NDArray[np.int64]
    weights: Floats


def table(rows: Sequence[Row], index: Mapping[str, int]) -> Table:
    """Lay pairs out; a large story counts as the root of its pairs."""
    sizes = Counter(row.story for row in rows)
    natural = np.array([NATURAL if row.world >= len(PLAN) else 1.0 for row in rows])
    weights = np.array([sizes[row.story] ** -0.5 for row in rows])
    first, second = (_held([kinship.names(row.laid, way) for row in rows], index) for way in (0, 1))
    return Table((first, second), np.array([row.label for row in rows], np.int64), natural * weights / weights.mean())


def _held(signs: Sequence[frozenset[str]], index: Mapping[str, int]) -> Flags:
    found = np.zeros((len(signs), len(index)), bool)
    for number, one in enumerate(signs):
        found[number, [index[name] for name in one if name in index]] = True
    return found


def index_of(rows: Sequence[Row], without: str = "") -> dict[str, int]:
    """Number the signs of some pairs, those of one group left out."""
    found = {name for row in rows for way in (0, 1) for name in kinship.names(row.laid, way)}
    kept = sorted(name for name in found if not without or not name.startswith(f"{without}:"))
    return {name: number for number, name in enumerate(kept)}


Trees = tuple[Floats, list[list[list[Node]]]]


def fit(data: Table, index: Mapping[str, int], how: Settings) -> Trees:
    """Grow the trees on both ways round of every pair."""
    turned = np.array(TURNED)[data.labels]
    labels, weights = np.concatenate([data.labels, turned]), np.concatenate([data.weights, data.weights])
    sharing = [number for name, number in index.items() if name.startswith(SHARED)]
    return boosting.fit(np.vstack(data.signs), labels, weights, how, {INDEPENDENT: sharing})


def predict(data: Table, trees: Trees) -> Floats:
    """Give the chances of the five classes, the mean of both ways round."""
    there, back = (boosting.predict(signs, *trees) for signs in data.signs)
    return np.asarray((there + back[:, TURNED]) / 2)


def left_out(rows: Sequence[Row], how: Settings, without: str = "") -> Floats:
    """Give the chances of all pairs by trees that did not see their worlds."""
    index = index_of(rows, without)
    found = np.zeros((len(rows), len(TURNED)))
    for part in range(PARTS):
        held = [row.world % PARTS == part for row in rows]
        trees = fit(table([row for row, out in zip(rows, held, strict=True) if not out], index), index, how)
        found[held] = predict(table([row for row, out in zip(rows, held, strict=True) if out], index), trees)
    return found


# ------------------------------------------------------------------------------ the figures


def by_kind(chances: Floats) -> Floats:
    """Join both ways round of a copy."""
    return np.column_stack([chances[:, 0] + chances[:, 1], chances[:, 2:]])


def scores(chances: Floats, labels: NDArray[np.int64], favour: Floats) -> dict[str, float]:
    """Give accuracy, macro-F1, direction of copies, calibration error, errors among the tenth least sure."""
    kinds = by_kind(chances)
    said, true = (kinds * favour).argmax(axis=1), np.maximum(labels - 1, 0)
    sure, right = kinds[np.arange(len(said)), said], said == true
    f1 = [2 * np.sum((said == k) & (true == k)) / max(1, np.sum(said == k) + np.sum(true == k)) for k in range(4)]
    copies = labels < 2
    way = np.where(chances[:, 0] >= chances[:, 1], 0, 1)
    bins = np.minimum(9, (sure * 10).astype(int))
    gaps = sum(abs(sure[bins == b].sum() - right[bins == b].sum()) for b in range(10))
    least = np.argsort(sure, kind="stable")[: max(1, len(sure) // 10)]
    return {
        "accuracy": float(right.mean()),
        "macro-F1": float(np.mean(f1)),
        **{f"F1 {kind}": float(value) for kind, value in zip(KINDS, f1, strict=True)},
        "direction, of all copies": float(((said == 0) & (way == labels))[copies].mean()),
        "direction, where told a copy": float((way == labels)[copies].mean()),
        "calibration error": float(gaps / len(sure)),
        "errors in the least sure tenth": float((~right[least]).sum() / max(1, (~right).sum())),
        "at most, with so many errors": float(min(1.0, len(least) / max(1, (~right).sum()))),
    }


def favour_of(chances: Floats, labels: NDArray[np.int64]) -> Floats:
    """Find what each kind is multiplied with for the best macro-F1, accuracy and direction of all copies together.

    The first of equals.
    """
    tried = (np.array([c, 1.0, q, i]) for c, q, i in product(FAVOURS, FAVOURS, FAVOURS[:4]))

    def worth(favour: Floats) -> float:
        found = scores(chances, labels, favour)
        return round(found["macro-F1"] + found["accuracy"] + found["direction, of all copies"], 4)

    return max(tried, key=worth)


def write(trees: Trees, index: Mapping[str, int], favour: Floats) -> str:
    """Write the model."""
    start, rounds = trees
    signs = {number: name for name, number in index.items()}
    lines = ["\t".join(["start", *(f"{value:.4f}" for value in start)])]
    lines.append("\t".join(["favour", *(f"{value:g}" for value in favour)]))
    for grown in rounds:
        for number, nodes in enumerate(grown):
            for place, node in enumerate(nodes):
                asked = (signs[node.sign], node.without, node.with_) if node.sign >= 0 else ("", "", "")
                lines.append("\t".join(map(str, (number, place, *asked, f"{node.value:.4f}"))))
    return HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Train and write the trees; print the figures on worlds left out in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=HOW.rounds)
    how = HOW._replace(rounds=parser.parse_args().rounds)
    simulated = worlds()
    rows = [*simulated, *piles()]
    labels, cut = np.array([row.label for row in rows], np.int64), len(simulated)
    chances = left_out(rows, how)
    favour = favour_of(chances[:cut], labels[:cut])
    for kind, part in (("worlds", slice(cut)), ("piles", slice(cut, None))):
        for name, value in scores(chances[part], labels[part], favour).items():
            print(f"{kind}: {name}: {value:.3f}")
    index = index_of(rows)
    (RESOURCES / "models/relations.tsv").write_text(write(fit(table(rows, index), index, how), index, favour), "utf-8")


if __name__ == "__main__":
    main()
