"""The report as HTML that stands alone: one page, or a folder of pages for a large pile."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from twosource.dossier import Checked
from twosource.model import Claim, Dossier, Happening, KnownAs, Place, Relation, Story
from twosource.report import (
    answers,
    articles,
    claims,
    clean,
    comparisons,
    dates,
    descents,
    findings,
    gaps,
    graph,
    markup,
    network,
    volume,
)
from twosource.report import book as books
from twosource.report.articles import ArticleView
from twosource.report.book import Book, Chapter
from twosource.report.claims import ClaimView
from twosource.report.comparisons import (
    HiddenView,
    OrderView,
    PairView,
    PassageView,
    RelationView,
    TimelineView,
)
from twosource.report.findings import Finding, GroupName
from twosource.report.graph import Drawing
from twosource.report.options import Options
from twosource.report.phrases import Phrases
from twosource.report.segments import Reference
from twosource.text import fold

__all__ = ["LARGE", "Options", "answer_page", "folder", "page"]

LARGE = 300
"""Articles beyond which a folder reads better than one page."""
OPEN_ARTICLES = 12
"""Articles up to which the page shows every text unfolded."""
FEW = 12
"""Printings of a claim, names and rows of its tables that are shown before the rest is folded."""
CLAIM_DRAWINGS = 40
"""Claims of a story that get a drawing of their own, the first ones."""
DRAWN = 5
"""Boxes from which a drawing of one claim says more than its cards."""
RELATIONS = 500
INDEX_ROWS = 6000
AGREE = "agree"
"""The relation of two figures that look as if they did not fit."""
TOLD = frozenset({"copies", "common source", "shared quotation"})
"""Relations that the page lists one by one; the others are counted."""


class Sibling(Struct, frozen=True):
    """Another story of one storyline."""

    href: str
    title: str
    first: str | None
    last: str | None
    articles: int


class Line(Struct, frozen=True):
    """A storyline: the stories of a matter over weeks, by the clock."""

    name: str
    stories: tuple[Sibling, ...]


class Change(Struct, frozen=True):
    """An entry of a story's history as the page prints it: when, what, with which story or headline, and why."""

    at: str
    event: str
    text: str
    why: str


class Group(Struct, frozen=True):
    """The claims of one verdict, under a heading; ``tally`` says what so many of them do."""

    name: GroupName
    code: str
    tally: str
    claims: tuple[ClaimView, ...]


class RoleView(Struct, frozen=True):
    """An office under which a story knows a person: the words, and where; ``meant``: no name stands there."""

    words: str
    place: Reference
    meant: bool


class NameView(Struct, frozen=True):
    """An entity with its spellings and offices."""

    name: str
    type: str
    variants: tuple[str, ...]
    mentions: int
    roles: tuple[RoleView, ...]


class StoryView(Struct, frozen=True, kw_only=True):
    """A story as the page prints it."""

    anchor: str
    title: str
    line: str
    best: str
    storyline: Line | None
    history: tuple[Change, ...]
    groups: tuple[Group, ...]
    alone: tuple[ClaimView, ...]
    drawing: Drawing | None
    claim_drawings: Mapping[str, Drawing]
    drifts: tuple[PairView, ...]
    habits: tuple[tuple[str, str], ...]
    conflicts: tuple[PairView, ...]
    agreements: tuple[PairView, ...]
    relations: tuple[RelationView, ...]
    relations_faint: tuple[RelationView, ...]
    relations_left: int
    passages: tuple[PassageView, ...]
    lineage: tuple[descents.Row, ...]
    swatches: tuple[descents.Swatch, ...]
    hidden: tuple[HiddenView, ...]
    orders: tuple[OrderView, ...]
    timeline: tuple[TimelineView, ...]
    names: tuple[NameView, ...]
    articles: tuple[ArticleView, ...]


class Entry(Struct, frozen=True):
    """A line of the index: a story, its figures, the page it stands on."""

    name: str
    href: str
    title: str
    line: str
    finding: Finding
    first: str | None
    last: str | None
    storyline: str | None
    volume: volume.Volume | None


