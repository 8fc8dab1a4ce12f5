"""Clusters of statements that the discourse shows to be one claim, whatever words they are put in.

Six signs: two clusters tell the toll of the event, or the opposite of one thing, or of what the event came; one
article tells one figure twice; a teller answers, in the same article, the accusation told just before; a teller sets
a figure aside ("about 20, not 14") that another one gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from scipy.sparse import csr_array

from twosource.compare import stances
from twosource.compare.groups import components
from twosource.compare.propositions import Proposition, class_of
from twosource.model import Quantity
from twosource.text import fold

MOSTLY = 0.5
CLOSE = 0.22
"""Likeness at one point from which two clusters that tell tolls tell the same."""
ANSWER = 900
"""Code points behind an accusation within which its denial answers it."""
ANSWERED = 0.34
"""Share of the words of the shorter one that an accusation and its denial have in common."""
ROUND = 10
"""A figure below this is too common to stand for its claim."""

ONE_NUMBER = frozenset({"demonstrator", "passenger", "hectare", "case", "hostage"})
"""Counted things of which an event has one number besides its toll."""
ONE_SHARE = frozenset({"strike", "voting"})
"""Classes of predicates of which an event has one share."""
WON = "election_win"
"""Class of predicates that tell the share of one of several."""
EVENTS = frozenset(
    {"fire", "explosion", "crash", "collapse", "flood", "leak", "attack", "storm", "quake", "sickness", "power_cut"}
)
"""Classes of predicates that are events with a cause."""

Pair = tuple[int, int]


def join(propositions: Sequence[Proposition], clusters: Sequence[Sequence[int]], alike: csr_array) -> list[list[int]]:
    """Join clusters of propositions (by index) that are shown to be one claim; members in order."""
    home = {i: n for n, members in enumerate(clusters) for i in members}
    pairs = [
        *_tolls(propositions, clusters, alike),
        *_stances(propositions, clusters),
        *_leads(propositions, clusters, home),
        *((home[i], home[j]) for i, j in _signs(propositions) if i in home and j in home),
    ]
    return [sorted(i for n in part for i in clusters[n]) for part in components(len(clusters), pairs)]


def _signs(propositions: Sequence[Proposition]) -> Iterator[Pair]:
    by_article: dict[str, list[int]] = {}
    for i, proposition in enumerate(propositions):
        by_article.setdefault(proposition.article, []).append(i)
    for members in by_article.values():
        yield from _told_twice(propositions, members)
        yield from _answers(propositions, members)
    yield from _set_aside(propositions)


# ---------------------------------------------------------------------------- tolls


def _tolls(propositions: Sequence[Proposition], clusters: Sequence[Sequence[int]], alike: csr_array) -> Iterator[Pair]:
    """Give the clusters that mostly tell what an event has one number of, and are close or not of two places."""
    tolls = [n for n, members in enumerate(clusters) if _share_of_tolls(propositions, members) >= MOSTLY]
    for n, m in combinations(tolls, 2):
        one, other = clusters[n], clusters[m]
        if not _classes(propositions, one) & _classes(propositions, other):
            continue
        near = alike[one][:, other]
        if near.min() >= 0 and (near.max() >= CLOSE or not _parted(propositions, one, other)):
            yield n, m


def _parted(propositions: Sequence[Proposition], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two clusters name places, or times, and none of them in common: it may be of two events."""
    places = [{name for i in members for name in propositions[i].places} for members in (one, other)]
    times = [{t.value for i in members for t in propositions[i].times if t.from_} for members in (one, other)]
    return any(all(named) and not named[0] & named[1] for named in (places, times))


def _classes(propositions: Sequence[Proposition], members: Sequence[int]) -> set[str]:
    return {name for i in members for name in _numbers(propositions[i])}


def _numbers(proposition: Proposition) -> Iterator[str]:
    """Name what a statement gives the number of, where an event has one: its toll, its crowd, the share on strike."""
    yield from proposition.named("toll")
    said = proposition.named("p")
    for counted in filter(None, map(class_of, proposition.figures)):
        yield from {counted} & ONE_NUMBER
        yield from (f"% {name}" for name in said & ONE_SHARE if counted == "%" and WON not in said)


def _share_of_tolls(propositions: Sequence[Proposition], members: Sequence[int]) -> float:
    return sum(any(_numbers(propositions[i])) for i in members) / len(members)


# ------------------------------------------------------------------------- stances


def _stances(propositions: Sequence[Proposition], clusters: Sequence[Sequence[int]]) -> Iterator[Pair]:
    """Give the clusters that mostly tell the opposite of how one thing stands, or of what one event came."""
    telling = [n for n, members in enumerate(clusters) if _share_of_stances(propositions, members) >= MOSTLY]
    for n, m in combinations(telling, 2):
        pairs = ((propositions[i], propositions[j]) for i in clusters[n] for j in clusters[m])
        if any(stances.opposite(a.stance, b.stance) or on_one_cause(a, b) for a, b in pairs):
            yield n, m


def _share_of_stances(propositions: Sequence[Proposition], members: Sequence[int]) -> float:
    held = [propositions[i].stance for i in members]
    return sum(bool(one.states or stances.on_cause(one)) for one in held) / len(members)


