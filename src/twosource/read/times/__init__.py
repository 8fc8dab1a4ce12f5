"""Time expressions of an article, resolved against its publication. Own grammar; values are TIMEX3.

A weekday or month without more goes where the tense of its verb points; a day without a year to the
nearest such day. "la veille", "two days earlier" count from the last day named before. What is relative counts
from the version that is read, in a quotation from when it was said (see ``speech``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from twosource.model import Article, Sentence, Span, Statement, Time, Token
from twosource.read.times import calendar, forms, needs, speech, tense
from twosource.read.times.calendar import Moment
from twosource.read.times.grammar import Grammar, Rule, knows, load
from twosource.read.times.guards import stands
from twosource.read.times.reading import Context, Reading
from twosource.read.times.speech import Ground, published_day

__all__ = ["find", "published_day"]

ASIDE = frozenset({"yearago"})
"""Forms that only compare: what follows is still told of the time named before."""
TODAY = frozenset({"deictic", "part", "ago"})
"""Forms that move by a day where it is not known on which of two days they were said."""
THIRDS = ("start", "mid", "end")
"""Modifiers that cut a stretch."""
_TRIM = " \t\n\u00a0\u202f,"


class _Hit(Struct, frozen=True):
    start: int
    end: int
    rank: int
    rule: Rule
    words: dict[str, str]
    core: int = 0
    head: int = 0  # where the whole form begins, before what is not of the expression


class _Found(Struct, frozen=True):
    start: int
    end: int
    moment: Moment
    zone: str = ""
    core: int = 0  # where the duration in it ends
    slack: timedelta = timedelta()  # how much earlier it may be


_Row = tuple[Sentence, _Found]


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    tokens: tuple[Token, ...],
    statements: tuple[Statement, ...] = (),
) -> tuple[Time, ...]:
    """Find the time expressions of all sentences, in order; none in a language without a grammar.

    ``statements`` tell what is said by whom, for what is relative inside quotations.
    """
    if not knows(article.language):
        return ()
    grammar = load(article.language)
    hits = [_hits(article.text, sentence, grammar) for sentence in sentences]
    context = _at_the_start(article, sentences, tokens, statements, hits)
    rows: list[_Row] = []
    for sentence, forms_of_it in zip(sentences, hits, strict=True):
        if not forms_of_it:
            continue
        context = context.in_sentence(sentence.paragraph)
        found, context = _resolve(article.text, sentence, _inside(tokens, sentence), grammar, forms_of_it, context)
        for item in found:
            context = context.then(item.moment, item.zone) if item.moment.is_clock else context
        rows.extend((sentence, _unsure(item, forms_of_it, context)) for item in found)
    times = (_write(article.text, sentence, item, grammar) for sentence, item in _placed(article.text, rows, grammar))
    return tuple(time for time in times if time is not None)


def _at_the_start(
    article: Article,
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    statements: Sequence[Statement],
    hits: Sequence[Sequence[_Hit]],
) -> Context:
    """Give what counts before anything is named: the day of the version, the days of the quotations."""
    grammar, text = load(article.language), article.text
    first = published_day(article)

    def told(number: int, since: date | None) -> list[tuple[Span, Moment]]:
        sentence, here = sentences[number], Context(since, since, since)
        found, _ = _resolve(text, sentence, _inside(tokens, sentence), grammar, hits[number], here)
        return [(Span(item.start, item.end), item.moment) for item in found]

    timed = [number for number, forms_of_it in enumerate(hits) if forms_of_it]
    ground = Ground(article, sentences, tokens, statements, grammar, timed, lambda number: told(number, first))
    version = speech.version_day(ground)
    ground = replace(ground, told=lambda number: told(number, version))
    return Context(version, version, version, spoken=speech.spoken(ground, version))


def _unsure(item: _Found, hits: Sequence[_Hit], context: Context) -> _Found:
    """Give a day in words of an untold day the slack of a day: "demain" was said that day or the day before."""
    words = context.words_at(item.start)
    if words is None or words.sure or item.moment.day is None:
        return item
    moves = any(hit.rule.make in TODAY and item.start <= hit.start < item.end for hit in hits)
    return replace(item, slack=timedelta(days=1)) if moves else item


def _inside(tokens: Sequence[Token], sentence: Sentence) -> Sequence[Token]:
    """Give the tokens of a sentence."""
    first = bisect_left(tokens, sentence.start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, sentence.end, first, key=lambda token: token.start)]


# --------------------------------------------------------------------------- finding


def _hits(text: str, sentence: Sentence, grammar: Grammar) -> list[_Hit]:
    """Find the forms of a sentence: at each place the longest, of equals the one listed first."""
    hits = []
    for rank, rule in grammar.worth(text, sentence.start, sentence.end):
        for match in rule.regex.finditer(text, sentence.start, sentence.end):
            words = {name: value for name, value in match.groupdict().items() if value}
            start = match.end("pre") if "pre" in words else match.start()
            end = start + len(text[start : match.end()].rstrip(_TRIM))
            if stands(text, start, end, rule, words, grammar):
                core = match.end("core") if "core" in words else 0
                hits.append(_Hit(start, end, rank, rule, words, core, match.start()))
    return _longest(hits)


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Keep, of hits that overlap, the longest."""
    if len(hits) < 2:
        return hits
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.rank)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _resolve(
    text: str, sentence: Sentence, tokens: Sequence[Token], grammar: Grammar, hits: Sequence[_Hit], context: Context
) -> tuple[list[_Found], Context]:
    """Resolve the forms of one sentence in order; give them, joined, with what the next ones count from."""
    found: list[_Found] = []
    last, head, joins = -1, -1, False
    for hit in hits:
        head = head if joins and grammar.join.fullmatch(text, last, hit.start) else hit.start
        way = tense.direction(text, sentence, tokens, tense.Place(hit.start, hit.end, head), grammar)
        moment = forms.make(Reading(hit.rule, hit.words, grammar, context.at(hit.start), way, hit.head == last))
        last, joins = hit.end, moment is not None and moment.type in ("date", "time")
        if moment is None:
            continue
        zone = moment.bare[5:] or (context.zone if hit.rule.make == "anchored" else "")
        item = _Found(hit.start, hit.end, moment, zone if moment.type == "time" else "", hit.core)
        found.append(item)
        context = context if hit.rule.make in ASIDE else context.then(moment, item.zone)
    return _zoned(text, _joined(text, found, grammar)), context


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
        if day.day and not day.bare and day.type == "date" and (other.part or other.bare in calendar.PARTS):
            return _Found(left.start, right.end, calendar.of_part(day.day, other.part or other.bare))
        if day.day and not day.bare and other.bare[2:3] == ":" and not day.is_clock:
            when = calendar.of_clock(day.day, other.bare[:5], zone)
            return _Found(left.start, right.end, when, zone)
    return None


