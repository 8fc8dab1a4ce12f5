"""Relations: what two articles of one story are to each other, and why.

"Copies" is an accusation. It is said only where the parent is shown: the wire itself, an official's
own text, an earlier version, an earlier article that the later one names and largely repeats, or the very
words that an article puts under the other's name. Shared wording without a parent in the pile is a common
source. "Independent" asks for two sets of named tellers that are shown to differ, and nothing shared beyond
chance: a false "independent" is worse than a false "dependent". Confidences are rough probabilities, set by
hand on the bundled example and the FA-KES relations (development half).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import channels, choice, cues, descent, evidence, kinship, likeness, signs, tellers, verdicts
from twosource.compare.evidence import RETOLD, WORDING, Pair, Ties, Witness, later
from twosource.compare.likeness import Likeness
from twosource.compare.verdicts import BY_CHANCE, SHORT, WIRE_PART, Case, Verdict
from twosource.model import Channel, Passage, Reason, Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from twosource.compare.choice import Choices
    from twosource.compare.descent import Prints
    from twosource.compare.signs import Sheet

CROWD = 60
"""Articles of a story beyond which only pairs that share a passage are compared."""
BATCH = 512
"""Pairs whose signs are laid and weighed at a time."""
LARGE = 0.6
"""Share of the later article's words that must stand in the earlier one before it is called a copy of it."""
TAKEN = 0.1
"""The same where the parent is a wire or a communiqué that the later one names or repeats."""
REWRITTEN = 0.4
"""The same where no wording is shared, only what is told, in one order."""
ROW = 4
"""Sentences that must be retold, where no wording is shared."""
SEVERAL = 3
"""Places told in other words from which a common text behind both is likelier than one event alone."""
PARAGRAPH = 50
"""Words told in other words, at least, that are more than one event's lead sentence."""
CITED = 0.9
"""How sure a copy is of which one statement is told to come from the other's outlet."""
QUOTE = 8
LONG_QUOTE = 25
"""Words that two articles must print alike inside quotation marks for a shared quotation: in all, and where what
they tell around it is alike too, though less than half of one of them."""


def compare(
    witnesses: Sequence[Witness], passages: Sequence[Passage], asked: AbstractSet[frozenset[str]] | None = None
) -> tuple[Relation, ...]:
    """Tell, for the pairs of one story, what the two articles are to each other; pairs in order of their ids.

    ``asked``: the pairs that are wanted, where not all are.
    """
    told = sorted(witnesses, key=lambda witness: witness.id)
    found = _judged(told, passages, asked)
    kinds = {witness.outlet: witness.kind for witness in witnesses}
    weighed = _all_weighed(found, told)
    return tuple(_write(pair, weighed.get((pair.a.id, pair.b.id), verdict), kinds) for pair, verdict in found)


def _all_weighed(found: Sequence[tuple[Pair, Verdict]], told: Sequence[Witness]) -> Mapping[tuple[str, str], Verdict]:
    """Weigh what no rule settles by its signs, ``BATCH`` pairs at a time: signs are many.

    In a crowd what a rule is certain of stays: no copy is looked for beside the text that two are shown to have.
    """
    learnt = kinship.model()
    held = verdicts.held(found)
    crowd = len(told) > CROWD
    open_ = [(p, v) for p, v in found if not (verdicts.is_certain(p, v) if crowd else verdicts.is_settled(p, v, held))]
    if learnt is None or not open_:
        return {}
    whole = _whole(told)
    batches = (open_[start : start + BATCH] for start in range(0, len(open_), BATCH))
    laid = ([_case(pair, verdict, whole) for pair, verdict in batch] for batch in batches)
    return {
        (case.pair.a.id, case.pair.b.id): verdicts.weigh(case, kin, held)
        for batch in laid
        for case, kin in zip(batch, kinship.judge([case.laid for case in batch], learnt), strict=True)
    }


def cases(
    told: Sequence[Witness], passages: Sequence[Passage], asked: AbstractSet[frozenset[str]] | None = None
) -> tuple[Case, ...]:
    """Lay out the pairs of one story that are compared, or those of them that are asked for."""
    witnesses = sorted(told, key=lambda witness: witness.id)
    whole = _whole(witnesses)
    found = _judged(witnesses, passages, asked)
    return tuple(_case(pair, verdict, whole) for pair, verdict in found)


