"""The versions of one address: what changed between them, and what their relative words count from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from twosource.model import Article, Change, Layers, Place, Reading, Span, Time
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
    left, right = words(before.text), words(after.text)
    printed = [before.text[w.start : w.end] for w in left], [after.text[w.start : w.end] for w in right]
    here: tuple[int, int, int, int] | None = None
    for step in Levenshtein.opcodes(*printed):
        if step.tag != "equal":
            first = here[:2] if here else (step.src_start, step.dest_start)
            here = *first, step.src_end, step.dest_end
        elif here:
            yield _change(before, after, (left, right), here)
            here = None
    if here:
        yield _change(before, after, (left, right), here)


def _change(
    before: Article, after: Article, spans: tuple[list[Span], list[Span]], at: tuple[int, int, int, int]
) -> Change:
    gone, come = _place(before, spans[0], at[0], at[2]), _place(after, spans[1], at[1], at[3])
    if gone.start == gone.end:
        return Change("inserted", gone, come)
    return Change("replaced" if come.start < come.end else "deleted", gone, come)


def _place(article: Article, spans: Sequence[Span], first: int, last: int) -> Place:
    """Give the place of some words; of none, the end of the word before."""
    if first < last:
        return Place(article.id, spans[first].start, spans[last - 1].end)
    at = spans[first - 1].end if first else 0
    return Place(article.id, at, at)