def page(dossier: Dossier, options: Options) -> str:
    """Give the whole report as one HTML page that needs nothing else."""
    book = books.open_book(dossier, options)
    outlet_of = findings.by_outlet(dossier)
    stories = _ordered(dossier.stories)
    hrefs = {story.id: f"#s{number}" for number, story in enumerate(stories, 1)}
    lines = _lines(book, hrefs)
    entries = [_entry(book, outlet_of, story, hrefs[story.id]) for story in stories]
    views = (
        _story(_chapter(book, outlet_of, story, number), outlet_of, lines) for number, story in enumerate(stories, 1)
    )
    return _render("page.html", book, entries=entries, stories=views, title=_headline(book, entries), home=None)


def answer_page(checked: Checked, options: Options) -> str:
    """Give the answers to a question as one page: the plain words first, then the claims that hold them."""
    book = books.open_book(checked.dossier, options)
    outlet_of = findings.by_outlet(checked.dossier)
    stories = _ordered(checked.dossier.stories)
    chapters = [_chapter(book, outlet_of, story, number) for number, story in enumerate(stories, 1)]
    shown = answers.view(checked, book, chapters)
    lines = _lines(book, {chapter.story.id: f"#{chapter.anchor}" for chapter in chapters})
    views = (_story(chapter, outlet_of, lines) for chapter in chapters)
    title = book.phrases.say("check.title", question=clean.one_line(checked.question, 160))
    return _render("check.html", book, asked=shown, stories=views, title=title)


def folder(dossier: Dossier, options: Options) -> Mapping[str, str]:
    """Give the report as pages by file name: an index, a page per story, single articles by the hundred."""
    book = books.open_book(dossier, options)
    outlet_of = findings.by_outlet(dossier)
    pages: dict[str, str] = {}
    entries: list[Entry] = []
    numbers = count(1)
    files = [(name, [(next(numbers), story) for story in held]) for name, held in _files(_ordered(dossier.stories))]
    hrefs = {story.id: f"{name}#s{number}" for name, held in files for number, story in held}
    lines = _lines(book, hrefs)
    for name, numbered in files:
        held = [_entry(book, outlet_of, story, hrefs[story.id]) for _, story in numbered]
        views = (_story(_chapter(book, outlet_of, story, number), outlet_of, lines) for number, story in numbered)
        title = held[0].title if len(held) == 1 else _headline(book, held)
        pages[name] = _render("story.html", book, entries=held, stories=views, title=title, home="index.html")
        entries += held
    return {**_index(book, entries, tuple(lines.values())), **pages}


def _lines(book: Book, hrefs: Mapping[str, str]) -> Mapping[str, Line]:
    """Give the storylines by name, that of most stories first."""
    held: dict[str, list[Story]] = {}
    for story in sorted(book.dossier.stories, key=lambda story: (story.first or "~", story.id)):
        if story.storyline is not None:
            held.setdefault(story.storyline, []).append(story)
    ordered = sorted(held.items(), key=lambda item: (-len(item[1]), len(item[0]), item[0]))
    return {name: Line(name, tuple(_sibling(book, hrefs, story) for story in held)) for name, held in ordered}


def _sibling(book: Book, hrefs: Mapping[str, str], story: Story) -> Sibling:
    return Sibling(hrefs[story.id], _title(book, story), story.first, story.last, len(story.articles))


def _title(book: Book, story: Story) -> str:
    return clean.one_line(story.title, 160) or book.phrases.say("story.untitled")


def _index(book: Book, entries: Sequence[Entry], lines: Sequence[Line]) -> Mapping[str, str]:
    title = _headline(book, entries)
    starts = range(0, max(1, len(entries)), INDEX_ROWS)
    names = ["index.html" if start == 0 else f"index-{start // INDEX_ROWS + 1:03}.html" for start in starts]
    return {
        name: _render(
            "index.html",
            book,
            entries=entries[start : start + INDEX_ROWS],
            title=title,
            names=names,
            here=name,
            lines=lines if start == 0 else (),
            span=volume.span(book.axis, book.phrases),
        )
        for start, name in zip(starts, names, strict=True)
    }


def _ordered(stories: Sequence[Story]) -> Sequence[Story]:
    """Put the stories that most articles tell first; equal ones stay in the dossier's order."""
    return sorted(stories, key=lambda story: -len(story.articles))


