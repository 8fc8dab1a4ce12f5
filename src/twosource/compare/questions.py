"""Which statements of a story answer a question, and how they stand to it.

A question is a proposition like any other. A statement answers it that is like it and holds most of what it is
about; numbers aside, since another number is an answer too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from twosource.compare import senses, weights
from twosource.compare.bilingual import translations
from twosource.compare.claims import Group
from twosource.compare.clauses import words
from twosource.compare.contraries import negations, opposites
from twosource.compare.figures import fits
from twosource.compare.joins import denies_outright
from twosource.compare.propositions import TOLLS, Proposition, class_of, covered, similarity, spans_of, told_times
from twosource.compare.stances import on_cause
from twosource.model import Certainty, Language, Layers, Quantity, Reading, Time, TitleLayers
from twosource.text import fold

Stand = Literal["same", "may be", "another figure", "denies"]
STANDS: tuple[Stand, ...] = get_args(Stand)

MEANT, HELD = 0.35, 0.5
"""Likeness, and share of the question, from which a statement answers it; set on the example's questions."""
NEAR, TOUCHED = 0.2, 0.3
"""The same, from which it may be what is meant: below, nobody says it."""
RARE = 2.3
"""Worth in nats from which a word leads to a story: words that a tenth of all articles hold do not."""
WEEKDAY = "XXXX-WXX-"
"""How the value of a weekday begins that no clock dates; the number of the day is its end."""
MANY = 10
"""Number from which a figure alone leads to a story."""
OPEN: frozenset[Certainty] = frozenset({"possible", "probable", "hearsay", "expected", "planned", "demanded"})
FORESEEN: frozenset[Certainty] = frozenset({"expected", "planned", "demanded"})
"""Certainties that are all a question about what is to come asks for."""
FRAGMENT = 0.75
"""Share of the question that a noun phrase must hold: in passing, it says little."""
WHOLE = 0.75
"""The share that a statement must hold to answer a question that says "not", where it does not itself.

"A joint on the cable was overheating" does not deny "there was no anomaly on the cable": it tells of another thing.
Nor does what is not even near a question say the same with less: "ammonia is a refrigerant" for "ammonia caused it".
"""


FULLER = 2
"""Times as many words as a question that a statement may have that says its opposite: a longer one says much else."""


class Match(Struct, frozen=True):
    """A statement, by its place in the story, that answers a question; ``figure``: its own, of what is asked."""

    index: int
    stand: Stand
    likeness: float
    held: float
    figure: Quantity | None = None


class Meeting(Struct, frozen=True):
    """A claim, by its number, that answers a question; without matches it only may be what was meant."""

    group: int
    matches: tuple[Match, ...]
    nearest: int
    likeness: float
    held: float

    @property
    def stand(self) -> Stand | None:
        """How the claim stands to the question: as its statements do, what affirms first; none where none does."""
        held = {match.stand for match in self.matches}
        return next((stand for stand in STANDS if stand in held), None)


def answer(question: Proposition, propositions: Sequence[Proposition], groups: Sequence[Group]) -> tuple[Meeting, ...]:
    """Find the claims of a story that answer a question, what says the same first, then by likeness."""
    both = [question, *(_dated_alike(question, told) for told in propositions)]
    alike = similarity(both, translations)[[0]].toarray()[0][1:]
    held = covered(both, translations)[1:]
    found: list[Meeting] = []
    for number, group in enumerate(groups):
        near = max((i for i in group.members if held[i] >= TOUCHED), key=lambda i: (alike[i], -i), default=None)
        if near is None or alike[near] < NEAR:
            continue
        sure = any(alike[i] >= MEANT and held[i] >= HELD for i in group.members)
        those = (i for i in group.members if held[i] >= _least(propositions[i]))
        stands = ((i, _stand(question, propositions[i], whole=bool(held[i] >= WHOLE))) for i in those)
        matches = tuple(
            Match(i, s, round(float(alike[i]), 3), round(float(held[i]), 3), _given(question, propositions[i]))
            for i, s in stands
            if s is not None and (s != "same" or alike[i] >= NEAR or held[i] >= WHOLE)
        )
        found.append(Meeting(number, matches if sure else (), near, float(alike[near]), float(held[near])))
    return tuple(sorted(found, key=_rank))


def _dated_alike(question: Proposition, told: Proposition) -> Proposition:
    """Let a weekday that the question names without a date be that of what is told, where it is one of the name."""
    open_ = [time for time in question.times if time.from_ is None and time.value.startswith(WEEKDAY)]
    met = [time for time in open_ if any(_is_on(time, other) for other in told.times)]
    days = {("t", name) for time in met for name in told_times(time, question.article)}
    return replace(told, features=told.features | days) if days else told