def _zoned(text: str, found: list[_Found]) -> list[_Found]:
    """Give a local time the zone that a Greenwich time in brackets after it shows: "13:40 local time (0040 UTC)"."""
    return [_in_zone(text, item, found[n + 1]) if n + 1 < len(found) else item for n, item in enumerate(found)]


def _in_zone(text: str, local: _Found, other: _Found) -> _Found:
    here, there = local.moment, other.moment
    bracket = text[local.end : other.start].strip() == "("
    if not (bracket and here.is_clock and there.is_clock and not local.zone and other.zone == "Z"):
        return local
    if here.begin is None or there.begin is None or here.day is None:
        return local
    zone = calendar.offset(here.begin - there.begin)
    return replace(local, moment=calendar.of_clock(here.day, f"{here.begin:%H:%M}", zone), zone=zone)


# ------------------------------------------------------------- told from a happening


def _placed(text: str, rows: Sequence[_Row], grammar: Grammar) -> Iterator[_Row]:
    """Put "20 minutes before the blast" at its hour where the article tells when the blast was."""
    for sentence, item in rows:
        event = item.moment.event
        clock = _clock_of(text, rows, event, grammar) if event and item.moment.away else None
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
        told = needs.words_of(text[sentence.start : sentence.end])
        if item.moment.is_clock and not item.moment.event and not names.isdisjoint(told):
            return item
    return None


# --------------------------------------------------------------------------- writing


def _write(text: str, sentence: Sentence, item: _Found, grammar: Grammar) -> Time | None:
    """Write one expression as a value of the model, with the modifier before it."""
    moment = item.moment
    if moment.bare in calendar.PARTS:
        return None
    start, modifier = _modified(text, sentence, item, grammar)
    begin, until = _bounds(moment, modifier)
    return Time(
        start,
        item.end,
        moment.type,
        moment.value,
        modifier,
        calendar.write(begin and begin - item.slack, item.zone),
        calendar.write(until, item.zone),
    )


def _modified(text: str, sentence: Sentence, item: _Found, grammar: Grammar) -> tuple[int, str | None]:
    """Give the modifier right before an expression, or at its head ("depuis 2019" is one form), and where it begins."""
    long = item.moment.type == "duration" and not item.moment.running
    name, prefix = ("before_duration", grammar.before_duration) if long else ("before_date", grammar.before_date)
    head = text[max(sentence.start, item.start - 40) : item.start]
    match = prefix.search(head) if item.moment.type != "set" else None
    if match:
        return item.start - len(head) + match.start("word"), grammar.look_up(name, match["word"])
    words = text[item.start : item.end]
    if prefix.search(words + " "):
        return item.start, None
    leading = grammar.leading[name].match(words)
    return item.start, grammar.look_up(name, leading[1]) if leading else None


def _bounds(moment: Moment, modifier: str | None) -> tuple[datetime | None, datetime | None]:
    """Give the interval under a modifier: "since" has no end, "start" is the first third."""
    begin, until = moment.begin, moment.until
    if begin is None or until is None:
        return None, None
    third = (until - begin) / 3
    if third < timedelta(hours=1):  # a minute has no beginning
        third = timedelta()
    cut: dict[str | None, tuple[datetime | None, datetime | None]] = {
        "since": (begin, None),
        "after": (until, None),
        "before": (None, begin),
        "until": (None, until),
        "start": (begin, _round(begin + third, third)),
        "mid": (_round(begin + third, third), _round(until - third, third)),
        "end": (_round(until - third, third), until),
    }
    return cut.get(modifier if third or modifier not in THIRDS else None, (begin, until))


def _round(when: datetime, length: timedelta) -> datetime:
    """Cut to whole days where the stretch is long, to whole hours otherwise."""
    if length >= timedelta(days=1):
        return when.replace(hour=0, minute=0, second=0, microsecond=0)
    return when.replace(minute=0, second=0, microsecond=0)
