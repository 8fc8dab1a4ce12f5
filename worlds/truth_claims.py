"""Claims with their origins, and what does not fit between their statements: conflicts and drifts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, islice

from msgspec import Struct

from worlds.facets import FACETS
from worlds.model import Line, Telling, Value
from worlds.shapes import worded
from worlds.template import printed
from worlds.truth import LEVELS, Level, PlaceRow, Seat, Told, at_level, hop_name, visible_at

_ARCHIVE = frozenset({"history", "firmfacts", "population"})


class ClaimRow(Struct, frozen=True, kw_only=True):
    """A claim. ``independent``: level -> truth; ``LEVEL_shown``, ``LEVEL_possible``: what the texts alone can show."""

    id: str
    text: str
    statements: tuple[PlaceRow, ...]
    origins: tuple[str, ...]
    independent: Mapping[str, int]


class AsOfRow(Struct, frozen=True, kw_only=True):
    """The counts of a claim so many minutes after the story's first article, by the true time of writing."""

    claim: str
    at: str
    minutes: int
    independent: Mapping[str, int]


class ConflictRow(Struct, frozen=True, kw_only=True):
    """Two statements that do not fit, or fit after rounding (``agree``)."""

    claim: str
    relation: str
    left: PlaceRow
    right: PlaceRow


