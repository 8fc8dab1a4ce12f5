"""The models of stories: readable weights, and the score that says whether two bundles are one story."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from twosource.compare.stories import bundles, scenes
from twosource.resources import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.compare.stories.bundles import Bundle, Met, Signature


ALONE = 0.5
"""What it counts, in a small pile, that clocks say few articles are about."""
HEADLINES = 2.5
"""What it counts, in a pile at rest, that one of two bundles holds headlines alone; a stream would move more late."""
_CENTRES = bundles.FEATURES.index("words of centres")
VETO = -50.0
"""Log odds of what is vetoed."""


class Across(Struct, frozen=True):
    """How two bundles without a common language are judged: a line through the cosine of what survives.

    ``grow``: what each unit of log size beyond ``large`` articles adds to what lies over the line.
    """

    short: float = 0.1
    long: float = 0.22
    slope: float = 12.0
    live: float = 0.8
    usual: float = 240.0
    trust: float = 6.0
    grow: float = 2.0
    large: float = 16.0


class Encoder(Struct, frozen=True):
    """What a plugged-in sentence encoder adds: for each unit of cosine over ``middle``, up to ``most`` either way.

    ``own``: where two bundles share a language, and words tell most; ``foreign``: where they do not.
    """

    middle: float = 0.5
    own: float = 3.0
    foreign: float = 10.0
    most: float = 0.4


class Large(Struct, frozen=True):
    """What it takes from a score that two large bundles have centres that lie apart, for each unit of log size.

    Of two large parts of one story chance has gone from the centres: they lie near each other, ``near`` or nearer.
    """

    size: float = 24.0
    near: float = 0.65
    slope: float = 11.0


class Mixed(Struct, frozen=True):
    """What it takes from a score that the articles of two bundles are not among each other's nearest.

    Each unit of log under ``middle`` of what chance gives, and each of log size over ``large`` articles.
    """

    middle: float = 0.2
    slope: float = 1.5
    least: float = 0.001
    large: float = 12.0


class Scene(Struct, frozen=True):
    """What it adds to a score that two bundles tell of one narrow place and day, and takes that they tell of others."""

    here: float = 2.0
    elsewhere: float = 2.5
    near: float = 0.3


class Clock(Struct, frozen=True):
    """What distance in time takes from a score: of nearest ends and of middles (days), then each day of silence."""

    ends: float = 2.0
    ends_cost: float = 1.2
    middles: float = 5.0
    middles_cost: float = 1.0
    open_for: float = 7.0
    each_day: float = 0.2
    most: float = 8.0


class Model(Struct, frozen=True):
    """All that decides whether two bundles are one story."""

    weights: tuple[float, ...]
    longer: tuple[float, ...]
    ranks: tuple[float, ...] = ()
    brief: float = 3.0
    headlines: float = 0.0
    shortest: float = bundles.LEAST_LONG
    shares: bool = False
    vetoes: bool = True
    live: float = 0.35
    alone: float = 0.0
    usual: float = 200.0
    across: Across = Across()
    clock: Clock = Clock()
    large: Large = Large()
    mixed: Mixed = Mixed()
    encoder: Encoder = Encoder()
    scene: Scene = Scene()


@cache
def load(name: str = "models/stories.tsv") -> Model:
    """Read the weights that training/stories.py wrote: of opening, what length adds to them, and of ranking."""
    table = {row[0]: [float(cell) for cell in row[1:]] for row in read_rows(name)}
    weights, longer, ranks = zip(*(table[feature] for feature in bundles.FEATURES), strict=True)
    return Model(weights, longer, ranks)


def of_pile(size: int) -> Model:
    """Give the model for a pile at rest: who gathered few articles gathered one matter; a large pile holds many."""
    model = msgspec.structs.replace(load(), headlines=HEADLINES, shortest=bundles.TRAINED, shares=True)
    return model if size >= model.usual else msgspec.structs.replace(model, alone=ALONE)


def veto(a: Bundle, b: Bundle, met: Met) -> tuple[Signature, ...]:
    """Give the signatures whose difference forbids two bundles to be one, however alike their words are; none: no veto.

    Across languages nothing is vetoed.
    """
    return bundles.strangers(a, b, met) if met.same and not met.across else ()


def rank(model: Model, a: Bundle, b: Bundle, met: Met) -> float:
    """Give what orders the stories that an article may belong to, of those that share its language: likelier, higher.

    Says nothing of whether it belongs to any; that is ``score``'s part.
    """
    return _dot(model.ranks, bundles.alike(a, b, met)) + encoded(model.encoder, a, b, met) - late(model.clock, a, b)


def score(model: Model, a: Bundle, b: Bundle, met: Met, live: float) -> float:
    """Give the log odds that two bundles are one story: over 0, they are. A veto leaves no hope."""
    if model.vetoes and veto(a, b, met):
        return VETO
    found, sure = 0.0, model.across.trust * met.same
    if met.same:
        features, long = bundles.alike(a, b, met), max(model.shortest, bundles.length(a, b))
        crowd = model.live * math.log(max(1.0, live / model.usual))
        found += sure * (_dot(model.weights, features) + long * _dot(model.longer, features) - crowd)
        few = model.brief * bundles.brief(a, b) + model.headlines * bundles.headlines(a, b)
        few *= bundles.some(met) if model.shares else 1.0
        found += sure * (few - _unlike(model, a, b, met, features))
    if met.across:
        found += met.across * _across(model.across, a, b, met, live)
    said = found / (sure + met.across) + _alone(model, a, b, live)
    return said + encoded(model.encoder, a, b, met) - late(model.clock, a, b) + placed(model.scene, a, b)


def placed(line: Scene, a: Bundle, b: Bundle) -> float:
    """Give what the scenes of two bundles add to their score; nothing where one has none."""
    if scenes.elsewhere(a.scenes, b.scenes):
        return -line.elsewhere
    here = scenes.shared(a.scenes, b.scenes)
    one = here >= line.near and scenes.one_day(a.scenes, b.scenes) and scenes.one_kind(a.scenes, b.scenes)
    return line.here * here if one else 0.0


def _alone(model: Model, a: Bundle, b: Bundle, live: float) -> float:
    """Give what speaks for two bundles where clocks say that fewer articles than usual are about: less chance.

    Of texts too short to share many words, nothing.
    """
    if not (a.times.stated and b.times.stated):
        return 0.0
    return model.alone * math.log(max(1.0, model.usual / live)) * (1.0 - bundles.short(a, b))


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return math.fsum(w * x for w, x in zip(weights, features, strict=True))


def _unlike(model: Model, a: Bundle, b: Bundle, met: Met, features: Sequence[float]) -> float:
    """Give what speaks against two bundles of some size: by their nearest where known, else by their centres."""
    size = min(a.size, b.size)
    if math.isnan(met.mixed):
        return model.large.slope * _beyond(size, model.large.size) * max(0.0, model.large.near - features[_CENTRES])
    line = model.mixed
    return line.slope * _beyond(size, line.large) * max(0.0, math.log(line.middle / max(line.least, met.mixed)))


def _beyond(size: int, usual: float) -> float:
    return max(0.0, math.log(size / usual))


def _across(line: Across, a: Bundle, b: Bundle, met: Met, live: float) -> float:
    far = (bundles.length(a, b) - bundles.LEAST_LONG) / (bundles.MOST_LONG - bundles.LEAST_LONG)
    middle = line.short + (line.long - line.short) * far
    over = bundles.across(a, b, met) - middle
    # chance goes from the centres of large bundles: that they lie near each other then says more
    beyond = _beyond(min(a.size, b.size), line.large)
    sure = 1 + line.grow * beyond if over > 0 else 1
    return line.slope * sure * over - line.live * _crowd(live / line.usual, min(a.size, b.size))


def _crowd(times: float, size: int) -> float:
    """Give how many others each of two bundles might belong to, as a logarithm: ``times`` as many articles as usual.

    Of stories as large as the smaller one there are fewer: as many as would share all articles out.
    """
    return math.log(times) if times <= 1 else math.log(max(1.0, times / size))


def encoded(line: Encoder, a: Bundle, b: Bundle, met: Met) -> float:
    """Give what a sentence encoder adds to the score of two bundles; nothing where there is none."""
    cosine = bundles.encoded(a, b, met)
    if math.isnan(cosine):
        return 0.0
    slope = (line.own * met.same + line.foreign * met.across) / (met.same + met.across)
    return slope * min(line.most, max(-line.most, cosine - line.middle))


def late(clock: Clock, a: Bundle, b: Bundle) -> float:
    """Give what the distance in time of two bundles takes from their score; nothing where a time is not known."""
    ends, middles = bundles.apart(a.times, b.times)
    if math.isnan(ends):
        return 0.0
    closed = min(clock.most, clock.each_day * max(0.0, ends - clock.open_for))
    return clock.ends_cost * _far(ends, clock.ends) + clock.middles_cost * _far(middles, clock.middles) + closed


def _far(days: float, spread: float) -> float:
    return 1.0 - float(np.exp(-(days * days) / (2 * spread * spread)))
