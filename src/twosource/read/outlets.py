"""Who published: names and domains looked up in the table of outlets."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from twosource import resources, urls
from twosource.errors import ResourceError
from twosource.model import Article, Outlet, OutletKind
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE = "outlets.tsv"
_KINDS: tuple[OutletKind, ...] = (
    "agency", "press", "broadcast", "web", "official", "aggregator", "unknown",
)  # fmt: skip
_COLUMNS = 8
_WORD = re.compile(r"\w+")
_ACCOUNT = re.compile(r"\((?:on |sur |auf )?(\w+)\)\Z")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")
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


# ------------------------------------------------------------------- a body's own text

OPENING = 4
"""Lines at the head of a text among which it says what it is."""
LEAST, SELDOM = 2, 60
"""Words of the first person in a body's own text, at least; and one in so many words, at most."""
LINE = 90
"""Code points of a line that is a heading and no sentence of the report."""


def own_text(outlet: Outlet, article: Article) -> Outlet:
    """Give the outlet of an article as a body that speaks for itself, where no table knows it and the text shows it.

    Its name or domain is a body's, or its name an account's ("Frigeo (X)"); or the text opens as a communiqué, and
    names the outlet; or it says "we" and "our".
    """
    if outlet.kind != "unknown":
        return outlet
    shown = _is_body(outlet.name) or _is_account(outlet.name)
    shown = shown or _is_official_domain(outlet.domain or article.url) or _is_statement(outlet, article)
    shown = shown or (speaks_for_itself(article.text) and _is_no_paper(outlet.name))
    return replace(outlet, kind="official") if shown else outlet


def _is_body(name: str) -> bool:
    told = {fold(word) for word in _WORD.findall(name)}
    ends = tuple(_listed_as("names.ends"))
    shown = not told.isdisjoint(_listed_as("names.words")) or any(word.endswith(ends) for word in told)
    return shown and told.isdisjoint(_listed_as("names.press"))


def _is_account(name: str) -> bool:
    """Tell whether a name is that of an account on a platform, and no paper's."""
    found = _ACCOUNT.search(name)
    return found is not None and fold(found[1]) in _listed_as("accounts.platforms") and _is_no_paper(name)


def _is_official_domain(address: str | None) -> bool:
    host = urls.domain(address) if address else None
    if host is None:
        return False
    labels = host.lower().split(".")
    second = len(labels) > 1 and len(labels[-1]) == 2 and labels[-2] in _listed_as("domains.seconds")
    return second or any(f".{host}".endswith(f".{end}") for end in _listed_as("domains.ends"))


def _is_statement(outlet: Outlet, article: Article) -> bool:
    """Tell whether a text says in its title or first lines that it is a communiqué, and names its outlet."""
    lines = [line for line in article.text.split("\n") if line.strip()][:OPENING]
    heads = [f" {' '.join(_WORD.findall(fold(line)))} " for line in (article.title or "", *lines) if len(line) <= LINE]
    told = any(f" {phrase} " in head for phrase in _listed_as("openings.phrases") for head in heads)
    return told and fold(outlet.name) in fold(f"{article.title or ''} {article.text}")


def _is_no_paper(name: str) -> bool:
    return {fold(word) for word in _WORD.findall(name)}.isdisjoint(_listed_as("names.press"))


def speaks_for_itself(text: str) -> bool:
    """Tell whether a text says "we" and "our" outside quotations, of more than what a newsroom has ("our reporter")."""
    words = [fold(word) for word in _WORD.findall(_QUOTED.sub(" ", text))]
    owning, newsroom = _listed_as("voice.owning"), _listed_as("voice.newsroom")
    own = sum(word in owning and behind not in newsroom for word, behind in pairwise(words))
    told = sum(word in owning or word in _listed_as("voice.persons") for word in words)
    return own > 0 and told >= LEAST and told * SELDOM >= len(words)


@cache
def _listed_as(key: str) -> frozenset[str]:
    return frozenset(map(fold, resources.strings(resources.read_toml("official.toml"), key)))
