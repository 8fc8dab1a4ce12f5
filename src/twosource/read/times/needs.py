"""What words a form cannot do without, so that a form is tried only on sentences that may have it.

A form is a pattern of the word lists (``times-<language>.toml``). Its needs are clauses: of each, a sentence
that has the form holds a word. Where a word is cut by the pattern, no clause is given: a clause may be
missing, it may not be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from twosource.text import fold

Clause = frozenset[str]

FIGURE, FOUR = "0", "0000"
"""Stand for figures among the words of a sentence: for four of them, and for any other number of them."""
FIGURES = frozenset({FIGURE, FOUR})
_WORD = re.compile(r"[^\W\d_]+|\d+|(?<=\d)[:./-](?=\d)")
"""Words, figures, and the signs that tie figures."""
_GROUP = re.compile(r"\((\?:|\?P<\w+>|\?=|\?!|\?<=|\?<!|\?-i:)?([^()]*)\)(\?)?")
_NEXT = re.compile(r"(?:\((?:\?:|\?P<\w+>|\?[=!]))?(.?)")
"""The sign after a group, inside the group that follows."""
_PIECE = re.compile(
    r"\{(?P<slot>[a-z]+)\d?\}|(?P<figure>\\d|\[[^\]]*(?:\\d|\d-\d)[^\]]*\]|\d)(?P<many>\{[\d,]+\}|\?)?"
    r"|(?P<set>\[[^\]]*\]\??)|(?P<escape>\\.)\??|(?P<word>[^\W\d_]+)(?P<maybe>\?)?|(?P<sign>.)"
)
_NEITHER = re.compile(r"\\[()]|\(\?P=\w+\)")
"""Escaped brackets and back references: no groups."""
_SET = re.compile(r"\[[^\]]*\]")
_TIES = frozenset({":", "/", "-", r"\."})
"""Signs in a pattern that may tie figures."""
_SLOTS: Final = {"day": FIGURES, "hour": FIGURES, "minute": FIGURES, "year": frozenset({FOUR})}
_MARK, _CUT = 0xE000, "\uf8ff"
"""A clause found is written back as one private sign; ``_CUT`` stands for a stretch that tells nothing."""


def words_of(text: str) -> list[str]:
    """Give the folded words of a text; its figures all count as one word or two."""
    return [*map(plain, printed(text, 0, len(text)))]


def printed(text: str, start: int, end: int) -> list[str]:
    """Give the words and figures of a stretch of text as they are printed."""
    return _WORD.findall(text, start, end)


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """Give a word folded, a sign for figures."""
    return (FOUR if len(word) == 4 else FIGURE) if word.isdigit() else fold(word)


def of_pattern(pattern: str, slots: Mapping[str, Clause]) -> tuple[Clause, ...]:
    """Give the clauses of a pattern; ``slots`` gives, for each list, a word of every entry."""
    found: list[Clause] = []
    pattern = _SET.sub(lambda signs: re.sub("[()]", "", signs[0]), _NEITHER.sub(" ", pattern))
    while (group := _GROUP.search(pattern)) is not None:
        instead = _group(pattern, group, slots, found)
        pattern = pattern[: group.start()] + instead + pattern[group.end() :]
    choices = [_clauses(part, slots, found) for part in pattern.split("|")]
    return tuple(dict.fromkeys(choices[0] if len(choices) == 1 else _either(choices)))


def _either(choices: list[list[Clause]]) -> list[Clause]:
    """Give the clause that one of the choices asks: of each the one that is met least."""
    return [frozenset().union(*(max(choice, key=_selects) for choice in choices))] if all(choices) else []


def _group(pattern: str, group: re.Match[str], slots: Mapping[str, Clause], found: list[Clause]) -> str:
    """Give what stands for an innermost group: the sign of its clause, with blanks where it parts words."""
    head, parts = group[1] or "", group[2].split("|")
    if head in ("?=", "?!", "?<=", "?<!"):
        return " "
    before, after = pattern[: group.start()][-1:], _NEXT.match(pattern, group.end())
    edges = _edge(before), _edge(after[1] if after else "")
    choices = [] if group[3] else [_clauses(edges[0] + part + edges[1], slots, found) for part in parts]
    sign = _CUT
    if choices and (clause := _either(choices)):
        found.extend(clause)
        sign = chr(_MARK + len(found) - 1)
    left = " " if all(_parts(part[:1]) for part in parts) else ""
    right = " " if all(_parts(part[-1:]) for part in parts) else ""
    return f"{left}{sign}{right}"


def _selects(clause: Clause) -> int:
    """Tell how rarely a clause is met: long words are rare."""
    return min(len(word) for word in clause)


def _parts(sign: str) -> bool:
    """Tell whether a sign at the edge of a group keeps words apart."""
    return sign in (" ", "'", "-", ",", "\\", ":", ".")


def _edge(sign: str) -> str:
    """Give what cuts a word beside it where ``sign`` may."""
    return _CUT if sign.isalpha() or sign in ("}", _CUT) or _is_mark(sign) else " "


def _is_mark(sign: str) -> bool:
    return len(sign) == 1 and _MARK <= ord(sign) < ord(_CUT)


def _clauses(part: str, slots: Mapping[str, Clause], found: list[Clause]) -> list[Clause]:
    """Give the clauses of a pattern without groups, those of groups behind their signs."""
    given: list[Clause] = []
    pieces = list(_PIECE.finditer(part))
    for index, piece in enumerate(pieces):
        if _is_mark(piece[0]):
            given.append(found[ord(piece[0]) - _MARK])
        elif piece["figure"] and (piece["many"] or "")[:2] not in ("?", "{0"):
            given.append(FIGURES)
        elif piece["slot"] in _SLOTS:
            given.append(_SLOTS[piece["slot"]])
        elif piece[0] in _TIES and _ties(pieces, index):
            given.append(frozenset({piece[0][-1]}))
        elif (piece["word"] or piece["slot"]) and _is_whole(pieces, index):
            given.extend(_of_piece(piece, slots))
    return given


def _ties(pieces: list[re.Match[str]], index: int) -> bool:
    """Tell whether a sign stands right between figures."""
    inside = 0 < index < len(pieces) - 1
    return inside and all(piece["figure"] or piece["slot"] in _SLOTS for piece in pieces[index - 1 : index + 2 : 2])


def _of_piece(piece: re.Match[str], slots: Mapping[str, Clause]) -> list[Clause]:
    if piece["slot"]:
        name = piece["slot"].removesuffix("words") or piece["slot"]
        return [slots[name]] if slots.get(name) else []
    word = fold(piece["word"])
    return [frozenset({word, word[:-1]} if piece["maybe"] else {word})]


def _is_whole(pieces: list[re.Match[str]], index: int) -> bool:
    """Tell whether a word stands between blanks and signs, not glued to something that may be letters."""
    beside = [pieces[place] for place in (index - 1, index + 1) if 0 <= place < len(pieces)]
    return not any(_glues(piece) for piece in beside)


def _glues(piece: re.Match[str]) -> bool:
    if piece["slot"]:
        return piece["slot"] not in _SLOTS
    if piece["set"]:
        return any(sign.isalpha() for sign in piece["set"])
    return bool(piece["word"]) or piece[0] == _CUT or _is_mark(piece[0])


def telling(entry: str) -> str:
    """Give the word of a list entry that is looked for: the longest."""
    return max(words_of(entry), key=len, default="")
