"""The marked stretches of an article with what the rules look at."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource import resources
from twosource.read import stamps
from twosource.read.blocks import credits as credits_
from twosource.read.blocks import lexicon
from twosource.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Article, Mark
    from twosource.read.blocks.lexicon import Words

_PROSE_WORDS = 12
_LONG_PROSE_WORDS = 40
_PROSE_LINKS = 0.5
_BACKGROUND_SHARE = 0.25
_NEAR = 16
_OFTEN = 3
_FEW_LINKS = 0.35
_FEWEST_HINTS = 2
_QUOTES = ("«", "“", "„", "‘", '"')
_FEWEST_ITEMS = 3
_LONGEST_ITEM = 4
_ITEM_SIGNS = re.compile(r"\s+[|·•►▪/]\s+|\s*\|\s*")
_CELLS = frozenset({"td", "th", "line"})
_FINAL = re.compile(r"[.!?…。！？؟।][\s\"'’”»“)\]*]*$")


class Line(Struct, frozen=True):
    """One marked stretch. ``hints`` are its nearest hint words without those that body text carries too."""

    mark: Mark
    text: str
    words: Words
    hints: tuple[str, ...]
    size: int
    final: bool
    prose: bool


class Scene(Struct, frozen=True):
    """What all lines of one article are judged against.

    ``start`` is the line of the title (-1: none), ``first`` and ``last`` are the first and last surely told.
    """

    lines: tuple[Line, ...]
    is_page: bool
    title: Words
    authors: frozenset[Words]
    families: frozenset[str]
    main: frozenset[str]
    echoes: frozenset[Words]
    bodies: tuple[frozenset[str], ...]
    doubted: bool
    start: int
    first: int
    last: int


@cache
def hint_table() -> dict[str, frozenset[str]]:
    """Give the words that pages use in class and id, by role (and ``site``)."""
    table = resources.read_toml("page-hints.toml")
    return {key: frozenset(resources.strings(table, key)) for key in table}


def scene(article: Article) -> Scene:
    """Look at an article: its lines, and where its body begins and ends."""
    is_page = any(mark.hints or mark.voted for mark in article.marks)
    background = _background(article)
    lines = tuple(_line(article, mark, background) for mark in article.marks)
    core = [i for i, line in enumerate(lines) if is_core(line, is_page=is_page)]
    title = lexicon.folded(article.title or "")
    start = _start(lines, title, core[-1] if core else 0)
    core = [i for i in core if i > start] or core
    return Scene(
        lines=lines,
        is_page=is_page,
        title=title,
        authors=frozenset(lexicon.folded(name) for name in article.authors),
        families=frozenset(_family(line.mark) for line in lines if line.mark.voted and line.prose),
        main=_main_families(lines),
        echoes=_echoes(lines),
        bodies=_bodies(lines),
        doubted=is_page and _is_doubted(lines),
        start=start if is_page or title else 0,
        first=core[0] if core else len(lines),
        last=core[-1] if core else -1,
    )


def _start(lines: Sequence[Line], title: Words, last: int) -> int:
    """Give the line of the title, where body follows it; -1 where there is none."""
    heads = (i for i, line in enumerate(lines[:last]) if line.mark.tag == "h1" or same_words(line.words, title))
    return next(heads, -1)


def is_core(line: Line, *, is_page: bool) -> bool:
    """Tell whether a line is surely narration: prose that the vote, or bare text, counts as body."""
    if not line.prose or lexicon.furniture_role(line.text, line.words):
        return False
    return line.mark.voted or not is_page


def is_kin(line: Line, seen: Scene) -> bool:
    """Tell whether a line stands in the same kind of element as voted prose."""
    return _family(line.mark) in seen.families


def is_within(line: Line, seen: Scene) -> bool:
    """Tell whether a line stands deeper inside the kind of element that holds most of the voted text."""
    words = frozenset(line.mark.hints.split())
    return any(body <= words for body in seen.bodies)


def is_plain(line: Line) -> bool:
    """Tell whether a line is a paragraph of sentences, hardly linked, that does not speak to the reader."""
    return (
        line.prose
        and line.final
        and line.mark.tag == "p"
        and line.mark.link_share < _FEW_LINKS
        and (line.text.startswith(_QUOTES) or lexicon.load().address.isdisjoint(line.words))
    )


def is_main(line: Line, seen: Scene) -> bool:
    """Tell whether a line stands in the kind of element that holds much of the voted text."""
    return _family(line.mark) in seen.main


def _line(article: Article, mark: Mark, background: frozenset[str]) -> Line:
    text = article.text[mark.start : mark.end]
    words = lexicon.folded(text)
    size = len(words)
    if len(text) // 6 > size:
        size = max(size, sum(map(str.isalnum, text)) // 6)
    told = text[: credits_.end_credit(text)]
    final = _FINAL.search(told.rstrip()) is not None
    prose = mark.link_share < _PROSE_LINKS and ((size >= _PROSE_WORDS and final) or size >= _LONG_PROSE_WORDS)
    near = tuple(word for word in mark.hints.split()[:_NEAR] if word not in background)
    return Line(mark, text, words, near, size, final, prose)


def _background(article: Article) -> frozenset[str]:
    """Give the hint words that much of the body carries too: they say nothing of furniture."""
    weights: dict[str, int] = {}
    total = 0
    chosen = [m for m in article.marks if m.voted] or list(article.marks)
    for mark in chosen:
        size = mark.end - mark.start
        total += size
        for word in mark.hints.split():
            weights[word] = weights.get(word, 0) + size
    return frozenset(word for word, weight in weights.items() if weight >= _BACKGROUND_SHARE * total)


def _family(mark: Mark) -> str:
    return " ".join(word for word in mark.hints.split() if word != "bold")


def _main_families(lines: Sequence[Line]) -> frozenset[str]:
    weights: dict[str, int] = {}
    for line in lines:
        if line.mark.voted and line.prose:
            weights[_family(line.mark)] = weights.get(_family(line.mark), 0) + line.size
    total = sum(weights.values())
    return frozenset(family for family, weight in weights.items() if weight >= _BACKGROUND_SHARE * total)


def _bodies(lines: Sequence[Line]) -> tuple[frozenset[str], ...]:
    """Give the hint words of the elements that hold much of the voted text, where they can tell."""
    found = (frozenset(family.split()) for family in sorted(_main_families(lines)))
    return tuple(words for words in found if len(words) >= _FEWEST_HINTS)


def _is_doubted(lines: Sequence[Line]) -> bool:
    """Tell whether the vote left out more plain paragraphs than it took in."""
    voted = sum(line.size for line in lines if line.mark.voted and line.prose)
    return voted < sum(line.size for line in lines if not line.mark.voted and is_plain(line))


def _echoes(lines: Sequence[Line]) -> frozenset[Words]:
    """Give the short lines that stand again and again: labels that a template repeats."""
    counts = Counter(line.words for line in lines if not line.prose and line.mark.tag not in _CELLS)
    return frozenset(words for words, count in counts.items() if count >= _OFTEN and words)


def is_menu(line: Line) -> bool:
    """Tell whether a line is a row of short items with signs between them."""
    items = [lexicon.folded(item) for item in _ITEM_SIGNS.split(line.text)]
    return len(items) >= _FEWEST_ITEMS and all(len(item) <= _LONGEST_ITEM for item in items)


def is_headline(line: Line) -> bool:
    """Tell whether a line reads as a heading: short, no closing full stop, begins as a name or a sentence."""
    text = squeeze(line.text)
    if stamps.end(text, 0, len(text)):  # an entry of a live blog
        return False
    start = text.lstrip("«“\"'‘(¿¡# ")[:1]
    return (
        0 < line.size <= 18
        and (not line.final or text.rstrip("»”\"' ").endswith(("?", "!")))
        and not text.endswith((":", ";", ","))
        and (start.isupper() or start.isdigit() or (start.isalpha() and not start.islower()))
    )


def same_words(left: Words, right: Words) -> bool:
    """Tell whether two lines are one title: the same words, or nearly all of the longer one's."""
    if not left or not right:
        return False
    if left == right:
        return True
    a, b = set(left), set(right)
    return min(len(a), len(b)) > 3 and len(a & b) >= 0.75 * max(len(a), len(b))
