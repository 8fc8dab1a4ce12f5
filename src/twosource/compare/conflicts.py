"""Two statements of one claim that do not fit: by explicit rules, each named in its verdict. Precision first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from twosource.compare import clauses
from twosource.compare.figures import fits, misprinted, named_number, printed, rounds
from twosource.compare.joins import denies_outright, is_denial
from twosource.compare.origins import Root
from twosource.compare.propositions import TOLLS, Proposition, class_of, spans_of
from twosource.model import ConflictKind, Quantity
from twosource.text import fold, words

NAMING = 4
"""Letters from which a word of a name is no small word."""
UNITS = frozenset({"%", "EUR", "USD", "metre", "kilometre", "kilometre per hour"})
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
ALIKE = 0.3
"""Likeness by which two statements say the same of what they count, whatever classes their words are of."""
MATCHED = 0.15
"""Likeness by which two statements are about one matter, in any words."""
MET = 0.2
"""Share of the features of the shorter one that a denial and what it denies have in common."""


class Clash(Struct, frozen=True):
    """A conflict between two members of a claim, by index; for an update ``right`` is the later one.

    ``figures``: the two numbers, of a conflict of numbers.
    """

    relation: ConflictKind
    left: int
    right: int
    rule: str
    figures: tuple[Quantity, Quantity] | None = None


class Telling(Struct, frozen=True):
    """A statement of the claim with its root and the time of its article (ISO 8601 in one zone, or none).

    ``corrects``: it stands in a correction notice; ``told``: the words were spoken to an agency;
    ``bare``: its sentence surely names nobody as its teller; ``sentence``: that sentence, as printed;
    ``corrected``: the numbers that the correction notice of its article names;
    ``taken_back``: its sentence says that the teller no longer stands by it; ``lead``: the places that the
    headline and the first sentence of its article name; ``article_places``: all that its statements name.
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
    lead: frozenset[str] = frozenset()
    article_places: frozenset[str] = frozenset()


def find(tellings: Sequence[Telling], alike: NDArray[np.float64] | None = None) -> list[Clash]:
    """Find the conflicts of one claim, in the order of their members; each pair of values is told once.

    ``alike``: how alike every two of the tellings are, as a square; all of them, where it is not known.
    """
    near = np.ones((len(tellings), len(tellings))) if alike is None else alike
    found = [*_figures(tellings, near), *_denials(tellings, near), *_status(tellings, near)]
    return sorted(found, key=lambda c: (c.left, c.right, c.relation))


# ----------------------------------------------------------------------- figures


