"""From one page of markup to its text, as marked stretches, and what it says about itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from trafilatura import extract

from twosource import resources
from twosource.model import Language, Mark
from twosource.read import markup as markup_
from twosource.read import metadata, published
from twosource.read.published import DateFrame
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import html

    from twosource.read.markup import Layout, Stretch


_VOTED_SHARE = 0.8
_GRAM = 4
_HOLDS_MOST = 0.92
_PROSE_LETTERS = 80
_FEW_LINKS = 0.35
_BEFORE = 40
_AFTER = 25
_MAX_MARKUP = 20_000_000

_WORD = re.compile(r"\w+")


class Page(Struct, frozen=True, kw_only=True):
    """What one page holds. ``text`` is the article's region, its blocks parted by a blank line."""

    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    modified: str | None = None
    site_name: str | None = None
    canonical: str | None = None
    authors: tuple[str, ...] = ()
    language: Language | None = None
    text: str = ""
    marks: tuple[Mark, ...] = ()


def parse(markup: str, url: str | None = None, frame: DateFrame | None = None) -> Page:
    """Read one page. ``url`` is the address it was found at, ``frame`` what its dates are read against."""
    root = markup_.tree(markup[:_MAX_MARKUP])
    if root is None:
        return Page()
    frame = frame or DateFrame()
    stated = metadata.read(root, url)
    layout = markup_.layout(root)
    found = published.choose(stated.dates, frame)
    guess = None if found else published.guessed(root, markup, frame)
    voted = _votes(layout.stretches, _extracted(root))
    kept = _region(layout, voted, stated.title)
    text, marks = _marks(layout, kept, voted)
    found = found or _last_resort(guess, text[:1500], frame)
    changed = published.choose(stated.changes, frame)
    return Page(
        title=stated.title,
        published=found.value if found else None,
        published_basis=found.basis if found else None,
        modified=changed.value if changed else None,
        site_name=stated.site_name,
        canonical=stated.canonical,
        authors=stated.authors,
        language=stated.language,
        text=text,
        marks=marks,
    )


def _last_resort(guess: str | None, opening: str, frame: DateFrame) -> published.Published | None:
    """Take the date written near the headline, with the guess of htmldate to confirm or to replace it."""
    written = next((value for value, _ in published.written(opening, frame)), None)
    if written and (guess is None or written[0][:10] == guess):
        return published.Published(written[0], "text" + written[1])
    return published.choose([(guess, "htmldate")] if guess else [], frame)


# ------------------------------------------------------------------------------- votes


