"""A draft becomes a page: text, blocks, and where every line stands in it."""

from __future__ import annotations

from msgspec import Struct

from worlds.family import load
from worlds.model import Draft, Line
from worlds.realise import APOSTROPHES, Stage, realise
from worlds.rich import Rich, shifted

BREAK = "\n\n"


class Placed(Struct, frozen=True):
    """A line with its place in the text, marks moved along; ``titled`` ones count in the title."""

    line: Line
    start: int
    end: int
    rich: Rich
    titled: bool = False
    role: str = "body"


class Page(Struct, frozen=True):
    """An article as printed."""

    draft: Draft
    title: str
    text: str
    blocks: tuple[tuple[int, int, str], ...]
    lines: tuple[Placed, ...]


def page(draft: Draft, where: Stage) -> Page:
    """Print a draft; the page sets all apostrophes as its house does."""
    parts: list[str] = []
    blocks: list[tuple[int, int, str]] = []
    lines: list[Placed] = []
    at = 0
    glue = ""
    for paragraph in draft.paragraphs:
        parts.append(glue)
        at += len(glue)
        start = at
        for number, line in enumerate(paragraph.lines):
            if number:
                parts.append(" ")
                at += 1
            rich = realise(line, where)
            moved = Rich(rich.text, shifted(rich.marks, at))
            lines.append(Placed(line, at, at + len(rich.text), moved, False, paragraph.role))
            parts.append(rich.text)
            at += len(rich.text)
        blocks.append((start, at, paragraph.role))
        glue = " " if paragraph.role == "dateline" else BREAK
    newsroom = where.newsrooms.get(draft.newsroom)
    house = APOSTROPHES[load(newsroom.family).style.get("apostrophe", "straight")] if newsroom else {}
    title = ""
    if draft.title is not None:
        rich = realise(draft.title, where)
        title = rich.text.translate(house)
        lines.append(Placed(draft.title, 0, len(title), rich, True, "title"))
    return Page(draft, title, "".join(parts).translate(house), tuple(blocks), tuple(lines))
