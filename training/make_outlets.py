"""Make ``resources/outlets.tsv`` from two open tables of media and a list of agencies.

    python training/make_outlets.py /work/shared/data src/twosource/resources/outlets.tsv

Sources: media_data.json of kagisearch/kite-public (MIT), the tables of mdiplo/Medias_francais
(ODC-By 1.0), and the list of agencies in ``training/outlets-own.tsv`` (our own, from general knowledge).
Nothing is random; rows are sorted by id.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from anyascii import anyascii

from twosource.resources import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = ("id", "name", "domains", "country", "owner", "side", "kind", "also")
HEADER = """\
# Outlets: id, name, domains (|), country, owner, side, kind, other names (|).
# Made by training/make_outlets.py from: media_data.json of github.com/kagisearch/kite-public
# commit c4fc3b579c3bbdcce5277d1956347131283170e5 (MIT, Copyright (c) Kagi); the tables of
# github.com/mdiplo/Medias_francais commit 231814eab6aa48b355a87b73258c357bf3bbd457 (Le Monde diplomatique,
# "Médias français : qui possède quoi ?", ODC-By 1.0); training/outlets-own.tsv (our own).
# owner is as the source states it, not checked further; side is set for state media only.
"""
OFFICIAL = re.compile(
    r"\bcanton of\b|federal administration|bundesregierung|rijksoverheid|policy briefing|"
    r"politie\b|meteorologisch|state information service",
    re.IGNORECASE,
)
BROADCAST = re.compile(
    r"\b(?:tv|television|télévisions?|radio|broadcast\w*|omroep|rtv|rundfunk|canal|fm|bbc|nbc|"
    r"cbs|abc|cnn|npr|pbs|rai|srf|srg|rtbf|vrt|yle|nos|err|sbs|news ?channel|dw|deutsche welle|"
    r"voice of america|al jazeera|sky news|fox news|msnbc|france 24|rfi|deutschlandfunk|"
    r"tagesschau)\b",
    re.IGNORECASE,
)
PRESS = re.compile(
    r"\b(?:newspaper|daily|weekly|magazine|tageszeitung|quotidien|gazette|tribune|times|journal|zeitung|herald|post|dagblad|courant)\b",
    re.IGNORECASE,
)
AGENCY = re.compile(r"\bnews agency\b|\bpress agency\b|\bagence\b", re.IGNORECASE)
STATE = re.compile(r"\bgovernment of (?:the )?([\w ]+)|ministry|propaganda|communist party", re.IGNORECASE)
SHARED_HOSTS = frozenset({"medium.com", "substack.com", "github.io", "blogspot.com", "wordpress.com", "youtube.com"})
LONGEST_OWNER = 60
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
FRENCH_KINDS = {"Télévision": "broadcast", "Radio": "broadcast", "Site": "web"}

Row = dict[str, str]


def slug(name: str) -> str:
    """Give a name as lower-case plain words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")


def key(name: str) -> str:
    """Give the form under which two names of one outlet are equal."""
    return re.sub(r"^(?:le|la|les|l|the)-", "", slug(name))


def row(name: str, **fields: str) -> Row:
    """Make one row; fields that are not given stay empty."""
    return {"id": slug(name), "name": name, **fields}


def agencies(path: Path) -> Iterator[Row]:
    """Read our own list of agencies."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = ("name", "also", "domains", "country", "owner", "side", "kind")
            fields = dict(zip(columns, line.split("\t"), strict=False))
            yield {"kind": "agency", **row(**fields)}


def kite_kind(item: dict[str, str]) -> str:
    """Guess the kind of an outlet of Kite's table from its name and description."""
    name, told = item["organization"], item["description"][:400]
    if OFFICIAL.search(name):
        return "official"
    if AGENCY.search(name) or "national news agency" in told:
        return "agency"
    if BROADCAST.search(name) or re.search(r"broadcast|television|radio", told):
        return "broadcast"
    return "press" if PRESS.search(name) or PRESS.search(told) else "web"


