from __future__ import annotations

import base64
import hashlib
import re
import time
from collections import Counter

import lxml.html
import pytest
from lxml.html import HtmlElement
from msgspec import structs
from tests.compare.piles import reading
from tests.report import fake

from twosource.dossier import build
from twosource.model import Dossier, MadeWith, Reason
from twosource.report import clean, html
from twosource.report.options import Options, ReportLanguage

FRENCH = Options(language="fr")
ENGLISH = Options(language="en")


def pages() -> list[tuple[str, str]]:
    """Give pages of every make, for the laws that all must keep."""
    whole, alone = fake.dossier(), fake.one_story()
    empty = structs.replace(whole, outlets=(), articles=(), stories=(), judgements=(), failures=())
    return [
        ("one story", html.page(alone, FRENCH)),
        ("two stories", html.page(whole, ENGLISH)),
        ("excerpts", html.page(alone, Options(language="en", excerpts=True))),
        ("empty", html.page(empty, FRENCH)),
        *html.folder(whole, FRENCH).items(),
    ]


PAGES = pages()
every_page = pytest.mark.parametrize("page", [page for _, page in PAGES], ids=[name for name, _ in PAGES])


def tree(page: str) -> HtmlElement:
    return lxml.html.document_fromstring(page)


def texts(page: str, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree(page).xpath(path)]


@every_page
def test_nothing_is_asked_of_the_outside(page: str) -> None:
    root = tree(page)
    assert not root.xpath("//img | //iframe | //object | //embed | //form | //base | //*[@src] | //*[@style]")
    assert [link.get("href") for link in root.xpath("//link")] == ["data:,"]
    assert "url(" not in "".join(root.xpath("//style/text()")).replace("url(#", "")
    assert "@import" not in page
    for link in root.xpath("//a[not(starts-with(@href, '#'))]"):
        href = link.get("href")
        assert re.match(r"https?://", href) or re.fullmatch(r"[\w-]+\.html(#[\w-]+)?", href), href
        if href.startswith("http"):
            assert "noreferrer" in link.get("rel")


@every_page
def test_the_policy_names_the_hash_of_the_style_and_script_that_stand_there(page: str) -> None:
    root = tree(page)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@every_page
def test_hostile_text_is_inert(page: str) -> None:
    assert "<script>alert" not in page
    assert len(tree(page).xpath("//script")) == 1
    assert "javascript:" not in "".join(tree(page).xpath("//@href"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)


@every_page
def test_every_link_inside_the_page_has_its_target_once(page: str) -> None:
    ids = Counter(tree(page).xpath("//@id"))
    assert max(ids.values()) == 1
    wanted = {href[1:] for href in tree(page).xpath("//a/@href") if href.startswith("#")}
    assert wanted <= set(ids)


def test_links_between_the_pages_of_a_folder_have_their_targets() -> None:
    found = html.folder(fake.dossier(), FRENCH)
    for page in found.values():
        for href in tree(page).xpath("//a/@href"):
            name, _, anchor = href.partition("#")
            if name and not name.startswith("http"):
                assert not anchor or f'id="{anchor}"' in found[name]


@every_page
def test_labels_point_at_something(page: str) -> None:
    root = tree(page)
    ids = set(root.xpath("//@id"))
    for names in root.xpath("//@aria-labelledby"):
        assert set(names.split()) <= ids


def test_claims_on_one_origin_come_first_and_the_most_printed_on_top() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    assert texts(page, "//details[contains(@class, 'claim')]/summary/span[@class='what']") == [
        "Selon un responsable qui a requis l’anonymat, un câble aurait été signalé comme usé dès janvier",
        "Aucune personne n’est portée disparue à cette heure",
        "Douze personnes ont été blessées dans l’effondrement du pont de Carlonne",
        f"Douze blessés {fake.HOSTILE}",
    ]
    assert texts(page, "//b[@class='count']") == [
        "1 shown – at most 3",
        "1 origin shown",
        "2 origins shown",
        "0 shown – at most 2",
    ]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (FRENCH, "6 articles, 6 médias, 2 affirmations qui paraissent recoupées et ne le sont peut-être pas"),
        (ENGLISH, "6 articles, 6 outlets, 2 claims that look corroborated and may not be"),
    ],
)
def test_the_finding_stands_in_words(options: Options, line: str) -> None:
    assert texts(html.page(fake.one_story(), options), "//h1") == [line]


def test_one_origin_is_told_as_a_chance_where_the_texts_leave_room_for_more() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    found = dict(
        zip(texts(page, "//summary//*[@class='count']"), texts(page, "//summary//*[@class='verdict']"), strict=True)
    )
    assert found["1 shown – at most 3"] == "may rest on one origin"
    assert found["1 origin shown"] == "rests on one origin"


