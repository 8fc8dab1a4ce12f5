"""Names of bodies in two languages that translate each other."""

from __future__ import annotations

import pytest
from tests.compare.test_joining import reading

from twosource.compare import names, renderings
from twosource.model import EntityType

ROWS = [
    ("Agence sanitaire", "Health Agency", True),
    ("Observatoire des risques", "Risk Observatory", True),
    ("institut Morvane", "Morvane Institute", True),
    ("ministère de la Santé", "Health Ministry", True),
    ("Agence sanitaire", "Space Agency", False),
    ("Observatoire des risques", "Observatory", False),
    ("Agence", "Agency", False),
    ("", "", False),
]


@pytest.mark.parametrize(("french", "english", "same"), ROWS)
def test_every_word_translates_another(french: str, english: str, same: bool) -> None:
    assert renderings.same(french, "fr", english, "en") is same
    assert renderings.same(english, "en", french, "fr") is same


def test_words_of_one_language_translate_nothing() -> None:
    assert not renderings.same("Health Agency", "en", "Health Agency", "en")


def _entities(*told: tuple[str, str]) -> int:
    body: EntityType = "organisation"
    return len(names.join([reading(n, [(name, body)], language) for n, (name, language) in enumerate(told)]))


def test_two_names_of_a_story_that_translate_each_other_are_one_body() -> None:
    assert _entities(("Agence sanitaire", "fr"), ("Health Agency", "en")) == 1


def test_a_name_that_two_others_translate_joins_neither() -> None:
    told = [("Agence sanitaire", "fr"), ("Agence santé", "fr"), ("Health Agency", "en")]
    assert _entities(*told) == len(told)
