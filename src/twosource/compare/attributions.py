"""Whether a sentence surely names nobody as its teller: only such a sentence may be said to have lost one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from twosource.compare.propositions import Proposition, spans_of
from twosource.model import Layers, Span, Token
from twosource.resources import exists, read_toml
from twosource.text import WORD, fold

AROUND = 2
"""Most words of a sentence that may stand outside a bare statement: an adverb, a time."""
OPENERS = frozenset(":«“\"")
"""Signs before a sentence, or in it, by which somebody else speaks."""
SPEAKING = re.compile(r"[«»“”\"]")

INSERTED = re.compile(r"-(?:t-)?(?:il|elle|on|ils|elles)[\s.!]*\Z|\A[^,]{0,24}-t-(?:il|elle|on)\b")
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
    if ":" in text[whole.start : spans[0].start] or _around(text, whole, spans) > AROUND or _shared(layers, whole):
        return False
    tokens = [t for t in layers.tokens or () if whole.start <= t.start < whole.end]
    return not _reports(tokens, fold(text[whole.start : whole.end]), _cues(language))


def sentence(proposition: Proposition, layers: Layers) -> str:
    """Give the sentence, or sentences, in which a statement stands; of one in a title the title."""
    if proposition.in_title:
        return proposition.text
    whole = _whole(proposition, layers)
    return proposition.text[whole.start : whole.end]


def _whole(proposition: Proposition, layers: Layers) -> Span:
    spans = spans_of(proposition.statement)
    inside = [s for s in layers.sentences or () if s.start < spans[-1].end and spans[0].start < s.end]
    ends = [*spans, *inside]
    return Span(min(s.start for s in ends), max(s.end for s in ends))


def _around(text: str, whole: Span, spans: Sequence[Span]) -> int:
    def inside(at: int) -> bool:
        return any(span.start <= at < span.end for span in spans)

    return sum(not inside(word.start()) for word in WORD.finditer(text, whole.start, whole.end))


def _shared(layers: Layers, whole: Span) -> bool:
    """Tell whether another statement of the sentence has a teller: it may tell this one too."""
    return any(s.field == "text" and s.start < whole.end and whole.start < s.end for s in layers.statements or ())


def _reports(tokens: Sequence[Token], text: str, cues: Cues) -> bool:
    lemmas = [fold(t.lemma) for t in tokens]
    verbs = any(
        t.pos in {"VERB", "AUX"}
        and t.form != "inf"
        and (lemmas[n] in cues.verbs or "_".join(lemmas[n : n + 2]) in cues.verbs)
        for n, t in enumerate(tokens)
    )
    return verbs or cues.phrases.search(text) is not None or INSERTED.search(text) is not None


@cache
def _cues(language: str) -> Cues:
    name = f"cues-{language}.toml"
    if not exists(name):
        return Cues()
    table = read_toml(name)
    groups = table.get("verbs")
    verbs = (fold(lemma) for group in _each(groups) if _reporting(group) for lemma in _words(group.get("lemmas")))
    phrases = (fold(phrase) for key in ("prepositions", "hearsay", "relays") for phrase in _phrases(table.get(key)))
    several = sorted({p for p in phrases if " " in p or len(p) > SHORTEST}, key=lambda p: (-len(p), p))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, several)) + r")(?!\w)") if several else Cues().phrases
    return Cues(frozenset(verbs), pattern)


SHORTEST = 4
"""Letters up to which a single word is too common to name a source by itself ("pour", "on")."""


def _each(groups: object) -> Iterator[Mapping[str, object]]:
    yield from (group for group in groups if isinstance(group, Mapping)) if isinstance(groups, list) else ()


def _reporting(group: Mapping[str, object]) -> bool:
    return bool({"clause", "quote"} & set(_words(group.get("frames"))))


def _phrases(table: object) -> Iterator[str]:
    for key, value in table.items() if isinstance(table, Mapping) else ():
        if key in {"asserted", "phrases", "impersonal", "quoted_by", "citing", "spoken"}:
            yield from _words(value)


def _words(value: object) -> Iterator[str]:
    yield from (word for word in value if isinstance(word, str)) if isinstance(value, list) else ()
