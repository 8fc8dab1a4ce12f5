"""A world as a folder: ``articles.jsonl``, ``truth.json``, ``derivation.jsonl``, ``hidden.jsonl``, ``world.json``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from worlds import truth_claims, truth_marks, truth_pairs
from worlds.chance import hashed
from worlds.family import usable as family_names
from worlds.model import Newsroom
from worlds.names import signed
from worlds.newsrooms import roster, slugged
from worlds.regimes import Regime
from worlds.simulate import Titles, reported
from worlds.stories import pair
from worlds.truth import Told, family_table, told, unseen

SCHEMA = "worlds/1"


class ArticleRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article as the pile has it."""

    id: str
    outlet: str
    url: str
    title: str
    text: str
    language: str
    published: str | None = None


class OutletRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An outlet, as ``twosource --outlets`` reads it."""

    id: str
    name: str
    domain: str
    kind: str
    owner: str | None = None
    side: str | None = None


class HiddenRow(Struct, frozen=True, kw_only=True):
    """A text that the pile does not hold."""

    id: str
    story: str
    name: str
    type: str
    at: str
    language: str
    text: str
    children: tuple[str, ...]


class Made(Struct, frozen=True, kw_only=True):
    """What a world is, for the folder's ``world.json``."""

    schema: str
    seed: int
    regime: str
    grammars: str
    size: int
    stories: int
    families: tuple[str, ...]
    unseen: tuple[str, ...]
    sha256: dict[str, str]


def stories(seed: int, size: int, regime: Regime) -> Iterator[Told]:
    """Report stories until there are ``size`` articles; the last story may go beyond."""
    rooms = {room.id: room for room in roster(seed, regime)}
    titles: Titles = ()
    count = number = 0
    while count < size:
        for one in pair(seed, number, regime):
            found = told(reported(one, rooms, regime, seed, titles), rooms, seed)
            count += len(found.held)
            titles = (*titles, *_titles(found))[-24:]
            yield found
        number += 1


def _titles(found: Told) -> tuple[tuple[str, str], ...]:
    return tuple((page.draft.language, page.title) for page in found.held[:2])


def make(seed: int, size: int, regime: Regime, folder: Path) -> Made:
    """Make a world and write it."""
    folder.mkdir(parents=True, exist_ok=True)
    every = list(stories(seed, size, regime))
    rooms = {room.id: room for room in roster(seed, regime)}
    files = {
        "articles.jsonl": _lines(row for row in _shuffled(seed, every, rooms)),
        "truth.json": msgspec.json.encode(truth(every)) + b"\n",
        "derivation.jsonl": _lines(row for one in every for row in truth_marks.segments(one)),
        "outlets.json": msgspec.json.format(msgspec.json.encode(outlets(rooms)), indent=1) + b"\n",
        "hidden.jsonl": _lines(row for one in every for row in hidden(one)),
    }
    made = Made(
        schema=SCHEMA, seed=seed, regime=regime.name, grammars=regime.families, size=size, stories=len(every),
        families=family_names(),
        unseen=tuple(name for name in family_names() if unseen(name)),
        sha256={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    )  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "world.json").write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
    return made


def outlets(rooms: Mapping[str, Newsroom]) -> tuple[OutletRow, ...]:
    """List the newsrooms as a reader's own table of outlets has them."""
    return tuple(
        OutletRow(
            id=room.id,
            name=signed(room.name, room.language) if room.kind == "agency" else room.name.spelled(room.language),
            domain=room.domain,
            owner=room.owner or None,
            side=room.side or None,
            kind=room.kind if room.kind in {"agency", "aggregator"} else "press",
        )
        for room in rooms.values()
    )


def _lines(rows: Iterable[object]) -> bytes:
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(row) + b"\n" for row in rows)


def _shuffled(seed: int, every: Sequence[Told], rooms: dict[str, Newsroom]) -> list[ArticleRow]:
    """List the articles in an order that says nothing."""
    rows = [row for one in every for row in articles(one, rooms)]
    return sorted(rows, key=lambda row: hashed(seed, row.id, "order"))


def articles(one: Told, rooms: dict[str, Newsroom]) -> Iterator[ArticleRow]:
    """Print the pile's articles of a story."""
    for page in one.held:
        draft = page.draft
        room = rooms[draft.newsroom]
        first = one.ids[draft.version_of or draft.id]
        language = draft.language
        name = signed(room.name, language)
        yield ArticleRow(
            id=one.ids[draft.id],
            outlet=name if room.kind == "agency" else room.name.spelled(language),
            url=f"https://{room.domain}/{first[:6]}/{slugged(page.title)[:60]}"
            if not draft.version_of
            else _url(one, room, first),
            title=page.title,
            text=page.text,
            language=language,
            published=draft.published,
        )


def _url(one: Told, room: Newsroom, first: str) -> str:
    source = next(page for page in one.pages.values() if one.ids[page.draft.id] == first)
    return f"https://{room.domain}/{first[:6]}/{slugged(source.title)[:60]}"


