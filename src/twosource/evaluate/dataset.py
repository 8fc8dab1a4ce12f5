"""A labelled folder: ``articles.jsonl`` and ``truth.json``, as frozen values.

The one module of the scorers that reads files. Every key of the truth may be absent: ``None``
is "not labelled", an empty list is "labelled, and there is none".
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from twosource.errors import DatasetError
from twosource.model import EntityType, Place, Span

Move = Callable[[str, Place], Place]
"""``(name of the row, place) -> place``: how a place of the truth is checked or carried over."""


class GoldArticle(Struct, frozen=True, kw_only=True):
    """A labelled article. ``file``: name in ``pile/`` of the page as it was served."""

    id: str
    text: str | None = ""
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    file: str | None = None


class Labelled(Struct, frozen=True, kw_only=True):
    """A row of the truth that labels one stretch."""

    article: str
    start: int
    end: int


class GoldStatement(Labelled, frozen=True, kw_only=True):
    """A labelled statement. ``chain`` is ``None`` where the set does not label chains.

    Worlds say besides of which ``claim`` it is, whose it truly is (``origin``, ``utterance``), and from which first
    sentence (``root``) by which ``operators`` it came.
    """

    field: str = "text"
    spans: tuple[Span, ...] | None = ()
    cue: Span | None = None
    source: Span | None = None
    cue_spans: tuple[Span, ...] | None = ()
    source_spans: tuple[Span, ...] | None = ()
    source_type: str | None = None
    speaker: str | None = None
    kind: str | None = None
    certainty: str | None = None
    conditional: str | None = None
    chain: tuple[str, ...] | None = None
    doubt: bool = False
    claim: str | None = None
    origin: str | None = None
    utterance: str | None = None
    root: str | None = None
    operators: tuple[str, ...] = ()


class GoldBlock(Labelled, frozen=True, kw_only=True):
    """A stretch with its role."""

    role: str


class GoldTime(Labelled, frozen=True, kw_only=True):
    """A time expression."""

    value: str | None = None
    type: str | None = None
    modifier: str | None = None


class GoldQuantity(Labelled, frozen=True, kw_only=True):
    """A number with what it counts."""

    low: float | None = None
    high: float | None = None
    counted: str | None = None
    unit: str | None = None
    category: str | None = None


class GoldCredit(Labelled, frozen=True, kw_only=True):
    """A place that credits an agency; ``role`` is how it does."""

    agency: str
    role: str | None = None


class GoldConditional(Labelled, frozen=True, kw_only=True):
    """A finite verb in the conditional mood, by use."""

    use: str


class GoldEntity(Struct, frozen=True, kw_only=True):
    """A name: with variants (a row a name), or with a place (a row a mention)."""

    name: str
    type: str | None = None
    variants: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()
    article: str | None = None
    start: int | None = None
    end: int | None = None


class GoldClaim(Struct, frozen=True, kw_only=True):
    """A claim. ``independent``: level -> truth, and ``<level>_possible`` -> upper bound; null is unknown."""

    id: str
    text: str = ""
    statements: tuple[Place, ...] = ()
    origins: tuple[str, ...] = ()
    independent: Mapping[str, int | None] = field(default_factory=dict)


class GoldAsOf(Struct, frozen=True, kw_only=True):
    """The counts of a claim at a time, so many minutes after the story's first article."""

    claim: str
    at: str
    minutes: int
    independent: Mapping[str, int | None] = field(default_factory=dict)


class GoldRelation(Struct, frozen=True, kw_only=True):
    """What two articles are to each other; ``earlier`` may be a hidden source's name."""

    earlier: str
    later: str
    relation: str
    direction: str | None = None
    source_name: str | None = None


class GoldHidden(Struct, frozen=True, kw_only=True):
    """A text that no article is, with the articles that lean on it."""

    id: str
    story: str = ""
    name: str
    children: tuple[str, ...] = ()


class GoldConflict(Struct, frozen=True, kw_only=True):
    """Two statements of a claim that do not fit, or, where ``agree``, that do."""

    claim: str = ""
    relation: str
    left: Place
    right: Place


