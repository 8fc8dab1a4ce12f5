"""Signs: what speaks for and against each thing that two articles may be to each other, by name.

Each sign is named ``group:sign``; the groups are the kinds of evidence (time, credit, extent, descent, editing, order,
telling, owing, choice, quotation, teller, role, rule). Those of a way round are asked with one of the two as the
parent.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from rapidfuzz.distance import OSA

from twosource.compare import choice, cues, descent, evidence, tellers, terms, weights
from twosource.compare.choice import Choices
from twosource.compare.descent import Prints
from twosource.compare.evidence import RETOLD, WORDING, Pair, Witness
from twosource.compare.likeness import Likeness
from twosource.compare.terms import Terms
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from twosource.model import Passage, Place, Statement

Signs = frozenset[str]

PARTS = (0.02, 0.1, 0.25, 0.45, 0.7)
"""Steps of a share of an article."""
LONG = (8, 15, 30, 60)
"""Steps of a number of shared words."""
FEW = (1, 2, 3, 5)
"""Steps of a number of sentences, passages or tellers."""
LONGER = (0.1, 0.3, 0.7)
"""Steps of the logarithm of how much longer one is."""
HOURS = (0.5, 2.0, 6.0, 24.0)
BEFORE = (1, 2, 4, 8)
"""Steps of a number of articles that came out before."""
SAME = 0.4
"""Share of the worth of the lighter of two statements of one teller from which they are one."""
NEAR = 0.25
"""Part of an article from which another one may be called near to it."""
QUOTED = 3
"""Words of a quotation, at least, that is compared with another."""
TYPO = 5
"""Letters of a word from which one letter off is a slip."""


class Laid(Struct, frozen=True):
    """The signs of one pair: those of both, and of each way round (the first, the second is the parent)."""

    both: Signs
    ways: tuple[Signs, Signs]


class Sheet(Struct, frozen=True):
    """What is asked of one article when its signs are laid: its statements by where they start.

    ``nearest``: the part of what it tells that the article most like it has, and that the next one has.
    """

    told: Mapping[int, Terms]
    nearest: tuple[float, float] = (0.0, 0.0)


def sheets(witnesses: Sequence[Witness], alike: Mapping[tuple[str, str], Likeness]) -> Mapping[str, Sheet]:
    """Make the sheets of a story's articles; a copy of a text is no further text that stands near."""
    texts = {w.id: w.reading.article.text for w in witnesses}
    near: dict[str, dict[str, float]] = {one: {} for one in texts}
    for (one, other), found in alike.items():
        if texts[one] != texts[other]:
            near[one][texts[other]], near[other][texts[one]] = found.held
    return {w.id: _sheet(w, sorted(near[w.id].values(), reverse=True)) for w in witnesses}


def _sheet(witness: Witness, near: Sequence[float]) -> Sheet:
    told = {
        s.start: terms.of_statement(witness.reading, s)
        for s in witness.reading.layers.statements or ()
        if s.field == "text"
    }
    first, second, *_ = (*near, 0.0, 0.0)
    return Sheet(told, (first, second))


def lay(pair: Pair, alike: Likeness, asked: tuple[Sheet, Sheet], told: Choices, prints: Prints) -> Laid:
    """Lay out the signs of a pair; ``told`` is what the articles of its story chose to tell, ``prints`` their words."""
    tellings = _tellings(pair, alike, asked, pair.shared)
    both = frozenset((*_both(pair, alike, pair.shared), *tellings, *chosen(told, pair.a.id, pair.b.id)))
    first, second = (
        frozenset(
            (*_way(pair, one, other, sides, alike), *_nearest(alike, sides, asked), *_descent(prints, one, other))
        )
        for one, other, sides in ((pair.a, pair.b, (0, 1)), (pair.b, pair.a, (1, 0)))
    )
    return Laid(both, (first, second))


def with_rule(laid: Laid, relation: str, codes: Sequence[str], parent: int | None) -> Laid:
    """Add what the rules say: their answer, the reasons that they give, and which of the two is the parent."""
    both = laid.both | {f"rule:{relation}", *(f"rule:{relation}:{code}" for code in codes)}
    if parent is None:
        return Laid(both, laid.ways)
    first, second = ("rule:parent", "rule:child") if parent == 0 else ("rule:child", "rule:parent")
    return Laid(both, (laid.ways[0] | {first}, laid.ways[1] | {second}))


