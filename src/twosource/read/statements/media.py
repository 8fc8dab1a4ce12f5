"""Names of media: those of the tables and of the user, and names that open with a word for a medium ("Radio X")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from twosource.model import Mention
from twosource.read import known
from twosource.read.known import Known
from twosource.read.statements.lexicon import Lexicon, load
from twosource.text import fold


@lru_cache(maxsize=16)
def lexicon_with(language: str, media: Known) -> Lexicon | None:
    """Give the cue words of a language with the names of the media that are known; ``None`` where there are none."""
    lexicon = load(language)
    return lexicon and msgspec.structs.replace(lexicon, media={**known.tabled(), **known.forms(media)})


def as_media(mentions: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """Give the names of an article with those of media taken for persons put right."""
    return [
        msgspec.structs.replace(m, type="organisation") if m.type == "person" and _is_medium(m.name, lexicon) else m
        for m in mentions
    ]


def _is_medium(name: str, lexicon: Lexicon) -> bool:
    words = fold(name.replace("’", "'")).split()
    return len(words) > 1 and (lexicon.tellers.get(words[0]) == "media" or " ".join(words) in lexicon.media)
