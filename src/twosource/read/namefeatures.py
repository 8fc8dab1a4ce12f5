"""What the names model sees of each word: itself, its neighbours, lists, and its other places in the article.

A word is described by *parts*: short tuples that name a kind of description and what it is made of. ``expand`` turns
a part into names of features. As a part occurs again and again, it is expanded once and kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from msgspec import Struct

from twosource.model import Token
from twosource.read import nametables
from twosource.read.namespans import Run, is_initial, runs
from twosource.read.tagging import case_of
from twosource.resources import read_bytes
from twosource.text import fold

Part = tuple[str, ...]

_LONGEST = 20  # letters of a word that its shape is made of
_FREQUENT_PART = 1200
_MOST_WORDS = 8  # of a listed name
_SOON = 4  # words in which a listed name has a capital
_MOST_PLACES = 12  # of one word in an article
_LANGUAGES = ("en", "es", "de")
_BITS = ((4, 15), (6, 63), (8, 255))  # of a path in a tree of clusters, its first steps in the lowest


DISTANCES = (-2, -1, 0, 1, 2)
"""The places, from a word's own, whose words describe it."""


class Description(Struct, frozen=True):
    """A word, the parts that describe its place, and those that its form has in common with its other places."""

    word: Part
    parts: tuple[Part, ...]
    shared: tuple[Part, ...]


def describe(rows: Sequence[Sequence[Token]], marks: Sequence[Marks], language: str) -> list[list[Description]]:
    """Describe every word of an article, sentence by sentence."""
    known = _known(row for row, mark in zip(rows, marks, strict=True) if not mark.loud)
    places = _places(rows, language)
    return [
        [
            Description((language, token.text, token.lemma, token.pos), parts, places.get(_form(token), ()))
            for token, parts in zip(row, _standing_in(row, known, mark), strict=True)
        ]
        for row, mark in zip(rows, marks, strict=True)
    ]


class Marks(Struct, frozen=True):
    """The runs of a sentence that the rules take for names; ``loud``: its capitals tell nothing."""

    runs: tuple[Run, ...]
    loud: bool


def marks(row: Sequence[Token], language: str) -> Marks:
    """Mark a sentence."""
    loud = case_of([token.text for token in row]) != "plain"
    return Marks(tuple(runs(row, nametables.words(language), shouted=loud)), loud)


def around(word: Part | None, distance: int) -> Part:
    """Give the part by which a word, ``None`` beyond the ends of the sentence, describes the one it is near."""
    if word is None:
        return ("edge", str(distance))
    return ("own", *word) if not distance else ("near" if abs(distance) == 1 else "far", str(distance), *word)


def features(sentence: Sequence[Description]) -> list[list[str]]:
    """Give the features of the words of a sentence: what the model is trained on."""
    found = []
    for at, one in enumerate(sentence):
        near = [
            around(sentence[at + distance].word if 0 <= at + distance < len(sentence) else None, distance)
            for distance in DISTANCES
        ]
        own = chain.from_iterable(map(expand, (*near, *one.parts)))
        found.append([*own, *dict.fromkeys(chain.from_iterable(map(expand, one.shared)))])
    return found


class _Known(Struct, frozen=True):
    """The words that the article has in small letters, and with a capital inside a sentence."""

    small: frozenset[str]
    capital: frozenset[str]


def _known(rows: Iterable[Sequence[Token]]) -> _Known:
    small: set[str] = set()
    capital: set[str] = set()
    for row in rows:
        small.update(token.text for token in row if token.text.islower())
        capital.update(t.text for at, t in enumerate(row) if t.text[0].isupper() and not is_initial(row, at))
    return _Known(frozenset(small), frozenset(capital))


def _form(token: Token) -> str:
    return token.text.lower() if token.text[0].isupper() and len(token.text) > 1 else ""


def _places(rows: Sequence[Sequence[Token]], language: str) -> Mapping[str, tuple[Part, ...]]:
    """Give the company of each capitalised word that stands in several places of the article."""
    found: dict[str, list[tuple[Part, ...]]] = defaultdict(list)
    for row in rows:
        for at, token in enumerate(row):
            if form := _form(token):
                found[form].append(tuple(_company(row, at, language)))
    return {
        form: tuple(dict.fromkeys(part for place in places[:_MOST_PLACES] for part in place))
        for form, places in found.items()
        if len(places) > 1
    }