def _nearest(alike: Likeness, sides: tuple[int, int], asked: tuple[Sheet, Sheet]) -> Iterator[str]:
    """Say whether each is the article most like the other, and by how much."""
    for name, side in (("child", sides[1]), ("parent", sides[0])):
        held, (first, second) = alike.held[side], asked[side].nearest
        if held >= first and held >= NEAR:
            yield f"order:nearest to {name}"
            yield from _steps(f"order:nearest to {name} by", held - second, (0.1, 0.25))
        elif held >= NEAR:
            yield f"order:others nearer to {name}"
        yield from _steps(f"owing:{name} has from the other alone", alike.owed[side], OWED)
        yield from _steps(f"owing:sentences of {name} nearest to the other", alike.nearest[side], FEW)
        part = alike.nearest[side] / max(1, alike.sentences[side])
        yield from _steps(f"owing:part of {name} nearest to the other", part, (0.15, 0.3, 0.45, 0.6, 0.8))


def _tellings(
    pair: Pair, alike: Likeness, asked: tuple[Sheet, Sheet], common: Sequence[tellers.Common]
) -> Iterator[str]:
    """Say how many statements of one teller are told by both, through bodies and persons, or quoted."""
    left, right = asked
    least = max(1, min(len(left.told), len(right.told)))
    yield from _steps("teller:fewest statements", least, (2, 4, 8))
    met = [_met(one, asked) for one in common]
    for name, found in _matched(common, met).items():
        yield from _steps(f"teller:told by both, {name}", len(found), FEW[:3])
        yield from _steps(f"teller:told by both, part, {name}", len(found) / least, (0.2, 0.34, 0.5, 0.75))
    yield from _agreeing(pair, alike, common, met)
    quotes = [[told for told in sheet.told.values() if told.quoted and told.size >= QUOTED] for sheet in asked]
    nearest = max((terms.alike(one, other) for one in quotes[0] for other in quotes[1]), default=0.0)
    yield from _steps("quotation:alike", nearest, (0.35, 0.6, 0.85))
    yield from _steps("quotation:both quote", min(map(len, quotes)), (1, 2))


OWED = (0.01, 0.04, 0.07, 0.11, 0.16, 0.24)
"""Steps of the part of an article that one other has, and no third before it."""
AGREEING = (1, 2, 3, 4, 5)
AGREEING_PARTS = (0.2, 0.34, 0.5, 0.67, 0.85)
"""Steps of the tellers that tell one thing in both, and of their part of the tellers of the article that has fewer."""


def _agreeing(
    pair: Pair, alike: Likeness, shared: Sequence[tellers.Common], met: Sequence[AbstractSet[int]]
) -> Iterator[str]:
    """Say how many tellers tell one thing in both articles, in any words and language, and of what kind they are."""
    fewest = min(sum(bool(t.keys) for t in one.tellers) for one in (pair.a, pair.b))
    yield from _steps("teller:fewest tellers", fewest, AGREEING)
    held: dict[str, set[str]] = {"any": set(), "bodies": set(), "persons": set(), "writing": set()}
    for common, told in zip(shared, met, strict=True):
        if common.left.keys and (told or _meet(common, alike)):
            kind = "persons" if common.is_person else "writing" if common.is_writing else "bodies"
            held["any"].add(common.left.name)
            held[kind].add(common.left.name)
    for kind, found in held.items():
        yield from _steps(f"teller:agreeing, {kind}", len(found), AGREEING)
        if fewest:
            yield from _steps(f"teller:agreeing, part, {kind}", len(found) / fewest, AGREEING_PARTS)
    least = min(alike.sentences)
    if least:
        yield from _steps("telling:sentences alike, part", min(alike.alike) / least, AGREEING_PARTS)


def _meet(common: tellers.Common, alike: Likeness) -> bool:
    """Tell whether a teller tells one thing in both, in any language, by the sentences around."""
    return any(
        any(_in(one, left) for one in common.left.statements)
        and any(_in(other, right) for other in common.right.statements)
        for left, right in alike.met
    )


def _in(statement: Statement, sentence: Place) -> bool:
    return statement.start < sentence.end and sentence.start < statement.end


def _met(common: tellers.Common, asked: tuple[Sheet, Sheet]) -> set[int]:
    """Find the statements of the first article that a teller told in the other one, too, in one language."""
    told = [asked[1].told.get(other.start) for other in common.right.statements]
    return {
        one.start
        for one in common.left.statements
        if any(terms.alike(asked[0].told.get(one.start), other) >= SAME for other in told)
    }


