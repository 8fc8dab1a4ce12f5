"""The truth of a world, in the format of ``design.md`` section 4: rows that name places in the printed articles.

Nothing is found by looking at texts: every row follows from what the simulation did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from worlds.chance import hashed
from worlds.facets import ROLES
from worlds.family import load
from worlds.language import contracted
from worlds.model import Draft, Line, Newsroom, Story, Teller, Telling
from worlds.names import signed
from worlds.page import Page, Placed, page
from worlds.realise import Filling, Stage, stage
from worlds.rich import Mark

Span = tuple[int, int]


class PlaceRow(Struct, frozen=True, order=True):
    """A stretch of an article's text."""

    article: str
    start: int
    end: int


class StatementRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement, with what only the simulator can know: claim, true origin, operators."""

    article: str
    start: int
    end: int
    kind: str
    certainty: str
    chain: tuple[str, ...]
    field: str = "text"
    spans: tuple[Span, ...] = ()
    cue: Span | None = None
    source: Span | None = None
    source_type: str | None = None
    speaker: str | None = None
    conditional: str | None = None
    claim: str = ""
    origin: str = ""
    utterance: str = ""
    root: str = ""
    operators: tuple[str, ...] = ()


class Seat(Struct, frozen=True, kw_only=True):
    """A statement together with the telling, the line and the draft that it stands in."""

    row: StatementRow
    telling: Telling
    line: Line
    draft: Draft

    @property
    def place(self) -> PlaceRow:
        """Give the place of the content."""
        return PlaceRow(self.row.article, self.row.start, self.row.end)


class Told(Struct, frozen=True, kw_only=True):
    """A story with its printed pages and all statements in them. ``ids``: the draft's public id."""

    story: Story
    where: Stage
    pages: Mapping[str, Page]
    """All drafts by their id, hidden ones too."""
    ids: Mapping[str, str]
    seats: tuple[Seat, ...]
    lines: Mapping[str, Line]
    """Every line by its uid."""
    homes: Mapping[str, str]
    """The draft in which a line stands."""

    @property
    def held(self) -> tuple[Page, ...]:
        """List the pages of the pile in order of writing."""
        return tuple(
            sorted(
                (one for one in self.pages.values() if not one.draft.hidden),
                key=lambda one: (one.draft.at, one.draft.id),
            )
        )


def told(story: Story, newsrooms: Mapping[str, Newsroom], seed: object) -> Told:
    """Print a story and list its statements."""
    where = stage(story, newsrooms)
    pages = {draft.id: page(draft, where) for draft in story.drafts}
    ids = {draft.id: f"{hashed(seed, draft.id, 1):08x}{hashed(seed, draft.id, 2) % 4096:03x}" for draft in story.drafts}
    lines: dict[str, Line] = {}
    homes: dict[str, str] = {}
    for name, printed in pages.items():
        for placed in printed.lines:
            lines[placed.line.uid] = placed.line
            homes[placed.line.uid] = name
    seats: list[Seat] = []
    for printed in sorted(pages.values(), key=lambda one: (one.draft.at, one.draft.id)):
        if not printed.draft.hidden:
            seats += _seats(printed, where, ids[printed.draft.id])
    return Told(story=story, where=where, pages=pages, ids=ids, seats=tuple(seats), lines=lines, homes=homes)


# ---------------------------------------------------------------------------- statements


def _seats(printed: Page, where: Stage, article: str) -> Iterator[Seat]:
    for placed in printed.lines:
        for number, telling in enumerate(placed.line.tellings):
            row = _statement(placed, telling, number, where, article)
            if row is not None:
                yield Seat(row=row, telling=telling, line=placed.line, draft=printed.draft)


def _statement(placed: Placed, telling: Telling, number: int, where: Stage, article: str) -> StatementRow | None:
    marks = placed.rich.marks
    contents = [mark for mark in marks if mark.label == "content" and mark.data[0] == str(number)]
    if not contents:
        contents = [_whole(placed)]
    start, end = contents[0].start, contents[-1].end
    spans = tuple((mark.start, mark.end) for mark in contents) if len(contents) > 1 else ()
    chain = _chain(placed.line, telling, where)
    teller = where.tellers.get(telling.chain[0]) if telling.chain else None
    certainty = telling.certainty
    kind = _kind(placed, contents[0], telling)
    if kind == "own" and telling.mood == 1:
        kind, chain, certainty = "indirect", ("?",), "hearsay"
    return StatementRow(
        article=article,
        start=start,
        end=end,
        kind=kind,
        certainty=certainty,
        chain=chain,
        field="title" if placed.titled else "text",
        spans=spans,
        cue=_cue(marks, contents, telling),
        source=_first(marks, "source"),
        source_type=teller.type if teller else ("anonymous" if chain == ("?",) else None),
        speaker=chain[0] if chain and chain != ("?",) else None,
        conditional=_conditional(placed, telling),
        claim=telling.facet,
        origin=origin_of(telling, placed.line, where),
        utterance=telling.utterance,
        root=placed.line.root,
        operators=placed.line.ops,
    )


