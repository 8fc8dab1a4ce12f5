"""What can be known of an event, who knows it, which event has what: ``data/facets.toml``, ``data/roles.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct, field

HERE = Path(__file__).parent / "data"


class FacetKind(Struct, frozen=True, kw_only=True):
    """What can be known, with the range of its values."""

    value: str
    weight: int
    slots: tuple[str, ...]
    tellers: tuple[str, ...]
    low: float = 0
    high: float = 0
    unit: str = ""
    grows: bool = False
    own: bool = False
    deny: bool = False
    planned: str = ""
    done: str = ""
    voiced: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    state: bool = False
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)


class EventKind(Struct, frozen=True, kw_only=True):
    """A kind of event: where, with which things, and the chance of each facet."""

    sites: tuple[str, ...]
    facets: dict[str, float]
    without: tuple[str, ...] = ()
    tellers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hours: tuple[int, int] = (0, 23)
    things: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Role(Struct, frozen=True, kw_only=True):
    """A role of a teller. ``g`` is the gender of its French word."""

    g: str = ""
    p: bool = False
    org: str = ""
    side: str = ""
    type: str = ""


class _Facets(Struct, frozen=True):
    facet: dict[str, FacetKind]
    kind: dict[str, EventKind]


def _roles() -> Mapping[str, Role]:
    raw = msgspec.convert(tomllib.loads((HERE / "roles.toml").read_text("utf-8")), dict[str, dict[str, Role]])
    return MappingProxyType(
        {
            key: Role(g=role.g, p=role.p, org=role.org, side=role.side, type=kind)
            for kind, roles in raw.items()
            for key, role in roles.items()
        }
    )


_READ = msgspec.convert(tomllib.loads((HERE / "facets.toml").read_text("utf-8")), _Facets)
FACETS: Mapping[str, FacetKind] = MappingProxyType(_READ.facet)
KINDS: Mapping[str, EventKind] = MappingProxyType(_READ.kind)
ROLES: Mapping[str, Role] = _roles()
THINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        table: tuple(sorted({key for kind in KINDS.values() for key in kind.things.get(table, ())}))
        for table in sorted({table for kind in KINDS.values() for table in kind.things})
    }
)
