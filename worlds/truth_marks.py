"""What is marked inside of articles: blocks, credits, times, numbers, names; and where every character comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from worlds.names import signed
from worlds.page import Page, Placed
from worlds.realise import last_name
from worlds.truth import CONDITIONAL, PlaceRow, Told, unseen

_DURATIONS = frozenset({"an", "année", "mois", "semaine", "jour", "year", "month", "week", "day"})
"""Counted things whose counts are times, not quantities."""
_STEM = 4
"""Letters by which a noun is known for its lemma."""
_CREDIT_FORMS: Mapping[str, str] = {"dateline": "dateline", "credit": "end", "caption": "photo", "byline": "byline"}


class BlockRow(Struct, frozen=True, kw_only=True):
    """A stretch with its role."""

    article: str
    start: int
    end: int
    role: str


class CreditRow(Struct, frozen=True, kw_only=True):
    """A place that names an agency as the origin of words."""

    article: str
    start: int
    end: int
    agency: str
    role: str


class TimeRow(Struct, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 value. Only those that were put in as such are listed."""

    article: str
    start: int
    end: int
    value: str


class QuantityRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number that a fact states."""

    article: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    counted: str | None = None
    unit: str | None = None


class ConditionalRow(Struct, frozen=True, kw_only=True):
    """A French conditional by its use."""

    article: str
    start: int
    end: int
    use: str


class EntityRow(Struct, frozen=True, kw_only=True):
    """A name of the story with its variants and places."""

    name: str
    type: str
    variants: tuple[str, ...]
    mentions: tuple[PlaceRow, ...]


class SegmentRow(Struct, frozen=True, kw_only=True):
    """A stretch of an article and where its words come from."""

    article: str
    start: int
    end: int
    origin: str
    parent: str
    parent_article: str
    root: str
    operators: tuple[str, ...]
    family: str
    unseen: bool


def blocks(told: Told) -> Iterator[BlockRow]:
    """List the blocks of all articles."""
    for page in told.held:
        for start, end, role in page.blocks:
            yield BlockRow(article=told.ids[page.draft.id], start=start, end=end, role=role)


def _each(told: Told) -> Iterator[tuple[str, Page, Placed]]:
    for page in told.held:
        for placed in page.lines:
            if not placed.titled:
                yield told.ids[page.draft.id], page, placed


def credits_(told: Told) -> Iterator[CreditRow]:
    """List every place that credits an agency: in furniture by its name, in sentences as the one who was told."""
    agencies = {
        name
        for room in told.where.newsrooms.values()
        if room.kind == "agency"
        for name in (signed(room.name, "fr"), signed(room.name, "en"))
    }
    for article, _, placed in _each(told):
        form = _CREDIT_FORMS.get(placed.role)
        if form is not None:
            yield from _furnished(article, placed, form, agencies)
        for mark in placed.rich.marks:
            room = told.where.newsrooms.get(mark.data[0]) if mark.label == "via" and mark.data else None
            if room is not None and room.kind == "agency":
                form = "told" if placed.line.table.startswith("told") else "mention"
                name = signed(room.name, placed.line.family[:2])
                yield CreditRow(article=article, start=mark.start, end=mark.end, agency=name, role=form)


def _furnished(article: str, placed: Placed, form: str, agencies: AbstractSet[str]) -> Iterator[CreditRow]:
    for name in sorted(agencies, key=len, reverse=True):
        at = placed.rich.text.find(name)
        if at >= 0:
            start = placed.start + at
            yield CreditRow(article=article, start=start, end=start + len(name), agency=name, role=form)
            return


def times(told: Told) -> Iterator[TimeRow]:
    """List the days and years that sentences print."""
    for article, _, placed in _each(told):
        for mark in placed.rich.marks:
            if mark.label == "time":
                yield TimeRow(article=article, start=mark.start, end=mark.end, value=mark.data[0])


def quantities(told: Told) -> Iterator[QuantityRow]:
    """List the exact numbers that sentences print, with what they count where the next word says it."""
    for article, page, placed in _each(told):
        for mark in placed.rich.marks:
            if mark.label == "quantity" and mark.data[0] and mark.data[1] and mark.data[2] not in _DURATIONS:
                low, high, counted, unit = mark.data
                said = counted[:_STEM] == page.text[mark.end :].lstrip()[: len(counted[:_STEM])]
                yield QuantityRow(
                    article=article, start=mark.start, end=mark.end, low=float(low), high=float(high),
                    counted=counted if counted and said else None, unit=unit or None,
                )  # fmt: skip


def conditionals(told: Told) -> Iterator[ConditionalRow]:
    """List the French conditionals of hearsay and of caution."""
    for article, page, placed in _each(told):
        if not placed.line.family.startswith("fr") or placed.line.kind == "direct":
            continue
        for mark in placed.rich.marks:
            found = CONDITIONAL.search(page.text, mark.start, mark.end) if mark.label == "mood" else None
            if found and mark.data[0] in {"1", "2"}:
                use = "hearsay" if mark.data[0] == "1" else "attenuated"
                yield ConditionalRow(article=article, start=found.start(), end=found.end(), use=use)


def entities(told: Told) -> Iterator[EntityRow]:
    """List the places, bodies and persons of the story with the spellings that its articles print."""
    places: dict[tuple[str, str], list[PlaceRow]] = defaultdict(list)
    variants: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article, page, placed in _each(told):
        for mark in placed.rich.marks:
            if mark.label == "name":
                key = (mark.data[0], mark.data[1])
                places[key].append(PlaceRow(article, mark.start, mark.end))
                variants[key].append(page.text[mark.start : mark.end])
        for name, who in _people(told, placed):
            at = page.text.find(name, placed.start, placed.end)
            if at >= 0:
                places[who, "person"].append(PlaceRow(article, at, at + len(name)))
                variants[who, "person"].append(name)
    for key, found in sorted(places.items()):
        names = tuple(dict.fromkeys(variants[key]))
        yield EntityRow(name=max(names, key=len), type=key[1], variants=names, mentions=tuple(found))


def _people(told: Told, placed: Placed) -> Iterator[tuple[str, str]]:
    """Find the persons who are named in a line: in full, else by family name."""
    for mark in placed.rich.marks:
        if mark.label == "source" and mark.data[0] in told.where.tellers:
            teller = told.where.tellers[mark.data[0]]
            if teller.name is not None:
                for spelling in teller.name.all_of(placed.line.family[:2]):
                    for name in (spelling, last_name(spelling)):
                        if name in placed.rich.text:
                            yield name, teller.id
                            break
                    else:
                        continue
                    break


def segments(told: Told) -> Iterator[SegmentRow]:
    """Say of every stretch of every article whose words it is made of, and how they were changed."""
    for article, _, placed in _each(told):
        line = placed.line
        home = told.homes.get(line.parent, "")
        yield SegmentRow(
            article=article,
            start=placed.start,
            end=placed.end,
            origin=told.homes.get(line.root, line.origin),
            parent=line.parent,
            parent_article=told.ids.get(home, home) if home and not told.pages[home].draft.hidden else home,
            root=line.root,
            operators=line.ops,
            family=line.family,
            unseen=unseen(line.family),
        )