def _figures(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
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
                if clash is None or not _is_one_count(tellings, clash, key, alike):
                    continue
                clash = replace(clash, figures=(left[1], right[1]))
                articles = tuple(sorted(tellings[k].proposition.article for k in (clash.left, clash.right)))
                mark = (clash.relation, articles[0], articles[-1], (left[1].low, right[1].low))
                if mark not in told:
                    told.add(mark)
                    yield clash


def _is_one_count(tellings: Sequence[Telling], clash: Clash, key: str, alike: NDArray[np.float64]) -> bool:
    """Tell whether two figures are shown to count one thing, at one place.

    A toll, or a noun beside the number, says what is counted. "95 %" and "3 metres", or so many people, are of one
    thing only where what is said of them is. Where one telling gives the figure of the other too, nothing is at odds.
    """
    one, other = tellings[clash.left].proposition, tellings[clash.right].proposition
    if sets_aside(one, other) or sets_aside(other, one):
        return True
    if clash.relation != "agree" and _gives_both(one, other, key):
        return False
    if _elsewhere(tellings[clash.left], tellings[clash.right]):
        return False
    bare = key in UNITS or all(f.counted is None for p in (one, other) for f in p.figures if class_of(f) == key)
    if key in TOLLS or not (bare or key in clauses.words(one.language).anybody):
        return True
    return _classes(one) & _classes(other) != frozenset() or bool(alike[clash.left, clash.right] >= ALIKE)


def sets_aside(one: Proposition, other: Proposition) -> bool:
    """Tell whether one statement sets a figure of the other one aside ("about 20, not 14")."""
    return any(fits(figure, given) for figure in one.rejected for given in other.figures)


def _gives_both(one: Proposition, other: Proposition, key: str) -> bool:
    """Tell whether two statements with several figures of one class share one."""
    left, right = ([f for f in p.figures if class_of(f) == key] for p in (one, other))
    several = len(left) > 1 or len(right) > 1
    return several and any(fits(a, b) for a in left for b in right)


def _classes(proposition: Proposition) -> frozenset[str]:
    return frozenset(name for kind, name in proposition.features if kind == "p")


def _elsewhere(a: Telling, b: Telling) -> bool:
    """Tell whether two tellings are each of places, their own or their lead's, that the other's article never names.

    A town and its harbour are two names of one event's place; an article on one mostly names the other too.
    """
    here, there = (t.proposition.places | t.lead for t in (a, b))
    return bool(here and there) and here.isdisjoint(b.article_places) and there.isdisjoint(a.article_places)


def _is_dropped(telling: Telling) -> bool:
    """Tell whether a telling puts forward nothing: it denies, or takes back."""
    return telling.taken_back or telling.proposition.statement.certainty == "denied"


def _is_past_event(telling: Telling) -> bool:
    return is_of_the_past(telling.proposition, telling.time)


def is_of_the_past(proposition: Proposition, published: str | None) -> bool:
    """Tell whether a statement is dated to a year, or a month, before its article: it tells of another event."""
    if published is None:
        return False
    day = datetime.fromisoformat(published).date()
    told = (time.from_[:10] for time in proposition.times if time.from_)
    return any(day - date.fromisoformat(one) > LONG_AGO for one in told)


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
        told = apart and printed(first.proposition.text, a) != printed(second.proposition.text, b)
        return Clash("agree", i, j, "fits-after-rounding") if told else None
    if printed(first.proposition.text, a) == printed(second.proposition.text, b):
        return None  # "more than 13" of 13: one number, put otherwise
    if max(named_number(a), named_number(b)) > MAGNITUDE * max(1.0, min(named_number(a), named_number(b))):
        return None  # of another thing, or another event
    if first.corrects or second.corrects or _is_corrected(first, second, a, b):
        return Clash("correction", i, j, "correction-notice")
    return _differ(tellings, left, right, following=following) if apart or _two_tellers(first, second) else None


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
    if gap and _rises(a, b) and (gap > TOGETHER or _is_moved(second)):
        return Clash("update", i, j, "toll-rises") if following else None
    together = gap is None or gap <= TOGETHER or (gap <= SLOW and not _rises(a, b))
    if together and _two_tellers(first, second):
        return Clash("discrepancy", i, j, "two-tellers")
    return Clash("discrepancy", i, j, "two-tellers-later") if _two_tellers(first, second) else None


def _is_moved(telling: Telling) -> bool:
    """Tell whether the sentence of a toll says that it has changed ("has risen to", "s'est alourdi à")."""
    return not clauses.words(telling.proposition.language).moving.isdisjoint(clauses.spoken(telling.sentence))


def _rises(a: Quantity, b: Quantity) -> bool:
    return (b.low or 0) > (a.high if a.high is not None else a.low or 0)


def _two_tellers(a: Telling, b: Telling) -> bool:
    return a.root.named and b.root.named and a.root.organisation != b.root.organisation


def _gap(a: Telling, b: Telling) -> timedelta | None:
    """Give the time between two tellings; ``None`` where a clock is missing."""
    if a.time is None or b.time is None:
        return None
    return abs(datetime.fromisoformat(b.time) - datetime.fromisoformat(a.time))


# --------------------------------------------------------------- denials, status


def _denials(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
    """Find who denies what others assert, each pair of tellers once; who denies or takes back his own word reverses."""
    told: set[tuple[str, str]] = set()
    affirming = [i for i, t in enumerate(tellings) if _affirms(t)]
    for j, denier in enumerate(tellings):
        if not (denier.taken_back or _denies(denier)):
            continue
        body = denier.root.organisation
        met = [i for i in affirming if _is_met(tellings[i], denier, float(alike[i, j]))]
        rivals = [i for i in met if tellings[i].root.organisation != body]
        for i in () if denier.taken_back else rivals:
            pair = (tellings[i].root.organisation, body)
            if pair not in told:
                told.add(pair)
                yield Clash("denial", i, j, "denied-by-another")
        own = [i for i in met if tellings[i].root.organisation == body and _is_own_word(tellings[i], denier)]
        if own and ("", body) not in told and (denier.taken_back or not rivals):
            told.add(("", body))
            yield Clash("reversal", own[0], j, "taken-back" if denier.taken_back else "same-teller-denies")


def _is_own_word(telling: Telling, denier: Telling) -> bool:
    """Tell whether a telling is of the very teller who denies it, by a cue, or takes it back."""
    explicit = denier.taken_back or denier.proposition.statement.certainty == "denied"
    return explicit and denier.root.named and telling.root.key == denier.root.key and _says_it_himself(denier)


def _says_it_himself(denier: Telling) -> bool:
    """Tell whether the sentence of a denial names the teller to whom it is traced."""
    if denier.proposition.statement.chain:
        return True
    named = {fold(denier.sentence[w.start : w.end]) for w in words(denier.sentence)}
    parts = [fold(part) for part in denier.root.name.split() if len(part) >= NAMING]
    return bool(parts) and all(part in named for part in parts)


def _is_met(telling: Telling, denier: Telling, alike: float) -> bool:
    """Tell whether a denial is of what is told: it has enough in common with it, and something of what is said.

    A name or a place in common is not enough. What an article puts forward itself is denied by a cue alone
    ("rejected the attribution to her of 44 %").
    """
    one, other = telling.proposition, denier.proposition
    shared = one.features & other.features
    if not telling.root.named and not (shared and other.statement.certainty == "denied"):
        return False
    said = {feature for feature in shared if feature[0] in {"w", "p", "toll", "q"}}
    if not said and alike < MATCHED:
        return False
    return one.language != other.language or len(shared) >= MET * min(len(one.features), len(other.features))


def _affirms(telling: Telling) -> bool:
    """Tell whether a telling puts a claim forward: no demand, no denial, nothing taken back."""
    proposition = telling.proposition
    negative = is_denial(proposition) or (proposition.own and proposition.negated)
    told = telling.root.named or (proposition.own and telling.bare)
    plain = proposition.tense != "ahead" and proposition.statement.certainty != "demanded"
    return told and plain and not negative and not telling.taken_back and not _speaks_of_denial(telling)


def _speaks_of_denial(telling: Telling) -> bool:
    """Tell whether a statement of the article itself stands in a sentence about a denial, however it was read."""
    denying = clauses.words(telling.proposition.language).denying
    return telling.proposition.own and not denying.isdisjoint(clauses.spoken(telling.sentence))


def _denies(telling: Telling) -> bool:
    """Tell whether a telling denies: "no return without a raise" demands; a "not" in live speech is seldom a denial."""
    certainty = telling.proposition.statement.certainty
    if not is_denial(telling.proposition) or certainty in {"demanded", "possible"} or _is_generic(telling.proposition):
        return False
    if certainty == "denied":
        return True
    live = telling.proposition.statement.kind == "direct" and not denies_outright(telling.proposition)
    plain = not live and certainty != "hearsay"
    return plain and not clauses.is_conditioned(_words_of(telling.proposition), telling.proposition.language)


def _is_generic(proposition: Proposition) -> bool:
    """Tell whether what is denied is a noun alone ("the charges", "les faits"): it does not say of what."""
    named = [feature for feature in proposition.features if feature[0] in {"w", "e"}]
    return proposition.statement.kind == "noun" and bool(named) and len(named) < SPECIFIC


def _words_of(proposition: Proposition) -> frozenset[str]:
    """Give the words of a statement, folded."""
    text = proposition.text
    return frozenset(
        fold(text[w.start : w.end]) for s in spans_of(proposition.statement) for w in words(text, s.start, s.end)
    )


def _status(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
    """Find plans and expectations that another article reports as done, one for each two tellers."""
    done = [j for j, t in enumerate(tellings) if _is_done(t)]
    told: set[tuple[str, str]] = set()
    for i, a in enumerate(tellings):
        if not _is_ahead(a.proposition) or a.taken_back:
            continue
        for j in done:
            pair = (a.root.organisation, tellings[j].root.organisation)
            apart = tellings[j].proposition.article != a.proposition.article
            if not apart or pair in told or _elsewhere(a, tellings[j]):
                continue
            if "direct" in _kinds(a, tellings[j]) and not _one_figure(a.proposition, tellings[j].proposition):
                continue
            if _ordered(a, tellings[j]) and _is_one_matter(a, tellings[j], float(alike[i, j])):
                told.add(pair)
                yield Clash("status change", i, j, "planned-then-done")


def _kinds(*tellings: Telling) -> frozenset[str]:
    return frozenset(t.proposition.statement.kind for t in tellings)


def _one_figure(plan: Proposition, done: Proposition) -> bool:
    """Tell whether a plan and what is done give one number of people or things."""
    return any(
        a.low is not None and (a.low, a.high) == (b.low, b.high) and class_of(a) and class_of(b)
        for a in plan.figures
        for b in done.figures
    )


def _is_one_matter(plan: Telling, done: Telling, alike: float) -> bool:
    """Tell whether a plan and what is done have enough in common: words, names, and the class of what is told."""
    one, other = _classes(plan.proposition), _classes(done.proposition)
    dated = any(feature[0] == "t" for feature in plan.proposition.features & done.proposition.features)
    if alike >= MATCHED and (dated or _one_figure(plan.proposition, done.proposition)):
        return True
    if not one & other and ((one and other) or alike < ALIKE):
        return False
    if plan.proposition.language != done.proposition.language:
        return any(feature[0] in "pet" for feature in plan.proposition.features & done.proposition.features)
    meant, made = (
        frozenset(feature for feature in t.proposition.features if feature[0] in _MATTER) for t in (plan, done)
    )
    return len(meant & made) >= MATTER * min(len(meant), len(made))


def _is_done(telling: Telling) -> bool:
    """Tell whether a clause tells as past, of whoever is named or surely of the article itself."""
    proposition = telling.proposition
    told = not proposition.own or telling.bare
    sure = proposition.statement.certainty in {"done", "asserted", "reported", "ongoing"}
    plain = not proposition.negated and not telling.taken_back
    return proposition.tense == "past" and proposition.whole and told and sure and plain


def _is_ahead(proposition: Proposition) -> bool:
    """Tell whether a clause speaks of what is still to come: by its verb, or dated after its article.

    What is offered or demanded ("proposes a raise") is not on the way to be done; a noun has no time of its own.
    """
    certainty = proposition.statement.certainty
    if not proposition.whole or proposition.statement.kind == "noun" or _is_on_terms(proposition):
        return False
    return certainty == "planned" or (proposition.tense == "ahead" and certainty not in {"demanded", "denied"})


def _is_on_terms(proposition: Proposition) -> bool:
    """Tell whether a clause says on what something depends ("no return without a raise"): that is no plan."""
    return proposition.negated and clauses.is_conditioned(_words_of(proposition), proposition.language)


def _ordered(a: Telling, b: Telling) -> bool:
    """Tell whether a plan is told before what came of it, or, by a slower desk, not long after."""
    if a.time is None or b.time is None:
        return True
    return datetime.fromisoformat(a.time) - datetime.fromisoformat(b.time) <= SLOW
