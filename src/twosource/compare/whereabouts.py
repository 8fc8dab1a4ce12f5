"""Where a place of a story lies: of the towns of one name, that which the articles mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from twosource.compare import gazetteer
from twosource.compare.spelling import key
from twosource.model import Mention, Reading

_BESIDE = re.compile(r"\s*[,(]\s*")


def spot(
    names: Sequence[str], readings: Sequence[Reading], mentions: Iterable[tuple[int, Mention]]
) -> gazetteer.Spot | None:
    """Give the place that a name of a story (in its spellings) means, ``None`` where that cannot be told.

    The region that stands behind the name in the text decides, then the number of people, then the regions and
    countries that the same articles name.
    """
    placed = list(mentions)
    beside = frozenset(code for number, one in placed for code in _behind(readings[number], one))
    own = {key(name) for name in names}
    articles = sorted({number for number, _ in placed})
    around = frozenset(code for number in articles for code in _named(readings[number], own))
    return next((found for name in names if (found := gazetteer.spot(name, beside, around))), None)


def _behind(reading: Reading, mention: Mention) -> frozenset[str]:
    """Give the codes of the region named right behind a town: ``Paris, Texas``, ``Tripoli (Liban)``.

    A town that is called as its region may be the next in a list ("Alger, Tunis").
    """
    after = (one for one in reading.layers.mentions or () if one.type == "place" and one.start >= mention.end)
    follower = min(after, key=lambda one: one.start, default=None)
    if follower is None or not _BESIDE.fullmatch(reading.article.text, mention.end, follower.start):
        return gazetteer.NOWHERE
    codes = gazetteer.codes(follower.name)
    listed = gazetteer.is_town(follower.name) and not gazetteer.lies(mention.name, codes)
    return gazetteer.NOWHERE if listed else codes


def _named(reading: Reading, own: set[str]) -> Iterator[str]:
    """Give the codes of the regions and countries that an article names, those of the place's own name aside."""
    for one in reading.layers.mentions or ():
        if one.type == "place" and key(one.name) not in own:
            yield from gazetteer.codes(one.name)
