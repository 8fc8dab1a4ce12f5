"""Pages: golden files, safety on hostile markup, laws."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Capture, Stated
from twosource.read import articles, blocks, outlets, pages

PAGES = Path(__file__).parent.parent / "pages"
GOLDEN = sorted(path.stem for path in PAGES.glob("*.json"))


def read(markup: str) -> Article:
    capture = Capture(
        name="page.html",
        media="html",
        content=markup,
        sha256="0",
        stated=Stated(url="https://gazette-de-brumecourt.example/a/b.html"),
    )
    found = articles.build(capture, outlets.load(), "Europe/Paris")
    assert isinstance(found, articles.Built), found
    return found.article


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_page(name: str) -> None:
    article = read((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    found = {
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "authors": list(article.authors),
        "language": article.language,
        "blocks": [[b.role, article.text[b.start : b.end]] for b in blocks.label(article)],
    }
    assert found == expected


def test_there_are_golden_pages() -> None:
    assert len(GOLDEN) >= 3


BODY = "".join(
    f"<p>La commission numéro {n} a rendu mardi un avis favorable au projet, selon son président.</p>" for n in range(6)
)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var secret='caché ici'</script>",
        "<style>.caché{}</style>",
        "<template><p>caché</p></template>",
        "<noscript><p>caché</p></noscript>",
        "<p hidden>caché</p>",
        '<p style="color:red; DISPLAY : none">caché</p>',
        '<div aria-hidden="true"><p>caché</p></div>',
        "<textarea>caché</textarea>",
        "<svg><text>caché</text></svg>",
        "<!-- caché -->",
        "<dialog><p>caché</p></dialog>",
    ],
)
def test_what_a_reader_does_not_see_is_no_text(hidden: str) -> None:
    page = pages.parse(f"<html><body><article><h1>Digue</h1>{BODY}{hidden}{BODY}</article></body></html>")
    assert "commission numéro 3" in page.text
    assert "caché" not in page.text


def test_blocks_are_parted_by_a_blank_line_and_marked_to_the_letter() -> None:
    page = pages.parse(f"<article><h1>Digue</h1>{BODY}</article>")
    pieces = [page.text[m.start : m.end] for m in page.marks]
    assert page.text == "\n\n".join(pieces)
    assert [m.tag for m in page.marks] == ["h1", *["p"] * 6]
    assert all(m.voted for m in page.marks[1:])


def test_two_line_breaks_part_a_block_and_one_does_not() -> None:
    page = pages.parse(f"<article><div>Première ligne<br>suite.<br><br>Deuxième ligne.</div>{BODY}</article>")
    assert page.text.startswith("Première ligne suite.\n\nDeuxième ligne.\n\n")


def test_hard_spaces_stay_and_invisible_signs_go() -> None:
    markup = f"<article><p>« Oui », dit-\u00adelle\u200b à 5\u202f000&nbsp;élus.</p>{BODY}</article>"
    assert pages.parse(markup).text.startswith("« Oui », dit-elle à 5\u202f000\u00a0élus.\n\n")


def test_link_share_and_hints_of_a_mark() -> None:
    markup = f'<article>{BODY}<aside class="relatedLinks"><p>Voir <a href="/x">tout le dossier</a></p></aside>'
    last = pages.parse(markup).marks[-1]
    assert 0.5 < last.link_share < 1
    assert {"aside", "related", "links"} <= set(last.hints.split())
    assert not last.voted


def test_menus_footers_and_consent_far_from_the_article_stay_out() -> None:
    page = pages.parse(
        "<body><nav><a href=/>Accueil</a></nav><div class='cookie-banner'><p>Des cookies.</p></div>"
        f"<main><article><h1>Digue</h1>{BODY}</article></main><footer><p>Mentions légales</p></footer></body>"
    )
    assert not any(word in page.text for word in ("Accueil", "cookies", "Mentions"))


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "   \n",
        "\x00\x01",
        "<",
        "<!DOCTYPE html>",
        "<html></html>",
        "plain words",
        "<?xml version='1.0' encoding='latin-1'?><html><p>é</p></html>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>&x; bonjour</p></html>",
        "<p>" * 5000 + "profond",
        "<div>" * 50_000,
        "<meta property='og:title' content='" + "<" * 3000 + "'>",
        "<script type='application/ld+json'>" + "[" * 20_000 + "</script><p>mot</p>",
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":7,"author":[[]]}</script>',
        "\ud800 lone surrogate",
    ],
)
def test_odd_markup_is_read_without_a_crash(markup: str) -> None:
    page = pages.parse(markup)
    assert "root:" not in page.text


def test_a_huge_page_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        pages.parse("<body>" + "<p>Le conseil a voté le budget de la digue mardi soir.</p>" * count + "</body>")
        return time.process_time() - start

    seconds(50)
    assert seconds(4000) < 40 * max(seconds(400), 0.02)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' abpdivh1&;é\n\u00a0", max_size=200))
def test_any_markup_gives_marks_that_tile_the_text(markup: str) -> None:
    page = pages.parse(markup)
    assert page == pages.parse(markup)
    assert page.text == "\n\n".join(page.text[m.start : m.end] for m in page.marks)
    assert all(page.text[m.start : m.end].strip() for m in page.marks)


def test_the_lines_of_a_layout_without_paragraphs_are_apart() -> None:
    head = "<font size=5><b>Digue</b></font><br><font size=1>12 mars 2031</font><br><br>"
    page = pages.parse(f"<table><tr><td>{head}{BODY}</td></tr></table>")
    assert page.text.startswith("Digue\n\n12 mars 2031\n\n")


def test_a_line_break_inside_a_sentence_is_a_space() -> None:
    page = pages.parse(f"<p><span>La digue de Lorval</span><br><span>sera rebâtie.</span></p>{BODY}")
    assert page.text.startswith("La digue de Lorval sera rebâtie.\n\n")
