"""Which place a name is: countries, large regions under several names, towns with coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from twosource.compare.spelling import key
from twosource.resources import read_rows

_OUTWEIGHS = 8  # a town is meant where it has so many times the people of the next namesake


class Spot(Struct, frozen=True):
    """A place of the gazetteer; ``id`` is stable: ``country:RU``, ``geonames:524901``."""

    id: str
    latitude: float
    longitude: float
    geonames: str | None = None


def spot(name: str) -> Spot | None:
    """Give the place that a name means beyond doubt, ``None`` for none or several."""
    return _countries().get(key(name)) or _towns().get(key(name))


def group(name: str) -> str | None:
    """Give the id of the alias group (``name-aliases.tsv``), country or town of a name."""
    found = _aliases().get(key(name))
    if found:
        return found
    place = spot(name)
    return place.id if place else None


@cache
def demonyms() -> Mapping[str, str]:
    """Give the id of the country of every English and French demonym, by its key."""
    found: dict[str, str] = {}
    for row in read_rows("countries.tsv"):
        for word in (*row[4].split("|"), *row[5].split("|")):
            found.setdefault(key(word), f"country:{row[0]}")
    return found


@cache
def _countries() -> Mapping[str, Spot]:
    found: dict[str, Spot] = {}
    for row in read_rows("countries.tsv"):
        here = Spot(f"country:{row[0]}", float(row[7]), float(row[8]))
        for name in (*row[1:3], *row[3].split("|")):
            found.setdefault(key(name), here)
    return found


@cache
def _aliases() -> Mapping[str, str]:
    """Give the group of every listed name; a group that holds a country has the country's id."""
    found: dict[str, str] = {}
    for number, row in enumerate(read_rows("name-aliases.tsv")):
        country = next((here.id for name in row if (here := _countries().get(key(name)))), None)
        found.update({key(name): country or f"alias:{number}" for name in row})
    return found


@cache
def _towns() -> Mapping[str, Spot]:
    """Give the towns whose name outweighs its namesakes; a town's own name goes before others' foreign ones."""
    own: dict[str, list[tuple[int, Spot]]] = {}
    foreign: dict[str, list[tuple[int, Spot]]] = {}
    abroad = {row[0]: row[1].split("|") for row in read_rows("place-names.tsv")}
    for row in read_rows("places.tsv"):
        if not row[4:] or not row[4]:
            continue
        here = Spot(f"geonames:{row[4]}", float(row[2]), float(row[3]), row[4])
        for table, names in ((own, row[0].split("|")), (foreign, abroad.get(row[4], ()))):
            for name in {key(name): None for name in names}:
                table.setdefault(name, []).append((int(row[5]), here))
    return _outstanding({name: ranked for name, ranked in foreign.items() if name not in own} | own)


def _outstanding(people: Mapping[str, list[tuple[int, Spot]]]) -> dict[str, Spot]:
    return {name: ranked[0][1] for name, ranked in people.items() if _stands_out([count for count, _ in ranked])}


def _stands_out(counts: list[int]) -> bool:
    """Tell whether the first of the populations, largest first, outweighs the second."""
    return len(counts) == 1 or counts[0] >= _OUTWEIGHS * max(1, counts[1])
