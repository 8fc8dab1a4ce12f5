"""What a claim stands on: the roots of its statements, which of them count, and which are shown as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from twosource.compare import apart, differing, fragility, origins, tellers
from twosource.compare.apart import Matter, Named
from twosource.compare.changes import Tie
from twosource.compare.claims import Group
from twosource.compare.estimate import Backer
from twosource.compare.joins import denies_outright
from twosource.compare.origins import Context, Root
from twosource.compare.propositions import Proposition, Scene, class_of
from twosource.compare.shifts import Around

MOSTLY = 0.5


class Ground(Struct, frozen=True):
    """What every claim of a story stands on. ``times``: by article, ISO 8601 in UTC, none where no clock is told.

    ``publishers``: by article, the name of its outlet; ``scenes``: where it plays; ``around``: what stands beside what.
    """

    context: Context
    times: Mapping[str, str | None]
    sides: Mapping[str, str]
    publishers: Mapping[str, str]
    ties: Mapping[frozenset[str], Tie]
    ids: Mapping[int, str]
    propositions: Sequence[Proposition]
    scenes: Mapping[str, Scene] = {}
    around: Around = Around()

    @property
    def printing(self) -> frozenset[str]:
        """The names of the outlets of the story."""
        return frozenset(self.publishers.values())


class Basis(Struct, frozen=True):
    """What a claim stands on: its statements with their roots, and which of them, by place, stand behind it.

    ``tellings``: by place, the number of the wording; ``joined``: organisation to that under which it is shown,
    ``chained``: to that which a chain of doubts leads to; ``doubts``: to the rule by which it may be one with another;
    ``rings``: the outlets that cite each other in a ring; ``circling``: what only such a one is named for.
    """

    group: Group
    members: Sequence[Proposition]
    roots: Sequence[Root]
    counted: Sequence[int]
    tellings: Mapping[int, int]
    joined: Mapping[str, str]
    rings: Sequence[frozenset[str]] = ()
    circling: frozenset[int] = frozenset()
    doubts: Mapping[str, str] = {}
    chained: Mapping[str, str] = {}

    @property
    def backing(self) -> list[Root]:
        """The roots that stand behind the claim, those that may be another claim's as doubtful ones."""
        members, sure = self.group.members, self.group.sure
        return [
            self.roots[i] if members[i] in sure and i not in self.circling else origins.doubtful(self.roots[i])
            for i in self.counted
        ]


def basis(group: Group, ground: Ground, roots: Sequence[Root] | None = None) -> Basis:
    """Find what a claim stands on; ``roots`` where they are known."""
    members = [ground.propositions[i] for i in group.members]
    roots = traced(group, ground) if roots is None else roots
    counted = _counted(members, roots)
    circles = fragility.rings(c for p in members for c in _cited(p, ground))
    within = frozenset[str]().union(*circles)
    circling = frozenset(
        i for i, root in enumerate(roots) if origins.is_relay(root) and tellers.named_as(root.name, within)
    )
    tellings = origins.wordings(counted, members, roots, ground.context.wording)
    found = Basis(group, members, roots, counted, tellings, {}, circles, circling)
    told = [(root, i) for i, root in zip(counted, found.backing, strict=True) if root.named]
    parties = apart.parties(_named(told, group, ground))
    held = apart.links(parties)
    return msgspec.structs.replace(
        found,
        joined=apart.joined(parties, held),
        doubts=apart.doubts(parties, held),
        chained=apart.chained(parties, held),
    )


def traced(group: Group, ground: Ground) -> list[Root]:
    """Give the root of each statement of a claim: what only meaning draws in says nothing of whose the others are."""
    found: dict[int, Root] = {}
    for part in group.by_part(range(len(group.members))):
        near = None if group.alike is None else group.alike[np.ix_(part, part)]
        roots = origins.trace([ground.propositions[group.members[n]] for n in part], ground.context, near)
        found.update(zip(part, roots, strict=True))
    return [found[n] for n in range(len(found))]


