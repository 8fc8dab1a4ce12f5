"""Constructions that report without a cue of the lexicon, or a sentence apart from what is told: a table (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import read

ROWS = [
    ("en", "The union took the view that the roof was rotten.", [("union", "the roof was rotten")]),
    (
        "en",
        "The striking drivers left it in no doubt that the talks had failed.",
        [("striking drivers", "the talks had failed")],
    ),
    ("en", "It appears from the report that the alarm was off.", [("report", "the alarm was off")]),
    ("en", "The court heard from the coastguard that the hull was cracked.", [("coastguard", "the hull was cracked")]),
    ("en", "That the alarm was off was confirmed by the fire brigade.", [("fire brigade", "the alarm was off")]),
    (
        "en",
        "The alarm was off, the Norland Post quoted the mayor as saying.",
        [("mayor > Norland Post", "The alarm was off")],
    ),
    (
        "en",
        "“The wall fell on them,” the mayor was quoted by the Norland Post as saying.",
        [("mayor > Norland Post", "The wall fell on them")],
    ),
    ("en", "If the coastguard is to be believed, the hull was cracked.", [("coastguard", "the hull was cracked")]),
    ("en", "The way the coastguard tells it, the hull was cracked.", [("coastguard", "the hull was cracked")]),
    ("en", "The fire brigade, this morning: the alarm was off.", [("fire brigade", "the alarm was off")]),
    ("en", "Latest from the fire brigade: the alarm was off.", [("fire brigade", "the alarm was off")]),
    ("en", "What the fire brigade says is that the alarm was off.", [("fire brigade", "the alarm was off")]),
    ("en", "The alarm was off. So says the fire brigade.", [("fire brigade", "The alarm was off")]),
    (
        "en",
        "The alarm was off. That, at least, is the version of the fire brigade.",
        [("brigade", "The alarm was off")],
    ),
    ("en", "The hull was cracked, it was claimed by the coastguard.", [("coastguard", "The hull was cracked")]),
    ("en", "The coastguard went on to say that the hull was cracked.", [("coastguard", "the hull was cracked")]),
    ("en", "The mayor deplored the fact that the bridge was shut.", [("mayor", "the bridge was shut")]),
    ("en", "The hull was cracked (source: the coastguard).", [("coastguard", "The hull was cracked")]),
    ("en", "Word has it that the hull was cracked.", [("?", "the hull was cracked")]),
    ("en", "The mayor did not comment on the report.", []),
    ("fr", "La préfète a donné l'assurance que le pont tenait.", [("préfète", "le pont tenait")]),
    ("fr", "Il ressort du rapport que l'alarme était coupée.", [("rapport", "l'alarme était coupée")]),
    ("fr", "Que l'alarme était coupée, la préfecture l'a toujours dit.", [("préfecture", "l'alarme était coupée")]),
    ("fr", "L'alarme était coupée – selon les pompiers.", [("pompiers", "L'alarme était coupée")]),
    ("fr", "De source policière, l'alarme était coupée.", [("source policière", "l'alarme était coupée")]),
    ("fr", "Si la préfecture dit vrai, l'alarme était coupée.", [("préfecture", "l'alarme était coupée")]),
    ("fr", "Les pompiers, ce matin : l'alarme était coupée.", [("pompiers", "l'alarme était coupée")]),
    ("fr", "Nouveau point des pompiers : l'alarme était coupée.", [("pompiers", "l'alarme était coupée")]),
    ("fr", "Ce qu'affirment les pompiers, c'est que l'alarme était coupée.", [("pompiers", "l'alarme était coupée")]),
    ("fr", "L'alarme était coupée, selon ce qu'ont indiqué les pompiers.", [("ce", "L'alarme était coupée")]),
    (
        "fr",
        "L'alarme était coupée. C'est du moins ce qu'affirment les pompiers.",
        [("pompiers", "L'alarme était coupée")],
    ),
    ("fr", "L'alarme était coupée. C'est la version des pompiers.", [("pompiers", "L'alarme était coupée")]),
    (
        "fr",
        "L'alarme était coupée. L'information a été confirmée par les pompiers.",
        [("pompiers", "L'alarme était coupée")],
    ),
    ("fr", "Et la préfète d'ajouter que le pont tenait.", [("préfète", "le pont tenait")]),
    ("fr", "La préfète vient d'annoncer la fermeture du pont.", [("préfète", "la fermeture du pont")]),
    ("fr", "Le pont tenait, a indiqué jeudi soir la préfète.", [("préfète", "Le pont tenait")]),
    ("fr", "Le pont tenait, devait préciser la préfète.", [("préfète", "Le pont tenait")]),
    ("fr", "Ainsi que l'a établi la préfecture, le pont tenait.", [("préfecture", "le pont tenait")]),
    ("fr", "Il se pourrait, selon la préfecture, que le pont ait tenu.", [("préfecture", "le pont ait tenu")]),
    (
        "fr",
        "L'affirmation de la préfecture selon laquelle le pont tenait n'a convaincu personne.",
        [("préfecture", "le pont tenait")],
    ),
    ("fr", "Le pont tenait, a-t-il été précisé par la préfecture.", [("préfecture", "Le pont tenait")]),
    ("fr", "C'est confirmé par la préfecture : le pont tenait.", [("préfecture", "le pont tenait")]),
    ("fr", "La réponse de la préfecture n'a pas tardé : le pont tenait.", [("préfecture", "le pont tenait")]),
    ("fr", "Le pont tenait, dit-on.", [("?", "Le pont tenait")]),
    ("fr", "À ce qu'il paraît, le pont tenait.", [("?", "le pont tenait")]),
    ("fr", "Selon la Gazette d'Orsenne, le pont tenait.", [("Gazette d'Orsenne", "le pont tenait")]),
    ("fr", "Le pont tenait, nous apprend la préfecture.", [("préfecture", "Le pont tenait")]),
]


@pytest.mark.parametrize(("language", "text", "told"), ROWS)
def test_row(language: str, text: str, told: list[tuple[str, str]]) -> None:
    found = [
        (
            " > ".join(hop.name for hop in one.chain),
            " / ".join(text[s.start : s.end] for s in one.spans or (one,)),
        )
        for one in read(text, language).statements or ()
        if one.kind != "own"
    ]
    assert found == told
