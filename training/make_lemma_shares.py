"""Give the lemmas of the words in ``resources/background`` their share, and write ``background/lemmas-<language>.tsv``.

Usage: python training/make_lemma_shares.py. A statement is compared by lemmas, and the background counts printed words:
"recevoir" is in few articles, and "reçu", "reçoit" are in many. The share of a lemma is that of one of its forms being
there, as if each stood by itself; a form of two lemmas counts for both. Deterministic; needs no data.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY

from twosource.compare import weights
from twosource.read import lemmas
from twosource.text import fold

TARGET = Path(__file__).parents[1] / "src" / "twosource" / "resources" / "background"
LANGUAGES = ("en", "fr")
LEAST_GAIN = 1.2
"""A lemma is listed where its share is so many times that of the word as printed."""
HEAD = """\
# Share of news articles in which some form of a (folded) lemma stands, where that is more than the lemma itself.
# Made by training/make_lemma_shares.py from background/{language}.tsv (see there) and the lemmas that reading gives.
# Columns: folded lemma, share.
"""


def shares(language: str) -> dict[str, float]:
    """Give the share of each lemma that a word of the background is a form of."""
    known = weights.background(language)
    forms = {str(word) for word in _dictionary(language)} | set(known)
    absent: dict[str, dict[str, float]] = defaultdict(dict)
    for form in sorted(form for form in forms if fold(form) in known):
        for lemma in _lemmas(form, language):
            absent[fold(lemma)][fold(form)] = known[fold(form)]
    return {lemma: 1 - math.prod(1 - share for share in found.values()) for lemma, found in absent.items()}


def _dictionary(language: str) -> list[str]:
    entries = DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
    return [word.decode() if isinstance(word, bytes) else word for word in entries]


def _lemmas(form: str, language: str) -> set[str]:
    return {
        lemmas.of(form, pos, participle=participle, language=language)
        for pos, participle in (("VERB", False), ("VERB", True), ("NOUN", False), ("ADJ", False))
    }


def main() -> None:
    """Write the tables."""
    for language in LANGUAGES:
        known = weights.background(language)
        rows = {
            lemma: share
            for lemma, share in shares(language).items()
            if share >= LEAST_GAIN * known.get(lemma, weights.UNSEEN) and len(lemma) > 1
        }
        lines = [f"{lemma}\t{share:.3f}\n" for lemma, share in sorted(rows.items(), key=lambda row: (-row[1], row[0]))]
        (TARGET / f"lemmas-{language}.tsv").write_text(HEAD.format(language=language) + "".join(lines))
        print(language, len(lines))


if __name__ == "__main__":
    main()
