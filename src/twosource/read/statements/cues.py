"""The cues of one sentence: which verbs report, with which senses, and whose subject they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from twosource.read.statements import bounds, phrases, relays, second, subjects, tellers, whose
from twosource.read.statements.lexicon import Sense
from twosource.read.statements.phrases import Group, Phrase
from twosource.read.statements.view import VERBAL, View, as_verb
from twosource.text import fold

MISTAGGED = frozenset({"NOUN", "ADJ", "ADV", "ADP", "X", "PROPN"})
SUBJECT_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
ENDING = frozenset({".", "", "»", "!"})
LED = 3
"""Small words between a verb and the infinitive that it leads, at most ("a tenu à", "a fini par")."""
REPORTED = 10
"""Tokens between "was quoted" and "as saying"."""
SUBJECT_ENDS = frozenset({"NOUN", "PROPN", "PRON", "ADV", "PUNCT", "CCONJ", "NUM", "SYM", "X", "ADP", "AUX"})


class Cue(Struct, frozen=True):
    """A verb that reports, its words (locutions are longer than the verb group) and its subject.

    ``governor`` is whose words they are where the verb has no subject of its own: the subject of the verb
    that it hangs on ("X s'est défendu en précisant que"), or the name beside it ("with X saying that").
    """

    group: Group
    end: int
    senses: tuple[Sense, ...]
    subject: Phrase | None
    inserted: bool
    passive: bool
    governor: Phrase | None = None

    @property
    def left(self) -> int:
        """Where the cue's clause begins."""
        return min(self.group.start, self.subject.start) if self.subject else self.group.start


def find(view: View) -> Iterator[Cue]:
    """Find the reporting verbs outside quotations, with their subjects."""
    for index in speaking(view):
        token = view.tokens[index]
        if token.pos not in VERBAL and not is_mistagged(view, index):
            continue
        group = phrases.group_at(view, index)
        noun = token.pos not in {"VERB", "AUX"} and not view.is_word(group.start, "clauses.determiners")
        if noun or _is_present(view, group):
            group = msgspec.structs.replace(group, form="fin")
        senses, length = _senses(view, index, group)
        if senses and not only_describes(view, index, group):
            yield _cue(view, group, index + length, senses)


def _is_present(view: View, group: Group) -> bool:
    """Tell whether a form taken for a participle is a present behind an insertion ("X, une élue, dit avoir vu")."""
    if group.form != "part" or group.start != group.verb or not view.is_word(group.verb, "clauses.presents"):
        return False
    if locution(view, group.verb, group)[0]:  # "le port fait état de"
        return view.pos(group.start - 1) in SUBJECT_NOUNS
    opens = view.tokens[group.end : group.end + 1]
    told = view.is_word(group.end, "clauses.that") or (bool(opens) and opens[0].form == "inf")
    return view.word(group.start - 1) == "," and told


def only_describes(view: View, index: int, group: Group) -> bool:
    """Tell whether an English form only describes the noun before it, or is one behind another verb.

    "Quotations describing the vote as fair", "the figures announced today are", "denied press reports that P".
    """
    if not view.lexicon.grammar.bare_clauses or view.pos(index - 1) not in {"NOUN", "PROPN"}:
        return False
    return _is_reduced(view, index, group) or _describes(view, group) or _is_object(view, index)


def _is_object(view: View, index: int) -> bool:
    """Tell whether a noun of speech taken for a verb is the object of another verb ("denied press reports that")."""
    word = view.word(index)
    if not word.endswith("s") or fold(view.tokens[index].lemma) not in view.lexicon.nouns:
        return False
    phrase = phrases.phrase_ending(view, index)
    verb = phrase.start - 1 if phrase is not None else -1
    told = verb > 0 and view.is_finite(verb) and view.pos(verb) == "VERB"
    return told and any("noun" in sense.frames for sense in senses_of(view, verb))


def _describes(view: View, group: Group) -> bool:
    if group.form != "ger" or view.pos(group.start - 1) != "NOUN":
        return False
    noun = phrases.phrase_ending(view, group.start)
    return noun is not None and tellers.type_of(view, noun) == "unknown" and view.pos(noun.start - 1) != "ADP"


def speaking(view: View) -> Sequence[int]:
    """List the words outside quotations that report if they are verbs, whatever their tag."""
    if not view.lexicon.separable:
        return view.speaking
    return [i for i in view.speaking if not view.lexicon.speaking.isdisjoint(lemmas(view, i))]


