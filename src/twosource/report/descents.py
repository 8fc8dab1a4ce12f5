"""Where the words of articles come from: a colour for every source, what a printing changed, the graph in rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from twosource.model import Derivation, Descent, Edit, Passage, Place, Usage
from twosource.report import book as books
from twosource.report import claims, clean, comparisons
from twosource.report.book import Book, Chapter
from twosource.report.claims import ReasonView
from twosource.report.segments import Change, Reference

TONES = 12
"""Colours: six, underlined in two ways."""
OUTLETS = 6
FEW_CHANGES = 6
OTHERS = 8
LONGEST = 60
NOWHERE = "nowhere"


class Row(Struct, frozen=True, kw_only=True):
    """That one article has words, or what it tells, from another text."""

    child: Reference
    parent: Reference
    channel: str
    extent: str
    confidence: str
    passages: tuple[Reference, ...]
    reasons: tuple[ReasonView, ...]


class Swatch(Struct, frozen=True):
    """A colour of the article view and the source that it stands for."""

    tone: str
    source: Reference


Tones = Mapping[str, str]
"""The colour of every source, by article, hidden source or name of whom is quoted."""


def rows(chapter: Chapter) -> tuple[Row, ...]:
    """Lay out the graph of a story: each article with each of its parents."""
    return tuple(_row(chapter, one) for one in chapter.story.lineage)


def _row(chapter: Chapter, found: Derivation) -> Row:
    phrases = chapter.book.phrases
    return Row(
        child=comparisons.article_link(chapter, found.child),
        parent=_source(chapter, found.parent),
        channel=phrases.word("channel", found.channel),
        extent=phrases.say("lineage.part", share=phrases.say("relations.share", n=round(100 * found.part)))
        if found.part
        else "",
        confidence=comparisons.percent(phrases, found.confidence),
        passages=comparisons.passage_links(chapter, found.passages),
        reasons=claims.reasons(chapter.book, found.reasons),
    )


def _source(chapter: Chapter, key: str) -> Reference:
    """Link to an article; name a hidden source, as such, or whom is quoted, who have no address."""
    link = comparisons.article_link(chapter, key)
    if all(hidden.id != key for hidden in chapter.story.hidden_sources):
        return link
    return Reference("", chapter.book.phrases.say("lineage.hidden", name=link.label))


# ------------------------------------------------------------------------------- colours


def origins(passage: Passage) -> tuple[str | None, ...]:
    """Find the source at the top of a passage's tree above each of its members; none of a passage without a tree."""
    above = {descent.member: descent for descent in passage.tree}
    heads = {descent.parent for descent in passage.tree}
    return tuple(_top(passage, member, above, heads) if above else None for member in range(len(passage.members)))


def _top(passage: Passage, member: int, above: Mapping[int, Descent], heads: AbstractSet[int | None]) -> str | None:
    seen: set[int] = set()
    at = member
    while at in above and at not in seen:
        seen.add(at)
        descent = above[at]
        if descent.parent is None:
            return descent.source
        at = descent.parent
    return passage.members[at].article if at in heads or at != member else None


def tone(passage: Passage, known: Tones) -> str:
    """Give the colour of a passage: that of where its first member's words come from."""
    return known.get(origins(passage)[0] or "", NOWHERE)


def tones(chapter: Chapter) -> Tones:
    """Give every source a colour, in the order in which the passages show them; of many some share one."""
    found = dict.fromkeys(key for passage in chapter.story.passages for key in origins(passage) if key is not None)
    return {key: str(number % TONES) for number, key in enumerate(found)}


def swatches(chapter: Chapter) -> tuple[Swatch, ...]:
    """List the colours of a story's articles."""
    return tuple(Swatch(tone, _source(chapter, key)) for key, tone in tones(chapter).items())


def marks(chapter: Chapter, passage: Passage, known: Tones) -> Iterator[tuple[str, Reference]]:
    """Give the colour of every printing of a passage, and the link that says whence it is and what was changed.

    What is asked of all printings is laid out once: a crowd may print one passage.
    """
    say = chapter.book.phrases.say
    names = [books.outlet_name(chapter.book, place.article) for place in passage.members]
    times = Counter(names)
    first = list(times)[: OTHERS + 1]
    above = {descent.member: descent for descent in passage.tree}
    changed = _changes(chapter, passage)
    anchor, number = books.passage_anchor(chapter, passage.id), chapter.passage_numbers[passage.id]
    for member, key in enumerate(origins(passage)):
        told = [_whence(chapter, passage, above[member])] if member in above else []
        others = [name for name in first if name != names[member] or times[name] > 1]
        told.append(say("lineage.also", who=", ".join(others[:OTHERS])))
        changes = changed.get(member, ())
        if changes:
            told.append(say("lineage.beside", who=names[0]))
        yield known.get(key or "", NOWHERE), Reference(f"#{anchor}", str(number), " · ".join(told), changes)


def _whence(chapter: Chapter, passage: Passage, descent: Descent) -> str:
    key = passage.members[descent.parent].article if descent.parent is not None else descent.source or ""
    who = books.outlet_name(chapter.book, key) if key in chapter.book.articles else _source(chapter, key).label
    way = chapter.book.phrases.word("channel", descent.channel)
    return chapter.book.phrases.say("lineage.from", who=who, way=way)


def _changes(chapter: Chapter, passage: Passage) -> Mapping[int, tuple[Change, ...]]:
    """Give what differs in each printing from the first one, facts first."""
    made: dict[int, list[Edit]] = defaultdict(list)
    for edit in passage.edits:
        made[edit.member].append(edit)
    return {
        member: tuple(
            _change(chapter, edit) for edit in sorted(edits, key=lambda e: (not e.fact, e.left))[:FEW_CHANGES]
        )
        for member, edits in made.items()
    }


def _change(chapter: Chapter, edit: Edit) -> Change:
    return Change(_words(chapter, edit.left), _words(chapter, edit.right), edit.fact)


def _words(chapter: Chapter, place: Place) -> str:
    article = chapter.book.articles.get(place.article)
    return clean.one_line(article.text[place.start : place.end], LONGEST) if article else ""


# ------------------------------------------------------------------------ words for words


class SideView(Struct, frozen=True):
    """A wording, with the outlets that print it."""

    words: str
    outlets: str


class SwapView(Struct, frozen=True):
    """Two wordings that replace each other."""

    language: str
    left: SideView
    right: SideView
    passages: int
    stories: int


MANY = 40


def swaps(book: Book) -> tuple[SwapView, ...]:
    """Lay out which words replace which over the pile, the commonest first."""
    return tuple(
        SwapView(one.language, _side(one.left), _side(one.right), one.passages, one.stories)
        for one in book.dossier.substitutions[:MANY]
    )


def _side(usage: Usage) -> SideView:
    named = (f"{clean.one_line(outlet, 60)} ({times})" for outlet, times in usage.outlets[:OUTLETS])
    return SideView(clean.one_line(usage.words, LONGEST), ", ".join(named))