def _counted(members: Sequence[Proposition], roots: Sequence[Root]) -> list[int]:
    """List the members that stand behind the claim: whoever denies it does not, in whatever words, unless all do."""
    by_words = sum(p.negated or bool(p.denied) for p in members)
    negative = by_words > MOSTLY * len(members)  # "there is no danger": the claim itself is a negation
    denying = {
        root.organisation
        for p, root in zip(members, roots, strict=True)
        if (p.statement.certainty == "denied" if negative else denies_outright(p))
    }
    affirming = [i for i, root in enumerate(roots) if root.organisation not in denying]
    return affirming or list(range(len(members)))


def _cited(proposition: Proposition, ground: Ground) -> Iterator[tuple[str, str]]:
    """Give the outlets of the story that a statement says it comes through, each with that which cites it."""
    citing = ground.publishers.get(proposition.article)
    if citing is None or proposition.own:
        return
    for hop in proposition.statement.chain:
        cited = tellers.named_as(hop.name, ground.printing)
        if cited is not None:
            yield citing, cited


def _named(told: Sequence[tuple[Root, int]], group: Group, ground: Ground) -> list[Named]:
    """Lay out what is known of the named roots behind a claim; by place among the members."""
    known, private = ground.context.voices.entities, ground.context.voices.private
    strands = group.strands or (0,) * len(group.members)
    return [
        Named(
            root,
            ground.propositions[group.members[i]].language,
            known[key].name if (key := root.organisation.removeprefix("entity:")) in known else "",
            strands[i],
            (root.person or "").removeprefix("person:") in private,
            _matter(i, group, ground),
            frozenset(v.organisation for v in origins.retold(ground.propositions[group.members[i]], ground.context))
            - {root.organisation},
            root.organisation in ground.context.voices.mouthpieces,
        )
        for root, i in told
    ]


def _matter(i: int, group: Group, ground: Ground) -> Matter:
    """Say what a member of a claim says of the event."""
    told = ground.propositions[group.members[i]]
    return Matter(
        figures=_counted_things(told),
        places=ground.scenes.get(told.article, Scene()).every,
        negated=told.negated,
        past=differing.is_of_the_past(told, ground.times.get(told.article)),
        seat=i,
        near=None if group.alike is None else group.alike[i],
    )


def _counted_things(told: Proposition) -> frozenset[tuple[str | None, float]]:
    return frozenset((class_of(figure), figure.low or figure.high or 0.0) for figure in told.figures)


def backers(claim: Basis, ground: Ground) -> list[Backer]:
    """Give the statements that stand behind a claim, each with its root; those that words group, where some do."""
    core = _core(claim)
    strands = claim.group.strands or (0,) * len(claim.group.members)
    return [
        Backer(
            root := claim.roots[i],
            claim.members[i].statement,
            claim.members[i].article,
            claim.group.members[i] in claim.group.sure,
            claim.tellings[i],
            root.named and claim.chained.get(root.organisation) != root.organisation,
            claim.doubts.get(root.organisation) if root.named else None,
            claim.members[i].language,
            _counted_things(claim.members[i]),
            strands[i],
            _is_echo(i, claim, ground),
            len(ground.context.readings[claim.members[i].article].layers.statements or ()),
        )
        for i in core
    ]


def _core(claim: Basis) -> Sequence[int]:
    """Give what stands behind a claim and is grouped by words: the part that most articles tell, the first of equals.

    What only its meaning draws in may tell of another thing: it is a possible origin, and moves no estimate.
    """
    parts = claim.group.by_part(claim.counted)
    return max(parts, key=lambda part: len({claim.members[i].article for i in part}), default=())


def _is_echo(i: int, claim: Basis, ground: Ground) -> bool:
    """Tell whether a statement stands on the words of one that has another root."""
    root, one = claim.roots[i].organisation, claim.members[i]
    return any(
        claim.roots[j].organisation != root
        and claim.members[j].article != one.article
        and origins.shares_wording(one, claim.members[j], ground.context.wording)
        for j in claim.counted
    )
