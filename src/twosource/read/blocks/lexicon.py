"""The furniture lexicons of all languages, as sets of folded word sequences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource import resources
from twosource.read import outlets, published
from twosource.read.language import LANGUAGES
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Role

Words = tuple[str, ...]

KINDS = ("always", "colon", "weak", "alone", "within")
FURNITURE: tuple[Role, ...] = ("correction", "note", "related", "promo", "navigation", "credit")
"""The roles that have lead-ins, in the order in which they are asked."""

_POINTERS: frozenset[Role] = frozenset({"related", "promo", "navigation", "credit"})
_SENTENCE_WORDS = 12
_LABEL_WORDS = 6
_LONGEST_LEAD = 40
_LONGEST_WITHIN = 25
_WORD = re.compile(r"\w+")
_AFTER_LEAD = re.compile(r"""[\s"'»”\])…]*(?:[:|–—>→►▶•↓]|-\s|$)""")


class Leads(Struct, frozen=True):
    """How the lines of one role begin, or what they hold."""

    always: frozenset[Words]
    colon: frozenset[Words]
    weak: frozenset[Words]
    alone: frozenset[Words]
    within: tuple[str, ...]
    first: frozenset[str]
    """The first words of ``always`` and ``colon``; ``inner``: those of ``within``. They spare work."""
    inner: frozenset[str]


class Lexicon(Struct, frozen=True):
    """All furniture words, of all languages."""

    leads: dict[Role, Leads]
    address: frozenset[str]
    byline_leads: frozenset[Words]
    date_leads: frozenset[Words]
    releases: frozenset[Words]
    staff_words: frozenset[str]
    desks: frozenset[str]
    byline_places: frozenset[str]
    photo_leads: frozenset[Words]
    days: frozenset[str]
    date_words: frozenset[str]
    credit_glue: frozenset[str]
    dateline_glue: frozenset[str]
    not_places: frozenset[Words]
    months: frozenset[str]
    agencies: frozenset[Words]
    agency_words: frozenset[str]
    """The first words of ``agencies``."""


def _leads(found: Mapping[str, frozenset[Words]]) -> Leads:
    within = found["within"]
    return Leads(
        always=found["always"],
        colon=found["colon"],
        weak=found["weak"],
        alone=found["alone"],
        within=tuple(sorted(f" {' '.join(words)} " for words in within)),
        first=frozenset(words[0] for words in found["always"] | found["colon"]),
        inner=frozenset(words[0] for words in within),
    )


@cache
def load() -> Lexicon:
    """Read the furniture files of every language that has one."""
    tables = [
        resources.read_toml(f"furniture-{code}.toml")
        for code in LANGUAGES
        if resources.exists(f"furniture-{code}.toml")
    ]

    def listed(key: str) -> list[str]:
        return [text for table in tables for text in resources.strings(table, key)]

    def folds(key: str) -> frozenset[str]:
        return frozenset(fold(word) for word in listed(key))

    agencies = _phrases(outlets.agency_names())
    return Lexicon(
        leads={role: _leads({key: _phrases(listed(f"{role}.{key}")) for key in KINDS}) for role in FURNITURE},
        address=folds("promo.address"),
        byline_leads=_phrases(listed("byline.leads")),
        date_leads=_phrases(listed("date.leads")),
        releases=_phrases(listed("byline.releases")),
        staff_words=folds("byline.words"),
        desks=folds("byline.desks"),
        byline_places=folds("byline.places"),
        photo_leads=_phrases(listed("credit.photo")),
        days=folds("date.days"),
        date_words=folds("date.words") | {word for words in _phrases(listed("date.leads")) for word in words},
        credit_glue=folds("credit.glue"),
        dateline_glue=folds("dateline.glue"),
        not_places=_phrases(listed("dateline.not_places")),
        months=frozenset(published.months()),
        agencies=agencies,
        agency_words=frozenset(words[0] for words in agencies),
    )


@lru_cache(maxsize=2048)
def folded(text: str) -> Words:
    """Give the folded words of a line."""
    return tuple(_WORD.findall(text.lower()) if text.isascii() else map(fold, _WORD.findall(text)))


def begins(words: Words, phrases: frozenset[Words]) -> int:
    """Give the number of words of the longest phrase that ``words`` begins with, 0 where none."""
    longest = min(len(words), 8)
    return next((n for n in range(longest, 0, -1) if words[:n] in phrases), 0)


@lru_cache(maxsize=2048)
def furniture_role(text: str, words: Words) -> Role | None:
    """Give the role that the lead-in of a line, or a telling phrase within it, speaks for."""
    return next((role for role in FURNITURE if _speaks_for(role, text, words)), None)


def is_bare_lead(words: Words) -> bool:
    """Tell whether a line is only the head of a list of related items."""
    leads = load().leads["related"]
    return words in leads.alone or words in leads.always or words in leads.colon


def _speaks_for(role: Role, text: str, words: Words) -> bool:
    leads = load().leads[role]
    if not words or len(words) > _LONGEST_LEAD:
        return False
    opens = words[0] in leads.first
    if words in leads.alone or (opens and begins(words, leads.always)):
        return True
    lead = begins(words, leads.colon) if opens else 0
    if _is_sentence(text, words) and (role in _POINTERS or words[:lead] in leads.weak):
        lead = 0
    if lead and _AFTER_LEAD.match(text, end_of_word(text, lead)):
        return True
    if len(words) > _LONGEST_WITHIN or (role == "promo" and _is_told(text, words)):
        return False
    if leads.inner.isdisjoint(words):
        return False
    line = f" {' '.join(words)} "
    return any(phrase in line for phrase in leads.within)


def _is_sentence(text: str, words: Words) -> bool:
    """Tell whether a line is a full sentence: after a label such as "Video:" it is then narration."""
    return len(words) >= _SENTENCE_WORDS and text.rstrip("»”\"' ").endswith(".")


def _is_told(text: str, words: Words) -> bool:
    """Tell whether a line is a sentence that does not speak to the reader."""
    return len(words) > _LABEL_WORDS and text.rstrip("»”\"' ").endswith(".") and load().address.isdisjoint(words)


def holds(words: Words, phrase: Words) -> bool:
    """Tell whether ``phrase`` stands somewhere in ``words``."""
    size = len(phrase)
    return any(words[i] == phrase[0] and words[i : i + size] == phrase for i in range(len(words) - size + 1))


def end_of_word(text: str, count: int) -> int:
    """Give the end of the word with this number, counted from one."""
    for index, match in enumerate(_WORD.finditer(text), 1):
        if index == count:
            return match.end()
    return len(text)


def _phrases(texts: Iterable[str]) -> frozenset[Words]:
    return frozenset(words for text in texts if (words := folded(text)))
