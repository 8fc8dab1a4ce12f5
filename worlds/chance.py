"""Chance that repeats: every choice is a function of a key, so that the order of work changes nothing."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def hashed(*key: object) -> int:
    """Give an integer that depends on the key alone, the same in every process."""
    return zlib.crc32("\x1f".join(map(str, key)).encode())


def pick(options: Sequence[Item], *key: object) -> Item:
    """Pick one of the options by the key."""
    return options[(hashed(*key) * 2654435761 >> 7) % len(options)]


def dice(*key: object) -> random.Random:
    """Give a generator of its own for a key."""
    return random.Random("\x1f".join(map(str, key)))  # noqa: S311 - made-up news needs no cryptography


def weighted(rng: random.Random, options: Sequence[tuple[Item, float]]) -> Item:
    """Draw one of the options by its weight."""
    return rng.choices([item for item, _ in options], [weight for _, weight in options])[0]
