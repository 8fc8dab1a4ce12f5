"""Whether "she" or "he" can mean a person: by the given name, or by the office that the article gives them."""

from __future__ import annotations

from functools import cache

from twosource.resources import exists, read_toml, strings
from twosource.text import fold

TABLE = "given-names.toml"


@cache
def _listed(gender: str) -> frozenset[str]:
    return frozenset(fold(name) for name in strings(read_toml(TABLE), gender)) if exists(TABLE) else frozenset()


def of_name(name: str) -> str:
    """Give "feminine" or "masculine" for a full name whose given name says so, else nothing."""
    parts = fold(name).replace("-", " ").split()
    if len(parts) < 2:
        return ""
    return next((gender for gender in ("feminine", "masculine") if parts[0] in _listed(gender)), "")