def _judged(
    witnesses: Sequence[Witness], passages: Sequence[Passage], asked: AbstractSet[frozenset[str]] | None
) -> list[tuple[Pair, Verdict]]:
    """Say what the rules make of the pairs that are compared; ``witnesses`` are in the order of their ids."""
    tied = evidence.ties(witnesses, passages)
    officials = [witness for witness in witnesses if witness.kind == "official"]
    found: list[tuple[Pair, Verdict]] = []
    for a, b in combinations(witnesses, 2):
        if (a.id, b.id) in tied or len(witnesses) <= CROWD or (asked and frozenset((a.id, b.id)) in asked):
            shared = tellers.common(a.tellers, b.tellers)
            pair = Pair(a, b, tied.get((a.id, b.id), Ties()), shared, _common(a, b, officials, tied))
            found.append((pair, judge(pair)))
    return [
        one for one in _siblings(_with_cited(found)) if asked is None or frozenset((one[0].a.id, one[0].b.id)) in asked
    ]


def _whole(witnesses: Sequence[Witness]) -> Told:
    """Gather what is asked of a whole story; ``witnesses`` are in the order of their ids."""
    times = {witness.id: witness.at for witness in witnesses if witness.at is not None}
    near = witnesses if 1 < len(witnesses) <= CROWD else ()
    alike = likeness.of_story([w.reading for w in near], times)
    return Told(alike, signs.sheets(witnesses, alike), choice.of_story(witnesses), descent.of_story(near))


class Told(Struct, frozen=True):
    """What is asked of a whole story before the signs of its pairs are laid."""

    alike: Mapping[tuple[str, str], Likeness]
    sheets: Mapping[str, Sheet]
    choices: Choices
    prints: Prints


def _case(pair: Pair, verdict: Verdict, told: Told) -> Case:
    ids = (pair.a.id, pair.b.id)
    alike = told.alike.get(ids, Likeness())
    laid = signs.lay(pair, alike, (told.sheets[ids[0]], told.sheets[ids[1]]), told.choices, told.prints)
    codes = [reason.code for reason in verdict.reasons]
    return Case(pair, verdict, signs.with_rule(laid, verdict.relation, codes, verdict.parent), alike)


def _common(
    a: Witness, b: Witness, officials: Sequence[Witness], tied: Mapping[tuple[str, str], Ties]
) -> Witness | None:
    """Find the official text of which both articles of a pair hold words."""
    for witness in officials:
        if witness.id not in (a.id, b.id):
            keys = [(min(witness.id, one.id), max(witness.id, one.id)) for one in (a, b)]
            if all(key in tied and tied[key].told for key in keys):
                return witness
    return None


def judge(pair: Pair) -> Verdict:
    """Decide about one pair; the first rule that holds."""
    known = _versions(pair) or _under_its_name(pair)
    if known is not None:
        return known
    quoted = _shared_quotation(pair)
    if quoted is not None:
        return quoted
    if pair.ties.of(WORDING) or _is_retold(pair.ties):
        return _wording(pair)
    return _no_words_shared(pair)


# ----------------------------------------------------------------------------------- copies


def _versions(pair: Pair) -> Verdict | None:
    for parent, old, new, _ in pair.ways:
        if new.reading.article.version_of == old.id:
            return Verdict("copies", 0.98, parent, "known", reasons=(Reason("version-of", old.outlet),))
    return None


def _under_its_name(pair: Pair) -> Verdict | None:
    """One puts words that it shares with the other under the other's name, as far as clocks allow."""
    for parent, one, other, share in pair.ways:
        # a child that holds more of the other than a stretch is for the rules for whole texts
        if one.outlet == other.outlet or later(one, other) or share >= WIRE_PART:
            continue
        taken = evidence.takes(other, one, pair.ties)
        if taken is not None:
            reasons = (taken, Reason("extent", evidence.percent(share)), *_shown(pair, parent))
            return Verdict("copies", 0.75, parent, "known", None, reasons)
    return None


