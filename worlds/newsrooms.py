"""The newsrooms of a world, with their habits."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from anyascii import anyascii

from worlds import names
from worlds.chance import dice, pick
from worlds.family import load
from worlds.family import usable as family_names
from worlds.model import Language, Newsroom, NewsroomKind
from worlds.regimes import Regime

HOME: Mapping[str, tuple[str, ...]] = MappingProxyType({"fr": ("valdaine", "orvalie"), "en": ("northmere",)})
SPOKEN: Mapping[str, str] = MappingProxyType({"valdaine": "fr", "orvalie": "fr", "northmere": "en"})
"""The language that people speak to reporters; elsewhere every quotation is a translation."""
_AGENCIES: tuple[tuple[Language, str, str], ...] = (
    ("fr", "valdaine", ""), ("fr", "valdaine", ""), ("fr", "orvalie", ""), ("en", "northmere", ""),
    ("en", "northmere", ""), ("en", "costaverde", ""), ("en", "karvia", "karvia"), ("en", "dolgoria", "dolgoria"),
)  # fmt: skip
_ABROAD: Mapping[str, str] = MappingProxyType(
    {"Bandala": "bandala", "Karvi": "karvia", "Tizeft": "tamdoura", "Qasrin": "qasrin", "Costaverde": "costaverde",
     "Halvmark": "halvmark", "Dolgoria": "dolgoria"}
)  # fmt: skip
_OWNERS = ("Groupe Arval", "Presse Réunie", "Caldermedia", "Holding Sestre", "")
_LATENCY: Mapping[NewsroomKind, tuple[float, float]] = MappingProxyType(
    {"agency": (6, 25), "national": (20, 150), "regional": (40, 240), "foreign": (60, 500), "aggregator": (1.6, 40),
     "partisan": (40, 400)}
)  # fmt: skip


def families_of(regime: Regime, language: str) -> tuple[str, ...]:
    """List the grammar families that a regime's newsrooms of a language may use."""
    every = family_names(language)
    if regime.families == "all":
        return every
    wanted = regime.families == "unseen"
    return tuple(name for name in every if load(name).unseen == wanted) or every


def roster(seed: int, regime: Regime) -> tuple[Newsroom, ...]:
    """Draw the newsrooms of a world."""
    made = [
        _newsroom(seed, regime, "agency", text, (language, country, side))
        for text, (language, country, side) in zip(names.POOLS.outlets["agency"], _AGENCIES, strict=True)
    ]
    kinds: tuple[NewsroomKind, ...] = ("national", "regional", "foreign", "aggregator", "partisan")
    for kind in kinds:
        for language in ("fr", "en"):
            made += [
                _newsroom(seed, regime, kind, text, (_language(language), _country(text, kind, language), ""))
                for text in names.POOLS.outlets[f"{kind}_{language}"]
            ]
    return tuple(made)


def _language(text: str) -> Language:
    return "fr" if text == "fr" else "en"


def _country(text: str, kind: NewsroomKind, language: str) -> str:
    if kind == "foreign":
        return next((country for sign, country in _ABROAD.items() if sign in text), "bandala")
    return pick(HOME[language], text)


def _newsroom(seed: int, regime: Regime, kind: NewsroomKind, text: str, where: tuple[Language, str, str]) -> Newsroom:
    language, country, side = where
    rng = dice(seed, "newsroom", text)
    slug = slugged(text.rsplit("=", maxsplit=1)[-1].split("|", maxsplit=1)[0])
    low, high = _LATENCY[kind]
    return Newsroom(
        id=slug,
        kind=kind,
        name=names.name(text),
        domain=f"{slug}.example",
        language=language,
        country=country,
        family=_family(rng, families_of(regime, language), kind),
        house=slug,
        owner=rng.choice(_OWNERS) if kind not in {"agency", "foreign"} else "",
        side=side or (rng.choice(("state", "opposition")) if kind == "partisan" else ""),
        latency=low * (high / low) ** rng.random(),
        credit=min(1.0, max(0.0, rng.gauss(regime.credit, 0.25))) if 0 < regime.credit < 1 else regime.credit,
        own={"national": 0.3, "regional": 0.3, "foreign": 0.2, "aggregator": 0.0, "partisan": 0.12, "agency": 1.0}[
            kind
        ],
        clock_error=_clock(rng, regime),
    )


def _family(rng: random.Random, options: Sequence[str], kind: NewsroomKind) -> str:
    return rng.choice(list(options)) if kind else options[0]


def _clock(rng: random.Random, regime: Regime) -> float:
    if regime.clocks == "wrong":
        return rng.uniform(-600, 600)
    return rng.uniform(-90, 90) if rng.random() < regime.skew else rng.uniform(-1, 1)


def slugged(text: str) -> str:
    """Write a name as it stands in an address."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text.replace("’", "-")).lower()).strip("-")
