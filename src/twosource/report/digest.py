"""The report in a few lines, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from twosource.model import Claim, Dossier, Failure, Side, Story
from twosource.report import book as books
from twosource.report import claims, clean, comparisons, findings, gaps
from twosource.report.book import Book, Chapter
from twosource.report.options import Options

__all__ = ["Options", "lines", "styled", "text"]

MOST_STORIES = 10
LISTED = 3
"""Claims, conflicts, drifts or failures of a kind that are named when there is one story."""
WIDTH = 100


def text(dossier: Dossier, options: Options) -> str:
    """Give the digest as plain text with a final newline: no control character of an article is in it."""
    return "".join(f"{line}\n" for line in lines(dossier, options))


def styled(dossier: Dossier, options: Options) -> Text:
    """Give the digest for a terminal with styles: the first line and the headings stand out."""
    shown = Text()
    for number, line in enumerate(lines(dossier, options)):
        heading = number == 0 or (bool(line) and not line.startswith(" "))
        shown.append(f"{line}\n", style="bold" if heading else "")
    return shown


def lines(dossier: Dossier, options: Options) -> tuple[str, ...]:
    """Give the lines of the digest: all of one story, or the first ten of many and how many more."""
    book = books.open_book(dossier, options)
    outlet_of = findings.by_outlet(dossier)
    stories = sorted(dossier.stories, key=lambda story: -len(story.articles))
    alone = len(stories) == 1
    found: list[str] = [_title(book, stories, outlet_of)]
    for number, story in enumerate(stories[:MOST_STORIES], 1):
        found += _story(book, outlet_of, story, 0 if alone else number)
    if len(stories) > MOST_STORIES:
        found += ["", book.phrases.say("digest.more-stories", n=len(stories) - MOST_STORIES)]
    found += _habits(book, stories, outlet_of)
    found += _gaps(book)
    found += _failures(book, dossier.failures)
    return tuple(line.replace("\u00a0", " ") for line in found)


def _title(book: Book, stories: Sequence[Story], outlet_of: Mapping[str, str]) -> str:
    say = book.phrases.say
    if len(stories) == 1:
        return findings.line(book.phrases, findings.find(stories[0], outlet_of))
    figures = (
        say("count.articles", n=len(book.dossier.articles)),
        say("count.outlets", n=len({article.outlet for article in book.dossier.articles})),
        say("count.stories", n=len(stories)),
    )
    return ", ".join(figures)


def _story(book: Book, outlet_of: Mapping[str, str], story: Story, number: int) -> Iterator[str]:
    chapter = books.open_chapter(book, story, number, story.claims)
    finding = findings.find(story, outlet_of)
    grouped = findings.grouped(story.claims, outlet_of)
    if number:
        title = clean.one_line(story.title) or book.phrases.say("story.untitled")
        yield ""
        yield _cut(book.phrases.say("digest.story", number=number, title=title))
        yield f"  {findings.line(book.phrases, finding)}"
    listed = 1 if number else LISTED
    yield from _claims(chapter, "leaning", grouped["one origin"], listed)
    yield from _claims(chapter, "contested", grouped["contested"], listed)
    if not number:
        yield from _claims(chapter, "unknown", grouped["origin unknown"], LISTED - 1)
        if grouped["independently reported"]:
            yield _say(book, "backed", len(grouped["independently reported"]))
    if not any(grouped[name] for name in findings.GROUPS[:-1]):
        yield f"  {book.phrases.say('digest.nothing')}"
    yield from _pairs(chapter, listed)


def _claims(chapter: Chapter, key: str, held: Sequence[Claim], listed: int) -> Iterator[str]:
    book = chapter.book
    if not held:
        return
    yield _indent(chapter, _say(book, key, len(held)))
    for claim in held[:listed]:
        count = claims.count_words(book.phrases, claim.independent.organisation)
        yield _indent(chapter, f"  {clean.one_line(claim.text, WIDTH)}")
        told = book.phrases.say("digest.counted", count=count, printed=claims.printed(book, claim))
        yield _indent(chapter, f"    {told}")
    yield from _rest(chapter, len(held) - listed)


def _pairs(chapter: Chapter, listed: int) -> Iterator[str]:
    book, story = chapter.book, chapter.story
    conflicts = [found for found in story.conflicts if found.relation != "agree"]
    told = [
        _pair(
            chapter,
            "digest.conflict",
            book.phrases.word("conflict", found.relation),
            (found.left, found.right),
        )
        for found in conflicts[:listed]
    ]
    yield from _list(chapter, "conflicts", told, len(conflicts))
    told = [
        _pair(chapter, "digest.drift", book.phrases.word("drift", found.kind), (found.from_, found.to))
        for found in story.drifts[:listed]
    ]
    yield from _list(chapter, "drifts", told, len(story.drifts))


def _list(chapter: Chapter, key: str, told: Sequence[str], total: int) -> Iterator[str]:
    if total:
        yield _indent(chapter, _say(chapter.book, key, total))
        yield from (_indent(chapter, f"  {line}") for line in told)
        yield from _rest(chapter, total - len(told))


def _pair(chapter: Chapter, key: str, kind: str, sides: tuple[Side, Side]) -> str:
    kind = kind.partition(":")[0].strip()
    room = max(16, (WIDTH - len(kind) - 30) // 2)
    left, right = (_side(chapter, side, room) for side in sides)
    return chapter.book.phrases.say(key, kind=kind, left=left, right=right)


def _side(chapter: Chapter, side: Side, room: int) -> str:
    told = chapter.statements.get(side.statement)
    source = books.field_text(chapter.book, told) if told else ""
    words = clean.one_line(source[side.start : side.end], room)
    return chapter.book.phrases.say("digest.side", outlet=books.outlet_name(chapter.book, side.article), words=words)


def _habits(book: Book, stories: Sequence[Story], outlet_of: Mapping[str, str]) -> Iterator[str]:
    """Say what the outlet with most drifts made of what it took over."""
    held = list(comparisons.habits(book, stories, outlet_of))
    if held:
        outlet, words = held[0]
        yield _cut(f"{book.phrases.say('digest.habits')} {clean.one_line(outlet, 40)} {words}")


def _gaps(book: Book) -> Iterator[str]:
    held = gaps.lines(book)
    if held:
        yield ""
    yield from held


def _failures(book: Book, failures: Sequence[Failure]) -> Iterator[str]:
    if not failures:
        return
    yield ""
    yield _say(book, "failures", len(failures))
    for failure in failures[:LISTED]:
        yield _cut(f"  {clean.one_line(failure.subject, 50)}: {book.phrases.word('failure', failure.reason)}")
    if len(failures) > LISTED:
        yield f"  {book.phrases.say('digest.more', n=len(failures) - LISTED)}"


def _rest(chapter: Chapter, left: int) -> Iterator[str]:
    if left > 0:
        yield _indent(chapter, f"  {chapter.book.phrases.say('digest.more', n=left)}")


def _indent(chapter: Chapter, line: str) -> str:
    """Indent what belongs to one of several stories."""
    return line if chapter.anchor == "s0" else f"  {line}"


def _say(book: Book, key: str, n: int) -> str:
    return book.phrases.say(f"digest.{key}", n=n)


def _cut(line: str) -> str:
    """Cut a line to the width, keeping its indent."""
    indent = line[: len(line) - len(line.lstrip())]
    return indent + clean.one_line(line, WIDTH)
