"""What is known of names beforehand: listed names, towns, countries, and the words around names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from twosource.model import EntityType
from twosource.resources import Table, exists, languages, read_rows, read_toml, strings
from twosource.text import fold

LISTS: tuple[tuple[str, EntityType], ...] = (
    ("organisations", "organisation"),
    ("places", "place"),
    ("events", "event"),
    ("products", "product"),
)
CLASSES = (
    "titles",
    "roles",
    "organisation_heads",
    "place_heads",
    "product_heads",
    "event_heads",
    "place_prepositions",
    "spot_heads",
    "press_heads",
    "firm_before",
    "firm_behind",
)

_LARGE = 500_000
_APOSTROPHES = str.maketrans("’ʼ", "''")


class Words(Struct, frozen=True):
    """The words of a language that stand in, before and behind names, by class (small letters).

    ``small``: particles and links. ``capital_nouns``: every noun has a capital; ``modelled``: the model learned where
    names of the language begin and end.
    """

    particles: frozenset[str]
    weak_particles: frozenset[str]
    links: frozenset[str]
    small: frozenset[str]
    bare_heads: frozenset[str]
    not_names: frozenset[str]
    never_inside: frozenset[str]
    openers: frozenset[str]
    body_heads: frozenset[str]
    desks: frozenset[str]
    bearers: frozenset[str]
    heads_behind: bool
    capital_nouns: bool
    modelled: bool
    classes: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """Give the form under which a printed name is looked up: folded, plain apostrophes, no hyphens."""
    return fold(name.translate(_APOSTROPHES)).replace("' ", "'").replace("-", " ")


@cache
def words(language: str) -> Words:
    """Read the name words of a language; empty for a language without a file."""
    name = f"names-{language}.toml"
    table: Table = read_toml(name) if exists(name) else {}
    return Words(
        particles=frozenset(strings(table, "particles")),
        weak_particles=frozenset(strings(table, "weak_particles")),
        links=frozenset(strings(table, "links")),
        small=frozenset((*strings(table, "particles"), *strings(table, "links"))),
        bare_heads=frozenset(strings(table, "bare_heads")),
        not_names=frozenset(strings(table, "not_names")),
        desks=frozenset(strings(table, "desks")),
        bearers=frozenset(strings(table, "bearers")),
        openers=frozenset(
            (*strings(table, "bare_heads"), *strings(table, "spot_heads"), *strings(table, "body_heads"))
        ),
        body_heads=frozenset(strings(table, "body_heads")),
        never_inside=frozenset(strings(table, "never_inside")),
        heads_behind=bool(table.get("heads_behind")),
        capital_nouns=bool(table.get("capital_nouns")),
        modelled=bool(table.get("modelled")),
        classes={field: frozenset(strings(table, field)) for field in CLASSES},
    )


@cache
def classed(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give the classes of the words around names, in the order of ``CLASSES``."""
    found: dict[str, list[str]] = {}
    for name in CLASSES:
        for word in words(language).classes[name]:
            found.setdefault(word, []).append(name)
    return {word: tuple(held) for word, held in found.items()}


@cache
def longest() -> Mapping[str, int]:
    """Give for each first word of a listed name the letters of the longest name that starts with it."""
    found: dict[str, int] = {}
    for name in (*_listed(), *_towns()):
        first = name.split(" ")[0].split("'")[0]
        found[first] = max(found.get(first, 0), len(name))
    return found


@cache
def _listed() -> Mapping[str, EntityType]:
    """Give the listed names, keyed; what a list says outranks the table of countries."""
    found: dict[str, EntityType] = {}
    for language in languages("names"):
        table = read_toml(f"names-{language}.toml")
        for field, type_ in LISTS:
            for name in strings(table, field):
                found.setdefault(key(name), type_)
    for row in read_rows("countries.tsv"):
        for name in (*row[1:3], *row[3].split("|")):
            found.setdefault(key(name), "place")
    found.pop("", None)
    return found


@cache
def _towns() -> Mapping[str, str]:
    """Give the towns and regions, keyed, as ``large``, ``town`` or ``region``."""
    found: dict[str, str] = {}
    for row in read_rows("places.tsv"):
        size = "region" if not row[5:] or not row[5] else "large" if int(row[5]) >= _LARGE else "town"
        for place, name in enumerate(row[0].split("|")):
            found.setdefault(key(name), size if not place or size == "large" else "variant")
    return found


@cache
def lists() -> Mapping[str, str]:
    """Give every listed name, keyed, with the lists that have it: own lists, towns, widely known names, media."""
    found: dict[str, list[str]] = {}
    for name, type_ in _listed().items():
        found.setdefault(name, []).append(f"own:{type_}")
    for name, size in _towns().items():
        found.setdefault(name, []).append(f"town:{size}")
    for name, type_ in _known().items():
        found.setdefault(name, []).append(f"known:{type_}")
    for name in _media():
        found.setdefault(name, []).append("media")
    return {name: " ".join(held) for name, held in found.items() if name}


@cache
def openings() -> frozenset[str]:
    """Give the words with which names of ``lists`` start that go on behind them."""
    return frozenset(name[: at + (sign == "'")] for name in lists() for at, sign in enumerate(name) if sign in " '")


@cache
def reach() -> Mapping[str, int]:
    """Give for each first word of a name in ``lists`` the letters of the longest name that starts with it."""
    found: dict[str, int] = {}
    for name in lists():
        first = name.split(" ")[0].split("'")[0]
        found[first] = max(found.get(first, 0), len(name))
    return found


@cache
def _known() -> Mapping[str, EntityType]:
    table, found = read_toml("known-names.toml"), dict[str, EntityType]()
    for field, type_ in LISTS:
        for name in strings(table, field):
            found.setdefault(key(name), type_)
    return found


@cache
def _media() -> frozenset[str]:
    rows = read_rows("outlets.tsv")
    return frozenset(key(name) for row in rows for name in (row[1], *"".join(row[7:]).split("|")) if len(name) > 1)


@cache
def demonyms() -> frozenset[str]:
    """Give the names of peoples and their adjectives, keyed, plurals too."""
    found: set[str] = set()
    for row in read_rows("countries.tsv"):
        for word in (*row[4].split("|"), *row[5].split("|")):
            found.update({key(word), key(word) + "s"})
    return frozenset(found - {"", "s"})


@cache
def name_parts() -> Mapping[str, int]:
    """Give common parts of persons' names with their rank."""
    return {row[0]: rank for rank, row in enumerate(read_rows("name-parts.tsv"))}


@cache
def _given() -> frozenset[str]:
    table = read_toml("given-names.toml")
    return frozenset(fold(name) for kind in table for name in strings(table, kind))


def is_given(name: str) -> bool:
    """Tell whether a word is a given name, or is known as a part of persons' names."""
    return fold(name) in _given() or key(name) in name_parts()


def listed(name: str) -> EntityType | None:
    """Give the type of a listed name or country."""
    return _listed().get(key(name))


def town(name: str) -> str | None:
    """Tell whether a name is that of a ``large`` town, a ``town``, a ``region`` or a ``variant`` of one."""
    return _towns().get(key(name))


def is_tabled(name: str) -> bool:
    """Tell whether a name is that of a town, or a listed one."""
    return town(name) is not None or listed(name) is not None
