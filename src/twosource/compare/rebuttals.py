"""Denials that answer what another claim tells: grouped apart, since a denial has few words, and others.

"No protocol is missing" answers "the protocols of 394 stations are still missing": who denies takes up the words of
what he denies. So most of what a denial says, by weight, must stand in what it answers, or mean the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log

from msgspec import Struct

from twosource.compare import clauses, senses
from twosource.compare.conflicts import affirms, denies, of_another, who
from twosource.compare.differing import elsewhere, is_past_event
from twosource.compare.propositions import Feature, Proposition, Translate
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


def find(claims: Sequence[Sequence[Telling]], translate: Translate) -> Iterator[tuple[Seat, Seat]]:
    """Find what is told in one claim and denied by another teller in another one: of two claims each denier once."""
    seated = [((n, m), telling) for n, members in enumerate(claims) for m, telling in enumerate(members)]
    denials = [(seat, t) for seat, t in seated if denies(t) and not t.taken_back and not t.proposition.headed]
    told = [(seat, t) for seat, t in seated if _puts_forward(t)]
    known = _words([t for _, t in seated], translate)
    yield from _answered(seated, told)
    met: dict[tuple[int, int, str], list[tuple[Seat, Seat]]] = {}
    for there, denier in denials:
        said = _content(denier.proposition)
        for here, telling in told:
            if here[0] != there[0] and two_tellers(telling, denier) and _answers(denier, said, telling, known):
                met.setdefault((here[0], there[0], who(denier)), []).append((here, there))
    yield from (min(pairs) for _, pairs in sorted(met.items()))


def _answered(seated: Sequence[Seated], told: Sequence[Seated]) -> Iterator[tuple[Seat, Seat]]:
    """Find who says no more than that it is false, or that there is no such thing: of what was told just before.

    It answers the last statement of another teller that stands shortly before it in its article.
    """
    for there, denier in seated:
        if not (_says_that_it_is_false(denier) or _points_back(denier)):
            continue
        before = [
            (between, here)
            for here, telling in told
            if (between := _behind(denier.proposition, telling.proposition)) is not None
            and two_tellers(telling, denier)
        ]
        near, here = min(before, default=(ANSWER + 1, there))
        if near <= ANSWER:
            yield here, there


def _behind(denier: Proposition, told: Proposition) -> int | None:
    """Give how far behind what is told a denial stands in one article; none where it stands before it."""
    between = denier.statement.start - told.statement.end
    together = denier.article == told.article and denier.in_title == told.in_title
    return between if together and between >= 0 else None


def _points_back(telling: Telling) -> bool:
    """Tell whether a telling says that there is nothing of the kind that was told ("no such plan")."""
    proposition = telling.proposition
    if proposition.own or not proposition.negated or telling.taken_back or proposition.headed:
        return False
    said = proposition.text[proposition.statement.start : proposition.statement.end]
    return clauses.points_back(said, proposition.language)


def _says_that_it_is_false(telling: Telling) -> bool:
    """Tell whether a telling denies by saying of what was told before that it is false ("that is false")."""
    proposition = telling.proposition
    if proposition.own or telling.taken_back or proposition.headed:
        return False
    said = proposition.text[proposition.statement.start : proposition.statement.end]
    return clauses.begins_with_false(said, proposition.language)


def _puts_forward(telling: Telling) -> bool:
    """Tell whether somebody asserts something: what a newspaper tells itself, or holds possible, is seldom denied."""
    proposition = telling.proposition
    sure = (not proposition.own or voice(telling) is not None) and proposition.statement.certainty != "possible"
    return sure and not proposition.headed and affirms(telling)


def _words(tellings: Sequence[Telling], translate: Translate) -> _Words:
    counts = Counter(feature for t in tellings for feature in t.proposition.features if feature[0] in CONTENT)
    rare = {feature: min(log((len(tellings) + MORE) / count), LARGEST) for feature, count in counts.items()}
    spoken = {(f[1], t.proposition.language) for t in tellings for f in t.proposition.features if f[0] == "w"}
    return _Words(
        {f: PREDICATE if f[0] == "p" else NAME * worth if f[0] == "e" else worth for f, worth in rare.items()},
        senses.related(spoken, translate),
    )


def _answers(denier: Telling, said: Sequence[Feature], telling: Telling, known: _Words) -> bool:
    """Tell whether a denial takes up what another teller tells; ``said`` is what it denies."""
    shared = [(f, near) for f in said if (near := _near(f, denier.proposition, telling.proposition, known))]
    kinds = Counter(kind for (kind, _), _ in shared)
    things = kinds["e"] + (kinds["w"] or min(kinds["p"], 1))  # a word and its class are one thing
    if things < FEWEST or not kinds["w"] + kinds["p"]:
        return False
    weight = sum(near * known.weights[feature] for feature, near in shared)
    whole = sum(known.weights[feature] for feature in said if feature[0] != "p")
    across = denier.proposition.language != telling.proposition.language
    if weight < LEAST or weight < (ACROSS if across else TAKEN_UP) * whole:
        return False
    apart = elsewhere(telling, denier) or is_past_event(telling) != is_past_event(denier)
    return not apart and not of_another(telling.proposition, denier.proposition)


def _content(denier: Proposition) -> list[Feature]:
    """Give what a denial says: not that it denies, nor verbs and nouns that say of nothing what it is."""
    said = clauses.words(denier.language)
    empty = said.generic | said.anybody | said.denying | said.hedges | said.negations | said.light
    return sorted(f for f in denier.features if f[0] in CONTENT and not (f[0] == "w" and f[1] in empty))


def _near(feature: Feature, denier: Proposition, told: Proposition, known: _Words) -> float:
    """Say how nearly something that a denial says is told: 1 of the same, or a word of the same stem."""
    if feature in told.features:
        return 1.0
    kind, word = feature
    if kind != "w":
        return 0.0
    others = told.named("w")
    if denier.language == told.language and any(_of_one_stem(word, other) for other in others):
        return 1.0
    related = known.related.get((word, denier.language), ())
    return max((value for other, value in related if other in others), default=0.0)


def _of_one_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= STEM and len(long) <= ENDED * len(short) and long.startswith(short)
