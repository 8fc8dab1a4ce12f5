"""Time expressions of an article, resolved against its publication. Own grammar; values are TIMEX3.

A weekday or month without more goes where the tense of its verb points; a day without a year to the
nearest such day. "la veille", "two days earlier" count from the last day named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from twosource.model import Article, Sentence, Time, Token
from twosource.read.times import calendar, forms, tense
from twosource.read.times.calendar import Moment
from twosource.read.times.grammar import Grammar, Rule, knows, load, words_of
from twosource.read.times.guards import stands

__all__ = ["find", "published_day"]

_TRIM = " \t\n\u00a0\u202f,"


class _Hit(Struct, frozen=True):
    start: int
    end: int
    rank: int
    rule: Rule
    words: dict[str, str]
    core: int = 0


class _Found(Struct, frozen=True):
    start: int
    end: int
    moment: Moment
    zone: str = ""
    core: int = 0  # where the duration in it ends


class _Anchor(Struct, frozen=True):
    """What relative expressions count from: the last day named, the last clock time of the paragraph."""

    published: date | None
    day: date | None
    clock: datetime | None = None
    zone: str = ""
    paragraph: int = -1


_Row = tuple[Sentence, _Found]


def find(article: Article, sentences: tuple[Sentence, ...], tokens: tuple[Token, ...]) -> tuple[Time, ...]:
    """Find the time expressions of all sentences, in order; none in a language without a grammar."""
    if not knows(article.language):
        return ()
    grammar, published = load(article.language), published_day(article)
    anchor = _Anchor(published, published)
    rows: list[_Row] = []
    for sentence, own in _with_tokens(sentences, tokens):
        if sentence.paragraph != anchor.paragraph:
            anchor = replace(anchor, clock=None, zone="", paragraph=sentence.paragraph)
        found, anchor = _resolve(article.text, sentence, own, grammar, anchor)
        joined = _joined(article.text, found, grammar)
        for item in joined:
            anchor = _at_clock(anchor, item)
        rows.extend((sentence, item) for item in joined)
    times = (_write(article.text, sentence, item, grammar) for sentence, item in _placed(article.text, rows, grammar))
    return tuple(time for time in times if time is not None)


def _at_clock(anchor: _Anchor, item: _Found) -> _Anchor:
    clock = item.moment.begin if _is_clock(item.moment) else None
    return replace(anchor, clock=clock, zone=item.zone) if clock else anchor


def _is_clock(moment: Moment) -> bool:
    return moment.type == "time" and moment.begin is not None and ":" in moment.value


def published_day(article: Article) -> date | None:
    """Give the day of publication in the article's own zone; ``None`` where it is unknown or malformed."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _with_tokens(sentences: Sequence[Sentence], tokens: Sequence[Token]) -> Iterator[tuple[Sentence, Sequence[Token]]]:
    at = 0
    for sentence in sentences:
        while at < len(tokens) and tokens[at].start < sentence.start:
            at += 1
        last = at
        while last < len(tokens) and tokens[last].start < sentence.end:
            last += 1
        yield sentence, tokens[at:last]


# --------------------------------------------------------------------------- finding


