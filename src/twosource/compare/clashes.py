"""How likely a conflict that a rule finds is one: by what shows that both sides speak of one thing.

The rules of ``conflicts`` name what may be opposed. What a person would look at before believing it (are both of
one matter, one place, one time, and is each surely told by whom we think) is laid out as signs and weighed by a small
table, fitted on worlds by ``training/conflicts.py``. Only the sure ones are told as conflicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.compare import clauses
from twosource.compare.conflicts import denies, who
from twosource.compare.counting import sets_aside
from twosource.compare.figures import is_exact, named_number
from twosource.compare.joins import ANSWERED, EVENTS, ONE_NUMBER, ONE_SHARE
from twosource.compare.propositions import TOLLS, class_of
from twosource.compare.tellings import Clash, Telling, is_short_for, two_tellers, voice
from twosource.compare.weighing import MANY, matter, named, table, told, weighed
from twosource.compare.wording import place_of
from twosource.model import Quantity

TABLE = "models/conflicts.tsv"
SURE = 0.7
"""Chance from which a conflict is told; below it two statements only may differ."""
SURE_BY_RULE: Mapping[str, float] = {"planned-then-done": 0.8, "two-tellers": 0.6}
"""The same of rules that are right more seldom, or more often, than their chance says."""
PLAINLY = frozenset({"correction-notice", "misprint-corrected", "opposite-states", "two-causes", "cause-ruled-out"})
"""Rules by which the words oppose the two."""
SAME_MATTER = 2
"""Words, names and classes that a plan and what came of it have in common where they are surely one matter."""
PLAIN = 0.8
"""Chance of what the words themselves oppose."""
SAME, CLASSED, NUMBERED = 0.5, 0.4, 0.2
"""Likeness of a statement and its denial in the same words, of the same class, of a number for the same name."""
TAKEN_UP = 0.6
"""Share of the words of the shorter one that both have in the first case."""
TIMES = (1.25, 2, 4)
"""Times that the larger number is the smaller one, in steps."""


def chance(clash: Clash, tellings: Sequence[Telling], alike: NDArray[np.float64] | None) -> float:
    """Give the chance that a clash is a conflict; 1 where nothing was learnt, or the statements' likeness is not known.

    Numbers that fit are weighed by no one: that they fit is all that is said.
    """
    weights = table(TABLE)
    if not weights or alike is None or clash.relation == "agree":
        return 1.0
    found = weighed(signs(clash, tellings, alike), weights)
    near = float(alike[clash.left, clash.right])
    plain = _is_plain(clash, tellings) or (clash.relation == "denial" and _is_undone(clash, tellings, near))
    return max(found, PLAIN) if plain else found


def is_sure(rule: str, chance: float) -> bool:
    """Tell whether a clash of a rule and a chance is told as a conflict."""
    return chance >= SURE_BY_RULE.get(rule, SURE)


def once(weighted: Sequence[tuple[Clash, float]], tellings: Sequence[Telling]) -> list[tuple[Clash, float]]:
    """Keep of the clashes between the same two numbers the first sure one, else the first; in order.

    A reader has seen them, whoever gives them; where they agree, each two tellers are one case. Who denies a claim
    denies it once, whoever tells it.
    """
    first: dict[Mark, int] = {}
    for n, (clash, sure) in enumerate(weighted):
        kept = first.setdefault(_mark(clash, tellings, n), n)
        if not is_sure(clash.rule, weighted[kept][1]) and is_sure(clash.rule, sure):
            first[_mark(clash, tellings, n)] = n
    kept_ = _one_of_each_toll(weighted, sorted(first.values()), tellings)
    return [weighted[n] for n in _one_of_each_denier(weighted, kept_, tellings)]


def _one_of_each_denier(
    weighted: Sequence[tuple[Clash, float]], kept: Sequence[int], tellings: Sequence[Telling]
) -> list[int]:
    """Keep of what one teller denies the first sure denial, else the first."""
    one_of: dict[int, int] = {}
    for n in sorted(kept, key=lambda n: (not is_sure(weighted[n][0].rule, weighted[n][1]), n)):
        denier = _denier(weighted[n][0], tellings)
        if denier is not None and not any(_are_one(tellings[denier], tellings[other]) for other in one_of.values()):
            one_of[n] = denier
    return [n for n in kept if n in one_of or _denier(weighted[n][0], tellings) is None]


def _denier(clash: Clash, tellings: Sequence[Telling]) -> int | None:
    """Give which of two denies what the other tells; ``None`` where neither does, or it is no denial."""
    if clash.relation != "denial" or clash.rule == "opposite-states":
        return None
    return next((i for i in (clash.right, clash.left) if denies(tellings[i])), clash.right)


def _are_one(one: Telling, other: Telling) -> bool:
    """Tell whether two deny as one: the same teller, or one called by a part of the other's name."""
    return who(one) == who(other) or is_short_for(one, other)