def kite(path: Path) -> Iterator[Row]:
    """Read Kite's table."""
    for item in json.loads(path.read_text(encoding="utf-8")):
        also = [one for one in re.findall(r"\(([^()]{2,30})\)\s*$", item["organization"]) if is_other_name(one)]
        name = re.sub(r"\s*\([^()]*\)\s*$", "", item["organization"]).strip()
        domains = sorted({re.sub(r"^www\.", "", d.strip().lower()) for d in item["domains"]} - {""})
        domains = [host for host in domains if HOST.fullmatch(host) and host not in SHARED_HOSTS]
        if not name or not domains:
            continue
        kind = kite_kind(item)
        state = item["typology"].startswith("State") and STATE.search(item["owner"]) is not None
        yield row(
            name,
            also="|".join(also),
            domains="|".join(domains),
            country=item["country"],
            owner=short_owner(item["owner"]),
            side=item["country"] if state or kind == "official" else "",
            kind=kind,
        )


@cache
def places() -> frozenset[str]:
    """Give the names of countries and towns: in brackets behind an outlet's name they tell one branch from another."""
    return frozenset(row[1] for row in read_rows("countries.tsv")) | {
        name for row in read_rows("places.tsv") for name in row[0].split("|")
    }


def is_other_name(text: str) -> bool:
    """Tell whether what stands in brackets behind an outlet's name is a name of its own: no place, no common word."""
    return text not in places() and not text.islower()


def short_owner(text: str) -> str:
    """Keep an owner's name, leave out sentences about it."""
    first = re.split(r"[.;(]\s|\s\(", text.strip())[0].strip(" .")
    return first if len(first) <= LONGEST_OWNER and not re.search(r"\b(?:is|are|was|has|by its)\b", first) else ""


def french(folder: Path) -> Iterator[Row]:
    """Read Le Monde diplomatique's tables: the owner is the greatest shareholder."""
    owners: dict[str, tuple[float, str]] = {}
    for name in ("organisation-media.tsv", "personne-media.tsv"):
        for link in table(folder / name):
            share = float(
                re.sub(r"[^\d.]", "", link["valeur"] or "") or (100 if link["qualificatif"] == "contrôle" else 0)
            )
            owners[link["cible"]] = max(owners.get(link["cible"], (0.0, "")), (share, link["origine"]))
    for media in table(folder / "medias.tsv"):
        country = {"Suisse": "Switzerland", "Belgique": "Belgium"}.get(media["Echelle"] or "", "France")
        kind = FRENCH_KINDS.get(media["Type"] or "", "press")
        yield row(media["Nom"], country=country, owner=owners.get(media["Nom"], (0.0, ""))[1], kind=kind)


def table(path: Path) -> list[Row]:
    """Read a tab-separated table with a heading line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [{k: v or "" for k, v in line.items() if k} for line in csv.DictReader(lines, delimiter="\t")]


def merge(rows: Iterable[Row]) -> list[Row]:
    """Join rows of one name: what came first stands, gaps are filled. A domain belongs to its first row."""
    by_key: dict[str, Row] = {}
    hosts: dict[str, Row] = {}
    kept: list[Row] = []
    for new in rows:
        names = [new["name"], *filter(None, new.get("also", "").split("|"))]
        old = next((by_key[key(name)] for name in names[:1] if key(name) in by_key), None)
        if old is None:
            old = {**new, "domains": ""}
            kept.append(old)
        old.update({k: v for k, v in new.items() if v and k != "domains" and not old.get(k)})
        for name in names:
            by_key.setdefault(key(name), old)
        for host in filter(None, new.get("domains", "").split("|")):
            if hosts.setdefault(host, old) is old:
                old["domains"] = "|".join(dict.fromkeys(filter(None, [*old["domains"].split("|"), host])))
    return [found for found in kept if found["domains"] or found["country"] != ""]


def main(data: Path, out: Path) -> None:
    """Write the table."""
    rows = merge(
        [
            *agencies(Path(__file__).parent / "outlets-own.tsv"),
            *kite(data / "media-kite" / "media_data.json"),
            *french(data / "media-fr-ownership"),
        ]
    )
    rows.sort(key=lambda found: found["id"])
    lines = ["\t".join(re.sub(r"\s+", " ", found.get(column, "")) for column in COLUMNS) for found in rows]
    out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} outlets")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
