"""What fresh dispatches showed to be read wrongly, each sentence with every statement that it holds (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import rows

Row = tuple[str, str, list[tuple[str, str, str]]]

ROWS: list[Row] = [
    ("fr", "La régie est en faillite, affirme Le Phare. La régie dément.", [("La régie est en faillite", "Phare", "reported"), ("La régie est en faillite", "régie", "denied")]),
    ("fr", "La régie est en faillite, affirme Le Phare. La cheffe de la régie, Nadia Roe, dément.", [("La régie est en faillite", "Phare", "reported"), ("La régie est en faillite", "Nadia Roe", "denied")]),
    ("en", "The river is safe, the mayor said. The head of the water board, Ada Roe, denied this.", [("The river is safe", "mayor", "asserted"), ("The river is safe", "Ada Roe", "denied")]),
    ("fr", "Il a signé la lettre. Son avocat conteste.", [("Il a signé la lettre", "avocat", "denied")]),
    ("fr", "La plainte est retirée, son avocat l'a confirmé à l'AFP.", [("La plainte est retirée", "avocat > AFP", "confirmed")]),
    ("en", "The plant is safe, the company said, although its former head, Ada Roe, said tests were skipped.", [("The plant is safe", "company", "asserted"), ("tests were skipped", "Ada Roe", "asserted")]),
    ("en", "The river is safe, the mayor said. Residents deny this.", [("The river is safe", "mayor", "asserted"), ("The river is safe", "Residents", "denied")]),
    ("en", "The river is safe. Residents do not deny this.", []),
    ("en", 'The lock failed, staff say. Varn Lines denied it: "All was in order," a spokesman said.', [("The lock failed", "staff", "asserted"), ("The lock failed", "Varn Lines", "denied"), ("All was in order", "spokesman", "asserted")]),
    ("en", "The bridge is shut. The mayor said so in a letter to residents.", [("The bridge is shut", "mayor", "asserted")]),
    ("en", "The inquiry heard evidence from a former nurse that the ward was understaffed.", [("the ward was understaffed", "former nurse", "asserted")]),
    ("en", "Women were told in error that their scans were clear.", [("their scans were clear", "?", "asserted")]),
    ("en", "Residents had been promised a new surgery by the developer.", [("a new surgery", "developer", "planned")]),
    ("en", "The minister told this newspaper that the scheme would be scrapped.", [("the scheme would be scrapped", "minister", "asserted")]),
    ("en", 'The trust said in a statement posted on its website that it "deeply regrets" the delay.', [('it "deeply regrets" the delay', "trust", "asserted")]),
    ("en", "There were warnings from engineers that the wall could give way.", [("the wall could give way", "engineers", "possible")]),
    ("en", "The charity is calling for the ban to be lifted.", [("the ban to be lifted", "charity", "demanded")]),
    ("en", "The minister was accused by the opposition of misleading parliament.", [("misleading parliament", "opposition", "asserted")]),
    ("en", 'Unions reacted angrily, with the RTWU describing the plan as "an insult".', [('the plan as "an insult"', "RTWU", "asserted")]),
    ("en", "The board announced plans to close two sites.", [("plans to close two sites", "board", "planned")]),
    ("en", 'Maria Keane called the allegations "a fantasy".', [('the allegations "a fantasy"', "Maria Keane", "denied")]),
    ("en", 'Maria Keane called the garden "a fantasy".', [('the garden "a fantasy"', "Maria Keane", "asserted")]),
    ("en", "Hundreds are feared dead.", [("Hundreds are feared dead", "?", "hearsay")]),
    ("fr", "Un collègue de la victime a raconté aux enquêteurs l'avoir vue en larmes.", [("l'avoir vue en larmes", "collègue de la victime", "asserted")]),
    ("fr", "La SNTF conseille de reporter les voyages.", [("reporter les voyages", "SNTF", "demanded")]),
    ("fr", "Le député a qualifié la réforme de « gâchis », une attaque balayée par la ministre.", [("la réforme de « gâchis »", "député", "asserted"), ("la réforme de « gâchis »", "ministre", "denied")]),
    ("fr", "La fermeture est repoussée, a décidé le tribunal administratif.", [("La fermeture est repoussée", "tribunal administratif", "announced")]),
    ("fr", "Le ministère a fini par admettre que les masques étaient périmés.", [("les masques étaient périmés", "ministère", "asserted")]),
    ("fr", "« J'ai cru à un séisme », témoigne, encore sous le choc, Nadia, 52 ans.", [("J'ai cru à un séisme", "Nadia", "asserted")]),
    ("fr", "La direction ne souhaite pas communiquer.", []),
    ("fr", "Le club a officialisé mardi l'arrivée du gardien danois Lars Nygaard.", [("l'arrivée du gardien danois Lars Nygaard", "club", "announced")]),
    ("fr", "La préfecture déplore deux morts et appelle à la prudence.", [("deux morts", "préfecture", "asserted"), ("la prudence", "préfecture", "demanded")]),
    ("fr", "Un témoin l'a dit, d'après une source jointe par Radio Littoral.", [("Un témoin l'a dit", "source > Radio Littoral", "asserted")]),
    ("fr", "L'Agence sanitaire a indiqué que l'eau était potable.", [("l'eau était potable", "Agence sanitaire", "asserted")]),
    ("fr", "L'Agence centrale de presse indique que le maire démissionne.", [("le maire démissionne", "Agence centrale de presse", "reported")]),
    ("fr", "La mairie a fermé le port. Elle a ajouté que le pont tenait.", [("le pont tenait", "mairie", "asserted")]),
    ("fr", "Selon Velpress, qui cite la mairie, le pont est fermé.", [("le pont est fermé", "mairie > Velpress", "asserted")]),
    ("fr", "« Le maire savait », estime Ada Roe.", [("Le maire savait", "Ada Roe", "asserted")]),
    ("fr", "Ada Roe estime que le maire savait.", [("le maire savait", "Ada Roe", "probable")]),
    ("en", '"People can breathe easy," Ada Roe said.', [("People can breathe easy", "Ada Roe", "asserted")]),
]  # fmt: skip
"""The language, the sentence; of each statement the pieces, the chain and the certainty."""


@pytest.mark.parametrize(("language", "text", "told"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_row(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told
