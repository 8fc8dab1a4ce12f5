"""The words of reported speech in one language, read from ``resources/cues-<language>.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from msgspec import Struct

from twosource.errors import ResourceError
from twosource.model import Certainty, SourceType
from twosource.read import known
from twosource.resources import Table, exists, read_toml, strings
from twosource.text import fold

Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[Phrase, ...]]
"""Set phrases by their first words, the longest first."""


class Sense(Struct, frozen=True):
    """What a reporting verb says of its content, and the frames it opens."""

    certainty: Certainty
    frames: frozenset[str]


class Grammar(Struct, frozen=True):
    """How the clauses of a language are built, as far as reported speech shows it.

    ``that_clauses``: a word before what opens a clause is a verb, whatever its tag.
    ``compounds``: nouns stand before nouns, the last of them is meant. ``modals``: verbs weaken the next verb.
    ``bare_clauses``: a clause may follow its cue with no word between, and a participle may be a past tense.
    ``genderless``: things and offices have no gender.
    ``masculine``, ``feminine``: determiners of one gender; ``elided``: of either, and ``feminine_endings`` of nouns.
    ``gerunds``: the endings of participles of the present.
    """

    that_clauses: bool
    compounds: bool
    modals: bool
    bare_clauses: bool
    genderless: bool
    gerunds: tuple[str, ...]
    masculine: frozenset[str]
    feminine: frozenset[str]
    elided: frozenset[str]
    feminine_endings: tuple[str, ...]


class Lexicon(Struct, frozen=True):
    """The cue words of one language, folded; phrases are tuples of words.

    ``separable``: the prefixes with which a bare verb reports, at the end of its clause.
    ``verb_second``: the finite verb comes second, its subject may follow it.
    ``shares_subject``: a verb behind a conjunction has the subject of the verb before it.
    ``splits``: co-ordinated clauses under one cue are statements of their own, as the language's labels have it.
    ``subject_first``: an inserted cue may have its subject before it ("P, X said").
    ``trained``: the trained reader knows the language.
    ``inserts``: a cue may stand inside the marks of the quotation that it interrupts.
    ``grammar``: the rest of it.
    ``media``: the folded names of media, with what each is in a chain.
    ``adverbials``: connectives of several words, by their last.
    ``speaking``: every verb that reports, by itself or with other words.
    """

    language: str
    verbs: Mapping[str, tuple[Sense, ...]]
    locutions: Mapping[str, tuple[Phrase, ...]]
    prepositions: Phrases
    initial: frozenset[str]
    nouns: Mapping[str, Certainty]
    tellers: Mapping[str, SourceType]
    hearsay_adverbs: frozenset[str]
    hearsay_phrases: Phrases
    roles: tuple[tuple[Phrase, ...], ...]
    splits: bool
    subject_first: bool
    trained: bool
    inserts: bool
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    adverbials: Phrases
    separable: Mapping[str, tuple[str, ...]]
    verb_second: bool
    shares_subject: bool
    grammar: Grammar
    media: Mapping[str, SourceType]
    speaking: frozenset[str]


def words_of(phrase: str) -> Phrase:
    """Cut a phrase into folded words as the tokeniser cuts them (an elision is a word)."""
    plain = fold(phrase.replace("’", "'")).replace("'", "' ")
    return tuple(plain.split())


def _verbs(table: Table) -> tuple[dict[str, tuple[Sense, ...]], dict[str, tuple[Phrase, ...]]]:
    senses: dict[str, list[Sense]] = {}
    locutions: dict[str, list[Phrase]] = {}
    groups = table.get("verbs", ())
    for group in cast("list[Table]", groups):
        sense = Sense(cast("Certainty", group["certainty"]), frozenset(strings(group, "frames")))
        for lemma in strings(group, "lemmas"):
            key = fold(lemma)
            senses.setdefault(key, []).append(sense)
            head, *rest = key.split("_")
            if rest and head not in {"se", "s", "ne", "not"}:
                locutions.setdefault(head, []).append(tuple(rest))
    ordered = {
        head: tuple(sorted(set(rests), key=lambda rest: (-len(rest), rest))) for head, rests in locutions.items()
    }
    return {key: tuple(value) for key, value in senses.items()}, ordered


def _by_word(table: Table, key: str) -> dict[str, str]:
    section = table.get(key, {})
    if not isinstance(section, Mapping):
        raise ResourceError(key, "a table is expected")
    return {fold(word): kind for kind in section for word in strings(section, kind)}


def _separable(table: Table) -> dict[str, tuple[str, ...]]:
    section = table.get("separable", {})
    verbs = section if isinstance(section, Mapping) else {}
    return {fold(verb): tuple(map(fold, strings(verbs, verb))) for verb in verbs}


def _grammar(clauses: Table) -> Grammar:
    return Grammar(
        that_clauses=bool(clauses.get("that_clauses", False)),
        compounds=bool(clauses.get("compounds", False)),
        modals=bool(clauses.get("modals", False)),
        bare_clauses=bool(clauses.get("bare_clauses", False)),
        genderless=bool(clauses.get("genderless", False)),
        gerunds=strings(clauses, "gerunds"),
        masculine=frozenset(strings(clauses, "masculine")),
        feminine=frozenset(strings(clauses, "feminine")),
        elided=frozenset(strings(clauses, "elided")),
        feminine_endings=tuple(map(fold, strings(clauses, "feminine_endings"))),
    )


def _by_word_at(place: int, phrases: Iterable[Phrase]) -> Phrases:
    """Sort phrases by one of their words, those with the same word from the longest to the shortest."""
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        found.setdefault(phrase[place], []).append(phrase)
    return {word: tuple(held) for word, held in found.items()}


def _pairs(clauses: Table) -> tuple[tuple[str, str], ...]:
    """Give the words that melt with an article, each with what it melts to ("de": "du", "des")."""
    section = clauses.get("contractions", {})
    melting = section if isinstance(section, Mapping) else {}
    return tuple((fold(word), fold(form)) for word in melting for form in strings(melting, word))


def _contracted(phrases: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> frozenset[Phrase]:
    """Cut phrases into words, and add the forms in which their last word has melted with an article."""
    told = frozenset(map(words_of, phrases))
    return told | {(*phrase[:-1], form) for phrase in told for word, form in pairs if phrase[-1] == word}


WORD_SETS = (
    "pronouns.person", "pronouns.strong", "pronouns.plural", "pronouns.feminine", "pronouns.unknown", "pronouns.first",
    "anaphora.same", "anaphora.demonstrative", "anaphora.definite", "anaphora.pointers", "clauses.contracted",
    "clauses.whether", "clauses.reduced",
    "relays.not_hops", "relays.audience", "relays.learning", "relays.sources", "relays.media_words",
    "relays.reporters", "relays.press",
    "relays.wires", "relays.carries", "relays.carried", "relays.for", "relays.quotes", "relays.read",
    "clauses.that", "clauses.if", "clauses.coordination", "clauses.relative", "clauses.clitics",
    "clauses.reflexive", "clauses.negation", "clauses.determiners", "clauses.of", "clauses.by", "clauses.as",
    "clauses.told_as", "clauses.makers", "clauses.seen", "clauses.pointing", "clauses.presenting",
    "clauses.free", "clauses.doing", "clauses.refusing", "clauses.narrator", "clauses.gestures",
    "clauses.sourcing", "clauses.surfacing", "clauses.hearing",
    "clauses.leading", "clauses.facts", "clauses.latest",
    "clauses.means", "clauses.so", "clauses.within", "roles.lands",
    "clauses.when", "clauses.without", "clauses.numbering", "clauses.resumed", "clauses.counting", "clauses.presents",
    "pronouns.object", "pronouns.self", "pronouns.some", "pronouns.possessive", "clauses.charges",
    "anaphora.companies", "roles.unique",
    "certainty.possible_verbs", "certainty.expected_verbs", "certainty.demanding_verbs", "certainty.possible",
    "certainty.probable",
    "certainty.hypothetical_openers", "certainty.polite_verbs", "certainty.attenuated_verbs",
    "certainty.hypothetical_verbs",
    "certainty.reporters", "certainty.ongoing", "certainty.infinitive_marks", "certainty.states", "certainty.future",
    "certainty.intentions", "certainty.calling", "certainty.false", "certainty.absurd", "remarks.silent",
    "certainty.scheduled", "certainty.planning", "certainty.awaited", "certainty.expecting", "certainty.actors",
    "certainty.acts", "certainty.proclaiming", "certainty.measuring",
    "certainty.gloss", "roles.general", "roles.corporate", "roles.nameless", "pronouns.ours", "prepositions.no_tellers",
    "prepositions.inserted", "prepositions.views", "prepositions.telling",
    "inanimate.verbs", "inanimate.acts", "inanimate.showing", "inanimate.having", "roles.titles", "remarks.unnamed",
    "remarks.answers",
    "anaphora.documents", "anaphora.bodies", "tellers.role",
    "pronouns.impersonal", "pronouns.indefinite", "time.words", "addressing.verbs", "addressing.forms",
)  # fmt: skip
PHRASE_SETS = (
    "relays.to",
    "relays.on",
    "relays.spoken",
    "relays.quoted_by",
    "relays.citing",
    "relays.from",
    "relays.read_by",
    "roles.insiders",
    "relays.sides",
    "relays.asked",
    "relays.own",
    "clauses.back",
    "clauses.holding",
    "clauses.just_as",
    "clauses.remark",
    "prepositions.vouching",
    "prepositions.vouched",
    "clauses.resuming",
    "clauses.connectives",
    "clauses.together",
    "hearsay.impersonal",
    "anaphora.last",
    "certainty.under_way",
)


@cache
def load(language: str) -> Lexicon | None:
    """Load the cue words of a language; ``None`` where there is no file for it.

    Raises:
        ResourceError: where the file is malformed.
    """
    name = f"cues-{language}.toml"
    if not exists(name):
        return None
    table = read_toml(name)
    verbs, locutions = _verbs(table)
    nouns = table.get("nouns", {})
    if not isinstance(nouns, Mapping):
        raise ResourceError(name, "[nouns] is a table")
    clauses = table.get("clauses", {})
    if not isinstance(clauses, Mapping):
        raise ResourceError(name, "[clauses] is a table")
    pairs = _pairs(clauses)
    phrases = {key: _contracted(strings(table, key), pairs) for key in PHRASE_SETS}
    return Lexicon(
        language=language,
        verbs=verbs,
        locutions=locutions,
        prepositions=_by_word_at(0, _contracted(strings(table, "prepositions.asserted"), pairs)),
        initial=frozenset(map(fold, strings(table, "prepositions.initial"))),
        nouns=cast("Mapping[str, Certainty]", _by_word(nouns, "clause")),
        tellers=cast("Mapping[str, SourceType]", dict(reversed(list(_by_word(table, "tellers").items())))),
        hearsay_adverbs=frozenset(map(fold, strings(table, "hearsay.adverbs"))),
        hearsay_phrases=_by_word_at(0, map(words_of, strings(table, "hearsay.phrases"))),
        splits=bool(clauses.get("split", False)),
        trained=bool(table.get("trained", False)),
        inserts=bool(clauses.get("inserts", False)),
        subject_first=bool(clauses.get("subject_first", False)),
        roles=_roles(table),
        words={key: frozenset(fold(word.replace("’", "'")) for word in strings(table, key)) for key in WORD_SETS},
        phrases={key: _by_word_at(0, told) for key, told in phrases.items()},
        adverbials=_by_word_at(-1, (phrase for phrase in phrases["clauses.connectives"] if len(phrase) > 1)),
        separable=_separable(table),
        verb_second=bool(clauses.get("verb_second", False)),
        shares_subject=bool(clauses.get("shares_subject", False)),
        grammar=_grammar(clauses),
        media=known.tabled(),
        speaking=_speaking(verbs, locutions),
    )


def _roles(table: Table) -> tuple[tuple[Phrase, ...], ...]:
    """Give the names of each office."""
    roles = table.get("roles", {})
    same = roles.get("same", ()) if isinstance(roles, Mapping) else ()
    return tuple(tuple(words_of(word) for word in group) for group in cast("list[list[str]]", same))


def _speaking(verbs: Mapping[str, object], locutions: Mapping[str, object]) -> frozenset[str]:
    """Give every verb that reports, by itself, with "se" or with other words."""
    return frozenset((*(key.removeprefix("se_").removeprefix("s_") for key in verbs), *verbs, *locutions))
