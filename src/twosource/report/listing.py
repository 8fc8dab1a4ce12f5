"""The stories of a pile as lines for the terminal: no control character of an article is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from twosource.dossier import Outline
from twosource.model import Story
from twosource.report import clean, dates
from twosource.report.options import Options
from twosource.report.phrases import Phrases
from twosource.report.phrases import load as load_phrases

MOST_CHANGES = 3


def text(found: Sequence[Outline], options: Options, most: int) -> str:
    """Give the ``most`` largest stories of two articles and more, and how many stories are left out."""
    phrases = load_phrases(options.language)
    several = [one for one in found if len(one.story.articles) > 1]
    holding = {article: one.story for one in found for article in one.story.articles}
    lines = [", ".join((_count(phrases, "articles", _articles(found)), _count(phrases, "stories", len(found))))]
    for one in several[:most]:
        lines += ["", *_lines(phrases, one), *_changes(phrases, one.story, holding)]
    left = len(several) - min(most, len(several))
    if left:
        lines += ["", phrases.say("digest.more-stories", n=left)]
    if len(found) > len(several):
        lines += ["", phrases.say("listing.alone", n=len(found) - len(several))]
    return "".join(line.replace("\u00a0", " ") + "\n" for line in lines)


def _articles(found: Sequence[Outline]) -> int:
    return sum(len(one.story.articles) for one in found)


def _count(phrases: Phrases, what: str, number: int) -> str:
    return phrases.say(f"count.{what}", n=number)


def _lines(phrases: Phrases, one: Outline) -> Iterator[str]:
    story = one.story
    yield f"{story.id}  {clean.one_line(story.title, 100) or phrases.say('story.untitled')}"
    facts = [_count(phrases, "articles", len(story.articles)), _count(phrases, "outlets", len(one.outlets))]
    facts += [_span(phrases, story.first, story.last)] if story.first else []
    facts += [clean.one_line(", ".join(one.places), 80)] if one.places else []
    facts += [phrases.say("story.storyline", name=story.storyline)] if story.storyline else []
    yield "    " + " · ".join(facts)


def _changes(phrases: Phrases, story: Story, holding: Mapping[str, Story]) -> Iterator[str]:
    """Give the history of a story; one that it was kept apart from goes by its id and title, with the reasons."""
    changed = [change for change in story.history if change.event != "opened"]
    for change in changed[:MOST_CHANGES]:
        event, other = phrases.word("history", change.event), holding.get(change.with_ or "")
        named = f"{other.id} {other.title}" if other is not None and change.reasons else change.with_ or ""
        why = "; ".join(clean.one_line(phrases.reason(one.code, one.about), 80) for one in change.reasons)
        at = f"{dates.short(change.at, phrases)}: " if change.at else ""
        yield f"    {at}{event} {clean.one_line(named, 60)}" + (f" ({why})" if why else "")


def _span(phrases: Phrases, first: str | None, last: str | None) -> str:
    start, end = dates.short(first, phrases), dates.short(last, phrases)
    return start if start == end else f"{start} – {end}"
