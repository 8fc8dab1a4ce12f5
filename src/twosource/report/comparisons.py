"""What articles are to each other: conflicts, drifts, shared wording, relations, order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.dossier.habits import by_outlet, of_stories
from twosource.model import (
    Conflict,
    Drift,
    HiddenSource,
    Passage,
    PassageKind,
    Place,
    Relation,
    Side,
    Span,
    Story,
    TimelineEntry,
)  # fmt: skip
from twosource.report import book as books
from twosource.report import claims, clean, dates, segments, worddiff
from twosource.report.book import Book, Chapter
from twosource.report.claims import ReasonView
from twosource.report.phrases import Phrases
from twosource.report.segments import Marking, Piece, Reference

MANY_EDITS = 12
PASSAGE_LENGTH = 420
CLOCK = "printed-earlier"
"""The reason of an order that the clocks alone tell."""
WORDED: frozenset[PassageKind] = frozenset({"verbatim", "edited", "quotation", "stock"})
"""Passages whose words stand in both texts."""
OF_SOURCES = frozenset({"attribution lost", "attribution moved"})
"""Drifts of which what was before and after are tellers."""
BRIEF = 110
"""Characters up to which what was before and after a drift is told in a line of its own: longer ones would
only repeat the sentences below it."""


class SideView(Struct, frozen=True, kw_only=True):
    """One sentence of a pair, its changed words marked."""

    outlet: str
    time: str
    href: str
    language: str
    pieces: tuple[Piece, ...]
    as_of: str = ""


class PairView(Struct, frozen=True, kw_only=True):
    """A conflict or a drift: its kind in words, what supports it, both sentences."""

    kind: str
    code: str
    basis: str
    claim: Reference
    left: SideView
    right: SideView
    before: str = ""
    after: str = ""


class RelationView(Struct, frozen=True, kw_only=True):
    """What two articles are to each other, in careful words."""

    earlier: Reference
    later: Reference
    words: str
    source: str
    code: str
    direction: str
    confidence: str
    passages: tuple[Reference, ...]
    reasons: tuple[ReasonView, ...]


class EditView(Struct, frozen=True):
    """One difference between two printings."""

    outlet: str
    left: str
    right: str
    fact: bool


class PassageView(Struct, frozen=True, kw_only=True):
    """Shared wording: where it stands, its words, what was changed."""

    anchor: str
    number: int
    tone: str
    kind: str
    text: str
    language: str
    members: tuple[Reference, ...]
    parent: str
    edits: tuple[EditView, ...]
    more: int


class HiddenView(Struct, frozen=True):
    """A text that is not in the pile and that articles lean on."""

    name: str
    type: str
    text: str
    children: tuple[Reference, ...]
    reasons: tuple[ReasonView, ...]


class OrderView(Struct, frozen=True):
    """That one article was written before another."""

    before: Reference
    after: Reference
    confidence: str
    reasons: tuple[ReasonView, ...]


class TimelineView(Struct, frozen=True):
    """A dated happening."""

    when: str
    iso: str
    text: str
    claim: Reference


def conflict(chapter: Chapter, found: Conflict) -> PairView:
    """Lay out a conflict."""
    phrases = chapter.book.phrases
    left, right = _pair(chapter, found.left, found.right, found.as_of)
    return PairView(
        kind=phrases.word("conflict", found.relation),
        code=found.relation,
        basis=phrases.word("rule", found.rule),
        claim=claim_link(chapter, found.claim),
        left=left,
        right=right,
    )


def habits(book: Book, stories: Sequence[Story], outlet_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Say by outlet what it made of what it took over: its name, and a sentence ("loses the source in 4 of 9")."""
    for outlet, held in by_outlet(of_stories(stories, outlet_of)):
        name = book.outlets[outlet].name if outlet in book.outlets else outlet
        yield name, ", ".join(book.phrases.say(f"habit.{one.kind}", times=one.times, of=one.of) for one in held)


def drift(chapter: Chapter, found: Drift) -> PairView:
    """Lay out a drift."""
    phrases = chapter.book.phrases
    left, right = _pair(chapter, found.from_, found.to, (None, None))
    brief = len(found.before) + len(found.after) <= BRIEF
    nothing = phrases.say("pair.nobody" if found.kind in OF_SOURCES else "pair.nothing")
    return PairView(
        kind=phrases.word("drift", found.kind),
        code=found.kind,
        basis=phrases.word("basis", found.basis),
        claim=claim_link(chapter, found.claim),
        left=left,
        right=right,
        before=(_shift(phrases, found.before) or nothing) if brief and found.before + found.after else "",
        after=(_shift(phrases, found.after) or nothing) if brief and found.before + found.after else "",
    )


