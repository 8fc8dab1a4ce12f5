"""Quantities: tables of phrases of our own, French and English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.evaluate import dataset
from twosource.model import Article, Quantity, Sentence, Token
from twosource.read import quantities, times, tokens
from twosource.read.quantities import lexicon

LABELLED = Path(__file__).parent / "quantities"
"""151 French and 153 English sentences of our own with every quantity labelled."""
Row = tuple[str, float | None, float | None, str | None, str | None, str | None]
"""Words, low, high, counted, unit, category."""


def read(text: str, language: str, tagged: tuple[Token, ...] = ()) -> tuple[Quantity, ...]:
    article, sentences = article_of(text, language), whole(text)
    return quantities.find(article, sentences, tagged, times.find(article, sentences, tagged))


def article_of(text: str, language: str) -> Article:
    return Article(
        id="a",
        input_id="a",
        outlet="o",
        language=language,
        text=text,
        capture_sha256="",
        published="2031-03-12",
    )


def whole(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, len(text), "body", 0),)


def rows(text: str, language: str) -> list[Row]:
    return [(text[q.start : q.end], q.low, q.high, q.counted, q.unit, q.category) for q in read(text, language)]


FRENCH: list[tuple[str, list[Row]]] = [
    (
        "Près de 200 personnes ont dû quitter les lieux.",
        [("Près de 200 personnes", 180, 200, "personne", None, "evacuated")],
    ),
    ("Au total 212 riverains habitant le quai ont été évacués.", [("212 riverains", 212, 212, "riverain", None, None)]),
    (
        "Quelque 212 personnes logeant sur le quai ont été évacuées.",
        [("Quelque 212 personnes", 211, 213, "personne", None, "evacuated")],
    ),
    (
        "Nous étions une vingtaine de dockers, pas quatorze.",
        [("une vingtaine de dockers", 18, 22, "docker", None, None), ("quatorze", 14, 14, "docker", None, None)],
    ),
    ("Quatre personnes ont été tuées.", [("Quatre personnes", 4, 4, "personne", None, "dead")]),
    ("Blessés : 318.", [("318", 318, 318, "blessé", None, "injured")]),
    ("L'attaque a fait quatre morts.", [("quatre morts", 4, 4, "mort", None, "dead")]),
    ("L'explosion a tué quatre personnes.", [("quatre personnes", 4, 4, "personne", None, "dead")]),
    (
        "L'incendie a fait 12 morts et 30 blessés.",
        [("12 morts", 12, 12, "mort", None, "dead"), ("30 blessés", 30, 30, "blessé", None, "injured")],
    ),
    ("Une voiture a foncé dans la foule, tuant sept personnes.", [("sept personnes", 7, 7, "personne", None, "dead")]),
    ("Deux personnes sont mortes.", [("Deux personnes", 2, 2, "personne", None, "dead")]),
    (
        "Deux morts dont un enfant.",
        [("Deux morts", 2, 2, "mort", None, "dead"), ("un enfant", 1, 1, "enfant", None, "child")],
    ),
    (
        "Quatre personnes, dont un enfant, ont été tuées.",
        [("Quatre personnes", 4, 4, "personne", None, "dead"), ("un enfant", 1, 1, "enfant", None, "child")],
    ),
    (
        "Quatre personnes ont été tuées et dix autres blessées.",
        [
            ("Quatre personnes", 4, 4, "personne", None, "dead"),
            ("dix autres blessées", 10, 10, "blessé", None, "injured"),
        ],
    ),
    (
        "Seize civils, dont trois enfants, ont péri.",
        [("Seize civils", 16, 16, "civil", None, "civilian"), ("trois enfants", 3, 3, "enfant", None, "child")],
    ),
    ("Le nombre de morts est passé de 3 à 5.", [("3", 3, 3, "mort", None, "dead"), ("5", 5, 5, "mort", None, "dead")]),
    ("Le nombre de blessés atteint 40.", [("40", 40, 40, "blessé", None, "injured")]),
    (
        "Un mort et deux blessés.",
        [("Un mort", 1, 1, "mort", None, "dead"), ("deux blessés", 2, 2, "blessé", None, "injured")],
    ),
    ("Une personne est portée disparue.", [("Une personne", 1, 1, "personne", None, "missing")]),
    ("Trois personnes ont été hospitalisées.", [("Trois personnes", 3, 3, "personne", None, "hospitalised")]),
    ("Au moins 12 soldats sont arrivés.", [("Au moins 12 soldats", 12, None, "soldat", None, "soldier")]),
    (
        "Au moins douze personnes ont été arrêtées.",
        [("Au moins douze personnes", 12, None, "personne", None, "arrested")],
    ),
    ("La police a procédé à 25 interpellations.", [("25 interpellations", 25, 25, "interpellation", None, "arrested")]),
    ("Quelque 300 habitants ont été évacués.", [("Quelque 300 habitants", 270, 330, "habitant", None, None)]),
    ("Environ 200 personnes ont été évacuées.", [("Environ 200 personnes", 180, 220, "personne", None, "evacuated")]),
    (
        "Près de 500 manifestants ont défilé.",
        [("Près de 500 manifestants", 450, 500, "manifestant", None, "demonstrator")],
    ),
    (
        "Plus de 500 manifestants ont défilé.",
        [("Plus de 500 manifestants", 501, None, "manifestant", None, "demonstrator")],
    ),
    ("Moins de 50 électeurs ont voté.", [("Moins de 50 électeurs", None, 49, "électeur", None, None)]),
    ("Jusqu'à 40 enfants étaient présents.", [("Jusqu'à 40 enfants", None, 40, "enfant", None, "child")]),
    ("Une dizaine de blessés.", [("Une dizaine de blessés", 8, 13, "blessé", None, "injured")]),
    (
        "Une centaine de policiers étaient là.",
        [("Une centaine de policiers", 90, 110, "policier", None, "police officer")],
    ),
    (
        "Des dizaines de milliers de réfugiés ont fui.",
        [("dizaines de milliers de réfugiés", 20000, 99000, "réfugié", None, None)],
    ),
    (
        "Des centaines de personnes sont déplacées.",
        [("centaines de personnes", 200, 999, "personne", None, "displaced")],
    ),
    (
        "Plusieurs milliers de manifestants ont défilé.",
        [("milliers de manifestants", 2000, 9999, "manifestant", None, "demonstrator")],
    ),
    ("Entre 3 et 5 morts.", [("Entre 3 et 5 morts", 3, 5, "mort", None, "dead")]),
    ("3 à 5 morts.", [("3 à 5 morts", 3, 5, "mort", None, "dead")]),
    ("De 20 à 30 maisons ont brûlé.", [("De 20 à 30 maisons", 20, 30, "maison", None, None)]),
    ("Entre 3 et 5 % des voix.", [("Entre 3 et 5 %", 3, 5, None, "%", None)]),
    ("Le taux est de 1,5 %.", [("1,5 %", 1.5, 1.5, None, "%", None)]),
    ("Une hausse de 12 pour cent.", [("12 pour cent", 12, 12, None, "%", None)]),
    ("Environ 3,5 % des voix.", [("Environ 3,5 %", 3.25, 3.75, None, "%", None)]),
    ("Il coûte 1,5 milliard d'euros.", [("1,5 milliard d'euros", 1500000000, 1500000000, None, "EUR", None)]),
    ("Il coûte 12 Md€.", [("12 Md€", 12000000000, 12000000000, None, "EUR", None)]),
    ("Il coûte 300 000 dollars.", [("300 000 dollars", 300000, 300000, None, "USD", None)]),
    (
        "Il coûte deux millions et demi de dollars.",
        [("deux millions et demi de dollars", 2500000, 2500000, None, "USD", None)],
    ),
    ("Plus de 500 euros par tête.", [("Plus de 500 euros", 500, None, None, "EUR", None)]),
    ("Une amende de 4 000 francs suisses.", [("4 000 francs suisses", 4000, 4000, None, "CHF", None)]),
    (
        "Une dette de 3 000 milliards de yens.",
        [("3 000 milliards de yens", 3000000000000, 3000000000000, None, "JPY", None)],
    ),
    ("À 40 km de Korval.", [("40 km", 40, 40, None, "kilometre", None)]),
    ("À 120 km/h sur la route.", [("120 km/h", 120, 120, None, "kilometre per hour", None)]),
    ("Moins de 30 000 tonnes de blé.", [("Moins de 30 000 tonnes", None, 30000, None, "tonne", None)]),
    ("Il a bu deux litres.", [("deux litres", 2, 2, None, "litre", None)]),
    ("Il fait 38 °C.", [("38 °C", 38, 38, None, "degree Celsius", None)]),
    ("Un feu de 1 200 hectares.", [("1 200 hectares", 1200, 1200, None, "hectare", None)]),
    ("Le baril, 80 barils par jour.", [("80 barils", 80, 80, None, "barrel", None)]),
    ("Une tour de 210 mètres.", [("210 mètres", 210, 210, None, "metre", None)]),
    ("Une centrale de 900 MW.", [("900 MW", 900, 900, None, "megawatt", None)]),
    (
        "Deux missiles balistiques ont été tirés.",
        [("Deux missiles balistiques", 2, 2, "missile balistique", None, None)],
    ),
    (
        "Le tir de deux missiles balistiques nord-coréens peu avant la réunion.",
        [("deux missiles balistiques", 2, 2, "missile balistique", None, None)],
    ),
    ("Trois journaux ont paru.", [("Trois journaux", 3, 3, "journal", None, None)]),
    ("Cinq chevaux ont fui.", [("Cinq chevaux", 5, 5, "cheval", None, None)]),
    ("Il a lu trois nouveaux livres.", [("trois nouveaux livres", 3, 3, "livre", None, None)]),
    ("Douze pays ont signé.", [("Douze pays", 12, 12, "pays", None, None)]),
    ("Trois policiers ont été blessés.", [("Trois policiers", 3, 3, "policier", None, "police officer")]),
    ("Vingt et un députés ont voté.", [("Vingt et un députés", 21, 21, "député", None, None)]),
    ("Soixante-dix élus ont voté.", [("Soixante-dix élus", 70, 70, "élu", None, None)]),
    (
        "Quatre-vingt-dix-sept villages sont coupés.",
        [("Quatre-vingt-dix-sept villages", 97, 97, "village", None, None)],
    ),
    ("Il a écrit 3.500 pages.", [("3.500 pages", 3500, 3500, "page", None, None)]),
    ("1 234 567 électeurs sont inscrits.", [("1 234 567 électeurs", 1234567, 1234567, "électeur", None, None)]),
    ("Un homme de 34 ans.", [("34", 34, 34, None, "year of age", None)]),
    ("Paul, âgé de 34 ans, a fui.", [("34", 34, 34, None, "year of age", None)]),
    ("Paul Arden, 34 ans, a fui.", [("34", 34, 34, None, "year of age", None)]),
    ("L'article 49 et le G20.", []),
    ("La page 12 du rapport.", []),
    ("Il habite 12 rue des Lilas.", []),
    ("Korval a gagné 3-2.", []),
    ("Appelez le 06 12 34 56 78.", []),
    ("Le lanceur Soyouz-2 a décollé.", []),
    ("Un Airbus A380 et deux F-16.", [("deux F-16", 2, 2, "F-16", None, None)]),
    ("Il est arrivé le 12 mars 2031.", []),
    ("Il a attendu trois jours.", []),
    ("C'est une maison.", []),
    ("Le chef des 27.", []),
    ("1. Le premier point.", []),
    ("Une mort suspecte.", []),
    ("Pas moins de 60 villages touchés.", [("Pas moins de 60 villages", 60, None, "village", None, None)]),
    ("Deux tiers des voix.", [("Deux tiers", 66.7, 66.7, None, "%", None)]),
    ("Trois fois plus de voix.", []),
    ("Il a dit non à 14 h.", []),
    ("Vingt personnes ont été secourues.", [("Vingt personnes", 20, 20, "personne", None, "rescued")]),
    ("Dix familles ont été évacuées.", [("Dix familles", 10, 10, "famille", None, None)]),
    (
        "L'hôpital a reçu onze blessés, dont quatre dans un état grave.",
        [("onze blessés", 11, 11, "blessé", None, "injured"), ("quatre", 4, 4, "blessé", None, "injured")],
    ),
    (
        "Onze blessés, dont vingt pour cent d'enfants.",
        [("Onze blessés", 11, 11, "blessé", None, "injured"), ("vingt pour cent", 20, 20, None, "%", None)],
    ),
    ("On était une vingtaine là-dedans.", [("une vingtaine", 18, 22, "personne", None, "person")]),
    (
        "Ils étaient une trentaine devant la mairie, selon la police, près de 500 selon les organisateurs.",
        [("une trentaine", 27, 33, "personne", None, "person"), ("près de 500", 450, 500, "personne", None, "person")],
    ),
    ("Cela porte à douze le nombre de morts.", [("douze", 12, 12, "mort", None, "dead")]),
    ("Une soixantaine de salariés sont venus.", [("Une soixantaine de salariés", 55, 65, "salarié", None, None)]),
    ("Près de 60 salariés sont venus.", [("Près de 60 salariés", 55, 60, "salarié", None, None)]),
    ("Environ 150 salariés sont venus.", [("Environ 150 salariés", 135, 165, "salarié", None, None)]),
    (
        "Trois suspects, âgés de 20 à 25 ans, ont fui.",
        [("Trois suspects", 3, 3, "suspect", None, None), ("de 20 à 25", 20, 25, None, "year of age", None)],
    ),
    ("Deux d'entre eux ont été blessés.", [("Deux d'entre eux", 2, 2, "personne", None, "injured")]),
    ("Écoutez Radio Brume sur 96.4 FM.", []),
    ("Korval, 14 oct 2031 (Trident)", []),
    (
        "Le bilan est passé à quatre morts, deux blessés ayant succombé dans la nuit.",
        [("quatre morts", 4, 4, "mort", None, "dead"), ("deux blessés", 2, 2, "blessé", None, "injured")],
    ),
    ("Dix migrantes ont été secourues.", [("Dix migrantes", 10, 10, "migrant", None, "migrant")]),
    ("Un immeuble de quatre étages.", [("quatre étages", 4, 4, "étage", None, None)]),
    (
        "Douze passagers ont été blessés, deux d'entre eux sont morts.",
        [("Douze passagers", 12, 12, "passager", None, None), ("deux d'entre eux", 2, 2, "passager", None, "dead")],
    ),
    ("Ouvert de 9h à 19h.", []),
    ("Elle a tiré 4,5 fois sur dix.", []),
    ("Un Français sur cinq a voté.", []),
    ("On compte 4,5 cas pour 100 000 habitants.", [("4,5 cas", 4.5, 4.5, "cas", None, None)]),
    ("Il vit à 75019 Korval.", []),
]
ENGLISH: list[tuple[str, list[Row]]] = [
    ("Some 80 people were told to leave.", [("Some 80 people", 75, 85, "people", None, "evacuated")]),
    ("Eighty people working on the quay were evacuated.", [("Eighty people", 80, 80, "people", None, "evacuated")]),
    (
        "There were 20 dockers in the hall, not 14.",
        [("20 dockers", 20, 20, "docker", None, None), ("14", 14, 14, "docker", None, None)],
    ),
    ("Four people were killed.", [("Four people", 4, 4, "people", None, "dead")]),
    ("The blast killed four people.", [("four people", 4, 4, "people", None, "dead")]),
    ("The blast left four dead.", [("four dead", 4, 4, "dead", None, "dead")]),
    ("At least 12 people died.", [("At least 12 people", 12, None, "people", None, "dead")]),
    (
        "The fire killed 12 and injured 30.",
        [("12", 12, 12, "dead", None, "dead"), ("30", 30, 30, "injured", None, "injured")],
    ),
    ("A car hit the crowd, killing seven people.", [("seven people", 7, 7, "people", None, "dead")]),
    ("Two people died.", [("Two people", 2, 2, "people", None, "dead")]),
    (
        "Two dead, including a child.",
        [("Two dead", 2, 2, "dead", None, "dead"), ("a child", 1, 1, "child", None, "child")],
    ),
    (
        "Four people, including one child, were killed.",
        [("Four people", 4, 4, "people", None, "dead"), ("one child", 1, 1, "child", None, "child")],
    ),
    (
        "Four people were killed and ten others were injured.",
        [("Four people", 4, 4, "people", None, "dead"), ("ten others", 10, 10, "people", None, "injured")],
    ),
    (
        "Sixteen civilians, including three children, were slain.",
        [("Sixteen civilians", 16, 16, "civilian", None, "civilian"), ("three children", 3, 3, "child", None, "child")],
    ),
    ("The death toll rose to four.", [("four", 4, 4, "dead", None, "dead")]),
    ("The death toll rose from 3 to 5.", [("3", 3, 3, "dead", None, "dead"), ("5", 5, 5, "dead", None, "dead")]),
    ("The number of injured reached 40.", [("40", 40, 40, "injured", None, "injured")]),
    (
        "One person died and two were injured.",
        [("One person", 1, 1, "person", None, "dead"), ("two were injured", 2, 2, "injured", None, "injured")],
    ),
    ("One person is missing.", [("One person", 1, 1, "person", None, "missing")]),
    ("Three people were hospitalised.", [("Three people", 3, 3, "people", None, "hospitalised")]),
    ("At least 12 soldiers arrived.", [("At least 12 soldiers", 12, None, "soldier", None, "soldier")]),
    ("At least a dozen people were arrested.", [("At least a dozen people", 10, None, "people", None, "arrested")]),
    ("Police made 25 arrests.", [("25 arrests", 25, 25, "arrest", None, "arrested")]),
    ("Some 300 residents were evacuated.", [("Some 300 residents", 270, 330, "resident", None, None)]),
    ("About 200 people were evacuated.", [("About 200 people", 180, 220, "people", None, "evacuated")]),
    (
        "Nearly 500 demonstrators marched.",
        [("Nearly 500 demonstrators", 450, 500, "demonstrator", None, "demonstrator")],
    ),
    ("More than 500 protesters marched.", [("More than 500 protesters", 501, None, "protester", None, "demonstrator")]),
    ("Fewer than 50 voters came.", [("Fewer than 50 voters", None, 49, "voter", None, None)]),
    ("Up to 40 children were there.", [("Up to 40 children", None, 40, "child", None, "child")]),
    ("As many as 40 people were rescued.", [("As many as 40 people", None, 40, "people", None, "rescued")]),
    ("A dozen wounded.", [("A dozen wounded", 10, 15, "wounded", None, "injured")]),
    ("Dozens of people are missing.", [("Dozens of people", 24, 99, "people", None, "missing")]),
    (
        "Hundreds of thousands of refugees fled.",
        [("Hundreds of thousands of refugees", 200000, 999000, "refugee", None, None)],
    ),
    ("Hundreds of people are displaced.", [("Hundreds of people", 200, 999, "people", None, "displaced")]),
    (
        "Thousands of demonstrators marched.",
        [("Thousands of demonstrators", 2000, 9999, "demonstrator", None, "demonstrator")],
    ),
    ("Between 3 and 5 deaths.", [("Between 3 and 5 deaths", 3, 5, "death", None, "dead")]),
    ("Three to five deaths.", [("Three to five deaths", 3, 5, "death", None, "dead")]),
    ("From 20 to 30 houses burned.", [("From 20 to 30 houses", 20, 30, "house", None, None)]),
    ("Between 3 and 5 percent of the vote.", [("Between 3 and 5 percent", 3, 5, None, "%", None)]),
    ("The rate is 1.5%.", [("1.5%", 1.5, 1.5, None, "%", None)]),
    ("A rise of 12 per cent.", [("12 per cent", 12, 12, None, "%", None)]),
    ("About 3.5 percent of the vote.", [("About 3.5 percent", 3.25, 3.75, None, "%", None)]),
    ("It cost 1.5 billion euros.", [("1.5 billion euros", 1500000000, 1500000000, None, "EUR", None)]),
    ("It cost $1.5bn.", [("$1.5bn", 1500000000, 1500000000, None, "USD", None)]),
    ("It cost $3m.", [("$3m", 3000000, 3000000, None, "USD", None)]),
    ("It cost £40 million.", [("£40 million", 40000000, 40000000, None, "GBP", None)]),
    (
        "It cost two and a half million dollars.",
        [("two and a half million dollars", 2500000, 2500000, None, "USD", None)],
    ),
    ("A debt of 3,000 billion yen.", [("3,000 billion yen", 3000000000000, 3000000000000, None, "JPY", None)]),
    ("It fell by 2 percentage points.", [("2 percentage points", 2, 2, None, "percentage point", None)]),
    ("It is 40 miles from Korval.", [("40 miles", 40, 40, None, "mile", None)]),
    ("It was going 120 mph.", [("120 mph", 120, 120, None, "mile per hour", None)]),
    ("It was going 120 km/h.", [("120 km/h", 120, 120, None, "kilometre per hour", None)]),
    ("Less than 30,000 tonnes of wheat.", [("Less than 30,000 tonnes", None, 30000, None, "tonne", None)]),
    ("He drank two litres.", [("two litres", 2, 2, None, "litre", None)]),
    ("It was 38 °C.", [("38 °C", 38, 38, None, "degree Celsius", None)]),
    ("A fire of 1,200 acres.", [("1,200 acres", 1200, 1200, None, "acre", None)]),
    ("Some 80 barrels a day.", [("Some 80 barrels", 75, 85, None, "barrel", None)]),
    ("A tower 210 metres high.", [("210 metres", 210, 210, None, "metre", None)]),
    ("A plant of 900 MW.", [("900 MW", 900, 900, None, "megawatt", None)]),
    ("Two ballistic missiles were fired.", [("Two ballistic missiles", 2, 2, "ballistic missile", None, None)]),
    ("Three newspapers were shut.", [("Three newspapers", 3, 3, "newspaper", None, None)]),
    ("Five horses ran off.", [("Five horses", 5, 5, "horse", None, None)]),
    ("He read three new books.", [("three new books", 3, 3, "book", None, None)]),
    ("Twelve countries signed.", [("Twelve countries", 12, 12, "country", None, None)]),
    (
        "Three police officers were wounded.",
        [("Three police officers", 3, 3, "police officer", None, "police officer")],
    ),
    ("Twenty-one lawmakers voted.", [("Twenty-one lawmakers", 21, 21, "lawmaker", None, None)]),
    ("Ninety-seven villages are cut off.", [("Ninety-seven villages", 97, 97, "village", None, None)]),
    ("He wrote 3,500 pages.", [("3,500 pages", 3500, 3500, "page", None, None)]),
    ("1,234,567 voters are on the roll.", [("1,234,567 voters", 1234567, 1234567, "voter", None, None)]),
    ("A man aged 34.", [("34", 34, 34, None, "year of age", None)]),
    ("John Brand, 34, ran off.", []),
    ("He is 34 years old.", [("34", 34, 34, None, "year of age", None)]),
    ("Article 49 and the G20.", []),
    ("Page 12 of the report.", []),
    ("He lives at 12 Elm Street.", []),
    ("Korval won 3-2.", []),
    ("Call 555-123-4567.", []),
    ("The Soyuz-2 took off.", []),
    ("An A380 and two F-16s.", [("two F-16s", 2, 2, "F-16", None, None)]),
    ("He came on March 12, 2031.", []),
    ("He waited for three days.", []),
    ("It is a house.", []),
    ("The 27 agreed.", []),
    ("1. The first point.", []),
    ("A death in the family.", []),
    ("No fewer than 60 villages were hit.", [("No fewer than 60 villages", 60, None, "village", None, None)]),
    ("One of the men left.", []),
    ("Flight 370 vanished.", []),
    ("Twenty people were rescued.", [("Twenty people", 20, 20, "people", None, "rescued")]),
    ("Ten families were evacuated.", [("Ten families", 10, 10, "family", None, None)]),
    (
        "Seven were killed and 30 wounded.",
        [("Seven were killed", 7, 7, "dead", None, "dead"), ("30 wounded", 30, 30, "wounded", None, "injured")],
    ),
    ("Two children were among the dead.", [("Two children", 2, 2, "child", None, "child")]),
    ("Five migrants drowned.", [("Five migrants", 5, 5, "migrant", None, "migrant")]),
    (
        "The hospital took in eleven injured, including four in a serious condition.",
        [("eleven injured", 11, 11, "injured", None, "injured"), ("four", 4, 4, "injured", None, "injured")],
    ),
    ("There were about 20 of us in there.", [("about 20 of us", 18, 22, "people", None, "person")]),
    (
        "The death toll from the blast at the old port of Korval has risen to four.",
        [("four", 4, 4, "dead", None, "dead")],
    ),
    (
        "The death toll rose to four overnight after two died.",
        [("four", 4, 4, "dead", None, "dead"), ("two died", 2, 2, "dead", None, "dead")],
    ),
    (
        "The death toll stands at 31, with more than 200 injured and 1,500 displaced.",
        [
            ("31", 31, 31, "dead", None, "dead"),
            ("more than 200 injured", 201, None, "injured", None, "injured"),
            ("1,500 displaced", 1500, 1500, "displaced", None, "displaced"),
        ],
    ),
    ("About 60 workers came.", [("About 60 workers", 55, 65, "worker", None, None)]),
    ("Nearly 60 workers came.", [("Nearly 60 workers", 55, 60, "worker", None, None)]),
    ("About 150 workers came.", [("About 150 workers", 135, 165, "worker", None, None)]),
    (
        "Three men aged 20 to 25 fled.",
        [("Three men", 3, 3, "man", None, "man"), ("20 to 25", 20, 25, None, "year of age", None)],
    ),
    (
        "Seven people were treated, three of them in critical condition.",
        [("Seven people", 7, 7, "people", None, "person"), ("three of them", 3, 3, "people", None, "person")],
    ),
    (
        "Twelve people were injured, two of whom died.",
        [("Twelve people", 12, 12, "people", None, "injured"), ("two of whom", 2, 2, "people", None, "dead")],
    ),
    (
        "There were 30 people outside, police said; nearly 500 according to organisers.",
        [("30 people", 30, 30, "people", None, "person"), ("nearly 500", 450, 500, "people", None, "person")],
    ),
    ("A four-storey house burned.", []),
    ("Tune to 96.4 FM.", []),
    ("He wrote at 10.05 BST.", []),
    ("Section 3.2 of the act.", []),
    ("Twenty people, women among them, fled.", [("Twenty people", 20, 20, "people", None, "person")]),
    (
        "Ten fatalities and three injuries were recorded.",
        [("Ten fatalities", 10, 10, "fatality", None, "dead"), ("three injuries", 3, 3, "injury", None, "injured")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_quantities(text: str, expected: list[Row]) -> None:
    assert rows(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_quantities(text: str, expected: list[Row]) -> None:
    assert rows(text, "en") == expected


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Quatre personnes ont été tuées.", "The death toll rose to four."),
        ("L'attaque a fait quatre morts.", "The blast killed four people."),
        ("Dix blessés sont arrivés.", "Ten people were wounded."),
        ("Sept enfants jouaient.", "Seven children were playing."),
        ("Il a payé 3 millions d'euros.", "He paid €3 million."),
    ],
)
def test_one_fact_has_one_value_in_both_languages(french: str, english: str) -> None:
    (left,), (right,) = read(french, "fr"), read(english, "en")
    assert (left.low, left.high, left.category, left.unit) == (right.low, right.high, right.category, right.unit)
    assert left.counted is None or left.counted != right.counted


@pytest.mark.parametrize(("language", "most"), [("fr", 1), ("en", 3)])
def test_the_labelled_sentences(language: str, most: int) -> None:
    """The set is scored by ``twosource evaluate quantities tests/read/quantities``; this is its floor."""
    loaded = dataset.load(LABELLED)
    texts = {article.id: article.text or "" for article in loaded.articles if article.language == language}
    wanted = {(row.article, row.low, row.high, row.counted, row.unit) for row in loaded.truth.quantities or ()}
    found = {
        (name, one.low, one.high, one.counted, one.unit)
        for name, text in texts.items()
        for one in read(text, language, tokens.tag(article_of(text, language), whole(text)))
    }
    assert len({row for row in wanted if row[0] in texts} ^ found) <= 2 * most
    assert len(texts) > 150


def test_the_part_of_speech_tells_an_adjective() -> None:
    text = "Il a vu trois chiens zorbes."
    tagged = (Token(21, 27, "zorbes", "zorbe", "ADJ"),)
    assert [q.counted for q in read(text, "fr", tagged)] == ["chien zorbe"]
    assert [q.counted for q in read(text, "fr")] == ["chien"]


def test_an_unknown_language_has_no_quantities() -> None:
    assert rows("Vier Menschen starben.", "de") == []


WORDS = st.sampled_from(
    [
        "12",
        "3,5",
        "une",
        "dizaine",
        "de",
        "morts",
        "blessés",
        "personnes",
        "ont",
        "été",
        "tuées",
        "entre",
        "et",
        "5",
        "%",
        "€",
        "au",
        "moins",
        "plus",
        "jusqu'à",
        "km",
        "dont",
        "un",
        "enfant",
        "3-2",
        "06",
        "12",
        "34",
        "56",
        "78",
        "the",
        "death",
        "toll",
        "rose",
        "to",
        "four",
        "people",
        "were",
        "killed",
        "$",
        "1.5bn",
        "(",
        ")",
        ",",
        ".",
    ]
)


@given(st.lists(WORDS, max_size=14), st.sampled_from(["fr", "en"]))
def test_any_string_of_words_gives_ordered_spans(words: list[str], language: str) -> None:
    text = " ".join(words)
    found = read(text, language)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)


@given(st.integers(min_value=2, max_value=10**6))
def test_a_bare_count_is_one_value(number: int) -> None:
    (found,) = read(f"{number} soldats sont venus.".replace(str(number), f"{number:,}".replace(",", "\u202f")), "fr")
    assert (found.low, found.high, found.counted, found.category) == (number, number, "soldat", "soldier")


BULLETS = [
    ("fr", "Au moins douze personnes sont mortes.", [(12, None, None, "dead")]),
    ("fr", "Une dizaine de blessés ont été soignés.", [(8, 13, None, "injured")]),
    ("fr", "Près de 300 habitants ont fui.", [(270, 300, None, None)]),
    ("fr", "Deux morts, dont un enfant.", [(2, 2, None, "dead"), (1, 1, None, "child")]),
    ("fr", "Plusieurs dizaines de personnes ont été blessées.", [(20, 99, None, "injured")]),
    ("fr", "Des centaines de manifestants ont défilé.", [(200, 999, None, "demonstrator")]),
    ("fr", "Deux cents à trois cents personnes ont défilé.", [(200, 300, None, "person")]),
    ("fr", "Plus de la moitié des habitants ont fui.", [(50, 100, "%", None)]),
    ("fr", "Moins d'un tiers des sièges.", [(0, 33.3, "%", None)]),
    ("fr", "45,5 % des électeurs ont voté.", [(45.5, 45.5, "%", None)]),
    ("fr", "Le contrat vaut 2,5 milliards d'euros.", [(2.5e9, 2.5e9, "EUR", None)]),
    ("fr", "C'est le troisième mort de la semaine, la 3e victime.", []),
    ("fr", "Aucun mort n'est à déplorer.", [(0, 0, None, "dead")]),
    ("fr", "L'incendie n'a pas fait de victime.", [(0, 0, None, "victim")]),
    ("fr", "Zéro mort cette année.", [(0, 0, None, "dead")]),
    ("fr", "Il n'y a pas de blessé grave, aucun doute.", []),
    ("en", "At least twelve people died.", [(12, None, None, "dead")]),
    ("en", "About ten wounded were treated.", [(9, 11, None, "injured")]),
    ("en", "Nearly 300 residents fled.", [(270, 300, None, None)]),
    ("en", "Two dead, including a child.", [(2, 2, None, "dead"), (1, 1, None, "child")]),
    ("en", "Dozens of people were injured.", [(24, 99, None, "injured")]),
    ("en", "Tens of thousands of people marched.", [(20000, 99000, None, "person")]),
    ("en", "Between 20 and 30 houses burned.", [(20, 30, None, None)]),
    ("en", "More than half of residents fled.", [(50, 100, "%", None)]),
    ("en", "Nearly two thirds of voters took part.", [(60.0, 66.7, "%", None)]),
    ("en", "15 to 20 percent of homes were hit.", [(15, 20, "%", None)]),
    ("en", "The deal is worth $2.5bn.", [(2.5e9, 2.5e9, "USD", None)]),
    ("en", "He is the third person killed, the 3rd victim.", []),
    ("en", "No deaths were reported.", [(0, 0, None, "dead")]),
    ("en", "No one was killed.", [(0, 0, None, "dead")]),
    ("en", "There are no casualties.", [(0, 0, None, "victim")]),
    ("fr", "Un hangar a brûlé, sans victimes.", [(0, 0, None, "victim")]),
    ("fr", "Un hangar a brûlé, sans faire d'autres dégâts.", []),
    ("fr", "Il est resté sans voix.", []),
    ("en", "Nobody was hurt.", [(0, 0, None, "injured")]),
    ("en", "There were no serious injuries and no doubt.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), BULLETS)
def test_comparators_shares_and_nothing(
    language: str, text: str, expected: list[tuple[float | None, float | None, str | None, str | None]]
) -> None:
    found = read(text, language, tokens.tag(article_of(text, language), whole(text)))
    assert [(q.low, q.high, q.unit, q.category) for q in found] == expected


@pytest.mark.parametrize("language", [one for one in ("fr", "en", "de", "es", "it", "pt") if lexicon.knows(one)])
@given(data=st.data())
def test_an_ending_is_found_wherever_its_expression_finds_it(language: str, data: st.DataObject) -> None:
    """What is tried first, the end of the stretch, hides nothing: capitals, curly apostrophes, any blanks, glued words."""
    known = lexicon.load(language)
    every = (known.before, *known.ends.values())
    lead = st.sampled_from(["", "Sorvik ", "l'", "-", "\n"])
    word = st.sampled_from(sorted({*known.comparators, *(end for one in every for end in one.ends)}))
    blank = st.sampled_from(["", " ", "\u00a0", "  ", "\n"])
    tail = st.sampled_from(["", "", "d'", "de ", "of "])
    spellings: list[Callable[[str], str]] = [str.upper, str.capitalize, str.lower, str.strip]
    spell = data.draw(st.sampled_from(spellings))
    stretch = spell("".join(map(data.draw, (lead, word, blank, tail))).replace("'", data.draw(st.sampled_from("'’"))))
    for one in every:
        found, whole_ = one.search(stretch), one.regex.search(stretch)
        assert (found and found.span()) == (whole_ and whole_.span())
