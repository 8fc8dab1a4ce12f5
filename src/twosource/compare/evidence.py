"""Evidence about two articles: what they share, whom they credit, who tells them what, when they came out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.model import Credit, Hop, Outlet, OutletKind, Passage, Place, Reading, Reason
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIGNED = frozenset({"dateline", "byline", "end", "told"})
"""Forms of credit that say that words of the article are the agency's."""
UNNAMED = frozenset({"anonymous", "unknown", "collective", "role"})
"""Types of teller of whom two may be one."""

NAME = 4
"""Letters of an outlet's name under which it may be a word of the text."""


class Witness(Struct, frozen=True):
    """What is asked of an article when it is compared. ``at`` is set only where date and time are known."""

    id: str
    outlet: str
    kind: OutletKind
    version_of: str | None
    at: datetime | None
    text: str
    credits: tuple[Credit, ...]
    tellers: tuple[Hop, ...]
    resolved: bool


class Ties(Struct, frozen=True):
    """What two articles share. ``shares``: the part of each one's own words that the other one has."""

    passages: tuple[Passage, ...]
    shares: tuple[float, float]

    @property
    def wording(self) -> tuple[Passage, ...]:
        """The passages that are wording of the articles themselves."""
        return tuple(p for p in self.passages if p.kind in {"verbatim", "edited"})

    @property
    def retold(self) -> tuple[Passage, ...]:
        """The sentences that both tell in other words, or in two languages."""
        return tuple(p for p in self.passages if p.kind in {"paraphrase", "translation"})

    @property
    def quotations(self) -> tuple[Passage, ...]:
        """The quotations that both print."""
        return tuple(p for p in self.passages if p.kind == "quotation")


def witnesses(readings: Sequence[Reading], outlets: Sequence[Outlet]) -> list[Witness]:
    """Gather what is asked of each article."""
    table = {outlet.id: outlet for outlet in outlets}
    return [_witness(reading, table.get(reading.article.outlet)) for reading in readings]


def _witness(reading: Reading, outlet: Outlet | None) -> Witness:
    article = reading.article
    credits_ = reading.layers.credits or ()
    statements = reading.layers.statements or ()
    firsts = [statement.chain[0] for statement in statements if statement.chain]
    named = {fold(hop.name): hop for hop in firsts if hop.type not in UNNAMED}
    return Witness(
        id=article.id,
        outlet=outlet.name if outlet else article.outlet,
        kind=outlet.kind if outlet else "unknown",
        version_of=article.version_of,
        at=clock(article.published),
        text=article.text,
        credits=tuple(credits_),
        tellers=tuple(named[name] for name in sorted(named)),
        resolved=bool(firsts)
        and len(firsts) == len(statements)
        and all(h.type not in UNNAMED for h in firsts),
    )


def clock(published: str | None) -> datetime | None:
    """Give the time of an ISO 8601 string (a bare one is read as UTC), ``None`` where it is none."""
    try:
        at = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def passages_by_pair(passages: Sequence[Passage]) -> Mapping[tuple[str, str], Sequence[Passage]]:
    """Give the passages of every pair of articles (ids in order)."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        articles = sorted({member.article for member in passage.members})
        for i, one in enumerate(articles):
            for other in articles[i + 1 :]:
                found.setdefault((one, other), []).append(passage)
    return found


def places(passages: Sequence[Passage], *articles: str) -> tuple[Place, ...]:
    """Give the places of some articles in some passages."""
    return tuple(place for p in passages for place in p.members if place.article in articles)


def shares_wording(a: Witness, b: Witness, ties: Ties) -> Reason:
    """Say how much of the poorer of two articles the other one has."""
    about = f"{max(ties.shares):.0%}".replace("%", " %")
    return Reason("shares-wording", about, places(ties.wording, a.id, b.id))


def _same(name: str, other: str) -> bool:
    return WORD.findall(fold(name)) == WORD.findall(fold(other))


def _signed(witness: Witness) -> dict[str, Credit]:
    """Give the agencies that an article credits with its words; its own name is no credit."""
    signed = [c for c in witness.credits if c.form in SIGNED and not _same(c.agency, witness.outlet)]
    return {fold(c.agency): c for c in reversed(signed)}


def _place(witness: Witness, credit: Credit) -> Place:
    return Place(witness.id, credit.start, credit.end)


def common_credit(a: Witness, b: Witness) -> Reason | None:
    """Find an agency that both articles credit with their words, or that one is and the other credits."""
    left, right = _signed(a), _signed(b)
    for name in sorted(set(left) & set(right)):
        found = (_place(a, left[name]), _place(b, right[name]))
        return Reason("credits-agency", left[name].agency, found)
    for one, other in ((a, b), (b, a)):
        credit = credit_of(one, other)
        if credit is not None:
            return Reason("credits-agency", credit.about, credit.places)
    return None


def one_credit(a: Witness, b: Witness) -> Reason | None:
    """Find an agency that one of the articles credits."""
    for witness in (a, b):
        signed = _signed(witness)
        for name in sorted(signed):
            return Reason("one-credits-agency", signed[name].agency, (_place(witness, signed[name]),))
    return None


def credit_of(witness: Witness, agency: Witness) -> Reason | None:
    """Find the place where an article credits the outlet of the other, an agency."""
    for credit in witness.credits:
        if (
            credit.form in SIGNED
            and _same(credit.agency, agency.outlet)
            and not _same(agency.outlet, witness.outlet)
        ):
            return Reason("credits-the-wire", credit.agency, (_place(witness, credit),))
    return None


def names(witness: Witness, other: Witness) -> Reason | None:
    """Find a place where an article names the outlet of the other one."""
    if len(other.outlet) < NAME or other.outlet == witness.outlet:
        return None
    found = re.search(rf"\b{re.escape(other.outlet)}\b", witness.text)
    if found is None:
        return None
    return Reason("names-the-other", other.outlet, (Place(witness.id, found.start(), found.end()),))


def cut_at_tail(earlier: Witness, later: Witness, ties: Ties) -> bool:
    """Tell whether the later article has the earlier one's words up to a point, and its end is missing."""
    reached = max((p.end for p in places(ties.wording, earlier.id)), default=0)
    ended = max((p.end for p in places(ties.wording, later.id)), default=0)
    return reached < 0.85 * len(earlier.text) and ended > 0.85 * len(later.text)


def common_teller(a: Witness, b: Witness) -> Reason | None:
    """Find a named teller whom both articles have, in a statement or as a source that they mention."""
    left, right = _tellers(a), _tellers(b)
    common = sorted(set(left) & set(right))
    if not common:
        return None
    name, place = left[common[0]]
    return Reason("same-teller", name, tuple(p for p in (place, right[common[0]][1]) if p is not None))


def _tellers(witness: Witness) -> dict[str, tuple[str, Place | None]]:
    found: dict[str, tuple[str, Place | None]] = {}
    for credit in witness.credits:
        if not _same(credit.agency, witness.outlet):
            found.setdefault(fold(credit.agency), (credit.agency, _place(witness, credit)))
    for hop in witness.tellers:
        place = (
            Place(witness.id, hop.start, hop.end) if hop.start is not None and hop.end is not None else None
        )
        found.setdefault(fold(hop.name), (hop.name, place))
    return found


def told_apart(a: Witness, b: Witness) -> bool:
    """Tell whether every statement of both articles has a named teller and no teller is common."""
    return a.resolved and b.resolved and not set(_tellers(a)) & set(_tellers(b))
