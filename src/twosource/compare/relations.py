"""Relations: what two articles of one story are to each other, and why.

"Copies" is an accusation. It is said only where the parent is shown: the wire itself, an official's
own text, an earlier version, or an earlier article that the later one names and largely repeats.
Shared wording without a parent in the pile is a common source. Confidences are rough probabilities,
set by hand on the FA-KES relations (development half); they order answers and are not calibrated.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import evidence
from twosource.compare.evidence import Ties, Witness
from twosource.compare.reuse import shares
from twosource.model import Direction, Outlet, Passage, Reading, Reason, Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CROWD = 60
"""Articles of a story beyond which only pairs that share a passage are compared."""
LARGE = 0.6
"""Share of the later article's words that must stand in the earlier one before it is called a copy of it."""
TAKEN = 0.1
"""The same where the parent is a wire or a communiqué that the later one names or repeats."""
WIRE_PART = 0.25
"""The same where the parent is an agency's own text that the later one does not credit."""
RETOLD = 3
"""Sentences told in other words from which a common text behind both is likelier than one event alone."""


class Verdict(Struct, frozen=True):
    """An answer about a pair before it is written down. ``parent`` is 0 or 1 where one was read."""

    relation: RelationKind
    confidence: float
    parent: int | None = None
    direction: Direction = "unknown"
    source_name: str | None = None
    reasons: tuple[Reason, ...] = ()


def compare(
    readings: Sequence[Reading], passages: Sequence[Passage], outlets: Sequence[Outlet] = ()
) -> tuple[Relation, ...]:
    """Tell, for the pairs of one story, what the two articles are to each other.

    ``outlets`` tells which of them are agencies or official bodies. Pairs stand in order of their ids.
    """
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    witnesses = evidence.witnesses(ordered, outlets)
    by_pair = evidence.passages_by_pair(passages)
    covered = shares(ordered, passages)
    found: list[Relation] = []
    for a, b in combinations(witnesses, 2):
        pair = (a.id, b.id)
        if pair in by_pair or len(ordered) <= CROWD:
            ties = Ties(tuple(by_pair.get(pair, ())), covered.get(pair, (0.0, 0.0)))
            found.append(_write(a, b, ties, judge(a, b, ties, _common(pair, by_pair, witnesses))))
    return tuple(found)


def parents(passages: Sequence[Passage], relations: Sequence[Relation]) -> tuple[Passage, ...]:
    """Fill in the parent of each passage one of whose articles all its others copy, as far as is told.

    A passage has a parent where exactly one of its articles is copied by another of them and copies none.
    """
    copied = {(r.earlier, r.later) for r in relations if r.relation == "copies" and r.direction != "unknown"}
    return tuple(
        msgspec.structs.replace(passage, parent=_parent(passage, copied)) if copied else passage
        for passage in passages
    )


def _parent(passage: Passage, copied: set[tuple[str, str]]) -> int | None:
    if passage.kind in {"stock", "quotation"}:
        return None
    articles = [member.article for member in passage.members]
    inside = [(a, b) for a, b in sorted(copied) if a in articles and b in articles]
    roots = sorted({a for a, _ in inside} - {b for _, b in inside})
    return articles.index(roots[0]) if len(roots) == 1 else None


def _common(
    pair: tuple[str, str], by_pair: Mapping[tuple[str, str], Sequence[Passage]], all_: Sequence[Witness]
) -> Witness | None:
    """Find the official text of which both articles of a pair hold words."""
    for witness in all_:
        if witness.kind == "official" and witness.id not in pair:
            keys = [(min(witness.id, one), max(witness.id, one)) for one in pair]
            if all(any(p.kind != "stock" for p in by_pair.get(key, ())) for key in keys):
                return witness
    return None


def judge(a: Witness, b: Witness, ties: Ties, official: Witness | None = None) -> Verdict:
    """Decide about one pair; the first rule that holds."""
    known = _versions(a, b)
    if known is not None:
        return known
    if ties.wording:
        return _wording(a, b, ties, official)
    credit = evidence.common_credit(a, b)
    if ties.quotations:
        if credit is not None:
            return Verdict("common source", 0.7, source_name=credit.about, reasons=(credit,))
        reason = Reason("shared-quotation-only", places=evidence.places(ties.quotations, a.id, b.id))
        return Verdict("shared quotation", 0.75, reasons=(reason,))
    return _no_words_shared(a, b, ties, credit)


def _versions(a: Witness, b: Witness) -> Verdict | None:
    for parent, (old, new) in enumerate(((a, b), (b, a))):
        if new.version_of == old.id:
            return Verdict("copies", 0.98, parent, "known", reasons=(Reason("version-of", old.outlet),))
    return None


