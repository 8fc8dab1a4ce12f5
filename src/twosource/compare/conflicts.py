"""Two statements of one claim that do not fit: by explicit rules, each named in its verdict. Precision first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.compare.origins import Root
from twosource.compare.propositions import Proposition
from twosource.model import Certainty, ConflictKind, Quantity

TOLLS = frozenset({"dead", "injured", "missing", "arrested", "evacuated", "displaced", "hospitalised", "rescued"})
"""Counted things that grow while a story runs: a later, higher number is an update."""
AHEAD: frozenset[Certainty] = frozenset({"planned", "expected"})
PAST: frozenset[Certainty] = frozenset({"done", "ongoing"})


class Clash(Struct, frozen=True):
    """A conflict between two members of a claim, by index; for an update ``right`` is the later one."""

    relation: ConflictKind
    left: int
    right: int
    rule: str


class Telling(Struct, frozen=True):
    """A statement of the claim with its root and the time of its article (ISO 8601 in one zone, or none)."""

    proposition: Proposition
    root: Root
    time: str | None
    corrects: bool = False


def find(tellings: Sequence[Telling]) -> list[Clash]:
    """Find the conflicts of one claim, in the order of their members; each pair of values is told once."""
    found = [*_figures(tellings), *_denials(tellings), *_status(tellings)]
    return sorted(found, key=lambda c: (c.left, c.right, c.relation))


# ----------------------------------------------------------------------- figures


def _figures(tellings: Sequence[Telling]) -> Iterator[Clash]:
    counted: dict[str, list[tuple[int, Quantity]]] = {}
    for i, telling in enumerate(tellings):
        for figure in telling.proposition.figures:
            if figure.counted or figure.unit:
                counted.setdefault(f"{figure.counted}/{figure.unit}", []).append((i, figure))
    for key in sorted(counted):
        values = _first_of_each(tellings, counted[key])
        told: set[tuple[int, int]] = set()
        for n, (i, a) in enumerate(values):
            for j, b in values[n + 1 :]:
                clash = None if tellings[i].proposition.article == tellings[j].proposition.article else _compare(tellings, (i, a), (j, b), _next(values, n, j))
                if clash is not None and (clash.left, clash.right) not in told:
                    told.add((clash.left, clash.right))
                    yield clash


def _first_of_each(tellings: Sequence[Telling], figures: Sequence[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Keep the earliest telling of each value, by time, then by place in the claim."""
    ordered = sorted(figures, key=lambda item: (tellings[item[0]].time or "~", item[0]))
    seen: dict[tuple[float | None, float | None], tuple[int, Quantity]] = {}
    for item in ordered:
        seen.setdefault((item[1].low, item[1].high), item)
    return list(seen.values())


def _next(values: Sequence[tuple[int, Quantity]], n: int, j: int) -> bool:
    return n + 1 < len(values) and values[n + 1][0] == j


def _compare(tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], following: bool) -> Clash | None:
    (i, a), (j, b) = left, right
    if fits(a, b):
        return Clash("agree", i, j, "fits-after-rounding")
    first, second = tellings[i], tellings[j]
    if first.corrects or second.corrects:
        return Clash("correction", i, j, "correction-notice")
    later = first.time is not None and second.time is not None and first.time < second.time
    rises = (b.low or 0) > (a.low or 0)
    same = first.root.named and first.root.organisation == second.root.organisation
    if same:
        return Clash("update", i, j, "same-teller-later") if following else None
    if later and rises and a.counted in TOLLS:
        return Clash("update", i, j, "toll-rises") if following else None
    if first.root.named and second.root.named:
        return Clash("discrepancy", i, j, "two-tellers")
    return None


def fits(a: Quantity, b: Quantity) -> bool:
    """Tell whether two intervals share a value."""
    low = max(a.low if a.low is not None else float("-inf"), b.low if b.low is not None else float("-inf"))
    high = min(a.high if a.high is not None else float("inf"), b.high if b.high is not None else float("inf"))
    return low <= high


# --------------------------------------------------------------- denials, status


def _denials(tellings: Sequence[Telling]) -> Iterator[Clash]:
    denied: set[str] = set()
    for j, denier in enumerate(tellings):
        if denier.proposition.statement.certainty != "denied" or denier.root.key in denied:
            continue
        others = [i for i, t in enumerate(tellings) if t.proposition.statement.certainty not in {"denied", "possible"} and i != j]
        own = [i for i in others if tellings[i].root.named and tellings[i].root.key == denier.root.key]
        rival = [i for i in others if tellings[i].root.named and tellings[i].root.organisation != denier.root.organisation]
        if own:
            yield Clash("reversal", own[0], j, "same-teller-denies")
        elif rival:
            yield Clash("denial", rival[0], j, "denied-by-another")
        denied.add(denier.root.key)


def _status(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find the first planned or expected telling that another article reports as done."""
    ahead = [i for i, t in enumerate(tellings) if t.proposition.statement.certainty in AHEAD]
    past = [i for i, t in enumerate(tellings) if t.proposition.statement.certainty in PAST]
    for i in ahead:
        for j in past:
            a, b = tellings[i], tellings[j]
            ordered = a.time is None or b.time is None or a.time <= b.time
            if a.proposition.article != b.proposition.article and ordered:
                yield Clash("status change", i, j, "planned-then-done")
                return


def published_times(tellings: Mapping[str, str | None]) -> dict[str, str | None]:
    """Give the times of articles that can be ordered: those with a clock time."""
    return {article: time if time and "T" in time else None for article, time in tellings.items()}
