"""Pairs of sentences that are labelled for contradiction (``pairs.jsonl``): how often the rules say so, and rightly.

A pair is read as two questions are: each sentence by itself. A set whose labels know no contradiction (EQUATE's
"neutral" may be one) only tells what is surely wrong: a contradiction said of an entailment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from twosource.compare import clauses
from twosource.compare.opposition import Answer
from twosource.errors import DatasetError
from twosource.evaluate.measures import Row, share

FILE = "pairs.jsonl"
TASK = "pairs"
CONTRADICTION = "contradiction"
FOLLOWS = "entailment"
NEUTRAL, BY_NEGATION = "always neutral", "a negation in one of the two"


class Pair(Struct, frozen=True):
    """Two sentences and what a person says they are to each other."""

    id: str
    left: str
    right: str
    label: str
    language: str


Judge = Callable[[Pair], Answer]


def load(folder: Path) -> tuple[Pair, ...]:
    """Read the pairs of a folder.

    Raises:
        DatasetError: where there are none, or they are malformed.
    """
    try:
        lines = (folder / FILE).read_bytes().splitlines()
        return tuple(msgspec.json.decode(line, type=Pair) for line in lines if line.strip())
    except (OSError, msgspec.DecodeError) as error:
        raise DatasetError(folder.name, f"{FILE}: {error}") from error


def score(pairs: Sequence[Pair], judge: Judge) -> tuple[Row, ...]:
    """Score where a contradiction is said; beside it whoever says it wherever one sentence alone holds a negation."""
    answers = [judge(pair) for pair in pairs]
    mine = [answer == CONTRADICTION for answer in answers]
    plain = [_by_negation(pair) for pair in pairs]
    decided = sum(answer != "cannot tell" for answer in answers)
    return (
        *_rows(pairs, mine, plain),
        Row(measure="pairs that are told at all", score=share(decided, len(pairs)), n=len(pairs), hits=decided),
    )


def _rows(pairs: Sequence[Pair], mine: Sequence[bool], plain: Sequence[bool]) -> Iterator[Row]:
    gold = [pair.label == CONTRADICTION for pair in pairs]
    if any(gold):
        for measure, rate in (
            ("contradiction: precision where said", _precision),
            ("contradiction: share said", _recall),
        ):
            yield Row(
                measure=measure, score=rate(gold, mine), n=sum(gold), baseline=BY_NEGATION,
                baseline_score=rate(gold, plain), note=f"{NEUTRAL} says none",
            )  # fmt: skip
    free = [pair.label != FOLLOWS for pair in pairs]
    if FOLLOWS in {pair.label for pair in pairs}:
        yield Row(
            measure="contradiction said of what does not follow", score=_precision(free, mine), n=sum(mine),
            baseline=BY_NEGATION, baseline_score=_precision(free, plain), note="share of those said",
        )  # fmt: skip


def _precision(gold: Sequence[bool], said: Sequence[bool]) -> float:
    return share(sum(g and s for g, s in zip(gold, said, strict=True)), sum(said))


def _recall(gold: Sequence[bool], said: Sequence[bool]) -> float:
    return share(sum(g and s for g, s in zip(gold, said, strict=True)), sum(gold))


def _by_negation(pair: Pair) -> bool:
    return _has_negation(pair.left, pair.language) != _has_negation(pair.right, pair.language)


def _has_negation(sentence: str, language: str) -> bool:
    return not clauses.words(language).negations.isdisjoint(clauses.spoken(sentence))
