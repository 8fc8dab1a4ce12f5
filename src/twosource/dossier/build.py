"""The dossier: stories told one by one, from the readings of their articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec
from msgspec import Struct

from twosource.compare import (
    bilingual,
    citing,
    claims,
    counts,
    drifts,
    hearsay,
    hidden,
    lineage,
    order,
    propositions,
    relations,
    reuse,
    shifts,
    stories,
    substitutions,
    voices,
    wording,
)
from twosource.compare.changes import Tie
from twosource.compare.matter import gather
from twosource.compare.origins import Context, derived
from twosource.dossier import habits, history, printings, versions
from twosource.dossier.answered import rebutted
from twosource.dossier.basis import Ground
from twosource.dossier.claims import Told, tell
from twosource.dossier.history import Earlier
from twosource.dossier.times import utc
from twosource.model import (
    Change,
    Conflict,
    Dossier,
    DossierArticle,
    Entity,
    Failure,
    HiddenSource,
    Judgement,
    MadeWith,
    Order,
    Outlet,
    Passage,
    Reading,
    Reason,
    Relation,
    Story,
    Substitution,
)  # fmt: skip
from twosource.read import credits as credited
from twosource.text import fold

SCHEMA = "twosource-dossier/1"
NOTHING = Earlier()
Progress = Callable[[str, int, int], None]


def build(
    readings: Sequence[Reading],
    outlets: Mapping[str, Outlet],
    failures: Sequence[Failure],
    made_with: MadeWith,
    progress: Progress,
    earlier: Earlier = NOTHING,
) -> Dossier:
    """Group the readings into stories, compare inside each, and lay all of it out.

    Args:
        readings: one for each article, ids unique.
        outlets: by id, those of the articles.
        failures: what could not be read.
        made_with: what makes the dossier.
        progress: called with a step, how many are done, and how many there are.
        earlier: the stories of an earlier run, whose names are kept.
    """
    ordered = arranged(readings, outlets)
    by_id = {reading.article.id: reading for reading in ordered}
    groups = stories.tell(ordered)
    lines, minted = history.lines(groups, by_id, earlier)
    members = [story.articles for story in groups]
    marks = reuse.furniture(ordered, members)
    told: list[Story] = []
    for number, (story, line) in enumerate(zip(groups, lines, strict=True), 1):
        progress("stories", number, len(groups))
        compared = tell_story(line.id, [by_id[i] for i in story.articles], outlets, marks)
        told.append(msgspec.structs.replace(compared, storyline=line.storyline, history=line.history))
    shared = _with_others(told, reuse.across(ordered, members, marks))
    return msgspec.structs.replace(bound(ordered, shared, outlets, failures, made_with), minted=minted)


def arranged(readings: Sequence[Reading], outlets: Mapping[str, Outlet]) -> list[Reading]:
    """Put readings in the order of a dossier, their credits and the media they quote named, their versions told."""
    wires = (*credited.of_outlets(list(outlets.values())), *credited.agencies())
    media = [o.name for o in outlets.values() if o.kind != "official"]
    named = [citing.of_outlets(_credited(reading, wires), media) for reading in readings]
    return sorted(_with_versions(named), key=_when)


def bound(
    ordered: Sequence[Reading],
    told: Sequence[Story],
    outlets: Mapping[str, Outlet],
    failures: Sequence[Failure],
    made_with: MadeWith,
) -> Dossier:
    """Bind stories and their articles into a dossier."""
    changed = versions.changes(ordered)
    return Dossier(
        schema=SCHEMA,
        made_with=made_with,
        outlets=tuple(outlets[key] for key in sorted({r.article.outlet for r in ordered}) if key in outlets),
        articles=tuple(article(reading, changed.get(reading.article.id, ())) for reading in ordered),
        stories=tuple(told),
        habits=habits.of_stories(told, {r.article.id: r.article.outlet for r in ordered}),
        substitutions=_substitutions(ordered, told, outlets),
        judgements=tuple[Judgement, ...](),
        failures=tuple(sorted(failures)),
    )


def _substitutions(
    ordered: Sequence[Reading], told: Sequence[Story], outlets: Mapping[str, Outlet]
) -> tuple[Substitution, ...]:
    texts = {
        r.article.id: substitutions.Text(
            r.article.text,
            r.article.language,
            outlets[r.article.outlet].name if r.article.outlet in outlets else r.article.outlet,
        )
        for r in ordered
    }
    return substitutions.learn({story.id: story.passages for story in told}, texts)


def _with_others(told: Sequence[Story], found: Sequence[Passage]) -> tuple[Story, ...]:
    """Give each passage of several stories to the story of its first member, after that story's own."""
    at = {article: number for number, story in enumerate(told) for article in story.articles}
    held: list[list[Passage]] = [list(story.passages) for story in told]
    for passage in found:
        mine = held[at[passage.members[0].article]]
        mine.append(msgspec.structs.replace(passage, id=f"p{len(mine) + 1}"))
    return tuple(
        msgspec.structs.replace(story, passages=tuple(passages)) for story, passages in zip(told, held, strict=True)
    )


