"""Where the statements of a claim come from, in short articles: the three rules of the design."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs
from tests.compare.told_claims import compared, read

from twosource.compare import origins
from twosource.dossier.build import compare_story
from twosource.model import Claim

FIRST = "Un incendie a ravagé dans la nuit de mardi à mercredi un entrepôt de meubles du port de Valmirande.\n\n"
SECOND = (
    "Nuit de flammes sur les quais : le port de Valmirande se réveille sous la fumée, et l’entrepôt de meubles "
    "n’est plus.\n\n"
)
QUOTE = "Jamais nous n’avons vu des flammes aussi hautes sur ce port"

ROWS = [
    ("two write-ups of one body", "Trois personnes ont été blessées dans l’incendie, a indiqué la préfecture de Valmirande.",
     "Selon la préfecture, trois personnes ont été blessées dans l’incendie.", (1, 1)),
    ("a described teller and another widen, and are not shown", "Un salarié avait laissé un chalumeau allumé, a indiqué une source proche de l’enquête.",
     "Un salarié avait laissé un chalumeau allumé dans l’entrepôt, a affirmé un policier sous couvert d’anonymat.", (0, 1)),
    ("a person and their office", "Le préfet a annoncé que l’école Jean-Moulin resterait fermée jeudi.",
     "La préfecture de Valmirande a annoncé que l’école Jean-Moulin resterait fermée jeudi.", (1, 1)),
    ("an own reporter is an origin", "L’école Jean-Moulin a été évacuée, a indiqué la préfecture.",
     "L’école Jean-Moulin a été évacuée, a constaté un journaliste de l’AFP.", (2, 2)),
    ("the same words under two names are one utterance", f"« {QUOTE} », a raconté Jeanne Morel, cheffe des pompiers.",
     f"« {QUOTE} », a dit Paul Tardieu.", (1, 1)),
    ("the same words without a name take the root of those with one", "Trois personnes ont été blessées dans l’incendie, a indiqué la préfecture.",
     "Trois personnes ont été blessées dans l’incendie de l’entrepôt.", (1, 1)),
    ("who lives there tells beside a body", "Selon des riverains, 187 habitants ont été évacués du port.",
     "Selon la préfecture, 187 habitants ont été évacués du port.", (2, 2)),
    ("who posts without a name is not shown", "Selon un message publié sur Pixo, 187 habitants ont été évacués du port.",
     "Selon la préfecture, 187 habitants ont été évacués du port.", (1, 1)),
    ("an agency that quotes a body is not one beside it", "Selon l’AFP, qui cite la préfecture, 187 habitants ont été évacués du port.",
     "Selon la préfecture, 187 habitants ont été évacués du port.", (1, 1)),
    ("a source in a body speaks for it", "Selon une source à la préfecture, 187 habitants ont été évacués du port.",
     "Selon la préfecture, 187 habitants ont été évacués du port.", (1, 1)),
    ("a source in a body is one beside another", "Selon une source policière, 187 habitants ont été évacués du port.",
     "Selon la préfecture, 187 habitants ont été évacués du port.", (2, 2)),
    ("a state's own agency is one beside a body of nobody's", "Selon l’agence officielle TARVA, 187 habitants ont été évacués du port.",
     "Selon l’Observatoire tarvien des droits, 187 habitants ont été évacués du port.", (2, 2)),
    ("state television is one beside who is no state's", "Selon la télévision d’État, 187 habitants ont été évacués du port.",
     "Selon l’Observatoire tarvien des droits, 187 habitants ont été évacués du port.", (2, 2)),
    ("another agency is none beside a body", "Selon l’agence TARVA, 187 habitants ont été évacués du port.",
     "Selon l’Observatoire tarvien des droits, 187 habitants ont été évacués du port.", (1, 2)),
    ("who is described in an article and named in it for the same words", "« Le sas du quai était fermé », a dit un docker.\n\nÀ midi, il pleuvait.\n\n« Le sas du quai était fermé », a dit Jeanne Morel, docker.",
     "Le sas du quai était fermé, selon Jeanne Morel.", (1, 1)),
    ("two bodies", "Selon la préfecture, 187 habitants ont été évacués.",
     "Près de 190 habitants ont été évacués, selon la mairie.", (2, 2)),
]  # fmt: skip


def claim_about(words: str, *texts: str) -> Claim:
    found = [c for s in compared(*texts).stories for c in s.claims if words in c.text and len(c.statements) > 1]
    assert len(found) == 1, [c.text for s in compared(*texts).stories for c in s.claims]
    return found[0]


@pytest.mark.parametrize(("name", "left", "right", "bounds"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, left: str, right: str, bounds: tuple[int, int]) -> None:
    told = compared(FIRST + left, SECOND + right)
    (claim,) = [
        c for s in told.stories for c in s.claims
        if any(x.chain for x in c.statements) and {x.article for x in c.statements} == {"a", "b"}
    ]  # fmt: skip
    count = claim.independent.organisation
    assert (count.shown, count.possible) == bounds, name


def test_a_short_joint_quotation_is_one_utterance() -> None:
    claim = claim_about(
        "Ce drame",
        FIRST + "« Ce drame était annoncé », ont dénoncé la CGT, FO et la CFDT dans un communiqué commun.",
        SECOND + "« Ce drame était annoncé », ont déploré les trois syndicats dans un communiqué.",
    )
    assert claim.independent.organisation.shown == 1


def test_three_unions_in_one_communique_are_one_origin() -> None:
    told = compared(
        FIRST + "L’entrepôt manquait d’extincteurs, ont dénoncé la CGT, FO et la CFDT dans un communiqué commun."
    )
    (claim,) = [c for s in told.stories for c in s.claims if c.statements[0].chain]
    assert {claim.independent.organisation.shown, claim.independent.person.possible} == {1}


def test_a_company_with_a_name_is_an_origin() -> None:
    told = compared(FIRST + "La société Meublor a affirmé que l’entrepôt abritait des solvants.")
    (claim,) = [c for s in told.stories for c in s.claims if c.statements[0].chain]
    assert claim.independent.organisation.shown == 1


@pytest.mark.parametrize(("likeness", "teller"), [((0.7, 0.2), "préfecture"), ((0.2, 0.7), "mairie")])
def test_narration_has_the_root_of_what_it_is_most_like_in_the_text_that_it_leans_on(
    likeness: tuple[float, float], teller: str
) -> None:
    told = "Selon la préfecture, 187 habitants ont été évacués. Selon la mairie, près de 190 habitants sont partis."
    readings = [read("a", told, "fr"), read("b", "Quelque 187 habitants ont quitté le port.", "fr")]
    ground = compare_story(readings, {}).ground
    context = structs.replace(ground.context, derived=frozenset({frozenset("ab")}))
    (one, other), (mine,) = ([p for p in ground.propositions if p.article == article] for article in "ab")
    near = np.array([[1.0, 0.1, likeness[0]], [0.1, 1.0, likeness[1]], [*likeness, 1.0]])
    root = origins.trace([one, other, mine], context, near)[2]
    assert (root.name, root.plain) == (teller, False)
    assert root.reasons[-1].code == "same-source"
