"""From markup to visible stretches of text, with the elements around them. Hostile markup is only text here.

The tree is read by lxml with its limits on (no network, no entities, no ``huge_tree``) and walked
without recursion; nothing is executed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree, html
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_NO_TEXT = frozenset(
    {
        "applet",
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "meter",
        "noframes",
        "noscript",
        "object",
        "optgroup",
        "option",
        "progress",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
_LANDMARKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "main",
        "nav",
        "time",
    }
)
_HINT_ATTRIBUTES = frozenset({"class", "id", "itemprop", "role", "rel", "data-component", "data-testid"})
_SPLITTING = frozenset({"credit", "credits", "copyright"})
_MAX_WORDS_OF_NODE = 16
_MAX_HINTS = 60

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u180e\x00-\x08\x0e-\x1b\x7f]")


class Node(Struct, frozen=True):
    """An element: its parent (an index, -1 for the root), depth, tag and hint words."""

    parent: int
    depth: int
    tag: str
    words: tuple[str, ...]


class Stretch(Struct, frozen=True):
    """Visible text that no block boundary cuts; ``node`` is the deepest element that holds it all."""

    text: str
    node: int
    link_share: float


class Layout(Struct, frozen=True):
    """The visible text of a page, in order, over its elements, in document order."""

    nodes: tuple[Node, ...]
    stretches: tuple[Stretch, ...]

    def ancestors(self, node: int) -> Iterator[int]:
        """Give ``node`` and the elements above it, deepest first."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent

    def tag(self, stretch: Stretch) -> str:
        """Give the nearest block element of a stretch, or ``time`` where it is one date element."""
        for index in self.ancestors(stretch.node):
            tag = self.nodes[index].tag
            if tag in BLOCKS or tag == "time":
                return tag
        return "body"

    def hints(self, stretch: Stretch) -> str:
        """Give the hint words around a stretch, nearest first, each once."""
        found: dict[str, None] = {}
        bold = False
        for index in self.ancestors(stretch.node):
            node = self.nodes[index]
            bold = bold or node.tag in {"b", "strong"}
            if len(found) < _MAX_HINTS:
                found.update(dict.fromkeys(node.words))
            elif node.tag in _LANDMARKS:
                found[node.tag] = None
        if bold:
            found["bold"] = None
        return " ".join(found)


def tree(markup: str) -> html.HtmlElement | None:
    """Parse markup leniently; ``None`` where there is no element in it."""
    parser = html.HTMLParser(
        encoding="utf-8",
        recover=True,
        huge_tree=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    source = _INVISIBLE_CONTROLS.sub("", markup).encode("utf-8", "replace")
    if not source.strip():
        return None
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None
    return root if isinstance(root.tag, str) else None


_INVISIBLE_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def squash(text: str) -> str:
    """Give visible text: runs of plain blanks as one space, invisible signs gone, hard spaces kept."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def layout(root: html.HtmlElement) -> Layout:
    """Walk the visible text of a tree."""
    walk = _Walk()
    stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            walk.close(element)
        elif isinstance(element.tag, str) and not _is_dropped(element):
            walk.open(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        walk.tail(element)
    walk.flush()
    return Layout(tuple(walk.nodes), tuple(walk.stretches))


def hint_words(element: html.HtmlElement) -> tuple[str, ...]:
    """Give the words of an element's class, id, itemprop, role and landmark, lower case, each once."""
    tag = str(element.tag)
    if tag in {"html", "body"}:
        return ()
    values = [value[:300] for name, value in element.items() if name in _HINT_ATTRIBUTES] if element.attrib else []
    return _words(tag if tag in _LANDMARKS else "", " ".join(values))


@lru_cache(maxsize=4096)
def _words(landmark: str, values: str) -> tuple[str, ...]:
    found = dict.fromkeys(word.lower() for word in _WORD.findall(values) if len(word) > 1)
    kept = tuple(found)[:_MAX_WORDS_OF_NODE]
    return (landmark, *(word for word in kept if word != landmark)) if landmark else kept


def _is_dropped(element: html.HtmlElement) -> bool:
    tag = str(element.tag).lower()
    if tag in _NO_TEXT or (tag == "dialog" and element.get("open") is None):
        return True
    if tag in {"html", "body"}:
        return False
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


class _Walk:
    """The state of one walk: open elements, the text since the last block boundary, what was found."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.stretches: list[Stretch] = []
        self._open: list[int] = []
        self._pieces: list[tuple[str, int, bool]] = []
        self._links = 0
        self._breaks = 0
        self._wrapped = False
        self._closed_inline = False

    def open(self, element: html.HtmlElement) -> None:
        tag = str(element.tag).lower()
        words = hint_words(element)
        if tag in BLOCKS or not _SPLITTING.isdisjoint(words):
            self.flush()
        if tag == "br":
            self._break()
        if tag == "a":
            self._links += 1
        if self._closed_inline and tag in {"span", "a", "div"}:
            self._part(element.text or "")
        parent = self._open[-1] if self._open else -1
        self._open.append(len(self.nodes))
        self.nodes.append(Node(parent, len(self._open), tag, words))
        self._add(element.text)

    def close(self, element: html.HtmlElement) -> None:
        tag = str(element.tag).lower()
        node = self._open.pop()
        if tag in BLOCKS or not _SPLITTING.isdisjoint(self.nodes[node].words):
            self.flush()
        if tag == "a":
            self._links -= 1
        self._closed_inline = tag in {"span", "a"}

    def tail(self, element: html.HtmlElement) -> None:
        if element.tail and self._open:
            self._closed_inline = False
            self._add(element.tail)

    def flush(self) -> None:
        self._breaks = 0
        self._wrapped = False
        if not self._pieces:
            return
        text = squash("".join(piece for piece, _, _ in self._pieces))
        if text:
            node = self._common([node for piece, node, _ in self._pieces if piece.strip()])
            linked = sum(len(p) - p.count(" ") for p, _, link in self._pieces if link)
            plain = sum(len(p) - p.count(" ") for p, _, _ in self._pieces) or 1
            self.stretches.append(Stretch(text, node, round(linked / plain, 3)))
        self._pieces.clear()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if text.strip():
            if self._wrapped and not text.lstrip()[0].islower():
                self.flush()
            self._wrapped = False
            self._breaks = 0
            self._closed_inline = False
        self._pieces.append((_BLANKS.sub(" ", text), self._open[-1], self._links > 0))

    def _break(self) -> None:
        """Take a line break as a space, two as a boundary.

        One is a boundary where all before it stands in elements of its own that are closed: a line of a
        layout without paragraphs, not the line of a verse.
        """
        self._breaks += 1
        within = {node for piece, node, _ in self._pieces if piece.strip()}
        self._wrapped = bool(within) and self._open[-1] not in within
        if self._breaks > 1:
            self.flush()
            self._breaks = 1
        elif self._pieces:
            self._pieces.append((" ", self._open[-1], self._links > 0))

    def _part(self, following: str) -> None:
        """Set apart two elements that a style sheet would: a capital right after a small letter or a sign."""
        last = self._pieces[-1][0][-1:] if self._pieces else ""
        if last and not last.isspace() and not last.isupper() and following[:1].isupper():
            self._pieces.append((" ", self._open[-1], self._links > 0))

    def _common(self, found: list[int]) -> int:
        common = found[0]
        for node in found[1:]:
            other = node
            while common != other:
                if self.nodes[common].depth >= self.nodes[other].depth:
                    common = self.nodes[common].parent
                else:
                    other = self.nodes[other].parent
        return common
