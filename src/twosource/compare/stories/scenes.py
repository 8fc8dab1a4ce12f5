"""Scenes: of which narrow place and of which day articles tell at their opening, and whether two bundles share them.

Reports of a war, or of a town, are alike in wording and tell of many events. What tells these apart, and joins the
reports of one event in other words, is where and when: a village, a tunnel, a day. Countries, capitals and large towns
are no scene: too much happens there. Only articles whose names were read have one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from twosource.compare import fingerprints, gazetteer, predicates, weights
from twosource.compare.stories import anchors, clocks
from twosource.resources import exists, read_toml, strings
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Mention, Reading

OPENING = 400
"""Signs of a text in which it says where and when."""
LETTERS = 4
"""Letters of a word that may be the name of a narrow place."""
BEFORE = 20
"""Signs before a name in which a preposition of place may stand."""
SEVERAL, MOST = 3, 0.75
"""Articles of a bundle, and the part of them that open with one place, from which it is what they are about."""
BACK = 4
"""Days before its publication to which an article may date the event that it reports."""

NOT_FEW = 0.3
"""Part of the articles of a bundle that must tell of a kind of happening for it to be theirs."""
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("attack", "explosion", "claim_attack", "hostage"), "violence"),
    **dict.fromkeys(("flood", "storm"), "weather"),
    **dict.fromkeys(("charge", "custody", "trial", "sentence", "plea"), "justice"),
    **dict.fromkeys(("voting", "election_win"), "election"),
    **{kind: kind for kind in ("fire", "quake", "crash", "collapse", "leak", "sickness", "strike", "attendance")},
}
"""Classes of what is asserted that are a happening, by kind: what is told of any (victims, an inquiry) is none."""
K = TypeVar("K")


class Scenes(Struct, frozen=True):
    """The scenes of some articles: how many have one, and what they name.

    ``first``: narrow places that stand first, ``headed`` those of headlines, ``places`` all of the openings (by the
    bones of their names); ``days``: of what day they tell, and whether they name it; ``kinds``: of what kind of
    happening; ``others``: of one article, the bones of names that are no places.
    """

    articles: int = 0
    first: Mapping[str, float] = {}
    headed: Mapping[str, float] = {}
    places: Mapping[str, float] = {}
    days: Mapping[tuple[int, bool], float] = {}
    kinds: Mapping[str, float] = {}
    others: frozenset[str] = frozenset()


NOWHERE = Scenes()


def of(reading: Reading, headline: str) -> Scenes:
    """Give the scene of an article; none where its opening names no narrow place."""
    places = _places(reading)
    end = _end_of_opening(reading)
    opening = [bones for bones, spots in places.items() if spots[0].start < end]
    headed = [
        bones
        for bones in dict.fromkeys(map(weights.skeleton, _names(headline)))
        if any(_is_where(reading, one) for one in places.get(bones, ()))
    ]
    told = Scenes(days=_day(reading, end), kinds=_kinds(reading, end), others=_others(reading))
    return _scene(list(dict.fromkeys([*headed, *opening])), headed, told)


def _scene(named: Sequence[str], headed: Sequence[str], told: Scenes) -> Scenes:
    """Give a scene with other places; none without any."""
    if not named:
        return Scenes(others=told.others)
    return msgspec.structs.replace(
        told,
        articles=1,
        first=_parts(headed or named[:1]),
        headed=_parts(headed),
        places=dict.fromkeys(named, 1.0),
    )


def settled(pile: Sequence[Scenes]) -> list[Scenes]:
    """Give the scenes of the articles of a pile, without what more of them take for another name than for a place."""
    votes = Counter(place for one in pile for place in one.places)
    votes.subtract(other for one in pile for other in one.others)
    return [_without(one, frozenset(place for place in one.places if votes[place] < 0)) for one in pile]


def _without(one: Scenes, wrong: frozenset[str]) -> Scenes:
    named, headed = ([place for place in side if place not in wrong] for side in (one.places, one.headed))
    return _scene(named, headed, msgspec.structs.replace(one, others=frozenset()))


def _parts(names: Sequence[str]) -> Mapping[str, float]:
    return {name: 1 / len(names) for name in names}


def join(a: Scenes, b: Scenes) -> Scenes:
    """Give the scenes of two bundles as those of one."""
    if not a.articles or not b.articles:
        return a if a.articles else b
    return Scenes(
        a.articles + b.articles,
        _sum(a.first, b.first),
        _sum(a.headed, b.headed),
        _sum(a.places, b.places),
        _sum(a.days, b.days),
        _sum(a.kinds, b.kinds),
    )


def shared(a: Scenes, b: Scenes) -> float:
    """Give how far each of two bundles names, at its opening, the places that stand first in the other."""
    return min(_held(a.first, b), _held(b.first, a)) if a.articles and b.articles else 0.0


def elsewhere(a: Scenes, b: Scenes) -> bool:
    """Tell whether most articles of one bundle open with one place, and those of the other are headed with others."""
    return _misses(a, b) or _misses(b, a)


def _misses(a: Scenes, b: Scenes) -> bool:
    if a.articles < SEVERAL or not b.headed:
        return False
    about = [place for place, count in a.places.items() if count >= MOST * a.articles]
    return bool(about) and not any(place in b.places for place in about)


def one_day(a: Scenes, b: Scenes) -> bool:
    """Tell whether two bundles tell of one day: the same, or the next where one of them only has its publication."""
    return any(abs(mine - theirs) <= (0 if named and also else 1) for mine, named in a.days for theirs, also in b.days)


def one_kind(a: Scenes, b: Scenes) -> bool:
    """Tell whether two bundles may tell of one kind of happening: a kind that not few of each tell, or none told."""
    if not a.kinds or not b.kinds:
        return True
    return any(min(part / a.articles, b.kinds.get(kind, 0.0) / b.articles) >= NOT_FEW for kind, part in a.kinds.items())


def _held(named: Mapping[str, float], other: Scenes) -> float:
    """Give the part of some named places with which the articles of another bundle open."""
    parts = sum(named.values()) * other.articles
    return sum(part * other.places.get(place, 0.0) for place, part in named.items()) / parts


def _sum(a: Mapping[K, float], b: Mapping[K, float]) -> Mapping[K, float]:
    return {key: a.get(key, 0.0) + b.get(key, 0.0) for key in (*a, *(key for key in b if key not in a))}


def _places(reading: Reading) -> Mapping[str, Sequence[Mention]]:
    """Give the narrow places that a text names, with their mentions."""
    found: dict[str, list[Mention]] = {}
    for one in reading.layers.mentions or ():
        if one.type == "place" and (gazetteer.is_town(one.name) or not gazetteer.codes(one.name)):
            for bones in _narrow(one.name, reading.article.language):
                found.setdefault(bones, []).append(one)
    return found


def _is_where(reading: Reading, one: Mention) -> bool:
    """Tell whether a name is surely a place: a known town, or what stands behind "in", "near"."""
    before = reading.article.text[max(0, one.start - BEFORE) : one.start].split()
    return gazetteer.is_town(one.name) or any(
        fold(word) in _prepositions(reading.article.language) for word in before[-2:]
    )


@cache
def _prepositions(language: str) -> frozenset[str]:
    name = f"names-{language}.toml"
    return frozenset(map(fold, strings(read_toml(name), "place_prepositions"))) if exists(name) else frozenset()


def _others(reading: Reading) -> frozenset[str]:
    """Give the words of names that are no places."""
    named = (one.name for one in reading.layers.mentions or () if one.type != "place")
    return frozenset(weights.skeleton(word) for name in named for word in _names(name))


def _narrow(name: str, language: str) -> Iterator[str]:
    """Give what the words of a narrow place's name share with their other spellings."""
    for printed in _names(name):
        folded = fold(printed)
        wide = anchors.places_of(folded, language) or anchors.places_of(folded.removesuffix("s"), language)
        # a word of many articles stands in many names: "Eastern", "River"
        if not wide and weights.share(folded, language) <= weights.UNSEEN:
            yield weights.skeleton(printed)


