"""A dossier as tables for a spreadsheet or a data frame: what was found, a row each, joined by ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.model import Claim, Conflict, Dossier, DossierArticle, Drift, Side, Story, StoryStatement
from twosource.report.findings import articles_of, by_outlet

Cell = str | int | float | None

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": ("article", "story", "outlet", "published", "language", "title", "url", "read_from"),
    "claims": (
        "story", "claim", "text", "verdict", "articles", "outlets", "shown", "possible", "estimate", "low", "high",
    ),
    "statements": (
        "story", "claim", "statement", "article", "outlet", "published", "words", "kind", "certainty", "speaker",
        "chain", "origin", "field", "start", "end",
    ),
    "relations": ("story", "earlier", "later", "relation", "direction", "confidence", "channel", "source_name"),
    "conflicts": ("story", "claim", "relation", "left_article", "left_words", "right_article", "right_words"),
    "drifts": ("story", "claim", "kind", "from_article", "from_words", "to_article", "to_words"),
    "failures": ("subject", "stage", "reason", "message"),
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Pile(Struct, frozen=True):
    """The articles of a dossier and the names of their outlets, by article."""

    articles: Mapping[str, DossierArticle]
    outlets: Mapping[str, str]

    def words(self, told: StoryStatement | None, start: int, end: int) -> str:
        """Give words of a statement's field."""
        if told is None:
            return ""
        article = self.articles[told.article]
        return ((article.title or "") if told.field == "title" else article.text)[start:end]


def tables(dossier: Dossier) -> Mapping[str, str]:
    """Give a CSV text by name for each kind of row. What a spreadsheet would take for a formula begins with ``'``."""
    names = {outlet.id: outlet.name for outlet in dossier.outlets}
    pile = _Pile(
        {article.id: article for article in dossier.articles},
        {article: names.get(outlet, outlet) for article, outlet in by_outlet(dossier).items()},
    )
    held: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in COLUMNS}
    story_of = {article: story.id for story in dossier.stories for article in story.articles}
    held["articles"] = [
        (a.id, story_of.get(a.id), pile.outlets[a.id], a.published, a.language, a.title, a.url, a.input_id)
        for a in dossier.articles
    ]
    held["failures"] = [(f.subject, f.stage, f.reason, f.message) for f in dossier.failures]
    for story in dossier.stories:
        for name, row in _story(pile, story):
            held[name].append(row)
    return {name: _text(COLUMNS[name], rows) for name, rows in held.items()}


def _story(pile: _Pile, story: Story) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    said = {told.id: told for claim in story.claims for told in claim.statements}
    for claim in story.claims:
        yield "claims", _claim(pile, story, claim)
        yield from (("statements", row) for row in _statements(pile, story, claim))
    for r in story.relations:
        yield "relations", (
            story.id, r.earlier, r.later, r.relation, r.direction, round(r.confidence, 3), r.channel, r.source_name,
        )  # fmt: skip
    for conflict in story.conflicts:
        yield "conflicts", (story.id, conflict.claim, conflict.relation, *_sides(pile, said, _both(conflict)))
    for drift in story.drifts:
        yield "drifts", (story.id, drift.claim, drift.kind, *_sides(pile, said, _both(drift)))


def _claim(pile: _Pile, story: Story, claim: Claim) -> tuple[Cell, ...]:
    count, printing = claim.independent.organisation, articles_of(claim)
    outlets = {pile.outlets[article] for article in printing}
    return (
        story.id, claim.id, claim.text, claim.verdict, len(printing), len(outlets),
        count.shown, count.possible, count.estimate, *count.interval,
    )  # fmt: skip


def _statements(pile: _Pile, story: Story, claim: Claim) -> Iterator[tuple[Cell, ...]]:
    origins = {told: origin.name for origin in claim.origins for told in origin.statements}
    for told in claim.statements:
        yield (
            story.id, claim.id, told.id, told.article, pile.outlets[told.article],
            pile.articles[told.article].published, pile.words(told, told.start, told.end), told.kind, told.certainty,
            told.speaker, " > ".join(hop.name for hop in told.chain), origins.get(told.id), told.field, told.start,
            told.end,
        )  # fmt: skip


def _both(pair: Conflict | Drift) -> tuple[Side, Side]:
    return (pair.left, pair.right) if isinstance(pair, Conflict) else (pair.from_, pair.to)


def _sides(pile: _Pile, said: Mapping[str, StoryStatement], sides: tuple[Side, Side]) -> Iterator[Cell]:
    for side in sides:
        yield side.article
        yield pile.words(said.get(side.statement), side.start, side.end)


def _text(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return held.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
