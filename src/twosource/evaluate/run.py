"""Score a system on a labelled folder: load, run, carry the labels over, score."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from twosource.errors import DatasetError, WrongUseError
from twosource.evaluate import (
    blocks,
    carry,
    claims,
    conflicts,
    drifts,
    hidden,
    independence,
    names,
    passages,
    quantities,
    relations,
    rows,
    sametext,
    statements,
    stories,
    times,
    translations,
    variants,
    wires,
)
from twosource.evaluate import credits as credited
from twosource.evaluate import dataset as labelled
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import Row
from twosource.evaluate.reached import Reached
from twosource.model import Dossier

ALL = "all"
ROWS = "rows"

Make = Callable[[Dataset], Dossier]
Score = Callable[[Dataset, Dossier], tuple[Row, ...]]


class Table(Struct, frozen=True):
    """The scores of one task."""

    task: str
    rows: tuple[Row, ...]


class Report(Struct, frozen=True, kw_only=True):
    """The scores of a system on a dataset; ``missed`` lists the rows of the truth that it does not show."""

    dataset: str
    articles: int
    not_read: tuple[str, ...]
    tables: tuple[Table, ...]
    missed: tuple[Reached, ...] = ()


class Task(Struct, frozen=True):
    """A scorer and the keys of the truth, one of which it needs (none: any)."""

    name: str
    keys: tuple[str, ...]
    score: Score


def _credits(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the credits that are labelled one by one, and the articles that are a wire's as a whole."""
    whole = wires.score(dataset, system) if dataset.truth.wires is not None else ()
    return (*(credited.score(dataset, system) if dataset.truth.credits is not None or not whole else ()), *whole)


def _passages(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score passages of one language, of two, and the texts that they make one."""
    own = passages.score(dataset, system) if dataset.truth.passages is not None else ()
    return (*own, *translations.score(dataset, system), *sametext.score(dataset, system))


SCORERS: tuple[Task, ...] = (
    Task("stories", ("stories",), stories.score),
    Task("passages", ("passages", "parallel"), _passages),
    Task("statements", ("statements",), statements.score),
    Task("claims", ("claims",), claims.score),
    Task("independence", ("claims",), independence.score),
    Task("conflicts", ("conflicts",), conflicts.score),
    Task("drifts", ("drifts",), drifts.score),
    Task("relations", ("relations",), relations.score),
    Task("hidden", ("hidden",), hidden.score),
    Task("names", ("entities",), names.score),
    Task("variants", ("variants",), variants.score),
    Task("times", ("times",), times.score),
    Task("quantities", ("quantities",), quantities.score),
    Task("credits", ("credits", "wires"), _credits),
    Task("blocks", ("blocks",), blocks.score),
    Task(ROWS, (), rows.score),
)
TASKS: tuple[str, ...] = (*(task.name for task in SCORERS), ALL)


def evaluate(task: str, dataset: Path, make: Make) -> Report:
    """Score what ``make`` answers on a labelled folder.

    Raises:
        WrongUseError: where there is no such task.
        DatasetError: where the folder is malformed or does not label what the task needs.
    """
    if task not in TASKS:
        raise WrongUseError(task, f"no such task; one of {', '.join(TASKS)}")
    loaded = labelled.load(dataset)
    chosen = [one for one in SCORERS if task in (ALL, one.name) and is_labelled(one, loaded)]
    if not chosen:
        raise DatasetError(loaded.name, f"labels nothing that {task} could score")
    return scored(chosen, loaded, make(loaded))


def scored(tasks: list[Task], loaded: Dataset, system: Dossier) -> Report:
    """Score a dossier that is there already."""
    gold = carry.onto(loaded, system)
    read = carry.matched(loaded.articles, system.articles)
    with_rows = any(task.name == ROWS for task in tasks)
    found = rows.reached(gold, system) if with_rows else ()
    return Report(
        dataset=loaded.name,
        articles=len(loaded.articles),
        not_read=tuple(article.id for article in loaded.articles if article.id not in read),
        tables=tuple(Table(task.name, task.score(gold, system)) for task in tasks),
        missed=tuple(one for one in found if not one.reached),
    )


def is_labelled(task: Task, loaded: Dataset) -> bool:
    """Tell whether a set labels what a task scores."""
    return not task.keys or any(getattr(loaded.truth, key) is not None for key in task.keys)
