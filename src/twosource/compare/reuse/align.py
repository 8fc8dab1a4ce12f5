"""Alignments: runs of equal words of two articles, chained over small edits and weighed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from twosource.compare.fingerprints import Flags, Ints, Pile, Runs

GAP = 8
"""Words that may stand, on either side, between two runs of one alignment."""
REACH = 3
"""Words that an alignment may step over at its ends, and words that must then be equal."""
LONG_OUTSIDE = 8
LONG_IN_ALL = 12
SHORT = 7
"""Shared words of a passage: outside quotation marks, in all, and in a row where they are rare."""
RARE = 11.0
"""What a short run must be worth, in nats, between two articles (see ``_enough``)."""
NAME_SHARE = 0.5
"""What a word of a name counts: an event brings its names to every report."""
TOLD_WORTH = 3.0
"""What the words of a short run that are no name must be worth: names alone are not wording."""
TOLD_AMONG = 18.0
"""The same among several articles, less what its edits cost, where the run is not all that two sentences say."""
EDITED = 2.0
"""What a word edited between two runs costs, in nats, of what their words are worth."""
WHOLE = 0.75
"""Share of both sentences that words must match where no run is as long as ``LONG_OUTSIDE``."""
VERBLESS = 8.0
"""What the words of a short chain without a verb must be worth that are neither names nor words of the event."""
MANY, MANY_OF = 4, 0.34
"""Articles of a story, and share of them, that hold a word of its event."""

Run = tuple[int, int, int]
_Any = TypeVar("_Any", "np.bool_", "np.float64")


class Alignment(Struct, frozen=True):
    """Equal runs of two articles in the order of both: words ``(left, right, length)`` of a pile."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> tuple[int, int]:
        """The words of the left article, half-open."""
        return self.runs[0][0], self.runs[-1][0] + self.runs[-1][2]

    @property
    def right(self) -> tuple[int, int]:
        """The words of the right article, half-open."""
        return self.runs[0][1], self.runs[-1][1] + self.runs[-1][2]


