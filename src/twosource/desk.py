"""The conductor: the one place where inputs, stages, comparison and outputs meet."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct

from twosource import __version__, dossier, plugs, resources, serialise
from twosource.collect.inputs import collect
from twosource.collect.settings import CollectSettings
from twosource.compare import bodies
from twosource.dossier import question
from twosource.engine.local import map_ordered
from twosource.errors import NothingReadError, WrongUseError
from twosource.model import Capture, Dossier, Failure, MadeWith, Outlet, Reading, Relation
from twosource.read import articles, outlets, pipeline, stages
from twosource.read import known as media
from twosource.read.known import Known
from twosource.read.outlets import OutletTable
from twosource.read.stages import Stage
from twosource.report import html, tables
from twosource.report.options import Options

Progress = Callable[[str, int, int | None], None]
"""Called with a step, how many are done, and how many there are where that is known."""

ONE_PAGE = 300
"""Articles beyond which the report is a folder: an index and a page for each story."""


_TOLD = 5
"""Inputs or failures that are named where nothing could be read."""


class Plugged(Struct, frozen=True):
    """The models of other people that the user asks for: finders of names, a sentence encoder."""

    names: tuple[str, ...] = ()
    encoder: str = ""


class Settings(Struct, frozen=True, kw_only=True):
    """What a run needs to know: read once by the command, handed down."""

    timezone: str = "UTC"
    workers: int = 0
    collect: CollectSettings = CollectSettings()
    outlets: tuple[Outlet, ...] = ()
    plugged: Plugged = Plugged()
    earlier: dossier.Earlier = dossier.Earlier()
    pairs: tuple[tuple[str, str], ...] = ()
    """Articles, by id, that are to be set against each other whatever stories they stand in."""


class Read(Struct, frozen=True):
    """An article that was read, and who published it."""

    reading: Reading
    outlet: Outlet


@lru_cache(maxsize=4)
def _stages(plugged: Plugged, known: Known) -> tuple[Stage, ...]:
    return pipeline.with_media(plugs.stages(plugged.names, plugged.encoder), known)


@lru_cache(maxsize=4)
def _table(rows: tuple[Outlet, ...]) -> OutletTable:
    return outlets.load(rows)


class Again(Struct, frozen=True):
    """Reads an article once more, now that the media of the pile are known: pure, and picklable for the engine."""

    plugged: Plugged
    known: Known

    def __call__(self, reading: Reading) -> Reading:
        """Give the reading with the media of the pile among its names and in its chains."""
        return Reading(reading.article, stages.run(_stages(self.plugged, self.known), reading.article))


class Reader(Struct, frozen=True):
    """Reads one capture: pure, and picklable for the engine."""

    timezone: str
    outlets: tuple[Outlet, ...]
    plugged: Plugged = Plugged()
    known: Known = Known()

    def __call__(self, item: Capture | Failure) -> Read | Failure:
        """Give the reading of a capture; a failure passes through."""
        if isinstance(item, Failure):
            return item
        built = articles.build(item, _table(self.outlets), self.timezone)
        if isinstance(built, Failure):
            return built
        layers = stages.run(_stages(self.plugged, self.known), built.article)
        return Read(Reading(built.article, layers), outlets.own_text(built.outlet, built.article))


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """Read the user's own table of outlets: a JSON list of rows as the dossier has them.

    Raises:
        WrongUseError: where the file is missing or is no such list.
    """
    try:
        return tuple(msgspec.json.decode(path.read_bytes(), type=list[Outlet]))
    except (OSError, msgspec.DecodeError) as error:
        raise WrongUseError(path.name, f'no list of outlets, [{{"id": ..., "name": ...}}]: {_said(error)}') from error


def read_earlier(path: Path) -> dossier.Earlier:
    """Read the stories of an earlier run: its dossier, or what ``stories --json`` wrote.

    Raises:
        WrongUseError: where the file is missing or is neither.
    """
    try:
        return serialise.earlier(path.read_bytes())
    except OSError as error:
        raise WrongUseError(path.name, f"no earlier run: {_said(error)}") from error


def _said(error: Exception) -> str:
    """Give what an error says, without a path of the user's machine."""
    return (error.strerror or "it cannot be read") if isinstance(error, OSError) else str(error)


def silent(_step: str, _done: int, _total: int | None) -> None:
    """Show no progress."""


def run(inputs: Sequence[str], settings: Settings, stdin: BinaryIO, progress: Progress = silent) -> Dossier:
    """Read the inputs and compare them.

    Raises:
        NothingReadError: where no article could be read.
        WrongUseError: where the time zone of the settings is none, or the names cannot be found as asked.
    """
    found = _read_some(inputs, settings, stdin, progress)
    made = dossier.build(*found, made_with(settings), progress, settings.earlier)
    return dossier.related(made, found[0], found[1], set(map(frozenset, settings.pairs))) if settings.pairs else made


