"""Which place a name is: countries, large regions under several names, towns with coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from msgspec import Struct

from twosource.compare.spelling import key
from twosource.resources import read_rows

NOWHERE: frozenset[str] = frozenset()
_OUTWEIGHS = 8  # a town is meant where it has so many times the people of the next namesake


class Spot(Struct, frozen=True):
    """A place of the gazetteer; ``id`` is stable: ``country:RU``, ``geonames:524901``.

    ``regions``: the codes of what it lies in, first-level division and country (``US.TX``, ``US``).
    """

    id: str
    latitude: float
    longitude: float
    geonames: str | None = None
    regions: tuple[str, ...] = ()


Namesakes = tuple[tuple[int, Spot], ...]
"""The towns of one name with their people, the largest first."""


def spot(name: str, beside: AbstractSet[str] = NOWHERE, around: AbstractSet[str] = NOWHERE) -> Spot | None:
    """Give the place that a name means beyond doubt, ``None`` for none or several.

    ``beside``: codes of the regions that stand right behind the name ("Paris, Texas"): they outweigh any number of
    people, and where no town is known there, none is given.
    ``around``: codes of the regions and countries that the same articles name: they tell namesakes apart of
    which none is much the largest; a region does before a country.
    """
    country = _countries().get(key(name))
    if country is not None and not beside:
        return country
    namesakes = _towns().get(key(name), ())
    inside = _only(namesakes, beside)
    if inside is not None or country is not None:
        return inside or country
    largest = _outstanding(namesakes)
    if largest is not None:
        return None if _is_abroad(largest, beside) else largest
    return _only(namesakes, {one for one in around if "." in one}) or _only(namesakes, around)


def _is_abroad(town: Spot, beside: AbstractSet[str]) -> bool:
    """Tell whether what stands behind a name is a region of another country: a smaller namesake is meant."""
    return bool(beside) and all("." in one and one.split(".")[0] not in town.regions for one in beside)


def is_town(name: str) -> bool:
    """Tell whether a name is a town's."""
    return key(name) in _towns()


def lies(name: str, regions: AbstractSet[str]) -> bool:
    """Tell whether a town of a name lies in one of some regions."""
    return any(not regions.isdisjoint(town.regions) for _, town in _towns().get(key(name), ()))


def codes(name: str) -> frozenset[str]:
    """Give the codes of the regions or the country that a name means."""
    country = _countries().get(key(name))
    return frozenset({country.id.removeprefix("country:")}) if country else _regions().get(key(name), NOWHERE)


def _only(namesakes: Namesakes, regions: AbstractSet[str]) -> Spot | None:
    """Give the one of some namesakes, or much the largest of those, that lies in one of some regions."""
    return _outstanding(tuple(one for one in namesakes if not regions.isdisjoint(one[1].regions)))


@lru_cache(maxsize=1 << 14)
def group(name: str) -> str | None:
    """Give the id of the alias group (``name-aliases.tsv``), country or town of a name."""
    found = _aliases().get(key(name))
    if found:
        return found
    place = spot(name)
    return place.id if place else None


@cache
def demonyms() -> Mapping[str, str]:
    """Give the country of every English and French demonym, by its key; of several that with the largest capital."""
    found: dict[str, tuple[int, str]] = {}
    for row in read_rows("countries.tsv"):
        people = _people(row[6])
        for word in (*row[4].split("|"), *row[5].split("|")):
            if people > found.get(key(word), (-1, ""))[0]:
                found[key(word)] = people, f"country:{row[0]}"
    return {word: country for word, (_, country) in found.items()}


def _people(town: str) -> int:
    """Give how many people live in the largest town of a name; none where no town of the name is known."""
    return max((people for people, _ in _towns().get(key(town), ())), default=0)


def state(name: str) -> str | None:
    """Give the id of the country that a name stands for where it tells: its own name, or its capital's."""
    country = _countries().get(key(name))
    return country.id if country else _capitals().get(group(name) or "")


@cache
def _capitals() -> Mapping[str, str]:
    """Give the country of every capital, by the id of the town."""
    rows = ((group(row[6]), f"country:{row[0]}") for row in read_rows("countries.tsv") if row[6])
    return {town: country for town, country in rows if town and town != country}


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
def _regions() -> Mapping[str, frozenset[str]]:
    """Give the codes of the first-level divisions of a name."""
    found: dict[str, set[str]] = {}
    for row in read_rows("places.tsv"):
        if not row[4] and row[6]:
            found.setdefault(key(row[0]), set()).add(row[6])
    return {name: frozenset(rows) for name, rows in found.items()}


@cache
def _towns() -> Mapping[str, Namesakes]:
    """Give the towns of a name, the largest first; a town's own name goes before others' foreign ones."""
    own: dict[str, list[tuple[int, Spot]]] = {}
    foreign: dict[str, list[tuple[int, Spot]]] = {}
    abroad = {row[0]: row[1].split("|") for row in read_rows("place-names.tsv")}
    for row in read_rows("places.tsv"):
        if not row[4]:
            continue
        here = Spot(f"geonames:{row[4]}", float(row[2]), float(row[3]), row[4], (row[6], row[1]))
        for table, names in ((own, row[0].split("|")), (foreign, abroad.get(row[4], ()))):
            for name in {key(name): None for name in names}:
                table.setdefault(name, []).append((int(row[5]), here))
    return {name: tuple(ranked) for name, ranked in (foreign | own).items()}


def _outstanding(namesakes: Namesakes) -> Spot | None:
    """Give the largest of some namesakes where it outweighs the second."""
    if not namesakes or (len(namesakes) > 1 and namesakes[0][0] < _OUTWEIGHS * max(1, namesakes[1][0])):
        return None
    return namesakes[0][1]