def _shown(pair: Pair, parent: int) -> tuple[Reason, ...]:
    """Give the marks of editing that show which text was there first."""
    earlier, child = (pair.a, pair.b) if parent == 0 else (pair.b, pair.a)
    found = [*cues.marks(earlier.reading, child.reading, pair.ties.told)]
    if evidence.cut_at_tail(earlier, child, pair.ties):
        found.append(Reason("cut-at-tail", earlier.outlet))
    moved = evidence.moved(earlier, child, pair.ties)
    if moved:
        found.append(Reason("reordered", earlier.outlet, moved))
    return tuple(found)


def _from_the_source(pair: Pair) -> Verdict | None:
    """One of the two is the wire that the other credits or repeats, or the official's own text."""
    for parent, one, other, share in pair.ways:
        credit = evidence.credit_of(other, one)
        if credit is not None and share >= TAKEN:
            return Verdict("copies", min(0.97, 0.8 + 0.2 * share), parent, "known", None, (credit,))
    for parent, one, other, share in pair.ways:
        if later(one, other) or other.kind == one.kind or _leans_elsewhere(one, other):
            continue
        if one.kind == "agency" and _is_wire_copy(pair.ties, share, other):
            reason = Reason("is-the-wire", one.outlet)
            return Verdict("copies", _sure(pair, share), parent, "inferred", None, (reason,))
        if one.kind == "official" and other.kind != "official" and share >= TAKEN:
            reason = Reason("is-the-communique", one.outlet)
            return Verdict("copies", min(0.95, 0.1 + _sure(pair, share)), parent, "inferred", None, (reason,))
    return None


def _is_wire_copy(ties: Ties, share: float, child: Witness) -> bool:
    """Tell whether a text that credits nobody takes enough of a wire; more is asked where no words are shared."""
    if ties.of(WORDING):
        return share >= WIRE_PART
    return share >= REWRITTEN and evidence.sentences_in(child, ties.of(RETOLD)) >= ROW


def _sure(pair: Pair, share: float) -> float:
    """Give how likely a copy is by the share that is taken; less where it is rewritten or translated."""
    own = max(pair.ties.wording)
    return min(0.9, 0.55 + 0.25 * share + 0.1 * min(own, share))


def _leans_elsewhere(one: Witness, other: Witness) -> bool:
    """Tell whether the supposed wire, or what repeats it, credits another agency."""
    return bool(one.signed) or any(not same for same in (tellers.is_outlet(name, one.outlet) for name in other.signed))


def _from_the_other(pair: Pair) -> Verdict | None:
    """The later one repeats most of the earlier one and names it, or cuts it at the tail and names it."""
    for parent, one, other, share in pair.ways:
        named = evidence.names(other, one)
        if named is not None and share >= LARGE and verdicts.first(one, other, pair.ties):
            reasons = (named, *([Reason("printed-earlier", one.outlet)] if later(other, one) else []))
            return Verdict("copies", 0.8, parent, "inferred", None, reasons)
    return None


# ---------------------------------------------------------------------------- common sources


def _is_retold(ties: Ties) -> bool:
    """Tell whether so much is told alike that one event alone does not explain it."""
    return len(ties.of(RETOLD)) >= SEVERAL or (max(ties.all) >= WIRE_PART and ties.retold >= PARAGRAPH)


def _wording(pair: Pair) -> Verdict:
    a, b, ties = pair.a, pair.b, pair.ties
    said = evidence.shares_wording(a, b, ties)
    taken = _from_the_source(pair) or _from_the_other(pair)
    if taken is not None:
        marks = _shown(pair, taken.parent or 0)
        return msgspec.structs.replace(taken, reasons=(said, *taken.reasons, *marks))
    credit = evidence.common_credit(a, b) or evidence.named_both(a, b) or evidence.one_credit(a, b)
    if credit is not None:
        sure = {"credits-agency": 0.95, "names-agency": 0.9}.get(credit.code, 0.8)
        return Verdict("common source", sure, source_name=credit.about, reasons=(said, credit))
    if pair.official is not None:
        reason = Reason("shares-with-communique", pair.official.outlet)
        return Verdict("common source", 0.8, source_name=pair.official.outlet, reasons=(said, reason))
    return _unsigned(pair, said)


