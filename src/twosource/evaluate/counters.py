"""Counting without tracing: what outlets, texts, named tellers, or votes discounted for copying say of a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

from twosource.evaluate.claims import Seats
from twosource.evaluate.dataset import GoldClaim
from twosource.text import fold

ACCURACY, COPIED, PRIOR, FALSE = 0.8, 0.8, 0.2, 10
"""How often an outlet is right, how much a copier copies, how many pairs copy, how many false values there are."""

Values = Mapping[str, Mapping[str, str]]
"""By claim, what each outlet says of it."""


def trivial(claims: Sequence[GoldClaim], at: Seats, outlets: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """Give, by claim, the answer of every counter that traces nothing."""
    values = {claim.id: _values(claim, at, outlets) for claim in claims}
    depend = dependence(values)
    return {
        claim.id: {
            "always one": 1,
            "counting outlets": len(values[claim.id]),
            "counting texts": len({place.article for place in claim.statements}),
            "attribution roots": _roots(claim, at),
            "votes (Dong 2009)": votes(tuple(values[claim.id]), depend),
        }
        for claim in claims
    }


def _values(claim: GoldClaim, at: Seats, outlets: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, said in zip(claim.statements, at.of(claim), strict=True):
        value = said.statement.value if said else None
        told = "said" if value is None else f"{value.low}-{value.high}"
        found.setdefault(outlets.get(place.article, place.article), told)
    return found


def _roots(claim: GoldClaim, at: Seats) -> int:
    """Count the first tellers that the statements name, by their letters alone."""
    chains = [said.statement.chain for said in at.of(claim) if said]
    return max(1, len({fold(chain[0].name) for chain in chains if chain and chain[0].name != "?"}))


def votes(outlets: Sequence[str], depend: Mapping[frozenset[str], float]) -> int:
    """Count votes, each worth what the outlet does not copy from those before it (Dong, Berti-Équille, Srivastava)."""
    total = 0.0
    for number, outlet in enumerate(outlets):
        own = 1.0
        for other in outlets[:number]:
            own *= 1 - COPIED * depend.get(frozenset({outlet, other}), 0.0)
        total += own
    return max(1, round(total))


def dependence(values: Values) -> Mapping[frozenset[str], float]:
    """Give the chance that one of two outlets copies the other, by the values that they have in common."""
    odds: dict[frozenset[str], float] = {}
    for told in values.values():
        usual = Counter(told.values()).most_common(1)[0][0] if told else ""
        for one, other in combinations(sorted(told), 2):
            pair = frozenset({one, other})
            odds[pair] = odds.get(pair, log(PRIOR / (1 - PRIOR))) + _evidence(told[one], told[other], usual)
    return {pair: 1 / (1 + 2.718281828459045 ** -min(50.0, max(-50.0, value))) for pair, value in odds.items()}


def _evidence(one: str, other: str, usual: str) -> float:
    """Give the log-odds that a pair of values lends to copying: a shared rare value speaks for it most."""
    right, wrong = ACCURACY**2, (1 - ACCURACY) ** 2 / FALSE
    if one != other:
        return log(1 - COPIED)
    alone, shared = (right, ACCURACY) if one == usual else (wrong, 1 - ACCURACY)
    return log((COPIED * shared + (1 - COPIED) * alone) / alone)
