"""Text with marks: stretches of it, half-open and in code points, that carry a label and a payload.

While a sentence is made, a mark is two signs of the private use area inside the string, so that
elision, contraction and spacing can change the text freely; ``settle`` then takes the signs out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

OPEN, SHUT = 0xE000, 0xE400
SIGNS = "[\ue000-\ue7ff]*"
"""The regular expression of any signs."""


class Mark(Struct, frozen=True, order=True):
    """A stretch with a label; ``data`` depends on the label."""

    start: int
    end: int
    label: str
    data: tuple[str, ...] = ()


class Rich(Struct, frozen=True):
    """Text with its marks."""

    text: str
    marks: tuple[Mark, ...] = ()


class Builder:
    """Collects pieces of text; marks are opened and shut in between."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.parts: list[str] = []
        self.labels: list[tuple[str, tuple[str, ...]]] = []

    def add(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)

    def open(self, label: str, *data: str) -> int:
        """Begin a mark; give its number."""
        self.labels.append((label, data))
        number = len(self.labels) - 1
        self.parts.append(chr(OPEN + number))
        return number

    def shut(self, number: int) -> None:
        """End a mark."""
        self.parts.append(chr(SHUT + number))

    def marked(self, text: str, label: str, *data: str) -> None:
        """Append text that is one mark."""
        number = self.open(label, *data)
        self.parts.append(text)
        self.shut(number)


def settle(signed: str, labels: Sequence[tuple[str, tuple[str, ...]]]) -> Rich:
    """Take the signs out of a string and turn them into marks; blanks at a mark's ends are left out."""
    starts: dict[int, int] = {}
    found: list[Mark] = []
    kept: list[str] = []
    at = 0
    for letter in signed:
        code = ord(letter)
        if not OPEN <= code < SHUT + 0x400:
            kept.append(letter)
            at += 1
        elif code < SHUT:
            starts[code - OPEN] = at
        else:
            label, data = labels[code - SHUT]
            found.append(Mark(starts[code - SHUT], at, label, data))
    text = "".join(kept)
    return Rich(text, tuple(trimmed for mark in found if (trimmed := _trimmed(mark, text)).start < trimmed.end))


def _trimmed(mark: Mark, text: str) -> Mark:
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Mark(start, end, mark.label, mark.data)


def shifted(marks: Iterable[Mark], by: int) -> tuple[Mark, ...]:
    """Move marks to the right."""
    return tuple(Mark(mark.start + by, mark.end + by, mark.label, mark.data) for mark in marks)


def joined(pieces: Sequence[Rich], between: str = "") -> Rich:
    """Join texts, marks kept."""
    at = 0
    marks: list[Mark] = []
    for piece in pieces:
        marks += shifted(piece.marks, at)
        at += len(piece.text) + len(between)
    return Rich(between.join(piece.text for piece in pieces), tuple(marks))
