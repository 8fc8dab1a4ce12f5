"""Names: people, organisations, places, events and products, without title or function.

A CRF over the words of an article (``training/names.py``) finds and types them; what it sees is in ``namefeatures``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from msgspec import Struct

from twosource.model import Article, EntityType, Mention, Role, Sentence, Token
from twosource.read import crf, nametables
from twosource.read.namefeatures import Description, Part, describe, expand
from twosource.read.namespans import Run, beside, built, is_journal, is_spot, longer_body, runs
from twosource.read.nametables import Words
from twosource.read.tagging import case_of
from twosource.text import squeeze

MODEL = "models/names.crfsuite"
TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "event", "product")
ADDED: frozenset[Role] = frozenset({"navigation", "promo"})
"""Roles that the site, not the article, gives words to."""


def find(article: Article, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """Find the names of an article, in text order; they do not overlap."""
    rows = by_sentence(tokens, [sentence for sentence in sentences if sentence.role not in ADDED])
    model = crf.load(MODEL)
    scores = crf.weigh(model, _numbered(described(article, rows)))
    labels = crf.best(model, scores, [len(row) for row in rows])
    words = nametables.words(article.language)
    read = _by_sentence_found(rows, labels, words)
    known = _namesakes(rows, read)
    return tuple(
        Mention(start, end, squeeze(article.text[start:end]), one.type)
        for row, found in zip(rows, read, strict=True)
        for one in _with_missed(row, found, words, known)
        for start, end in [(row[one.first].start, row[one.last - 1].end)]
    )


def _by_sentence_found(rows: Sequence[Sequence[Token]], labels: Sequence[str], words: Words) -> list[list[Found]]:
    """Read the labels of all words, sentence by sentence."""
    found, at = list[list[Found]](), 0
    for row in rows:
        read = [part for one in _read_off(labels[at : at + len(row)]) for part in _cut(row, one, words)]
        found.append(_built(row, read, words))
        at += len(row)
    return found


def described(article: Article, rows: Sequence[Sequence[Token]]) -> list[Description]:
    """Describe the words of an article to the model."""
    loud = [case_of([token.text for token in row]) != "plain" for row in rows]
    return describe(rows, loud, article.language)


def by_sentence(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[list[Token]]:
    """Deal the tokens out to their sentences; sentences without any are left out."""
    rows: list[list[Token]] = [[] for _ in sentences]
    place = 0
    for token in tokens:
        while place < len(sentences) and sentences[place].end <= token.start:
            place += 1
        if place < len(sentences) and sentences[place].start <= token.start:
            rows[place].append(token)
    return [row for row in rows if row]


def _numbered(words: Sequence[Description]) -> list[tuple[int, ...]]:
    """Give the numbers of the features of each word; what the places of a form share is gathered once."""
    number = _numbers()
    shared = {parts: tuple({n: None for part in parts for n in number(part)}) for parts in {w.shared for w in words}}
    return [tuple(chain(*map(number, word.parts), shared[word.shared])) for word in words]


@cache
def _numbers() -> Callable[[Part], tuple[int, ...]]:
    @lru_cache(maxsize=1 << 17)
    def number(part: Part) -> tuple[int, ...]:
        return crf.known(crf.load(MODEL), expand(part))

    return number


class Found(Struct, frozen=True, order=True):
    """A name: the words ``[first, last)`` of one sentence, and its type."""

    first: int
    last: int
    type: EntityType


def _read_off(labels: Sequence[str]) -> list[Found]:
    """Read the names of a sentence off its labels: B-type starts one, I-type goes on with it."""
    found: list[Found] = []
    at = 0
    while at < len(labels):
        first, kind = at, _kind(labels[at])
        at += 1
        while kind and at < len(labels) and labels[at] == f"I-{kind}":
            at += 1
        if kind:
            found.append(Found(first, at, kind))
    return found


def _kind(label: str) -> EntityType | None:
    return next((kind for kind in TYPES if label.endswith(f"-{kind}")), None)


def _cut(row: Sequence[Token], one: Found, words: Words) -> Iterator[Found]:
    """Cut a name at small words that no name has inside: Baker Street | near | Tower Bridge."""
    first = _without_desk(row, one, words)
    for at in range(first, one.last + 1):
        if at == one.last or (row[at].text in words.never_inside and at > first):
            if first < at:
                yield Found(first, at, one.type)
            first = at + 1


def _without_desk(row: Sequence[Token], one: Found, words: Words) -> int:
    """Give where the name of a body starts behind a part of it: Service de presse du | Grand Port."""
    if row[one.first].text.lower() not in words.desks:
        return one.first
    behind = (at for at in range(one.first + 1, one.last) if row[at].text[0].isupper() and row[at - 1].text.islower())
    return next(behind, one.first)


def _namesakes(rows: Sequence[Sequence[Token]], read: Sequence[Sequence[Found]]) -> Mapping[str, EntityType]:
    """Give the names of an article, and what may stand for one: a last word, a body's name without its place."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for row, found in zip(rows, read, strict=True):
        for one in found:
            parts = [nametables.key(token.text) for token in row[one.first : one.last]]
            votes[" ".join(parts)][one.type] += 2
            if one.type == "person" and len(parts) > 1:
                votes[parts[-1]]["person"] += 1
            if one.type == "organisation":
                link = next((at for at, token in enumerate(row[one.first : one.last]) if token.pos == "ADP"), 0)
                votes[" ".join(parts[:link])]["organisation"] += link > 1
    return {
        name: max(TYPES, key=lambda kind, name=name: votes[name][kind]) for name in votes if any(votes[name].values())
    }


