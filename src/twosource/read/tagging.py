"""Part of speech and morphology of the words of one sentence, by a linear-chain CRF.

The models in ``resources/models`` are made by ``training/pos.py``; their labels are
``UPOS`` or, for verbs, ``UPOS|form|mood|tense|number`` (the fields of ``Token``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

import numpy as np

from twosource.read import closed, crf, lemmas
from twosource.resources import exists, read_rows, read_toml

_Features = tuple[str, ...]
_Word = tuple[_Features, _Features, _Features]
"""What describes a word to itself, to the words beside it, and to those after next."""
Case = Literal["plain", "upper", "title"]

_MANY = 0.75  # the share of capitals that makes a shouted or a title-cased sentence
_FEW, _SEVERAL = 3, 5  # fewer long words are no evidence of shouting, of title case
_PLAIN = str.maketrans("’‘\u2010\u2011“”", "''--\"\"")
_WHOLE = 5  # words of a sentence that hardly goes without a verb
_ENDS, _QUOTES = frozenset(".!?"), frozenset('”»"')
_LONGEST = 40  # letters of a word that a feature is made of
_BITS = tuple((size, (1 << size) - 1) for size in (4, 6, 8, 12, 18))
"""How many steps of its path tell a cluster, and the mask of them."""
_SIGNS: Mapping[int, str] = {0: "", -1: "-1:", 1: "+1:", -2: "-2:", 2: "+2:"}
"""How features start that see a word, by where it stands from one's own."""
_PLACES: Mapping[str, int] = {sign: place for place, sign in enumerate(_SIGNS.values()) if sign}
_FAR = "~"  # tells what is seen of a word from further off from what is seen of it from beside it


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
    shown = [list(zip(*_shown(words), strict=True)) for words in told]
    scores = crf.weighed_around(_weigher(language), shown, tuple(_SIGNS))
    tags = _tags(language)
    labels = crf.best(crf.load(model_name(language)), scores, [len(words) for words in told])
    return [tags[label] for label in _with_verbs(told, language, labels, scores)]


def _with_verbs(told: Sequence[Sequence[str]], language: str, labels: list[int], scores: crf.Scores) -> list[int]:
    """Give whole sentences that were read without a finite verb the best reading that has one, if it is near enough."""
    within, finite = _within(language), _finite(language)
    start = 0
    for words in told if within else ():
        end = start + len(words)
        if _is_whole(words) and not finite[labels[start:end]].any():
            small = np.array([word.islower() for word in words])
            anew, short = crf.through(crf.load(model_name(language)), scores[start:end], small[:, None] & finite)
            labels[start:end] = anew if short < within else labels[start:end]
        start = end
    return labels


def _is_whole(words: Sequence[str]) -> bool:
    """Tell whether words are written as a whole sentence, which seldom goes without a finite verb."""
    last = words[-2:-1] if words[-1] in _QUOTES else words[-1:]
    return len(words) >= _WHOLE and not _ENDS.isdisjoint(last) and case_of(words) == "plain"


@cache
def _within(language: str) -> float:
    """Give how far the best reading with a finite verb may fall short of the best of all; 0: it is not asked for."""
    name = f"abbreviations-{language}.toml"
    rules = read_toml(name).get("tokens") if exists(name) else None
    within = rules.get("finite_within") if isinstance(rules, Mapping) else None
    return float(within) if isinstance(within, float) else 0.0


@cache
def _finite(language: str) -> crf.Flags:
    return np.array([tag[1] == "fin" for tag in _tags(language)])


@cache
def _tags(language: str) -> tuple[Tag, ...]:
    return tuple(map(parse, crf.load(model_name(language)).labels))


def parse(label: str) -> Tag:
    """Read a label of the model."""
    parts = label.split("|")
    return Tag((parts + [""] * 5)[:5])


def case_of(words: Sequence[str]) -> Case:
    """Tell how a sentence is written: shouted, as a headline with capitals on its long words, or plainly."""
    long = [word for word in words if len(word) > _FEW and word[0].isalpha()]
    capitals = sum([word[0].isupper() for word in long])
    if capitals < _MANY * len(long):
        return "plain"
    if len(long) >= _FEW and sum(word.isupper() for word in long) >= _MANY * len(long):
        return "upper"
    return "title" if words[-1:] != ["."] and len(long) >= _SEVERAL else "plain"


