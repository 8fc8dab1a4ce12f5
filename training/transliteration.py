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
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from twosource.compare import transliteration
from twosource.compare.transliteration import SHAPES, Pieces, Script, pieces_of

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
FILES: Mapping[Script, str] = {"cyrillic": "wd_russian", "arabic": "wd_arabic", "hangul": "wd_korean"}
HEAD = """\
# Pieces of letters that stand for each other in names: script, "piece", Latin letters, letters of the script, and
# logarithms of the share of the two together, of the second given the first, of the first given the second; "weights"
# of the evidence; "sign": a piece (Latin, bar, other letters), alone, behind or before a Latin letter, with its weight
# Provenance: learned by training/transliteration.py from Wikidata by way of the transliteration corpus of Merhav and
# Ash (COLING 2018), CC0 1.0.
"""
FEW, MANY = 5000, 20000
STEPS, FIRST = 7, 4
"""How often shares are learned, and how often of them from a few pairs."""
LONGEST = 16
NOISE = -6.2  # a pair whose alignment is worse, per letter, is two names: no example for the judge
CLEAN = -5.5  # the same for the examples of the judge
JUDGED, SCORED = 20000, 2000
NEAR = 2  # near misses for each pair from which the judge learns
SIGN_SEEN, SIGN_LEAST = 6, 0.1  # how often a sign must stand in the examples, and how much it must weigh
UNLIKE, DROPPED, LEAN = 0.3, -1.0, 0.5
"""Weight of a pair of two names drawn by chance; evidence under which an example is taken for an error of the data;
what the judge leans towards one name (chosen on the dev part)."""
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
    """Learn the shares of pieces: first from a few pairs, then from many; pairs hardly of one name are left out."""
    share: Share = first_guess
    shares: dict[Pair, float] = {}
    used = list(pairs[:FEW])
    for step in range(STEPS):
        if step in {FIRST - 1, FIRST}:
            pieces = logarithms(shares)
            used = [pair for pair in pairs[: FEW if step < FIRST else MANY] if fit(pair, pieces) > NOISE]
        counts = expected(used, share)
        least = 0.5 if step < FIRST else 1.5
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


def examples(pairs: Sequence[Pair], count: int, seed: int, near: int = 1) -> tuple[list[Pair], list[Pair]]:
    """Draw pairs, and for each a near miss (or several) where there is one."""
    written: dict[str, set[str]] = defaultdict(set)
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for latin, native in pairs:
        written[native].add(latin)
    for latin in sorted({latin for latin, _ in pairs}):
        alike[latin[0], len(latin)].append(latin)
    chance = random.Random(seed)
    drawn = chance.sample(list(pairs), min(count, len(pairs)))
    misses: list[Pair] = []
    for latin, native in drawn:
        others = [other for size in (-1, 0, 1) for other in alike[latin[0], len(latin) + size]]
        like = [
            o for o in others if o not in written[native] and 1 <= Levenshtein.distance(latin, o, score_cutoff=2) <= 2
        ]
        chosen = [chance.choice(like)] if like and near == 1 else chance.sample(like, min(near, len(like)))
        misses.extend((other, native) for other in chosen)
    return drawn, misses


class Examples(NamedTuple):
    """Pairs to learn from: what is told of each, whether it is one name, how much it counts."""

    told: np.ndarray
    signs: csr_matrix
    same: np.ndarray
    counts: np.ndarray


def gathered(pairs: Sequence[Pair], pieces: Pieces) -> tuple[Examples, list[str]]:
    """Gather examples: clean pairs, near misses of theirs, and as many pairs of two names by chance; and the signs."""
    clean = [pair for pair in pairs if fit(pair, pieces) > CLEAN]
    drawn, misses = examples(clean, JUDGED, 1, NEAR)
    written = set(pairs)
    chance = random.Random(3)
    unlike = [(chance.choice(clean)[0], native) for _, native in drawn]
    unlike = [pair for pair in unlike if pair not in written]
    found = {pair: transliteration.aligned(*pair, pieces) for pair in (*drawn, *misses, *unlike)}
    seen = Counter(sign for _, path in found.values() for sign in transliteration.signs(path))
    names = sorted(sign for sign, n in seen.items() if n >= SIGN_SEEN)
    at = {sign: number for number, sign in enumerate(names)}
    everyone = (*drawn, *misses, *unlike)
    places = [[at[s] for s in transliteration.signs(found[pair][1]) if s in at] for pair in everyone]
    ends = np.cumsum([0, *map(len, places)])
    columns = [column for row in places for column in row]
    counts = [1.0] * len(drawn) + [len(drawn) / len(misses)] * len(misses) + [UNLIKE] * len(unlike)
    told = Examples(
        np.array([transliteration.evidence(*pair, found[pair], pieces) for pair in everyone]),
        csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(places), len(names))),
        np.array([1.0] * len(drawn) + [-1.0] * (len(misses) + len(unlike))),
        np.array(counts),
    )
    return told, names


def judged(pairs: Sequence[Pair], pieces: Pieces) -> Pieces:
    """Learn the weights of the evidence and of the signs, twice: the second time without what looks like an error."""
    found, names = gathered(pairs, pieces)
    scale = np.where(found.told.std(axis=0) > 0, found.told.std(axis=0), 1.0)
    found = found._replace(told=found.told / scale)
    margin = found.same * weighed(found, fitted(found))
    kept = np.where((found.same > 0) & (margin < DROPPED), 0.0, found.counts)
    weights = fitted(found._replace(counts=kept))
    size = found.told.shape[1]
    dense = [round(float(value), 4) for value in weights[:size] / scale]
    dense[0] = round(dense[0] + LEAN, 4)
    signs = {n: round(float(w), 2) for n, w in zip(names, weights[size:], strict=True) if abs(w) >= SIGN_LEAST}
    return pieces_of(pieces.shares, dense, signs)


def weighed(found: Examples, weights: np.ndarray) -> np.ndarray:
    """Give the evidence of every example by some weights."""
    size = found.told.shape[1]
    return np.asarray(found.told @ weights[:size] + found.signs @ weights[size:])


def fitted(found: Examples) -> np.ndarray:
    """Fit the weights (logistic regression, held to be small)."""
    size = found.told.shape[1]
    hold = np.array([0.1] * size + [1.0] * found.signs.shape[1])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = found.same * weighed(found, weights)
        slope = -found.same * found.counts / (1 + np.exp(np.clip(margin, -500, 500)))
        value = float((found.counts * np.logaddexp(0, -margin)).sum() + 0.5 * (hold * weights) @ weights)
        return value, np.concatenate([found.told.T @ slope, found.signs.T @ slope]) + hold * weights

    start = np.zeros(len(hold))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)


def fit(pair: Pair, pieces: Pieces) -> float:
    """Say how well a pair of the data aligns, by letter: badly where it is two names."""
    return transliteration.total(*pair, pieces) / ((len(pair[0]) + len(pair[1])) / 2)


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
        pieces = judged(pairs, logarithms(learned(pairs)))
        score(load(data / f"{name}_16", kind), pieces, kind)
        yield "\t".join((kind, "weights", *(f"{weight:g}" for weight in pieces.weights)))
        for (one, other), values in sorted(pieces.shares.items()):
            yield "\t".join((kind, "piece", one, other, *(f"{value:g}" for value in values)))
        for sign, weight in sorted(pieces.signs.items()):
            yield "\t".join((kind, "sign", sign, f"{weight:g}"))


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
