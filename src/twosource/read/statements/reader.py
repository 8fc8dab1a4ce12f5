"""The trained reader: which of the stretches that a cue may put forward it does, by a log-linear model.

Every hypothesis of ``hypotheses`` is scored by the weights of what is seen at its edges, in it and at the cue;
what the grammar answers is one of the things seen. The weights are made by ``training/statements.py``; a
language that they were not trained on is read by the grammar alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate

import msgspec
from msgspec import Struct

from twosource.read.statements import bounds, hypotheses, insertions, relays, tellers
from twosource.read.statements.candidates import Candidate
from twosource.read.statements.hypotheses import NOTHING, REJECTED, Hypothesis
from twosource.read.statements.lexicon import WORD_SETS, load
from twosource.read.statements.proposals import Proposal
from twosource.read.statements.view import MARKS, View
from twosource.resources import exists, read_rows

Feature = tuple[str, ...]
Features = tuple[Feature, ...]
HOPELESS = 1.8
"""A score of rejection that no content outweighs: then none is looked for."""
Weights = Mapping[Feature, float]
MODEL = "models/statements.tsv"
COUNTS = ("0", "1", "2", "3")
BUCKETS = tuple(f"<={next(limit for limit in (0, 1, 2, 4, 7, 12, 20, 99) if size <= limit)}" for size in range(22))
"""The name of a length or distance, by its size; what is longer has the last."""


@cache
def weights() -> Weights:
    """Read the weights: one table for all languages that it was trained on."""
    return {tuple(sys.intern(part) for part in row[1:]): float(row[0]) for row in read_rows(MODEL)}


def read(view: View, candidates: Sequence[Candidate], found: Sequence[Proposal]) -> list[Proposal]:
    """Give the proposals of a sentence as the reader sees them; in a language that it does not know, the grammar's."""
    if not view.lexicon.trained or not exists(MODEL):
        return list(found)
    if not candidates:
        return [proposal for proposal in found if proposal.cue is None]
    table = weights()
    seen = see(view, candidates)
    kept = [proposal for proposal in found if proposal.cue is None]
    for candidate in candidates:
        sure = bool(candidate.proposals) and insertions.closes_part(view.tokens, view.quotes, candidate.cue.start)
        kept += candidate.proposals if sure else settle(view, candidate, best(view, candidate, seen, table))
    return kept


def best(view: View, candidate: Candidate, seen: Seen, table: Weights) -> Hypothesis:
    """Give the hypothesis with the highest score, the first in order of equals."""
    sight = sight_of(view, candidate, seen)
    edges: dict[tuple[str, bool, int, int], float] = {}
    parts: dict[tuple[bool, tuple[int, int]], tuple[float, float]] = {}

    def score(what: str, start: int, end: int, *, behind: bool) -> float:
        key = (what, behind, start, end)
        found = edges.get(key)
        if found is None:
            found = edges[key] = _sum(table, sight.features(what, start, end, behind=behind))
        return found

    def scores(start: int, end: int, *, behind: bool) -> tuple[float, float]:
        sides = score("start", start, 0, behind=behind) + score("end", 0, end, behind=behind)
        return sides, score("both", start, end, behind=behind)

    wholes: dict[str, float] = {"": _sum(table, sight.of_whole(REJECTED))}
    top, chosen = wholes[""], REJECTED
    if top > HOPELESS:
        return REJECTED
    for hypothesis in hypotheses.enumerate_all(view, candidate, seen.marks):
        sides = sight.sides(hypothesis)
        if sides not in wholes:
            wholes[sides] = _sum(table, sight.of_whole(hypothesis))
        total = wholes[sides]
        for part in hypothesis.parts:
            found = parts.get(part)
            if found is None:
                found = parts[part] = scores(*part[1], behind=part[0])
            total += found[0]
            total += found[1]
        if total > top:
            top, chosen = total, hypothesis
    return chosen


def _sum(table: Weights, names: Features) -> float:
    return sum(filter(None, map(table.get, names)))


def settle(view: View, candidate: Candidate, chosen: Hypothesis) -> list[Proposal]:
    """Make proposals of a hypothesis: the grammar's where it is the grammar's answer, else one with its stretches."""
    if chosen == REJECTED:
        return []
    if candidate.proposals and chosen == hypotheses.of_grammar(candidate):
        return list(candidate.proposals)
    pieces = tuple(piece for part in chosen.pieces if (piece := bounds.trim(view, part.start, part.end)) is not None)
    if not pieces:
        return []
    found = msgspec.structs.replace(candidate.base, pieces=pieces)
    return [found if candidate.proposals else with_hops(view, found)]


def with_hops(view: View, proposal: Proposal) -> Proposal:
    """Add the media spoken to and whom a teller cites to a content that the grammar does not find."""
    source, cue = proposal.source, proposal.cue
    if source is None or cue is None:
        return proposal
    last = max(source.end, cue.end)
    following = next((piece.start for piece in proposal.pieces if piece.start >= last), len(view))
    told = relays.between(view, last, following) or (relays.behind(view, last) if following == len(view) else ())
    cited = relays.cited_after(view, source.end) or relays.cited_before(view, source)
    return msgspec.structs.replace(proposal, relays=proposal.relays or told, cites=proposal.cites or cited)


