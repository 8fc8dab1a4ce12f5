"""Forms in which newsrooms tell who said what and who carried it, each with every statement: a table of sentences (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import rows

Row = tuple[str, str, list[tuple[str, str, str]]]

CARRIED: list[Row] = [
    ("en", "The valve had failed, said the operator, by way of Reuters.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "According to the operator, whom Reuters quotes, the valve had failed.", [("the valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, according to Reuters, which spoke to the operator.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, according to the operator, as quoted by Reuters.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, per Reuters, which cites the operator.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, Reuters was told by the operator.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, the operator told the Reuters news agency.", [("The valve had failed", "operator > Reuters news agency", "asserted")]),
    ("fr", "La vanne a cédé, selon l'exploitant, dont Radio Loire rapporte les propos.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "Selon l'exploitant, que cite Radio Loire, la vanne a cédé.", [("la vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, d'après l'exploitant, joint par Radio Loire.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, écrit Radio Loire d'après l'exploitant.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, à en croire Radio Loire, qui le tient de l'exploitant.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, a appris Radio Loire auprès de l'exploitant.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "L'exploitant, par le canal de Radio Loire, fait savoir que la vanne a cédé.", [("la vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("en", "It was to Reuters that the operator said the valve had failed.", [("the valve had failed", "operator > Reuters", "asserted")]),
    ("en", "“The valve had failed,” was what the operator had to say to Reuters.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "In a dispatch by Reuters, the operator said that the valve had failed.", [("the valve had failed", "operator > Reuters", "asserted")]),
    ("fr", "C'est à Radio Loire que l'exploitant a dit que la vanne avait cédé.", [("la vanne avait cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "Déclaration de l'exploitant à Radio Loire : la vanne a cédé.", [("la vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "À en croire Radio Loire, qui fait parler l'exploitant, la vanne a cédé.", [("la vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "L'appareil volait trop bas, selon une source citée par Le Fanal.", [("L'appareil volait trop bas", "source > Fanal", "asserted")]),
    ("fr", "Le pont ferme, a dit l'adjointe au maire, Lise Tournon.", [("Le pont ferme", "Lise Tournon", "asserted")]),
    ("en", "The tanker was carrying oil, its owner, Corvane Shipping, said.", [("The tanker was carrying oil", "Corvane Shipping", "asserted")]),
]  # fmt: skip
"""Who said it, and the medium through which it came."""


@pytest.mark.parametrize(("language", "text", "told"), CARRIED, ids=[row[1][:40] for row in CARRIED])
def test_carried(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told


PRESENTED: list[Row] = [
    ("en", "A reminder from the council: the pool is closed on Monday.", [("the pool is closed on Monday", "council", "asserted")]),
    ("en", "Confirmed by the prefecture: the bridge is closed.", [("the bridge is closed", "prefecture", "confirmed")]),
    ("fr", "Confirmé par la préfecture : le pont est fermé.", [("le pont est fermé", "préfecture", "confirmed")]),
    ("fr", "Démenti par la préfecture : le pont n'est pas fermé.", [("le pont n'est pas fermé", "préfecture", "denied")]),
    ("fr", "Voici le tableau de la mairie : la route est trop étroite.", [("la route est trop étroite", "mairie", "asserted")]),
    ("fr", "Note la mairie : le pont est fermé.", [("le pont est fermé", "mairie", "asserted")]),
    ("fr", "Le problème du village : la route est trop étroite.", []),
    ("en", "The trouble with the plan: the road is too narrow.", []),
    ("en", "The law is opposed by campaigners, in whose view it protects nobody.", [("it protects nobody", "campaigners", "asserted")]),
    ("fr", "Le texte inquiète les riverains, pour qui la route est trop étroite.", [("la route est trop étroite", "riverains", "asserted")]),
    ("fr", "Il soutient le maire, pour qui tout reste à faire.", [("tout reste à faire", "maire", "asserted")]),
    ("en", "The line was safe, which is how the operator put it.", [("The line was safe", "operator", "asserted")]),
    ("en", "The valve had failed, related the operator.", [("The valve had failed", "operator", "asserted")]),
    ("en", "The valve had failed, chirped the operator.", [("The valve had failed", "operator", "asserted")]),
    ("en", "The bell rang, and in came the operator.", []),
    ("en", "The valve had failed, it was said by the operator.", [("The valve had failed", "operator", "asserted")]),
]  # fmt: skip
"""What is presented without a verb of speech of its teller's own, and what is presented by nobody."""

