"""Choice: which of the figures and names that a story tells two articles both chose, beyond what chance would give.

All reports of one event have its main figures and names. What only few of them have, and these two, speaks for one
text behind both; two values for one thing counted speak against it.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from twosource.compare.evidence import Witness
    from twosource.model import Quantity, Reading

LEAST = 3
"""Numbers under it stand in every text."""
TWO = 2


class Picked(Struct, frozen=True):
    """What one article chose to tell, by kind, and what it counts: the values of each thing.

    ``figures`` are in the order of the text.
    """

    figures: tuple[float, ...]
    persons: frozenset[str]
    bodies: frozenset[str]
    counts: Mapping[str, frozenset[float]]


class Kind(Struct, frozen=True):
    """What one article chose of one kind, its worth, and how much of it another article has by chance."""

    things: frozenset[Hashable]
    worth: float
    by_chance: float


class Choices(Struct, frozen=True):
    """What the articles of a story chose, how many texts they are, and how many chose each thing: a copy is no text.

    ``kinds``: what each article chose, by kind.
    """

    picked: Mapping[str, Picked]
    texts: int
    often: Mapping[Hashable, int]
    kinds: Mapping[str, Mapping[str, Kind]]


class Shared(Struct, frozen=True):
    """What two articles chose alike of one kind.

    ``number`` of things; ``part``: their worth, as a part of what the one that chose less chose, and ``whole`` of the
    one that chose more; ``alone``: things that no other article has; ``beyond``: the number less what articles of
    that story have in common by chance.
    """

    number: int = 0
    part: float = 0.0
    whole: float = 0.0
    alone: int = 0
    beyond: float = 0.0


def of_story(witnesses: Sequence[Witness]) -> Choices:
    """Gather what the articles of a story chose to tell."""
    picked = {w.id: _picked(w) for w in witnesses}
    texts: dict[str, set[Hashable]] = {}
    for w in witnesses:  # printings of one text may differ in their titles, so in what they tell
        texts.setdefault(w.reading.article.text, set()).update(*_kinds(picked[w.id]).values())
    often = Counter(thing for things in texts.values() for thing in things)
    others = max(1, len(texts) - 1)
    kinds = {
        article: {
            name: Kind(things, _worth(things, len(texts), often), sum((often[thing] - 1) / others for thing in things))
            for name, things in _kinds(one).items()
        }
        for article, one in picked.items()
    }
    return Choices(picked, len(texts), often, kinds)


def _picked(witness: Witness) -> Picked:
    reading = witness.reading
    exact = [
        q
        for q in sorted(reading.layers.quantities or (), key=lambda q: q.start)
        if _is_exact(q) and not _is_time(reading, q)
    ]
    counts: dict[str, set[float]] = {}
    for q in exact:
        if q.category or q.counted:
            counts.setdefault(q.category or f"{reading.article.language}:{q.counted}", set()).add(q.low or 0.0)
    return Picked(
        figures=tuple(dict.fromkeys(q.low or 0.0 for q in exact if (q.low or 0.0) >= LEAST)),
        persons=frozenset(key for key in witness.present if key.startswith("person:")),
        bodies=frozenset(key for key in witness.present if not key.startswith("person:")),
        counts={name: frozenset(values) for name, values in counts.items()},
    )


def _is_exact(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low == quantity.high


def _is_time(reading: Reading, quantity: Quantity) -> bool:
    return any(time.start <= quantity.start < time.end for time in reading.layers.times or ())


def _kinds(one: Picked) -> dict[str, frozenset[Hashable]]:
    return {"figures": frozenset(one.figures), "persons": frozenset(one.persons), "bodies": frozenset(one.bodies)}


def shared(told: Choices, one: str, other: str) -> Iterator[tuple[str, Shared]]:
    """Give what two articles chose alike, by kind."""
    left, right = (told.kinds[name] for name in (one, other))
    for kind in left:
        yield kind, _shared(left[kind], right[kind], told)


def _shared(left: Kind, right: Kind, told: Choices) -> Shared:
    common = left.things & right.things
    masses = sorted((left.worth, right.worth))
    worth = _worth(common, told.texts, told.often)
    fewer = left if len(left.things) <= len(right.things) else right
    return Shared(
        number=len(common),
        part=worth / masses[0] if masses[0] else 0.0,
        whole=worth / masses[1] if masses[1] else 0.0,
        alone=sum(told.often[thing] == TWO for thing in common),
        beyond=len(common) - fewer.by_chance,
    )


def _worth(things: frozenset[Hashable], texts: int, often: Mapping[Hashable, int]) -> float:
    """Sum what some things tell, in nats: the more articles have one, the less."""
    return math.fsum(math.log((texts + 1) / often[thing]) for thing in things)


def in_order(told: Choices, one: str, other: str) -> float | None:
    """Give the part of the figures of both that stand in one order in both; none where fewer than two are."""
    rows = [told.picked[name].figures for name in (one, other)]
    common = set(rows[0]) & set(rows[1])
    left, right = ([value for value in row if value in common] for row in rows)
    return _longest(left, right) / len(common) if len(common) > 1 else None


def _longest(left: Sequence[float], right: Sequence[float]) -> int:
    """Give the length of the longest common subsequence."""
    before = [0] * (len(right) + 1)
    for one in left:
        row = [0]
        for place, other in enumerate(right):
            row.append(before[place] + 1 if one == other else max(before[place + 1], row[place]))
        before = row
    return before[-1]


def counted(told: Choices, one: str, other: str) -> tuple[int, int]:
    """Give how many things both count with one number, and how many with two."""
    left, right = (told.picked[name].counts for name in (one, other))
    alike = [bool(left[name] & right[name]) for name in left.keys() & right.keys()]
    return sum(alike), len(alike) - sum(alike)