def _company(row: Sequence[Token], at: int, language: str) -> Iterator[Part]:
    for distance in (-2, -1, 1, 2):
        if 0 <= at + distance < len(row):
            token = row[at + distance]
            yield ("seen", str(distance), language, token.text, token.lemma)
    yield ("as", row[at].pos)
    if at and (_rank(row[at - 1].text) or (row[at - 1].text[0].isupper() and not is_initial(row, at - 1))):
        yield ("follows",)


def _standing_in(row: Sequence[Token], known: _Known, mark: Marks) -> Iterator[tuple[Part, ...]]:
    """Describe the places of the words of one sentence."""
    last = len(row) - 1
    lists = ["", "", *_lists(row), "", ""]
    candidates = _candidates(len(row), mark.runs)
    for at, token in enumerate(row):
        parts: list[Part] = [
            ("lists", *lists[at : at + 5]),
            ("run", candidates[at], candidates[at + 1] if at < last else "$"),
        ]
        if token.text[0].isupper():
            before, behind = row[at - 1].text if at else "^", row[at + 1].text if at < last else "$"
            parts.append(("capital", before, token.text, behind))
            parts.append(("place", *_standing(row, at, known), "loud" if mark.loud else ""))
        yield tuple(parts)


def _standing(row: Sequence[Token], at: int, known: _Known) -> tuple[str, str, str, str]:
    """Tell what the capital of a word may be due to."""
    text = row[at].text
    return (
        "first" if is_initial(row, at) else "inside",
        row[at].pos,
        "small" if text.lower() in known.small else "",
        "capital" if text in known.capital else "",
    )


def _candidates(length: int, found: Sequence[Run]) -> list[str]:
    """Mark the first and the further words of the runs that the rules take for names."""
    signs = ["O"] * length
    for run in found:
        signs[run.first : run.last] = ["B", *"I" * (run.last - run.first - 1)]
    return signs


def _lists(row: Sequence[Token]) -> list[str]:
    """Mark the words of listed names, the longest first, with the lists that have them; "" for the others."""
    signs = [""] * len(row)
    capital = [token.text[0].isupper() or token.text[0].isdigit() for token in row]
    reach, at = nametables.reach(), 0
    while at < len(row):
        room = reach.get(_opening(row[at].text), 0) if any(capital[at : at + _SOON]) else 0
        last, held = _longest(row, at, room) if room else (at, "")
        for place in range(at, last):
            signs[place] = f"{'B' if place == at else 'I'}{'1' if last == at + 1 else '+'}|{held}"
        at = max(last, at + 1)
    return signs


def _longest(row: Sequence[Token], at: int, room: int) -> tuple[int, str]:
    """Give the end of the longest listed name of at most ``room`` letters that starts here, and its lists."""
    lists, name, capital, best = nametables.lists(), "", False, (at, "")
    for place in range(at, min(len(row), at + _MOST_WORDS)):
        text = row[place].text
        key = nametables.key(text)
        name += key if not name or name[-1] == "'" else " " + key
        capital = capital or not text.islower()
        if len(name) > room:
            break
        held = lists.get(name)
        if held and capital and (text[-1].isalnum() or text[-1] == "."):
            best = (place + 1, held)
    return best


@lru_cache(maxsize=1 << 15)
def _opening(text: str) -> str:
    return nametables.key(text).split(" ")[0].split("'")[0]


# ------------------------------------------------------------------------------------------ features


def expand(part: Part) -> tuple[str, ...]:
    """Give the features that a part stands for."""
    return tuple(_KINDS[part[0]](*part[1:]))


def _own(language: str, text: str, lemma: str, pos: str) -> Iterator[str]:
    plain, shape = text.lower(), _shape(text)
    yield from ("b", f"w={plain}", f"l={lemma}", f"s={shape}", f"pos={pos}", f"pos|s={pos}|{shape}", f"p3={plain[:3]}")
    yield from (f"{size}={plain[-size:]}" for size in (2, 3, 4))
    yield f"L={min(len(plain), 8)}|{shape[:2]}"
    if text[0].isupper():
        yield from (f"c3={plain[-3:]}", f"c4={plain[:4]}", f"cw={plain}", f"part={_rank(text)}")
    yield from (f"c={word_class}" for word_class in _classes(language, text, lemma))
    yield from (f"k:{cluster}" for cluster in _clusters(text))


def _near(distance: str, language: str, text: str, lemma: str, pos: str) -> Iterator[str]:
    shape = _shape(text)
    found = [f"w={text.lower()}", f"pos={pos}|{shape[:2]}", f"s={shape}", f"l={lemma}"]
    if text[0].isupper():
        found.append(f"part={_rank(text)}")
    found += [f"c={word_class}" for word_class in _classes(language, text, lemma)]
    found += [f"k:{cluster}" for cluster in _clusters(text)]
    return (f"{distance}:{item}" for item in found)


