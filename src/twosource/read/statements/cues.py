"""The cues of one sentence: which verbs report, with which senses, and whose subject they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from twosource.read.statements import bounds, phrases, second, tellers
from twosource.read.statements.lexicon import Sense
from twosource.read.statements.phrases import Group, Phrase
from twosource.read.statements.view import View
from twosource.text import fold


class Cue(Struct, frozen=True):
    """A verb that reports, its words (locutions are longer than the verb group) and its subject."""

    group: Group
    end: int
    senses: tuple[Sense, ...]
    subject: Phrase | None
    inserted: bool
    passive: bool

    @property
    def left(self) -> int:
        """Where the cue's clause begins."""
        return min(self.group.start, self.subject.start) if self.subject else self.group.start


def find(view: View) -> Iterator[Cue]:
    """Find the reporting verbs outside quotations, with their subjects."""
    for index, token in enumerate(view.tokens):
        if view.quoted[index] >= 0 or not (token.pos in {"VERB", "AUX"} or _is_mistagged(view, index)):
            continue
        group = phrases.group_at(view, index)
        senses, length = _senses(view, index, group)
        if senses:
            yield _cue(view, group, index + length, senses)


def _is_verb_of_speech(view: View, index: int, group: Group) -> bool:
    if group.form == "part" and not (view.lexicon.verb_second and second.whole(view, group).form == "fin"):
        return view.is_word(group.start - 1, "clauses.coordination")
    return view.tokens[index].pos != "AUX" and view.tokens[index].lemma not in {"être", "avoir", "be", "have"}


def _senses(view: View, index: int, group: Group) -> tuple[tuple[Sense, ...], int]:
    """Give the senses of a verb and how many tokens from it belong to the cue: a locution is longer."""
    lexicon = view.lexicon
    for lemma in lemmas(view, index):
        for rest in lexicon.locutions.get(lemma, ()):
            after = group.end
            while view.pos(after) == "ADV":
                after += 1
            if _elided(view, after, rest):
                return lexicon.verbs["_".join((lemma, *rest))], after + len(rest) - index
        own = lexicon.verbs.get(f"se_{lemma}") or lexicon.verbs.get(f"s_{lemma}")
        if group.reflexive and own:
            return own, group.end - index
    if not _is_verb_of_speech(view, index, group):
        return (), 0
    return next(
        (lexicon.verbs[lemma] for lemma in lemmas(view, index) if lemma in lexicon.verbs), ()
    ), group.end - index


def lemmas(view: View, index: int) -> tuple[str, ...]:
    """Give the lemma and, for a French word in -e, -es, -ent, the infinitive in -er that lemmatisers miss."""
    word, lemma = view.word(index), fold(view.tokens[index].lemma)
    prefixes = view.lexicon.separable.get(lemma, ())
    if prefixes and (prefix := second.prefix(view, index, prefixes)):
        return (prefix + lemma,)
    if view.lexicon.language != "fr" or not word.endswith(("e", "es", "ent")):
        return (lemma,)
    stem = word.removesuffix("nt").removesuffix("s")
    return (lemma, f"{stem}r")


def _elided(view: View, index: int, rest: Sequence[str]) -> bool:
    if index >= len(view):
        return False
    words = tuple(
        word.replace("'", "e") if word in {"d'", "l'"} else word for word in view.words[index : index + len(rest)]
    )
    merged = tuple({"du": "de", "des": "de", "au": "a", "aux": "a"}.get(word, word) for word in words)
    return merged == tuple(rest)


def _cue(view: View, group: Group, end: int, senses: tuple[Sense, ...]) -> Cue:
    group = second.whole(view, group) if view.lexicon.verb_second else group
    subject = phrases.subject_before(view, group) if group.clitic is None else None
    if group.form != "fin":
        subject = _governing_subject(view, group) if group.form == "inf" else None
    elif view.lexicon.shares_subject and subject is None and view.is_word(group.start - 1, "clauses.coordination"):
        subject = _governing_subject(view, group)
    if view.lexicon.verb_second and group.form == "fin":
        subject = second.subject(view, group, subject, inserted=bounds.is_inserted(view, group.start, group))
    left = min(group.start, subject.start) if subject else group.start
    if group.form == "part" and subject is None and _is_headlined(view, group, end):
        group = msgspec.structs.replace(group, form="fin")
    inserted = bounds.is_inserted(view, left, group)
    passive = not group.reflexive and any(
        view.tokens[i].lemma in {"être", "be"} and view.pos(i) == "AUX" for i in range(group.start, group.verb)
    )
    return Cue(group, end, senses, subject, inserted, passive)


def _governing_subject(view: View, group: Group) -> Phrase | None:
    """Give the subject of the finite verb that an infinitive of speech hangs on ("X s'est gardé de conclure : ...")."""
    floor = phrases.clause_floor(view, group.start)
    verb = next((i for i in range(group.start - 1, floor - 1, -1) if view.is_finite(i) and view.quoted[i] < 0), None)
    if verb is None or any(view.word(i) == "," for i in range(verb, group.start)):
        return None
    return phrases.subject_before(view, phrases.group_at(view, verb))


def _is_mistagged(view: View, index: int) -> bool:
    """Tell whether a word after a quotation is a present that was taken for a noun ("« ... », avance la préfète")."""
    quoted = view.quoted[index - 1] >= 0 or (view.word(index - 1) == "," and index > 1 and view.quoted[index - 2] >= 0)
    if not quoted or index < 2 or view.pos(index) not in {"NOUN", "ADJ", "ADV", "PROPN"}:
        return False
    senses = (view.lexicon.verbs.get(lemma, ()) for lemma in lemmas(view, index)[1:])
    if not any("quote" in sense.frames for found in senses for sense in found):
        return False
    teller = phrases.phrase_after(view, index + 1, len(view))
    return teller is not None and tellers.type_of(view, teller) != "unknown"


def _is_headlined(view: View, group: Group, end: int) -> bool:
    """Tell whether a form taken for a participle is a present after a content ("..., fait savoir le port")."""
    before = group.start - 1
    closes = before > 0 and (view.word(before) == "," or view.quoted[before] >= 0)
    teller = phrases.phrase_after(view, end, len(view)) if closes and view.pos(end) in {"DET", "PROPN"} else None
    return teller is not None and tellers.type_of(view, teller) != "unknown"
