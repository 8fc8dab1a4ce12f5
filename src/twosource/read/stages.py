"""The reading stages, in order. A stage sees only the layers it declares.

What is stale is computed: a layer's recipe is a hash of its stage, the stage's edition, the recipes
of its needs and its resource files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from twosource.errors import MissingLayerError
from twosource.model import Article, Layers

LayerName = Literal[
    "blocks",
    "sentences",
    "tokens",
    "mentions",
    "times",
    "quantities",
    "credits",
    "statements",
    "narration",
    "title",
    "encoded",
]
Answer = tuple[Struct, ...]
Make = Callable[[Article, Layers], Answer]


class Stage(Struct, frozen=True):
    """One stage: the layer it makes, its edition, the function, the layers and resources it needs.

    ``make`` is pure: ``(article, layers) -> layer``; ``layers`` holds the declared needs only. ``plugged``
    names what the user put in our function's place.
    """

    layer: LayerName
    edition: int
    make: Make
    needs: tuple[LayerName, ...] = ()
    resources: tuple[str, ...] = ()
    plugged: str = ""


def need(layers: Layers, name: LayerName) -> None:
    """Check that a layer is there.

    Raises:
        MissingLayerError: where it was not made before.
    """
    if getattr(layers, name) is None:
        raise MissingLayerError(name)


def run(stages: Sequence[Stage], article: Article) -> Layers:
    """Run ``stages`` in order over one article."""
    layers = Layers()
    for stage in stages:
        for name in stage.needs:
            need(layers, name)
        seen = Layers(**{name: getattr(layers, name) for name in stage.needs})
        layers = msgspec.structs.replace(layers, **{stage.layer: stage.make(article, seen)})
    return layers


def recipes(stages: Sequence[Stage], digest: Callable[..., str]) -> dict[LayerName, str]:
    """Give the recipe of every layer; ``digest`` hashes resource files."""
    found: dict[LayerName, str] = {}
    for stage in stages:
        parts = [
            stage.layer,
            str(stage.edition),
            *([stage.plugged] if stage.plugged else []),
            *(found[name] for name in stage.needs),
        ]
        parts.append(digest(*stage.resources))
        found[stage.layer] = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return found
