"""The words around numbers, one file ``resources/quantities-<language>.toml`` a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from twosource import resources
from twosource.read import numerals
from twosource.resources import Table
from twosource.text import fold

SKIP = (
    "a", "adjective_endings", "adjectives_before", "adverb_endings", "and", "auxiliaries", "fractions", "function",
    "finite", "grave", "including", "negation", "never_one", "no_noun", "nobody", "not_counted", "not_plural",
    "one_unit", "participle_endings", "prepositions", "score_after",
)  # fmt: skip
"""The lists that the code names; one that a file leaves out is empty."""
BESIDE: Final = {
    "group_before": ("group_before", r"(?<!\w)(?:{})\s$"),
    "set_aside": ("set_aside", r"(?<!\w)(?:{})\s$"),
    "part_before": ("including", r"(?<!\w)(?:{})\s$"),
    "part_after": ("part_after", r"\s(?:{})(?!\w)"),
    "rival_after": ("rival_after", r",?\s(?:{})(?!\w)"),
    "rival": ("rival", r",\s(?:{})\s?[\w'’-]+(?:\s[\w'’-]+)?\s"),
    "speakers": ("speakers", r"(?<!\w)(?:{})$"),
    "street": ("street_after", r",?(?-i:\s[A-ZÀ-Ý]\w+){{0,2}}\s(?:{})(?!\w)"),
    "age_after": ("age_after", r"[\s-]?(?:{})(?!\w)"),
    "rate_before": ("rate_before", r"(?<!\w)(?:{})\s$"),
    "partitive": ("partitive", r"\s(?:{}|of (?:the )?[\w-]+['’]s)\s?"),
    "share": ("share", r"(?:\s[^\W\d]+)?\s(?:{})\s"),
    "against": ("against", r"\s(?:{})\s"),
    "none": ("none", r"(?<!\w)(?:{})(?:(?!\w)|(?<=['’]))"),
}
"""The lists of words beside a number, each with the expression that they are put in."""
ENDS: Final = {"label": ("label_before", r"(?<!\w)(?:{})\s?$"), "age": ("age_before", r"(?<!\w)(?:{})\s$")}
"""The lists of words that end what stands before a number, likewise."""
_OF: Final = {"of": ["de", "d'", "of"], "before": ["de", "d'"]}
"""What may stand before a unit, and between a comparator and its number, where a language lists nothing."""
TOLL_REACH = 110
"""Characters between "death toll" and its number."""


class Ending(Struct, frozen=True):
    """A search for words at the end of a stretch; without one of ``ends``, blanks behind it, there are none."""

    regex: re.Pattern[str]
    ends: tuple[str, ...]

    def search(self, stretch: str) -> re.Match[str] | None:
        """Find the words."""
        return self.regex.search(stretch) if stretch.rstrip().casefold().endswith(self.ends) else None


class Lexicon(Struct, frozen=True):
    """The counting words of one language. Keys are folded where words are looked up."""

    language: str
    before: Ending
    after: re.Pattern[str]
    comparators: Mapping[str, str]
    nouns: Mapping[str, str]
    classes: Mapping[str, str]
    verbs: Mapping[str, str]
    lemmas: Mapping[str, str]
    nouns_of: Mapping[str, str]
    toll: re.Pattern[str]
    toll_after: re.Pattern[str]
    tolls: Mapping[str, str]
    unit: re.Pattern[str]
    unit_before: re.Pattern[str]
    units: Mapping[str, str]
    scales: Mapping[str, float]
    open: frozenset[str]
    between: re.Pattern[str]
    change: frozenset[str]
    both: frozenset[str]
    of: str
    hyphened: re.Pattern[str]
    phrase: re.Pattern[str]
    phrases: Mapping[str, str]
    predicate: re.Pattern[str]
    predicates: Mapping[str, str]
    ends: Mapping[str, Ending]
    beside: Mapping[str, re.Pattern[str]]
    skip: Mapping[str, frozenset[str]]
    endings: tuple[tuple[str, str], ...]
    irregular: Mapping[str, str]
    adjective_first: bool


def knows(language: str) -> bool:
    """Tell whether there are counting words for ``language``."""
    return language.isalpha() and resources.exists(f"quantities-{language}.toml") and numerals.knows(language)


@cache
def load(language: str) -> Lexicon:
    """Read the counting words of ``language``.

    Raises:
        ResourceError: where there is no file for it.
    """
    table = resources.read_toml(f"quantities-{language}.toml")
    before, after = _words(table, "before"), _words(table, "after")
    units, tolls = _lists(table, "unit", plain=False), _lists(table, "toll", plain=False)
    phrases, predicates = (_lists(table, key, plain=False) for key in ("phrase", "predicate"))
    of, articles = _joined(table, "skip.of") or _joined(_OF, "of"), _joined(table, "skip.articles") or "(?!)"
    return Lexicon(
        language=language,
        before=_before(table),
        after=re.compile(rf"\s+({either(after)})(?!\w)", re.IGNORECASE),
        comparators={fold(word): value for word, value in (before | after).items()},
        nouns=_lists(table, "noun"),
        classes=_lists(table, "class"),
        verbs=_lists(table, "verb"),
        lemmas=_lemmas(table),
        nouns_of=_words(table, "counted"),
        toll=re.compile(rf"(?<!\w)({either(tolls)})(?!\w)[^.;:!?]{{0,{TOLL_REACH}}}$", re.IGNORECASE),
        toll_after=re.compile(rf"\s+(?:{articles})?({either(tolls)})(?!\w)", re.IGNORECASE),
        tolls=tolls,
        unit=re.compile(rf"[\s-]?(?:{of})?({either(units)})(?![\w/²³])"),
        unit_before=re.compile(rf"({either(_signs(units))})\s?$"),
        units=units,
        scales={word: float(value) for word, value in _words(table, "scale").items()},
        open=_set(table, "range.open"),
        between=re.compile(rf"\s?({either(resources.strings(table, 'range.between'))})\s?(?:{of})?"),
        change=_set(table, "range.change"),
        both=_set(table, "range.both"),
        of=of,
        hyphened=_tied(table, tuple(units)),
        phrase=re.compile(rf"(?<!\w)({either(phrases)})\s$", re.IGNORECASE),
        phrases=phrases,
        predicate=re.compile(rf"(?<!\w)({either(predicates)})(?!\w)", re.IGNORECASE),
        predicates=predicates,
        ends={name: _ending(table, key, form) for name, (key, form) in ENDS.items()},
        beside={name: _around(table, key, form) for name, (key, form) in BESIDE.items()},
        skip={name: _set(table, f"skip.{name}") for name in (*SKIP, *_names(table, "skip"))},
        endings=_pairs(table),
        irregular=_irregular(table),
        adjective_first="before" in str(_section(table, "singular").get("adjective_order", "")),
    )


def _signs(units: Mapping[str, str]) -> list[str]:
    """List the units that may stand before a number ("$", "US$")."""
    return [word for word in units if not word[0].isalnum() or word.endswith("$")]


def either(words: Mapping[str, str] | tuple[str, ...] | list[str]) -> str:
    """Write words as alternatives, the longest first; a blank takes any blanks, an apostrophe both."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered) or r"(?!)"


