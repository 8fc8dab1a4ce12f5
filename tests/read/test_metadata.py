"""What pages state, and the publication date out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.read import markup as markup_
from twosource.read import metadata, pages, published
from twosource.read.published import DateFrame

PARIS = DateFrame("Europe/Paris", "2031-03-14T09:00:00+00:00")


def stated(markup: str, base: str | None = None) -> metadata.Metadata:
    root = markup_.tree(markup)
    assert root is not None
    return metadata.read(root, base)


LD = '<html><head><script type="application/ld+json">{}</script></head><body><p>x</p></body></html>'


@pytest.mark.parametrize(
    "json_ld",
    [
        '{"@type":"NewsArticle","datePublished":"2031-03-12"}',
        '[{"@type":"WebSite"},{"@type":"ReportageNewsArticle","datePublished":"2031-03-12"}]',
        '{"@graph":[{"@type":["Thing","Article"],"datePublished":"2031-03-12"}]}',
        '{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","datePublished":"2031-03-12"}}',
        '<!-- {"@type":"NewsArticle","datePublished":"2031-03-12",} -->',
        '//<![CDATA[\n{"@type":"https://schema.org/NewsArticle","datePublished":"2031-03-12"}\n//]]>',
        '{"@type":"NewsArticle","description":"two\nlines","datePublished":"2031-03-12"};',
    ],
)
def test_json_ld_is_read_as_pages_write_it(json_ld: str) -> None:
    assert ("2031-03-12", "json-ld") in stated(LD.replace("{}", json_ld)).dates


@pytest.mark.parametrize("json_ld", ["", "{", "nul", '{"@type":', "[[[", '"text"', "7", '{"@graph":{"@graph":null}}'])
def test_broken_json_ld_states_nothing(json_ld: str) -> None:
    assert stated(LD.replace("{}", json_ld)).dates == ()


def test_authors_site_and_address() -> None:
    found = stated(
        '<html lang="fr-CA"><head><meta name="author" content="Par Odile Varnier et Luc Marchais">'
        '<meta property="og:site_name" content="La Gazette"><link rel="canonical" href="/a/b"></head></html>',
        "https://gazette.example/x?y=1",
    )
    assert found.authors == ("Odile Varnier", "Luc Marchais")
    assert (found.site_name, found.canonical, found.language) == (
        "La Gazette",
        "https://gazette.example/a/b",
        "fr",
    )


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>Le pont rouvre | La Gazette</title>", "Le pont rouvre"),
        ("<title>Pont - le bac reprend du service</title>", "Pont - le bac reprend du service"),
        ('<meta property="og:title" content="L&#39;eau monte"><title>x</title>', "L'eau monte"),
        ("<title>La Gazette</title><h1>La Gazette</h1><h1>Le pont rouvre lundi</h1>", "La Gazette"),
        (
            '<meta name="title" content="Pont rouvert lundi matin"><h1>G</h1><h1>Pont rouvert dès lundi</h1>',
            "Pont rouvert dès lundi",
        ),
    ],
)
def test_title(markup: str, title: str) -> None:
    assert stated(f"<html>{markup}<p>x</p></html>").title == title


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2031-03-12T18:04:00Z", ("2031-03-12T18:04:00+00:00", "")),
        ("2031-03-12T18:04:00.123+0100", ("2031-03-12T18:04:00+01:00", "")),
        ("2031-03-12 18:04", ("2031-03-12T18:04:00+01:00", ", zone assumed")),
        ("2031-03-12", ("2031-03-12", "")),
        ("20310312", ("2031-03-12", "")),
        ("Wed, 12 Mar 2031 18:04:00 GMT", ("2031-03-12T18:04:00+00:00", "")),
        ("1931104800", ("2031-03-12T18:00:00+00:00", "")),
        ("Publié le 12 mars 2031 à 18h04", ("2031-03-12T18:04:00+01:00", ", zone assumed")),
        ("Publié le 1er mars 2031", ("2031-03-01", "")),
        ("March 12, 2031 6:04 p.m.", ("2031-03-12T18:04:00+01:00", ", zone assumed")),
        ("12 March 2031", ("2031-03-12", "")),
        ("12.03.2031", ("2031-03-12", "")),
        ("13/02/2031", ("2031-02-13", "")),
        ("02/13/2031", ("2031-02-13", "")),
        ("05/02/2031", None),
        ("mars 2031", None),
        ("2031", None),
        ("2031-03", None),
        ("2031-02-30", None),
        ("1970-01-01T00:00:00Z", None),
        ("2031-04-01", None),
        ("0000000000", None),
        ("hier", None),
        ("", None),
    ],
)
def test_reading_a_date(text: str, value: tuple[str, str] | None) -> None:
    assert published.read(text, PARIS) == value


def test_an_absurd_date_gives_way_to_the_next_basis() -> None:
    found = published.choose([("0001-01-01", "json-ld"), ("2099-01-01", "meta"), ("2031-03-12", "time element")], PARIS)
    assert found == published.Published("2031-03-12", "time element")


@given(st.text(max_size=60))
def test_a_date_is_iso_or_nothing(text: str) -> None:
    found = published.read(text, PARIS)
    assert found is None or found[0][4] == found[0][7] == "-"


PROSE = "<p>Le conseil municipal a voté mardi le budget de la digue, après deux heures de débats animés.</p>" * 6


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            '<meta property="article:published_time" content="2031-03-12T08:00:00Z">',
            "",
            ("2031-03-12T08:00:00+00:00", "meta"),
        ),
        ("", '<time datetime="2031-03-12">mercredi</time>', ("2031-03-12", "time element")),
        ("", '<span class="updated"><time datetime="2031-03-13">x</time></span>', ("2031-03-13", "htmldate")),
        ("", "<p>Publié le 12 mars 2031 à 18h04</p>", ("2031-03-12T18:04:00+01:00", "text, zone assumed")),
        ("", "<p>Archives de mars 2031</p>", (None, None)),
        ('<link rel="canonical" href="https://g.example/2031/03/12/x.html">', "", (None, None)),
    ],
)
def test_basis_of_a_page_date(head: str, body: str, expected: tuple[str | None, str | None]) -> None:
    markup = f"<html><head>{head}</head><body><article><h1>Digue</h1>{body}{PROSE}</article></body></html>"
    page = pages.parse(markup, None, PARIS)
    assert (page.published, page.published_basis) == expected
