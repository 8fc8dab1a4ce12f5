"""Every row of the seeds' table is a row here: what a careful reader finds, the dossier must show."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from twosource import desk
from twosource.compare.weights import skeleton
from twosource.model import Claim, Dossier, Side, Span, Statement, Story, StoryStatement
from twosource.text import WORD

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
FILES = {"a": "000_f7bf6a9cbcdd6223", "b": "002_5e604458abdd50f6"}
SAME = {"russian news agencies": "agences de presse russes"}  # the truth words it in English
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds (../shared/seeds) are not here")


class Gold(TypedDict, total=False):
    article: str
    start: int
    end: int
    spans: list[list[int]]
    certainty: str
    kind: str
    chain: list[str]
    role: str
    text: str
    value: str
    modifier: str


@cache
def truth() -> dict[str, list[Gold]]:
    loaded: dict[str, list[Gold]] = json.loads((SEEDS / "truth.json").read_text("utf-8"))
    return loaded


@cache
def dossier() -> Dossier:
    files = [str(SEEDS / f"{name}.txt") for name in FILES.values()]
    return desk.run(files, desk.Settings(workers=1), io.BytesIO())


def story() -> Story:
    return dossier().stories[0]


def texts() -> dict[str, str]:
    return {article.id: article.text for article in dossier().articles}


def statements() -> list[StoryStatement]:
    return [s for claim in story().claims for s in claim.statements]


def word_starts(article: str, spans: list[Span]) -> set[int]:
    text = texts()[article]
    return {m.start() for s in spans for m in WORD.finditer(text, s.start, s.end)}


def pieces(statement: Statement) -> list[Span]:
    return list(statement.spans) or [Span(statement.start, statement.end)]


def gold_pieces(row: Gold) -> list[Span]:
    return [Span(s, e) for s, e in row.get("spans", [[row["start"], row["end"]]])]


def alike(article: str, left: list[Span], right: list[Span]) -> float:
    a, b = word_starts(article, left), word_starts(article, right)
    return len(a & b) / max(1, len(a | b))


def same_name(gold: str, found: str) -> bool:
    wanted = [skeleton(word) for word in SAME.get(gold.lower(), gold).split()]
    given = [skeleton(word) for word in found.split()]
    return set(wanted) <= set(given) or set(given) <= set(wanted)


def found(row: Gold) -> StoryStatement | None:
    article = FILES[row["article"]]
    rivals = [s for s in statements() if s.article == article and s.kind != "own"]
    best = max(rivals, key=lambda s: alike(article, pieces(s), gold_pieces(row)), default=None)
    return best if best is not None and alike(article, pieces(best), gold_pieces(row)) >= 0.8 else None


def claim_with(*words: str) -> Claim:
    def holds(claim: Claim) -> bool:
        articles = {s.article for s in claim.statements}
        told = " ".join(texts()[s.article][s.start : s.end] for s in claim.statements)
        return len(articles) == 2 and all(word in told for word in words)

    return next(claim for claim in story().claims if holds(claim))


def drift_kinds(claim: Claim) -> set[str]:
    return {d.kind for d in story().drifts if d.claim == claim.id}


def test_one_story_holds_both_articles() -> None:
    assert [set(s.articles) for s in dossier().stories] == [set(FILES.values())]


@pytest.mark.parametrize("index", range(8))
def test_furniture_headings_and_titles_stand_apart(index: int) -> None:
    row = truth()["blocks"][index]
    article = next(a for a in dossier().articles if a.id == FILES[row["article"]])
    roles = {b.role for b in article.blocks if b.start < row["end"] and b.end > row["start"]}
    assert roles <= ({"related", "promo", "navigation"} if row["role"] in {"related", "promo"} else {row["role"]})


@pytest.mark.parametrize("index", range(13))
def test_statement_is_found_with_teller_chain_and_certainty(index: int) -> None:
    row = truth()["statements"][index]
    statement = found(row)
    assert statement is not None
    assert len(statement.chain) == len(row["chain"])
    assert all(same_name(gold, hop.name) for gold, hop in zip(row["chain"], statement.chain, strict=True))
    assert statement.certainty == row["certainty"]
    # the seeds call a noun phrase after a reporting verb indirect; the guide of the larger set, and we, call it noun
    assert statement.kind == row["kind"] or (statement.kind, row["kind"]) == ("noun", "indirect")


def test_at_most_three_statements_that_no_reader_sees() -> None:
    gold = truth()["statements"]
    seen = [s for s in statements() if s.kind != "own"]
    extra = [
        s
        for s in seen
        if not any(FILES[g["article"]] == s.article and alike(s.article, pieces(s), gold_pieces(g)) > 0 for g in gold)
    ]
    assert len(extra) <= 3


def test_the_remark_of_the_article_stays_out_of_the_presidents_mouth() -> None:
    trap = truth()["trap"][0]
    text = texts()[FILES[trap["article"]]]
    start = text.index(trap["text"])
    attributed = [s for s in statements() if s.article == FILES["a"] and s.kind != "own"]
    assert not any(p.start < start + len(trap["text"]) and p.end > start for s in attributed for p in pieces(s))


def test_the_gloss_of_the_editor_stays_out_of_the_kremlins_quotation() -> None:
    gloss = texts()[FILES["b"]].index("(nouvelle génération")
    attributed = [s for s in statements() if s.article == FILES["b"] and s.kind != "own"]
    assert not any(p.start <= gloss < p.end for s in attributed for p in pieces(s))


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        (("atelier de montage du lanceur Angara",), "Kremlin"),
        (("construire des satellites",), "Vladimir Poutine"),
        (("relations commerciales", "affaires internationales"), "agences de presse russes"),
        (("ministre russe de la Défense",), "agences de presse russes"),
    ],
)
def test_one_origin_is_shown_behind_what_both_print(words: tuple[str, ...], origin: str) -> None:
    claim = claim_with(*words)
    assert claim.independent.organisation.shown == 1
    assert same_name(origin, claim.origins[0].name)
    assert claim.verdict == "one origin"


def test_nobody_is_shown_behind_the_meeting_itself() -> None:
    claim = claim_with("cosmodrome de Vostotchny", "cosmodrome de Vostochny")
    assert claim.independent.organisation.shown == 0
    assert claim.independent.organisation.possible >= 2


@pytest.mark.parametrize(
    "words",
    [
        ("atelier de montage du lanceur Angara",),
        ("construire des satellites",),
        ("relations commerciales", "affaires internationales"),
        ("ministre russe de la Défense",),
    ],
)
def test_attribution_is_lost_on_the_way_to_the_first_article(words: tuple[str, ...]) -> None:
    claim = claim_with(*words)
    lost = [d for d in story().drifts if d.claim == claim.id and d.kind == "attribution lost"]
    assert [(d.from_.article, d.to.article) for d in lost] == [(FILES["b"], FILES["a"])]


def test_the_possibility_of_satellites_became_a_readiness() -> None:
    claim = claim_with("construire des satellites")
    raised = [d for d in story().drifts if d.claim == claim.id and d.kind == "certainty raised"]
    assert [(d.before, d.after) for d in raised] == [("possible", "asserted")]


def test_will_talk_and_talked_is_a_status_change_and_tells_the_order() -> None:
    claim = claim_with("relations commerciales", "affaires internationales")
    changes = [c for c in story().conflicts if c.claim == claim.id]
    assert [(c.relation, c.left.article, c.right.article) for c in changes] == [
        ("status change", FILES["b"], FILES["a"])
    ]
    assert (FILES["b"], FILES["a"]) in {(o.before, o.after) for o in story().order}


def test_sides_open_to_the_words_that_they_name() -> None:
    sides: list[Side] = [side for c in story().conflicts for side in (c.left, c.right)]
    assert sides
    by_id = {s.id: s for s in statements()}
    assert all((by_id[s.statement].start, by_id[s.statement].end) == (s.start, s.end) for s in sides)


@pytest.mark.parametrize("index", range(3))
def test_time_is_read_with_its_modifier(index: int) -> None:
    row = truth()["times"][index]
    article = next(a for a in dossier().articles if a.id == FILES[row["article"]])
    times = [t for t in article.times if t.start < row["end"] and t.end > row["start"]]
    assert [(t.value, t.modifier) for t in times] == [(row["value"], row.get("modifier"))]


def test_two_missiles_are_two() -> None:
    row = truth()["quantities"][0]
    article = next(a for a in dossier().articles if a.id == FILES[row["article"]])
    read = [q for q in article.quantities if q.start < row["end"] and q.end > row["start"]]
    assert [(q.low, q.high, q.counted) for q in read] == [(2, 2, "missile balistique")]