def pair(
    names: tuple[str, str], inputs: Sequence[str], settings: Settings, stdin: BinaryIO, progress: Progress = silent
) -> tuple[Dossier, Relation]:
    """Read the inputs and tell what two of their articles are to each other, named by id, file name or address.

    Raises:
        NothingReadError: where no article could be read.
        WrongUseError: where a name is that of no article or of several, or both are one.
    """
    readings, published, failures = _read_some(inputs, settings, stdin, progress)
    asked = frozenset(_named(name, readings) for name in names)
    if len(asked) == 1:
        raise WrongUseError(names[1], "the same article twice")
    made = dossier.build(readings, published, failures, made_with(settings), progress)
    made = dossier.related(made, readings, published, {asked})
    rows = (row for rows in (made.relations, *(story.relations for story in made.stories)) for row in rows)
    return made, next(row for row in rows if {row.earlier, row.later} == asked)


def _named(name: str, readings: Sequence[Reading]) -> str:
    articles_ = [reading.article for reading in readings]
    found = [a.id for a in articles_ if a.id == name] or [a.id for a in articles_ if name in {a.input_id, a.url}]
    if len(found) != 1:
        ids = [a.id for a in articles_ if not found or a.id in found]
        told = "several articles are called so" if found else "no article that was read is called so"
        raise WrongUseError(name, f"{told}; their ids: {_shown(ids)}")
    return found[0]


def check(
    asked: str, inputs: Sequence[str], settings: Settings, stdin: BinaryIO, progress: Progress = silent
) -> dossier.Checked:
    """Read the inputs and put a question to them: a sentence or a figure.

    Raises:
        NothingReadError: where no article could be read.
        WrongUseError: where there is no word in the question, or the settings are as for ``run``.
    """
    if not question.is_askable(asked):
        raise WrongUseError(repr(asked), "there is no word or figure in this question")
    readings, published, failures = _read_some(inputs, settings, stdin, progress)
    put = question.read(asked, readings, _stages(settings.plugged, media.of_outlets(settings.outlets)))
    return dossier.ask(put, readings, published, failures, made_with(settings), progress)


def _read_some(
    inputs: Sequence[str], settings: Settings, stdin: BinaryIO, progress: Progress
) -> tuple[list[Reading], dict[str, Outlet], list[Failure]]:
    """Read the inputs with settings that were looked at first, at least one article."""
    _check_zone(settings.timezone)
    plugs.stages(settings.plugged.names, settings.plugged.encoder)
    found = read_all(inputs, settings, stdin, progress)
    if not found[0]:
        raise NothingReadError(_shown(inputs), _why(found[2]))
    return found


def outline(
    inputs: Sequence[str], settings: Settings, stdin: BinaryIO, progress: Progress = silent
) -> dossier.Outlines:
    """Read the inputs and group them into stories; nothing is compared inside a story.

    Raises:
        NothingReadError: where no article could be read.
        WrongUseError: where the time zone of the settings is none.
    """
    readings, _, _ = _read_some(inputs, settings, stdin, progress)
    return dossier.outline(readings, settings.earlier)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongUseError(name, "no time zone of the IANA table") from error


def read_all(
    inputs: Sequence[str], settings: Settings, stdin: BinaryIO, progress: Progress = silent
) -> tuple[list[Reading], dict[str, Outlet], list[Failure]]:
    """Read every capture of the inputs; ids of articles are made unique in the order of the inputs."""
    known = media.of_outlets(settings.outlets)
    reader = Reader(settings.timezone, settings.outlets, settings.plugged, known)
    workers = settings.workers or os.cpu_count() or 1
    readings: list[Reading] = []
    published: dict[str, Outlet] = {}
    failures: list[Failure] = []
    seen: dict[str, int] = {}
    told, own = Counter[str](), Counter[str]()
    printed: dict[str, Reading] = {}
    captures = collect(inputs, settings.collect, stdin)
    for done, item in enumerate(map_ordered(reader, captures, workers), 1):
        progress("read", done, None)
        if isinstance(item, Failure):
            failures.append(item)
        else:
            readings.append(_unique(_sharing(item.reading, printed), seen))
            told[item.outlet.id] += 1
            own[item.outlet.id] += item.outlet.kind == "official"
            known_as = published.get(item.outlet.id)
            if known_as is None or known_as.kind != "official":
                published[item.outlet.id] = item.outlet
    # one text of its own in two shows a body: a newspaper may print a leader that says "we"
    published = {key: one if 2 * own[key] >= told[key] else _unshown(one) for key, one in published.items()}
    published = bodies.told_as_bodies(readings, published)
    mine = {outlet.id for outlet in settings.outlets}
    pile = media.of_outlets(one for key, one in published.items() if key not in mine and _is_new(one))
    return list(_with_pile(readings, pile, published, settings, workers)), published, failures


def _unshown(outlet: Outlet) -> Outlet:
    """Give an outlet whose texts do not show that it is a body, as the unknown one that it is."""
    return msgspec.structs.replace(outlet, kind="unknown") if outlet.kind == "official" else outlet


