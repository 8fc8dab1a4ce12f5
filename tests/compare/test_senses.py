"""Words of a story that mean the same, and classes of what is asserted."""

from __future__ import annotations

import pytest

from twosource.compare import bilingual, predicates, senses
from twosource.compare.propositions import build, similarity
from twosource.model import Article, Layers, Reading, Statement, Token


def related(*words: tuple[str, str]) -> dict[str, dict[str, float]]:
    found = senses.related(set(words), bilingual.translations)
    return {word: dict(near) for (word, _), near in found.items()}


def test_translations_count_whole_and_synonyms_in_part() -> None:
    found = related(("enquete", "fr"), ("investigation", "en"), ("probe", "en"), ("harbour", "en"))
    assert found["enquete"]["investigation"] == senses.TRANSLATION
    assert found["investigation"]["probe"] == senses.SYNONYM
    assert "harbour" not in found


def test_accents_do_not_hide_a_translation() -> None:
    assert related(("sante", "fr"), ("health", "en"))["sante"] == {"health": senses.TRANSLATION}


def test_cognates_stand_in_only_where_no_list_knows_the_word() -> None:
    assert related(("zyblotron", "fr"), ("zyblotrons", "en"))["zyblotron"] == {"zyblotrons": senses.TRANSLATION}
    assert "sensibility" not in related(("sensible", "fr"), ("sensibility", "en")).get("sensible", {})


def _tokens(text: str) -> list[Token]:
    found, at = list[Token](), 0
    for word in text.split():
        start = text.index(word, at)
        found.append(Token(start, start + len(word), word, word.lower(), "NOUN"))
        at = start + len(word)
    return found


CLASSES = [
    ("en", "investigation open", "inquiry"),
    ("fr", "information judiciaire ouvrir", "inquiry"),
    ("en", "crisis unit activate", "crisis_meeting"),
    ("fr", "cellule de crise", "crisis_meeting"),
    ("fr", "gréviste", "strike"),
    ("en", "striker", "strike"),
]


@pytest.mark.parametrize(("language", "text", "kind"), CLASSES)
def test_words_assert_a_class(language: str, text: str, kind: str) -> None:
    assert kind in predicates.classes(_tokens(text), language)


def test_a_language_without_a_table_has_no_classes() -> None:
    assert predicates.classes(_tokens("investigation"), "xx") == frozenset()


def _one(number: int, text: str, language: str) -> Reading:
    article = Article(id=f"a{number}", input_id="", outlet="o", language=language, text=text, capture_sha256="")
    whole = Statement(start=0, end=len(text), kind="indirect", certainty="asserted")
    return Reading(article, Layers(tokens=tuple(_tokens(text)), statements=(whole,)))


def test_statements_in_other_words_are_alike_and_others_are_not() -> None:
    texts = [("Agents closed subway", "en"), ("Officers shut metro", "en"), ("Bakery sells bread", "en")]
    found = similarity(build([_one(n, *t) for n, t in enumerate(texts)], ()), bilingual.translations)
    assert found[0, 1] > 0
    assert found[0, 2] == 0
    assert abs(found[0, 1] - found[1, 0]) < 1e-12
