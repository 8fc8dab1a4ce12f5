"""What a rewriter has before it, and small steps on whole drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from worlds.facets import ROLES
from worlds.model import Draft, Line, Paragraph
from worlds.shapes import subject

NARRATED = frozenset({"body"})


class Base(Struct, frozen=True):
    """A text to work from. ``agency``: a wire; ``issued``: a communiqué or document."""

    draft: Draft
    agency: bool = True
    issued: bool = False


def lines_of(draft: Draft) -> tuple[Line, ...]:
    """List the sentences of a draft's body."""
    return tuple(line for paragraph in draft.paragraphs if paragraph.role in NARRATED for line in paragraph.lines)


def holding(draft: Draft, lines: Sequence[Line]) -> Draft:
    """Put other sentences in the place of a draft's own, by their names; those that are not there are left out."""
    kept = {line.uid: line for line in lines}
    parts = tuple(
        replace(part, lines=tuple(kept[line.uid] for line in part.lines if line.uid in kept))
        if part.role in NARRATED
        else part
        for part in draft.paragraphs
    )
    return replace(draft, paragraphs=tuple(part for part in parts if part.lines))


def paragraphs(lines: Sequence[Line], sizes: Sequence[int]) -> Iterator[Paragraph]:
    """Cut sentences into paragraphs of the given sizes, the last size again and again."""
    at = 0
    number = 0
    while at < len(lines):
        size = sizes[min(number, len(sizes) - 1)]
        yield Paragraph(role="body", lines=tuple(lines[at : at + size]))
        at += size
        number += 1


def tail_cut(lines: Sequence[Line], share: float) -> tuple[Line, ...]:
    """Cut sentences off the end; two at least remain."""
    return tuple(lines[: max(2, round(len(lines) * share))])


def merged(first: Sequence[Line], second: Sequence[Line]) -> tuple[Line, ...]:
    """Follow one text and put in what only the other has."""
    told = {_matter(line) for line in first}
    stages = {telling.facet: telling.value.stage for line in first for telling in line.tellings}
    fresh = [
        line
        for line in second[1:]
        if line.tellings
        and _matter(line) not in told
        and all(stages.get(one.facet, one.value.stage) == one.value.stage for one in line.tellings)
    ]
    half = max(2, len(first) // 2)
    return (*first[:half], *fresh[:4], *first[half:])


def _matter(line: Line) -> tuple[str, str]:
    telling = line.tellings[0] if line.tellings else None
    return (telling.facet, telling.chain[0] if telling.chain else "") if telling else (line.table, "")


_NAMED = frozenset(key for key, role in ROLES.items() if role.type in {"person", "organisation"})
"""Those who are named in full once, then shortly."""
_BRIEF = frozenset({"short", "name", "role"})


def _renamed(line: Line) -> tuple[str, ...]:
    return (*(op for op in line.ops if op != "verbatim"), "named again")


def unmoored(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Name tellers again where the sentence that named them is gone."""
    kept: list[Line] = []
    last = ""
    named: set[str] = set()
    for line in lines:
        teller = line.tellings[0].chain[0] if line.tellings and line.tellings[0].chain else ""
        if line.table.endswith(".pronoun") and teller != last:
            asserted = line.table.replace("pronoun", "asserted")
            mention = "short" if teller in named else "full"
            line = replace(line, table=asserted, mention=mention, ops=_renamed(line))  # noqa: PLW2901
        elif teller in _NAMED and line.mention in _BRIEF and teller not in named:
            line = replace(line, mention="full", ops=_renamed(line))  # noqa: PLW2901
        elif teller in _NAMED and line.mention == "full" and teller in named:
            line = replace(line, mention="short", ops=_renamed(line))  # noqa: PLW2901
        if line.known and not any(subject(telling) in named for telling in line.tellings):
            line = replace(line, known=False, ops=_renamed(line))  # noqa: PLW2901
        elif not line.known and line.tellings and subject(line.tellings[0]) in named:
            line = replace(line, known=True, ops=_renamed(line))  # noqa: PLW2901
        kept.append(line)
        last = teller or last
        named |= {who for telling in line.tellings for who in (teller, subject(telling)) if who}
    return tuple(kept)
