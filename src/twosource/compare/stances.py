"""How a statement says a thing stands, and by what it says an event came: two of these may be opposites.

"The alarm was broken" and "the alarm was working" share no negation and no number; "a short circuit caused the fire"
and "the fire was arson" hardly a word. What opposes them is data (``resources/stances-<language>.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from msgspec import Struct

from twosource.compare.bilingual import translations
from twosource.model import Token
from twosource.resources import exists, sections
from twosource.text import fold

REACH = 5
"""Words from the main verb on within which it says how its subject stands."""
LONGEST = 5
"""Words of the longest phrase."""
NOT = "not "
PIVOT = "en"
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
HEADS = frozenset({"NOUN", "PROPN", "X"})
ARTICLES = frozenset({"le", "la", "les", "l'", "un", "une", "des", "the", "a", "an"})
ALL = frozenset({"all", "tout", "every", "most", "plupart"})

Phrase = tuple[str, ...]
Class = tuple[str, bool]
Meanings = frozenset[str]


class Stance(Struct, frozen=True):
    """What a statement says of its subject. ``head``: what the subject is, with its English meanings; none of a pronoun.

    ``beside``: the meanings of each word that tells which one; ``states``: how it stands, by class and side;
    ``causes``: the classes of what it says an event came of, whatever the subject; ``counter``: the subject, where
    the verb says that it counted ("police counted 1,200 marchers").
    """

    head: Meanings = frozenset()
    beside: tuple[Meanings, ...] = ()
    states: frozenset[Class] = frozenset()
    causes: frozenset[str] = frozenset()
    counter: str = ""


NONE = Stance()


class Table(Struct, frozen=True):
    """The words of one language."""

    states: Mapping[Phrase, Class] = {}
    active: frozenset[Phrase] = frozenset()
    links: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    causes: Mapping[Phrase, str] = {}
    because: frozenset[Phrase] = frozenset()
    plain: frozenset[str] = frozenset()
    general: Mapping[str, Sequence[str]] = {}
    nobody: frozenset[str] = frozenset()


def of(tokens: Sequence[Token], verb: int | None, language: str, *, negated: bool) -> Stance:
    """Give what a statement says of how its subject stands, and of causes; ``verb``: the place of its main verb."""
    table = _table(language)
    if not table.states:
        return NONE
    lemmas = [fold(token.lemma).rstrip("'") for token in tokens if token.pos != "DET"]
    told = None if verb is None else sum(token.pos != "DET" for token in tokens[:verb])
    states = frozenset[Class]() if told is None else _states(lemmas, told, table, negated=negated)
    causes = frozenset[str]() if negated else _causes(lemmas, table)
    counts = told is not None and not table.counting.isdisjoint(lemmas[told : told + 2])
    if not states and not causes and not counts:
        return NONE
    head, beside = _subject(tokens, verb or 0, language, table) if states or counts else (None, ())
    meant = _meanings(head, language) if head and states else frozenset[str]()
    return Stance(meant, beside, states, causes, head if head and counts else "")


def opposite(one: Stance, other: Stance) -> bool:
    """Tell whether two statements say the opposite of one subject: as far as they tell which one, of the same."""
    if not one.head & other.head or not any((name, not side) in other.states for name, side in one.states):
        return False
    if one.states & other.states:
        return False
    return not (one.beside and other.beside) or any(a & b for a in one.beside for b in other.beside)


def two_causes(one: Stance, other: Stance) -> bool:
    """Tell whether two statements name causes of which none is, or may be a case of, one of the other's."""
    if not one.causes or not other.causes:
        return False
    general = _table(PIVOT).general
    wide = [{kind, *general.get(kind, ())} for kind in sorted(one.causes)]
    wider = [{kind, *general.get(kind, ())} for kind in sorted(other.causes)]
    return not any(a & other.causes or b & one.causes for a in wide for b in wider)


# ------------------------------------------------------------------------ what is said


