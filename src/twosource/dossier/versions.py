"""The versions of one address: relative words count from the version in which they appear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from twosource.model import Layers, Reading, Time


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
