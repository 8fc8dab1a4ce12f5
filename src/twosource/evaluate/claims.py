"""Claims: which statements put forward one proposition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.evaluate.dataset import Dataset, GoldClaim
from twosource.evaluate.measures import NOTHING, Row, bcubed, pairwise, prf_rows
from twosource.evaluate.stretches import hull_iou, near
from twosource.evaluate.system import Said, said
from twosource.model import Claim, Dossier, Place

Item = tuple[str, int]
"""A gold statement: its claim and its position there."""
Group = tuple[str, ...]


class Seats(Struct, frozen=True):
    """The system's statements by article: where a labelled place is looked up."""

    by_article: Mapping[str, Sequence[Said]]

    def at(self, place: Place) -> list[Said]:
        """Find the statements that fit a place best; half of the shorter one must be shared."""
        close = [item for item in self.by_article.get(place.article, ()) if near(place, item.place)]
        best = max((hull_iou(place, item.place) for item in close), default=0.0)
        return [item for item in close if hull_iou(place, item.place) == best]

    def of(self, claim: GoldClaim) -> list[Said | None]:
        """Find the statement on every place of a claim.

        Of several on one place the one whose claim has most of the places, then the first in the text.
        """
        found = [self.at(place) for place in claim.statements]
        sizes = Counter(group for close in found for group in {item.group for item in close})

        def rank(item: Said) -> tuple[int, int, int]:
            return (sizes[item.group], -item.statement.start, -item.statement.end)

        return [max(close, key=rank, default=None) for close in found]


def seats(dossier: Dossier) -> Seats:
    """Open a dossier for looking up places."""
    found: dict[str, list[Said]] = defaultdict(list)
    for item in said(dossier):
        found[item.statement.article].append(item)
    return Seats(found)


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the claims by B-cubed and pairs over the labelled statements; an unfound one stands alone."""
    claims = dataset.truth.claims or ()
    gold: dict[Item, str] = {(one.id, place): one.id for one in claims for place in range(len(one.statements))}
    mine = grouped(claims, seats(system))
    alone: dict[Item, Group] = {item: ("alone", *map(str, item)) for item in gold}
    stories = _by_story(dataset, claims)
    found = sum(1 for group in mine.values() if group[0] == "claim")
    return (
        *(
            row
            for name, rate in (("B-cubed", bcubed), ("pairs", pairwise))
            for row in prf_rows(
                name,
                rate(gold, mine) if found else NOTHING,
                len(gold),
                {"each alone": rate(gold, alone), "all of a story": rate(gold, stories)},
            )
        ),
        Row(
            measure="labelled statements found",
            score=found / len(gold) if gold else None,
            n=len(gold),
            hits=found,
        ),
    )


def grouped(claims: Sequence[GoldClaim], at: Seats) -> dict[Item, Group]:
    """Label every gold statement with the system's claim, or with itself where it was not found."""
    found: dict[Item, Group] = {}
    for claim in claims:
        for number, item in enumerate(at.of(claim)):
            found[claim.id, number] = ("claim", *item.group) if item else ("alone", claim.id, str(number))
    return found


def _by_story(dataset: Dataset, claims: Sequence[GoldClaim]) -> dict[Item, Group]:
    stories = {one: name for name, members in (dataset.truth.stories or {}).items() for one in members}
    return {
        (claim.id, number): ("story", stories.get(place.article, ""))
        for claim in claims
        for number, place in enumerate(claim.statements)
    }


def holder(claim: GoldClaim, at: Seats) -> tuple[Claim | None, tuple[Place, ...]]:
    """Find the system's claim that holds most of a gold claim's statements, and those it holds.

    Ties go to the larger overlap, then to the first statement.
    """
    hits = [(place, item) for place, item in zip(claim.statements, at.of(claim), strict=True) if item]
    if not hits:
        return None, ()
    sizes = Counter(item.group for _, item in hits)
    fits: dict[tuple[str, str], float] = defaultdict(float)
    for place, item in hits:
        fits[item.group] += hull_iou(place, item.place)
    best = max(hits, key=lambda hit: (sizes[hit[1].group], fits[hit[1].group]))[1]
    return best.claim, tuple(place for place, item in hits if item.group == best.group)
