"""The words of a report, out of ``resources/phrases-*.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from twosource import resources
from twosource.errors import ResourceError
from twosource.report.options import ReportLanguage
from twosource.resources import Table, TomlValue
from twosource.text import fold

VOWELS = frozenset("aeiou")


class Phrases(Struct, frozen=True):
    """The wording of one language. ``ones``: numbers that take the singular; ``elisions``: words before vowels."""

    language: ReportLanguage
    table: Table
    ones: tuple[int, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    elisions: tuple[tuple[str, str], ...] = ()

    def say(self, key: str, **values: str | int) -> str:
        """Give the phrase at a dotted key, its blanks filled; ``n`` chooses singular or plural.

        Raises:
            ResourceError: where there is no such phrase, so that a slip shows in the tests.
        """
        found = self._find(key)
        if found is None:
            raise ResourceError(f"phrases-{self.language}", key)
        return self._fill(found, values)

    def word(self, group: str, code: str | None) -> str:
        """Give the wording of a code (a certainty, a verdict ...); an unknown code stands for itself."""
        if not code:
            return ""
        entries = self._find(group)
        found = entries.get(code) if isinstance(entries, Mapping) else None
        return code if found is None else self._fill(found, {})

    def reason(self, code: str, about: str) -> str:
        """Give the wording of a reason; an unknown code stands for itself, with what it is about."""
        entries = self._find("reason")
        found = entries.get(code) if isinstance(entries, Mapping) else None
        if found is None:
            return f"{code}: {about}" if about else code
        if isinstance(found, Mapping):
            found = found["about"] if about else found["bare"]
        return self._fill(found, {"about": about})

    def _find(self, key: str) -> TomlValue | None:
        value: TomlValue | None = self.table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    def _fill(self, found: TomlValue, values: Mapping[str, str | int]) -> str:
        if isinstance(found, Mapping):
            found = found["one"] if values.get("n") in self.ones else found["other"]
        words = str(found)
        for name, value in values.items() if self.elisions else ():
            if fold(str(value)[:1]) in VOWELS:
                for full, short in self.elisions:
                    words = re.sub(rf"\b{full} \{{{name}\}}", f"{short}{{{name}}}", words)
        return words.format_map(values) if values else words


def load(language: ReportLanguage) -> Phrases:
    """Load the wording of a language.

    Raises:
        ResourceError: where there is no phrase file for it.
    """
    table = resources.read_toml(f"phrases-{language}.toml")
    ones = tuple(int(number) for number in resources.strings(table, "grammar.ones"))
    months, short = (resources.strings(table, f"grammar.{name}") for name in ("months", "months-short"))
    elisions = tuple(
        (full, short)
        for full, _, short in (pair.partition("|") for pair in resources.strings(table, "grammar.elisions"))
    )
    return Phrases(language, table, ones, months, short, elisions)