def _is_verb_of_speech(view: View, index: int, group: Group) -> bool:
    if group.form == "part" and not (view.lexicon.verb_second and second.whole(view, group).form == "fin"):
        return view.is_word(group.start - 1, "clauses.coordination") or _has_agent(view, group)
    if phrases.is_briefed(view, index):
        return False
    return view.tokens[index].pos != "AUX" and view.tokens[index].lemma not in {"être", "avoir", "be", "have"}


def _is_reduced(view: View, index: int, group: Group) -> bool:
    if group.start != index or view.pos(index - 1) != "NOUN":
        return False
    lemma = fold(view.tokens[index].lemma)
    charged = any("charge" in sense.frames for sense in view.lexicon.verbs.get(lemma, ()))
    if (charged or lemma in view.lexicon.words["clauses.reduced"]) and view.is_word(index + 1, "clauses.of"):
        matter = phrases.phrase_from(view, index + 2, len(view))
        return matter is None or not view.is_word(matter.end, "clauses.that")  # "said of X that P" tells
    after = index + 1
    while (timed := phrases.phrase_from(view, after, len(view))) is not None and tellers.is_time(view, timed):
        after = timed.end
    return after > index + 1 and view.is_finite(after) and view.pos(after) == "AUX"


def _has_agent(view: View, group: Group) -> bool:
    """Tell whether a participle behind its noun has an agent ("ces attaques, revendiquées par X, ...")."""
    carried = view.starts(group.start, view.lexicon.phrases["relays.quoted_by"]) > 0
    behind = view.pos(group.start - 1) in {"NOUN", "PROPN", "ADJ", "PUNCT"}
    return behind and not carried and view.is_word(group.end, "clauses.by")


def _senses(view: View, index: int, group: Group) -> tuple[tuple[Sense, ...], int]:
    """Give the senses of a verb and how many tokens from it belong to the cue: a locution is longer."""
    lexicon = view.lexicon
    found, end = locution(view, index, group)
    if found:
        return lexicon.verbs[found], end - index
    own = next((name for lemma in lemmas(view, index) if (name := reflexive(view, lemma))), "")
    if group.reflexive and own:
        return lexicon.verbs[own], group.end - index
    if not _is_verb_of_speech(view, index, group):
        return (), 0
    return next(
        (lexicon.verbs[lemma] for lemma in lemmas(view, index) if lemma in lexicon.verbs), ()
    ), group.end - index


def locution(view: View, index: int, group: Group) -> tuple[str, int]:
    """Give the locution that a verb opens and where its last word ends ("faire_savoir"); empty for none."""
    for lemma in lemmas(view, index):
        for rest in view.lexicon.locutions.get(lemma, ()):
            after = group.end
            while view.pos(after) == "ADV" and not _elided(view, after, rest):
                after += 1
            if _elided(view, after, rest):
                return "_".join((lemma, *rest)), after + len(rest)
    return "", group.end


def reflexive(view: View, lemma: str) -> str:
    """Give the name under which a verb reports with "se" ("s_indigner"), empty where it does not."""
    return next((name for name in (f"se_{lemma}", f"s_{lemma}") if name in view.lexicon.verbs), "")


def lemmas(view: View, index: int) -> tuple[str, ...]:
    """Give the lemma of a word and, where it is not tagged as a verb, that of the verb that it would be."""
    token = view.tokens[index]
    lemma = fold(token.lemma)
    prefixes = view.lexicon.separable.get(lemma, ())
    if prefixes and (prefix := second.prefix(view, index, prefixes)):
        return (prefix + lemma,)
    return (lemma,) if token.pos in VERBAL else (lemma, *as_verb(view.lexicon.language)(token.text))


def senses_of(view: View, index: int) -> Iterator[Sense]:
    """Give what a word reports by, read as a verb, whatever its tag."""
    return (sense for lemma in lemmas(view, index) for sense in view.lexicon.verbs.get(lemma, ()))


