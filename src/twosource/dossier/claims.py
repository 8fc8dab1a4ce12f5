"""The claims of a story as the dossier shows them: statements with their origins, counts, conflicts, drifts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from twosource.compare import (
    attributions,
    clauses,
    conflicts,
    counts,
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
from twosource.compare.claims import Group
from twosource.compare.fragility import Way
from twosource.compare.origins import Root
from twosource.compare.propositions import Proposition, Scene, class_of
from twosource.compare.tellings import Clash, Telling
from twosource.dossier import notices
from twosource.dossier.basis import Basis, Ground, backers, basis, traced
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


class Told(Struct, frozen=True):
    """A claim with what stands against it, surely and perhaps; ``tellings``: its statements, as they are compared."""

    claim: Claim
    tellings: tuple[Telling, ...]
    conflicts: tuple[Conflict, ...]
    may_differ: tuple[Conflict, ...]
    drifts: tuple[Drift, ...]
    entry: TimelineEntry | None


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
    return [_telling(p, root, ground) for p, root in zip(members, traced(group, ground), strict=True)]


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
