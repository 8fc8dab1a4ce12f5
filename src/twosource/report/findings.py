"""What the report says first: the counts of a story, and its claims in the order that matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from twosource.model import Claim, Dossier, Story, Verdict
from twosource.report.phrases import Phrases

GroupName = Literal["one origin", "contested", "origin unknown", "independently reported", "one article"]
GROUPS: tuple[GroupName, ...] = get_args(GroupName)
_OF_VERDICT: Mapping[Verdict, GroupName] = {
    "one origin": "one origin",
    "contested": "contested",
    "origin unknown": "origin unknown",
    "independently reported": "independently reported",
}


class Finding(Struct, frozen=True, kw_only=True):
    """The figures of one story. ``shown`` and ``possible`` are organisations; see ``bounds``."""

    articles: int
    outlets: int
    shown: int
    possible: int
    claims: Mapping[GroupName, int]
    conflicts: int
    drifts: int


def find(story: Story, outlet_of: Mapping[str, str]) -> Finding:
    """Count what one story holds; ``outlet_of`` gives the outlet of an article."""
    groups = grouped(story.claims, outlet_of)
    shown, possible = bounds(story.claims)
    return Finding(
        articles=len(story.articles),
        outlets=len({outlet_of.get(article, article) for article in story.articles}),
        shown=shown,
        possible=possible,
        claims={name: len(groups[name]) for name in GROUPS},
        conflicts=sum(conflict.relation != "agree" for conflict in story.conflicts),
        drifts=len(story.drifts),
    )


def bounds(claims: Sequence[Claim]) -> tuple[int, int]:
    """Bound the independent organisations behind the best-backed claim that several articles print.

    Origins of different claims are not added up: nobody shows that they speak of one thing. Where no claim
    is printed by several, all claims are taken.
    """
    held = [claim for claim in claims if len(articles_of(claim)) > 1] or claims
    counts = [claim.independent.organisation for claim in held]
    return max(((count.shown, count.possible) for count in counts), default=(0, 0))


def articles_of(claim: Claim) -> tuple[str, ...]:
    """Give the articles that print a claim, in the order of its statements."""
    return tuple(dict.fromkeys(told.article for told in claim.statements))


def grouped(claims: Sequence[Claim], outlet_of: Mapping[str, str]) -> Mapping[GroupName, tuple[Claim, ...]]:
    """Sort claims into groups; in each, those printed by most and backed by fewest come first."""
    found: dict[GroupName, list[Claim]] = {name: [] for name in GROUPS}
    for claim in claims:
        found[group_of(claim)].append(claim)
    found["one article"].sort(key=lambda claim: claim.statements[0].article if claim.statements else "")
    for name in GROUPS[:-1]:
        found[name].sort(key=lambda claim: _weight(claim, outlet_of))
    return {name: tuple(held) for name, held in found.items()}


def group_of(claim: Claim) -> GroupName:
    """Name the group of a claim: its verdict, except where one article alone prints it."""
    if len(articles_of(claim)) < 2 and claim.verdict != "contested":  # two make several
        return "one article"
    return _OF_VERDICT.get(claim.verdict, "origin unknown")


def _weight(claim: Claim, outlet_of: Mapping[str, str]) -> tuple[int, int, int, int, str]:
    articles = articles_of(claim)
    outlets = len({outlet_of.get(article, article) for article in articles})
    count = claim.independent.organisation
    return (-outlets, -len(articles), count.shown, count.possible, claim.text)


def by_outlet(dossier: Dossier) -> Mapping[str, str]:
    """Give the outlet of every article."""
    return {article.id: article.outlet for article in dossier.articles}


def line(phrases: Phrases, finding: Finding) -> str:
    """Word the figures of a story in one line, the lower bound first: the origins are those of one claim."""
    told = best(phrases, finding)
    if told:
        return f"{size(phrases, finding)} – {told[:1].lower()}{told[1:]}"
    return f"{size(phrases, finding)}, {_origins(phrases, finding.shown, finding.possible)}"


def size(phrases: Phrases, finding: Finding) -> str:
    """Word how many articles of how many outlets a story has."""
    return f"{phrases.say('count.articles', n=finding.articles)}, {phrases.say('count.outlets', n=finding.outlets)}"


def brief(phrases: Phrases, finding: Finding) -> str:
    """Word the figures of a story in one line, with how many claims there are of each verdict."""
    told = [phrases.say(f"brief.{name}", n=finding.claims[name]) for name in GROUPS[:-1] if finding.claims[name]]
    return " · ".join((size(phrases, finding), *told))


def best(phrases: Phrases, finding: Finding) -> str:
    """Word how many origins the best-backed claim has that several print; nothing where none is printed by several."""
    if not any(finding.claims[name] for name in GROUPS[:-1]):
        return ""
    if finding.shown >= finding.possible:
        return phrases.say("count.best", n=finding.shown)
    return phrases.say("count.best-range", n=finding.shown, possible=finding.possible)


def _origins(phrases: Phrases, shown: int, possible: int) -> str:
    """Word how many independent origins a story has."""
    if shown >= possible:
        return phrases.say("count.origins-exact", n=shown)
    return phrases.say("count.origins-range", n=shown, possible=possible)
