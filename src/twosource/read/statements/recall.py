"""What an article has said so far of its tellers: names, offices, hops.

The memory is folded over the sentences in reading order; every step gives a new memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from twosource.model import Hop, Mention
from twosource.read.statements import apposed
from twosource.read.statements.aliases import adjectives, full_name
from twosource.read.statements.lexicon import load
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.view import View
from twosource.text import fold

FEMININE = ("trice", "euse", "iere", "woman", "enne")


class Office(Struct, frozen=True):
    """That a person holds an office, as an apposition of the article says: folded words of the role."""

    person: str
    words: frozenset[str]
    feminine: bool


class Memory(Struct, frozen=True):
    """What the article has said so far of its tellers.

    ``chain`` is that of the last statement; ``hops`` all hops and persons put first in a sentence, last one last;
    ``relayed`` the last chain that came through a medium;
    ``own`` are the words of the outlet that prints the article: it is no hop of its own chains;
    ``titles`` are the words for offices that may open a name ("Sheriff Roe"), ``forms`` those of address ("Mr. Roe");
    ``lands`` single names that the article shows to be lands ("in Velmaria"): they speak as bodies;
    ``papers`` the nouns of documents, each with who made it or spoke in it, last one last.
    """

    names: tuple[Mention, ...]
    aliases: Mapping[str, str]
    offices: tuple[Office, ...] = ()
    chain: tuple[Hop, ...] = ()
    hops: tuple[Hop, ...] = ()
    relayed: tuple[Hop, ...] = ()
    own: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    papers: tuple[tuple[str, Hop], ...] = ()

    def is_own(self, name: str) -> bool:
        """Tell whether a name is that of the outlet that prints the article."""
        return set(fold(name).split()) <= self.own

    def full(self, name: str) -> str:
        """Give the fullest form of a name."""
        first, _, rest = name.partition(" ")
        titled = rest[:1].isupper() and fold(first) in self.titles  # not "Conseil des ports"
        full = full_name(rest if titled else name, self.names, self.aliases)
        first, _, rest = full.partition(" ")
        return rest if rest and fold(first) in self.forms else full


def offices_in(view: View, memory: Memory) -> tuple[Office, ...]:
    """Find the offices that apposition gives to persons ("le président russe Vladimir Poutine")."""
    found: list[Office] = []
    for mention in view.mentions:
        if mention.type != "person":
            continue
        first = next((i for i, t in enumerate(view.tokens) if t.start >= mention.start), None)
        if first is None:
            continue
        last = max(i for i, t in enumerate(view.tokens) if t.start < mention.end)
        office = _office(view, _role_before(view, first, last) or _role_after(view, last))
        if office is not None:
            words, feminine = office
            found.append(Office(memory.full(mention.name), words, feminine))
    return tuple(found)


def _role_before(view: View, first: int, last: int) -> Phrase | None:
    """Give the office before a name; behind a comma the name must end there too ("the mayor, Ada Roe was hurt")."""
    apart = view.word(first - 1) == ","
    if apart and view.word(last + 1) not in apposed.CLOSING:
        return None
    start = first - 1 if apart else first
    if view.is_word(start - 1, "clauses.of"):  # "l'avocat de Marc Roe" is another
        return None
    begin = start
    while begin > 0 and (
        view.pos(begin - 1) in {"NOUN", "ADJ", "DET", "PROPN", "ADV"}
        or view.word(begin - 1) in view.lexicon.words["clauses.of"]
    ):
        begin -= 1
    return _with_role(view, begin, start)


def _role_after(view: View, last: int) -> Phrase | None:
    if view.word(last + 1) not in {",", "("}:
        return None
    end = last + 2
    while end < len(view) and view.word(end) not in {",", ")", "."} and not view.is_finite(end) and end - last < 12:
        end += 1
    return _with_role(view, last + 2, end)


def _with_role(view: View, start: int, end: int) -> Phrase | None:
    role = next((i for i in range(start, end) if view.lexicon.tellers.get(view.word(i)) == "role"), None)
    return Phrase(role, end) if role is not None else None


def _office(view: View, phrase: Phrase | None) -> tuple[frozenset[str], bool] | None:
    if phrase is None:
        return None
    words = content_words(view, phrase)
    role = view.word(phrase.start)
    derived = role.endswith("e") and view.lexicon.tellers.get(role[:-1]) == "role"
    feminine = derived or role.endswith(FEMININE) or view.word(phrase.start - 1) in {"la", "une", "mme"}
    return (words, feminine) if words else None


def content_words(view: View, phrase: Phrase) -> frozenset[str]:
    """Give the folded content words of a phrase, names of one office under its first name."""
    return content_words_of(view.words[phrase.start : phrase.end], view.lexicon.language)


@lru_cache(maxsize=1 << 14)
def content_words_of(words: tuple[str, ...], language: str) -> frozenset[str]:
    """Give the content words among some folded words, names of one office under its first name."""
    lexicon = load(language)
    joined = " ".join(words)
    if lexicon is None:
        return frozenset(words)
    skip = lexicon.words["clauses.determiners"] | lexicon.words["clauses.of"] | {",", "(", ")"}
    for group in lexicon.roles:
        for name in sorted(group, key=len, reverse=True):
            text = " ".join(name)
            general = len(name) == 1 and text in lexicon.words["roles.general"]
            if not general and f" {text} " in f" {joined} ":
                joined = f" {joined} ".replace(f" {text} ", f" {' '.join(group[0])} ", 1).strip()
                break
    countries = adjectives(language)
    found: set[str] = set()
    for word in joined.split():
        found.update(countries.get(word, word).split())
    return frozenset(found - skip)
