"""Bundles: articles taken together, as the sum of their vectors, and what two bundles have in common."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource.compare.stories import scenes, vectors
from twosource.compare.stories.scenes import Scenes
from twosource.compare.stories.terms import ACROSS, ENCODED, FIGURES, LEAD, NAMES, PLACES, WORDS
from twosource.compare.stories.vectors import Vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Floats = npt.NDArray[np.float64]

FEATURES = (
    "words", "lead", "words of centres", "lead of centres", "figures of centres", "words beside inside",
    "lead beside inside", "core", "core of large", "smaller", "bias",
)  # fmt: skip
"""What the models look at where two bundles share a language."""
USUAL, USUAL_PAIRS = 0.3, 3.0
"""Likeness that a story has inside before any pair is seen, and what that counts in pairs."""
LEAST_LONG, MOST_LONG = -2.0, 1.5
TRAINED = -1.2
"""Length down to which the weights are used as trained, about 15 words: few of its examples are shorter."""
BRIEF, BRIEFEST = -0.3, -0.7
"""Lengths from which texts count as short, and as short altogether: about 40 and 25 words."""
SOME = 0.1
"""Mean likeness in words up to which that two texts are short says less."""
HEADLINE, BARE = -1.2, -1.8
"""Lengths from which a text is hardly more than its headline, and no more: about 15 and 8 words."""
OTHERS, FEW_NAMES = 0.05, 0.2
"""Cosine of a signature (names, places, figures) under which two bundles differ in it; cosine of names under which
other places and figures weigh more than the names that both hold (of an agency, of an office)."""
ANOTHER_DAY = 1.0
"""Days between two bundles from which they tell of another day."""
FLOOR = 0.02
CORE, CORE_PART = 12, 0.25
"""Words that are the core of a bundle, and the part of their mean weight that another must give them to share them."""
_WORDS_SPAN = np.array([WORDS << 61, (WORDS + 1) << 61], dtype=np.uint64)
MOST_FIGURES = 0.3
"""Cosine of figures beyond which more of it tells nothing."""
FEW = 4
"""Articles from which a bundle counts as large."""


class Times(Struct, frozen=True):
    """When the dated articles of a bundle were published, in days: how many, their sum, first and last.

    ``stated``: a source states at least one of the times; a date line alone may be that of an archive.
    """

    count: int = 0
    total: float = 0.0
    first: float = math.inf
    last: float = -math.inf
    stated: bool = False

    @property
    def middle(self) -> float:
        """Give the mean time; NaN where none is known."""
        return self.total / self.count if self.count else math.nan


class Bundle(Struct, frozen=True):
    """Some articles of one story, or of a part of it."""

    size: int
    vector: Vector
    squares: Floats
    told: float
    core: Vector
    languages: tuple[tuple[int, int], ...]
    times: Times
    scenes: Scenes = scenes.NOWHERE


class Met(Struct, frozen=True):
    """What two bundles have in common: dot products by view, pairs of one language and of two.

    ``mixed``: how often the nearest articles of the ones are among the others, beside chance; NaN where not known.
    """

    dots: Floats
    same: int
    across: int
    mixed: float = math.nan


def single(vector: Vector, language: int, at: float, scene: Scenes = scenes.NOWHERE, *, stated: bool = True) -> Bundle:
    """Give the bundle of one article; ``at`` is NaN where its time is not known."""
    times = Times() if math.isnan(at) else Times(1, at, at, at, stated)
    told = float(np.count_nonzero(vectors.views(vector.codes) == WORDS))
    return Bundle(1, vector, vectors.squares(vector), told, _core(vector), ((language, 1),), times, scene)


def join(a: Bundle, b: Bundle, dots: Floats) -> Bundle:
    """Give two bundles as one."""
    counts = dict(a.languages)
    for language, count in b.languages:
        counts[language] = counts.get(language, 0) + count
    times = Times(
        a.times.count + b.times.count,
        a.times.total + b.times.total,
        min(a.times.first, b.times.first),
        max(a.times.last, b.times.last),
        a.times.stated or b.times.stated,
    )
    vector = vectors.add(a.vector, b.vector)
    return Bundle(
        a.size + b.size,
        vector,
        a.squares + b.squares + 2 * dots,
        a.told + b.told,
        _core(vector),
        tuple(sorted(counts.items())),
        times,
        scenes.join(a.scenes, b.scenes),
    )


def meet(a: Bundle, b: Bundle, dots: Floats | None = None, mixed: float = math.nan) -> Met:
    """Compare two bundles."""
    if len(a.languages) == 1 == len(b.languages):
        same = a.size * b.size if a.languages[0][0] == b.languages[0][0] else 0
    else:
        other = dict(b.languages)
        same = sum(count * other.get(language, 0) for language, count in a.languages)
    found = vectors.dots(a.vector, b.vector) if dots is None else dots
    return Met(found, same, a.size * b.size - same, mixed)


def pairs_inside(a: Bundle) -> int:
    """Count the pairs of articles of one language."""
    return sum(count * (count - 1) for _, count in a.languages)


def inside(a: Bundle, view: int) -> float:
    """Give the mean likeness of the articles of a bundle, drawn to what is usual where they are few."""
    pairs = pairs_inside(a)
    own = max(0.0, float(a.squares[view]) - a.size)
    return (own + USUAL * 2 * USUAL_PAIRS) / (pairs + 2 * USUAL_PAIRS)


def _cosine(a: Bundle, b: Bundle, dots: Floats, view: int) -> float:
    lengths = float(a.squares[view] * b.squares[view])
    return float(dots[view]) / math.sqrt(lengths) if lengths > 0 else 0.0


def _core(vector: Vector) -> Vector:
    """Give the heaviest words of a bundle."""
    start, end = np.searchsorted(vector.codes, _WORDS_SPAN)
    codes, values = vector.codes[start:end], vector.values[start:end]
    if len(codes) > CORE:
        kept = np.sort(np.argpartition(-values, CORE)[:CORE])
        codes, values = codes[kept], values[kept]
    return Vector(codes, values)


def _core_shared(a: Bundle, b: Bundle) -> float:
    """Give the part of the heaviest words of one bundle that the other holds too, by weight."""
    total = float(a.core.values.sum())
    if not total or len(b.vector.codes) == 0:
        return 0.0
    places = b.vector.codes.searchsorted(a.core.codes)
    least = a.core.values * np.float32(CORE_PART * b.size / a.size)
    same = b.vector.codes.take(places, mode="clip") == a.core.codes
    held = same & (b.vector.values.take(places, mode="clip") >= least)
    return float(a.core.values @ held) / total


def alike(a: Bundle, b: Bundle, met: Met) -> list[float]:
    """Give the features of two bundles that share a language, in the order of ``FEATURES``."""
    words, lead = float(met.dots[WORDS]) / met.same, float(met.dots[LEAD]) / met.same
    loose = [min(inside(a, view), inside(b, view)) for view in (WORDS, LEAD)]
    core = (_core_shared(a, b) + _core_shared(b, a)) / 2
    return [
        math.log(FLOOR + words),
        math.log(FLOOR + lead),
        _cosine(a, b, met.dots, WORDS),
        _cosine(a, b, met.dots, LEAD),
        min(MOST_FIGURES, _cosine(a, b, met.dots, FIGURES)),
        words / loose[0],
        lead / loose[1],
        core,
        core * math.log(min(a.size, b.size, FEW)),
        math.log(min(a.size, b.size, FEW)),
        1.0,
    ]


def brief(a: Bundle, b: Bundle) -> float:
    """Give how far two bundles are too short to share many words, from 0 to 1; nothing where one shows its names."""
    return 0.0 if a.squares[NAMES] or b.squares[NAMES] else short(a, b)


def headlines(a: Bundle, b: Bundle) -> float:
    """Give how far one of two bundles holds headlines alone, which share few words even where they show names."""
    return min(1.0, max(0.0, (HEADLINE - length(a, b)) / (HEADLINE - BARE)))


def some(met: Met) -> float:
    """Give how far two bundles share some of their words, from 0 to 1: to be short is no likeness."""
    return min(1.0, float(met.dots[WORDS]) / met.same / SOME)


def short(a: Bundle, b: Bundle) -> float:
    """Give how short the texts of the shorter-told of two bundles are, from 0 to 1."""
    return min(1.0, max(0.0, (BRIEF - length(a, b)) / (BRIEF - BRIEFEST)))


Signature = Literal["names", "places", "figures", "day"]
"""What tells two events of one template apart."""


def strangers(a: Bundle, b: Bundle, met: Met) -> tuple[Signature, ...]:
    """Give the signatures in which two bundles differ, where they are two events of one template; else none.

    They are where names and figures differ, or places and figures under few common names, or names, places and the
    day. What one of them does not hold speaks against nothing.
    """
    names, places, figures = (_differ(a, b, met, view) for view in (NAMES, PLACES, FIGURES))
    ends, _ = apart(a.times, b.times)
    day = ends > ANOTHER_DAY
    few = names or (places and figures and _cosine(a, b, met.dots, NAMES) < FEW_NAMES)
    if not few or names + places + figures + day < 2 or not (figures or (places and day)):
        return ()
    kinds: Mapping[Signature, bool] = {"names": names, "places": places, "figures": figures, "day": day}
    return tuple(kind for kind, differs in kinds.items() if differs)


def _differ(a: Bundle, b: Bundle, met: Met, view: int) -> bool:
    """Tell whether both hold terms of a view, and none in common to speak of."""
    return bool(a.squares[view] > 0 and b.squares[view] > 0) and _cosine(a, b, met.dots, view) < OTHERS


def length(a: Bundle, b: Bundle) -> float:
    """Give how long the articles of the shorter-told of two bundles are: a logarithm, 0 at about 55 words."""
    return min(MOST_LONG, max(LEAST_LONG, math.log(1 + min(a.told / a.size, b.told / b.size)) - 4.0))


def across(a: Bundle, b: Bundle, met: Met) -> float:
    """Give the cosine of what survives translation in two bundles."""
    return _cosine(a, b, met.dots, ACROSS)


def encoded(a: Bundle, b: Bundle, met: Met) -> float:
    """Give the cosine of two bundles under a sentence encoder; NaN where there is none."""
    held = a.squares[ENCODED] > 0 and b.squares[ENCODED] > 0
    return _cosine(a, b, met.dots, ENCODED) if held else math.nan


def apart(a: Times, b: Times) -> tuple[float, float]:
    """Give the days between the nearest ends of two spans of time, and between their middles; NaN where not known."""
    if not a.count or not b.count:
        return math.nan, math.nan
    return max(0.0, a.first - b.last, b.first - a.last), abs(a.middle - b.middle)


def whole(parts: Sequence[Bundle]) -> Bundle:
    """Give several bundles as one."""
    held = parts[0]
    for part in parts[1:]:
        held = join(held, part, vectors.dots(held.vector, part.vector))
    return held
