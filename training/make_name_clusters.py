"""Make ``resources/name-clusters.tsv``: ``python training/make_name_clusters.py FOLDER``.

FOLDER is ``spacy_lookups_data/data`` of the package spacy-lookups-data 1.0.5 (PyPI, MIT, Explosion), which holds the
Brown clusters of a million words each of English, Spanish and German. Kept are the capitalised words of Latin
letters that two of the three lists have: mostly names, whatever the language. Nothing is random.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from collections import Counter
from pathlib import Path

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
LANGUAGES = ("en", "es", "de")
FEWEST_LISTS = 2
LONGEST, LONGEST_CAPITALS = 24, 6
HEAD = """\
# Brown clusters of capitalised words in English, Spanish and German text: word, three numbers (0: none).
# A number is the path in the tree of clusters, its first step in the lowest bit.
# Provenance: spacy-lookups-data 1.0.5, MIT, Copyright (C) 2019 ExplosionAI GmbH; trimmed by
# training/make_name_clusters.py.
"""


def is_kept(word: str) -> bool:
    """Tell whether a word may be part of a name in Latin letters."""
    letters = [sign for sign in word if sign not in "-'"]
    latin = all(sign.isalpha() and "LATIN" in unicodedata.name(sign, "") for sign in letters)
    short = 1 < len(word) <= (LONGEST_CAPITALS if word.isupper() else LONGEST)
    return short and latin and bool(letters) and word[0].isupper()


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    clusters = {}
    for language in LANGUAGES:
        with gzip.open(folder / f"{language}_lexeme_cluster.json.gz", "rt", encoding="utf-8") as packed:
            clusters[language] = {word: number for word, number in json.load(packed).items() if number > 0}
    counts = Counter(word for held in clusters.values() for word in held)
    words = sorted(word for word, times in counts.items() if times >= FEWEST_LISTS and is_kept(word))
    rows = ("\t".join((word, *(str(clusters[one].get(word, 0)) for one in LANGUAGES))) for word in words)
    path = RESOURCES / "name-clusters.tsv"
    path.write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    print(f"{len(words)} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
