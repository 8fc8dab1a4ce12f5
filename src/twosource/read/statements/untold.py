"""What a verb of speech does not tell: denied or refused, told by nobody, shown or done rather than said."""

from __future__ import annotations

from twosource.read.statements import cues, phrases, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal
from twosource.read.statements.view import View
from twosource.text import fold

DOING = frozenset({"person", "role", "organisation", "collective", "anonymous"})
QUOTED = 4
"""Tokens of a quotation with its marks, from which it is more than a word or two."""


def is_untold(view: View, proposal: Proposal) -> bool:
    """Tell whether a content is asked and its telling denied ("have not said whether P"), or told by nobody."""
    denied = proposal.group is not None and proposal.group.negated
    if proposal.cue is not None and view.is_word(proposal.cue.start - 1, "clauses.without"):  # "without saying how"
        return True
    if _lacks_number(view, proposal) or _is_refused(view, proposal):
        return True
    if any(untold(view, proposal) for untold in (_is_relative, _is_narrators, _is_to_come, _is_only_shown)):
        return True
    if proposal.source is not None and (
        view.is_word(proposal.source.start, "clauses.negation") or _is_done(view, proposal, proposal.source)
    ):
        return True
    return denied and (view.is_word(proposal.start, "clauses.whether") or proposal.certainty == "confirmed")


def _is_relative(view: View, proposal: Proposal) -> bool:
    """Tell whether "that" behind a noun of speech is its subject's relative ("remarks that were aired")."""
    opener, cue = proposal.start - 1, proposal.cue
    if cue is None or view.pos(cue.end - 1) != "NOUN" or not view.lexicon.grammar.bare_clauses:
        return False
    helped = view.is_finite(proposal.start) and view.pos(proposal.start) == "AUX"
    return view.is_word(opener, "clauses.that") and view.pos(opener) == "PRON" and helped


def _is_refused(view: View, proposal: Proposal) -> bool:
    """Tell whether somebody refuses to say it ("refused to say that P"; who "refuses to rule P out" leaves it open)."""
    group = proposal.group
    if group is None or not group.negated or proposal.certainty == "denied":
        return False
    refusing = view.lexicon.words["clauses.refusing"]
    return any(fold(view.tokens[i].lemma) in refusing for i in range(group.start, group.verb))


def _lacks_number(view: View, proposal: Proposal) -> bool:
    """Tell whether a verb that only tells how many gives no number ("put the toll at 31", not "put a cordon round")."""
    inside = (i for piece in proposal.pieces for i in range(piece.start, piece.end))
    return (
        proposal.frame != "clause"
        and _verb(view, proposal) in view.lexicon.words["clauses.numbering"]
        and not any(view.pos(i) == "NUM" for i in inside)
    )


def _is_done(view: View, proposal: Proposal, source: Phrase) -> bool:
    """Tell whether a thing does something to another ("the floods claimed the lives of 14"): nobody tells it."""
    acts = _is_bare(view, proposal) and _verb(view, proposal) in view.lexicon.words["inanimate.acts"]
    return acts and tellers.type_of(view, source) == "unknown" and not tellers.is_pronoun(view, source)


def _is_narrators(view: View, proposal: Proposal) -> bool:
    """Tell whether the article itself asks its readers to keep something in mind ("Rappelons que P")."""
    group = proposal.group
    opens = group is not None and view.pos(group.start - 1) in {"", "PUNCT"}
    return opens and group is not None and view.is_word(group.start, "clauses.narrator")


def _is_to_come(view: View, proposal: Proposal) -> bool:
    """Tell whether something is yet to be told, by nobody named ("les résultats seront annoncés demain")."""
    group = proposal.group
    if group is None or proposal.source is not None or not cues.is_passive(view, group):
        return False
    return view.tokens[group.start].tense == "fut"


def _is_only_shown(view: View, proposal: Proposal) -> bool:
    """Tell whether somebody shows, finds or makes a thing rather than says it ("a montré des signes de faiblesse").

    A document shows what it says, and a word of speech is told ("a présenté ses excuses"). Who "accuses a loss" has it.
    """
    source, verb = proposal.source, _verb(view, proposal)
    cue, group = proposal.cue, proposal.group
    behind = cue is not None and group is not None and group.end == cue.end <= proposal.start  # not "conclut à P"
    opened = view.tokens[proposal.start].form == "inf" or proposal.frame in {"infinitive", "inserted"}
    if source is None or opened or not behind:
        return False
    if not _is_bare(view, proposal):  # "la centrale ne présente « aucun danger »": no thing tells by it
        dead = tellers.type_of(view, source) == "unknown" and not tellers.is_pronoun(view, source)
        return dead and view.quoted[proposal.start] >= 0 and verb in view.lexicon.words["inanimate.showing"]
    thing = phrases.phrase_from(view, proposal.start, proposal.end)
    head = tellers.head(view, thing) if thing is not None else proposal.start
    if fold(view.tokens[head].lemma) in view.lexicon.nouns:
        return False
    if verb in view.lexicon.words["inanimate.having"]:
        indefinite = view.is_word(proposal.start, "pronouns.indefinite")
        return indefinite and thing is not None and tellers.type_of(view, thing) == "unknown"
    written = any(view.is_word(i, "certainty.reporters") for i in range(source.start, source.end))
    judged = view.pos(proposal.end - 1) == "ADJ" and view.lexicon.grammar.compounds  # "found that action unlawful"
    doing = tellers.type_of(view, source) in DOING and not written and not judged
    return doing and verb in view.lexicon.words["inanimate.showing"]


def _is_bare(view: View, proposal: Proposal) -> bool:
    """Tell whether a content has no finite verb and no quotation of more than a word or two."""
    inside = [i for piece in proposal.pieces for i in range(piece.start, piece.end)]
    long = {n for n, quote in enumerate(view.quotes) if quote.close - quote.open > QUOTED}
    return not any(view.quoted[i] in long if view.quoted[i] >= 0 else view.is_finite(i) for i in inside)


def _verb(view: View, proposal: Proposal) -> str:
    return fold(view.tokens[proposal.group.verb].lemma) if proposal.group is not None else ""
