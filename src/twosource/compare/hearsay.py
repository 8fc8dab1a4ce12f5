"""Who is behind the hearsay of a headline: whom the body of the same article names for the same proposition.

"Trois morts, selon un témoin", "Minister to resign - report" and a headline in the conditional name nobody. Where
the body tells the same with a teller that may be meant, the headline came from them; otherwise it stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from twosource.compare.propositions import Proposition
from twosource.model import Hop, SourceType
from twosource.text import WORD, fold

MEANT: Final[Mapping[SourceType, frozenset[SourceType]]] = {
    "anonymous": frozenset({"anonymous", "role", "person"}),
    "role": frozenset({"role", "person"}),
    "collective": frozenset({"collective"}),
    "document": frozenset({"document", "media", "agency", "organisation"}),
    "media": frozenset({"media", "agency"}),
}
"""By what a headline calls its teller without a name, what the teller of the body may be."""


def of_bodies(propositions: Sequence[Proposition], groups: Iterable[Sequence[int]]) -> list[Proposition]:
    """Give the propositions of claims with the headlines' tellers filled in; ``groups``: the claims, by index."""
    filled = list(propositions)
    for members in groups:
        for index in members:
            one = propositions[index]
            told = _teller_of(one, [propositions[i] for i in members]) if _is_hearsay(one) else None
            filled[index] = _through(one, told) if told is not None else one
    return filled


def _is_hearsay(one: Proposition) -> bool:
    """Tell whether a headline puts something in nobody's mouth, or in that of somebody without a name."""
    first = next(iter(one.statement.chain), None)
    return one.headed and not one.own and (first is None or not any(sign.isupper() for sign in first.name))


def _teller_of(headline: Proposition, claim: Sequence[Proposition]) -> Proposition | None:
    """Give the first statement of the body that tells the same after somebody who may be meant."""
    bodies = (p for p in claim if p.article == headline.article and not p.headed and not p.own)
    return next((p for p in bodies if p.statement.chain and _may_mean(headline, p.statement.chain[0])), None)


def _may_mean(headline: Proposition, hop: Hop) -> bool:
    first = next(iter(headline.statement.chain), None)
    if hop.name == "?":
        return False
    if first is None or first.name == "?":
        return True
    return hop.type in MEANT.get(first.type, ()) or not _words(first).isdisjoint(_words(hop))


def _words(hop: Hop) -> frozenset[str]:
    return frozenset(WORD.findall(fold(hop.name)))


def _through(headline: Proposition, body: Proposition) -> Proposition:
    """Give a headline the chain of the body; in a title apart no hop has a place, since places are of the text."""
    chain = body.statement.chain
    if headline.in_title:
        chain = tuple(replace(hop, start=None, end=None) for hop in chain)
    first = chain[0]
    return replace(
        headline, statement=replace(headline.statement, chain=chain, speaker=first.name, source_type=first.type)
    )
