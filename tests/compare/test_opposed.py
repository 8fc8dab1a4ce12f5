"""Two short articles on one event: what is opposed in them, and what only looks so. Real sentences, invented by us."""

from __future__ import annotations

import pytest
from tests.compare.told_claims import compared

FIRE = (
    "A fire broke out on Monday morning in a warehouse in the port area of Vernay.",
    "The blaze that swept through a warehouse in Vernay's port on Monday drew crews from across the region.",
)
FEU = (
    "Un incendie s'est déclaré lundi matin dans un entrepôt de la zone portuaire de Vernay.",
    "Le feu qui a ravagé lundi un entrepôt du port de Vernay a mobilisé d'importants moyens.",
)
FERRY = (
    "The ferry Morning Star capsized off Port Lazare on Wednesday.",
    "Off Port Lazare, the sinking of the ferry Morning Star left the island in mourning on Wednesday.",
)
BAC = (
    "Le bac Étoile-du-Sud a chaviré mercredi au large de Port-Lazare.",
    "Au large de Port-Lazare, le naufrage du bac Étoile-du-Sud a plongé mercredi l'île dans le deuil.",
)
STRIKE = (
    "Train drivers at the Ferrovel company were on strike on Thursday.",
    "The strike by train drivers at Ferrovel went on through Thursday.",
)
GREVE = (
    "La grève des conducteurs de la compagnie Ferrovel se poursuivait jeudi.",
    "Jeudi, les conducteurs de la compagnie Ferrovel étaient toujours en grève.",
)
TRAINS = (
    "Two trains collided near Halden station on Sunday evening.",
    "Sunday evening's collision of two trains near Halden station has shocked the country.",
)

OPPOSED = [
    (
        "discrepancy", "en", STRIKE,
        "Police said 3,000 people marched; organisers claimed 8,000.", "The strike was into its third day.",
    ),
    (
        "discrepancy", "fr", GREVE,
        "20 000 personnes ont défilé, d'après les syndicats, 5 000 selon la gendarmerie.", "La grève se durcit.",
    ),
    (
        "discrepancy", "fr", FEU,
        "Le bilan est de 14 blessés, a indiqué la préfecture. La maire, Odile Carrel, parle de son côté de 16 blessés.",
        "Le feu est éteint.",
    ),
    (
        "update", "en", FIRE, "At least twelve people were hurt, firefighters said.",
        "Fifteen people were hurt, the prefecture said.",
    ),
    (
        "discrepancy", "fr", FEU,
        "Selon la préfecture, l'incendie a fait quatorze morts.", "Le maire, Paul Aubrac, parle de neuf morts.",
    ),
    (
        "discrepancy", "en", FIRE,
        "The prefecture said fourteen people were killed in the fire.", "Mayor Paul Aubrac put the death toll at nine.",
    ),
    (
        "discrepancy", "fr", GREVE,
        "Selon la direction, 32 % des conducteurs ont cessé le travail.", "Les syndicats comptent 71 % de grévistes.",
    ),
    (
        "discrepancy", "en", STRIKE,
        "Police counted 1,200 marchers outside the headquarters.", "Organisers said 4,000 people took part in the march.",
    ),
    (
        "discrepancy", "en", FERRY,
        "The operator said 84 passengers were on board.",
        "The ferry was carrying 112 passengers, according to the coast guard.",
    ),
    (
        "discrepancy", "fr", FEU,
        "Un court-circuit est à l'origine de l'incendie, selon l'exploitant.",
        "Pour les enquêteurs, l'incendie est d'origine criminelle.",
    ),
    (
        "discrepancy", "en", FIRE,
        "A short circuit caused the fire, the operator said.", "Investigators said the fire was arson.",
    ),
    (
        "denial", "en", FIRE,
        "The fire was arson, the mayor said.", "Police said the fire was not arson.",
    ),
    (
        "update", "fr", BAC,
        "Quatorze personnes sont portées disparues, selon les garde-côtes.",
        "Les garde-côtes ont abaissé à onze le nombre de disparus.",
    ),
    (
        "update", "en", FERRY,
        "Fourteen people are missing, the coast guard said.", "The coast guard lowered the number of missing to 11.",
    ),
    (
        "denial", "fr", FEU,
        "L'alarme de l'entrepôt était en panne, selon le syndicat Unirail.",
        "L'alarme de l'entrepôt fonctionnait, assure l'exploitant.",
    ),
    (
        "denial", "en", FIRE,
        "The emergency exits were locked, survivors said.", "All the emergency exits were open, the operator said.",
    ),
    ("denial", "fr", BAC, "Le capitaine est mort, selon les garde-côtes.", "Le capitaine est vivant, assure l'armateur."),
    (
        "denial", "en", FERRY,
        "The captain has been arrested, police said.", "The captain is still at large, prosecutors said.",
    ),
    (
        "correction", "fr", FEU,
        "Trente et une personnes ont été blessées, selon les pompiers.",
        "Treize personnes ont été blessées, selon les pompiers.\n\nRectificatif : il fallait lire 13, et non 31.",
    ),
]  # fmt: skip

