"""Numbers of one thing that do not fit: by what they count, who gives them, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from twosource.compare import clauses, occasions, wholes
from twosource.compare.counting import UNITS, is_one_count
from twosource.compare.figures import bounded, fits, misprinted, named_number, printed, rounds
from twosource.compare.joins import ONE_NUMBER
from twosource.compare.propositions import TOLLS, Proposition, class_of
from twosource.compare.tellings import Clash, Telling, gap, one_teller, two_tellers, voice
from twosource.model import Quantity

Seat = tuple[int, int]
"""A claim, and a member of it, by number."""
RIVALS = frozenset({"two-tellers", "two-tellers-later"})
"""Rules by which the numbers of two tellers stand against each other."""
MAGNITUDE = 20
"""Times that one number may be another of the same thing."""
LONG_AGO = timedelta(days=45)
"""Age of what a statement dates itself to, from which it is not the story's event."""
SLOW = timedelta(hours=24)
"""Time for which a desk may print what another one has told otherwise: a plan as planned, a toll of another teller."""
TOGETHER = timedelta(hours=4)
"""Two tolls told further apart than this are told of different moments, where the later one is the higher."""
LATE = timedelta(hours=72)
"""Two tellers further apart than this tell of two times, or of two events; so does one whose toll falls."""

HARMED = frozenset({"dead", "injured", "missing"})
"""Tolls that an event has, of which its leads tell."""
OF_AN_EVENT = ONE_NUMBER | TOLLS
"""Counted things of which an article on one event gives one number."""
BESIDE = 400
"""Code points between two tolls that are told side by side."""
SHARED = 3
"""Names, days, words and classes that two leads have in common where they tell of one event."""
BEHIND = 25
"""Code points behind a number within which it is said who is counted."""


