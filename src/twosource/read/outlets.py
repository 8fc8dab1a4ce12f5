"""Who published: names and domains looked up in the table of outlets."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource import resources, urls
from twosource.errors import ResourceError
from twosource.model import Outlet, OutletKind
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE = "outlets.tsv"
_KINDS: tuple[OutletKind, ...] = (
    "agency", "press", "broadcast", "web", "official", "aggregator", "unknown",
)  # fmt: skip
_COLUMNS = 8
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"le", "la", "les", "l", "the", "el", "il", "der", "die", "das"})
_ENDINGS = frozenset({"com", "fr", "net", "org", "info", "news", "co", "uk"})


class OutletTable(Struct, frozen=True):
    """The known outlets, by folded name and by domain. The user's own rows outrank the table's."""

    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]

    def resolve(self, name: str | None, domain: str | None) -> Outlet:
        """Give the outlet of this name or domain: the name where it is known, else the nearest domain.

        One that is in no table gets an id made of its name or domain, and the kind ``unknown``.
        """
        host = urls.domain(domain) if domain else None
        named = self._named(name) if name else None
        found = named or self._hosted(host)
        if found:
            return found
        shown = (name or "").strip() or host or "unknown"
        return Outlet(id=slug(shown) or "unknown", name=shown, domain=host)

    def _named(self, name: str) -> Outlet | None:
        found = self.by_name.get(name_key(name))
        return found or (self._hosted(urls.domain(name)) if "." in name else None)

    def _hosted(self, host: str | None) -> Outlet | None:
        if host is None:
            return None
        return next((self.by_domain[up] for up in urls.suffixes(host) if up in self.by_domain), None)


def load(user_rows: Sequence[Outlet] = ()) -> OutletTable:
    """Give the shipped table with the user's rows before it.

    Raises:
        ResourceError: where the shipped table is malformed.
    """
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    mine = [(outlet, (outlet.name,), (outlet.domain,) if outlet.domain else ()) for outlet in user_rows]
    for outlet, names, domains in (*mine, *_rows()):
        for name in (*names, outlet.id):
            by_name.setdefault(name_key(name), outlet)
        for domain in domains:
            by_domain.setdefault(domain.lower().removeprefix("www."), outlet)
    return OutletTable(by_name, by_domain)


def agency_names() -> tuple[str, ...]:
    """Give every name of every news agency in the table."""
    return tuple(name for outlet, names, _ in _rows() if outlet.kind == "agency" for name in names)


def name_key(name: str) -> str:
    """Give the form under which two names of one outlet are equal: no article in front, no ``.com``."""
    words = [fold(word) for word in _WORD.findall(name)]
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _ENDINGS and f".{words[-1]}" in name.lower():
        words.pop()
    return "".join(words) or name.strip().lower()


def slug(name: str) -> str:
    """Give a name as plain lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", " ".join(fold(word) for word in name.split())).strip("-")


_Row = tuple[Outlet, tuple[str, ...], tuple[str, ...]]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_row(columns) for columns in resources.read_rows(TABLE))


def _row(columns: Sequence[str]) -> _Row:
    padded = [*columns, *[""] * _COLUMNS][:_COLUMNS]
    identity, name, domains, country, owner, side, kind, also = padded
    known = next((one for one in _KINDS if one == kind), None)
    if not identity or not name or known is None:
        raise ResourceError(TABLE, f"malformed row: {identity or name or kind!r}")
    hosts = _listed(domains)
    outlet = Outlet(
        id=identity,
        name=name,
        domain=hosts[0] if hosts else None,
        country=country or None,
        owner=owner or None,
        side=side or None,
        kind=known,
    )
    return outlet, (name, *_listed(also)), hosts


def _listed(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)