def features(words: Sequence[str], language: str) -> list[list[str]]:
    """Describe each word of a sentence to the model, by itself and by its neighbours."""
    described = [_word(language, *pair) for pair in zip(*_shown(words), strict=True)]
    return [
        [f"{sign}{item}" for distance, sign in _SIGNS.items() for item in _seen(described, at, distance)]
        for at in range(len(described))
    ]


def _seen(described: Sequence[_Word], at: int, distance: int) -> _Features:
    """Give what a word sees of the one that is ``distance`` words behind it."""
    if 0 <= at + distance < len(described):
        return described[at + distance][abs(distance)]
    return (_edge(distance),)


def _edge(distance: int) -> str:
    return "^" if distance < 0 else "$"


def _shown(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the words of a sentence as the model knows them, and how each is written."""
    case = case_of(words)
    shown = [word.lower() if case == "upper" else word for word in map(_straight, words)]
    return shown, ["first", *[case] * (len(words) - 1)]


@cache
def _weigher(language: str) -> crf.Memory[tuple[str, str]]:
    """Give what weighs words with their case, as they are seen at each distance."""
    model = crf.load(model_name(language))
    placed = crf.placed(model, len(_SIGNS), _place_of)
    beyond = [model.attributes.get(sign + _edge(distance)) if distance else None for distance, sign in _SIGNS.items()]
    edges = crf.summed(model.weights, [[] if number is None else [number] for number in beyond])

    def known(word: tuple[str, str]) -> list[int]:
        own, near, far = _word(language, *word)
        return placed.known(dict.fromkeys((*own, *near, *(_FAR + item for item in far))))

    return crf.Memory(placed.rows, known, edges.reshape(-1))


def _place_of(feature: str) -> tuple[int, str]:
    """Tell at which of the distances a feature stands, and what it sees there."""
    sign = feature[:3]
    if sign not in _PLACES:
        return 0, feature
    return _PLACES[sign], _FAR * (sign[1] == "2") + feature[3:]


def _straight(word: str) -> str:
    """Give a word with plain apostrophes and hyphens: the treebanks have no others."""
    return word if word.isascii() else word.translate(_PLAIN)


def _word(language: str, word: str, case: str) -> _Word:
    """Describe a word."""
    plain = word.lower()[:_LONGEST]
    known = _lemma(plain, language)
    shape = _shape(word)
    short = plain if len(plain) <= _FEW else plain[-3:]
    own: _Features = (
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
    near, far = (f"w={plain}", f"3={short}|{shape}", f"l={known}|{plain[-2:]}"), (short,)
    if not _classes(language):
        return own, near, far
    parts, clusters = _classed(plain, language)
    own += (f"d={parts}", f"D={parts}|{plain[-2:]}", f"E={parts}|{case}|{shape}", *clusters)
    return own, (*near, f"d={parts}", *clusters[1:3]), (*far, f"d={parts}", *clusters[1:2])


@cache
def _classes(language: str) -> Mapping[str, tuple[str, int]]:
    """Give the parts of speech that a dictionary lists words under, and their clusters; nothing where no table is."""
    name = f"word-classes-{language}.tsv"
    return {word: (parts, int(number)) for word, parts, number in read_rows(name)} if exists(name) else {}


def _classed(plain: str, language: str) -> tuple[str, _Features]:
    """Give the parts of speech that a word is listed under, and the larger and smaller clusters that it is in."""
    parts, number = _classes(language).get(plain, ("?", 0))
    return parts, tuple([f"C{size}={number & mask}" for size, mask in _BITS]) if number else ("C4=", "C6=", "C8=")


@lru_cache(maxsize=1 << 14)
def _lemma(plain: str, language: str) -> str:
    """Give the ending of the dictionary's lemma, "=" for a word that is its own, "?" for none."""
    if not plain or lemmas.entry(plain, language) is None:
        return "?"
    lemma = lemmas.listed(plain, language)
    return "=" if lemma == plain else lemma[-3:]


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
