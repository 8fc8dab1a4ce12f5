"""Numbers that count nothing: labels, ages, houses, telephones, scores, list marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from twosource.read.numerals import Numeral
from twosource.read.quantities.lexicon import Lexicon

ROUND: Final = (*range(2, 11), 20, 100, 1000)
"""What a share is told of: "one in five"."""
EVERY: Final = (100, 1000, 10_000, 100_000, 1_000_000)
"""What a rate is told of: "4.5 per 100,000 people"."""
_POSTCODE = re.compile(r"\d{5}\s[A-ZÀ-Ý][^\W\d_]")
_PHONE = re.compile(
    r"(?<!\d)0\d(?:[ .-]?\d\d){4}(?!\d)|\+\d[\d ().-]{7,}\d|(?<!\d)\(?\d{3}\)?[-. ]\d{3,4}[-.]\d{4}(?!\d)"
)
_FIGURES = re.compile(r"\d[\d ().-]{6,}\d")
"""Figures enough for a telephone number."""
_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")
_LIST_MARK = re.compile(r"[.)]\s|\s?°\s?[-–]")
_THING = re.compile(r"\s([^\W\d_]+|%)")
_NAME_AGE = re.compile(r"[A-ZÀ-Ý][^\W\d_]+(?:,| \()\s?$")


def phones(text: str) -> tuple[tuple[int, int], ...]:
    """Give the stretches that are telephone numbers."""
    runs = ((max(0, run.start() - 2), run.end()) for run in _FIGURES.finditer(text))
    return tuple((match.start(), match.end()) for run in runs for match in _PHONE.finditer(text, *run))


def is_label(text: str, numeral: Numeral, lexicon: Lexicon) -> bool:
    """Tell a number that names ("article 49", "12 rue des Lilas", "1. ") from one that counts."""
    before = text[max(0, numeral.start - 24) : numeral.start]
    after = text[numeral.end : numeral.end + 24]
    if lexicon.ends["label"].search(before) or _POSTCODE.match(text, numeral.start):
        return True
    if (
        numeral.low in EVERY
        and lexicon.beside["rate_before"].search(before)
        and not lexicon.unit.match(text, numeral.end)
    ):
        return True
    if lexicon.beside["street"].match(after) and not before.endswith("s "):
        return True
    if after[:1] in (",", ")") and _NAME_AGE.search(before):
        return True
    listed = not before.strip(" \t") or before.rstrip(" \t").endswith("\n")
    return listed and _LIST_MARK.match(after) is not None


def is_age(text: str, numeral: Numeral, lexicon: Lexicon) -> bool:
    """Tell whether the number is somebody's age."""
    before = text[max(0, numeral.start - 24) : numeral.start]
    after = text[numeral.end : numeral.end + 14]
    return bool(lexicon.ends["age"].search(before) or lexicon.beside["age_after"].match(after))


def shares(text: str, numbers: Sequence[Numeral], lexicon: Lexicon) -> list[Numeral]:
    """Give the numbers that tell a share, not a count: "seven in ten", "un Français sur cinq"."""
    found: list[Numeral] = []
    for part, whole in pairwise(numbers):
        between = lexicon.beside["share"].fullmatch(text, part.end, whole.start)
        if between and part.low < whole.low and whole.low in ROUND and not lexicon.unit.match(text, whole.end):
            found += [part, whole]
    return found


def is_score(text: str, numeral: Numeral, lexicon: Lexicon) -> bool:
    """Tell whether the number is half of "3-2", with nothing counted after it."""
    for match in _SCORE.finditer(text, max(0, numeral.start - 6), min(len(text), numeral.end + 8)):
        if match.start() <= numeral.start and numeral.end <= match.end():
            thing = _THING.match(text, match.end())
            return thing is None or thing[1].lower() in lexicon.skip["score_after"]
    return False
