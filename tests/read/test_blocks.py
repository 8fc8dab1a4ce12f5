"""Roles of blocks: lead-ins, shapes, pieces inside paragraphs, laws, and the two seeds."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Article, Block, Capture, Mark, Stated
from twosource.read import articles, blocks, outlets

SEEDS = Path("/work/shared/seeds")
TABLE = outlets.load()

FIRST = "Le conseil portuaire de Lorval a voté mardi la reconstruction de la digue après deux heures."
SECOND = "Les travaux commenceront en avril et dureront deux ans, a précisé la présidente, Mara Quillet."
THIRD = "L’opposition, qui réclamait une étude de plus, a quitté la salle avant le vote, selon des élus."


def labelled(text: str, title: str | None = None, media: str = "text") -> list[tuple[str, str]]:
    assert media in {"text", "markdown"}
    capture = Capture(
        name="a.md", media="markdown" if media == "markdown" else "text", content=text, sha256="0",
        stated=Stated(title=title),
    )  # fmt: skip
    built = articles.build(capture, TABLE, "UTC")
    assert isinstance(built, articles.Built)
    article = built.article
    return [(b.role, article.text[b.start : b.end]) for b in blocks.label(article)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Lire aussi : La passerelle de Lorval fermée aux vélos", "related"),
        ("À LIRE AUSSI – La passerelle fermée", "related"),
        ("A découvrir : Lorval et ses ponts : une longue histoire", "related"),
        ("(Re)lire : notre dossier sur les digues", "related"),
        ("Voir aussi > Le bac reprend du service", "related"),
        ("Read more: A short history of the sea wall", "related"),
        ("Read also: Ferry crews vote to strike", "related"),
        ("Sur le même sujet", "related"),
        ("Related Articles", "related"),
        ("Abonnez-vous à notre newsletter pour ne rien manquer", "promo"),
        ("Bouton retour en haut de la page", "promo"),
        ("Sign up for our morning newsletter", "promo"),
        ("Partager", "promo"),
        ("Rectificatif : le coût est de 4 millions d’euros, et non de 5.", "correction"),
        ("This article was amended on 3 March to correct the cost of the works.", "correction"),
        ("NDLR : le nom de la société a changé depuis.", "note"),
        ("[Note de la rédaction : les prénoms ont été changés.]", "note"),
        ("(avec AFP)", "credit"),
        ("Avec AFP et Reuters", "credit"),
        ("O. V. avec AFP", "credit"),
        ("Source : Reuters", "credit"),
        ("© Lise Aubert / AFP", "credit"),
        ("Crédit photo : Lise Aubert", "credit"),
        ("Reporting by Tom Askell; editing by Lena Fairweather", "credit"),
        ("(with agencies)", "credit"),
        ("Tags : digue, Lorval, budget", "navigation"),
    ],
)
def test_a_line_between_paragraphs(line: str, role: str) -> None:
    found = labelled(f"{FIRST}\n{line}\n{SECOND}\n{THIRD}")
    assert found == [("body", FIRST), (role, line), ("body", SECOND), ("body", THIRD)]


@pytest.mark.parametrize(
    "line",
    [
        "Lire un rapport de trois cents pages en une nuit n’a pas suffi aux élus, qui demandent un délai.",
        "Source de tensions depuis dix ans, la digue divise les habitants du quartier, dit un riverain.",
        "Read aloud in the chamber, the report drew laughter from both sides and a sharp word.",
        "Par deux fois, le préfet avait refusé de signer l’arrêté que lui soumettait la mairie de Lorval.",
        "By Tuesday the water had reached the lower town and the council had called in the army to help.",
        "Selon l’AFP, qui cite un ministre, le projet coûtera quatre millions d’euros à la région.",
        "La correction du tracé, demandée par l’État, a coûté un an de retard au projet de digue.",
    ],
)
def test_narration_that_begins_like_furniture_stays_body(line: str) -> None:
    assert labelled(f"{FIRST}\n{line}\n{SECOND}")[1] == ("body", line)


@pytest.mark.parametrize(
    "dateline",
    [
        "PARIS (AFP) -", "PARIS, 12 mars (Reuters) —", "LONDON, March 3 (Reuters) —", "Vostrel, Valdonie –",
        "LORVAL —", "WASHINGTON, D.C. (AP) —", "GENÈVE (ATS)", "NEW DELHI:", "MOSCOW, March 12. /TASS/.",
        "(AFP) –", "AFP -", "Lorval-sur-Mer, le 12 mars –", "Le Caire (AFP) -", "Genève, 7. — (ATS)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "La digue de Lorval sera rebâtie\n\n"])
def test_a_dateline_is_its_own_block(dateline: str, before: str) -> None:
    found = labelled(f"{before}{dateline} {FIRST}\n\n{SECOND}")
    assert ("dateline", dateline) in found
    assert ("body", FIRST) in found


@pytest.mark.parametrize(
    "text",
    [
        "Le préfet – arrivé mardi – a refusé de signer l’arrêté que lui soumettait la mairie de la ville.",
        "VIDEO: The council voted on Tuesday night to rebuild the sea wall after two hours of debate.",
        "Mara Quillet (centre) a défendu mardi le projet de digue devant les élus du conseil portuaire.",
        "La digue - longue de deux kilomètres - sera rebâtie en avril, a voté mardi le conseil de Lorval.",
        "Lorval a voté : la digue sera rebâtie en avril, malgré la fronde d’une partie des élus locaux.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert labelled(f"{text}\n\n{SECOND}")[0] == ("body", text)


def test_headings_title_and_byline_of_a_bare_text() -> None:
    lines = [
        ("title", "La digue de Lorval sera rebâtie"),
        ("byline", "Par Odile Varnier"),
        ("dateline", "Publié le 12 mars 2031 à 18h04"),
        ("body", FIRST),
        ("heading", "Deux ans de travaux"),
        ("body", SECOND),
        ("heading", "Qui paiera ?"),
        ("body", THIRD),
    ]
    assert labelled("\n".join(text for _, text in lines)) == lines
    assert labelled("\n\n".join(text for _, text in lines)) == lines


def test_a_stated_title_that_the_text_repeats_is_title() -> None:
    title = "La digue de Lorval sera rebâtie"
    assert labelled(f"{title}\n{FIRST}\n{SECOND}", title)[0] == ("title", title)


@pytest.mark.parametrize(
    ("head", "role"),
    [("Articles similaires", "heading"), ("A découvrir", "heading"), ("Lire aussi", "related")],
)
def test_items_under_the_head_of_a_list_at_the_end_are_related(head: str, role: str) -> None:
    text = f"{FIRST}\n{SECOND}\n{head}\nLa passerelle fermée\nLe bac reprend du service"
    assert [found for found, _ in labelled(text)] == ["body", "body", role, "related", "related"]


OPENINGS = [
    ([("dateline", "Publié le 12 mars 2031 à 09h25 – Mis à jour le 12 mars 2031 à 09h31")]),
    ([("dateline", "Mercredi 12 mars 2031, 18 h 04")]),
    ([("dateline", "Le Cri de Lorval - Mercredi 12 mars 2031 - 7h50")]),
    ([("dateline", "Lorval, le 12 mars 2031")]),
    ([("dateline", "Publié le 12 mars 2031, temps de lecture : 2 min.")]),
    ([("dateline", "Wednesday 12 March 2031 16.20 GMT")]),
    ([("dateline", "Last updated: 3 hours ago")]),
    ([("dateline", "March 12, 2031, 1:40 p.m. CET | Updated 2:15 p.m.")]),
    ([("byline", "Par Odile Varnier"), ("dateline", "Publié le 12 mars 2031 à 18h04")]),
    ([("byline", "By Tom Askell and Lena Fairweather"), ("dateline", "March 12, 2031")]),
    ([("byline", "Par Odile Varnier et Hugo Brel (envoyé spécial à Lorval)")]),
    ([("byline", "La rédaction avec AFP")]),
    ([("byline", "Thomas Varnier")]),
    ([("byline", "Thomas Varnier and Jane Askell")]),
    ([("byline", "Jane Askell in Lorval")]),
    ([("dateline", "2031-03-12 18:04")]),
    ([("dateline", "Mise à jour : 18h30")]),
    ([("heading", "Storm Hits Lorval in March")]),
    ([("note", "FOR IMMEDIATE RELEASE")]),
    ([("byline", "Foreign staff")]),
    ([("byline", "Staff and agencies in Lorval")]),
    ([("byline", "Tom Askell, diplomatic correspondent")]),
    ([("byline", "**Port autonome de Lorval · Communiqué de presse**")]),
    ([("byline", "PRESS RELEASE – Lorval Harbour Board")]),
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_stands_between_title_and_text(opening: list[tuple[str, str]]) -> None:
    line = " ".join(text for _, text in opening)
    found = labelled(f"La digue de Lorval sera rebâtie\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert found[1 : 1 + len(opening)] == opening


@pytest.mark.parametrize(
    "line",
    [
        "Publié en 2029, le rapport n’avait pas été suivi d’effet, disent les élus de Lorval.",
        "Published on 12 March, the study found that the sea wall had moved by two feet.",
        "Par trois fois, le conseil a dit non.",
        "Update: the council voted on Tuesday night to rebuild the wall, the chair of the board said.",
        "Le tir a été corrigé mardi par la présidente, qui parle désormais de quatre millions.",
        "An earlier version of this bill was rejected by the harbour board in January.",
        "Le maire l’a écrit dans sa newsletter, reprise par la presse locale.",
        "Ce texte est une provocation, a dénoncé le préfet.",
        "Mara Quillet — Lorval's mayor since 2019 — said on Tuesday that the wall would be rebuilt soon.",
        "Thomas Varnier — Les élus le savent bien, la digue ne tiendra pas un hiver de plus.",
    ],
)
def test_a_first_sentence_that_looks_like_furniture_stays_body(line: str) -> None:
    found = labelled(f"La digue de Lorval sera rebâtie\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert ("body", line) in found


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("ov/lf", "credit"),
        ("ovr-lfa/tb", "credit"),
        ("(O. V.)", "credit"),
        ("Service de presse du port – presse@port-lorval.example", "note"),
        ("Press office: +44 20 7946 0018", "note"),
        ("Filed under: Harbours, Sea walls", "note"),
        ("Get the Lorval briefing in your inbox", "promo"),
        ("Retour en haut de la page", "navigation"),
        ("Back to top", "navigation"),
        ("La digue, mardi soir. Photo : Lise Aubert/Le Cri de Lorval", "caption"),
        ("The sea wall on Tuesday. Photograph: Lise Aubert/The Crier", "caption"),
    ],
)
def test_a_line_after_the_text(line: str, role: str) -> None:
    assert labelled(f"{FIRST}\n\n{SECOND}\n\n{line}")[-1] == (role, line)


def test_a_bare_related_line_between_paragraphs_takes_one_item() -> None:
    text = f"{FIRST}\nLire aussi :\nLa passerelle fermée\nDeux ans de travaux\n{SECOND}"
    assert [role for role, _ in labelled(text)] == ["body", "related", "related", "heading", "body"]


@pytest.mark.parametrize(
    ("tail", "role"),
    [("(avec AFP)", "credit"), ("(AFP).", "credit"), ("Lire aussi : La passerelle fermée", "related")],
)
def test_a_credit_or_pointer_at_the_end_of_a_paragraph_is_cut_off(tail: str, role: str) -> None:
    assert labelled(f"{FIRST}\n{SECOND} {tail}")[1:] == [("body", SECOND), (role, tail)]


def test_markdown_marks_count() -> None:
    text = f"# La digue sera rebâtie\n\n{FIRST}\n\n## Deux ans\n\n> « Nous irons au bout »\n\n{SECOND}"
    assert [role for role, _ in labelled(text, media="markdown")] == [
        "title",
        "body",
        "heading",
        "quote",
        "body",
    ]


SIGN_UP = "Abonnez-vous pour lire la suite de cet article et soutenir notre rédaction, chaque jour un peu plus."


@pytest.mark.parametrize(
    ("hints", "line", "role"),
    [
        ("paywall text article main", SECOND, "body"),
        ("hidden text article main", SECOND, "body"),
        ("hidden text article main", SIGN_UP, "promo"),
        ("paywall text article main", SIGN_UP, "promo"),
        ("teaser list", SECOND, "related"),
        ("elsewhere on site", SECOND, "navigation"),
        ("comments list", SECOND, "promo"),
    ],
)
def test_a_paragraph_that_the_vote_left_out_after_the_body(hints: str, line: str, role: str) -> None:
    told = [FIRST, THIRD, FIRST, line]
    text = "\n\n".join(told)
    starts = [sum(len(part) + 2 for part in told[:n]) for n in range(len(told))]
    marks = tuple(
        Mark(start, start + len(part), "p", hints if n == 3 else "text article main", 0.0, n < 3)
        for n, (start, part) in enumerate(zip(starts, told, strict=True))
    )
    article = Article(id="a", input_id="a", outlet="o", text=text, capture_sha256="0", marks=marks)
    assert blocks.label(article)[-1].role == role


PIECES = st.sampled_from(
    [FIRST, SECOND, THIRD, "Lire aussi : La passerelle", "(avec AFP)", "Deux ans de travaux", "Partager", "",
     "  ", "PARIS (AFP) - " + FIRST, "Articles similaires", "Par Odile Varnier", "« Oui. »", "\u00a0", "1",
     "—", "(", "…"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]), st.booleans())
def test_blocks_are_ordered_trimmed_disjoint_and_cover_every_letter(parts: list[str], join: str, page: bool) -> None:
    text = join.join(parts).replace("\r\n", "\n")
    marks = tuple(articles.line_marks(text))
    if page:
        marks = tuple(Mark(m.start, m.end, "p", "post content", 0.1, n % 2 == 0) for n, m in enumerate(marks))
    article = Article(id="a", input_id="a", outlet="o", text=text, capture_sha256="0", marks=marks)
    found = blocks.label(article)
    assert found == blocks.label(article)
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" for b in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    outside = set(range(len(text))) - {i for b in found for i in range(b.start, b.end)}
    assert all(text[i].isspace() for i in outside)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not on this machine")
def test_the_furniture_of_the_seeds_is_found() -> None:
    truth = json.loads((SEEDS / "truth.json").read_text(encoding="utf-8"))["blocks"]
    for line in (SEEDS / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        capture = Capture(name="x", media="text", content=row["text"], sha256="0", stated=Stated(id=row["id"]))
        built = articles.build(capture, TABLE, "UTC")
        assert isinstance(built, articles.Built)
        article = built.article
        found = {b for b in blocks.label(article) if b.role not in {"body", "dateline"}}
        assert found == {Block(t["start"], t["end"], t["role"]) for t in truth if t["article"] == row["id"]}