# ---------------------------------------------------------------------------- features


class Seen(Struct, frozen=True):
    """What the model sees of a sentence, whatever the cue: kinds of tokens, and running counts up to each token.

    ``marks`` are where its cues begin; lists are one longer than the sentence.
    """

    marks: frozenset[int]
    shapes: tuple[str, ...]
    verbs: tuple[int, ...]
    commas: tuple[int, ...]
    quoted: tuple[int, ...]
    brackets: tuple[int, ...]
    cues: tuple[int, ...]

    def shape(self, index: int) -> str:
        """Name the kind of the token at ``index``, "^" and "$" outside the sentence."""
        return "^" if index < 0 else self.shapes[index] if index < len(self.shapes) else "$"


def see(view: View, candidates: Sequence[Candidate]) -> Seen:
    """See a sentence with its possible cues."""
    marks = hypotheses.marks_of(candidates)
    return Seen(
        marks=marks,
        shapes=tuple(shape(view, index) for index in range(len(view))),
        verbs=_running([token.form == "fin" for token in view.tokens]),
        commas=_running([word == "," for word in view.words]),
        quoted=_running([number >= 0 for number in view.quoted]),
        brackets=_running([(word == "(") - (word == ")") for word in view.words]),
        cues=_running([index in marks for index in range(len(view))]),
    )


def _running(counts: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(counts, initial=0))


class Sight(Struct, frozen=True):
    """What the model sees of one possible cue. ``kind`` names its construction, ``answer`` what the grammar says."""

    view: View
    candidate: Candidate
    seen: Seen
    kind: str
    passive: str
    answer: Hypothesis | None

    def all_of(self, hypothesis: Hypothesis) -> Iterator[Feature]:
        """Give every feature of a hypothesis."""
        yield from self.of_whole(hypothesis)
        for behind, (start, end) in hypothesis.parts:
            for what in ("start", "end", "both"):
                yield from self.features(what, start, end, behind=behind)

    def features(self, what: str, start: int, end: int, *, behind: bool) -> Features:
        """Describe where a part of a content starts, where it ends, or what lies between."""
        side = ">" if behind else "<"
        if what == "start":
            return self._start(side, start)
        return self._end(side, end) if what == "end" else self._both(side, start, end)

    def sides(self, hypothesis: Hypothesis) -> str:
        """Name the parts that a hypothesis has, with a sign where it is the grammar's answer."""
        before, behind = hypothesis.before, hypothesis.behind
        parts = "one" if before.end == behind.start != 0 else f"{'L' * (before != NOTHING)}{'R' * (behind != NOTHING)}"
        return f"{parts}=" if hypothesis == self.answer else parts

    def of_whole(self, hypothesis: Hypothesis) -> Features:
        """Describe a hypothesis as a whole; for the rejecting one, the cue."""
        if hypothesis == REJECTED:
            return self._of_cue()
        one, kind, sides = self.candidate, self.kind, self.sides(hypothesis)
        parts = sides.rstrip("=")
        found = (("H1", parts, kind), ("H2", parts, one.lemma), ("H3", parts, self.passive, one.kind))
        if not sides.endswith("="):
            return found
        resumed, told = "", ""
        if parts == "LR":
            resumed = self.seen.shape(hypothesis.behind.start)
            told = COUNTS[min(3, self.seen.verbs[hypothesis.before.end] - self.seen.verbs[hypothesis.before.start])]
        whole = (("G", self.view.lexicon.language), ("G1", kind), ("G2", one.lemma), ("G3", kind, resumed, told))
        return found + whole

    def _of_cue(self) -> Features:
        view, one, kind = self.view, self.candidate, self.kind
        group, cue = one.base.group, one.cue
        teller = tellers.type_of(view, one.base.source) if one.base.source is not None else "none"
        frames = "+".join(sorted({name for sense in view.lexicon.verbs.get(one.lemma, ()) for name in sense.frames}))
        after, before = self.seen.shape(cue.end), self.seen.shape(cue.start - 1)
        negated = "not" if group is not None and group.negated else ""
        tense = view.tokens[group.verb].tense + view.tokens[group.verb].mood if group is not None else ""
        proposed = "p" if one.proposals else ""
        return (
            ("bias", proposed, view.lexicon.language),
            ("R1", kind),
            ("R2", one.kind, one.lemma),
            ("R3", proposed, one.lemma),
            ("R4", teller, kind),
            ("R5", teller, proposed, frames),
            ("R6", negated, one.base.certainty),
            ("R7", frames, kind),
            ("R8", after, one.kind, proposed),
            ("R9", after, one.lemma),
            ("R10", before, kind),
            ("R11", view.word(cue.start - 1), one.kind),
            ("R12", tense, one.kind, proposed),
            ("R13", one.base.certainty, kind),
            ("R14", self.passive, teller, proposed),
        )

    def _start(self, side: str, start: int) -> Features:
        view, one, kind = self.view, self.candidate, self.kind
        before, first = self.seen.shape(start - 1), self.seen.shape(start)
        gap = _bucket(start - one.cue.end) if side == ">" else ""
        return (
            (side, "S1", before, first),
            (side, "S2", before, kind),
            (side, "S3", first, one.lemma),
            (side, "S4", first, kind),
            (side, "S5", view.word(start - 1), one.kind),
            (side, "S6", view.word(start)),
            (side, "S7", gap, kind),
            (side, "S8", gap, before),
            (side, "S9", self._against(start, side, first=True), kind),
        )

    def _end(self, side: str, end: int) -> Features:
        view, one, kind = self.view, self.candidate, self.kind
        last, after, then = self.seen.shape(end - 1), self.seen.shape(end), self.seen.shape(end + 1)
        against = self._against(end, side, first=False)
        gap = _bucket(one.cue.start - end) if side == "<" else ""
        return (
            (side, "E1", last, after),
            (side, "E2", after, kind),
            (side, "E3", view.word(end)),
            (side, "E4", after, then),
            (side, "E5", after, view.word(end + 1)),
            (side, "E6", gap, kind),
            (side, "E7", against, kind),
            (side, "E8", against, after, then),
        )

    def _both(self, side: str, start: int, end: int) -> Features:
        seen, kind = self.seen, self.kind
        verbs, signs = _count(seen.verbs[end] - seen.verbs[start]), _count(seen.commas[end] - seen.commas[start])
        cues = _count(min(2, seen.cues[end] - seen.cues[start + 1]))
        after, quotes = seen.shape(end), self._quotes(start, end)
        agrees = (self._against(start, side, first=True), self._against(end, side, first=False))
        return (
            (side, "B1", verbs, after, seen.shape(end + 1)),
            (side, "B2", verbs, kind),
            (side, "B3", verbs, seen.shape(start - 1)),
            (side, "B4", _bucket(end - start), kind),
            (side, "B5", quotes, kind),
            (side, "B6", quotes),
            (side, "B7", signs, verbs, after),
            (side, "B8", cues, after),
            (side, "B9", cues, kind),
            (side, "B10", "cut" if seen.brackets[end] != seen.brackets[start] else ""),
            (side, "B11", *agrees),
        )

    def _quotes(self, start: int, end: int) -> str:
        view = self.view
        inside = self.seen.quoted[end] - self.seen.quoted[start]
        if not inside:
            return "none"
        first, last = view.quoted[start], view.quoted[end - 1]
        if first == last:
            if first < 0:
                return "some"
            quote = view.quotes[first]
            edges = (start - quote.open, quote.close - end + 1)
            return "whole" if edges in {(1, 1), (0, 0), (1, 2)} else "marks" if 0 in edges else "part"
        starts = first < 0 or view.quotes[first].open >= start
        ends = last < 0 or view.quotes[last].close < end
        return "mixed" if starts and ends else "cut"

    def _against(self, edge: int, side: str, *, first: bool) -> str:
        """Say how an edge lies to the grammar's: the same, before, behind; "-" where it has no such part."""
        if self.answer is None:
            return ""
        theirs = self.answer.behind if side == ">" else self.answer.before
        if theirs == NOTHING:
            return "-"
        other = theirs.start if first else theirs.end
        return "=" if edge == other else "<" if edge < other else ">"


