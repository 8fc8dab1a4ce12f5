"""Time expressions: tables of phrases of our own, read on Wednesday 12 March 2031."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Article, Sentence, Time, Token
from twosource.read import times

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
