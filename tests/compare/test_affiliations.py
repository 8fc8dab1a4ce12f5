"""For whom the persons of an article speak: what stands in apposition to their names, and nothing else."""

from __future__ import annotations

import pytest
from tests.compare.told_claims import read

from twosource.compare import names, tellers

ROWS = [
    ("La procureure de Valmer, Ada Roe, a parlé mercredi.", "fr", "body:prosecution"),
    ("Ada Roe, la maire de Valmer, a parlé mercredi.", "fr", "body:city"),
    ("The fire chief, Ada Roe, spoke on Wednesday.", "en", "body:firefighters"),
    ("Le parquet a requis dix ans de prison pour Ada Roe.", "fr", None),
    ("Le dossier d’Ada Roe, à en croire le parquet de Valmer, est clos.", "fr", None),
    ("Ada Roe, selon la préfecture, est repartie mercredi.", "fr", None),
    ("Les coupables sont connus, a dit Ada Roe, « le gouvernement devra répondre ».", "fr", None),
    ("Ada Roe, a spokeswoman for Frigeo, spoke on Wednesday.", "en", "frigeo"),
    ("The body is not that of the hiker Ada Roe, police have said.", "en", None),
    ("Ils étaient 400, selon Ada Roe, 120 d’après le ministère de l’Intérieur.", "fr", None),
    ('"It was in the city of Valmer" Ada Roe said on Wednesday.', "en", None),
    ("A perdu son procès, a dit à la mairie son avocate, Ada Roe.", "fr", None),
    ("Ada Roe, the head of the company, spoke on Wednesday.", "en", None),
    ("Ada Roe, la cheffe de file du Mouvement vert, a parlé mercredi.", "fr", "mouvement vert"),
]


@pytest.mark.parametrize(("text", "language", "body"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_row(text: str, language: str, body: str | None) -> None:
    reading = read("a", text, language)
    entities = names.join([reading])
    known = tellers.known_tellers([reading], entities, ())
    person = next(entity.id for entity in entities if entity.name == "Ada Roe")
    found = known.affiliations.get(person)
    if found is not None and found.startswith("entity:"):
        found = known.entities[found.removeprefix("entity:")].name.casefold()
    assert (found and found.removeprefix("name:")) == body


def test_who_is_defended_by_nobody_else_speaks_for_no_body() -> None:
    reading = read("a", "L’avocate de la défense, Ada Roe, a parlé mercredi.", "fr")
    entities = names.join([reading])
    known = tellers.known_tellers([reading], entities, ())
    assert {known.entities[key].name for key in known.private} == {"Ada Roe"}