def test_of_a_claim_that_many_print_the_first_stand_open_and_the_rest_is_folded() -> None:
    found = fake.one_story()
    story = found.stories[0]
    told = story.claims[0].statements[0]
    many = tuple(structs.replace(told, id=f"{told.id}.{number}") for number in range(30))
    printed = structs.replace(story, claims=(structs.replace(story.claims[0], statements=many),))
    (opened,) = tree(html.page(structs.replace(found, stories=(printed,)), ENGLISH)).xpath("//*[@class='opened']")
    assert len(opened.xpath("./ul[@class='cards']/li")) == html.FEW
    assert len(opened.xpath("./details/ul[@class='cards']/li")) == 30 - html.FEW
    assert opened.xpath("./details/summary")[0].text == f"and {30 - html.FEW}\u00a0more"


def test_the_first_screen_counts_the_claims_of_each_verdict() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    assert texts(page, "//header//ul[@class='verdicts']/li") == [
        "2 claims look corroborated, but may rest on one origin",
        "1 claim is contested",
        "1 claim is printed by several, origin not shown",
    ]
    assert texts(page, "//header/p[@class='line']") == ["Best backed: a claim with 2 origins shown"]


def test_what_has_nothing_in_it_is_no_section() -> None:
    found = fake.one_story()
    bare = structs.replace(found, stories=(structs.replace(found.stories[0], timeline=()),))
    for dossier, there in ((found, 1), (bare, 0)):
        page = html.page(dossier, ENGLISH)
        assert len(tree(page).xpath("//section[@id='s1-timeline']")) == there
        assert len(tree(page).xpath("//a[@href='#s1-timeline']")) == there


def test_what_agrees_after_rounding_is_no_conflict() -> None:
    found = fake.one_story()
    first = structs.replace(found.stories[0].conflicts[0], relation="agree", rule="fits-after-rounding")
    page = html.page(structs.replace(found, stories=(structs.replace(found.stories[0], conflicts=(first,)),)), ENGLISH)
    assert texts(page, "//section[@id='s1-conflicts']/article") == []
    assert len(tree(page).xpath("//section[@id='s1-conflicts']/details/article")) == 1
    assert texts(page, "//a[@href='#s1-conflicts']/following-sibling::span") == []


def test_a_card_shows_the_sentence_the_chain_and_the_certainty() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    cards = texts(page, "//details[.//span[contains(., 'Douze personnes')]]//li[@class='card']")
    assert cards[3].startswith("The Harbour Tribune 4 March, 11:02 UTC Twelve people were hurt")
    assert "Préfecture de Carlonne organisation › Agence Véloria news agency › The Harbour Tribune" in cards[3]
    assert "Put as reported · in the outlet's words · 12 (blessé)" in cards[3]


def test_reasons_lead_to_the_stretch_of_text() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    (link,) = tree(page).xpath("//ul[@class='origins']//a[contains(., 'faisant douze')]")
    (target,) = tree(page).xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert target.text_content() == "faisant douze blessés"


def test_a_word_alone_is_quoted_with_its_neighbours() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    assert "The Harbour Tribune: “…according to an official who spoke on condition of…”" in texts(
        page, "//ul[@class='places']//a"
    )


def test_changed_words_are_marked_in_drifts() -> None:
    page = html.page(fake.one_story(), FRENCH)
    assert ", et les recherches se poursuivent sous la travée nord" in texts(page, "//div[@class='side']//del")
    assert "avait" in texts(page, "//div[@class='side']//ins")


def test_relations_are_worded_with_care() -> None:
    page = html.page(fake.one_story(), ENGLISH)
    relations = texts(page, "//li[contains(@class, 'relation ')]")
    assert "shares wording with, and probably follows," in relations[0]
    assert "direction inferred · confidence 93% · passages 1, 2" in relations[0]
    assert "tells the same as Agence Véloria" in relations[1]  # no passage of it is shown
    assert relations[2].startswith("Radio Brume, 4 March, 19:40 UTC+1 seems to share a source with")
    assert not any("copies" in relation for relation in relations)


def test_wording_is_shared_only_where_some_stands_in_both() -> None:
    found = fake.one_story()
    first = found.stories[0].relations[0]
    for kind, words in (
        ("edited", "shares wording with,"),
        ("translation", "tells the same as,"),
        (None, "tells the same as,"),
    ):
        passages = tuple(structs.replace(one, kind=kind or one.kind) for one in found.stories[0].passages)
        told = structs.replace(first, passages=first.passages if kind else ())
        story = structs.replace(found.stories[0], relations=(told,), passages=passages)
        page = html.page(structs.replace(found, stories=(story,)), ENGLISH)
        assert words in texts(page, "//li[contains(@class, 'relation ')]")[0].replace(" and probably follows,", "")


