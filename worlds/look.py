"""One story's truth for a person to read: who had what from whom, as text and as a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

import msgspec
from msgspec import Struct

Counts = Mapping[str, int]


class Segment(Struct, frozen=True):
    """A row of ``derivation.jsonl``."""

    article: str
    start: int
    end: int
    origin: str
    parent: str
    parent_article: str
    operators: tuple[str, ...]


class Article(Struct, frozen=True):
    """A row of ``articles.jsonl``."""

    id: str
    outlet: str
    title: str
    text: str
    published: str | None = None


class Hidden(Struct, frozen=True):
    """A row of ``hidden.jsonl``."""

    id: str
    story: str
    name: str
    type: str
    at: str
    text: str


class Place(Struct, frozen=True):
    """A stretch of an article."""

    article: str
    start: int
    end: int


class Claim(Struct, frozen=True):
    """A claim with its counts."""

    id: str
    text: str
    statements: tuple[Place, ...]
    origins: tuple[str, ...]
    independent: Counts


class Statement(Place, frozen=True):
    """A statement."""

    kind: str
    certainty: str
    chain: tuple[str, ...]
    claim: str = ""
    origin: str = ""
    field: str = "text"


class Clash(Struct, frozen=True):
    """A conflict."""

    claim: str
    relation: str
    left: Place
    right: Place


class Truth(Struct, frozen=True):
    """What of ``truth.json`` is shown."""

    stories: Mapping[str, tuple[str, ...]]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    conflicts: tuple[Clash, ...]
    written: Mapping[str, str]
    families: Mapping[str, str]


class Folder(Struct, frozen=True):
    """A world as it lies on disk."""

    articles: Mapping[str, Article]
    hidden: Mapping[str, Hidden]
    segments: Mapping[str, Sequence[Segment]]
    truth: Truth


def read(folder: Path) -> Folder:
    """Read a world's folder."""
    articles = msgspec.json.decode(_array(folder / "articles.jsonl"), type=list[Article])
    hidden = msgspec.json.decode(_array(folder / "hidden.jsonl"), type=list[Hidden])
    segments: dict[str, list[Segment]] = defaultdict(list)
    for row in msgspec.json.decode(_array(folder / "derivation.jsonl"), type=list[Segment]):
        segments[row.article].append(row)
    truth = msgspec.json.decode((folder / "truth.json").read_bytes(), type=Truth)
    return Folder({one.id: one for one in articles}, {one.id: one for one in hidden}, segments, truth)


def _array(path: Path) -> bytes:
    return b"[" + b",".join(line for line in path.read_bytes().split(b"\n") if line) + b"]"


# ---------------------------------------------------------------------------------- text


def as_text(world: Folder, story: str) -> Iterator[str]:
    """Tell a story's truth in lines: hidden texts, articles with where each sentence is from, claims, conflicts."""
    yield f"STORY {story}"
    for one in _behind(world, story):
        yield f"\n-- hidden: {one.type} {one.name} ({one.id}, {one.at})"
        yield f"   {one.text}"
    for name in world.truth.stories[story]:
        yield from _article(world, name)
    for claim in (one for one in world.truth.claims if one.id.startswith(f"{story}.")):
        count = claim.independent
        levels = ", ".join(f"{level} {count[level]}" for level in ("utterance", "person", "organisation", "side"))
        yield f"\n-- claim {claim.id}: {claim.text}"
        shown = f"shown {count['organisation_shown']}, possible {count['organisation_possible']}"
        yield f"   {len(claim.statements)} statements; origins: {', '.join(claim.origins)}"
        yield f"   independent: {levels} (organisation: {shown})"
    for row in (one for one in world.truth.conflicts if one.claim.startswith(f"{story}.")):
        left, right = (_words(world, place) for place in (row.left, row.right))
        yield f"\n-- {row.relation} ({row.claim}): {left}  <>  {right}"


