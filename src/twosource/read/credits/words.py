"""The expressions around an agency's name in credits, all languages together (``resources/agencies.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from twosource import resources
from twosource.read.credits.agencies import TABLE


class Phrase(Struct, frozen=True):
    """An expression that is looked for in texts that hold one of the words ``near``, in small letters.

    ``agency``: whose credit the expression is, where it names none.
    """

    regex: re.Pattern[str]
    near: tuple[str, ...]
    agency: str = ""


@cache
def patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """Give the expressions of one list."""
    table = resources.read_toml(TABLE)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in resources.strings(table, f"words.{key}"))


def holds(key: str, stretch: str) -> bool:
    """Tell whether one of the expressions of a list is in a stretch of text."""
    return any(pattern.search(stretch) for pattern in patterns(key))


@cache
def phrases(key: str) -> tuple[Phrase, ...]:
    """Give the expressions of one table of phrases."""
    rows = resources.read_toml(TABLE).get(key, [])
    return tuple(
        Phrase(re.compile(str(row["pattern"])), resources.strings(row, "near"), str(row.get("agency", "")))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, Mapping)
    )


def told(key: str, lowered: str) -> Iterator[Phrase]:
    """Give the phrases of a table whose words a text has; ``lowered`` is the text in small letters."""
    return (phrase for phrase in phrases(key) if any(word in lowered for word in phrase.near))


@cache
def listed(key: str) -> frozenset[str]:
    """Give the words of one plain list."""
    return frozenset(resources.strings(resources.read_toml(TABLE), f"words.{key}"))
