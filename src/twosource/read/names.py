"""Names: people, organisations, places, events and products, without title or function.

A CRF over the words of an article (``training/names.py``) finds and types them; what it sees is in ``namefeatures``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from msgspec import Struct

from twosource.model import Article, EntityType, Mention, Role, Sentence, Token
from twosource.read import crf, nametables
from twosource.read.namefeatures import DISTANCES, NOTHING, Description, Part, describe, expand, items, marks, place_of
from twosource.read.namespans import Run, beside, built, is_initial, is_journal, is_spot, longer_body, stands_for_firm
from twosource.read.nametables import Words
from twosource.text import squeeze

MODEL = "models/names.crfsuite"
TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "event", "product")
ADDED: frozenset[Role] = frozenset({"navigation", "promo"})
"""Roles that the site, not the article, gives words to."""

LONGEST = 300
"""Code points of the longest name: more is no name but a page without sentences."""


def find(article: Article, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """Find the names of an article, in text order; they do not overlap."""
    rows = by_sentence(tokens, [sentence for sentence in sentences if sentence.role not in ADDED])
    model = crf.load(MODEL)
    if not rows:
        return ()
    marked = [marks(row, article.language) for row in rows]
    scores = _weighed(describe(rows, marked, article.language))
    labels = [model.labels[number] for number in crf.best(model, scores, [len(row) for row in rows])]
    words = nametables.words(article.language)
    read = _by_sentence_found(rows, labels, [mark.runs for mark in marked], words)
    read = _with_firms(rows, read, words)
    known = _namesakes(rows, read)
    return _parted(
        Mention(start, end, squeeze(article.text[start:end]), one.type)
        for row, found, mark in zip(rows, read, marked, strict=True)
        for one in _with_missed(row, found, mark.runs, words, known)
        for start, end in [(row[one.first].start, row[one.last - 1].end)]
        if end - start <= LONGEST
    )


def _parted(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Part the acronym of a body that an article also names alone from a given name behind it ("à l'AFP | Samir")."""
    named = tuple(found)
    alone = {one.name for one in named if one.type == "organisation" and one.name.isupper()}
    return tuple(part for one in named for part in (_halves(one) if _is_joined(one, alone) else (one,)))


def _is_joined(one: Mention, alone: AbstractSet[str]) -> bool:
    first, _, rest = one.name.partition(" ")
    return first in alone and rest.istitle() and nametables.is_given(rest)


def _halves(one: Mention) -> Iterator[Mention]:
    first, _, rest = one.name.partition(" ")
    yield Mention(one.start, one.start + len(first), first, "organisation")
    yield Mention(one.end - len(rest), one.end, rest, "person")


def _by_sentence_found(
    rows: Sequence[Sequence[Token]], labels: Sequence[str], held: Sequence[Sequence[Run]], words: Words
) -> list[list[Found]]:
    """Read the labels of all words, sentence by sentence; ``held``: the candidates by rule."""
    found, at = list[list[Found]](), 0
    for row, candidates in zip(rows, held, strict=True):
        own = labels[at : at + len(row)]
        told = _read_off(own) if words.modelled else _typed(row, candidates, own, words)
        parts = (_untitled(row, part, words) for one in told for part in _cut(row, one, words))
        read = [_placed(row, part, words) for part in parts]
        found.append(_built(row, read, words))
        at += len(row)
    return found


def _untitled(row: Sequence[Token], one: Found, words: Words) -> Found:
    """Leave the titles before a person's name out of it ("Mr. Roe")."""
    titled = row[one.first].text.lower() in words.classes["titles"] and one.last - one.first > 1
    return _untitled(row, Found(one.first + 1, one.last, one.type), words) if one.type == "person" and titled else one


