"""What a claim of a story tells, set against what another claim of it tells otherwise; each denial once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from twosource.compare import clashes as clashing
from twosource.compare import differing, rebuttals
from twosource.compare.bilingual import translations
from twosource.compare.conflicts import who
from twosource.compare.tellings import Clash
from twosource.dossier.claims import Told, is_contested, side
from twosource.model import Conflict

_DENIED = Clash("denial", 0, 0, "denied-elsewhere")


def rebutted(told: Sequence[Told]) -> tuple[Told, ...]:
    """Set against what a claim tells what another claim of the story tells otherwise: denials, and tolls.

    Who denies what his own claim tells is not heard again against another one.
    """
    found: dict[int, list[Conflict]] = {}
    claims = [one.tellings for one in told]
    heard = {
        (n, n, *_voices(one, c.left.statement, c.right.statement))
        for n, one in enumerate(told)
        for c in one.conflicts
        if c.relation == "denial"
    }
    denying = {(n, one) for n, _, *voices in heard for one in voices}
    denials = ((*pair, _DENIED) for pair in rebuttals.find(claims, translations))
    for (n, i), (m, j), clash in (*denials, *differing.across(claims)):
        left, right = told[n], told[m]
        case = (n, m, who(left.tellings[i]), who(right.tellings[j]))
        if clash.relation == "denial" and (case in heard or (m, case[3]) in denying):
            continue
        heard.add(case)
        conflict = Conflict(
            claim=left.claim.id,
            relation=clash.relation,
            left=side(left.claim.statements[i]),
            right=side(right.claim.statements[j]),
            rule=clash.rule,
            chance=clashing.PLAIN,
            as_of=(left.tellings[i].time, right.tellings[j].time),
        )
        found.setdefault(n, []).append(conflict)
    return tuple(_with(one, found.get(n, ())) for n, one in enumerate(told))


def _voices(told: Told, *statements: str) -> tuple[str, ...]:
    """Give who tells some statements of a claim."""
    at = {statement.id: n for n, statement in enumerate(told.claim.statements)}
    return tuple(who(told.tellings[at[one]]) for one in statements if one in at)


def _with(told: Told, found: Sequence[Conflict]) -> Told:
    contested = is_contested(found)
    claim = msgspec.structs.replace(told.claim, verdict="contested") if contested else told.claim
    return msgspec.structs.replace(told, claim=claim, conflicts=(*told.conflicts, *found))
