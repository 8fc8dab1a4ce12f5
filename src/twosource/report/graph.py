"""The drawing of a network: layered boxes, each text measured to fit its box, lines behind the boxes.

Columns by longest path, order in a column by the mean place of the neighbours (barycentre method of
Sugiyama, Tagawa and Toda 1981), long lines led through free slots of the columns between.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.report import clean
from twosource.report.network import Actor, Network, table

FONT = 13.0
BROAD, NARROW, MORE, ROW, HEIGHT = 252.0, 200.0, 24.0, 50.0, 40.0
"""Breadth of a teller's box in few columns and in many, what an article's has more; height of a row, and of its box."""
FEW = 2
"""Columns of tellers that leave room for broad boxes on a page."""
CROWD = 60
"""Lines from which a drawing has them finer."""
SLOT = 16.0
GAP = 72.0
TOP = 30.0
MARGIN = 6.0
BULGE = 92.0


class Box(Struct, frozen=True):
    """A placed box with its two lines of text, cut to fit; ``whole`` is the uncut text."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    name: str
    note: str
    whole: str
    href: str


class Line(Struct, frozen=True):
    """A path with its line style; ``arrow`` where it has a direction, ``ends`` the places of its boxes."""

    path: str
    kind: str
    arrow: bool
    tip: str
    broad: float
    ends: tuple[int, int]


class Drawing(Struct, frozen=True):
    """A drawing ready to be written, with the same in words."""

    width: int
    height: int
    heads: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, str, int, str], ...]
    kinds: tuple[str, ...]
    left_out: int


class _Slot(Struct, frozen=True):
    """Something that takes up height in a column: a box, or the way of a long line."""

    key: str
    column: int
    height: float


def draw(network: Network, heads: Sequence[str]) -> Drawing | None:
    """Place a network; nothing where it has no line to show. ``heads`` name first, middle, last column."""
    if not network.hops and not network.ties:
        return None
    slots, links = _slots(network)
    middle = _place(slots, links, network.columns)
    breadth = BROAD if network.columns <= FEW else NARROW
    boxes = tuple(_box(actor, middle[actor.key], breadth) for actor in network.actors)
    height = max(middle[slot.key] + slot.height / 2 for slot in slots) + MARGIN
    right = _x(network.columns, breadth) + breadth + MORE
    lines = (*_hop_lines(network, middle, breadth), *_tie_lines(network, middle, right))
    room = BULGE if network.ties else 0
    return Drawing(
        round(right + room + MARGIN),
        math.ceil(height),
        _heads(network.columns, breadth, heads),
        boxes,
        lines,
        table(network),
        tuple(dict.fromkeys(line.kind for line in lines)),
        network.left_out,
    )


def _x(column: int, breadth: float) -> float:
    return MARGIN + column * (breadth + GAP)


def _heads(columns: int, breadth: float, heads: Sequence[str]) -> tuple[tuple[float, str], ...]:
    words = [heads[0], *[heads[1]] * (columns - 1), heads[2]]
    return tuple((_x(column, breadth), word) for column, word in enumerate(words))


def _slots(network: Network) -> tuple[list[_Slot], list[tuple[str, str]]]:
    """Give the boxes and the free slots of long lines, with the links between neighbouring columns."""
    column = {actor.key: actor.column for actor in network.actors}
    slots = {actor.key: _Slot(actor.key, actor.column, ROW) for actor in network.actors}
    links: dict[tuple[str, str], None] = {}
    for hop in network.hops:
        before = hop.start
        for between in range(column[hop.start] + 1, column[hop.end]):
            way = _way(hop.start, between)
            slots.setdefault(way, _Slot(way, between, SLOT))
            links[before, way] = None
            before = way
        links[before, hop.end] = None
    return list(slots.values()), list(links)


def _way(start: str, column: int) -> str:
    return f"way:{start}:{column}"


