"""Make the table of English words that mean the same: ``python -m training.make_synonyms [WORDNET]``.

WORDNET is the folder of the WordNet 3.0 database files (Debian: package wordnet-base, /usr/share/wordnet).
Two words are kept where a sense that is among the first of both joins them: one synset, a similar adjective,
or words derived from each other (investigate, investigation).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
FIRST = 3
"""Senses of a word that are looked at: WordNet orders them by how common they are."""
DERIVED, SIMILAR, GROUPED = "+", "&", "$"
HEAD = """\
# English words that mean the same, or are derived from each other: word, words (|).
# Provenance: WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved (WordNet licence: free use,
# copying and distribution with this notice; see NOTICE). Trimmed by training/make_synonyms.py
# to single words and first senses.
"""


class Synset(NamedTuple):
    """A sense: its words, and what it points at: relation, part of speech, offset, word numbers (0: all)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str, int, int], ...]


def synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """Read all senses by part of speech and offset."""
    found: dict[tuple[str, str], Synset] = {}
    for name, pos in POS.items():
        for line in (folder / f"data.{name}").read_text("latin-1").splitlines():
            if not line.startswith(" "):
                fields = line.split(" | ")[0].split()
                found[pos, fields[0]] = _synset(fields)
    return found


def _synset(fields: list[str]) -> Synset:
    count = int(fields[3], 16)
    words = tuple(fields[4 + 2 * n].split("(")[0].lower() for n in range(count))
    at = 4 + 2 * count
    starts = range(at + 1, at + 1 + 4 * int(fields[at]), 4)
    return Synset(words, tuple(_pointer(*fields[p : p + 4]) for p in starts))


def _pointer(kind: str, offset: str, pos: str, ends: str) -> tuple[str, str, str, int, int]:
    """Read a pointer: its ends are two word numbers of two hexadecimal digits each."""
    source, target = divmod(int(ends, 16), 256)
    return kind, pos.replace("s", "a"), offset, source, target


def first_senses(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Give the first senses of every single word of letters."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, pos in POS.items():
        for line in (folder / f"index.{name}").read_text("latin-1").splitlines():
            fields = line.split()
            if line.startswith(" ") or not fields[0].isalpha():
                continue
            offsets = fields[-int(fields[2]) :]
            found[fields[0]] += [(pos, offset) for offset in offsets[:FIRST]]
    return found


def related(folder: Path) -> dict[str, set[str]]:
    """Give the words that mean the same as each word, or are derived from it."""
    senses, table = first_senses(folder), synsets(folder)
    found: dict[str, set[str]] = defaultdict(set)
    for word, keys in senses.items():
        for key in keys:
            for other, sense in _others(word, key, table):
                if other != word and sense in senses.get(other, ()):
                    found[word].add(other)
                    found[other].add(word)
    return found


def _others(
    word: str, key: tuple[str, str], table: dict[tuple[str, str], Synset]
) -> Iterator[tuple[str, tuple[str, str]]]:
    here = table[key]
    yield from ((other, key) for other in here.words)
    number = here.words.index(word) + 1 if word in here.words else 0
    for kind, pos, offset, source, target in here.pointers:
        there = table.get((pos, offset))
        if there is None:
            continue
        if kind == DERIVED and source == number and target:
            yield there.words[target - 1], (pos, offset)
        elif kind in {SIMILAR, GROUPED}:
            yield from ((other, (pos, offset)) for other in there.words)


def vocabulary() -> frozenset[str]:
    """Give the English words that the word lists of other languages lead to: the rest is rare in news."""
    lists = sorted(RESOURCES.glob("bilingual-*-en.tsv"))
    rows = (line.split("\t") for path in lists for line in path.read_text("utf-8").splitlines() if line[:1] != "#")
    return frozenset(word for row in rows for word in row[2].split("|"))


def main() -> None:
    """Write ``synonyms-en.tsv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", nargs="?", type=Path, default=Path("/usr/share/wordnet"))
    known = vocabulary()
    found = {word: others & known for word, others in related(parser.parse_args().wordnet).items() if word in known}
    rows = [f"{word}\t{'|'.join(sorted(others))}\n" for word, others in sorted(found.items()) if others]
    (RESOURCES / "synonyms-en.tsv").write_text(HEAD + "".join(rows), "utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
