"""What of a word survives translation: the anchors by which articles of two languages meet.

Each anchor is a term with a weight and the share of articles that it is taken to stand in:
``#`` figures, ``n`` skeletons of names, ``N`` coarse ones (voice and liquids apart, as other scripts lose
them), ``q`` and ``s`` first letters, ``e`` English lemmas (of the word, or of its translations), ``@`` places.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import simplemma

from twosource.compare import weights
from twosource.resources import read_rows
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Anchor = tuple[str, float, float]

NAME, COARSE, PLACE, HEAD, STEM, ENGLISH, FIGURE = 1.5, 0.8, 1.5, 0.5, 1.0, 1.0, 1.0
"""What each kind of anchor counts."""
STEM_LETTERS, HEAD_LETTERS, LONG = 6, 4, 5
OPENING = 3
LEXICONS = frozenset({"fr", "es", "de", "it", "pt"})
"""Languages with a table into English."""
MOST_TRANSLATIONS = 3
INFLECTED = frozenset({"be", "bg", "bs", "cs", "hr", "lt", "lv", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})
"""Languages in which a name takes endings of case: mostly another vowel at its end."""
VOWELS = "aeiouy"
HISSING = frozenset({"en", "fr", "pt"})
"""Languages in which the letter j is a hissing sound."""
PLACE_SHARE = 0.01
SMALL_NUMBER, YEAR, NUMBER = 0.15, 0.25, 0.02
"""Shares of articles that numbers of one or two figures, years, and other numbers are taken to stand in."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
"""Scripts that set no blanks between words: Thai, Lao, Burmese, Khmer, kana, Chinese."""
_JOINED = re.compile(
    "[\u30a0-\u30ff\u3400-\u9fff]{1,8}(?:[·・‧][\u30a0-\u30ff\u3400-\u9fff]{1,8})+|[\u30a1-\u30ff]{3,}"
)
"""A name set apart by middle dots, or a run of katakana: a transcription."""
_LONGEST = 14


def share(folded: str, language: str) -> float:
    """Give the share of articles that hold a word; a long number tells more than a day or a year."""
    if not folded[:1].isdigit():
        return weights.share(folded, language)
    if len(folded) <= 2:
        return SMALL_NUMBER
    return YEAR if len(folded) == 4 and folded[:2] in {"19", "20"} else NUMBER


def places_of(folded: str, language: str) -> tuple[str, ...]:
    """Give the ids of the places that a word may name, with their countries; under another case ending too."""
    found = _places().get(folded, ())
    if found or language not in INFLECTED or len(folded) < LONG or folded[-1] not in VOWELS:
        return found
    return next((held for vowel in VOWELS if (held := _places().get(folded[:-1] + vowel))), ())


def of_word(folded: str, language: str) -> Iterator[Anchor]:
    """Give the anchors of a common word or a figure."""
    held = share(folded, language)
    if folded[:1].isdigit():
        yield "#" + folded, FIGURE, held
        return
    if len(folded) >= LONG:
        yield "s" + folded[:STEM_LETTERS], STEM, held
    yield from _english(folded, language, held)


def of_name(printed: str, folded: str, language: str) -> Iterator[Anchor]:
    """Give the anchors of a word that looks like a name."""
    held = share(folded, language)
    bones = weights.skeleton(printed)
    if len(bones) > 1:
        yield "n" + bones, NAME, held
    hard = coarse(folded.replace("j", "z") if language in HISSING else folded)
    if len(hard) > 1:
        yield "N" + hard, COARSE, held
    if len(hard) >= OPENING:
        yield "P" + hard[:OPENING], HEAD, held
    if len(folded) >= HEAD_LETTERS:
        yield "q" + folded[:HEAD_LETTERS], HEAD, held
    for place in places_of(folded, language):
        yield "@" + place, PLACE, PLACE_SHARE


@lru_cache(maxsize=1 << 16)
def is_caseless(printed: str) -> bool:
    """Tell whether a word is of a script without capitals, and set apart by blanks."""
    return printed.lower() == printed.upper() and not printed.isascii() and not _UNSPACED.search(printed)


def of_unspaced(text: str) -> Iterator[Anchor]:
    """Give the anchors of the stretches of a text that set no blanks between words: places, transcribed names."""
    if text.isascii():
        return
    for run in _UNSPACED.finditer(text):
        yield from _places_inside(run.group())
    for name in _JOINED.finditer(text):
        for part in re.split("[·・‧]", name.group()):
            hard = coarse(fold(part))
            if len(hard) > 1:
                yield "N" + hard, COARSE, weights.UNSEEN


def _places_inside(run: str) -> Iterator[Anchor]:
    table, start = _places(), 0
    while start < len(run):
        sizes = range(min(_LONGEST, len(run) - start), 1, -1)
        size = next((size for size in sizes if run[start : start + size] in table), 0)
        for place in table.get(run[start : start + size], ()):
            yield "@" + place, PLACE, PLACE_SHARE
        start += size or 1


_COARSE = (
    (re.compile("tsch|tch|sch|sh|ch|cz|tj|dj|dz|z|x|ts"), "s"),
    (re.compile("ph|[vw](?=.)|b|p|f"), "b"),
    (re.compile("kh|gh|ck|qu|[cqgjk]"), "k"),
    (re.compile("d|th"), "t"),
    (re.compile("l"), "r"),
    (re.compile("m"), "n"),
    (re.compile("[^a-z]"), ""),
    (re.compile("(?<=.)[aeiouyhw]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 17)
def coarse(folded: str) -> str:
    """Give a skeleton under which a name meets its transcription into a script that tells fewer sounds apart.

    Its first letter is one "a" for every vowel.
    """
    bare = folded
    for pattern, replacement in _COARSE:
        bare = pattern.sub(replacement, bare)
    return "a" + bare[1:] if bare[:1] in "aeiouyhw" else bare


@lru_cache(maxsize=1 << 16)
def lemma(folded: str, language: str) -> str:
    """Give the dictionary form of a word of a language that simplemma knows, else the word."""
    try:
        return fold(str(simplemma.lemmatize(folded, lang=language)))
    except (ValueError, KeyError):
        return folded


def _english(folded: str, language: str, share: float) -> Iterator[Anchor]:
    if language == "en":
        yield "e" + lemma(folded, "en"), ENGLISH, share
    elif language in LEXICONS:
        found = _translated(folded, language)
        for word in found:
            yield "e" + word, ENGLISH / len(found) ** 0.5, max(share, weights.share(word, "en"))


@lru_cache(maxsize=1 << 16)
def _translated(folded: str, language: str) -> tuple[str, ...]:
    """Give English lemmas for a folded word: of the word as it is, else of its lemma."""
    table = _folded_table(language)
    words = table.get(folded) or table.get(lemma(folded, language), ())
    return tuple(dict.fromkeys(lemma(word, "en") for word in words))[:MOST_TRANSLATIONS]


@cache
def _folded_table(language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_rows(f"bilingual-{language}-en.tsv"):
        found.setdefault(fold(row[0]), []).extend(row[2].split("|"))
    return {word: tuple(others) for word, others in found.items()}


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Give the places by folded name, and by the name as printed in scripts without blanks."""
    found: dict[str, list[str]] = {}
    for number, country, names in read_rows("places-across.tsv"):
        for name in names.split("|"):
            for key in {fold(name), name}:
                listed = found.setdefault(key, [])
                listed += [place for place in dict.fromkeys((number, country)) if place not in listed]
    return {name: tuple(listed) for name, listed in found.items()}