class DriftRow(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What was lost or changed from the fuller statement to the poorer one."""

    claim: str
    kind: str
    from_: PlaceRow
    to: PlaceRow
    basis: str
    operator: str


Groups = Mapping[str, Sequence[Seat]]


def grouped(told: Told) -> Groups:
    """Group the statements of the texts by claim; background from the archive is nobody's claim."""
    found: dict[str, list[Seat]] = defaultdict(list)
    for seat in told.seats:
        if seat.row.field == "text" and seat.telling.key not in _ARCHIVE:
            found[seat.row.claim].append(seat)
    return found


# -------------------------------------------------------------------------------- claims


def claims(told: Told, groups: Groups) -> Iterator[ClaimRow]:
    """List the claims with the number of their true origins at every level."""
    for name, seats in sorted(groups.items()):
        first = seats[0]
        page = told.pages[first.draft.id]
        yield ClaimRow(
            id=name,
            text=page.text[first.row.start : first.row.end],
            statements=tuple(seat.place for seat in seats),
            origins=_origin_names(told, behind(seats)),
            independent=counts(told, seats),
        )


def behind(seats: Sequence[Seat]) -> Sequence[Seat]:
    """Give the statements that stand behind a claim: whoever denies it does not, unless all deny it."""
    return [seat for seat in seats if seat.telling.certainty != "denied"] or seats


def _origin_names(told: Told, seats: Sequence[Seat]) -> tuple[str, ...]:
    """Name each true origin once, in the language of most of its statements' articles, the first one's where even."""
    by_origin: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        by_origin[seat.row.origin].append(seat)
    return tuple(_origin_name(told, _foremost(found)) for found in by_origin.values())


def _foremost(seats: Sequence[Seat]) -> Seat:
    spoken = [seat.draft.language for seat in seats]
    language = max(spoken, key=spoken.count)
    return next(seat for seat in seats if seat.draft.language == language)


def _origin_name(told: Told, seat: Seat) -> str:
    """Name the true origin; one whose name no statement prints stands under its own name all the same."""
    origin = seat.row.origin
    if origin.startswith("newsroom:"):
        newsroom = told.where.newsrooms.get(origin.removeprefix("newsroom:"))
        return newsroom.name.spelled(seat.draft.language) if newsroom else "unknown"
    return hop_name(seat.line, origin, told.where)


def counts(told: Told, seats: Sequence[Seat]) -> Mapping[str, int]:
    """Count the true origins at every level, those that the texts show, and those that they leave possible."""
    found: dict[str, int] = {}
    for level in LEVELS:
        truth = len({at_level(seat, level, told.where) for seat in behind(seats)})
        shown, possible = visible(told, behind(seats), level)
        found[level] = truth
        found[f"{level}_shown"] = min(shown, truth)
        found[f"{level}_possible"] = max(possible, truth)
    return found


def visible(told: Told, seats: Sequence[Seat], level: Level) -> tuple[int, int]:
    """Count the origins that stand in the texts, and add one for each unsourced sentence with words of its own.

    Every sentence with words of its own may rest on an utterance of its own.
    """
    named = {name for seat in seats if (name := visible_at(seat, level, told.where))}
    rest = {seat.line.root for seat in seats if level == "utterance" or not visible_at(seat, level, told.where)}
    return len(named), len(rest) if level == "utterance" else len(named) + len(rest)


MINUTES = (15, 60, 360, 1440)
"""When a story is looked at, counted from its first article."""


def as_of(told: Told, groups: Groups) -> Iterator[AsOfRow]:
    """Give the counts of every claim a quarter of an hour, one, six and twenty-four hours into the story."""
    if not told.held:
        return
    first = told.held[0].draft.at
    for minutes in MINUTES:
        moment = first + timedelta(minutes=minutes)
        for name, seats in sorted(groups.items()):
            some = [seat for seat in seats if seat.draft.at <= moment]
            if some:
                at = moment.strftime("%Y-%m-%dT%H:%M:00+00:00")
                yield AsOfRow(claim=name, at=at, minutes=minutes, independent=counts(told, some))


# ----------------------------------------------------------------------------- conflicts


def conflicts(told: Told, groups: Groups) -> Iterator[ConflictRow]:
    """Set against each other the positions of a claim: one pair of places for each two positions.

    Places of two articles where there are such; a fresh lead may stand over a stale body, too.
    """
    kind = told.story.event.kind
    for name, seats in sorted(groups.items()):
        positions: dict[Position, list[Seat]] = defaultdict(list)
        for seat in seats:
            positions[_position(seat)].append(seat)
        for left, right in combinations(positions.values(), 2):
            found = (
                (one, other, relation) for one, other in _paired(left, right) if (relation := _clash(one, other, kind))
            )
            for one, other, relation in islice(found, 1):
                yield ConflictRow(claim=name, relation=relation, left=one.place, right=other.place)
    yield from _corrections(told)


def _paired(left: Sequence[Seat], right: Sequence[Seat]) -> Iterator[tuple[Seat, Seat]]:
    """List the pairs of places for two positions, those of one article last."""
    pairs = [(one, other) for one in left for other in right if one.place != other.place]
    return iter(sorted(pairs, key=lambda pair: pair[0].row.article == pair[1].row.article))


Position = tuple[str, float, float, str, str, str, bool]


def _position(seat: Seat) -> Position:
    value = seat.telling.value
    denied = seat.telling.certainty == "denied"
    return (seat.row.origin, value.n, value.n2, value.thing, value.about, value.stage, denied)


def _clash(one: Seat, other: Seat, kind: str) -> str | None:
    left, right = one.telling, other.telling
    if _mended(one, other) or _mended(other, one):
        return None
    if "withdrawn" in {left.value.stage, right.value.stage}:
        return _taken_back(one, other)
    if left.value.stage != right.value.stage and _same_matter(left.value, right.value):
        return "status change"
    if (left.certainty == "denied") != (right.certainty == "denied"):
        return "denial" if _same_matter(left.value, right.value) else None
    if _printed(left.key, left.value) == _printed(right.key, right.value) or not _shows(one, other, kind):
        return None
    return _unequal(one, other)


def _mended(wrong: Seat, right: Seat) -> bool:
    """Tell whether a misprint stands beside the version of its article that puts it right: a correction, no clash."""
    return (
        "correction" in (right.line.kind, *right.line.ops)
        and wrong.telling.utterance == right.telling.utterance
        and right.draft.id != wrong.draft.id
        and wrong.draft.id in right.draft.parents
    )


_NUMBERS = frozenset({"n", "pct", "money", "size", "x"})


def _shows(one: Seat, other: Seat, kind: str) -> bool:
    """Tell whether both places print that in which they differ."""
    left, right = one.telling.value, other.telling.value
    differ = [
        slots_
        for slots_, same in (
            (_NUMBERS, left.n == right.n and left.style == right.style),
            (frozenset({"thing"}), left.thing == right.thing),
            (frozenset({"about"}), left.about == right.about),
        )
        if not same
    ]
    return any(_print(one, kind) & slots_ and _print(other, kind) & slots_ for slots_ in differ)


def _print(seat: Seat, kind: str) -> frozenset[str]:
    """List the slots that a place prints; a notice of correction prints its numbers."""
    return _NUMBERS if seat.line.kind == "correction" else printed(worded(seat.line, seat.telling, kind))


def _unequal(one: Seat, other: Seat) -> str | None:
    """Say what two unequal values are to each other."""
    left, right = one.telling, other.telling
    if _fits(left.value, right.value):
        return "agree"
    if left.key not in FACETS or FACETS[left.key].value in {"none", "day"}:
        return None
    if one.row.origin == other.row.origin and left.utterance != right.utterance:
        return "update"
    return "discrepancy"


def _taken_back(one: Seat, other: Seat) -> str | None:
    """Set what a teller took back against what he had said; it says nothing of what others say."""
    left, right = one.telling, other.telling
    same = one.row.origin == other.row.origin and _same_matter(left.value, right.value)
    both = left.value.stage == right.value.stage
    return "reversal" if same and not both and "denied" not in {_put(left), _put(right)} else None


def _put(telling: Telling) -> str:
    return "" if telling.value.stage == "withdrawn" else telling.certainty


def _same_matter(one: Value, other: Value) -> bool:
    return one.thing == other.thing and one.about == other.about


def _printed(key: str, value: Value) -> tuple[float, str, str, str]:
    return (value.n if key in FACETS and FACETS[key].high else 0.0, value.thing, value.about, value.style)


def _fits(one: Value, other: Value) -> bool:
    """Tell whether a rounded value can be the other one."""
    if one.thing != other.thing or one.about != other.about:
        return False
    for rough, exact in ((one, other), (other, one)):
        if rough.style == "over" and 0 <= exact.n - rough.n <= max(10, rough.n * 0.4):
            return True
        if rough.style == "nearly" and 0 <= rough.n - exact.n <= max(10, rough.n * 0.4):
            return True
    return False


def _corrections(told: Told) -> Iterator[ConflictRow]:
    """Set every misprinted number against the version that puts it right."""
    places = {seat.line.uid: seat for seat in told.seats if seat.row.field == "text"}
    for seat in told.seats:
        wrong = places.get(seat.line.parent)
        if "correction" in seat.line.ops and wrong is not None:
            yield ConflictRow(claim=seat.row.claim, relation="correction", left=wrong.place, right=seat.place)


# -------------------------------------------------------------------------------- drifts

_KINDS: Mapping[str, str] = {
    "attribution dropped": "attribution lost", "attribution moved": "attribution moved",
    "certainty raised": "certainty raised",
    "certainty lowered": "certainty lowered", "rounding": "number changed", "number error": "number changed",
    "silent edit": "number changed", "partial quotation": "quote cut", "gloss": "gloss added",
}  # fmt: skip


def drifts(told: Told, groups: Groups) -> Iterator[DriftRow]:
    """Set every statement that was made poorer against the fuller one it comes from, or a sibling of it.

    What made it poorer may have been done to a text that the pile does not hold: what counts is what two printed
    statements of one utterance say otherwise. What an article of the pile had already lost is told there alone.
    """
    for name, seats in sorted(groups.items()):
        family = _families(seats)
        by_uid = {seat.line.uid: seat for seat in seats}
        for seat in seats:
            for kind, op in _made_poorer(seat, told, by_uid).items():
                found = _fuller(seat, kind, told, family, by_uid)
                if found is not None and not _still_names(seat, kind, seats):
                    source, basis = found
                    yield DriftRow(claim=name, kind=kind, from_=source.place, to=seat.place, basis=basis, operator=op)


Families = Mapping[tuple[str, str], Sequence[Seat]]


def _families(seats: Sequence[Seat]) -> Families:
    """Group the statements by the first sentence that they come of, and by the utterance."""
    found: dict[tuple[str, str], list[Seat]] = defaultdict(list)
    for seat in seats:
        found["root", seat.line.root].append(seat)
        if seat.telling.utterance:
            found["utterance", seat.telling.utterance].append(seat)
    return found


def _made_poorer(seat: Seat, told: Told, by_uid: Mapping[str, Seat]) -> Mapping[str, str]:
    """Give the kinds of drift that a statement may show, each with the operator that did it."""
    return {_KINDS[op]: op for op in _operators(seat.line, told, by_uid) if op in _KINDS}


def _operators(line: Line, told: Told, by_uid: Mapping[str, Seat]) -> Iterator[str]:
    """List what was done to a line since it stood in an article of the pile."""
    yield from line.ops
    above = told.lines.get(line.parent)
    if above is not None and line.parent not in by_uid:
        yield from _operators(above, told, by_uid)


def _fuller(seat: Seat, kind: str, told: Told, family: Families, by_uid: Mapping[str, Seat]) -> tuple[Seat, str] | None:
    parent = _in_pile(seat.line, told, by_uid)
    if parent is not None and parent.row.article != seat.row.article:
        same = parent.draft.newsroom == seat.draft.newsroom
        return (parent, "version" if same else "derivation") if _has_changed(kind, parent, seat) else None
    kin = (*family["root", seat.line.root], *family.get(("utterance", seat.telling.utterance), ()))
    for other in kin:
        poor = other.row.article == seat.row.article or kind in _made_poorer(other, told, {})
        if not poor and _has_changed(kind, other, seat):
            return other, "common source"
    return None


def _in_pile(line: Line, told: Told, by_uid: Mapping[str, Seat]) -> Seat | None:
    """Give the nearest statement of the pile that a line comes of."""
    above = told.lines.get(line.parent)
    if line.parent in by_uid or above is None:
        return by_uid.get(line.parent)
    return _in_pile(above, told, by_uid)


def _still_names(seat: Seat, kind: str, seats: Sequence[Seat]) -> bool:
    """Tell whether a teller who seems lost is named elsewhere in the article, for the same utterance."""
    return kind == "attribution lost" and any(
        one.row.article == seat.row.article and one.telling.utterance == seat.telling.utterance and one.telling.chain
        for one in seats
        if seat.telling.utterance
    )


def _has_changed(kind: str, one: Seat, other: Seat) -> bool:
    left, right = one.telling, other.telling
    if kind == "attribution lost":
        return bool(left.chain) and not right.chain
    if kind == "attribution moved":
        return bool(left.chain and right.chain) and left.chain[0] != right.chain[0]
    if kind == "number changed":
        return left.value != right.value and left.value.unit == right.value.unit
    if kind == "quote cut":
        return left.part != right.part and one.row.kind == "direct"
    if kind in {"certainty raised", "certainty lowered"}:
        return left.mood != right.mood
    return one.line.gloss != other.line.gloss