def _matched(shared: Sequence[tellers.Common], every: Sequence[AbstractSet[int]]) -> Mapping[str, AbstractSet[int]]:
    """Find the statements of the first article that one teller of both told, by what the teller is."""
    found: dict[str, set[int]] = {"any": set(), "body": set(), "person": set(), "wrote": set(), "heard": set()}
    for common, met in zip(shared, every, strict=True):
        found["any"] |= met
        found["body"] |= met if common.is_body and not common.is_person else set()
        found["person"] |= met if common.is_person else set()
        found["wrote"] |= met if common.left.wrote or common.right.wrote else set()
        found["heard"] |= met if common.apart else set()
    return found


def chosen(told: Choices, one: str, other: str) -> Iterator[str]:
    """Give the signs of what two articles chose to tell out of what their story tells."""
    for kind, found in choice.shared(told, one, other):
        yield from _steps(f"choice:{kind} of both", found.number, FEW)
        yield from _steps(f"choice:{kind}, part of the poorer", found.part, (0.2, 0.4, 0.6, 0.8, 0.95))
        yield from _steps(f"choice:{kind}, part of the richer", found.whole, (0.2, 0.4, 0.6, 0.8))
        yield from _steps(f"choice:{kind} of these two alone", found.alone, FEW[:3])
        yield from _steps(f"choice:{kind} beyond chance", found.beyond, (-1.0, 0.0, 0.5, 1.0, 2.0))
    ordered = choice.in_order(told, one, other)
    if ordered is not None:
        yield from _steps("choice:figures in one order", ordered, (0.5, 0.7, 0.85, 1.0))
    alike, apart = choice.counted(told, one, other)
    yield from _steps("choice:counted alike", alike, FEW)
    yield from _steps("choice:counted apart", apart, FEW[:3])
    yield from _steps("choice:articles of the story", len(told.picked), (3, 5, 8, 12, 20))


def _steps(name: str, value: float, steps: tuple[float, ...]) -> tuple[str, ...]:
    """Give a sign for every step that a number reaches; ``steps`` ascend."""
    return _named_steps(name, steps)[: bisect_right(steps, value)]


