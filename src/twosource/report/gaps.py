"""What the pile lacks, told beside what was found: languages that are not read, articles without date or outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from twosource.report.book import Book
from twosource.resources import languages

MOST_LANGUAGES = 5
NO_OUTLET = "unknown:"
"""How the id of an outlet begins that no input names."""


def lines(book: Book) -> tuple[str, ...]:
    """Say what the articles lack for which less could be told of them, a sentence for each lack."""
    return tuple(_lines(book))


def _lines(book: Book) -> Iterator[str]:
    found, say = book.dossier.articles, book.phrases.say
    read = languages("cues")
    unread = Counter(article.language for article in found if article.language not in read)
    if unread:
        named = ", ".join(name for name, _ in unread.most_common(MOST_LANGUAGES))
        yield say("gaps.language", n=unread.total(), of=len(found), languages=named)
    undated = sum(article.published is None for article in found)
    if undated:
        yield say("gaps.date", n=undated, of=len(found))
    nameless = sum(article.outlet.startswith(NO_OUTLET) for article in found)
    if nameless:
        yield say("gaps.outlet", n=nameless, of=len(found))