def on_one_cause(a: Proposition, b: Proposition) -> bool:
    """Tell whether two statements name what an event came of, and not plainly two events."""
    if not (stances.on_cause(a.stance) and stances.on_cause(b.stance)):
        return False
    one, other = (p.named("p") & EVENTS for p in (a, b))
    return bool(one & other) or (not (one and other) and stances.same_effect(a.stance, b.stance))


# -------------------------------------------------------------------------- leads


def _leads(
    propositions: Sequence[Proposition], clusters: Sequence[Sequence[int]], home: Mapping[int, int]
) -> Iterator[Pair]:
    """Give the clusters that most of their articles open with, where two openings tell of one day and one name."""
    opened = {n for n, members in enumerate(clusters) if _share_of_leads(propositions, members) >= MOSTLY}
    for i, j in _openings(propositions):
        if home.get(i) in opened and home.get(j) in opened:
            yield home[i], home[j]


def _share_of_leads(propositions: Sequence[Proposition], members: Sequence[int]) -> float:
    """Give the share of the articles of a cluster that tell it in their headline or first sentence."""
    leading = {propositions[i].article for i in members if propositions[i].opening or propositions[i].headed}
    return len(leading) / len({propositions[i].article for i in members})


def _openings(propositions: Sequence[Proposition]) -> Iterator[Pair]:
    """Give two first sentences of two articles that tell of one day, or weekday, and one name: both tell the event."""
    first: dict[tuple[str, str], list[int]] = {}
    for i, p in enumerate(propositions):
        if p.opening and p.own and p.whole:
            days = {t.from_[:10] if t.from_ else t.value for t in p.times}
            for key in {(day, name) for day in days for name in p.named("e")}:
                first.setdefault(key, []).append(i)
    for _, members in sorted(first.items()):
        yield from pairwise(members)


# --------------------------------------------------------------------- one article


def _told_twice(propositions: Sequence[Proposition], members: Sequence[int]) -> Iterator[Pair]:
    """Give two statements of an article in which others than itself give the same number of the same thing."""
    for i, j in combinations(members, 2):
        a, b = propositions[i], propositions[j]
        if not a.own and not b.own and any(_is_one(f, g) for f in a.figures for g in b.figures):
            yield i, j


def _is_one(a: Quantity, b: Quantity) -> bool:
    if (a.low, a.high) != (b.low, b.high):
        return False
    return a.category is b.category is None and bool(_counted(a) & _counted(b))


def _counted(figure: Quantity) -> frozenset[str]:
    return frozenset(fold(figure.counted or "").split())


def _teller(proposition: Proposition) -> str:
    chain = proposition.statement.chain
    return fold(chain[0].name) if chain else ""


def _answers(propositions: Sequence[Proposition], members: Sequence[int]) -> Iterator[Pair]:
    """Give each denial with the statement of another teller, told just before it, that it has most in common with."""
    for place, j in enumerate(members):
        denier = propositions[j]
        if denier.own or not denies_outright(denier):
            continue
        told = [i for i in members[:place] if _is_accusation(propositions[i], denier)]
        if told:
            yield max(told, key=lambda i: (_common(propositions[i], denier), i)), j


def denies_outright(proposition: Proposition) -> bool:
    """Tell whether a statement denies by its cue ("denied that") or by its words ("no check was skipped")."""
    return proposition.statement.certainty == "denied" or bool(proposition.denied)


def is_denial(proposition: Proposition) -> bool:
    """Tell whether a statement of another teller says that something is not so, by its cue or by a negation.

    What is quoted behind "denied" is what its teller holds ("X denied it: “the road is open”").
    """
    statement = proposition.statement
    by_cue = statement.certainty == "denied" and statement.kind != "direct"
    return by_cue != (proposition.negated and statement.kind != "own")


def _is_accusation(proposition: Proposition, denier: Proposition) -> bool:
    near = proposition.in_title == denier.in_title and 0 <= denier.statement.start - proposition.statement.end <= ANSWER
    other = not proposition.own and _teller(proposition) not in {"", _teller(denier)}
    return near and other and not is_denial(proposition) and _common(proposition, denier) >= ANSWERED


def _common(accusation: Proposition, denier: Proposition) -> float:
    """Give the share of the words that both have, of those of the shorter one; of a denial, what it denies."""
    one = accusation.named("w")
    other = denier.denied or denier.named("w")
    return len(one & other) / max(1, min(len(one), len(other)))


# ------------------------------------------------------------------------- figures


def _set_aside(propositions: Sequence[Proposition]) -> Iterator[Pair]:
    """Give the statements that give, or set aside, one number of the same things, where one sets it aside."""
    rejecting: dict[tuple[float, str], list[int]] = {}
    for i, proposition in enumerate(propositions):
        for figure in proposition.rejected:
            if (key := _exact(figure)) is not None:
                rejecting.setdefault(key, []).append(i)
    for key, members in sorted(rejecting.items()):
        giving = [i for i, p in enumerate(propositions) if any(_exact(figure) == key for figure in p.figures)]
        yield from pairwise([*members, *giving])


def _exact(figure: Quantity) -> tuple[float, str] | None:
    """Give an exact number with the class of what it counts; none where it is too small to stand for a claim."""
    if figure.low is None or figure.low != figure.high or figure.low < ROUND:
        return None
    return figure.low, class_of(figure) or ""
