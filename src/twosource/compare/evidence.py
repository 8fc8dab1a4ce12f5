"""Evidence about two articles: what they share, whom they credit, who tells them what, when they came out."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from twosource.compare import citing, fingerprints, tellers, terms
from twosource.compare.reuse import Shares, lines, shares
from twosource.compare.tellers import Common, Teller, is_outlet
from twosource.model import Credit, Edit, Outlet, OutletKind, Passage, Place, Reading, Reason, Span
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.compare.voices import Voices
    from twosource.model import Hop, Statement

SIGNED = frozenset({"dateline", "byline", "end", "told"})
"""Forms of credit that say that words of the article are the agency's."""
HEAD = 160
"""Code points of a bare text in which an agency's name is a byline that nobody marked as one."""
BESIDE = 250
"""Code points between words and the credit that they stand under."""
NAME = 4
"""Letters of an outlet's name under which it may be a word of the text."""
INITIALS = 3
"""Capitals that are an outlet's whole name, at least."""
PLACED = re.compile(r"(\S+(?:\s+\S+)+)\s+(?:de|du|des|d['’]|of)\s*[A-ZÀ-Ý]\S*$")
"""An outlet's name of two words or more with the place that it is of."""
PRINTED = 0.25
"""Share of the worth of a statement that a sentence of the article that it is from has."""
STANDS = 0.45
"""The same where the body that told it has a text of its own in the pile: it may have said it elsewhere."""
CARRIERS = frozenset({"agency", "press", "broadcast", "web"})
"""Kinds of outlet that pass words on."""
NONE = (0.0, 0.0)
PAIR = 2
QUOTED = 0.7
WORDING = frozenset({"verbatim", "edited"})
RETOLD = frozenset({"paraphrase", "translation"})

Ids = tuple[str, str]


class Witness(Struct, frozen=True):
    """What is asked of an article when it is compared. ``at`` is set only where date and time are known.

    ``signed``: the agencies credited with its words, by folded name; ``mentioned``: all that it names;
    ``calls``: the outlets of the story that it names, and where; ``present``: whom else it names, by key.
    """

    reading: Reading
    outlet: str
    kind: OutletKind
    at: datetime | None
    signed: Mapping[str, Credit]
    mentioned: Mapping[str, Credit]
    calls: Mapping[str, tuple[Place, ...]]
    tellers: tuple[Teller, ...]
    present: frozenset[str]
    quoted: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.reading.article.id


class Ties(Struct, frozen=True):
    """What two articles share; of each passage, what is of the two.

    ``alone`` counts the passages of wording that no third article has.
    ``wording`` and ``retold`` are the parts of each one's own words that the other one has: letter by letter
    or nearly so, and those with what is told in other words or in another language. ``outside`` counts the
    shared words that stand outside quotation marks, ``inside`` those inside, ``retold`` the words of the shorter
    side of what is told in other words. ``quotations`` are the passages that both print as a quotation, in one
    language or in two.
    """

    passages: tuple[Passage, ...] = ()
    wording: tuple[float, float] = NONE
    all: tuple[float, float] = NONE
    outside: int = 0
    inside: int = 0
    retold: int = 0
    quotations: tuple[Passage, ...] = ()
    alone: int = 0

    def of(self, kinds: frozenset[str]) -> tuple[Passage, ...]:
        """The passages of some kinds."""
        return tuple(p for p in self.passages if p.kind in kinds)

    @property
    def told(self) -> tuple[Passage, ...]:
        """The passages that are no stock."""
        return tuple(p for p in self.passages if p.kind != "stock")


class Pair(Struct, frozen=True):
    """Two articles and what they share: wording, and tellers.

    ``official`` is the communiqué of which both hold words.
    """

    a: Witness
    b: Witness
    ties: Ties
    shared: tuple[Common, ...]
    official: Witness | None = None

    @property
    def ways(self) -> tuple[tuple[int, Witness, Witness, float], ...]:
        """Both ways round: which one is taken for the parent, the two, and the child's share of it."""
        return (0, self.a, self.b, self.ties.all[1]), (1, self.b, self.a, self.ties.all[0])


# ------------------------------------------------------------------------------ witnesses


