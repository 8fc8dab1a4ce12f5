"""Claims as the page prints them: a summary line that opens to its statements, origins and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.model import LEVELS, Claim, Count, CountAt, Hop, Origin, Place, Reason, Span
from twosource.model import StoryStatement as Told
from twosource.report import amounts, because, clean, dates, segments
from twosource.report import book as books
from twosource.report.book import Book, Chapter
from twosource.report.findings import articles_of
from twosource.report.phrases import Phrases
from twosource.report.segments import Marking, Piece, Reference

CLAIM_LENGTH = 320
NAMELESS = frozenset({"", "?", "unknown"})
SHARE = re.compile(r"(\d+)[ \u00a0\u202f]%")
EVEN = 0.005
"""Difference of two shares from which they are worth a table."""


class HopView(Struct, frozen=True):
    """A teller of a chain, its type in words."""

    name: str
    type: str


class ReasonView(Struct, frozen=True):
    """A reason in words, with links to the stretches it points at."""

    text: str
    places: tuple[Reference, ...]


class Card(Struct, frozen=True, kw_only=True):
    """One statement: who printed it, when, the sentence, and how it reached the outlet."""

    outlet: str
    href: str
    time: str
    iso: str | None
    language: str
    in_title: bool
    pieces: tuple[Piece, ...]
    chain: tuple[HopView, ...]
    certainty: str
    kind: str
    conditional: str
    value: str
    origin: str


class LevelRow(Struct, frozen=True):
    """The count of one level in words."""

    level: str
    count: str
    estimate: str


class OriginView(Struct, frozen=True):
    """An origin with its type in words, who prints what comes from it, and why it is one."""

    name: str
    type: str
    outlets: tuple[str, ...]
    reasons: tuple[ReasonView, ...]


class ClaimView(Struct, frozen=True, kw_only=True):
    """A claim; ``chain`` of the first card stands for it where one article alone prints it.

    ``before``, ``after``: the rest of the sentence, where the text begins in the middle of one.
    """

    anchor: str
    number: int
    text: str
    before: str
    after: str
    language: str
    verdict: str
    verdict_code: str
    count: str
    printed: str
    figures: str
    steps: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    levels: tuple[LevelRow, ...]
    counted: str
    because: tuple[str, ...]
    change: tuple[str, ...]
    as_of: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, str], ...]
    origins: tuple[OriginView, ...]
    reasons: tuple[ReasonView, ...]


def _verdict(claim: Claim) -> str:
    """Give the code of a claim's verdict as it is worded: with one origin shown, others may be left open."""
    return (
        "perhaps one origin"
        if claim.verdict == "one origin" and claim.independent.organisation.possible > 1
        else claim.verdict
    )


def view(chapter: Chapter, claim: Claim) -> ClaimView:
    """Lay out one claim."""
    phrases = chapter.book.phrases
    before, after = around(chapter.book, claim)
    told = by_time(chapter.book, claim.statements)
    steps = amounts.steps(chapter.book, told)
    return ClaimView(
        anchor=books.claim_anchor(chapter, claim.id),
        number=chapter.numbers.get(claim.id, 0),
        text=clean.one_line(claim.text, CLAIM_LENGTH),
        before=before,
        after=after,
        language=_language(chapter.book, claim),
        verdict=phrases.word("verdict", _verdict(claim)),
        verdict_code=claim.verdict.replace(" ", "-"),
        count=count_words(phrases, claim.independent.organisation),
        printed=printed(chapter.book, claim),
        figures=amounts.sequence(phrases, steps),
        steps=tuple((_printing(chapter.book, step.article), step.amount) for step in steps),
        cards=tuple(_card(chapter, claim, one) for one in told),
        levels=_levels(phrases, claim),
        counted=count_in_words(phrases, claim.independent.organisation),
        because=because.count(chapter.book, claim),
        change=because.change(chapter.book, claim) or _fragility(phrases, claim),
        as_of=_as_of(chapter.book, claim),
        shares=_shares(chapter.book, claim),
        origins=tuple(origin_view(chapter, claim, origin) for origin in claim.origins),
        reasons=reasons(chapter.book, _further(claim)),
    )


def _further(claim: Claim) -> Iterable[Reason]:
    """Give the reasons of a claim that none of its origins tells."""
    told = {(reason.code, reason.about) for origin in claim.origins for reason in origin.reasons}
    return (reason for reason in claim.reasons if (reason.code, reason.about) not in told)


def around(book: Book, claim: Claim) -> tuple[str, str]:
    """Give the words of its sentence around a claim whose text begins in the middle of one, else nothing."""
    if not claim.text[:1].islower():
        return "", ""
    for told in claim.statements:
        text = books.field_text(book, told)
        if text[told.start : told.end] == claim.text:
            whole = segments.sentence_around(text, told.start, told.end)
            return _rest(text, whole.start, told.start), _rest(text, told.end, whole.end)
    return "", ""


