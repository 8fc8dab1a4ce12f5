"""Substitutions: which word replaces which where outlets edit one text, over a whole pile.

"Rebels" for "opposition", "killed" for "martyred": exact runs break there, and the choice is an outlet's own. Learned
from the edits of aligned passages; nothing is known beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from twosource.compare import features
from twosource.model import Substitution, Usage
from twosource.text import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Edit, Passage

LONGEST = 3
"""Words of a side of a substitution, at most."""
TIMES = 2
"""Passages that a substitution must stand in."""
SHORTEST = 3
"""Letters of a word that is more than grammar."""
MOST = 200


class Text(Struct, frozen=True):
    """What is asked of an article: its words, its language, its outlet."""

    text: str
    language: str
    outlet: str


class _Seen(Struct, frozen=True):
    """One replacement: what stands on both sides, in which outlets, in which story and passage."""

    words: tuple[str, str]
    outlets: tuple[str, str]
    language: str
    story: str
    passage: str


def learn(passages: Mapping[str, Sequence[Passage]], texts: Mapping[str, Text]) -> tuple[Substitution, ...]:
    """Count the replacements in the passages of a pile, by story; those seen twice, the commonest first."""
    found: dict[tuple[str, str, str], list[_Seen]] = {}
    for story, held in passages.items():
        for passage in held:
            for seen in _of_passage(story, passage, texts):
                found.setdefault((seen.language, *seen.words), []).append(seen)
    told = [_counted(held) for held in found.values()]
    kept = [one for one in told if one.passages >= TIMES]
    return tuple(sorted(kept, key=lambda one: (-one.stories, -one.passages, one.language, one.left.words))[:MOST])


def _of_passage(story: str, passage: Passage, texts: Mapping[str, Text]) -> Iterator[_Seen]:
    if passage.kind != "edited":
        return
    for edit in passage.edits:
        sides = (texts.get(edit.left.article), texts.get(edit.right.article))
        if edit.kind != "replaced" or edit.fact or sides[0] is None or sides[1] is None:
            continue
        if sides[0].language == sides[1].language:
            words = _sides(edit, sides[0], sides[1])
            if words is not None:
                outlets = (sides[0].outlet, sides[1].outlet)
                if words[0] > words[1]:
                    words, outlets = (words[1], words[0]), (outlets[1], outlets[0])
                yield _Seen(words, outlets, sides[0].language, story, f"{story} {passage.id}")


def _sides(edit: Edit, left: Text, right: Text) -> tuple[str, str] | None:
    """Give the words that replace each other, what both sides have at either end left out."""
    one = [fold(w) for w in WORD.findall(left.text[edit.left.start : edit.left.end])]
    other = [fold(w) for w in WORD.findall(right.text[edit.right.start : edit.right.end])]
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not (0 < len(one) <= LONGEST and 0 < len(other) <= LONGEST):
        return None
    if not (_tells(one) and _tells(other)) or _stems(one) == _stems(other):
        return None
    return " ".join(one), " ".join(other)


def _tells(words: Sequence[str]) -> bool:
    """Tell whether some words hold more than grammar and figures."""
    return any(len(word) >= SHORTEST and word.isalpha() for word in words) and not any(
        word[0].isdigit() for word in words
    )


def _stems(words: Sequence[str]) -> list[str]:
    return [word[: features.STEM] for word in words]


def _counted(held: Sequence[_Seen]) -> Substitution:
    return Substitution(
        language=held[0].language,
        left=_usage(held, 0),
        right=_usage(held, 1),
        passages=len({seen.passage for seen in held}),
        stories=len({seen.story for seen in held}),
    )


def _usage(held: Sequence[_Seen], side: int) -> Usage:
    times: dict[str, set[str]] = {}
    for seen in held:
        times.setdefault(seen.outlets[side], set()).add(seen.passage)
    outlets = sorted(times, key=lambda outlet: (-len(times[outlet]), outlet))
    return Usage(held[0].words[side], tuple((outlet, len(times[outlet])) for outlet in outlets))