def _one_of_each_toll(
    weighted: Sequence[tuple[Clash, float]], kept: Sequence[int], tellings: Sequence[Telling]
) -> list[int]:
    """Keep of the dead and the injured whom the same two tell in the same two articles the dead: it is one toll."""
    whose: dict[int, tuple[frozenset[str], frozenset[str | None]]] = {}
    for n in kept:
        clash, sure = weighted[n]
        if clash.figures is not None and class_of(clash.figures[0]) in TOLLS and is_sure(clash.rule, sure):
            sides = (tellings[clash.left], tellings[clash.right])
            whose[n] = frozenset(t.proposition.article for t in sides), frozenset(map(voice, sides))
    told = {n for n in whose if (figures := weighted[n][0].figures) and class_of(figures[0]) == "dead"}
    dead = {whose[n] for n in told}
    first = {where: n for n, where in reversed(whose.items())}
    return [n for n in kept if n not in whose or n in told or (whose[n] not in dead and first[whose[n]] == n)]


Mark = tuple[str, str | None, frozenset[float], frozenset[str | None]]


def _mark(clash: Clash, tellings: Sequence[Telling], number: int) -> Mark:
    """Give that by which a reader has seen a clash; of one without figures its number: each is one of its own."""
    if clash.figures is None:
        return clash.relation, None, frozenset({float(number)}), frozenset()
    numbers = frozenset(map(named_number, clash.figures))
    tellers = (voice(tellings[i]) for i in (clash.left, clash.right)) if clash.relation == "agree" else ()
    return clash.relation, class_of(clash.figures[0]), numbers, frozenset(tellers)


def _is_plain(clash: Clash, tellings: Sequence[Telling]) -> bool:
    """Tell whether the words themselves oppose the two, whatever worlds have taught.

    One sets the other's figure aside ("about 20, not 14"); one denies outright what the other tells ("no check was
    skipped"); one plans the deed that the other tells; a notice corrects; a thing is broken and works.
    """
    if clash.rule in PLAINLY:
        return True
    left, right = (tellings[i].proposition for i in (clash.left, clash.right))
    if clash.figures is not None:
        return sets_aside(left, right) or sets_aside(right, left) or _of_an_event(clash, tellings)
    if clash.relation == "denial":
        if _takes_up(tellings[clash.right], tellings):
            return True
        said, denied = (named - clauses.words(right.language).light for named in (left.named("w"), right.denied))
        shared = len(said & denied)
        return shared > 0 and shared >= ANSWERED * min(len(said), len(denied))
    common = [kind for kind, _ in left.features & right.features]
    things = sum(kind in {"w", "e", "p"} for kind in common)
    return clash.relation == "status change" and things > 0 and things + ("t" in common) >= SAME_MATTER


def _takes_up(denier: Telling, tellings: Sequence[Telling]) -> bool:
    """Tell whether a denial takes up the very words of another teller beside it ("X says that P, which Y denies")."""
    place = place_of(denier.proposition)
    same = (one for one in tellings if place_of(one.proposition) == place)
    return any(one.proposition.statement.certainty != "denied" and two_tellers(one, denier) for one in same)