def _rest(text: str, start: int, end: int) -> str:
    """Give a stretch with the blank that sets it apart from what stands beside it; nothing where it has no words."""
    kept = clean.one_line(text[start:end], CLAIM_LENGTH)
    if not any(c.isalnum() for c in kept):
        return ""
    return f"{' ' * text[start].isspace()}{kept}{' ' * text[end - 1].isspace()}"


def count_words(phrases: Phrases, count: Count) -> str:
    """Word a count as a range, the lower bound first."""
    if count.shown >= count.possible:
        return phrases.say("count.exact", n=count.shown)
    return phrases.say("count.range", n=count.shown, possible=count.possible)


def count_in_words(phrases: Phrases, count: Count) -> str:
    """Word a count as a range, with its estimate where there is one."""
    estimate = _estimate(phrases, count)
    shown = count_words(phrases, count)
    return phrases.say("count.with-estimate", count=shown, estimate=estimate) if estimate else shown


def caution(book: Book, claim: Claim) -> str:
    """Warn of a claim that looks corroborated: several outlets print it, and one origin is shown."""
    outlets = {books.outlet_of(book, told.article) for told in claim.statements}
    if claim.independent.organisation.shown > 1 or len(outlets) < 2:  # two make several
        return ""
    return book.phrases.say("check.looks-corroborated", outlets=len(outlets), n=claim.independent.organisation.shown)


def printed(book: Book, claim: Claim) -> str:
    """Word how many articles of how many outlets print a claim."""
    articles = articles_of(claim)
    outlets = {books.outlet_of(book, article) for article in articles}
    return ", ".join(
        (
            book.phrases.say("count.articles", n=len(articles)),
            book.phrases.say("count.outlets", n=len(outlets)),
        )
    )


def reasons(book: Book, found: Iterable[Reason]) -> tuple[ReasonView, ...]:
    """Word reasons, each once, with links to all its stretches."""
    places: dict[str, list[Place]] = {}
    for reason in found:
        worded = book.phrases.reason(reason.code, _about(book.phrases, reason.about))
        places.setdefault(worded, []).extend(reason.places)
    return tuple(
        ReasonView(worded, tuple(place_link(book, place) for place in dict.fromkeys(held)))
        for worded, held in places.items()
    )


def _about(phrases: Phrases, about: str) -> str:
    """Word what a reason is about: a moment as a time, a share as one, anything else as it is."""
    if share := SHARE.fullmatch(about):
        return phrases.say("relations.share", n=int(share[1]))
    return dates.long(about, phrases) if dates.zone(about) else clean.one_line(about, 160)


def place_link(book: Book, place: Place) -> Reference:
    """Link to a stretch of an article, labelled with the outlet and the words."""
    words = books.quoted(book, place)
    label = books.outlet_name(book, place.article)
    return Reference(
        f"#{books.place_anchor(book, place)}",
        book.phrases.say("quote.of", who=label, words=words) if words else label,
    )


def _language(book: Book, claim: Claim) -> str:
    for told in claim.statements:
        if books.field_text(book, told)[told.start : told.end] == claim.text:
            return language_of(book, told.article)
    return language_of(book, claim.statements[0].article) if claim.statements else ""


def language_of(book: Book, article_id: str) -> str:
    """Give the language tag of an article, empty where it is not known (or is no plain tag)."""
    article = book.articles.get(article_id)
    tag = article.language if article else ""
    return tag if tag != "und" and tag.isascii() and tag.replace("-", "").isalnum() else ""


def by_time(book: Book, statements: Iterable[Told]) -> Sequence[Told]:
    """Put statements in the order of their articles' times."""

    def key(told: Told) -> tuple[tuple[bool, str, str], str, int]:
        article = book.articles.get(told.article)
        return (dates.sort_key(article.published if article else None), told.article, told.start)

    return sorted(statements, key=key)


def _card(chapter: Chapter, claim: Claim, told: Told) -> Card:
    book, phrases = chapter.book, chapter.book.phrases
    article = book.articles.get(told.article)
    origins = {origin.id: origin for origin in claim.origins}
    origin = origins.get(told.origin or "")
    return Card(
        outlet=books.outlet_name(book, told.article),
        href=f"#{books.place_anchor(book, Place(told.article, told.start, told.end), told.field)}",
        time=books.short_time(book, told.article),
        iso=article.published if article else None,
        language=language_of(book, told.article),
        in_title=told.field == "title",
        pieces=sentence(book, told),
        chain=tuple(hop_view(phrases, hop) for hop in told.chain),
        certainty=phrases.word("certainty", told.certainty),
        kind=phrases.word("kind", told.kind),
        conditional=phrases.word("conditional", told.conditional),
        value=amounts.of(book, told),
        origin=_origin_name(phrases, origin) if origin else "",
    )


