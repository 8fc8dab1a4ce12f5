"""Sentences as what is compared of them when their words differ: stems, names, figures, times.

Across languages stems meet through the bilingual word list and through cognates, names through their
consonants; within one language two stems that share a translation count half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_array

from twosource.compare import bilingual, features, fingerprints, weights
from twosource.model import NARRATIVE, Language, Place, Quantity, Reading, Time
from twosource.resources import exists, read_toml, strings
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

RETOLD = NARRATIVE - {"title", "caption"}
"""Roles whose sentences are compared: what sums up or sits beside the text is alike in every report."""
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "X", "NUM", ""})
FIGURE = 3.5
CLOCK = 4.5
"""Worth, in nats, of a number and of a time of day that two sentences share."""
DAY = 3.5
"""Worth of a day, however each of them names it ("Friday", "le 9 janvier")."""
ROUND = 1.5
"""Worth of a number of which only the first digit is the same ("187", "nearly 200")."""
TENS = 20
"""Number from which a first digit tells anything."""
OFTEN = 2
"""Articles of a story up to which a term keeps its worth: the event's own words are in all of them."""
LEAST = 1.0
SYNONYM = 0.5
"""What two words of one language count that share a translation."""
PIVOTS: Mapping[str, str] = {"en": "fr"}
PIVOT = "en"

_BREAK = re.compile(r"(?<=[.!?…])[\s»”’\"]+(?=\S)|\n+")
_PRINTED = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"T(\d\d:\d\d)")


class Line(Struct, frozen=True):
    """A sentence: its place, the number of its article, and its terms with what each is worth, in nats.

    Terms are "s" stems, "n" names, "#" figures, "~" rounded figures, "t" times of day.
    """

    place: Place
    article: int
    language: Language
    terms: Mapping[str, float]

    @property
    def mass(self) -> float:
        """What the sentence is worth."""
        return sum(self.terms.values())


Cut = Callable[[Reading], Iterator[tuple[int, int]]]


class Lexicon(Struct, frozen=True):
    """By language, the lemmas of the story that one term stands for."""

    lemmas: Mapping[Language, Mapping[str, frozenset[str]]]


def lay(readings: Sequence[Reading], cut: Cut | None = None) -> tuple[list[Line], Lexicon]:
    """Lay out the told sentences of a story, or what ``cut`` gives of each article, in text order."""
    lemmas: dict[str, dict[str, set[str]]] = {}
    bare = [
        line for number, reading in enumerate(readings) for line in _lines(reading, number, lemmas, cut or sentences)
    ]
    lexicon = Lexicon({lang: {k: frozenset(v) for k, v in found.items()} for lang, found in lemmas.items()})
    return bare, lexicon


def faded(laid: Sequence[Line]) -> list[Line]:
    """Take from terms what they lose by being in many articles of the story: its event's own words.

    The same sentence counts for the first article alone, so that a copy takes nothing from its words.
    """
    held: dict[str, set[int]] = {}
    first: dict[frozenset[str], int] = {}
    for line in laid:
        article = first.setdefault(frozenset(line.terms), line.article)
        for term in line.terms:
            held.setdefault(term, set()).add(article)
    return [_faded(line, held) for line in laid]


def _faded(line: Line, held: Mapping[str, set[int]]) -> Line:
    terms = {term: worth / (1 + np.log(max(1.0, len(held[term]) / OFTEN))) for term, worth in line.terms.items()}
    kept = {term: float(worth) for term, worth in terms.items() if worth >= LEAST}
    return Line(line.place, line.article, line.language, kept)


def _lines(reading: Reading, number: int, lemmas: dict[str, dict[str, set[str]]], cut: Cut) -> Iterator[Line]:
    found = lemmas.setdefault(reading.article.language, {})
    roots = _lemmas(reading)
    named = _named(reading)
    for start, end in cut(reading):
        terms = dict(_words(reading, (start, end), roots, named, found))
        terms |= dict((*_figures(reading, start, end), *_clocks(reading, start, end)))
        yield Line(Place(reading.article.id, start, end), number, reading.article.language, terms)


def sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """Give the sentences that an article tells."""
    if reading.layers.sentences is not None:
        yield from ((s.start, s.end) for s in reading.layers.sentences if s.role in RETOLD)
        return
    text = reading.article.text
    for span in fingerprints.told(reading):
        yield from broken(text, span.start, span.end)