def _when(reading: Reading) -> tuple[str, str, str]:
    """Give what orders articles: their time, those without one last, the time of their version, then their id."""
    return utc(reading) or "~", reading.article.modified or "", reading.article.id


def _credited(reading: Reading, wires: Sequence[credited.Agency]) -> Reading:
    """Give the reading with its credits under the names of the agencies of the pile and of the table."""
    named = credited.canonical(reading.layers.credits or (), wires)
    return Reading(reading.article, msgspec.structs.replace(reading.layers, credits=named))


def _with_versions(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Mark a second text at one address as a version of the first; what it keeps means what it meant there."""
    held: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=_when):
        before = held.setdefault(reading.article.url, []) if reading.article.url else []
        first = before[0].article.id if before else None
        article = msgspec.structs.replace(reading.article, version_of=first) if first else reading.article
        before.append(Reading(article, versions.kept_times(reading, before)))
        yield before[-1]


def article(reading: Reading, changes: tuple[Change, ...] = ()) -> DossierArticle:
    """Lay out an article with the layers that a reader opens, and what changed in it since the version before."""
    layers = reading.layers
    fields = DossierArticle.__struct_fields__
    shared = {name: getattr(reading.article, name) for name in fields if hasattr(reading.article, name)}
    return DossierArticle(
        **shared,
        blocks=layers.blocks or (),
        times=layers.times or (),
        quantities=layers.quantities or (),
        credits=layers.credits or (),
        changes=changes,
    )


# ------------------------------------------------------------------------------ story


Marks = AbstractSet[int]
NONE: Marks = frozenset()


class Compared(Struct, frozen=True):
    """The articles of one story compared: names, passages, relations, and the claims on their ground."""

    entities: tuple[Entity, ...]
    passages: tuple[Passage, ...]
    relations: tuple[Relation, ...]
    hidden: tuple[HiddenSource, ...]
    groups: Sequence[claims.Group]
    ground: Ground


def compare_story(readings: Sequence[Reading], outlets: Mapping[str, Outlet], marks: Marks = NONE) -> Compared:
    """Compare the articles of one story; ``marks`` are the fingerprints known as furniture."""
    matter = gather(readings, outlets, marks)
    entities, passages = matter.entities, matter.passages
    weighed = relations.compare(matter.witnesses, matter.tied)
    behind = hidden.find(matter.witnesses, matter.tied, weighed)
    related = lineage.of_passages(weighed, passages)
    passages = lineage.parents(passages, related)
    found = propositions.build(readings, entities)
    same_sense = wording.share(found, passages + matter.alike, wording.SENSE)
    officials = {outlet.id: outlet.name for outlet in outlets.values() if outlet.kind == "official"}
    own = {reading.article.id for reading in readings if reading.article.outlet in officials}
    groups = claims.group(found, same_sense, bilingual.translations, own)
    found = hearsay.of_bodies(found, [group.members for group in groups])
    same_words = wording.share(found, passages, wording.WORDS)
    joined = matter.tellers
    context = Context(
        readings={r.article.id: r for r in readings},
        officials=officials,
        voices=joined,
        wording=same_words,
        sense=same_sense,
        derived=derived(related),
        media=frozenset(fold(outlet.name) for outlet in outlets.values() if outlet.kind != "official"),
    )
    ground = Ground(
        context,
        {r.article.id: time if (time := utc(r)) and "T" in time else None for r in readings},
        counts.sides_of(list(outlets.values()), joined),
        {r.article.id: outlets[r.article.outlet].name for r in readings if r.article.outlet in outlets},
        _ties(readings, related, outlets),
        _statement_ids(found, groups),
        found,
        propositions.scenes(found),
        shifts.around([[found[i] for i in group.members] for group in groups], same_sense),
    )
    told = voices.with_roles(readings, voices.with_bodies(readings, entities, joined), joined)
    return Compared(told, passages, related, behind, groups, ground)


def tell_story(story_id: str, readings: Sequence[Reading], outlets: Mapping[str, Outlet], marks: Marks = NONE) -> Story:
    """Compare the articles of one story, and lay out what was found: names, wording, relations, claims."""
    thinned = printings.thin(readings, outlets)
    story = lay_out(story_id, thinned.kept, compare_story(thinned.kept, outlets, marks))
    if not thinned.more:
        return story
    dates = _dates(readings)
    whole = printings.spread(story, thinned, readings)
    return msgspec.structs.replace(
        whole,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        relations=versions.between_sources(whole.relations, readings),
    )


def _dates(readings: Sequence[Reading]) -> list[str]:
    return sorted(time for reading in readings if (time := utc(reading)))


def lay_out(story_id: str, readings: Sequence[Reading], compared: Compared) -> Story:
    """Lay out what was found in the articles of one story."""
    told = rebutted([tell(f"{story_id}.c{n}", group, compared.ground) for n, group in enumerate(compared.groups, 1)])
    dates = _dates(readings)
    behind = tuple(msgspec.structs.replace(one, id=f"{story_id}.{one.id}") for one in compared.hidden)
    descent = lineage.ground(readings, compared.relations, behind)
    passages = lineage.trees(compared.passages, descent)
    return Story(
        id=story_id,
        title=stories.title(readings),
        articles=tuple(r.article.id for r in readings),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        entities=compared.entities,
        passages=passages,
        relations=versions.between_sources(compared.relations, readings),
        lineage=lineage.graph(passages, descent),
        hidden_sources=behind,
        claims=tuple(t.claim for t in told),
        conflicts=tuple(c for t in told for c in t.conflicts),
        may_differ=tuple(c for t in told for c in t.may_differ),
        drifts=tuple(d for t in told for d in t.drifts),
        order=(*order.tell(readings, compared.passages), *_order_by_status(told)),
        timeline=tuple(sorted((t.entry for t in told if t.entry), key=lambda e: (e.start, e.claim))),
    )


def _ties(
    readings: Sequence[Reading], related: Sequence[Relation], outlets: Mapping[str, Outlet]
) -> dict[frozenset[str], Tie]:
    kinds = {r.article.id: outlets[r.article.outlet] for r in readings if r.article.outlet in outlets}
    desk = drifts.Desk(
        {article: outlet.name for article, outlet in kinds.items() if outlet.kind == "agency"},
        frozenset(r.article.id for r in readings if any(c.agency != "own" for c in r.layers.credits or ())),
        frozenset(article for article, outlet in kinds.items() if outlet.kind == "official"),
    )
    return drifts.ties(related, desk)


def _statement_ids(found: Sequence[propositions.Proposition], groups: Sequence[claims.Group]) -> dict[int, str]:
    """Number the kept statements of each article in text order."""
    kept = sorted(i for group in groups for i in group.members)
    numbers: dict[str, int] = {}
    ids: dict[int, str] = {}
    for i in kept:
        article = found[i].article
        numbers[article] = numbers.get(article, 0) + 1
        ids[i] = f"{article}.{numbers[article]}"
    return ids


def _order_by_status(told: Sequence[Told]) -> tuple[Order, ...]:
    """What is planned in one article and done in another was written before it."""
    pairs: dict[tuple[str, str], Conflict] = {}
    for conflict in (c for t in told for c in t.conflicts if c.relation == "status change"):
        pairs.setdefault((conflict.left.article, conflict.right.article), conflict)
    return tuple(
        Order(before=before, after=after, confidence=0.8, reasons=(Reason("planned-then-done", conflict.claim),))
        for (before, after), conflict in sorted(pairs.items(), key=lambda item: item[0])
    )