def witnesses(readings: Sequence[Reading], outlets: Sequence[Outlet], known: Voices) -> list[Witness]:
    """Gather what is asked of each article; ``known``: the tellers of the story."""
    table = {outlet.id: outlet for outlet in outlets}
    printed = sorted({_outlet(reading, table) for reading in readings})
    return [_witness(reading, table.get(reading.article.outlet), known, printed) for reading in readings]


def _outlet(reading: Reading, table: Mapping[str, Outlet]) -> str:
    outlet = table.get(reading.article.outlet)
    return outlet.name if outlet else reading.article.outlet


def _witness(reading: Reading, outlet: Outlet | None, known: Voices, printed: Sequence[str]) -> Witness:
    name = outlet.name if outlet else reading.article.outlet
    credits_ = [c for c in reading.layers.credits or () if c.form != "photo" and not _is_own(c, name)]
    told = tellers.told_by(reading, outlet, known)
    return Witness(
        reading=reading,
        outlet=name,
        kind=outlet.kind if outlet else "unknown",
        at=clock(reading.article.published),
        signed={fold(c.agency): c for c in reversed(credits_) if c.form in SIGNED or _is_head(reading, c)},
        mentioned={fold(c.agency): c for c in reversed(credits_)},
        calls=_calls(reading, [other for other in printed if other != name]),
        tellers=told,
        present=tellers.present(reading.article.id, known),
        quoted=tuple(fingerprints.quotes(reading)),
    )


def agencies(told: Sequence[Witness]) -> Mapping[str, frozenset[str]]:
    """Give the agencies that each article names, or is of, by its id, under the names that the story has for them."""
    named = sorted({name for witness in told for name in witness.mentioned})
    return {
        witness.id: frozenset(witness.mentioned).union(
            [fold(witness.outlet)] if witness.kind == "agency" else [],
            (name for name in named if is_outlet(name, witness.outlet)),
        )
        for witness in told
    }


def _is_own(credit: Credit, outlet: str) -> bool:
    return credit.agency == "own" or is_outlet(credit.agency, outlet)


def _is_head(reading: Reading, credit: Credit) -> bool:
    """Tell whether a bare mention stands where bylines do, and is no teller of a statement."""
    if credit.form != "mention" or credit.start > HEAD:
        return False
    return not any(
        min(s.start, s.source.start if s.source else s.start) <= credit.start <= max(s.end, credit.start)
        and any(hop.start is not None and hop.start <= credit.start < (hop.end or 0) for hop in s.chain)
        for s in reading.layers.statements or ()
    )


def _calls(reading: Reading, others: Sequence[str]) -> dict[str, tuple[Place, ...]]:
    """Find which outlets are named in what an article tells, and where: without accents, also without their place."""
    plain, told = _unaccented(reading.article.text), fingerprints.told(reading)
    found: dict[str, tuple[Place, ...]] = {}
    for other in others:
        forms = [form for form in _forms(other) if form in plain]
        spans = {at.span() for form in forms for at in re.finditer(rf"\b{re.escape(form)}\b", plain)}
        inside = [span for span in sorted(spans) if any(one.start <= span[0] < one.end for one in told)]
        if inside:
            found[other] = tuple(Place(reading.article.id, *span) for span in inside)
    return found


@lru_cache(maxsize=1 << 12)
def _forms(outlet: str) -> tuple[str, ...]:
    """Give the names under which an outlet is called, without accents: its own, and that without the place behind.

    "Le Bien public" is "Le Bien public de Sernay"; a name of few letters may be a word of the text, and has none.
    """
    if len(outlet) < (INITIALS if outlet.isupper() else NAME):
        return ()
    placed = PLACED.match(outlet)
    return (_unaccented(outlet), *([_unaccented(placed.group(1))] if placed is not None else []))


def _unaccented(text: str) -> str:
    """Give a text without accents, letter for letter."""
    return text if text.isascii() else "".join([unicodedata.normalize("NFD", one)[0] for one in text])


def clock(published: str | None) -> datetime | None:
    """Give the time of an ISO 8601 string (a bare one is read as UTC), ``None`` where it is none."""
    try:
        at = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def later(a: Witness, b: Witness) -> bool:
    """Tell whether ``a`` is known to be printed after ``b``."""
    return a.at is not None and b.at is not None and a.at > b.at


