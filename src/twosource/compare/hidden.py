"""Hidden sources: texts that no article of the pile is, and that several articles of a story lean on.

One is told where articles share words, or tell the same at length, and none of them is shown to be the others'
source: they hold together by pairs that are a common source, and are named by whom they credit.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.compare import evidence
from twosource.compare.evidence import RETOLD, WORDING
from twosource.model import Credit, HiddenSource, Passage, Place, Reason, Relation, SourceType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.evidence import Witness

SURE = 0.8
"""Chance of a common source from which a pair may hold two articles together."""
UNCREDITED = 0.9
"""Mean chance of the ties of a group that credits nobody."""
LINKED = 0.5
"""Part of the members of a group that an article must be tied to before it joins."""
UNNAMED = "?"
GAP = " […] "

Ids = frozenset[str]


class Tie(Struct, frozen=True):
    """Two articles that lean on one text, how surely, and the source that is named for them."""

    ids: Ids
    weight: float
    name: str | None


def find(
    witnesses: Sequence[Witness], passages: Sequence[Passage], relations: Sequence[Relation]
) -> tuple[HiddenSource, ...]:
    """Find the hidden sources of a story; their ids are of the story alone."""
    by_id = {witness.id: witness for witness in witnesses}
    told = {passage.id: passage for passage in passages if passage.kind in WORDING | RETOLD}
    ties = [tie for relation in relations if (tie := _tie(relation, told)) is not None]
    copied = {frozenset((r.earlier, r.later)): r.earlier for r in relations if r.relation == "copies"}
    open_ = (group for group in _groups(ties) if not _speaks_for_itself(group, by_id))
    groups = [group for group in open_ if not _has_parent(group, copied)]
    found = [
        _write(children, _held(children, by_id), tuple(told.values()), ties)
        for children in _by_agency(groups, by_id)
        if _is_shown(children, by_id, ties)
    ]
    return tuple(
        HiddenSource(id=f"h{number}", name=name, type=kind, text=text, children=children, reasons=reasons)
        for number, (children, name, kind, text, reasons) in enumerate(sorted(found), 1)
    )


def _tie(relation: Relation, told: Mapping[str, Passage]) -> Tie | None:
    if relation.relation != "common source" or relation.confidence < SURE:
        return None
    if any(reason.code == "both-copy" for reason in relation.reasons):
        return None
    if not any(name in told for name in relation.passages):
        return None
    return Tie(frozenset((relation.earlier, relation.later)), relation.confidence, relation.source_name)


def _groups(ties: Sequence[Tie]) -> list[Ids]:
    """Join the articles that ties hold together, the surest first, where most of both groups are tied."""
    tied = {tie.ids for tie in ties}
    group_of: dict[str, Ids] = {one: frozenset({one}) for tie in ties for one in tie.ids}
    for tie in sorted(ties, key=lambda tie: (-tie.weight, sorted(tie.ids))):
        left, right = (group_of[one] for one in sorted(tie.ids))
        if left == right:
            continue
        across = sum(frozenset((a, b)) in tied for a in left for b in right)
        if across >= LINKED * len(left) * len(right):
            joined = left | right
            group_of.update(dict.fromkeys(joined, joined))
    return sorted({group for group in group_of.values() if len(group) > 1}, key=sorted)


def _has_parent(children: Ids, copied: Mapping[Ids, str]) -> bool:
    """Tell whether most of a group copy one of it."""
    inside = Counter(parent for ids, parent in copied.items() if ids <= children)
    return any(2 * times >= len(children) for times in inside.values())


def _speaks_for_itself(children: Ids, by_id: Mapping[str, Witness]) -> bool:
    """Tell whether one of a group is a body's own text: it leans on nobody, and is the source that is held."""
    return any(by_id[child].kind == "official" for child in children)


def _held(children: Ids, by_id: Mapping[str, Witness]) -> list[Witness]:
    return [by_id[one] for one in sorted(children)]


def _by_agency(groups: Sequence[Ids], by_id: Mapping[str, Witness]) -> list[Ids]:
    """Join the groups that credit one agency: its text reached them in two languages, or in two versions."""
    kept: dict[str, Ids] = {}
    for group in groups:
        credit = _credit(_held(group, by_id))
        key = credit[0] if credit is not None and credit[1] == "credits-agency" else " ".join(sorted(group))
        kept[key] = kept.get(key, frozenset()) | group
    return list(kept.values())


def _is_shown(children: Ids, by_id: Mapping[str, Witness], ties: Sequence[Tie]) -> bool:
    """Tell whether enough speaks for a text behind a group: a credit, or ties that are surer than those of chance."""
    if _credit(_held(children, by_id)) is not None:
        return True
    inside = [tie.weight for tie in ties if tie.ids <= children]
    return sum(inside) >= UNCREDITED * len(inside)


def _credit(held: Sequence[Witness]) -> tuple[str, str, list[tuple[Witness, Credit]]] | None:
    """Find the agency that most of some articles credit with their words, else name, and where."""
    for code, found in (("credits-agency", [w.signed for w in held]), ("names-agency", [w.mentioned for w in held])):
        times = Counter(key for one in found for key in one)
        if times:
            key = min(times, key=lambda key: (-times[key], key))
            return key, code, [(w, one[key]) for w, one in zip(held, found, strict=True) if key in one]
    return None


Written = tuple[tuple[str, ...], str, SourceType, str, tuple[Reason, ...]]


def _write(children: Ids, held: Sequence[Witness], passages: Sequence[Passage], ties: Sequence[Tie]) -> Written:
    shared = [p for p in passages if len(children & {m.article for m in p.members}) > 1]
    name, kind, credit = _name(children, held, ties)
    text, places = _common_part(held, shared)
    reasons = (*([credit] if credit else []), Reason("common-part", str(len(children)), places))
    return tuple(sorted(children)), name, kind, text, reasons


def _name(children: Ids, held: Sequence[Witness], ties: Sequence[Tie]) -> tuple[str, SourceType, Reason | None]:
    """Name a source by what most of its children credit, then name; then by the teller that their pairs rest on."""
    credit = _credit(held)
    if credit is not None:
        _, code, found = credit
        places = tuple(Place(w.id, one.start, one.end) for w, one in found)
        name = found[0][1].agency
        return name, "agency", Reason(code if len(found) > 1 else "one-credits-agency", name, places)
    told = Counter(tie.name for tie in ties if tie.name is not None and tie.ids <= children)
    if told:
        return min(told, key=lambda name: (-told[name], name)), "organisation", None
    return UNNAMED, "unknown", None


def _common_part(held: Sequence[Witness], shared: Sequence[Passage]) -> tuple[str, tuple[Place, ...]]:
    """Give the text that stands in several children, in the words of the one that has most of it, and where."""
    best = max(held, key=lambda w: (sum(p.end - p.start for p in evidence.places(shared, w.id)), w.id))
    pieces: list[Place] = []
    for place in sorted(evidence.places(shared, best.id)):
        if pieces and place.start < pieces[-1].end:
            pieces[-1] = Place(best.id, pieces[-1].start, max(pieces[-1].end, place.end))
        else:
            pieces.append(place)
    text = best.reading.article.text
    return GAP.join(text[place.start : place.end].strip() for place in pieces), tuple(pieces)