def only_learns(view: View, verb: int, teller: Phrase | None) -> bool:
    """Tell whether somebody who is no medium learns something: only media tell by it ("a appris l'XYZ")."""
    learns = not view.lexicon.words["relays.learning"].isdisjoint(lemmas(view, verb))
    told = phrases.group_at(view, verb).clitic is not None  # "a-t-on appris auprès de X"
    told = told or (
        view.is_word(verb - 1, "pronouns.first") and view.word(verb - 1) not in {"je", "j'"}
    )  # "nous apprend X"
    if not learns or teller is None:
        return learns
    return not (told or relays.is_medium(view, teller) or phrases.from_source(view, teller.end))


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
    subject = subjects.subject_before(view, group) if group.clitic is None else None
    subject = whose.whole_name(view, whose.antecedent(view, subject, group)) if subject is not None else None
    leading = _leading(view, group) if group.form == "inf" else None
    if leading is not None:  # "P, devait préciser X", "X vient d'annoncer P"
        group = msgspec.structs.replace(
            group, start=leading.start, form="fin", negated=group.negated or leading.negated
        )
        subject = subjects.subject_before(view, group)
    elif group.form != "fin":
        subject = (_narrated(view, group) or governing_subject(view, group)) if group.form == "inf" else None
    elif view.lexicon.shares_subject and subject is None and view.is_word(group.start - 1, "clauses.coordination"):
        subject = governing_subject(view, group)
    if view.lexicon.verb_second and group.form == "fin":
        subject = second.subject(view, group, subject, inserted=bounds.is_inserted(view, group.start, group))
    if group.form == "part" and _has_agent(view, group):
        end_of = group.start - 1 if view.word(group.start - 1) == "," else group.start
        return Cue(group, end, senses, phrases.phrase_ending(view, end_of), inserted=False, passive=True)
    if subject is not None and _is_inverted(view, group, end, senses, subject):
        subject = None
    left = min(group.start, subject.start) if subject else group.start
    if group.form == "part" and subject is None and _is_headlined(view, group, end):
        group = msgspec.structs.replace(group, form="fin")
    inserted = bounds.is_inserted(view, left, group) or _closes(view, group, end, subject)
    passive = is_passive(view, group)
    leans = subject is None and group.clitic is None and not inserted
    speaker = beside(view, group) or governor(view, group) if leans else None
    return Cue(group, end, senses, subject, inserted, passive, speaker)


def _is_inverted(view: View, group: Group, end: int, senses: Sequence[Sense], subject: Phrase) -> bool:
    """Tell whether a cue ends a sentence with its teller ("..., a précisé le ministère"): it takes no object.

    Or what stands before it is a number, which tells nothing ("53, et non plus 58, annonce ce soir le port").
    """
    apart = view.word(group.start - 1) == "," and view.lexicon.inserts and group.form == "fin"
    counted = all(view.pos(i) == "NUM" for i in range(subject.start, subject.end))
    quoted = view.quoted[group.start - 2] >= 0 and tellers.type_of(view, subject) == "unknown"
    if not apart or (any("noun" in sense.frames for sense in senses) and not (counted or quoted)):
        return False
    teller = phrases.phrase_after(view, end, len(view))
    if teller is not None and tellers.is_time(view, teller):
        teller = phrases.phrase_after(view, teller.end, len(view))
    if teller is None or tellers.type_of(view, teller) == "unknown":
        return False
    related = view.word(teller.end) == "," and (quoted or view.is_word(teller.end + 1, "clauses.relative"))
    return view.word(teller.end) in ENDING or related


def _closes(view: View, group: Group, end: int, subject: Phrase | None) -> bool:
    """Tell whether a cue with its teller closes a sentence without a comma ("the road was shut a spokesman said")."""
    if subject is None or not view.lexicon.subject_first or group.form != "fin" or not _is_last(view, end):
        return False
    behind = view.pos(subject.start - 1) in {"NOUN", "PROPN", "NUM", "ADJ", "ADV"}
    named = view.pos(subject.start) != "PRON" and tellers.type_of(view, subject) != "unknown"
    start = phrases.clause_floor(view, subject.start)
    return behind and named and start == 0 and any(view.is_finite(i) for i in range(subject.start))


def _is_last(view: View, end: int) -> bool:
    """Tell whether a sentence ends at ``end``, or behind a day there ("said on Monday")."""
    day = end + 1 if view.pos(end) == "ADP" else end
    after = day + 1 if view.is_word(day, "time.words") else end
    return view.word(after) in bounds.FINAL or after >= len(view)


def is_passive(view: View, group: Group) -> bool:
    """Tell whether a verb group is in the passive."""
    doing = view.lexicon.grammar.compounds and view.words[group.verb].endswith(view.lexicon.grammar.gerunds)
    return not (group.reflexive or doing) and any(
        view.tokens[i].lemma in {"être", "be"} and view.pos(i) == "AUX" for i in range(group.start, group.verb)
    )


