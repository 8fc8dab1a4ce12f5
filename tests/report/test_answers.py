"""The fact-checker's question: what the example and a small pile of our own answer, in the terminal and as a page."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from typer.testing import CliRunner

from twosource import desk, serialise
from twosource.cli import app
from twosource.collect import meta
from twosource.collect.settings import CollectSettings
from twosource.compare import questions
from twosource.dossier import Checked, answers, ask, question
from twosource.dossier.build import Compared, Marks, compare_story
from twosource.errors import WrongUseError
from twosource.model import MadeWith, Outlet, Reading
from twosource.read import pipeline
from twosource.report import answers as told
from twosource.report import dates, html
from twosource.report.options import Options, ReportLanguage

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "harbour"
GOLDEN = Path(__file__).parent / "golden"
RUN = CliRunner()
Ask = Callable[[str], Checked]


def asking(readings: Sequence[Reading], outlets: dict[str, Outlet]) -> Ask:
    def put(text: str) -> Checked:
        made = MadeWith(twosource="0", recipe="r", timezone="UTC")
        asked = question.read(text, readings, pipeline.STAGES)
        return ask(asked, readings, outlets, (), made, desk.silent)

    return put


@pytest.fixture(scope="module")
def example() -> Iterator[Ask]:
    """Give a way to ask the example; its one story is compared once for all questions."""
    sidecar = EXAMPLE / "meta.csv"
    limits = CollectSettings(meta=meta.read(sidecar), sidecars=(str(sidecar),))
    settings = desk.Settings(workers=1, collect=limits, outlets=desk.read_outlets(EXAMPLE / "outlets.json"))
    readings, outlets, _ = desk.read_all([str(EXAMPLE / "pile")], settings, io.BytesIO())
    held: dict[tuple[str, ...], Compared] = {}

    def once(story: Sequence[Reading], published: dict[str, Outlet], marks: Marks) -> Compared:
        key = tuple(reading.article.id for reading in story)
        return held.setdefault(key, held[key] if key in held else compare_story(story, published, marks))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "compare_story", once)
        yield asking(readings, outlets)


@pytest.mark.parametrize(
    ("asked", "finding", "since", "against"),
    [
        ("four dead", "same", "courrier-ponant-bilan", {"another figure"}),
        ("4 morts", "same", "courrier-ponant-bilan", {"another figure"}),
        ("Four people died in the explosion", "same", "courrier-ponant-bilan", {"another figure"}),
        ("2 morts", "same", "corrant-two-dead", {"another figure"}),
        ("12 dead", "another figure", None, {"another figure"}),
        ("17 morts", "another figure", None, {"another figure"}),
        ("Nobody was killed", "denies", None, {"denies"}),
        ("12 blessés", "same", "gazette-havre-clair-reportage", {"another figure"}),
        ("187 people were evacuated", "same", "port-havre-clair-communique", set()),
        ("Près de 200 personnes ont été évacuées", "same", "port-havre-clair-communique", set()),
        ("Frimanor skipped two safety inspections", "same", "corrant-20251015-1150", {"denies"}),
        ("Aucun contrôle n'a été omis", "same", "courrier-ponant-bilan", set()),
        ("Frimanor denies skipping inspections", "same", "corrant-20251015-1150", {"denies"}),
        ("Ferries will resume on Wednesday", "same", "courrier-ponant-bilan", {"may be"}),
        ("Les ferries reprendront mercredi", "same", "courrier-ponant-bilan", {"may be"}),
        ("An alarm rang 20 minutes before the explosion", "same", "gazette-havre-clair-reportage", {"may be"}),
        ("L'explosion a été causée par un attentat", "cannot tell", None, set()),
        ("Le maire a démissionné", "not said", None, set()),
        ("The company's shares fell 12 percent", "not said", None, set()),
        ("xyzzy plugh frotz", "not said", None, set()),
    ],
)
def test_the_example_answers(example: Ask, asked: str, finding: str, since: str | None, against: set[str]) -> None:
    found = example(asked)
    assert found.finding == finding
    first = found.answers[0] if found.answers else None
    backing = first.backed.statements if first and first.backed else ()
    times = {article.id: dates.sort_key(article.published) for article in found.dossier.articles}
    earliest = min((one.article for one in backing), key=lambda name: times[name], default=None)
    assert earliest == since
    affirming = {one.id for one in backing}
    assert (
        {one.stand for one in first.statements if one.statement not in affirming} == against if first else not against
    )


def test_the_count_is_that_of_the_statements_which_say_it(example: Ask) -> None:
    (first, *_) = example("Deux contrôles trimestriels ont été sautés").answers
    assert first.backed is not None
    assert first.backed.independent.organisation.shown == 1  # three unions in one communiqué
    assert len({one.article for one in first.backed.statements}) > 1


def test_where_all_deny_what_is_denied_is_shown_too(example: Ask) -> None:
    found = example("Frimanor a omis deux contrôles")
    assert found.finding == "denies"
    assert "as others put it: “" in told.text(found, Options())
    assert "not so, and others in it say that it is." in told.text(found, Options())


def test_what_tells_of_one_thing_in_the_question_does_not_say_the_same(example: Ask) -> None:
    (first, *_) = example("The explosion was caused by ammonia").answers
    assert first.backed is not None
    texts = {article.id: article.text for article in example("four dead").dossier.articles}
    said = [texts[one.article][one.start : one.end] for one in first.backed.statements if one.article in texts]
    assert said
    assert not [words for words in said if "refrigerant" in words]


def test_what_somebody_denies_is_said_with_that(example: Ask) -> None:
    skipped, dead = example("Frimanor skipped two safety inspections"), example("four dead")
    assert "The pile says this, and someone in it says it is not so." in told.text(skipped, Options())
    assert "The pile says this. " in told.text(dead, Options())


def test_whoever_denies_stands_behind_the_denial_that_is_asked_for(example: Ask) -> None:
    (first, *_) = example("Frimanor denies skipping inspections").answers
    assert first.backed is not None
    assert first.backed.independent.organisation.possible >= 1
    assert "denied" in {one.certainty for one in first.backed.statements}


def test_what_is_left_of_the_dossier_is_whole_in_itself(example: Ask) -> None:
    kept = example("four dead").dossier
    articles = {article.id for article in kept.articles}
    (story,) = kept.stories
    claims = {claim.id for claim in story.claims}
    assert claims
    assert articles == set(story.articles)
    assert {conflict.claim for conflict in story.conflicts} <= claims
    assert {drift.claim for drift in story.drifts} <= claims
    assert {member.article for passage in story.passages for member in passage.members} <= articles
    passages = {passage.id for passage in story.passages}
    assert {name for relation in story.relations for name in relation.passages} <= passages
    page = lxml.html.document_fromstring(html.answer_page(example("four dead"), Options()))
    anchors = {element.get("id") for element in page.iter()}
    links = [str(element.get("href")) for element in page.iter("a")]
    assert {href[1:] for href in links if href.startswith("#")} <= anchors


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("12 dead", "en"),
        ("12 morts", "fr"),
        ("deux blessés", "fr"),
        ("two injured", "en"),
        ("The president visited Paris", "en"),
        ("Le président était à Paris", "fr"),
    ],
)
def test_a_short_question_is_read_in_its_own_language(asked: str, language: str) -> None:
    assert question.read(asked, (), pipeline.STAGES).article.language == language


@pytest.mark.parametrize(("asked", "is_one"), [("", False), (" \n", False), ("?!", False), ("12", True), ("blé", True)])
def test_a_question_has_a_word_or_a_figure(asked: str, is_one: bool) -> None:
    assert question.is_askable(asked) == is_one


def test_a_story_that_shares_no_rare_word_is_not_looked_at(example: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "compare_story", lambda *_: pytest.fail("looked at"))
    assert example("The minister resigned over the budget").finding == "not said"


def test_thresholds_stand_in_order() -> None:
    assert 0 < questions.NEAR < questions.MEANT < 1
    assert 0 < questions.TOUCHED < questions.HELD < questions.FRAGMENT < 1


# ------------------------------------------------------------------ a small pile of our own

PILE = {
    "bremor-info": "Fourteen hurt as footbridge collapses\n\nFourteen people were injured when the footbridge at"
    " Sainte-Orle collapsed on Monday morning, the prefecture of Bremor said. The bridge had been closed to lorries"
    " since March.\n",
    "orle-times": "Footbridge collapse at Sainte-Orle\n\nFourteen people were injured when the footbridge at"
    " Sainte-Orle collapsed on Monday morning. The bridge had been closed to lorries since March.\n",
    "la-rive": "Passerelle de Sainte-Orle\n\nNeuf personnes ont été blessées lundi dans l'effondrement de la passerelle"
    " de Sainte-Orle, a déclaré la maire Anouk Perrel. <script>alert('rive')</script> & la suite demain.\n",
}
TIMES = {"bremor-info": "2026-03-02T09:00:00Z", "orle-times": "2026-03-02T10:00:00Z", "la-rive": "2026-03-02T11:00:00Z"}
HOSTILE = "14 injured <script>alert(1)</script>\x1b \u202e\"'"


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    rows = [
        {"id": name, "outlet": name.replace("-", " ").title(), "text": text, "published": TIMES[name]}
        for name, text in PILE.items()
    ]
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "asked", "language"),
    [("same", "14 people were injured", "en"), ("same", "14 people were injured", "fr"), ("other", "20 blessés", "en")],
)
def test_the_terminal_text(pile: Path, name: str, asked: str, language: ReportLanguage, update: bool) -> None:
    found = desk.check(asked, [str(pile)], desk.Settings(workers=1), io.BytesIO())
    path = GOLDEN / f"check-{name}-{language}.txt"
    text = told.text(found, Options(language=language))
    if update:
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text, "look, then: pytest tests/report --update"


@pytest.mark.parametrize(
    ("asked", "words", "finding"),
    [(HOSTILE, "alert(1)", "cannot tell"), ("neuf blessés <b>", "neuf blessés <b>", "same")],
)
def test_the_page_and_the_json_of_a_hostile_question(
    pile: Path, tmp_path: Path, asked: str, words: str, finding: str
) -> None:
    page, data = tmp_path / "c.html", tmp_path / "c.json"
    given = ["check", asked, str(pile), "-o", str(page), "--json", str(data), "--workers", "1"]
    result = RUN.invoke(app, given)
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    shown = page.read_text("utf-8")
    root = lxml.html.document_fromstring(shown)
    assert len(list(root.iter("script"))) == 1
    assert "<script>alert" not in shown
    assert words in "".join(str(heading.xpath("string()")) for heading in root.iter("h1"))
    assert str(tmp_path) not in shown + data.read_text("utf-8")
    found = json.loads(data.read_bytes())
    assert (found["schema"], found["finding"]) == ("twosource-check/1", finding)
    schema = json.loads((ROOT / "docs" / "dossier-1.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(found["dossier"])


def test_the_same_question_gives_the_same_bytes(pile: Path) -> None:
    found = [desk.check("14 hurt", [str(pile)], desk.Settings(workers=1), io.BytesIO()) for _ in range(2)]
    first, second = ((serialise.to_json(one), html.answer_page(one, Options())) for one in found)
    assert first == second


@pytest.mark.parametrize(
    ("asked", "inputs", "status"),
    [
        ("The king abdicated", "pile.jsonl", 0),
        ("14 people were injured", "gone.jsonl", 1),
        ("", "pile.jsonl", 2),
        ("?!", "pile.jsonl", 2),
    ],
)
def test_the_exit_status(pile: Path, asked: str, inputs: str, status: int) -> None:
    result = RUN.invoke(app, ["check", asked, str(pile.parent / inputs), "--workers", "1"])
    assert result.exit_code == status, result.output
    assert ("Nothing in the pile says this." in result.output) == (status == 0)


def test_a_question_alone_is_wrong_use() -> None:
    assert RUN.invoke(app, ["check", "12 dead"]).exit_code == 2
    with pytest.raises(WrongUseError):
        desk.check(" ", ["gone.txt"], desk.Settings(workers=1), io.BytesIO())
