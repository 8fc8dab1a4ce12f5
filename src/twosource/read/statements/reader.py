"""The trained reader: which of the stretches that a cue may put forward it does, by a log-linear model.

Every hypothesis of ``hypotheses`` is scored by the weights of what is seen at its edges, in it and at the cue;
what the grammar answers is one of the things seen. The weights are made by ``training/statements.py``; a
language without them is read by the grammar alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from twosource.read.statements import bounds, hypotheses, tellers
from twosource.read.statements.candidates import Candidate
from twosource.read.statements.hypotheses import NOTHING, REJECTED, Hypothesis
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View
from twosource.resources import exists, read_rows

Weights = Mapping[str, float]
Features = tuple[str, ...]


def model_name(language: str) -> str:
    """Name the resource that holds the weights of a language."""
    return f"models/statements-{language}.tsv"


@cache
def weights(language: str) -> Weights | None:
    """Read the weights of a language, ``None`` where there are none."""
    name = model_name(language)
    if not exists(name):
        return None
    return {row[0]: float(row[1]) for row in read_rows(name)}


def read(view: View, candidates: Sequence[Candidate], found: Sequence[Proposal]) -> list[Proposal]:
    """Give the proposals of a sentence as the reader sees them; without weights, those of the grammar."""
    table = weights(view.lexicon.language)
    if table is None:
        return list(found)
    marks = hypotheses.marks_of(candidates)
    kept = [proposal for proposal in found if proposal.cue is None]
    for candidate in candidates:
        kept += settle(view, candidate, best(view, candidate, marks, table))
    return kept


def best(view: View, candidate: Candidate, marks: frozenset[int], table: Weights) -> Hypothesis:
    """Give the hypothesis with the highest score, the first in order of equals."""
    sight = Sight(view, candidate, marks)
    parts: dict[tuple[bool, Range], float] = {}
    top, chosen = float("-inf"), REJECTED
    for hypothesis in hypotheses.enumerate_all(view, candidate, marks):
        score = sum(table.get(name, 0.0) for name in sight.of_whole(hypothesis))
        for behind, part in ((False, hypothesis.before), (True, hypothesis.behind)):
            if part.start < part.end:
                key = (behind, part)
                if key not in parts:
                    parts[key] = sum(table.get(name, 0.0) for name in sight.of_part(part, behind=behind))
                score += parts[key]
        if score > top:
            top, chosen = score, hypothesis
    return chosen


def settle(view: View, candidate: Candidate, chosen: Hypothesis) -> list[Proposal]:
    """Make proposals of a hypothesis: the grammar's where it is the grammar's answer, else one with its stretches."""
    if chosen == REJECTED:
        return []
    if candidate.proposals and chosen == hypotheses.of_grammar(candidate):
        return list(candidate.proposals)
    pieces = tuple(
        piece for part in chosen.pieces if (piece := bounds.trim(view, part.start, part.end)) is not None
    )
    return [msgspec.structs.replace(candidate.base, pieces=pieces)] if pieces else []


# ---------------------------------------------------------------------------- features


class Sight(Struct, frozen=True):
    """What the model sees of one possible cue."""

    view: View
    candidate: Candidate
    marks: frozenset[int]

    def all_of(self, hypothesis: Hypothesis) -> Iterator[str]:
        """Give every feature of a hypothesis."""
        yield from self.of_whole(hypothesis)
        for behind, part in ((False, hypothesis.before), (True, hypothesis.behind)):
            if part.start < part.end:
                yield from self.of_part(part, behind=behind)

    @property
    def kind(self) -> str:
        """Name the construction of the cue: its kind, the form of its verb, the grammar's frame."""
        group = self.candidate.base.group
        frame = self.candidate.proposals[0].frame if self.candidate.proposals else "none"
        return f"{self.candidate.kind}|{group.form if group else ''}|{frame}"

    def of_whole(self, hypothesis: Hypothesis) -> Features:
        """Describe a hypothesis as a whole; for the rejecting one, the cue."""
        if hypothesis == REJECTED:
            return self._of_cue()
        one, kind = self.candidate, self.kind
        shape = f"{'L' if hypothesis.before != NOTHING else ''}{'R' if hypothesis.behind != NOTHING else ''}"
        if hypothesis.before.end == hypothesis.behind.start:
            shape = "one"
        found = [f"H|{shape}|{kind}", f"H|{shape}|{one.lemma}", f"H|{shape}|{self._passive()}{one.kind}"]
        if one.proposals and hypothesis == hypotheses.of_grammar(one):
            found += ["G", f"G|{kind}", f"G|{one.lemma}"]
        return tuple(found)

    def _passive(self) -> str:
        group = self.candidate.base.group
        if group is None:
            return ""
        return "passive" if any(self.view.tokens[i].lemma in {"être", "be"} for i in range(group.start, group.verb)) else ""

    def _of_cue(self) -> Features:
        view, one, kind = self.view, self.candidate, self.kind
        group, cue = one.base.group, one.cue
        teller = tellers.type_of(view, one.base.source) if one.base.source is not None else "none"
        frames = "+".join(sorted({name for sense in view.lexicon.verbs.get(one.lemma, ()) for name in sense.frames}))
        after, before = shape(view, cue.end), shape(view, cue.start - 1)
        negated = "not" if group is not None and group.negated else ""
        tense = view.tokens[group.verb].tense + view.tokens[group.verb].mood if group is not None else ""
        proposed = "p" if one.proposals else ""
        return (
            "bias",
            f"R|{kind}",
            f"R|{one.kind}|{one.lemma}",
            f"R|{proposed}|{one.lemma}",
            f"R|{teller}|{kind}",
            f"R|{teller}|{proposed}|{frames}",
            f"R|{negated}|{one.base.certainty}",
            f"R|{frames}|{kind}",
            f"R|{after}|{one.kind}|{proposed}",
            f"R|{after}|{one.lemma}",
            f"R|{before}|{kind}",
            f"R|{view.word(cue.start - 1)}|{one.kind}",
            f"R|{tense}|{one.kind}|{proposed}",
            f"R|{one.base.certainty}|{kind}",
            f"R|{self._passive()}|{teller}|{proposed}",
        )

    def of_part(self, part: Range, *, behind: bool) -> Features:
        """Describe the part of a content before or behind the cue: its edges, its inside, how the grammar has it."""
        view, one, kind = self.view, self.candidate, self.kind
        side = ">" if behind else "<"
        before, first = shape(view, part.start - 1), shape(view, part.start)
        last, after = shape(view, part.end - 1), shape(view, part.end)
        then = shape(view, part.end + 1)
        inside = range(part.start, part.end)
        verbs = min(3, sum(view.is_finite(i) for i in inside))
        signs = min(3, sum(view.words[i] == "," for i in inside))
        gap = part.start - one.cue.end if behind else one.cue.start - part.end
        cues = min(2, sum(i in self.marks for i in inside if i != part.start))
        return (
            f"{side}S|{before}|{first}",
            f"{side}S|{before}|{kind}",
            f"{side}S|{first}|{one.lemma}",
            f"{side}S|{first}|{kind}",
            f"{side}Sw|{view.word(part.start - 1)}|{one.kind}",
            f"{side}Sv|{view.word(part.start)}",
            f"{side}D|{_bucket(gap)}|{kind}",
            f"{side}D|{_bucket(gap)}|{before}",
            f"{side}E|{last}|{after}",
            f"{side}E|{after}|{kind}",
            f"{side}Ew|{view.word(part.end)}",
            f"{side}Ez|{after}|{then}",
            f"{side}Ey|{after}|{view.word(part.end + 1)}",
            f"{side}V|{verbs}|{after}|{then}",
            f"{side}V|{verbs}|{kind}",
            f"{side}V|{verbs}|{before}",
            f"{side}L|{_bucket(part.end - part.start)}|{kind}",
            f"{side}Q|{self._quotes(part)}|{kind}",
            f"{side}Q|{self._quotes(part)}",
            f"{side}C|{signs}|{verbs}|{after}",
            f"{side}M|{cues}|{after}",
            f"{side}M|{cues}|{kind}",
            f"{side}B|{self._cuts_bracket(part)}",
            *self._as_grammar(part, behind=behind),
        )

    def _quotes(self, part: Range) -> str:
        view = self.view
        first, last = view.quoted[part.start], view.quoted[part.end - 1]
        if first < 0 and last < 0:
            return "some" if any(view.quoted[i] >= 0 for i in range(part.start, part.end)) else "none"
        if first == last:
            quote = view.quotes[first]
            edges = (part.start - quote.open, quote.close - part.end + 1)
            return "whole" if edges in {(1, 1), (0, 0), (1, 2)} else "marks" if 0 in edges else "part"
        starts = first < 0 or view.quotes[first].open >= part.start
        ends = last < 0 or view.quotes[last].close < part.end
        return "mixed" if starts and ends else "cut"

    def _cuts_bracket(self, part: Range) -> bool:
        view = self.view
        depth = sum({"(": 1, ")": -1}.get(view.words[i], 0) for i in range(part.start, part.end))
        return depth != 0

    def _as_grammar(self, part: Range, *, behind: bool) -> Features:
        answer = hypotheses.of_grammar(self.candidate)
        if answer is None:
            return ()
        theirs = answer.behind if behind else answer.before
        side = ">" if behind else "<"
        if theirs == NOTHING:
            return (f"{side}g-|{self.kind}",)
        start = "=" if part.start == theirs.start else "<" if part.start < theirs.start else ">"
        end = "=" if part.end == theirs.end else "<" if part.end < theirs.end else ">"
        after = shape(self.view, part.end)
        return (
            f"{side}g|{start}{end}",
            f"{side}gs|{start}|{self.kind}",
            f"{side}ge|{end}|{self.kind}",
            f"{side}ga|{end}|{after}|{shape(self.view, part.end + 1)}",
        )


def shape(view: View, index: int) -> str:
    """Name the kind of a token: a sign as it is, "que", a relative, else its part of speech and form."""
    if not 0 <= index < len(view.tokens):
        return "^" if index < 0 else "$"
    token = view.tokens[index]
    if token.pos == "PUNCT":
        return token.text
    if view.is_word(index, "clauses.that"):
        return "that"
    if token.pos in {"PRON", "ADV"} and view.is_word(index, "clauses.relative"):
        return "rel"
    if view.is_word(index, "time.words"):
        return f"time{token.pos}"
    return f"{token.pos}{token.form}"


def _bucket(size: int) -> str:
    for limit in (0, 1, 2, 4, 7, 12, 20):
        if size <= limit:
            return str(limit)
    return "far"
