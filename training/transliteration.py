"""Learn ``resources/transliteration.tsv``: ``python training/transliteration.py DATA``.

DATA is the folder of data sets. Learns from the train parts (``_64``) of transliteration-coling2018 (Wikidata by way of
Merhav and Ash, CC0 1.0) which pieces of letters stand for each other (EM over alignments), then, against near misses,
how an alignment is judged (logistic regression); measures on the dev parts (``_16``) against near misses made in the
same way. Near misses: another name of the set with the same first letter, at most two letters away, that is not
written so. Seeded; words of another part of the same name stand among the pairs and count as misses.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein
from scipy.optimize import minimize

from twosource.compare import transliteration
from twosource.compare.transliteration import SHAPES, Pieces, Script, pieces_of

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
FILES: Mapping[Script, str] = {"cyrillic": "wd_russian", "arabic": "wd_arabic", "hangul": "wd_korean"}
HEAD = """\
# Pieces of letters that stand for each other in names: script, "piece", Latin letters, letters of the script, and
# logarithms of the share of the two together, of the second given the first, of the first given the second; "weights"
# of the evidence.
# Provenance: learned by training/transliteration.py from Wikidata by way of the transliteration corpus of Merhav and
# Ash (COLING 2018), CC0 1.0.
"""
FEW, MANY = 5000, 15000
LONGEST = 16
NOISE = -6.2  # a pair whose alignment is worse, per letter, is two names: no example for the judge
JUDGED, SCORED = 6000, 2000
Pair = tuple[str, str]
Share = Callable[[str, str], float]


def load(path: Path, kind: Script) -> list[Pair]:
    """Read the pairs of a part."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(transliteration.plain(row[0]), transliteration.forms(row[1].replace(" ", ""), kind)[-1]) for row in rows]
    return [pair for pair in pairs if len(pair[0]) > 2 and 1 < len(pair[1]) <= LONGEST and len(pair[0]) <= LONGEST]


def first_guess(latin: str, native: str) -> float:
    """Give a share that prefers short pieces of equal length."""
    longer = max(len(latin), len(native))
    value = 0.02**longer * 0.5 ** abs(len(latin) - len(native))
    return value * (0.3 ** (len(latin) + len(native) - 2) if latin and native else 0.1)


def expected(pairs: Sequence[Pair], share: Share) -> Mapping[Pair, float]:
    """Count how often each piece stands in the alignments of the pairs, each by its share."""
    counts: dict[Pair, float] = defaultdict(float)
    for latin, native in pairs:
        n, m = len(latin), len(native)
        forward = [[0.0] * (m + 1) for _ in range(n + 1)]
        backward = [[0.0] * (m + 1) for _ in range(n + 1)]
        forward[0][0] = backward[n][m] = 1.0
        arcs = []
        for i, j in ((i, j) for i in range(n + 1) for j in range(m + 1)):
            if not forward[i][j]:
                continue
            for k, q in ((i + di, j + dj) for di, dj in SHAPES if i + di <= n and j + dj <= m):
                value = share(latin[i:k], native[j:q])
                if value:
                    forward[k][q] += forward[i][j] * value
                    arcs.append((i, j, k, q, value))
        for i, j, k, q, value in reversed(arcs):
            backward[i][j] += value * backward[k][q]
        for i, j, k, q, value in arcs:
            part = forward[i][j] * value * backward[k][q] / forward[n][m]
            if part > 1e-4:
                counts[latin[i:k], native[j:q]] += part
    return counts


def learned(pairs: Sequence[Pair]) -> Mapping[Pair, float]:
    """Learn the shares of pieces: first from a few pairs, then from many."""
    share: Share = first_guess
    shares: dict[Pair, float] = {}
    for step in range(6):
        counts = expected(pairs[: FEW if step < 4 else MANY], share)
        least = 0.5 if step < 4 else 1.5
        kept = {pair: n for pair, n in counts.items() if n >= least or (max(map(len, pair)) <= 1 and n > 0.05)}
        total = sum(kept.values())
        shares = {pair: max(float(n) - 0.4, 1e-3) / total for pair, n in sorted(kept.items())}
        share = smoothed(shares)
    return shares


def smoothed(shares: Mapping[Pair, float]) -> Share:
    """Give single letters never seen together a very small share."""
    return lambda latin, native: shares.get((latin, native), 1e-9 if max(len(latin), len(native)) <= 1 else 0.0)