def hop_view(phrases: Phrases, hop: Hop) -> HopView:
    """Word one teller."""
    name = phrases.say("chain.nameless") if hop.name in {"", "?"} else clean.one_line(hop.name, 90)
    return HopView(name, phrases.word("hop", hop.type))


def sentence(book: Book, told: Told) -> tuple[Piece, ...]:
    """Cut the sentence around a statement into pieces, with its content, cue, source and tellers marked."""
    text = books.field_text(book, told)
    if not told.start < told.end <= len(text):
        return ()
    return segments.flatten(text, markings(told), segments.sentence_around(text, told.start, told.end))


def markings(told: Told) -> list[Marking]:
    """Mark what a statement consists of: content, cue, source, tellers."""
    marked = [Marking(span.start, span.end, "statement") for span in told.spans or (Span(told.start, told.end),)]
    if told.cue:
        marked.append(Marking(told.cue.start, told.cue.end, "cue"))
    if told.source:
        marked.append(Marking(told.source.start, told.source.end, "source"))
    marked += [
        Marking(hop.start, hop.end, "teller") for hop in told.chain if hop.start is not None and hop.end is not None
    ]
    return marked


def _levels(phrases: Phrases, claim: Claim) -> tuple[LevelRow, ...]:
    """Give a row per count: levels that count alike share one."""
    held: dict[Count, list[str]] = {}
    for level in LEVELS:
        count: Count = getattr(claim.independent, level)
        held.setdefault(count, []).append(phrases.word("level", level))
    return tuple(
        LevelRow(", ".join(levels), count_words(phrases, count), _estimate(phrases, count))
        for count, levels in held.items()
    )


def _estimate(phrases: Phrases, count: Count) -> str:
    if count.estimate is None:
        return ""
    low, high = count.interval
    return phrases.say("count.estimate", estimate=amounts.number(phrases, round(count.estimate, 1)), low=low, high=high)


def _fragility(phrases: Phrases, claim: Claim) -> tuple[str, ...]:
    fragility = claim.independent.fragility
    return () if fragility is None else (phrases.say("count.fragility", n=fragility),)


def _as_of(book: Book, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Give the count at the first time, and at each at which it changed, by the article that was printed then."""
    told = claim.independent.as_of
    changed = [now for before, now in zip((None, *told), told, strict=False) if not before or _is_other(before, now)]
    held = [name for name in articles_of(claim) if name in book.articles]
    printed = {dates.sort_key(book.articles[name].published)[:2]: name for name in reversed(held)}
    return tuple((_moment(book, at.at, printed), count_words(book.phrases, at.organisation)) for at in changed)


def _moment(book: Book, at: str, printed: Mapping[tuple[bool, str], str]) -> str:
    """Word a moment as the article has it that was printed then: its zone, and its outlet."""
    article = printed.get(dates.sort_key(at)[:2])
    if article is None:
        return dates.long(at, book.phrases)
    return _printing(book, article)


def _printing(book: Book, article: str) -> str:
    """Word when an article was printed, and by whom."""
    return f"{books.short_time(book, article)}, {books.outlet_name(book, article)}"


def _is_other(before: CountAt, now: CountAt) -> bool:
    left, right = before.organisation, now.organisation
    return (left.shown, left.possible) != (right.shown, right.possible)


def _shares(book: Book, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Give each article's share of the origins shown, the largest first; none where one has it all, or all alike."""
    held = sorted(claim.independent.shares, key=lambda one: -one.share)
    if held and held[0].share - held[-1].share < EVEN:
        return ()
    return tuple(
        (books.outlet_name(book, one.article), amounts.number(book.phrases, round(one.share, 2))) for one in held
    )


def _origin_name(phrases: Phrases, origin: Origin) -> str:
    named = origin.type != "unknown" or origin.name.casefold() not in NAMELESS
    return clean.one_line(origin.name, 90) if named else phrases.word("hop", origin.type)


def origin_view(chapter: Chapter, claim: Claim, origin: Origin) -> OriginView:
    """Lay out one origin of a claim."""
    held = set(origin.statements)
    outlets = [books.outlet_name(chapter.book, told.article) for told in claim.statements if told.id in held]
    name, kind = _origin_name(chapter.book.phrases, origin), chapter.book.phrases.word("hop", origin.type)
    return OriginView(
        name,
        kind if kind != name else "",
        tuple(dict.fromkeys(outlets)),
        reasons(chapter.book, origin.reasons),
    )
