"""Stories of one matter: those that a rare name holds together, while the matter lasts.

An affair takes turns (a leak, a denial, an inquiry, an offer) and each turn has words of its own; what stays is the
name of the company, the body or the place. A pile that half speaks of one such name was gathered on it: the stories
that the name runs through are one where no more than a week lies between them. Persons do not count: they go from one
event to the next.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.resources import read_rows, read_toml, strings
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.model import Reading

SMALL = 200
"""Articles of a pile, at most: a larger one was not gathered on one matter."""
MOST = 0.5
"""Share of the articles of a pile that have the name on which it was gathered."""
RUNS_THROUGH = 0.5
"""Share of a story's articles that have a name which runs through it."""
OWN = 0.8
"""Share of a name's articles that lie in the stories which it runs through."""
WEEK = 7.0
"""Days between two stories of one matter, at most."""
KNOWN = "known-names.toml"
_WORD = re.compile(r"[^\W\d_]{4,}")


class Named(Struct, frozen=True):
    """The names of an article, as folded words with a capital; ``told`` those of its title, or that it has twice."""

    words: frozenset[str]
    told: frozenset[str]


def joined(
    readings: Sequence[Reading], times: Sequence[float], found: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Join the groups of articles that are of one matter; ``times`` in days, NaN for none. Each group sorted."""
    if len(readings) > SMALL or len(found) < 2:
        return list(found)
    named = _named(readings)
    root = list(range(len(found)))
    for left, right in _links(named, times, found):
        a, b = _top(root, left), _top(root, right)
        root[max(a, b)] = min(a, b)
    held: dict[int, list[int]] = defaultdict(list)
    for number, members in enumerate(found):
        held[_top(root, number)] += members
    return sorted(tuple(sorted(members)) for members in held.values())


def _top(root: Sequence[int], number: int) -> int:
    while root[number] != number:
        number = root[number]
    return number


def _named(readings: Sequence[Reading]) -> list[Named]:
    """Give the names of each article: words with a capital that no list knows, of no person."""
    texts = [_WORD.findall(f"{one.article.title or ''} {one.article.text}") for one in readings]
    titles = [_WORD.findall(one.article.title or "") for one in readings]
    usable = _names(readings, texts)
    found: list[Named] = []
    for words, title in zip(texts, titles, strict=True):
        counts = Counter(fold(word) for word in words if word[0].isupper())
        own = usable & counts.keys()
        headed = {fold(word) for word in title}
        found.append(Named(frozenset(own), frozenset(word for word in own if counts[word] > 1 or word in headed)))
    return found


def _names(readings: Sequence[Reading], texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Give the words that name bodies or places in a pile, mostly written with a capital, and that no list knows."""
    kinds = _kinds(readings)
    upper = Counter(fold(word) for words in texts for word in words if word[0].isupper())
    lower = Counter(fold(word) for words in texts for word in words if word[0].islower())
    return (
        frozenset(
            word
            for word, kind in kinds.items()
            if kind["person"] * 2 <= kind.total() and kind.total() > kind["person"] and 4 * lower[word] <= upper[word]
        )
        - _listed()
    )


def _kinds(readings: Sequence[Reading]) -> Mapping[str, Counter[str]]:
    """Count as what the names that hold a word were read."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.layers.mentions or ():
            for word in _WORD.findall(mention.name):
                found[fold(word)][mention.type] += 1
    return found


@cache
def _listed() -> frozenset[str]:
    """Give the words of the listed names: large towns, countries, outlets, those whom everybody knows."""
    known = read_toml(KNOWN)
    names = [name for key, listed in known.items() if isinstance(listed, list) for name in strings(known, key)]
    names += [name for row in read_rows("places.tsv") for name in row[0].split("|")]
    names += [name for row in read_rows("countries.tsv") for field in row[1:7] for name in field.split("|")]
    names += [name for row in read_rows("outlets.tsv") for name in (row[1], *"".join(row[7:]).split("|"))]
    return frozenset(fold(word) for name in names for word in _WORD.findall(name))


def _links(
    named: Sequence[Named], times: Sequence[float], found: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    """Give the pairs of groups that a name ties, next to each other in time."""
    total = Counter(word for one in named for word in one.words)
    counts = [Counter(word for i in members for word in named[i].words) for members in found]
    told = [frozenset(word for i in members for word in named[i].told) for members in found]
    for word in sorted(word for word, count in total.items() if count >= MOST * len(named)):
        through = [
            number
            for number, members in enumerate(found)
            if word in told[number] and counts[number][word] >= RUNS_THROUGH * len(members)
        ]
        if len(through) > 1 and sum(counts[number][word] for number in through) >= OWN * total[word]:
            yield from _next_to_each_other(through, times, found)


def _next_to_each_other(
    through: Sequence[int], times: Sequence[float], found: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    """Give the pairs of groups with no more than a week between them; one without a time is left alone."""
    spans = sorted(
        (min(at), max(at), number)
        for number in through
        if (at := [times[i] for i in found[number] if not math.isnan(times[i])])
    )
    last = -1
    end = -math.inf
    for first, until, number in spans:
        if last >= 0 and first - end <= WEEK:
            yield last, number
        last, end = number, max(end, until)
