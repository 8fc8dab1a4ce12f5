"""What readers of real dispatches would have objected to: a table of sentences (ours) with every statement in them."""

from __future__ import annotations

import pytest
from tests.read.told import rows

Row = tuple[str, str, list[tuple[str, str, str]]]

ROWS: list[Row] = [
    ("fr", "Le maire a parlé. Mais pour Ada Roe, « le problème est connu depuis dix ans ».", [("le problème est connu depuis dix ans", "Ada Roe", "asserted")]),
    ("fr", "La direction a dit non. L'élue parle, elle, d'une « mise en scène ».", [("une « mise en scène »", "élue", "asserted")]),
    ("fr", "Le parquet a démenti que le chef du camp soit malade, indiquant que l'entretien « n'était pas prévu ».", [("le chef du camp soit malade", "parquet", "denied"), ("l'entretien « n'était pas prévu »", "parquet", "asserted")]),
    ("fr", "Le gouvernement de l'époque dont Marc Lanoy était le chef, a toujours nié l'existence de cette rançon.", [("l'existence de cette rançon", "gouvernement de l'époque", "denied")]),
    ("fr", "Ces actes sont des représailles de l'organisation armée, qui affirme « agir au nom du peuple ».", [("agir au nom du peuple", "organisation", "asserted")]),
    ("fr", "Les rebelles ont visé l'hôtel car, selon eux, il abritait des espions.", [("Les rebelles ont visé l'hôtel car | il abritait des espions", "rebelles", "asserted")]),
    ("fr", "« La marge a fondu », explique le président de l'Union des ports (UDP), Marc Lanoy.", [("La marge a fondu", "Marc Lanoy", "asserted")]),
    ("fr", "L'ONG Vigie Mer vient de publier un rapport dans lequel elle dévoile que les digues sont fissurées.", [("les digues sont fissurées", "ONG Vigie Mer", "announced")]),
    ("fr", "Afin de revenir à 4,5 % du PIB, le gouvernement vient d'annoncer qu'il devra trouver 7 milliards.", [("il devra trouver 7 milliards", "gouvernement", "announced")]),
    ("fr", "Rappelons que la compagnie est mise en examen.", []),
    ("fr", "On apprend ce samedi que les résultats seront annoncés demain, à 15 heures.", []),
    ("fr", "Le groupe accuse une baisse de 3 % de son chiffre d'affaires.", []),
    ("fr", "Le site est aujourd'hui en travaux : quiconque le consulte tombera sur un message.", []),
    ("fr", "Le duel aurait dû se tenir cette année à Brenac.", []),
    ("fr", "« C'est du jamais-vu », s'étrangle un commerçant. Sa voisine acquiesce : « On va tous fermer. »", [("C'est du jamais-vu", "commerçant", "asserted"), ("On va tous fermer.", "voisine", "asserted")]),
    ("en", "Mr. Roe said the dam would hold.", [("the dam would hold", "Roe", "asserted")]),
    ("en", "The dam will hold, according to Norville police Lt. Ada Roe.", [("The dam will hold", "Ada Roe", "asserted")]),
    ("en", "Mr. Roe shifted the focus to the border and last year announced his plan to send more troops.", [("his plan to send more troops", "Roe", "planned")]),
    ("en", "The board asked Ada Roe to leave, the Lyle administration said in a report released Friday.", [("Ada Roe to leave", "board > Lyle administration", "demanded")]),
    ("en", "\"We're barricaded in,\" Bill Adlam, who works for a bank in the building, told CNN affiliate WDXV as the search went on.", [("We're barricaded in", "Bill Adlam > CNN affiliate WDXV", "asserted")]),
    ("en", "While many have speculated that the bank offered him a job, Ada Roe said he never applied.", [("the bank offered him a job", "?", "possible"), ("he never applied", "Ada Roe", "asserted")]),
    ("en", "No trace of oil has been found so far, the county said, adding that it was awaiting further test results.", [("No trace of oil has been found so far", "county", "asserted"), ("it was awaiting further test results", "county", "asserted")]),
    ("en", "Roe, accused by rivals of selling below cost, denies the allegations.", [("selling below cost", "rivals", "asserted"), ("the allegations", "Roe", "denied")]),
    ("en", "The mayor said they found human remains near the second wreck.", [("they found human remains near the second wreck", "mayor", "asserted")]),
    ("fr", "Des pourparlers se tiendraient à Brenac, selon le site Delta, citant deux diplomates et un haut fonctionnaire.", [("Des pourparlers se tiendraient à Brenac", "deux diplomates, haut fonctionnaire > site Delta", "hearsay")]),
    ("fr", "L'ONG, dont le siège est à Brenac, chiffre à 300 000 le nombre de déplacés et exhorte les belligérants à négocier.", [("300 000 le nombre de déplacés", "ONG", "probable"), ("les belligérants à négocier", "ONG", "demanded")]),
    ("fr", "Aux agents venus l'interpeller, il aurait lancé : « Je vous attendais. »", [("Je vous attendais.", "?", "hearsay")]),
    ("fr", "Officieusement, un ministre lâche : « On est au bord du gouffre. »", [("On est au bord du gouffre.", "ministre", "asserted")]),
    ("fr", "Le Conseil des ports du Nord a fait savoir que la digue tiendrait.", [("la digue tiendrait", "Conseil des ports du Nord", "asserted")]),
    ("fr", "L'information n'a pas été confirmée de source indépendante, mais le port a fait savoir que la digue tiendrait.", [("la digue tiendrait", "port", "asserted")]),
    ("en", "Talks have been under way in Merton since January, the Merton Post reported, citing two diplomats and a senior civil servant.", [("Talks have been under way in Merton since January", "two diplomats, senior civil servant > Merton Post", "asserted")]),
    ("en", 'He is alleged to have told arresting officers: "I was expecting you."', [("I was expecting you.", "?", "hearsay")]),
    ("en", "Residents have been told not to drink the tap water.", [("not to drink the tap water", "?", "demanded")]),
    ("en", "The Treasury would neither confirm nor deny that a deal had been struck.", []),
    ("en", "Nobody close to the victim believes it was an accident.", []),
    ("en", "It was never told, something the families' lawyer, Paul Lyle, doubts.", [("It was never told", "Paul Lyle", "possible")]),
    ("en", "\"I've never seen the like,\" gasped one shopkeeper. Her neighbour nodded. \"We'll all go under.\"", [("I've never seen the like", "one shopkeeper", "asserted"), ("We'll all go under.", "neighbour", "announced")]),
    ("fr", "« C'est du jamais-vu », s'étrangle un commerçant. Sa voisine hausse les épaules. « On va tous fermer. »", [("C'est du jamais-vu", "commerçant", "asserted"), ("On va tous fermer.", "voisine", "asserted")]),
    ("en", '"It will hold," the mayor said. Ada Roe, a farmer, shrugged. "Nobody told us anything."', [("It will hold", "mayor", "asserted"), ("Nobody told us anything.", "Ada Roe", "asserted")]),
    ("en", "Ada Roe sent an e-mail to club members saying she hoped her statement would clear up any confusion.", [("her statement would clear up any confusion", "Ada Roe", "expected")]),
    ("fr", "Le ministre prendra la parole à 13 heures, fait savoir Matignon.", [("Le ministre prendra la parole à 13 heures", "Matignon", "asserted")]),
    ("en", 'Asked by reporters why the valve was open, Mr Lyle shrugged and said he was "just the driver".', [('he was "just the driver"', "Lyle", "asserted")]),
]  # fmt: skip
"""The language, the sentence; of each statement the pieces, the chain and the certainty."""


@pytest.mark.parametrize(("language", "text", "told"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_row(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told