def align(pile: Pile, found: Runs, sentences: Ints) -> list[Alignment]:
    """Chain the runs of every pair of articles and keep the chains that cannot well be chance.

    ``sentences`` are the bounds of the sentences, in words.
    """
    codes = pile.codes.tolist()
    kept: list[Alignment] = []
    crowd = 0.5 * float(np.log(max(1, len(pile.articles) * (len(pile.articles) - 1) // 2)))
    own = pile.names if pile.verbs.all() else pile.names | _everywhere(pile)
    for runs in _by_pair(pile, found):
        for chain in _chains(runs):
            kept.extend(
                Alignment(tuple(paying))
                for paying in _paying(pile, _reach(pile, codes, chain))
                if _enough(pile, paying, crowd, sentences) and _tells(pile, paying, own)
            )
    return kept


def _everywhere(pile: Pile) -> Flags:
    """Mark the words that many articles of a story have: those of its event."""
    words, places = np.unique(pile.codes, return_inverse=True)
    held = np.unique(places * len(pile.articles) + pile.owners) // max(1, len(pile.articles))
    often: Flags = np.bincount(held, minlength=len(words))[places] >= max(MANY, MANY_OF * len(pile.articles))
    return often


def _tells(pile: Pile, chain: list[Run], own: Flags) -> bool:
    """Tell whether a short chain has a verb, or words enough that are neither names nor the event's."""
    if sum(n for _, _, n in chain) >= LONG_IN_ALL or any(pile.verbs[i : i + n].any() for i, _, n in chain):
        return True
    worth = sum(float(pile.worths[i : i + n][~own[i : i + n]].sum()) for i, _, n in chain)
    return max(n for _, _, n in chain) >= LONG_OUTSIDE and worth >= VERBLESS


def _paying(pile: Pile, chain: list[Run]) -> Iterator[list[Run]]:
    """Cut a chain where the words edited between two runs cost more than what they join is worth.

    The part that is worth most stays together (Bentley 1984); what stands beside it is cut in the same way.
    """
    rest = [chain]
    while rest:
        part = rest.pop()
        first, last = _dearest(pile, part) if len(part) > 1 else (0, 1)
        yield part[first:last]
        rest.extend(side for side in (part[:first], part[last:]) if side)


def _dearest(pile: Pile, chain: list[Run]) -> tuple[int, int]:
    """Give the runs on end that are worth most, their words less the edits between them; half-open."""
    worths = [float(pile.worths[i : i + n].sum()) for i, _, n in chain]
    costs = [0.0, *(EDITED * sum(_gaps(a, b)) for a, b in pairwise(chain))]
    best, found, total, start = -1.0, (0, 1), 0.0, 0
    for here, (worth, cost) in enumerate(zip(worths, costs, strict=True)):
        start, total = (start, total - cost) if total > cost else (here, 0.0)
        total += worth
        if total > best:
            best, found = total, (start, here + 1)
    return found


def _by_pair(pile: Pile, found: Runs) -> Iterator[list[Run]]:
    """Give the runs of one pair of articles at a time, in the order of the left one."""
    owner_left, owner_right = pile.owners[found.left], pile.owners[found.right]
    order = np.lexsort((found.right, found.left, owner_right, owner_left))
    left, right = found.left[order].tolist(), found.right[order].tolist()
    length = found.length[order].tolist()
    keys = owner_left[order] * len(pile.articles) + owner_right[order]
    cuts = [0, *(np.flatnonzero(np.diff(keys)) + 1).tolist(), len(keys)]
    for start, end in pairwise(cuts):
        if end > start:
            yield list(zip(left[start:end], right[start:end], length[start:end], strict=True))


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Join each run to the chain that ends nearest before it in both articles, if one ends near."""
    chains: list[list[Run]] = []
    live: list[list[Run]] = []
    for run in runs:
        live = [chain for chain in live if run[0] - chain[-1][0] - chain[-1][2] <= GAP]
        near = [chain for chain in live if _follows(chain[-1], run)]
        if near:
            best = min(near, key=lambda chain: _distance(chain[-1], run))
            best.append(_trimmed(best[-1], run))
        else:
            chains.append([run])
            live.append(chains[-1])
    return chains


def _gaps(a: Run, b: Run) -> tuple[int, int]:
    return b[0] - a[0] - a[2], b[1] - a[1] - a[2]


def _follows(a: Run, b: Run) -> bool:
    least, most = min(_gaps(a, b)), max(_gaps(a, b))
    near = most <= min(GAP, a[2], b[2]) and b[0] > a[0] and b[1] > a[1]
    return near and b[2] + min(0, least) >= 1


def _distance(a: Run, b: Run) -> int:
    return sum(abs(gap) for gap in _gaps(a, b))


def _trimmed(a: Run, b: Run) -> Run:
    """Cut from ``b`` what ``a`` already covers in either article."""
    cut = max(0, -min(_gaps(a, b)))
    return b[0] + cut, b[1] + cut, b[2] - cut


def _reach(pile: Pile, codes: list[int], chain: list[Run]) -> list[Run]:
    """Lengthen a chain at both ends over edits of a word or two."""
    first, last = chain[0], chain[-1]
    low = [int(pile.bounds[pile.owners[place]]) for place in first[:2]]
    high = [int(pile.bounds[pile.owners[place] + 1]) for place in last[:2]]
    after = _step(codes, (last[0] + last[2], last[1] + last[2]), (high[0], high[1]), 1)
    before = _step(codes, (first[0] - 1, first[1] - 1), (low[0] - 1, low[1] - 1), -1)
    return [*reversed(before), *chain, *after]


def _step(codes: list[int], at: tuple[int, int], bound: tuple[int, int], way: int) -> list[Run]:
    """Find the runs beyond one end of a chain; ``way`` is 1 forwards, -1 backwards."""
    found: list[Run] = []
    while True:
        run = _beyond(codes, at, bound, way)
        if run is None:
            return found
        found.append(run if way > 0 else (run[0] - run[2] + 1, run[1] - run[2] + 1, run[2]))
        at = run[0] + way * run[2], run[1] + way * run[2]


_STEPS = sorted(
    ((a, b) for a in range(REACH + 1) for b in range(REACH + 1)),
    key=lambda step: (sum(step), max(step), step),
)


def _beyond(codes: list[int], at: tuple[int, int], bound: tuple[int, int], way: int) -> Run | None:
    left, right = (
        codes[here : min(here + REACH + 1, end)] if way > 0 else codes[max(here - REACH, end + 1) : here + 1]
        for here, end in zip(at, bound, strict=True)
    )
    if set(left).isdisjoint(right):
        return None
    for over_left, over_right in _STEPS:
        i, j = at[0] + way * over_left, at[1] + way * over_right
        length = 0
        while (bound[0] - i) * way > 0 and (bound[1] - j) * way > 0 and codes[i] == codes[j]:
            i, j, length = i + way, j + way, length + 1
        if length >= REACH:
            return i - way * length, j - way * length, length
    return None


def _enough(pile: Pile, chain: list[Run], crowd: float, sentences: Ints) -> bool:
    """Tell whether a chain is more than chance.

    Long ones are by their length; a short run by what its words are worth in nats, the more the more
    pairs of articles are compared (``crowd`` is half the logarithm of their number). Among several articles
    a short run is a formula of the trade more often than not: it must be all that two sentences say, or worth more.
    """
    edited, count, longest = _edited(chain), sum(n for _, _, n in chain), max(n for _, _, n in chain)
    if longest < SHORT and count - edited < LONG_OUTSIDE:
        return False
    left, right = [slice(i, i + n) for i, _, n in chain], [slice(j, j + n) for _, j, n in chain]
    names = _of(pile.names, left)
    worths = np.minimum(_of(pile.worths, left), _of(pile.worths, right))
    worth = float((worths * np.where(names, NAME_SHARE, 1.0)).sum())
    outside = int((~(_of(pile.quoted, left) & _of(pile.quoted, right))).sum())
    if longest >= LONG_OUTSIDE and (outside - edited >= LONG_OUTSIDE or count - edited >= LONG_IN_ALL):
        return worth >= crowd
    told = float(worths[~names].sum())
    if longest >= LONG_OUTSIDE or not crowd or _whole(chain, count, sentences):
        return longest >= SHORT and worth >= RARE + crowd and told >= TOLD_WORTH
    return longest >= SHORT and told - EDITED * edited >= TOLD_AMONG


def _of(values: NDArray[_Any], parts: Sequence[slice]) -> NDArray[_Any]:
    """Give what some stretches of words have, on end."""
    return values[parts[0]] if len(parts) == 1 else np.concatenate([values[part] for part in parts])


def _edited(chain: list[Run]) -> int:
    """Count the words between the runs of a chain, on both sides."""
    return sum(sum(_gaps(a, b)) for a, b in pairwise(chain))


def _whole(chain: list[Run], count: int, sentences: Ints) -> bool:
    """Tell whether a chain matches most of the sentences that it stands in, on both sides."""
    first, last = chain[0], chain[-1]
    sizes = [_around(first[side], last[side] + last[2], sentences) for side in (0, 1)]
    return count >= WHOLE * max(sizes)


def _around(start: int, end: int, sentences: Ints) -> int:
    """Count the words of the sentences that some words stand in."""
    low = np.searchsorted(sentences, start, side="right") - 1
    high = np.searchsorted(sentences, end)
    return int(sentences[high] - sentences[low])