def hidden(one: Told) -> Iterator[HiddenRow]:
    """List the texts that lie behind the pile, with the articles that take sentences from them."""
    for row in truth_pairs.hidden(one):
        page = one.pages[row.id]
        yield HiddenRow(
            id=row.id, story=row.story, name=row.name, type=row.type,
            at=page.draft.at.strftime("%Y-%m-%dT%H:%M:00+00:00"), language=page.draft.language, text=page.text,
            children=row.children,
        )  # fmt: skip


class Truth(Struct, frozen=True, kw_only=True):
    """``truth.json``: the keys of the design, and below them what only worlds knows."""

    stories: dict[str, tuple[str, ...]]
    language: dict[str, str]
    complete: tuple[str, ...]
    blocks: tuple[truth_marks.BlockRow, ...]
    entities: tuple[truth_marks.EntityRow, ...]
    passages: tuple[tuple[object, ...], ...]
    stock_passages: tuple[tuple[object, ...], ...]
    relations: tuple[truth_pairs.RelationRow, ...]
    statements: tuple[object, ...]
    conditionals: tuple[truth_marks.ConditionalRow, ...]
    claims: tuple[truth_claims.ClaimRow, ...]
    conflicts: tuple[truth_claims.ConflictRow, ...]
    drifts: tuple[truth_claims.DriftRow, ...]
    times: tuple[truth_marks.TimeRow, ...]
    quantities: tuple[truth_marks.QuantityRow, ...]
    credits: tuple[truth_marks.CreditRow, ...]
    as_of: tuple[truth_claims.AsOfRow, ...]
    passage_kinds: tuple[str, ...]
    passage_trees: tuple[tuple[truth_pairs.TreeRow, ...], ...]
    translated_passages: tuple[tuple[object, ...], ...]
    translated_trees: tuple[tuple[truth_pairs.TreeRow, ...], ...]
    hidden: tuple[truth_pairs.HiddenRow, ...]
    versions: dict[str, str]
    families: dict[str, str]
    unseen: tuple[str, ...]
    written: dict[str, str]
    article_operators: dict[str, tuple[str, ...]]


def truth(every: Sequence[Told]) -> Truth:
    """Collect the truth of all stories."""
    shared = [row for one in every for row in truth_pairs.passages(one)]
    crossed = [row for one in every for row in truth_pairs.translated_passages(one)]
    groups = [(one, truth_claims.grouped(one)) for one in every]
    held = [(one, page) for one in every for page in one.held]
    families = {one.ids[name]: family for one in every for name, family in family_table(one.held).items()}
    return Truth(
        stories={one.story.id: tuple(one.ids[page.draft.id] for page in one.held) for one in every if one.held},
        language={one.ids[page.draft.id]: page.draft.language for one, page in held},
        complete=tuple(one.ids[page.draft.id] for one, page in held),
        blocks=tuple(row for one in every for row in truth_marks.blocks(one)),
        entities=tuple(row for one in every for row in truth_marks.entities(one)),
        passages=tuple(row.members for row in shared),
        stock_passages=tuple(row for one in every for row in truth_pairs.stock(one)),
        relations=tuple(row for one in every for row in truth_pairs.relations(one)),
        statements=tuple(seat.row for one in every for seat in one.seats),
        conditionals=tuple(row for one in every for row in truth_marks.conditionals(one)),
        claims=tuple(row for one, group in groups for row in truth_claims.claims(one, group)),
        conflicts=tuple(row for one, group in groups for row in truth_claims.conflicts(one, group)),
        drifts=tuple(row for one, group in groups for row in truth_claims.drifts(one, group)),
        times=tuple(row for one in every for row in truth_marks.times(one)),
        quantities=tuple(row for one in every for row in truth_marks.quantities(one)),
        credits=tuple(row for one in every for row in truth_marks.credits_(one)),
        as_of=tuple(row for one, group in groups for row in truth_claims.as_of(one, group)),
        passage_kinds=tuple(row.kind for row in shared),
        passage_trees=tuple(row.tree for row in shared),
        translated_passages=tuple(row.members for row in crossed),
        translated_trees=tuple(row.tree for row in crossed),
        hidden=tuple(row for one in every for row in truth_pairs.hidden(one)),
        versions={
            one.ids[page.draft.id]: one.ids[page.draft.version_of]
            for one, page in held
            if page.draft.version_of and page.draft.version_of in one.ids and page.draft.newsroom
        },
        families=families,
        unseen=tuple(sorted(name for name, family in families.items() if family and unseen(family))),
        article_operators={one.ids[page.draft.id]: page.draft.ops for one, page in held if page.draft.ops},
        written={one.ids[page.draft.id]: page.draft.at.strftime("%Y-%m-%dT%H:%M:00+00:00") for one, page in held},
    )
