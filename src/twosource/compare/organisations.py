"""Organisations of a story by their kind: which ministry, hospital or company its articles name."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from twosource.compare import bodies
from twosource.compare.names import NameIndex
from twosource.model import Entity

OfKinds = Mapping[str, frozenset[str]]
"""Organisations by their kind."""


def of_kinds(index: NameIndex, entities: Mapping[str, Entity]) -> dict[str, OfKinds]:
    """Give the organisations that every article names, by their kind."""
    kinds = {key: kind_of(one) for key, one in entities.items()}
    found: dict[str, OfKinds] = {}
    for article, places in index.places.items():
        here: dict[str, set[str]] = {}
        for key in {key for _, _, key in places}:
            if (kind := kinds.get(key)) is not None:
                here.setdefault(kind, set()).add(key)
        found[article] = {kind: frozenset(keys) for kind, keys in here.items()}
    return found


def kind_of(entity: Entity) -> str | None:
    """Give the kind of body that an organisation is by its name."""
    return bodies.body_in(entity.name) if entity.type == "organisation" else None


def sole(
    called: OfKinds, entities: Mapping[str, Entity], kinds: AbstractSet[str], seat: frozenset[str] = frozenset()
) -> str | None:
    """Give the only organisation of some kinds that an article names, and whose seat holds that which is told."""
    named = (key for kind in kinds for key in called.get(kind, ()))
    fitting = {key for key in named if seat <= bodies.seat(entities[key].name)}
    return min(fitting) if len(fitting) == 1 else None
