"""What the names model sees of each word: itself, its neighbours, lists, and its other places in the article.

A word is described by itself, to its own place and to those near it (``items``), and by *parts*: short tuples that
name a kind of description and what it is made of. ``expand`` turns a part into names of features. As words and parts
occur again and again, they are expanded once and kept.
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

_SIGNS: Mapping[str, int] = {f"{distance}:": place for place, distance in enumerate(DISTANCES) if distance}
_OWN = DISTANCES.index(0)
NOTHING: Part = ("standing", "", "", "", "", "", "O", "O")


class Description(Struct, frozen=True, gc=False):
    """A word, the parts that describe its place, and those that its form has in common with its other places.

    ``capital``: what is told of a word with a capital only.
    """

    word: Part
    standing: Part
    capital: Part | None
    shared: tuple[Part, ...]


def describe(rows: Sequence[Sequence[Token]], marks: Sequence[Marks], language: str) -> list[list[Description]]:
    """Describe every word of an article, sentence by sentence."""
    forms = [[_form(token.text) for token in row] for row in rows]
    known = _known([row for row, mark in zip(rows, marks, strict=True) if not mark.loud])
    places = _places(rows, forms, language)
    return [
        [
            Description((language, token.text, token.lemma, token.pos), standing, capital, places.get(form, ()))
            for token, standing, capital, form in zip(
                row, _standing_in(row, mark), _capitals(row, known, loud=mark.loud), held, strict=True
            )
        ]
        for row, held, mark in zip(rows, forms, marks, strict=True)
    ]


class Marks(Struct, frozen=True):
    """The runs of a sentence that the rules take for names; ``loud``: its capitals tell nothing."""

    runs: tuple[Run, ...]
    loud: bool


def marks(row: Sequence[Token], language: str) -> Marks:
    """Mark a sentence."""
    loud = case_of([token.text for token in row]) != "plain"
    return Marks(tuple(runs(row, nametables.words(language), shouted=loud)), loud)


def features(sentence: Sequence[Description]) -> list[list[str]]:
    """Give the features of the words of a sentence: what the model is trained on."""
    return [
        [
            *(item for distance in DISTANCES for item in _seen_at(sentence, at, distance)),
            *chain.from_iterable(expand(part) for part in (one.standing, one.capital) if part),
            *dict.fromkeys(chain.from_iterable(map(expand, one.shared))),
        ]
        for at, one in enumerate(sentence)
    ]


def _seen_at(sentence: Sequence[Description], at: int, distance: int) -> Iterator[str]:
    """Give the features by which a word, or the end of the sentence, describes one near it."""
    inside = 0 <= at + distance < len(sentence)
    items = _of_word(*sentence[at + distance].word)[abs(distance)] if inside else _EDGE
    return (f"{distance}:{item}" if distance else item for item in items)


def items(word: Part | None) -> Iterable[str]:
    """Give what is seen of a word from any distance, each once; of ``None``, what is seen beyond a sentence's ends."""
    return _EDGE if word is None else dict.fromkeys(chain.from_iterable(_of_word(*word)))


def place_of(feature: str) -> tuple[int, str]:
    """Tell from which of ``DISTANCES`` a feature sees a word, and what it sees."""
    sign = feature[: feature.find(":") + 1]
    return (_SIGNS[sign], feature[len(sign) :]) if sign in _SIGNS else (_OWN, feature)


class _Known(Struct, frozen=True):
    """The words that the article has in small letters, and with a capital inside a sentence."""

    small: frozenset[str]
    capital: frozenset[str]


def _known(rows: Sequence[Sequence[Token]]) -> _Known:
    small: set[str] = set()
    capital: set[str] = set()
    for row in rows:
        texts = [token.text for token in row]
        small.update(filter(str.islower, texts))
        capital.update(text for at, text in enumerate(texts) if text[0].isupper() and not is_initial(row, at))
    return _Known(frozenset(small), frozenset(capital))


@lru_cache(maxsize=1 << 14)
def _form(text: str) -> str:
    return text.lower() if text[0].isupper() and len(text) > 1 else ""


def _places(
    rows: Sequence[Sequence[Token]], forms: Sequence[Sequence[str]], language: str
) -> Mapping[str, tuple[Part, ...]]:
    """Give the company of each capitalised word that stands in several places of the article."""
    found: dict[str, list[tuple[Sequence[Token], int]]] = defaultdict(list)
    for row, held in zip(rows, forms, strict=True):
        for at, form in enumerate(held):
            if form:
                found[form].append((row, at))
    return {
        form: tuple(dict.fromkeys(part for row, at in places[:_MOST_PLACES] for part in _company(row, at, language)))
        for form, places in found.items()
        if len(places) > 1
    }


def _company(row: Sequence[Token], at: int, language: str) -> list[Part]:
    found: list[Part] = []
    for place in (at - 2, at - 1, at + 1, at + 2):
        if 0 <= place < len(row):
            token = row[place]
            found.append(("seen", str(place - at), language, token.text, token.lemma))
    found.append(("as", row[at].pos))
    if at and (_rank(row[at - 1].text) or (row[at - 1].text[0].isupper() and not is_initial(row, at - 1))):
        found.append(("follows",))
    return found


