"""Whether a sentence surely names nobody as its teller: only such a sentence may be said to have lost one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from twosource.compare import clauses
from twosource.compare.propositions import Proposition, spans_of
from twosource.model import Layers, Span, Token
from twosource.resources import exists, read_toml, strings
from twosource.text import fold

OPENERS = frozenset(':«“"?')
"""Signs before a sentence, or in it, by which somebody else speaks, or answers."""
BE = frozenset({"etre", "ete", "be", "been"})
SPEAKING = re.compile(r"[«»“”\"]")

INSERTED = re.compile(r"-(?:t-)?(?:il|elle|on|ils|elles)\b")
"""A clause put in behind what is told ("complète-t-il")."""


class Cues(Struct, frozen=True):
    """Verbs (lemmas) that report, and phrases that name a source, folded (``cues-<language>.toml``)."""

    verbs: frozenset[str] = frozenset()
    phrases: re.Pattern[str] = re.compile(r"(?!)")


def is_bare(proposition: Proposition, layers: Layers, language: str) -> bool:
    """Tell whether a statement is the article's own, and its sentence surely has no attribution, however unread."""
    statement = proposition.statement
    if not proposition.own or any(hop.name != "?" for hop in statement.chain) or proposition.in_title:
        return False
    spans, whole, text = spans_of(statement), _whole(proposition, layers), proposition.text
    if text[: whole.start].rstrip()[-1:] in OPENERS or SPEAKING.search(text, whole.start, whole.end):
        return False
    opened = ":" in text[whole.start : spans[0].start] and not proposition.headed
    if opened or _shared(layers, whole) or clauses.is_attributed(text[whole.start : whole.end], language):
        return False
    tokens = [t for t in layers.tokens or () if whole.start <= t.start < whole.end]
    return not _reports(tokens, fold(text[whole.start : whole.end]), _cues(language))


def says(layers: Layers, language: str, end: int) -> bool:
    """Tell whether a verb that reports stands directly behind a place of an article ("... a watchdog said")."""
    token = next((t for t in layers.tokens or () if t.start >= end), None)
    return token is not None and token.pos == "VERB" and fold(token.lemma) in _cues(language).verbs


def sentence(proposition: Proposition, layers: Layers) -> str:
    """Give the sentence, or sentences, in which a statement stands; of one in a title the title."""
    if proposition.in_title:
        return proposition.text
    whole = _whole(proposition, layers)
    return proposition.text[whole.start : whole.end]


def _whole(proposition: Proposition, layers: Layers) -> Span:
    spans = spans_of(proposition.statement)
    inside = [s for s in layers.sentences or () if s.start < spans[-1].end and spans[0].start < s.end]
    starts = [*(s.start for s in spans), *(s.start for s in inside)]
    ends = [*(s.end for s in spans), *(s.end for s in inside)]
    return Span(min(starts), max(ends))


def _shared(layers: Layers, whole: Span) -> bool:
    """Tell whether another statement of the sentence has a known teller, who may tell this one too; not of a noun."""
    inside = (s for s in layers.statements or () if s.field == "text" and s.start < whole.end and whole.start < s.end)
    return any(s.kind != "noun" and any(hop.type != "unknown" for hop in s.chain) for s in inside)


def _reports(tokens: Sequence[Token], text: str, cues: Cues) -> bool:
    lemmas = [fold(t.lemma) for t in tokens]
    verbs = any(
        (lemmas[n] in cues.verbs or "_".join(lemmas[n : n + 2]) in cues.verbs) and _tells(tokens, n)
        for n in range(len(tokens))
    )
    return verbs or cues.phrases.search(text) is not None or INSERTED.search(text) is not None


def _tells(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a verb may have a teller for its subject: no participle behind "been"."""
    token, before = tokens[n], tokens[n - 1] if n else None
    passive = token.form == "part" and before is not None and fold(before.lemma) in BE
    return token.pos in {"VERB", "AUX"} and not passive


@cache
def _cues(language: str) -> Cues:
    name = f"cues-{language}.toml"
    if not exists(name):
        return Cues()
    table = read_toml(name)
    groups = table.get("verbs")
    verbs = (
        fold(lemma) for group in _each(groups) for lemma in _words(group.get("lemmas")) if _reports_by(group, lemma)
    )
    things = frozenset(map(fold, strings(table, "inanimate.verbs")))  # need not speak ("this suggests")
    phrases = (fold(phrase) for key in PHRASES for phrase in strings(table, key))
    several = sorted({p for p in phrases if " " in p or len(p) > SHORTEST}, key=lambda p: (-len(p), p))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, several)) + r")(?!\w)") if several else Cues().phrases
    return Cues(frozenset(verbs) - things, pattern)


PHRASES = (
    "prepositions.asserted", "hearsay.phrases", "hearsay.impersonal",
    "relays.quoted_by", "relays.citing", "relays.spoken",
)  # fmt: skip
"""Lists of a language's cues that name a source."""
SHORTEST = 4
"""Letters up to which a single word is too common to name a source by itself ("pour", "on")."""


def _each(groups: object) -> Iterator[Mapping[str, object]]:
    yield from (group for group in groups if isinstance(group, Mapping)) if isinstance(groups, list) else ()


def _reports_by(group: Mapping[str, object], lemma: str) -> bool:
    """Tell whether a verb reports clauses; of those that only open a quotation a phrase alone is sure ("go on")."""
    frames = set(_words(group.get("frames")))
    return "clause" in frames or ("quote" in frames and "_" in lemma)


def _words(value: object) -> Iterator[str]:
    yield from (word for word in value if isinstance(word, str)) if isinstance(value, list) else ()
