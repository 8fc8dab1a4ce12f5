"""How a statement is put: composed from the cue, the tense, mood and negation of the content, and its words.

The use of the French conditional follows five cases: future in the past (under a past verb of speech),
hypothetical (with "si", "sinon", "en cas de"), polite, attenuated (pouvoir, devoir), else hearsay.
"""

from __future__ import annotations

from collections.abc import Iterator

from twosource.model import Certainty, Conditional
from twosource.read.statements.proposals import Proposal
from twosource.read.statements.view import View
from twosource.text import fold

TOLD = frozenset({"preposition", "inserted", "conditional", "hearsay", "clause", "reference"})
"""Frames under which a conditional of hearsay counts."""
PAST = frozenset({"past", "imp"})
MARKED = 4
"""Tokens before a verb in which a mark of hearsay goes with it ("is alleged to")."""
STOPS = frozenset({".", "!", "?", "…"})
"""What closes a sentence, and no headline."""


def _main_verbs(view: View, proposal: Proposal) -> Iterator[int]:
    """Give the finite verbs of the content outside its relative and conditional clauses, left to right."""
    relative = False
    for piece in proposal.pieces:
        for index in range(piece.start, piece.end):
            if view.is_word(index, "clauses.relative") and index > piece.start and view.pos(index) in {"PRON", "SCONJ"}:
                relative = True
            if view.is_finite(index):
                if not relative:
                    yield index
                relative = False


def main_verb(view: View, proposal: Proposal) -> int | None:
    """Give the first main finite verb of a content."""
    return next(_main_verbs(view, proposal), None)


def conditional_use(view: View, index: int, under: Proposal | None) -> Conditional | None:
    """Say which use a verb form in the conditional has; ``None`` where the verb is in no conditional.

    ``under`` is the proposal whose content holds the verb, ``None`` in narration.
    """
    token = view.tokens[index]
    if token.mood != "cnd":
        return None
    lemma = fold(token.lemma)
    words = view.lexicon.words
    if lemma in words["certainty.attenuated_verbs"] or _should_have(view, index):
        return "attenuated"
    if _is_hypothesis(view) or _follows_from(view, index):
        return "hypothetical"
    if lemma in words["certainty.polite_verbs"] or view.is_word(index - 1, "pronouns.first"):
        return "polite"
    return _reported_use(view, index, under)


def _should_have(view: View, index: int) -> bool:
    """Tell whether a perfect says what should or could have been ("aurait dû", "aurait pu"): no hearsay."""
    part = next((i for i in range(index + 1, min(index + 4, len(view))) if view.tokens[i].form == "part"), index)
    led = part + 1
    while view.is_word(led, "clauses.clitics"):  # "aurait dû se tenir"
        led += 1
    helped = fold(view.tokens[index].lemma) == "avoir" and view.tokens[min(led, len(view) - 1)].form == "inf"
    return helped and fold(view.tokens[part].lemma) in view.lexicon.words["certainty.attenuated_verbs"]


def _follows_from(view: View, index: int) -> bool:
    """Tell whether the verb says what would follow from something else ("ce qui permettrait")."""
    before = index - 1
    while before > 0 and view.is_word(before, "clauses.clitics"):
        before -= 1
    sentential = view.starts(before - 1, view.lexicon.phrases["clauses.remark"]) > 1
    return sentential or fold(view.tokens[index].lemma) in view.lexicon.words["certainty.hypothetical_verbs"]


def _reported_use(view: View, index: int, under: Proposal | None) -> Conditional:
    if under is not None and under.frame == "clause" and _is_past(view, under) and not _is_perfect(view, index):
        return "future-in-past"
    if under is not None and view.quoted[index] >= 0:
        return "hypothetical"
    return "hearsay"


def _is_perfect(view: View, index: int) -> bool:
    """Tell whether the verb is the auxiliary of something done ("aurait ouvert"): no future then."""
    if fold(view.tokens[index].lemma) != "avoir":
        return False
    return any(view.tokens[i].form == "part" for i in range(index + 1, min(index + 4, len(view))))


def _is_hypothesis(view: View) -> bool:
    """Tell whether a condition stands in the sentence: "si", or a set opening ("en cas de")."""
    if any(view.is_word(i, "clauses.if") and view.pos(i) == "SCONJ" for i in range(len(view))):
        return True
    text = " ".join(view.words)
    return any(
        f" {opener} " in f" {text} "
        for opener in view.lexicon.words["certainty.hypothetical_openers"]
        if " " in opener or len(opener) > 4
    )