def _is_on(weekday: Time, other: Time) -> bool:
    day = (other.from_ or "")[:10]
    return len(day) == len("2025-10-15") and date.fromisoformat(day).isoweekday() == int(weekday.value[-1])


def _rank(meeting: Meeting) -> tuple[int, float, int]:
    stand = STANDS.index(meeting.stand) if meeting.stand else len(STANDS)
    return (stand, -round(meeting.likeness, 6), meeting.group)


def _least(told: Proposition) -> float:
    """Give the share of the question that a statement must hold to answer it."""
    return HELD if told.whole or told.headed or told.figures else FRAGMENT


# ------------------------------------------------------------------------- stands


def _stand(question: Proposition, told: Proposition, *, whole: bool) -> Stand | None:
    """Tell how a statement about the matter of a question stands to it; none where it leaves open what is asked.

    ``whole``: it holds nearly all of the question.
    """
    if _is_set_aside(question, told):
        return "denies"
    turned = _turned(question, told, whole=whole)
    if turned:
        return "denies"
    if turned is None or _of_another_cause(question, told):
        return None  # whether it came of what is asked too is left open
    figure = _figures(question, told)
    return figure if figure != "same" else _put(question, told)


def _turned(question: Proposition, told: Proposition, *, whole: bool) -> bool | None:
    """Tell whether a statement says no to a question; ``None`` where what a negation bears on is not sure enough."""
    if _is_thin(question):
        return None
    if _says_no_in_part(question):  # "it was checked, and nothing was found": who affirms a part may deny the rest
        return False if whole and (is_negation(told) or _has_negation(told)) else None
    if _opposed(question, told):
        return True if whole or not is_negation(question) else None
    if _is_contrary(question, told):
        return True
    return None if is_negation(told) and not is_negation(question) else False


def _is_contrary(question: Proposition, told: Proposition) -> bool:
    """Tell whether a statement says the opposite of a question, in much the same words ("rose" for "fell")."""
    lengths = [sum(kind == "w" for kind, _ in p.features) for p in (question, told)]
    words_ = " ".join(told.text[span.start : span.end] for span in spans_of(told.statement))
    said = replace(told, text=words_)
    plain = not (negations(question) or negations(said)) and told.statement.certainty != "denied"
    return plain and lengths[1] <= FULLER * lengths[0] and bool(opposites(question, said))


def _put(question: Proposition, told: Proposition) -> Stand:
    """Tell whether a statement puts what is asked as sure, or as what may be."""
    certainty = told.statement.certainty
    if _is_ahead(question):
        return "may be" if certainty in OPEN - FORESEEN else "same"
    return "may be" if certainty in OPEN or told.tense == "ahead" else "same"


def _is_ahead(question: Proposition) -> bool:
    return question.tense == "ahead" or question.statement.certainty in FORESEEN


def _of_another_cause(question: Proposition, told: Proposition) -> bool:
    """Tell whether a question names a cause, and what is told is on the cause and does not name that one."""
    on_it = ("p", "cause") in told.features or on_cause(told.stance)
    return on_it and bool(question.stance.causes) and question.stance.causes.isdisjoint(told.stance.causes)


def _is_set_aside(question: Proposition, told: Proposition) -> bool:
    """Tell whether a statement sets the number of a question aside, or knows of some where it says none."""
    rejected = any(fits(figure, other) for figure in question.figures for other in told.rejected)
    none = any(_is_none(figure) for figure in question.figures)
    return rejected or (none and any(_is_some(figure) for figure in told.figures))


def _is_thin(question: Proposition) -> bool:
    """Tell whether a question has one thing in it and no figure: whoever tells of that says nothing to it yet."""
    said = words(question.language)
    empty = said.light | said.generic | said.anybody | said.negations
    about = {f for f in question.features if f[0] != "p" and not (f[0] == "w" and f[1] in empty)}
    return not question.figures and len(about) < 2 and not any(feature[0] == "p" for feature in question.features)


def _says_no_in_part(question: Proposition) -> bool:
    """Tell whether a question has a negation that its main verb has not."""
    none = any(_is_none(figure) for figure in question.figures)
    return not none and not is_negation(question) and not question.rejected and _has_negation(question)


def _opposed(question: Proposition, told: Proposition) -> bool:
    """Tell whether one denies what the other affirms."""
    if any(_is_none(figure) for figure in question.figures):
        return False
    if is_negation(question):
        return not is_negation(told) and not _has_negation(told)
    return denies_outright(told)