def _leading(view: View, group: Group) -> Group | None:
    """Give the finite verb that an infinitive of speech goes with as with an auxiliary ("vient d'annoncer")."""
    before = group.start - 1
    while view.pos(before) in {"ADP", "ADV", "ADJ", "PART"} and group.start - before <= LED:
        before -= 1
    lemma, words = fold(view.tokens[before].lemma), view.lexicon.words
    refuses = lemma in words["clauses.refusing"]
    if before < 0 or not (refuses or lemma in words["clauses.leading"]):
        return None
    led = phrases.group_at(view, before)
    if led.form != "fin" or view.quoted[before] >= 0 or (led.negated and not refuses):
        return None
    return msgspec.structs.replace(led, negated=refuses)


def _narrated(view: View, group: Group) -> Phrase | None:
    """Give who speaks in an infinitive of narration ("Et Ada Roe d'ajouter : ...")."""
    told = view.lexicon.inserts and view.is_word(group.start - 1, "clauses.of")
    start = int(view.is_word(0, "clauses.coordination"))
    phrase = phrases.phrase_from(view, start, group.start - 1) if told and group.start > start + 1 else None
    if phrase is None or tellers.type_of(view, phrase) == "unknown":
        return None
    whole = phrases.with_apposition(view, phrase, group.start - 1)
    return whole if whole.end in {group.start - 1, group.start - 2} else None


def governing_subject(view: View, group: Group) -> Phrase | None:
    """Give the subject of the finite verb that an infinitive of speech hangs on ("X s'est gardé de conclure : ...")."""
    floor = phrases.clause_floor(view, group.start)
    verb = next((i for i in range(group.start - 1, floor - 1, -1) if view.is_finite(i) and view.quoted[i] < 0), None)
    if verb is None or any(view.word(i) == "," for i in range(verb, group.start)):
        return None
    return subjects.subject_before(view, phrases.group_at(view, verb))


def beside(view: View, group: Group) -> Phrase | None:
    """Give the teller right before a participle ("with X saying", "X ayant annoncé", "cited X as saying")."""
    if group.form not in {"ger", "part"}:
        return None
    end = group.start
    if view.is_word(end - 1, "clauses.as"):
        quoted = _quoted_as(view, end - 1)
        if quoted is not None:
            return quoted
        end -= 1
    elif group.form == "part" and view.tokens[group.start].tense != "pres":
        return None
    last = next((n for n in (2, 1) if view.starts(end - n, view.lexicon.phrases["anaphora.last"]) == n), 0)
    if last:
        return Phrase(end - last, end)
    if end < group.start and view.word(end - 1) == ",":  # "cited Ada Roe, a clerk, as saying"
        end = next((i for i in range(end - 2, 0, -1) if view.word(i) == "," and view.quoted[i] < 0), end)
    phrase = phrases.phrase_ending(view, end)
    kinds = {"person", "role", "organisation", "agency", "media", "collective", "anonymous"}
    before = phrase.start - 1 if phrase is not None else 0
    if before > 0 and view.pos(before) == "ADP" and view.is_word(before, "certainty.infinitive_marks"):
        return None  # "sent a letter to members saying P"
    return phrase if phrase is not None and tellers.type_of(view, phrase) in kinds else None


def _quoted_as(view: View, index: int) -> Phrase | None:
    """Give who "was quoted (by X) as saying", ``index`` being the place of "as"; ``None`` where nobody was."""
    part = next((i for i in range(index - 1, max(0, index - REPORTED), -1) if view.tokens[i].form == "part"), None)
    if part is None:
        return None
    group = phrases.group_at(view, part)
    return subjects.subject_before(view, group) if is_passive(view, group) else None


def governor(view: View, group: Group) -> Phrase | None:
    """Give whose words a cue without a subject opens: who spoke last before it in the sentence, else who did anything.

    At the start of a sentence it is the subject of the first finite verb after it. Whoever opens the sentence, where
    a verb of theirs was taken for a participle ("the minister resigned, saying he and his staff had erred").
    """
    before = list(_subjects_before(view, group))
    if before:
        speaking = (subject for verb, subject in before if _speaks(view, verb, subject))
        named = (subject for _, subject in before if tellers.type_of(view, subject) != "unknown")
        return next(speaking, None) or next(named, None) or whose.person_before(view, group.start) or before[0][1]
    if group.form != "ger" or any(view.is_finite(i) for i in range(group.start)):
        return None
    first = phrases.phrase_from(view, 0, group.start)
    if first is not None and any(view.tokens[i].form == "part" for i in range(first.end, group.start)):
        return first if tellers.type_of(view, first) != "unknown" else None
    verb = next((i for i in range(group.end, len(view)) if view.is_finite(i) and view.quoted[i] < 0), None)
    return subjects.subject_before(view, phrases.group_at(view, verb)) if verb is not None else None


