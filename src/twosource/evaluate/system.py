"""The system's answer as the scorers look at it: a dossier, opened."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from twosource.evaluate.naming import same_name
from twosource.model import Claim, Conflict, Dossier, Drift, Place, Side, Story, StoryStatement


class Said(Struct, frozen=True):
    """A statement with the names of its claim and the story it stands in."""

    story: Story
    claim: Claim
    statement: StoryStatement

    @property
    def group(self) -> tuple[str, str]:
        """Name the claim, uniquely in the dossier."""
        return (self.story.id, self.claim.id)

    @property
    def place(self) -> Place:
        """Give the hull of the content."""
        return Place(self.statement.article, self.statement.start, self.statement.end)


def said(dossier: Dossier) -> tuple[Said, ...]:
    """List the statements in the articles' texts (those in a title that is not in the text left out)."""
    return tuple(
        Said(story, claim, statement)
        for story in dossier.stories
        for claim in story.claims
        for statement in claim.statements
        if statement.field == "text"
    )


def conflicts(dossier: Dossier) -> tuple[Conflict, ...]:
    """List the conflicts of all stories."""
    return tuple(conflict for story in dossier.stories for conflict in story.conflicts)


def drifts(dossier: Dossier) -> tuple[Drift, ...]:
    """List the drifts of all stories."""
    return tuple(drift for story in dossier.stories for drift in story.drifts)


def place(side: Side) -> Place:
    """Give the place of a side of a conflict or drift."""
    return Place(side.article, side.start, side.end)


def story_of(dossier: Dossier) -> Mapping[str, str]:
    """Give the story of every article."""
    return {article: story.id for story in dossier.stories for article in story.articles}


def outlet_names(dossier: Dossier) -> Mapping[str, str]:
    """Give the outlet's name of every article (its id where the outlet is not listed)."""
    names = {outlet.id: outlet.name for outlet in dossier.outlets}
    return {article.id: names.get(article.outlet, article.outlet) for article in dossier.articles}


def hop_names(item: Said) -> tuple[tuple[str, ...], ...]:
    """Give, for every hop of the chain, its name and the variants of its entity."""
    variants = {entity.id: (entity.name, *entity.variants) for entity in item.story.entities}
    return tuple((hop.name, *(variants.get(hop.entity, ()) if hop.entity else ())) for hop in item.statement.chain)


def speaker_names(item: Said) -> tuple[str, ...]:
    """Give the names of the speaker: as resolved, else the first hop."""
    hops = hop_names(item)
    first = hops[0] if hops else ()
    speaker = item.statement.speaker
    if speaker is None:
        return first
    known = (entity for entity in item.story.entities if speaker in (entity.name, *entity.variants))
    named = next(((entity.name, *entity.variants) for entity in known), ())
    return tuple(dict.fromkeys((speaker, *named, *(first if _shares(first, speaker) else ()))))


def _shares(names: tuple[str, ...], name: str) -> bool:
    return any(same_name(other, name) for other in names)