def _place(slots: Sequence[_Slot], links: Sequence[tuple[str, str]], columns: int) -> Mapping[str, float]:
    """Give every slot the height of its middle. Articles keep their order in time, the rest follows them."""
    neighbours: dict[str, list[str]] = {slot.key: [] for slot in slots}
    for start, end in links:
        neighbours[start].append(end)
        neighbours[end].append(start)
    middle: dict[str, float] = {}
    for column in (columns, *range(columns - 1, -1, -1), *range(1, columns)):
        held = [slot for slot in slots if slot.column == column]
        if column < columns:
            wish = {slot.key: _mean(neighbours[slot.key], middle) for slot in held}
            held.sort(key=lambda slot: (wish[slot.key], slot.key))
            middle.update(_spread(held, wish))
        else:
            middle.update(_spread(held, dict.fromkeys((slot.key for slot in held), 0.0)))
    return _from_top(slots, middle)


def _mean(keys: Sequence[str], middle: Mapping[str, float]) -> float:
    placed = [middle[key] for key in keys if key in middle]
    return sum(placed) / len(placed) if placed else 0.0


def _spread(held: Sequence[_Slot], wish: Mapping[str, float]) -> dict[str, float]:
    """Place a column near its wishes, in order and without touching (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []  # the mean offset of a run of boxes that touch, and its length
    offset, offsets = 0.0, []
    for slot in held:
        offsets.append(offset + slot.height / 2)
        offset += slot.height
        pools.append((wish[slot.key] - offsets[-1], 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, n), (b, m) = pools[-2:]
            pools[-2:] = [((a * n + b * m) / (n + m), n + m)]
    shifts = [shift for shift, times in pools for _ in range(times)]
    return {slot.key: base + shift for slot, base, shift in zip(held, offsets, shifts, strict=True)}


def _from_top(slots: Sequence[_Slot], middle: Mapping[str, float]) -> Mapping[str, float]:
    top = min(middle[slot.key] - slot.height / 2 for slot in slots)
    return {key: place - top + TOP for key, place in middle.items()}


def _box(actor: Actor, middle: float, breadth: float) -> Box:
    width = breadth + MORE if actor.kind == "article" else breadth
    room = (width - 18) / FONT
    return Box(
        _x(actor.column, breadth),
        round(middle - HEIGHT / 2, 1),
        width,
        HEIGHT,
        actor.kind,
        clean.fit(actor.name, room),
        clean.fit(actor.note, room * FONT / (FONT - 2)),
        f"{actor.name}, {actor.note}" if actor.note else actor.name,
        actor.href,
    )


def _hop_lines(network: Network, middle: Mapping[str, float], breadth: float) -> Iterable[Line]:
    actors = {actor.key: actor for actor in network.actors}
    places = _places(network)
    finest = 1.0 if len(network.hops) < CROWD else 0.6
    for hop in network.hops:
        start, end = actors[hop.start], actors[hop.end]
        x, y = _x(start.column, breadth) + breadth, middle[hop.start]
        path = f"M{x:.0f} {y:.1f}"
        for between in range(start.column + 1, end.column):
            over = middle[_way(hop.start, between)]
            path += _curve(x, y, _x(between, breadth), over) + f"H{_x(between, breadth) + breadth:.0f}"
            x, y = _x(between, breadth) + breadth, over
        path += _curve(x, y, _x(end.column, breadth), middle[hop.end])
        broad = round(finest * min(3.0, 1.0 + 0.4 * (hop.weight - 1)), 2)
        tip = f"{start.name} › {end.name} ({hop.weight})"
        yield Line(path, hop.kind, hop.kind == "told", tip, broad, (places[hop.start], places[hop.end]))


def _places(network: Network) -> Mapping[str, int]:
    return {actor.key: place for place, actor in enumerate(network.actors)}


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = abs(to_x - x) / 2 if to_x > x else GAP
    return f"C{x + bend:.0f} {y:.1f} {to_x - bend:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}"


def _tie_lines(network: Network, middle: Mapping[str, float], right: float) -> Iterable[Line]:
    places = _places(network)
    for tie in network.ties:
        y, to_y = middle[f"article:{tie.earlier}"], middle[f"article:{tie.later}"]
        out = right + min(BULGE * 4 / 3 - 8, 24 + abs(to_y - y) * 0.25)
        y, to_y = y + 6, to_y - 6
        path = f"M{right:.0f} {y:.1f}C{out:.0f} {y:.1f} {out:.0f} {to_y:.1f} {right:.0f} {to_y:.1f}"
        ends = (places[f"article:{tie.earlier}"], places[f"article:{tie.later}"])
        yield Line(path, tie.kind.replace(" ", "-"), tie.arrow, tie.words, 1.4, ends)
