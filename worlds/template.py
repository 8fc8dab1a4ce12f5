"""The small language in which grammar families are written; docs/worlds-families.md explains it.

``{slot}`` ``{slot:argument}`` ``{slot#one/many}`` ``{slot~he/she}`` ``{slot~he/she/they m/they f}``
``{this|or that}`` ``<is|is said to be|may be|is not>`` ``[cue]`` ``^may stand in quotation marks^``
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, Protocol

from msgspec import Struct

from worlds.chance import hashed
from worlds.rich import Builder


class TemplateError(ValueError):
    """A template that cannot be read."""


class Words(Struct, frozen=True):
    """Literal text."""

    text: str


class Slot(Struct, frozen=True):
    """A value. With ``forms`` it prints the form that agrees with the value, not the value."""

    name: str
    argument: str = ""
    agree: Literal["", "#", "~"] = ""
    forms: tuple[str, ...] = ()


class Choice(Struct, frozen=True):
    """One of several; ``mood`` ones go by the certainty, the others by the seed."""

    mood: bool
    options: tuple[Nodes, ...]


class Group(Struct, frozen=True):
    """A stretch with a meaning: ``cue`` or ``quotable``."""

    label: Literal["cue", "quotable"]
    inner: Nodes


Node = Words | Slot | Choice | Group
Nodes = tuple[Node, ...]

_SPECIAL = "{}<>[]^|"


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Nodes:
    """Read a template.

    Raises:
        TemplateError: where brackets do not match or a slot is malformed.
    """
    nodes, rest = _sequence(text, 0, "")
    if rest != len(text):
        raise TemplateError(f"unexpected {text[rest]!r} at {rest} in {text!r}")
    return nodes


def _sequence(text: str, at: int, until: str) -> tuple[Nodes, int]:
    nodes: list[Node] = []
    while at < len(text) and text[at] not in until:
        letter = text[at]
        if letter not in _SPECIAL:
            end = min((place for sign in _SPECIAL if (place := text.find(sign, at)) >= 0), default=len(text))
            nodes.append(Words(text[at:end]))
            at = end
        elif letter == "{":
            node, at = _brace(text, at)
            nodes.append(node)
        elif letter == "<":
            options, at = _options(text, at + 1, ">")
            nodes.append(Choice(True, options))
        elif letter in "[^":
            inner, end = _sequence(text, at + 1, "]" if letter == "[" else "^")
            at = _shut(text, end)
            nodes.append(Group("cue" if letter == "[" else "quotable", inner))
        else:
            raise TemplateError(f"unexpected {letter!r} at {at} in {text!r}")
    return tuple(nodes), at


def _shut(text: str, at: int) -> int:
    if at >= len(text):
        raise TemplateError(f"a bracket is never shut in {text!r}")
    return at + 1


def _options(text: str, at: int, end: str) -> tuple[tuple[Nodes, ...], int]:
    options: list[Nodes] = []
    while True:
        nodes, at = _sequence(text, at, end + "|")
        options.append(nodes)
        at = _shut(text, at)
        if text[at - 1] == end:
            return tuple(options), at


def _brace(text: str, at: int) -> tuple[Node, int]:
    depth, end = 0, at
    free = False
    while end < len(text):
        depth += (text[end] == "{") - (text[end] == "}")
        free = free or (text[end] == "|" and depth == 1)
        end += 1
        if not depth:
            break
    if depth:
        raise TemplateError(f"a brace is never shut in {text!r}")
    if free:
        options, end = _options(text, at + 1, "}")
        return Choice(False, options), end
    return _slot(text[at + 1 : end - 1], text), end


def _slot(inner: str, text: str) -> Slot:
    head, agree = inner, ""
    forms: tuple[str, ...] = ()
    for sign in "#~":
        if sign in inner:
            head, _, tail = inner.partition(sign)
            agree, forms = sign, tuple(tail.split("/"))
            break
    name, _, argument = head.partition(":")
    wanted = {"": (0,), "#": (2,), "~": (2, 4)}[agree]
    nested = any("{" in form for form in forms)
    if nested or not name.replace(".", "").replace("_", "").isalnum() or len(forms) not in wanted:
        raise TemplateError(f"{{{inner}}} is no slot, in {text!r}")
    return Slot(name, argument, "#" if agree == "#" else "~" if agree == "~" else "", forms)


class Filler(Protocol):
    """What a template is filled with."""

    def fill(self, slot: Slot, out: Builder) -> None:
        """Print a slot's value."""

    def agreement(self, slot: Slot) -> tuple[str, bool]:
        """Give the gender ("m" or "f") of a slot's value and whether it is plural."""

    def mood(self) -> int:
        """Give the mood: 0 as a fact, 1 hearsay, 2 possible, 3 denied."""

    def quotes(self) -> tuple[str, str]:
        """Give the signs for a ``^stretch^``, empty where it stands outside of quotation marks."""


def render(nodes: Nodes, filler: Filler, out: Builder, seed: int) -> None:
    """Write a template into ``out``; ``seed`` settles every free choice."""
    for number, node in enumerate(nodes):
        if isinstance(node, Words):
            out.add(node.text)
        elif isinstance(node, Slot):
            _print_slot(node, filler, out)
        elif isinstance(node, Choice):
            place = filler.mood() if node.mood else hashed(seed, number) >> 5
            chosen = min(place, len(node.options) - 1) if node.mood else place % len(node.options)
            mark = out.open("mood", str(chosen)) if node.mood and chosen else -1
            render(node.options[chosen], filler, out, seed + 1)
            if mark >= 0:
                out.shut(mark)
        else:
            _print_group(node, filler, out, seed)


def _print_slot(node: Slot, filler: Filler, out: Builder) -> None:
    if not node.agree:
        filler.fill(node, out)
        return
    gender, plural = filler.agreement(node)
    if node.agree == "#":
        out.add(node.forms[int(plural)])
    elif len(node.forms) == 2:
        out.add(node.forms[int(gender == "f")])
    else:
        out.add(node.forms[int(gender == "f") + 2 * int(plural)])


def _print_group(node: Group, filler: Filler, out: Builder, seed: int) -> None:
    if node.label == "cue":
        number = out.open("cue")
        render(node.inner, filler, out, seed + 1)
        out.shut(number)
        return
    left, right = filler.quotes()
    out.add(left)
    number = out.open("quoted") if left else -1
    render(node.inner, filler, out, seed + 1)
    if number >= 0:
        out.shut(number)
    out.add(right)


def slots(nodes: Sequence[Node]) -> Iterator[Slot]:
    """List the slots of a template, those inside of choices too."""
    for node in nodes:
        if isinstance(node, Slot):
            yield node
        elif isinstance(node, Choice):
            for option in node.options:
                yield from slots(option)
        elif isinstance(node, Group):
            yield from slots(node.inner)


@lru_cache(maxsize=1 << 12)
def printed(text: str) -> frozenset[str]:
    """Give the names of the slots that a template prints, agreement aside."""
    return frozenset(slot.name for slot in slots(parse(text)) if not slot.agree)
