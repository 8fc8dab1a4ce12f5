"""Whom pronouns and pointing words mean across the sentences of an article: a table of texts (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import read

ROWS = [
    (
        "en",
        'Ada Roe said on Radio Estran that she would run. "I am ready," she said in a written statement.',
        "I am ready",
        "Ada Roe",
    ),
    (
        "en",
        "A report by the inspector Ada Roe found that the dam leaks. The report also said that nobody looked.",
        "nobody looked",
        "Ada Roe",
    ),
    (
        "en",
        "The dam leaks, the river board said in a study released Friday. The study found that nobody looked.",
        "nobody looked",
        "river board",
    ),
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
    (
        "fr",
        "La maire, Ada Roe, répond.\n\nA. R. : Le quai n'a jamais été sûr.",
        "Le quai n'a jamais été sûr",
        "Ada Roe",
    ),
    (
        "fr",
        "PORT-MERIEL, Qc — Le quai est fermé, a annoncé l'exploitant.\n\nLa grue a basculé, précise l'entreprise.",
        "La grue a basculé",
        "entreprise",
    ),
    ("fr", "« Rien ne tient », a déclaré à la presse Ada Roe.", "Rien ne tient", "Ada Roe"),
    ("en", '"Nothing holds," Ada Roe told the press.', "Nothing holds", "Ada Roe"),
    (
        "fr",
        (
            "« Le quai tient », assurait lundi son président. L'examen, dont la procureure, Anne Roe, a communiqué les "
            "résultats, dit autre chose. L'enquête vise aussi le port, a-t-elle ajouté."
        ),
        "L'enquête vise aussi le port",
        "Anne Roe",
    ),
    (
        "fr",
        "Le quai a cédé, a-t-on appris auprès du gestionnaire du réseau, Liaisons électriques de l'Ouest (LEO).",
        "Le quai a cédé",
        "Liaisons électriques de l'Ouest",
    ),
    ("fr", "Le quai était fermé dimanche soir, selon le gestionnaire du réseau, LEO.", "Le quai était fermé", "LEO"),
    ("fr", "« Le quai tient », assure sur notre antenne Marc Lyle, le chef du port.", "Le quai tient", "Marc Lyle"),
    (
        "en",
        'Officials said the port was shut. "The quay gave way at noon," the operator, LEO, said in a statement.',
        "The quay gave way at noon",
        "LEO",
    ),
    (
        "en",
        (
            "The ferries stopped, harbour company Aune Boats said. The lights were out, according to Southgrid. "
            "It said the fault arose at sea."
        ),
        "the fault arose at sea",
        "Southgrid",
    ),
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


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "fr",
            "Le bilan est de douze morts selon les autorités locales, dix-sept selon l'opposition.",
            [("autorités locales", "Le bilan est de douze morts"), ("opposition", "dix-sept")],
        ),
        (
            "fr",
            "À en croire la direction, tous ont repris le travail ; les syndicats parlent de la moitié.",
            [("direction", "tous ont repris le travail"), ("syndicats", "la moitié")],
        ),
        (
            "en",
            "The Kelbourne Journal reported on Sunday that the deal was close, citing two unnamed officials.",
            [("two unnamed officials > Kelbourne Journal", "the deal was close")],
        ),
        (
            "fr",
            "Le quotidien Haaretz rapporte, citant des sources militaires, que le port rouvrira.",
            [("sources militaires > quotidien Haaretz", "le port rouvrira")],
        ),
        (
            "en",
            "The fire was the worst in the city's history, said fire chief Dana Holt.",
            [("Dana Holt", "The fire was the worst in the city's history")],
        ),
        ("fr", "Anne Le Roe a estimé que le port devait fermer.", [("Anne Le Roe", "le port devait fermer")]),
        (
            "fr",
            "« Le feu est fixé », ont indiqué les pompiers de Tressac samedi matin.",
            [("pompiers de Tressac", "Le feu est fixé")],
        ),
        (
            "en",
            "Two officials, who were not allowed to talk to the media, said the port would close.",
            [("Two officials", "the port would close")],
        ),
        ("fr", "Un élu, qui a requis l'anonymat, a dit que le port fermera.", [("élu", "le port fermera")]),
        (
            "fr",
            "Le suspect est mort, a appris l'AFP de source judiciaire.",
            [("source judiciaire > AFP", "Le suspect est mort")],
        ),
        ("fr", "Marie a appris que son frère était mort.", []),
        ("en", "The bank will cut 500 jobs, Reuters has learned.", [("Reuters", "The bank will cut 500 jobs")]),
        (
            "en",
            "Doctors Without Borders announced that it would leave.",
            [("Doctors Without Borders", "it would leave")],
        ),
        ("en", "Air strikes thought to be carried out by two armies killed ten people in Kelbourne.", []),
        ("en", "Police have not said whether the death is suspicious.", []),
        (
            "fr",
            "Le port serait fermé, selon une source policière à BFMTV.",
            [("source policière > BFMTV", "Le port serait fermé")],
        ),
    ],
)
def test_each_is_told_by_its_own(language: str, text: str, told: list[tuple[str, str]]) -> None:
    found = read(text, language).statements or ()
    assert [(" > ".join(hop.name for hop in one.chain), text[one.start : one.end]) for one in found] == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two officials, who spoke on condition of anonymity, said the port would close."),
        ("fr", "Un responsable, sous couvert d'anonymat, a dit que le port fermerait."),
    ],
)
def test_who_wants_no_name_is_anonymous(language: str, text: str) -> None:
    assert [one.chain[0].type for one in read(text, language).statements or ()] == ["anonymous"]
