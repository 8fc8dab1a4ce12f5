"""Numbers in running text, in figures and in words, as intervals.

A language is one file ``resources/numerals-<language>.toml``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from twosource import resources
from twosource.resources import Table, TomlValue
from twosource.text import fold

ROUND_DOWN, ROUND_UP = 0.8, 1.3
"""What a small loose collective spans: "une dizaine" is 8 to 13, "a dozen" 10 to 15."""
HALF = "+half"
"""Stands for "and a half" among the words of a number."""
LONGEST = 4
"""Words of the longest number word."""
SMALL = 12
TENTHS = 10
_GRAIN = 1000
"""Steps of a thousandth are the finest that a rounded number is read to."""

_PARTS: Final = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
"""Signs of a fraction after figures."""
_SIGNS = "".join(_PARTS)
_LINKERS = ("de", "of")
"""What may stand before a larger number word ("dizaines de milliers"), where a language lists nothing."""
_LETTER = rf"[^\W\d_{_SIGNS}]"
_WORD = re.compile(rf"\d+\s\d/\d+|(?:\d[\d.,\s]*\d|\d)[{_SIGNS}]?|[{_SIGNS}]|{_LETTER}+")


def slack(number: float) -> float:
    """Give how far from ``number`` its "about" reaches: a tenth, at most half the step it is rounded to.

    The step is the largest 1 or 5 times a power of ten that divides it (60: 10, 200: 100, 3.5: 0.5), as
    round numbers are heard (Krifka 2007).
    """
    grains, step = round(number * _GRAIN), 1
    while 0 < grains < 10**18 and grains % (step * 10) == 0:
        step *= 10
    if grains % (step * 5) == 0:
        step *= 5
    return min(number / TENTHS, step / (2 * _GRAIN))


class Numeral(Struct, frozen=True):
    """A number in a text: it lies in ``[low, high]``. ``article`` marks "un", "a", "one" standing alone."""

    start: int
    end: int
    low: float
    high: float
    article: bool = False


class Grammar(Struct, frozen=True):
    """The number words of one language, ready for use. Keys are folded."""

    words: Mapping[str, float]
    multipliers: Mapping[str, float]
    collectives: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    half: re.Pattern[str]
    joiners: tuple[str, ...]
    articles: tuple[str, ...]
    teens_after: tuple[float, ...]
    decimal: str
    pattern: str
    run: re.Pattern[str]
    first: re.Pattern[str]


@cache
def knows(language: str) -> bool:
    """Tell whether there are number words for ``language``."""
    return language.isalpha() and resources.exists(f"numerals-{language}.toml")


@cache
def grammar(language: str) -> Grammar:
    """Read the number words of ``language``.

    Raises:
        ResourceError: where there is no file for it.
    """
    table = resources.read_toml(f"numerals-{language}.toml")
    words, multipliers = _numbers(table, "words"), _numbers(table, "multipliers")
    collectives, vague = _numbers(table, "collectives"), _ranges(table)
    decimal = resources.strings(table, "decimal")[0]
    spelled = [*words, *multipliers, *collectives, *vague]
    joiners = (*resources.strings(table, "joiners"), *(resources.strings(table, "linkers") or _LINKERS))
    halves = resources.strings(table, "halves.words")
    shape = _Shape(
        between="".join(re.escape(sign) for sign in resources.strings(table, "group")),
        decimal=decimal,
        joiners=joiners,
        halves=halves,
    )
    pattern = _pattern(shape, spelled, set(resources.strings(table, "only_first")))
    return Grammar(
        words=words,
        multipliers=multipliers,
        collectives=collectives,
        vague={_key(word, joiners): span for word, span in vague.items()},
        half=re.compile(_any(list(halves)), re.IGNORECASE),
        joiners=joiners,
        articles=resources.strings(table, "articles"),
        teens_after=tuple(float(item) for item in resources.strings(table, "teens_after")),
        decimal=decimal,
        pattern=pattern,
        run=re.compile(pattern, re.IGNORECASE),
        first=re.compile(_firsts(spelled)),
    )


def find(text: str, start: int, end: int, language: str) -> tuple[Numeral, ...]:
    """Find the cardinal numbers of ``text[start:end]``, in order; none for a language without a file."""
    if not knows(language):
        return ()
    known = grammar(language)
    found: list[Numeral] = []
    done = start
    for first in known.first.finditer(text, start, end):
        run = known.run.match(text, first.start(), end) if first.start() >= done else None
        if run is not None:
            done = run.end()
            found.extend(_placed(one, run.start()) for one in _of_run(run[0], language))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _of_run(run: str, language: str) -> tuple[Numeral, ...]:
    """Read a run of figures and number words by itself."""
    return tuple(_read(run, 0, len(run), grammar(language)))


def _placed(one: Numeral, at: int) -> Numeral:
    return Numeral(one.start + at, one.end + at, one.low, one.high, one.article)


def scale(text: str, start: int, end: int, language: str) -> float:
    """Give the large number word that a numeral ends with ("50 millions"), 1 where it ends with none."""
    known = grammar(language)
    last = fold(text[start:end].rsplit(maxsplit=1)[-1]) if text[start:end].split() else ""
    by = known.multipliers.get(last, 1.0)
    return by if by >= _GRAIN else 1.0


def parse(phrase: str, language: str) -> tuple[float, float] | None:
    """Give the interval of a phrase that is one number and nothing else."""
    found = find(phrase, 0, len(phrase), language)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(phrase)):
        return None
    return found[0].low, found[0].high


# ------------------------------------------------------------------------- the table


def _key(word: str, joiners: tuple[str, ...]) -> str:
    """Give the form under which a number word of several words is looked up: folded, without joiners."""
    return " ".join(part for part in re.split(r"[ -]", fold(word)) if part not in joiners)


def _numbers(table: Table, key: str) -> dict[str, float]:
    section = table.get(key, {})
    assert isinstance(section, Mapping)  # noqa: S101 - the shape of a shipped table
    return {word: float(str(value)) for word, value in section.items()}


def _ranges(table: Table) -> dict[str, tuple[float, float]]:
    section = table.get("vague", {})
    assert isinstance(section, Mapping)  # noqa: S101 - the shape of a shipped table
    return {word: _pair(value) for word, value in section.items()}


def _pair(value: TomlValue) -> tuple[float, float]:
    low, high = (float(str(item)) for item in value) if isinstance(value, list) else (0.0, 0.0)
    return low, high


class _Shape(Struct, frozen=True):
    """How figures and words are put together in one language."""

    between: str
    decimal: str
    joiners: tuple[str, ...]
    halves: tuple[str, ...]


def _pattern(shape: _Shape, words: list[str], only_first: set[str]) -> str:
    """Build the expression that finds a run of figures and number words."""
    figures = (
        rf"(?:\d+\s[1-9]/[2-9](?!\d)|[{_SIGNS}]|(?:\d{{1,3}}(?:[{shape.between}]\d{{3}})+(?!\d)|\d+)"
        rf"(?:[{shape.decimal}.]\d+|[{_SIGNS}])?)"
        r"(?!(?!(?:bn|km|kg|cm|mm|m|ft|mph|k)\b)\w|[.,:/]\d|-[^\W\d])"
    )
    first = rf"(?:{_any(words)})(?!\w)"
    later = rf"(?:{_any([word for word in words if word not in only_first])})(?!\w)"
    joiner = rf"(?:\s(?:{_any(list(shape.joiners))}))?"
    half = rf"(?:\s(?:{_any(list(shape.halves))})(?!\w))".replace("\\ ", r"\s")
    return rf"(?:{figures}(?:bn\b)?|{first})(?:(?!{half}){joiner}[\s-]{{1,2}}{later})*(?:{half}(?:\s{later})?)?"


def _firsts(words: list[str]) -> str:
    """Build the expression of what a number may begin with, in each case that is met: figures, signs, number words.

    Words are sorted by their first letters, so that most other words are told apart by one.
    """
    heads = {re.split(r"[ -]", word)[0] for word in words}
    tails: dict[str, set[str]] = {}
    for form in (form for word in heads for form in (word, word.capitalize(), word.upper())):
        tails.setdefault(form[0], set()).add(re.escape(form[1:]))
    spelled = "|".join(f"{letter}(?:{'|'.join(sorted(tails[letter]))})" for letter in sorted(tails))
    return rf"(?<!\w)(?<!\w[-/])(?<!\d[.,:])(?:[{_SIGNS}\d]|(?:{spelled})(?!{_LETTER}))"


def _any(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace("\\ ", "[\\s-]") for word in sorted(set(words), key=lambda item: (-len(item), item))
    )


# ------------------------------------------------------------------------- reading a run


class _Run(Struct, frozen=True):
    """A number half read: ``done`` whole thousands, ``current`` the rest, ``place`` the last multiplier."""

    done: float = 0.0
    current: float = 0.0
    place: float = math.inf
    down: float = 1.0
    up: float = 1.0
    words: int = 0


class _Piece(Struct, frozen=True):
    start: int
    end: int
    word: str


def _read(text: str, start: int, end: int, known: Grammar) -> list[Numeral]:
    """Read a run of figures and number words: one number mostly, several where they do not add up."""
    found: list[Numeral] = []
    run, pieces = _Run(), list[_Piece]()
    for piece in _pieces(text, start, end, known):
        longer = _extend(run, piece.word, known)
        if longer is None and pieces:
            found.append(_close(run, pieces, known))
            run, pieces = _Run(), []
            longer = _extend(run, piece.word, known)
        if longer is not None:
            run, pieces = longer, [*pieces, piece]
    if pieces:
        found.append(_close(run, pieces, known))
    return found


def _pieces(text: str, start: int, end: int, known: Grammar) -> list[_Piece]:
    """Cut a run in words and figures; "et demi" is one piece, joiners are left out."""
    pieces: list[_Piece] = []
    half = known.half.search(text, start, end)
    for match in _WORD.finditer(text, start, end):
        word = match[0] if not match[0][0].isalpha() else fold(match[0])
        last = match.start() + len(match.group().rstrip())
        if half and half.start() <= match.start() < half.end():
            if last == half.end():
                pieces.append(_Piece(half.start(), last, HALF))
        elif word not in known.joiners:
            pieces.append(_Piece(match.start(), last, word))
            pieces = _merged(pieces, known)
    return pieces


def _merged(pieces: list[_Piece], known: Grammar) -> list[_Piece]:
    """Make one piece of the last ones where they are one number word ("several hundred", "half a million")."""
    for first in range(max(0, len(pieces) - LONGEST), len(pieces) - 1):
        together = " ".join(piece.word for piece in pieces[first:])
        if together in known.vague:
            return [*pieces[:first], _Piece(pieces[first].start, pieces[-1].end, together)]
    return pieces


def _extend(run: _Run, word: str, known: Grammar) -> _Run | None:
    """Give the run with one more word; ``None`` where the word cannot continue it."""
    if not run.words:
        return _begin(word, known)
    value = run.done + run.current
    if word == HALF:
        whole = run.place == math.inf
        return _more(run, current=run.current + 0.5) if whole else _more(run, done=run.done + 0.5 * run.place)
    if word in known.collectives and run.up == 1.0 and value <= 20:
        down, up = _looseness(known.collectives[word])
        return _more(run, done=0.0, current=value * known.collectives[word], down=down, up=up)
    if word in known.multipliers:
        return _multiply(run, known.multipliers[word])
    if word in known.vague and (run.words, run.current) == (1, 1.0):  # "une demi-douzaine"
        return _begin(word, known)
    return _add(run, known.words[word], known) if word in known.words else None


def _add(run: _Run, small: float, known: Grammar) -> _Run | None:
    """Add a small number ("cent" + "deux"); French "quatre" + "vingt" multiplies."""
    if not _fits(run.current, small, known):
        return None
    return _more(run, current=run.current * small if (run.current, small) == (4.0, 20.0) else run.current + small)


def _looseness(collective: float) -> tuple[float, float]:
    """Give the shares between which a collective lies: wide for ten or a dozen, else as "about"."""
    if collective <= SMALL:
        return ROUND_DOWN, ROUND_UP
    share = slack(collective) / collective
    return 1 - share, 1 + share


def _begin(word: str, known: Grammar) -> _Run | None:
    if word[0].isdigit() or word[0] in _PARTS:
        return _Run(current=_figures(word, known.decimal), words=1)
    if word in known.words:
        return _Run(current=known.words[word], words=1)
    if word in known.vague:
        low, high = known.vague[word]
        return _Run(current=low, up=high / low, words=1)
    if word in known.multipliers:
        return _multiply(_Run(current=1.0), known.multipliers[word])
    return None


def _more(run: _Run, **changes: float) -> _Run:
    return replace(run, words=run.words + 1, **changes)


def _multiply(run: _Run, by: float) -> _Run | None:
    """Apply "hundred", "thousand" ...: a multiplier must be smaller than the one before it."""
    if by == 100 and 0 < run.current < 100:
        return _more(run, current=run.current * by)
    if by >= run.place or (by == 100):
        return None
    return _more(run, done=run.done + max(run.current, 1.0) * by, current=0.0, place=by)


def _fits(current: float, small: float, known: Grammar) -> bool:
    """Tell whether ``small`` may be added: "vingt" takes "deux", not "trente"."""
    rest = current % 100
    if small == 0 or current != int(current):
        return False
    if small < 10:
        return current % 10 == 0 and (rest != 0 or current >= 100 or current == 0) and (rest, small) != (0, 0)
    if small <= 19:
        return rest == 0 or rest in known.teens_after or (rest == 80 and known.teens_after != ())
    return rest == 0 or (bool(known.teens_after) and (current % 100, small) == (4.0, 20.0))


def _close(run: _Run, pieces: list[_Piece], known: Grammar) -> Numeral:
    value = run.done + run.current
    low, high = value * run.down, value * run.up
    if run.down < 1.0:
        low, high = float(math.ceil(round(low, 6))), float(math.floor(round(high, 6)))
    article = len(pieces) == 1 and pieces[0].word in known.articles
    return Numeral(pieces[0].start, pieces[-1].end, low, round(high, 6), article)


def _figures(written: str, decimal: str) -> float:
    """Read figures: "12 000", "1,5", "1.5", "2 1/2", "2½"."""
    if written[-1] in _PARTS:
        return (_figures(written[:-1], decimal) if written[:-1] else 0.0) + _PARTS[written[-1]]
    if "/" in written:
        whole, _, part = written.rpartition(" ") if " " in written else written.partition("\u00a0")
        over, _, under = part.partition("/")
        return float(whole) + float(over) / float(under)
    bare = re.sub(r"\s", "", written)
    bare = re.sub(r"\.(?=\d{3}(?:\D|$))", "", bare).replace(",", ".") if decimal == "," else bare.replace(",", "")
    try:
        return float(bare)
    except ValueError:
        return float(re.sub(r"\D", "", bare) or 0)
