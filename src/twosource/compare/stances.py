"""How a statement says a thing stands, and by what it says an event came: two of these may be opposites.

"The alarm was broken" and "the alarm was working" share no negation and no number; "a short circuit caused the fire"
and "the fire was arson" hardly a word. What opposes them is data (``resources/stances-<language>.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from msgspec import Struct

from twosource.compare import clauses
from twosource.compare.bilingual import translations
from twosource.model import Token
from twosource.resources import exists, sections
from twosource.text import fold

REACH = 5
"""Words from the main verb on within which it says how its subject stands."""
BEFORE = 3
"""Words before one that rules something out among which a negation turns it."""
LONGEST = 5
"""Words of the longest phrase."""
NOT = "not "
PIVOT = "en"
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
HEADS = frozenset({"NOUN", "PROPN", "X"})
ARTICLES = frozenset({"le", "la", "les", "l'", "un", "une", "the", "a", "an"})
ALL = frozenset({"all", "tout", "every", "most", "plupart"})

Phrase = tuple[str, ...]
Class = tuple[str, bool]
Meanings = frozenset[str]


class Stance(Struct, frozen=True):
    """What a statement says of its subject. ``head``: its meanings (the word, in English too); none of a pronoun.

    ``beside``: the meanings of each word that tells which one; ``states``: how it stands, by class and side;
    ``causes``: the classes of what it says an event came of; ``ruled_out``: those of what it says it did not come of;
    ``effects``: the meanings of each noun that it came to;
    ``counter``: the subject, where the verb says that it counted ("police counted 1,200 marchers");
    ``which``: which one of several it is about ("first", "north", "some"); ``none``: of what it says there is none;
    ``mentions``: the states that its words name, of whatever; ``subject``: that of its main verb, whatever it says.
    """

    head: Meanings = frozenset()
    beside: tuple[Meanings, ...] = ()
    states: frozenset[Class] = frozenset()
    causes: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()
    effects: tuple[Meanings, ...] = ()
    counter: str = ""
    which: frozenset[str] = frozenset()
    mentions: frozenset[Class] = frozenset()
    none: Meanings = frozenset()
    subject: Meanings = frozenset()


NONE = Stance()


class Table(Struct, frozen=True):
    """The words of one language."""

    states: Mapping[Phrase, Class] = {}
    active: frozenset[Phrase] = frozenset()
    links: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    giving: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    causes: Mapping[Phrase, str] = {}
    because: frozenset[Phrase] = frozenset()
    plain: frozenset[str] = frozenset()
    ruling_out: frozenset[Phrase] = frozenset()
    which: Mapping[str, str] = {}
    nones: frozenset[str] = frozenset()
    general: Mapping[str, Sequence[str]] = {}
    nobody: frozenset[str] = frozenset()


def of(tokens: Sequence[Token], verb: int | None, language: str, *, negated: bool) -> Stance:
    """Give what a statement says of how its subject stands, and of causes; ``verb``: the place of its main verb."""
    table = _table(language)
    if not table.states:
        return NONE
    row = [token for token in tokens if token.pos != "DET"]
    lemmas = [_plain(token.lemma) for token in row]
    told = None if verb is None else sum(token.pos != "DET" for token in tokens[:verb])
    states = frozenset[Class]() if told is None else _states(lemmas, told, table, negated=negated)
    counts = told is not None and _counts(lemmas[told:], table)
    head, beside = (None, ()) if told is None else _subject(tokens, verb or 0, language, table)
    causes, effects = _causes(row, lemmas, language, table)
    against = negated != _rules_out(lemmas, table, clauses.words(language).negations)
    return Stance(
        head=_meanings(head, language) if head and states else frozenset(),
        beside=beside if states else (),
        states=states,
        causes=frozenset() if against else causes,
        ruled_out=causes if against else frozenset(),
        effects=effects,
        counter=head if head and counts else "",
        which=frozenset(table.which[lemma] for token in tokens if (lemma := _plain(token.lemma)) in table.which),
        mentions=frozenset(table.states[phrase] for _, phrase in _longest(lemmas, table.states.keys())),
        none=_none(tokens, language, table),
        subject=_meanings(head, language) if head else frozenset(),
    )


def _rules_out(lemmas: Sequence[str], table: Table, negations: AbstractSet[str]) -> bool:
    """Tell whether some words rule something out, and no negation stands beside them ("would not exclude")."""
    said = ((at, at + len(phrase)) for at, phrase in _longest(lemmas, table.ruling_out))
    return any(negations.isdisjoint((*lemmas[max(0, at - BEFORE) : at], *lemmas[end : end + 1])) for at, end in said)


def _counts(lemmas: Sequence[str], table: Table) -> bool:
    """Tell whether a main verb, the first of some lemmas, is one by which its subject counts, or gives a number."""
    gives = lemmas[0] in table.giving and not table.carriers.isdisjoint(lemmas[1:REACH])
    return gives or not table.counting.isdisjoint(lemmas[:2])


def _none(tokens: Sequence[Token], language: str, table: Table) -> Meanings:
    """Give the meanings of the first noun of which it is said that there is none ("no hostage was hurt")."""
    at = next((n for n, token in enumerate(tokens) if fold(token.text) in table.nones), None)
    behind = tokens[at + 1 : at + 4] if at is not None else ()
    # what stands right behind "no" is a noun, even where it was taken for an infinitive ("aucun danger")
    noun = next((t for n, t in enumerate(behind) if t.pos in HEADS or (n == 0 and t.form == "inf")), None)
    return _meanings(_plain(noun.lemma), language) if noun else frozenset()


def _plain(lemma: str) -> str:
    """Give a lemma as the phrases have it."""
    word = fold(lemma).rstrip("'")
    return "de" if word in {"d", "du", "des"} else word


def of_one(one: Stance, other: Stance) -> bool:
    """Tell whether two statements may be about one of several: not the first and the second, north and south."""
    return not (one.which and other.which) or not one.which.isdisjoint(other.which)


def says_so_too(one: Stance, denier: Stance) -> bool:
    """Tell whether a statement names as it is what a denial says is not otherwise ("a fault", "no working alarm")."""
    return any((name, not side) in denier.mentions for name, side in one.mentions)


def opposite(one: Stance, other: Stance) -> bool:
    """Tell whether two statements say the opposite of one subject: as far as they tell which one, of the same."""
    if not one.head & other.head or not any((name, not side) in other.states for name, side in one.states):
        return False
    if one.states & other.states or one.which != other.which:
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


def rules_out(one: Stance, other: Stance) -> bool:
    """Tell whether one statement says that an event did not come of what the other says it came of."""
    return bool(one.ruled_out & other.causes or one.causes & other.ruled_out)


def on_cause(stance: Stance) -> bool:
    """Tell whether a statement tells, or rules out, a cause."""
    return bool(stance.causes or stance.ruled_out)


def same_effect(one: Stance, other: Stance) -> bool:
    """Tell whether two statements on causes may be of one event: one names none, or both name one thing."""
    return not (one.effects and other.effects) or any(a & b for a in one.effects for b in other.effects)


# ------------------------------------------------------------------------ what is said


def _states(lemmas: Sequence[str], verb: int, table: Table, *, negated: bool) -> frozenset[Class]:
    """Give the states that the main verb tells, or the words behind it, on the side that a negation turns them to.

    "Police arrested X" says nothing of how police stand: only verbs without an object, or behind "is".
    """
    near = lemmas[verb : verb + REACH]
    end = next((n for n, lemma in enumerate(near) if n and lemma in table.stops), REACH)
    said = _longest(near[:end], table.states.keys())
    told = (table.states[p] for at, p in said if p in table.active or not table.links.isdisjoint(near[:at]))
    found = {(name, side != negated) for name, side in told}
    return frozenset(found) if len({name for name, _ in found}) == len(found) else frozenset()


def _causes(
    row: Sequence[Token], lemmas: Sequence[str], language: str, table: Table
) -> tuple[frozenset[str], tuple[Meanings, ...]]:
    """Give the causes that are named, where a word says that they are, or is one ("arson"), and their effects."""
    named = list(_longest(lemmas, table.causes.keys()))
    said = list(_longest(lemmas, table.because | table.ruling_out)) if named else []
    if not said and table.plain.isdisjoint(lemmas):
        return frozenset(), ()
    taken = {place for at, phrase in (*named, *said) for place in range(at, at + len(phrase))}
    nouns = [n for n, token in enumerate(row) if token.pos in HEADS and n not in taken]
    # what stands beside the cause tells more of it ("a discarded cigarette", "failure of the brakes")
    effects = tuple(_meanings(lemmas[n], language) for n in nouns)
    return frozenset(table.causes[phrase] for _, phrase in named), effects


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
    end = verb
    if verb and tokens[verb - 1].text == ",":  # "the mayor, Jo Arle, put it at 16"
        end = next((n for n in range(verb) if tokens[n].text == ","), verb)
    start = max((n + 1 for n in range(end) if tokens[n].text in {",", ":", "«", "“"}), default=0)
    words = [token for token in tokens[start:end] if fold(token.lemma) not in ALL]
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
    counting, giving, carriers = (
        frozenset(map(fold, sections(name, "verbs")[key])) for key in ("counting", "giving", "carriers")
    )
    which = {fold(word): kind for kind, words in sections(name, "which").items() for word in words}
    nones = frozenset(map(fold, sections(name, "nobody")["none"]))
    general = sections(name, "general")
    stops = frozenset(map(fold, sections(name, "verbs")["stops"]))
    out = frozenset(map(_phrase, sections(name, "because")["ruling_out"]))
    return Table(
        states,
        active,
        links,
        counting,
        giving,
        carriers,
        stops,
        causes,
        because,
        plain,
        out,
        which,
        nones,
        general,
        nobody,
    )


def _phrase(words: str) -> Phrase:
    spaced = fold(words).replace("’", "'").replace("'", "' ").split()
    return tuple(_plain(word) for word in spaced if word not in ARTICLES)
