"""Which shape a telling may take: shares of kinds by teller, facets that read well as nouns, openings, moods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from worlds.facets import FACETS
from worlds.family import load
from worlds.model import Certainty, Line, Mood, Telling
from worlds.realise import eligible, table_of
from worlds.template import Choice, parse

DAYS: Mapping[str, tuple[Literal["weekday", "relative", "date", "none"], ...]] = {
    "agency": ("weekday",),
    "national": ("weekday", "weekday", "relative"),
    "regional": ("relative", "weekday"),
    "foreign": ("date", "weekday"),
    "aggregator": ("weekday",),
    "partisan": ("relative", "weekday"),
}
SHARES: Mapping[str, tuple[tuple[Literal["indirect", "direct", "mixed", "noun"], float], ...]] = {
    "passer": (("direct", 0.72), ("mixed", 0.1), ("indirect", 0.18)),
    "person": (("direct", 0.36), ("indirect", 0.38), ("mixed", 0.14), ("noun", 0.12)),
    "organisation": (("direct", 0.08), ("indirect", 0.66), ("mixed", 0.1), ("noun", 0.16)),
    "collective": (("direct", 0.3), ("indirect", 0.6), ("noun", 0.1)),
    "document": (("indirect", 0.75), ("mixed", 0.25)),
    "anonymous": (("direct", 0.15), ("indirect", 0.85)),
    "account": (("indirect", 0.7), ("mixed", 0.3)),
}
NOUNS = frozenset({
    "dead", "injured", "missing", "evacuated", "rescuers", "power", "cause", "damage", "inquiry", "arrests",
    "offer", "walkout", "signed", "budget", "charges", "custody", "loss", "turnout", "fraud", "measure", "cases",
    "hospitalised", "recall", "origin", "magnitude", "crowd", "talks",
})  # fmt: skip
"""Facets whose noun reads well after "confirmed" or "denied"."""
TRIES, OFTEN = 7, 2
CONTESTED = frozenset({
    "dead", "injured", "missing", "cause", "origin", "crowd", "cases", "score", "turnout", "talks", "charges",
    "walkout", "burnt", "demand", "scene", "condolence", "opposed", "blame",
})  # fmt: skip
"""Facets that a report lets two tellers tell."""


Opening = tuple[str, str, str]
"""Family, table, template."""


def opening(line: Line, kind: str) -> Opening | None:
    """Name the template with which a sentence begins: its frame, or the wording of its fact; of a quotation none."""
    texts = load(line.family).texts(line.table)
    frame = texts[line.frame % len(texts)]
    if frame.startswith(("« {quote", "“{quote")):
        return None
    if not line.tellings or not frame.startswith(("{that}", "{noun}")):
        return line.family, line.table, frame
    form = "that" if frame.startswith("{that}") else "noun"
    table = table_of(line.tellings[0], form, kind)
    wordings = eligible(line.family, table, "^" if line.kind == "mixed" and form == "that" else "")
    return line.family, table, wordings[line.tellings[0].variant % len(wordings)]


ARCHIVE = frozenset({"history", "firmfacts", "population"})
OPINIONS = frozenset({"opposed", "blame", "warned", "fraud", "safe", "plea", "condolence", "advice", "visit"})
"""What no desk prints as its own fact at the top of a page."""
FIRST = frozenset({
    "mayor", "prefect", "prefecture", "police", "firefighters", "firechief", "civil_protection", "ministry_interior",
    "ministry_health", "minister_interior", "minister_health", "minister_economy", "foreign_minister", "president",
    "government", "city", "official", "source_police", "source_gov", "source_inquiry", "diplomat", "prosecution",
    "prosecutor", "institute", "scientist", "monitor", "health_agency", "health_chief", "hospital", "doctor", "rail",
    "organisers", "union", "unions", "union_leader", "firm", "firm_boss", "firm_spokes", "space", "space_spokes",
    "commission", "families", "residents", "resident", "witness", "worker", "suspect", "source_firm",
})  # fmt: skip
"""Roles that can be the first to tell of the event itself: no poll, no lawyer, no rival."""
ACTORS = frozenset({("policy", "government"), ("launch", "space"), ("arrest", "police")})
"""Whose act an event of a kind is."""
_ALONE = re.compile(r"\b(?:[Jj]e|[Jj]['’]\w+|[Mm]oi|[Mm]on|[Mm]es|[Mm]e|[Mm]['’]\w+|I|I['’]\w+|[Mm]y)\b")
_VALUED = re.compile(r"\{(?:n|n2|pct|money|size|x|thing|about|day)\b")


@lru_cache(maxsize=1 << 12)
def sayable(family: str, table: str, key: str, role: str, kind: str) -> tuple[int, ...]:
    """List the wordings of direct speech that a teller of a role and type may have: bodies do not say "I"."""
    known = FACETS.get(key)
    if known is not None and known.voiced and role not in known.voiced:
        return ()
    texts = load(family).texts(table)
    able = [n for n, text in enumerate(texts) if kind in {"person", "anonymous"} or not _ALONE.search(text)]
    if known is not None and known.officials:
        able = [n for n in able if (n == 0) == (role in known.officials)]
    return tuple(able)


def bare_of_value(template: str) -> bool:
    """Tell whether direct speech leaves out the number or thing that it is about."""
    return _VALUED.search(template) is None


@lru_cache(maxsize=1 << 12)
def unlike(family: str, table: str, role: str) -> tuple[int, ...]:
    """List the wordings that do not name their own teller, where some do: "the police said that the police ..."."""
    texts = load(family).texts(table)
    able = tuple(n for n, text in enumerate(texts) if f"{{w.{role}" not in text)
    return able if len(able) < len(texts) else ()


@lru_cache(maxsize=64)
def bare_frames(family: str) -> tuple[int, ...]:
    """List a desk's frames for its own facts that begin with the fact: no "Meanwhile"."""
    texts = load(family).texts("plain.own")
    return tuple(n for n, text in enumerate(texts) if text.startswith("{that}")) or tuple(range(len(texts)))


