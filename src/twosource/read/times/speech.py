"""From which day relative words count: the day of the version, and inside a quotation the day it was said.

"Demain" in a quotation counts from the time that its frame states ("a-t-il dit lundi : « ... »"), else from
the day of the version, when it was said that day or the day before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from twosource.model import Article, Sentence, Span, Statement, Token
from twosource.read.times.calendar import Moment
from twosource.read.times.grammar import Grammar
from twosource.text import fold

REWRITTEN = timedelta(days=31)
"""How long after publication an update still rewrites the news; later ones mend a page."""
HEADING = 90
"""Code points of a line before its date of update: it may tell the date of publication first."""
FAR = 120
"""Code points between a cue and the time of the telling."""
GOES_ON = 300
"""Code points after which one who goes on speaking may have spoken another day."""
HELPING = 14
"""Code points before a cue in which a verb is its auxiliary."""
MARKS: Final = {"«": "»", "“": "”", "„": "“", '"': '"'}


class Ground(Struct, frozen=True):
    """An article with what is read in it before its times; ``told`` resolves the forms of a sentence by its number.

    ``timed``: the numbers of the sentences that have any.
    """

    article: Article
    sentences: Sequence[Sentence]
    tokens: Sequence[Token]
    statements: Sequence[Statement]
    grammar: Grammar
    timed: Sequence[int]
    told: Callable[[int], Sequence[tuple[Span, Moment]]]


class Spoken(Struct, frozen=True):
    """A stretch in somebody's words. ``day``: when they were said, ``None`` where it cannot be told.

    ``sure``: the text states when; else the day is that of the version, and may be the day before.
    """

    start: int
    end: int
    day: date | None
    sure: bool


# ------------------------------------------------------------------------- the version


def published_day(article: Article) -> date | None:
    """Give the day of publication in the article's own zone; ``None`` where it is unknown or malformed."""
    return _day(article.published)


def version_day(ground: Ground) -> date | None:
    """Give the day of the version that is read: of its last update, stated with the input or in a line of the text."""
    first, stated = published_day(ground.article), _day(ground.article.modified)
    if first is None:
        return stated
    days = [*([stated] if stated else []), *_updates(ground)]
    return max((day for day in days if first < day <= first + REWRITTEN), default=first)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _updates(ground: Ground) -> Iterator[date]:
    """Give the days of the lines that tell an update ("Mis à jour le 13 mars", "Updated March 13")."""
    text, leads = ground.article.text, ground.grammar.patterns["speech.updated"]
    for number in ground.timed:
        sentence = ground.sentences[number]
        if not leads.search(fold(text[sentence.start : min(sentence.end, sentence.start + HEADING)])):
            continue
        for place, moment in ground.told(number):
            lead = leads.search(fold(text[sentence.start : place.start]))
            if lead is not None and lead["rest"] == "" and moment.day and not moment.weekday:
                yield moment.day


# ------------------------------------------------------------------------- quotations


def spoken(ground: Ground, version: date | None) -> tuple[Spoken, ...]:
    """Give the quoted stretches of the statements, in text order, with the day on which each was said.

    Who goes on speaking speaks on the same day.
    """
    found: list[Spoken] = []
    before: tuple[Statement, tuple[date | None] | None] | None = None
    for statement in sorted(ground.statements, key=lambda s: (s.start, s.end)):
        places = list(quoted(ground.article.text, statement)) if statement.field == "text" else []
        if not places:
            continue
        said = _said(ground, statement, places)
        if said is None and before is not None and _goes_on(before[0], statement):
            said = before[1]
        before = statement, said
        found += [Spoken(p.start, p.end, said[0] if said else version, said is not None) for p in places]
    return tuple(found)


def _goes_on(before: Statement, after: Statement) -> bool:
    same = before.chain[:1] and before.chain[0].name == (after.chain or before.chain)[0].name != "?"
    return bool(same) and after.start - before.end <= GOES_ON


def _said(ground: Ground, statement: Statement, places: Sequence[Span]) -> tuple[date | None] | None:
    """Give the day that the frame of a quotation states, in brackets, with none in them for a longer time."""
    cue = statement.cue
    if cue is None:
        return None
    number = bisect_right(ground.sentences, cue.start, key=lambda sentence: sentence.start) - 1
    if number < 0:
        return None
    own = statement.spans or (Span(statement.start, statement.end),)
    near = [
        (_apart(place, cue), place.start, moment)
        for place, moment in ground.told(number)
        if moment.type in ("date", "time") and moment.begin and not any(_meet(place, span) for span in (*own, *places))
    ]
    verbs = _verbs(ground, number, cue, places)
    told = [one for one in near if one[0] <= min([FAR, *(_reach(one[1], verb) for verb in verbs)])]
    return (min(told, key=lambda one: one[:2])[2].day,) if told else None


def _verbs(ground: Ground, number: int, cue: Span, places: Sequence[Span]) -> list[Span]:
    """Give the verbs of the frame other than the cue with its auxiliary, and than what carries words ("published")."""
    sentence, carried = ground.sentences[number], ground.grammar.words["speech.carried"]
    first = bisect_left(ground.tokens, sentence.start, key=lambda token: token.start)
    found = []
    for token in ground.tokens[first : bisect_left(ground.tokens, sentence.end, first, key=lambda token: token.start)]:
        verb = Span(token.start, token.end)
        helps = token.pos == "AUX" and 0 <= cue.start - token.end < HELPING
        if token.pos not in ("VERB", "AUX") or helps or fold(token.lemma) in carried or _meet(verb, cue):
            continue
        if not any(_meet(verb, place) for place in places):
            found.append(verb)
    return found


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _apart(a: Span, b: Span) -> int:
    """Give how many code points lie between two stretches."""
    return max(a.start - b.end, b.start - a.end, 0)


def _reach(at: int, verb: Span) -> int:
    return _apart(Span(at, at), verb)


def quoted(text: str, statement: Statement) -> Iterator[Span]:
    """Give the stretches of a statement that stand in quotation marks."""
    pieces = statement.spans or (Span(statement.start, statement.end),)
    if statement.kind == "direct":
        yield from pieces
    elif statement.kind == "mixed":
        for piece in pieces:
            yield from _marked(text, piece)


def _marked(text: str, piece: Span) -> Iterator[Span]:
    """Give what stands between quotation marks in a stretch; a mark without a partner holds to its edge."""
    at = piece.start
    while at < piece.end:
        closing = MARKS.get(text[at])
        if closing is None:
            at += 1
            continue
        end = text.find(closing, at + 1, piece.end)
        yield Span(at + 1, end if end >= 0 else piece.end)
        at = end + 1 if end >= 0 else piece.end
