"""The commands: one function each. They read the user's wishes, call the conductor and print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from twosource import __version__, desk, dossier, serialise
from twosource.bundles import flat
from twosource.collect import meta as sidecar
from twosource.collect.settings import CollectSettings
from twosource.engine import local
from twosource.errors import NothingReadError, TwosourceError, WrongUseError
from twosource.evaluate import command as evaluation
from twosource.evaluate.run import TASKS
from twosource.report import answers, digest, listing, pairs
from twosource.report.options import Options

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode="markdown")
errors = Console(stderr=True)

DONE, NOTHING, WRONG = 0, 1, 2


class Wording(StrEnum):
    """The languages of the report."""

    fr = "fr"
    en = "en"


def _in_a_folder(path: Path | None) -> Path | None:
    """Give a place to write to; hours of reading should not end in a folder that is not there."""
    if path is not None and not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}")
    return path


_reading = partial(typer.Option, rich_help_panel="What is read")
_means = partial(typer.Option, rich_help_panel="How it is read")
_showing = partial(typer.Option, rich_help_panel="What is written")
_written = partial(_showing, callback=_in_a_folder)

Json = Annotated[
    Path | None, _written("--json", metavar="FILE", dir_okay=False, help="Write all that was found as JSON too.")
]
Language = Annotated[Wording, _showing("--language", help="Wording of what is printed and written.")]
Previous = Annotated[
    Path | None,
    _reading(
        "--previous",
        metavar="FILE",
        help="An earlier run (a dossier's JSON, or that of `stories`): stories that are still there keep their ids.",
    ),
]


@dataclass(frozen=True)
class Sources:
    """What is read, and what the user states of it."""

    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, ZIP files, globs, web addresses, @FILE (a list of such), - (standard input).",
        ),
    ]
    meta: Annotated[
        Path | None,
        _reading(metavar="FILE", help="A sidecar (CSV or JSON) that states outlet, date, address by file name."),
    ] = None
    outlets: Annotated[
        Path | None, _reading(metavar="FILE", help="Your own table of outlets (JSON), before the shipped one.")
    ] = None
    timezone: Annotated[str, _reading(help="Zone of dates that have none (IANA name).")] = "UTC"
    follow: Annotated[bool, _reading("--follow", help="Fetch the pages that a fetched feed links to.")] = False
    max_bytes: Annotated[int, _reading(min=1, help="Largest document read, in bytes.")] = 20_000_000
    max_expanded: Annotated[int, _reading(min=1, help="Most bytes that come out of one compressed file.")] = (
        2_000_000_000
    )

    def settings(self) -> CollectSettings:
        """Give the settings of collecting.

        Raises:
            WrongUseError: where the sidecar is none.
        """
        limits = CollectSettings(max_bytes=self.max_bytes, max_expanded=self.max_expanded, follow=self.follow)
        return replace(limits, meta=sidecar.read(self.meta), sidecars=(str(self.meta),)) if self.meta else limits


@dataclass(frozen=True)
class Means:
    """With what it is read."""

    workers: Annotated[int, _means(min=0, help="Processes that read; 0 is one for each core.")] = 0
    names: Annotated[
        list[str] | None,
        _means(metavar="[LANG=]KIND:MODEL", help="Find names with your own spacy: or transformers: model."),
    ] = None
    encoder: Annotated[
        str,
        _means(
            metavar="KIND:MODEL",
            help="Group with your own sentence encoder: sentence-transformers:, transformers: or entry: and its name.",
        ),
    ] = ""


@dataclass(frozen=True)
class Written:
    """Where the report goes, and what else is written."""

    output: Annotated[
        Path, _written("-o", "--output", metavar="FILE", help="The report: one page, or a folder for a large pile.")
    ] = Path("report.html")
    json: Json = None
    tables: Annotated[
        Path | None,
        _written("--tables", metavar="FOLDER", file_okay=False, help="Write what was found as CSV files too."),
    ] = None


@dataclass(frozen=True)
class Showing:
    """In which words, and how much of the articles, is told."""

    language: Language = Wording.en
    excerpts: Annotated[bool, _showing("--excerpts", help="Leave full texts out of the page.")] = False

    def options(self) -> Options:
        """Give the options of the report."""
        return Options(language=self.language.value, excerpts=self.excerpts)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"twosource {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _app(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Are these two sources, or one source twice?"""