def _is_past(view: View, proposal: Proposal) -> bool:
    group = proposal.group
    if group is None:
        return False
    beside = any(view.is_word(i, "clauses.when") for i in (group.start - 1, group.start - 2))  # "avant d'ajouter que"
    tokens = view.tokens[: group.verb + 1] if beside else view.tokens[group.start : group.verb + 1]
    return any(t.tense in PAST or t.form == "part" for t in tokens)


def judge(view: View, proposal: Proposal) -> tuple[Certainty, Conditional | None]:
    """Say how sure a statement is put, and which conditional carries it, if one does."""
    base = proposal.certainty
    if proposal.group is not None and proposal.group.negated:
        base = _negated(base)
    if base == "probable" and _is_in_own_words(view, proposal):
        base = "asserted"
    verb = main_verb(view, proposal)
    use = conditional_use(view, verb, proposal) if verb is not None else None
    if base == "denied":  # "P aurait eu lieu, une information démentie par X": the hearsay is another's
        return base, None if use == "hearsay" else use
    passed_on = base in {"asserted", "announced"} and _is_said_to_tell(view, proposal)
    if passed_on or (use == "hearsay" and proposal.frame in TOLD):
        return "hearsay", use
    if _calls_false(view, proposal):
        return "denied", use
    if base in {"asserted", "reported", "announced"} and _is_intention(view, proposal):
        return "planned", use
    if base == "asserted" and verb is None and _proclaims(view, proposal):
        return "announced", use
    return base if base not in {"asserted", "reported"} else _by_content(view, proposal, base, verb, use), use


def _is_in_own_words(view: View, proposal: Proposal) -> bool:
    """Tell whether a teller is quoted beside a verb of opinion (« P », estime X): no guess, unless at a number."""
    inside = [i for piece in proposal.pieces for i in range(piece.start, piece.end)]
    quoted = any(view.quoted[i] >= 0 for i in inside)
    return quoted and not any(view.pos(i) == "NUM" and view.quoted[i] < 0 for i in inside)


def _calls_false(view: View, proposal: Proposal) -> bool:
    """Tell whether a teller only calls untrue what others say ("qualifie l'information de fantaisiste")."""
    words, group = view.lexicon.words, proposal.group
    if group is None or group.negated or fold(view.tokens[group.verb].lemma) not in words["certainty.calling"]:
        return False
    inside = [i for piece in proposal.pieces for i in range(piece.start, piece.end)]
    told = any(fold(view.tokens[i].lemma) in view.lexicon.nouns for i in inside)  # "called the allegations absurd"
    kinds = ("certainty.false", "certainty.absurd") if told else ("certainty.false",)
    return any(fold(view.tokens[i].lemma) in words[key] or view.is_word(i, key) for i in inside for key in kinds)


def _by_content(
    view: View, proposal: Proposal, base: Certainty, verb: int | None, use: Conditional | None
) -> Certainty:
    """Say what a content makes of a cue that leaves it open: by its adverbs, its verb, what it looks ahead to."""
    words = _words(view, proposal)
    if words & view.lexicon.hearsay_adverbs:
        return "hearsay"
    if verb is None:
        return _by_infinitive(view, proposal) or _by_words(view, words, base)
    return _by_verb(view, verb, base, use) or _ahead(view, proposal, verb) or _by_words(view, words, base)


def _is_intention(view: View, proposal: Proposal) -> bool:
    """Tell whether a content opens with what its teller means to do ("vouloir rester", "its plans to stay")."""
    inside = (i for piece in proposal.pieces for i in range(piece.start, piece.end))
    opening = next((i for i in inside if view.pos(i) not in {"PUNCT", "DET", "PRON", "ADP", "PART", "ADJ"}), None)
    if opening is None or view.is_finite(opening):
        return False
    others = (
        view.is_word(opening - 1, "anaphora.definite") and view.pos(opening - 1) == "DET"
    )  # "described the plan as P"
    to_do = view.pos(opening + 1) == "PART" or view.is_word(opening + 1, "clauses.of")
    named = fold(view.tokens[opening].lemma) in view.lexicon.words["certainty.intentions"]
    return named and (to_do or not others)


def _by_infinitive(view: View, proposal: Proposal) -> Certainty | None:
    """Read the infinitive that is all the verb of a headline ("Minister to resign"): planned."""
    if view.word(len(view) - 1) in STOPS:
        return None
    inside = [i for piece in proposal.pieces for i in range(piece.start + 1, piece.end - 1)]
    to_come = proposal.frame not in {"infinitive", "noun"} and any(
        view.is_word(i, "certainty.infinitive_marks")
        and view.pos(i - 1) in {"NOUN", "PROPN"}
        and view.tokens[i + 1].form == "inf"
        for i in inside
    )
    return "planned" if to_come else None


