"""Media that no shipped table knows: those of the user's own table, and those that publish in the pile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, cast

from msgspec import Struct

from twosource.model import Mention, Outlet, OutletKind, SourceType
from twosource.read import nametables
from twosource.read.credits.agencies import Agency
from twosource.read.credits.agencies import of_outlets as agencies_of
from twosource.resources import Table, exists, read_rows, read_toml, strings
from twosource.text import fold, squeeze

HOPS: Final[Mapping[OutletKind, SourceType]] = {"agency": "agency", "official": "organisation"}
"""What an outlet of a kind is in a chain; of the other kinds it is a medium."""
FEWEST = 3
"""Letters of a name, and of initials, at least."""
AGENCIES, OUTLETS = "agencies.toml", "outlets.tsv"
KIND, OTHER_NAMES = 6, 7
"""The columns of the table of outlets for the kind and for other names."""
_ARTICLE = re.compile(r"(?:(?:le|la|les|the|el|il|der|die|das) |l')")
_FIRST = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[\s’'-]+")


class Known(Struct, frozen=True):
    """Names of media as they are printed, each with what it is in a chain; the agencies that credits may name."""

    media: tuple[tuple[str, SourceType], ...] = ()
    agencies: tuple[Agency, ...] = ()


def of_outlets(outlets: Iterable[Outlet]) -> Known:
    """Give the names of outlets, those of agencies and bodies with their initials ("Agence Vigie-Presse", "AVP").

    A town or country of the tables is none: its name in a text is the place.
    """
    found: dict[str, SourceType] = {}
    listed = sorted(outlets, key=lambda outlet: outlet.id)
    for outlet in listed:
        kind = HOPS.get(outlet.kind, "media")
        for name in (outlet.name, *(_initials(outlet.name) if outlet.kind in HOPS else ())):
            if _is_name(name):
                found.setdefault(name, kind)
    return Known(tuple(sorted(found.items())), agencies_of(listed))


def _is_name(name: str) -> bool:
    return len(name) >= FEWEST and any(sign.isupper() for sign in name) and not nametables.is_tabled(name)


def _initials(name: str) -> Iterator[str]:
    letters = "".join(part[0] for part in _PARTS.split(name) if part[:1].isupper())
    if len(letters) >= FEWEST:
        yield letters


@cache
def tabled() -> Mapping[str, SourceType]:
    """Give the folded names of the shipped tables of outlets and agencies, with what each is in a chain."""
    found: dict[str, SourceType] = {}
    for agency in cast("Sequence[Table]", read_toml(AGENCIES).get("agency", ()) if exists(AGENCIES) else ()):
        for name in (str(agency["name"]), *strings(agency, "short"), *strings(agency, "names")):
            found.setdefault(_folded(name), "agency")
    for row in read_rows(OUTLETS) if exists(OUTLETS) else ():
        for name in (row[1], *"".join(row[OTHER_NAMES:]).split("|")):
            found.setdefault(_folded(name), HOPS.get(cast("OutletKind", row[KIND]), "media"))
    return {name: kind for name, kind in found.items() if len(name) > 1}


def _folded(name: str) -> str:
    return fold(name.replace("’", "'"))


@lru_cache(maxsize=4)
def forms(known: Known) -> Mapping[str, SourceType]:
    """Give the names folded, with and without their article, as they stand in the words of a text."""
    found: dict[str, SourceType] = {}
    for name, kind in known.media:
        form = _folded(name)
        for one in (form, _ARTICLE.sub("", form, count=1)):
            found.setdefault(one, kind)
    return found


@lru_cache(maxsize=4)
def _by_first(known: Known) -> Mapping[str, tuple[str, ...]]:
    """Give the folded names by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for form in forms(known):
        found.setdefault(_FIRST.search(form).group(), []).append(form)  # type: ignore[union-attr]  # names have letters
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}


def places(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Find the names in a text, written with a capital, as ``(start, end)``."""
    index, last = _by_first(known), 0
    if not index:
        return
    for word in _FIRST.finditer(text):
        if word.start() < last or not text[word.start()].isupper():
            continue
        for form in index.get(fold(word[0]), ()):
            end = word.start() + len(form)
            bare = end - len(_ARTICLE.sub("", form, count=1))
            whole = text[bare : bare + 1].isupper() and not text[end : end + 1].isalnum() and text[end : end + 1] != "-"
            if whole and _folded(text[word.start() : end]) == form:
                yield word.start(), end
                last = end
                break


def marked(mentions: Sequence[Mention], text: str, known: Known) -> tuple[Mention, ...]:
    """Give the names of an article with the known media among them as organisations; a longer name stays."""
    found = [(start, end) for start, end in places(text, known) if not any(_holds(one, start, end) for one in mentions)]
    kept = [one for one in mentions if not any(one.start < end and start < one.end for start, end in found)]
    named = [Mention(start, end, squeeze(text[start:end]), "organisation") for start, end in found]
    return tuple(sorted((*kept, *named)))


def _holds(mention: Mention, start: int, end: int) -> bool:
    return mention.start <= start and end <= mention.end and mention.end - mention.start > end - start
