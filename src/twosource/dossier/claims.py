"""The claims of a story as the dossier shows them: statements with their origins, counts, conflicts, drifts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from twosource.compare import (
    apart,
    attributions,
    clauses,
    conflicts,
    counts,
    differing,
    drifts,
    fragility,
    origins,
    retellings,
    tellers,
    timeline,
    voices,
)
from twosource.compare import (
    clashes as clashing,
)
from twosource.compare.apart import Matter, Named
from twosource.compare.changes import Tie
from twosource.compare.claims import Group
from twosource.compare.estimate import Backer
from twosource.compare.fragility import Way
from twosource.compare.joins import denies_outright
from twosource.compare.origins import Context, Root
from twosource.compare.propositions import Proposition, Scene, class_of
from twosource.compare.shifts import Around
from twosource.compare.tellings import Clash, Telling
from twosource.dossier import notices
from twosource.model import (
    Claim,
    Conflict,
    Drift,
    Hop,
    Origin,
    Place,
    Reason,
    Side,
    Statement,
    StoryStatement,
    TimelineEntry,
    Verdict,
)  # fmt: skip
from twosource.text import fold

REASONS = 6
MANY = 2
MOSTLY = 0.5


class Told(Struct, frozen=True):
    """A claim with what stands against it, surely and perhaps; ``tellings``: its statements, as they are compared."""

    claim: Claim
    tellings: tuple[Telling, ...]
    conflicts: tuple[Conflict, ...]
    may_differ: tuple[Conflict, ...]
    drifts: tuple[Drift, ...]
    entry: TimelineEntry | None


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


def tell(claim_id: str, group: Group, ground: Ground) -> Told:
    """Make one claim: its statements, origins, counts and verdict, its conflicts and drifts."""
    tellings = tellings_of(group, ground)
    roots = [telling.root for telling in tellings]
    clashes = _clashes(tellings, group)
    sure = [c for c, chance in clashes if clashing.is_sure(c.rule, chance)]
    claim = _claim(claim_id, group, ground, roots, is_contested(sure))
    changes = drifts.find(tellings, ground.ties, ground.context.wording, group.alike, ground.around)
    sides = [side(s) for s in claim.statements]
    told = [
        Conflict(
            claim=claim_id,
            relation=c.relation,
            left=sides[c.left],
            right=sides[c.right],
            rule=c.rule,
            chance=chance,
            as_of=(tellings[c.left].time, tellings[c.right].time),
        )
        for c, chance in clashes
    ]
    return Told(
        claim,
        tuple(tellings),
        tuple(c for c in told if clashing.is_sure(c.rule, c.chance)),
        tuple(c for c in told if not clashing.is_sure(c.rule, c.chance)),
        tuple(
            Drift(
                claim=claim_id,
                from_=sides[c.left],
                to=sides[c.right],
                kind=c.kind,
                basis=c.basis,
                before=c.before,
                after=c.after,
            )
            for c in changes
        ),
        timeline.of_claim(claim_id, claim.text, [telling.proposition for telling in tellings]),
    )


def _clashes(tellings: Sequence[Telling], group: Group) -> list[tuple[Clash, float]]:
    """Give what does not fit among the statements of a claim, each once, with its chance to be a conflict."""
    found = conflicts.find(tellings, group.alike)
    opposed = (c for c in found if len(group.by_part((c.left, c.right))) == 1)  # what is near in meaning may differ
    return clashing.once([(c, clashing.chance(c, tellings, group.alike)) for c in opposed], tellings)


def tellings_of(group: Group, ground: Ground) -> list[Telling]:
    """Give the statements of a claim as conflicts and drifts compare them: with their roots, times and sentences."""
    members = [ground.propositions[i] for i in group.members]
    return [_telling(p, root, ground) for p, root in zip(members, _traced(group, ground), strict=True)]


def _traced(group: Group, ground: Ground) -> list[Root]:
    """Give the root of each statement of a claim: what only meaning draws in says nothing of whose the others are."""
    found: dict[int, Root] = {}
    for part in group.by_part(range(len(group.members))):
        near = None if group.alike is None else group.alike[np.ix_(part, part)]
        roots = origins.trace([ground.propositions[group.members[n]] for n in part], ground.context, near)
        found.update(zip(part, roots, strict=True))
    return [found[n] for n in range(len(found))]


def _telling(proposition: Proposition, root: Root, ground: Ground) -> Telling:
    reading = ground.context.readings[proposition.article]
    layers = reading.layers
    sentence = attributions.sentence(proposition, layers)
    scene = ground.scenes.get(proposition.article, Scene())
    return Telling(
        proposition,
        root,
        ground.times.get(proposition.article),
        corrects=notices.corrects(proposition, reading),
        told=notices.told(proposition, reading),
        bare=attributions.is_bare(proposition, layers, proposition.language),
        sentence=sentence,
        corrected=notices.corrected(reading),
        taken_back=clauses.is_retracted(sentence, proposition.language),
        lead=scene.lead & scene.towns,
        article_places=scene.every,
        credited=frozenset(credit.agency for credit in layers.credits or () if credit.agency != "own"),
    )


def side(statement: StoryStatement) -> Side:
    """Give the place of a statement as a side of a conflict or a drift."""
    return Side(statement.id, statement.article, statement.start, statement.end)


def is_contested(clashes: Sequence[Clash | Conflict]) -> bool:
    """Tell whether a claim stands against another one: what is brought up to date does not."""
    return any(c.relation in {"denial", "discrepancy", "reversal"} for c in clashes)


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
    roots = _traced(group, ground) if roots is None else roots
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


def _circular(stands: Basis, ground: Ground) -> Iterator[Reason]:
    """Name the outlets that cite each other in a ring, with where they do."""
    for ring in stands.rings:
        places = tuple(
            Place(p.article, hop.start, hop.end)
            for p in stands.members
            if ground.publishers.get(p.article) in ring
            for hop in p.statement.chain
            if hop.start is not None and hop.end is not None and not p.in_title and tellers.named_as(hop.name, ring)
        )
        yield Reason("circular", ", ".join(sorted(ring)), places)


def _cited(proposition: Proposition, ground: Ground) -> Iterator[tuple[str, str]]:
    """Give the outlets of the story that a statement says it comes through, each with that which cites it."""
    citing = ground.publishers.get(proposition.article)
    if citing is None or proposition.own:
        return
    for hop in proposition.statement.chain:
        cited = tellers.named_as(hop.name, ground.printing)
        if cited is not None:
            yield citing, cited


def _hold(stands: Basis, ground: Ground) -> int | None:
    """Give the fewest points that hold the claim up; of one alone, only where every report passes it."""
    backing = list(zip(stands.counted, stands.backing, strict=True))
    ways = [_way(stands.members[i], root, stands.joined, ground) for i, root in backing if root.named]
    least = fragility.fewest(ways)
    return None if least == 0 or (least == 1 and len(ways) < len(backing)) else least


def _way(proposition: Proposition, root: Root, joined: Mapping[str, str], ground: Ground) -> Way:
    """Give the points that a report passed: its origin, who told it on, and the agency that signs the article."""
    signed = [
        f"agency:{fold(credit.agency)}"
        for credit in ground.context.readings[proposition.article].layers.credits or ()
        if credit.form in tellers.WIRED and credit.agency != "own"
    ]
    passed = [
        joined.get(root.organisation, root.organisation),
        *(voice.key for voice in origins.retold(proposition, ground.context)),
        *signed[:1],
    ]
    return Way(tuple(dict.fromkeys(passed)), proposition.article)


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


def _claim(claim_id: str, group: Group, ground: Ground, roots: Sequence[Root], contested: bool) -> Claim:
    stands = basis(group, ground, roots)
    members, counted, backing = stands.members, stands.counted, stands.backing
    listed = _origins(claim_id, group, ground, roots)
    by_statement = {sid: o.id for o in listed for sid in o.statements}
    clearest = ground.propositions[group.clearest]
    named = counts.first_hand([root for root in backing if root.named])
    shown = {stands.tellings[i] for i, root in zip(counted, backing, strict=True) if root in named}
    bounds = counts.count(backing, ground.sides, len(shown), stands.joined)
    independent = counts.estimated(bounds, backers(stands, ground), ground.sides, len(ground.context.readings))
    as_of = counts.as_of(backing, [ground.times.get(members[i].article) for i in counted], ground.sides, stands.joined)
    return Claim(
        id=claim_id,
        text=retellings.content(clearest),
        statements=tuple(_statement(ground, i, by_statement) for i in group.members),
        origins=listed,
        independent=msgspec.structs.replace(
            independent,
            fragility=_hold(stands, ground),
            as_of=as_of,
            shares=counts.shares(backing, [members[i].article for i in counted], stands.joined),
        ),
        verdict=_verdict(independent.organisation.shown, contested),
        reasons=(*_reasons(backing, members, counted), *_circular(stands, ground)),
    )


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


def _verdict(shown: int, contested: bool) -> Verdict:
    if contested:
        return "contested"
    if shown >= MANY:
        return "independently reported"
    return "one origin" if shown == 1 else "origin unknown"


def _origins(claim_id: str, group: Group, ground: Ground, roots: Sequence[Root]) -> tuple[Origin, ...]:
    found: dict[str, list[int]] = {}
    for n, root in enumerate(roots):
        found.setdefault(root.key, []).append(n)
    result: list[Origin] = []
    for number, (_, members) in enumerate(
        sorted(found.items(), key=lambda item: (not roots[item[1][0]].named, item[1][0])), 1
    ):
        root = roots[members[0]]
        reasons = tuple(dict.fromkeys(reason for n in members for reason in roots[n].reasons))
        result.append(
            Origin(
                id=f"{claim_id}.o{number}",
                name=root.name,
                type=root.type,
                statements=tuple(ground.ids[group.members[n]] for n in members),
                reasons=reasons,
            )
        )
    return tuple(result)


def _statement(ground: Ground, index: int, by_statement: Mapping[str, str]) -> StoryStatement:
    proposition = ground.propositions[index]
    statement = proposition.statement
    its, its_own = ground.publishers.get(proposition.article, ""), tellers.is_outlet  # which is no hop
    hops = (_hop(proposition.article, hop, ground) for hop in statement.chain)
    chain = tuple(h for h in hops if fold(h.name) != fold(its) and not (h.type == "agency" and its_own(h.name, its)))
    fields = {
        name: getattr(statement, name) for name in Statement.__struct_fields__ if name not in {"chain", "speaker"}
    }
    return StoryStatement(
        id=ground.ids[index],
        article=proposition.article,
        chain=chain,
        speaker=chain[0].name if statement.speaker and chain else None,
        value=next((f for f in proposition.figures if class_of(f)), None),
        origin=by_statement.get(ground.ids[index]),
        **fields,
    )


def _hop(article: str, hop: Hop, ground: Ground) -> Hop:
    teller = voices.resolve(ground.context.voices, article, hop)
    if teller is None:
        return hop
    return msgspec.structs.replace(hop, name=teller.name, type=teller.type, entity=teller.entity)


def _reasons(roots: Sequence[Root], members: Sequence[Proposition], counted: Sequence[int]) -> tuple[Reason, ...]:
    found = dict.fromkeys(reason for root in roots for reason in root.reasons)
    denied = len(members) - len(counted)
    extra = (Reason("denials-not-counted", str(denied)),) if denied else ()
    return (*tuple(found)[:REASONS], *extra)
