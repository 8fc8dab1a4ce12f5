"""Verdicts: what rules and signs together make of two articles.

What a rule is certain of stays. Else the signs (``kinship``) say what is likeliest, as far as it may be said: a copy
only where one was there first, independence only by a chance that is the higher the more stands against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import cues, evidence, kinship
from twosource.compare.evidence import RETOLD, WORDING, Pair, Ties, Witness, later
from twosource.compare.likeness import Likeness
from twosource.compare.signs import Laid
from twosource.model import Direction, Reason, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from twosource.compare.kinship import Kinship

MARKS = 2
"""Marks of editing by which one way round must outweigh the other where clocks are missing."""
WIRE_PART = 0.25
"""Share of an article from which words are shared that one event does not explain."""
BY_CHANCE = 0.12
SHORT = 15
"""Part of an article, and words of it outside quotations, that two reports of one event may share by chance."""
CERTAIN = frozenset({"version-of", "credits-the-wire", "is-the-communique", "is-the-wire", "names-the-other",
                     "cites-the-other", "credits-agency", "both-copy", "shares-with-communique", "same-outlet",
                     "different-tellers", "shared-quotation-only", "same-document"})  # fmt: skip
"""Reasons after which the signs are asked only how sure the answer is."""
TIED: frozenset[RelationKind] = frozenset({"copies", "common source", "shared quotation"})
NEVER = frozenset({"same-outlet", "names-the-other"})
"""Reasons after which no two articles are called independent."""
WEAK = frozenset({"shares-wording", "tells-the-same", "no-parent-shown"})
"""Reasons that tie two articles no more than one event may, where little is shared."""
OUTWEIGHED: frozenset[RelationKind] = frozenset({"common source", "independent", "cannot tell"})
"""What a rule says of two of which the signs may say that one is the other's source."""
OWING: Mapping[str, frozenset[str]] = {
    "": frozenset({"owing:child has from the other alone>=0.07", "owing:sentences of child nearest to the other>=2"}),
    "official": frozenset({"owing:sentences of child nearest to the other>=1"}),
    "named": frozenset({"credit:child names parent", "owing:sentences of child nearest to the other>=2"}),
    "agency": frozenset(),  # what a wire tells may be had from it by anybody: no sign is asked
}
"""Signs that stand together where a text may be rewritten from another though not a stretch of it is printed again, by
the kind of the other's outlet, or where it is named: what it tells no third article before tells so nearly."""
OPEN = frozenset({"one-credits-agency", "same-teller"})
"""Reasons that name a source, and that the signs may outweigh where hardly a word is shared."""
SLIGHT = frozenset({"one-credits-agency", "no-parent-shown"})
"""Reasons for a common source beside which the signs may show that what is shared is no more than one event gives."""
APART: Mapping[str, float] = {"": 0.6, "unnamed": 0.65, "tied": 0.6, "worded": 0.6, "one teller": 0.6, "never": 2.0}
"""Least chance of "independent", by what stands against it: one names no source (none to be seen is not
independence), little ties the two, words are shared, one body told both or one relays media, what is never passed
over. A false "independent" is the worse error."""
WEEKS = timedelta(days=14)
"""Time after which a passage may be what is known of the matter, and no copy."""
QUOTED = 0.4
"""Least chance that two share a quotation and no more, where a rule says that they have a source in common."""
BRIEF = 150
"""Code points of an article under which that it shares nothing with another shows nothing."""
TOLD_APART = 0.2
"""The same where two sets of named tellers are shown to differ: less than this is no chance."""
LEAST: Mapping[RelationKind, float] = {
    "copies": 0.5, "common source": 0.25, "shared quotation": 0.2, "independent": min(APART.values()),
    "cannot tell": 0.0,
}  # fmt: skip
"""Chances under which a kind is not said."""
UNTOLD = 0.1
"""Most that an answer "cannot tell" is sure of: of few pairs a reader of the two texts would say no more."""
HEAVIEST, PLACES = 3, 8
"""Kinds of evidence that are named as reasons, and places of each."""


class Verdict(Struct, frozen=True):
    """An answer about a pair before it is written down. ``parent`` is 0 or 1 where one was read."""

    relation: RelationKind
    confidence: float
    parent: int | None = None
    direction: Direction = "unknown"
    source_name: str | None = None
    reasons: tuple[Reason, ...] = ()


class Case(Struct, frozen=True):
    """A pair with what the rules say of it, and the signs that speak for and against each answer.

    ``alike``: what the two tell alike in any words.
    """

    pair: Pair
    verdict: Verdict
    laid: Laid
    alike: Likeness = Likeness()


def held(found: Sequence[tuple[Pair, Verdict]]) -> frozenset[tuple[str, str]]:
    """Give the articles that are shown to copy one, each with the outlet of that one.

    They name the outlet for it: they copy no other of its articles, unless they share a passage with it.
    """
    told = [(pair, verdict.parent) for pair, verdict in found if verdict.relation == "copies"]
    ways = (pair.ways[parent] for pair, parent in told if parent is not None)
    return frozenset((child.id, parent.outlet) for _, parent, child, _ in ways)