def _extracted(root: html.HtmlElement) -> tuple[str, ...]:
    """Ask trafilatura for the body: one vote, what it leaves out may still be body. ``root`` is used up."""
    try:
        text = extract(root, favor_precision=True, include_comments=False, deduplicate=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ()
    return tuple((text or "").splitlines())


def _votes(stretches: Sequence[Stretch], lines: Sequence[str]) -> tuple[bool, ...]:
    """Tell which stretches the extracted lines hold: by whole line, or by most of their four-word runs."""
    keys = [_key(line) for line in lines]
    cells = (_key(cell) for line in lines if "|" in line for cell in line.split("|"))
    whole = {key for key in (*keys, *cells) if key}
    grams = {key[i : i + _GRAM] for key in keys for i in range(len(key) - _GRAM + 1)}
    return tuple(_is_held(_key(stretch.text), whole, grams) for stretch in stretches)


def _key(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _is_held(key: tuple[str, ...], whole: set[tuple[str, ...]], grams: set[tuple[str, ...]]) -> bool:
    if len(key) < _GRAM:
        return key in whole
    held = sum(key[i : i + _GRAM] in grams for i in range(len(key) - _GRAM + 1))
    return held / (len(key) - _GRAM + 1) >= _VOTED_SHARE


# ------------------------------------------------------------------------------ region


def _region(layout: Layout, voted: Sequence[bool], title: str | None) -> tuple[int, ...]:
    """Choose the stretches to keep: the article's region, and what stands right around it.

    The region is the smallest element that holds nearly all of the body votes; where nothing was
    voted, of the stretches that look like prose.
    """
    weights = [len(s.text) if vote else 0 for s, vote in zip(layout.stretches, voted, strict=True)]
    if not any(weights):
        weights = [len(s.text) if _is_prose(s) else 0 for s in layout.stretches]
    if not any(weights):
        return tuple(range(len(layout.stretches)))[: _BEFORE + _AFTER]
    inside = _inside(layout, _article_of(layout, _holder(layout, weights)))
    first = next(i for i, weight in enumerate(weights) if weight)
    last = max(i for i, weight in enumerate(weights) if weight)
    head = _head(layout, first, title)
    return tuple(
        i
        for i, stretch in enumerate(layout.stretches)
        if weights[i]
        or (not _is_site_furniture(layout, stretch) and (inside[i] or head <= i < first or last < i <= last + _AFTER))
    )


def _is_prose(stretch: Stretch) -> bool:
    return len(stretch.text) >= _PROSE_LETTERS and stretch.link_share < _FEW_LINKS


def _holder(layout: Layout, weights: Sequence[int]) -> int:
    """Descend from the root while one child holds nearly all of the weight."""
    held = [0] * len(layout.nodes)
    for stretch, weight in zip(layout.stretches, weights, strict=True):
        held[stretch.node] += weight
    heaviest = [-1] * len(layout.nodes)
    for index in range(len(layout.nodes) - 1, 0, -1):
        parent = layout.nodes[index].parent
        held[parent] += held[index]
        if heaviest[parent] < 0 or held[index] >= held[heaviest[parent]]:
            heaviest[parent] = index
    here = 0
    while heaviest[here] >= 0 and held[heaviest[here]] >= _HOLDS_MOST * held[0]:
        here = heaviest[here]
    return here


def _article_of(layout: Layout, node: int) -> int:
    """Give the nearest article or main element around ``node``, else ``node``."""
    for index in layout.ancestors(node):
        if layout.nodes[index].tag in {"article", "main"} or "main" in layout.nodes[index].words[:1]:
            return index
    return node


def _inside(layout: Layout, node: int) -> list[bool]:
    within = [False] * len(layout.nodes)
    for index in range(node, len(layout.nodes)):
        within[index] = index == node or (layout.nodes[index].parent >= 0 and within[layout.nodes[index].parent])
    return [within[stretch.node] for stretch in layout.stretches]


def _head(layout: Layout, first: int, title: str | None) -> int:
    """Give the stretch where the article's head begins: its headline, or its last ``h1`` before the body."""
    wanted = _key(fold(title or ""))
    for index in range(first - 1, max(-1, first - 1 - _BEFORE * 3), -1):
        stretch = layout.stretches[index]
        heading = layout.tag(stretch) == "h1" or (wanted and _key(fold(stretch.text)) == wanted)
        if heading and not _is_site_furniture(layout, stretch):
            return max(0, index - 3)
    return first - min(first, 3)


def _is_site_furniture(layout: Layout, stretch: Stretch) -> bool:
    """Tell whether a stretch stands in a menu, a footer or a consent dialog: by element, role or class."""
    words = _site_words()
    headline = layout.tag(stretch) in {"h1", "time"}
    for index in layout.ancestors(stretch.node):
        node = layout.nodes[index]
        if node.tag == "article":
            return False
        if not headline and (node.tag in {"nav", "footer"} or any(w in words for w in node.words)):
            return True
    return False


@cache
def _site_words() -> frozenset[str]:
    return frozenset(resources.strings(resources.read_toml("page-hints.toml"), "site"))


def _marks(layout: Layout, kept: Sequence[int], voted: Sequence[bool]) -> tuple[str, tuple[Mark, ...]]:
    marks: list[Mark] = []
    at = 0
    for index in kept:
        stretch = layout.stretches[index]
        end = at + len(stretch.text)
        marks.append(Mark(at, end, layout.tag(stretch), layout.hints(stretch), stretch.link_share, voted[index]))
        at = end + 2
    return "\n\n".join(layout.stretches[index].text for index in kept), tuple(marks)
