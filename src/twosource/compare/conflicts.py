"""Two statements of one claim that do not fit: by explicit rules, each named in its verdict. Precision first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from twosource.compare import clauses
from twosource.compare.joins import denies_outright, is_denial
from twosource.compare.origins import Root
from twosource.compare.propositions import TOLLS, Proposition, class_of, spans_of
from twosource.model import ConflictKind, Quantity
from twosource.text import fold, words

DIGIT = re.compile(r"[^0-9]")
DIGITS = 3
"""Digits from which a number that differs in one of them is likelier a misprint than another count."""
SPECIFIC = 2
"""Words and names that a denied noun must have to say what is denied."""
MAGNITUDE = 20
"""Times that one number may be another of the same thing."""
LONG_AGO = timedelta(days=45)
"""Age of what a statement dates itself to, from which it is not the story's event."""
SLOW = timedelta(hours=24)
"""Time for which a desk may print what another one has told otherwise: a plan as planned, a toll of another teller."""
TOGETHER = timedelta(hours=4)
"""Two tolls told further apart than this are told of different moments, where the later one is the higher."""
MATTER = 0.4
"""Share of the features of the shorter one that a plan and what came of it have in common."""
_MATTER = frozenset("wpe")
MET = 0.2
"""Share of the features of the shorter one that a denial and what it denies have in common."""


class Clash(Struct, frozen=True):
    """A conflict between two members of a claim, by index; for an update ``right`` is the later one."""

    relation: ConflictKind
    left: int
    right: int
    rule: str


class Telling(Struct, frozen=True):
    """A statement of the claim with its root and the time of its article (ISO 8601 in one zone, or none).

    ``corrects``: it stands in a correction notice; ``told``: the words were spoken to an agency;
    ``bare``: its sentence surely names nobody as its teller; ``sentence``: that sentence, as printed;
    ``corrected``: the numbers that the correction notice of its article names;
    ``taken_back``: its sentence says that the teller no longer stands by it.
    """

    proposition: Proposition
    root: Root
    time: str | None
    corrects: bool = False
    told: bool = False
    bare: bool = True
    sentence: str = ""
    corrected: tuple[float, ...] = ()
    taken_back: bool = False


def find(tellings: Sequence[Telling]) -> list[Clash]:
    """Find the conflicts of one claim, in the order of their members; each pair of values is told once."""
    found = [*_figures(tellings), *_denials(tellings), *_status(tellings)]
    return sorted(found, key=lambda c: (c.left, c.right, c.relation))


# ----------------------------------------------------------------------- figures


def _figures(tellings: Sequence[Telling]) -> Iterator[Clash]:
    counted: dict[str, list[tuple[int, Quantity]]] = {}
    for i, telling in enumerate(tellings):
        for kind, figure in _main_figures(telling.proposition).items():
            if not _is_dropped(telling) and not _is_past_event(telling):
                counted.setdefault(kind, []).append((i, figure))
    told: set[tuple[str, str, str, object]] = set()
    for key in sorted(counted):
        values = _first_of_each(tellings, counted[key])
        for n, left in enumerate(values):
            for m, right in enumerate(values[n + 1 :], n + 1):
                clash = _compare(tellings, left, right, following=_is_next(tellings, values, n, m))
                if clash is None:
                    continue
                articles = tuple(sorted(tellings[k].proposition.article for k in (clash.left, clash.right)))
                mark = (clash.relation, articles[0], articles[-1], (left[1].low, right[1].low))
                if mark not in told:
                    told.add(mark)
                    yield clash


def _is_dropped(telling: Telling) -> bool:
    """Tell whether a telling puts forward nothing: it denies, or takes back."""
    return telling.taken_back or telling.proposition.statement.certainty == "denied"


def _is_past_event(telling: Telling) -> bool:
    """Tell whether a statement is dated to a year, or a month, before its article: it tells of another event."""
    if telling.time is None:
        return False
    published = datetime.fromisoformat(telling.time)
    days = (time.from_[:10] for time in telling.proposition.times if time.from_)
    return any(published.date() - date.fromisoformat(day) > LONG_AGO for day in days)