def test_the_whole_text_of_every_article_stands_in_the_page() -> None:
    dossier = fake.one_story()
    page = tree(html.page(dossier, FRENCH))
    for mark in page.xpath(
        "//a[@class='claim-link' or @class='passage-link'] | //span[@class='role' or @class='beside']"
    ):
        mark.drop_tree()
    shown = ["".join(e.text_content().split()) for e in page.xpath("//div[@class='text']")]
    order = ["veloria", "courrier", "matin", "tribune", "radio", "hostile"]
    wanted = {article.id: "".join(clean.harmless(article.text).split()) for article in dossier.articles}
    assert [wanted[name] in text for name, text in zip(order, shown, strict=True)] == [True] * 6


def test_excerpts_leave_out_what_nothing_was_found_in() -> None:
    dossier = fake.one_story()
    full = html.page(dossier, FRENCH)
    short = html.page(dossier, Options(language="fr", excerpts=True))
    assert "encore provisoire" in full
    assert fake.LONG_WORD in full
    assert fake.LONG_WORD not in short
    assert "faisant douze blessés" in short


def test_languages_are_declared() -> None:
    page = tree(html.page(fake.one_story(), FRENCH))
    assert page.get("lang") == "fr"
    assert "en" in page.xpath("//div[@class='text']/@lang")
    assert page.xpath("//blockquote[contains(., 'Twelve people')]/@lang")[0] == "en"


QUAKE = "An earthquake of magnitude {} shook the coast near {}, {} kilometres from {}. No damage was reported."


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "alike in wording, but not joined to Tremor off Quorra (other names: Hallin, Tresk / Mendavia, Quorra;"),
        ("fr", "mais non réuni à Tremor off Quorra (autres noms : Hallin, Tresk / Mendavia, Quorra;"),
    ],
)
def test_why_two_look_alike_stories_are_not_joined_stands_in_the_page(language: ReportLanguage, told: str) -> None:
    """From the articles to the page: the reasons of a veto, escaped as all text is."""
    readings = [
        reading("a", QUAKE.format("5.8", "Tresk", "212", "Hallin"), published="2025-03-04T08:00:00+00:00"),
        reading(
            "b",
            QUAKE.format("6.3", "Quorra", "95", "Mendavia"),
            published="2025-03-06T08:00:00+00:00",
            title="Tremor off Quorra <b>",
        ),
    ]
    made = build(readings, {}, (), MadeWith(twosource="0", recipe="r", timezone="UTC"), lambda *_: None)
    page = html.page(made, Options(language=language))
    lines = [re.sub(r"\s", " ", line) for line in texts(page, "//ul[contains(@class,'history')]/li")]
    assert len(lines) == 2
    assert any(told in line.replace(" <b>", "") and "5.8" in line and "2025-03-06" in line for line in lines)
    assert not tree(page).xpath("//ul[contains(@class,'history')]//b")


@pytest.mark.parametrize("tag", ['fr" onload="x', "und", "", "x y"])
def test_an_odd_language_tag_is_not_printed(tag: str) -> None:
    dossier = fake.one_story()
    articles = tuple(structs.replace(article, language=tag) for article in dossier.articles)
    page = html.page(structs.replace(dossier, articles=articles), FRENCH)
    assert set(tree(page).xpath("//@lang")) == {"fr"}


def test_the_order_of_what_comes_in_changes_nothing() -> None:
    assert html.page(fake.dossier(), FRENCH) == html.page(fake.dossier(), FRENCH)


def test_an_order_that_the_clocks_alone_tell_is_not_printed() -> None:
    dossier = fake.one_story()
    story, first = dossier.stories[0], dossier.stories[0].order[0]
    by_clock = structs.replace(first, reasons=(Reason("printed-earlier", "2031-03-03"),))
    only, also = ((by_clock,), (first, by_clock))
    pages = [
        html.page(structs.replace(dossier, stories=(structs.replace(story, order=o),)), FRENCH) for o in (only, also)
    ]
    titles = [texts(page, "//h4[contains(.,'Ordre d’écriture')]/following-sibling::ul[1]/li") for page in pages]
    assert [len(lines) for lines in titles] == [0, 1]


def broken() -> Dossier:
    """Give a dossier whose references and offsets lead nowhere."""
    dossier = fake.one_story()
    story = dossier.stories[0]
    short = tuple(structs.replace(article, text=article.text[:20], title=None) for article in dossier.articles[:3])
    return structs.replace(dossier, articles=short, outlets=(), stories=(story,))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("excerpts", [False, True])
def test_places_that_lead_nowhere_do_not_break_the_page(language: ReportLanguage, excerpts: bool) -> None:
    page = html.page(broken(), Options(language=language, excerpts=excerpts))
    assert texts(page, "//h2")[0] == "Pont de Carlonne"


def test_single_articles_are_bundled_in_a_folder() -> None:
    assert list(html.folder(fake.dossier(), ENGLISH)) == ["index.html", "story-0001.html", "single-0001.html"]


def test_three_hundred_articles_are_written_in_time() -> None:
    dossier = fake.many(50)
    start = time.process_time()
    page = html.page(dossier, ENGLISH)
    assert time.process_time() - start < 5
    assert len(tree(page).xpath("//details[@class='article']")) == 300
