"""The word lists and forms of time expressions, one file ``resources/times-<language>.toml`` a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from twosource import resources
from twosource.read import numerals
from twosource.resources import Table, TomlValue
from twosource.text import fold

SPACE = r"(?:\s+)"
APOSTROPHE = "['’ʼ]"
WHOLE = frozenset({"month", "weekday", "unit", "season", "happening"})
"""Lists whose words end where the word in the text ends."""
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_WORD = re.compile(r"[^\W\d_]+|\d")
_OPTIONAL = re.compile(r"\((?:\?:|\?P<\w+>)?[^()]*\)\?|\(\?(?:=|!|<=|<!)[^()]*\)")
_GROUP = re.compile(r"\([^()]*\)")
_CHOICE = re.compile(r"\([^()]*\|[^()]*\)")
FIGURE = "0"
"""Stands for any figure among the words of a sentence."""
_PLAIN: Final = {
    "{day}": r"(?P<day>[0-3]?\d|1er)",
    "{hour}": r"(?P<hour>[01]?\d|2[0-4])",
    "{minute}": r"(?P<minute>[0-5]\d)",
}


class Rule(Struct, frozen=True):
    """One form: what it makes, its expression, and what the form itself fixes.

    ``needs`` spares work: of each set, a sentence that has the form holds a word (see ``words_of``).
    """

    make: str
    regex: re.Pattern[str]
    shift: int = 0
    strong: bool = False
    needs: tuple[frozenset[str], ...] = ()


class Grammar(Struct, frozen=True):
    """The time expressions of one language, ready for use. Keys of lists are folded."""

    language: str
    order: str
    lists: Mapping[str, Mapping[str, str]]
    rules: tuple[Rule, ...]
    before_date: re.Pattern[str]
    before_duration: re.Pattern[str]
    join: re.Pattern[str]
    words: Mapping[str, tuple[str, ...]]
    announcing: re.Pattern[str]

    def look_up(self, name: str, word: str) -> str:
        """Give the value of a word of a list."""
        return self.lists[name][key(word)]

    def number(self, name: str, word: str) -> int:
        """Give the value of a word of a list of numbers."""
        return int(self.look_up(name, word))


def key(word: str) -> str:
    """Give the form under which a word stands in a list."""
    return fold(" ".join(word.replace("’", "'").replace("ʼ", "'").split()))


def knows(language: str) -> bool:
    """Tell whether there are time expressions for ``language``."""
    return language.isalpha() and resources.exists(f"times-{language}.toml") and numerals.knows(language)


@cache
def load(language: str) -> Grammar:
    """Read the time expressions of ``language``.

    Raises:
        ResourceError: where there is no file for it.
    """
    table = resources.read_toml(f"times-{language}.toml")
    lists = {name: value for name, value in table.items() if isinstance(value, Mapping)}
    slots = {name: _alternatives(tuple(words)) for name, words in lists.items()}
    return Grammar(
        language=language,
        order=str(table.get("order", "day first")),
        lists={name: {key(w): str(v) for w, v in words.items()} for name, words in lists.items()},
        rules=tuple(_rule(item, slots, lists, language) for item in _items(table)),
        before_date=_prefix(tuple(lists["before_date"])),
        before_duration=_prefix(tuple(lists["before_duration"])),
        join=re.compile(rf"\s*(?:{_alternatives(resources.strings(table, 'join.words'))})?\s*", re.IGNORECASE),
        words=_word_lists(table),
        announcing=re.compile("|".join(resources.strings(table, "future.announcing")) or "(?!)", re.IGNORECASE),
    )


def _items(table: Table) -> list[Mapping[str, TomlValue]]:
    rules = table.get("rule", [])
    return [item for item in rules if isinstance(item, Mapping)] if isinstance(rules, list) else []


def _word_lists(table: Table) -> dict[str, tuple[str, ...]]:
    """Give the plain lists of words by their dotted names: "future.words"."""
    found: dict[str, tuple[str, ...]] = {}
    for name in ("future", "past", "guard"):
        section = table.get(name, {})
        for part in section if isinstance(section, Mapping) else ():
            found[f"{name}.{part}"] = resources.strings(table, f"{name}.{part}")
    return found


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


def _prefix(words: tuple[str, ...]) -> re.Pattern[str]:
    """Build the expression that finds one of ``words`` right before a place, with an article between."""
    article = r"(?:l['’]|le |la |les |the |au |du |on |at )?"
    return re.compile(rf"(?<!\w)(?P<word>{_alternatives(words)})(?:\s+|(?<=['’-])){article}$", re.IGNORECASE)


def _rule(
    item: Mapping[str, TomlValue],
    slots: Mapping[str, str],
    lists: Mapping[str, Mapping[str, TomlValue]],
    language: str,
) -> Rule:
    pattern = _spread(str(item["pattern"]))
    for slot, expression in _PLAIN.items():
        pattern = pattern.replace(slot, expression)
    pattern = _SLOT.sub(lambda m: _slot(m[1], m[2], slots, language), pattern)
    bounded = rf"(?:(?<![\w])(?<!\d[.,:/-])(?<![^\W\d]-(?=\d))|(?<=mid-))(?:{pattern})(?!\w|[.,:/]\d)"
    return Rule(
        make=str(item["make"]),
        regex=re.compile(bounded, re.IGNORECASE),
        shift=int(str(item.get("shift", 0))),
        strong=bool(item.get("strong", False)),
        needs=_needs(str(item["pattern"]), lists),
    )


def _needs(pattern: str, lists: Mapping[str, Mapping[str, TomlValue]]) -> tuple[frozenset[str], ...]:
    """Give, for each slot that a form cannot do without, the words that may begin it."""
    bare, last = pattern, ""
    while bare != last:
        last, bare = bare, _OPTIONAL.sub("", bare)
    dated = any(slot in pattern for slot in ("{day}", "{hour}", r"\d\d")) and "{n}" not in pattern
    figures = (frozenset({FIGURE}),) if dated or "{year}" in _CHOICE.sub("", bare) else ()
    if "|" in _GROUP.sub("", bare):
        return figures if dated else ()
    names = [match[1] for match in _SLOT.finditer(_CHOICE.sub("", bare))]
    return (*figures, *(words_of(" ".join(_first(w) for w in lists[n])) for n in names if n in lists))


def _first(word: str) -> str:
    return re.split(r"[\s'-]", word)[0]


def words_of(text: str) -> frozenset[str]:
    """Give the folded words of a text; all its figures count as one word."""
    return frozenset(fold(word) if not word[0].isdigit() else FIGURE for word in _WORD.findall(text))


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