def sight_of(view: View, candidate: Candidate, seen: Seen) -> Sight:
    """Look at one possible cue."""
    group = candidate.base.group
    frame = candidate.proposals[0].frame if candidate.proposals else "none"
    passive = group is not None and any(view.tokens[i].lemma in {"être", "be"} for i in range(group.start, group.verb))
    kind = sys.intern(f"{candidate.kind}|{group.form if group else ''}|{frame}")
    return Sight(view, candidate, seen, kind, "passive" if passive else "", hypotheses.of_grammar(candidate))


def shape(view: View, index: int) -> str:
    """Name the kind of a token: a sign as it is, "que", a relative, else its part of speech and form."""
    token = view.tokens[index]
    if token.pos == "PUNCT":
        return _mark(view, index) if token.text in MARKS and view.quoted[index] >= 0 else token.text
    return _shape(view.words[index], token.pos, token.form, view.lexicon.language)


@lru_cache(maxsize=1 << 15)
def _shape(word: str, pos: str, form: str, language: str) -> str:
    lexicon = load(language)
    words = lexicon.words if lexicon is not None else {key: frozenset[str]() for key in WORD_SETS}
    if word in words["clauses.that"]:
        return "that"
    if pos in {"PRON", "ADV"} and word in words["clauses.relative"]:
        return "rel"
    return f"time{pos}" if word in words["time.words"] else pos + form


def _mark(view: View, index: int) -> str:
    """Name a mark of a quotation by its side, whatever a desk prints; one inside another quotation by itself."""
    quote = view.quotes[view.quoted[index]]
    return "«" if index == quote.open else "»" if index == quote.close else view.tokens[index].text


def _bucket(size: int) -> str:
    return BUCKETS[size] if 0 <= size < len(BUCKETS) else BUCKETS[0 if size < 0 else -1]


def _count(size: int) -> str:
    return COUNTS[size] if size < len(COUNTS) else COUNTS[-1]
