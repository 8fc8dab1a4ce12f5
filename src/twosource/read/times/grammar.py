"""The word lists and forms of time expressions, one file ``resources/times-<language>.toml`` a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import repeat
from operator import or_
from typing import Final

from msgspec import Struct

from twosource import resources
from twosource.read import numerals
from twosource.read.times import needs
from twosource.read.times.needs import Clause
from twosource.resources import Table, TomlValue
from twosource.text import fold

SPACE = r"(?:\s+)"
APOSTROPHE = "['’ʼ]"
WHOLE = frozenset({"month", "weekday", "unit", "season", "happening", "holiday"})
"""Lists whose words end where the word in the text ends."""
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
LISTS: Final = tuple(
    [f"future.{name}" for name in (
        "adjacent", "announcing", "auxiliaries", "before_past", "endings", "link", "near", "not", "possessive",
        "scheduled", "stop", "to", "unless", "words",
    )]
    + [f"past.{name}" for name in ("endings", "near", "passive", "words")]
    + ["speech.carried", "speech.updated"]
    + [f"guard.{name}" for name in (
        "after_year", "age", "age_after", "age_before", "age_units", "articles", "capitals", "count_after_year",
        "label_before", "last", "month_before", "people", "plural", "proper", "range", "rate_before", "rate_not",
        "share", "short", "short_units", "someday", "someday_before",
    )]
)  # fmt: skip
"""The plain lists of a language; one that its file leaves out is empty."""
RAW: Final = ("future.announcing", "guard.age", "guard.rate_before", "guard.share")
"""The lists that hold expressions, not words."""
NAMED: Final = ("before_date", "before_duration", "happening", "unit")
"""The lists that the code names; one that the file leaves out is empty."""
_PLAIN: Final = {
    "{day}": r"(?P<day>[0-3]?\d)",
    "{hour}": r"(?P<hour>[01]?\d|2[0-4])",
    "{minute}": r"(?P<minute>[0-5]\d)",
}


class Rule(Struct, frozen=True):
    """One form: what it makes, its expression, and what the form itself fixes.

    ``needs`` spares work: the bits of the clauses (see ``needs``) that a sentence must meet to have the form.
    """

    make: str
    regex: re.Pattern[str]
    shift: int = 0
    strong: bool = False
    needs: int = 0


class Grammar(Struct, frozen=True):
    """The time expressions of one language, ready for use. Keys of lists are folded.

    ``clauses`` gives, for a folded word, the bits of the clauses that it meets; ``keyed`` gives, for a bit, the numbers
    of the rules that are tried where it is met, for 0 those that are tried on every sentence.
    """

    language: str
    order: str
    sure_years: bool
    lists: Mapping[str, Mapping[str, str]]
    rules: tuple[Rule, ...]
    clauses: Mapping[str, int]
    keyed: Mapping[int, tuple[int, ...]]
    before_date: re.Pattern[str]
    before_duration: re.Pattern[str]
    leading: Mapping[str, re.Pattern[str]]
    join: re.Pattern[str]
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]

    def worth(self, text: str, start: int, end: int) -> tuple[tuple[int, Rule], ...]:
        """Give the rules, with their numbers, that a sentence may have the form of."""
        words = needs.printed(text, start, end)
        return _worth(self.language, reduce(or_, map(_bits_met, repeat(self.language), words), 0))

    def look_up(self, name: str, word: str) -> str:
        """Give the value of a word of a list."""
        return self.lists[name][key(word)]

    def number(self, name: str, word: str) -> int:
        """Give the value of a word of a list of numbers."""
        return int(self.look_up(name, word))


def key(word: str) -> str:
    """Give the form under which a word stands in a list."""
    return fold(" ".join(word.replace("’", "'").replace("ʼ", "'").split()))


@cache
def knows(language: str) -> bool:
    """Tell whether there are time expressions for ``language``."""
    return language.isalpha() and resources.exists(f"times-{language}.toml") and numerals.knows(language)


@lru_cache(maxsize=1 << 15)
def _bits_met(language: str, word: str) -> int:
    """Give the bits of the clauses that a printed word meets."""
    return load(language).clauses.get(needs.plain(word), 0)


@lru_cache(maxsize=1 << 12)
def _worth(language: str, met: int) -> tuple[tuple[int, Rule], ...]:
    """Give the rules, with their numbers, all of whose clauses are met."""
    grammar = load(language)
    numbers = [number for bit in (0, *_each_bit(met)) for number in grammar.keyed.get(bit, ())]
    rules = ((number, grammar.rules[number]) for number in sorted(numbers))
    return tuple((number, rule) for number, rule in rules if rule.needs & met == rule.needs)


@cache
def load(language: str) -> Grammar:
    """Read the time expressions of ``language``.

    Raises:
        ResourceError: where there is no file for it.
    """
    table = resources.read_toml(f"times-{language}.toml")
    lists: dict[str, Mapping[str, TomlValue]] = {name: {} for name in NAMED}
    lists |= {name: value for name, value in table.items() if isinstance(value, Mapping)}
    slots = {name: _alternatives(tuple(words)) for name, words in lists.items()}
    bits = _bits(table, lists)
    rules = tuple(_rule(item, slots, bits, language) for item in _items(table))
    order, articles = str(table.get("order", "day first")), resources.strings(table, "prefix.articles")
    words = _word_lists(table)
    return Grammar(
        language=language,
        order=order,
        sure_years=bool(table.get("sure_years", False)),
        lists={name: {key(w): str(v) for w, v in words.items()} for name, words in lists.items()},
        rules=rules,
        clauses=_met(bits),
        keyed=_keyed(rules),
        before_date=_prefix(tuple(lists["before_date"]), articles),
        before_duration=_prefix(tuple(lists["before_duration"]), articles),
        leading={name: _leading(tuple(lists[name])) for name in ("before_date", "before_duration")},
        join=re.compile(rf"\s*(?:{_alternatives(resources.strings(table, 'join.words'))})?\s*", re.IGNORECASE),
        words={name: frozenset(listed) for name, listed in words.items()},
        patterns=_patterns(words, tuple(w for w, v in lists["before_date"].items() if v in ("start", "mid", "end"))),
    )


def _items(table: Table) -> list[Mapping[str, TomlValue]]:
    rules = table.get("rule", [])
    return [item for item in rules if isinstance(item, Mapping)] if isinstance(rules, list) else []


def _word_lists(table: Table) -> dict[str, tuple[str, ...]]:
    """Give the plain lists of words by their dotted names: "future.words"."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(LISTS, ())
    for name in ("future", "past", "guard", "speech"):
        section = table.get(name, {})
        for part in section if isinstance(section, Mapping) else ():
            found[f"{name}.{part}"] = resources.strings(table, f"{name}.{part}")
    return found