# ----------------------------------------------------------------------------------- ties


def ties(witnesses_: Sequence[Witness], passages: Sequence[Passage]) -> dict[Ids, Ties]:
    """Give what every two articles share that share a passage (ids in order)."""
    readings = [witness.reading for witness in witnesses_]
    wording = shares(readings, [p for p in passages if p.kind in WORDING])
    whole = shares(readings, passages)
    by_id = {witness.id: witness for witness in witnesses_}
    seats = {key: seat for passage in passages for key, seat in _seats(passage, by_id)}
    alone = frozenset(p.id for p in passages if p.kind in WORDING and len({m.article for m in p.members}) == PAIR)
    return {
        pair: structs.replace(
            _tie(pair, found, (wording, whole), seats), alone=sum(passage.id in alone for passage in found)
        )
        for pair, found in sorted(passages_by_pair(passages).items())
    }


class _Seat(Struct, frozen=True):
    """One article's stretch of a passage: its words outside and inside quotation marks, and those kept unedited."""

    place: Place
    outside: int
    inside: int
    kept: int


Seats = dict[tuple[str, str], _Seat]


def _seats(passage: Passage, by_id: Mapping[str, Witness]) -> Iterator[tuple[tuple[str, str], _Seat]]:
    """Give the seats of a passage by passage and article; edits count on the side that departs from the first."""
    changed: dict[int, int] = {}
    for edit in passage.edits:
        witness = by_id.get(edit.right.article)
        if witness is not None:
            changed[edit.member] = changed.get(edit.member, 0) + _count(witness, edit.right)[0]
    for number, place in enumerate(passage.members):
        witness = by_id.get(place.article)
        if witness is not None:
            outside, inside = _count(witness, place)
            yield (passage.id, place.article), _Seat(place, outside, inside, max(0, outside - changed.get(number, 0)))


def _count(witness: Witness, place: Place) -> tuple[int, int]:
    """Count the words of a place outside and inside quotation marks."""
    found = [m.start() for m in WORD.finditer(witness.reading.article.text, place.start, place.end)]
    inside = sum(any(q.start <= at < q.end for q in witness.quoted) for at in found)
    return len(found) - inside, inside


def _tie(pair: Ids, found: Sequence[Passage], covered: tuple[Shares, Shares], seats: Seats) -> Ties:
    outside = inside = retold = 0
    quoted: list[Passage] = []
    for passage in found:
        a, b = (seats[passage.id, article] for article in pair)
        if passage.kind in {*WORDING, "quotation"}:
            outside += min(a.kept, b.kept)
            inside += min(a.inside, b.inside)
        elif passage.kind in RETOLD:
            retold += min(a.outside, b.outside)
        if passage.kind == "quotation" or (passage.kind != "stock" and _is_quoted(a) and _is_quoted(b)):
            quoted.append(passage)
    shares_ = covered[0].get(pair, NONE), covered[1].get(pair, NONE)
    return Ties(tuple(found), *shares_, outside, inside, retold, tuple(quoted))


def _is_quoted(seat: _Seat) -> bool:
    return seat.inside > 0 and seat.inside >= QUOTED * (seat.outside + seat.inside)


def passages_by_pair(passages: Sequence[Passage]) -> Mapping[Ids, Sequence[Passage]]:
    """Give the passages of every pair of articles (ids in order), of each what is of the two.

    A passage of a crowd has thousands of members and edits: each pair looks at its own alone.
    """
    found: dict[Ids, list[Passage]] = {}
    for passage in passages:
        for pair, cut in _cuts(passage):
            found.setdefault(pair, []).append(cut)
    return found


def _cuts(passage: Passage) -> Iterator[tuple[Ids, Passage]]:
    """Give of every two articles of a passage the members and edits that are theirs, in order."""
    held: dict[str, list[int]] = {}
    for number, member in enumerate(passage.members):
        held.setdefault(member.article, []).append(number)
    edits: dict[int, list[Edit]] = {}
    for edit in passage.edits:
        edits.setdefault(edit.member, []).append(edit)
    if len(held) == PAIR:
        yield (min(held), max(held)), passage
        return
    for one, other in combinations(sorted(held), PAIR):
        kept = sorted((*held[one], *held[other]))
        of_two = (
            structs.replace(edit, member=place)
            for place, number in enumerate(kept if kept[0] == 0 else ())
            for edit in edits.get(number, ())
        )
        members = tuple(passage.members[number] for number in kept)
        yield (one, other), Passage(id=passage.id, kind=passage.kind, members=members, edits=tuple(of_two))


