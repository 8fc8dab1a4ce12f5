"""The versions of one address: one source; what changed in it, and what its relative words count from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from twosource.compare.reuse import edits
from twosource.model import Article, Change, Layers, Reading, Relation, Time
from twosource.text import words


def kept_times(reading: Reading, before: Sequence[Reading]) -> Layers:
    """Give the layers of a version: a sentence that an earlier one has keeps the times it had when it first stood."""
    meant: dict[str, Sequence[Time]] = {}
    for earlier in before:
        for sentence, times in _by_sentence(earlier).items():
            meant.setdefault(sentence, times)
    if not meant or not reading.layers.times:
        return reading.layers
    now = {time: time for time in reading.layers.times}
    for sentence, times in _by_sentence(reading).items():
        first = meant.get(sentence, ())
        if len(first) == len(times):
            now |= {one: _as_then(one, other) for one, other in zip(times, first, strict=True)}
    return replace(reading.layers, times=tuple(now[time] for time in reading.layers.times))


def _by_sentence(reading: Reading) -> Mapping[str, Sequence[Time]]:
    """Give the times of each sentence, by its words; of sentences in the same words the first."""
    text, found = reading.article.text, dict[str, list[Time]]()
    times = reading.layers.times or ()
    for sentence in reading.layers.sentences or ():
        inside = [time for time in times if sentence.start <= time.start and time.end <= sentence.end]
        if inside:
            found.setdefault(text[sentence.start : sentence.end], inside)
    return found


def _as_then(now: Time, then: Time) -> Time:
    return replace(then, start=now.start, end=now.end)


def between_sources(relations: Sequence[Relation], readings: Sequence[Reading]) -> tuple[Relation, ...]:
    """Leave out the relations of versions of one address: they are one source, and tell their changes."""
    root = {reading.article.id: reading.article.version_of or reading.article.id for reading in readings}
    return tuple(one for one in relations if root[one.earlier] != root[one.later])


# ------------------------------------------------------------------------------ changes


def changes(ordered: Sequence[Reading]) -> Mapping[str, tuple[Change, ...]]:
    """Give what each version says otherwise than the one before it, by its id; versions stand in their order."""
    latest: dict[str, Article] = {}
    found: dict[str, tuple[Change, ...]] = {}
    for reading in ordered:
        article = reading.article
        root = article.version_of or article.id
        if root in latest:
            found[article.id] = tuple(_changed(latest[root], article))
        latest[root] = article
    return found


def _changed(before: Article, after: Article) -> Iterator[Change]:
    """Align the words of two versions as printed, with the fewest edits; edits that touch are one change."""
    texts = before.text, after.text
    spans = [words(text) for text in texts]
    printed = [[text[w.start : w.end] for w in found] for text, found in zip(texts, spans, strict=True)]
    left, right = [([w.start for w in found], [w.end for w in found]) for found in spans]
    for same, steps in groupby(Levenshtein.opcodes(*printed), key=lambda step: step.tag == "equal"):
        if not same:
            touching = list(steps)
            gone = edits.place(before.id, *left, (touching[0].src_start, touching[-1].src_end))
            come = edits.place(after.id, *right, (touching[0].dest_start, touching[-1].dest_end))
            yield Change(edits.kind(gone, come), gone, come)
