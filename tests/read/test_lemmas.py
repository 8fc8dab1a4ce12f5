"""Tables of words with the dictionary form that their part of speech asks for."""

from __future__ import annotations

import pytest

from twosource.read import lemmas

WORDS = [
    ("fr", "évacuées", "VERB", True, "évacuer"),
    ("fr", "sautés", "VERB", True, "sauter"),
    ("fr", "omis", "VERB", True, "omettre"),
    ("fr", "démentie", "VERB", True, "démentir"),
    ("fr", "suspendus", "VERB", True, "suspendre"),
    ("fr", "chute", "VERB", False, "chuter"),
    ("fr", "chute", "NOUN", False, "chute"),
    ("fr", "concernant", "VERB", False, "concerner"),
    ("fr", "répondant", "VERB", False, "répondre"),
    ("fr", "reconnaissant", "VERB", False, "reconnaître"),
    ("fr", "finissant", "VERB", False, "finir"),
    ("fr", "blanche", "ADJ", False, "blanc"),
    ("fr", "visite", "NOUN", False, "visite"),
    ("en", "left", "VERB", True, "leave"),
    ("en", "meeting", "NOUN", False, "meeting"),
    ("en", "skipped", "VERB", True, "skip"),
    ("xx", "évacuées", "VERB", True, "évacuées"),
]


@pytest.mark.parametrize(("language", "word", "pos", "participle", "lemma"), WORDS)
def test_a_word_has_the_lemma_of_its_part_of_speech(
    language: str, word: str, pos: str, participle: bool, lemma: str
) -> None:
    assert lemmas.of(word, pos, participle=participle, language=language) == lemma
