"""No template opens more than two sentences of a story: the register in which every finished draft is entered.

What is copied stands under the sentence that it is a copy of, so copies do not count. A sentence whose opening is used
up is put another way; where the family has no other way, the fact is left out of that article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from worlds.chance import hashed
from worlds.family import load
from worlds.model import Draft, Line
from worlds.operators import taken
from worlds.realise import Stage, eligible, table_of
from worlds.rewrite import holding, lines_of, unmoored
from worlds.shapes import OFTEN, Opening, moody, opening
from worlds.template import printed

OWN_WORDS = frozenset({"paraphrase", "translation", "new lead", "new title", "circular", "attributed"})
"""Operators that word a sentence anew."""


class Register:
    """The openings of a story's sentences, each with the sentences that were worded with it. Grows with the story."""

    def __init__(self, where: Stage) -> None:
        """Start empty."""
        self.where = where
        self.held: dict[Opening, set[str]] = defaultdict(set)
        self.worded: dict[str, str] = {}
        self.lines: dict[str, Line] = {}

    def entered(self, draft: Draft) -> Draft:
        """Enter a draft; what opens too often comes back worded otherwise, or not at all."""
        while True:
            before = lines_of(draft)
            kept = [made for line in before if (made := self._line(line)) is not None]
            draft = replace(holding(draft, kept), title=self._title(draft.title))
            if [line.table for line in kept] == [line.table for line in before]:
                return draft
            draft = holding(draft, unmoored(kept))

    def _line(self, line: Line) -> Line | None:
        made = self._worded(line) or self._taken_over(line)
        if made is not None:
            self.lines[made.uid] = made
        return made

    def _worded(self, line: Line) -> Line | None:
        """Find a way to put a sentence whose opening is not used up, and count it."""
        own = not line.parent or OWN_WORDS & set(line.ops)
        wording = line.uid if own else self.worded.get(line.parent, line.root)
        free = [line] if self._has_room(line, wording) else [
            one for one in others(line, self.where.event.kind) if self._has_room(one, wording)
        ]  # fmt: skip
        if not free:
            return None
        made = next((one for one in free if wording in self.held[self._key(one) or NONE]), None)
        if made is None:
            fewest = min(self._used(one) for one in free)
            rare = [one for one in free if self._used(one) == fewest]
            made = rare[hashed(wording) % len(rare)]
        key = self._key(made)
        if key is not None:
            self.held[key].add(wording)
        self.worded[made.uid] = wording
        return made

    def _taken_over(self, line: Line) -> Line | None:
        """Leave a sentence in the words of the text that it was made of, where that is in the same language."""
        before = self.lines.get(line.parent)
        if before is None or not OWN_WORDS & set(line.ops) or before.family[:2] != line.family[:2]:
            return None
        if _sourced(before) != _sourced(line):
            return None
        return self._worded(taken(before, line.uid))

    def _title(self, title: Line | None) -> Line | None:
        """Word a headline otherwise where there is another way; a page needs one."""
        return (self._line(title) or title) if title is not None else None

    def _key(self, line: Line) -> Opening | None:
        return opening(line, self.where.event.kind)

    def _used(self, line: Line) -> int:
        key = self._key(line)
        return 0 if key is None else len(self.held[key])

    def _has_room(self, line: Line, wording: str) -> bool:
        key = self._key(line)
        return key is None or wording in self.held[key] or len(self.held[key]) < OFTEN


NONE: Opening = ("", "", "")


def _sourced(line: Line) -> bool:
    return any(telling.chain for telling in line.tellings)


def others(line: Line, kind: str) -> Iterator[Line]:
    """List the other ways in which a line's family can say the same, its frames first with the same wording."""
    texts = load(line.family).texts(line.table)
    now = texts[line.frame % len(texts)]
    frames = [place for place, text in enumerate(texts) if _alike(now, text, line.table)]
    variants = _variants(line, kind)
    for variant in (None, *variants):
        for frame in frames:
            told = line.tellings
            if variant is not None:
                told = (replace(told[0], variant=variant), *told[1:])
            yield replace(line, frame=frame, tellings=told)


def _alike(one: str, other: str, table: str) -> bool:
    """Tell whether two frames can stand for each other: the same slots; what began with its fact still does."""
    bare = table == "plain.own" and one.startswith("{that}")
    same = printed(one) == printed(other) or table.endswith(".head")
    return same and (not bare or other.startswith("{that}"))


def _variants(line: Line, kind: str) -> Sequence[int]:
    """List the wordings that a line's first fact may have; those of a quotation are its speaker's."""
    if not line.tellings or line.kind == "direct":
        return ()
    first = line.tellings[0]
    table = table_of(first, "noun" if line.kind == "noun" else "that", kind)
    if line.kind != "noun" and first.mood >= 2:
        return moody(line.family, table, first.mood)
    return range(len(eligible(line.family, table, "^" if line.kind == "mixed" else "")))