SET: list[Row] = [
    ("en", "The operator put it on record that the valve had failed.", [("the valve had failed", "operator", "asserted")]),
    ("en", "The operator wants it to be known that the valve had failed.", [("the valve had failed", "operator", "asserted")]),
    ("en", "The operator is of the view that the valve had failed.", [("the valve had failed", "operator", "asserted")]),
    ("en", "The operator said of the valve that it had failed.", [("it had failed", "operator", "asserted")]),
    ("en", "The operator testified to years of neglect.", [("years of neglect", "operator", "asserted")]),
    ("en", "The operator warned against swimming in the lock.", [("swimming in the lock", "operator", "demanded")]),
    ("en", "The operator disclaimed any knowledge of the fault.", [("any knowledge of the fault", "operator", "denied")]),
    ("fr", "La mairie n'écarte pas l'hypothèse d'un sabotage.", [("l'hypothèse d'un sabotage", "mairie", "possible")]),
    ("en", "Residents were promised a full report by the council within a month.", [("a full report", "council", "planned")]),
    ("en", "Any link to the plant was ruled out by the agency.", [("Any link to the plant", "agency", "denied")]),
    ("en", "The valve had failed, as was confirmed by the operator.", [("The valve had failed", "operator", "confirmed")]),
    ("en", "As the fire chief put it, the crew was in danger.", [("the crew was in danger", "fire chief", "asserted")]),
    ("en", "What happened, says the widow, was avoidable.", [("What happened | was avoidable", "widow", "asserted")]),
    ("en", "Fourteen people were hurt, according to the prefecture, although the mayor put the number at 16.", [("Fourteen people were hurt", "prefecture", "asserted"), ("the number at 16", "mayor", "asserted")]),
    ("en", "Workers and their families want an inquiry, the union said.", [("Workers and their families want an inquiry", "union", "asserted")]),
    ("en", "Rescuers had found three more bodies by nightfall, the governor wrote.", [("Rescuers had found three more bodies by nightfall", "governor", "asserted")]),
    ("en", "And this was the operator's answer to that: “The valve had failed.”", [("The valve had failed.", "operator", "asserted")]),
    ("en", "The operator declined to rule out a failure of the valve.", [("a failure of the valve", "operator", "possible")]),
    ("en", "The operator refused to confirm that the valve had failed.", []),
    ("en", "The operator refused to say that the line was safe.", []),
    ("fr", "La mairie refuse d'exclure un sabotage.", [("un sabotage", "mairie", "possible")]),
    ("fr", "La mairie a refusé de dire que le pont était sûr.", []),
    ("en", "A poll reckons that 33% of voters agree.", [("33% of voters agree", "poll", "reported")]),
    ("en", "Attendance was set at 6,000, the police said.", [("Attendance was set at 6,000", "police", "asserted")]),
    ("en", "The vote is set for Monday, the police said.", [("The vote is set for Monday", "police", "planned")]),
    ("en", "The pipeline, officials insist, is safe.", [("The pipeline | is safe", "officials", "asserted")]),
    ("fr", "Les enquêteurs penchent pour un accident.", [("un accident", "enquêteurs", "probable")]),
]  # fmt: skip
"""Set phrases that report, passives, what is done and not told, what is refused, and how surely a thing is put."""


@pytest.mark.parametrize(("language", "text", "told"), PRESENTED, ids=[row[1][:40] for row in PRESENTED])
def test_presented(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told


@pytest.mark.parametrize(("language", "text", "told"), SET, ids=[row[1][:40] for row in SET])
def test_set_phrase(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told