def _by_verb(view: View, verb: int, base: Certainty, use: Conditional | None) -> Certainty | None:
    """Say what a content's main verb makes of it ("pourrait": possible); ``None`` where it changes nothing."""
    lemma, words = fold(view.tokens[verb].lemma), view.lexicon.words
    weakened = use == "attenuated" or view.lexicon.grammar.modals
    if weakened and lemma in words["certainty.possible_verbs"]:
        return "possible"
    if weakened and lemma in words["certainty.expected_verbs"]:
        return "expected"
    if lemma in words["certainty.demanding_verbs"]:
        return "demanded"
    if _is_ongoing(view, verb):
        return "ongoing"
    ahead = base == "reported" and (view.tokens[verb].tense == "fut" or _is_will(view, verb))
    return "expected" if ahead else None


def _ahead(view: View, proposal: Proposal, verb: int) -> Certainty | None:
    """Say how a content looks ahead: own acts to come ("we will", "he would"), plans, dates, expectations."""
    lemma, words = fold(view.tokens[verb].lemma), view.lexicon.words
    near = range(verb + 1, min(verb + 3, len(view)))
    dated = lemma in words["certainty.states"] and any(_is_dated(view, i) for i in near)
    if dated or lemma in words["certainty.planning"]:
        return "planned"
    awaited = lemma in words["certainty.states"] and any(view.is_word(i, "certainty.awaited") for i in near)
    if awaited or lemma in words["certainty.expecting"]:
        return "expected"
    own = verb - 1 == proposal.start and view.is_word(verb - 1, "certainty.actors")
    return "announced" if own and (_is_will(view, verb) or view.is_word(verb, "certainty.acts")) else None


def _is_dated(view: View, index: int) -> bool:
    """Tell whether a word says that something has its date ("is set for Monday", not "was set at 6,000")."""
    return view.is_word(index, "certainty.scheduled") and not view.is_word(index + 1, "certainty.measuring")


def _is_said_to_tell(view: View, proposal: Proposal) -> bool:
    """Tell whether it is hearsay that somebody told it ("il aurait lancé : P", "is alleged to have said P")."""
    group = proposal.group
    if group is None or proposal.frame not in {"quote", "clause"}:
        return False
    told = any(conditional_use(view, i, None) == "hearsay" for i in range(group.start, group.verb + 1))
    marks = view.lexicon.hearsay_phrases
    near = range(max(0, group.start - MARKED), group.start + 1)
    return told or any((length := view.starts(i, marks)) and i + length >= group.start for i in near)


def _proclaims(view: View, proposal: Proposal) -> bool:
    """Tell whether a thing is made so by being told ("declared a state of emergency")."""
    group = proposal.group
    return group is not None and fold(view.tokens[group.verb].lemma) in view.lexicon.words["certainty.proclaiming"]


def _is_ongoing(view: View, verb: int) -> bool:
    """Tell a verb of going on ("se poursuivent", "continues"), or "be" with what says so ("est en cours")."""
    lemma, words = fold(view.tokens[verb].lemma), view.lexicon.words
    if lemma in words["certainty.ongoing"] and view.pos(verb + 1) not in {"DET", "NOUN", "PART", "ADP"}:
        return True
    near = range(verb + 1, min(verb + 4, len(view)))
    return lemma in words["certainty.states"] and any(
        view.starts(i, view.lexicon.phrases["certainty.under_way"]) for i in near
    )


def _by_words(view: View, words: frozenset[str], base: Certainty) -> Certainty:
    if words & view.lexicon.words["certainty.probable"]:
        return "probable"
    if words & view.lexicon.words["certainty.possible"]:
        return "possible"
    return base


def _is_will(view: View, verb: int) -> bool:
    return view.is_word(verb, "certainty.future")


def _negated(base: Certainty) -> Certainty:
    """A negated cue: "n'a pas confirmé" leaves it possible, "n'exclut pas" too."""
    return "possible" if base in {"confirmed", "denied"} else base


def _words(view: View, proposal: Proposal) -> frozenset[str]:
    """Give the words of a content; of quotations inside it only those of a word or two ("« probable »")."""
    inside = [i for piece in proposal.pieces for i in range(piece.start, piece.end)]
    short = {n for n, quote in enumerate(view.quotes) if quote.close - quote.open <= 3}
    return frozenset(view.words[i] for i in inside if view.quoted[i] < 0 or view.quoted[i] in short)
