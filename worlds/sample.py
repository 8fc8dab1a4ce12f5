"""Sample articles of one family, for the person who writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from worlds.chance import dice
from worlds.compose import Desk
from worlds.facets import KINDS
from worlds.family import load
from worlds.items import Heard
from worlds.ledger import Ledger
from worlds.model import Draft, Name, Newsroom
from worlds.page import Page, page
from worlds.realise import Stage, stage
from worlds.stories import story

AGENCY = Newsroom(
    id="ahx", kind="agency", name=Name("l’Agence Hexale", "Agence Hexale", ("l’AHX",), ("AHX",)), domain="ahx.example",
    language="fr", country="valdaine", family="fr_a", house="ahx",
)  # fmt: skip


def draft(family: str, number: int, seed: int) -> tuple[Draft, Stage]:
    """Compose one article of a family on a story of its own; every kind of event has its turn."""
    kind = sorted(KINDS)[number % len(KINDS)]
    subject = story(f"sample{seed}", number, kind=kind)
    desk_of = Newsroom(
        id=f"sample{number % 3}",
        kind=("national", "regional", "partisan")[number % 3],
        name=Name("Le Témoin", "The Witness"),
        domain="x.example",
        language=load(family).language,
        country="valdaine",
        family=family,
        house=f"sample{number % 3}",
    )
    wire = replace(AGENCY, language=desk_of.language, family=family)
    where = stage(subject, {wire.id: wire, desk_of.id: desk_of})
    rng = dice("sample", seed, number)
    heard = [
        Heard(one, "ahx" if one.medium == "interview" and rng.random() < 0.4 else "") for one in subject.utterances
    ]
    desk = Desk(where, desk_of, Ledger(), rng)
    return desk.write(f"a{number}", heard, subject.event.when + timedelta(hours=30), size=14), where


def articles(family: str, count: int, seed: int) -> Iterator[str]:
    """Print articles with their title and, under each, cues in [brackets] and tellers in <brackets>."""
    for number in range(count):
        written, where = draft(family, number, seed)
        yield shown(page(written, where), where.event.kind)


def shown(printed: Page, kind: str) -> str:
    """Write a page with its cues and tellers marked."""
    signs = {"cue": ("[", "]"), "source": ("<", ">"), "via": ("<", ">"), "content": ("{", "}")}
    points: list[tuple[int, int, str]] = []
    for placed in printed.lines:
        if not placed.titled:
            for mark in placed.rich.marks:
                if mark.label in signs:
                    left, right = signs[mark.label]
                    points += [(mark.start, 1, left), (mark.end, 0, right)]
    text = printed.text
    for at, _, sign in sorted(points, reverse=True):
        text = text[:at] + sign + text[at:]
    return f"\n=== {kind}: {printed.title}\n\n{text}\n"