def _hits(text: str, sentence: Sentence, grammar: Grammar) -> list[_Hit]:
    """Find the forms of a sentence: at each place the longest, of equals the one listed first."""
    hits = []
    words_here = words_of(text[sentence.start : sentence.end])
    for rank, rule in enumerate(grammar.rules):
        if any(words_here.isdisjoint(need) for need in rule.needs):
            continue
        for match in rule.regex.finditer(text, sentence.start, sentence.end):
            words = {name: value for name, value in match.groupdict().items() if value}
            start = match.end("pre") if "pre" in words else match.start()
            end = start + len(text[start : match.end()].rstrip(_TRIM))
            hit = _Hit(start, end, rank, rule, words, match.end("core") if "core" in words else 0)
            if stands(text, hit.start, hit.end, rule, words, grammar):
                hits.append(hit)
    hits.sort(key=lambda hit: (hit.start - hit.end, hit.start, hit.rank))
    kept: list[_Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _resolve(
    text: str,
    sentence: Sentence,
    tokens: Sequence[Token],
    grammar: Grammar,
    anchor: _Anchor,
) -> tuple[list[_Found], _Anchor]:
    """Resolve the forms of one sentence in order; give them with what the next ones count from."""
    found = []
    for hit in _hits(text, sentence, grammar):
        way = tense.direction(text, sentence, tokens, hit.start, grammar)
        reading = forms.Reading(
            hit.rule, hit.words, grammar, anchor.published, anchor.day, way, anchor.clock, anchor.zone
        )
        try:
            moment = forms.make(reading)
        except (OverflowError, ValueError):
            moment = None
        if moment is None:
            continue
        if moment.type == "date" and moment.day:
            anchor = replace(anchor, day=moment.day)
        zone = moment.bare[5:] or (anchor.zone if hit.rule.make == "anchored" else "")
        item = _Found(hit.start, hit.end, moment, zone if moment.type == "time" else "", hit.core)
        found.append(item)
        anchor = _at_clock(anchor, item)
    return found, anchor


# --------------------------------------------------------------------------- joining


def _joined(text: str, found: Sequence[_Found], grammar: Grammar) -> list[_Found]:
    """Join neighbours that are one expression: "mardi" + "soir", "7:15 p.m." + "on Thursday"."""
    done: list[_Found] = []
    for item in found:
        last = done[-1] if done else None
        both = last and grammar.join.fullmatch(text, last.end, item.start) and _join(last, item, text)
        if both:
            done[-1] = both
        else:
            done.append(item)
    return [item for item in done if item.moment.bare not in calendar.PARTS]


def _join(left: _Found, right: _Found, text: str) -> _Found | None:
    """Give two neighbours as one; ``None`` where they are two."""
    one, two = left.moment, right.moment
    zone = left.zone or right.zone
    if two.weekday and one.day and not one.weekday and one.type == "date" and not two.bare:
        gap = text[left.end : right.start]
        return replace(left, end=right.end) if one.day == two.day or not gap.strip() else None
    for day, other in ((one, two), (two, one)):
        if day.day and not day.bare and other.bare in calendar.PARTS and day.type == "date":
            return _Found(left.start, right.end, calendar.of_part(day.day, other.bare))
        if day.day and not day.bare and other.bare[2:3] == ":" and not _is_clock(day):
            when = calendar.of_clock(day.day, other.bare[:5], zone)
            return _Found(left.start, right.end, when, zone)
    return None


# ------------------------------------------------------------- told from a happening


def _placed(text: str, rows: Sequence[_Row], grammar: Grammar) -> Iterator[_Row]:
    """Put "20 minutes before the blast" at its hour where the article tells when the blast was."""
    for sentence, item in rows:
        event = item.moment.event
        clock = _clock_of(text, rows, event, grammar) if event else None
        moment = _away(clock, item.moment.away) if clock else None
        if clock is not None and moment is not None:
            yield sentence, replace(item, moment=moment, zone=clock.zone)
        else:
            yield sentence, replace(item, end=item.core) if event else item


def _away(clock: _Found, away: timedelta) -> Moment | None:
    """Give the minute that lies ``away`` from a clock time; ``None`` beyond the calendar."""
    try:
        return calendar.of_instant(clock.moment.begin + away, clock.zone) if clock.moment.begin else None
    except OverflowError:
        return None


def _clock_of(text: str, rows: Sequence[_Row], event: str, grammar: Grammar) -> _Found | None:
    """Give the first clock time of a sentence that speaks of the happening."""
    names = {word for word, value in grammar.lists["happening"].items() if value == event}
    for sentence, item in rows:
        told = words_of(text[sentence.start : sentence.end])
        if _is_clock(item.moment) and not item.moment.event and not names.isdisjoint(told):
            return item
    return None


# --------------------------------------------------------------------------- writing


def _write(text: str, sentence: Sentence, item: _Found, grammar: Grammar) -> Time | None:
    """Write one expression as a value of the model, with the modifier before it."""
    moment = item.moment
    if moment.bare in calendar.PARTS:
        return None
    start, modifier = item.start, None
    prefix = grammar.before_duration if moment.type == "duration" else grammar.before_date
    name = "before_duration" if moment.type == "duration" else "before_date"
    head = text[max(sentence.start, item.start - 40) : item.start]
    match = prefix.search(head) if moment.type != "set" else None
    inside = prefix.search(text[item.start : item.end] + " ")
    if match:
        start -= len(head) - match.start("word")
        modifier = grammar.look_up(name, match["word"])
    elif inside is None:
        modifier = _leading(text[item.start : item.end], grammar, name)
    begin, until = _bounds(moment, modifier)
    return Time(
        start,
        item.end,
        moment.type,
        moment.value,
        modifier,
        calendar.write(begin, item.zone),
        calendar.write(until, item.zone),
    )


def _leading(words: str, grammar: Grammar, name: str) -> str | None:
    """Give the modifier that an expression begins with ("depuis 2019" found as one form)."""
    for word in sorted(grammar.lists[name], key=lambda item: (-len(item), item)):
        if re.match(re.escape(word) + r"\s", words.lower().replace("’", "'")):
            return grammar.lists[name][word]
    return None


def _bounds(moment: Moment, modifier: str | None) -> tuple[datetime | None, datetime | None]:
    """Give the interval under a modifier: "since" has no end, "start" is the first third."""
    begin, until = moment.begin, moment.until
    if begin is None or until is None:
        return None, None
    third: timedelta = (until - begin) / 3
    cut = {
        "since": (begin, None),
        "after": (until, None),
        "before": (None, begin),
        "until": (None, until),
        "start": (begin, _round(begin + third, third)),
        "mid": (_round(begin + third, third), _round(until - third, third)),
        "end": (_round(until - third, third), until),
    }
    return cut.get(modifier or "", (begin, until))


def _round(when: datetime, length: timedelta) -> datetime:
    """Cut to whole days where the stretch is long, to whole hours otherwise."""
    if length >= timedelta(days=1):
        return when.replace(hour=0, minute=0, second=0, microsecond=0)
    return when.replace(minute=0, second=0, microsecond=0)
