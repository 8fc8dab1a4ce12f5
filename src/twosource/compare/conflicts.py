"""Two statements of one claim that do not fit: by explicit rules, each named in its verdict. Precision first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from twosource.compare.joins import is_denial
from twosource.compare.origins import Root
from twosource.compare.propositions import TOLLS, Proposition, class_of
from twosource.model import Certainty, ConflictKind, Quantity

AHEAD: frozenset[Certainty] = frozenset({"planned", "expected"})
DIGITS = 3
"""Digits from which a number that differs in one of them is likelier a misprint than another count."""
TOGETHER = timedelta(hours=4)
"""Two tolls told further apart than this are told of different moments."""


class Clash(Struct, frozen=True):
    """A conflict between two members of a claim, by index; for an update ``right`` is the later one."""

    relation: ConflictKind
    left: int
    right: int
    rule: str


class Telling(Struct, frozen=True):
    """A statement of the claim with its root and the time of its article (ISO 8601 in one zone, or none).

    ``corrects``: it stands in a correction notice; ``told``: the words were spoken to an agency;
    ``bare``: its sentence surely names nobody as its teller; ``sentence``: that sentence, as printed.
    """

    proposition: Proposition
    root: Root
    time: str | None
    corrects: bool = False
    told: bool = False
    bare: bool = True
    sentence: str = ""


def find(tellings: Sequence[Telling]) -> list[Clash]:
    """Find the conflicts of one claim, in the order of their members; each pair of values is told once."""
    found = [*_figures(tellings), *_denials(tellings), *_status(tellings)]
    return sorted(found, key=lambda c: (c.left, c.right, c.relation))


# ----------------------------------------------------------------------- figures


def _figures(tellings: Sequence[Telling]) -> Iterator[Clash]:
    counted: dict[str, list[tuple[int, Quantity]]] = {}
    for i, telling in enumerate(tellings):
        for kind, figure in _main_figures(telling.proposition).items():
            if telling.proposition.statement.certainty != "denied":
                counted.setdefault(kind, []).append((i, figure))
    told: set[tuple[str, str, str, object]] = set()
    for key in sorted(counted):
        values = _first_of_each(tellings, counted[key])
        for n, left in enumerate(values):
            for m, right in enumerate(values[n + 1 :], n + 1):
                clash = _compare(tellings, left, right, following=m == n + 1)
                if clash is None:
                    continue
                articles = tuple(sorted(tellings[k].proposition.article for k in (clash.left, clash.right)))
                mark = (clash.relation, articles[0], articles[-1], (left[1].low, right[1].low))
                if mark not in told:
                    told.add(mark)
                    yield clash


def _main_figures(proposition: Proposition) -> dict[str, Quantity]:
    """Give the figure of each class: of two tolls in one statement the higher one is the toll."""
    found: dict[str, Quantity] = {}
    for figure in proposition.figures:
        kind = class_of(figure)
        if kind is not None and (kind not in found or (kind in TOLLS and (figure.low or 0) > (found[kind].low or 0))):
            found[kind] = figure
    return found


def _first_of_each(tellings: Sequence[Telling], figures: Sequence[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Keep the earliest telling of each value by each teller, by time, then by place in the claim."""
    ordered = sorted(figures, key=lambda item: (tellings[item[0]].time or "~", item[0]))
    seen: dict[tuple[float | None, float | None, str], tuple[int, Quantity]] = {}
    for item in ordered:
        root = tellings[item[0]].root
        seen.setdefault((item[1].low, item[1].high, root.organisation if root.named else ""), item)
    return list(seen.values())


