"""Make ``resources/word-classes-LANGUAGE.tsv``: ``python training/make_word_classes.py LANGUAGE FOLDER``.

FOLDER is ``spacy_lookups_data/data`` of the package spacy-lookups-data 1.0.5 (PyPI, MIT, Explosion). It holds the Brown
clusters of a million words each of English, Spanish and German, how frequent each is, and for English the lemmas,
irregular forms and endings of WordNet 3.0. Kept are the most frequent words that one of them knows. Nothing is random.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
MOST, LONGEST = {"de": 50_000, "en": 80_000, "es": 50_000}, 24
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
LANGUAGES = ("de", "en", "es")
WITH_LEMMAS = "en"
HEAD = """\
# What words may be: word, parts of speech in WordNet (n, v, a, r; ' of an inflected form; ? of none), Brown cluster
# (the path in the tree of clusters, its first step in the lowest bit; 0: none). The most frequent words.
# Provenance: spacy-lookups-data 1.0.5, MIT, Copyright (C) 2019 ExplosionAI GmbH; its English lemmas are those of
# WordNet 3.0, Copyright 2006 by Princeton University, WordNet licence; trimmed by training/make_word_classes.py.
"""


class Forms(Struct, frozen=True):
    """The lemmas of one part of speech, its irregular forms, and its endings with those of the lemma."""

    lemmas: frozenset[str]
    irregular: frozenset[str]
    endings: Sequence[tuple[str, str]]

    def mark(self, word: str, letter: str) -> str:
        """Give the letter of the part of speech where a word may be of it, with a sign where it is inflected."""
        if word in self.lemmas or word in self.irregular:
            return letter
        stems = (word.removesuffix(ending) + lemma for ending, lemma in self.endings if word.endswith(ending))
        return f"{letter}'" if any(stem in self.lemmas for stem in stems) else ""


def read(folder: Path, language: str, name: str) -> Mapping[str, Any]:
    """Read one table of the package."""
    with gzip.open(folder / f"{language}_{name}.json.gz", "rt", encoding="utf-8") as packed:
        table: Mapping[str, Any] = json.load(packed)
        return table


def forms(folder: Path, language: str) -> Mapping[str, Forms]:
    """Read WordNet's forms by the letter of their part of speech; none for a language that it does not hold."""
    if language != WITH_LEMMAS:
        return {}
    lemmas, irregular, rules = (read(folder, language, name) for name in ("lemma_index", "lemma_exc", "lemma_rules"))
    return {
        letter: Forms(
            frozenset(lemmas[part]), frozenset(irregular.get(part, ())), [tuple(r) for r in rules.get(part, ())]
        )
        for part, letter in PARTS.items()
    }


def is_kept(word: str) -> bool:
    """Tell whether a word is one in Latin letters."""
    letters = word.replace("-", "").replace("'", "")
    return (
        letters.isalpha() and letters.encode("latin-1", "ignore").decode("latin-1") == letters and len(word) <= LONGEST
    )


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    clusters, frequency = (read(given.folder, given.language, name) for name in ("lexeme_cluster", "lexeme_prob"))
    known = forms(given.folder, given.language)
    spelt: dict[str, str] = {}
    for word in sorted((word for word in frequency if is_kept(word)), key=lambda word: (-frequency[word], word)):
        spelt.setdefault(word.lower(), word)
    rows = []
    for low, word in sorted(list(spelt.items())[: MOST[given.language]]):
        parts = "".join(one.mark(low, letter) for letter, one in known.items()) or "?"
        number = clusters.get(low, 0) or clusters.get(word, 0)
        if parts != "?" or number:
            rows.append(f"{low}\t{parts}\t{number}\n")
    path = RESOURCES / f"word-classes-{given.language}.tsv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
