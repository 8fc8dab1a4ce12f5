"""Whom pronouns and pointing words mean across the sentences of an article: a table of texts (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import read

ROWS = [
    (
        "en",
        'The dam is safe, said Ada Roe, the mayor. The river board\'s engineers office denied it. "Nothing holds," it said.',
        "Nothing holds",
        "river board's engineers office",
    ),
    (
        "fr",
        "Le barrage tient, a dit Ada Roe, la maire. L'observatoire local a démenti. « Rien ne tient », a-t-il assuré.",
        "Rien ne tient",
        "observatoire local",
    ),
    (
        "fr",
        "Le barrage tient, a dit Marc Lyle, le maire. L'association a démenti. « Rien ne tient », a-t-elle assuré.",
        "Rien ne tient",
        "association",
    ),
    (
        "fr",
        "Le chiffre ne correspond pas à celui de l'armée, qui parle de quatorze blessés.",
        "quatorze blessés",
        "armée",
    ),
    ("fr", "« Rien ne tient », a déclaré à la presse Ada Roe.", "Rien ne tient", "Ada Roe"),
    ("en", '"Nothing holds," Ada Roe told the press.', "Nothing holds", "Ada Roe"),
]


@pytest.mark.parametrize(("language", "text", "content", "teller"), ROWS)
def test_the_chain_is_the_teller_alone(language: str, text: str, content: str, teller: str) -> None:
    told = read(text, language).statements or ()
    chains = [[hop.name for hop in one.chain] for one in told if content in text[one.start : one.end]]
    assert chains == [[teller]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("« Rien ne tient », a dit à l'XYZ Ada Roe, maire de Tressac.", ["Ada Roe", "XYZ"]),
        ("« Rien ne tient », a dit à l'agence Vigie Ada Roe.", ["Ada Roe", "agence Vigie"]),
        ("« Rien ne tient », a confié au Figaro Ada Roe.", ["Ada Roe", "Figaro"]),
        ("« Rien ne tient », a confié au quotidien Le Monde Anne Lyle.", ["Anne Lyle", "quotidien Le Monde"]),
        ("« Rien ne tient », a déclaré au micro de RTL Ada Roe.", ["Ada Roe", "RTL"]),
        ("« Rien ne tient », a dit la directrice de l'XYZ Ada Roe.", ["Ada Roe"]),
    ],
)
def test_a_teller_may_stand_right_behind_the_medium_that_was_told(text: str, chain: list[str]) -> None:
    assert [[hop.name for hop in one.chain] for one in read(text).statements or ()] == [chain]