def _is_next(tellings: Sequence[Telling], values: Sequence[tuple[int, Quantity]], n: int, m: int) -> bool:
    """Tell whether no value of the same teller stands between two, or, of two tellers, none at all."""
    one, other = (tellings[values[place][0]].root for place in (n, m))
    if not one.named or one.organisation != other.organisation:
        return m == n + 1
    return all(tellings[i].root.organisation != one.organisation for i, _ in values[n + 1 : m])


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
    if fits(a, b) or rounds(a, b) or rounds(b, a):
        told = apart and _printed(first, a) != _printed(second, b)
        return Clash("agree", i, j, "fits-after-rounding") if told else None
    if max(named_number(a), named_number(b)) > MAGNITUDE * max(1.0, min(named_number(a), named_number(b))):
        return None  # of another thing, or another event
    if first.corrects or second.corrects or _is_corrected(first, second, a, b):
        return Clash("correction", i, j, "correction-notice")
    return _differ(tellings, left, right, following=following) if apart or _two_tellers(first, second) else None


def _printed(telling: Telling, figure: Quantity) -> float:
    """Give the number that is printed, in digits where it is: of "more than 40" 40, of "at least 17" 17."""
    digits = DIGIT.sub("", telling.proposition.text[figure.start : figure.end])
    whole = digits.isdigit() and bool(figure.low) and len(digits) == len(f"{figure.low:.0f}")
    return float(digits) if whole else named_number(figure)


def _is_corrected(first: Telling, second: Telling, a: Quantity, b: Quantity) -> bool:
    """Tell whether the notice of one article names both numbers as its correction."""
    return any({named_number(a), named_number(b)} <= set(one.corrected) for one in (first, second))