def broken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Break a stretch of text at the ends of sentences, by punctuation alone."""
    for mark in _BREAK.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def bounds(pile: fingerprints.Pile, readings: Sequence[Reading]) -> fingerprints.Ints:
    """Give the words of a pile at which its sentences begin, and where the last one ends."""
    firsts: list[int] = []
    for number, reading in enumerate(readings):
        low, high = pile.bounds[number], pile.bounds[number + 1]
        firsts.append(int(low))
        cuts = [start for span in fingerprints.told(reading) for start in _begins(reading, span.start, span.end)]
        firsts.extend((low + np.searchsorted(pile.starts[low:high], cuts)).tolist())
    return np.unique(np.array([*firsts, len(pile.codes)], dtype=np.int64))


def _begins(reading: Reading, start: int, end: int) -> Iterator[int]:
    if reading.layers.sentences is None:
        yield from (begin for begin, _ in broken(reading.article.text, start, end))
    else:
        yield start
        yield from (s.start for s in reading.layers.sentences if start <= s.start < end)


def _lemmas(reading: Reading) -> Mapping[int, str | None]:
    """Give the lemma of the word at an offset, accents and all; none for words that carry no content."""
    return {token.start: token.lemma.lower() if token.pos in CONTENT else None for token in reading.layers.tokens or ()}


def _named(reading: Reading) -> AbstractSet[str]:
    """Give the words of the names of an article, folded: a sentence may begin with one."""
    return {fold(word) for mention in reading.layers.mentions or () for word in WORD.findall(mention.name)}


def _words(
    reading: Reading,
    stretch: tuple[int, int],
    roots: Mapping[int, str | None],
    named: AbstractSet[str],
    lemmas: dict[str, set[str]],
) -> Iterator[tuple[str, float]]:
    text, language = reading.article.text, reading.article.language
    days = _inside([time for time in reading.layers.times or () if _is_day(time)], *stretch)
    for match in WORD.finditer(text, *stretch):
        printed = match.group()
        worth = weights.worth(printed, language)
        if printed[0].isdigit() or printed.lower() in _titles(language) or _is_held(match.start(), days):
            continue
        capital = printed[0].isupper()
        if capital and (fold(printed) in named or fingerprints.is_name(text, printed, match.start())):
            bones = weights.skeleton(printed)
            if len(bones) > 1:
                lemmas.setdefault("n" + bones, set()).add(printed.lower())
                yield "n" + bones, worth
            continue
        root = roots.get(match.start(), printed.lower())
        if root:
            stem = "s" + fold(root)[: features.STEM]
            lemmas.setdefault(stem, set()).add(root)
            yield stem, worth


@cache
def _titles(language: Language) -> AbstractSet[str]:
    """Give the titles of a language that say nothing of whoever has them ("Mr", "Mme")."""
    name = f"cues-{language}.toml"
    return frozenset(strings(read_toml(name), "roles.titles")) if exists(name) else frozenset()


def _inside(found: Sequence[Quantity] | Sequence[Time], start: int, end: int) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found if start <= one.start < end]


def _is_held(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _figures(reading: Reading, start: int, end: int) -> Iterator[tuple[str, float]]:
    inside = [q for q in reading.layers.quantities or () if start <= q.start and q.end <= end]
    for quantity in inside:
        if quantity.low is not None and quantity.low == quantity.high:
            yield f"#{quantity.low:g}", FIGURE
        middle = _middle(quantity)
        if middle >= TENS:
            yield f"~{float(f'{middle:.0e}'):g}", ROUND
    read = _inside(reading.layers.quantities or (), start, end) + _inside(reading.layers.times or (), start, end)
    for match in _PRINTED.finditer(reading.article.text, start, end):
        if not _is_held(match.start(), read):
            yield f"#{_value(match.group()):g}", FIGURE


def _value(printed: str) -> float:
    """Give the value of a number in figures: one separator before three of them sets thousands apart."""
    whole = _THOUSANDS.fullmatch(printed) is not None
    return float(re.sub(r"\D", "", printed) if whole else printed.replace(",", "."))


def _middle(quantity: Quantity) -> float:
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _clocks(reading: Reading, start: int, end: int) -> Iterator[tuple[str, float]]:
    for time in reading.layers.times or ():
        if start <= time.start and time.end <= end:
            yield from _clock(time)


def _clock(time: Time) -> Iterator[tuple[str, float]]:
    told = _CLOCK.search(time.value)
    if told is not None:
        yield "t" + told.group(1), CLOCK
    elif _is_day(time):
        yield "t" + time.value[:10], DAY
    elif time.type == "date" and time.value.isdigit():
        yield "t" + time.value, FIGURE


def _is_day(time: Time) -> bool:
    return _DAY.match(time.value) is not None


# ---------------------------------------------------------------------------- two languages


def shared(left: Sequence[Line], right: Sequence[Line], lexicon: Lexicon, kinds: str) -> csr_array:
    """Give what every sentence of one language shares with every one of another, or of the same, in nats.

    Terms of some ``kinds`` only. Each term counts once, for the worth it has on the side where it has less.
    """
    terms_left, terms_right = _vocabulary(left, kinds), _vocabulary(right, kinds)
    if not terms_left or not terms_right:
        return csr_array((len(left), len(right)))
    languages = left[0].language, right[0].language
    table = _table(terms_left, terms_right, languages, lexicon)
    there = _supported(_rows(left, terms_left, worth=False), table)
    back = _supported(_rows(right, terms_right, worth=False), csr_array(table.T))
    forth = there @ _rows(right, terms_right, worth=True).T
    return csr_array(forth.minimum((back @ _rows(left, terms_left, worth=True).T).T))


def _vocabulary(lines: Sequence[Line], kinds: str) -> dict[str, int]:
    terms = sorted({term for line in lines for term in line.terms if term[0] in kinds})
    return {term: number for number, term in enumerate(terms)}


def _rows(lines: Sequence[Line], index: Mapping[str, int], *, worth: bool) -> csr_array:
    cells = [
        (number, index[term], value if worth else 1.0)
        for number, line in enumerate(lines)
        for term, value in line.terms.items()
        if term in index
    ]
    return _sparse(cells, (len(lines), len(index)))


def _sparse(cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_array:
    rows = np.array([cell[0] for cell in cells], dtype=np.int64)
    columns = np.array([cell[1] for cell in cells], dtype=np.int64)
    return csr_array((np.array([cell[2] for cell in cells], dtype=np.float64), (rows, columns)), shape=shape)


def _supported(rows: csr_array, table: csr_array) -> csr_array:
    """Give which terms of the other side each sentence supports, and how far, at most wholly."""
    found = csr_array(rows @ table)
    found.data = np.minimum(found.data, 1.0)
    return found


def _table(
    left: Mapping[str, int], right: Mapping[str, int], languages: tuple[Language, Language], lexicon: Lexicon
) -> csr_array:
    """Say which terms mean one thing: the same ones, translations, and synonyms at ``SYNONYM``.

    A word of a name may be a word of the other language ("Interior Ministry").
    """
    same = languages[0] == languages[1]
    cells: dict[tuple[int, int], float] = {}
    for term, row in left.items():
        for other in _akin(term, languages, lexicon) if not same or term[0] == "s" else ():
            if other in right:
                cells[row, right[other]] = SYNONYM if same else 1.0
        if term in right and (same or term[0] != "s" or len(term) > features.LONG):
            cells[row, right[term]] = 1.0
    for term, column in right.items() if not same else ():
        for other in _akin(term, languages[::-1], lexicon) if term[0] == "n" else ():
            if other in left:
                cells[left[other], column] = 1.0
    return _sparse([(row, column, value) for (row, column), value in sorted(cells.items())], _shape(left, right))


def _shape(left: Mapping[str, int], right: Mapping[str, int]) -> tuple[int, int]:
    return len(left), len(right)


def _akin(term: str, languages: tuple[Language, Language], lexicon: Lexicon) -> set[str]:
    """Give the stems that a term translates to, or shares an English translation with."""
    source, target = languages
    found: set[str] = set()
    for lemma in lexicon.lemmas.get(source, {}).get(term, frozenset()):
        found |= _meanings(lemma, source, target)
    return found - {term}


@lru_cache(maxsize=1 << 15)
def _meanings(lemma: str, source: Language, target: Language) -> frozenset[str]:
    """Give the stems that a lemma translates to; where neither language is English, or both, by way of a third one."""
    if PIVOT in (source, target) and source != target:
        found = set(bilingual.of_news(lemma, source, target))
    else:
        pivot = PIVOTS.get(source, PIVOT)
        across = bilingual.translations(lemma, source, pivot)
        found = {back for word in across for back in bilingual.translations(word, pivot, target)}
    return frozenset("s" + fold(other)[: features.STEM] for other in found)