def parted(view: View, group: Group) -> Phrase | None:
    """Give the subject of a participle that stands apart from its auxiliary ("the ministry has, in a letter, said")."""
    if view.word(group.start - 1) != ",":
        return None
    opener = next((i for i in range(group.start - 2, 0, -1) if view.word(i) == "," and view.quoted[i] < 0), 0)
    if view.pos(opener - 1) != "AUX" or not view.is_finite(opener - 1):
        return None
    return subjects.subject_before(view, phrases.group_at(view, opener - 1))


def _subjects_before(view: View, group: Group) -> Iterator[tuple[Group, Phrase]]:
    """Give the finite verbs before a group with their subjects, the nearest first."""
    for index in range(group.start - 1, -1, -1):
        if view.word(index) == ";":
            return
        if view.is_finite(index) and view.quoted[index] < 0:
            verb = phrases.group_at(view, _lexical(view, index))
            subject = _inverted(view, verb) or whose.owning(view, subjects.subject_before(view, verb))
            if subject is not None and (
                tellers.type_of(view, subject) == "person" or not tellers.is_impersonal(view, subject)
            ):
                yield verb, subject


def _lexical(view: View, index: int) -> int:
    """Give the participle that an auxiliary goes with, over small words ("a | démenti"), the verb itself for none."""
    after = index + 1
    while view.pos(after) in {"ADV", "PART", "AUX"} or view.is_word(after, "pronouns.strong"):
        after += 1
    helped = view.pos(index) == "AUX" and after < len(view) and view.tokens[after].form == "part"
    return after if helped and view.pos(after) == "VERB" else index


def _inverted(view: View, group: Group) -> Phrase | None:
    """Give the teller right behind a verb of speech inserted after a content ("P, a détaillé X, précisant que")."""
    if not view.lexicon.inserts or not bounds.is_inserted(view, group.start, group):
        return None
    part = next((i for i in range(group.end, min(group.end + 3, len(view))) if view.tokens[i].form == "part"), None)
    group = phrases.group_at(view, part) if part is not None and view.pos(group.verb) == "AUX" else group
    if group.clitic is not None or not any(lemma in view.lexicon.verbs for lemma in lemmas(view, group.verb)):
        return None
    teller = phrases.phrase_after(view, group.end, len(view))
    return teller if teller is not None and tellers.type_of(view, teller) != "unknown" else None


def _speaks(view: View, group: Group, subject: Phrase) -> bool:
    known = any(lemma in view.lexicon.verbs for lemma in lemmas(view, group.verb))
    return known and tellers.type_of(view, subject) != "unknown"


def is_mistagged(view: View, index: int) -> bool:
    """Tell whether a word is a present that was taken for a noun ("« ... », avance la préfète", "X estime que")."""
    if view.pos(index) == "PROPN" and tellers.in_person(view, index):  # "l'adjointe, Lise Roe"
        return False
    if (
        (tellers.parts_clause(view, index) and _quotes(view, index))
        or _opens_that(view, index)
        or phrases.is_inverted_pronoun(view, index + 1)
        or _ends_a_report(view, index)
    ):
        return True
    quoted = view.quoted[index - 1] >= 0 or (view.word(index - 1) == "," and index > 1 and view.quoted[index - 2] >= 0)
    closing = not quoted and view.word(index - 1) == "," and view.lexicon.inserts
    if (
        not (quoted or (closing and any(view.is_finite(i) for i in range(index))))
        or index < 2
        or view.pos(index) not in {"NOUN", "ADJ", "ADV", "PROPN"}
    ):
        return False
    if not _quotes(view, index):
        return False
    teller = phrases.phrase_after(view, index + 1, len(view))
    if teller is None or tellers.type_of(view, teller) == "unknown":
        return False
    return quoted or view.pos(teller.end) in {"", "PUNCT"}


def _quotes(view: View, index: int) -> bool:
    """Tell whether a word taken for a noun would be a verb that takes a quotation."""
    senses = (view.lexicon.verbs.get(lemma, ()) for lemma in lemmas(view, index)[1:])
    return any("quote" in sense.frames for found in senses for sense in found)


