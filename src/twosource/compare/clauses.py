"""How a statement puts its proposition: main verb, tense, negation, and what its figures stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from twosource.model import Quantity, Span, Token
from twosource.resources import TomlValue, exists, read_toml, strings
from twosource.text import WORD, fold

AT_VERB = 4
"""Words behind the main verb within which a negation denies it."""
BESIDE = 3
"""Words beside a figure in which it is told to be a part of another one, or rejected."""

STOPS = frozenset(".!?;")
CLAUSE = re.compile(r"[.!?;:,]")

Tense = Literal["past", "ahead", ""]
Phrases = frozenset[tuple[str, ...]]


class Words(Struct, frozen=True):
    """The words of one language that this page goes by, folded (``resources/claims-<language>.toml``)."""

    relatives: frozenset[str] = frozenset()
    contrasts: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    anybody: frozenset[str] = frozenset()
    part_before: Phrases = frozenset()
    part_after: Phrases = frozenset()
    against: Phrases = frozenset()
    conditions: frozenset[str] = frozenset()
    idioms: Phrases = frozenset()
    absences: Phrases = frozenset()
    ahead_phrases: Phrases = frozenset()
    obliged: Phrases = frozenset()
    retractions: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()
    moving: frozenset[str] = frozenset()
    lowering: frozenset[str] = frozenset()
    noes: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    attributing: frozenset[str] = frozenset()
    fighters: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    undone: Phrases = frozenset()
    pointing: frozenset[str] = frozenset()
    untrue: frozenset[str] = frozenset()
    false: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()
    told_before: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()


@cache
def words(language: str) -> Words:
    """Read the words of a language; none where it has no file."""
    name = f"claims-{language}.toml"
    if not exists(name):
        return Words()
    table = read_toml(name)
    read = {key: _several if kind == "Phrases" else _single for key, kind in Words.__annotations__.items()}
    return msgspec.convert({key: how(table, key) for key, how in read.items()}, Words)


def _single(table: Mapping[str, TomlValue], key: str) -> frozenset[str]:
    return frozenset(map(fold, strings(table, key)))


def _several(table: Mapping[str, TomlValue], key: str) -> Phrases:
    return frozenset(tuple(_spaced(phrase)) for phrase in strings(table, key))


def _spaced(phrase: str) -> list[str]:
    return fold(phrase).replace("'", "' ").split()


def main_verb(tokens: Sequence[Token], said: Words) -> int | None:
    """Give the place of the first finite verb that stands outside relative clauses."""
    relative = False
    for place, token in enumerate(tokens):
        if token.pos == "PRON" and fold(token.lemma) in said.relatives:
            relative = True
        elif token.form == "fin":
            if not relative:
                return place
            relative = False
    return None


def tense(tokens: Sequence[Token], said: Words) -> Tense:
    """Give the time that the main verb speaks of, or a participle where there is none."""
    if _holds(tokens, said.ahead_phrases) and not _holds(tokens, said.obliged):
        return "ahead"
    place = main_verb(tokens, said)
    verb = next((t for t in tokens if t.form == "fin"), None) if place is None else tokens[place]
    participle = any(
        t.form == "part" and t.tense == "past" and fold(t.lemma) not in said.standing
        for t in tokens
        if verb is not None or t.pos == "VERB"
    )
    if verb is None:
        return "past" if participle else ""
    bound = fold(verb.lemma) in said.ahead and not _holds(tokens, said.obliged)
    if verb.tense == "fut" or fold(verb.text) in said.future or bound:
        return "ahead"
    compound = participle and fold(verb.lemma) in said.auxiliaries
    return "past" if verb.tense in {"past", "imp"} or compound else ""


INFINITIVE = "+inf"


def _holds(tokens: Sequence[Token], phrases: Phrases) -> bool:
    held = {INFINITIVE, *(fold(token.lemma) for token in tokens)}
    may = [phrase for phrase in phrases if held.issuperset(phrase)]
    return any(_is_phrase(tokens[at : at + len(phrase)], phrase) for phrase in may for at in range(len(tokens)))


def _is_phrase(tokens: Sequence[Token], phrase: tuple[str, ...]) -> bool:
    """Tell whether some lemmas begin the words; the sign of an infinitive stands for any."""
    if len(tokens) < len(phrase):
        return False
    return all(
        token.form == "inf" if word == INFINITIVE else fold(token.lemma) == word
        for token, word in zip(tokens, phrase, strict=False)
    )


def spoken(text: str) -> list[str]:
    """Give the words of a text, folded, a negation that hangs on a verb ("isn't") as a word."""
    return [fold(word) for word in WORD.findall(text.replace("’", "'").replace("n't", " not"))]


def begins_with_false(text: str, language: str) -> bool:
    """Tell whether words begin by saying of what was said before that it is false, and no more ("that is false")."""
    plain = " ".join(WORD.findall(CLAUSE.split(fold(text).replace("’", "'"))[0]))
    return plain in _false(language)


@cache
def _false(language: str) -> frozenset[str]:
    return frozenset(" ".join(WORD.findall(phrase.replace("’", "'"))) for phrase in words(language).false)


def points_back(text: str, language: str) -> bool:
    """Tell whether words speak of such a thing as was told before ("no such plan", "rien de tel")."""
    plain = f" {' '.join(WORD.findall(fold(text).replace('’', ' ')))} "
    return any(f" {phrase} " in plain for phrase in words(language).pointing)


def only_points_back(text: str, language: str) -> bool:
    """Tell whether words only stand for what was told before ("the accusation", "cette information")."""
    said = WORD.findall(fold(text).replace("’", " "))
    return bool(said) and words(language).told_before.issuperset(said)


def is_retracted(sentence: str, language: str) -> bool:
    """Tell whether a sentence says that a teller takes back what he has said."""
    plain = fold(sentence).replace("’", "'")
    return any(phrase in plain for phrase in words(language).retractions)


def is_attributed(sentence: str, language: str) -> bool:
    """Tell whether a sentence names who tells it in words that no cue has ("word from the mayor was ...")."""
    plain = fold(sentence).replace("’", "'")
    return any(phrase in plain for phrase in words(language).attributing)


def is_negated(tokens: Sequence[Token], said: Words) -> bool:
    """Tell whether a negation stands before the main verb or at it, or it says "is false"; without a verb, anywhere."""
    told = [fold(token.text) for token in tokens]
    absent = any(
        _begins(told[at:], phrase) and not _counts(tokens[at + len(phrase) :])
        for phrase in said.absences
        for at in range(len(told))
    )
    negative = absent != _at_verb(tokens, said, said.negations)
    return negative != _is_called_untrue(tokens, told, said)


def _is_called_untrue(tokens: Sequence[Token], told: Sequence[str], said: Words) -> bool:
    """Tell whether the main verb says of its subject that it is false ("reports of a raid are false")."""
    verb = main_verb(tokens, said)
    if not verb or fold(tokens[verb].lemma) not in said.auxiliaries:
        return False
    return not said.untrue.isdisjoint(told[verb : verb + AT_VERB])


def _counts(tokens: Sequence[Token]) -> bool:
    """Tell whether a number comes next: the absence of ten people is no negation of anything."""
    return bool(tokens) and (tokens[0].pos == "NUM" or tokens[0].text[:1].isdigit())


def is_conditioned(said: frozenset[str], language: str) -> bool:
    """Tell whether a negation says on what something depends ("no return without a raise"): that denies nothing."""
    return bool(said & words(language).conditions)


def denied(tokens: Sequence[Token], said: Words) -> Sequence[Token]:
    """Give the first sentence where its main clause denies something outright ("no check was skipped"), or nothing."""
    end = next((n for n, token in enumerate(tokens) if token.text in STOPS), len(tokens))
    return tokens[:end] if _at_verb(tokens[:end], said, said.denials) else ()


def _at_verb(tokens: Sequence[Token], said: Words, listed: frozenset[str]) -> bool:
    verb = main_verb(tokens, said)
    reach = tokens if verb is None else tokens[: verb + AT_VERB]
    # "it rang, but nobody moved": what stands against the first clause is not its negation
    turn = next((n for n, token in enumerate(reach) if n and fold(token.text) in said.contrasts), len(reach))
    told = [fold(token.text) for token in tokens]
    idle = {
        at + n
        for phrase in said.idioms
        if phrase[0] in told
        for at in range(turn)
        if _begins(told[at:], phrase)
        for n in range(len(phrase))
    }
    return any(told[at] in listed and at not in idle for at in range(turn))


def _begins(told: Sequence[str], phrase: tuple[str, ...]) -> bool:
    return tuple(told[: len(phrase)]) == phrase


def is_part(figure: Quantity, tokens: Sequence[Token], said: Words) -> bool:
    """Tell whether a figure is told as a part of another one."""
    before, after = _around(figure, tokens)
    within = [fold(t.text) for t in tokens if figure.start <= t.start and t.end <= figure.end]
    inside = any(_starts_with(within[at:], said.part_after) for at in range(len(within)))
    return inside or _ends_with(before, said.part_before) or _starts_with(after, said.part_after)


def given(tokens: Sequence[Token], said: Words) -> list[Span]:
    """Give the clauses about something known ("the plane that crashed, killing three, was leaking oil").

    Such a clause says which plane is meant; what is put forward of it stands outside. Without a main verb, none.
    """
    main = main_verb(tokens, said)
    if main is None:
        return []
    opened = [n for n, token in enumerate(tokens) if n and _is_relative(token, said) and _is_known(tokens[:n], said)]
    return [Span(tokens[n].start, tokens[main].start if main > n else tokens[-1].end) for n in opened]


def _is_relative(token: Token, said: Words) -> bool:
    return token.pos == "PRON" and fold(token.lemma) in said.relatives


def _is_known(before: Sequence[Token], said: Words) -> bool:
    """Tell whether what stands before a relative clause, back to the verb or the comma, names a known thing alone."""
    end = len(before) - (before[-1].text == ",")
    start = next((n for n in range(end, 0, -1) if _closes(before[n - 1])), 0)
    articles = {fold(token.text) for token in before[start:end]}
    return not articles.isdisjoint(said.definite) and articles.isdisjoint(said.indefinite)


def _closes(token: Token) -> bool:
    return token.form == "fin" or CLAUSE.fullmatch(token.text) is not None


def is_rejected(figure: Quantity, tokens: Sequence[Token], said: Words) -> bool:
    """Tell whether a figure is named to be set aside ("not 14")."""
    before, _ = _around(figure, tokens)
    return any(before[-len(phrase) :] == list(phrase) for phrase in said.against)


def _around(figure: Quantity, tokens: Sequence[Token]) -> tuple[list[str], list[str]]:
    before = [fold(t.text) for t in tokens if t.end <= figure.start]
    after = [fold(t.text) for t in tokens if t.start >= figure.end]
    return before[-BESIDE:], after[:BESIDE]


def _ends_with(near: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether one of the phrases stands in the last words, a word of measure may follow it ("dont au moins")."""
    return any(tuple(near[start : start + len(phrase)]) == phrase for phrase in phrases for start in range(len(near)))


def _starts_with(near: Sequence[str], phrases: Phrases) -> bool:
    return any(tuple(near[: len(phrase)]) == phrase for phrase in phrases)