def _patterns(words: Mapping[str, tuple[str, ...]], parts: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """Build the expressions of the lists that stand beside an expression; those of ``RAW`` as they are given.

    ``parts`` are the words for the beginning, the middle and the end of a stretch.
    """
    forms = {
        "future.adjacent": r"(?<!\w)(?:{})\s*" + _softened(parts) + "$",
        "future.near": r"(?<!\w)(?:{})(?!\w)",
        "past.near": r"(?<!\w)(?:{})\s[^.,;:]*$",
        "guard.age_before": r"(?<!\w)(?:{})\s?$",
        "guard.age_after": r"\d{{1,3}}\s(?:{})\s?[,.)]",
        "guard.someday_before": r"([^\W\d_]+)\s(?:{})\s?$",
        "guard.month_before": r"(?<!\w)(?:{})\s?$",
        "speech.updated": r"(?:^|[^\w\s]\s*|\b(?:et|and|e|y|und)\s)(?:{})\W*(?P<rest>.*)",
        "guard.range": r"\s(?:\d{{1,3}}|[^\W\d_]+)\s(?:{})\s$",
    }
    found = {name: form.format(_alternatives(words[name]) or "(?!)") for name, form in forms.items()}
    found |= {name: "|".join(words[name]) or "(?!)" for name in RAW}
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in found.items()}


def _softened(parts: tuple[str, ...]) -> str:
    """Build what may stand between "until" and a date: "until mid-November"."""
    return rf"(?:(?:{_alternatives(parts)})\s*)?".replace("{", "{{").replace("}", "}}") if parts else ""


def _bits(table: Table, lists: Mapping[str, Mapping[str, TomlValue]]) -> dict[str, dict[Clause, int]]:
    """Give, for each pattern, its clauses with their bits: one bit for each clause of the language."""
    slots = {name: frozenset(needs.telling(word) for word in words) for name, words in lists.items()}
    patterns = [str(item["pattern"]) for item in _items(table)]
    found = {pattern: needs.of_pattern(pattern, slots) for pattern in patterns}
    every = {clause: 1 << n for n, clause in enumerate(dict.fromkeys(c for cs in found.values() for c in cs))}
    return {pattern: {clause: every[clause] for clause in clauses} for pattern, clauses in found.items()}