def _standing_in(row: Sequence[Token], mark: Marks) -> list[Part]:
    """Describe the places of the words of one sentence: most are in no list, and no candidate."""
    lists = ["", "", *_lists(row), "", ""]
    candidates = [*_candidates(len(row), mark.runs), "$"]
    told = {at for place, held in enumerate(lists) if held for at in range(place - 4, place + 1)}
    told.update(at for run in mark.runs for at in range(run.first - 1, run.last))
    told.add(len(row) - 1)
    found = [NOTHING] * len(row)
    for at in told:
        if 0 <= at < len(row):
            found[at] = ("standing", *lists[at : at + 5], candidates[at], candidates[at + 1])
    return found


def _capitals(row: Sequence[Token], known: _Known, *, loud: bool) -> list[Part | None]:
    """Describe the places of the words with a capital."""
    found: list[Part | None] = [None] * len(row)
    for at, text in enumerate([token.text for token in row]):
        if text[0].isupper():
            before, behind = row[at - 1].text if at else "^", row[at + 1].text if at + 1 < len(row) else "$"
            found[at] = ("capital", before, text, behind, *_standing(row, at, known), "loud" if loud else "")
    return found


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
    texts = [token.text for token in row]
    capital = [text[0].isupper() or text[0].isdigit() for text in texts]
    done = 0
    for at, text in enumerate(texts):
        if at < done or not (room := _room(text)) or True not in capital[at : at + _SOON]:
            continue
        done, held = _longest(texts, at, room)
        for place in range(at, done):
            signs[place] = f"{'B' if place == at else 'I'}{'1' if done == at + 1 else '+'}|{held}"
    return signs


def _longest(texts: Sequence[str], at: int, room: int) -> tuple[int, str]:
    """Give the end of the longest listed name of at most ``room`` letters that starts here, and its lists."""
    lists, openings, name, capital, best = nametables.lists(), nametables.openings(), "", False, (at, "")
    for place in range(at, min(len(texts), at + _MOST_WORDS)):
        text = texts[place]
        key = nametables.key(text)
        name += key if not name or name[-1] == "'" else " " + key
        capital = capital or not text.islower()
        held = lists.get(name)
        if held and capital and (text[-1].isalnum() or text[-1] == "."):
            best = (place + 1, held)
        if len(name) >= room or (not held and name not in openings):
            break
    return best


@lru_cache(maxsize=1 << 15)
def _room(text: str) -> int:
    """Give the letters of the longest listed name that starts with a word, 0 for none."""
    return nametables.reach().get(nametables.key(text).split(" ")[0].split("'")[0], 0)


# ------------------------------------------------------------------------------------------ features


def expand(part: Part) -> tuple[str, ...]:
    """Give the features that a part stands for."""
    return tuple(_KINDS[part[0]](*part[1:]))


_EDGE = ("edge",)


def _of_word(language: str, text: str, lemma: str, pos: str) -> tuple[list[str], list[str], list[str]]:
    """Give what is seen of a word from its own place, from beside it, and from further off."""
    plain, shape = text.lower(), _shape(text)
    classes = [f"c={name}" for name in _classes(language, text, lemma)]
    parts, clusters = ([f"part={_rank(text)}"], _clusters(text)) if text[0].isupper() else ([], [])
    word, root, form, tag = f"w={plain}", f"l={lemma}", f"s={shape}", f"pos={pos}|{shape[:2]}"
    own = ["b", word, root, form, f"pos={pos}", f"pos|s={pos}|{shape}", f"p3={plain[:3]}"]
    own += [f"2={plain[-2:]}", f"3={plain[-3:]}", f"4={plain[-4:]}", f"L={min(len(plain), 8)}|{shape[:2]}"]
    own += [f"c3={plain[-3:]}", f"c4={plain[:4]}", f"cw={plain}"] if parts else []
    shared = [*parts, *classes, *clusters]
    return own + shared, [word, tag, form, root, *shared], [word, tag, *classes]


def _place_in_sentence(*told: str) -> Iterator[str]:
    yield from _in_lists(*told[:-2])
    here, behind = told[-2:]
    yield f"run={here}"
    yield f"run={here}{behind}"


def _in_lists(*marks: str) -> Iterator[str]:
    for distance, mark in enumerate(marks, start=-2):
        if mark:
            where, held = mark.split("|", 1)
            yield from (f"{distance}:list={where}|{item}" for item in held.split(" "))
        elif not distance:
            yield "list=none"


def _capital(before: str, text: str, behind: str, *place: str) -> Iterator[str]:
    shape, plain = _shape(text), text.lower()
    yield f"-1w|s={before.lower()}|{shape[:2]}"
    yield f"shapes={_shape(before)[:3]}|{shape}|{_shape(behind)[:3]}"
    yield f"-1w|w={before.lower()}|{plain}"
    yield f"w|+1w={plain}|{behind.lower()}"
    yield from _place(*place)


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
    "standing": _place_in_sentence,
    "capital": _capital,
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
    words, classed, plain = nametables.words(language), nametables.classed(language), text.lower().replace("’", "'")
    held = {name for form in (plain, lemma, fold(plain)) for name in classed.get(form, ())}
    found = [name for name in nametables.CLASSES if name in held] if held else []
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


def _clusters(text: str) -> list[str]:
    """Give the clusters of a capitalised word in each language, and of what they are parts."""
    held = _table().get(text) or (_table().get(text.capitalize()) if text.isupper() else None) or "0\t0\t0"
    return [item for pair in zip(_LANGUAGES, held.split("\t"), strict=True) for item in _cluster(*pair)]


@lru_cache(maxsize=1 << 13)
def _cluster(language: str, name: str) -> tuple[str, ...]:
    number = int(name)
    parts = [f"k:{language}{size}={number & mask}" for size, mask in _BITS] if number else []
    return (f"k:{language}={number}", *parts)