class GoldDrift(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What changed from the fuller to the poorer statement."""

    claim: str = ""
    kind: str
    from_: Place
    to: Place
    basis: str | None = None


class GoldVariants(Struct, frozen=True, kw_only=True):
    """Spellings of one name (each with the next is a pair), and names of others, close in letters."""

    type: EntityType
    same: tuple[str, ...]
    others: tuple[str, ...] = ()
    language: str = ""


class GoldTrap(Struct, frozen=True, kw_only=True):
    """Words that nobody else put forward: they must stand in no statement of others."""

    article: str
    text: str
    note: str = ""


class Truth(Struct, frozen=True, kw_only=True):
    """All labels of a folder.

    ``complete``: articles whose every statement is labelled. ``wires``: the agency of the articles that are a wire's.
    ``passage_trees``: beside ``passages`` where these are labelled by descent; looked at for being there alone.
    ``parallel``: articles that are one text in several languages, as a whole; known of a set whose every story is such.
    """

    complete: tuple[str, ...] | None = None
    language: Mapping[str, str] | None = None
    stories: Mapping[str, tuple[str, ...]] | None = None
    blocks: tuple[GoldBlock, ...] | None = None
    entities: tuple[GoldEntity, ...] | None = None
    passages: tuple[tuple[Place, ...], ...] | None = None
    stock_passages: tuple[tuple[Place, ...], ...] | None = None
    translated_passages: tuple[tuple[Place, ...], ...] | None = None
    passage_trees: tuple[object, ...] | None = None
    parallel: tuple[tuple[str, ...], ...] | None = None
    relations: tuple[GoldRelation, ...] | None = None
    hidden: tuple[GoldHidden, ...] | None = None
    statements: tuple[GoldStatement, ...] | None = None
    conditionals: tuple[GoldConditional, ...] | None = None
    claims: tuple[GoldClaim, ...] | None = None
    as_of: tuple[GoldAsOf, ...] | None = None
    conflicts: tuple[GoldConflict, ...] | None = None
    drifts: tuple[GoldDrift, ...] | None = None
    times: tuple[GoldTime, ...] | None = None
    quantities: tuple[GoldQuantity, ...] | None = None
    credits: tuple[GoldCredit, ...] | None = None
    wires: Mapping[str, str] | None = None
    trap: tuple[GoldTrap, ...] | None = None
    variants: tuple[GoldVariants, ...] | None = None


class Dataset(Struct, frozen=True, kw_only=True):
    """A labelled folder. ``name`` is the folder's, ``folder`` where it lies on this machine."""

    name: str
    folder: Path
    articles: tuple[GoldArticle, ...]
    truth: Truth


def load(folder: Path) -> Dataset:
    """Read and check a labelled folder.

    Raises:
        DatasetError: where a file is missing, a row is malformed or points outside its article.
    """
    name, listed = folder.resolve().name, _listed(folder)
    articles = tuple(
        _decode(line, GoldArticle, f"{name}/{listed.name} row {number}")
        for number, line in enumerate(_read(listed, name).split(b"\n"), 1)
        if line.strip()
    )
    truth = _decode(_read(folder / "truth.json", name), Truth, f"{name}/truth.json")
    _check(articles, truth, name)
    truth = replace(truth, parallel=truth.parallel or _parallel(articles, truth))
    return Dataset(name=name, folder=folder, articles=articles, truth=truth)


def _parallel(articles: tuple[GoldArticle, ...], truth: Truth) -> tuple[tuple[str, ...], ...] | None:
    """Give the stories where each is one outlet's text, once in each of several languages."""
    kinds = {article.id: (article.outlet, article.language) for article in articles}
    stories = tuple((truth.stories or {}).values())
    whole = all(
        len(group) > 1 == len({kinds[one][0] for one in group}) and len({kinds[one][1] for one in group}) == len(group)
        for group in stories
    )
    return stories if stories and whole else None


def inputs(dataset: Dataset) -> Path:
    """Name what the system is given: the pages as served where the set has them, else the texts."""
    pile = dataset.folder / "pile"
    return pile if any(article.file for article in dataset.articles) else _listed(dataset.folder)


def _listed(folder: Path) -> Path:
    packed = folder / "articles.jsonl.gz"
    return packed if packed.exists() else folder / "articles.jsonl"


def _read(path: Path, name: str) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise DatasetError(
            f"{name}/{path.name}", "cannot be read: a labelled folder holds articles.jsonl and truth.json"
        ) from error


Value = TypeVar("Value")


def _decode(content: bytes, kind: type[Value], subject: str) -> Value:
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DatasetError(subject, str(error)) from error


def _check(articles: tuple[GoldArticle, ...], truth: Truth, name: str) -> None:
    lengths = {article.id: len(article.text or "") for article in articles}
    if len(lengths) != len(articles):
        raise DatasetError(f"{name}/articles.jsonl", "two articles have one id")

    def within(row: str, place: Place) -> Place:
        _bounded(f"{name}/truth.json {row}", place, lengths)
        return place

    relocated(truth, within)
    for story, members in (truth.stories or {}).items():
        strange = next((member for member in members if member not in lengths), None)
        if strange is not None:
            raise DatasetError(f"{name}/truth.json stories[{story}]", f"no article {strange!r}")


def _bounded(subject: str, place: Place, lengths: Mapping[str, int]) -> None:
    if place.article not in lengths:
        raise DatasetError(subject, f"no article {place.article!r}")
    if not 0 <= place.start <= place.end <= lengths[place.article]:
        raise DatasetError(subject, f"[{place.start}, {place.end}) is not in article {place.article!r}")


# ------------------------------------------------------------------- places, all of them

Placed = TypeVar("Placed", bound=Labelled)


def relocated(truth: Truth, move: Move) -> Truth:
    """Give the truth with every place sent through ``move``; ids outside places stay."""
    return replace(
        truth,
        statements=_each(truth.statements, "statements", move, _statement),
        blocks=_each(truth.blocks, "blocks", move, _labelled),
        times=_each(truth.times, "times", move, _labelled),
        quantities=_each(truth.quantities, "quantities", move, _labelled),
        credits=_each(truth.credits, "credits", move, _labelled),
        conditionals=_each(truth.conditionals, "conditionals", move, _labelled),
        entities=_each(truth.entities, "entities", move, _entity),
        passages=_each(truth.passages, "passages", move, _places),
        stock_passages=_each(truth.stock_passages, "stock_passages", move, _places),
        translated_passages=_each(truth.translated_passages, "translated_passages", move, _places),
        claims=_each(truth.claims, "claims", move, _claim),
        conflicts=_each(truth.conflicts, "conflicts", move, _conflict),
        drifts=_each(truth.drifts, "drifts", move, _drift),
    )


Kept = TypeVar("Kept")


def _each(
    rows: tuple[Kept, ...] | None, name: str, move: Move, one: Callable[[Kept, str, Move], Kept]
) -> tuple[Kept, ...] | None:
    if rows is None:
        return None
    return tuple(one(row, f"{name}[{number}]", move) for number, row in enumerate(rows))


def _labelled(row: Placed, where: str, move: Move) -> Placed:
    place = move(where, Place(row.article, row.start, row.end))
    return replace(row, article=place.article, start=place.start, end=place.end)


def _places(row: tuple[Place, ...], where: str, move: Move) -> tuple[Place, ...]:
    return tuple(move(where, place) for place in row)


def _span(span: Span, article: str, where: str, move: Move) -> Span:
    place = move(where, Place(article, span.start, span.end))
    return Span(place.start, place.end)


def _statement(row: GoldStatement, where: str, move: Move) -> GoldStatement:
    if row.field != "text":
        return replace(row, article=move(where, Place(row.article, 0, 0)).article)

    def all_of(spans: tuple[Span, ...] | None) -> tuple[Span, ...]:
        return tuple(_span(span, row.article, where, move) for span in spans or ())

    return replace(
        _labelled(row, where, move),
        spans=all_of(row.spans),
        cue_spans=all_of(row.cue_spans),
        source_spans=all_of(row.source_spans),
        cue=row.cue and _span(row.cue, row.article, where, move),
        source=row.source and _span(row.source, row.article, where, move),
    )


def _entity(row: GoldEntity, where: str, move: Move) -> GoldEntity:
    row = replace(row, mentions=_places(row.mentions, where, move))
    if row.article is None or row.start is None or row.end is None:
        return row
    place = move(where, Place(row.article, row.start, row.end))
    return replace(row, article=place.article, start=place.start, end=place.end)


def _claim(row: GoldClaim, where: str, move: Move) -> GoldClaim:
    return replace(row, statements=_places(row.statements, where, move))


def _conflict(row: GoldConflict, where: str, move: Move) -> GoldConflict:
    return replace(row, left=move(where, row.left), right=move(where, row.right))


def _drift(row: GoldDrift, where: str, move: Move) -> GoldDrift:
    return replace(row, from_=move(where, row.from_), to=move(where, row.to))
