"""Names of media: those of the tables, and names that open with a word for a medium ("Radio X")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

import msgspec

from twosource.model import Mention
from twosource.read.statements.lexicon import Lexicon
from twosource.resources import Table, exists, read_rows, read_toml, strings
from twosource.text import fold

OTHER_NAMES = 7
"""The column of the table of outlets that lists other names."""


@cache
def known_media() -> frozenset[str]:
    """Give the folded names of the outlets and agencies of the tables."""
    names: set[str] = set()
    if exists("outlets.tsv"):
        for row in read_rows("outlets.tsv"):
            names.update(row[1:2], "".join(row[OTHER_NAMES:]).split("|"))
    agencies = read_toml("agencies.toml").get("agency", ()) if exists("agencies.toml") else ()
    for agency in cast("Sequence[Table]", agencies):
        names.update((str(agency["name"]), *strings(agency, "short"), *strings(agency, "names")))
    return frozenset(fold(name.replace("’", "'")) for name in names if len(name) > 1)


def as_media(mentions: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """Give the names of an article with those of media taken for persons put right."""
    return [
        msgspec.structs.replace(m, type="organisation") if m.type == "person" and _is_medium(m.name, lexicon) else m
        for m in mentions
    ]


def _is_medium(name: str, lexicon: Lexicon) -> bool:
    words = fold(name.replace("’", "'")).split()
    return len(words) > 1 and (lexicon.tellers.get(words[0]) == "media" or " ".join(words) in known_media())