def _with_missed(
    row: Sequence[Token], found: Sequence[Found], words: Words, known: Mapping[str, EntityType]
) -> list[Found]:
    """Add what the model leaves out: names beside a word that tells their type, and names found elsewhere."""
    taken = {place for one in found for place in range(one.first, one.last)}
    free = [run for run in runs(row, words, shouted=False) if taken.isdisjoint(range(run.first, run.last))]
    told = ((run, beside(row, run, words) or known.get(_key(row, run))) for run in free)
    return sorted([*found, *(Found(run.first, run.last, kind) for run, kind in told if kind)])


def _key(row: Sequence[Token], run: Run) -> str:
    return " ".join(nametables.key(token.text) for token in row[run.first : run.last])


def _built(row: Sequence[Token], found: Sequence[Found], words: Words) -> list[Found]:
    """Let the build of a name outrank the model: papers (La Gazette de X) and places (quai des X, X Quay)."""
    told = [
        run for run in (*built(row, words), *_whole(row, found, words)) if not any(_crosses(run, one) for one in found)
    ]
    told = [run for run in told if not any(a != run and a.first <= run.first and run.last <= a.last for a in told)]
    kept = [one for one in found if not any(run.first <= one.first and one.last <= run.last for run in told)]
    added = [Found(run.first, run.last, "organisation" if _is_body(row, run, words) else "place") for run in told]
    return sorted(
        Found(one.first, one.last, _by_build(row[one.first : one.last], words) or one.type) for one in (*kept, *added)
    )


def _whole(row: Sequence[Token], found: Sequence[Found], words: Words) -> Iterator[Run]:
    """Give the bodies whose name goes on to another body that they are of: Conseil de sécurité | de l' | ONU."""
    bodies = [one for one in found if one.type == "organisation"]
    for one in bodies:
        run = longer_body(row, one.first, words)
        if run and any(other.first > one.first and other.last == run.last for other in bodies):
            yield run


def _is_body(row: Sequence[Token], run: Run, words: Words) -> bool:
    return row[run.first].text.lower() in words.classes["organisation_heads"]


def _crosses(run: Run, one: Found) -> bool:
    """Tell whether a name goes on beyond a run that it overlaps."""
    apart = one.last <= run.first or run.last <= one.first
    return not apart and not (run.first <= one.first and one.last <= run.last)


def _by_build(inner: Sequence[Token], words: Words) -> EntityType | None:
    if is_journal(inner, words):
        return "organisation"
    return "place" if is_spot(inner, words) else None