def places(passages: Sequence[Passage], *articles: str) -> tuple[Place, ...]:
    """Give the places of some articles in some passages."""
    return tuple(place for p in passages for place in p.members if place.article in articles)


def holds(passage: Passage, inside: Sequence[Place]) -> bool:
    """Tell whether every one of some places stands in a member of a passage."""
    return all(
        any(p.article == m.article and m.start <= p.start and p.end <= m.end for m in passage.members) for p in inside
    )


def sentences_in(witness: Witness, passages: Sequence[Passage]) -> int:
    """Count the sentences of an article that stand in some passages."""
    found = places(passages, witness.id)
    told = lines.sentences(witness.reading)
    return sum(any(p.start <= start and end <= p.end for p in found) for start, end in told)


# -------------------------------------------------------------------------------- reasons


def shares_wording(a: Witness, b: Witness, tied: Ties) -> Reason:
    """Say how much of the poorer of two articles the other one has, and where."""
    wording = tied.of(WORDING)
    if not wording:
        return tells_the_same(a, b, tied)
    return Reason("shares-wording", percent(max(tied.wording)), places(wording, a.id, b.id))


def tells_the_same(a: Witness, b: Witness, tied: Ties) -> Reason:
    """Say in how many places two articles tell the same in other words."""
    found = tied.of(RETOLD)
    return Reason("tells-the-same", str(len(found)), places(found, a.id, b.id))


def percent(share: float) -> str:
    """Give a share as it is printed."""
    return f"{share:.0%}".replace("%", "\u202f%")


def _place(witness: Witness, credit: Credit) -> Place:
    return Place(witness.id, credit.start, credit.end)


def common_credit(a: Witness, b: Witness) -> Reason | None:
    """Find an agency that both articles credit with their words, or that one is and the other credits."""
    for name in sorted(set(a.signed) & set(b.signed)):
        found = (_place(a, a.signed[name]), _place(b, b.signed[name]))
        return Reason("credits-agency", a.signed[name].agency, found)
    for one, other in ((a, b), (b, a)):
        credit = credit_of(one, other)
        if credit is not None:
            return Reason("credits-agency", credit.about, credit.places)
    return None


def one_credit(a: Witness, b: Witness) -> Reason | None:
    """Find an agency that one of the articles credits; the one that the other names too goes first."""
    for known in (True, False):
        for witness, other in ((a, b), (b, a)):
            for name in sorted(witness.signed):
                if not known or name in other.mentioned:
                    credit = witness.signed[name]
                    return Reason("one-credits-agency", credit.agency, (_place(witness, credit),))
    return None


def credit_of(witness: Witness, agency: Witness) -> Reason | None:
    """Find the place where an article credits the outlet of the other, an agency, with its words."""
    credit = witness.signed.get(fold(agency.outlet))
    found = credit or next((c for c in witness.signed.values() if is_outlet(c.agency, agency.outlet)), None)
    return Reason("credits-the-wire", found.agency, (_place(witness, found),)) if found else None


def named_both(a: Witness, b: Witness) -> Reason | None:
    """Find an agency that both articles name."""
    for name in sorted(set(a.mentioned) & set(b.mentioned)):
        found = (_place(a, a.mentioned[name]), _place(b, b.mentioned[name]))
        return Reason("names-agency", a.mentioned[name].agency, found)
    return None


def names(witness: Witness, other: Witness) -> Reason | None:
    """Find a place where an article names the outlet of the other one, which is not the later."""
    found = () if later(other, witness) else witness.calls.get(other.outlet, ())
    return Reason("names-the-other", other.outlet, found[:1]) if found else None


class Cited(Struct, frozen=True):
    """A statement that an article has from an outlet, and the share of it that stands in an article of that outlet."""

    reason: Reason
    share: float


