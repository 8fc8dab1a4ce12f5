"""Quantities of an article: numbers as intervals, with what they count.

Bounds: "at least n" is [n, ), "more than n" [n+1, ) for counted things and [n, ) for measures, "up to n"
(, n], "nearly n" as far below n as "about n" reaches. A loose number ("une dizaine") is its own
interval. A number that counts nothing and measures nothing is left out. "No deaths", "aucun blessé"
are 0 of a toll, shares of a whole are per cent.

"About n" spans a tenth, but never more than half the step n is rounded to ("about 60" is 55 to 65).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.model import Article, Quantity, Sentence, Time, Token
from twosource.read import numerals
from twosource.read.numerals import Numeral
from twosource.read.quantities import counted, guards, shares
from twosource.read.quantities.counted import Counted, Place
from twosource.read.quantities.lexicon import Lexicon, knows, load
from twosource.text import fold

__all__ = ["find"]

COMPARATOR_REACH = 24
LEAST_SCALE = 1000
"""A number below this may share the "million" of the next."""
AGE_UNIT = "year of age"
VICTIM = "victim"
_WORD = re.compile(r"\s([^\W\d_]+)")
_COMPOUND = re.compile(r"-[^\W\d]")
_SHORT = re.compile(r"\s?([^\W\d_]{1,3})(?=[\s€$£.,;)]|$)")
"""After a number: "four-storey" tells a size, "deux-roues" is a word of its own."""


class _Number(Struct, frozen=True):
    """A number with its comparator and unit; ``start``/``end`` cover them."""

    start: int
    end: int
    low: float
    high: float
    comparator: str | None = None
    unit: str | None = None
    article: bool = False
    figures_end: int = 0


def find(
    article: Article, sentences: tuple[Sentence, ...], tokens: tuple[Token, ...], times: tuple[Time, ...]
) -> tuple[Quantity, ...]:
    """Find the quantities of all sentences, in order; none in a language without a lexicon."""
    if not knows(article.language):
        return ()
    lexicon = load(article.language)
    by_start = {token.start: token for token in tokens}
    taken = [*((time.start, time.end) for time in times), *guards.phones(article.text)]
    found: list[Quantity] = []
    for sentence in sentences:
        plain = numerals.find(article.text, sentence.start, sentence.end, article.language)
        kept = [number for number in plain if _free(number, taken)]
        walls = [time.start for time in times if sentence.start <= time.start < sentence.end]
        counted_here = _of_sentence(article.text, sentence, kept, walls, by_start, lexicon)
        found.extend(_with_shares(article.text, sentence, counted_here, lexicon))
    return tuple(found)


def _with_shares(text: str, sentence: Sentence, found: Sequence[Quantity], lexicon: Lexicon) -> list[Quantity]:
    told = shares.find(text, sentence, lexicon)
    free = [one for one in told if all(one.end <= q.start or q.end <= one.start for q in found)]
    return sorted((*found, *free), key=lambda one: one.start)


def _free(number: Numeral, taken: Sequence[tuple[int, int]]) -> bool:
    return all(number.end <= start or end <= number.start for start, end in taken)


def _of_sentence(
    text: str,
    sentence: Sentence,
    plain: list[Numeral],
    walls: Sequence[int],
    tokens: Mapping[int, Token],
    lexicon: Lexicon,
) -> list[Quantity]:
    counting = _counting(text, sentence, plain, lexicon)
    numbers = _ranges(text, [_measured(text, sentence, item, lexicon) for item in counting], lexicon)
    found: list[Quantity] = []
    for index, number in enumerate(numbers):
        heard = _next_shared(text, numbers, index, lexicon)
        if _is_bare_article(text, number, heard, found[-1:], lexicon):
            continue
        wall = next((start for start in walls if start >= heard.end), sentence.end)
        place = Place(number.start, number.end, sentence.start, sentence.end, wall)
        thing = _thing(text, replace(place, end=heard.end), number.unit or heard.unit, tokens, lexicon)
        if thing.name is None and not (number.unit or heard.unit):
            thing = counted.shared(text, place, _last_counted(found), lexicon)
        quantity = _quantity(text, number, heard, thing, lexicon)
        if quantity is None and number.article and _is_joined(text, number, thing, found[-1:], lexicon):
            quantity = _quantity(text, replace(number, article=False), heard, thing, lexicon)
        if quantity is not None and quantity.high == 0 and not _is_no_toll(text, number, quantity, lexicon):
            continue
        if quantity is not None and all(quantity.start >= one.end for one in found[-1:]):
            found.append(quantity)
    return found


def _counting(text: str, sentence: Sentence, plain: Sequence[Numeral], lexicon: Lexicon) -> list[Numeral]:
    """Leave out what only looks like a number of things; add figures tied to a unit ("a 2.4-mile bridge")."""
    hyphened = text.find("-", sentence.start, sentence.end) >= 0
    tied = [
        Numeral(match.start(), match.end(), *numerals.parse(match[1], lexicon.language) or (0.0, 0.0))
        for match in (lexicon.hyphened.finditer(text, sentence.start, sentence.end) if hyphened else ())
    ]
    none = [
        Numeral(match.start(), match.end(), 0.0, 0.0)
        for match in lexicon.beside["none"].finditer(text, sentence.start, sentence.end)
    ]
    plain = [*(item for item in plain if all(item.start >= one.end or item.end <= one.start for one in none)), *none]
    free = [item for item in plain if all(item.end <= one.start or one.end <= item.start for one in tied)]
    every = sorted([*free, *tied], key=lambda item: item.start)
    shares = guards.shares(text, every, lexicon)
    return [
        item
        for item in every
        if item not in shares and not guards.is_label(text, item, lexicon) and not guards.is_score(text, item, lexicon)
    ]


def _is_bare_article(text: str, number: _Number, heard: _Number, last: Sequence[Quantity], lexicon: Lexicon) -> bool:
    """Tell "a" that counts nothing, whatever follows: no measure, none of a group, not "a ... of them"."""
    if not number.article or number.unit or heard.unit:
        return False
    word = text[number.start : number.end].lower()
    if word not in lexicon.skip["a"] or _is_of_a_group(text, number, lexicon):
        return False
    return not (last and lexicon.beside["part_after"].match(text, number.end))


def _is_of_a_group(text: str, number: _Number, lexicon: Lexicon) -> bool:
    """Tell whether "including" or the like stands right before a number."""
    head = text[max(0, number.start - 16) : number.start].lower().rstrip()
    return head.endswith(tuple(lexicon.skip["including"]))


def _is_joined(text: str, number: _Number, thing: Counted, last: Sequence[Quantity], lexicon: Lexicon) -> bool:
    """Tell whether "one" goes with what was counted right before ("four soldiers and one civilian")."""
    if last and lexicon.beside["part_after"].match(text, number.end):  # "two officers were hurt, one of them seriously"
        return True
    if not last or thing.category not in lexicon.nouns.values() or last[0].category is None:
        return False
    between = text[last[0].end : number.start].strip().lower()
    return between in lexicon.skip["and"] and text[number.start : number.end].lower() not in lexicon.skip["a"]


# ------------------------------------------------------------- comparators and units


def _measured(text: str, sentence: Sentence, item: Numeral, lexicon: Lexicon) -> _Number:
    """Give a numeral with the unit and the comparator that stand beside it."""
    start, end, scale, unit = item.start, item.end, 1.0, None
    sign = lexicon.unit_before.search(text, max(sentence.start, start - 4), start)
    if sign:
        start, unit = sign.start(), lexicon.units[sign[1]]
    scale, end = _scale(text, end, lexicon, money=unit is not None)
    after = lexicon.unit.match(text, end, sentence.end)
    if guards.is_age(text, item, lexicon):
        unit = AGE_UNIT
    elif after and unit is None:
        unit, end = lexicon.units[_spelling(after[1], lexicon)], after.end()
    comparator, start, end = _comparator(text, sentence, (start, end), lexicon)
    return _Number(start, end, item.low * scale, item.high * scale, comparator, unit, item.article, item.end)


def _spelling(word: str, lexicon: Lexicon) -> str:
    squeezed = " ".join(word.replace("’", "'").split())
    return squeezed if squeezed in lexicon.units else word


def _scale(text: str, end: int, lexicon: Lexicon, *, money: bool) -> tuple[float, int]:
    """Read "3bn", "12 Md€": a short multiplier beside a currency."""
    match = _SHORT.match(text, end)
    if match is None or match[1] not in lexicon.scales:
        return 1.0, end
    sign = text[match.end() : match.end() + 2].strip()[:1]
    return (lexicon.scales[match[1]], match.end()) if money or sign in ("€", "$", "£") else (1.0, end)


def _comparator(text: str, sentence: Sentence, span: tuple[int, int], lexicon: Lexicon) -> tuple[str | None, int, int]:
    start, end = span
    head = text[max(sentence.start, start - COMPARATOR_REACH) : start]
    before = lexicon.before.search(head)
    if before:
        word = fold(" ".join(before[1].replace("’", "'").split()))
        return lexicon.comparators[word], start - len(head) + before.start(), end
    after = lexicon.after.match(text, end, sentence.end)
    if after:
        return lexicon.comparators[fold(" ".join(after[1].split()))], start, after.end()
    return None, start, end


# ----------------------------------------------------------------------------- ranges


def _ranges(text: str, numbers: Sequence[_Number], lexicon: Lexicon) -> list[_Number]:
    """Join "entre 3 et 5", "3 à 5", "3-5": not "passé de 3 à 5", which are two numbers."""
    done: list[_Number] = []
    for number in numbers:
        last = done[-1] if done else None
        if last is not None and _is_range(text, last, number, lexicon):
            by = _shared_scale(text, last, number, lexicon)
            low, high = min(last.low * by, number.low), max(last.high * by, number.high)
            head = text[max(0, last.start - 8) : last.start].split()
            opened = bool(head) and head[-1].lower() in lexicon.open
            start = last.start - (len(head[-1]) + 1 if opened else 0)
            unit = number.unit or last.unit
            done[-1] = replace(number, start=start, low=low, high=high, comparator=None, unit=unit)
        else:
            by = _shared_scale(text, last, number, lexicon) if last is not None else 1.0
            if last is not None and by > 1:
                done[-1] = replace(last, low=last.low * by, high=last.high * by)
            done.append(number)
    return done


def _shared_scale(text: str, left: _Number, right: _Number, lexicon: Lexicon) -> float:
    """Give the "million" that a number shares with the one after it: "between 40 and 50 million"."""
    by = numerals.scale(text, right.start, right.figures_end, lexicon.language)
    if by == 1.0 or (left.unit and right.unit) or left.high >= LEAST_SCALE or left.low * by > right.low:
        return 1.0
    bare = numerals.scale(text, left.start, left.end, lexicon.language) == 1.0
    return by if bare and lexicon.between.fullmatch(text, left.end, right.start) else 1.0


def _is_range(text: str, left: _Number, right: _Number, lexicon: Lexicon) -> bool:
    between = lexicon.between.fullmatch(text, left.end, right.start)
    head = [word.lower() for word in re.findall(r"[\w']+", text[max(0, left.start - 40) : left.start])]
    ages = left.unit == AGE_UNIT and right.unit is None
    if not between or left.low > right.low or (left.unit and right.unit and left.unit != right.unit and not ages):
        return False
    last = head[-1] if head else ""
    word = between[1].lower()
    if word in lexicon.skip["and"]:
        return last in lexicon.both
    return not any(word in lexicon.change for word in head[-6:]) and not left.article


def _next_shared(text: str, numbers: Sequence[_Number], index: int, lexicon: Lexicon) -> _Number:
    """Give the number whose noun this one shares ("from 3 to 5 dead"), itself mostly."""
    number = numbers[index]
    if index + 1 == len(numbers):
        return number
    gap = number.end, numbers[index + 1].start
    joined = lexicon.between.fullmatch(text, *gap) or lexicon.beside["partitive"].fullmatch(text, *gap)
    return numbers[index + 1] if joined else number


# --------------------------------------------------------------------------- quantities


def _is_no_toll(text: str, number: _Number, quantity: Quantity, lexicon: Lexicon) -> bool:
    """Tell whether nothing is counted of a toll ("aucun blessé"), not of some kind of it ("no serious injuries")."""
    if not lexicon.beside["none"].fullmatch(text, number.start, number.end):
        return True
    victims = quantity.category in lexicon.classes.values() or quantity.category == VICTIM
    between = text[number.end : quantity.end].split()
    graver = _WORD.match(text, quantity.end)
    return victims and len(between) <= 1 and not (graver and graver[1].lower() in lexicon.skip["grave"])


def _thing(text: str, place: Place, unit: str | None, tokens: Mapping[int, Token], lexicon: Lexicon) -> Counted:
    if text[place.start : place.end].lower() in lexicon.skip["nobody"]:
        return counted.nobody(text, place, lexicon)
    return Counted(None, place.end) if unit else counted.name(text, place, tokens, lexicon)


def _last_counted(found: Sequence[Quantity]) -> Quantity | None:
    return next((one for one in reversed(found) if one.counted), None)


def _quantity(text: str, number: _Number, heard: _Number, thing: Counted, lexicon: Lexicon) -> Quantity | None:
    unit = number.unit or heard.unit
    if unit == AGE_UNIT:
        return Quantity(number.start, number.end, number.low, number.high, None, unit)
    if number.article and not _is_one(text, number, thing, lexicon) and not _is_measure(text, number, lexicon):
        return None
    if unit is None and (thing.name is None or _COMPOUND.match(text, number.end)):
        return None
    low, high = _bounds(number, whole=unit is None)
    end = max(number.end, thing.end) if heard is number else number.end
    return Quantity(number.start, end, low, high, thing.name, unit, thing.category)


def _is_measure(text: str, number: _Number, lexicon: Lexicon) -> bool:
    """Tell "a ton of", "une tonne de": one unit of something weighed or filled."""
    return number.unit in lexicon.skip["one_unit"] and bool(re.compile(rf"\s(?:{lexicon.of})").match(text, number.end))


def _is_one(text: str, number: _Number, thing: Counted, lexicon: Lexicon) -> bool:
    """Tell whether "un", "a", "one" counts: a casualty, or one of a group ("dont un enfant")."""
    words = text[number.start : thing.end].lower()
    if any(words.startswith(never) for never in lexicon.skip["never_one"]):
        return False
    if lexicon.beside["partitive"].match(text, number.end):
        return False
    head = text[max(0, number.start - 16) : number.start].lower().rstrip()
    if thing.is_class:
        none = head.split()[-1:] and head.split()[-1] in lexicon.skip["negation"]
        return not none and text[number.start : number.end].lower() not in lexicon.skip["a"]
    return _is_of_a_group(text, number, lexicon) and thing.category in lexicon.nouns.values()


def _bounds(number: _Number, *, whole: bool) -> tuple[float | None, float | None]:
    """Give the interval of a number under its comparator; whole things have whole bounds."""
    low, high = number.low, number.high
    count = whole and low == int(low) and high == int(high)
    step = 1.0 if count else 0.0
    below, above = round(low - numerals.slack(low), 6), round(high + numerals.slack(high), 6)
    if count:
        below, above = float(math.floor(below)), float(math.ceil(above))
    bounds: Mapping[str, tuple[float | None, float | None]] = {
        "at least": (low, None),
        "more than": (low + step if low == high else low, None),
        "less than": (None, high - step),
        "at most": (None, high),
        "nearly": (below, high),
        "about": (below if low == high else low, above if low == high else high),
    }
    return bounds.get(number.comparator or "", (low, high))
