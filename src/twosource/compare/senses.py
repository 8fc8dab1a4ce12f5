"""Words of a story that mean the same: translations, synonyms, cognates (word lists, ``synonyms-en.tsv``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from twosource.resources import exists, read_rows

PIVOT = "en"
"""The language in which meanings are compared: the word lists lead there."""
TRANSLATION = 1.0
"""What two words of two languages count that translate each other."""
SYNONYM = 0.5
"""What two words count that share a meaning otherwise: synonyms, words with one translation."""
COGNATE = 5
"""Letters that two words of two languages share at their start, where no list knows either."""
MANY = 8
"""Translations beyond which a word is too vague to be the synonym of all that share one."""

Translate = Callable[[str, str, str], frozenset[str]]
Word = tuple[str, str]
"""A folded word and its language."""
Related = Mapping[Word, Sequence[tuple[str, float]]]


def related(words: AbstractSet[Word], translate: Translate) -> Related:
    """Give, for every word of a story, the other words of it that mean the same, and how nearly (0 to 1)."""
    exact = {word: _meanings(word, translate) for word in sorted(words)}
    holders: dict[str, list[Word]] = defaultdict(list)
    for word, meanings in exact.items():
        for meaning in meanings:
            holders[meaning].append(word)
    found: dict[Word, dict[Word, float]] = {word: {} for word in exact}
    for word, meanings in exact.items():
        for other, value in _pairs(word, meanings, holders, exact):
            found[word][other] = max(found[word].get(other, 0.0), value)
            found[other][word] = max(found[other].get(word, 0.0), value)
    for word, other in _cognates(exact):
        found[word][other] = found[other][word] = TRANSLATION
    return {word: sorted((other[0], value) for other, value in near.items()) for word, near in found.items() if near}


def _meanings(word: Word, translate: Translate) -> frozenset[str]:
    """Give the English words that a word is or translates."""
    lemma, language = word
    return frozenset({lemma}) if language == PIVOT else translate(lemma, language, PIVOT)


def _pairs(
    word: Word, meanings: frozenset[str], holders: Mapping[str, Sequence[Word]], exact: Mapping[Word, frozenset[str]]
) -> Iterator[tuple[Word, float]]:
    vague = len(meanings) > MANY
    for meaning in meanings:
        for other in holders[meaning]:
            across = other[1] != word[1]
            if other != word and (across or not (vague or len(exact[other]) > MANY)):
                yield other, TRANSLATION if across else SYNONYM
        if not vague:
            for synonym in synonyms().get(meaning, ()):
                yield from ((other, SYNONYM) for other in holders.get(synonym, ()) if other != word)


def _cognates(exact: Mapping[Word, frozenset[str]]) -> Iterator[tuple[Word, Word]]:
    """Give the words of two languages that start alike, where no list translates the one that is not English."""
    starts: dict[str, list[Word]] = defaultdict(list)
    for word in exact:
        if len(word[0]) >= COGNATE:
            starts[word[0][:COGNATE]].append(word)
    for words in starts.values():
        for word in words:
            if not exact[word]:
                yield from ((word, other) for other in words if other[1] != word[1])


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """Give the synonyms of English words."""
    if not exists("synonyms-en.tsv"):
        return {}
    return {row[0]: frozenset(row[1].split("|")) for row in read_rows("synonyms-en.tsv")}
