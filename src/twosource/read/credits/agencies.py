"""The table of agencies, agencies made of a pile's outlets, and the one name of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from twosource import resources
from twosource.model import Credit, Outlet
from twosource.resources import Table
from twosource.text import fold

OWN = "own"
"""The agency of a credit to the outlet's own reporter."""
TABLE = "agencies.toml"


class Agency(Struct, frozen=True, kw_only=True):
    """A news agency. ``short`` are its signs (case counts), ``names`` its full names (case is free).

    ``weak``: its signs are common words too, so they count only in credit lines; ``shared`` are those of
    them alone that are (a surname, say). ``id``: its outlet's.
    """

    name: str
    country: str | None = None
    kind: str | None = None
    short: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    weak: bool = False
    id: str | None = None


@cache
def agencies() -> tuple[Agency, ...]:
    """Read the agencies of the table.

    Raises:
        ResourceError: where the table is missing or malformed.
    """
    rows = resources.read_toml(TABLE).get("agency", [])
    return tuple(_agency(row) for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()


@cache
def photo_agencies() -> frozenset[str]:
    """Name the agencies of the table that sell pictures alone."""
    return frozenset(agency.name for agency in agencies() if agency.kind == "photo")


def _agency(row: Table) -> Agency:
    return Agency(
        name=str(row["name"]),
        country=str(row["country"]) if "country" in row else None,
        kind=str(row["kind"]) if "kind" in row else None,
        short=resources.strings(row, "short"),
        names=resources.strings(row, "names"),
        shared=resources.strings(row, "shared"),
        weak=bool(row.get("weak", False)),
    )


def of_outlets(outlets: Sequence[Outlet]) -> tuple[Agency, ...]:
    """Make agencies of the outlets of kind "agency", with the acronym of their names ("Agence Vigie-Presse": AVP).

    An acronym that two of them share, or that the table gives to another agency, is nobody's.
    """
    wires = [outlet for outlet in outlets if outlet.kind == "agency"]
    names = [fold(outlet.name) for outlet in wires]
    signs = [acronym(outlet.name) for outlet in wires]
    owners = {sign: agency for agency in agencies() for sign in agency.short}
    made = []
    for outlet, sign in zip(wires, signs, strict=True):
        owner = owners.get(sign or "")
        own = owner is None or fold(outlet.name) in {fold(name) for name in (owner.name, *owner.names)}
        alone = len({name for name, other in zip(names, signs, strict=True) if other == sign}) == 1
        short = (sign,) if sign and own and alone else ()
        short = short if " " in outlet.name else (*short, outlet.name)  # a single word counts with its case
        made.append(Agency(name=outlet.name, country=outlet.country, short=short, id=outlet.id))
    return tuple(made)


def acronym(name: str) -> str | None:
    """Give the capital initials of a name of several words; ``None`` where there are fewer than two."""
    initials = "".join(re.findall(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]", name))
    return initials if len(initials) > 1 else None


def canonical(found: tuple[Credit, ...], agencies: Sequence[Agency]) -> tuple[Credit, ...]:
    """Rename what was printed to the name in ``agencies``: by name, alias, acronym or id, case and accents apart.

    A name that two agencies answer to stays as it is printed, like one that none answers to.
    """
    known: dict[str, set[str]] = {}
    for agency in agencies:
        for word in (agency.name, *agency.names, *agency.short, *((agency.id,) if agency.id else ())):
            known.setdefault(_key(word), set()).add(agency.name)
    return tuple(_renamed(credit, known) for credit in found)


def _renamed(credit: Credit, known: Mapping[str, set[str]]) -> Credit:
    names = known.get(_key(credit.agency), set())
    return replace(credit, agency=next(iter(names))) if len(names) == 1 and credit.agency != OWN else credit


@lru_cache(maxsize=1 << 12)
def _key(name: str) -> str:
    """Give the form under which names of agencies are compared: folded, without blanks, points and hyphens."""
    return re.sub(r"[\W_]", "", fold(name))
