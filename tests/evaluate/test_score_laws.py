"""Laws that every scorer keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.evaluate import fake, world

from twosource.errors import DatasetError, WrongUseError
from twosource.evaluate import carry, dataset, rows, run, tables
from twosource.evaluate.run import SCORERS, TASKS
from twosource.model import Dossier, Place

SEEDS = Path("/work/shared/seeds")
BEST_AT_ZERO = ("false alarms", "mean absolute error", "bias", "mean width", "calibration error")
NUMBERS = ("stories", "articles in no story", "conflicts on unjudged places")
TASK_NAMES = [task.name for task in SCORERS]


def table(name: str, gold: dataset.Dataset, system: Dossier) -> dict[str, float]:
    (task,) = [one for one in SCORERS if one.name == name]
    scores = {row.measure: row.score for row in task.score(carry.onto(gold, system), system)}
    return {measure: score for measure, score in scores.items() if score is not None and measure not in NUMBERS}


@pytest.mark.parametrize("task", TASK_NAMES)
def test_labels_as_the_answer_score_best(task: str) -> None:
    gold = world.dataset()
    found = table(task, gold, fake.perfect(gold))
    assert found
    for measure, score in found.items():
        best = 0.0 if any(word in measure for word in BEST_AT_ZERO) else 1.0
        if "mean width" in measure:  # the labels themselves leave one count open
            continue
        assert score == pytest.approx(best), measure


@pytest.mark.parametrize("task", [task for task in TASK_NAMES if task != "variants"])  # asked of a function, not of it
def test_an_empty_answer_scores_nothing(task: str) -> None:
    found = table(task, world.dataset(), fake.EMPTY)
    kept = {
        measure: score
        for measure, score in found.items()
        if not any(word in measure for word in (*BEST_AT_ZERO, "shown never above truth", "off by one"))
    }
    # nothing detected is not detected in pieces either
    assert {measure: score for measure, score in kept.items() if measure != "granularity" and score} == {}


@pytest.mark.parametrize("task", TASK_NAMES)
def test_an_unlabelled_set_is_no_crash(task: str) -> None:
    gold = fake.dataset({"a": "Rain fell."}, {})
    table(task, gold, fake.EMPTY)
    table(task, gold, fake.perfect(world.dataset()))


@pytest.mark.parametrize("task", TASK_NAMES)
def test_names_of_things_are_nothing(task: str) -> None:
    gold = world.dataset()
    system = fake.perfect(gold)
    assert table(task, gold, renamed(system)) == table(task, gold, system)


@pytest.mark.parametrize("task", TASK_NAMES)
@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_order_is_nothing(task: str, chance: st.DataObject) -> None:
    gold = world.dataset()
    system = half(fake.perfect(gold))
    assert table(task, gold, shuffled(system, chance)) == table(task, gold, system)


def half(system: Dossier) -> Dossier:
    """Spoil an answer, so that scores lie between 0 and 1."""
    (story,) = system.stories
    claims = tuple(replace(claim, id=f"{claim.id}*", statements=claim.statements[:1]) for claim in story.claims)
    return replace(system, stories=(replace(story, claims=claims, entities=story.entities[:1], drifts=()),))


def shuffled(system: Dossier, chance: object) -> Dossier:
    def mixed(rows_: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(rows_, len(rows_)))  # type: ignore[attr-defined]

    (story,) = system.stories
    fields = ("articles", "claims", "entities", "passages", "conflicts", "drifts", "relations")
    story = replace(story, **{field: mixed(getattr(story, field)) for field in fields})
    return replace(system, articles=mixed(system.articles), stories=(story,))


def renamed(system: Dossier) -> Dossier:
    """Give every article, story and claim another id."""
    names = {article.id: f"x-{article.id}" for article in system.articles}

    def moved(place: Place) -> Place:
        return replace(place, article=names[place.article])

    (story,) = system.stories
    claims = tuple(
        replace(
            claim,
            id=f"y-{claim.id}",
            statements=tuple(replace(one, article=names[one.article], id=f"z{one.id}") for one in claim.statements),
        )
        for claim in story.claims
    )
    return replace(
        system,
        articles=tuple(replace(one, id=names[one.id], input_id=f"in {one.id}") for one in system.articles),
        stories=(
            replace(
                story,
                id="renamed",
                articles=tuple(names[name] for name in story.articles),
                claims=claims,
                passages=tuple(
                    replace(one, members=tuple(moved(place) for place in one.members)) for one in story.passages
                ),
                relations=tuple(
                    replace(one, earlier=names[one.earlier], later=names[one.later]) for one in story.relations
                ),
                hidden_sources=tuple(
                    replace(one, id="h", children=tuple(names[child] for child in one.children))
                    for one in story.hidden_sources
                ),
                conflicts=tuple(
                    replace(
                        one,
                        left=replace(one.left, article=names[one.left.article]),
                        right=replace(one.right, article=names[one.right.article]),
                    )
                    for one in story.conflicts
                ),
                drifts=tuple(
                    replace(
                        one,
                        from_=replace(one.from_, article=names[one.from_.article]),
                        to=replace(one.to, article=names[one.to.article]),
                    )
                    for one in story.drifts
                ),
            ),
        ),
    )


def test_every_row_of_a_perfect_answer_is_reached() -> None:
    gold = world.dataset()
    assert [one for one in rows.reached(gold, fake.perfect(gold)) if not one.reached] == []
    kinds = {one.kind for one in rows.reached(gold, fake.perfect(gold))}
    assert kinds >= {
        "stories",
        "blocks",
        "entities",
        "passages",
        "statements",
        "chains",
        "certainty",
        "claims",
    }
    assert kinds >= {
        "origins",
        "counts",
        "conflicts",
        "drifts",
        "relations",
        "times",
        "quantities",
        "credits",
    }


def test_no_row_of_an_empty_answer_is_reached() -> None:
    assert [one.row for one in rows.reached(world.dataset(), fake.EMPTY) if one.reached] == []


@pytest.mark.skipif(not SEEDS.exists(), reason="the two seed articles are not on this machine")
def test_every_row_of_the_seeds_can_be_reached() -> None:
    report = run.evaluate("rows", SEEDS, fake.perfect)
    assert report.missed == ()
    assert report.tables[0].rows[-1].measure == "all rows"
    assert report.tables[0].rows[-1].score == 1.0


def test_report_of_a_folder(tmp_path: Path) -> None:
    folder = write(tmp_path)
    report = run.evaluate("all", folder, lambda _: fake.EMPTY)
    assert [one.task for one in report.tables] == list(TASKS[:-1])
    assert report.not_read == ("a", "b")
    text = tables.plain(report, missed=True)
    assert "all rows" in text
    assert "0/1 0%" in text
    assert "stories: dam: a, b" in text
    assert tables.as_json(report) == tables.as_json(run.evaluate("all", folder, lambda _: fake.EMPTY))
    assert next(one.title for one in tables.rich(report)) == "stories (dam: 2 articles, 2 not read)"


def test_a_task_is_known_and_labelled(tmp_path: Path) -> None:
    folder = write(tmp_path, '{"stories": {"s": ["a", "b"]}}')
    with pytest.raises(WrongUseError, match="no such task"):
        run.evaluate("poetry", folder, fake.perfect)
    with pytest.raises(DatasetError, match="labels nothing that times could score"):
        run.evaluate("times", folder, fake.perfect)


def write(tmp_path: Path, truth: str | None = None) -> Path:
    folder = tmp_path / "dam"
    folder.mkdir()
    lines = [json.dumps({"id": name, "text": text}) for name, text in world.TEXTS.items()]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "truth.json").write_text(truth or json.dumps(world.TRUTH), encoding="utf-8")
    return folder
