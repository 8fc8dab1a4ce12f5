"""The statements of a story as comparable propositions: what they are about, in weighted features.

A feature is a content word by lemma, a name by entity, a counted thing, or a number of it. Two propositions
are compared by the weight of what they share; French meets English through names, figures and a bilingual
word list.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.sparse import csr_array

from twosource.compare import clauses, counted, elliptic, gazetteer, predicates, senses, stances, weights
from twosource.model import Entity, Layers, Place, Quantity, Reading, Span, Statement, Time, Token
from twosource.text import WORD, fold

CONTENT: Mapping[str, float] = {"NOUN": 1.0, "VERB": 0.8, "ADJ": 0.7, "PROPN": 1.2, "X": 1.0, "": 0.8}
"""Parts of speech that carry content, and what they count."""
NAME, TOLL, COUNTED, FIGURE, TIME = 3.0, 6.0, 2.0, 1.5, 3.0
CLOCK = 6.0
"""What a time told by the clock counts, in nats."""
PREDICATE = 2.0
"""What a class of predicates counts, in nats."""
OPEN = "XXXX"
"""How the value of a time begins that a clock would tell."""
FIGURES = (1.5, 4.0, 6.0)
"""What a name, a toll, another counted thing, a number and a time count, in nats (a rare word: about 5.5)."""
LARGE = 1e5
"""A number of so much is hardly met by chance, however round it is."""
TOLLS = frozenset(
    {"dead", "injured", "missing", "arrested", "detained", "evacuated", "displaced", "hospitalised", "rescued"}
)
"""Classes of counted people that one event has one number of at a time."""
CHANCE = 1.0
"""Shared weight that two statements of one story have by chance."""
ALONE, ALONE_UP_TO, SLIGHT = 0.7, 1.5, 1e-3
"""What is left of the likeness of two statements that share one thing alone, and what a thing of no worth counts."""
ABOUT = ("appeal", "lifting")
"""Classes of acts that bear on another act."""
ONE_OF_TWO = 0.2
"""What is left of the likeness of an act and what bears on it."""
LEAST = 0.5
ENOUGH = 3
"""Words of content outside a clause about something known from which these alone are what is put forward."""
NEAR = 40
"""Code points around a figure that are looked at."""

Feature = tuple[str, str]
Translate = senses.Translate
Named = Sequence[tuple[Place, str]]
"""The places of names, each with its entity."""
_One = TypeVar("_One", Token, Time)


class Proposition(Struct, frozen=True):
    """A statement of one article with its features; ``figures`` are the quantities in its content.

    ``tense`` of its main verb: "past", "ahead" or ""; ``negated``: whether it says that something is not so;
    ``whole``: whether it is a clause with a main verb, not a fragment or a noun phrase; ``rejected``: figures
    that it sets aside ("not 14"); ``denied``: the words of what it denies outright ("no check was skipped");
    ``adjectives``: those of its content, folded; ``text``: what its offsets count in, the article's text or its title;
    ``times``: those that stand in its content; ``headed``: whether it stands in a headline;
    ``places``: the entities in its content that are places, ``towns`` those that are no country;
    ``published``: the day of its article, where that is known; ``opening``: whether it begins in the first sentence;
    ``stance``: how it says that a thing stands, and of what causes it speaks; ``harmed``: the figures, those who were
    killed or hurt as such.
    A part of a toll ("of whom four seriously") is no toll of its own, nor one told of what is known ("the crash that
    killed three").
    """

    article: str
    language: str
    statement: Statement
    features: frozenset[Feature]
    figures: tuple[Quantity, ...]
    tense: clauses.Tense = ""
    negated: bool = False
    whole: bool = True
    rejected: tuple[Quantity, ...] = ()
    denied: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    text: str = ""
    times: tuple[Time, ...] = ()
    headed: bool = False
    places: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    published: str = ""
    opening: bool = False
    stance: stances.Stance = stances.NONE
    harmed: tuple[Quantity, ...] = ()

    @property
    def counts(self) -> tuple[Quantity, ...]:
        """The figures as numbers are set against each other: who was killed is dead, whoever it was."""
        return self.harmed or self.figures

    @property
    def in_title(self) -> bool:
        """Whether it stands in a title apart from the text: its place is none of the text's."""
        return self.statement.field == "title"

    @property
    def own(self) -> bool:
        """Whether the article itself puts it forward."""
        return self.statement.kind == "own"

    @property
    def days(self) -> frozenset[str]:
        """The days on which its times begin."""
        return frozenset(time.from_[:10] for time in self.times if time.from_)

    def named(self, kind: str) -> frozenset[str]:
        """Give what its features of a kind name: words (``w``), entities (``e``), predicates (``p``), a ``toll``."""
        return frozenset(name for one, name in self.features if one == kind)


def days_apart(one: Proposition, other: Proposition) -> bool:
    """Tell whether both are dated, and to no common day."""
    days, others = one.days, other.days
    return bool(days and others) and days.isdisjoint(others)


def spans_of(statement: Statement) -> tuple[Span, ...]:
    """Give the pieces of a statement's content."""
    return statement.spans or (Span(statement.start, statement.end),)


def build(readings: Sequence[Reading], entities: Sequence[Entity]) -> list[Proposition]:
    """Make the propositions of a story, by article and place, those of a title first; needs all layers."""
    named: dict[str, list[tuple[Place, str]]] = {}
    located = {entity.id: _is_country(entity.name) for entity in entities if entity.type == "place"}
    called = {fold(name): entity.id for entity in reversed(entities) for name in (entity.name, *entity.variants)}
    for entity in entities:
        for place in entity.mentions:
            named.setdefault(place.article, []).append((place, entity.id))
    found: list[Proposition] = []
    for reading in readings:
        places = sorted(named.get(reading.article.id, ()))
        statements = sorted(
            (*(reading.layers.statements or ()), *(reading.layers.narration or ())),
            key=lambda s: (s.field == "text", s.start, s.end),
        )
        apart = _title_of(reading)
        for statement in statements:
            if statement.field == "text":
                found.append(_proposition(reading, places, statement, located))
            elif apart is not None:
                found.append(_proposition(apart, _places_in(apart, called), statement, located))
    return found


def _is_country(name: str) -> bool:
    spot = gazetteer.spot(name)
    return spot is not None and spot.id.startswith("country:")


class Scene(Struct, frozen=True):
    """Where an article plays: the places of its headline and first sentence, and all that its statements name.

    ``towns``: those of all that are no country.
    """

    lead: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()


def scenes(propositions: Sequence[Proposition]) -> Mapping[str, Scene]:
    """Give the places of each article."""
    found: dict[str, Scene] = {}
    for p in propositions:
        held = found.get(p.article, Scene())
        lead = held.lead | p.places if p.opening or p.headed else held.lead
        found[p.article] = Scene(lead, held.every | p.places, held.towns | p.towns)
    return found


def _title_of(reading: Reading) -> Reading | None:
    """Give the title of an article as a reading of its own: its text and layers."""
    title = next(iter(reading.layers.title or ()), None)
    if title is None:
        return None
    layers = Layers(tokens=title.tokens, mentions=title.mentions, times=title.times, quantities=title.quantities)
    return Reading(replace(reading.article, text=reading.article.title or ""), layers)


def _places_in(title: Reading, called: Mapping[str, str]) -> list[tuple[Place, str]]:
    """Give the names of a title that the story knows, each with its entity."""
    return [
        (Place(title.article.id, one.start, one.end), called[fold(one.name)])
        for one in title.layers.mentions or ()
        if fold(one.name) in called
    ]


def _proposition(reading: Reading, places: Named, statement: Statement, located: Mapping[str, bool]) -> Proposition:
    article, lead = reading.article, _lead(reading)
    said = clauses.words(article.language)
    spans = _before_the_turn(statement, reading.layers.tokens or (), said)
    inside = list(_inside(reading.layers.tokens or (), spans))
    names = [(p, e) for p, e in places if any(s.start <= p.start and p.end <= s.end for s in spans)]
    told = [q for q in reading.layers.quantities or () if any(s.start <= q.start and q.end <= s.end for s in spans)]
    rejected = tuple(q for q in told if clauses.is_rejected(q, inside, said))
    known = _known(inside, said)
    given = [q for q in told if q not in rejected and not _is_aside(q, known, reading)]
    times = tuple(t for t in reading.layers.times or () if any(s.start <= t.start and t.end <= s.end for s in spans))
    verb, negated = clauses.main_verb(inside, said), clauses.is_negated(inside, said)
    stance = stances.of(inside, verb, article.language, negated=negated)
    figures = elliptic.figures(given if told else None, inside, times, reading, _said_from(inside, verb, stance))
    features = {*(("e", e) for _, e in names), *(feature for figure in figures for feature in _of_figure(figure, said))}
    features |= {("t", name) for time in _outside(times, known) for name in told_times(time, article.id)}
    features |= {("p", kind) for kind in predicates.classes(_outside(inside, known), article.language)}
    features |= {("w", one) for one in _lemmas(reading, spans, [*_measured(names, times, told, article.id), *known])}
    return Proposition(
        article=article.id,
        language=article.language,
        statement=statement,
        features=frozenset(features),
        figures=figures,
        tense=_tense(reading, times, clauses.tense(inside, said)),
        negated=negated,
        whole=not inside or verb is not None,
        rejected=rejected,
        denied=frozenset(_content(clauses.denied(inside, said))),
        adjectives=frozenset(fold(token.text) for token in inside if token.pos == "ADJ"),
        text=article.text,
        times=times,
        headed=statement.field == "title" or _is_headed(reading, statement),
        places=frozenset(entity for _, entity in names if entity in located),
        published=(article.published or "")[:10],
        towns=frozenset(entity for _, entity in names if not located.get(entity, True)),
        opening=statement.field == "text" and lead.start <= statement.start < lead.end,
        stance=stance,
        harmed=counted.harmed(figures, inside, article.language),
    )


def _before_the_turn(statement: Statement, tokens: Sequence[Token], said: clauses.Words) -> tuple[Span, ...]:
    """Give the pieces of a statement; of what is denied, what stands before a "but": what follows is not denied."""
    spans = spans_of(statement)
    if statement.certainty != "denied":
        return spans
    inside = list(_inside(tokens, spans))[1:]
    turn = next((token.start for token in inside if fold(token.text) in said.contrasts), None)
    if turn is None:
        return spans
    return tuple(Span(span.start, min(span.end, turn)) for span in spans if span.start < turn)


def _said_from(inside: Sequence[Token], verb: int | None, stance: stances.Stance) -> int:
    """Give where what a statement says begins: behind the verb by which its subject counts, where one does."""
    return inside[verb].end if verb is not None and stance.counter else 0


def _outside(found: Sequence[_One], spans: Sequence[Time | Span]) -> list[_One]:
    return [one for one in found if not any(span.start <= one.start < span.end for span in spans)]


def _known(inside: Sequence[Token], said: clauses.Words) -> list[Span]:
    """Give the clauses that only say what is spoken of, where what stands outside them says enough to be a claim."""
    known = clauses.given(inside, said)
    put_forward = sum(token.pos in CONTENT for token in _outside(inside, known)) if known else 0
    return known if put_forward >= ENOUGH else []


def _measured(names: Named, times: Sequence[Time], told: Sequence[Quantity], article: str) -> Iterator[Place]:
    """Give where names, dates and measures stand: their words say no more than they do."""
    yield from (place for place, _ in names)
    measured: list[Time | Quantity] = [*(t for t in times if t.from_), *(q for q in told if q.unit)]
    yield from (Place(article, one.start, one.end) for one in measured)


def _is_aside(figure: Quantity, known: Sequence[Span], reading: Reading) -> bool:
    """Tell whether a toll is told as a part of another one, in words that may stand outside, or of what is known."""
    if class_of(figure) not in TOLLS:
        return False
    if any(span.start <= figure.start < span.end for span in known):
        return True
    near = Span(max(0, figure.start - NEAR), figure.end + NEAR)
    tokens = list(_inside(reading.layers.tokens or (), [near]))
    return clauses.is_part(figure, tokens, clauses.words(reading.article.language))


def told_times(time: Time, article: str) -> frozenset[str]:
    """Give a time as it is compared: of a part of a day the day too, of a clock time the time alone.

    A day that no clock tells is told, and like no other.
    """
    if time.from_:
        return frozenset({time.value} if ":" in time.value else {time.value, _day(time.value) or time.value})
    return frozenset({f"?{article}:{time.start}"} if time.value.startswith(OPEN) else ())


def _lead(reading: Reading) -> Span:
    """Give the first sentence that an article tells."""
    told = [b for b in reading.layers.blocks or () if b.role in {"body", "standfirst"}]
    start = min((b.start for b in told), default=0)
    return next((Span(s.start, s.end) for s in reading.layers.sentences or () if s.start >= start), Span(0, 0))


def _is_headed(reading: Reading, statement: Statement) -> bool:
    """Tell whether a statement stands in a headline that is part of the text."""
    blocks = reading.layers.blocks or ()
    return any(one.role == "title" and one.start <= statement.start < one.end for one in blocks)


def _tense(reading: Reading, times: Sequence[Time], spoken: clauses.Tense) -> clauses.Tense:
    """Give the time that a statement speaks of: what is dated after its article is still to come, unless told as past.

    "Voted on Friday evening", printed on a Friday, is of the day itself, or of the week before.
    """
    return "ahead" if spoken != "past" and _is_dated_ahead(reading, times) else spoken


def _is_dated_ahead(reading: Reading, times: Sequence[Time]) -> bool:
    """Tell whether a time in the content begins after the article was published."""
    published = reading.article.published
    if published is None:
        return False
    return any(t.from_ is not None and max(t.from_[:10], _day(t.value)) > published[:10] for t in times)


def _day(value: str) -> str:
    """Give the day that a value names, nothing where it names none."""
    return value[:10] if value[:4].isdigit() and value[8:10].isdigit() else ""


def class_of(figure: Quantity) -> str | None:
    """Give the class under which a figure is compared: its category, else what it counts, else its unit."""
    return figure.category or figure.counted or figure.unit


def _magnitude(figure: Quantity) -> int:
    """Give the order of magnitude, two powers of ten a step: the toll of a blast is not that of a war."""
    value = figure.low or figure.high or 0.0
    return int(math.log10(value) // 2) if value >= 1 else 0


def _of_figure(figure: Quantity, said: clauses.Words) -> Iterator[Feature]:
    counted = class_of(figure)
    if counted in TOLLS:
        yield "toll", f"{counted}/{_magnitude(figure)}"
    elif counted is not None and counted not in said.anybody:
        yield "q", counted
    yield "n", f"{figure.low}-{figure.high}"


def _lemmas(reading: Reading, spans: Sequence[Span], left_out: Sequence[Place | Span]) -> Iterator[str]:
    tokens = reading.layers.tokens
    if tokens is None:
        for span in spans:
            yield from (fold(m.group()) for m in WORD.finditer(reading.article.text, span.start, span.end))
        return
    free = (t for t in _inside(tokens, spans) if not any(p.start <= t.start < p.end for p in left_out))
    yield from _content(free)


def _content(tokens: Iterable[Token]) -> Iterator[str]:
    return (fold(token.lemma) for token in tokens if token.pos in CONTENT and len(token.lemma) > 1)


def _inside(tokens: Sequence[Token], spans: Sequence[Span]) -> Iterator[Token]:
    start = attrgetter("start")
    for span in spans:
        first = bisect_left(tokens, span.start, key=start)
        yield from tokens[first : bisect_left(tokens, span.end, first, key=start)]


# ----------------------------------------------------------------------- similarity


def similarity(propositions: Sequence[Proposition], translate: Translate) -> csr_array:
    """Give how alike every two propositions are, 0 to 1, sparse and symmetric.

    The weight shared over a mean of both weights that leans to the shorter one. A word that translates a word of
    the other, or means the same, is shared too, in part; of several such words the nearest counts. What rests on
    one word or name alone is doubted.
    """
    worth = _worths(propositions)
    if not worth:
        return csr_array((len(propositions), len(propositions)))
    own, near = _laid(propositions, worth, translate)
    told = csr_array(own.multiply(_vector(worth)[None, :])) @ near.T
    shared = csr_array(told.minimum(told.T))
    alike = _normalised(shared, np.asarray(own @ _vector(worth, frozenset("p"))))  # a class not shared says little
    return csr_array(alike.multiply(_doubts(own, near, worth)))


def told_of(alike: csr_array, propositions: Sequence[Proposition]) -> csr_array:
    """Doubt that an act is told where the other statement tells what is done about it ("appeals the acquittal")."""
    about = np.array([[("p", kind) in p.features for kind in ABOUT] for p in propositions])
    pairs = alike.tocoo()
    rows, columns = pairs.coords
    apart = (about[rows] != about[columns]).any(axis=1)
    return csr_array((np.where(apart, ONE_OF_TWO * pairs.data, pairs.data), (rows, columns)), shape=alike.shape)


def covered(propositions: Sequence[Proposition], translate: Translate) -> NDArray[np.float64]:
    """Give the share of the weight of the first proposition that each of all has too, 0 to 1, numbers aside."""
    worth = {feature: value for feature, value in _worths(propositions).items() if feature[0] not in {"n", "p"}}
    if not worth:
        return np.zeros(len(propositions))
    own, near = _laid(propositions, worth, translate)
    told = csr_array(own.multiply(_vector(worth)[None, :])) @ near.T
    whole = float((own[[0]] @ _vector(worth))[0])
    shares: NDArray[np.float64] = told[[0]].toarray()[0] / max(whole, 1e-9)
    return shares


def _vector(worth: Mapping[Feature, float], left_out: frozenset[str] = frozenset()) -> NDArray[np.float64]:
    return np.array([0.0 if feature[0] in left_out else worth[feature] for feature in sorted(worth)])


def _laid(
    propositions: Sequence[Proposition], worth: Mapping[Feature, float], translate: Translate
) -> tuple[csr_array, csr_array]:
    """Give the features of every proposition, and how near its words come to every feature."""
    index = {feature: i for i, feature in enumerate(sorted(worth))}
    return _matrix([p.features for p in propositions], index), _near(propositions, index, translate)


def _doubts(own: csr_array, near: csr_array, worth: Mapping[Feature, float]) -> csr_array:
    """Give 1 for every two propositions that share two things of some worth, ``ALONE`` for those that share one.

    A toll stands for two: an event has one of its class.
    """
    tolls = np.array([feature[0] == "toll" for feature in sorted(worth)])
    weighty = np.where(_vector(worth) < CHANCE, SLIGHT, np.where(tolls, 2.0, 1.0))
    told = csr_array(own.multiply(weighty[None, :])) @ near.sign().T
    both = csr_array(told.minimum(told.T))
    both.data = np.where(both.data < ALONE_UP_TO, ALONE, 1.0)
    return both


def _near(propositions: Sequence[Proposition], index: Mapping[Feature, int], translate: Translate) -> csr_array:
    """Say for every proposition and feature how near its nearest word comes to it: 1 where it has it."""
    spoken = {(f[1], p.language) for p in propositions for f in p.features if f[0] == "w"}
    related = senses.related(spoken, translate)
    rows, columns, values = list[int](), list[int](), list[float]()
    for row, p in enumerate(propositions):
        found: dict[int, float] = {index[f]: 1.0 for f in p.features if f in index}
        for word in (f[1] for f in p.features if f[0] == "w"):
            for other, value in related.get((word, p.language), ()):
                column = index["w", other]
                found[column] = max(found.get(column, 0.0), value)
        rows += [row] * len(found)
        columns += found
        values += found.values()
    return csr_array((values, (rows, columns)), shape=(len(propositions), len(index)))


def _worths(propositions: Sequence[Proposition]) -> dict[Feature, float]:
    """Weigh features: worth in the language's background, less where the whole story is about it.

    What is said in the same features counts once, so that a copy moves no weight.
    """
    distinct = {p.features for p in propositions}
    counts = Counter(feature for features in distinct for feature in features)
    languages: dict[str, str] = {}
    for p in propositions:
        languages.update(dict.fromkeys(p.named("w"), p.language))
    total = len(distinct) + 1
    fixed = {"e": NAME, "toll": TOLL, "q": COUNTED, "t": TIME, "p": PREDICATE}
    result: dict[Feature, float] = {}
    for feature, count in counts.items():
        kind, word = feature
        if kind == "n":
            base = _figure_worth(word)
        elif kind == "w":
            base = weights.worth_of_lemma(word, languages[word])
        else:
            base = CLOCK if kind == "t" and ":" in word else fixed[kind]
        rarity = 1.0 if kind in {"toll", "n"} else math.log(total / count) / math.log(total)
        result[feature] = max(base * rarity, 0.01)
    return result


def _figure_worth(figure: str) -> float:
    """Give what a number is worth: the more exactly it is told, the less it is met by chance."""
    low = figure.partition("-")[0]
    digits = low.replace(".", "").strip("0")
    if not digits.isdigit():
        return FIGURE
    told = max(len(digits), 2 if float(low) >= LARGE else 1)
    return FIGURES[min(told, len(FIGURES)) - 1]


def _matrix(rows: Sequence[frozenset[Feature]], index: Mapping[Feature, int]) -> csr_array:
    columns = [sorted(index[f] for f in row if f in index) for row in rows]
    pointer = np.concatenate([[0], np.cumsum([len(c) for c in columns])]).astype(np.int64)
    flat = np.array([i for row in columns for i in row], dtype=np.int64)
    return csr_array((np.ones(len(flat)), flat, pointer), shape=(len(rows), len(index)))


def _normalised(shared: csr_array, mass: NDArray[np.float64]) -> csr_array:
    pairs = shared.tocoo()
    rows, columns = pairs.coords
    keep = rows != columns
    rows, columns, weight = rows[keep], columns[keep], pairs.data[keep]
    low, high = np.minimum(mass[rows], mass[columns]), np.maximum(mass[rows], mass[columns])
    capped = np.minimum(weight, low)
    alike = capped / np.maximum(low**LEAST * high ** (1 - LEAST), 1e-9)
    # what shares little weight is alike by chance, however short both are
    alike *= capped / (capped + CHANCE)
    return csr_array((alike, (rows, columns)), shape=shared.shape)
