"""One form found in the text, with what it is read from: the day of publication and the times named before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from twosource.read import numerals
from twosource.read.times.calendar import Moment
from twosource.read.times.grammar import Grammar, Rule
from twosource.read.times.speech import Spoken


class Context(Struct, frozen=True):
    """What relative expressions count from.

    ``day`` is the last day named, ``past`` the last one not after publication, ``named`` the last date of any
    length, ``quarter`` the last quarter, ``clock`` the last clock time of the paragraph. ``fresh`` tells that the
    day was named in this sentence. Before anything is named the days are the day of publication. ``spoken`` are the
    quotations, in text order: what stands in one counts from the day it was said.
    """

    published: date | None
    day: date | None
    past: date | None
    named: Moment | None = None
    quarter: Moment | None = None
    clock: datetime | None = None
    zone: str = ""
    paragraph: int = -1
    fresh: bool = False
    spoken: tuple[Spoken, ...] = ()

    def words_at(self, place: int) -> Spoken | None:
        """Give the quotation in which a place stands."""
        return next((one for one in self.spoken if one.start <= place < one.end), None)

    def at(self, place: int) -> Context:
        """Give the context of a form at a place: in a quotation that of the day on which it was said."""
        words = self.words_at(place)
        if words is None or words.day == self.published:
            return self
        untold = self.day == self.published
        return replace(self, published=words.day, past=words.day, day=words.day if untold else self.day)

    def then(self, moment: Moment, zone: str) -> Context:
        """Give the context after ``moment`` was named."""
        here = self
        if moment.type == "date" and moment.begin is not None:
            here = replace(here, named=moment, day=moment.day or here.day, fresh=bool(moment.day) or here.fresh)
        if moment.type == "date" and moment.day and not (self.published and moment.day > self.published):
            here = replace(here, past=moment.day)
        if moment.type == "date" and "-Q" in moment.value:
            here = replace(here, quarter=moment)
        if moment.is_clock:
            here = replace(here, clock=moment.begin, zone=zone)
        return here

    def in_sentence(self, paragraph: int) -> Context:
        """Give the context at the head of a sentence: clock times of another paragraph anchor nothing."""
        if paragraph == self.paragraph:
            return replace(self, fresh=False)
        return replace(self, clock=None, zone="", paragraph=paragraph, fresh=False)

    def day_for(self, direction: int) -> date | None:
        """Give the day of a time of day: the last named; one after publication is none of what is told as past."""
        return self.day if self.fresh or direction >= 0 else self.past


class Reading(Struct, frozen=True):
    """One form found in the text, with all that is needed to resolve it.

    ``direction`` is where the sentence points: 1 ahead, -1 back, 0 untold. ``close`` tells that the form follows
    right upon the date named before it.
    """

    rule: Rule
    words: Mapping[str, str]
    grammar: Grammar
    here: Context
    direction: int
    close: bool = False

    @property
    def published(self) -> date | None:
        """Give the day of publication."""
        return self.here.published

    def look(self, name: str) -> str:
        """Give the value of the word that stands in the slot ``name``."""
        return self.grammar.look_up(name.rstrip("123"), self.words[name])

    def shift(self) -> int | None:
        """Give the shift that the words state ("last", "prochain"); ``None`` where they state none."""
        return int(self.look("shift")) if self.words.get("shift") else None

    def year(self) -> int | None:
        """Give the year that the words state."""
        for name in ("year", "year2", "year3"):
            if self.words.get(name):
                return int(self.words[name])
        return None

    def amount(self) -> float | None:
        """Give the number before a unit; ``None`` where it is not told ("a couple" is two, "a few" untold)."""
        if not self.words.get("n"):
            vague = self.words.get("vague")
            return (float(self.look("vague")) or None) if vague else None
        interval = number(self.words["n"], self.grammar.language)
        if interval is None or interval[0] != interval[1]:
            return None
        half = self.words.get("half") or self.words.get("half2")
        if not half:
            return interval[0]
        return interval[0] / 2 if half.isalpha() else interval[0] + 0.5


def number(words: str, language: str) -> tuple[float, float] | None:
    """Read a number; before another one an article is none ("a two-day walkout")."""
    found = numerals.find(words, 0, len(words), language)
    if not found or found[-1].end != len(words) or any(not item.article for item in found[:-1]):
        return None
    return found[-1].low, found[-1].high
