"""Make the tables of lemmas that simplemma and the endings miss: ``python training/make_lemmas.py fr DATA``.

DATA is the folder of Universal Dependencies treebanks. Prints the accuracy on a held-out part, without
and with the table. Deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from twosource.read import lemmas

RESOURCES = Path(__file__).parents[1] / "src/twosource/resources"
TRAIN = {
    "fr": (
        "UD_French-Sequoia/fr_sequoia-ud-train.conllu",
        "UD_French-GSD/fr_gsd-ud-dev.conllu",
        "UD_French-Rhapsodie/fr_rhapsodie-ud-train.conllu",
        "UD_French-ParisStories/fr_parisstories-ud-train.conllu",
    ),
    "en": ("UD_English-EWT/en_ewt-ud-train.conllu",),
}
DEV = {"fr": "UD_French-Sequoia/fr_sequoia-ud-dev.conllu", "en": "UD_English-EWT/en_ewt-ud-dev.conllu"}
KEPT = ("NOUN", "VERB", "ADJ", "ADV")
HEAD = """\
# Lemmas that simplemma and the endings of verbs miss: form, part of speech, lemma.
# Provenance: {sources}; made by training/make_lemmas.py.
# Licences: CC BY-SA 4.0 (Sequoia: LGPL-LR); credit the treebanks' contributors. This file stays under them.
"""


class Row(NamedTuple):
    """A word of a treebank."""

    form: str
    lemma: str
    pos: str
    participle: bool


def rows(path: Path) -> Iterator[Row]:
    """Read the content words of a CoNLL-U file, in lower case."""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit() and cells[3] in KEPT and cells[1].isalpha():
            past = "VerbForm=Part" in cells[5] and "Tense=Past" in cells[5]
            yield Row(cells[1].lower(), cells[2].lower(), cells[3], past)


def missed(train: Sequence[Row], language: str) -> Mapping[tuple[str, str], str]:
    """Give the commonest lemma of each form and part of speech, where the rules alone give another."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in train:
        counts.setdefault((row.form, row.pos), Counter())[row.lemma] += 1
    wrong = {(row.form, row.pos) for row in train if by_rule(row, language) != row.lemma}
    return {key: min(counts[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in sorted(wrong)}


def by_rule(row: Row, language: str) -> str:
    """Give the lemma without the table."""
    return lemmas.by_rule(row.form, row.pos, participle=row.participle, language=language)


def accuracy(dev: Sequence[Row], table: Mapping[tuple[str, str], str], language: str) -> str:
    """Give the share of right lemmas for each part of speech."""
    right, total = Counter[str](), Counter[str]()
    for row in dev:
        total[row.pos] += 1
        right[row.pos] += table.get((row.form, row.pos), by_rule(row, language)) == row.lemma
    return ", ".join(f"{pos} {right[pos] / total[pos]:.3f}" for pos in KEPT)


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=sorted(TRAIN))
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    language, sources = given.language, TRAIN[given.language]
    train = [row for name in sources for row in rows(given.data / name)]
    table = missed(train, language)
    dev = list(rows(given.data / DEV[language]))
    print(
        f"{DEV[language]}: rules alone {accuracy(dev, {}, language)}; with the table {accuracy(dev, table, language)}"
    )
    head = HEAD.format(sources=", ".join(name.split("/")[0] for name in sources))
    body = "".join(f"{form}\t{pos}\t{lemma}\n" for (form, pos), lemma in table.items())
    (RESOURCES / f"lemmas-{language}.tsv").write_text(head + body, encoding="utf-8")
    print(f"{len(table)} rows")


if __name__ == "__main__":
    main()
