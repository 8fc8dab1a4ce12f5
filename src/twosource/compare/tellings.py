"""A statement of a claim with all that is known of it, and what two of them may be to each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from twosource.compare import bodies
from twosource.compare.origins import Root
from twosource.compare.propositions import Proposition
from twosource.model import ConflictKind, Quantity
from twosource.text import fold

TOLD = "told:"
"""How the mark of a teller begins who is described, not named."""
PERSON, ENTITY = "person:", "entity:"
"""A teller with no body of his own is one, whether he was taken for a person or for a body where he is named."""


class Clash(Struct, frozen=True):
    """A conflict between two members of a claim, by index; for an update ``right`` is the later one.

    ``figures``: the two numbers, of a conflict of numbers.
    """

    relation: ConflictKind
    left: int
    right: int
    rule: str
    figures: tuple[Quantity, Quantity] | None = None


class Telling(Struct, frozen=True):
    """A statement of the claim with its root and the time of its article (ISO 8601 in one zone, or none).

    ``corrects``: it stands in a correction notice; ``told``: the words were spoken to an agency;
    ``bare``: its sentence surely names nobody as its teller; ``sentence``: that sentence, as printed;
    ``corrected``: the numbers that the correction notice of its article names;
    ``taken_back``: its sentence says that the teller no longer stands by it; ``lead``: the towns that the
    headline and the first sentence of its article name; ``article_places``: all places that its statements name;
    ``credited``: the agencies that its article credits.
    """

    proposition: Proposition
    root: Root
    time: str | None
    corrects: bool = False
    told: bool = False
    bare: bool = True
    sentence: str = ""
    corrected: tuple[float, ...] = ()
    taken_back: bool = False
    lead: frozenset[str] = frozenset()
    article_places: frozenset[str] = frozenset()
    credited: frozenset[str] = frozenset()


def voice(telling: Telling) -> str | None:
    """Give who tells it, as far as one is told from another: a named body, or how its sentence calls him.

    "The operator" is nobody's name, and yet not "the coast guard".
    """
    if telling.root.named:
        return telling.root.organisation.replace(PERSON, ENTITY, 1)
    chain = telling.proposition.statement.chain
    if not chain and telling.proposition.stance.counter:
        return f"{TOLD}{telling.proposition.stance.counter}"
    if not chain or chain[0].name == "?" or bodies.is_mute(chain[0].name):
        return None
    return f"{TOLD}{fold(chain[0].name)}"


def two_tellers(a: Telling, b: Telling) -> bool:
    """Tell whether two statements are told by two; whose an article's narration is, is no second teller in it."""
    one, other = voice(a), voice(b)
    within = a.proposition.article == b.proposition.article and any(t.proposition.own and t.root.named for t in (a, b))
    if one is None or other is None or one == other or within:
        return False
    return not (_may_be(one, b) or _may_be(other, a) or is_short_for(a, b))


def is_short_for(a: Telling, b: Telling) -> bool:
    """Tell whether the name of one teller is a part of the other's ("the management", "the management of Norvel")."""
    if not (a.root.named and b.root.named) or a.proposition.language != b.proposition.language:
        return False
    one, other = (frozenset(bodies.words_of(t.root.name)) for t in (a, b))
    return bool(one and other) and (one <= other or other <= one)


def _may_be(who: str, telling: Telling) -> bool:
    """Tell whether a description may be that of a teller: all of its words are in the other's name."""
    if not who.startswith(TOLD):
        return False
    chain = telling.proposition.statement.chain
    named = {word for name in (telling.root.name, *(hop.name for hop in chain[:1])) for word in fold(name).split()}
    return set(who.removeprefix(TOLD).split()) <= named


def one_teller(a: Telling, b: Telling) -> bool:
    """Tell whether two statements are told by one."""
    return voice(a) is not None and voice(a) == voice(b)


def gap(a: Telling, b: Telling) -> timedelta | None:
    """Give the time between two tellings; ``None`` where a clock is missing."""
    if a.time is None or b.time is None:
        return None
    return abs(datetime.fromisoformat(b.time) - datetime.fromisoformat(a.time))