def _shift(phrases: Phrases, told: str) -> str:
    """Word what was before or after a drift: a certainty, a chain of tellers, words."""
    return clean.one_line(phrases.word("certainty", told)).replace(" > ", " › ")


def claim_link(chapter: Chapter, claim_id: str) -> Reference:
    """Link to a claim, labelled with its words."""
    held = chapter.claims.get(claim_id)
    return Reference(f"#{books.claim_anchor(chapter, claim_id)}", clean.one_line(held.text, 110) if held else claim_id)


def _pair(chapter: Chapter, left: Side, right: Side, as_of: tuple[str | None, str | None]) -> tuple[SideView, SideView]:
    a, b = _sentence(chapter, left), _sentence(chapter, right)
    changes = worddiff.compare(a[0][a[1].start : a[1].end], b[0][b[1].start : b[1].end])
    removed = [Marking(a[1].start + s.start, a[1].start + s.end, "removed") for s in changes.removed]
    added = [Marking(b[1].start + s.start, b[1].start + s.end, "added") for s in changes.added]
    return (
        _side(chapter, left, segments.flatten(a[0], [*removed, *_stretches(chapter, left)], a[1]), as_of[0]),
        _side(chapter, right, segments.flatten(b[0], [*added, *_stretches(chapter, right)], b[1]), as_of[1]),
    )


def _stretches(chapter: Chapter, side: Side) -> list[Marking]:
    """Mark what is compared, and the numbers in it: of several, the text does not say which one does not fit."""
    told, article = chapter.statements.get(side.statement), chapter.book.articles.get(side.article)
    held = [one for one in (article.quantities if article and books.field_of(told) == "text" else ()) if one.counted]
    values = {(one.start, one.end) for one in held if side.start <= one.start and one.end <= side.end}
    if told and told.value:
        values.add((told.value.start, told.value.end))
    return [Marking(side.start, side.end, "statement"), *(Marking(*value, "value") for value in sorted(values))]


def _sentence(chapter: Chapter, side: Side) -> tuple[str, Span]:
    """Find the text that a side points into, and the sentence around it (empty where out of bounds)."""
    told = chapter.statements.get(side.statement)
    article = chapter.book.articles.get(side.article)
    if article is None:
        return "", Span(0, 0)
    text = (article.title or "") if books.field_of(told) == "title" else article.text
    if not 0 <= side.start < side.end <= len(text):
        return text, Span(0, 0)
    return text, segments.sentence_around(text, side.start, side.end)


def _side(chapter: Chapter, side: Side, pieces: tuple[Piece, ...], as_of: str | None) -> SideView:
    book = chapter.book
    field = books.field_of(chapter.statements.get(side.statement))
    return SideView(
        outlet=books.outlet_name(book, side.article),
        time=books.known_time(book, side.article),
        href=f"#{books.place_anchor(book, Place(side.article, side.start, side.end), field)}",
        language=claims.language_of(book, side.article),
        pieces=tuple(piece for piece in pieces if piece.text),
        as_of=dates.long(as_of, book.phrases) if as_of and not _is_of_article(book, side, as_of) else "",
    )


def _is_of_article(book: Book, side: Side, as_of: str) -> bool:
    """Tell whether a time is that of the article, which stands beside it anyway."""
    article = book.articles.get(side.article)
    return article is not None and dates.sort_key(article.published)[:2] == dates.sort_key(as_of)[:2]


def article_link(chapter: Chapter, article_id: str) -> Reference:
    """Link to an article, labelled with outlet and time; a source that is not in the pile has no address."""
    book = chapter.book
    article = book.articles.get(article_id)
    if article is None:
        names = {hidden.id: hidden.name for hidden in chapter.story.hidden_sources}
        return Reference("", clean.one_line(names.get(article_id, article_id), 90))
    time = books.known_time(book, article_id)
    name = books.outlet_name(book, article_id)
    return Reference(
        f"#{book.anchors[article_id]}",
        f"{name}, {time}" if time else name,
        clean.one_line(article.title or "", 90),
    )


