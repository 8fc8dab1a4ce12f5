"""Time expressions: tables of phrases of our own, read on Wednesday 12 March 2031."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.read import told as told_articles

from twosource.dossier import versions
from twosource.model import Article, Reading, Sentence, Time, Token
from twosource.read import stages, times
from twosource.read.pipeline import STAGES
from twosource.read.times import calendar, grammar, needs

PUBLISHED = "2031-03-12"


def read(text: str, language: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    article = Article(
        id="a", input_id="a", outlet="o", language=language, text=text, capture_sha256="", published=published
    )
    return times.find(article, (Sentence(0, len(text), "body", 0),), ())


def told(text: str, language: str, published: str | None = PUBLISHED) -> list[str]:
    """Give each expression as "words = value (modifier)"."""
    return [
        f"{text[t.start : t.end]} = {t.value}" + (f" ({t.modifier})" if t.modifier else "")
        for t in read(text, language, published)
    ]


FRENCH = [
    ("Le 14 avril 2030, il est venu.", ["Le 14 avril 2030 = 2030-04-14"]),
    ("Il est venu le 1er mars.", ["le 1er mars = 2031-03-01"]),
    ("Il a signé le 20 décembre.", ["le 20 décembre = 2030-12-20"]),
    ("Il signera le 20 septembre.", ["le 20 septembre = 2031-09-20"]),
    ("Le ministre a annoncé mardi une loi.", ["mardi = 2031-03-11"]),
    ("Le ministre a annoncé mercredi une loi.", ["mercredi = 2031-03-12"]),
    ("Le ministre se rendra mardi à Korval.", ["mardi = 2031-03-18"]),
    ("Il est parti lundi dernier.", ["lundi dernier = 2031-03-10"]),
    ("Il part lundi prochain.", ["lundi prochain = 2031-03-17"]),
    ("Il était là mercredi dernier.", ["mercredi dernier = 2031-03-05"]),
    ("La réunion prévue jeudi est annulée.", ["jeudi = 2031-03-13"]),
    ("Cela s'est passé la semaine dernière.", ["la semaine dernière = 2031-W10"]),
    ("Il reviendra le mois prochain.", ["le mois prochain = 2031-04"]),
    ("Il est mort hier soir.", ["hier soir = 2031-03-11TEV"]),
    ("Il est mort avant-hier.", ["avant-hier = 2031-03-10"]),
    ("Il viendra demain.", ["demain = 2031-03-13"]),
    ("Il est mort ce matin.", ["ce matin = 2031-03-12TMO"]),
    ("Il est mort la nuit dernière.", ["la nuit dernière = 2031-03-11TNI"]),
    ("Mardi soir, il a plu.", ["Mardi soir = 2031-03-11TEV"]),
    (
        "Il a plu dans la nuit de samedi à dimanche.",
        ["dans la nuit de samedi à dimanche = 2031-03-08TNI"],
    ),
    ("Le séisme a eu lieu à 18h04.", ["18h04 = 2031-03-12T18:04"]),
    ("Il est parti vers 7 h 40 locales.", ["vers 7 h 40 locales = 2031-03-12T07:40 (about)"]),
    ("Il est parti à 5 h 40 GMT.", ["5 h 40 GMT = 2031-03-12T05:40Z"]),
    ("Le lundi 17 mars à 19 h UTC+2, il a plu.", ["Le lundi 17 mars à 19 h UTC+2 = 2031-03-17T19:00+02:00"]),
    ("La paix date de 2017.", ["2017 = 2017"]),
    ("Cela dure depuis 2019.", ["depuis 2019 = 2019 (since)"]),
    ("Il est né début 2023.", ["début 2023 = 2023 (start)"]),
    ("Il est parti à la mi-août.", ["à la mi-août = 2030-08 (mid)"]),
    ("Il est parti fin février.", ["fin février = 2031-02 (end)"]),
    ("Il doit finir d'ici cinq ans.", ["d'ici cinq ans = 2036 (before)"]),
    ("Il est né il y a deux ans.", ["il y a deux ans = 2029"]),
    ("Il est parti il y a dix jours.", ["il y a dix jours = 2031-03-02"]),
    ("La rencontre a duré plus de deux heures.", ["plus de deux heures = PT2H (more than)"]),
    ("Il a pris deux ans de prison.", ["deux ans = P2Y"]),
    ("Il a dormi une heure et demie.", ["une heure et demie = PT1.5H"]),
    ("Cela dure depuis un demi-siècle.", ["depuis un demi-siècle = P50Y (since)"]),
    ("Il tient la ferme depuis vingt ans.", ["depuis vingt ans = P20Y (since)"]),
    ("Le feu a pris mardi 4 mars au petit matin.", ["mardi 4 mars au petit matin = 2031-03-04TMO"]),
    ("KORVAL, 14 oct 2030 (Trident) - Il a plu.", ["14 oct 2030 = 2030-10-14"]),
    ("Sept ponts, dont un en sept ans.", ["sept ans = P7Y"]),
    ("Il est parti à 5 h 40 CEST.", ["5 h 40 CEST = 2031-03-12T05:40+02:00"]),
    ("À 5 h est arrivé un train.", ["5 h = 2031-03-12T05:00"]),
    (
        "À 20 heures, on en savait peu. Deux heures plus tôt, moins encore.",
        ["20 heures = 2031-03-12T20:00", "Deux heures plus tôt = 2031-03-12T18:00"],
    ),
    (
        "La digue a cédé à 3h20, puis le pont une demi-heure plus tard.",
        ["3h20 = 2031-03-12T03:20", "une demi-heure plus tard = 2031-03-12T03:50"],
    ),
    (
        "La collision a eu lieu à 2h10. Il dormait une heure avant l'accident.",
        ["2h10 = 2031-03-12T02:10", "une heure avant l'accident = 2031-03-12T01:10"],
    ),
    ("Un signal a retenti dix minutes avant la collision.", ["dix minutes = PT10M"]),
    ("Les pilotes appellent à une grève de 24 heures vendredi.", ["24 heures = PT24H", "vendredi = 2031-03-14"]),
    (
        "Ils ont appelé mardi à une grève à partir de lundi.",
        ["mardi = 2031-03-11", "à partir de lundi = 2031-03-17 (since)"],
    ),
    ("Ils appellent les marins à cesser le travail samedi.", ["samedi = 2031-03-15"]),
    ("Un préavis a été déposé pour dimanche.", ["dimanche = 2031-03-16"]),
    ("Grève lundi", ["lundi = 2031-03-17"]),
    ("Le maire a appelé à manifester après le drame de lundi.", ["lundi = 2031-03-10"]),
    ("Le maire a appelé au calme lundi.", ["lundi = 2031-03-10"]),
    ("Un toit est tombé dans la nuit.", ["dans la nuit = 2031-03-12TNI"]),
    ("Il a attendu quelques jours.", ["quelques jours = PXD"]),
    ("Il vient chaque lundi.", ["chaque lundi = XXXX-WXX-1"]),
    ("Il est venu en avril de l'an dernier.", ["avril de l'an dernier = 2030-04"]),
    ("Le bac est ouvert uniquement le mercredi.", ["le mercredi = XXXX-WXX-3"]),
    ("Le bac est fermé le mercredi 12 mars.", ["le mercredi 12 mars = 2031-03-12"]),
    ("Il vient tous les deux ans.", ["tous les deux ans = P2Y"]),
    ("C'était dans les années 1920.", ["les années 1920 = 192"]),
    ("Une église du XIe siècle.", ["du XIe siècle = 10"]),
    ("C'était l'été 2018.", ["l'été 2018 = 2018-SU"]),
    ("Le troisième trimestre 2030 fut bon.", ["Le troisième trimestre 2030 = 2030-Q3"]),
    ("Le 12/03/2031, il a plu.", ["Le 12/03/2031 = 2031-03-12"]),
    (
        "Il est parti le 3 mars. Le lendemain, il a plu.",
        ["le 3 mars = 2031-03-03", "Le lendemain = 2031-03-04"],
    ),
    ("Les 6 et 13 avril, on votera.", ["Les 6 = 2031-04-06", "13 avril = 2031-04-13"]),
    ("Il est récemment parti.", ["récemment = PAST_REF"]),
    ("Il reste jusqu'à mardi.", ["jusqu'à mardi = 2031-03-18 (until)"]),
    ("Il a plu en fin d'après-midi.", ["en fin d'après-midi = 2031-03-12TAF"]),
    ("Il est mort hier en début de soirée.", ["hier en début de soirée = 2031-03-11TEV"]),
    ("Des hommes ont attaqué mardi à la mi-journée.", ["mardi à la mi-journée = 2031-03-11TMI"]),
    ("Le pont a cédé dans la nuit du 26 au 27 février.", ["dans la nuit du 26 au 27 février = 2031-02-26TNI"]),
    (
        "Le pont a cédé dans la nuit du 28 février au 1er mars.",
        ["dans la nuit du 28 février au 1er mars = 2031-02-28TNI"],
    ),
    ("Il viendra à Pâques.", ["Pâques = 2031-04-13"]),
    ("Les magasins fermeront le lundi de Pentecôte.", ["le lundi de Pentecôte = 2031-06-02"]),
    ("Elle est née le jour de Noël 2030.", ["le jour de Noël 2030 = 2030-12-25"]),
    ("Le marché de Noël ouvre tard.", []),
    ("Noël Arden est venu.", []),
    ("Il neigeait depuis des semaines.", ["depuis des semaines = PXW (since)"]),
    ("Il a passé une première nuit en prison.", ["une première nuit = P1NI"]),
    ("Le train part à 8 h 15 heure de Korval.", ["8 h 15 heure de Korval = 2031-03-12T08:15"]),
    (
        "Le train est parti à 8 h 15 (6 h 15 GMT).",
        ["8 h 15 = 2031-03-12T08:15+02:00", "6 h 15 GMT = 2031-03-12T06:15Z"],
    ),
    ("Il est parti en 2029. L'année suivante, il a vendu la ferme.", ["en 2029 = 2029", "L'année suivante = 2030"]),
    (
        "Il est venu le 3 février. La semaine suivante, il était mort.",
        ["le 3 février = 2031-02-03", "La semaine suivante = 2031-W07"],
    ),
    ("Il a signé en mai 2030. Le mois précédent, il refusait.", ["mai 2030 = 2030-05", "Le mois précédent = 2030-04"]),
    ("Il a voté en 2027. Cette année-là, il a plu.", ["en 2027 = 2027", "Cette année-là = 2027"]),
    ("Une femme d'une trentaine d'années est venue.", []),
    ("Il est mort à 76 ans.", []),
    ("Il avait à peine 20 ans.", []),
    ("Un pêcheur korvalien de 68 ans a été sauvé.", []),
    ("Une peine de dix ans a été demandée.", ["dix ans = P10Y"]),
    ("Il doit partir d'ici la fin du mois.", ["d'ici la fin du mois = 2031-03 (until)"]),
    ("Il est parti à la fin de la semaine.", ["à la fin de la semaine = 2031-W11 (end)"]),
    ("La semaine du 3 mars fut calme.", ["La semaine du 3 mars = 2031-W10"]),
    ("Le bal est prévu jeudi 20 mars, à 18 h.", ["jeudi 20 mars, à 18 h = 2031-03-20T18:00"]),
    ("Le bal aura lieu samedi : départ à 9 h de la gare.", ["samedi = 2031-03-15", "9 h = 2031-03-15T09:00"]),
    ("Le conseil se réunit entre les mois d'avril et d'octobre.", ["les mois d'avril = 2031-04", "octobre = 2030-10"]),
    ("Il a été vu ce jour-là.", ["ce jour-là = 2031-03-12"]),
    ("Il a appelé ce soir-là.", ["ce soir-là = 2031-03-12TEV"]),
    ("Le fichier 2031-03-12.xml est perdu.", []),
]
ENGLISH = [
    ("The dam broke at 5.40am.", ["5.40am = 2031-03-12T05:40"]),
    ("Tuesday 11 March 2031 10.05 BST", ["Tuesday 11 March 2031 10.05 BST = 2031-03-11T10:05+01:00"]),
    ("It rose by 10.05 percent.", []),
    ("It opened at 10.05 on Tuesday.", ["10.05 on Tuesday = 2031-03-11T10:05"]),
    ("Tuesday, March 11, 2031, 1:40 p.m. CEST", ["Tuesday, March 11, 2031, 1:40 p.m. CEST = 2031-03-11T13:40+02:00"]),
    ("He left at 19:30 UTC+5:30.", ["19:30 UTC+5:30 = 2031-03-12T19:30+05:30"]),
    ("He died on 14 Oct 2030, Mar 3 was dry.", ["14 Oct 2030 = 2030-10-14", "Mar 3 = 2031-03-03"]),
    ("Jan told Dec to sing.", []),
    ("Pilots have called a 24-hour strike on Friday.", ["24-hour = PT24H", "Friday = 2031-03-14"]),
    ("Pilots announced on Monday a strike.", ["Monday = 2031-03-10"]),
    ("The mayor called for calm on Monday.", ["Monday = 2031-03-10"]),
    ("They called a strike after Monday's crash.", ["after Monday = 2031-03-10 (after)"]),
    ("Strike on Monday", ["Monday = 2031-03-17"]),
    ("A 12-year-old ran off.", []),
    ("The 10-year bond fell.", []),
    ("A two-day walkout began.", ["A two-day = P2D"]),
    ("A roof was torn off overnight.", ["overnight = 2031-03-12TNI"]),
    ("It broke in the early hours of Monday.", ["the early hours of Monday = 2031-03-10TMO"]),
    (
        "The crash came at 6.10pm. An alarm rang 20 minutes before the crash.",
        ["6.10pm = 2031-03-12T18:10", "20 minutes before the crash = 2031-03-12T17:50"],
    ),
    ("An alarm rang 20 minutes before the crash.", ["20 minutes = PT20M"]),
    (
        "At 8 p.m. it held. Two hours later it broke.",
        ["8 p.m. = 2031-03-12T20:00", "Two hours later = 2031-03-12T22:00"],
    ),
    ("He said Tuesday that it was over.", ["Tuesday = 2031-03-11"]),
    ("He will meet them on Tuesday.", ["Tuesday = 2031-03-18"]),
    ("The talks are due to open Friday.", ["Friday = 2031-03-14"]),
    ("It happened last week.", ["last week = 2031-W10"]),
    ("The summit is in April next year.", ["April next year = 2032-04"]),
    ("He leaves next month.", ["next month = 2031-04"]),
    ("He died yesterday morning.", ["yesterday morning = 2031-03-11TMO"]),
    ("He speaks tonight.", ["tonight = 2031-03-12TNI"]),
    ("It struck at 6:04 p.m. on Thursday.", ["6:04 p.m. on Thursday = 2031-03-06T18:04"]),
    ("It struck at 0540 GMT.", ["0540 GMT = 2031-03-12T05:40Z"]),
    ("It struck at noon.", ["noon = 2031-03-12T12:00"]),
    ("It began in early 2023.", ["in early 2023 = 2023 (start)"]),
    ("He left in mid-August.", ["mid-August = 2030-08 (mid)"]),
    ("He has lived here since 2019.", ["since 2019 = 2019 (since)"]),
    ("He left two years ago.", ["two years ago = 2029"]),
    ("They talked for more than two hours.", ["more than two hours = PT2H (more than)"]),
    ("They waited for three days.", ["three days = P3D"]),
    ("They meet every year.", ["every year = P1Y"]),
    ("He was born in the 1990s.", ["the 1990s = 199"]),
    ("A bridge of the 19th century.", ["the 19th century = 18"]),
    ("It was built last summer.", ["last summer = 2030-SU"]),
    ("On March 3, 2030, it rained.", ["March 3, 2030 = 2030-03-03"]),
    ("On 3 March 2030 it rained.", ["3 March 2030 = 2030-03-03"]),
    ("It fell on 12/03/2031.", ["12/03/2031 = 2031-12-03"]),
    ("It was sent at 2031-03-12T10:20:00.", ["2031-03-12T10:20:00 = 2031-03-12T10:20"]),
    ("The third quarter of 2030 was poor.", ["The third quarter of 2030 = 2030-Q3"]),
    ("He must leave by Friday.", ["by Friday = 2031-03-14 (before)"]),
    ("He stays until January 2032.", ["until January 2032 = 2032-01 (until)"]),
    ("He resigned late last year.", ["late last year = 2030 (end)"]),
    ("It has recently rained.", ["recently = PAST_REF"]),
    ("He left at Easter.", ["Easter = 2031-04-13"]),
    ("It happened on Thanksgiving Day.", ["Thanksgiving Day = 2030-11-28"]),
    ("Easter Island is far.", []),
    ("It has rained for weeks.", ["weeks = PXW"]),
    ("They fought for hundreds of years.", ["hundreds of years = PXY"]),
    ("There are four flights a week.", []),
    ("It costs $2 million a year.", []),
    ("It took a year.", ["a year = P1Y"]),
    ("He waited a couple of years.", ["a couple of years = P2Y"]),
    ("Iraq imports three-quarters of its food.", []),
    ("In nineteen ninety-one he was tried.", ["nineteen ninety-one = 1991"]),
    ("In the year two thousand it closed.", ["the year two thousand = 2000"]),
    (
        "Profit rose in the third quarter. A year earlier, it fell.",
        ["the third quarter = 2030-Q3", "A year earlier = 2029-Q3"],
    ),
    (
        "Third-quarter profit rose. In the year-ago quarter, it fell. In the latest quarter, sales rose.",
        ["Third-quarter = 2030-Q3", "the year-ago quarter = 2029-Q3", "the latest quarter = 2030-Q3"],
    ),
    ("In the latest quarter, the firm lost money.", ["the latest quarter = 2030-Q4"]),
    ("Next year's first quarter looks poor.", ["Next year's first quarter = 2032-Q1"]),
    ("The year-earlier third quarter was poor.", ["The year-earlier third quarter = 2030-Q3"]),
    ("The 2030 quarter was poor.", ["The 2030 quarter = 2030-Q4"]),
    ("He was jailed in 2027. The following year he was freed.", ["2027 = 2027", "The following year = 2028"]),
    ("He was fined in May 2030. The following month he fled.", ["May 2030 = 2030-05", "The following month = 2030-06"]),
    (
        "He came on February 3. Later that week he left.",
        ["February 3 = 2031-02-03", "Later that week = 2031-W06 (end)"],
    ),
    ("He came on February 3. That night he left.", ["February 3 = 2031-02-03", "That night = 2031-02-03TNI"]),
    ("They met on April 6 and 13.", ["April 6 = 2031-04-06", "13 = 2031-04-13"]),
    ("They met on April 6 and 13 people came.", ["April 6 = 2031-04-06"]),
    ("Firms agreed in January to buy it.", ["January = 2031-01"]),
    ("The case is heard in May.", ["May = 2031-05"]),
    ("He may leave as soon as Friday.", ["Friday = 2031-03-14"]),
    ("He was given until mid-November to answer.", ["mid-November = 2031-11 (mid)"]),
    ("Wednesday's ruling is a blow.", ["Wednesday = 2031-03-12"]),
    ("Friday's meeting will decide.", ["Friday = 2031-03-14"]),
    ("It had been due to expire Friday.", ["Friday = 2031-03-07"]),
    ("He planned a rally in Korval on Saturday.", ["Saturday = 2031-03-15"]),
    ("He has until 9 a.m. Tuesday to sign.", ["until 9 a.m. Tuesday = 2031-03-18T09:00 (until)"]),
    ("It was signed the week of March 3.", ["the week of March 3 = 2031-W10"]),
    (
        "The shock came at 13:40 local time (0040 UTC).",
        ["13:40 local time = 2031-03-12T13:40+13:00", "0040 UTC = 2031-03-12T00:40Z"],
    ),
    ("He will sign by year-end.", ["by year-end = 2031 (before)"]),
    ("The end of the year will be hard.", ["The end of the year = 2031 (end)"]),
    ("They march each July.", ["each July = XXXX-07"]),
    ("He waited 2 1/2 years.", ["2 1/2 years = P2.5Y"]),
    ("He slept five and a half hours.", ["five and a half hours = PT5.5H"]),
    ("He left a year-and-a-half ago.", ["a year-and-a-half ago = 2030"]),
    ("He rang at 4 in the morning.", ["4 in the morning = 2031-03-12T04:00"]),
    ("He will resign this fall.", ["this fall = 2031-FA"]),
    ("It rained over the summer.", ["the summer = 2031-SU"]),
    ("It grew in the past year.", ["the past year = P1Y"]),
    ("It grew over the past decade.", ["the past decade = P10Y"]),
    ("He left the day before.", ["the day before = 2031-03-11"]),
    ("He left the day before police came.", []),
    ("The one-day trip is over.", ["The one-day = P1D"]),
    ("It rose from 2010 to 2015.", ["2010 = 2010", "2015 = 2015"]),
    ("These days it rains.", ["These days = PRESENT_REF"]),
]
NOTHING = [
    ("fr", "Le 11-Septembre a changé le monde."),
    ("fr", "Une sonde est arrivée sur Mars."),
    ("fr", "Il est venu le 31 février 2030."),
    ("fr", "Le taux est de 1,5 point."),
    ("fr", "Korval a gagné 3-2."),
    ("fr", "Il y avait 2 000 personnes."),
    ("fr", "Ils étaient 2000 manifestants."),
    ("fr", "Paul Arden, 34 ans, est venu."),
    ("fr", "Un homme âgé de 34 ans est venu."),
    ("fr", "Appelez le 06 12 34 56 78."),
    ("en", "Anna May said they march on."),
    ("en", "It costs $1990."),
    ("en", "Some 1,990 people came."),
    ("en", "A man aged 34 years came."),
    ("en", "He is 34 years old."),
    ("en", "He took flight 1990 home."),
    ("en", "They won 3-2."),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_expressions(text: str, expected: list[str]) -> None:
    assert told(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_expressions(text: str, expected: list[str]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_only_looks_like_a_time(language: str, text: str) -> None:
    assert told(text, language) == []


def test_intervals_are_half_open() -> None:
    (day,) = read("Il est venu le 1er mars.", "fr")
    assert (day.from_, day.to) == ("2031-03-01", "2031-03-02")
    (since,) = read("Cela dure depuis 2019.", "fr")
    assert (since.from_, since.to) == ("2019-01-01", None)
    (until,) = read("He stays until January 2032.", "en")
    assert (until.from_, until.to) == (None, "2032-02-01")


def test_without_a_day_of_publication_relative_times_stay_open() -> None:
    found = read("Mardi, hier, en 2017, le 3 mars, ce soir.", "fr", None)
    assert [t.value for t in found] == ["XXXX-WXX-2", "PAST_REF", "2017", "XXXX-03-03", "XXXX-XX-XXTEV"]
    assert [t.from_ for t in found] == [None, None, "2017-01-01", None, None]


def test_the_tense_of_tagged_verbs_decides_a_weekday() -> None:
    text = "Zorv mardi."
    article = Article(
        id="a", input_id="a", outlet="o", language="fr", text=text, capture_sha256="", published=PUBLISHED
    )
    sentence = (Sentence(0, len(text), "body", 0),)
    ahead = Token(0, 4, "Zorv", "zorver", "VERB", form="fin", mood="ind", tense="fut")
    back = Token(0, 4, "Zorv", "zorver", "VERB", form="fin", mood="ind", tense="imp")
    assert [t.value for t in times.find(article, sentence, (ahead,))] == ["2031-03-18"]
    assert [t.value for t in times.find(article, sentence, (back,))] == ["2031-03-11"]


def test_a_malformed_publication_is_none() -> None:
    assert told("Il est venu mardi.", "fr", "hier peut-être") == ["mardi = XXXX-WXX-2"]


def test_an_unknown_language_has_no_times() -> None:
    assert told("Han kom på tirsdag.", "da") == []


def test_the_night_before_publication_and_the_night_after() -> None:
    (gone,) = read("A roof was torn off overnight.", "en")
    assert (gone.from_, gone.to) == ("2031-03-11T20:00", "2031-03-12T06:00")
    (ahead,) = read("Crews will stay overnight.", "en")
    assert (ahead.from_, ahead.to) == ("2031-03-12T20:00", "2031-03-13T06:00")


def test_a_clock_time_of_another_paragraph_anchors_nothing() -> None:
    text = "At 8 p.m., nine. Two hours earlier, six."
    article = Article(
        id="a", input_id="a", outlet="o", language="en", text=text, capture_sha256="", published=PUBLISHED
    )
    near = (Sentence(0, 16, "body", 0), Sentence(17, len(text), "body", 0))
    far = (Sentence(0, 16, "body", 0), Sentence(17, len(text), "body", 1))
    assert [t.value for t in times.find(article, near, ())][1:] == ["2031-03-12T18:00"]
    assert [t.value for t in times.find(article, far, ())][1:] == ["2031-03-12"]


WORDS = st.sampled_from(
    [
        "minutes",
        "avant l'explosion",
        "before the blast",
        "plus tôt",
        "earlier",
        "20h",
        "5.40am",
        "10.05 BST",
        "explosion",
        "blast",
        "overnight",
        "dans la nuit",
        "UTC+2",
        "le",
        "la",
        "3",
        "31",
        "mars",
        "février",
        "2030",
        "mardi",
        "soir",
        "à",
        "18",
        "h",
        "25",
        "h",
        "99",
        "hier",
        "il",
        "y",
        "a",
        "deux",
        "ans",
        "et",
        "demi",
        "12/13/2031",
        "9999",
        "depuis",
        ",",
        ".",
        "-",
        "dernier",
        "prochain",
        "chaque",
        "XXe",
        "siècle",
        "les",
        "années",
        "20",
        "premier",
        "trimestre",
        "l",
        "d",
        "vers",
    ]
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_needs_of_a_form_lose_nothing(language: str) -> None:
    """A form is tried only where its words stand: wherever it fits they do."""
    known = grammar.load(language)
    for text, _ in FRENCH if language == "fr" else ENGLISH:
        met = 0
        for word in needs.words_of(text):
            met |= known.clauses.get(word, 0)
        lost = [rule.make for rule in known.rules if rule.needs & met != rule.needs and rule.regex.search(text)]
        assert lost == []


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        ("(?:la )?veille(?: au)?(?: {part})?", [{"veille"}]),
        ("(?:il y a|voici) (?:{n}|{part}) {unit}", [{"il", "voici"}, {"an", "mois"}]),
        ("{hour} ?h(?!eure){minute}?", [{"0", "0000"}, {"h"}]),
        ("{part}s?", []),
        (r"{hour}:{minute}(?::[0-5]\d)?", [{"0", "0000"}, {":"}]),
        (r"(?:le )?{hour}\.?{minute}", [{"0", "0000"}]),
        ("(?P<roman>{part})(?:e|er) siècles?", [{"siecle", "siecles"}]),
        ("the day before|the previous day", [{"before", "previous"}]),
        ("(?:next|the coming) (?P<unit>day|week)", [{"next", "coming"}, {"day", "week"}]),
        ("to(?:night|day)", []),
        (r"{day}(?=[,.)]|\s(?:in|at)\b)", [{"0", "0000"}]),  # a bracket in a set is none
    ],
)
def test_what_words_a_form_needs(pattern: str, clauses: list[set[str]]) -> None:
    slots = {"part": frozenset({"matin", "soir"}), "unit": frozenset({"an", "mois"})}
    assert [set(clause) for clause in needs.of_pattern(pattern, slots)] == clauses


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1999, 4, 4), (2000, 4, 23), (2018, 4, 1), (2024, 3, 31), (2031, 4, 13), (2038, 4, 25)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert calendar.easter(year) == date(year, month, day)


@given(
    st.lists(WORDS, max_size=14),
    st.sampled_from(["fr", "en"]),
    st.sampled_from([PUBLISHED, None, "0001-01-01"]),
)
def test_any_string_of_words_gives_ordered_spans(words: list[str], language: str, published: str | None) -> None:
    text = " ".join(words)
    found = read(text, language, published)
    edges = [place for item in found for place in (item.start, item.end)]
    assert edges == sorted(edges)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(not item.from_ or not item.to or item.from_ < item.to for item in found)


# ------------------------------------------------- quotations, updates, versions


def spans(text: str, language: str = "fr", published: str | None = PUBLISHED, modified: str | None = None) -> list[str]:
    """Read an article through all stages; give each time as "words = value from to" ("from to" where not one day)."""
    article = replace(told_articles.article(text, language, published), modified=modified)
    return [
        f"{text[t.start : t.end]} = {t.value}" + (f" [{t.from_} {t.to}]" if _is_wide(t) else "")
        for t in stages.run(STAGES, article).times or ()
    ]


def _is_wide(time: Time) -> bool:
    return time.value.startswith("20") and len(time.value) == len(PUBLISHED) and time.from_ != time.value


SPOKEN = [
    ("Le ministre a dit lundi : « Nous partirons demain. »", "lundi = 2031-03-10", "demain = 2031-03-11"),
    ("« Nous partirons demain », a-t-il dit lundi.", "lundi = 2031-03-10", "demain = 2031-03-11"),
    ("Lundi, Paul Arnaux a déclaré : « Le pont a cédé hier. »", "Lundi = 2031-03-10", "hier = 2031-03-09"),
    (
        "« Hier, tout allait bien », a déclaré Paul Arnaux, arrivé lundi à Korval.",
        "lundi = 2031-03-10",
        "Hier = 2031-03-11 [2031-03-10 2031-03-12]",
    ),
    (
        "« Nous partirons demain », a déclaré Paul Arnaux.",
        "demain = 2031-03-13 [2031-03-12 2031-03-14]",
    ),
    (
        "« Nous partirons lundi », a déclaré Paul Arnaux.",
        "lundi = 2031-03-17",
    ),
    ("Il a dit lundi qu'il partirait demain.", "lundi = 2031-03-10", "demain = 2031-03-13"),
    (
        "Paul Arnaux a déclaré lundi : « Nous partirons demain. »\n\nIl a ajouté : « Hier, nous attendions. »",
        "lundi = 2031-03-10",
        "demain = 2031-03-11",
        "Hier = 2031-03-09",
    ),
    (
        "« Nous partirons demain », a écrit Paul Arnaux dans un communiqué publié lundi.",
        "lundi = 2031-03-10",
        "demain = 2031-03-11",
    ),
    ("En 2019, Paul Arnaux a déclaré : « Nous partirons demain. »", "En 2019 = 2019", "demain = FUTURE_REF"),
    ('"We will reopen it tomorrow," Ada Roe said on Monday.', "Monday = 2031-03-10", "tomorrow = 2031-03-11"),
    ('On Monday, Ada Roe said: "It fell yesterday."', "Monday = 2031-03-10", "yesterday = 2031-03-09"),
    ('"It fell yesterday," Ada Roe said.', "yesterday = 2031-03-11 [2031-03-10 2031-03-12]"),
    ("Ada Roe said on Monday that the bridge would reopen tomorrow.", "Monday = 2031-03-10", "tomorrow = 2031-03-13"),
]


@pytest.mark.parametrize(("text", "expected"), [(text, expected) for text, *expected in SPOKEN])
def test_in_a_quotation_relative_words_count_from_when_it_was_said(text: str, expected: list[str]) -> None:
    language = "en" if "Ada Roe" in text else "fr"
    assert sorted(spans(text, language)) == sorted(expected)


UPDATED = [
    ("fr", "Mis à jour le 13 mars 2031 à 10 h 15\n\nLe pont s'est effondré hier.", None, "hier = 2031-03-12"),
    (
        "fr",
        "Publié le 12 mars 2031 à 8 h, mis à jour le 14 mars à 9 h\n\nLe pont est tombé hier.",
        None,
        "hier = 2031-03-13",
    ),
    ("fr", "Le pont s'est effondré hier.", "2031-03-14T09:00:00+00:00", "hier = 2031-03-13"),
    ("fr", "Le pont s'est effondré hier.", "2033-01-01", "hier = 2031-03-11"),  # a page mended years later
    ("fr", "Le pont s'est effondré hier.", "2031-03-01", "hier = 2031-03-11"),  # before publication: a mistake
    ("fr", "La liste a été mise à jour le 14 mars. Le pont est tombé hier.", None, "hier = 2031-03-11"),
    ("en", "Updated March 14 at 10 a.m.\n\nThe bridge fell yesterday.", None, "yesterday = 2031-03-13"),
    ("en", "The bridge fell yesterday.\n\nLast updated: 14 March 2031", None, "yesterday = 2031-03-13"),
]


@pytest.mark.parametrize(("language", "text", "modified", "expected"), UPDATED)
def test_relative_words_count_from_the_version_that_is_read(
    language: str, text: str, modified: str | None, expected: str
) -> None:
    assert expected in spans(text, language, modified=modified)


def test_what_a_version_keeps_means_what_it_meant_when_it_first_stood() -> None:
    kept = "Le pont de Korval est tombé hier."
    first = told_articles.article(kept, published="2031-03-12")
    later = replace(
        told_articles.article(f"{kept} Il rouvrira demain.", published="2031-03-12"), id="b", modified="2031-03-15"
    )
    before, after = (Reading(one, stages.run(STAGES, one)) for one in (first, later))
    assert [t.value for t in after.layers.times or ()] == ["2031-03-14", "2031-03-16"]
    assert [t.value for t in versions.kept_times(after, [before]).times or ()] == ["2031-03-11", "2031-03-16"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Il a droit à sept jours par mois.", ["sept jours par mois = P7D"]),
        ("fr", "Les élus de demain devront voter.", []),
        ("fr", "Les matchs de demain sont annulés.", ["demain = 2031-03-13"]),
        ("fr", "La réunion de demain est annulée.", ["demain = 2031-03-13"]),
        ("en", "Flights leave on Tuesday nights.", ["Tuesday nights = XXXX-WXX-2TNI"]),
        ("en", "It was the winter of nineteen ninety-four.", ["the winter of nineteen ninety-four = 1994-WI"]),
        ("en", "They are the leaders of tomorrow.", []),
        ("en", "He chose the people of tomorrow.", []),
    ],
)
def test_what_is_said_of_every_period_and_of_no_day(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected
