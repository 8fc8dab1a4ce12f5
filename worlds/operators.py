"""Rewriting: each operator is a pure step from a settled sentence, or a draft, to another one.

Sentences are settled but not yet text, so operators compose, and the truth of what they made is known without looking.
A line that an operator cannot change comes back as it was, and is not marked as changed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from worlds.chance import hashed, pick
from worlds.compose import Desk
from worlds.facets import FACETS
from worlds.items import Heard, Item
from worlds.model import Line, Telling, Typo, Utterance, Value
from worlds.realise import eligible, table_of
from worlds.regimes import LineOp
from worlds.shapes import ARCHIVE, MOODS, bare_frames, has_moods, prints_number, sayable, spoken, worded


class Bench(Struct, frozen=True):
    """Where a desk works on a text of somebody else's: with what, for which draft, when."""

    desk: Desk
    draft: str
    at: datetime
    utterances: Mapping[str, Utterance]

    @property
    def rng(self) -> random.Random:
        """Give the desk's chance."""
        return self.desk.rng

    @property
    def event(self) -> str:
        """Give the kind of the story's event."""
        return self.desk.where.event.kind


def taken(line: Line, uid: str) -> Line:
    """Take a line over word for word."""
    return replace(line, uid=uid, parent=line.uid, ops=("verbatim",))


def marked(line: Line, op: str) -> Line:
    """Note that an operator has changed a line."""
    return replace(line, ops=(*(one for one in line.ops if one != "verbatim"), op))


def _same(line: Line) -> Telling:
    return line.tellings[0]


def _told(line: Line, telling: Telling, op: str) -> Line:
    return marked(replace(line, tellings=(telling, *line.tellings[1:])), op)


# ------------------------------------------------------------------------ words and frames


def lexical(line: Line, bench: Bench) -> Line:
    """Put the house's words for the same things."""
    if line.family != bench.desk.family.name and line.family[:2] != bench.desk.family.name[:2]:
        return line
    return (
        line
        if line.house == bench.desk.newsroom.house
        else marked(replace(line, house=bench.desk.newsroom.house), "lexical")
    )


def paraphrase(line: Line, bench: Bench) -> Line:
    """Say it again in the desk's own frames; a quotation keeps the speaker's words."""
    return _again(line, bench, "paraphrase")


def translation(line: Line, bench: Bench) -> Line:
    """Say it in the desk's language; French pages have no acres."""
    made = _again(line, bench, "translation")
    acres = bool(made.tellings) and made.tellings[0].value.unit == "imperial"
    return unit(made, bench) if acres and made.family.startswith("fr") else made


def _again(line: Line, bench: Bench, op: str) -> Line:
    desk = bench.desk
    if not line.tellings:
        return line
    first = line.tellings[0]
    if line.kind == "own" or not first.chain or len(line.tellings) > 1:
        made = _retold(line, desk)
    else:
        heard = Heard(bench.utterances[first.utterance], first.chain[1] if len(first.chain) > 1 else "")
        item = Item(heard, replace(first, voice="", part=0, mood=MOODS.get(first.certainty, first.mood)), 0)
        found = desk.said(bench.draft, item, bench.at) if first.key != "happened" else ()
        if not found and op == "paraphrase":
            return line
        fresh_quote = bool(found) and found[0].kind == "direct" != line.kind
        made = found[0] if found and not fresh_quote else _retold(line, desk)
    fresh = replace(
        made, uid=line.uid, parent=line.parent, root=line.root, ops=line.ops, family=desk.family.name,
        house=desk.newsroom.house, clock=bench.at, origin=line.origin,
    )  # fmt: skip
    return marked(fresh, op)


def _retold(line: Line, desk: Desk) -> Line:
    """Keep the shape of a line and change frame and wording, to one that is not worn out where there is one."""
    made = _reframed(line, desk)
    for _ in range(_TRIES):
        if not desk.stale(made):
            break
        made = _reframed(line, desk)
    plain = made.tellings[0].key in _BARE
    if made.table == "plain.own" and (plain or desk.stale(made)):
        made = desk.unadorned(made)
    desk.accept(made)
    return made


_TRIES = 6
_BARE = ARCHIVE | {"happened"}
"""Facets that no "Meanwhile" introduces."""


def _reframed(line: Line, desk: Desk) -> Line:
    tellings = tuple(_reworded(telling, line, desk) for telling in line.tellings)
    table = line.table if line.kind not in {"direct", "mixed"} else "indirect.asserted"
    kind = line.kind if line.kind not in {"direct", "mixed"} else "indirect"
    if line.kind == "noun":
        table, kind = line.table, line.kind
    size = len(desk.family.texts(table))
    return replace(
        line,
        kind=kind,
        table=table,
        frame=desk.ledger.least(desk.rng, desk.family.name, table, size, desk.framed),
        tellings=tellings,
        seed=desk.rng.randrange(1 << 16),
        typos=(),
        family=desk.family.name,
    )


def _reworded(telling: Telling, line: Line, desk: Desk) -> Telling:
    form = "noun" if line.kind == "noun" else "that"
    return replace(telling, voice="", part=0, variant=desk.variant(telling, form))