@lru_cache(maxsize=1 << 12)
def _named_steps(name: str, steps: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(f"{name}>={step:g}" for step in steps)


# ------------------------------------------------------------------------------- of both


def _both(pair: Pair, alike: Likeness, common: Sequence[tellers.Common]) -> Iterator[str]:
    yield from _extent(pair)
    yield from _telling(pair, alike)
    yield from _quotations(pair)
    yield from _credits(pair)
    yield from _tellers(pair, common)
    yield from _roles(pair)
    yield from _time(pair)


def _extent(pair: Pair) -> Iterator[str]:
    ties = pair.ties
    yield from _steps("extent:more wording", max(ties.wording), PARTS)
    yield from _steps("extent:less wording", min(ties.wording), PARTS)
    yield from _steps("extent:words", ties.outside, LONG)
    yield from _steps("extent:passages of these two alone", ties.alone, FEW[:3])
    yield from _steps("extent:passages", len(ties.of(WORDING)), FEW)


def _telling(pair: Pair, alike: Likeness) -> Iterator[str]:
    ties = pair.ties
    yield from _steps("telling:retold places", len(ties.of(RETOLD)), FEW)
    yield from _steps("telling:more retold", max(ties.all), PARTS)
    yield from _steps("telling:more alike", max(alike.held), (0.15, 0.3, 0.45, 0.6, 0.8))
    yield from _steps("telling:less alike", min(alike.held), (0.15, 0.3, 0.45, 0.6, 0.8))
    yield from _steps("telling:sentences alike", min(alike.alike), (1, 2, 3, 4, 6))
    yield from _steps("telling:first sentence", max(alike.first), (0.3, 0.6))
    if cues.same_figures(pair.a.reading, pair.b.reading):
        yield "telling:same figures"
    if pair.a.reading.article.language != pair.b.reading.article.language:
        yield "telling:two languages"
    if alike.in_order is not None:
        yield ("order:in order" if alike.in_order >= 0.7 else "order:out of order")


def _quotations(pair: Pair) -> Iterator[str]:
    yield from _steps("quotation:shared", len(pair.ties.quotations), FEW[:3])
    yield from _steps("quotation:words", pair.ties.inside, LONG[:3])
    if pair.ties.quotations and not pair.ties.of(WORDING | RETOLD):
        yield "quotation:nothing else"


def _credits(pair: Pair) -> Iterator[str]:
    a, b = pair.a, pair.b
    if set(a.signed) & set(b.signed):
        yield "credit:same agency"
    elif a.signed and b.signed:
        yield "credit:two agencies"
    elif a.signed or b.signed:
        yield "credit:one"
    if set(a.mentioned) & set(b.mentioned):
        yield "credit:both name an agency"
    if evidence.one_credit(a, b) is not None and (set(a.signed) & set(b.mentioned) or set(b.signed) & set(a.mentioned)):
        yield "credit:one credits what the other names"


def _tellers(pair: Pair, shared: Sequence[tellers.Common]) -> Iterator[str]:
    a, b = pair.a, pair.b
    common = [c for c in shared if c.left.keys]
    yield from _steps("teller:common", len(common), FEW[:3])
    part = min(sum(c.left.part for c in common), sum(c.right.part for c in common))
    yield from _steps("teller:part of the poorer", part, (0.2, 0.4, 0.6, 0.9))
    for name, holds in (
        ("main", any(c.main for c in common)),
        ("body", any(c.main and c.is_body for c in common)),
        ("heard by one", any(c.apart for c in common)),
        ("document", any(c.document for c in common)),
        ("wrote", any(c.left.wrote or c.right.wrote for c in common)),
        ("lead of both", any(c.left.lead and c.right.lead for c in common)),
    ):
        if holds:
            yield f"teller:{name}"
    named = sum(tellers.rests_on_named(w.tellers) for w in (a, b))
    yield f"teller:rest on named {named}"
    if tellers.relays(a.reading) or tellers.relays(b.reading):
        yield "teller:relays media"
    quoting = [c for c in common if all(any(s.kind in terms.SPOKEN for s in t.statements) for t in (c.left, c.right))]
    yield from _steps("quotation:tellers quoted by both", len(quoting), FEW[:3])
    if any(key.startswith("person:") for c in quoting for key in c.left.keys & c.right.keys):
        yield "quotation:a person quoted by both"
    heard = sorted(sum(t.part for t in w.tellers if t.heard) for w in (a, b))
    yield from _steps("teller:heard by itself, the less", heard[0], (0.05, 0.2, 0.4))
    yield from _steps("teller:heard by itself, the more", heard[1], (0.05, 0.2, 0.4))
    silent = sum(not w.tellers for w in (a, b))
    if silent:
        yield f"teller:silent {silent}"


def _roles(pair: Pair) -> Iterator[str]:
    kinds = {pair.a.kind, pair.b.kind}
    for kind in ("agency", "official", "aggregator"):
        if kind in kinds:
            yield f"role:{kind}"
    if pair.a.outlet == pair.b.outlet:
        yield "role:one outlet"
    if pair.official is not None:
        yield "role:words of one communiqué"


def _time(pair: Pair) -> Iterator[str]:
    if pair.a.at is None or pair.b.at is None:
        yield "time:unknown"


# ---------------------------------------------------------------------------- of a way round


def _way(pair: Pair, parent: Witness, child: Witness, sides: tuple[int, int], alike: Likeness) -> Iterator[str]:
    old, new = sides
    ties = pair.ties
    yield from _steps("extent:child is parent's", ties.wording[new], PARTS)
    yield from _steps("extent:child retells parent", ties.all[new], PARTS)
    yield from _steps("extent:parent in child", ties.all[old], PARTS)
    yield from _steps("telling:child is told by parent", alike.held[new], (0.15, 0.3, 0.45, 0.6, 0.8))
    yield from _steps("telling:parent is told by child", alike.held[old], (0.15, 0.3, 0.45, 0.6, 0.8))
    yield from _steps("telling:lead of child", alike.first[new], (0.3, 0.6))
    yield from _longer(parent, child)
    yield from _earlier(parent, child)
    yield from _named(pair, parent, child)
    yield from _kinds(parent, child)
    yield from _editing(pair, parent, child)


def _longer(parent: Witness, child: Witness) -> Iterator[str]:
    sizes = [max(1, len(w.reading.article.text)) for w in (parent, child)]
    ratio = math.log(sizes[0] / sizes[1])
    yield from _steps("extent:parent longer", ratio, LONGER)
    yield from _steps("extent:child longer", -ratio, LONGER)


def _earlier(parent: Witness, child: Witness) -> Iterator[str]:
    if parent.at is None or child.at is None:
        return
    hours = (child.at - parent.at).total_seconds() / 3600
    yield ("time:parent first" if hours > 0 else "time:child first" if hours < 0 else "time:at once")
    yield from _steps("time:parent first by", hours, HOURS)
    yield from _steps("time:child first by", -hours, HOURS)


def _descent(prints: Prints, parent: Witness, child: Witness) -> Iterator[str]:
    """Say which words of the two are anybody's else, and where each came out among the articles of its story."""
    found = descent.between(prints, parent.id, child.id)
    if found is not None:
        for name, value, steps in (
            ("shared", found.shared, (0.03, 0.1, 0.25, 0.5, 0.75, 0.9)),
            ("of these two alone", found.alone, (0.01, 0.03, 0.07, 0.15, 0.3)),
            ("own", found.own, (0.05, 0.15, 0.3, 0.5, 0.7, 0.85)),
            ("from elsewhere", found.elsewhere, (0.02, 0.05, 0.1, 0.2, 0.35, 0.5)),
            ("left by child", found.left, (0.03, 0.1, 0.2, 0.35, 0.5)),
            ("changed in both", found.both, FEW),
            ("changed in parent", found.parent, FEW),
            ("changed in child", found.child, FEW),
        ):
            yield from _steps(f"descent:{name}", value, steps)
        yield from _part("descent:changed in both, not in parent", found.both, found.parent)
        yield from _part("descent:changed in child, not in parent", found.child, found.parent)
    came = descent.order(prints, parent.at, child.at)
    if came is not None:
        yield from ("time:parent opens the story",) if came.before == 0 else ()
        yield from _steps("time:before parent", came.before, BEFORE)
        yield from _steps("time:between", came.between, BEFORE)
        yield from _steps("time:part before parent", came.before / max(1, came.others), (0.2, 0.4, 0.6, 0.8))


def _part(name: str, some: int, others: int) -> Iterator[str]:
    """Give the steps of the part that some have of two numbers, where there are any."""
    if some + others:
        yield from _steps(name, some / (some + others), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))


