"""Make the tables of places, countries, name parts and words: ``python training/make_lexicons.py DATA``.

DATA is the folder of datasets. Every table says at its top where it comes from and its licence.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from twosource.text import fold

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"

SMALLEST_TOWN = 50_000
LARGE_TOWN = 100_000  # has its names in other languages
SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "HANGUL"}
NEAR = {"FR", "BE", "CH", "LU", "MC", "GB", "IE"}
SMALLEST_NEAR_TOWN = 15_000
KNOWN_ABROAD = 300_000  # the names of larger towns are no evidence for a person
COMMONEST_PARTS = 30
LATIN = re.compile(r"[A-ZÀ-ÞŒ][a-zà-ÿœ]+(?:[ '’-]?[A-ZÀ-ÞŒa-zà-ÿœ][a-zà-ÿœ]*)*")
LONGEST_TRANSLATION = 14

PLACES = """\
# Places: names (the local one first, divided by |), country, latitude, longitude, GeoNames id, people, region.
# A row without coordinates is a region (first-level division; French departments too). The last column is the code of
# the first-level division: that which the place lies in, or is (empty for departments).
# Provenance: GeoNames (geonames.org), cities15000 and admin1/admin2 codes, CC BY 4.0; trimmed by
# training/make_lexicons.py: towns over 50,000 people (15,000 in countries near France), capitals. Other names
# are kept where the French-English Wiktionary (see bilingual-fr-en.tsv) has them as a proper noun.
"""
PLACE_NAMES = """\
# Names of large towns in other languages and scripts: GeoNames id, names (|). The towns are those of places.tsv.
# Provenance: GeoNames (geonames.org), cities15000, CC BY 4.0; trimmed by training/make_lexicons.py: towns over 100,000
# people and capitals, names of Latin, Cyrillic, Arabic and Hangul letters, no codes, one for each folded spelling.
"""
COUNTRIES = """\
# Countries: code, English name, French name, other names (|), English demonyms (|), French demonyms (|),
# capital, latitude, longitude.
# Provenance: mledoze/countries, a database under the Open Database License (ODbL) 1.0,
# https://opendatacommons.org/licenses/odbl/1-0/; this file is derived from it and stays under ODbL 1.0.
"""
PARTS = """\
# Common parts of persons' names (given names and some family names), folded, most common first.
# Provenance: Wikidata by way of the transliteration corpus of Merhav and Ash (COLING 2018), CC0 1.0;
# trimmed by training/make_lexicons.py.
"""
WORDS = """\
# Words that translate each other: French lemma, part of speech (n, v, a), English lemmas (|).
# Provenance: the English Wiktionary of 2014 by way of open-dsl-dict/wiktionary-dict, CC BY-SA 3.0
# (https://creativecommons.org/licenses/by-sa/3.0/), authors: the contributors of Wiktionary; this file stays
# under CC BY-SA 3.0. Trimmed by training/make_lexicons.py to single words.
"""


def places(data: Path) -> Iterator[str]:
    """Give the rows of the gazetteer, largest places first."""
    with zipfile.ZipFile(data / "geonames-cities15000/cities15000.zip") as packed:
        lines = packed.read("cities15000.txt").decode("utf-8").splitlines()
    attested = proper_nouns(data)
    rows = sorted((line.split("\t") for line in lines), key=lambda row: (-int(row[14]), row[0]))
    for row in rows:
        smallest = SMALLEST_NEAR_TOWN if row[8] in NEAR else SMALLEST_TOWN
        if row[7] == "PPLX" or (int(row[14]) < smallest and row[7] != "PPLC"):
            continue
        names = variants(row[1], row[3].split(","), attested)
        at = (f"{float(row[4]):.3f}", f"{float(row[5]):.3f}")
        yield "\t".join(("|".join(names), row[8], *at, row[0], row[14], f"{row[8]}.{row[10]}"))
    for name, country, code in regions(data):
        yield f"{name}\t{country}\t\t\t\t\t{code}"


def other_names(data: Path) -> Iterator[str]:
    """Give the rows of the names of large towns in other languages."""
    with zipfile.ZipFile(data / "geonames-cities15000/cities15000.zip") as packed:
        lines = packed.read("cities15000.txt").decode("utf-8").splitlines()
    for row in sorted((line.split("\t") for line in lines), key=lambda row: (-int(row[14]), row[0])):
        if int(row[14]) >= LARGE_TOWN or row[7] == "PPLC":
            names = {fold(name): name for name in reversed(row[3].split(",")) if is_name(name)}
            names.pop(fold(row[1]), None)
            if names:
                yield f"{row[0]}\t{'|'.join(reversed(names.values()))}"


def is_name(name: str) -> bool:
    """Tell whether an alternative name is one in a script that is compared, and no code."""
    letters = [sign for sign in name if sign not in " '’-"]
    known = all(unicodedata.name(sign, "").split(" ")[0] in SCRIPTS and sign.isalpha() for sign in letters)
    return len(letters) > 2 and known and not name[0].islower() and not (name.isupper() and name.isascii())


def variants(name: str, others: Iterable[str], attested: frozenset[str]) -> list[str]:
    """Give a name with its other names that French or English uses."""
    kept = {fold(name): name}
    for other in others:
        if LATIN.fullmatch(other) and fold(other) in attested:
            kept.setdefault(fold(other), other)
    return list(kept.values())


def proper_nouns(data: Path) -> frozenset[str]:
    """Give the proper nouns of the French-English Wiktionary and what they are in English, folded."""
    found: set[str] = set()
    for line in (data / "wiktionary-dict/src/fr-en-enwiktionary.txt").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^([^{]+) \{prop\}[^:]*:: (.+)$", line):
            found.update(fold(word.strip()) for word in (match[1], *re.split(r"[,;(]", match[2])))
    return frozenset(word for word in found if len(word) > 3)  # shorter ones are codes


def regions(data: Path) -> Iterator[tuple[str, str, str]]:
    """Give first-level divisions with their code, and the French departments without one."""
    for level, only in (("admin1", None), ("admin2", "FR")):
        for row in json.loads((data / f"geonames-admin/{level}.json").read_text(encoding="utf-8")):
            country = str(row["code"]).split(".")[0]
            if only in {None, country}:
                yield str(row["name"]), country, str(row["code"]) if level == "admin1" else ""


def countries(data: Path) -> Iterator[str]:
    """Give the rows of the table of countries."""
    for row in json.loads((data / "countries-mledoze/countries.json").read_text(encoding="utf-8")):
        french = row["translations"].get("fra", {})
        others = [name for name in (*row["altSpellings"], row["name"]["official"], french.get("official", "")) if name]
        demonyms = [sorted(set(row["demonyms"].get(tongue, {}).values()) - {""}) for tongue in ("eng", "fra")]
        yield "\t".join(
            (
                row["cca2"],
                row["name"]["common"],
                french.get("common", row["name"]["common"]),
                "|".join(dict.fromkeys(name for name in others if len(name) > 3)),  # no codes
                "|".join(demonyms[0]),
                "|".join(demonyms[1]),
                "|".join(row["capital"][:1]).removesuffix(" D.C."),
                *(f"{number:g}" for number in row["latlng"]),
            )
        )


def parts(data: Path, towns: Sequence[str]) -> Iterator[str]:
    """Give the commonest parts of persons' names that are not the name of a large town."""
    counts: Counter[str] = Counter()
    for path in sorted((data / "transliteration-coling2018").glob("wd_*_*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            latin, _, count = line.split("\t")
            counts[fold(latin)] += int(count)
    large = {fold(name) for row in towns for name in row.split("\t")[0].split("|")[:1]}
    for part, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if times >= COMMONEST_PARTS and len(part) > 2 and part.isalpha() and part not in large:
            yield part


def words(data: Path) -> Iterator[str]:
    """Give French lemmas with their single-word English translations."""
    found: dict[tuple[str, str], list[str]] = {}
    entry = re.compile(r"^([a-zà-ÿœ'’-]+) \{(m|f|mf|n|v|vt|vi|vr|adj)[^}]*\}[^:]*:: (.+)$")
    for line in (data / "wiktionary-dict/src/fr-en-enwiktionary.txt").read_text(encoding="utf-8").splitlines():
        match = entry.match(line)
        if not match or re.search(r"\b(?:obsolete|archaic|slang|vulgar|dialectal|form of)\b", line):
            continue
        kind = {"v": "v", "a": "a"}.get(match[2][0], "n")
        listed = found.setdefault((match[1], kind), [])
        for gloss in re.split(r"[,;]", re.sub(r"\([^)]*\)", "", match[3])):
            word = re.sub(r"^(?:to|an?|the) ", "", gloss.strip().lower())
            if re.fullmatch(r"[a-z-]{2,}", word) and len(word) <= LONGEST_TRANSLATION and word not in listed:
                listed.append(word)
    for (word, kind), listed in sorted(found.items()):
        if listed:
            yield f"{word}\t{kind}\t{'|'.join(listed)}"


def write(name: str, head: str, rows: Iterable[str]) -> None:
    """Write one table and print its size."""
    path = RESOURCES / name
    path.write_text(head + "".join(row + "\n" for row in rows), encoding="utf-8")
    print(f"{name}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    towns = list(places(data))
    write("places.tsv", PLACES, towns)
    write("place-names.tsv", PLACE_NAMES, other_names(data))
    write("countries.tsv", COUNTRIES, countries(data))
    known = [
        row for row in towns if (row.split("\t")[5] or "0").isdigit() and int(row.split("\t")[5] or 0) >= KNOWN_ABROAD
    ]
    write("name-parts.tsv", PARTS, parts(data, known))
    write("bilingual-fr-en.tsv", WORDS, words(data))


if __name__ == "__main__":
    main()