LOOK_ALIKE = [
    (
        "fr", FEU, "Selon la préfecture, l'incendie a fait quatorze morts.",
        "En 2009, un incendie dans le même port avait fait neuf morts, rappelle le maire.",
    ),
    ("en", FIRE, "Fourteen people were injured, the prefecture said.", "Nine people were killed, the mayor said."),
    ("en", FIRE, "Firefighters evacuated 31 people.", "About thirty people were evacuated, the town hall said."),
    ("fr", FEU, "Les pompiers ont évacué 31 personnes.", "Une trentaine de personnes ont été évacuées, selon la mairie."),
    (
        "fr", BAC, "L'hôpital de Port-Lazare a reçu six blessés, selon sa direction.",
        "Quatorze blessés ont été conduits à l'hôpital de Saint-Élme, selon les secours.",
    ),
    (
        "en", TRAINS, "The first train was carrying 140 passengers, the company said.",
        "Eighty-five passengers were on the second train, the union said.",
    ),
    ("en", TRAINS, "The driver was sober, police said.", "The second driver was drunk, a witness said."),
    ("en", FERRY, "Police arrested the captain.", "Police released a photo of the captain."),
    ("en", FIRE, "The warehouse alarm was broken, the union said.", "The sprinklers were working, the operator said."),
    (
        "en", FIRE, "The gates were open on Sunday, the union said.",
        "The gates were closed on Monday, the operator said.",
    ),
    (
        "en", TRAINS, "Polling stations were open until 8 p.m., the commission said.",
        "Three polling stations were closed after threats, observers said.",
    ),
    (
        "en", FERRY, "The rain caused landslides, the weather office said.",
        "A short circuit caused a power cut in the village, the grid operator said.",
    ),
    ("fr", BAC, "Aucun passager n'a été blessé, selon la police.", "Un policier a été blessé, selon le parquet."),
    (
        "en", STRIKE, "The ruling party won 48 percent of the vote, the commission said.",
        "The opposition won 41 percent of the vote, the commission said.",
    ),
    (
        "fr", FEU, "Un court-circuit est à l'origine de l'incendie, selon la préfecture.",
        "Une cigarette mal éteinte n'est pas à l'origine de l'incendie, assure le maire, Paul Aubrac.",
    ),
    (
        "fr", FEU, "L'incendie a provoqué une fuite de gaz et la population a été évacuée, selon les pompiers.",
        "Il n'y a aucun danger pour la population, selon la préfecture.",
    ),
    (
        "fr", FEU, "Une population de rats est à l'origine de l'incendie, selon les pompiers.",
        "Il n'y a aucun danger pour la population, selon la préfecture.",
    ),
    (
        "fr", FEU, "Trois personnes sont mortes, selon la préfecture.",
        "Aucun décès n'est directement lié à l'incendie, assure la mairie.",
    ),
    ("en", FIRE, "Two people died, the agency said.", "No death has been linked to the fire, the town hall said."),
    (
        "fr", FEU, "L'incendie a duré quatre heures, selon un pompier.",
        "Aucun habitant n'a vu l'incendie, assure la mairie.",
    ),
    (
        "fr", FEU, "On doit rapporter les produits touchés au magasin, selon la préfecture.",
        "Les produits touchés ont disparu des rayons, selon la mairie.",
    ),
]  # fmt: skip

Event = tuple[str, str]


def _kinds(language: str, event: Event, left: str, right: str) -> set[str]:
    found = compared(f"{event[0]}\n\n{left}", f"{event[1]}\n\n{right}", language=language)
    return {clash.relation for story in found.stories for clash in story.conflicts}


@pytest.mark.parametrize(("kind", "language", "event", "left", "right"), OPPOSED, ids=[row[4] for row in OPPOSED])
def test_what_is_opposed_is_told_by_its_kind(kind: str, language: str, event: Event, left: str, right: str) -> None:
    assert _kinds(language, event, left, right) == {kind}


@pytest.mark.parametrize(("language", "event", "left", "right"), LOOK_ALIKE, ids=[row[3] for row in LOOK_ALIKE])
def test_what_only_looks_opposed_is_not_told(language: str, event: Event, left: str, right: str) -> None:
    assert _kinds(language, event, left, right) <= {"agree"}