_ON_SUSPECT = frozenset({"charges", "prison", "plea", "loss"})


def subject(telling: Telling) -> str:
    """Name the person whom a fact is about, empty where it is about nobody."""
    return telling.value.about or ("suspect" if telling.key in _ON_SUSPECT else "")


def repeats(before: Line | None, line: Line) -> bool:
    """Tell whether a sentence says once more what the one before it has said; a quotation may, without the number."""
    if before is None or not before.tellings or not line.tellings:
        return False
    first, last = line.tellings[0], before.tellings[-1]
    if first.key == "scene" or (first.facet, first.mood, first.value.stage) != (
        last.facet,
        last.mood,
        last.value.stage,
    ):
        return False
    return line.kind != "direct" or not first.voice or not bare_of_value(spoken(first, ""))


MOODS: Mapping[Certainty, Mood] = MappingProxyType({"possible": 2, "denied": 3, "hearsay": 1})
"""The mood in which a certainty is worded; the others are worded as facts."""


def spoken(telling: Telling, kind: str) -> str:
    """Give the template of a voiced telling's words."""
    if not telling.voice:
        return ""
    texts = load(telling.voice).texts(table_of(telling, "voice", kind))
    return texts[telling.variant % len(texts)]


def worded(line: Line, telling: Telling, kind: str) -> str:
    """Give the template in which a line words one of its facts."""
    if line.kind == "direct" and telling.voice:
        text = spoken(telling, kind)
        return text.split("//")[0] if telling.part else text
    table = table_of(telling, "noun" if line.kind == "noun" else "that", kind)
    if not load(line.family).has(table):
        return ""
    wordings = eligible(line.family, table, "^" if line.kind == "mixed" else "")
    return wordings[telling.variant % len(wordings)]


_NUMBER = re.compile(r"\{(?:n|pct|money|size|x)[:}]")


def prints_number(line: Line, kind: str) -> bool:
    """Tell whether a line's first fact stands there with its number."""
    return bool(line.tellings) and _NUMBER.search(worded(line, line.tellings[0], kind)) is not None


def has_moods(line: Line, kind: str) -> bool:
    """Tell whether the wording of a line's first fact shows how sure it is."""
    return any(isinstance(node, Choice) and node.mood for node in parse(worded(line, line.tellings[0], kind)))


_CLAUSES = frozenset({"facts.closed.that", "facts.warned.that", "facts.delay.that"})


@lru_cache(maxsize=1 << 12)
def moody(family: str, table: str, mood: int) -> tuple[int, ...]:
    """List the wordings of a table that can be put in a mood; things that are clauses have all moods."""
    return tuple(
        number
        for number, text in enumerate(load(family).texts(table))
        if (table in _CLAUSES and text.endswith("{thing}"))
        or any(isinstance(node, Choice) and node.mood and len(node.options) > mood for node in parse(text))
    )