def _differ(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two values that do not fit: tolls by their own rule, others by teller."""
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    same = first.root.named and first.root.organisation == second.root.organisation
    if same and misprinted(a, b):
        return Clash("discrepancy", i, j, "one-digit-apart")
    if same:
        return Clash("update", i, j, "same-teller-later") if following and _gap(first, second) else None
    if class_of(a) in TOLLS:
        return _tolls(tellings, left, right, following=following)
    return Clash("discrepancy", i, j, "two-tellers") if _two_tellers(first, second) else None


def _tolls(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two tolls: two tellers within some hours are a discrepancy; a later, higher one else is an update."""
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    gap = _gap(first, second)
    together = gap is None or gap <= TOGETHER or (gap <= SLOW and not _rises(a, b))
    if together and _two_tellers(first, second):
        return Clash("discrepancy", i, j, "two-tellers")
    if gap and _rises(a, b) and following:
        return Clash("update", i, j, "toll-rises")
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


def rounds(told: Quantity, exact: Quantity) -> bool:
    """Tell whether an inexact number is an exact one made round, by less than half a step ("nearly 20" of 17)."""
    if is_exact(told) or not is_exact(exact):
        return False
    number = int(named_number(told))
    step: int = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
    return bool(step > 1 and abs(number - (exact.low or 0.0)) < step / 2)


def misprinted(a: Quantity, b: Quantity) -> bool:
    """Tell whether two exact numbers look like misprints: one digit of three or more another, or digits swapped."""
    if not (is_exact(a) and is_exact(b)):
        return False
    one, other = (f"{figure.low:.0f}" for figure in (a, b))
    if one != other and len(one) == len(other) > 1 and sorted(one) == sorted(other):
        return True
    return len(one) == len(other) >= DIGITS and sum(x != y for x, y in zip(one, other, strict=True)) == 1


# --------------------------------------------------------------- denials, status


def _denials(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find who denies what others assert, each pair of tellers once; who denies or takes back his own word reverses."""
    told: set[tuple[str, str]] = set()
    affirming = [i for i, t in enumerate(tellings) if _affirms(t)]
    for j, denier in enumerate(tellings):
        if not (denier.taken_back or _denies(denier)):
            continue
        body = denier.root.organisation
        rivals = [i for i in affirming if tellings[i].root.organisation != body and _is_met(tellings[i], denier)]
        for i in () if denier.taken_back else rivals:
            pair = (tellings[i].root.organisation, body)
            if pair not in told:
                told.add(pair)
                yield Clash("denial", i, j, "denied-by-another")
        own = [i for i in affirming if tellings[i].root.organisation == body and _is_own_word(tellings[i], denier)]
        if own and ("", body) not in told and (denier.taken_back or not rivals):
            told.add(("", body))
            yield Clash("reversal", own[0], j, "taken-back" if denier.taken_back else "same-teller-denies")


def _is_own_word(telling: Telling, denier: Telling) -> bool:
    """Tell whether a telling is of the very teller who denies it, by a cue, or takes it back."""
    explicit = denier.taken_back or denier.proposition.statement.certainty == "denied"
    return explicit and denier.root.named and telling.root.key == denier.root.key and _is_met(telling, denier)


def _is_met(telling: Telling, denier: Telling) -> bool:
    """Tell whether a denial is of what is told: it has enough in common with it.

    What an article puts forward itself is denied by a cue alone ("rejected the attribution to her of 44 %").
    """
    one, other = telling.proposition, denier.proposition
    shared = one.features & other.features
    if not telling.root.named and not (shared and other.statement.certainty == "denied"):
        return False
    least = min(len(one.features), len(other.features))
    if one.language != other.language:
        return bool(shared) or denier.proposition.statement.certainty == "denied"
    return len(shared) >= MET * least


def _affirms(telling: Telling) -> bool:
    """Tell whether a telling puts a claim forward: no demand, no denial, nothing taken back."""
    proposition = telling.proposition
    negative = is_denial(proposition) or (proposition.own and proposition.negated)
    told = telling.root.named or (proposition.own and telling.bare)
    plain = proposition.tense != "ahead" and proposition.statement.certainty != "demanded"
    return told and plain and not negative and not telling.taken_back


def _denies(telling: Telling) -> bool:
    """Tell whether a telling denies: "no return without a raise" demands; a "not" in live speech is seldom a denial."""
    certainty = telling.proposition.statement.certainty
    if not is_denial(telling.proposition) or certainty in {"demanded", "possible"} or _is_generic(telling.proposition):
        return False
    if certainty == "denied":
        return True
    live = telling.proposition.statement.kind == "direct" and not denies_outright(telling.proposition)
    plain = not live and certainty != "hearsay"
    return plain and not clauses.is_conditioned(content_words(telling), telling.proposition.language)


def _is_generic(proposition: Proposition) -> bool:
    """Tell whether what is denied is a noun alone ("the charges", "les faits"): it does not say of what."""
    named = [feature for feature in proposition.features if feature[0] in {"w", "e"}]
    return proposition.statement.kind == "noun" and bool(named) and len(named) < SPECIFIC


def content_words(telling: Telling) -> frozenset[str]:
    """Give the words of a statement, folded."""
    text = telling.proposition.text
    pieces = spans_of(telling.proposition.statement)
    return frozenset(fold(text[w.start : w.end]) for s in pieces for w in words(text, s.start, s.end))


def _status(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find plans and expectations that another article reports as done, one for each two tellers."""
    done = [j for j, t in enumerate(tellings) if _is_done(t)]
    told: set[tuple[str, str]] = set()
    for i, a in enumerate(tellings):
        if not _is_ahead(a.proposition) or a.taken_back:
            continue
        for j in done:
            pair = (a.root.organisation, tellings[j].root.organisation)
            apart = tellings[j].proposition.article != a.proposition.article
            if apart and pair not in told and _ordered(a, tellings[j]) and _is_one_matter(a, tellings[j]):
                told.add(pair)
                yield Clash("status change", i, j, "planned-then-done")


def _is_one_matter(plan: Telling, done: Telling) -> bool:
    """Tell whether a plan and what is done have enough in common: words, names, or the class of what is told."""
    if plan.proposition.language != done.proposition.language:
        return any(feature[0] in "pet" for feature in plan.proposition.features & done.proposition.features)
    one, other = (
        frozenset(feature for feature in t.proposition.features if feature[0] in _MATTER) for t in (plan, done)
    )
    return len(one & other) >= MATTER * min(len(one), len(other))


def _is_done(telling: Telling) -> bool:
    """Tell whether a clause tells as past, of whoever is named or surely of the article itself."""
    proposition = telling.proposition
    told = not proposition.own or telling.bare
    sure = proposition.statement.certainty in {"done", "asserted", "reported", "ongoing"}
    plain = not proposition.negated and not telling.taken_back and proposition.statement.kind != "direct"
    return proposition.tense == "past" and proposition.whole and told and sure and plain


def _is_ahead(proposition: Proposition) -> bool:
    """Tell whether a clause speaks of what is still to come: by its verb, or dated after its article.

    What is offered or demanded ("proposes a raise") is not on the way to be done; a noun has no time of its own.
    """
    certainty = proposition.statement.certainty
    if not proposition.whole or proposition.statement.kind in {"noun", "direct"}:
        return False
    return certainty == "planned" or (proposition.tense == "ahead" and certainty not in {"demanded", "denied"})


def _ordered(a: Telling, b: Telling) -> bool:
    """Tell whether a plan is told before what came of it, or, by a slower desk, not long after."""
    if a.time is None or b.time is None:
        return True
    return datetime.fromisoformat(a.time) - datetime.fromisoformat(b.time) <= SLOW
