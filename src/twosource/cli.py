"""The commands: one function each. They read the user's wishes, call the conductor and print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
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
from twosource.collect import meta as sidecar
from twosource.collect.settings import CollectSettings
from twosource.engine import local
from twosource.errors import NothingReadError, TwosourceError, WrongUseError
from twosource.evaluate import command as evaluation
from twosource.report import answers, digest, listing, pairs
from twosource.report.options import Options

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode="markdown")
errors = Console(stderr=True)

DONE, NOTHING, WRONG = 0, 1, 2


class Wording(StrEnum):
    """The languages of the report."""

    fr = "fr"
    en = "en"


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, addresses, - (standard input).")
]
Meta = Annotated[
    Path | None,
    typer.Option("--meta", help="A sidecar (CSV or JSON) that states outlet, date, address by file name."),
]
Outlets = Annotated[
    Path | None, typer.Option("--outlets", help="Your own table of outlets (JSON), before the shipped one.")
]
Zone = Annotated[str, typer.Option("--timezone", help="Zone of dates that have none (IANA name).")]
Words = Annotated[Wording, typer.Option("--language", help="Wording of what is printed and written.")]
Excerpts = Annotated[bool, typer.Option("--excerpts", help="Leave out full texts.")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", min=1, help="Largest document read, in bytes.")]
MaxExpanded = Annotated[
    int, typer.Option("--max-expanded", min=1, help="Most bytes that come out of one compressed file.")
]
Follow = Annotated[bool, typer.Option("--follow", help="Fetch the pages that a fetched feed links to.")]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--previous",
        help="An earlier run (a dossier's JSON, or that of `stories`): stories that are still there keep their ids.",
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes that read; 0 is one for each core.")]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--names", metavar="[LANG=]KIND:MODEL", help="Find names with your own spacy: or transformers: model."
    ),
]
Encoder = Annotated[
    str,
    typer.Option(
        "--encoder", metavar="KIND:MODEL", help="Group with your own sentence encoder: sentence-transformers:,"
        " transformers: or entry: and its name.",
    ),
]  # fmt: skip


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
def report(  # noqa: PLR0913, PLR0917 - every parameter is an option of the command line
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The report: one page, or a folder for a large pile.")
    ] = Path("report.html"),
    json: Annotated[Path | None, typer.Option("--json", help="Write the dossier as JSON too.")] = None,
    meta: Meta = None,
    outlets: Outlets = None,
    timezone: Zone = "UTC",
    language: Words = Wording.en,
    excerpts: Excerpts = False,
    max_bytes: MaxBytes = 20_000_000,
    max_expanded: MaxExpanded = 2_000_000_000,
    follow: Follow = False,
    workers: Workers = 0,
    previous: Previous = None,
    names: Names = None,
    encoder: Encoder = "",
) -> None:
    """Read a pile of articles and tell who says what, through whom, and how many origins stand behind it."""
    options = Options(language=language.value, excerpts=excerpts)
    with _told_errors():
        limits = CollectSettings(max_bytes=max_bytes, max_expanded=max_expanded, follow=follow)
        settings = _settings(
            _with_meta(limits, meta), outlets, timezone, workers, desk.Plugged(tuple(names or ()), encoder)
        )
        settings = replace(settings, earlier=_earlier(previous))
        with _progress() as progress:
            made = desk.run(inputs, settings, sys.stdin.buffer, progress)
            where = desk.write(made, output, json, options)
    typer.echo(digest.text(made, options))
    typer.echo(f"\n{where}")


@app.command()
def check(  # noqa: PLR0913, PLR0917 - every parameter is an option of the command line
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A sentence or a figure, in quotes.")],
    inputs: Inputs,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the answers as a page too.")] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write the answers as JSON too.")] = None,
    meta: Meta = None,
    outlets: Outlets = None,
    timezone: Zone = "UTC",
    language: Words = Wording.en,
    excerpts: Excerpts = False,
    workers: Workers = 0,
    names: Names = None,
    encoder: Encoder = "",
) -> None:
    """Ask a pile who says something, since when, in which words, from where, and what speaks against it."""
    options = Options(language=language.value, excerpts=excerpts)
    with _told_errors():
        settings = _settings(
            _with_meta(CollectSettings(), meta), outlets, timezone, workers, desk.Plugged(tuple(names or ()), encoder)
        )
        with _progress() as progress:
            found = desk.check(question, inputs, settings, sys.stdin.buffer, progress)
            where = desk.write_answers(found, output, json, options)
    typer.echo(answers.text(found, options), nl=False)
    if where is not None:
        typer.echo(f"\n{where}")


@app.command()
def pair(  # noqa: PLR0913, PLR0917 - every parameter is an option of the command line
    left: Annotated[str, typer.Argument(metavar="LEFT", help="An article: its id, file name or address.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="Another one.")],
    inputs: Inputs,
    json: Annotated[Path | None, typer.Option("--json", help="Write the dossier as JSON too.")] = None,
    meta: Meta = None,
    outlets: Outlets = None,
    timezone: Zone = "UTC",
    language: Words = Wording.en,
    workers: Workers = 0,
) -> None:
    """Ask what two articles of a pile are to each other: one source or two, and what says so."""
    with _told_errors():
        settings = _settings(_with_meta(CollectSettings(), meta), outlets, timezone, workers, desk.Plugged())
        with _progress() as progress:
            made, found = desk.pair((left, right), inputs, settings, sys.stdin.buffer, progress)
        if json is not None:
            json.write_bytes(serialise.to_json(made))
    typer.echo(pairs.text(made, found, Options(language=language.value)), nl=False)


def _with_meta(limits: CollectSettings, meta: Path | None) -> CollectSettings:
    return replace(limits, meta=sidecar.read(meta), sidecars=(str(meta),)) if meta else limits


def _earlier(previous: Path | None) -> dossier.Earlier:
    return desk.read_earlier(previous) if previous else dossier.Earlier()


def _settings(
    collect: CollectSettings, outlets: Path | None, timezone: str, workers: int, plugged: desk.Plugged
) -> desk.Settings:
    own = desk.read_outlets(outlets) if outlets else ()
    return desk.Settings(
        timezone=timezone,
        workers=workers,
        collect=collect,
        outlets=own,
        plugged=plugged,
    )


@app.command()
def stories(  # noqa: PLR0913, PLR0917 - every parameter is an option of the command line
    inputs: Inputs,
    most: Annotated[int, typer.Option(min=1, help="Stories that are listed, largest first.")] = 30,
    timezone: Zone = "UTC",
    language: Words = Wording.en,
    json: Annotated[Path | None, typer.Option("--json", help="Write the stories as JSON too.")] = None,
    previous: Previous = None,
    workers: Workers = 0,
    encoder: Encoder = "",
) -> None:
    """Group a pile of articles into stories and list them."""
    with _told_errors(), _progress() as progress:
        settings = _settings(CollectSettings(), None, timezone, workers, desk.Plugged(encoder=encoder))
        settings = replace(settings, earlier=_earlier(previous))
        found = desk.outline(inputs, settings, sys.stdin.buffer, progress)
        if json is not None:
            json.write_bytes(serialise.outlines_json(found))
    typer.echo(listing.text(found.stories, Options(language=language.value), most), nl=False)


@app.command()
def evaluate(
    task: Annotated[str, typer.Argument(help="A task, or all.")],
    dataset: Annotated[Path, typer.Argument(help="A labelled folder.")],
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
        errors.print(f"twosource: {error}", markup=False)
        raise typer.Exit(NOTHING) from error
    except (WrongUseError, TwosourceError) as error:
        errors.print(f"twosource: {error}", markup=False)
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
