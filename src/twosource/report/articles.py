"""Articles in full (or in excerpts), with everything that was found in them marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct, structs

from twosource.model import Block, Change, DossierArticle, Place, Reason, Span, Story
from twosource.model import StoryStatement as Told
from twosource.report import book as books
from twosource.report import claims, clean, comparisons, dates, descents, segments
from twosource.report.book import Book, Chapter
from twosource.report.segments import Marking, Piece, Reference
from twosource.text import squeeze

MARGIN = 80
"""Characters around a stretch that an excerpt prints."""
LONGEST = 320
"""Characters of a stretch that an excerpt prints in one piece."""
MANY_CHANGES, LONGEST_CHANGE = 20, 160
"""Changes since the version before that a page shows, and characters of each."""
FURNITURE = frozenset(
    {"byline", "dateline", "credit", "correction", "note", "related", "promo", "navigation", "caption"}
)
"""Roles that the page labels."""
DIMMED = frozenset({"related", "promo", "navigation"})


class Paragraph(Struct, frozen=True):
    """A stretch of one role; ``label`` words the role of furniture."""

    role: str
    label: str
    dimmed: bool
    pieces: tuple[Piece, ...]
    cut: bool = False


class ArticleView(Struct, frozen=True, kw_only=True):
    """An article: the header's facts, then its paragraphs. ``changes``: words of the version before, words of this."""

    anchor: str
    outlet: str
    time: str
    iso: str | None
    basis: str
    headline: str
    title: tuple[Piece, ...]
    url: str | None
    address: str
    input_id: str
    sha256: str
    language: str
    version_of: Reference | None
    changes: tuple[tuple[str, str], ...]
    more_changes: int
    paragraphs: tuple[Paragraph, ...]
    excerpted: bool


Markings = Mapping[tuple[str, str], Sequence[Marking]]
"""The marked stretches by article and field."""


def views(chapter: Chapter) -> tuple[ArticleView, ...]:
    """Lay out the articles of a story in the order of their times."""
    marked = _all_markings(chapter)
    return tuple(_view(chapter, article, marked) for article in chapter.articles)


def _view(chapter: Chapter, article: DossierArticle, marked: Markings) -> ArticleView:
    book, title = chapter.book, article.title or ""
    if _starts_with(article, title) and not marked.get((article.id, "title")):
        title = ""
    return ArticleView(
        anchor=book.anchors[article.id],
        outlet=books.outlet_name(book, article.id),
        time=dates.long(article.published, book.phrases),
        iso=article.published,
        basis=_basis(book, article.published_basis),
        headline=clean.one_line(article.title or "", 160),
        title=segments.flatten(title, marked.get((article.id, "title"), ()), Span(0, len(title))) if title else (),
        url=clean.web_address(article.url),
        address=clean.one_line(article.url or "", 300),
        input_id=clean.one_line(article.input_id, 200),
        sha256=article.capture_sha256,
        language=claims.language_of(book, article.id),
        version_of=comparisons.article_link(chapter, article.version_of) if article.version_of else None,
        changes=tuple(_change(book, article, change) for change in article.changes[:MANY_CHANGES]),
        more_changes=max(0, len(article.changes) - MANY_CHANGES),
        paragraphs=_paragraphs(book, article, marked.get((article.id, "text"), ())),
        excerpted=book.options.excerpts,
    )


def _change(book: Book, article: DossierArticle, change: Change) -> tuple[str, str]:
    """Give the words of a change: as the version before has them, and as this one has them."""
    before = book.articles[change.before.article].text[change.before.start : change.before.end]
    after = article.text[change.after.start : change.after.end]
    return clean.one_line(before, LONGEST_CHANGE), clean.one_line(after, LONGEST_CHANGE)


def _starts_with(article: DossierArticle, title: str) -> bool:
    """Tell whether the text brings its own headline, which then needs no second printing."""
    return any(
        block.role == "title" and squeeze(article.text[block.start : block.end]) == squeeze(title)
        for block in article.blocks[:3]
    )


def _basis(book: Book, basis: str | None) -> str:
    """Word where a time was found; the reading stage says after a comma that it assumed the zone."""
    base, comma, _ = (basis or "").partition(", zone assumed")
    words = book.phrases.word("published_basis", base)
    return book.phrases.say("published_basis.zone", basis=words) if comma else words


def _paragraphs(book: Book, article: DossierArticle, marked: Sequence[Marking]) -> tuple[Paragraph, ...]:
    """Cut the text into its blocks (what no block covers is body), each into pieces."""
    length = len(article.text)
    shown: tuple[Span, ...] = (Span(0, length),)
    if book.options.excerpts:
        shown = segments.windows((Span(m.start, m.end) for m in marked), length, MARGIN, LONGEST)
    parts = list(_parts(article))
    marks = _by_part(marked, parts)
    found: list[Paragraph] = []
    for index, part in enumerate(parts):
        found += _printed(book, article.text, part, marks[index], shown)
    return tuple(found)