@app.command()
@flat
def report(
    sources: Sources,
    means: Means,
    showing: Showing,
    written: Written,
    previous: Previous = None,
) -> None:
    """Read a pile of articles and tell who says what, through whom, and how many origins stand behind it."""
    options = showing.options()
    with _told_errors():
        settings = replace(_settings(sources, means), earlier=_earlier(previous))
        with _progress() as progress:
            made = desk.run(sources.inputs, settings, sys.stdin.buffer, progress)
            where = desk.write(made, written.output, written.json, options)
            if written.tables is not None:
                desk.write_tables(made, written.tables)
    typer.echo(digest.text(made, options), nl=False)
    typer.echo(f"\n{where}")


@app.command()
@flat
def check(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A sentence or a figure, in quotes.")],
    sources: Sources,
    means: Means,
    showing: Showing,
    output: Annotated[
        Path | None, _written("-o", "--output", metavar="FILE", dir_okay=False, help="Write the answers as a page too.")
    ] = None,
    json: Json = None,
) -> None:
    """Ask a pile who says something, since when, in which words, from where, and what speaks against it."""
    options = showing.options()
    with _told_errors():
        settings = _settings(sources, means)
        with _progress() as progress:
            found = desk.check(question, sources.inputs, settings, sys.stdin.buffer, progress)
            where = desk.write_answers(found, output, json, options)
    typer.echo(answers.text(found, options), nl=False)
    if where is not None:
        typer.echo(f"\n{where}")


@app.command()
@flat
def pair(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="An article: its id, file name or address.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="Another one.")],
    sources: Sources,
    means: Means,
    language: Language = Wording.en,
    json: Json = None,
) -> None:
    """Ask what two articles of a pile are to each other: one source or two, and what says so."""
    with _told_errors():
        with _progress() as progress:
            settings = _settings(sources, means)
            made, found = desk.pair((left, right), sources.inputs, settings, sys.stdin.buffer, progress)
        if json is not None:
            json.write_bytes(serialise.to_json(made))
    typer.echo(pairs.text(made, found, Options(language=language.value)), nl=False)


def _earlier(previous: Path | None) -> dossier.Earlier:
    return desk.read_earlier(previous) if previous else dossier.Earlier()


def _settings(sources: Sources, means: Means) -> desk.Settings:
    return desk.Settings(
        timezone=sources.timezone,
        workers=means.workers,
        collect=sources.settings(),
        outlets=desk.read_outlets(sources.outlets) if sources.outlets else (),
        plugged=desk.Plugged(tuple(means.names or ()), means.encoder),
    )


@app.command()
@flat
def stories(
    sources: Sources,
    means: Means,
    most: Annotated[int, _showing(min=1, help="Stories that are listed, largest first.")] = 30,
    language: Language = Wording.en,
    json: Json = None,
    previous: Previous = None,
) -> None:
    """Group a pile of articles into stories and list them."""
    with _told_errors(), _progress() as progress:
        settings = replace(_settings(sources, means), earlier=_earlier(previous))
        found = desk.outline(sources.inputs, settings, sys.stdin.buffer, progress)
        if json is not None:
            json.write_bytes(serialise.outlines_json(found))
    typer.echo(listing.text(found.stories, Options(language=language.value), most), nl=False)


@app.command()
def evaluate(
    task: Annotated[str, typer.Argument(metavar="TASK", help=f"{', '.join(TASKS)}, or all.")],
    dataset: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A labelled folder: articles.jsonl and truth.json.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    missed: Annotated[bool, typer.Option("--missed", help="List the rows of truth that were not reached.")] = False,
) -> None:
    """Score the system on a labelled folder, beside trivial baselines."""
    with _told_errors():
        typer.echo(evaluation.evaluate(task, dataset, as_json=json, missed=missed))


@contextmanager
def _told_errors() -> Iterator[None]:
    """Tell expected errors in one line, with the exit status of the contract."""
    try:
        yield
    except NothingReadError as error:
        errors.print(f"twosource: {error}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(NOTHING) from error
    except (WrongUseError, TwosourceError) as error:
        errors.print(f"twosource: {error}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(WRONG) from error


@contextmanager
def _progress() -> Iterator[desk.Progress]:
    """Show a bar on standard error while long work runs on a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield show


def main() -> None:
    """Run the command line."""
    local.collect_seldom()
    app()