def _far(distance: str, language: str, text: str, lemma: str, pos: str) -> Iterator[str]:
    yield f"{distance}:w={text.lower()}"
    yield f"{distance}:pos={pos}|{_shape(text)[:2]}"
    yield from (f"{distance}:c={word_class}" for word_class in _classes(language, text, lemma))


def _edge(distance: str) -> Iterator[str]:
    yield f"{distance}:edge"


def _in_lists(*marks: str) -> Iterator[str]:
    for distance, mark in enumerate(marks, start=-2):
        if mark:
            where, held = mark.split("|", 1)
            yield from (f"{distance}:list={where}|{item}" for item in held.split(" "))
        elif not distance:
            yield "list=none"


def _run(here: str, behind: str) -> Iterator[str]:
    yield f"run={here}"
    yield f"run={here}{behind}"


def _capital(before: str, text: str, behind: str) -> Iterator[str]:
    shape, plain = _shape(text), text.lower()
    yield f"-1w|s={before.lower()}|{shape[:2]}"
    yield f"shapes={_shape(before)[:3]}|{shape}|{_shape(behind)[:3]}"
    yield f"-1w|w={before.lower()}|{plain}"
    yield f"w|+1w={plain}|{behind.lower()}"


def _place(where: str, pos: str, small: str, capital: str, loud: str) -> Iterator[str]:
    yield f"cap={where}|{pos}"
    yield from (f"{where}:{mark}" for mark in (small, capital) if mark)
    if loud:
        yield loud


def _seen(distance: str, language: str, text: str, lemma: str) -> Iterator[str]:
    if distance in {"-1", "1"}:
        yield f"d{distance}:{_shape(text)[:2]}|{_rank(text)}" if text[0].isupper() else f"d{distance}:l={lemma}"
    yield from (f"d{distance}:c={word_class}" for word_class in _classes(language, text, lemma))


def _as(pos: str) -> Iterator[str]:
    yield f"d:pos={pos}"


def _follows() -> Iterator[str]:
    yield "d:follows"


_KINDS: Mapping[str, Callable[..., Iterator[str]]] = {
    "own": _own,
    "near": _near,
    "far": _far,
    "edge": _edge,
    "lists": _in_lists,
    "run": _run,
    "capital": _capital,
    "place": _place,
    "seen": _seen,
    "as": _as,
    "follows": _follows,
}


@lru_cache(maxsize=1 << 14)
def _shape(text: str) -> str:
    """Give the kinds of signs of a word, no kind more than twice in a row: Xxx, XX, 99, Xx-Xx."""
    found = ""
    for sign in text[:_LONGEST]:
        kind = "X" if sign.isupper() else "x" if sign.isalpha() else "9" if sign.isdigit() else sign
        if found[-2:] != kind * 2:
            found += kind
    return found


@lru_cache(maxsize=1 << 14)
def _classes(language: str, text: str, lemma: str) -> tuple[str, ...]:
    """Name the classes of words around names that a word is in."""
    words, plain = nametables.words(language), text.lower().replace("’", "'")
    forms = {plain, lemma, fold(plain)}
    found = [name for name in nametables.CLASSES if not forms.isdisjoint(words.classes[name])]
    found += ["not name"] if plain in words.not_names else []
    found += ["particle"] if plain in words.particles else []
    found += ["people"] if nametables.key(text) in nametables.demonyms() else []
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _rank(text: str) -> str:
    """Tell whether a capitalised word is often, or at times, a part of a person's name."""
    if not text[0].isupper():
        return ""
    rank = nametables.name_parts().get(nametables.key(text.split("-", maxsplit=1)[0]))
    return "" if rank is None else "often" if rank < _FREQUENT_PART else "seldom"


@cache
def _table() -> Mapping[str, str]:
    """Give the clusters of capitalised words, one number for each language of ``name-clusters.tsv``."""
    lines = read_bytes("name-clusters.tsv").decode("utf-8").splitlines()
    cut = (line.partition("\t") for line in lines if line[:1] != "#")
    return {word: numbers for word, _, numbers in cut}


def _clusters(text: str) -> Iterator[str]:
    if text[0].isupper():
        held = _table().get(text) or (_table().get(text.capitalize()) if text.isupper() else None) or "0\t0\t0"
        for language, number in zip(_LANGUAGES, map(int, held.split("\t")), strict=True):
            yield f"{language}={number}"
            if number:
                yield from (f"{language}{size}={number & mask}" for size, mask in _BITS)
