"""From captures to articles: ids, outlets, dates, failures, hard-wrapped text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Capture, Failure, Outlet, Stated
from twosource.read import articles, outlets

TABLE = outlets.load()
TEXT = "Le conseil portuaire de Lorval a voté mardi la reconstruction de la digue après deux heures."


def build(content: str = TEXT, name: str = "pile/lorval.txt", stated: Stated | None = None) -> Article:
    capture = Capture(name=name, media="text", content=content, sha256="abc", stated=stated or Stated())
    found = articles.build(capture, TABLE, "Europe/Paris")
    assert isinstance(found, articles.Built)
    return found.article


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("pile/lorval.txt", "lorval"),
        ("feed.jsonl#12", "feed-12"),
        ("a b/Été à Lorval.html", "Été-à-Lorval"),
        ("../x/..", "x"),
        ("pages.warc.gz#3", "pages-3"),
    ],
)
def test_id_of_an_input_that_states_none(name: str, identity: str) -> None:
    assert build(name=name).id == identity


def test_stated_values_win() -> None:
    stated = Stated(
        id="n1",
        url="https://lemonde.fr/a",
        title=" Digue ",
        published="2031-03-12 18:04",
        language="FR-fr",
        authors=("O. V.",),
    )
    found = build(stated=stated)
    assert (found.id, found.input_id, found.url, found.title) == ("n1", "n1", "https://lemonde.fr/a", "Digue")
    assert (found.published, found.published_basis) == ("2031-03-12T18:04:00+01:00", "stated, zone assumed")
    assert (found.language, found.authors, found.outlet) == ("fr", ("O. V.",), "le-monde")


def test_a_stated_absurd_date_is_no_date() -> None:
    assert build(stated=Stated(published="31/31/2031")).published is None


@pytest.mark.parametrize(
    ("stated", "outlet"),
    [
        (Stated(), "unknown:lorval"),
        (Stated(outlet="AFP"), "agence-france-presse"),
        (Stated(outlet="La Gazette de Lorval"), "la-gazette-de-lorval"),
        (Stated(domain="www.theguardian.com"), "the-guardian"),
        (Stated(url="https://www.lefigaro.fr/x/y"), "le-figaro"),
        (Stated(url="https://gazette.example/x"), "gazette-example"),
    ],
)
def test_outlet(stated: Stated, outlet: str) -> None:
    assert build(stated=stated).outlet == outlet


def test_the_text_is_kept_as_given_but_for_line_ends() -> None:
    assert build("  a\r\nb\rc\n\n").text == "  a\nb\nc\n\n"


@pytest.mark.parametrize("content", ["", " \n ", "…\n—", "<html><body><p>Trop court.</p></body></html>"])
def test_no_article_text_is_a_failure(content: str) -> None:
    found = articles.build(Capture(name="x.html", media="html", content=content, sha256="0"), TABLE, "UTC")
    assert isinstance(found, Failure)
    assert (found.subject, found.stage, found.reason) == ("x.html", "article", "no-article-text")


def test_an_empty_text_is_a_failure_and_a_flash_is_an_article() -> None:
    assert isinstance(articles.build(Capture(name="x", media="text", content="\n", sha256="0"), TABLE, "UTC"), Failure)
    assert build("La digue de Lorval a cédé.").title is None


WRAPPED = """\
The harbour board of Lorval voted on Tuesday night to rebuild
the old sea wall after two hours of debate, the chair of the
board told reporters.

Work will begin in April and last two years, she said, adding
that the fishing boats would keep their berths throughout the
works and that no family would have to move.
"""


def test_the_lines_of_a_hard_wrapped_paragraph_are_one_mark() -> None:
    pieces = [WRAPPED[m.start : m.end] for m in articles.line_marks(WRAPPED)]
    assert [piece.split()[0] for piece in pieces] == ["The", "Work"]
    assert pieces[0].endswith("told reporters.")


def test_a_text_with_a_paragraph_per_line_is_not_joined() -> None:
    lines = [
        "La digue",
        "Le conseil a voté.",
        "Les travaux commenceront en avril, dit la présidente.",
        "Deux ans",
        "Fin.",
    ]
    text = "\n".join(lines)
    assert [text[m.start : m.end] for m in articles.line_marks(text)] == lines


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="ab é.,!?()\n\t\u00a0«»-–AFP:1", max_size=300),
    st.sampled_from(["text", "markdown", "html"]),
)
def test_any_content_is_an_article_or_a_failure(content: str, media: str) -> None:
    capture = Capture(name="x", media=media, content=content, sha256="0")  # type: ignore[arg-type]
    found = articles.build(capture, TABLE, "UTC")
    assert found == articles.build(capture, TABLE, "UTC")
    assert isinstance(found, articles.Built | Failure)


def test_resolving_outlets() -> None:
    mine = Outlet(id="mien", name="Le Mien", domain="lemonde.fr", kind="press")
    table = outlets.load([mine])
    assert table.resolve(None, "https://www.lemonde.fr/x") == mine
    assert TABLE.resolve("lemonde.fr", None).id == "le-monde"
    assert TABLE.resolve("monde", None).id == "le-monde"
    assert TABLE.resolve(None, "actu.sousdomaine.reuters.com").kind == "agency"
    assert TABLE.resolve(None, "notreuters.com").kind == "unknown"
    assert TABLE.resolve("Le Cri de Lorval", "cri.example") == Outlet(
        id="le-cri-de-lorval", name="Le Cri de Lorval", domain="cri.example"
    )
    assert TABLE.resolve(None, None).id == "unknown"


def test_every_domain_of_the_table_leads_to_one_outlet() -> None:
    rows = outlets.load().by_domain
    assert len(rows) > 600
    assert all(TABLE.resolve(None, domain) == outlet for domain, outlet in rows.items())
