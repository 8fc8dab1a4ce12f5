"""Make the tables that lead words of other languages to English and place names to places.

    python training/make_across.py DATA

Writes ``bilingual-<language>-en.tsv`` (es, de, it, pt) and ``places-across.tsv``. DATA is the folder of datasets.
Deterministic: no sampling.
"""

from __future__ import annotations

import argparse
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.make_lexicons import write

from twosource.text import WORD, fold

LANGUAGES = {"es": "Spanish", "de": "German", "it": "Italian", "pt": "Portuguese"}
KINDS = {"n": "n", "noun": "n", "m": "n", "f": "n", "v": "v", "verb": "v", "adj": "a", "adjective": "a"}
LONGEST_TRANSLATION = 16
LEAST_ARTICLES = 2
"""Wikinews articles in which the English word of a pair stands: rarer words tell little about news."""
SMALLEST_CITY = 400_000
LONGEST_NAME = 24

WORDS = """\
# Words that translate each other: {name} word, part of speech (n, v, a), English words (|).
# Provenance: the English Wiktionary of 2014 by way of open-dsl-dict/wiktionary-dict, CC BY-SA 3.0
# (https://creativecommons.org/licenses/by-sa/3.0/), authors: the contributors of Wiktionary; this file stays
# under CC BY-SA 3.0. Trimmed by training/make_across.py to single words whose English side stands in news.
"""
PLACES = """\
# Names of countries and large towns in many languages: id (country code, or GeoNames number), country code, names (|).
# Provenance: towns: GeoNames (geonames.org), cities15000, CC BY 4.0; countries (ids of two letters):
# mledoze/countries, ODbL 1.0, https://opendatacommons.org/licenses/odbl/1-0/; this file stays under ODbL 1.0.
# Trimmed by training/make_across.py: towns over 400,000 people and capitals.
"""


def news_words(data: Path) -> frozenset[str]:
    """Give the English words that stand in several Wikinews articles."""
    held: Counter[str] = Counter()
    with (data / "wikinews-en-2019-2020/dev/articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            held.update({fold(word) for word in WORD.findall(json.loads(line)["text"])})
    return frozenset(word for word, count in held.items() if count >= LEAST_ARTICLES)


def pairs(data: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Give the pairs of words of both directions of a dictionary: word, part of speech, English word."""
    folder = data / "wiktionary-dict/src"
    entry = re.compile(r"^(.+?) \{(\w+)[^}]*\}[^:]*:: (.+)$")
    for name, turned in ((f"{language}-en", False), (f"en-{language}", True)):
        path = folder / f"{name}-enwiktionary.txt"
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            match = entry.match(line)
            if not match or match[2] not in KINDS or re.search(r"\b(?:obsolete|archaic|slang|vulgar)\b", line):
                continue
            for gloss in re.split(r"[,;]", re.sub(r"\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|/[^/]*/", "", match[3])):
                other = re.sub(r"^(?:to|an?|the) ", "", gloss.strip())
                word = match[1].strip()
                foreign, english = (other, word.lower()) if turned else (word, other.lower())
                yield foreign.lower(), KINDS[match[2]], english


def words(data: Path, language: str, known: frozenset[str]) -> Iterator[str]:
    """Give the rows of one table."""
    found: dict[tuple[str, str], list[str]] = {}
    for foreign, kind, english in pairs(data, language):
        single = re.fullmatch(r"[^\W\d_]{3,}", foreign) and re.fullmatch(r"[a-z]{3,}", english)
        if not single or len(english) > LONGEST_TRANSLATION or english not in known:
            continue
        listed = found.setdefault((foreign, kind), [])
        if english not in listed:
            listed.append(english)
    for (foreign, kind), listed in sorted(found.items()):
        yield f"{foreign}\t{kind}\t{'|'.join(listed[:4])}"


def countries(data: Path) -> Iterator[str]:
    """Give the countries with their names and demonyms in every language of the table."""
    for row in json.loads((data / "countries-mledoze/countries.json").read_text(encoding="utf-8")):
        names = [row["name"]["common"], *(t["common"] for _, t in sorted(row["translations"].items()))]
        names += [t["common"] for _, t in sorted(row["name"].get("native", {}).items())]
        names += [d for tongue in ("eng", "fra") for d in sorted(set(row["demonyms"].get(tongue, {}).values()))]
        kept = dict.fromkeys(name for name in names if 1 < len(name) <= LONGEST_NAME)
        yield "\t".join((row["cca2"], row["cca2"], "|".join(kept)))


def towns(data: Path) -> Iterator[str]:
    """Give large towns and capitals with their names in other languages; one spelling of a folded form."""
    with zipfile.ZipFile(data / "geonames-cities15000/cities15000.zip") as packed:
        lines = packed.read("cities15000.txt").decode("utf-8").splitlines()
    rows = sorted((line.split("\t") for line in lines), key=lambda row: (-int(row[14]), row[0]))
    for row in rows:
        if row[7] == "PPLX" or (int(row[14]) < SMALLEST_CITY and row[7] != "PPLC"):
            continue
        kept: dict[str, str] = {}
        for name in (row[1], *row[3].split(",")):
            caseless = not name.isascii() and name.lower() == name.upper()
            long = len(name) > 1 if caseless else len(name) > 3 and not name.isupper()
            if long and len(name) <= LONGEST_NAME:
                kept.setdefault(name if caseless else fold(name), name)
        yield "\t".join((row[0], row[8], "|".join(kept.values())))


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    known = news_words(data)
    for language, name in LANGUAGES.items():
        write(f"bilingual-{language}-en.tsv", WORDS.format(name=name), words(data, language, known))
    write("places-across.tsv", PLACES, [*countries(data), *towns(data)])


if __name__ == "__main__":
    main()
