"""How little holds a claim up: the fewest points whose loss cuts all its reports off, and who cites whom in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

SOURCE, SINK = "<", ">"


class Way(Struct, frozen=True):
    """How a report reached an article: the points that it passed, the origin first."""

    points: tuple[str, ...]
    article: str


def fewest(ways: Sequence[Way]) -> int:
    """Give the fewest points whose loss cuts off every way; 0 without any.

    By Menger's theorem as many as there are ways that share no point: augmenting paths, every point once.
    """
    capacity = _network(ways)
    found = 0
    while path := _augmenting(capacity):
        found += 1
        for a, b in path:
            capacity[a][b] -= 1
            capacity.setdefault(b, {})
            capacity[b][a] = capacity[b].get(a, 0) + 1
    return found


def _network(ways: Sequence[Way]) -> dict[str, dict[str, int]]:
    """Lay the ways out, every point as an entry and an exit that one way alone may pass."""
    capacity: dict[str, dict[str, int]] = {}
    many = len(ways)
    for way in ways:
        steps = [SOURCE]
        for point in way.points:
            capacity.setdefault(f"in {point}", {})[f"out {point}"] = 1
            steps += [f"in {point}", f"out {point}"]
        steps += [f"article {way.article}", SINK]
        for a, b in pairwise(steps):
            if not (a.startswith("in ") and b == f"out {a[3:]}"):
                capacity.setdefault(a, {})[b] = many
    return capacity


def _augmenting(capacity: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]] | None:
    """Find a shortest way that has room left."""
    before: dict[str, str] = {SOURCE: ""}
    waiting = [SOURCE]
    for a in waiting:
        for b, room in capacity.get(a, {}).items():
            if room > 0 and b not in before:
                before[b] = a
                waiting.append(b)
    if SINK not in before:
        return None
    path, at = list[tuple[str, str]](), SINK
    while at != SOURCE:
        path.append((before[at], at))
        at = before[at]
    return path


def rings(cites: Iterable[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """Give the sets of outlets that each lead, citing, to every other one of them; by their first names."""
    onward: dict[str, set[str]] = {}
    for one, other in cites:
        if one != other:
            onward.setdefault(one, set()).add(other)
    reach = {one: _reached(one, onward) for one in onward}
    found = {frozenset(o for o in reach[one] if one in reach.get(o, ())) for one in reach if one in reach[one]}
    return tuple(sorted(found, key=sorted))


def _reached(start: str, onward: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    for one in waiting:
        new = onward.get(one, set()) - found
        found |= new
        waiting += sorted(new)
    return frozenset(found)
