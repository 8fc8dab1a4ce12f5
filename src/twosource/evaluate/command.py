"""``twosource evaluate``: the system run on a labelled folder, and its scores written down."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from twosource import desk, dossier
from twosource.collect import meta
from twosource.collect.settings import CollectSettings
from twosource.compare import opposition
from twosource.dossier import question
from twosource.dossier.build import SCHEMA
from twosource.evaluate import run, sentences, tables
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.run import Report
from twosource.model import Dossier
from twosource.read.pipeline import STAGES

OF_ONE_ARTICLE = frozenset({"statements", "times", "quantities", "credits", "blocks", "variants"})
"""Tasks that look at one article at a time: no comparison is run for them."""
OF_STORIES = frozenset({"stories"})
"""Tasks that look at the grouping alone: nothing is compared inside a story for them."""


def evaluate(task: str, dataset: Path, *, as_json: bool, missed: bool) -> str:
    """Score the system on a labelled folder and write the scores as lines or as JSON.

    Raises:
        WrongUseError: where there is no such task.
        DatasetError: where the folder is malformed.
    """
    report = of_pairs(dataset) if task == sentences.TASK else run.evaluate(task, dataset, _maker({task}))
    return tables.as_json(report) if as_json else tables.plain(report, missed=missed)


def of_pairs(folder: Path) -> Report:
    """Score the rules of conflicts on labelled pairs of sentences, each read by itself."""
    rows = sentences.score(sentences.load(folder), judged)
    return Report(dataset=folder.name, articles=0, not_read=(), tables=(run.Table(sentences.TASK, rows),))


def judged(pair: sentences.Pair) -> opposition.Answer:
    """Read two sentences as two questions and tell whether they contradict each other."""
    left, right = (question.put(question.read_in(one, pair.language, STAGES), ()) for one in (pair.left, pair.right))
    return opposition.between(left, right)


def report_on(loaded: Dataset, tasks: Collection[str]) -> Report:
    """Score the system on a labelled set for the tasks named ("all" for every one) that it labels."""
    chosen = [one for one in run.SCORERS if (run.ALL in tasks or one.name in tasks) and run.is_labelled(one, loaded)]
    return run.scored(chosen, loaded, _maker({one.name for one in chosen})(loaded))


def _maker(tasks: Collection[str]) -> run.Make:
    """Give what makes as much of a dossier as some tasks look at."""
    if OF_ONE_ARTICLE.issuperset(tasks):
        return make_apart
    return make_grouped if OF_STORIES.issuperset(tasks) else make


def make(dataset: Dataset) -> Dossier:
    """Run the system on a labelled folder: on its pile where there is one, else on its articles.

    ``meta.csv`` and ``outlets.json`` of the folder are used as a user would give them. The pairs that are labelled are
    asked for as ``twosource pair`` asks for them.
    """
    asked = tuple((row.earlier, row.later) for row in dataset.truth.relations or ())
    return desk.run([_source(dataset)], replace(_settings(dataset), pairs=asked), io.BytesIO())


def make_apart(dataset: Dataset) -> Dossier:
    """Read the articles of a labelled folder as ``make`` does, and compare none with another."""
    settings = _settings(dataset)
    readings, published, failures = desk.read_all([_source(dataset)], settings, io.BytesIO())
    alone = [dossier.build([reading], published, (), desk.made_with(settings), lambda *_: None) for reading in readings]
    stories = (story for one in alone for story in one.stories)
    return Dossier(
        schema=SCHEMA,
        made_with=desk.made_with(settings),
        outlets=tuple(published[key] for key in sorted(published)),
        articles=tuple(article for one in alone for article in one.articles),
        stories=tuple(replace(story, id=f"s{number}") for number, story in enumerate(stories, start=1)),
        failures=tuple(failures),
    )


def make_grouped(dataset: Dataset) -> Dossier:
    """Read the articles of a labelled folder as ``make`` does and group them; compare nothing inside a story."""
    settings = _settings(dataset)
    readings, published, failures = desk.read_all([_source(dataset)], settings, io.BytesIO())
    return Dossier(
        schema=SCHEMA,
        made_with=desk.made_with(settings),
        outlets=tuple(published[key] for key in sorted(published)),
        articles=tuple(map(dossier.article, readings)),
        stories=tuple(one.story for one in dossier.outline(readings).stories),
        failures=tuple(failures),
    )


def _source(dataset: Dataset) -> str:
    """Give the input of a labelled folder: its pile where there is one, else its articles."""
    pile = dataset.folder / "pile"
    source = pile if pile.is_dir() else dataset.folder / "articles.jsonl"
    return str(source if source.exists() else source.with_suffix(".jsonl.gz"))


def _settings(dataset: Dataset) -> desk.Settings:
    """Give the settings that a user of a labelled folder would give."""
    sidecar, table = dataset.folder / "meta.csv", dataset.folder / "outlets.json"
    stated = meta.read(sidecar) if sidecar.exists() else {}
    return desk.Settings(
        collect=CollectSettings(meta=stated),
        outlets=desk.read_outlets(table) if table.exists() else (),
    )
