"""Marks of editing: what changed between two texts of one matter, and which of them was there first.

Editing loses attributions, rounds numbers, spells dates out and adds glosses; it seldom does the reverse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Passage, Place, Quantity, Reading, Reason, Statement, Time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def marks(earlier: Reading, later: Reading, passages: Sequence[Passage]) -> Iterator[Reason]:
    """Give the marks that a text was edited into another: one reason of each kind, with the two places."""
    pairs = list(_places(earlier, later, passages))
    for code, look in (
        ("number-rounded", _rounded),
        ("date-spelled-out", _spelled_out),
        ("attribution-lost", _unattributed),
    ):
        found = next((both for a, b in pairs if (both := look(earlier, later, a, b)) is not None), None)
        if found is not None:
            yield Reason(code, places=found)
    gloss = next(_glosses(earlier, later, passages), None)
    if gloss is not None:
        yield Reason("gloss-added", places=(gloss,))


def first(a: Reading, b: Reading, passages: Sequence[Passage]) -> int:
    """Say how many more marks show that ``a`` was there first than show the reverse."""
    return sum(1 for _ in marks(a, b, passages)) - sum(1 for _ in marks(b, a, passages))


Both = tuple[Place, Place]


def _places(earlier: Reading, later: Reading, passages: Sequence[Passage]) -> Iterator[Both]:
    for passage in passages:
        if passage.kind in {"stock", "quotation"}:
            continue
        left = [m for m in passage.members if m.article == earlier.article.id]
        right = [m for m in passage.members if m.article == later.article.id]
        yield from zip(left, right, strict=False)


def _inside(place: Place, start: int, end: int) -> bool:
    return place.start <= start and end <= place.end


def _rounded(earlier: Reading, later: Reading, a: Place, b: Place) -> Both | None:
    exact = [q for q in earlier.layers.quantities or () if _inside(a, q.start, q.end) and _is_exact(q)]
    if not exact:
        return None
    round_ = [q for q in later.layers.quantities or () if _inside(b, q.start, q.end) and not _is_exact(q)]
    for one in exact:
        for other in round_:
            if is_rounding(one, other):
                return Place(a.article, one.start, one.end), Place(b.article, other.start, other.end)
    return None


def _is_exact(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low == quantity.high


SLACK = 0.1
TENS = 10
"""Numbers under which there is nothing to round, and how far a rounded one may be off."""


def is_rounding(exact: Quantity, told: Quantity) -> bool:
    """Tell whether an inexact number is an exact one made round ("187", "nearly 200")."""
    value = exact.low or 0.0
    ends = [end for end in (told.low, told.high) if end is not None]
    if value < TENS or not ends or value % TENS == 0:
        return False
    near = min(abs(end - value) for end in ends) <= SLACK * value
    return near and _fits(exact.counted, told.counted)


def _fits(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one[:3] == other[:3] or one == other


def _spelled_out(earlier: Reading, later: Reading, a: Place, b: Place) -> Both | None:
    """Find a day that one calls by its name in the week and the other by its date."""
    left = {t.value: t for t in earlier.layers.times or () if _inside(a, t.start, t.end) and not _dated(earlier, t)}
    for time in later.layers.times or () if left else ():
        if time.value in left and _inside(b, time.start, time.end) and _dated(later, time):
            one = left[time.value]
            return Place(a.article, one.start, one.end), Place(b.article, time.start, time.end)
    return None


def _dated(reading: Reading, time: Time) -> bool:
    return time.type == "date" and any(c.isdigit() for c in reading.article.text[time.start : time.end])


def _unattributed(earlier: Reading, later: Reading, a: Place, b: Place) -> Both | None:
    """Find what one puts in somebody's mouth and the other tells as its own, over one short passage."""
    if b.end - b.start >= SHORT:
        return None
    told = [s for s in _statements(earlier, a) if s.chain]
    if told and not _statements(later, b):
        return Place(a.article, told[0].start, told[0].end), b
    return None


SHORT = 500
"""Code points of a passage in which a missing attribution is missed, not printed elsewhere."""


def _statements(reading: Reading, place: Place) -> list[Statement]:
    """Give the statements of others that meet a place."""
    return [
        s for s in reading.layers.statements or () if s.field == "text" and s.start < place.end and place.start < s.end
    ]


def _glosses(earlier: Reading, later: Reading, passages: Sequence[Passage]) -> Iterator[Place]:
    """Find brackets that stand inside shared words of one only."""
    for passage in passages:
        first_, ids = passage.members[0].article, {earlier.article.id, later.article.id}
        for edit in passage.edits:
            articles = (first_, passage.members[edit.member].article)
            if set(articles) == ids:
                added = edit.right if articles[1] == later.article.id else edit.left
                bare = edit.left if added is edit.right else edit.right
                if bare.start == bare.end and _bracketed(later.article.text, added):
                    yield added


def _bracketed(text: str, place: Place) -> bool:
    before, after = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 10]
    return place.start < place.end and before.strip()[-1:] in {"(", "["} and bool(set(after) & {")", "]"})


def same_figures(a: Reading, b: Reading) -> bool:
    """Tell whether both count one thing with one number, or with it at least."""
    left, right = ({(q.low, q.counted) for q in r.layers.quantities or () if q.low is not None} for r in (a, b))
    return any(counted is not None for _, counted in left & right)
