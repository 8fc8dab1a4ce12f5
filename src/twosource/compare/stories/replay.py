"""A replay: the pile once more by its clocks, beside the pile at rest, so that every merge and split is told.

The stories are those of the pile at rest. The stream says how they came about: where articles of one story had
first been put into several, the others were ``merged from``; where one story of the stream fell apart, its
parts were ``split from`` it. Two stories whose words are alike and that a veto holds apart are told so, with its
reasons. Stories are named by the article that opened them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare.stories import apart, bundles, gather, headlines, models, pile, recheck, stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.compare.stories.apart import Why
    from twosource.compare.stories.bundles import Bundle
    from twosource.compare.stories.pile import Sketch
    from twosource.model import Reading

LOOSER = 2.0
"""Log odds by which two stories may fall short of being one event and still be one storyline."""
MOST_APART = 3
"""Stories that one story is said to be kept apart from."""
WEEKS = models.Clock(ends=10.0, ends_cost=1.2, middles=30.0, middles_cost=1.0, open_for=40.0)


class Change(Struct, frozen=True):
    """A change in a story's history: ``at`` and ``with_`` are articles (the one that brought it about, an opener).

    ``why``: in what two stories that were kept apart differ.
    """

    event: str
    at: str
    with_: str | None = None
    why: tuple[Why, ...] = ()


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
    wholes = _wholes(sketches, found)
    lines = _storylines(wholes)
    vetoed = _kept_apart(ordered, found, wholes)
    seen = _replayed([sketches[i] for i in sorted(range(len(ordered)), key=lambda i: headlines.when(ordered[i]))])
    story = {article: number for number, articles in seen.members.items() for article in articles}
    told: list[Told] = []
    for number, (members, line) in enumerate(zip(found, lines, strict=True)):
        timed = sorted(members, key=lambda i: headlines.when(ordered[i]))
        articles = tuple(ordered[i].article.id for i in timed)
        told.append(Told(articles, line, (*_changes(articles, seen, story), *vetoed.get(number, ()))))
    return tuple(sorted(told, key=lambda story: (-len(story.articles), story.articles[0])))


class _Seen:
    """What the stream did: working memory of one replay, thrown away after."""

    def __init__(self) -> None:
        self.members: dict[int, list[str]] = {}
        self.opener: dict[int, str] = {}
        self.changes: dict[int, tuple[Change, ...]] = {}
        self.last = ""

    def placed(self, event: stream.Decision) -> None:
        """Note where an article was put."""
        self.last = event.article
        self.members.setdefault(event.story, []).append(event.article)
        self.opener.setdefault(event.story, event.article)

    def merged(self, event: recheck.Merged) -> None:
        """Note that a story went into another one, with its history."""
        self._add(event.story, *self.changes.pop(event.other, ()))
        self._add(event.story, Change("merged from", self.last, self.opener[event.other]))
        self.members.setdefault(event.story, []).extend(self.members.pop(event.other, ()))

    def split(self, event: recheck.Split) -> None:
        """Note that some articles of a story went into another one."""
        self.opener.setdefault(event.story, event.articles[0])
        self._add(event.story, Change("split from", self.last, self.opener[event.other]))
        self.members[event.other] = [name for name in self.members[event.other] if name not in event.articles]
        self.members.setdefault(event.story, []).extend(event.articles)

    def _add(self, story: int, *changes: Change) -> None:
        self.changes[story] = (*self.changes.get(story, ()), *changes)


def _replayed(sketches: Sequence[Sketch]) -> _Seen:
    seen = _Seen()
    for event in stream.run(sketches, models.load()):
        if isinstance(event, recheck.Merged):
            seen.merged(event)
        elif isinstance(event, recheck.Split):
            seen.split(event)
        else:
            seen.placed(event)
    return seen


def _changes(articles: Sequence[str], seen: _Seen, story: Mapping[str, int]) -> tuple[Change, ...]:
    """Give the history of one story: opened, how it changed while it grew, then what the re-check of the pile changed.

    ``story`` is where the stream had each article in the end.
    """
    counts = Counter(story[article] for article in articles)
    home = min(counts, key=lambda number: (-counts[number], number))
    found = [Change("opened", articles[0]), *seen.changes.get(home, ())]
    found += [Change("merged from", seen.last, seen.opener[n]) for n in sorted(counts) if n != home]
    if seen.opener[home] not in articles:
        found.append(Change("split from", seen.last, seen.opener[home]))
    return tuple(found)


class _Wholes(Struct, frozen=True):
    """The stories of a pile as bundles, and how many articles are about when each is told."""

    stories: tuple[Bundle, ...]
    live: tuple[float, ...]


def _wholes(sketches: Sequence[Sketch], found: Sequence[tuple[int, ...]]) -> _Wholes:
    alone = pile.single_bundles(sketches)
    live = pile.about(sketches)
    return _Wholes(
        tuple(bundles.whole([alone[number] for number in members]) for members in found),
        tuple(max(live[number] for number in members) for members in found),
    )


def _kept_apart(
    ordered: Sequence[Reading], found: Sequence[tuple[int, ...]], wholes: _Wholes
) -> Mapping[int, tuple[Change, ...]]:
    """Give what is to be told of the stories that only a veto kept from being one, the nearest numbers first."""
    told: dict[int, tuple[Change, ...]] = {}
    for one in apart.find(wholes.stories, models.load(), wholes.live):
        for mine, theirs in ((one.left, one.right), (one.right, one.left)):
            sides = [sorted((ordered[i] for i in found[story]), key=headlines.when) for story in (mine, theirs)]
            why = apart.explain(one.signatures, *sides)
            opener, other = (side[0].article.id for side in sides)
            told[mine] = (*told.get(mine, ()), Change("kept apart from", opener, other, why))[:MOST_APART]
    return told


def _storylines(wholes: _Wholes) -> list[int | None]:
    """Number the groups of stories that lie near each other over weeks; ``None`` for a story alone."""
    if len(wholes.stories) < 2:
        return [None] * len(wholes.stories)
    model = models.load()
    looser = msgspec.structs.replace(
        model, weights=(*model.weights[:-1], model.weights[-1] + LOOSER), across=_looser(model.across), clock=WEEKS
    )
    groups = [g for g in gather.gather(wholes.stories, looser, wholes.live, nearest=gather.FEW) if len(g) > 1]
    line = {story: number for number, group in enumerate(groups, 1) for story in group}
    return [line.get(story) for story in range(len(wholes.stories))]


def _looser(line: models.Across) -> models.Across:
    return msgspec.structs.replace(line, short=line.short - LOOSER / line.slope, long=line.long - LOOSER / line.slope)