def is_settled(pair: Pair, verdict: Verdict, copied: AbstractSet[tuple[str, str]]) -> bool:
    """Tell whether no sign can change what a rule says of a pair; ``copied`` is what ``held`` gives."""
    wires = [one.kind == "agency" for _, one, _, _ in pair.ways]
    if verdict.relation in OUTWEIGHED and any(_may_copy(pair, way, copied, owes=wires[way]) for way in (0, 1)):
        return False
    return is_certain(pair, verdict)


def is_certain(pair: Pair, verdict: Verdict) -> bool:
    """Tell whether a rule is certain of what ties two: the counts lean on it, whatever else is in the story."""
    codes = {reason.code for reason in verdict.reasons}
    shown = verdict.source_name is not None and not (codes & OPEN and max(pair.ties.wording) < WIRE_PART)
    return verdict.relation == "copies" or shown or bool(codes & CERTAIN and verdict.relation in TIED)


def weigh(case: Case, kin: Kinship, copied: AbstractSet[tuple[str, str]]) -> Verdict:
    """Keep what a rule is certain of; else say what the signs make likeliest, if it is likely enough and allowed."""
    verdict = case.verdict
    if _is_taken(case, kin, copied):
        return _taken(case, kin)
    if is_certain(case.pair, verdict):
        return verdict
    if verdict.relation == "independent" and kin.chances["independent"] < TOLD_APART:
        return Verdict("cannot tell", UNTOLD, reasons=verdict.reasons)
    if CERTAIN & {reason.code for reason in verdict.reasons}:
        return _even(verdict, UNTOLD if verdict.relation == "cannot tell" else verdict.confidence, kin)
    return _likely(case, kin, copied)


def _likely(case: Case, kin: Kinship, copied: AbstractSet[tuple[str, str]]) -> Verdict:
    """Say what the signs make likeliest; else that nothing is told, or what a rule says, less sure."""
    verdict, kind = case.verdict, _likeliest(case, kin, copied)
    if kind is None:  # what ties them is shown, and the signs speak against it; or nothing is likely
        untold = Verdict("cannot tell", UNTOLD, reasons=verdict.reasons)
        return _even(verdict, LEAST[verdict.relation], kin) if verdict.relation in TIED else untold
    if kind == verdict.relation:
        return verdict if verdict.source_name else msgspec.structs.replace(verdict, confidence=_chance(case, kin, kind))
    direction: Direction = "inferred" if kind == "copies" else "unknown"
    return Verdict(kind, _chance(case, kin, kind), kin.parent, direction, reasons=_heavy(case, kin))


def _is_taken(case: Case, kin: Kinship, copied: AbstractSet[tuple[str, str]]) -> bool:
    """Tell whether the signs make one the other's source, whatever else a rule says ties or parts them."""
    sure = kin.chosen == "copies" and kin.chances["copies"] >= LEAST["copies"]
    return sure and case.verdict.relation in OUTWEIGHED and _is_allowed(case, kin, "copies", copied)


def _taken(case: Case, kin: Kinship) -> Verdict:
    """Say that one is the other's source; what a rule names still joins the two in the counts, so its reasons stay."""
    _, parent, child, _ = case.pair.ways[kin.parent]
    named = evidence.names(child, parent)
    kept = case.verdict.reasons if case.verdict.source_name is not None else _heavy(case, kin)
    reasons = (*([named] if named is not None else []), *kept)
    return Verdict("copies", _chance(case, kin, "copies"), kin.parent, "inferred", reasons=reasons)


def _even(verdict: Verdict, sure: float, kin: Kinship) -> Verdict:
    """Give an answer halfway between a confidence and what the trees say of it."""
    return msgspec.structs.replace(verdict, confidence=(sure + kin.chances.get(verdict.relation, sure)) / 2)


def _likeliest(case: Case, kin: Kinship, copied: AbstractSet[tuple[str, str]]) -> RelationKind | None:
    """Give the likeliest kind that the rules allow and that is likely enough, the rarer ones favoured.

    Where no rule ties the two, what is not likely enough gives way to what is; where one does, its tie gets less sure.
    """
    chances = {kind: _chance(case, kin, kind) for kind in kinship.KINDS if _is_allowed(case, kin, kind, copied)}
    likely = [kind for kind, chance in chances.items() if chance >= LEAST[kind]]
    kinds = [*chances] if case.verdict.relation in TIED else likely
    best = max(kinds, key=lambda kind: chances[kind] * kin.favour[kind], default=None)
    return best if best in likely else None


def _chance(case: Case, kin: Kinship, kind: RelationKind) -> float:
    """Give the chance of a kind; what speaks for a copy that may not be said speaks for a common source.

    Where something is shared: two who only heard one teller have no text in common.
    """
    told = case.pair.ties.told or _owes(case, kin.parent)
    untold = kin.chosen == "copies" and kind == "common source" and told
    return kin.chances[kind] + (kin.chances["copies"] if untold else 0.0)