def _unsigned(pair: Pair, said: Reason) -> Verdict:
    """Words are shared and nobody is credited: the teller or the agency that both name may be the source."""
    sure = min(0.9, 0.55 + 0.4 * max(pair.ties.wording))
    named = verdicts.teller(pair)
    reasons = (said, named) if named else (said, Reason("no-parent-shown"))
    return Verdict("common source", sure, source_name=named.about if named else None, reasons=reasons)


def _shared_quotation(pair: Pair) -> Verdict | None:
    """Both print one quotation, and what else they share is not more than chance."""
    a, b, ties = pair.a, pair.b, pair.ties
    quoted = ties.quotations
    if not (quoted or ties.inside >= QUOTE) or evidence.common_credit(a, b) or evidence.named_both(a, b):
        return None
    told_alone = ties.inside >= LONG_QUOTE and min(ties.all) <= REWRITTEN
    if ties.outside > SHORT or max(ties.wording) > BY_CHANCE or (_is_retold(ties) and not told_alone):
        return None
    shown = quoted or ties.of(WORDING)
    reason = Reason("shared-quotation-only", places=evidence.places(shown, a.id, b.id))
    return Verdict("shared quotation", 0.7, reasons=(reason,))


# ------------------------------------------------------------------------- no words in common


def _no_words_shared(pair: Pair) -> Verdict:
    a, b, ties = pair.a, pair.b, pair.ties
    credit = evidence.common_credit(a, b)
    if credit is not None:
        return Verdict("common source", 0.75, source_name=credit.about, reasons=(credit,))
    written = next((c for c in pair.shared if c.document), None)
    if written is not None:
        reason = Reason("same-document", written.left.name, written.places)
        return Verdict("common source", 0.6, source_name=written.left.name, reasons=(reason,))
    teller = verdicts.teller(pair)
    if teller is not None:
        told = ties.of(RETOLD) or cues.same_figures(a.reading, b.reading)
        kind: RelationKind = "common source" if told else "cannot tell"
        return Verdict(kind, 0.6 if told else 0.5, source_name=teller.about if told else None, reasons=(teller,))
    named = evidence.named_both(a, b)
    if named is not None:
        sure = 0.9 if any(evidence.holds(passage, named.places) for passage in ties.of(RETOLD)) else 0.7
        return Verdict("common source", sure, source_name=named.about, reasons=(named,))
    return _apart(pair)


def _apart(pair: Pair) -> Verdict:
    """Tell whether two articles that share nothing are shown to rest on different tellers."""
    a, b = pair.a, pair.b
    shared = pair.shared
    doubt = _doubt(pair) or _doubtful_teller(a, b, shared)
    if doubt is not None:
        return Verdict("cannot tell", 0.5, reasons=(doubt,))
    about = " / ".join(next(teller.name for teller in w.tellers if teller.named) for w in (a, b))
    sure = 0.75 - (0.1 if shared else 0.0) - (0.05 if pair.ties.told else 0.0)
    return Verdict("independent", sure, reasons=(Reason("different-tellers", about),))


def _doubt(pair: Pair) -> Reason | None:
    """Say what stands against two articles being independent, whoever tells them what."""
    a, b = pair.a, pair.b
    if a.outlet == b.outlet:
        return Reason("same-outlet", a.outlet)
    leaning = _leaning(a, b) or _leaning(b, a)
    if leaning is not None:
        return leaning
    if max(pair.ties.all) > BY_CHANCE:
        return evidence.tells_the_same(a, b, pair.ties)
    if tellers.relays(a.reading) or tellers.relays(b.reading):
        return Reason("relays-media")
    if not (tellers.rests_on_named(a.tellers) and tellers.rests_on_named(b.tellers)):
        return Reason("nothing-shared")
    return None


def _leaning(a: Witness, b: Witness) -> Reason | None:
    """Find a place where an article names the other's outlet, if it is more than a clause of it and not the earlier."""
    calls = () if later(b, a) else a.calls.get(b.outlet, ())
    found = [p for p in calls if tellers.stands_in(a.reading, p) > tellers.MINOR]
    return Reason("names-the-other", b.outlet, tuple(found[:1])) if found else None


