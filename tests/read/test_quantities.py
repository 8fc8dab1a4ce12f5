"""Quantities: tables of phrases of our own, French and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Article, Quantity, Sentence, Token
from twosource.read import quantities, times

Row = tuple[str, float | None, float | None, str | None, str | None]
"""Words, low, high, counted, unit."""


def read(text: str, language: str, tokens: tuple[Token, ...] = ()) -> tuple[Quantity, ...]:
    article = Article(
        id="a",
        input_id="a",
        outlet="o",
        language=language,
        text=text,
        capture_sha256="",
        published="2031-03-12",
    )
    sentences = (Sentence(0, len(text), "body", 0),)
    return quantities.find(article, sentences, tokens, times.find(article, sentences, ()))


def rows(text: str, language: str) -> list[Row]:
    return [(text[q.start : q.end], q.low, q.high, q.counted, q.unit) for q in read(text, language)]


FRENCH: list[tuple[str, list[Row]]] = [
    ("Quatre personnes ont été tuées.", [("Quatre personnes", 4, 4, "dead", None)]),
    ("L'attaque a fait quatre morts.", [("quatre morts", 4, 4, "dead", None)]),
    ("L'explosion a tué quatre personnes.", [("quatre personnes", 4, 4, "dead", None)]),
    (
        "L'incendie a fait 12 morts et 30 blessés.",
        [("12 morts", 12, 12, "dead", None), ("30 blessés", 30, 30, "injured", None)],
    ),
    ("Une voiture a foncé dans la foule, tuant sept personnes.", [("sept personnes", 7, 7, "dead", None)]),
    ("Deux personnes sont mortes.", [("Deux personnes", 2, 2, "dead", None)]),
    ("Deux morts dont un enfant.", [("Deux morts", 2, 2, "dead", None), ("un enfant", 1, 1, "child", None)]),
    (
        "Quatre personnes, dont un enfant, ont été tuées.",
        [("Quatre personnes", 4, 4, "dead", None), ("un enfant", 1, 1, "child", None)],
    ),
    (
        "Quatre personnes ont été tuées et dix autres blessées.",
        [("Quatre personnes", 4, 4, "dead", None), ("dix autres blessées", 10, 10, "injured", None)],
    ),
    (
        "Seize civils, dont trois enfants, ont péri.",
        [("Seize civils", 16, 16, "civilian", None), ("trois enfants", 3, 3, "child", None)],
    ),
    ("Le nombre de morts est passé de 3 à 5.", [("3", 3, 3, "dead", None), ("5", 5, 5, "dead", None)]),
    ("Le nombre de blessés atteint 40.", [("40", 40, 40, "injured", None)]),
    ("Un mort et deux blessés.", [("Un mort", 1, 1, "dead", None), ("deux blessés", 2, 2, "injured", None)]),
    ("Une personne est portée disparue.", [("Une personne", 1, 1, "missing", None)]),
    ("Trois personnes ont été hospitalisées.", [("Trois personnes", 3, 3, "hospitalised", None)]),
    ("Au moins 12 soldats sont arrivés.", [("Au moins 12 soldats", 12, None, "soldier", None)]),
    (
        "Au moins douze personnes ont été arrêtées.",
        [("Au moins douze personnes", 12, None, "arrested", None)],
    ),
    ("La police a procédé à 25 interpellations.", [("25 interpellations", 25, 25, "arrested", None)]),
    ("Quelque 300 habitants ont été évacués.", [("Quelque 300 habitants", 270, 330, "habitant", None)]),
    ("Environ 200 personnes ont été évacuées.", [("Environ 200 personnes", 180, 220, "evacuated", None)]),
    ("Près de 500 manifestants ont défilé.", [("Près de 500 manifestants", 450, 500, "demonstrator", None)]),
    ("Plus de 500 manifestants ont défilé.", [("Plus de 500 manifestants", 501, None, "demonstrator", None)]),
    ("Moins de 50 électeurs ont voté.", [("Moins de 50 électeurs", None, 49, "électeur", None)]),
    ("Jusqu'à 40 enfants étaient présents.", [("Jusqu'à 40 enfants", None, 40, "child", None)]),
    ("Une dizaine de blessés.", [("Une dizaine de blessés", 8, 13, "injured", None)]),
    (
        "Une centaine de policiers étaient là.",
        [("Une centaine de policiers", 80, 130, "police officer", None)],
    ),
    (
        "Des dizaines de milliers de réfugiés ont fui.",
        [("dizaines de milliers de réfugiés", 20000, 99000, "réfugié", None)],
    ),
    ("Des centaines de personnes sont déplacées.", [("centaines de personnes", 200, 999, "displaced", None)]),
    (
        "Plusieurs milliers de manifestants ont défilé.",
        [("milliers de manifestants", 2000, 9999, "demonstrator", None)],
    ),
    ("Entre 3 et 5 morts.", [("Entre 3 et 5 morts", 3, 5, "dead", None)]),
    ("3 à 5 morts.", [("3 à 5 morts", 3, 5, "dead", None)]),
    ("De 20 à 30 maisons ont brûlé.", [("De 20 à 30 maisons", 20, 30, "maison", None)]),
    ("Entre 3 et 5 % des voix.", [("Entre 3 et 5 %", 3, 5, None, "%")]),
    ("Le taux est de 1,5 %.", [("1,5 %", 1.5, 1.5, None, "%")]),
    ("Une hausse de 12 pour cent.", [("12 pour cent", 12, 12, None, "%")]),
    ("Environ 3,5 % des voix.", [("Environ 3,5 %", 3.15, 3.85, None, "%")]),
    ("Il coûte 1,5 milliard d'euros.", [("1,5 milliard d'euros", 1_500_000_000, 1_500_000_000, None, "EUR")]),
    ("Il coûte 12 Md€.", [("12 Md€", 12_000_000_000, 12_000_000_000, None, "EUR")]),
    ("Il coûte 300 000 dollars.", [("300 000 dollars", 300000, 300000, None, "USD")]),
    (
        "Il coûte deux millions et demi de dollars.",
        [("deux millions et demi de dollars", 2_500_000, 2_500_000, None, "USD")],
    ),
    ("Plus de 500 euros par tête.", [("Plus de 500 euros", 500, None, None, "EUR")]),
    ("Une amende de 4 000 francs suisses.", [("4 000 francs suisses", 4000, 4000, None, "CHF")]),
    (
        "Une dette de 3 000 milliards de yens.",
        [("3 000 milliards de yens", 3_000_000_000_000, 3_000_000_000_000, None, "JPY")],
    ),
    ("À 40 km de Korval.", [("40 km", 40, 40, None, "kilometre")]),
    ("À 120 km/h sur la route.", [("120 km/h", 120, 120, None, "kilometre per hour")]),
    ("Moins de 30 000 tonnes de blé.", [("Moins de 30 000 tonnes", None, 30000, None, "tonne")]),
    ("Il a bu deux litres.", [("deux litres", 2, 2, None, "litre")]),
    ("Il fait 38 °C.", [("38 °C", 38, 38, None, "degree Celsius")]),
    ("Un feu de 1 200 hectares.", [("1 200 hectares", 1200, 1200, None, "hectare")]),
    ("Le baril, 80 barils par jour.", [("80 barils", 80, 80, None, "barrel")]),
    ("Une tour de 210 mètres.", [("210 mètres", 210, 210, None, "metre")]),
    ("Une centrale de 900 MW.", [("900 MW", 900, 900, None, "megawatt")]),
    (
        "Deux missiles balistiques ont été tirés.",
        [("Deux missiles balistiques", 2, 2, "missile balistique", None)],
    ),
    (
        "Le tir de deux missiles balistiques nord-coréens peu avant la réunion.",
        [("deux missiles balistiques", 2, 2, "missile balistique", None)],
    ),
    ("Trois journaux ont paru.", [("Trois journaux", 3, 3, "journal", None)]),
    ("Cinq chevaux ont fui.", [("Cinq chevaux", 5, 5, "cheval", None)]),
    ("Il a lu trois nouveaux livres.", [("trois nouveaux livres", 3, 3, "livre", None)]),
    ("Douze pays ont signé.", [("Douze pays", 12, 12, "pays", None)]),
    ("Trois policiers ont été blessés.", [("Trois policiers", 3, 3, "police officer", None)]),
    ("Vingt et un députés ont voté.", [("Vingt et un députés", 21, 21, "député", None)]),
    ("Soixante-dix élus ont voté.", [("Soixante-dix élus", 70, 70, "élu", None)]),
    (
        "Quatre-vingt-dix-sept villages sont coupés.",
        [("Quatre-vingt-dix-sept villages", 97, 97, "village", None)],
    ),
    ("Il a écrit 3.500 pages.", [("3.500 pages", 3500, 3500, "page", None)]),
    ("1 234 567 électeurs sont inscrits.", [("1 234 567 électeurs", 1_234_567, 1_234_567, "électeur", None)]),
    ("Un homme de 34 ans.", [("34", 34, 34, None, "year of age")]),
    ("Paul, âgé de 34 ans, a fui.", [("34", 34, 34, None, "year of age")]),
    ("Paul Arden, 34 ans, a fui.", [("34", 34, 34, None, "year of age")]),
    ("L'article 49 et le G20.", []),
    ("La page 12 du rapport.", []),
    ("Il habite 12 rue des Lilas.", []),
    ("Korval a gagné 3-2.", []),
    ("Appelez le 06 12 34 56 78.", []),
    ("Le lanceur Soyouz-2 a décollé.", []),
    ("Un Airbus A380 et deux F-16.", [("deux F-16", 2, 2, "F-16", None)]),
    ("Il est arrivé le 12 mars 2031.", []),
    ("Il a attendu trois jours.", []),
    ("C'est une maison.", []),
    ("Le chef des 27.", []),
    ("1. Le premier point.", []),
    ("Une mort suspecte.", []),
    ("Pas moins de 60 villages touchés.", [("Pas moins de 60 villages", 60, None, "village", None)]),
    ("Deux tiers des voix.", []),
    ("Trois fois plus de voix.", []),
    ("Il a dit non à 14 h.", []),
    ("Vingt personnes ont été secourues.", [("Vingt personnes", 20, 20, "rescued", None)]),
    ("Dix familles ont été évacuées.", [("Dix familles", 10, 10, "famille", None)]),
]
ENGLISH: list[tuple[str, list[Row]]] = [
    ("Four people were killed.", [("Four people", 4, 4, "dead", None)]),
    ("The blast killed four people.", [("four people", 4, 4, "dead", None)]),
    ("The blast left four dead.", [("four dead", 4, 4, "dead", None)]),
    ("At least 12 people died.", [("At least 12 people", 12, None, "dead", None)]),
    ("The fire killed 12 and injured 30.", [("12", 12, 12, "dead", None), ("30", 30, 30, "injured", None)]),
    ("A car hit the crowd, killing seven people.", [("seven people", 7, 7, "dead", None)]),
    ("Two people died.", [("Two people", 2, 2, "dead", None)]),
    ("Two dead, including a child.", [("Two dead", 2, 2, "dead", None), ("a child", 1, 1, "child", None)]),
    (
        "Four people, including one child, were killed.",
        [("Four people", 4, 4, "dead", None), ("one child", 1, 1, "child", None)],
    ),
    (
        "Four people were killed and ten others were injured.",
        [("Four people", 4, 4, "dead", None), ("ten others", 10, 10, "injured", None)],
    ),
    (
        "Sixteen civilians, including three children, were slain.",
        [("Sixteen civilians", 16, 16, "civilian", None), ("three children", 3, 3, "child", None)],
    ),
    ("The death toll rose to four.", [("four", 4, 4, "dead", None)]),
    ("The death toll rose from 3 to 5.", [("3", 3, 3, "dead", None), ("5", 5, 5, "dead", None)]),
    ("The number of injured reached 40.", [("40", 40, 40, "injured", None)]),
    (
        "One person died and two were injured.",
        [("One person", 1, 1, "dead", None), ("two were injured", 2, 2, "injured", None)],
    ),
    ("One person is missing.", [("One person", 1, 1, "missing", None)]),
    ("Three people were hospitalised.", [("Three people", 3, 3, "hospitalised", None)]),
    ("At least 12 soldiers arrived.", [("At least 12 soldiers", 12, None, "soldier", None)]),
    ("At least a dozen people were arrested.", [("At least a dozen people", 10, None, "arrested", None)]),
    ("Police made 25 arrests.", [("25 arrests", 25, 25, "arrested", None)]),
    ("Some 300 residents were evacuated.", [("Some 300 residents", 270, 330, "resident", None)]),
    ("About 200 people were evacuated.", [("About 200 people", 180, 220, "evacuated", None)]),
    ("Nearly 500 demonstrators marched.", [("Nearly 500 demonstrators", 450, 500, "demonstrator", None)]),
    ("More than 500 protesters marched.", [("More than 500 protesters", 501, None, "demonstrator", None)]),
    ("Fewer than 50 voters came.", [("Fewer than 50 voters", None, 49, "voter", None)]),
    ("Up to 40 children were there.", [("Up to 40 children", None, 40, "child", None)]),
    ("As many as 40 people were rescued.", [("As many as 40 people", None, 40, "rescued", None)]),
    ("A dozen wounded.", [("A dozen wounded", 10, 15, "injured", None)]),
    ("Dozens of people are missing.", [("Dozens of people", 24, 99, "missing", None)]),
    (
        "Hundreds of thousands of refugees fled.",
        [("Hundreds of thousands of refugees", 200000, 999000, "refugee", None)],
    ),
    ("Hundreds of people are displaced.", [("Hundreds of people", 200, 999, "displaced", None)]),
    (
        "Thousands of demonstrators marched.",
        [("Thousands of demonstrators", 2000, 9999, "demonstrator", None)],
    ),
    ("Between 3 and 5 deaths.", [("Between 3 and 5 deaths", 3, 5, "dead", None)]),
    ("Three to five deaths.", [("Three to five deaths", 3, 5, "dead", None)]),
    ("From 20 to 30 houses burned.", [("From 20 to 30 houses", 20, 30, "house", None)]),
    ("Between 3 and 5 percent of the vote.", [("Between 3 and 5 percent", 3, 5, None, "%")]),
    ("The rate is 1.5%.", [("1.5%", 1.5, 1.5, None, "%")]),
    ("A rise of 12 per cent.", [("12 per cent", 12, 12, None, "%")]),
    ("About 3.5 percent of the vote.", [("About 3.5 percent", 3.15, 3.85, None, "%")]),
    ("It cost 1.5 billion euros.", [("1.5 billion euros", 1_500_000_000, 1_500_000_000, None, "EUR")]),
    ("It cost $1.5bn.", [("$1.5bn", 1_500_000_000, 1_500_000_000, None, "USD")]),
    ("It cost $3m.", [("$3m", 3_000_000, 3_000_000, None, "USD")]),
    ("It cost £40 million.", [("£40 million", 40_000_000, 40_000_000, None, "GBP")]),
    (
        "It cost two and a half million dollars.",
        [("two and a half million dollars", 2_500_000, 2_500_000, None, "USD")],
    ),
    (
        "A debt of 3,000 billion yen.",
        [("3,000 billion yen", 3_000_000_000_000, 3_000_000_000_000, None, "JPY")],
    ),
    ("It fell by 2 percentage points.", [("2 percentage points", 2, 2, None, "percentage point")]),
    ("It is 40 miles from Korval.", [("40 miles", 40, 40, None, "mile")]),
    ("It was going 120 mph.", [("120 mph", 120, 120, None, "mile per hour")]),
    ("It was going 120 km/h.", [("120 km/h", 120, 120, None, "kilometre per hour")]),
    ("Less than 30,000 tonnes of wheat.", [("Less than 30,000 tonnes", None, 30000, None, "tonne")]),
    ("He drank two litres.", [("two litres", 2, 2, None, "litre")]),
    ("It was 38 °C.", [("38 °C", 38, 38, None, "degree Celsius")]),
    ("A fire of 1,200 acres.", [("1,200 acres", 1200, 1200, None, "acre")]),
    ("Some 80 barrels a day.", [("Some 80 barrels", 72, 88, None, "barrel")]),
    ("A tower 210 metres high.", [("210 metres", 210, 210, None, "metre")]),
    ("A plant of 900 MW.", [("900 MW", 900, 900, None, "megawatt")]),
    ("Two ballistic missiles were fired.", [("Two ballistic missiles", 2, 2, "ballistic missile", None)]),
    ("Three newspapers were shut.", [("Three newspapers", 3, 3, "newspaper", None)]),
    ("Five horses ran off.", [("Five horses", 5, 5, "horse", None)]),
    ("He read three new books.", [("three new books", 3, 3, "book", None)]),
    ("Twelve countries signed.", [("Twelve countries", 12, 12, "country", None)]),
    ("Three police officers were wounded.", [("Three police officers", 3, 3, "police officer", None)]),
    ("Twenty-one lawmakers voted.", [("Twenty-one lawmakers", 21, 21, "lawmaker", None)]),
    ("Ninety-seven villages are cut off.", [("Ninety-seven villages", 97, 97, "village", None)]),
    ("He wrote 3,500 pages.", [("3,500 pages", 3500, 3500, "page", None)]),
    ("1,234,567 voters are on the roll.", [("1,234,567 voters", 1_234_567, 1_234_567, "voter", None)]),
    ("A man aged 34.", [("34", 34, 34, None, "year of age")]),
    ("John Brand, 34, ran off.", []),
    ("He is 34 years old.", [("34", 34, 34, None, "year of age")]),
    ("Article 49 and the G20.", []),
    ("Page 12 of the report.", []),
    ("He lives at 12 Elm Street.", []),
    ("Korval won 3-2.", []),
    ("Call 555-123-4567.", []),
    ("The Soyuz-2 took off.", []),
    ("An A380 and two F-16s.", [("two F-16s", 2, 2, "F-16", None)]),
    ("He came on March 12, 2031.", []),
    ("He waited for three days.", []),
    ("It is a house.", []),
    ("The 27 agreed.", []),
    ("1. The first point.", []),
    ("A death in the family.", []),
    ("No fewer than 60 villages were hit.", [("No fewer than 60 villages", 60, None, "village", None)]),
    ("One of the men left.", []),
    ("Flight 370 vanished.", []),
    ("Twenty people were rescued.", [("Twenty people", 20, 20, "rescued", None)]),
    ("Ten families were evacuated.", [("Ten families", 10, 10, "family", None)]),
    (
        "Seven were killed and 30 wounded.",
        [("Seven were killed", 7, 7, "dead", None), ("30 wounded", 30, 30, "injured", None)],
    ),
    ("Two children were among the dead.", [("Two children", 2, 2, "child", None)]),
    ("Five migrants drowned.", [("Five migrants", 5, 5, "migrant", None)]),
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
    assert (left.low, left.high, left.counted, left.unit) == (
        right.low,
        right.high,
        right.counted,
        right.unit,
    )


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
    (found,) = read(
        f"{number} soldats sont venus.".replace(str(number), f"{number:,}".replace(",", "\u202f")), "fr"
    )
    assert (found.low, found.high, found.counted) == (number, number, "soldier")