def _files(stories: Sequence[Story]) -> Iterator[tuple[str, Sequence[Story]]]:
    several = [story for story in stories if len(story.articles) > 1]
    single = [story for story in stories if len(story.articles) <= 1]
    for number, story in zip(_numbers(several), several, strict=True):
        yield f"story-{number:04}.html", [story]
    for start in range(0, len(single), 100):
        yield f"single-{start // 100 + 1:04}.html", single[start : start + 100]


def _numbers(stories: Sequence[Story]) -> Sequence[int]:
    """Give the numbers of the stories' ids, so that a page keeps its address from run to run; else their places."""
    found = [int(story.id[1:]) for story in stories if story.id[1:].isascii() and story.id[1:].isdecimal()]
    return found if len(set(found)) == len(stories) else range(1, len(stories) + 1)


def _entry(book: Book, outlet_of: Mapping[str, str], story: Story, href: str) -> Entry:
    finding = findings.find(story, outlet_of)
    title = _title(book, story)
    line = findings.brief(book.phrases, finding)
    drawn = volume.draw(book.axis, [book.articles[name].published for name in story.articles if name in book.articles])
    return Entry(story.id, href, title, line, finding, story.first, story.last, story.storyline, drawn)


def _headline(book: Book, entries: Sequence[Entry]) -> str:
    """Say how large the pile is, and how much of it looks corroborated and is not."""
    leaning = sum(entry.finding.claims["one origin"] for entry in entries)
    if len(entries) == 1:
        only = entries[0].finding
        size = findings.size(book.phrases, only) if leaning else findings.line(book.phrases, only)
    else:
        held = sum(entry.finding.articles for entry in entries)
        size = f"{book.phrases.say('count.articles', n=held)}, {book.phrases.say('count.stories', n=len(entries))}"
    return f"{size}, {book.phrases.say('count.leaning', n=leaning)}" if leaning or len(entries) > 1 else size


def _chapter(book: Book, outlet_of: Mapping[str, str], story: Story, number: int) -> Chapter:
    """Open a story with its claims in the order in which they are printed."""
    grouped = findings.grouped(story.claims, outlet_of)
    return books.open_chapter(book, story, number, [claim for name in findings.GROUPS for claim in grouped[name]])


def _story(chapter: Chapter, outlet_of: Mapping[str, str], lines: Mapping[str, Line]) -> StoryView:
    book, story = chapter.book, chapter.story
    finding = findings.find(story, outlet_of)
    grouped = findings.grouped(story.claims, outlet_of)
    several = [claim for name in findings.GROUPS[:-1] for claim in grouped[name]]
    known = descents.tones(chapter)
    told = sorted(
        (r for r in story.relations if r.relation in TOLD),
        key=lambda r: (r.relation != "copies", -r.confidence),
    )[:RELATIONS]
    return StoryView(
        anchor=chapter.anchor,
        title=clean.one_line(story.title, 300) or book.phrases.say("story.untitled"),
        line=findings.size(book.phrases, finding),
        best=findings.best(book.phrases, finding),
        storyline=lines.get(story.storyline or ""),
        history=tuple(_change(book, change) for change in story.history if change.event != "opened"),
        groups=tuple(_group(chapter, name, grouped[name]) for name in findings.GROUPS[:-1] if grouped[name]),
        alone=tuple(claims.view(chapter, claim) for claim in grouped["one article"]),
        drawing=graph.draw(network.of_story(chapter), _heads(book.phrases)),
        claim_drawings=_claim_drawings(chapter, several[:CLAIM_DRAWINGS]),
        drifts=tuple(comparisons.drift(chapter, found) for found in story.drifts),
        habits=tuple(comparisons.habits(book, [story], outlet_of)),
        conflicts=tuple(comparisons.conflict(chapter, one) for one in story.conflicts if one.relation != AGREE),
        agreements=tuple(comparisons.conflict(chapter, one) for one in story.conflicts if one.relation == AGREE),
        relations=tuple(comparisons.relation(chapter, found) for found in told if _is_firm(found)),
        relations_faint=tuple(comparisons.relation(chapter, found) for found in told if not _is_firm(found)),
        relations_left=len(story.relations) - len(told),
        passages=tuple(comparisons.passage(chapter, one, descents.tone(one, known)) for one in story.passages),
        lineage=descents.rows(chapter),
        swatches=descents.swatches(chapter),
        hidden=tuple(comparisons.hidden(chapter, found) for found in story.hidden_sources),
        orders=comparisons.orders(chapter),
        timeline=tuple(comparisons.timeline(chapter, entry) for entry in story.timeline),
        names=_names(chapter),
        articles=articles.views(chapter),
    )


