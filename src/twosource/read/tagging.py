"""Part of speech and morphology of the words of one sentence, by a linear-chain CRF.

The models in ``resources/models`` are made by ``training/pos.py``; their labels are
``UPOS`` or, for verbs, ``UPOS|form|mood|tense|number`` (the fields of ``Token``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

import numpy as np
import simplemma
from msgspec import Struct

from twosource.read import closed, crf
from twosource.resources import exists

_Features = tuple[str, ...]
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


def tag(sentences: Sequence[Sequence[str]], language: str) -> list[Tag]:
    """Tag the words of some sentences, one after the other.

    A language without a model is tagged by its closed classes, else not.
    """
    told = [words for words in sentences if words]
    if not told or not has_model(language):
        closed_tags = (closed.tag(words, language) for words in told) if closed.knows(language) else ()
        return list(map(Tag, chain.from_iterable(closed_tags))) or [NOTHING] * sum(map(len, told))
    model = crf.load(model_name(language))
    labels = crf.best(model, _scores(told, language), [len(words) for words in told])
    return [parse(label) for label in labels]


def _scores(sentences: Sequence[Sequence[str]], language: str) -> crf.Scores:
    """Weigh the words of some sentences, each form once: by itself, and by its neighbours at each distance."""
    weigher = _weigher(language)
    own: dict[tuple[str, str], int] = {}
    forms: dict[str | None, int] = {None: 0}
    numbers: list[int] = []
    spelled: list[list[int]] = []
    for words in sentences:
        shown, cases = _shown(words)
        numbers += [own.setdefault(pair, len(own)) for pair in zip(shown, cases, strict=True)]
        spelled.append([0, 0, *(forms.setdefault(word, len(forms)) for word in shown), 0, 0])
    scores = np.array([weigher.own(*pair) for pair in own])[numbers]
    table = np.array([weigher.around(form) for form in forms])
    for place, distance in enumerate(_DISTANCES):
        first = 2 + distance
        scores += table[[number for row in spelled for number in row[first : first + len(row) - 4]], place]
    return np.asarray(scores)


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
    shown, cases = _shown(words)
    around = [_EDGES, _EDGES, *(_around(language, word) for word in shown), _EDGES, _EDGES]
    return [
        [*_own(language, word, case), *(f for n, d in enumerate(_DISTANCES) for f in around[at + 2 + d][n])]
        for at, (word, case) in enumerate(zip(shown, cases, strict=True))
    ]


def _shown(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the words of a sentence as the model knows them, and how each is written."""
    case = case_of(words)
    shown = [word.lower() if case == "upper" else word for word in map(_straight, words)]
    return shown, ["first", *[case] * (len(words) - 1)]


_DISTANCES = (-1, 1, -2, 2)
_EDGES = (("-1:^",), ("+1:$",), ("-2:^",), ("+2:$",))


class _Weigher(Struct, frozen=True):
    """Weighs a word with its case, and a word, ``None`` beyond the ends, for each of ``_DISTANCES``."""

    own: Callable[[str, str], crf.Scores]
    around: Callable[[str | None], crf.Scores]


@cache
def _weigher(language: str) -> _Weigher:
    model = crf.load(model_name(language))
    table = model.weights.toarray()

    def weigh(described: _Features) -> crf.Scores:
        return np.asarray(table[list(crf.known(model, described))].sum(axis=0))

    @lru_cache(maxsize=1 << 14)
    def own(word: str, case: str) -> crf.Scores:
        return weigh(_own(language, word, case))

    @lru_cache(maxsize=1 << 14)
    def around(word: str | None) -> crf.Scores:
        return np.array([weigh(part) for part in (_EDGES if word is None else _around(language, word))])

    return _Weigher(own, around)


def _straight(word: str) -> str:
    """Give a word with plain apostrophes and hyphens: the treebanks have no others."""
    return word if word.isascii() else word.translate(_PLAIN)


def _own(language: str, word: str, case: str) -> _Features:
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


def _around(language: str, word: str) -> tuple[_Features, _Features, _Features, _Features]:
    """Describe a word to its neighbours: to the next, to the one before, to those after next."""
    plain = word.lower()[:_LONGEST]
    shape = _shape(word)
    known = _lemma(plain, language)
    short = plain if len(plain) <= _FEW else plain[-3:]
    before = (f"-1:w={plain}", f"-1:3={short}|{shape}", f"-1:l={known}|{plain[-2:]}")
    after = (f"+1:w={plain}", f"+1:3={short}|{shape}", f"+1:l={known}|{plain[-2:]}")
    return before, after, (f"-2:{short}",), (f"+2:{short}",)


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
