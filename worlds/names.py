"""Invented names, drawn from the pools of ``data/names.toml``."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct

from worlds.model import Land, Name


class People(Struct, frozen=True):
    """Given names and family names of one origin."""

    countries: tuple[str, ...]
    m: tuple[str, ...]
    f: tuple[str, ...]
    last: tuple[str, ...]


class Pools(Struct, frozen=True):
    """All pools."""

    people: dict[str, People]
    lands: dict[str, tuple[str, ...]]
    regions: dict[str, tuple[tuple[str, ...], ...]]
    towns: dict[str, tuple[str, ...]]
    rivers: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    outlets: dict[str, tuple[str, ...]]


POOLS = msgspec.convert(tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text("utf-8")), Pools)
COUNTRIES: Mapping[str, str] = MappingProxyType(
    {country: origin for origin, people in POOLS.people.items() for country in people.countries}
)
"""country -> the origin of its people's names."""


def name(text: str, gender: str = "m") -> Name:
    """Read ``French|other=English|other``; without ``=`` both languages share the spelling."""
    french, _, english = text.partition("=")
    fr, en = french.split("|"), (english or french).split("|")
    return Name(fr[0], en[0], tuple(fr[1:]), tuple(en[1:]), "f" if gender == "f" else "m")


def person(rng: random.Random, country: str) -> Name:
    """Draw a person of a country. The spellings of given and family name are combined in step."""
    people = POOLS.people[COUNTRIES[country]]
    gender = rng.choice("mf")
    given = name(rng.choice(people.f if gender == "f" else people.m), gender)
    family = name(rng.choice(people.last))

    def full(language: str) -> tuple[str, ...]:
        firsts, lasts = given.all_of(language), family.all_of(language)
        several = max(len(firsts), len(lasts))
        return tuple(f"{firsts[min(n, len(firsts) - 1)]} {lasts[min(n, len(lasts) - 1)]}" for n in range(several))

    fr, en = full("fr"), full("en")
    return Name(fr[0], en[0], fr[1:], en[1:], "f" if gender == "f" else "m")


def country(key: str) -> Land:
    """Give a country."""
    the, inside, english, adjective_fr, adjective_en = POOLS.lands[key]
    return Land(Name(the, english), the, inside, adjective_fr, adjective_en)


def region(rng: random.Random, key: str) -> Land:
    """Draw a region of a country."""
    the, inside, english = rng.choice(POOLS.regions[key])
    return Land(Name(the, english), the, inside)


def towns(rng: random.Random, key: str) -> tuple[Name, Name]:
    """Draw two towns of a country."""
    first, second = rng.sample(POOLS.towns[key], 2)
    return name(first), name(second)


def of_event(rng: random.Random) -> tuple[tuple[str, Name], ...]:
    """Draw the names that an event's sentences may need."""
    parties = rng.sample(POOLS.names["party"], 2)
    drawn = [(key, name(rng.choice(pool))) for key, pool in sorted(POOLS.names.items()) if key != "party"]
    return (
        *drawn,
        ("party", name(parties[0])),
        ("party2", name(parties[1])),
        ("river", name(rng.choice(POOLS.rivers["all"]))),
    )


def bare(text: str) -> str:
    """Take the article off a name: "l’AHX" is signed "AHX"."""
    for article in ("l’", "l'", "L’", "le ", "la ", "les ", "the "):
        if text.startswith(article):
            return text.removeprefix(article)
    return text


def signed(found: Name, language: str) -> str:
    """Give the name as pages sign it: an agency's short form, without its article."""
    return bare(found.all_of(language)[-1])
