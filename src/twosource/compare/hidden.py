"""Hidden sources: texts that no article of the pile is, and that several articles of a story lean on.

One is told where articles share words, or tell the same at length, and none of them is shown to be the others'
source: they hold together by pairs that are a common source, and are named by whom they credit.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import evidence, tellers
from twosource.compare.evidence import PAIR, RETOLD, WORDING
from twosource.compare.reuse import shares
from twosource.compare.verdicts import WIRE_PART
from twosource.model import Credit, HiddenSource, Passage, Place, Reason, Relation, SourceType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.evidence import Witness

SURE = 0.75
"""Chance of a common source from which a pair may hold two articles together."""
UNCREDITED = 0.8
"""Mean chance of the ties of a group that credits nobody."""
MUCH = 0.5
"""Mean part of an article that another of such a group has: less may be one event, or a phrase of the trade."""
LINKED = 0.4
"""Part of the members of a group that an article must be tied to before it joins."""
EVEN = 0.5
UNNAMED = "?"
GAP = " […] "

Ids = frozenset[str]


class Tie(Struct, frozen=True):
    """Two articles that lean on one text, how surely, and the source that is named for them.

    ``written``: that source gave both a text, or a text of theirs names it so.
    """

    ids: Ids
    weight: float
    name: str | None
    written: bool = False


class Child(Struct, frozen=True):
    """An article, and the agencies that it credits or names beside those of which it copies a text that is held."""

    witness: Witness
    signed: Mapping[str, Credit]
    mentioned: Mapping[str, Credit]


def find(
    witnesses: Sequence[Witness], passages: Sequence[Passage], relations: Sequence[Relation]
) -> tuple[HiddenSource, ...]:
    """Find the hidden sources of a story; their ids are of the story alone."""
    by_id = {witness.id: witness for witness in witnesses}
    told = {passage.id: passage for passage in passages if passage.kind in WORDING | RETOLD}
    ties = [tie for relation in relations if (tie := _tie(relation, told)) is not None]
    copied = {frozenset((r.earlier, r.later)): r.earlier for r in relations if r.relation == "copies"}
    of_article = _children(by_id, relations)
    sure = [tie for tie in ties if tie.weight >= SURE]
    open_ = [group for group in (*_groups(sure), *_documents(ties)) if not _speaks_for_itself(group, by_id)]
    groups = sorted({group for group in open_ if not _has_parent(group, copied)}, key=sorted)
    found = [
        _write(children, _held(children, of_article), tuple(told.values()), ties)
        for children in _by_agency(groups, of_article, ties)
        if _is_shown(_held(children, of_article), tuple(told.values()), ties)
    ]
    return tuple(
        msgspec.structs.replace(one, id=f"h{number}")
        for number, one in enumerate(sorted(found, key=lambda one: (one.children, one.name)), 1)
    )


def _children(by_id: Mapping[str, Witness], relations: Sequence[Relation]) -> Mapping[str, Child]:
    """Give every article with its credits; one of an agency of which it copies a held text is explained by that."""
    parents: dict[str, list[str]] = {}
    for relation in relations:
        if relation.relation == "copies" and relation.direction != "unknown" and relation.earlier in by_id:
            parents.setdefault(relation.later, []).append(by_id[relation.earlier].outlet)
    return {
        name: Child(witness, *(_open(held, parents.get(name, ())) for held in (witness.signed, witness.mentioned)))
        for name, witness in by_id.items()
    }


def _open(held: Mapping[str, Credit], parents: Sequence[str]) -> Mapping[str, Credit]:
    """Give the credits that no held text explains."""
    return {
        key: one for key, one in held.items() if not any(tellers.is_outlet(one.agency, outlet) for outlet in parents)
    }


def _tie(relation: Relation, told: Mapping[str, Passage]) -> Tie | None:
    if relation.relation != "common source" or any(reason.code == "both-copy" for reason in relation.reasons):
        return None
    if not any(name in told for name in relation.passages):
        return None
    written = any(reason.code == "same-document" for reason in relation.reasons)
    return Tie(frozenset((relation.earlier, relation.later)), relation.confidence, relation.source_name, written)


def _documents(ties: Sequence[Tie]) -> list[Ids]:
    """Join the articles that rest on one written text of a body, and those that share words with two of them."""
    by_name: dict[str, Ids] = {}
    for tie in ties:
        if tie.written and tie.name is not None:
            by_name[tie.name] = by_name.get(tie.name, frozenset()) | tie.ids
    return [_with_sharers(group, ties) for _, group in sorted(by_name.items())]


def _with_sharers(group: Ids, ties: Sequence[Tie]) -> Ids:
    """Add the articles that share what they tell with half of a group at least, nobody else being named for it."""
    beside = Counter(
        other for tie in ties if tie.name is None and len(tie.ids & group) == 1 for other in tie.ids - group
    )
    return group | {other for other, times in beside.items() if 2 * times >= len(group)}


def _groups(ties: Sequence[Tie]) -> list[Ids]:
    """Join the articles that ties hold together, the surest first, where most of both groups are tied."""
    tied: dict[str, set[str]] = {}
    for tie in ties:
        for one in tie.ids:
            tied.setdefault(one, set()).update(tie.ids - {one})
    group_of: dict[str, Ids] = {one: frozenset({one}) for tie in ties for one in tie.ids}
    for tie in sorted(ties, key=lambda tie: (-tie.weight, sorted(tie.ids))):
        left, right = (group_of[one] for one in sorted(tie.ids))
        if left == right:
            continue
        across = sum(len(tied[one] & right) for one in left)
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


def _held(children: Ids, of_article: Mapping[str, Child]) -> list[Child]:
    return [of_article[one] for one in sorted(children)]


def _by_agency(groups: Sequence[Ids], of_article: Mapping[str, Child], ties: Sequence[Tie]) -> list[Ids]:
    """Join the groups that credit or name one agency, and all that credit it: its text came in languages or versions.

    Articles that share no passage may lean on one dispatch too, each in words of its own.
    """
    creditors: dict[str, set[str]] = {}
    for name, child in sorted(of_article.items()):
        for key in child.signed:
            creditors.setdefault(key, set()).add(name)
    kept = {key: frozenset(names) for key, names in creditors.items() if len(names) > 1}
    for group in groups:
        credit = _credit(_held(group, of_article))
        ours = credit is not None and (credit.code == "credits-agency" or not _is_written(group, ties))
        key = credit.key if credit is not None and ours else " ".join(sorted(group))
        kept[key] = kept.get(key, frozenset()) | group
    return [kept[key] for key in sorted(kept)]


def _is_shown(held: Sequence[Child], passages: Sequence[Passage], ties: Sequence[Tie]) -> bool:
    """Tell whether enough speaks for a text behind a group.

    A document; an agency that two credit or name, or one where three share words; else that much is shared.
    """
    children = frozenset(child.witness.id for child in held)
    if _is_written(children, ties):
        return True
    credit = _credit(held)
    if credit is None:
        return _weight(children, ties) >= UNCREDITED and _shared(held, passages) >= MUCH
    return len(credit.found) > 1 or len(held) > PAIR or _shared(held, passages) >= WIRE_PART


def _is_written(children: Ids, ties: Sequence[Tie]) -> bool:
    """Tell whether a written text of a body ties two of a group."""
    return any(tie.written for tie in ties if tie.ids <= children)


def _shared(held: Sequence[Child], passages: Sequence[Passage]) -> float:
    """Give the mean part of one of two articles of a group that the other has, over those that share a passage."""
    inside = {child.witness.id for child in held}
    cut = (tuple(place for place in passage.members if place.article in inside) for passage in passages)
    kept = [msgspec.structs.replace(p, members=members, edits=()) for p, members in zip(passages, cut, strict=True)]
    found = shares([child.witness.reading for child in held], kept)
    return sum(map(max, found.values())) / len(found) if found else 0.0


def _weight(children: Ids, ties: Sequence[Tie]) -> float:
    """Give the mean chance of the ties inside a group; of one that only its credits hold together an even one."""
    inside = [tie.weight for tie in ties if tie.ids <= children]
    return sum(inside) / len(inside) if inside else EVEN


class Credited(Struct, frozen=True):
    """An agency that some children credit or name: its key, how, and where."""

    key: str
    code: str
    found: tuple[tuple[Child, Credit], ...]


def _credit(held: Sequence[Child]) -> Credited | None:
    """Find the agency that most children credit with their words, else name; two of them before one alone.

    Of what one child alone credits nothing is said where two name another agency.
    """
    for least in (2, 1):
        for code, found in (
            ("credits-agency", [one.signed for one in held]),
            ("names-agency", [one.mentioned for one in held]),
        ):
            times = Counter(key for one in found for key in one)
            key = min(times, key=lambda key: (-times[key], key), default=None)
            if key is not None and times[key] >= least:
                where = tuple((child, one[key]) for child, one in zip(held, found, strict=True) if key in one)
                return Credited(key, code if len(where) > 1 else "one-credits-agency", where)
    return None


def _write(children: Ids, held: Sequence[Child], passages: Sequence[Passage], ties: Sequence[Tie]) -> HiddenSource:
    shared = [p for p in passages if len(children & {m.article for m in p.members}) > 1]
    name, kind, credit = _name(children, held, ties)
    text, places = _common_part([child.witness for child in held], shared)
    part = [Reason("common-part", str(len(children)), places)] if places else []
    reasons = (*([credit] if credit else []), *part)
    return HiddenSource(
        id="",
        name=name,
        type=kind,
        text=text,
        children=tuple(sorted(children)),
        confidence=round(_weight(children, ties), 3),
        reasons=reasons,
    )


def _name(children: Ids, held: Sequence[Child], ties: Sequence[Tie]) -> tuple[str, SourceType, Reason | None]:
    """Name a source by the document that its pairs rest on, by what two of its children credit or name, by one."""
    inside = [tie for tie in ties if tie.name is not None and tie.ids <= children]
    written = _commonest([tie.name for tie in inside if tie.written])
    credit = _credit(held)
    if written is not None and (credit is None or len(credit.found) < len(held)):
        return written, "document", Reason("same-document", written)
    if credit is not None:
        places = tuple(Place(child.witness.id, one.start, one.end) for child, one in credit.found)
        name = credit.found[0][1].agency
        return name, "agency", Reason(credit.code, name, places)
    told = _commonest([tie.name for tie in inside])
    return (told, "organisation", None) if told is not None else (UNNAMED, "unknown", None)


def _commonest(names: Sequence[str | None]) -> str | None:
    times = Counter(name for name in names if name is not None)
    return min(times, key=lambda name: (-times[name], name), default=None)


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
