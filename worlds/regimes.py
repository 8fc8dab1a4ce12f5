"""Regimes: how hard a world is. Every chance that the simulation draws by stands here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Mode = Literal["own", "reprint", "rewrite", "merge", "translate", "communiqué", "copy"]
LineOp = Literal[
    "lexical", "paraphrase", "translation", "partial quotation", "quote edited", "attribution dropped",
    "attribution moved", "certainty raised", "certainty lowered", "rounding", "unit", "deixis", "gloss",
    "typo", "typo mended", "number error",
]  # fmt: skip
DraftOp = Literal[
    "tail cut", "new lead", "compression", "background", "stock", "related", "update", "correction", "silent edit",
]  # fmt: skip


Grammars = Literal["all", "seen", "unseen"]
GRAMMARS: Mapping[str, Grammars] = MappingProxyType({"all": "all", "seen": "seen", "unseen": "unseen"})


class Regime(Struct, frozen=True, kw_only=True):
    """The chances of a world."""

    name: str
    about: str
    modes: tuple[tuple[Mode, float], ...]
    """How an outlet comes by an article, with weights."""
    line_ops: Mapping[LineOp, float]
    """Chance that an operator meets a derived sentence."""
    draft_ops: Mapping[DraftOp, float]
    """Chance that an operator meets a derived article."""
    verbatim: float = 0.87
    """In a rewrite: share of the sentences that keep their frame."""
    credit: float = 0.62
    held: float = 0.04
    """Chance that a wire is in the pile."""
    clocks: Literal["right", "wrong", "none"] = "right"
    skew: float = 0.08
    """Chance that a newsroom's clock is off by much."""
    restamped: float = 0.6
    """Chance that the page shows the time of a last, empty edit."""
    circular: float = 0.05
    upstream: float = 0.05
    """Chance that an agency takes a newspaper's text."""
    twins: float = 0.06
    """Chance that a story has a look-alike at the same time."""
    coincident: float = 0.08
    """Chance that two unlike facets have one number."""
    again: float = 0.3
    """Chance that an outlet prints a later version."""
    foreign: float = 0.28
    """Chance that an outlet of the other language takes part in a story."""
    attended: float = 0.95
    """Chance that a reporter comes to a press conference; agencies always do."""
    dispatches: tuple[int, ...] = (2, 3, 4, 5)
    """How many dispatches an agency may send on a story; of most of them nobody takes anything."""
    loyal: float = 0.85
    """Chance that an outlet waits for the first agency's dispatches, not for anybody's."""
    silent: bool = False
    """No article names a teller."""
    families: Grammars = "all"
    """Whose grammars the newsrooms have."""


_LINE: Mapping[LineOp, float] = MappingProxyType(
    {
        "lexical": 0.18, "partial quotation": 0.12, "quote edited": 0.03, "attribution dropped": 0.07,
        "attribution moved": 0.02, "certainty raised": 0.16, "certainty lowered": 0.04, "rounding": 0.1, "unit": 0.5,
        "deixis": 0.3, "gloss": 0.05, "typo": 0.02, "typo mended": 0.7, "number error": 0.01,
    }
)  # fmt: skip
_DRAFT: Mapping[DraftOp, float] = MappingProxyType(
    {
        "tail cut": 0.2, "new lead": 0.35, "compression": 0.15, "background": 0.25, "stock": 0.22, "related": 0.35,
        "update": 0.5, "correction": 0.15, "silent edit": 0.2,
    }
)  # fmt: skip

STANDARD = Regime(
    name="standard",
    about="what published figures say of online news",
    modes=(
        ("own", 0.33), ("reprint", 0.27), ("rewrite", 0.33), ("merge", 0.06), ("translate", 0.05), ("communiqué", 0.03),
        ("copy", 0.02),
    ),
    line_ops=_LINE,
    draft_ops=_DRAFT,
)  # fmt: skip


def _line(**chances: float) -> Mapping[LineOp, float]:
    named: dict[LineOp, float] = dict(_LINE)
    for key in _LINE:
        slug = key.replace(" ", "_")
        if slug in chances:
            named[key] = chances[slug]
    return MappingProxyType(named)


_EASY = replace(
    STANDARD,
    name="easy",
    about="plain reprints and own reports, every source named, clocks right",
    modes=(("own", 0.3), ("reprint", 0.7)),
    line_ops=MappingProxyType({"deixis": 0.1}),
    draft_ops=MappingProxyType({"tail cut": 0.3, "related": 0.2}),
    verbatim=1.0,
    credit=1.0,
    held=0.5,
    skew=0.0,
    restamped=0.0,
    circular=0.0,
    upstream=0.0,
    twins=0.0,
    coincident=0.0,
    again=0.1,
    foreign=0.1,
)
_ALL = (
    STANDARD,
    _EASY,
    replace(
        STANDARD, name="silent", about="no attribution at all: no teller, no credit, no byline", credit=0.0,
        line_ops=_line(attribution_dropped=1.0), silent=True, restamped=0.8,
    ),
    replace(STANDARD, name="wrong-clocks", about="the page's time is off by hours, either way", clocks="wrong"),
    replace(STANDARD, name="no-clocks", about="no article has a time", clocks="none"),
    replace(
        STANDARD, name="upstream", about="an agency copies a newspaper, then all copy the agency", upstream=0.85,
        held=0.5,
    ),
    replace(
        STANDARD, name="paraphrase", about="siblings of one wire share about 30 % of their three-word runs",
        modes=(("own", 0.2), ("rewrite", 0.6), ("merge", 0.14), ("translate", 0.06)), verbatim=1.0,
        line_ops=_line(lexical=0.4, deixis=0.5),
    ),
    replace(
        STANDARD, name="translated", about="reports that crossed the language border, some of them twice",
        modes=(("own", 0.19), ("reprint", 0.15), ("rewrite", 0.15), ("translate", 0.55)), foreign=1.0,
    ),
    replace(STANDARD, name="circular", about="outlets that cite each other in a ring", circular=0.9),
    replace(STANDARD, name="twins", about="two look-alike events at one time", twins=1.0, coincident=0.4),
)  # fmt: skip
REGIMES: Mapping[str, Regime] = MappingProxyType({one.name: one for one in _ALL})


DRAFT_OPS: tuple[DraftOp, ...] = tuple(_DRAFT)


def only(operator: str) -> Regime:
    """Give a regime in which one operator is at work and no other, always."""
    later = 2.0 if operator in {"update", "correction", "silent edit"} else 0.0
    base = replace(_EASY, name=f"only {operator}", about=f"only {operator}", held=0.0, again=later)
    line: dict[LineOp, float] = {key: 1.0 for key in (*_LINE, "paraphrase", "translation") if key == operator}
    draft: dict[DraftOp, float] = {key: 1.0 for key in _DRAFT if key == operator}
    base = replace(base, modes=(("own", 0.2), ("rewrite", 0.8)))
    return replace(base, line_ops=MappingProxyType(line), draft_ops=MappingProxyType(draft))
