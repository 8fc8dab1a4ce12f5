"""Stock forms of dispatches and live pages, each with every statement that it holds: a table of sentences (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import read, rows

Row = tuple[str, str, list[tuple[str, str, str]]]

ROWS: list[Row] = [
    ("fr", "Le bateau transportait, selon la préfecture, quarante personnes.", [("Le bateau transportait | quarante personnes", "préfecture", "asserted")]),
    ("fr", "Il s'agit, a indiqué la préfecture, d'un exercice.", [("Il s'agit | d'un exercice", "préfecture", "asserted")]),
    ("fr", "Les travaux coûteront, a précisé le maire, deux millions d'euros.", [("Les travaux coûteront | deux millions d'euros", "maire", "asserted")]),
    ("fr", "L'usine fermera, a annoncé le ministre, en visite à Brenac.", [("L'usine fermera", "ministre", "announced")]),
    ("fr", "Il est probable, dit le procureur, que la piste soit abandonnée.", [("Il est probable | que la piste soit abandonnée", "procureur", "probable")]),
    ("fr", "Il se trouve, dit le procureur, que la piste est abandonnée.", [("la piste est abandonnée", "procureur", "asserted")]),
    ("fr", "L'eau est potable, selon la mairie ; pour les riverains, elle est imbuvable.", [("L'eau est potable", "mairie", "asserted"), ("elle est imbuvable", "riverains", "asserted")]),
    ("fr", "Le ministre ne se représentera pas, ont confié à l'AFP trois de ses proches.", [("Le ministre ne se représentera pas", "trois de ses proches > AFP", "asserted")]),
    ("fr", "Le ministre ne se représentera pas, ont confié à l'AFP deux sources diplomatiques.", [("Le ministre ne se représentera pas", "deux sources diplomatiques > AFP", "asserted")]),
    ("fr", "« C'est un carnage », a déclaré à l'AFP Samir, un commerçant.", [("C'est un carnage", "Samir > AFP", "asserted")]),
    ("fr", "Rien ne permet d'affirmer que l'incendie est criminel, souligne le procureur.", [("Rien ne permet d'affirmer que l'incendie est criminel", "procureur", "asserted")]),
    ("fr", "L'armée a reconnu « une erreur de tir » sans préciser combien de civils étaient morts.", [("une erreur de tir", "armée", "asserted")]),
    ("fr", "La société a promis des indemnités avant d'annoncer sa faillite.", [("des indemnités", "société", "planned")]),
    ("fr", "Le maire a annoncé que le pont fermait, avant de préciser que les bus rouleraient.", [("le pont fermait", "maire", "announced"), ("les bus rouleraient", "maire", "asserted")]),
    ("fr", "Le maire a accusé son rival d'avoir acheté des voix, ce que ce dernier a démenti.", [("son rival d'avoir acheté des voix", "maire", "asserted"), ("son rival d'avoir acheté des voix", "rival", "denied")]),
    ("en", "The ferry sank, the police said; nobody was hurt, the operator said.", [("The ferry sank", "police", "asserted"), ("nobody was hurt", "operator", "asserted")]),
    ("en", "The ferry sank on Monday; nobody was hurt, the operator said.", [("The ferry sank on Monday; nobody was hurt", "operator", "asserted")]),
    ("en", "The deal will be signed on Friday, the Northern Courier understands.", [("The deal will be signed on Friday", "Northern Courier", "expected")]),
    ("en", "The army denied any involvement before admitting an error.", [("any involvement", "army", "denied"), ("an error", "army", "asserted")]),
    ("en", "He left without saying that the bridge was closed.", []),
    ("en", "The jury was told that the brakes had failed.", [("the brakes had failed", "?", "asserted")]),
    ("en", "The BBC has been told that the deal will be signed on Monday.", [("the deal will be signed on Monday", "? > BBC", "asserted")]),
    ("en", "The minister blamed the supplier, Reuters reported.", [("The minister blamed the supplier", "Reuters", "reported")]),
    ("en", "The trial showed that the drug works, the firm said.", [("The trial showed that the drug works", "firm", "asserted"), ("the drug works", "trial > firm", "asserted")]),
    ("en", "The ministry said it had destroyed a depot, a claim Reuters could not verify.", [("it had destroyed a depot", "ministry", "asserted")]),
    ("fr", "La mairie qualifie de « fantaisiste » l'information selon laquelle le tunnel fermerait.", [("« fantaisiste » l'information selon laquelle le tunnel fermerait", "mairie", "denied")]),
    ("fr", "Le préfet a qualifié l'accident de « tragique ».", [("l'accident de « tragique »", "préfet", "asserted")]),
    ("fr", "Des sources médicales parlent de 14 morts, dont quatre enfants.", [("14 morts, dont quatre enfants", "sources médicales", "asserted")]),
    ("en", "The club called the report baseless.", [("the report baseless", "club", "denied")]),
    ("en", "Seven people died when a strike hit the market, residents and medics said.", [("Seven people died when a strike hit the market", "residents, medics", "asserted")]),
    ("en", "The chief executive said the strike would go on.", [("the strike would go on", "chief executive", "asserted")]),
    ("fr", "Le pont est fermé, la mairie le confirme.", [("Le pont est fermé", "mairie", "confirmed")]),
    ("fr", "La préfète l'a répété jeudi : « il n'y a aucun risque ».", [("il n'y a aucun risque", "préfète", "asserted")]),
    ("fr", "La police a conclu au suicide.", [("suicide", "police", "asserted")]),
    ("en", "The death toll rose from 12 to 15, civil defence said on Thursday morning.", [("The death toll rose from 12 to 15", "civil defence", "asserted")]),
    ("en", "In a separate incident, police said on Thursday.", []),
    ("en", "The plane suffered a failure; rebels say they shot it down.", [("they shot it down", "rebels", "asserted")]),
    ("en", "The ministry put the toll at 31, a figure the army disputes.", [("the toll at 31", "ministry", "asserted"), ("the toll at 31", "army", "denied")]),
    ("en", "Police put a cordon around the house.", []),
    ("fr", "Le rapport conclut à l'absence de faute.", [("l'absence de faute", "rapport", "asserted")]),
    ("fr", "Varn Lines accuse le cargo d'avoir coupé le chenal, ce que Norvik, son armateur, dément.", [("le cargo d'avoir coupé le chenal", "Varn Lines", "asserted"), ("le cargo d'avoir coupé le chenal", "Norvik", "denied")]),
    ("fr", "« Un dossier vide », selon son avocate, Me Claire Roux.", [("Un dossier vide", "Claire Roux", "asserted")]),
    ("en", "In 2019 a leak put two technicians in hospital.", []),
    ("en", "Management spoke of 40 strikers.", [("40 strikers", "Management", "asserted")]),
    ("en", "“He had been let go,” said Mersk police spokesman Const. Tim Faring.", [("He had been let go", "Tim Faring", "asserted")]),
    ("en", "Officer Ray Scheid spoke of Vincent Roe. Roe was released. He said he did not know Roe's blood group.", [("he did not know Roe's blood group", "Ray Scheid", "asserted")]),
    ("en", "The ship sank a trawler that had been hijacked, but the navy says it fired in self-defence.", [("it fired in self-defence", "navy", "asserted")]),
    ("en", "The plan is dead, according to the Merton Post's Howard Katz.", [("The plan is dead", "Howard Katz", "asserted")]),
    ("en", "The ship sank, a navy spokesman said. The navy thanked Ann Lorr. A search was over, the spokesman said.", [("The ship sank", "navy spokesman", "asserted"), ("A search was over", "navy spokesman", "asserted")]),
    ("en", "The cruiser received a call from the ferry saying two boats were closing in, a Ports Ministry statement said. “On sighting the cruiser, the boats fled.” Commandos boarded one boat, the statement said.", [("The cruiser received a call from the ferry saying two boats were closing in", "Ports Ministry", "asserted"), ("two boats were closing in", "cruiser > Ports Ministry", "asserted"), ("On sighting the cruiser, the boats fled.", "Ports Ministry", "asserted"), ("Commandos boarded one boat", "Ports Ministry", "asserted")]),
    ("en", "The mayor said that Ann Lorr had told him that the bridge was closed. “It is closed for good.”", [("the bridge was closed", "Ann Lorr > mayor", "asserted"), ("It is closed for good.", "mayor", "asserted")]),
    ("en", "The show will go on, said Ada Roe, the club president.", [("The show will go on", "Ada Roe", "asserted")]),
]  # fmt: skip
"""The language, the sentence; of each statement the pieces, the chain and the certainty."""


@pytest.mark.parametrize(("language", "text", "told"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_row(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told


BETWEEN = [
    ('"It was carnage," Samir, a shopkeeper reached by phone, told AFP.', "en"),
    ("Le document, que Le Phare a pu consulter, évoque des « négligences répétées ».", "fr"),
    ("L'armée a reconnu « une erreur de tir » sans préciser combien de civils étaient morts.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), BETWEEN)
def test_what_only_frames_a_statement_is_no_narration(text: str, language: str) -> None:
    assert not read(text, language).narration


BRIEF = [
    ("Frontières fermées jusqu'à nouvel ordre.", "fr", ["Frontières fermées jusqu'à nouvel ordre"]),
    (
        "Paul Tardieu, patron du groupe, a été condamné à trois ans de prison dont deux avec sursis.",
        "fr",
        ["Paul Tardieu, patron du groupe, a été condamné à trois ans de prison dont deux avec sursis"],
    ),
    ("Une liste de noms en anglais.", "fr", []),
]


@pytest.mark.parametrize(("text", "language", "clauses"), BRIEF)
def test_what_is_told_briefly_or_with_a_share_is_narrated(text: str, language: str, clauses: list[str]) -> None:
    assert [text[s.start : s.end] for s in read(text, language).narration or ()] == clauses


def test_a_given_name_behind_a_medium_is_a_name_of_its_own() -> None:
    text = "Deux sources l'ont indiqué à l'AFP. « Nous avons fui », a raconté à l'AFP Samir, un passager."
    assert [one.name for one in read(text, "fr").mentions or ()] == ["AFP", "AFP", "Samir"]


@pytest.mark.parametrize(
    "text",
    [
        "The show will go on, said Ailes de Sarmoise, the club.",
        "Ailes de Sarmoise, the club, said the show would go on.",
    ],
)
def test_a_name_to_which_a_kind_of_body_is_apposed_is_a_bodys(text: str) -> None:
    (statement,) = read(text, "en").statements or ()
    assert [(hop.name, hop.type) for hop in statement.chain] == [("Ailes de Sarmoise", "organisation")]