def _names(text: str) -> Iterator[str]:
    """Give the words that may be the name of a place: long, with one capital."""
    return (word for word in WORD.findall(text) if len(word) >= LETTERS and word[0].isupper() and not word.isupper())


def _end_of_opening(reading: Reading) -> int:
    """Give where the first words that an article tells end."""
    left = OPENING
    for span in fingerprints.told(reading):
        if span.end - span.start >= left:
            return span.start + left
        left -= span.end - span.start
    return len(reading.article.text)


def _kinds(reading: Reading, end: int) -> Mapping[str, float]:
    """Give the kinds of happenings of which the headline and the opening of an article tell."""
    language = reading.article.language
    opening = [token for token in reading.layers.tokens or () if token.start < end]
    parts = [*(layers.tokens for layers in reading.layers.title or ()), opening]
    classes = {one for part in parts for one in predicates.classes(part, language)}
    return {KINDS[one]: 1.0 for one in sorted(classes & KINDS.keys())}


def _day(reading: Reading, end: int) -> Mapping[tuple[int, bool], float]:
    """Give the day of which an article tells: the earliest that its opening names shortly before its own, else this."""
    at = clocks.published(reading)
    own = clocks.date_line(reading.article.text) if math.isnan(at) else at
    if math.isnan(own):
        return {}
    told = [day for day in _days(reading, end) if int(own) - BACK <= day <= int(own)]
    return {(min(told), True): 1.0} if told else {(int(own), False): 1.0}


def _days(reading: Reading, end: int) -> Iterator[int]:
    for time in reading.layers.times or ():
        if time.start < end and time.type in {"date", "time"}:
            try:
                yield date.fromisoformat(time.value[:10]).toordinal()
            except ValueError:
                continue
