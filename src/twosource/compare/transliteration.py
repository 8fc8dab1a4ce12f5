"""When a word in Latin letters and one in Cyrillic, Arabic or Hangul are one name.

The two are aligned piece by piece; how often pieces stand for each other, and how the best alignment is judged, was
learned from names in Wikidata (``training/transliteration.py``, ``resources/transliteration.tsv``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from twosource.resources import read_rows

Script = Literal["cyrillic", "arabic", "hangul"]
SCRIPTS: tuple[Script, ...] = ("cyrillic", "arabic", "hangul")
_NAMES: Mapping[str, Script] = {"CYRILLIC": "cyrillic", "ARABIC": "arabic", "HANGUL": "hangul"}
_MOST_LATIN, _MOST_NATIVE, _MOST_TOGETHER = 4, 3, 6
SHAPES: tuple[tuple[int, int], ...] = tuple(
    (i, j)
    for i in range(_MOST_LATIN + 1)
    for j in range(_MOST_NATIVE + 1)
    if (i, j) != (0, 0) and not (i == 0 and j > 1) and not (j == 0 and i > 2) and i + j <= _MOST_TOGETHER
)
"""The letters of a piece: Latin ones, and those that they stand for."""
_UNKNOWN = -9.0  # the logarithm of the share of a piece never seen
_SILENT = -8.0
_ARTICLE = "ال"
_SHORTEST = 3
END = "$"
"""What stands before the first letter of a word, and after the last."""


class Pieces(Struct, frozen=True):
    """Logarithms of how often two pieces stand for each other: together, given the Latin one, given the other.

    ``signs``: what a piece, alone and beside a Latin letter, says for (or against) one name.
    """

    shares: Mapping[tuple[str, str], tuple[float, float, float]]
    latin: Mapping[str, float]
    native: Mapping[str, float]
    weights: tuple[float, ...] = ()
    signs: Mapping[str, float] = MappingProxyType({})


def script(word: str) -> Script | None:
    """Give the script of a word where it is one of those that can be compared with Latin letters."""
    first = next((sign for sign in word if sign.isalpha()), "a")
    return _NAMES.get(unicodedata.name(first, "").split(" ")[0])


def same(latin: str, native: str, least: float = 0.0) -> bool:
    """Tell whether two words, the first in Latin letters, are one name: the evidence for it is over ``least``."""
    kind = script(native)
    if kind is None or len(latin) < _SHORTEST:
        return False
    pieces = table(kind)
    return max(judge(plain(latin), form, pieces) for form in forms(native, kind)) > least


@lru_cache(maxsize=1 << 12)
def plain(latin: str) -> str:
    """Give the Latin letters without marks, small."""
    letters = unicodedata.normalize("NFD", latin.lower())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def forms(native: str, kind: Script) -> tuple[str, ...]:
    """Give the letters to compare: of Hangul syllables their parts; of an Arabic word also what follows its article."""
    if kind == "cyrillic":
        return (native.lower().replace("ё", "е"),)
    if kind == "hangul":
        return (unicodedata.normalize("NFD", native),)
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", native) if unicodedata.category(sign) != "Mn")
    letters = letters.replace("\u0640", "").replace("\u200c", "")
    bare = letters.removeprefix(_ARTICLE)
    return (letters,) if bare == letters or len(bare) < _SHORTEST else (letters, bare)


def judge(latin: str, native: str, pieces: Pieces) -> float:
    """Give the evidence, as a logarithm of odds, that two words are one name."""
    whole, path = aligned(latin, native, pieces)
    told = evidence(latin, native, (whole, path), pieces)
    return sum(weight * value for weight, value in zip(pieces.weights, told, strict=True)) + sum(
        pieces.signs.get(sign, 0.0) for sign in signs(path)
    )


def signs(path: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Name the pieces of an alignment (last first): each alone, after the Latin letter before, before the next one."""
    after = END
    for number, (one, other) in enumerate(path):
        before = next((piece[0][-1] for piece in path[number + 1 :] if piece[0]), END)
        yield f"{one}|{other}"
        yield f"{before}<{one}|{other}"
        yield f"{one}|{other}>{after}"
        after = one[0] if one else after