def logarithms(shares: Mapping[Pair, float]) -> Pieces:
    """Give the table of pieces, as it is read by the package."""
    latin: dict[str, float] = defaultdict(float)
    native: dict[str, float] = defaultdict(float)
    for (one, other), value in shares.items():
        latin[one] += value
        native[other] += value
    rows = {
        pair: tuple(round(math.log(value / whole), 2) for whole in (1.0, latin[pair[0]], native[pair[1]]))
        for pair, value in shares.items()
    }
    return pieces_of({pair: (row[0], row[1], row[2]) for pair, row in rows.items()})


def examples(pairs: Sequence[Pair], count: int, seed: int) -> tuple[list[Pair], list[Pair]]:
    """Draw pairs, and for each a near miss where there is one."""
    written: dict[str, set[str]] = defaultdict(set)
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for latin, native in pairs:
        written[native].add(latin)
    for latin in sorted({latin for latin, _ in pairs}):
        alike[latin[0], len(latin)].append(latin)
    chance = random.Random(seed)
    drawn = chance.sample(list(pairs), count)
    misses = []
    for latin, native in drawn:
        others = [other for size in (-1, 0, 1) for other in alike[latin[0], len(latin) + size]]
        near = [o for o in others if o not in written[native] and 1 <= Levenshtein.distance(latin, o) <= 2]
        if near:
            misses.append((chance.choice(near), native))
    return drawn, misses


def judged(pairs: Sequence[Pair], pieces: Pieces) -> list[float]:
    """Learn the weights of the evidence; pairs that are hardly one name are left out."""
    drawn, misses = examples(pairs, JUDGED, 1)
    kept = [pair for pair in drawn if is_clean(pair, pieces)]
    x = np.array([transliteration.evidence(*pair, pieces) for pair in (*kept, *misses)])
    y = np.array([1.0] * len(kept) + [-1.0] * len(misses))
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    z = x / scale

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = y * (z @ weights)
        value = float(np.logaddexp(0, -margin).sum() + 0.5 * weights @ weights)
        return value, weights - z.T @ (y / (1 + np.exp(margin)))

    found = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B")
    return [round(float(value), 4) for value in found.x / scale]


def is_clean(pair: Pair, pieces: Pieces) -> bool:
    """Tell whether a pair of the data is one name rather than two."""
    size = (len(pair[0]) + len(pair[1])) / 2
    return transliteration.total(*pair, pieces) / size > NOISE


def score(pairs: Sequence[Pair], pieces: Pieces, kind: str) -> None:
    """Print precision, recall and F1 on pairs, each with a near miss."""
    drawn, misses = examples(pairs, SCORED, 2)
    missed = {native for _, native in misses}
    drawn = [pair for pair in drawn if pair[1] in missed]  # as many pairs as near misses
    hits = sum(transliteration.judge(*pair, pieces) > 0 for pair in drawn)
    false = sum(transliteration.judge(*pair, pieces) > 0 for pair in misses)
    p, r = hits / max(1, hits + false), hits / len(drawn)
    print(f"{kind}: P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f} ({len(drawn)} pairs, {len(misses)} near misses)")


def rows(data: Path) -> Iterator[str]:
    """Learn, score and give the rows of the table."""
    for kind, name in FILES.items():
        pairs = load(data / f"{name}_64", kind)
        random.Random(1).shuffle(pairs)
        pieces = logarithms(learned(pairs))
        weights = judged(pairs, pieces)
        pieces = pieces_of(pieces.shares, weights)
        score(load(data / f"{name}_16", kind), pieces, kind)
        yield "\t".join((kind, "weights", *(f"{weight:g}" for weight in weights)))
        for (one, other), values in sorted(pieces.shares.items()):
            yield "\t".join((kind, "piece", one, other, *(f"{value:g}" for value in values)))


def main() -> None:
    """Write the table, or with --score only score the one there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--score", action="store_true")
    given = parser.parse_args()
    data = given.data / "transliteration-coling2018"
    if given.score:
        for kind, name in FILES.items():
            score(load(data / f"{name}_16", kind), transliteration.table(kind), kind)
        return
    text = HEAD + "".join(row + "\n" for row in rows(data))
    (RESOURCES / "transliteration.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
