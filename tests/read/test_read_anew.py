"""Sentences of ours that were read wrongly once: passives, gaps, relays, live entries, interviews, long quotations."""

from __future__ import annotations

import pytest
from tests.read.told import read

Said = tuple[str, str, str]
"""Who says it, first teller first; how sure; the pieces of what is said."""

ROWS: list[tuple[str, str, list[Said]]] = [
    (
        "fr",
        "Les syndicats évoquent 30 000 manifestants, la police 12 000.",
        [("syndicats", "asserted", "30 000 manifestants"), ("police", "asserted", "12 000")],
    ),
    (
        "fr",
        "La préfecture compte 4 500 participants, les organisateurs 11 000.",
        [("préfecture", "asserted", "4 500 participants"), ("organisateurs", "asserted", "11 000")],
    ),
    (
        "fr",
        "Le procureur parle d'un accident, la famille d'un meurtre.",
        [("procureur", "asserted", "un accident"), ("famille", "asserted", "un meurtre")],
    ),
    (
        "fr",
        "L'opposition dénonce un coup de force ; le gouvernement, une « nécessité ».",
        [("opposition", "asserted", "un coup de force"), ("gouvernement", "asserted", "une « nécessité »")],
    ),
    (
        "fr",
        "Selon la police, ils étaient 800, selon les organisateurs 2 500.",
        [("police", "asserted", "ils étaient 800"), ("organisateurs", "asserted", "2 500")],
    ),
    (
        "fr",
        "La préfecture a recensé 300 manifestants et les syndicats 900.",
        [("préfecture", "asserted", "300 manifestants"), ("syndicats", "asserted", "900")],
    ),
    (
        "fr",
        "Les policiers parlent d'un refus d'obtempérer et la famille d'une bavure.",
        [("policiers", "asserted", "un refus d'obtempérer"), ("famille", "asserted", "une bavure")],
    ),
    (
        "fr",
        "Les secours font état de 18 blessés, l'hôpital de 21.",
        [("secours", "asserted", "18 blessés"), ("hôpital", "asserted", "21")],
    ),
    (
        "fr",
        "La compagnie affirme avoir prévenu l'exploitant du tunnel, Transalpe, dès 6 heures.",
        [("compagnie", "asserted", "avoir prévenu l'exploitant du tunnel, Transalpe, dès 6 heures")],
    ),
    (
        "en",
        "Unions put the crowd at 30,000, police at 12,000.",
        [("Unions", "asserted", "the crowd at 30,000"), ("police", "asserted", "at 12,000")],
    ),
    (
        "en",
        "Organisers said 5,000 people took part; police, 1,200.",
        [("Organisers", "asserted", "5,000 people took part"), ("police", "asserted", "1,200")],
    ),
    (
        "en",
        "The army said eight rebels were killed, the rebels that they lost two men.",
        [("army", "asserted", "eight rebels were killed"), ("rebels", "asserted", "they lost two men")],
    ),
    (
        "en",
        "Rebels spoke of 40 dead, the army of seven.",
        [("Rebels", "asserted", "40 dead"), ("army", "asserted", "seven")],
    ),
    (
        "fr",
        "Moscou affirme que la ville est prise, Kiev le dément.",
        [("Moscou", "asserted", "la ville est prise"), ("Kiev", "denied", "la ville est prise")],
    ),
    (
        "fr",
        "Moscou affirme que la ville est prise, ce que Kiev dément.",
        [("Moscou", "asserted", "la ville est prise"), ("Kiev", "denied", "la ville est prise")],
    ),
    (
        "fr",
        "Le pont aurait été visé par un missile, une information démentie par Moscou.",
        [("Moscou", "denied", "Le pont aurait été visé par un missile")],
    ),
    (
        "fr",
        "Le procureur évoque des « violences réciproques ». Une version que conteste la défense.",
        [
            ("procureur", "asserted", "des « violences réciproques »"),
            ("défense", "denied", "des « violences réciproques »"),
        ],
    ),
    (
        "fr",
        "Trois élus seraient visés, ce que le parquet n'a pas confirmé.",
        [("?", "hearsay", "Trois élus seraient visés")],
    ),
    (
        "en",
        "Velmar says the town has fallen; Tesk denies it.",
        [("Velmar", "asserted", "the town has fallen"), ("Tesk", "denied", "the town has fallen")],
    ),
    (
        "en",
        "The bridge was shut for weeks, something the operator denies.",
        [("operator", "denied", "The bridge was shut for weeks")],
    ),
    (
        "en",
        'The prosecutor spoke of "mutual violence", a version the defence contests.',
        [("prosecutor", "asserted", '"mutual violence"'), ("defence", "denied", "mutual violence")],
    ),
    (
        "en",
        "Kyiv did not immediately comment on the report, which Reuters could not independently verify.",
        [],
    ),
    (
        "fr",
        "Le suspect est décrit par ses voisins comme un homme discret.",
        [("voisins", "asserted", "Le suspect / un homme discret")],
    ),
    (
        "fr",
        "L'incident a été qualifié d'« isolé » par la direction de l'hôpital.",
        [("direction de l'hôpital", "asserted", "L'incident / isolé")],
    ),
    (
        "fr",
        "L'accord a été salué par l'ONU comme « une étape décisive ».",
        [("ONU", "asserted", "L'accord / une étape décisive")],
    ),
    (
        "en",
        "The suspect was described by neighbours as a quiet man.",
        [("neighbours", "asserted", "The suspect / a quiet man")],
    ),
    (
        "en",
        'The deal was hailed as "historic" by Foreign Minister Peter Lund.',
        [("Peter Lund", "asserted", "The deal / historic")],
    ),
    (
        "en",
        "The plan was dismissed as a stunt by the opposition.",
        [("opposition", "denied", "The plan / a stunt")],
    ),
    (
        "en",
        "The operator claimed it had warned the maintenance firm, Transalpe, two days earlier.",
        [("operator", "asserted", "it had warned the maintenance firm, Transalpe, two days earlier")],
    ),
    (
        "en",
        "The floods have claimed the lives of 14 people since Sunday.",
        [],
    ),
    (
        "en",
        "No group has claimed responsibility for the bombing.",
        [],
    ),
    (
        "en",
        "Police would not confirm this.",
        [],
    ),
    (
        "fr",
        "Aucun groupe n'a revendiqué l'attaque.",
        [],
    ),
    (
        "fr",
        "Trois mineurs ont été interpellés, a appris la Gazette de source policière.",
        [("source policière", "reported", "Trois mineurs ont été interpellés")],
    ),
    (
        "fr",
        "L'usine fermera en juin, a-t-on appris mercredi auprès de la direction.",
        [("direction", "expected", "L'usine fermera en juin")],
    ),
    (
        "fr",
        "Le drame est clos, a appris Le Fil de sources concordantes.",
        [("sources concordantes > Fil", "reported", "Le drame est clos")],
    ),
    (
        "fr",
        "D'après nos confrères du Courrier de Brenne, l'enquête vise trois élus.",
        [("Courrier de Brenne", "reported", "l'enquête vise trois élus")],
    ),
    (
        "fr",
        "Le ministre de l'Intérieur, Paul Verdier, a annoncé dans un entretien au quotidien Les Nouvelles qu'il quitterait ses fonctions en mai.",
        [("Paul Verdier > quotidien Les Nouvelles", "announced", "il quitterait ses fonctions en mai")],
    ),
    (
        "fr",
        "Velmar assure ne pas être impliqué dans l'attaque.",
        [("Velmar", "asserted", "ne pas être impliqué dans l'attaque")],
    ),
    (
        "fr",
        "Pas de panique, répète-t-on à la mairie : le stock suffira.",
        [("mairie", "asserted", "le stock suffira")],
    ),
    (
        "fr",
        "Pour sa part, la CFT estime que le compte n'y est pas.",
        [("CFT", "probable", "le compte n'y est pas")],
    ),
    (
        "fr",
        "La réponse de la direction est sans appel : « Nous n'avons jamais reçu ce courrier. »",
        [("direction", "asserted", "Nous n'avons jamais reçu ce courrier.")],
    ),
    (
        "fr",
        "Tunnel : l'exploitant savait, affirme un syndicat",
        [("syndicat", "asserted", "l'exploitant savait")],
    ),
    (
        "en",
        'The company\'s reply was blunt: "We never received that letter."',
        [("company", "asserted", "We never received that letter.")],
    ),
    (
        "en",
        "Two officials briefed on the talks told the Courier that no date had been set.",
        [("Two officials > Courier", "asserted", "no date had been set")],
    ),
    (
        "en",
        '"The peak has passed," an aide to the chief executive said.',
        [("aide to the chief executive", "asserted", "The peak has passed")],
    ),
    (
        "en",
        "The driver, a 43-year-old man from Bexley, told officers he had fallen asleep, the court heard.",
        [("driver", "asserted", "he had fallen asleep")],
    ),
    (
        "en",
        "The figures were disputed by doctors in the city, who put the toll at more than 60.",
        [("doctors", "denied", "The figures"), ("doctors", "asserted", "the toll at more than 60")],
    ),
    (
        "en",
        "The head of its military administration, Oleh Bondar, said the city had held.",
        [("Oleh Bondar", "asserted", "the city had held")],
    ),
    (
        "en",
        "The blast was heard 10 km away, residents said by phone.",
        [("residents", "asserted", "The blast was heard 10 km away")],
    ),
    (
        "en",
        "Velmaria says it struck only depots; Karsk made no comment.",
        [("Velmaria", "asserted", "it struck only depots")],
    ),
    (
        "en",
        "The Islamic Front claimed responsibility for the attack in a statement carried by its Amak channel.",
        [("Islamic Front", "asserted", "responsibility for the attack")],
    ),
    (
        "en",
        "Floods: 'Water was up to our waists' - survivor",
        [("survivor", "asserted", "Water was up to our waists")],
    ),
    (
        "fr",
        "« Nous avons prévenu tout le monde.\nPersonne n'a écouté. Les digues ont cédé.\nVoilà où nous en sommes », a résumé la maire Lise Fabre.",
        [
            ("Lise Fabre", "asserted", "Nous avons prévenu tout le monde."),
            ("Lise Fabre", "asserted", "Personne n'a écouté. Les digues ont cédé."),
            ("Lise Fabre", "asserted", "Voilà où nous en sommes"),
        ],
    ),
    (
        "fr",
        "Le maire, Jean Brisset, a pris la parole à 18 heures.\n« Nous vivons un drame.\n« Je pense aux familles.\n« Nous reconstruirons », a-t-il conclu.",
        [
            ("Jean Brisset", "asserted", "Nous vivons un drame."),
            ("Jean Brisset", "asserted", "Je pense aux familles."),
            ("Jean Brisset", "asserted", "Nous reconstruirons"),
        ],
    ),
    (
        "en",
        'Ann Lee said the road was open.\n"We are tired.\n"We want answers," said Paul Roe.',
        [
            ("Ann Lee", "asserted", "the road was open"),
            ("Paul Roe", "asserted", "We are tired."),
            ("Paul Roe", "asserted", "We want answers"),
        ],
    ),
    (
        "fr",
        "Jean Morvan : La vanne est neuve. Elle s'est fermée toute seule.",
        [
            ("Jean Morvan", "asserted", "La vanne est neuve"),
            ("Jean Morvan", "asserted", "Elle s'est fermée toute seule"),
        ],
    ),
    (
        "en",
        "Four people died in a fire at the port on Monday, officials said.\n14:32 - Police say a second suspect is in custody\n• The road is closed, the operator warned.\n3.15pm: Two more bodies were found, the coastguard says.",
        [
            ("officials", "asserted", "Four people died in a fire at the port on Monday"),
            ("Police", "asserted", "a second suspect is in custody"),
            ("operator", "asserted", "The road is closed"),
            ("coastguard", "asserted", "Two more bodies were found"),
        ],
    ),
    (
        "en",
        "The company said it would pay, but a former engineer, Lena Ford, said managers were warned in May.",
        [("company", "asserted", "it would pay"), ("Lena Ford", "asserted", "managers were warned in May")],
    ),
    (
        "en",
        "Kandar has closed its border. In Velmaria, the army is on alert. Velmaria said it was ready.",
        [("Velmaria", "asserted", "it was ready")],
    ),
    (
        "fr",
        "Le Kandar dément avoir franchi la ligne de cessez-le-feu.",
        [("Kandar", "denied", "avoir franchi la ligne de cessez-le-feu")],
    ),
    (
        "de",
        "Die Gewerkschaft spricht von 30.000 Teilnehmern, die Polizei von 12.000.",
        [("Gewerkschaft", "asserted", "30.000 Teilnehmern"), ("Polizei", "asserted", "12.000")],
    ),
    (
        "es",
        "Los sindicatos hablan de 30.000 manifestantes, la policía de 12.000.",
        [("sindicatos", "asserted", "30.000 manifestantes"), ("policía", "asserted", "12.000")],
    ),
    (
        "es",
        "«No recibimos ningún aviso», declaró el alcalde de Robleda, Julián Prieto, este lunes.",
        [("Julián Prieto", "asserted", "No recibimos ningún aviso")],
    ),
    (
        "it",
        "I sindacati parlano di 30.000 manifestanti, la questura di 12.000.",
        [("sindacati", "asserted", "30.000 manifestanti"), ("questura", "asserted", "12.000")],
    ),
    (
        "pt",
        "Os sindicatos falam em 30 mil manifestantes, a polícia em 12 mil.",
        [("sindicatos", "asserted", "30 mil manifestantes"), ("polícia", "asserted", "12 mil")],
    ),
    (
        "fr",
        "Selon une source au GIRN citée par l'AFP, cinq réservoirs ont été touchés.",
        [("source au GIRN > AFP", "asserted", "cinq réservoirs ont été touchés")],
    ),
    (
        "fr",
        "Une source au sein du GIRN a assuré que le dépôt était vide.",
        [("source au sein du GIRN", "asserted", "le dépôt était vide")],
    ),
    (
        "en",
        "Five tanks were hit, sources told Reuters.",
        [("sources > Reuters", "asserted", "Five tanks were hit")],
    ),
    (
        "fr",
        "Il aurait dû freiner, a lâché la présidente du tribunal.",
        [("présidente du tribunal", "asserted", "Il aurait dû freiner")],
    ),
    (
        "en",
        "Two officials could not say when the trains would run again.",
        [],
    ),
]


@pytest.mark.parametrize(("language", "text", "told"), ROWS)
def test_row(language: str, text: str, told: list[Said]) -> None:
    found = [
        (
            " > ".join(hop.name for hop in one.chain),
            one.certainty,
            " / ".join(text[s.start : s.end] for s in one.spans or (one,)),
        )
        for one in read(text, language).statements or ()
        if one.kind != "own"
    ]
    assert found == told