def _tied(table: Table, units: tuple[str, ...]) -> re.Pattern[str]:
    """Build the expression of figures tied to a unit or an age by a hyphen ("2.4-mile", "34-year-old")."""
    ages = tuple(word.strip("-") for word in resources.strings(table, "skip.age_after"))
    figures = r"\d+\s[1-9]/[2-9]|\d{1,3}(?:,\d{3})*(?:\.\d+)?"
    return re.compile(rf"(?<![\w.,-])({figures})(?=-(?:{either((*units, *ages))})(?!\w))")


def _joined(table: Table, key: str) -> str:
    """Write small words that stand before another as alternatives, each with the blank after it."""
    return "|".join(rf"{either((word,))}(?:\s|(?<=['’]))" for word in resources.strings(table, key))


def _around(table: Table, name: str, form: str) -> re.Pattern[str]:
    """Build the search for a list of words beside a number."""
    return re.compile(form.format(either(resources.strings(table, f"skip.{name}"))), re.IGNORECASE)


def _before(table: Table) -> Ending:
    """Build the search for a comparator at the end of what stands before a number."""
    words, of = _words(table, "before"), resources.strings(table, "skip.before_of") or tuple(_OF["before"])
    joined = _joined(table, "skip.before_of") or _joined(_OF, "before")
    found = re.compile(rf"(?<!\w)({either(words)})(?:\s+(?:{joined})?|(?<=['’]))$", re.IGNORECASE)
    return Ending(found, _ends((*words, *of)))


