"""Names in invented sentences: the stretch without title or function, and the type."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Article, Block, Mention
from twosource.read import names, sentences, tokens


def find(text: str, language: str = "fr") -> tuple[Mention, ...]:
    article = Article(id="a", input_id="a", outlet="o", text=text, language=language, capture_sha256="")
    cut = sentences.split(article, (Block(0, len(text), "body"),))
    return names.find(article, tokens.tag(article, cut), cut)


def test_a_name_that_stands_once_where_firms_do_is_a_body_throughout() -> None:
    text = "A rail union, Rail-Oni, had warned the operator, Transcarpe. Transcarpe denied it."
    assert {(one.name, one.type) for one in find(text, "en")} == {
        ("Rail-Oni", "organisation"),
        ("Transcarpe", "organisation"),
    }


FRENCH = [
    ("Le président russe Vladimir Poutine est à Moscou.", {"Vladimir Poutine": "person", "Moscou": "place"}),
    (
        "MM. Lenoir et Dupré sont partis en Espagne.",
        {"Lenoir": "person", "Dupré": "person", "Espagne": "place"},
    ),
    ("La Corée du Nord a répondu au Kremlin.", {"Corée du Nord": "place", "Kremlin": "organisation"}),
    (
        "Il cite les sanctions du Conseil de sécurité de l’ONU contre la Russie.",
        {"Conseil de sécurité de l’ONU": "organisation", "Russie": "place"},
    ),
    ("Selon le ministère de la Santé, la grippe recule.", {"ministère de la Santé": "organisation"}),
    (
        "La ministre Marie Le Gall a quitté la Commission européenne.",
        {"Marie Le Gall": "person", "Commission européenne": "organisation"},
    ),
    ("Mme Aubertin, porte-parole de la mairie, a parlé.", {"Aubertin": "person"}),
    (
        "L’atelier est quai aux Vanniers, sur le môle Sud.",
        {"quai aux Vanniers": "place", "môle Sud": "place"},
    ),
    ("Il a vécu rue du Général Leclerc.", {"rue du Général Leclerc": "place"}),
    ("L’entrepôt est exploité par Nordval.", {"Nordval": "organisation"}),
    ("La société Meublor a fermé. Les salariés de Meublor protestent.", {"Meublor": "organisation"}),
    ("Une riveraine du port, Odile Kerbrat, a entendu le bruit.", {"Odile Kerbrat": "person"}),
    ("Les habitants du quartier des Tanneries sont restés chez eux.", {"Tanneries": "place"}),
    ("Un incendie a ravagé un pont à Vaulnay lundi.", {"Vaulnay": "place"}),
    (
        "La Gazette de Vaulnay le dit.",
        {"La Gazette de Vaulnay": "organisation"},
    ),
    ("Hier, les Français ont voté. Ils recommenceront en mai.", {}),
]
ENGLISH = [
    ("Russian President Vladimir Putin spoke in Moscow.", {"Vladimir Putin": "person", "Moscow": "place"}),
    (
        "Foreign Minister Anna Roe told the White House on Monday.",
        {"Anna Roe": "person", "White House": "organisation"},
    ),
    ("The Kremlin and the United States disagree.", {"Kremlin": "organisation", "United States": "place"}),
    (
        "“We can,” Nordval Chief Executive Bernard Aubertin said.",
        {"Nordval": "organisation", "Bernard Aubertin": "person"},
    ),
    ("A fire broke out on Baker Street near Tower Bridge.", {"Baker Street": "place", "Tower Bridge": "place"}),
    ("Tuesday 14 October 2025 10.05 BST", {}),
    ("People in London slept.", {"London": "place"}),
    (
        "Ada Roe asked Mr. Quill to meet Mr. Varn, the port said.",
        {"Ada Roe": "person", "Quill": "person", "Varn": "person"},
    ),
    ("The company Kelmar said so on Monday. Kelmar employs 200 people.", {"Kelmar": "organisation"}),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_names(text: str, expected: dict[str, str]) -> None:
    assert {mention.name: mention.type for mention in find(text)} == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_names(text: str, expected: dict[str, str]) -> None:
    assert {mention.name: mention.type for mention in find(text, "en")} == expected


def test_a_surname_alone_is_the_person_named_in_full_elsewhere() -> None:
    found = find("Le maire Paul Tessandier est parti. Tessandier reviendra. On attend Tessandier.")
    assert [mention.type for mention in found if mention.name == "Tessandier"] == ["person", "person"]


@given(st.text(alphabet="ABéç dl'’.-«»()1\n,É", max_size=80), st.sampled_from(["fr", "en", "und"]))
def test_odd_text_gives_names_that_stand_in_it_in_order(text: str, language: str) -> None:
    found = find(text, language)
    assert all(" ".join(text[m.start : m.end].split()) == m.name for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