def find(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
    """Find the numbers of one thing that do not fit, those that a notice corrects first; each pair of values once.

    Where a notice says which of two numbers is wrong, the same two elsewhere are no update.
    """
    corrected = list(_corrections(tellings))
    yield from corrected
    settled = {frozenset(named_number(f) for f in c.figures or ()) for c in corrected}
    for clash in _found(tellings, alike):
        numbers = frozenset(named_number(f) for f in clash.figures or ())
        if numbers not in settled or not one_teller(tellings[clash.left], tellings[clash.right]):
            yield clash
        elif not any({clash.left, clash.right} == {c.left, c.right} for c in corrected):
            yield replace(clash, relation="discrepancy", rule="misprint-corrected")


def _corrections(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find the statements of which an article's notice says that an earlier number was wrong."""
    for j, right in enumerate(tellings):
        for kind, figure in _main_figures(right.proposition).items() if len(right.corrected) > 1 else ():
            if named_number(figure) not in right.corrected:
                continue
            wrong = [
                (other.time or "", i, given)
                for i, other in enumerate(tellings)
                if other.proposition.article != right.proposition.article and _just_before(other, right)
                for given in [_main_figures(other.proposition).get(kind)]
                if given is not None and named_number(given) in right.corrected and not fits(given, figure)
            ]
            if wrong:
                _, i, given = max(wrong, key=lambda item: item[:2])
                yield Clash("correction", i, j, "correction-notice", (given, figure))


def _just_before(earlier: Telling, later: Telling) -> bool:
    between = gap(earlier, later)
    return between is None or ((earlier.time or "") <= (later.time or "") and between <= LATE)


def _found(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
    counted: dict[str, list[tuple[int, Quantity]]] = {}
    for i, telling in enumerate(tellings):
        for kind, figure in _main_figures(telling.proposition).items():
            if not _is_dropped(telling) and not is_past_event(telling):
                counted.setdefault(kind, []).append((i, figure))
    for key in sorted(counted):
        values = _first_of_each(tellings, counted[key])
        for n, left in enumerate(values):
            for m, right in enumerate(values[n + 1 :], n + 1):
                clash = _compare(tellings, left, right, following=_is_next(tellings, values, n, m))
                if clash is None or not is_one_count(tellings, clash, key, alike):
                    continue
                if clash.rule in RIVALS and key in TOLLS and _is_superseded(tellings, values[n : m + 1]):
                    continue
                clash = replace(_of_two_articles(clash, tellings, counted[key]), figures=(left[1], right[1]))
                yield clash


def across(
    claims: Sequence[Sequence[Telling]],
) -> Iterator[tuple[Seat, Seat, Clash]]:
    """Find numbers of one thing that stand in two claims: tolls in two leads, or counts side by side in an article.

    How likely a clash is, is not weighed here: its places count in ``claims``, its own in the two seats.
    """
    seated = [((n, m), t) for n, members in enumerate(claims) for m, t in enumerate(members) if _gives_a_count(t)]
    tellings = [telling for _, telling in seated]
    two = {
        frozenset((i, j))
        for one, other in occasions.apart([t.proposition for t in tellings])
        for i in one
        for j in other
    }
    articles = np.array([telling.proposition.article for telling in tellings])
    single = _told_once(tellings)
    for clash in _found(tellings, (articles[:, None] == articles[None, :]).astype(np.float64)):
        i, j = clash.left, clash.right
        if seated[i][0][0] == seated[j][0][0] or frozenset((i, j)) in two or clash.relation == "agree":
            continue
        kind = class_of(clash.figures[0]) if clash.figures else None
        sole = all((articles[n], kind) in single for n in (i, j)) and _of_one_town(tellings[i], tellings[j])
        beside = kind in HARMED or articles[i] == articles[j]
        if (sole and kind in OF_AN_EVENT) or (beside and _is_of_one_event(tellings[i], tellings[j])):
            yield seated[i][0], seated[j][0], clash


def _told_once(tellings: Sequence[Telling]) -> frozenset[tuple[str, str | None]]:
    """Give the articles, each with a class of what is counted, that give one number of it: they tell of one event."""
    given: dict[tuple[str, str | None], set[tuple[float | None, float | None]]] = {}
    for telling in tellings:
        for figure in telling.proposition.counts:
            numbers = given.setdefault((telling.proposition.article, class_of(figure)), set())
            numbers.add((figure.low, figure.high))
    return frozenset(key for key, numbers in given.items() if len(numbers) == 1)


def _of_one_town(first: Telling, second: Telling) -> bool:
    """Tell whether the leads of two articles are of one town, and neither statement names another one."""
    return bool(first.lead & second.lead) and not _names_another_town(first, second)


def _gives_a_count(telling: Telling) -> bool:
    """Tell whether a telling gives a toll of what its article is about, or what another teller counts."""
    proposition = telling.proposition
    lead = proposition.opening or proposition.headed
    kinds = set(_main_figures(proposition))
    anybody = clauses.words(proposition.language).anybody
    others = not proposition.own or bool(proposition.stance.counter)
    return bool(kinds & HARMED) if lead else others and bool(kinds - UNITS - anybody)


def _is_of_one_event(first: Telling, second: Telling) -> bool:
    """Tell whether two numbers are of one thing: told side by side, or as tolls in leads on one place and matter."""
    one, other = first.proposition, second.proposition
    if _names_another_town(first, second):
        return False
    if one.article == other.article:
        between = max(one.statement.start, other.statement.start) - min(one.statement.end, other.statement.end)
        return two_tellers(first, second) and one.in_title == other.in_title and 0 <= between <= BESIDE
    leads = all(p.opening or p.headed for p in (one, other))
    shared = [kind for kind, _ in one.features & other.features if kind in {"e", "p", "t", "w"}]
    places = not (first.lead and second.lead) or bool(first.lead & second.lead)
    same = set(shared) & ({"e", "p", "t"} if one.language == other.language else {"e"})
    return leads and places and bool(same) and len(shared) >= SHARED


def _of_two_articles(clash: Clash, tellings: Sequence[Telling], figures: Sequence[tuple[int, Quantity]]) -> Clash:
    """Set the first printing of one value against one of the other in another article, where both stand in one.

    What was told first stays.
    """
    values = dict(figures)
    first, second = sorted((clash.left, clash.right))
    article = tellings[first].proposition.article
    if tellings[second].proposition.article != article:
        return clash
    value, who = (values[second].low, values[second].high), voice(tellings[second])
    same = (i for i, figure in sorted(values.items()) if (figure.low, figure.high) == value)
    apart = (i for i in same if voice(tellings[i]) == who and tellings[i].proposition.article != article)
    other = next(apart, second)
    return replace(clash, left=first, right=other) if clash.left == first else replace(clash, left=other, right=first)


def _counts_fighters(telling: Telling, figure: Quantity) -> bool:
    """Tell whether those counted are fighters ("40 terrorists killed"): no toll of an event is theirs alone."""
    said, text = clauses.words(telling.proposition.language), telling.proposition.text
    named = clauses.spoken(text[figure.start : figure.end + BEHIND])
    return any(word in said.fighters or word.rstrip("s") in said.fighters for word in named)


def _is_dropped(telling: Telling) -> bool:
    """Tell whether a telling puts forward nothing: it denies, or takes back."""
    return telling.taken_back or telling.proposition.statement.certainty == "denied"


def is_past_event(telling: Telling) -> bool:
    """Tell whether a telling is dated to a year, or a month, before its article."""
    return is_of_the_past(telling.proposition, telling.time)


def is_of_the_past(proposition: Proposition, published: str | None) -> bool:
    """Tell whether a statement is dated to a year, or a month, before its article: it tells of another event."""
    if published is None:
        return False
    day = datetime.fromisoformat(published).date()
    return any(day - date.fromisoformat(one) > LONG_AGO for one in proposition.days)


def _is_superseded(tellings: Sequence[Telling], values: Sequence[tuple[int, Quantity]]) -> bool:
    """Tell whether the teller of the first of some values has given another one before the last is told."""
    first, last = (tellings[values[place][0]] for place in (0, -1))
    between = (tellings[i] for i, _ in values[1:-1])
    return any(one_teller(first, one) and _precedes(first, one, last) for one in between)


def _precedes(first: Telling, between: Telling, last: Telling) -> bool:
    """Tell whether a telling is by its clock later than the first of two, and no later than the last."""
    return None not in {first.time, between.time, last.time} and (first.time or "") < (between.time or "") <= (
        last.time or ""
    )


def _is_next(tellings: Sequence[Telling], values: Sequence[tuple[int, Quantity]], n: int, m: int) -> bool:
    """Tell whether no value of the same teller stands between two, or, of two tellers, none at all."""
    one, other = (voice(tellings[values[place][0]]) for place in (n, m))
    if one is None or one != other:
        return m == n + 1
    return all(voice(tellings[i]) != one for i, _ in values[n + 1 : m])


def _main_figures(proposition: Proposition) -> dict[str, Quantity]:
    """Give the figure of each class: of two tolls in one statement the higher one is the toll."""
    found: dict[str, Quantity] = {}
    for figure in proposition.counts:
        kind = class_of(figure)
        if kind is not None and (kind not in found or (kind in TOLLS and (figure.low or 0) > (found[kind].low or 0))):
            found[kind] = figure
    return found


def _first_of_each(tellings: Sequence[Telling], figures: Sequence[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Keep the earliest telling of each value by each teller, by time, then by place in the claim.

    A headline gives way to a clause below it that gives the same value.
    """
    sides = [(i, f, tellings[i].proposition) for i, f in figures]
    below = {(p.article, f.low, f.high) for _, f, p in sides if p.whole and not p.headed}
    told = ((i, f) for i, f, p in sides if not p.headed or (p.article, f.low, f.high) not in below)
    ordered = sorted(told, key=lambda item: (*_when(tellings[item[0]], item[1]), item[0]))
    seen: dict[tuple[float | None, float | None, str], tuple[int, Quantity]] = {}
    for item in ordered:
        seen.setdefault((item[1].low, item[1].high, voice(tellings[item[0]]) or ""), item)
    return list(seen.values())


def _when(telling: Telling, figure: Quantity) -> tuple[str, float]:
    """Give by what a telling stands in time: its clock, else its day; tolls of one day as they rise."""
    rising = named_number(figure) if telling.time is None and class_of(figure) in TOLLS else 0.0
    return telling.time or telling.proposition.published or "~", rising


def _compare(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    if (a.low, a.high) == (b.low, b.high) or i == j or _counts_fighters(first, a) != _counts_fighters(second, b):
        return None
    apart = first.proposition.article != second.proposition.article
    whole = wholes.are_of_one(first, a, second, b)
    if following and whole and _has_risen(first, second, a, b):
        return Clash("update", i, j, "toll-rises")
    fitting = fits(bounded(first.proposition.text, a), bounded(second.proposition.text, b))
    if fitting or rounds(a, b) or rounds(b, a):
        told = apart and printed(first.proposition.text, a) != printed(second.proposition.text, b)
        return Clash("agree", i, j, "fits-after-rounding") if told else None
    small, large = sorted((named_number(a), named_number(b)))
    # "more than 13" of 13 is one number, put otherwise; one of another magnitude is of another thing, or event
    alike = printed(first.proposition.text, a) == printed(second.proposition.text, b)
    if not whole or alike or large > MAGNITUDE * max(1.0, small):
        return None
    if _is_corrected(first, second, a, b):
        return Clash("correction", i, j, "correction-notice")
    return _differ(tellings, left, right, following=following) if apart or two_tellers(first, second) else None


def _has_risen(first: Telling, second: Telling, a: Quantity, b: Quantity) -> bool:
    """Tell whether a toll that was told as a least one is now told as a higher one: "at least 15", then 18.

    Of what was said to be over a number, only where it is said to have risen.
    """
    least = a.high is None and class_of(a) in TOLLS and named_number(b) > named_number(a)
    at_least = printed(first.proposition.text, a) == a.low and not rounds(b, a)
    return least and bool(gap(first, second)) and (at_least or _is_moved(second, rises=True))


def _is_corrected(first: Telling, second: Telling, a: Quantity, b: Quantity) -> bool:
    """Tell whether a number stands in a notice of correction, or the notice of one article names both of them."""
    between = gap(first, second)
    noticed = (first.corrects or second.corrects) and (between is None or between <= LATE)
    return noticed or any({named_number(a), named_number(b)} <= set(one.corrected) for one in (first, second))


def _differ(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two values that do not fit: tolls by their own rule, others by teller."""
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    between = gap(first, second)
    if one_teller(first, second) and misprinted(a, b):
        return Clash("discrepancy", i, j, "one-digit-apart")
    long_ago = between is not None and between > LATE
    if between is None and first.proposition.article != second.proposition.article:
        return _unclocked(tellings, left, right, following=following)
    if one_teller(first, second):
        of_another = long_ago and not (class_of(a) in TOLLS and _rises(a, b))
        return Clash("update", i, j, "same-teller-later") if following and between and not of_another else None
    if class_of(a) in TOLLS:
        return _tolls(tellings, left, right, following=following)
    return Clash("discrepancy", i, j, "two-tellers") if two_tellers(first, second) and not long_ago else None


def _unclocked(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two values of two articles of which no clock says which is the later one.

    A toll rises, from one day to the next or within one, where not two who have counted differ on one day.
    """
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    days = _days_between(first, second)
    if abs(days) > LATE.days or _names_another_town(first, second):
        return None
    if class_of(a) not in TOLLS:
        if two_tellers(first, second):
            return Clash("discrepancy", i, j, "two-tellers")
        i, j = (i, j) if days > 0 else (j, i)
        return Clash("update", i, j, "same-teller-later") if days and following and one_teller(first, second) else None
    low, high, ahead = (i, j, days) if _rises(a, b) else (j, i, -days)
    dated = bool(first.proposition.published and second.proposition.published)
    if ahead < 0 or (two_tellers(first, second) and not ahead):
        return Clash("discrepancy", i, j, "two-tellers") if two_tellers(first, second) else None
    return Clash("update", low, high, "toll-rises") if following and dated else None


def _names_another_town(first: Telling, second: Telling) -> bool:
    """Tell whether two statements name towns, and none in common."""
    one, other = first.proposition.towns, second.proposition.towns
    return bool(one and other) and one.isdisjoint(other)


def _days_between(first: Telling, second: Telling) -> int:
    """Give the days from the article of one telling to that of another one; 0 where one day is not known."""
    days = [t.proposition.published for t in (first, second)]
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days if all(days) else 0


def _tolls(
    tellings: Sequence[Telling], left: tuple[int, Quantity], right: tuple[int, Quantity], *, following: bool
) -> Clash | None:
    """Compare two tolls: two tellers within some hours are a discrepancy; a later, higher one else is an update."""
    (i, a), (j, b) = left, right
    first, second = tellings[i], tellings[j]
    between, rises = gap(first, second), _rises(a, b)
    if between and ((rises and between > TOGETHER) or _is_moved(second, rises=rises)):
        return Clash("update", i, j, "toll-rises" if rises else "toll-lowered") if following else None
    if not two_tellers(first, second) or (between is not None and between > LATE):
        return None
    together = between is None or between <= TOGETHER or (between <= SLOW and not rises)
    return Clash("discrepancy", i, j, "two-tellers" if together else "two-tellers-later")


def _is_moved(telling: Telling, *, rises: bool) -> bool:
    """Tell whether the sentence of a toll says that it has risen ("s'est alourdi à"), or was lowered ("abaissé à")."""
    said = clauses.words(telling.proposition.language)
    return not (said.moving if rises else said.lowering).isdisjoint(clauses.spoken(telling.sentence))


def _rises(a: Quantity, b: Quantity) -> bool:
    return named_number(b) > named_number(a)