def _ends_a_report(view: View, index: int) -> bool:
    """Tell whether a word taken for a noun ends a sentence behind its teller ("the road is shut, the union claims").

    Or a verb of telling stands before whom it is told ("“P,” the president tells state television").
    """
    denied = any(sense.certainty == "denied" for sense in senses_of(view, index))  # "..., Washington dément"
    if not (view.lexicon.subject_first or denied) or view.pos(index) != "NOUN":
        return False
    addressed = not view.lexicon.words["addressing.verbs"].isdisjoint(lemmas(view, index)[1:])
    if not _is_last(view, index + 1) and not addressed:
        return False
    closes = {quote.close for quote in view.quotes}
    signs = (i for i in range(index - 2, 0, -1) if i in closes or (view.word(i) == "," and view.quoted[i] < 0))
    comma = next(signs, None)
    teller = phrases.phrase_from(view, comma + 1, index) if comma is not None else None
    if comma is None or teller is None or tellers.type_of(view, teller) == "unknown":
        return False
    if teller.end != index and not _is_made(view, teller.end, index):
        return False
    verbs = [i for i in range(len(view)) if phrases.is_told(view, i)]
    return _quotes(view, index) and (not verbs or verbs[0] < comma)


def _is_made(view: View, start: int, end: int) -> bool:
    """Tell whether what stands between a teller and its verb says who made or read it ("images analysed by X show")."""
    agent = phrases.phrase_from(view, start + 2, end) if view.is_word(start + 1, "clauses.by") else None
    return view.tokens[start].form == "part" and agent is not None and agent.end == end


def may_be_verb(view: View, index: int) -> bool:
    """Tell whether a word that is tagged as a noun or adjective may be a verb that reports.

    It is no part of a noun phrase that a determiner or an adjective opens, and its clause has no other finite verb.
    """
    token = view.tokens[index]
    if token.pos not in MISTAGGED or not token.text.islower():
        return False
    known = lemmas(view, index)
    if view.is_word(index - 1, "clauses.reflexive") and view.pos(index - 1) != "DET":
        return any(reflexive(view, lemma) for lemma in known)
    joined = view.pos(index + 1) == "AUX" and view.is_finite(index + 1)  # "the show has"
    if token.pos == "NOUN" and (joined or view.pos(index - 1) == "NUM"):  # "trois tonnes"
        return False
    if not _ends_subject(view, index - 1) or not any(lemma in view.lexicon.verbs for lemma in known):
        return False
    if token.text.endswith(view.lexicon.grammar.gerunds):
        return True
    begin = _edge(view, index, -1)
    limit = index if view.lexicon.grammar.bare_clauses else _edge(view, index, 1)
    return index > 0 and not any(view.is_finite(i) for i in range(begin + 1, limit))


def _ends_subject(view: View, index: int) -> bool:
    """Tell whether a subject may end at ``index``: with its noun, or an adjective behind it."""
    described = view.pos(index) == "ADJ" and view.pos(index - 1) == "NOUN" and not view.lexicon.grammar.compounds
    return view.pos(index) in SUBJECT_ENDS or described


def _edge(view: View, index: int, step: int) -> int:
    """Give where the words around ``index`` end, at a sign, a mark of a quotation or what opens a clause."""
    index += step
    while 0 <= index < len(view):
        opens = view.is_word(index, "clauses.that") or view.is_word(index, "clauses.relative")
        if view.pos(index) == "PUNCT" or opens or view.pos(index) == "CCONJ":
            break
        index += step
    return index


def _opens_that(view: View, index: int) -> bool:
    tagged = view.pos(index) in {"NOUN", "ADJ", "ADV", "PROPN", "ADP", "X"}
    if index == 0 or not tagged or view.pos(index - 1) == "DET" or not view.lexicon.grammar.that_clauses:
        return False
    behind = index + 2 if view.pos(index + 1) == "ADV" else index + 1
    if not view.is_word(behind, "clauses.that"):
        return False
    senses = (view.lexicon.verbs.get(lemma, ()) for lemma in lemmas(view, index)[1:])
    return any("clause" in sense.frames for found in senses for sense in found)


def _is_headlined(view: View, group: Group, end: int) -> bool:
    """Tell whether a form taken for a participle is a present after a content ("..., fait savoir le port")."""
    before = group.start - 1
    closes = before > 0 and (view.word(before) == "," or view.quoted[before] >= 0)
    teller = phrases.phrase_after(view, end, len(view)) if closes and view.pos(end) in {"DET", "PROPN"} else None
    return teller is not None and tellers.type_of(view, teller) != "unknown"