def _wording(a: Witness, b: Witness, ties: Ties, official: Witness | None) -> Verdict:
    said = evidence.shares_wording(a, b, ties)
    taken = _from_the_source(a, b, ties) or _from_the_other(a, b, ties)
    if taken is not None:
        return msgspec.structs.replace(taken, reasons=(said, *taken.reasons))
    credit = evidence.common_credit(a, b) or evidence.one_credit(a, b)
    if credit is not None:
        sure = 0.9 if credit.code == "credits-agency" else 0.75
        return Verdict("common source", sure, source_name=credit.about, reasons=(said, credit))
    if official is not None:
        reason = Reason("shares-with-communique", official.outlet)
        return Verdict("common source", 0.8, source_name=official.outlet, reasons=(said, reason))
    return Verdict("common source", 0.6, reasons=(said, Reason("no-parent-shown")))


def _from_the_source(a: Witness, b: Witness, ties: Ties) -> Verdict | None:
    """One of the two is the wire that the other credits, or the official's own text."""
    for parent, (one, other) in enumerate(((a, b), (b, a))):
        share = ties.shares[1 - parent]
        credit = evidence.credit_of(other, one)
        if credit is not None and share >= TAKEN:
            return Verdict("copies", min(0.97, 0.8 + 0.2 * share), parent, "known", None, (credit,))
        if one.kind == "agency" and other.kind != "agency" and share >= WIRE_PART and not _later(one, other):
            reason = Reason("is-the-wire", one.outlet)
            return Verdict("copies", min(0.9, 0.6 + 0.3 * share), parent, "inferred", None, (reason,))
        if one.kind == "official" and other.kind != "official" and share >= TAKEN and not _later(one, other):
            reason = Reason("is-the-communique", one.outlet)
            return Verdict("copies", min(0.95, 0.7 + 0.3 * share), parent, "inferred", None, (reason,))
    return None


def _from_the_other(a: Witness, b: Witness, ties: Ties) -> Verdict | None:
    """The later one repeats most of the earlier one and names it, or cuts it at the tail and names it."""
    for parent, (one, other) in enumerate(((a, b), (b, a))):
        named = evidence.names(other, one)
        if named is None or ties.shares[1 - parent] < LARGE or not _later(other, one):
            continue
        reasons = [named, Reason("printed-earlier", one.outlet)]
        if evidence.cut_at_tail(one, other, ties):
            reasons.append(Reason("cut-at-tail", one.outlet))
        return Verdict("copies", 0.8, parent, "inferred", None, tuple(reasons))
    return None


def _later(a: Witness, b: Witness) -> bool:
    """Tell whether ``a`` is known to be printed after ``b``."""
    return a.at is not None and b.at is not None and a.at > b.at


def _no_words_shared(a: Witness, b: Witness, ties: Ties, credit: Reason | None) -> Verdict:
    if credit is not None:
        return Verdict("common source", 0.6, source_name=credit.about, reasons=(credit,))
    teller = evidence.common_teller(a, b)
    if teller is not None:
        return Verdict("common source", 0.6, source_name=teller.about, reasons=(teller,))
    named = evidence.names(a, b) or evidence.names(b, a)
    if named is not None:
        return Verdict("common source", 0.55, source_name=named.about, reasons=(named,))
    if ties.retold:
        reason = Reason("tells-the-same", str(len(ties.retold)), evidence.places(ties.retold, a.id, b.id))
        many = len(ties.retold) >= RETOLD
        return Verdict("common source" if many else "cannot tell", 0.5, reasons=(reason,))
    return _apart(a, b)


def _apart(a: Witness, b: Witness) -> Verdict:
    if a.outlet == b.outlet:
        return Verdict("cannot tell", 0.5, reasons=(Reason("same-outlet", a.outlet),))
    if evidence.told_apart(a, b):
        about = f"{a.tellers[0].name} / {b.tellers[0].name}"
        return Verdict("independent", 0.55, reasons=(Reason("different-tellers", about),))
    return Verdict("cannot tell", 0.5, reasons=(Reason("nothing-shared"),))


def _write(a: Witness, b: Witness, ties: Ties, verdict: Verdict) -> Relation:
    parent = verdict.parent
    if parent is None:
        parent = 1 if _later(a, b) else 0
    earlier, later = (a, b) if parent == 0 else (b, a)
    return Relation(
        earlier=earlier.id,
        later=later.id,
        relation=verdict.relation,
        direction=verdict.direction,
        confidence=round(verdict.confidence, 3),
        source_name=verdict.source_name,
        passages=tuple(passage.id for passage in ties.passages),
        reasons=verdict.reasons,
    )
