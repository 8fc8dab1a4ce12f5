"""Which outlets of a pile are bodies that speak for themselves: by name, by domain, by how their text opens."""

from __future__ import annotations

import pytest

from twosource.model import Article, Outlet
from twosource.read import outlets

REPORT = "A tank leaked at Norvel in Tresk, the mayor said.\n\nA press release is expected at noon."


def kind(name: str, text: str, *, domain: str | None = None, title: str = "", known: str = "unknown") -> str:
    outlet = Outlet(id="o", name=name, domain=domain, kind="press" if known == "press" else "unknown")
    article = Article(id="a", input_id="a", outlet="o", title=title, text=text, capture_sha256="0")
    return outlets.own_text(outlet, article).kind


@pytest.mark.parametrize(
    ("name", "text", "domain", "own"),
    [
        ("Préfecture de la Haute-Brume", "Le pont est fermé.", None, True),
        ("Tresk Police", "A man was arrested at noon.", None, True),
        ("Polizei Altwald", "Ein Mann wurde festgenommen.", None, True),
        ("Département de la Haute-Brume", "Le pont est fermé.", None, True),
        ("Tresk Borough Council", "The pool is shut.", None, True),
        ("Norvel plc", "Production has been paused.", None, True),
        ("Syndicat des carriers de Tresk", "Personne ne redescendra.", None, True),
        ("Canal Brume", "Le pont est fermé.", None, False),
        ("Council News", "The pool is shut.", None, False),
        ("The Police Gazette", "A man was arrested at noon.", None, False),
        ("Hospital News", "A ward was opened.", None, False),
        ("KSR", "Deaths: 5.", "www.ksr.gob.nv", True),
        ("KSR", "Deaths: 5.", "ksr.gov", True),
        ("KSR", "Deaths: 5.", "ksr.news.nv", False),
        ("Norvel", "Tresk site: statement from Norvel\n\nA leak was found at our Tresk site.", None, True),
        ("Meublor", "Incendie à Valmirande\n\nCommuniqué de presse - 3 mai\n\nMeublor regrette.", None, True),
        ("Le Fanal", "Incendie à Valmirande\n\nCommuniqué de presse - 3 mai\n\nMeublor regrette.", None, False),
        ("The Tresk Ledger", REPORT, None, False),
        ("Norvel (X)", "The tank is sealed.", None, True),
        ("Ada Roe, ministre (X)", "Les écoles rouvrent.", None, True),
        ("Tresk News (X)", "A tank leaked.", None, False),
        ("Tresk Ledger (London)", "A tank leaked.", None, False),
        ("Landkreis Altwald", "Die Brücke ist gesperrt.", None, True),
        ("Wasserverband Altwald", "Die Mauer hält.", None, True),
    ],
)
def test_a_body_speaks_for_itself(name: str, text: str, domain: str | None, own: bool) -> None:
    assert kind(name, text, domain=domain) == ("official" if own else "unknown")


def test_what_a_table_says_stands() -> None:
    assert kind("Tresk Police", "A man was arrested.", known="press") == "press"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We are disappointed that a strike has been called. Our offer of 3.8% is the best in the sector.", True),
        ("Aucune intrusion n'a transité par nos serveurs. Nous tenons les procès-verbaux à la disposition de tous.", True),
        ("Notre photographe a vu les gendarmes entrer. Ils nous ont fait signe de reculer, puis ont fermé la grille.", False),
        ("What we know so far: two vans stood on the lawn when our crew came at noon. Women in the queue told us so.", False),
        ('"We are disappointed," a spokesman said. "Our offer is the best in the sector," he told reporters on Monday.', False),
        ("The port reopened on Monday. Dockers went back to their cranes before dawn, and the first ship left at nine.", False),
    ],
)  # fmt: skip
def test_a_text_that_says_we_and_our_is_its_outlets_own(text: str, own: bool) -> None:
    assert outlets.speaks_for_itself(text) is own
