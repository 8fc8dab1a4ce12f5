"""The rules that give every stretch of an article its role.

First every line by itself (title, lead-ins, page hints, shape), then what follows from its neighbours
(the items under "Related", the heading before a paragraph), then the pieces inside a paragraph
(a dateline before it, a credit or an inserted "Read also" at its end).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.model import Article, Block, Role
from twosource.read.blocks import credits as credits_
from twosource.read.blocks import dateline, lexicon, openings
from twosource.read.blocks.lines import (
    Line,
    Scene,
    hint_table,
    is_headline,
    is_kin,
    is_main,
    is_menu,
    is_plain,
    is_within,
    same_words,
    scene,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_SHORT_BYLINE = 30
_SHORT_CREDIT = 25
_ITEM = 30
_LINKED = 0.5
_MOSTLY_LINKED = 0.8
_FIRST = 24  # code points in which the first word of a pointer stands
_INSERTED = 25
_LONGEST_CAPTION = 120
_CAPTION_WORDS = 8
_BIO_WORDS = 6
_UNSEEN = ("visually hidden", "sr only", "screen reader", "screenreader", "visuallyhidden")
_HINTED_ROLES: tuple[Role, ...] = ("correction", "standfirst", "byline", "related", "promo", "navigation")
_UNTOLD: frozenset[Role] = frozenset({"related", "promo", "navigation", "byline"})
_SENTENCE_END = re.compile(r"[.!?…»”)]\s+(?=\S)")
_BRACKETED = re.compile(r"^\s*[\[(*].*[\])*]\s*\.?\s*$", re.DOTALL)


def label(article: Article) -> tuple[Block, ...]:
    """Give a role to every marked stretch of ``article``, in text order, without overlap."""
    seen = scene(article)
    roles = [_alone(index, seen) for index in range(len(seen.lines))]
    roles = _under_related(roles, seen)
    roles = _names_at_head(roles, seen)
    roles = _headings(roles, seen)
    roles = _first_is_title(roles, seen)
    roles = _credits_of_captions(roles, seen)
    return tuple(_pieces(article, seen, roles))


# ------------------------------------------------------------------------ line by line


def _alone(index: int, seen: Scene) -> Role:
    line = seen.lines[index]
    outer = index <= seen.first + 1 or index > seen.last
    return (
        _by_words(index, seen, outer=outer)
        or (_outer(index, seen) if outer else None)
        or (_on_page(index, seen) if seen.is_page else _in_bare_text(line))
    )


def _by_words(index: int, seen: Scene, *, outer: bool) -> Role | None:
    """Give the role that the words of a line speak for, on a page or not; ``outer``: not in the body."""
    line = seen.lines[index]
    if _is_title(index, seen):
        return "title"
    if outer and (openings.is_date(line.text) or openings.pieces(line.text, seen.authors)):
        return "dateline"
    if not line.prose and credits_.is_captioned(line.text):
        return "caption"
    lead = lexicon.furniture_role(line.text, line.words)
    if lead == "note" and line.mark.tag in _HEADINGS:
        return "heading"
    if lead and not (lead in {"note", "correction", "credit"} and line.prose and _is_figure(line)):
        return lead
    at_head = seen.start < index <= seen.first
    signed = at_head and openings.is_signed(line.text, seen.authors)
    return "credit" if credits_.is_credit(line.text) and not signed else None


def _outer(index: int, seen: Scene) -> Role | None:
    """Give the role of a line before or after the body that signs the text."""
    line = seen.lines[index]
    if line.mark.tag in _HEADINGS or line.prose or _is_figure(line):
        return None
    if index > 0 and openings.is_placed_date(line.text):
        return "dateline"
    if index > seen.last:
        if credits_.is_initials(line.text):
            return "credit"
        if credits_.is_contact(line.text):
            return "note"
    if openings.is_signed(line.text, seen.authors) or (
        seen.start < index <= seen.first and openings.is_byline(line.text)
    ):
        return "byline"
    return None


def _is_title(index: int, seen: Scene) -> bool:
    line = seen.lines[index]
    if seen.title and same_words(line.words, seen.title):
        return True
    return line.mark.tag == "h1" and index < seen.first and not seen.title


def _in_bare_text(line: Line) -> Role:
    if line.mark.tag == "blockquote":
        return "quote"
    if line.mark.tag in _HEADINGS:
        return "heading"
    return "body"


def _on_page(index: int, seen: Scene) -> Role:
    line = seen.lines[index]
    if (line.words in seen.echoes and not is_main(line, seen)) or line.mark.hints.startswith(_UNSEEN):
        return "navigation"
    hinted_role = _by_element(line) or _by_hints(index, seen)
    if hinted_role:
        return "dateline" if hinted_role == "byline" and _is_when(line) else hinted_role
    if not line.prose and (is_menu(line) or index < seen.start):
        return "navigation"
    if line.mark.tag in _HEADINGS and (not line.prose or index < seen.first):
        return "standfirst" if line.prose else "heading"
    if line.mark.voted and line.mark.link_share < _MOSTLY_LINKED:
        return "body"
    return _unvoted(index, seen)


def _is_when(line: Line) -> bool:
    return line.mark.tag == "time" or openings.is_date(line.text) or openings.is_placed_date(line.text)


def _unvoted(index: int, seen: Scene) -> Role:
    line = seen.lines[index]
    inside = seen.first <= index <= seen.last
    beside = seen.first - 2 <= index <= seen.last
    if line.prose and (is_kin(line, seen) or (beside and line.mark.tag in {"p", "li", "div"})):
        return "body"
    if is_plain(line) and (seen.doubted or is_within(line, seen)):
        return "body"
    if inside and is_kin(line, seen) and (line.mark.link_share < _LINKED or line.mark.voted):
        return "body"
    return "related" if line.mark.link_share >= _MOSTLY_LINKED and line.size > 4 else "navigation"


def _by_element(line: Line) -> Role | None:
    if _is_figure(line):
        if line.mark.link_share >= _MOSTLY_LINKED and line.size > 4:
            return "related"
        return (
            "credit" if line.size <= _SHORT_CREDIT and not _role_words("credit").isdisjoint(line.hints) else "caption"
        )
    if line.mark.tag == "blockquote" or "blockquote" in line.hints:
        return "quote"
    return None


def _by_hints(index: int, seen: Scene) -> Role | None:
    """Give the role that the nearest telling hint word speaks for.

    Text that the vote counts as body, in the kind of element where most of the body stands, is no furniture.
    """
    line = seen.lines[index]
    sure = line.mark.voted and line.mark.link_share < _LINKED and is_main(line, seen)
    for word in line.hints:
        for role in _HINTED_ROLES:
            if word in _role_words(role) and _may_be(role, index, seen) and not (sure and role in _UNTOLD):
                if word in _gates() and is_plain(line):
                    continue
                return role
    if "bio" in line.mark.hints.split()[:_BIO_WORDS] and not sure:
        return "byline"
    return "byline" if line.mark.tag in {"time", "address"} and not sure else None


def _may_be(role: Role, index: int, seen: Scene) -> bool:
    line = seen.lines[index]
    if role == "standfirst":
        return index <= seen.first and line.size > 4 and line.mark.tag != "li"
    if role == "byline":
        return line.size <= _SHORT_BYLINE and not line.prose
    return True


def _role_words(role: Role) -> frozenset[str]:
    return hint_table()[role]


def _gates() -> frozenset[str]:
    return hint_table()["gate"]


def _is_figure(line: Line) -> bool:
    if line.mark.tag in {"h1", "time", "address"} or line.size > _LONGEST_CAPTION:
        return False
    near = line.hints[:_CAPTION_WORDS]
    return line.mark.tag in {"figcaption", "figure"} or not _role_words("caption").isdisjoint(near) or "figure" in near


# -------------------------------------------------------------------------- neighbours


def _under_related(roles: Sequence[Role], seen: Scene) -> list[Role]:
    """Give the items under a bare "Related" line its role.

    At the article's end all of them; between its paragraphs those that are links, and in bare text one.
    """
    done = list(roles)
    for index, line in enumerate(seen.lines):
        if roles[index] != "related" or not lexicon.is_bare_lead(line.words):
            continue
        budget = len(done) if index > seen.last or seen.is_page else 1
        for after in range(index + 1, len(done)):
            if budget == 0 or not _is_item(seen.lines[after], done[after], past=index > seen.last):
                break
            done[after] = "related"
            budget -= 1
        if not seen.is_page and done[index + 1 : index + 3] == ["related"] * 2 and _is_list_head(line):
            done[index] = "heading"
    return done


def _is_list_head(line: Line) -> bool:
    """Tell whether a bare lead-in is the heading of a list rather than a pointer such as "Read also"."""
    return not lexicon.begins(line.words, lexicon.load().leads["related"].always)


def _names_at_head(roles: Sequence[Role], seen: Scene) -> list[Role]:
    """Take names of persons between title and body as the byline: on a page only beside the date."""
    done = list(roles)
    for index, line in enumerate(seen.lines[: max(0, seen.first)]):
        beside = not seen.is_page or "dateline" in roles[max(0, index - 1) : index + 2]
        if roles[index] in {"body", "navigation", "related"} and beside and index > seen.start:
            done[index] = "byline" if openings.is_name(line.text) else roles[index]
    return done


def _credits_of_captions(roles: Sequence[Role], seen: Scene) -> list[Role]:
    """Take the credit of a picture into the caption before it."""
    done = list(roles)
    for index in range(1, len(done)):
        if done[index] == "credit" and done[index - 1] == "caption" and _is_figure(seen.lines[index]):
            done[index] = "caption"
    return done


def _is_item(line: Line, role: Role, *, past: bool) -> bool:
    if role not in {"body", "heading", "navigation", "related", "promo", "byline"} or line.size > _ITEM:
        return False
    if line.mark.hints or line.mark.voted:
        return line.mark.link_share >= _LINKED
    return role in {"body", "heading", "related"} and (not line.final or (past and not line.prose))


def _headings(roles: Sequence[Role], seen: Scene) -> list[Role]:
    """Find the headings that no tag marks: a headline-like line before a paragraph."""
    done = list(roles)
    for index in range(len(done) - 1, -1, -1):
        line = seen.lines[index]
        if done[index] != "body" or line.prose or line.mark.tag == "li" or not is_headline(line):
            continue
        if seen.is_page and "bold" not in line.mark.hints.split():
            continue
        if _next_told(done, index) in {"body", "quote"} and index < seen.last:
            done[index] = "heading"
        elif index > seen.last and not seen.is_page and seen.last >= 0:
            done[index] = "navigation"
    return done


def _next_told(roles: Sequence[Role], index: int) -> Role | None:
    told = ("body", "quote", "heading", "standfirst", "title")
    return next((role for role in roles[index + 1 :] if role in told), None)


def _first_is_title(roles: Sequence[Role], seen: Scene) -> list[Role]:
    """Take the first heading of a bare text without a title as its title."""
    done = list(roles)
    if seen.is_page or seen.title:
        return done
    told = next((i for i, role in enumerate(done) if role in {"body", "quote", "heading"}), None)
    if told is None or told >= seen.first:
        return done
    if done[told] == "heading" or (done[told] == "body" and is_headline(seen.lines[told])):
        done[told] = "title"
    return done


# ------------------------------------------------------------------------ inside lines


def _pieces(article: Article, seen: Scene, roles: Sequence[Role]) -> Iterator[Block]:
    told = [i for i, role in enumerate(roles) if role in {"body", "standfirst"}]
    openers = {told[0] if told else -1, next((i for i in told if roles[i] == "body"), -1), seen.first}
    for index, (line, role) in enumerate(zip(seen.lines, roles, strict=True)):
        start, end = _trimmed(article.text, line.mark.start, line.mark.end)
        if start >= end:
            continue
        if role == "body" and _BRACKETED.match(line.text) and _is_note(line):
            yield Block(start, end, "note")
            continue
        if index in openers and role in {"body", "standfirst"}:
            cut = start + dateline.end(article.text[start:end])
            if cut > start:
                yield _block(article.text, start, cut, "dateline")
                start = cut
        if role in {"byline", "dateline"}:
            yield from _signed(article.text, start, end, seen, role)
            continue
        yield from _told(article.text, start, end, role)


def _signed(text: str, start: int, end: int, seen: Scene, role: Role) -> Iterator[Block]:
    """Part the writers and the date that stand on one line."""
    found = openings.pieces(text[start:end], seen.authors) or (openings.Piece(0, end - start, role),)
    for piece in found:
        yield _block(text, start + piece.start, start + piece.end, piece.role)


def _is_note(line: Line) -> bool:
    notes = lexicon.load().leads["note"].always
    return any(lexicon.holds(line.words, phrase) for phrase in notes)


def _told(text: str, start: int, end: int, role: Role) -> Iterator[Block]:
    """Cut a credit, or an inserted pointer to another article, off the end of a paragraph."""
    if role not in {"body", "standfirst"}:
        yield Block(start, end, role)
        return
    pointer = _inserted(text, start, end) if role == "body" else end
    credit = start + credits_.end_credit(text[start:pointer])
    for a, b, part in ((start, credit, role), (credit, pointer, "credit"), (pointer, end, "related")):
        left, right = _trimmed(text, a, b)
        if left < right:
            yield Block(left, right, part)  # type: ignore[arg-type]


def _inserted(text: str, start: int, end: int) -> int:
    """Give where a "Read also: ..." begins that runs from a sentence's end to the end of the paragraph."""
    leads = lexicon.load().leads["related"]
    for match in _SENTENCE_END.finditer(text, start, end):
        rest = text[match.end() : end]
        if leads.first.isdisjoint(lexicon.folded(rest[:_FIRST])[:1]):
            continue
        words = lexicon.folded(rest[:400])
        if len(words) <= _INSERTED and lexicon.begins(words, leads.always) > 1:
            return match.end()
    return end


def _block(text: str, start: int, end: int, role: Role) -> Block:
    return Block(*_trimmed(text, start, end), role)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