def cites(witness: Witness, other: Witness) -> Cited | None:
    """Find a statement that an article has from the other's outlet, and that stands in the other article.

    What a medium passes on into another language need not be found there again. The text of a body is cited by
    whatever name the body has, where what it told stands there.
    """
    best, abroad = _from_the_body(witness, other), witness.reading.article.language != other.reading.article.language
    for statement in witness.reading.layers.statements or ():
        for number, hop in enumerate(statement.chain if statement.field == "text" else ()):
            if not tellers.is_called(witness.reading, hop, other.outlet):
                continue
            share = _printed(witness, statement, other)
            carried = number > 0 or hop.type in citing.MEDIA or other.kind in CARRIERS
            if ((carried and abroad) or share >= PRINTED) and (best is None or share > best.share):
                places = (Place(witness.id, *stretch) for stretch in (_at(hop), (statement.start, statement.end)))
                best = Cited(Reason("cites-the-other", other.outlet, tuple(places)), share)
    return best


def _from_the_body(witness: Witness, other: Witness) -> Cited | None:
    """Find a statement that a body told, heard by nobody, and that stands in the body's own text."""
    own = [teller for teller in other.tellers if teller.place is None] if other.kind == "official" else []
    told = [
        (one.right, s)
        for one in tellers.common(own, witness.tellers)
        if not one.right.heard
        for s in one.right.statements
    ]
    found = [(_printed(witness, statement, other), teller, statement) for teller, statement in told]
    share, teller, statement = max(found, key=lambda one: one[0], default=(0.0, None, None))
    if teller is None or statement is None or share < STANDS:
        return None
    named = (teller.place,) if teller.place is not None else ()
    places = (*named, Place(witness.id, statement.start, statement.end))
    return Cited(Reason("cites-the-other", other.outlet, places), share)


def _at(hop: Hop) -> tuple[int, int]:
    return hop.start or 0, hop.end or 0


def _printed(witness: Witness, statement: Statement, other: Witness) -> float:
    """Give the most of what a statement tells that a sentence of the other article has."""
    told, article = terms.of_statement(witness.reading, statement), other.reading.article
    sentences = other.reading.layers.sentences or ()
    return max((terms.held(told, terms.of_spans(article, [Span(s.start, s.end)])) for s in sentences), default=0.0)


def takes(witness: Witness, other: Witness, tied: Ties) -> Reason | None:
    """Find words that an article shares with another and puts under its name: "…, the Courier reports"."""
    told = [p.agency for p in witness.signed.values() if is_outlet(p.agency, other.outlet)]
    under = [*witness.calls.get(other.outlet, ())]
    under += [_place(witness, c) for c in witness.signed.values() if c.agency in told]
    for place in under:
        for shared in places(tied.told, witness.id):
            near = shared.start - BESIDE <= place.start and place.end <= shared.end + BESIDE
            if near and _one_paragraph(witness, shared, place):
                return Reason("names-the-other", other.outlet, (place, shared))
    return None


def _one_paragraph(witness: Witness, a: Place, b: Place) -> bool:
    low, high = min(a.end, b.end), max(a.start, b.start)
    return low >= high or "\n" not in witness.reading.article.text[low:high]


def cut_at_tail(earlier: Witness, later_: Witness, tied: Ties) -> bool:
    """Tell whether the later article has the earlier one's words up to a point, and its end is missing."""
    wording = tied.of(WORDING | RETOLD)
    reached = max((p.end for p in places(wording, earlier.id)), default=0)
    ended = max((p.end for p in places(wording, later_.id)), default=0)
    return _ends(earlier) * 0.85 > reached and ended > 0.85 * _ends(later_)


def moved(earlier: Witness, later_: Witness, tied: Ties) -> tuple[Place, ...]:
    """Find the first place of the later article that stands before what the earlier one told before it."""
    found = [(places((p,), earlier.id)[0], places((p,), later_.id)[0]) for p in tied.of(WORDING)]
    ordered = sorted(found)
    return next((b[1:] for a, b in pairwise(ordered) if b[1].end <= a[1].start), ())


def _ends(witness: Witness) -> int:
    return max((span.end for span in fingerprints.told(witness.reading)), default=0)