def _ending(table: Table, name: str, form: str) -> Ending:
    """Build the search for a list of words at the end of what stands before a number."""
    return Ending(_around(table, name, form), _ends(resources.strings(table, f"skip.{name}")))


def _ends(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give how words end, whatever their blanks, apostrophes and capitals are."""
    lasts = {word.split()[-1].casefold() for word in words}
    return tuple(sorted({end.replace("'", sign) for end in lasts for sign in "'’"}))


def _section(table: Table, key: str) -> Table:
    value = table.get(key, {})
    return value if isinstance(value, Mapping) else {}


def _names(table: Table, key: str) -> tuple[str, ...]:
    return tuple(_section(table, key))


def _words(table: Table, key: str) -> dict[str, str]:
    return {word: str(value) for word, value in _section(table, key).items()}


def _lists(table: Table, key: str, *, plain: bool = True) -> dict[str, str]:
    """Turn "key = [forms]" into form -> key; the first key that lists a form has it."""
    found: dict[str, str] = {}
    for name in _names(table, key):
        for form in resources.strings(table, f"{key}.{name}"):
            found.setdefault(fold(form) if plain else form, name)
    return found


def _lemmas(table: Table) -> dict[str, str]:
    """Turn the forms of persons and classes into lemmas: the shortest form listed that begins them.

    A pronoun or a verb form ("others", "died") has the noun of its category.
    """
    found: dict[str, str] = {}
    stand_in, verbal = _words(table, "counted"), _set(table, "skip.no_noun")
    for key in ("noun", "class"):
        for name in _names(table, key):
            forms = resources.strings(table, f"{key}.{name}")
            for form in forms:
                heads = sorted((head for head in forms if form.startswith(head) and head != form), key=len)
                if form in verbal:
                    found.setdefault(fold(form), stand_in[name])
                elif heads:
                    found.setdefault(fold(form), heads[0])
    return found


def _set(table: Table, key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in resources.strings(table, key))


def _pairs(table: Table) -> tuple[tuple[str, str], ...]:
    pairs = _section(table, "singular").get("endings", [])
    rows = pairs if isinstance(pairs, list) else []
    return tuple((str(row[0]), str(row[1])) for row in rows if isinstance(row, list))


def _irregular(table: Table) -> dict[str, str]:
    section = _section(table, "singular").get("irregular", {})
    return {word: str(value) for word, value in section.items()} if isinstance(section, Mapping) else {}


def lemma(word: str, lexicon: Lexicon) -> str:
    """Give the lemma of a listed noun or participle: "blessées" is "blessé"."""
    return lexicon.lemmas.get(fold(word)) or singular(word, lexicon)


def singular(word: str, lexicon: Lexicon) -> str:
    """Give the singular of a noun or adjective, by the endings of its language."""
    if any(sign.isdigit() for sign in word):
        return word.removesuffix("s")
    lower = word.lower()
    if lower in lexicon.irregular:
        return lexicon.irregular[lower]
    for ending, instead in lexicon.endings:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return lower[: len(lower) - len(ending)] + instead
    return lower