# ----------------------------------------------------------------------------- quotations


def partial_quotation(line: Line, bench: Bench) -> Line:
    """Print the first half of a quotation."""
    telling = _same(line) if line.tellings else None
    if telling is None or line.kind != "direct" or line.table == "direct.split" or telling.part:
        return line
    if "//" not in spoken(telling, bench.desk.where.event.kind):
        return line
    return _told(line, replace(telling, part=1), "partial quotation")


def quote_edited(line: Line, bench: Bench) -> Line:
    """Put other words into a quotation."""
    telling = _same(line) if line.tellings else None
    if telling is None or line.kind != "direct" or line.table == "direct.split" or not telling.voice:
        return line
    teller = bench.desk.where.tellers[telling.chain[0]]
    table = table_of(telling, "voice", bench.desk.where.event.kind)
    able = sayable(telling.voice, table, telling.key, teller.role, teller.type)
    other = next((n for n in (*(n for n in able if n > telling.variant), *able) if n != telling.variant), None)
    return line if other is None else _told(line, replace(telling, variant=other, part=0), "quote edited")


# ---------------------------------------------------------------------------- attribution


def attribution_dropped(line: Line, bench: Bench) -> Line:
    """Tell as a fact of one's own what somebody else put forward; the true origin stays known."""
    if line.kind == "own" or not line.tellings or not line.tellings[0].chain:
        return line
    first = line.tellings[0]
    if len(line.tellings) > 1:
        own = tuple(replace(one, chain=()) for one in line.tellings)
        return marked(replace(line, kind="own", table="plain.pair", tellings=own), "attribution dropped")
    if first.key == "scene" or not _plain(first, line, bench):
        return line
    telling = replace(
        first, chain=(), certainty="hearsay" if first.mood == 1 else "asserted", voice="", part=0,
        mood=0 if first.mood >= 2 else first.mood, variant=_variant(first, line, bench),
    )  # fmt: skip
    table = "plain.hearsay" if telling.mood == 1 else "plain.own"
    kept = replace(line, kind="own", table=table, frame=line.frame, tellings=(telling,))
    if table == "plain.own":
        kept = replace(kept, frame=pick(bare_frames(line.family), line.root, "own"))
    return marked(kept, "attribution dropped")


def _plain(telling: Telling, line: Line, bench: Bench) -> bool:
    """Tell whether a telling can stand without its teller: what was denied cannot."""
    return (
        telling.mood != 3
        and telling.certainty != "denied"
        and bool(eligible(line.family, table_of(telling, "that", bench.desk.where.event.kind), ""))
    )


def _variant(telling: Telling, line: Line, bench: Bench) -> int:
    """Keep the wording of a clause; take one where there was a quotation or a noun."""
    if line.kind in {"indirect", "mixed", "own"}:
        return telling.variant
    size = len(eligible(line.family, table_of(telling, "that", bench.desk.where.event.kind), ""))
    return hashed(line.root, "that") % size


def attribution_moved(line: Line, bench: Bench) -> Line:
    """Put it in the mouth of somebody else of the story."""
    if not line.tellings or not line.tellings[0].chain or line.kind == "direct":
        return line
    first = line.tellings[0]
    if first.value.stage == "withdrawn" or first.certainty == "denied":
        return line
    now = bench.desk.where.tellers.get(first.chain[0])
    others = [
        teller
        for teller in bench.desk.where.story.tellers
        if now and teller.id != now.id and teller.type == now.type and teller.plural == now.plural
        and teller.role in FACETS.get(first.key, FACETS["dead"]).tellers
    ]  # fmt: skip
    if not others:
        return line
    wrong = bench.rng.choice(others)
    moved = tuple(replace(telling, chain=(wrong.id, *telling.chain[1:])) for telling in line.tellings)
    return marked(replace(line, tellings=moved, mention="full"), "attribution moved")


# ------------------------------------------------------------------------------ certainty


def certainty_raised(line: Line, bench: Bench) -> Line:
    """Tell as a fact what was only possible or hearsay."""
    if line.kind not in {"indirect", "own", "mixed"} or not line.tellings or line.tellings[0].mood not in {1, 2}:
        return line
    telling = replace(_same(line), mood=0, certainty="asserted")
    table = {"indirect.possible": "indirect.asserted", "plain.hearsay": "plain.own"}.get(line.table, line.table)
    return marked(replace(line, table=table, tellings=(telling, *line.tellings[1:])), "certainty raised")


def certainty_lowered(line: Line, bench: Bench) -> Line:
    """Tell as hearsay what was put as a fact."""
    if line.kind not in {"indirect", "own"} or not line.tellings or line.tellings[0].mood != 0:
        return line
    first = line.tellings[0]
    if first.certainty not in {"asserted", "reported"} or first.key in _FIRM or len(line.tellings) > 1:
        return line
    if line.kind == "indirect" and not has_moods(line, bench.event):
        return line
    telling = replace(first, mood=1, certainty="hearsay")
    table = "plain.hearsay" if line.kind == "own" else line.table
    return marked(replace(line, table=table, tellings=(telling,)), "certainty lowered")