def evidence(
    latin: str, native: str, best: tuple[float, Sequence[tuple[str, str]]], pieces: Pieces
) -> tuple[float, ...]:
    """Describe the best alignment: its mean and worst pieces, and what it lacks against the best for either word."""
    whole, path = best
    rows = [pieces.shares.get(pair) for pair in path]
    given_latin = [(-5.0 if not pair[0] else row[1] if row else -7.0) for pair, row in zip(path, rows, strict=True)]
    given_native = [(-2.0 if not pair[1] else row[2] if row else -7.0) for pair, row in zip(path, rows, strict=True)]
    size = (len(latin) + len(native)) / 2
    lacks = whole - _alone(latin, pieces.latin, _MOST_LATIN), whole - _alone(native, pieces.native, _MOST_NATIVE)
    one, other = sorted(given_latin), sorted(given_native)
    base = (
        sum(one) / size,
        sum(other) / size,
        max(one[0], -8.0),
        max(other[0], -8.0),
        *((one[1], other[1]) if len(path) > 1 else (0.0, 0.0)),
        *(max(lack / size, -4.0) for lack in lacks),
    )
    rest = (*(max(lack, -20.0) for lack in lacks), float(min(rows.count(None), 3)), size)
    mixed = (base[6] * base[7], base[2] * base[3], base[0] * size, base[1] * size)
    return (1.0, *base, *rest, *(value * value for value in base), *mixed)


def total(latin: str, native: str, pieces: Pieces) -> float:
    """Give the logarithm of the share of the best alignment of two words."""
    return aligned(latin, native, pieces)[0]


def aligned(latin: str, native: str, pieces: Pieces) -> tuple[float, list[tuple[str, str]]]:
    """Give the logarithm of the share of the best alignment, and its pieces, the last first."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for at in ((i, j) for i in range(len(latin) + 1) for j in range(len(native) + 1)):
        if at not in best:
            continue
        for i, j in SHAPES:
            to = at[0] + i, at[1] + j
            if to[0] > len(latin) or to[1] > len(native):
                continue
            share = pieces.shares.get((latin[at[0] : to[0]], native[at[1] : to[1]]))
            if share is None and i + j > 2:
                continue
            value = best[at][0] + (share[0] if share else _UNKNOWN if i and j else _SILENT)
            if to not in best or value > best[to][0]:
                best[to] = value, at
    path, at = list[tuple[str, str]](), (len(latin), len(native))
    whole = best[at][0]
    while at != (0, 0):
        before = best[at][1]
        path.append((latin[before[0] : at[0]], native[before[1] : at[1]]))
        at = before
    return whole, path


def _alone(word: str, shares: Mapping[str, float], most: int) -> float:
    """Give the logarithm of the share of the best pieces that make up a word, whatever they stand for."""
    best = [0.0]
    for end in range(1, len(word) + 1):
        starts = range(max(0, end - most), end)
        known = [best[start] + share for start in starts if (share := shares.get(word[start:end])) is not None]
        best.append(max([*known, best[end - 1] + _UNKNOWN]))
    return best[-1]


def pieces_of(
    shares: Mapping[tuple[str, str], tuple[float, float, float]],
    weights: Sequence[float] = (),
    told: Mapping[str, float] = MappingProxyType({}),
) -> Pieces:
    """Make the table of pieces."""
    latin: dict[str, float] = {}
    native: dict[str, float] = {}
    for (one, other), (together, _, _) in shares.items():
        latin[one] = max(latin.get(one, _UNKNOWN), together)
        native[other] = max(native.get(other, _UNKNOWN), together)
    return Pieces(shares, latin, native, tuple(weights), told)


@cache
def table(kind: Script) -> Pieces:
    """Read what was learned of a script."""
    rows = [row for row in read_rows("transliteration.tsv") if row[0] == kind]
    shares = {(row[2], row[3]): (float(row[4]), float(row[5]), float(row[6])) for row in rows if row[1] == "piece"}
    weights = next(row[2:] for row in rows if row[1] == "weights")
    told = {row[2]: float(row[3]) for row in rows if row[1] == "sign"}
    return pieces_of(shares, [float(weight) for weight in weights], told)
