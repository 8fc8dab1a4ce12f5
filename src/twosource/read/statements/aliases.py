"""Other names of one thing in an article: acronyms in brackets, parts of names, countries and their adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from twosource.model import Mention
from twosource.read.statements import phrases
from twosource.read.statements.view import View
from twosource.resources import exists, read_rows
from twosource.text import fold

LONGEST_ACRONYM = 12
MANY_LETTERS, MANY_WORDS = 2, 2
"""Letters and words from which an acronym and a description are sure to be a body's."""


def acronyms_in(view: View) -> Iterator[tuple[str, str]]:
    """Give the acronyms that the sentence explains, folded, with what they stand for ("l'Agence du port (ADP)").

    A body under common nouns, described before an acronym of another language, stands for the acronym
    ("l'agence spatiale américaine (NASA)").
    """
    for index in range(2, len(view) - 1) if "(" in view.words else ():
        if view.word(index - 1) != "(" or view.word(index + 1) != ")":
            continue
        short = view.tokens[index].text
        if not short[:1].isupper() or len(short) > LONGEST_ACRONYM:
            continue
        full = _named_before(view, index - 1)
        if full is not None and len(full.split()) > 1 and _abbreviates(short, full):
            yield fold(short), full
        described = _described_before(view, index - 1) if full is None and _is_foreign(short) else None
        if described is not None:
            yield fold(described), short


def _is_foreign(short: str) -> bool:
    return len(short) > MANY_LETTERS and short.isalpha() and short.isupper()


def _described_before(view: View, bracket: int) -> str | None:
    """Give the description of a body that ends before a bracket, without its determiner."""
    phrase = phrases.phrase_ending(view, bracket)
    if phrase is None:
        return None
    start = next((i for i in range(phrase.start, phrase.end) if view.pos(i) == "NOUN"), phrase.end)
    if view.lexicon.tellers.get(view.word(start)) not in {"organisation", "agency"} or phrase.end - start < MANY_WORDS:
        return None
    span = view.span(start, phrase.end)
    return view.text[span.start : span.end]


def bodies_in(view: View) -> Iterator[Mention]:
    """Give the unlisted names that stand beside a kind of body ("the Vélox company", "la société Vélox")."""
    told = not view.lexicon.words["anaphora.bodies"].isdisjoint(view.words)
    for index in range(1, len(view)) if told else ():
        if not view.is_word(index, "anaphora.bodies"):
            continue
        name = index - 1 if view.lexicon.grammar.compounds else index + 1
        if view.pos(name) != "PROPN" or any(True for _ in view.mention_at(name, name + 1)):
            continue
        token = view.tokens[name]
        covered = any(m.start <= token.start < m.end for m in view.mentions)
        if not covered and token.text[:1].isupper():
            yield Mention(token.start, token.end, token.text, "organisation")


def lands_in(view: View) -> Iterator[str]:
    """Give the single names, folded, that a sentence shows to be lands: "in X", "X's army", "l'armée de X", "le X"."""
    grammar, words = view.lexicon.grammar, view.words
    for index, token in enumerate(view.tokens):
        if token.pos != "PROPN" or not token.text[:1].isupper() or view.pos(index + 1) == "PROPN":
            continue
        within = view.is_word(index - 1, "clauses.within")
        owned = view.word(index + 1) == "'s" and any(view.is_word(i, "roles.lands") for i in (index + 2, index + 3))
        held = view.is_word(index - 1, "clauses.of") and view.is_word(index - 2, "roles.lands")
        named = not grammar.compounds and index and words[index - 1] in grammar.masculine | grammar.feminine
        if within or owned or held or (named and view.pos(index - 1) == "DET"):
            yield words[index]


def _abbreviates(short: str, full: str) -> bool:
    """Tell whether a word is made of the letters of a name, in order, beginning with a first letter."""
    rest = iter(fold(full))
    if sum(letter.isupper() for letter in short) < 2 and fold(short)[0] != fold(full)[0]:
        return False
    return all(any(letter == other for other in rest) for letter in fold(short) if letter.isalnum())


def _named_before(view: View, bracket: int) -> str | None:
    """Give the name or the noun phrase that ends before a bracket, without its determiner."""
    phrase = phrases.phrase_ending(view, bracket)
    if phrase is None:
        return None
    start = phrase.start
    while start < phrase.end - 1 and view.is_word(start, "clauses.determiners"):
        start += 1
    span = view.span(start, phrase.end)
    name = view.text[span.start : span.end]
    return name if any(token.text[:1].isupper() for token in view.tokens[start : phrase.end]) else None


def full_name(name: str, names: Sequence[Mention], aliases: Mapping[str, str]) -> str:
    """Give the fullest form under which the article names the same person or body.

    An acronym that the article explains stands for its words; a part stands for the only longer name
    that has it as a word.
    """
    part = fold(name)
    if part in aliases:
        return aliases[part]
    longer = _longer(part, names)
    last = part.split()[-1:]
    if not longer and len(part.split()) == 2:  # a title and a family name ("Sheriff Lee")
        longer = {n for n in _longer(last[0], names) if fold(n).split()[-1] == last[0]}
    if not longer and name.isupper() and len(name) > 2:
        longer = {m.name for m in names if m.type == "organisation" and _initials(m.name) == name.replace("&", "")}
    if not longer and len(part.split()) == 2 and part[1] == ".":  # an initial ("E. Roe")
        longer = {n for n in _longer(last[0], names) if fold(n)[0] == part[0] and fold(n)[1:2] != "."}
    folded = {fold(n).replace("-", " ") for n in longer}
    core = min(folded, key=lambda n: (len(n), n), default="")
    alike = core.endswith(f" {last[0]}") if last else False
    if len(folded) > 1 and not (alike and all(other.endswith(f" {core}") for other in folded - {core})):
        return name
    return min((n for n in longer if fold(n).replace("-", " ") == core), key=lambda n: (-len(n), n), default=name)


def _initials(name: str) -> str:
    """Give the capitals that open the words of a name ("Federal Security Service": "FSS")."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _longer(part: str, names: Sequence[Mention]) -> set[str]:
    least = len(part)
    return {name for name in {m.name for m in names} if len(name) > least and part in _folded_words(name)}


@lru_cache(maxsize=1 << 14)
def _folded_words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


@cache
def adjectives(language: str) -> Mapping[str, str]:
    """Give the country, folded, that an adjective or demonym of the language stands for ("canadienne": "canada")."""
    if not exists("countries.tsv"):
        return {}
    name, other = (2, 5) if language == "fr" else (1, 4)
    found: dict[str, str] = {}
    for row in read_rows("countries.tsv"):
        for word in row[other].split("|"):
            if word:
                found[fold(word)] = fold(row[name])
    return found
