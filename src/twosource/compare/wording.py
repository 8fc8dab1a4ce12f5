"""Which statements stand on the same words: statements laid on the passages that they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct

from twosource.compare.propositions import Feature, Proposition
from twosource.model import Passage, Place

WORDS: Mapping[str, float] = {"verbatim": 1.0, "edited": 1.0, "quotation": 1.0}
"""Kinds of passages that are the same words; stock is what outlets print in every story."""
SENSE: Mapping[str, float] = {**WORDS, "translation": 0.8, "paraphrase": 0.8}
"""Those, and kinds that say the same: enough to be one claim, not enough to be one source."""

Wording = Mapping[frozenset[Place], float]
"""By two statements' places: the share of the longer one that stands on the other's words."""


class Laid(Struct, frozen=True):
    """A statement laid on a passage: where it begins and ends there, in the first member's offsets; its features.

    What the first member does not have has no length there: two members that both have it are known by their features.
    """

    place: Place
    start: float
    end: float
    size: float
    features: frozenset[Feature]


def place_of(proposition: Proposition) -> Place:
    """Give the hull of a statement; of one in a title apart a place before the text, where no passage is."""
    away = len(proposition.text) + 1 if proposition.in_title else 0
    return Place(proposition.article, proposition.statement.start - away, proposition.statement.end - away)


def share(
    propositions: Sequence[Proposition], passages: Sequence[Passage], kinds: Mapping[str, float]
) -> dict[frozenset[Place], float]:
    """Measure for every two statements of different articles how much of both stands on the same words.

    The share is of the shorter statement, times the square root of how much of the longer one it is.
    """
    by_article: dict[str, list[Proposition]] = {}
    for proposition in propositions:
        by_article.setdefault(proposition.article, []).append(proposition)
    found: dict[frozenset[Place], float] = {}
    for passage in passages:
        weight = kinds.get(passage.kind, 0.0)
        if weight:
            for a, b in combinations(list(_laid(passage, by_article)), 2):
                value = weight * _overlap(a, b)
                pair = frozenset({a.place, b.place})
                if a.place.article != b.place.article and value > found.get(pair, 0.0):
                    found[pair] = value
    return found


def shared(wording: Wording, a: Proposition, b: Proposition) -> float:
    """Give how much two statements stand on the same words, 0 to 1."""
    return wording.get(frozenset({place_of(a), place_of(b)}), 0.0)


def _overlap(a: Laid, b: Laid) -> float:
    if a.features and a.features == b.features:
        return 1.0
    common = min(a.end, b.end) - max(a.start, b.start)
    if common <= 0:
        return 0.0
    short, long = sorted((a.size, b.size))
    return float(min(1.0, common / short) * (min(1.0, common / long)) ** 0.5)


def _laid(passage: Passage, by_article: Mapping[str, Sequence[Proposition]]) -> Iterator[Laid]:
    first = passage.members[0]
    for number, member in enumerate(passage.members):
        points = sorted({(member.start, first.start), (member.end, first.end), *_anchors(passage, number)})
        here = np.array([p[0] for p in points], dtype=float)
        there = np.maximum.accumulate(np.array([p[1] for p in points], dtype=float))
        scale = (first.end - first.start) / max(1, member.end - member.start)
        for proposition in by_article.get(member.article, ()):
            place = place_of(proposition)
            if place.start < member.end and place.end > member.start:
                start, end = np.interp([max(place.start, member.start), min(place.end, member.end)], here, there)
                yield Laid(
                    place, float(start), float(end), max(1.0, (place.end - place.start) * scale), proposition.features
                )


def _anchors(passage: Passage, number: int) -> Iterator[tuple[int, int]]:
    """Give pairs of offsets that correspond, at both ends of every edit of a member."""
    for edit in passage.edits:
        if edit.member == number:
            yield edit.right.start, edit.left.start
            yield edit.right.end, edit.left.end
