"""The dossier as JSON, there and back. Pure: bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from twosource.dossier.history import Earlier, EarlierStory
from twosource.dossier.outline import Outlines
from twosource.errors import WrongUseError
from twosource.model import Dossier

SCHEMA: Final = "twosource-dossier/1"
OUTLINES: Final = "twosource-stories/1"
_OUTLINED: Final = ("id", "title", "articles", "first", "last", "storyline", "history")
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DESCRIPTION: Final = (
    "All that one run of twosource found in a pile of news articles. Offsets are half-open and count Unicode"
    " code points of the article's text (of its title where a statement says so)."
)


class _Previous(Struct, frozen=True):
    """What of an earlier run names its stories."""

    schema: str
    stories: tuple[EarlierStory, ...]
    minted: int = 0


def to_json(dossier: Dossier) -> bytes:
    """Give the dossier as indented UTF-8 JSON with a final newline; equal dossiers give equal bytes."""
    return msgspec.json.format(msgspec.json.encode(dossier), indent=1) + b"\n"


def from_json(data: bytes) -> Dossier:
    """Read a dossier back.

    Raises:
        WrongUseError: where the bytes are not a dossier of this edition.
    """
    try:
        dossier = msgspec.json.decode(data, type=Dossier)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongUseError("dossier", str(error)) from error
    if dossier.schema != SCHEMA:
        raise WrongUseError("dossier", f"its schema is {dossier.schema!r}, {SCHEMA!r} is expected")
    return dossier


def outlines_json(found: Outlines) -> bytes:
    """Give the outlines of stories as indented UTF-8 JSON with a final newline, a story with its outlets and places."""
    stories = [
        {name: getattr(one.story, name) for name in _OUTLINED} | {"outlets": one.outlets, "places": one.places}
        for one in found.stories
    ]
    whole = {"schema": found.schema, "minted": found.minted, "stories": stories}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def earlier(data: bytes) -> Earlier:
    """Read the stories of an earlier run, out of a dossier or of outlines.

    Raises:
        WrongUseError: where the bytes are neither.
    """
    try:
        found = msgspec.json.decode(data, type=_Previous)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongUseError("earlier run", str(error)) from error
    if found.schema not in {SCHEMA, OUTLINES}:
        raise WrongUseError("earlier run", f"its schema is {found.schema!r}, {SCHEMA!r} or {OUTLINES!r} is expected")
    return Earlier(found.stories, found.minted)


def json_schema() -> bytes:
    """Give the JSON Schema (draft 2020-12) that every dossier's JSON keeps, as indented JSON."""
    (reference,), parts = msgspec.json.schema_components([Dossier], ref_template="#/$defs/{name}")
    head = {"$schema": _DIALECT, "title": SCHEMA, "description": _DESCRIPTION}
    whole = head | reference | {"$defs": _named(parts)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _named(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Fix the value of ``schema``, which the type leaves open, so that editions cannot be mistaken."""
    dossier = parts["Dossier"]
    properties = dossier["properties"] | {"schema": {"const": SCHEMA}}
    return dict(sorted(parts.items())) | {"Dossier": dossier | {"properties": properties}}