_FIRM = ARCHIVE | {"visit", "nextday", "happened", "scene", "advice", "demand"}


# -------------------------------------------------------------------------- numbers, days


def rounding(line: Line, bench: Bench) -> Line:
    """Round a count that has something to round."""
    if line.kind == "direct" or not prints_number(line, bench.event):
        return line
    first = line.tellings[0]
    rounded = rounded_value(first, bench.rng)
    return line if rounded is None else _told(line, replace(first, value=rounded), "rounding")


def rounded_value(telling: Telling, rng: random.Random) -> Value | None:
    """Round the value of a telling, if it is a count above twelve that is exact."""
    known = FACETS.get(telling.key)
    value = telling.value
    if known is None or known.value != "count" or value.style != "exact" or value.n <= 12 or telling.key == "custody":
        return None
    step = 10 if value.n < 200 else 100 if value.n < 3000 else 1000
    low, high = value.n // step * step, -(-value.n // step) * step
    if low == high:
        return None
    if low and (value.n - low <= high - value.n or rng.random() < 0.4):
        return replace(value, n=low, style="over")
    return replace(value, n=high, style="nearly")


def unit(line: Line, bench: Bench) -> Line:
    """Change hectares to acres, kilometres to miles, metres to feet, or back; French pages have only the metre."""
    if line.kind == "direct" or not line.tellings:
        return line
    first = line.tellings[0]
    if "{size" not in worded(line, first, bench.event):
        return line
    other: Literal["metric", "imperial"] = "metric" if first.value.unit == "imperial" else "imperial"
    if other == "imperial" and line.family.startswith("fr"):
        return line
    return _told(line, replace(first, value=replace(first.value, unit=other)), "unit")


def deixis(line: Line, bench: Bench) -> Line:
    """Count days from one's own day of writing."""
    style = bench.desk.day_style
    if line.clock.date() == bench.at.date() and line.day_style == style:
        return line
    return marked(replace(line, clock=bench.at, day_style=style), "deixis")


def number_error(line: Line, bench: Bench) -> Line:
    """Misprint a count."""
    first = line.tellings[0] if line.tellings else None
    known = FACETS.get(first.key) if first else None
    if first is None or known is None or known.value != "count" or first.value.n < 3 or line.kind == "direct":
        return line
    if not prints_number(line, bench.event):
        return line
    wrong = misprinted(int(first.value.n), bench.rng)
    return _told(
        line, replace(first, value=replace(first.value, n=wrong, n2=min(first.value.n2, wrong))), "number error"
    )


def misprinted(n: int, rng: random.Random) -> int:
    """Give a wrong number that looks like the right one: figures swapped, ten more, a nought too many."""
    if n >= 1000:
        return n * 10 if rng.random() < 0.4 else n + 1000
    turned = int(str(n)[::-1])
    return turned if turned not in {n, 0} and n % 10 and rng.random() < 0.5 else n + 10


# ------------------------------------------------------------------------- gloss and slips


def gloss(line: Line, bench: Bench) -> Line:
    """Explain in brackets where a town lies."""
    if line.gloss or line.kind == "direct" or not line.tellings or line.tellings[0].key != "happened":
        return line
    words = worded(line, line.tellings[0], bench.event)
    if "{town}" not in words or "country}" in words:
        return line
    return marked(replace(line, gloss=True), "gloss")


def typo(line: Line, bench: Bench) -> Line:
    """Make a slip of the keys."""
    kind = bench.rng.choice(("swap", "drop", "double"))
    slip = Typo(bench.rng.randrange(1 << 12), "swap" if kind == "swap" else "drop" if kind == "drop" else "double")
    return marked(replace(line, typos=(*line.typos, slip)), "typo")


def typo_mended(line: Line, bench: Bench) -> Line:
    """Mend the slips of the text that one works from."""
    return marked(replace(line, typos=()), "typo mended") if line.typos else line


LINE_OPS: Mapping[LineOp, Callable[[Line, Bench], Line]] = MappingProxyType(
    {
        "paraphrase": paraphrase,
        "translation": translation,
        "lexical": lexical,
        "partial quotation": partial_quotation,
        "quote edited": quote_edited,
        "attribution dropped": attribution_dropped,
        "attribution moved": attribution_moved,
        "certainty raised": certainty_raised,
        "certainty lowered": certainty_lowered,
        "rounding": rounding,
        "unit": unit,
        "deixis": deixis,
        "number error": number_error,
        "gloss": gloss,
        "typo mended": typo_mended,
        "typo": typo,
    }
)
"""In the order in which they are applied."""


def worked(line: Line, bench: Bench, chances: Mapping[LineOp, float], first: Sequence[LineOp] = ()) -> Line:
    """Apply to a taken line the operators that must be, then those that chance brings."""
    for name, operator in LINE_OPS.items():
        if name in first or bench.rng.random() < chances.get(name, 0.0):
            line = operator(line, bench)
    return line
