"""A dossier narrowed to some of its claims: their statements, conflicts and drifts, and the articles they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from twosource.model import (
    Claim,
    Derivation,
    Descent,
    Dossier,
    DossierArticle,
    Entity,
    Passage,
    Place,
    Relation,
    Story,
)

Ids = AbstractSet[str]


def narrow(dossier: Dossier, claims: Ids) -> Dossier:
    """Leave of a dossier what some claims, by id, need to be read and checked."""
    stories = tuple(_story(story, claims) for story in dossier.stories if any(c.id in claims for c in story.claims))
    kept = {article for story in stories for article in story.articles}
    articles = tuple(_article(article, kept) for article in dossier.articles if article.id in kept)
    outlets = {article.outlet for article in articles}
    return replace(
        dossier,
        stories=stories,
        articles=articles,
        outlets=tuple(outlet for outlet in dossier.outlets if outlet.id in outlets),
    )


def _article(article: DossierArticle, kept: Ids) -> DossierArticle:
    """Leave out what an article says of other versions that are not kept."""
    return replace(
        article,
        version_of=article.version_of if article.version_of in kept else None,
        changes=tuple(change for change in article.changes if change.before.article in kept),
    )


def _story(story: Story, ids: Ids) -> Story:
    held = tuple(claim for claim in story.claims if claim.id in ids)
    articles = frozenset(article for claim in held for article in _articles(claim))
    told = [Place(s.article, s.start, s.end) for claim in held for s in claim.statements if s.field == "text"]
    passages = tuple(p for passage in story.passages if (p := _passage(passage, articles)) and _touches(p, told))
    known = frozenset(passage.id for passage in passages)
    behind = frozenset(source.id for source in story.hidden_sources if articles.issuperset(source.children))
    return replace(
        story,
        articles=tuple(article for article in story.articles if article in articles),
        entities=tuple(e for entity in story.entities if (e := _entity(entity, articles)).mentions),
        hidden_sources=tuple(h for h in story.hidden_sources if h.id in behind),
        passages=passages,
        relations=tuple(_relation(r, known) for r in story.relations if {r.earlier, r.later} <= articles),
        lineage=tuple(_derivation(d, known) for d in story.lineage if {d.parent, d.child} <= articles | behind),
        claims=held,
        conflicts=tuple(conflict for conflict in story.conflicts if conflict.claim in ids),
        may_differ=tuple(conflict for conflict in story.may_differ if conflict.claim in ids),
        drifts=tuple(drift for drift in story.drifts if drift.claim in ids),
        order=tuple(order for order in story.order if {order.before, order.after} <= articles),
        timeline=tuple(entry for entry in story.timeline if entry.claim in ids),
    )


def _articles(claim: Claim) -> Iterator[str]:
    """Give the articles that print a claim, and those that its reasons point at."""
    yield from (told.article for told in claim.statements)
    reasons = (*claim.reasons, *(reason for origin in claim.origins for reason in origin.reasons))
    yield from (place.article for reason in reasons for place in reason.places)


def _passage(passage: Passage, articles: Ids) -> Passage | None:
    """Leave of a passage the members that stand in some articles; none where fewer than two do."""
    places = {old: new for new, old in enumerate(n for n, m in enumerate(passage.members) if m.article in articles)}
    if len(places) < 2:
        return None
    edits = (replace(edit, member=places[edit.member]) for edit in passage.edits if edit.member in places)
    return replace(
        passage,
        members=tuple(passage.members[old] for old in places),
        parent=None if passage.parent is None else places.get(passage.parent),
        edits=tuple(edits) if 0 in places else (),  # edits are told against the first member
        tree=tuple(
            replace(d, member=places[d.member], parent=_seat(d, places)) for d in passage.tree if _kept(d, places)
        ),
    )


def _kept(descent: Descent, places: Mapping[int, int]) -> bool:
    return descent.member in places and (descent.parent is None or descent.parent in places)


def _seat(descent: Descent, places: Mapping[int, int]) -> int | None:
    return None if descent.parent is None else places[descent.parent]


def _touches(passage: Passage, told: Sequence[Place]) -> bool:
    return any(m.article == p.article and m.start < p.end and p.start < m.end for m in passage.members for p in told)


def _relation(relation: Relation, passages: Ids) -> Relation:
    return replace(relation, passages=tuple(p for p in relation.passages if p in passages))


def _derivation(derivation: Derivation, passages: Ids) -> Derivation:
    return replace(derivation, passages=tuple(p for p in derivation.passages if p in passages))


def _entity(entity: Entity, articles: Ids) -> Entity:
    return replace(
        entity,
        mentions=tuple(place for place in entity.mentions if place.article in articles),
        roles=tuple(role for role in entity.roles if role.article in articles),
    )
