"""What a row of a table or an object states, under any of the names its fields go by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from twosource import text, urls
from twosource.model import Stated
from twosource.resources import read_toml, strings

Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"] | None
Row = Mapping[str, Value]
Media = Literal["text", "markdown", "html"]

_BETWEEN = re.compile(r"[\s_.:\-]+")
_PEOPLE = re.compile(r"\s*[;|]\s*")
_CONTENT: tuple[tuple[str, Media], ...] = (("text", "text"), ("html", "html"), ("brief", "text"))
_SECONDS = (10**8, 10**11)  # 1973 to 5138
_MILLISECONDS = (10**11, 10**14)


class Draft(Struct, frozen=True):
    """The content of one document with what is stated of it."""

    media: Media
    content: str
    stated: Stated


@lru_cache(maxsize=1 << 12)
def fold(name: str) -> str:
    """Give the form under which two spellings of a field's name are equal."""
    return text.fold(_BETWEEN.sub("", name.removeprefix("\ufeff")))


def known(names: Iterable[str]) -> int:
    """Count the names that are fields we read."""
    return len({fold(name) for name in names} & _all_names())


def has_content(names: Iterable[str]) -> bool:
    """Tell whether one of the names is that of a text, a page or a summary."""
    return bool({fold(name) for name in names} & {known for field, _ in _CONTENT for known in _names(field)})


def names_file(names: Iterable[str]) -> bool:
    """Tell whether one of the names is the column by which a sidecar names its inputs."""
    return bool({fold(name) for name in names} & set(_listed("sidecar.file")))


def draft(row: Row) -> Draft | None:
    """Read a row; ``None`` where it holds no text. A text wins over a page, a page over a summary."""
    folded = _folded(row)
    for field, media in _CONTENT:
        content = next((words for value in _values(folded, field) if (words := _words(value))), None)
        if content:
            return Draft(media, content, stated(row))
    return _alternative(folded, row) or _below(row)


def _below(row: Row) -> Draft | None:
    """Read a row whose fields stand one level below."""
    found = [(name, value) for name in _listed("inner.names") if isinstance(value := row.get(name), Mapping)]
    around = {name: value for name, value in row.items() if name not in dict(found)}
    return next((made for _, value in found if (made := draft({**around, **value}))), None)


def stated(row: Row) -> Stated:
    """Give what a row states of its document."""
    folded = _folded(row)
    outlet, address = _first(folded, "outlet"), _nested_address(folded)
    if outlet and urls.is_web(outlet):
        outlet, address = None, address or outlet
    domain = _first(folded, "domain") or address
    return Stated(
        id=_first(folded, "id"),
        url=_first(folded, "url"),
        outlet=outlet,
        domain=(urls.domain(domain) or domain) if domain else None,
        title=_first(folded, "title"),
        published=_first_time(folded, "published"),
        modified=_first_time(folded, "modified"),
        language=_first(folded, "language"),
        authors=next((people for value in _values(folded, "authors") if (people := _people(value))), ()),
    )


def _first_time(folded: Row, field: str) -> str | None:
    return next((when for value in _values(folded, field) if (when := _when(value))), None)


def file_named(row: Row) -> str | None:
    """Give the input that a row of a sidecar is about."""
    folded = _folded(row)
    return next((text for name in _listed("sidecar.file") if (text := _string(folded.get(name)))), None)


def rows(row: Row, depth: int = 3) -> Sequence[Value] | None:
    """Give the list of rows that an object holds in one of its members, or a member of those."""
    folded = {fold(name): value for name, value in row.items()}
    held = [folded[name] for name in _listed("lists.names") if name in folded]
    for value in held:
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return value
    below = (rows(value, depth - 1) for value in held if isinstance(value, Mapping) and depth > 1)
    return next((found for found in below if found is not None), None)


@cache
def _listed(key: str) -> tuple[str, ...]:
    return strings(read_toml("inputs/fields.toml"), key)


def _names(field: str) -> tuple[str, ...]:
    return _listed(f"fields.{field}")


@cache
def _all_names() -> frozenset[str]:
    fields = read_toml("inputs/fields.toml")["fields"]
    return frozenset(name for field in (fields if isinstance(fields, dict) else ()) for name in _names(field))


def _folded(row: Row) -> Row:
    """Give ``row`` under folded names; of two spellings of one name the first with a value stands."""
    found: dict[str, Value] = {}
    for name, value in row.items():
        if found.get(fold(name)) in (None, ""):
            found[fold(name)] = value
    return found


def _values(folded: Row, field: str) -> Iterator[Value]:
    return (folded[name] for name in _names(field) if name in folded)


def _first(folded: Row, field: str) -> str | None:
    return next((text for value in _values(folded, field) if (text := _string(value))), None)


def _string(value: Value) -> str | None:
    """Give a value as a trimmed string: of an object its name, of a list its first member."""
    if value is None or isinstance(value, bool) or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, Mapping):
        return next((text for name in _listed("nested.name") if (text := _string(value.get(name)))), None)
    if isinstance(value, str | int | float):
        return str(value).strip() or None
    return next((text for item in value if (text := _string(item))), None)


def _words(value: Value) -> str | None:
    """Give a text as it stands; a list of paragraphs is joined by line ends."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, Mapping):
        return _string(value)
    if isinstance(value, Sequence):
        return "\n".join(text for item in value if (text := _words(item))) or None
    return None


def _nested_address(folded: Row) -> str | None:
    """Give the address of an outlet that is given as an object."""
    for value in _values(folded, "outlet"):
        if isinstance(value, Mapping):
            found = (_string(value.get(name)) for name in _listed("nested.address"))
            return next((text for text in found if text and urls.domain(text)), None)
    return None


def _when(value: Value) -> str | None:
    """Give a date as it stands; a bare number is seconds or milliseconds since 1970, by its size."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if _SECONDS[0] <= value < _SECONDS[1]:
            return datetime.fromtimestamp(value, UTC).isoformat()
        if _MILLISECONDS[0] <= value < _MILLISECONDS[1]:
            return datetime.fromtimestamp(value / 1000, UTC).isoformat()
    return _string(value)


def _people(value: Value) -> tuple[str, ...]:
    """Give names of authors; one string may hold several, parted by ``;`` or ``|``."""
    if isinstance(value, str):
        return tuple(name for name in _PEOPLE.split(value.strip()) if name)
    if isinstance(value, Sequence):
        return tuple(name for item in value if (name := _string(item)))
    one = _string(value)
    return (one,) if one else ()


def _alternative(folded: Row, row: Row) -> Draft | None:
    """Read the first of a list of alternative bodies (ninjs), plain words before markup."""
    bodies = next((folded[name] for name in _listed("bodies.names") if name in folded), None)
    found = [body for body in bodies if isinstance(body, Mapping)] if isinstance(bodies, list) else []
    for media in ("text", "html"):
        for body in found:
            words = next((text for name in _listed("bodies.words") if (text := _words(body.get(name)))), None)
            if words and _is_html(body) == (media == "html"):
                return Draft("html" if media == "html" else "text", words, stated(row))
    return None


def _is_html(body: Row) -> bool:
    return any("html" in (_string(body.get(name)) or "") for name in _listed("bodies.kind"))
