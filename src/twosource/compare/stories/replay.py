"""A replay: the pile once more by its clocks, beside the pile at rest, so that every merge and split is told.

The stories are those of the pile at rest. The stream says how they came about: where articles of one story had
first been put into several, the others were ``merged from``; where one story of the stream fell apart, its
parts were ``split from`` it. Stories are named by the article that opened them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare.stories import bundles, gather, headlines, models, pile, stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.stories.pile import Sketch
    from twosource.model import Reading

LOOSER = 2.0
"""Log odds by which two stories may fall short of being one event and still be one storyline."""
WEEKS = models.Clock(ends=10.0, ends_cost=1.2, middles=30.0, middles_cost=1.0, open_for=40.0)


class Change(Struct, frozen=True):
    """A change in a story's history: ``at`` and ``with_`` are articles (the one that brought it about, an opener)."""

    event: str
    at: str
    with_: str | None = None


class Told(Struct, frozen=True):
    """A story: its articles, earliest first, the number of its storyline (none where it stands alone), its history."""

    articles: tuple[str, ...]
    storyline: int | None
    changes: tuple[Change, ...]


def tell(readings: Sequence[Reading]) -> tuple[Told, ...]:
    """Group articles into stories with their storylines and histories; by size, then first id."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    sketches = [pile.sketch(reading) for reading in ordered]
    found = pile.stories(ordered, sketches)
    lines = _storylines(sketches, found)
    seen = _replayed([sketches[i] for i in sorted(range(len(ordered)), key=lambda i: headlines.when(ordered[i]))])
    told: list[Told] = []
    for members, line in zip(found, lines, strict=True):
        timed = sorted(members, key=lambda i: headlines.when(ordered[i]))
        articles = tuple(ordered[i].article.id for i in timed)
        told.append(Told(articles, line, _changes(articles, seen)))
    return tuple(sorted(told, key=lambda story: (-len(story.articles), story.articles[0])))


def keep(old: Mapping[str, frozenset[str]], new: Sequence[frozenset[str]]) -> tuple[str | None, ...]:
    """Give each new story the name of the old one that it shares most articles with; each name goes to one.

    ``None`` where a name must be minted. Larger overlaps choose first, then older names.
    """
    holder = {article: name for name, members in old.items() for article in members}
    shared = [
        (-count, name, place)
        for place, members in enumerate(new)
        for name, count in Counter(holder[a] for a in members if a in holder).items()
    ]
    names: list[str | None] = [None] * len(new)
    taken: set[str] = set()
    for _, name, place in sorted(shared):
        if names[place] is None and name not in taken:
            names[place] = name
            taken.add(name)
    return tuple(names)


class _Seen(Struct, frozen=True):
    """What the stream did: the story of each article in the end, who opened it, and its merges."""

    story: Mapping[str, int]
    opener: Mapping[int, str]
    merges: Mapping[int, tuple[Change, ...]]
    last: str


def _replayed(sketches: Sequence[Sketch]) -> _Seen:
    story: dict[str, int] = {}
    opener: dict[int, str] = {}
    moved: dict[int, int] = {}
    merges: dict[int, tuple[Change, ...]] = {}
    last = ""
    for event in stream.run(sketches, models.load()):
        if isinstance(event, stream.Decision):
            last = event.article
            story[last] = event.story
            opener.setdefault(event.story, last)
        else:
            moved[event.other] = event.story
            change = Change("merged from", last, opener[event.other])
            merges[event.story] = (*merges.get(event.story, ()), *merges.pop(event.other, ()), change)

    def top(number: int) -> int:
        while number in moved:
            number = moved[number]
        return number

    return _Seen({article: top(number) for article, number in story.items()}, opener, merges, last)


def _changes(articles: Sequence[str], seen: _Seen) -> tuple[Change, ...]:
    """Give the history of one story: opened, merged while it grew, then what the re-check of the pile changed."""
    first = articles[0]
    counts = Counter(seen.story[article] for article in articles)
    home = min(counts, key=lambda number: (-counts[number], number))
    found = [Change("opened", first), *seen.merges.get(home, ())]
    found += [Change("merged from", seen.last, seen.opener[n]) for n in sorted(counts) if n != home]
    if seen.opener[home] not in articles:
        found.append(Change("split from", seen.last, seen.opener[home]))
    return tuple(found)


def _storylines(sketches: Sequence[Sketch], found: Sequence[tuple[int, ...]]) -> list[int | None]:
    """Number the groups of stories that lie near each other over weeks; ``None`` for a story alone."""
    if len(found) < 2:
        return [None] * len(found)
    alone = pile.single_bundles(sketches)
    whole = [bundles.whole([alone[number] for number in members]) for members in found]
    live = pile.about(sketches)
    model = models.load()
    looser = msgspec.structs.replace(
        model, weights=(*model.weights[:-1], model.weights[-1] + LOOSER), across=_looser(model.across), clock=WEEKS
    )
    groups = [g for g in gather.gather(whole, looser, [max(live[i] for i in m) for m in found]) if len(g) > 1]
    line = {story: number for number, group in enumerate(groups, 1) for story in group}
    return [line.get(story) for story in range(len(found))]


def _looser(line: models.Across) -> models.Across:
    return msgspec.structs.replace(line, short=line.short - LOOSER / line.slope, long=line.long - LOOSER / line.slope)