def _printed(
    book: Book, text: str, part: Block, marked: Sequence[Marking], shown: Sequence[Span]
) -> Iterator[Paragraph]:
    """Give what of one block is printed, an ellipsis before what does not follow on."""
    label = book.phrases.word("role", part.role) if part.role in FURNITURE else ""
    for window in shown:
        start, end = max(part.start, window.start), min(part.end, window.end)
        if start >= end or not text[start:end].strip():
            continue
        pieces = segments.flatten(text, marked, Span(start, end))
        yield Paragraph(part.role, label, part.role in DIMMED, pieces, start > part.start)


def _parts(article: DossierArticle) -> Iterator[Block]:
    """Give the blocks in order, with the uncovered stretches between them as body."""
    reached = 0
    for block in sorted(article.blocks):
        start, end = max(block.start, reached), min(block.end, len(article.text))
        if start >= end:
            continue
        yield from _uncovered(article.text, reached, start)
        yield Block(start, end, block.role)
        reached = end
    yield from _uncovered(article.text, reached, len(article.text))


def _uncovered(text: str, start: int, end: int) -> Iterator[Block]:
    """Cut what no block covers into its lines."""
    while start < end:
        line_end = text.find("\n", start, end)
        stop = line_end + 1 if line_end >= 0 else end
        if text[start:stop].strip():
            yield Block(start, stop, "body")
        start = stop


def _by_part(marked: Sequence[Marking], parts: Sequence[Block]) -> Sequence[Sequence[Marking]]:
    """Hand every marking to the blocks it touches; both are in text order."""
    held: list[list[Marking]] = [[] for _ in parts]
    first = 0
    for marking in sorted(marked, key=lambda marking: (marking.start, marking.end)):
        while first < len(parts) and parts[first].end <= marking.start:
            first += 1
        place = first
        while place < len(parts) and parts[place].start < marking.end:
            held[place].append(marking)
            place += 1
    return held


def _all_markings(chapter: Chapter) -> Markings:
    found: dict[tuple[str, str], list[Marking]] = defaultdict(list)
    for told in chapter.statements.values():
        found[told.article, told.field] += _of_statement(chapter, told)
    known = descents.tones(chapter)
    for passage in chapter.story.passages:
        for place, (tone, link) in zip(passage.members, descents.marks(chapter, passage, known), strict=True):
            anchor = books.place_anchor(chapter.book, place)
            found[place.article, "text"].append(
                Marking(place.start, place.end, "passage", tone, before=link, anchor=anchor)
            )
    for article in chapter.articles:
        found[article.id, "text"] += [Marking(c.start, c.end, "credit") for c in article.credits]
    for place in _pointed_at(chapter.story):
        anchor = books.place_anchor(chapter.book, place)
        found[place.article, "text"].append(Marking(place.start, place.end, "place", anchor=anchor))
    return found


def _of_statement(chapter: Chapter, told: Told) -> list[Marking]:
    claim_id = chapter.claim_of[told.id]
    claim = chapter.claims[claim_id]
    number = chapter.numbers.get(claim_id, 0)
    link = Reference(f"#{books.claim_anchor(chapter, claim_id)}", str(number), clean.one_line(claim.text, 120))
    marked = claims.markings(told)
    contents = [place for place, marking in enumerate(marked) if marking.kind == "statement"]
    for place in (contents[0], contents[-1]):
        anchor = books.place_anchor(chapter.book, Place(told.article, marked[place].start, 0), told.field)
        marked[place] = structs.replace(marked[place], anchor=anchor)
    marked[contents[-1]] = structs.replace(marked[contents[-1]], after=link)
    hull = books.place_anchor(chapter.book, Place(told.article, told.start, told.end), told.field)
    return [*marked, Marking(told.start, told.end, "place", anchor=hull)]


def _pointed_at(story: Story) -> Iterator[Place]:
    """Give every place that a reason, an office, a conflict or a drift of the story links to."""
    for reason in _reasons(story):
        yield from reason.places
    for role in chain.from_iterable(entity.roles for entity in story.entities):
        yield Place(role.article, role.start, role.end)
    titled = {told.id for claim in story.claims for told in claim.statements if told.field == "title"}
    sides = [side for conflict in story.conflicts for side in (conflict.left, conflict.right)]
    sides += [side for drift in story.drifts for side in (drift.from_, drift.to)]
    for side in sides:
        if side.statement not in titled:
            yield Place(side.article, side.start, side.end)


def _reasons(story: Story) -> Iterator[Reason]:
    for claim in story.claims:
        yield from claim.reasons
        for origin in claim.origins:
            yield from origin.reasons
    yield from chain.from_iterable(relation.reasons for relation in story.relations)
    yield from chain.from_iterable(entry.reasons for entry in story.order)
    yield from chain.from_iterable(hidden.reasons for hidden in story.hidden_sources)
    yield from chain.from_iterable(one.reasons for one in story.lineage)
