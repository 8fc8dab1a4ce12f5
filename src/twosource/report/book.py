"""A dossier opened for reading: everything by its id, and the anchor under which the page prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.model import Claim, Dossier, DossierArticle, Outlet, Passage, Place, Statement, Story
from twosource.model import StoryStatement as Told
from twosource.report import clean, dates, volume
from twosource.report.options import Options
from twosource.report.phrases import Phrases
from twosource.report.phrases import load as load_phrases

QUOTED = 70
"""Characters of a stretch that a link to it quotes."""
SHORT = 20
"""Characters under which a stretch is quoted with its neighbours."""


class Book(Struct, frozen=True):
    """The dossier's articles and outlets by id, with the wording and the options of the report."""

    dossier: Dossier
    options: Options
    phrases: Phrases
    outlets: Mapping[str, Outlet]
    articles: Mapping[str, DossierArticle]
    anchors: Mapping[str, str]
    zones: bool
    axis: volume.Axis | None


class Chapter(Struct, frozen=True):
    """One story of the book. ``numbers`` give a claim's or passage's place in the order it is printed."""

    book: Book
    story: Story
    anchor: str
    articles: tuple[DossierArticle, ...]
    claims: Mapping[str, Claim]
    statements: Mapping[str, Told]
    claim_of: Mapping[str, str]
    numbers: Mapping[str, int]
    passages: Mapping[str, Passage]
    passage_numbers: Mapping[str, int]


def open_book(dossier: Dossier, options: Options) -> Book:
    """Index a dossier."""
    return Book(
        dossier,
        options,
        load_phrases(options.language),
        {outlet.id: outlet for outlet in dossier.outlets},
        {article.id: article for article in dossier.articles},
        {article.id: f"a{number}" for number, article in enumerate(dossier.articles, 1)},
        len({dates.zone(article.published) for article in dossier.articles} - {None}) > 1,
        volume.axis(article.published for article in dossier.articles),
    )


def open_chapter(book: Book, story: Story, number: int, order: Sequence[Claim]) -> Chapter:
    """Index one story; ``order`` holds its claims as they will be printed."""
    held = [book.articles[name] for name in story.articles if name in book.articles]
    return Chapter(
        book,
        story,
        f"s{number}",
        tuple(sorted(held, key=lambda article: (dates.sort_key(article.published), article.id))),
        {claim.id: claim for claim in story.claims},
        {told.id: told for claim in story.claims for told in claim.statements},
        {told.id: claim.id for claim in story.claims for told in claim.statements},
        {claim.id: place for place, claim in enumerate(order, 1)},
        {passage.id: passage for passage in story.passages},
        {passage.id: place for place, passage in enumerate(story.passages, 1)},
    )


def outlet_name(book: Book, article_id: str) -> str:
    """Name the outlet of an article, its id where the name is not known."""
    article = book.articles.get(article_id)
    if article is None:
        return article_id
    outlet = book.outlets.get(article.outlet)
    return clean.one_line(outlet.name if outlet else article.outlet, 60)


def short_time(book: Book, article_id: str) -> str:
    """Word the time of an article briefly, with its zone where the dossier mixes zones."""
    article = book.articles.get(article_id)
    published = article.published if article else None
    time, zone = dates.short(published, book.phrases), dates.zone(published) if book.zones else None
    return book.phrases.say("date.short-zone", time=time, zone=zone) if zone else time


def known_time(book: Book, article_id: str) -> str:
    """Word the time of an article briefly; nothing where it is not known."""
    article = book.articles.get(article_id)
    return short_time(book, article_id) if article is not None and article.published else ""


def outlet_of(book: Book, article_id: str) -> str:
    """Give the id of the outlet of an article."""
    article = book.articles.get(article_id)
    return article.outlet if article else article_id


def place_anchor(book: Book, place: Place, field: str = "text") -> str:
    """Give the anchor of a stretch of an article (of its title where ``field`` says so)."""
    return f"{book.anchors.get(place.article, 'a0')}-{'t' if field == 'title' else ''}{place.start}"


def claim_anchor(chapter: Chapter, claim_id: str) -> str:
    """Give the anchor of a claim."""
    return f"{chapter.anchor}-c{chapter.numbers.get(claim_id, 0)}"


def passage_anchor(chapter: Chapter, passage_id: str) -> str:
    """Give the anchor of a passage."""
    return f"{chapter.anchor}-p{chapter.passage_numbers.get(passage_id, 0)}"


def field_text(book: Book, told: Told) -> str:
    """Give the text that a statement's offsets point into."""
    article = book.articles.get(told.article)
    if article is None:
        return ""
    return (article.title or "") if told.field == "title" else article.text


def field_of(statement: Statement | None) -> str:
    """Tell which text a statement's offsets point into; the body where there is no statement."""
    return statement.field if statement else "text"


def quoted(book: Book, place: Place) -> str:
    """Quote a stretch of an article, cut short, on one line."""
    article = book.articles.get(place.article)
    if article is None or place.start >= place.end:
        return ""
    if place.end - place.start >= SHORT:
        return clean.one_line(article.text[place.start : place.end], QUOTED)
    return _with_neighbours(article.text, place)


def _with_neighbours(text: str, place: Place) -> str:
    """Quote a word or two ("she") with the words around, on its own line of the text."""
    before = text[max(0, place.start - SHORT) : place.start].rpartition("\n")[2]
    after = text[place.end : place.end + QUOTED // 2].partition("\n")[0]
    left = before.partition(" ")[2] if len(before) == SHORT else before
    right = after.rpartition(" ")[0] if len(after) == QUOTED // 2 else after
    words = clean.one_line(left + text[place.start : place.end] + right)
    return f"{'…' if len(before) == SHORT else ''}{words}{'…' if len(after) == QUOTED // 2 else ''}"