def _compare(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    if (a.low, a.high) == (b.low, b.high) or i == j:
        return None
    apart = first.proposition.article != second.proposition.article
    if fits(a, b):
        return Clash("agree", i, j, "fits-after-rounding") if apart else None
    if first.corrects or second.corrects:
        return Clash("correction", i, j, "correction-notice")
    return _differ(tellings, left, right, following=following) if apart or _two_tellers(first, second) else None


def _differ(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two values that do not fit: tolls by their own rule, others by teller."""
    (i, a), (j, _) = left, right
    first, second = tellings[i], tellings[j]
    if class_of(a) in TOLLS:
        return _tolls(tellings, left, right, following=following)
    if first.root.named and first.root.organisation == second.root.organisation:
        return Clash("update", i, j, "same-teller-later") if following and _gap(first, second) else None
    return Clash("discrepancy", i, j, "two-tellers") if _two_tellers(first, second) else None


def _tolls(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two tolls: a later, higher one is an update; two tellers at one time are a discrepancy."""
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    gap = _gap(first, second)
    together = gap is None or gap <= TOGETHER
    if together and _two_tellers(first, second) and (gap is None or not _rises(a, b) or gap < TOGETHER / 2):
        return Clash("discrepancy", i, j, "two-tellers")
    if gap and _rises(a, b) and following:
        same = first.root.named and first.root.organisation == second.root.organisation
        return Clash("update", i, j, "same-teller-later" if same else "toll-rises")
    return None


def _rises(a: Quantity, b: Quantity) -> bool:
    return (b.low or 0) > (a.high if a.high is not None else a.low or 0)


def _two_tellers(a: Telling, b: Telling) -> bool:
    return a.root.named and b.root.named and a.root.organisation != b.root.organisation


def _gap(a: Telling, b: Telling) -> timedelta | None:
    """Give the time between two tellings; ``None`` where a clock is missing."""
    if a.time is None or b.time is None:
        return None
    return abs(datetime.fromisoformat(b.time) - datetime.fromisoformat(a.time))


def fits(a: Quantity, b: Quantity) -> bool:
    """Tell whether two intervals share a value."""
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high


def is_exact(figure: Quantity) -> bool:
    """Tell whether a figure is one number."""
    return figure.low is not None and figure.low == figure.high


def named_number(figure: Quantity) -> float:
    """Give the number that is printed: of "more than 40" and "at least 41" the interval begins at 41."""
    if is_exact(figure) or figure.high is None:
        return figure.low or 0.0
    return figure.high


def misprinted(a: Quantity, b: Quantity) -> bool:
    """Tell whether two exact numbers of three digits or more differ in one digit, as misprints do."""
    if not (is_exact(a) and is_exact(b)):
        return False
    one, other = (f"{figure.low:.0f}" for figure in (a, b))
    return len(one) == len(other) >= DIGITS and sum(x != y for x, y in zip(one, other, strict=True)) == 1


# --------------------------------------------------------------- denials, status


def _denials(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find who denies what another asserts: by the cue, or by a negation against an affirmation."""
    denied: set[str] = set()
    for j, denier in enumerate(tellings):
        if not is_denial(denier.proposition) or denier.root.organisation in denied:
            continue
        others = [
            i
            for i, t in enumerate(tellings)
            if not is_denial(t.proposition) and t.root.named and t.proposition.statement.certainty != "possible"
        ]
        own = [i for i in others if tellings[i].root.organisation == denier.root.organisation]
        rival = [i for i in others if tellings[i].root.organisation != denier.root.organisation]
        if rival:
            yield Clash("denial", rival[0], j, "denied-by-another")
        elif own and denier.root.named and denier.proposition.statement.certainty == "denied":
            yield Clash("reversal", own[0], j, "same-teller-denies")
        denied.add(denier.root.organisation)


def _status(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find plans and expectations that another article reports as done, one for each article that plans."""
    done = [
        j
        for j, t in enumerate(tellings)
        if t.proposition.tense == "past"
        and t.proposition.statement.certainty in {"done", "asserted", "reported", "ongoing"}
    ]
    planned: set[str] = set()
    for i, a in enumerate(tellings):
        if not _is_ahead(a.proposition) or a.proposition.article in planned:
            continue
        later = (
            j for j in done if tellings[j].proposition.article != a.proposition.article and _ordered(a, tellings[j])
        )
        match = next(later, None)
        if match is not None:
            planned.add(a.proposition.article)
            yield Clash("status change", i, match, "planned-then-done")


def _is_ahead(proposition: Proposition) -> bool:
    """Tell whether a statement speaks of what is still to come: planned, expected, or dated after its article."""
    certainty = proposition.statement.certainty
    return certainty in AHEAD or (proposition.tense == "ahead" and certainty in {"possible", "announced"})


def _ordered(a: Telling, b: Telling) -> bool:
    return a.time is None or b.time is None or a.time <= b.time