def _met(bits: Mapping[str, Mapping[Clause, int]]) -> dict[str, int]:
    """Turn clauses around: word -> the bits that it meets."""
    met: dict[str, int] = {}
    for clauses in bits.values():
        for clause, bit in clauses.items():
            for word in clause:
                met[word] = met.get(word, 0) | bit
    return met


def _keyed(rules: Sequence[Rule]) -> dict[int, tuple[int, ...]]:
    """Sort the numbers of rules by one bit that they need: the one that fewest rules need, 0 where they need none."""
    needed = Counter(bit for rule in rules for bit in _each_bit(rule.needs))
    found: dict[int, list[int]] = {}
    for number, rule in enumerate(rules):
        found.setdefault(min(_each_bit(rule.needs), key=lambda bit: (needed[bit], bit), default=0), []).append(number)
    return {bit: tuple(numbers) for bit, numbers in found.items()}


def _each_bit(bits: int) -> Iterator[int]:
    while bits:
        yield bits & -bits
        bits &= bits - 1


def _alternatives(words: tuple[str, ...]) -> str:
    """Write a list of words as alternatives, the longest first."""
    return "|".join(spell(word) for word in sorted(set(words), key=lambda item: (-len(item), item)))


def spell(word: str) -> str:
    """Write one word as an expression that takes any blanks, apostrophes, and letters without accent."""
    out = []
    for sign in word:
        plain = fold(sign)
        if sign == " ":
            out.append(SPACE)
        elif sign == "'":
            out.append(APOSTROPHE)
        elif sign.isalpha() and plain != sign.lower():
            out.append(f"(?:{sign}|{plain})")
        else:
            out.append(re.escape(sign))
    return "".join(out)


def _prefix(words: tuple[str, ...], articles: tuple[str, ...]) -> re.Pattern[str]:
    """Build the expression that finds one of ``words`` right before a place, with an article between."""
    article = rf"(?:(?:{_alternatives(articles)})(?:\s+|(?<=['’])))?" if articles else ""
    return re.compile(rf"(?<!\w)(?P<word>{_alternatives(words) or '(?!)'})(?:\s+|(?<=['’-])){article}$", re.IGNORECASE)


def _leading(words: tuple[str, ...]) -> re.Pattern[str]:
    """Build the expression that finds one of ``words`` at the head of an expression."""
    return re.compile(rf"({_alternatives(words) or '(?!)'})\s", re.IGNORECASE)


def _rule(
    item: Mapping[str, TomlValue], slots: Mapping[str, str], bits: Mapping[str, Mapping[Clause, int]], language: str
) -> Rule:
    pattern = _spread(str(item["pattern"]))
    for slot, expression in _PLAIN.items():
        pattern = pattern.replace(slot, expression)
    pattern = _SLOT.sub(lambda m: _slot(m[1], m[2], slots, language), pattern)
    head = "" if pattern.startswith("(?<=") else r"(?<!\w)(?:(?<!\d[.,:/-])(?<![^\W\d]-(?=\d))|(?<=mid-))"
    bounded = rf"{head}(?:{pattern})(?!\w|[.,:/]\d)"
    return Rule(
        make=str(item["make"]),
        regex=re.compile(bounded, re.IGNORECASE),
        shift=int(str(item.get("shift", 0))),
        strong=bool(item.get("strong", False)),
        needs=sum(bits[str(item["pattern"])].values()),
    )


def _slot(name: str, number: str, slots: Mapping[str, str], language: str) -> str:
    if name == "year":
        return rf"(?P<year{number}>(?:1[0-9]|20|21)\d\d)(?![\s\u00a0]\d{{3}}(?!\d)|-\d)"
    expression = numerals.grammar(language).pattern if name == "n" else slots[name.removesuffix("words")]
    if name == "zone":  # "EST" is no "est"
        expression = rf"(?-i:{expression})(?!\w)"
    if name in WHOLE:
        expression = rf"(?:{expression})(?!\w)"
    return rf"(?:{expression})" if name.endswith("words") else rf"(?P<{name}{number}>{expression})"


def _spread(pattern: str) -> str:
    """Let a blank of a form stand for any blanks, a straight apostrophe for all of them."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+").replace("'", APOSTROPHE)
