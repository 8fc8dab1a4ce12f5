"""Which words direct speech has: those of its utterance, at every desk that speaks its language."""

from __future__ import annotations

from msgspec.structs import replace

from worlds.chance import dice
from worlds.family import Family, load
from worlds.model import Newsroom, Telling
from worlds.newsrooms import SPOKEN
from worlds.realise import Stage, table_of
from worlds.shapes import sayable


def voiced(telling: Telling, where: Stage, newsroom: Newsroom, family: Family) -> Telling:
    """Settle the words of a quotation: the same at every desk, unless each had to translate; none where none fit."""
    translated = SPOKEN.get(where.story.spoken, "") != family.language
    table = table_of(telling, "voice", where.event.kind)
    teller = where.tellers.get(telling.chain[0]) if telling.chain else None
    pool = (family.name,) if translated else _voices(telling.utterance, where, family.language)
    able = [
        (name, variant)
        for name in pool
        if teller and load(name).has(table)
        for variant in sayable(name, table, telling.key, teller.role, teller.type)
    ]
    if not able:
        return telling
    dice(where.story.id, newsroom.id if translated else "", telling.facet).shuffle(able)
    voice, variant = able[_turn(telling, where) % len(able)]
    return replace(telling, voice=voice, variant=variant)


def _turn(telling: Telling, where: Stage) -> int:
    """Count who spoke of a facet before: no two people of a story use the same words while there are others."""
    spoke = [one.id for one in where.story.utterances if any(told[0] == telling.facet for told in one.told)]
    return spoke.index(telling.utterance) if telling.utterance in spoke else 0


def _voices(utterance: str, where: Stage, language: str) -> tuple[str, ...]:
    """List the families that may word an utterance: the one newsroom's that heard it, or any of the language."""
    heard = next((one.to for one in where.story.utterances if one.id == utterance), frozenset())
    room = where.newsrooms.get(next(iter(heard))) if len(heard) == 1 else None
    return (room.family,) if room is not None and room.language == language else where.voices[language]