def _change(book: Book, change: Happening) -> Change:
    """Word a happening: a story that an article opened goes by that article's headline."""
    opener = book.articles.get(change.with_ or "")
    text = opener.title if opener is not None and opener.title else change.with_ or ""
    why = "; ".join(clean.one_line(book.phrases.reason(one.code, one.about), 120) for one in change.reasons)
    return Change(dates.long(change.at, book.phrases), change.event, clean.one_line(text, 120), why)


def _is_firm(relation: Relation) -> bool:
    """Tell whether a relation rests on shared wording, and not on a name that both mention alone."""
    return bool(relation.passages) or relation.relation == "copies"


def _group(chapter: Chapter, name: GroupName, held: Sequence[Claim]) -> Group:
    tally = chapter.book.phrases.say(f"tally.{name}", n=len(held))
    return Group(name, name.replace(" ", "-"), tally, tuple(claims.view(chapter, claim) for claim in held))


def _heads(phrases: Phrases) -> tuple[str, str, str]:
    return (phrases.say("graph.first"), phrases.say("graph.relays"), phrases.say("graph.outlets"))


def _claim_drawings(chapter: Chapter, held: Sequence[Claim]) -> Mapping[str, Drawing]:
    found: dict[str, Drawing] = {}
    for claim in held:
        ways = network.of_claim(chapter, claim.statements)
        drawing = graph.draw(ways, _heads(chapter.book.phrases)) if len(ways.actors) >= DRAWN else None
        if drawing:
            found[books.claim_anchor(chapter, claim.id)] = drawing
    return found


def _names(chapter: Chapter) -> tuple[NameView, ...]:
    phrases = chapter.book.phrases
    held = sorted(chapter.story.entities, key=lambda entity: (-len(entity.mentions), entity.name))
    return tuple(
        NameView(
            clean.one_line(entity.name, 120),
            phrases.word("entity", entity.type),
            tuple(clean.one_line(variant, 120) for variant in entity.variants if variant != entity.name),
            len(entity.mentions),
            tuple(_role(chapter, role) for role in _one_of_each(entity.roles)),
        )
        for entity in held
    )


def _one_of_each(roles: Sequence[KnownAs]) -> Sequence[KnownAs]:
    """Give the first of the places that use the same words."""
    return list({(fold(role.text), role.named): role for role in reversed(roles)}.values())[::-1]


def _role(chapter: Chapter, role: KnownAs) -> RoleView:
    place = claims.place_link(chapter.book, Place(role.article, role.start, role.end))
    return RoleView(clean.one_line(role.text, 90), place, not role.named)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("twosource.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters["bdi"] = markup.bdi
    environment.globals["write"] = markup.write
    return environment


def _finalize(value: object) -> object:
    """Keep what a template prints harmless; markup has been through that already."""
    return clean.harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _source(name: str) -> Markup:
    """Give a style sheet or script of the package, which stands in the page as it is."""
    environment = _environment()
    loader = environment.loader
    source = loader.get_source(environment, name)[0] if loader else ""
    return Markup(source)  # noqa: S704 a file of ours, with nothing filled in


def _policy() -> str:
    """Forbid everything but our own style and script, by hash: what slips through stays inert."""
    style, script = (_hash(_source(name)) for name in ("style.css", "script.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _render(template: str, book: Book, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            book=book,
            dossier=book.dossier,
            options=book.options,
            say=book.phrases.say,
            word=book.phrases.word,
            style=_source("style.css"),
            script=_source("script.js"),
            policy=_policy(),
            few=FEW,
            gaps=gaps.lines(book),
            swaps=descents.swaps(book),
            open_articles=len(book.dossier.articles) <= OPEN_ARTICLES,
            **values,
        )
    )