def _named(pair: Pair, parent: Witness, child: Witness) -> Iterator[str]:
    if evidence.credit_of(child, parent) is not None:
        yield "credit:child credits parent"
    if evidence.names(child, parent) is not None:
        yield "credit:child names parent"
    if evidence.names(parent, child) is not None:
        yield "credit:parent names child"
    if evidence.takes(child, parent, pair.ties) is not None:
        yield "credit:child puts words under parent's name"
    if _has_own(child):
        yield "credit:child has its own reporter"
    if _has_own(parent):
        yield "credit:parent has its own reporter"
    if child.signed:
        yield "credit:child credits an agency"
    if parent.signed:
        yield "credit:parent credits an agency"


def _has_own(witness: Witness) -> bool:
    return any(credit.form == "reporter" for credit in witness.reading.layers.credits or ())


def _kinds(parent: Witness, child: Witness) -> Iterator[str]:
    yield f"role:parent {parent.kind}"
    yield f"role:child {child.kind}"


def _editing(pair: Pair, parent: Witness, child: Witness) -> Iterator[str]:
    for reason in cues.marks(parent.reading, child.reading, pair.ties.told):
        yield f"editing:{reason.code}"
    if pair.ties.told and evidence.cut_at_tail(parent, child, pair.ties):
        yield "editing:cut-at-tail"
    for name, times in _slips(pair.ties.of(WORDING), parent, child).items():
        if times:
            yield f"editing:{name}"


def _slips(passages: Sequence[Passage], parent: Witness, child: Witness) -> Mapping[str, int]:
    """Count the misprints that stand in one of the texts alone, as far as one is the first of the passage."""
    found = {"typo in parent": 0, "typo in child": 0, "added": 0, "left out": 0}
    for passage in passages:
        first = passage.members[0].article
        for edit in passage.edits:
            other = passage.members[edit.member].article
            if {first, other} != {parent.id, child.id}:
                continue
            old, new = (edit.left, edit.right) if first == parent.id else (edit.right, edit.left)
            found["added"] += old.start == old.end
            found["left out"] += new.start == new.end
            slip = _slip(_words(parent, old), _words(child, new), parent.reading.article.language)
            if slip is not None:
                found[slip] += 1
    return found


def _words(witness: Witness, place: Place) -> list[str]:
    return [fold(w) for w in WORD.findall(witness.reading.article.text[place.start : place.end])]


def _slip(old: Sequence[str], new: Sequence[str], language: str) -> str | None:
    """Tell which of two words one slip apart (a letter, or two that changed places) is no word, if exactly one is."""
    if len(old) != 1 or len(new) != 1 or min(len(old[0]), len(new[0])) < TYPO or OSA.distance(old[0], new[0]) > 1:
        return None
    known = [word in weights.background(language) for word in (old[0], new[0])]
    if known[0] == known[1]:
        return None
    return "typo in child" if known[0] else "typo in parent"
