"""Who tells, in sentences as newsrooms write them: tellers, chains and contents that were once read wrongly (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import read

ROWS: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    (
        "fr",
        "La procureure a démenti des informations de Radio Plaine selon lesquelles l'avion avait été signalé défectueux la veille.",
        [("procureure", "denied", "l'avion avait été signalé défectueux la veille")],
    ),
    (
        "fr",
        "Le maire rejette les accusations selon lesquelles il aurait favorisé son beau-frère.",
        [("maire", "denied", "il aurait favorisé son beau-frère")],
    ),
    (
        "en",
        "One of the injured died in hospital on Monday, a police source told AFP.",
        [("police source > AFP", "asserted", "One of the injured died in hospital on Monday")],
    ),
    (
        "fr",
        "« On a été bien traités », a déclaré à sa descente d'avion Yann Kervran, l'un des deux marins.",
        [("Yann Kervran", "asserted", "On a été bien traités")],
    ),
    (
        "en",
        "France has called for the immediate release of the crew.",
        [("France", "demanded", "the immediate release of the crew")],
    ),
    (
        "en",
        "The army denied on Tuesday that one of its drones had been shot down, hours after Sardan's navy claimed to have downed an aircraft.",
        [
            ("army", "denied", "one of its drones had been shot down"),
            ("Sardan's navy", "asserted", "have downed an aircraft"),
        ],
    ),
    (
        "en",
        "The crew members were released today, the Judiciary announced, at the request of the State of Amiria.",
        [("Judiciary", "announced", "The crew members were released today")],
    ),
    (
        "en",
        "The protests are directed from abroad according to a well-known scenario, ministry spokeswoman Irina Malyshko told a briefing.",
        [("Irina Malyshko", "asserted", "The protests are directed from abroad according to a well-known scenario")],
    ),
    (
        "en",
        "Voting was calm, the mission led by the Organization for Security and Cooperation in Nordland said in its statement.",
        [("mission", "asserted", "Voting was calm")],
    ),
    (
        "fr",
        "Ils étaient 40 000, selon le Mouvement Avenir, 12 000 d'après le ministère de l'Intérieur.",
        [("Mouvement Avenir", "asserted", "Ils étaient 40 000"), ("ministère de l'Intérieur", "asserted", "12 000")],
    ),
    (
        "en",
        "The chairman has handed in his resignation, the channel TV Mtkvani says, citing a source inside the commission.",
        [
            (
                "source inside the commission > channel TV Mtkvani",
                "asserted",
                "The chairman has handed in his resignation",
            )
        ],
    ),
    (
        "en",
        '"We know who pays for these tents," the president tells state television.',
        [("president > state television", "asserted", "We know who pays for these tents")],
    ),
    ("en", 'Quotations describing the vote as "orderly and peaceful" are fabricated.', []),
    ("en", "The figures announced this morning are therefore false.", []),
    (
        "en",
        "No electricity in two provinces, Electrasur confirms.",
        [("Electrasur", "confirmed", "No electricity in two provinces")],
    ),
    (
        "en",
        "Power company Electrasur denied social media reports that its dam had cracked.",
        [("Power company Electrasur", "denied", "social media reports that its dam had cracked")],
    ),
    (
        "en",
        '"She was singing to keep herself awake," said sobbing mum Rosa, 29.',
        [("mum Rosa", "asserted", "She was singing to keep herself awake")],
    ),
    (
        "en",
        "French rescuers landed in Arequita on Tuesday, too late to be of much use, said an official who asked not to be named.",
        [("official", "asserted", "French rescuers landed in Arequita on Tuesday, too late to be of much use")],
    ),
    (
        "en",
        "A chemical company acknowledged Tuesday that acid had reached a river, a day after insisting every drop had been contained.",
        [
            ("chemical company", "asserted", "acid had reached a river"),
            ("chemical company", "asserted", "every drop had been contained"),
        ],
    ),
    (
        "en",
        "About 5,000 liters of acid escaped, not the 800 it first announced, she said.",
        [("?", "asserted", "About 5,000 liters of acid escaped, not the 800 it first announced")],
    ),
    (
        "fr",
        "Le joint était le bon, jure la direction, que la CFTI assure avoir alertée dès mai.",
        [("direction", "asserted", "Le joint était le bon"), ("CFTI", "asserted", "avoir alertée dès mai")],
    ),
    (
        "en",
        "I am appalled by the attack on a market in Oum Derba, where according to local health authorities at least 35 people lost their lives.",
        [("local health authorities", "asserted", "at least 35 people lost their lives")],
    ),
    ("en", "For further information, please contact the office in Dourbel.", []),
    (
        "en",
        "The military ordered an inquiry into a strike that hit a market, a day after it said it had destroyed a depot there.",
        [
            ("military", "demanded", "an inquiry into a strike that hit a market"),
            ("military", "asserted", "it had destroyed a depot there"),
        ],
    ),
    (
        "en",
        "The ship is now at anchor, satellite images analyzed by the Courier show.",
        [("satellite images", "asserted", "The ship is now at anchor")],
    ),
    (
        "fr",
        "Le Sardan dit avoir abattu un drone, Washington dément",
        [("Sardan", "asserted", "avoir abattu un drone"), ("Washington", "denied", "avoir abattu un drone")],
    ),
    (
        "fr",
        "L'ancien général a été placé en résidence surveillée, a-t-on toutefois appris de source judiciaire.",
        [("source judiciaire", "reported", "L'ancien général a été placé en résidence surveillée")],
    ),
    (
        "fr",
        "« Les négociations étaient terminées », s'est défendue auprès de l'AFP une porte-parole d'Ardessa.",
        [("porte-parole d'Ardessa > AFP", "asserted", "Les négociations étaient terminées")],
    ),
    (
        "fr",
        "Sylvain Maréchal, délégué de l'Union syndicale du verre (USV), dit avoir interrogé la direction dès l'aube.",
        [("Sylvain Maréchal", "asserted", "avoir interrogé la direction dès l'aube")],
    ),
    (
        "fr",
        "« Remplacement à programmer sous 60 jours », y écrit l'auteur, un ingénieur.",
        [("auteur", "asserted", "Remplacement à programmer sous 60 jours")],
    ),
    (
        "en",
        "The man suspected of shooting a candidate acted out of anger, a federal prosecutor said Saturday.",
        [("federal prosecutor", "asserted", "The man suspected of shooting a candidate acted out of anger")],
    ),
    (
        "en",
        "The candidate was in a critical condition after being shot at a rally, the hospital treating him said.",
        [("hospital", "asserted", "The candidate was in a critical condition after being shot at a rally")],
    ),
    (
        "en",
        "Police sources said the suspect, a former guard, had been known to the services, a claim his lawyer rejects.",
        [
            ("Police sources", "asserted", "the suspect, a former guard, had been known to the services"),
            ("lawyer", "denied", "the suspect, a former guard, had been known to the services"),
        ],
    ),
    (
        "fr",
        "L'équipage avait été prévenu, affirme le ministère, ce que nie le syndicat.",
        [
            ("ministère", "asserted", "L'équipage avait été prévenu"),
            ("syndicat", "denied", "L'équipage avait été prévenu"),
        ],
    ),
    (
        "fr",
        "À en croire la préfecture, les analyses sont bonnes ; le laboratoire, lui, se refuse à tout commentaire.",
        [("préfecture", "asserted", "les analyses sont bonnes")],
    ),
    (
        "fr",
        "Émilie Carton, infirmière, rentrait chez elle.",
        [],
    ),
    (
        "en",
        'The aircraft came back, two residents said. "Everything was burning," one of them said in a voice message.',
        [
            ("two residents", "asserted", "The aircraft came back"),
            ("two residents", "asserted", "Everything was burning"),
        ],
    ),
    (
        "en",
        "Chimalis Ltd said two workers were hurt. Dead fish were seen, local newspaper La Brenne reported. The company denies any acid reached the water.",
        [
            ("Chimalis Ltd", "asserted", "two workers were hurt"),
            ("local newspaper La Brenne", "reported", "Dead fish were seen"),
            ("company", "denied", "any acid reached the water"),
        ],
    ),
    (
        "fr",
        "« La sirène n'a pas sonné », s'emporte Jocelyne Morand, qui habite tout près. « Elle a sonné à 5 h 12 », corrige la préfète.",
        [("Jocelyne Morand", "asserted", "La sirène n'a pas sonné"), ("préfète", "corrected", "Elle a sonné à 5 h 12")],
    ),
    (
        "fr",
        "« La rive est interdite », a dit le docteur Paul Senou. Haroun Djibril vendait des chaussures près de la halle. « La première bombe est tombée sur les bouchers », raconte-t-il.",
        [
            ("Paul Senou", "asserted", "La rive est interdite"),
            ("Haroun Djibril", "asserted", "La première bombe est tombée sur les bouchers"),
        ],
    ),
]


@pytest.mark.parametrize(("language", "text", "told"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_row(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    found = [
        (" > ".join(hop.name for hop in one.chain), one.certainty, text[one.start : one.end])
        for one in read(text, language).statements or ()
    ]
    assert found == told