def _whole(placed: Placed) -> Mark:
    """Take a line as its own content, its final stop left out: headlines, and frames without a content slot."""
    stop = placed.rich.text.endswith((".", "!", "?"))
    return Mark(placed.start, placed.end - int(stop), "content", ("0", "that"))


def _kind(placed: Placed, content: Mark, telling: Telling) -> str:
    form = content.data[1]
    if not telling.chain:
        return "own"
    if form == "voice":
        return "direct"
    if form == "noun":
        return "noun"
    quoted = any(
        mark.label == "quoted" and content.start <= mark.start and mark.end <= content.end for mark in placed.rich.marks
    )
    return "mixed" if quoted else "indirect"


def _first(marks: Sequence[Mark], label: str) -> Span | None:
    found = next((mark for mark in marks if mark.label == label), None)
    return (found.start, found.end) if found else None


def _cue(marks: Sequence[Mark], contents: Sequence[Mark], telling: Telling) -> Span | None:
    """Give the cue outside of the content; of hearsay without a teller the marker inside."""
    cues = [mark for mark in marks if mark.label == "cue"]
    outside = [mark for mark in cues if not any(one.start <= mark.start < one.end for one in contents)]
    if outside:
        return (outside[0].start, outside[0].end)
    if cues:
        return (cues[0].start, cues[0].end)
    return _first(marks, "mood") if telling.mood == 1 else None


CONDITIONAL = re.compile(r"\w*rai(?:t|ent|s)\b")
"""A French verb in the conditional, where the mood says that one may stand there."""


def _conditional(placed: Placed, telling: Telling) -> str | None:
    """Give the use of the conditional that carries a content, if the desk has worded its mood with one."""
    if not placed.line.family.startswith("fr") or telling.mood not in {1, 2}:
        return None
    for mark in placed.rich.marks:
        words = placed.rich.text[mark.start - placed.start : mark.end - placed.start]
        if mark.label == "mood" and CONDITIONAL.search(words):
            return "hearsay" if telling.mood == 1 else "attenuated"
    return None


def _chain(line: Line, telling: Telling, where: Stage) -> tuple[str, ...]:
    """Name the hops that the sentence names: not every frame says to whom it was told."""
    texts = load(line.family).texts(line.table)
    named = telling.chain if "{via}" in texts[line.frame % len(texts)] else telling.chain[:1]
    return tuple(hop_name(line, who, where) for who in named)


def hop_name(line: Line, who: str, where: Stage) -> str:
    """Give the canonical name of a hop in the language of the line."""
    filling = Filling(line, where)
    newsroom = where.newsrooms.get(who)
    if newsroom is not None:
        return signed(newsroom.name, filling.language)
    teller = where.tellers[who]
    if teller.name is not None:
        return teller.name.spelled(filling.language)
    return _undetermined(contracted(filling.role(teller), filling.language))


_DETERMINERS = (
    "le ", "la ", "les ", "l’", "l'", "un ", "une ", "des ", "the ", "a ", "an ",
)  # fmt: skip


def _undetermined(text: str) -> str:
    for word in _DETERMINERS:
        if text.startswith(word):
            return text.removeprefix(word)
    return text


# ------------------------------------------------------------------------------- origins

Level = Literal["utterance", "person", "organisation", "side"]
LEVELS: tuple[Level, ...] = ("utterance", "person", "organisation", "side")


def origin_of(telling: Telling, line: Line, where: Stage) -> str:
    """Name the true origin: the teller of the utterance, or the newsroom that saw for itself."""
    if telling.utterance:
        return next(one.teller for one in where.story.utterances if one.id == telling.utterance)
    return f"newsroom:{line.origin}"


def at_level(seat: Seat, level: Level, where: Stage) -> str:
    """Give what stands for the true origin of a statement at a level."""
    if seat.telling.utterance and level == "utterance":
        return seat.telling.utterance
    teller = where.tellers.get(seat.row.origin)
    return _level_of(teller, level) if teller else seat.row.origin


def _level_of(teller: Teller, level: Level) -> str:
    if level in {"utterance", "person"}:
        return teller.id
    organisation = teller.organisation or teller.id
    if level == "organisation":
        return organisation
    return teller.side or organisation


def visible_at(seat: Seat, level: Level, where: Stage) -> str:
    """Give what the text alone shows as the origin of a statement, empty where it shows none."""
    if not seat.telling.chain:
        return ""
    teller = where.tellers.get(seat.telling.chain[0])
    if teller is None or teller.type in {"anonymous", "account"}:
        return ""
    return _level_of(teller, level)


def family_table(pages: Sequence[Page]) -> Mapping[str, str]:
    """Say of each draft which family wrote most of it."""
    found: dict[str, str] = {}
    for one in pages:
        names = [placed.line.family for placed in one.lines if not placed.titled]
        found[one.draft.id] = max(sorted(set(names)), key=names.count) if names else ""
    return found


def unseen(family: str) -> bool:
    """Tell whether a family is one that nobody tunes on."""
    return load(family).unseen


__all__ = ["LEVELS", "ROLES", "PlaceRow", "Seat", "StatementRow", "Told", "at_level", "told", "visible_at"]
