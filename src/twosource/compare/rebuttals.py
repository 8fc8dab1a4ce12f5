"""Denials that answer what another claim tells: grouped apart, since a denial has few words, and others.

"No protocol is missing" answers "the protocols of 394 stations are still missing": who denies takes up the words of
what he denies. So most of what a denial says, by weight, must stand in what it answers, or mean the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from math import ceil, log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare import clauses, senses
from twosource.compare.conflicts import affirms, denies, of_another, who
from twosource.compare.counting import elsewhere
from twosource.compare.differing import HARMED, is_past_event
from twosource.compare.propositions import TOLLS, Feature, Proposition, Translate, class_of
from twosource.compare.tellings import Telling, two_tellers, voice

TAKEN_UP = 0.6
"""Share of the weight of what a denial says that what it answers has too."""
ACROSS = 0.45
"""The same share in another language, where many a word has no known translation."""
ANSWER = 600
"""Code points behind a statement within which "that is false" answers it."""
LEAST = 3.0
"""Weight that both have in common, in nats: two things of which a story seldom tells."""
MORE = 20
"""Statements that a story is taken to have besides: what a short one tells twice is not common for that."""
PREDICATE, NAME, LARGEST = 2.0, 0.7, 5.0
"""What a class of predicates weighs; what is left of the weight of a name, which all tell; the largest weight."""
CONTENT = frozenset("wep")
FEWEST = 2
STEM, ENDED = 4, 1.85
"""Letters from which a word that begins another one is of its stem ("miss", "missing"), and how many times as long."""

Seat = tuple[int, int]
"""A claim, and a member of it, by number."""
Seated = tuple[Seat, Telling]


class _Words(Struct, frozen=True):
    """What the features of a story weigh, and which of its words mean the same."""

    weights: Mapping[Feature, float]
    related: senses.Related


class _Index(Struct, frozen=True):
    """Where what is told stands, by number of the telling: features, words of a language; these words in order."""

    size: int
    features: Mapping[Feature, Sequence[int]]
    words: Mapping[tuple[str, str], Sequence[int]]
    spelt: Mapping[str, Sequence[str]]


_Near = tuple[NDArray[np.int64], NDArray[np.float64]]
"""The tellings that tell something, by number, and how nearly."""
_Nearness = Mapping[tuple[Feature, str], _Near]
"""Of each thing that is denied, by the language of the denial."""


def find(claims: Sequence[Sequence[Telling]], translate: Translate) -> Iterator[tuple[Seat, Seat]]:
    """Find what is told in one claim and denied by another teller in another one, each denier of a claim once.

    Of several claims he denies the one of which he takes up most.
    """
    seated = [((n, m), telling) for n, members in enumerate(claims) for m, telling in enumerate(members)]
    denials = [(seat, t) for seat, t in seated if denies(t) and not t.taken_back and not t.proposition.headed]
    told = [(seat, t) for seat, t in seated if _puts_forward(t)]
    yield from _answered(seated)
    if not denials:
        return
    known, index = _words([t for _, t in seated], translate), _index([t.proposition for _, t in told])
    near = _nearness([t.proposition for _, t in denials], index, known)
    met: dict[tuple[int, str], list[tuple[float, Seat, Seat]]] = {}
    for there, denier in denials:
        said, language = _content(denier.proposition), denier.proposition.language
        spoken = np.array([t.proposition.language == language for _, t in told])
        taken_up = _taken_up(said, [near[feature, language] for feature in said], spoken, known)
        for n in np.flatnonzero(taken_up).tolist():
            here, telling = told[n]
            if here[0] != there[0] and two_tellers(telling, denier) and _of_one_matter(telling, denier):
                met.setdefault((there[0], who(denier)), []).append((-float(taken_up[n]), here, there))
    yield from sorted(min(found)[1:] for found in met.values())


def _answered(seated: Sequence[Seated]) -> Iterator[tuple[Seat, Seat]]:
    """Find who says no more than that it is false, or that there is no such thing: of what was told just before.

    It answers the last statement of another teller that stands shortly before it in its article, one that says what
    is not so too ("the second engine did not start").
    """
    told = [(seat, t) for seat, t in seated if _is_told(t) and t.proposition.statement.certainty != "denied"]
    for there, denier in seated:
        if not _only_answers(denier):
            continue
        before = [
            (between, here)
            for here, telling in told
            if (between := _behind(denier.proposition, telling.proposition)) is not None
            and two_tellers(telling, denier)
            and not _counts_held(telling.proposition)
        ]
        near, here = min(before, default=(ANSWER + 1, there))
        if near <= ANSWER:
            yield here, there


def _counts_held(told: Proposition) -> bool:
    """Tell whether a statement tells how many are held, or treated: that accuses nobody of anything."""
    return bool({class_of(figure) for figure in told.counts} & (TOLLS - HARMED))


def _behind(denier: Proposition, told: Proposition) -> int | None:
    """Give how far behind what is told a denial stands in one article; none before it, or behind a question since."""
    between = denier.statement.start - told.statement.end
    together = denier.article == told.article and denier.in_title == told.in_title
    if not together or between < 0 or "?" in denier.text[told.statement.end : denier.statement.start]:
        return None
    return between


def _only_answers(telling: Telling) -> bool:
    """Tell whether a telling denies what was just told and says no more.

    "That is false", "no such plan", "rejected the accusation".
    """
    proposition = telling.proposition
    if proposition.own or telling.taken_back or proposition.headed:
        return False
    said, language = proposition.text[proposition.statement.start : proposition.statement.end], proposition.language
    if clauses.begins_with_false(said, language):
        return True
    if proposition.statement.certainty == "denied" and clauses.only_points_back(said, language):
        return True
    return proposition.negated and clauses.points_back(said, language)


def _puts_forward(telling: Telling) -> bool:
    """Tell whether somebody asserts something: what a newspaper tells itself, or holds possible, is seldom denied."""
    return _is_told(telling) and affirms(telling)


def _is_told(telling: Telling) -> bool:
    """Tell whether somebody tells something, as no possibility and not as what a clause hangs on."""
    proposition = telling.proposition
    sure = (not proposition.own or voice(telling) is not None) and proposition.statement.certainty != "possible"
    return sure and not proposition.headed


def _words(tellings: Sequence[Telling], translate: Translate) -> _Words:
    counts = Counter(feature for t in tellings for feature in t.proposition.features if feature[0] in CONTENT)
    rare = {feature: min(log((len(tellings) + MORE) / count), LARGEST) for feature, count in counts.items()}
    spoken = {(f[1], t.proposition.language) for t in tellings for f in t.proposition.features if f[0] == "w"}
    return _Words(
        {f: PREDICATE if f[0] == "p" else NAME * worth if f[0] == "e" else worth for f, worth in rare.items()},
        senses.related(spoken, translate),
    )


def _index(told: Sequence[Proposition]) -> _Index:
    features: dict[Feature, list[int]] = {}
    words: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(told):
        for feature in one.features:
            features.setdefault(feature, []).append(number)
            if feature[0] == "w":
                words.setdefault((one.language, feature[1]), []).append(number)
    spelt: dict[str, list[str]] = {}
    for language, word in sorted(words):
        spelt.setdefault(language, []).append(word)
    return _Index(len(told), features, words, spelt)


def _taken_up(
    said: Sequence[Feature], near: Sequence[_Near], spoken: NDArray[np.bool_], known: _Words
) -> NDArray[np.float64]:
    """Give how much of everything told a denial takes up, by weight, 0 where it does not.

    ``said`` is what it denies, ``near`` where that is told.

    ``spoken``: what is told in the language of the denial.
    """
    kinds = {kind: np.zeros(len(spoken), np.int64) for kind in CONTENT}
    weight = np.zeros(len(spoken))
    for feature, (numbers, values) in zip(said, near, strict=True):
        kinds[feature[0]][numbers] += 1
        weight[numbers] += values * known.weights[feature]
    words, classes = kinds["w"], kinds["p"]
    things = kinds["e"] + np.where(words > 0, words, np.minimum(classes, 1))  # a word and its class are one thing
    whole = sum(known.weights[feature] for feature in said if feature[0] != "p")
    least = np.where(spoken, TAKEN_UP, ACROSS) * whole
    enough = (things >= FEWEST) & (words + classes > 0) & (weight >= LEAST) & (weight >= least)
    return np.where(enough, weight.round(6), 0.0)


def _of_one_matter(telling: Telling, denier: Telling) -> bool:
    """Tell whether nothing shows that a denial is of another thing, place or time than what another teller tells."""
    apart = elsewhere(telling, denier) or is_past_event(telling) != is_past_event(denier)
    told, denied = (frozenset(map(class_of, t.proposition.counts)) - {None} for t in (telling, denier))
    if denied and denied.isdisjoint(told):
        return False  # who denies a number answers who gives one
    return not apart and not of_another(telling.proposition, denier.proposition)


def _content(denier: Proposition) -> list[Feature]:
    """Give what a denial says: not that it denies, nor verbs and nouns that say of nothing what it is."""
    said = clauses.words(denier.language)
    empty = said.generic | said.anybody | said.denying | said.hedges | said.negations | said.light
    return sorted(f for f in denier.features if f[0] in CONTENT and not (f[0] == "w" and f[1] in empty))


def _nearness(denials: Sequence[Proposition], index: _Index, known: _Words) -> _Nearness:
    """Say of everything that some denials say where it is told, and how nearly."""
    asked = dict.fromkeys((feature, one.language) for one in denials for feature in _content(one))
    return {(feature, language): _near(feature, language, index, known) for feature, language in asked}


def _near(feature: Feature, language: str, index: _Index, known: _Words) -> _Near:
    """Say where something that a denial says is told, and how nearly: 1 of the same, or a word of the same stem."""
    kind, word = feature
    found: dict[int, float] = {}
    if kind == "w":
        for other, value in known.related.get((word, language), ()):
            for number in index.features.get(("w", other), ()):
                found[number] = max(found.get(number, 0.0), value)
        for other in _of_one_stem(word, index.spelt.get(language, ())):
            found.update(dict.fromkeys(index.words[language, other], 1.0))
    found.update(dict.fromkeys(index.features.get(feature, ()), 1.0))
    told = sorted(number for number, value in found.items() if value)
    return np.array(told, np.int64), np.array([found[number] for number in told])


def _of_one_stem(word: str, spelt: Sequence[str]) -> Iterator[str]:
    """Give of some words, in order, those that begin with a word, or with which it begins, but for an ending."""
    for size in range(max(STEM, ceil(len(word) / ENDED)), len(word)):
        at = bisect_left(spelt, word[:size])
        yield from spelt[at : at + 1] if spelt[at : at + 1] == [word[:size]] else ()
    if len(word) >= STEM:
        begun = takewhile(lambda other: other.startswith(word), spelt[bisect_left(spelt, word) :])
        yield from (other for other in begun if len(other) <= ENDED * len(word))