def _is_allowed(case: Case, kin: Kinship, kind: RelationKind, copied: AbstractSet[tuple[str, str]]) -> bool:
    """Tell whether a kind may be said.

    A copy needs one that was there first, no agency that would have it from a paper that it does not name, no text
    that a body gave to both, and, where no passage is shared, no other article of the outlet that is copied.
    Independence needs a chance the better the more stands against it, a quotation more where a rule has a source.
    """
    if kind == "copies":
        return _may_copy(case.pair, kin.parent, copied, owes=_owes(case, kin.parent))
    if kind == "independent":
        return kin.chances[kind] >= APART[_against(case)]
    ruled = kind == "shared quotation" and case.verdict.relation == "common source"
    return not ruled or kin.chances[kind] >= QUOTED


def _owes(case: Case, way: int) -> bool:
    """Tell whether one of two articles tells what the other tells, in whatever words."""
    kind = case.pair.ways[way][1].kind
    held = case.laid.ways[way]
    return OWING.get(kind, OWING[""]) <= held or OWING["named"] <= held


def _may_copy(pair: Pair, way: int, copied: AbstractSet[tuple[str, str]], *, owes: bool = False) -> bool:
    """Tell whether one of two articles may have copied the other, the way round that the signs say.

    ``owes``: whether it tells what the other tells, in whatever words; whoever asks without the signs looks at words.
    """
    _, parent, child, _ = pair.ways[way]
    elsewhere = (child.id, parent.outlet) in copied and not pair.ties.told
    if elsewhere or child.outlet in parent.calls or _one_writing(pair):
        return False
    named = evidence.names(child, parent) is not None
    if not (pair.ties.told or owes) or (not named and _is_stock(pair, way)):
        return False
    if child.kind == "agency" and not named and not _gives_agencies(pair, parent):
        return False
    untimed = parent.at is None or child.at is None
    return first(parent, child, pair.ties) or (untimed and named)


def _is_stock(pair: Pair, way: int) -> bool:
    """Tell whether two articles came out weeks apart and share so little of the later one that it may be background."""
    _, parent, child, _ = pair.ways[way]
    apart = abs(child.at - parent.at) if child.at is not None and parent.at is not None else timedelta(0)
    return apart > WEEKS and pair.ties.wording[1 - way] < WIRE_PART


def _gives_agencies(pair: Pair, parent: Witness) -> bool:
    """Tell whether an agency may have it, without a name, from a body, or from another agency in its words."""
    return parent.kind == "official" or (parent.kind == "agency" and bool(pair.ties.told))


def _against(case: Case) -> str:
    """Say what stands against two articles being independent, the heaviest of it."""
    verdict, pair = case.verdict, case.pair
    codes = {reason.code for reason in verdict.reasons}
    if codes & NEVER or min(len(one.reading.article.text) for one in (pair.a, pair.b)) < BRIEF:
        return "never"
    if "relays-media" in codes or (verdict.relation == "cannot tell" and "same-teller" in codes):
        return "one teller"
    if teller(pair) is not None or _one_writing(pair):
        return "never"
    if verdict.relation in TIED and not (codes <= WEAK and max(pair.ties.all) <= BY_CHANCE):
        return "worded" if codes & SLIGHT and pair.ties.outside <= SHORT else "never"
    if not all(any(teller.named for teller in one.tellers) for one in (pair.a, pair.b)):
        return "unnamed"
    return "tied" if verdict.relation in TIED or _one_body(pair) else ""


def _one_writing(pair: Pair) -> bool:
    """Tell whether both rest on a document, or on what one body wrote."""
    return any(found.document for found in pair.shared)


def _one_body(pair: Pair) -> bool:
    """Tell whether an organisation with a name of its own told both."""
    return any(
        found.is_body
        and not found.apart
        and any(key.startswith("entity:") for key in found.left.keys & found.right.keys)
        for found in pair.shared
    )


def _heavy(case: Case, kin: Kinship) -> tuple[Reason, ...]:
    """Give the groups of signs that weigh most, with the places where they stand."""
    shown = case.pair.ties
    ids = (case.pair.a.id, case.pair.b.id)
    places = {
        "extent": evidence.places(shown.of(WORDING), *ids),
        "telling": evidence.places(shown.of(RETOLD), *ids),
        "order": evidence.places(shown.of(RETOLD | WORDING), *ids),
        "owing": tuple(place for both in case.alike.met for place in both),
        "quotation": evidence.places(shown.quotations, *ids),
        "teller": tuple(p for c in case.pair.shared for p in c.places),
    }
    return tuple(Reason(f"weighs-{group}", places=places.get(group, ())[:PLACES]) for group in kin.groups[:HEAVIEST])


def first(one: Witness, other: Witness, ties: Ties) -> bool:
    """Tell whether one was there before the other: by the clocks, without them by marks of editing."""
    if one.at is not None and other.at is not None:
        return later(other, one)
    return cues.first(one.reading, other.reading, ties.told) >= MARKS


def teller(pair: Pair) -> Reason | None:
    """Find the named body or document whom both articles rest on, heard on one occasion as far as is told."""
    for found in pair.shared:
        if found.main and not found.apart and found.is_body:
            return Reason("same-teller", found.left.name, found.places)
    return None