def _placed(row: Sequence[Token], one: Found, words: Words) -> Found:
    """Take for a place what was taken for a person before a kind of place ("Sheikh Arnou neighbourhood")."""
    kind, behind = (row[one.last + n : one.last + n + 1] for n in (0, 1))
    spot = words.heads_behind and any(token.text in words.classes["spot_heads"] for token in kind)
    apart = not any(token.pos in {"NOUN", "PROPN"} for token in behind)  # "Ada Roe, district attorney"
    return Found(one.first, one.last, "place") if one.type == "person" and spot and apart else one


def by_sentence(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[Sequence[Token]]:
    """Deal the tokens out to their sentences; sentences without any are left out."""
    starts = [token.start for token in tokens]
    edges = ((bisect_left(starts, one.start), bisect_left(starts, one.end)) for one in sentences)
    return [tokens[first:last] for first, last in edges if first < last]


def _weighed(sentences: Sequence[Sequence[Description]]) -> crf.Scores:
    """Weigh the words of an article: each word, each part and what the places of a form share once."""
    weigher = _weigher()
    words = list(chain.from_iterable(sentences))
    standing = {at: one.standing for at, one in enumerate(words) if one.standing is not NOTHING}
    capital = {at: one.capital for at, one in enumerate(words) if one.capital}
    (of_standing, of_capital), table = weigher.part.number([[*standing.values()], [*capital.values()]])
    numbers = np.zeros(len(words), dtype=np.int64)
    numbers[[*standing]] = of_standing
    scores = table.take(numbers, axis=0)
    scores[[*capital]] += table.take(of_capital, axis=0)
    company = {id(one.shared): one.shared for one in words if one.shared}  # one value for each form of the article
    if company:
        rows = crf.summed(weigher.rows, [list(weigher.shared(parts)) for parts in company.values()])
        number = {form: number for number, form in enumerate(company)}
        places = {at: number[id(one.shared)] for at, one in enumerate(words) if one.shared}
        scores[[*places]] += rows.take([*places.values()], axis=0)
    scores += crf.weighed_around(weigher.word, [[one.word for one in row] for row in sentences], DISTANCES)
    return scores


class _Weigher(Struct, frozen=True):
    """Weighs a part, a word for each of the distances at which it may stand, and what the places of a form share.

    Of what is shared the numbers of ``rows`` are given.
    """

    part: crf.Memory[Part]
    word: crf.Memory[Part]
    shared: Callable[[tuple[Part, ...]], Iterable[int]]
    rows: crf.Rows


@cache
def _weigher() -> _Weigher:
    model = crf.load(MODEL)
    placed = crf.placed(model, len(DISTANCES), place_of)

    @lru_cache(maxsize=1 << 15)
    def known(part: Part) -> tuple[int, ...]:
        return crf.known(model, expand(part))

    nothing = crf.summed(model.weights, [known(NOTHING)])[0]
    edges = crf.summed(placed.rows, [placed.known(items(None))])[0]
    return _Weigher(
        part=crf.Memory(model.weights, lambda part: crf.known(model, expand(part)), nothing),
        word=crf.Memory(placed.rows, lambda word: placed.known(items(word)), edges),
        shared=lambda parts: dict.fromkeys(chain.from_iterable(map(known, parts))),
        rows=model.weights,
    )


class Found(Struct, frozen=True, order=True):
    """A name: the words ``[first, last)`` of one sentence, and its type."""

    first: int
    last: int
    type: EntityType


def _read_off(labels: Sequence[str]) -> list[Found]:
    """Read the names of a sentence off its labels: B-type starts one, I-type goes on with it."""
    found: list[Found] = []
    at = 0
    for first in [place for place, label in enumerate(labels) if label != "O"]:
        kind = _kind(labels[first])
        if first < at or not kind:
            continue
        at = first + 1
        while at < len(labels) and labels[at] == f"I-{kind}":
            at += 1
        found.append(Found(first, at, kind))
    return found


def _typed(row: Sequence[Token], candidates: Sequence[Run], labels: Sequence[str], words: Words) -> list[Found]:
    """Type candidates of a language that the model did not learn: by the labels inside, else as a body.

    A single word that starts a sentence, or any noun where all have a capital, is a name only where the model says so.
    """
    found: list[Found] = []
    for run in candidates:
        votes = Counter(kind for label in labels[run.first : run.last] if (kind := _kind(label)))
        if votes:
            found.append(Found(run.first, run.last, _favourite(votes)))
        elif not words.capital_nouns and (run.last - run.first > 1 or not is_initial(row, run.first)):
            found.append(Found(run.first, run.last, "organisation"))
    return found


@lru_cache(maxsize=64)
def _kind(label: str) -> EntityType | None:
    return next((kind for kind in TYPES if label.endswith(f"-{kind}")), None)


def _cut(row: Sequence[Token], one: Found, words: Words) -> Iterator[Found]:
    """Cut a name at small words that no name has inside: Baker Street | near | Tower Bridge."""
    first = _without_desk(row, one, words)
    for at in range(first, one.last + 1):
        if at == one.last or (at > first and _cuts(row[at], one.type, words)):
            if first < at:
                yield Found(first, at, one.type)
            first = at + 1


def _cuts(token: Token, kind: EntityType, words: Words) -> bool:
    """Tell whether a small word is in no name; "and" is in no person's."""
    return token.text in words.never_inside or (kind == "person" and token.pos == "CCONJ")


def _without_desk(row: Sequence[Token], one: Found, words: Words) -> int:
    """Give where the name of a body starts behind a part of it: Service de presse du | Grand Port."""
    if row[one.first].text.lower() not in words.desks:
        return one.first
    behind = (at for at in range(one.first + 1, one.last) if row[at].text[0].isupper() and row[at - 1].text.islower())
    return next(behind, one.first)


def _with_firms(rows: Sequence[Sequence[Token]], read: Sequence[Sequence[Found]], words: Words) -> list[list[Found]]:
    """Let a name that stands once where only firms do ("la compagnie X", "the operator, X,") be a body throughout.

    A name of one word, that is no town of the tables and no part of a person's name.
    """
    parts = {
        nametables.key(token.text)
        for row, found in zip(rows, read, strict=True)
        for one in found
        if one.type == "person" and one.last - one.first > 1
        for token in row[one.first : one.last]
    }
    firms = {
        name
        for row, found in zip(rows, read, strict=True)
        for one in found
        if one.last - one.first == 1 and stands_for_firm(row, Run(one.first, one.last), words)
        if (name := nametables.key(row[one.first].text)) not in parts and not nametables.is_tabled(row[one.first].text)
    }

    def typed(row: Sequence[Token], one: Found) -> Found:
        single = one.last - one.first == 1 and nametables.key(row[one.first].text) in firms
        return Found(one.first, one.last, "organisation") if single else one

    return [[typed(row, one) for one in found] for row, found in zip(rows, read, strict=True)]


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
    return {name: _favourite(counts) for name, counts in votes.items() if any(counts.values())}


def _favourite(votes: Mapping[EntityType, int]) -> EntityType:
    """Give the type with most votes, the first of equals."""
    return max(TYPES, key=lambda kind: votes.get(kind, 0))


def _with_missed(
    row: Sequence[Token], found: Sequence[Found], held: Sequence[Run], words: Words, known: Mapping[str, EntityType]
) -> list[Found]:
    """Add what the model leaves out: names beside a word that tells their type, and names found elsewhere."""
    taken = {place for one in found for place in range(one.first, one.last)}
    free = [run for run in held if taken.isdisjoint(range(run.first, run.last))]
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
        Found(one.first, one.last, _by_build(row[one.first : one.last], one.type, words)) for one in (*kept, *added)
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


def _by_build(inner: Sequence[Token], kind: EntityType, words: Words) -> EntityType:
    """Give the type that the build of a name tells, else the model's; no person starts with "port de"."""
    if is_journal(inner, words):
        return "organisation"
    headed = kind == "person" and len(inner) > 2 and inner[0].text.lower() in words.classes["place_heads"]
    return "place" if is_spot(inner, words) or headed else kind