def relation(chapter: Chapter, found: Relation) -> RelationView:
    """Lay out a relation in careful words: "copies" is an accusation."""
    phrases = chapter.book.phrases
    source = clean.one_line(found.source_name or "", 90)
    return RelationView(
        earlier=article_link(chapter, found.earlier),
        later=article_link(chapter, found.later),
        words=phrases.word("relation", _what(chapter, found)),
        source=phrases.say("relations.source", name=source) if source else "",
        code=found.relation.replace(" ", "-"),
        direction=phrases.word("direction", found.direction) if found.relation == "copies" else "",
        confidence=percent(phrases, found.confidence),
        passages=passage_links(chapter, found.passages),
        reasons=claims.reasons(chapter.book, found.reasons),
    )


def _what(chapter: Chapter, found: Relation) -> str:
    """Name what a relation says: "shares wording" only where some stands in both, word for word or edited."""
    if found.relation != "copies":
        return found.relation
    kinds = {chapter.passages[name].kind for name in found.passages if name in chapter.passages}
    said = "copies" if kinds & WORDED else "retells"
    return said if found.direction != "unknown" else f"{said}, direction unknown"


def passage_links(chapter: Chapter, names: Sequence[str]) -> tuple[Reference, ...]:
    """Link to passages by their numbers."""
    return tuple(
        Reference(f"#{books.passage_anchor(chapter, name)}", str(chapter.passage_numbers.get(name, "?")))
        for name in names
    )


def percent(phrases: Phrases, share: float) -> str:
    """Word a share between 0 and 1; certainty is never printed as 100 %."""
    return phrases.say("relations.share", n=min(99, round(100 * share)))


def passage(chapter: Chapter, found: Passage, tone: str) -> PassageView:
    """Lay out a passage; ``tone`` names the colour of where its words come from."""
    book = chapter.book
    number = chapter.passage_numbers[found.id]
    first = found.members[0] if found.members else Place("", 0, 0)
    edits = sorted(found.edits, key=lambda edit: (not edit.fact, edit.member, edit.left))
    parent = found.members[found.parent].article if found.parent is not None else ""
    return PassageView(
        anchor=books.passage_anchor(chapter, found.id),
        number=number,
        tone=tone,
        kind=book.phrases.word("passage", found.kind),
        text=_words(chapter, first, PASSAGE_LENGTH),
        language=claims.language_of(book, first.article),
        members=tuple(_member(chapter, place) for place in found.members),
        parent=books.outlet_name(book, parent) if parent else "",
        edits=tuple(
            EditView(
                books.outlet_name(book, edit.right.article),
                _words(chapter, edit.left, 120),
                _words(chapter, edit.right, 120),
                edit.fact,
            )
            for edit in edits[:MANY_EDITS]
        ),
        more=max(0, len(edits) - MANY_EDITS),
    )


def _member(chapter: Chapter, place: Place) -> Reference:
    whole = article_link(chapter, place.article)
    return Reference(f"#{books.place_anchor(chapter.book, place)}", whole.label, whole.tip)


def _words(chapter: Chapter, place: Place, limit: int) -> str:
    article = chapter.book.articles.get(place.article)
    return clean.one_line(article.text[place.start : place.end], limit) if article else ""


def hidden(chapter: Chapter, found: HiddenSource) -> HiddenView:
    """Lay out a source that is not in the pile."""
    return HiddenView(
        clean.one_line(found.name, 90),
        chapter.book.phrases.word("hop", found.type),
        clean.one_line(found.text, PASSAGE_LENGTH),
        tuple(article_link(chapter, child) for child in found.children),
        claims.reasons(chapter.book, found.reasons),
    )


def timeline(chapter: Chapter, entry: TimelineEntry) -> TimelineView:
    """Lay out a dated happening."""
    return TimelineView(
        dates.span(entry.start, entry.end, entry.granularity, chapter.book.phrases),
        entry.start,
        clean.one_line(entry.text, 240),
        claim_link(chapter, entry.claim),
    )


def orders(chapter: Chapter) -> tuple[OrderView, ...]:
    """Lay out the order of writing as the texts tell it; what the clocks alone tell, the list of articles shows."""
    return tuple(
        OrderView(
            article_link(chapter, entry.before),
            article_link(chapter, entry.after),
            percent(chapter.book.phrases, entry.confidence),
            claims.reasons(chapter.book, entry.reasons),
        )
        for entry in chapter.story.order
        if any(reason.code != CLOCK for reason in entry.reasons) or not entry.reasons
    )
