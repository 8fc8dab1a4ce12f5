"""Certainty: each value of the list, French and English, on sentences of our own."""

from __future__ import annotations

import pytest
from tests.read import told

ROWS = [
    ("fr", "asserted", "Le pont est fermé, a déclaré la préfecture."),
    ("fr", "asserted", "La préfecture affirme que le pont est fermé."),
    ("fr", "reported", "La presse locale rapporte que le pont est fermé."),
    ("fr", "reported", "Selon des médias locaux, le pont est fermé."),
    ("fr", "hearsay", "Trois personnes auraient été tuées à Korval."),
    ("fr", "hearsay", "Selon une source policière, le suspect aurait fui."),
    ("fr", "possible", "Le pont pourrait fermer, a déclaré la préfecture."),
    ("fr", "possible", "La préfecture n'exclut pas que le pont ferme."),
    ("fr", "probable", "Le pont est probablement fermé, a dit le maire."),
    ("fr", "expected", "Le maire s'attend à ce que le pont ferme."),
    ("fr", "expected", "La préfecture prévoit que le pont fermera en mai."),
    ("fr", "announced", "Le maire a annoncé la fermeture du pont."),
    ("fr", "planned", "Le maire prévoit de fermer le pont."),
    ("fr", "planned", "Le maire a promis de rouvrir le pont."),
    ("fr", "planned", "Le maire a dit vouloir « rouvrir le pont »."),
    ("fr", "planned", "Le groupe a annoncé sa volonté de racheter le port."),
    ("fr", "demanded", "Le maire exige que le pont soit fermé."),
    ("fr", "demanded", "Le syndicat appelle à la grève."),
    ("fr", "ongoing", "La police a déclaré qu'une enquête était en cours."),
    ("fr", "ongoing", "Les recherches se poursuivent, a indiqué la préfecture."),
    ("fr", "denied", "Le maire a nié avoir fermé le pont."),
    ("fr", "denied", "Le maire a démenti toute fermeture du pont."),
    ("fr", "confirmed", "Le maire a confirmé que le pont était fermé."),
    ("fr", "corrected", "Le journal a rectifié que le pont était ouvert."),
    ("en", "asserted", "The bridge is closed, the council said."),
    ("en", "announced", "“We will close the bridge,” the council said."),
    ("en", "announced", "The mayor said he would close the bridge."),
    ("en", "announced", "The mayor declared a state of emergency."),
    ("en", "planned", "The council said it plans to close the bridge."),
    ("en", "planned", "The council said the bridge was scheduled to close in May."),
    ("en", "expected", "The council said it expects the bridge to close."),
    ("en", "demanded", "The council said the bridge should close."),
    ("en", "demanded", "The mayor said the bridge must close."),
    ("en", "reported", "Local media reported that the bridge was closed."),
    ("en", "hearsay", "The bridge was reportedly closed on Monday."),
    ("en", "hearsay", "The minister is said to be ill."),
    ("en", "hearsay", "The mayor allegedly took bribes."),
    ("en", "possible", "The bridge may close, the council said."),
    ("en", "possible", "The council did not rule out that the bridge would close."),
    ("en", "probable", "The mayor said the bridge was likely to close."),
    ("en", "expected", "The mayor expects the bridge to close."),
    ("en", "expected", "The bridge will close on Monday, local media reported."),
    ("en", "announced", "The mayor announced the closure of the bridge."),
    ("en", "planned", "The mayor promised to reopen the bridge."),
    ("en", "planned", "The group announced its plan to buy the harbour."),
    ("en", "demanded", "The mayor called for the closure of the bridge."),
    ("en", "ongoing", "Police said an investigation was under way."),
    ("en", "ongoing", "The search is continuing, the council said."),
    ("en", "denied", "The mayor denied that the bridge was closed."),
    ("en", "denied", "The mayor rejected claims that the bridge was closed."),
    ("en", "confirmed", "Police confirmed three deaths."),
    ("en", "corrected", "The paper corrected that the bridge was open."),
]


@pytest.mark.parametrize(("language", "certainty", "text"), ROWS)
def test_a_statement_is_put_with_its_certainty(language: str, certainty: str, text: str) -> None:
    assert certainty in [one.certainty for one in told.read(text, language).statements or ()]