def _states(lemmas: Sequence[str], verb: int, table: Table, *, negated: bool) -> frozenset[Class]:
    """Give the states that the main verb tells, or the words behind it, on the side that a negation turns them to.

    "Police arrested X" says nothing of how police stand: only verbs without an object, or behind "is".
    """
    near = lemmas[verb : verb + REACH]
    end = next(
        (n for n, lemma in enumerate(near) if n and lemma in {",", ".", ";", ":", "that", "que", "because"}), REACH
    )
    said = _longest(near[:end], table.states.keys())
    told = (table.states[p] for at, p in said if p in table.active or not table.links.isdisjoint(near[:at]))
    found = {(name, side != negated) for name, side in told}
    return frozenset(found) if len({name for name, _ in found}) == len(found) else frozenset()


def _causes(lemmas: Sequence[str], table: Table) -> frozenset[str]:
    """Give the causes that are named where a word says that they are such, or is one by itself ("arson")."""
    named = {table.causes[phrase] for _, phrase in _longest(lemmas, table.causes.keys())}
    if not named:
        return frozenset()
    said = any(tuple(lemmas[at : at + len(phrase)]) == phrase for phrase in table.because for at in range(len(lemmas)))
    return frozenset(named) if said or not table.plain.isdisjoint(lemmas) else frozenset()


def _longest(lemmas: Sequence[str], phrases: AbstractSet[Phrase]) -> Iterator[tuple[int, Phrase]]:
    """Give the phrases that stand in a row of lemmas, and where: the longest at each place."""
    at = 0
    while at < len(lemmas):
        lengths = (n for n in range(min(LONGEST, len(lemmas) - at), 0, -1) if tuple(lemmas[at : at + n]) in phrases)
        length = next(lengths, 0)
        if length:
            yield at, tuple(lemmas[at : at + length])
        at += max(1, length)


# ------------------------------------------------------------------------- the subject


def _subject(
    tokens: Sequence[Token], verb: int, language: str, table: Table
) -> tuple[str | None, tuple[Meanings, ...]]:
    """Give the head of the noun phrase before the main verb, and the meanings of what stands beside it."""
    start = max((n + 1 for n in range(verb) if tokens[n].text in {",", ":", "«", "“"}), default=0)
    words = [token for token in tokens[start:verb] if fold(token.lemma) not in ALL]
    if words and words[0].pos == "ADP":
        return None, ()
    end = next((n for n, token in enumerate(words) if token.pos in {"ADP", "PRON", "SCONJ", "CCONJ"}), len(words))
    nouns = [token for token in words[:end] if token.pos in HEADS] or [t for t in words[:end] if t.pos == "ADJ"]
    if not nouns:
        return None, ()
    head = nouns[-1] if language == PIVOT else nouns[0]
    if fold(head.lemma) in table.nobody:
        return None, ()
    rest = (token for token in words if token is not head and token.pos in NAMING)
    return fold(head.lemma), tuple(_meanings(fold(token.lemma), language) for token in rest)


def _meanings(lemma: str, language: str) -> Meanings:
    """Give a word and what it means in English."""
    return frozenset({lemma} if language == PIVOT else {lemma, *translations(lemma, language, PIVOT)})


@cache
def _table(language: str) -> Table:
    name = f"stances-{language}.toml"
    if not exists(name):
        return Table()
    states = {
        phrase: (kind.removeprefix(NOT), not kind.startswith(NOT))
        for kind, phrases in sections(name, "states").items()
        for phrase in map(_phrase, phrases)
    }
    causes = {_phrase(phrase): kind for kind, phrases in sections(name, "causes").items() for phrase in phrases}
    because = frozenset(map(_phrase, sections(name, "because")["phrases"]))
    plain = frozenset(map(fold, sections(name, "plain")["words"]))
    nobody = frozenset(map(fold, sections(name, "nobody")["words"]))
    active = frozenset(map(_phrase, sections(name, "verbs")["active"]))
    links = frozenset(map(fold, sections(name, "verbs")["links"]))
    counting = frozenset(map(fold, sections(name, "verbs")["counting"]))
    return Table(states, active, links, counting, causes, because, plain, sections(name, "general"), nobody)


def _phrase(words: str) -> Phrase:
    spaced = fold(words).replace("’", "'").replace("'", "' ").split()
    return tuple(word.rstrip("'") for word in spaced if word not in ARTICLES)
