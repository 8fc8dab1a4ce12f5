"""Part of speech and morphology of the words of one sentence, by a linear-chain CRF.

The models in ``resources/models`` are made by ``training/pos.py``; their labels are
``UPOS`` or, for verbs, ``UPOS|form|mood|tense|number`` (the fields of ``Token``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

import pycrfsuite
import simplemma

from twosource.read import closed
from twosource.resources import exists, read_bytes

Case = Literal["plain", "upper", "title"]

_MANY = 0.75  # the share of capitals that makes a shouted or a title-cased sentence
_FEW, _SEVERAL = 3, 5  # fewer long words are no evidence of shouting, of title case
_PLAIN = str.maketrans("’‘\u2010\u2011", "''--")
_LONGEST = 40  # letters of a word that a feature is made of


class Tag(tuple[str, str, str, str, str]):
    """``(pos, form, mood, tense, number)``."""

    __slots__ = ()


NOTHING = Tag(("", "", "", "", ""))


def model_name(language: str) -> str:
    """Name the resource that holds the model of a language."""
    return f"models/pos-{language}.crfsuite"


@cache
def has_model(language: str) -> bool:
    """Tell whether words of this language can be tagged."""
    return exists(model_name(language))


def tag(words: Sequence[str], language: str) -> list[Tag]:
    """Tag the words of one sentence. A language without a model is tagged by its closed classes, else not."""
    if not words or not has_model(language):
        return list(map(Tag, closed.tag(words, language))) if closed.knows(language) else [NOTHING] * len(words)
    return [parse(label) for label in _tagger(language).tag(features(words, language))]


@lru_cache(maxsize=512)
def parse(label: str) -> Tag:
    """Read a label of the model."""
    parts = label.split("|")
    return Tag((parts + [""] * 5)[:5])


def case_of(words: Sequence[str]) -> Case:
    """Tell how a sentence is written: shouted, as a headline with capitals on its long words, or plainly."""
    long = [word for word in words if len(word) > _FEW and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    if len(long) >= _FEW and sum(word.isupper() for word in long) >= _MANY * len(long):
        return "upper"
    headline = words[-1:] != ["."] and len(long) >= _SEVERAL
    return "title" if headline and capitals >= _MANY * len(long) else "plain"


def features(words: Sequence[str], language: str) -> list[list[str]]:
    """Describe each word of a sentence to the model, by itself and by its neighbours."""
    case = case_of(words)
    shown = [word.lower() if case == "upper" else word for word in map(_straight, words)]
    around = [_around(word, language) for word in shown]
    last = len(shown) - 1
    found: list[list[str]] = []
    for place, word in enumerate(shown):
        row = [*_own(word, language, "first" if place == 0 else case)]
        row += around[place - 1][0] if place else ("-1:^",)
        row += around[place + 1][1] if place < last else ("+1:$",)
        row.append(around[place - 2][2] if place > 1 else "-2:^")
        row.append(around[place + 2][3] if place < last - 1 else "+2:$")
        found.append(row)
    return found


def _straight(word: str) -> str:
    """Give a word with plain apostrophes and hyphens: the treebanks have no others."""
    return word if word.isascii() else word.translate(_PLAIN)


@lru_cache(maxsize=1 << 16)
def _own(word: str, language: str, case: str) -> tuple[str, ...]:
    """Describe a word by itself."""
    plain = word.lower()[:_LONGEST]
    known = _lemma(plain, language)
    shape = _shape(word)
    return (
        "b",
        f"w={plain}",
        f"1={plain[-1:]}",
        f"2={plain[-2:]}",
        f"3={plain[-3:]}",
        f"4={plain[-4:]}",
        f"5={plain[-5:]}",
        f"<{plain[:3]}",
        f"c={shape}|{case}",
        f"k={known}|{shape}|{case}",
        f"l={known}|{plain[-2:]}",
        f"m={known}|{plain[-4:]}",
        f"n={known}|{plain[-5:]}",
    )


@lru_cache(maxsize=1 << 16)
def _around(word: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
    """Describe a word to its neighbours: to the next, to the one before, to those after next."""
    plain = word.lower()[:_LONGEST]
    shape = _shape(word)
    known = _lemma(plain, language)
    short = plain if len(plain) <= _FEW else plain[-3:]
    before = (f"-1:w={plain}", f"-1:3={short}|{shape}", f"-1:l={known}|{plain[-2:]}")
    after = (f"+1:w={plain}", f"+1:3={short}|{shape}", f"+1:l={known}|{plain[-2:]}")
    return before, after, f"-2:{short}", f"+2:{short}"


def _lemma(plain: str, language: str) -> str:
    """Give the ending of the dictionary's lemma, "=" for a word that is its own, "?" for none."""
    if not plain or not simplemma.is_known(plain, lang=language):
        return "?"
    lemma = simplemma.lemmatize(plain, lang=language)
    return "=" if lemma == plain else str(lemma[-3:])


def _shape(word: str) -> str:
    """Give the kind of letters: small, Capital, CAPITALS, M1xed, figures or a sign."""
    if word.isalpha():
        if word.islower():
            return "x"
        return ("X" if len(word) == 1 else "XX") if word.isupper() else "Xx" if word[0].isupper() else "xX"
    if not any(letter.isalnum() for letter in word):
        return word[:1]
    if word[0].isdigit():
        return "9"
    inner = "'" if word[-1] in "'’" else "-" if "-" in word else "." if "." in word else "9"
    return ("X" if word[0].isupper() else "x") + inner


@cache
def _tagger(language: str) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(read_bytes(model_name(language)))
    return tagger
