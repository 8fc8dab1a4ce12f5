"""Whether a content says anything: not where it only names somebody, or tells how a teller wishes to be quoted."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.read.statements import phrases, tellers
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal
from twosource.read.statements.view import View
from twosource.text import fold

REMARK = 6
"""Tokens of a content that only asks for anonymity, at most."""
_SMALL = frozenset({"DET", "ADP", "ADV", "NUM", "PUNCT", "CCONJ", "PART"})
NAMING = frozenset({"person", "role", "media", "agency", "collective", "anonymous"})


def says_something(view: View, proposal: Proposal) -> bool:
    """Tell whether a content is more than a bare teller ("citing prosecutors") or a wish to stay unnamed."""
    inside = [i for piece in proposal.pieces for i in range(piece.start, piece.end)]
    alone = inside[0] if len(inside) == 1 else -1
    if view.is_word(alone, "clauses.resumed") or view.is_word(
        alone, "remarks.answers"
    ):  # "do not deny this", "said no"
        return False
    if _is_time(view, inside) or _opens_unnamed(view, proposal) or _is_addressed(view, proposal, inside):
        return False
    if any(view.quoted[i] >= 0 or view.is_finite(i) for i in inside):
        return True
    if len(inside) <= REMARK and _is_silent(view, inside):
        return False
    unnamed = len(inside) <= REMARK and any(view.is_word(i, "remarks.unnamed") for i in inside)
    return not unnamed and not (len(proposal.pieces) == 1 and _is_bare(view, proposal))


def _is_silent(view: View, inside: Sequence[int]) -> bool:
    """Tell whether a content is only that nothing will be said ("ne souhaite pas communiquer")."""
    verbs = [i for i in inside if view.tokens[i].form == "inf"]
    return len(verbs) == 1 and fold(view.tokens[verbs[0]].lemma) in view.lexicon.words["remarks.silent"]


def _is_time(view: View, inside: Sequence[int]) -> bool:
    """Tell whether a content is a time alone ("denied it a few hours earlier")."""
    return not any(view.quoted[i] >= 0 for i in inside) and phrases.only_times(view, inside, _SMALL)


def _is_addressed(view: View, proposal: Proposal, inside: Sequence[int]) -> bool:
    """Tell whether a content is only who was told, and when ("it had warned the operator, Transalpe, in March")."""
    cue = proposal.cue
    told = cue is not None and inside[0] == cue.end and view.lexicon.grammar.bare_clauses
    verb = proposal.group.verb if proposal.group is not None else -1
    if not told or verb < 0 or fold(view.tokens[verb].lemma) not in view.lexicon.words["addressing.verbs"]:
        return False
    if any(view.quoted[i] >= 0 or view.tokens[i].form in {"fin", "inf"} for i in inside):
        return False
    phrase = phrases.phrase_from(view, inside[0], inside[-1] + 1)
    return phrase is not None and tellers.type_of(view, phrase) != "unknown"


def _opens_unnamed(view: View, proposal: Proposal) -> bool:
    """Tell whether a content opens with the wish to stay unnamed; the rest is another's ("requis l'anonymat, P")."""
    first = proposal.start + (view.pos(proposal.start) == "DET")
    return proposal.frame == "noun" and view.pos(first) == "NOUN" and view.is_word(first, "remarks.unnamed")


def _is_bare(view: View, proposal: Proposal) -> bool:
    """Tell whether a content is one noun phrase that names who could tell, without a number or a word of speech."""
    phrase = phrases.phrase_from(view, proposal.start, proposal.end)
    if phrase is None or phrase.end != proposal.end:
        return False
    inside = range(phrase.start, phrase.end)
    if any(view.pos(i) == "NUM" or fold(view.tokens[i].lemma) in view.lexicon.nouns for i in inside):
        return False
    kind = tellers.type_of(view, phrase)
    if kind == "person" and _is_of_somebody(view, phrase):
        return False
    named = any(m.start <= view.tokens[tellers.head(view, phrase)].start < m.end for m in view.mentions)
    cited = proposal.cue is not None and _cites(view, proposal.cue.end - 1)
    return kind in NAMING or (kind == "organisation" and (named or cited))


def _is_of_somebody(view: View, phrase: Phrase) -> bool:
    """Tell whether a thing is told of a person ("l'arrivée du gardien Ada Roe"), and the phrase names nobody."""
    first = tellers.head(view, phrase)
    common = view.pos(first) == "NOUN" and view.word(first) not in view.lexicon.tellers
    return common and view.tokens[first].text.islower() and view.is_word(first + 1, "clauses.of")


def _cites(view: View, verb: int) -> bool:
    return not view.lexicon.words["relays.quotes"].isdisjoint(view.forms(verb))
