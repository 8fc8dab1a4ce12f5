"""How likely a drift that a rule finds is one: by what shows that the poorer statement came of the fuller one.

From a chance of one half on it is told, and of several the likeliest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare import suspects
from twosource.compare.changes import Change, Tie, Told, counted_alike
from twosource.compare.figures import fits
from twosource.compare.propositions import Proposition
from twosource.compare.retellings import HALF, Retelling, Spoken, likeness
from twosource.compare.weighing import MANY, matter, named, table, told, weighed
from twosource.compare.wording import Wording, place_of, shared
from twosource.model import DriftKind, Place

HOP = "one hop, word for word"
RULED, BEFORE = "by rule", "printed before"
CUT, MOVED = "quote cut: always", "attribution moved: always"
PLAIN = frozenset({CUT, "moved between the same words"})
TRUSTED = frozenset({"of the parent", "few articles", HOP}) | PLAIN
NAMED, LEADS = "names him beside", "lead of both"
DOUBTED = frozenset({BEFORE, "days apart", "places apart", "one denies", LEADS})
"""What takes the trust from a finding of the rules: it is of another day, of another place, or the other way round."""
OPENINGS = frozenset({"left opening", "right opening"})
COPIED = frozenset({"words next", "wording 0.8"})
"""The words that moved stand in one passage, next to others of one passage."""
ALONE = frozenset({"his too in 0", "his too in 1"})
"""One other article at most names the teller to whom words moved: who tells the claim elsewhere tells it himself."""
FAMILIES: Mapping[DriftKind, str] = {
    "attribution lost": "lost", "attribution moved": "moved", "certainty raised": "certainty",
    "certainty lowered": "certainty", "number changed": "number", "quote cut": "words", "gloss added": "words",
}  # fmt: skip
"""Kinds of drift that are shown by the same signs: each sign weighs for all of them, and anew for each family."""
FEW = 3
TABLE = "models/drifts.tsv"
SURE = 0.5
"""Chance from which a drift is told."""
PARTS = (0.2, 0.4, 0.6, 0.8, 0.95)
BESIDE = (1, 2, 3, 4, 6)
SHARES = (0.25, 0.5, 0.75)
NEXT = 2
"""Statements on either side that stand next to one, and claims beside it that make two articles kin."""
SURENESS = (0.6, 0.8, 0.9)
REACH = 350
"""Characters around a statement, some three sentences, in which others stand beside it."""


class Around(Struct, frozen=True):
    """What stands around the statements of a story: by article, their places in order, each with its claim.

    ``sense``: by place those that are told in the words, or the sense, of one passage with it.
    """

    places: Mapping[str, Sequence[tuple[Place, int]]] = {}
    sense: Mapping[Place, frozenset[Place]] = {}


NOTHING = Around()


def around(groups: Sequence[Sequence[Proposition]], sense: Wording) -> Around:
    """Lay out the claims of a story, each as its statements, by article."""
    found: dict[str, list[tuple[Place, int]]] = {}
    for claim, members in enumerate(groups):
        for one in members:
            if not one.in_title:
                found.setdefault(one.article, []).append((place_of(one), claim))
    alike: dict[Place, set[Place]] = {}
    for here, there in (sorted(pair) for pair, share in sense.items() if share >= HALF):
        alike.setdefault(here, set()).add(there)
        alike.setdefault(there, set()).add(here)
    return Around(
        {article: sorted(places) for article, places in found.items()},
        {place: frozenset(others) for place, others in alike.items()},
    )


def chance(held: frozenset[str]) -> float:
    """Give the chance that a drift with some signs is one; 1 where nothing was learnt, on a known way, and of a few.

    Where it is told which of two articles took from which, the rules are strict enough: whoever writes the news up
    changes far more of it than the worlds do, so that what they taught would drop what a reader sees at once. Two or
    three articles that lean on one source have no other text between them, nor much that could stand beside.
    """
    trusted = (PLAIN if MOVED in held else TRUSTED) & held and RULED in held and not DOUBTED & held
    return 1.0 if trusted else weight(held)


def weight(held: frozenset[str]) -> float:
    """Give the chance that worlds taught of a drift with some signs, trusted or not; 1 where nothing was learnt."""
    weights = table(TABLE)
    return weighed(held, weights) if weights else 1.0


class Beside(Struct, frozen=True):
    """What stands around a statement: the places in order, each with its claim; the claims, its own left out.

    ``before`` and ``after``: the claims of the statements that stand next to it on either side; ``back`` and ``ahead``:
    the places of the nearest ones.
    """

    near: Sequence[tuple[Place, int]] = ()
    claims: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()
    back: Place | None = None
    ahead: Place | None = None


def surroundings(context: Around, one: Proposition) -> Beside:
    """Lay out what stands around a statement."""
    here, places = place_of(one), context.places.get(one.article, ())
    first = bisect_left(places, here.start - REACH, key=lambda at: at[0].start)
    last = bisect_left(places, here.start + REACH, key=lambda at: at[0].start)
    near = places[first:last]
    own = next((claim for place, claim in near if place == here), -1)
    back = [at for at in near if at[0].end <= here.start and at[1] != own][-NEXT:]
    ahead = [at for at in near if at[0].start >= here.end and at[1] != own][:NEXT]
    claims = frozenset(claim for _, claim in near) - {own}
    before, after = (frozenset(claim for _, claim in side) for side in (back, ahead))
    return Beside(near, claims, before, after, back[-1][0] if back else None, ahead[0][0] if ahead else None)


class Scene(Struct, frozen=True):
    """All that a drift of a claim is weighed by: its tellings, how alike they are, what ties and surrounds them.

    ``kin``: of each telling that may have drifted, what is its ``kindred``; ``who``: who tells the claim where.
    """

    laid: Told
    alike: NDArray[np.float64]
    tied: Mapping[frozenset[str], Tie]
    wording: Wording
    context: Around
    beside: Sequence[Beside]
    kin: Mapping[int, Mapping[str, tuple[int, bool]]]
    who: Spoken


def signs(change: Change, scene: Scene, *, ruled: bool = True, first: bool = True) -> frozenset[str]:
    """Lay out what speaks for a drift and against it, each sign for all kinds and for its kind.

    ``ruled``: a rule finds it; ``first``: no other article had printed the poorer sentence before.
    """
    fuller, poorer = scene.laid[change.left], scene.laid[change.right]
    left, right = fuller.telling, poorer.telling
    found = {*matter(left, right, float(scene.alike[change.left, change.right])), *told(left, right)}
    found |= {*_words(fuller, poorer, scene.wording), *_way(change, fuller, poorer, scene.tied)}
    found |= {*_others(scene.who, fuller, poorer), *_beside(change, scene), *_kin(change, scene)}
    found |= set(suspects.signs(change, scene.laid, scene.who))
    hop = change.kind == "attribution lost" and bool(change.after) and "verbatim" in found
    found |= {name for name, holds in ((RULED, ruled), (BEFORE, not first), (HOP, hop)) if holds}
    if change.kind == "attribution lost" and found >= OPENINGS and not _count_alike(fuller, poorer):
        found.add(LEADS)  # that it happened is told by all
    if change.kind == "attribution moved" and found >= COPIED and ALONE & found and NAMED not in found:
        found.add("moved between the same words")
    if 0 < len(scene.context.places) <= FEW:
        found.add("few articles")
    return named(found, change.kind) | {f"{FAMILIES[change.kind]}: {sign}" for sign in found}


def _count_alike(fuller: Retelling, poorer: Retelling) -> bool:
    """Tell whether both count one thing, with numbers that fit."""
    return any(fits(a, b) for a, b in counted_alike(fuller.proposition, poorer.proposition))


def _beside(change: Change, scene: Scene) -> Iterator[str]:
    """Tell how much else of both articles is told side by side: whoever took a sentence over took its neighbours."""
    one, other = scene.beside[change.left], scene.beside[change.right]
    claims = one.claims & other.claims
    yield from (f"claims beside {step}" for step in BESIDE if len(claims) >= step)
    fewest = min(len(one.claims), len(other.claims))
    yield from (f"share beside {part}" for part in SHARES if fewest and len(claims) >= part * fewest)
    if one.before & other.before:
        yield "same before"
    if one.after & other.after:
        yield "same after"
    sense = scene.context.sense
    common = sum(b in alike for a, _ in one.near if (alike := sense.get(a)) is not None for b, _ in other.near)
    here, there = (place_of(scene.laid[i].proposition) for i in (change.left, change.right))
    common -= there in sense.get(here, ())
    yield from (f"words beside {step}" for step in BESIDE if common >= step)
    sides = ((one.back, other.back), (one.ahead, other.ahead))
    if any(his in sense.get(mine, ()) for mine, his in sides if mine is not None):
        yield "words next"


def kindred(laid: Told, beside: Sequence[Beside], poorer: int) -> Mapping[str, tuple[int, bool]]:
    """Give by article how many neighbours its telling of the claim has in common with one, and if it names a teller."""
    mine = beside[poorer].claims
    best: dict[str, tuple[int, bool]] = {}
    for one, around in zip(laid, beside, strict=True):
        found, article = (len(around.claims & mine), bool(one.hops)), one.article
        best[article] = max(found, best.get(article, found))
    return best


def _kin(change: Change, scene: Scene) -> Iterator[str]:
    """Tell how other articles tell the claim that stand nearer to the poorer one by their neighbours, or as near."""
    those = {scene.laid[i].article for i in (change.left, change.right)}
    best = {name: found for name, found in scene.kin[change.right].items() if name not in those}
    common = len(scene.beside[change.left].claims & scene.beside[change.right].claims)
    nearer = sum(count > common for count, _ in best.values())
    yield from (f"nearer {step}" for step in MANY if nearer >= step)
    kin = [named for count, named in best.values() if count >= NEXT]
    yield from (f"kin {step}" for step in MANY if len(kin) >= step)
    yield from (f"kin named {part}" for part in SHARES if kin and sum(kin) >= part * len(kin))


def _words(fuller: Retelling, poorer: Retelling, wording: Wording) -> Iterator[str]:
    if fuller.proposition.language == poorer.proposition.language:
        same = likeness(fuller, poorer)
        yield from (f"words {part}" for part in PARTS if same >= part)
    common = shared(wording, fuller.proposition, poorer.proposition)
    yield from (f"wording {part}" for part in PARTS if common >= part)


def _way(change: Change, fuller: Retelling, poorer: Retelling, tied: Mapping[frozenset[str], Tie]) -> Iterator[str]:
    tie = tied.get(frozenset({fuller.article, poorer.article}))
    yield f"tie {tie.basis}" if tie else "no tie"
    yield from (f"relation sure {step}" for step in SURENESS if tie and tie.sureness >= step)
    unnamed = tie is None and change.basis == "derivation"  # it leans on media that it does not name
    if unnamed or (tie and tie.parent == fuller.article):
        yield "of the parent"
    if tie and tie.parent == poorer.article:
        yield "of the child"


def _others(who: Spoken, fuller: Retelling, poorer: Retelling) -> Iterator[str]:
    """Tell how many articles name the teller of the fuller statement, and how many nobody."""
    body = fuller.telling.root.organisation
    naming, bare = who.naming.get(body, frozenset()), who.bare
    heirs = poorer.telling.root
    if heirs.named and heirs.organisation == body:
        yield "traced to it"
    yield from (f"named by {step}" for step in MANY if len(naming) > step)
    yield from (f"bare in {step}" for step in MANY if len(bare) > step)