def is_negation(proposition: Proposition) -> bool:
    """Tell whether a proposition is a negation or a denial; a denied negation is neither."""
    return (proposition.statement.certainty == "denied") != (proposition.negated or bool(proposition.denied))


def _has_negation(told: Proposition) -> bool:
    """Tell whether a negation stands anywhere in the words of a statement, whatever it bears on."""
    said = words(told.language).negations
    return any(not said.isdisjoint(map(fold, told.text[s.start : s.end].split())) for s in spans_of(told.statement))


def _is_none(figure: Quantity) -> bool:
    return figure.high == 0


def _is_some(figure: Quantity) -> bool:
    return bool(figure.low)


def _figures(question: Proposition, told: Proposition) -> Stand | None:
    """Compare the figures: the same where one fits or none is asked for, none where the statement gives no such one."""
    for asked in _asked_figures(question):
        given = _counterparts(asked, told)
        if not given:
            return None
        if not any(fits(asked, figure) for figure in given):
            return "another figure"
    return "same"


def _asked_figures(question: Proposition) -> Sequence[Quantity]:
    """Give the figures that a question asks for: those that count something, bare numbers where none does."""
    return [figure for figure in question.figures if class_of(figure)] or question.figures


def _given(question: Proposition, told: Proposition) -> Quantity | None:
    """Give the figure of a statement that stands for the first one asked for."""
    return next((figure for asked in _asked_figures(question) for figure in _counterparts(asked, told)), None)


def _counterparts(asked: Quantity, told: Proposition) -> Sequence[Quantity]:
    """Give the figures of what is asked for; of two tolls in one statement the higher one is the toll."""
    given = [figure for figure in told.figures if _counts_alike(asked, figure)]
    return [max(given, key=lambda figure: figure.low or 0.0)] if given and asked.category in TOLLS else given


def _counts_alike(asked: Quantity, given: Quantity) -> bool:
    """Tell whether two figures count one thing: of one class, or two things of no class that a list cannot compare."""
    if asked.category or given.category:
        return asked.category == given.category
    if asked.unit or given.unit:
        return asked.unit == given.unit
    one, other = (frozenset(fold(class_of(figure) or "").split()) for figure in (asked, given))
    return bool(one & other) or fits(asked, given)


# ------------------------------------------------------------- which stories to look at


class Wanted(Struct, frozen=True):
    """What leads from a question to a story: words by language, classes of counted things, exact numbers."""

    words: Mapping[Language, frozenset[str]]
    classes: frozenset[str]
    numbers: frozenset[float]


def wanted(question: Reading, languages: Sequence[Language]) -> Wanted:
    """Give what a story must hold one of to be asked: a rare word in any of the languages, or a figure."""
    (title,) = question.layers.title or (TitleLayers(),)
    spoken = question.article.language
    told = {fold(token.lemma) for token in title.tokens if token.pos not in {"PUNCT", "DET", "ADP", "PRON", "CCONJ"}}
    rare = {word for word in told if weights.worth(word, spoken) >= RARE and not word.isdigit()} or told
    return Wanted(
        {code: frozenset(_said(rare, spoken, code)) | (rare if code == spoken else set()) for code in languages},
        frozenset(figure.category for figure in title.quantities if figure.category),
        frozenset(low for one in title.quantities if (low := one.low) is not None and low == one.high and low >= MANY),
    )


def _said(words: set[str], spoken: Language, language: Language) -> Iterator[str]:
    """Give words, and those that mean the same in a language, where these are rare in it and not too vague."""
    for word in sorted(words):
        english = {word} if spoken == senses.PIVOT else translations(word, spoken, senses.PIVOT)
        if language == senses.PIVOT:
            found = english | {synonym for meaning in english for synonym in senses.synonyms().get(meaning, ())}
        else:
            found = {other for meaning in english for other in translations(meaning, senses.PIVOT, language)}
        few = found if len(found) <= senses.MANY else set[str]()
        yield from (other for other in sorted(few | {word}) if weights.worth(other, language) >= RARE)


def leads_to(sought: Wanted, reading: Reading) -> bool:
    """Tell whether an article holds something of what a question asks for."""
    words = sought.words.get(reading.article.language, frozenset())
    layers: Layers = reading.layers
    if any(fold(token.lemma) in words for token in layers.tokens or ()):
        return True
    figures = layers.quantities or ()
    return any(figure.category in sought.classes or (figure.low in sought.numbers) for figure in figures)
