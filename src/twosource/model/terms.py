"""The terms of twosource: which kinds of each thing there are."""

from __future__ import annotations

from typing import Literal

Language = str  # BCP 47 primary subtag, "und" where it cannot be told

Role = Literal[
    "title", "standfirst", "heading", "byline", "dateline", "body", "quote", "caption",
    "credit", "correction", "note", "related", "promo", "navigation",
]  # fmt: skip
NARRATIVE: frozenset[Role] = frozenset({"title", "standfirst", "body", "quote", "caption"})
"""Roles whose words are told by the article: the others are furniture or evidence of provenance."""

OutletKind = Literal["agency", "press", "broadcast", "web", "official", "aggregator", "unknown"]
EntityType = Literal["person", "organisation", "place", "event", "product"]
SourceType = Literal[
    "person", "role", "organisation", "document", "media", "agency",
    "anonymous", "collective", "account", "unknown",
]  # fmt: skip
StatementKind = Literal["direct", "indirect", "mixed", "noun", "own"]
Certainty = Literal[
    "asserted", "reported", "hearsay", "possible", "probable", "expected", "announced",
    "planned", "demanded", "ongoing", "done", "denied", "confirmed", "corrected",
]  # fmt: skip
Conditional = Literal["hearsay", "future-in-past", "hypothetical", "polite", "attenuated"]
PassageKind = Literal["verbatim", "edited", "paraphrase", "translation", "quotation", "stock"]
RelationKind = Literal["copies", "common source", "shared quotation", "independent", "cannot tell"]
Direction = Literal["known", "inferred", "unknown"]
Channel = Literal["version", "wire", "press release", "outlet", "speech", "unknown"]
"""The way that words took: an agency's wire, a body's own text, another outlet, what somebody said."""
ConflictKind = Literal[
    "update", "discrepancy", "denial", "correction", "status change", "reversal", "agree",
]  # fmt: skip
DriftKind = Literal[
    "attribution lost", "attribution moved", "certainty raised", "certainty lowered",
    "number changed", "quote cut", "gloss added",
]  # fmt: skip
Basis = Literal["derivation", "common source", "version"]
Level = Literal["utterance", "person", "organisation", "side"]
LEVELS: tuple[Level, ...] = ("utterance", "person", "organisation", "side")
Verdict = Literal["independently reported", "one origin", "contested", "origin unknown"]
CreditForm = Literal["dateline", "byline", "end", "photo", "told", "reporter", "mention"]