def _behind(world: Folder, story: str) -> list[Hidden]:
    return sorted((one for one in world.hidden.values() if one.story == story), key=lambda one: (one.at, one.id))


def _words(world: Folder, place: Place) -> str:
    return f"“{world.articles[place.article].text[place.start : place.end]}” [{place.article}]"


def _article(world: Folder, name: str) -> Iterator[str]:
    article = world.articles[name]
    written, page = world.truth.written[name], article.published or "no time"
    yield f"\n== {article.outlet} [{name}, {world.truth.families[name]}] written {written}, page says {page}"
    yield f"   {article.title}"
    told = {(one.start, one.end): one for one in world.truth.statements if one.article == name and one.field == "text"}
    for part in world.segments[name]:
        source = f"  < {part.parent_article or part.origin}" if part.parent else ""
        ops = f" by {', '.join(part.operators)}" if part.operators else ""
        inside = [one for (start, end), one in told.items() if part.start <= start and end <= part.end]
        chains = "; ".join(f"{' > '.join(one.chain) or 'own'} ({one.certainty}; true: {one.origin})" for one in inside)
        yield f"   {article.text[part.start : part.end]}\n        {chains}{source}{ops}"


# ------------------------------------------------------------------------------- picture

_WIDE, _STEP = 260, 34


def as_svg(world: Folder, story: str) -> str:
    """Draw a story: hidden texts on the left, articles on the right by time, a line for what was taken from where."""
    left = [one.id for one in _behind(world, story)]
    right = list(world.truth.stories[story])
    spots = {name: (20, 40 + _STEP * place) for place, name in enumerate(left)}
    spots |= {name: (520, 40 + _STEP * place) for place, name in enumerate(right)}
    height = 60 + _STEP * max(len(left), len(right))
    shapes = [
        _edge(spots[parent], spots[name], count)
        for (parent, name), count in sorted(_edges(world, right).items())
        if parent in spots
    ]
    for name in left:
        one = world.hidden[name]
        shapes.append(_box(spots[name], f"{one.name} · {one.at[5:16]}", "#eee"))
    for name in right:
        label = f"{world.articles[name].outlet} · {world.truth.written[name][5:16]}"
        shapes.append(_box(spots[name], label, "#dfeaf7"))
    title = (
        f'<text x="20" y="20" font-weight="bold">{escape(story)}: hidden texts, and the articles made of them</text>'
    )
    body = "\n".join([title, *shapes])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="820" height="{height}" '
        'font-family="sans-serif" font-size="12">\n'
        f"{body}\n</svg>\n"
    )


def _edges(world: Folder, articles: Sequence[str]) -> Mapping[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for name in articles:
        for part in world.segments[name]:
            if part.parent_article:
                counts[part.parent_article, name] += 1
    return counts


def _box(spot: tuple[int, int], label: str, colour: str) -> str:
    x, y = spot
    return (
        f'<rect x="{x}" y="{y - 14}" width="{_WIDE}" height="22" rx="4" fill="{colour}" stroke="#888"/>'
        f'<text x="{x + 6}" y="{y + 2}">{escape(label[:40])}</text>'
    )


def _edge(start: tuple[int, int], end: tuple[int, int], count: int) -> str:
    x1, y1 = start[0] + (_WIDE if start[0] < 100 else 0), start[1] - 3
    x2, y2 = end[0], end[1] - 3
    bend = x1 - 90 if start[0] > 100 else (x1 + x2) // 2
    colour = "#b33" if start[0] > 100 else "#777"
    return (
        f'<path d="M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}" fill="none" stroke="{colour}" '
        f'stroke-width="{min(5, 0.8 + 0.4 * count):.1f}"><title>{count} sentences</title></path>'
    )


def largest(world: Folder) -> str:
    """Name the story with a middling number of articles: enough to see something, few enough to read."""
    return min(world.truth.stories, key=lambda name: (abs(len(world.truth.stories[name]) - 6), name))


__all__ = ["as_svg", "as_text", "largest", "read"]
