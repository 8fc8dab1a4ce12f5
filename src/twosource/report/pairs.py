"""What two articles are to each other, in plain words for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.report import book as books
from twosource.report import clean, comparisons

if TYPE_CHECKING:
    from twosource.model import Dossier, Relation
    from twosource.report.options import Options


def text(dossier: Dossier, found: Relation, options: Options) -> str:
    """Give the relation of two articles with its chance and its reasons, each with the words that it points at."""
    book = books.open_book(dossier, options)
    story = next(story for story in dossier.stories if found.earlier in story.articles)
    view = comparisons.relation(books.open_chapter(book, story, 0, story.claims), found)
    say = book.phrases.say
    lines = [f"{one.label}: {one.tip}".rstrip(": ") for one in (view.earlier, view.later)]
    told = [view.source, view.direction, say("relations.confidence", share=view.confidence)]
    lines.insert(1, f"  {view.words}")
    lines.append(f"  {', '.join(part for part in told if part)}")
    for reason in view.reasons:
        lines.append(f"  - {reason.text}")
        lines += [f"      {place.label}" for place in reason.places]
    return "".join(f"{clean.one_line(line) if not line.startswith(' ') else line}\n" for line in lines)
