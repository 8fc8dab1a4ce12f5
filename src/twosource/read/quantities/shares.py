"""Parts of a whole told in words, as per cent: "plus de la moitié des élus" is from 50 to 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from twosource.model import Quantity, Sentence
from twosource.read.quantities.lexicon import Lexicon, either
from twosource.resources import read_toml, strings
from twosource.text import fold

WHOLE = 100.0
UNIT = "%"
TENTH = 10
"""By what "about" and "nearly" are told: a tenth of the share."""
REACH = 24
"""Code points before a share in which its comparator stands."""


def find(text: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[Quantity]:
    """Find the shares of a sentence, in order."""
    pattern, parts = _words(lexicon.language)
    for match in pattern.finditer(text, sentence.start, sentence.end):
        share = parts[_plain(match[1])]
        head = text[max(sentence.start, match.start() - REACH) : match.start()]
        before = lexicon.before.search(head)
        start = match.start() - len(head) + before.start() if before else match.start()
        word = _plain(before[1]) if before else ""
        low, high = _bounds(share, lexicon.comparators.get(word, ""))
        yield Quantity(start, match.end(1), low, high, None, UNIT)


@cache
def _words(language: str) -> tuple[re.Pattern[str], Mapping[str, float]]:
    """Give the search for a share ("la moitié" before "des") and what each is, in per cent."""
    table = read_toml(f"quantities-{language}.toml")
    section = table.get("part", {})
    parts = {word: float(str(value)) for word, value in section.items()} if isinstance(section, Mapping) else {}
    of = either(strings(table, "skip.part_of"))
    pattern = re.compile(rf"(?<!\w)({either(tuple(parts))})(?=\s(?:{of}))", re.IGNORECASE)
    return pattern, {fold(word): value for word, value in parts.items()}


def _plain(words: str) -> str:
    return fold(" ".join(words.replace("’", "'").split()))


def _bounds(share: float, comparator: str) -> tuple[float, float]:
    """Give the interval of a share under its comparator, inside the whole."""
    slack = share / TENTH
    if comparator in {"at least", "more than"}:
        return share, WHOLE
    if comparator in {"at most", "less than"}:
        return 0.0, share
    low = share - slack if comparator in {"nearly", "about"} else share
    return round(low, 1), round(min(WHOLE, share + slack), 1) if comparator == "about" else share
