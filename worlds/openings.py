"""No template opens more than two sentences of a story: the register in which every finished draft is entered.

What is copied stands under the sentence that it is a copy of, so copies do not count. A sentence whose opening is used
up is put another way; where the family has no other way, the fact is left out of that article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from worlds.chance import hashed
from worlds.family import load
from worlds.model import Draft, Line
from worlds.realise import Stage, eligible, table_of
from worlds.rewrite import holding, lines_of, unmoored
from worlds.shapes import OFTEN, Opening, moody, opening
from worlds.template import parse, slots

OWN_WORDS = frozenset({"paraphrase", "translation", "new lead", "new title", "circular", "attributed"})
"""Operators that word a sentence anew."""


class Register:
    """The openings of a story's sentences, each with the sentences that were worded with it. Grows with the story."""

    def __init__(self, where: Stage) -> None:
        """Start empty."""
        self.where = where
        self.held: dict[Opening, set[str]] = defaultdict(set)
        self.worded: dict[str, str] = {}

    def entered(self, draft: Draft) -> Draft:
        """Enter a draft; what opens too often comes back worded otherwise, or not at all."""
        while True:
            before = lines_of(draft)
            kept = [made for line in before if (made := self._line(line)) is not None]
            draft = replace(holding(draft, kept), title=self._title(draft.title))
            if len(kept) == len(before):
                return draft
            draft = holding(draft, unmoored(kept))

    def _line(self, line: Line) -> Line | None:
        wording = line.uid if not line.parent or OWN_WORDS & set(line.ops) else self.worded.get(line.parent, line.root)
        self.worded[line.uid] = wording
        ways = chain((line,), others(line, self.where.event.kind))
        free = [one for one in ways if self._has_room(one, wording)] if not self._has_room(line, wording) else [line]
        if not free:
            return None
        made = next((one for one in free if wording in self.held[self._key(one) or NONE]), None)
        made = made or free[hashed(wording) % len(free)]
        key = self._key(made)
        if key is not None:
            self.held[key].add(wording)
        return made

    def _title(self, title: Line | None) -> Line | None:
        """Word a headline otherwise where there is another way; a page needs one."""
        return (self._line(title) or title) if title is not None else None

    def _key(self, line: Line) -> Opening | None:
        return opening(line, self.where.event.kind)

    def _has_room(self, line: Line, wording: str) -> bool:
        key = self._key(line)
        return key is None or wording in self.held[key] or len(self.held[key]) < OFTEN


NONE: Opening = ("", "", "")


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
    same = _speech(one) == _speech(other) or table.endswith(".head")
    return same and (not bare or other.startswith("{that}"))


def _speech(text: str) -> frozenset[str]:
    return frozenset(slot.name for slot in slots(parse(text)) if not slot.agree)


def _variants(line: Line, kind: str) -> Sequence[int]:
    """List the wordings that a line's first fact may have; those of a quotation are its speaker's."""
    if not line.tellings or line.kind == "direct":
        return ()
    first = line.tellings[0]
    table = table_of(first, "noun" if line.kind == "noun" else "that", kind)
    if line.kind != "noun" and first.mood >= 2:
        return moody(line.family, table, first.mood)
    return range(len(eligible(line.family, table, "^" if line.kind == "mixed" else "")))