def _is_new(outlet: Outlet) -> bool:
    """Tell whether no table knows an outlet, though its article names it."""
    return outlet.kind == "unknown" and not outlet.id.startswith("unknown:")


def _with_pile(
    readings: Sequence[Reading], pile: Known, published: Mapping[str, Outlet], settings: Settings, workers: int
) -> Iterator[Reading]:
    """Read again what names another outlet of the pile: which there are is known only once all are read."""
    if not pile.media:
        yield from readings
        return
    naming = {
        number
        for number, reading in enumerate(readings)
        if any(
            reading.article.text[start:end] not in published[reading.article.outlet].name
            for start, end in media.places(reading.article.text, pile)
        )
    }
    mine = media.of_outlets(settings.outlets)
    everything = Known(tuple(sorted(dict((*pile.media, *mine.media)).items())), mine.agencies)
    again = map_ordered(Again(settings.plugged, everything), [readings[n] for n in sorted(naming)], workers)
    for number, reading in enumerate(readings):
        yield next(again) if number in naming else reading


def _sharing(reading: Reading, printed: dict[str, Reading]) -> Reading:
    """Let a printing of a text hold what an earlier one has been read to hold: a crowd of them weighs little more."""
    first = printed.setdefault(reading.article.text, reading)
    if first is reading:
        return reading
    layers = {name: getattr(first.layers, name) for name in reading.layers.__struct_fields__}
    same = {name: kept for name, kept in layers.items() if kept == getattr(reading.layers, name)}
    article = msgspec.structs.replace(reading.article, text=first.article.text)
    return Reading(article, msgspec.structs.replace(reading.layers, **same))


def _unique(reading: Reading, seen: dict[str, int]) -> Reading:
    name = reading.article.id
    seen[name] = seen.get(name, 0) + 1
    if seen[name] == 1:
        return reading
    article = msgspec.structs.replace(reading.article, id=f"{name}~{seen[name]}")
    return Reading(article, reading.layers)


def _why(failures: Sequence[Failure]) -> str:
    """Say why nothing could be read, a line for each input, and what to do where that is known."""
    if not failures:
        return "no article could be read: there is no file in it"
    left = len(failures) - _TOLD
    rest = [f"and {left:,} more"] if left > 0 else []
    rows = [f"{failure.subject}: {failure.message}" for failure in failures[:_TOLD]]
    return "\n  ".join(["no article could be read", *rows, *rest])


def _shown(inputs: Sequence[str]) -> str:
    left = len(inputs) - _TOLD
    return ", ".join([*inputs[:_TOLD], *([f"{left:,} more"] if left > 0 else [])]) or "no input"


def made_with(settings: Settings) -> MadeWith:
    """Say what makes a dossier: the version and the recipe of the last reading layer."""
    recipes = stages.recipes(_stages(settings.plugged, media.of_outlets(settings.outlets)), resources.digest)
    recipe = "+".join(recipes[layer] for layer in ("narration", "encoded") if layer in recipes)
    return MadeWith(twosource=__version__, recipe=recipe, timezone=settings.timezone)


def write(made: Dossier, output: Path, json_path: Path | None, options: Options) -> Path:
    """Write the report, and the dossier's JSON where it is asked for; give where the report lies.

    One page that stands alone, or a folder beyond ``ONE_PAGE`` articles; into a folder that is there, its index.

    Raises:
        WrongUseError: where a file has the name of the folder.
    """
    if json_path is not None:
        json_path.write_bytes(serialise.to_json(made))
    if len(made.articles) <= ONE_PAGE:
        output = output / "index.html" if output.is_dir() else output
        output.write_text(html.page(made, options), encoding="utf-8")
        return output
    folder = output.with_suffix("") if output.suffix == ".html" else output
    if folder.exists() and not folder.is_dir():
        raise WrongUseError(folder.name, "a file stands where the folder of pages goes: give another --output")
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in _pages(made, options):
        (folder / name).write_text(page, encoding="utf-8")
    return folder / "index.html"


def write_tables(made: Dossier, folder: Path) -> None:
    """Write the dossier as CSV files into a folder, which is made where it is not there."""
    folder.mkdir(exist_ok=True)
    for name, text in tables.tables(made).items():
        # with the mark by which spreadsheets know UTF-8
        (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig", newline="")


def write_answers(
    checked: dossier.Checked, output: Path | None, json_path: Path | None, options: Options
) -> Path | None:
    """Write the answers to a question as a page and as JSON, where each is asked for; give where the page lies."""
    if json_path is not None:
        json_path.write_bytes(serialise.to_json(checked))
    if output is not None:
        output.write_text(html.answer_page(checked, options), encoding="utf-8")
    return output


def _pages(made: Dossier, options: Options) -> Iterator[tuple[str, str]]:
    yield from html.folder(made, options).items()