def _doubtful_teller(a: Witness, b: Witness, shared: Sequence[tellers.Common]) -> Reason | None:
    """Find a teller that both may rest on: heard on one occasion as far as is told, or named by the other."""
    doubtful = next((c for c in shared if not c.apart and not c.slight), None)
    if doubtful is not None:
        return Reason("same-teller", doubtful.left.name, doubtful.places)
    known = {key for c in shared for key in c.left.keys | c.right.keys}
    if any(tellers.named_in(x.reading, x.present, y.tellers, known) for x, y in ((a, b), (b, a))):
        return Reason("names-a-teller")
    return None


# ----------------------------------------------------------------------------- a whole story


def _with_cited(found: Sequence[tuple[Pair, Verdict]]) -> list[tuple[Pair, Verdict]]:
    """Call those copies that have a statement from an outlet, of the one article of it that they have it from.

    That is the one of which they hold words, else the one most like what is cited, the latest of equals.
    """
    held = verdicts.held(found)
    cited: dict[tuple[str, str], list[tuple[float, str, int, Verdict]]] = {}
    for number, (pair, _) in enumerate(found):
        for parent, one, other, _ in pair.ways:
            if one.outlet != other.outlet and not later(one, other) and (other.id, one.outlet) not in held:
                told = evidence.cites(other, one)
                if told is not None:
                    verdict = Verdict("copies", CITED, parent, "known", None, (told.reason, *_shown(pair, parent)))
                    when = one.at.isoformat() if one.at is not None else ""
                    cited.setdefault((other.id, one.outlet), []).append((told.share, when, number, verdict))
    best = {number: verdict for *_, number, verdict in (max(same, key=lambda one: one[:3]) for same in cited.values())}
    return [(pair, best.get(number, verdict)) for number, (pair, verdict) in enumerate(found)]


def _siblings(found: Sequence[tuple[Pair, Verdict]]) -> list[tuple[Pair, Verdict]]:
    """Two copies of one wire or communiqué have it as their common source, whatever else they share."""
    parents: dict[str, dict[str, tuple[str, float]]] = {}
    for pair, verdict in found:
        if verdict.relation == "copies" and verdict.parent is not None:
            one, other = (pair.a, pair.b) if verdict.parent == 0 else (pair.b, pair.a)
            if one.kind in {"agency", "official"} and max(pair.ties.all) >= TAKEN:
                parents.setdefault(other.id, {})[one.id] = (one.outlet, verdict.confidence)
    return [(pair, _sibling(pair, verdict, parents)) for pair, verdict in found]


def _sibling(pair: Pair, verdict: Verdict, parents: Mapping[str, Mapping[str, tuple[str, float]]]) -> Verdict:
    left, right = parents.get(pair.a.id, {}), parents.get(pair.b.id, {})
    both = sorted(set(left) & set(right), key=lambda one: (-min(left[one][1], right[one][1]), one))
    if not both or verdict.relation == "copies":
        return verdict
    outlet, _ = left[both[0]]
    sure = round(min(left[both[0]][1], right[both[0]][1]), 3)
    kept = tuple(r for r in verdict.reasons if r.code in {"shares-wording", "tells-the-same"})
    reasons = (*kept, Reason("both-copy", outlet))
    return Verdict("common source", max(sure, 0.6), source_name=outlet, reasons=reasons)


def _channel(pair: Pair, verdict: Verdict, kinds: Mapping[str, str]) -> tuple[Channel | None, Reason | None]:
    """Say what way what two articles share took, and why."""
    if verdict.relation == "copies":
        return channels.of_copy(pair.b if verdict.parent == 1 else pair.a, verdict.reasons)
    if verdict.relation == "common source":
        return channels.of_common(pair, verdict.source_name, verdict.reasons, kinds)
    return ("speech" if verdict.relation == "shared quotation" else None), None


def _write(pair: Pair, verdict: Verdict, kinds: Mapping[str, str]) -> Relation:
    channel, why = _channel(pair, verdict, kinds)
    parent = verdict.parent if verdict.parent is not None else int(later(pair.a, pair.b))
    earlier, child = (pair.a, pair.b) if parent == 0 else (pair.b, pair.a)
    return Relation(
        earlier=earlier.id,
        later=child.id,
        relation=verdict.relation,
        direction=verdict.direction,
        confidence=round(verdict.confidence, 3),
        source_name=verdict.source_name,
        channel=channel,
        passages=tuple(passage.id for passage in pair.ties.passages),
        reasons=(*verdict.reasons, why) if why is not None else verdict.reasons,
    )
