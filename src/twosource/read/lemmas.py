"""Lemmas: the dictionary form of a word, by its part of speech.

simplemma knows forms, not their use: it takes most French past participles for adjectives (évacuées >
évacué) and many finite verbs for nouns (cible > cible). A table of the forms that it gets wrong in the
treebanks, and the endings of verbs, mend that (``lemmas-<language>.tsv``, ``[lemma]`` of the abbreviations).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import simplemma
from msgspec import Struct
from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY, DictionaryLookupStrategy

from twosource.resources import Table, exists, read_rows, read_toml, strings

_APOSTROPHES = frozenset("'’ʼ")
"""simplemma reads what stands before one of these by itself."""


class Endings(Struct, frozen=True):
    """How verbs end: their infinitives; endings of participles with those of their infinitives, longest first.

    ``feminine``: what is added to a participle to find the verb under another of its forms. ``present`` ends a present
    participle, ``plural`` the finite form with the same stem.
    """

    infinitives: tuple[str, ...] = ()
    participles: tuple[tuple[str, str], ...] = ()
    feminine: tuple[str, ...] = ()
    present: str = ""
    plural: str = ""


@lru_cache(maxsize=1 << 16)
def of(word: str, pos: str, *, participle: bool, language: str) -> str:
    """Give the dictionary form of a word in lower case; ``participle``: it is tagged as a past participle."""
    exception = _table(language).get((word, pos))
    return by_rule(word, pos, participle=participle, language=language) if exception is None else exception


@lru_cache(maxsize=1 << 16)
def knows(word: str, pos: str, language: str) -> bool:
    """Tell whether a form is listed, in simplemma's dictionary or in the table of exceptions: most names are not."""
    try:
        return entry(word, language) is not None or (word, pos) in _table(language)
    except ValueError:  # a language that simplemma does not know
        return True


def by_rule(word: str, pos: str, *, participle: bool, language: str) -> str:
    """Give the dictionary form without the table of exceptions."""
    endings = _endings(language)
    if participle and endings.participles:
        return _of_participle(word, endings, language)
    lemma = _simple(word, language)
    return _as_verb(lemma, endings, language) if pos == "VERB" else lemma


def _of_participle(word: str, endings: Endings, language: str) -> str:
    """Give the infinitive: by a sure ending, else by the feminine that simplemma knows, else by any ending."""
    sure, doubtful = endings.participles[0], endings.participles[1:]
    for ending in (sure[0] + mark for mark in ("es", "e", "s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + sure[1]
    forms = (word, *(word.rstrip("s") + ending for ending in endings.feminine))
    known = (lemma for form in forms if (lemma := _simple(form, language)).endswith(endings.infinitives))
    found = next(known, None)
    if found is not None:
        return found
    stem = word.rstrip("s").removesuffix("e")
    return next((stem.removesuffix(a) + b for a, b in doubtful if stem.endswith(a)), _simple(word, language))


def _as_verb(lemma: str, endings: Endings, language: str) -> str:
    """Give the infinitive of what simplemma took for a noun or an adjective."""
    if not endings.infinitives or lemma.endswith(endings.infinitives):
        return lemma
    if endings.present and lemma.endswith(endings.present):
        stem = lemma.removesuffix(endings.present)
        many = _simple(stem + endings.plural, language) if endings.plural else ""
        return many if many.endswith(endings.infinitives) else stem + endings.infinitives[0]
    return f"{lemma}r" if lemma.endswith("e") else lemma


@lru_cache(maxsize=1 << 15)
def listed(word: str, language: str) -> str:
    """Give the lemma of a form as simplemma has it.

    Raises:
        ValueError: where simplemma does not know the language.
    """
    by_itself = word.isnumeric() or not _APOSTROPHES.isdisjoint(word)
    return (None if by_itself else entry(word, language)) or str(simplemma.lemmatize(word, lang=language))


@lru_cache(maxsize=1 << 15)
def entry(word: str, language: str) -> str | None:
    """Give the lemma that simplemma's dictionary has for a form, ``None`` where it has not the form.

    Raises:
        ValueError: where simplemma does not know the language.
    """
    return _dictionary().get_lemma(unicodedata.normalize("NFC", word), language)


@cache
def _dictionary() -> DictionaryLookupStrategy:
    return DictionaryLookupStrategy(DEFAULT_DICTIONARY_FACTORY)


def _simple(word: str, language: str) -> str:
    try:
        return listed(word, language).lower()
    except ValueError:  # a language that simplemma does not know
        return word


@cache
def _table(language: str) -> Mapping[tuple[str, str], str]:
    name = f"lemmas-{language}.tsv"
    rows = read_rows(name) if exists(name) else ()
    return {(form, pos): lemma for form, pos, lemma in rows}


@cache
def _endings(language: str) -> Endings:
    name = f"abbreviations-{language}.toml"
    table: Table = read_toml(name) if exists(name) else {}
    pairs = (line.split(" ") for line in strings(table, "lemma.participles"))
    return Endings(
        infinitives=strings(table, "lemma.infinitives"),
        participles=tuple((a, b) for a, b in pairs),
        feminine=strings(table, "lemma.feminine"),
        present=next(iter(strings(table, "lemma.present")), ""),
        plural=next(iter(strings(table, "lemma.plural")), ""),
    )
