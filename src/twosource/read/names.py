"""Names: people, organisations, places, events and products, without title or function.

Candidates come from ``namespans``, evidence from ``nametypes``; what is said here is how the
mentions of one article vote for each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from twosource.model import Article, EntityType, Mention, Role, Sentence, Token
from twosource.read import nametables
from twosource.read.namespans import is_initial, runs
from twosource.read.nametypes import FIRM, TYPES, Known, Sighting, Weights, evidence, weigh, weights
from twosource.read.tagging import case_of
from twosource.text import squeeze

_ADDED: frozenset[Role] = frozenset({"navigation", "promo"})
"""Roles that the site, not the article, gives words to."""
_OWN, _OTHERS = 1.0, 0.7  # a mention counts its own evidence, and the mean of its namesakes'
_COMPANY = 2.0  # a name that stands where only firms do somewhere in the article
_SURNAME = 4.0  # a single word that ends a person's full name in the same article


def find(article: Article, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """Find the names of an article, in text order; they do not overlap."""
    told = [sentence for sentence in sentences if sentence.role not in _ADDED]
    return decide(sightings(article, tokens, told), weights())


def decide(seen: Sequence[Sighting], table: Weights) -> tuple[Mention, ...]:
    """Give the candidates that are names, with their types."""
    typed = zip(seen, map(_best, _vote(seen, table)), strict=True)
    return tuple(Mention(one.start, one.end, one.name, type_) for one, type_ in typed if type_)


def sightings(article: Article, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[Sighting]:
    """List the candidates of an article with their evidence."""
    words = nametables.words(article.language)
    grouped = _by_sentence(tokens, sentences)
    shouted = [case_of([token.text for token in row]) != "plain" for row in grouped]
    known = _known(row for row, loud in zip(grouped, shouted, strict=True) if not loud)
    found: list[Sighting] = []
    for row, loud in zip(grouped, shouted, strict=True):
        for run in runs(row, words, shouted=loud):
            start, end = row[run.first].start, row[run.last - 1].end
            name = squeeze(article.text[start:end])
            why = evidence(row, run, name, words, known, article.language)
            found.append(Sighting(start, end, name, why))
    return found


def _by_sentence(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[list[Token]]:
    """Deal the tokens out to their sentences."""
    rows: list[list[Token]] = [[] for _ in sentences]
    place = 0
    for token in tokens:
        while place < len(sentences) and sentences[place].end <= token.start:
            place += 1
        if place < len(sentences) and sentences[place].start <= token.start:
            rows[place].append(token)
    return rows


def _known(rows: Iterable[Sequence[Token]]) -> Known:
    """Collect the words that stand in small letters, and those with a capital inside sentences."""
    small: set[str] = set()
    capital: set[str] = set()
    for row in rows:
        for place, token in enumerate(row):
            if token.text.islower():
                small.add(token.text)
            elif token.text[0].isupper() and not is_initial(row, place):
                capital.add(token.text)
    return Known(frozenset(small), frozenset(capital))


def _vote(seen: Sequence[Sighting], table: Weights) -> list[tuple[float, ...]]:
    """Score each candidate by its own evidence, its namesakes' and the full names of the article."""
    own = [weigh(sighting.evidence, table) for sighting in seen]
    namesakes: dict[str, list[int]] = defaultdict(list)
    for number, sighting in enumerate(seen):
        namesakes[nametables.key(sighting.name)].append(number)
    surnames = _surnames(seen, own)
    firms = {nametables.key(sighting.name) for sighting in seen if FIRM in sighting.evidence}
    scores = []
    for number, sighting in enumerate(seen):
        others = [own[other] for other in namesakes[nametables.key(sighting.name)] if other != number]
        score = _sum(own[number], others)
        if nametables.key(sighting.name) in surnames:
            score = (score[0] + _SURNAME, *score[1:])
        elif nametables.key(sighting.name) in firms:
            score = (score[0] - _COMPANY, score[1] + _COMPANY, *score[2:])
        scores.append(score)
    return scores


def _sum(own: tuple[float, ...], others: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    if not others:
        return own
    means = [sum(column) / len(others) for column in zip(*others, strict=True)]
    return tuple(_OWN * a + _OTHERS * b for a, b in zip(own, means, strict=True))


def _surnames(seen: Sequence[Sighting], own: Sequence[tuple[float, ...]]) -> frozenset[str]:
    """Give the last words (all words of three, as in Kim Jong Un) of the full names of persons."""
    found: set[str] = set()
    for sighting, score in zip(seen, own, strict=True):
        parts = nametables.key(sighting.name).split(" ")
        if len(parts) > 1 and _best(score) == "person":
            found.add(parts[-1])
            found.add(parts[0])
            found.add(" ".join(parts[1:]))
    return frozenset(found)


def _best(score: Sequence[float]) -> EntityType | None:
    """Give the type with the most evidence, ``None`` where the candidate is no name."""
    best = max(range(len(score)), key=lambda place: score[place])
    return TYPES[best] if best < len(TYPES) else None
