"""Credits: tables of credit lines of our own, with real and invented agencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Article, Block, Credit, Outlet, Sentence
from twosource.read.credits import Agency, agencies, canonical, find, of_outlets


def read(text: str, authors: tuple[str, ...] = (), extra: tuple[Agency, ...] = ()) -> tuple[Credit, ...]:
    article = Article(id="a", input_id="a", outlet="o", language="fr", text=text, capture_sha256="", authors=authors)
    return find(article, (), (Sentence(0, len(text), "body", 0),), extra)


def told(text: str) -> list[tuple[str, str]]:
    return [(found.agency, found.form) for found in read(text)]


FORMS = [
    ("PARIS (AFP) - Le ministre a parlé.", "AFP", "dateline"),
    ("LONDON, March 3 (Reuters) — The minister spoke.", "Reuters", "dateline"),
    ("KORVAL, Nev. (AP) — The mayor spoke.", "AP", "dateline"),
    ("Berne, 3 mars (ATS) - Le conseil a voté.", "ATS", "dateline"),
    ("KORVAL (Trident) – Le pont est fermé.", "Trident", "dateline"),
    ("Korval, 3 mars (Mistral) — Le pont est fermé.", "Mistral", "dateline"),
    ("Par Jeanne Morel avec AFP\n\nLe ministre a parlé hier à la presse.", "AFP", "byline"),
    ("Le Phare avec Agence Trident\n\nLe ministre a parlé.", "Agence Trident", "byline"),
    ("Reuters staff\n\nThe minister spoke.", "Reuters", "byline"),
    ("AFP\n\nLe ministre a parlé.", "AFP", "byline"),
    ("Le ministre a parlé. (avec AFP)", "AFP", "end"),
    ("Le ministre a parlé hier. — AFP", "AFP", "end"),
    ("Le ministre a parlé.\nSource : AP", "AP", "end"),
    ("Le ministre a parlé. (ats)", "ATS", "end"),
    ("Associated Press writers Ann Lowe and Bo Fitz contributed to this report.", "AP", "end"),
    ("Photo Jean Dupin/AFP", "AFP", "photo"),
    ("© Reuters", "Reuters", "photo"),
    ("Le pont tient, a déclaré à l'AFP un témoin.", "AFP", "told"),
    ("“We are safe,” she told Reuters.", "Reuters", "told"),
    ("Le maire l'a dit mardi à l'agence Trident.", "Trident", "told"),
    ("Interrogé par l'AFP, le maire a refusé.", "AFP", "told"),
    ("Le pont est détruit, a constaté un journaliste de l'AFP.", "AFP", "reporter"),
    ("There was smoke, an AFP photographer said.", "AFP", "reporter"),
    ("Selon l'AFP, le pont est fermé.", "AFP", "mention"),
    ("Le pont, selon l'agence de presse Trident, est fermé.", "Trident", "mention"),
    ("The bridge is shut, the Trident news agency reported.", "Trident", "mention"),
    ("Le pont est fermé. (avec MTQ)", "MTQ", "end"),
    ("Par Jeanne Morel, avec MTQ\n\nLe ministre a parlé hier à la presse.", "MTQ", "byline"),
    ("De la fumée montait, a constaté un correspondant de l'MTQ.", "MTQ", "reporter"),
    ("An MTQ correspondent saw smoke.", "MTQ", "reporter"),
    ("The toll rose, the news agency MTQ reported.", "MTQ", "mention"),
    ("Le parquet, cité par l'agence MTQ, l'a dit.", "MTQ", "mention"),
    ("L'agence officielle Sana a annoncé la fin des combats.", "SANA", "mention"),
    ("KORVAL (dpa) - Der Hafen ist seit Montag gesperrt.", "dpa", "dateline"),
    ("Der Hafen ist gesperrt. (kl/dpa)", "dpa", "end"),
    ("Der Hafen ist gesperrt.\nQuelle: dpa", "dpa", "end"),
    ("„Wir warten“, sagte Jana Kreling der Nachrichtenagentur dpa.", "dpa", "told"),
    ("Das bestätigte ein Sprecher gegenüber der dpa.", "dpa", "told"),
    ("Korval, 3 mar (EFE).- El puerto está cerrado.", "EFE", "dateline"),
    ("El puerto está cerrado, dijo la alcaldesa a EFE.", "EFE", "told"),
    ("Según la agencia Marea, el puerto está cerrado.", "Marea", "mention"),
    ("(ANSA) - KORVALA, 3 MAR - Il porto è chiuso.", "ANSA", "dateline"),
    ("Il porto è chiuso, ha detto la sindaca all'ANSA.", "ANSA", "told"),
    ("O porto está fechado, disse a prefeita à Lusa.", "Lusa", "told"),
    ("Korvalo, 03 mar 2031 (Lusa) – O porto está fechado.", "Lusa", "dateline"),
    ("The port is shut. (Reporting by Ann Lowe; Editing by Bo Fitz)", "Reuters", "end"),
    ("KORVAL, 3. März. (Reutcr.) Der Hafen ist gesperrt.", "Reuters", "dateline"),
    ("L'Agence Havns annonce que le pont est fermé.", "Havas", "mention"),
    ("Nach einer Havas-Meldung ist der Hafen gesperrt.", "Havas", "mention"),
    ("Das Wolffbüro meldet, der Hafen sei gesperrt.", "Wolff", "mention"),
    ("The port is shut. [Reuters]\nTHE BRIDGE HOLDS The mayor spoke on Monday.", "Reuters", "mention"),
    ("The mayor at the port. (AP Photo/Ann Lowe)", "AP", "photo"),
    ("The mayor lost her seat, a paper says. AFP Monday 3 Mar 2031 The port is shut.", "AFP", "byline"),
]


@pytest.mark.parametrize(("text", "agency", "form"), FORMS)
def test_forms_of_credit(text: str, agency: str, form: str) -> None:
    assert told(text) == [(agency, form)]


@pytest.mark.parametrize(
    "text",
    [
        "Selon des agences de presse russes, le pont est fermé.",
        "L'agence spatiale européenne a lancé une sonde.",
        "L'AP-HP a recruté des infirmiers.",
        "Le PA système de secours a sonné.",
        "M. Havas a vendu sa maison.",
        "Sen. Ted Arden (R-Texas) — Announced in March.",
        "A BBC correspondent saw smoke.",
        "Le maire parle avec EDF du pont.",
        "A tap on the map showed the way.",
        "Le docteur Reuter habite à Korval.",
        "Korval, 3 mars (Ankara) sera jumelée avec notre ville.",
        "Agence Wolff (S. A.), 2, rue du Port.",
        "Our standards: The Thomson Reuters Trust Principles.",
        "The Syrian news agency said so.",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert told(text) == []


def test_several_agencies_in_one_bracket() -> None:
    assert told("Le pont est fermé (AFP, Reuters).") == [("AFP", "end"), ("Reuters", "end")]


def test_an_unknown_agency_is_found_again_by_its_name() -> None:
    found = told("Korval, 3 mars (Trident) — Le pont est fermé. Un témoin l'a dit à Trident.")
    assert found == [("Trident", "dateline"), ("Trident", "told")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le pont est fermé, a constaté notre journaliste.", "a constaté notre journaliste"),
        ("Le toit est tombé, a pu le constater notre reporter.", "a pu le constater notre reporter"),
        ("Notre journaliste sur place a vu le toit tomber.", "Notre journaliste sur place a vu"),
        ("The roof fell, our reporter saw.", "our reporter"),
        ("A reporter for this newspaper saw the roof fall.", "A reporter for this newspaper"),
    ],
)
def test_the_outlets_own_reporter(text: str, words: str) -> None:
    (found,) = read(text)
    assert (found.agency, found.form, text[found.start : found.end]) == ("own", "reporter", words)


def wire(id_: str, name: str) -> Outlet:
    return Outlet(id=id_, name=name, kind="agency")


def test_agencies_are_made_from_outlets() -> None:
    made = of_outlets([wire("mtq", "Agence Mistral-Trident du Québec"), Outlet(id="p", name="Le Phare", kind="press")])
    assert [(a.id, a.name, a.short) for a in made] == [("mtq", "Agence Mistral-Trident du Québec", ("AMTQ",))]


def test_an_acronym_that_is_not_sure_is_nobodys() -> None:
    made = of_outlets([wire("a", "Korval Press"), wire("b", "Kelm Presse"), wire("c", "Agence Fantôme Paris")])
    assert [a.short for a in made] == [(), (), ()]


def test_a_name_of_one_word_counts_with_its_case() -> None:
    extra = of_outlets([wire("m", "Marée")])
    assert [c.agency for c in read("La marée monte, a dit le maire à Marée.", extra=extra)] == ["Marée"]


def test_printed_names_become_the_name_of_the_table() -> None:
    table = of_outlets([wire("avm", "Agence Vent-Marin")])
    printed = ("AVM", "avm", "A.V.M.", "Agence Vent Marin", "agence vent-marin", "Trident", "own")
    found = tuple(Credit(place, place + 1, name, "mention") for place, name in enumerate(printed))
    assert [c.agency for c in canonical(found, table)] == ["Agence Vent-Marin"] * 5 + ["Trident", "own"]
    assert [(c.start, c.end, c.form) for c in canonical(found, table)] == [(c.start, c.end, c.form) for c in found]


def test_a_name_that_two_agencies_answer_to_stays() -> None:
    table = (Agency(name="Korval Press", short=("KP",)), Agency(name="Kelm Presse", short=("KP",)))
    found = (Credit(0, 2, "KP", "mention"),)
    assert canonical(found, table) == found


def test_tables_of_users_add_agencies() -> None:
    mistral = Agency(name="Mistral", short=("MTR",), names=("Agence Mistral",))
    found = read("Le pont, dit l'Agence Mistral, est fermé (MTR).", extra=(mistral,))
    assert [(c.agency, c.form) for c in found] == [("Mistral", "mention"), ("Mistral", "end")]


def test_an_agency_named_as_author_of_the_page() -> None:
    assert read("Le pont est fermé.", ("Le Phare avec AFP",)) == (Credit(0, 0, "AFP", "byline"),)


def test_a_credit_block_tells_the_form() -> None:
    text = "Le pont est fermé.\nAFP et Le Phare"
    article = Article(id="a", input_id="a", outlet="o", language="fr", text=text, capture_sha256="")
    found = find(article, (Block(0, 18, "body"), Block(19, len(text), "byline")), ())
    assert [(c.agency, c.form) for c in found] == [("AFP", "byline")]


def test_every_agency_of_the_table_is_found_by_its_names() -> None:
    for agency in agencies():
        for name in agency.names:
            assert name in [n for a in agencies() for n in a.names]
            assert any(found.agency == agency.name for found in read(f"{name} a annoncé la fin des combats.")), name


def test_agencies_have_one_name_each() -> None:
    names = [agency.name for agency in agencies()]
    assert len(names) == len(set(names))
    assert len(names) >= 70


@given(
    st.lists(
        st.sampled_from(["PARIS", "(AFP)", "-", "—", "avec", "l'agence", "Trident", "(", "/", "Reuters", "\n", "."]),
        max_size=14,
    )
)
def test_any_string_of_words_gives_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    assert list(found) == sorted(found)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