def _is_undone(clash: Clash, tellings: Sequence[Telling], alike: float) -> bool:
    """Tell whether a denial says the same but for its "not": in the same words, of the same kind, or of one number."""
    told, denier = (tellings[i].proposition for i in (clash.left, clash.right))
    if not denier.negated or told.negated:
        return False
    words, classes = told.named("w") & denier.named("w"), (told.named("p") & denier.named("p")) - EVENTS
    shorter = min(len(told.named("w")), len(denier.named("w")))
    worded = alike >= SAME and len(words) >= max(SAME_MATTER, TAKEN_UP * shorter)
    numbered = bool(told.named("n") & denier.named("n")) and bool(told.named("e") & denier.named("e"))
    return worded or (alike >= CLASSED and bool(classes)) or (alike >= NUMBERED and numbered)


def signs(clash: Clash, tellings: Sequence[Telling], alike: NDArray[np.float64]) -> frozenset[str]:
    """Lay out what speaks for a clash and against it, each sign for all rules and for the rule of the clash."""
    left, right = tellings[clash.left], tellings[clash.right]
    found = {*matter(left, right, float(alike[clash.left, clash.right])), *told(left, right)}
    if clash.figures is not None:
        found |= {*_numbers(clash, clash.figures, tellings)}
    if clash.relation in {"denial", "reversal"}:
        found |= {*_denied(right)}
    if clash.relation == "status change":
        found |= {*_planned(left, right)}
    return named(found, clash.rule)


def _numbers(clash: Clash, figures: tuple[Quantity, Quantity], tellings: Sequence[Telling]) -> Iterator[str]:
    a, b = figures
    kind = class_of(a)
    yield "toll" if kind in TOLLS else "counted" if a.counted or b.counted else "unit"
    if _is_one_number(clash, figures, tellings):
        yield "of an event"
    small, large = sorted((named_number(a), named_number(b)))
    yield from (f"times {step}" for step in TIMES if large > step * max(small, 1.0))
    if not (is_exact(a) and is_exact(b)):
        yield "inexact"
    if named_number(b) < named_number(a):
        yield "falls"
    for side, figure in (("left", a), ("right", b)):
        tellers = {
            t.proposition.article
            for t in tellings
            for f in t.proposition.figures
            if (f.low, f.high) == (figure.low, figure.high)
        }
        yield from (f"{side} told by {step}" for step in MANY if len(tellers) > step)
    sides = (tellings[clash.left].proposition, tellings[clash.right].proposition)
    if any(sum(class_of(f) == kind for f in p.figures) > 1 for p in sides):
        yield "several figures"


def _of_an_event(clash: Clash, tellings: Sequence[Telling]) -> bool:
    """Tell whether two tellers give two exact numbers of what an event has one of: its crowd, its passengers."""
    exact = clash.figures is not None and all(map(is_exact, clash.figures))
    sides = (tellings[clash.left], tellings[clash.right])
    single = all(len(t.proposition.figures) == 1 for t in sides)
    one = clash.figures is not None and _is_one_number(clash, clash.figures, tellings)
    return exact and single and one and clash.rule == "two-tellers"


def _is_one_number(clash: Clash, figures: tuple[Quantity, Quantity], tellings: Sequence[Telling]) -> bool:
    kind = class_of(figures[0])
    return kind in ONE_NUMBER or (kind == "%" and bool(_classes(clash, tellings) & ONE_SHARE))


def _classes(clash: Clash, tellings: Sequence[Telling]) -> frozenset[str]:
    left, right = (tellings[i].proposition.features for i in (clash.left, clash.right))
    return frozenset(name for kind, name in left & right if kind == "p")


def _denied(denier: Telling) -> Iterator[str]:
    statement = denier.proposition.statement
    yield "by a cue" if statement.certainty == "denied" else "by a negation"
    if denier.proposition.denied:
        yield "outright"
    if denier.taken_back:
        yield "taken back"


def _planned(left: Telling, right: Telling) -> Iterator[str]:
    yield f"plan {left.proposition.statement.certainty}"
    pairs = [(a, b) for a in left.proposition.figures for b in right.proposition.figures if class_of(a) and class_of(b)]
    if pairs:
        same = any((a.low, a.high) == (b.low, b.high) for a, b in pairs)
        yield "one number" if same else "other numbers"
