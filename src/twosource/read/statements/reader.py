"""The trained reader: which of the stretches that a cue may put forward it does, by a log-linear model.

Every hypothesis of ``hypotheses`` is scored by the weights of what is seen at its edges, in it and at the cue;
what the grammar answers is one of the things seen. The weights are made by ``training/statements.py``; a
language that they were not trained on is read by the grammar alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain

import msgspec
from msgspec import Struct

from twosource.read.statements import bounds, cues, hypotheses, insertions, relays, subjects, tellers, weights
from twosource.read.statements.candidates import Candidate
from twosource.read.statements.hypotheses import NOTHING, REJECTED, Hypothesis, Part
from twosource.read.statements.lexicon import WORD_SETS, load
from twosource.read.statements.phrases import Phrase
from twosource.read.statements.proposals import Proposal, Range, denies
from twosource.read.statements.quotes import MARKS
from twosource.read.statements.view import View
from twosource.read.statements.weights import MODEL, Feature, Weights
from twosource.resources import exists

HOPELESS = 1800
"""A score of rejection, in thousandths, that no content outweighs: then none is looked for."""
SET = 3
"""Tokens of a set phrase, at least."""
DONE = 6
"""Tokens within which a perfect infinitive has its participle."""
COUNTS = ("0", "1", "2", "3")
BUCKETS = tuple(f"<={next(limit for limit in (0, 1, 2, 4, 7, 12, 20, 99) if size <= limit)}" for size in range(22))
"""The name of a length or distance, by its size; what is longer has the last."""


class Heard(Struct, frozen=True):
    """A sentence with its possible cues and what the grammar proposes."""

    view: View
    candidates: Sequence[Candidate]
    found: Sequence[Proposal]


class Question(Struct, frozen=True):
    """A possible cue with what it may put forward; ``rows`` describe the parts of that, ``rejected`` is a score."""

    sight: Sight
    rejected: int
    hypotheses: Sequence[tuple[Hypothesis, tuple[Part, ...]]]
    parts: Sequence[Part]
    rows: Sequence[Sequence[int]]


def read(sentences: Sequence[Heard]) -> list[list[Proposal]]:
    """Give the proposals of some sentences as the reader sees them; in a language that it does not know, the grammar's.

    All that an article may say is weighed at once.
    """
    if not exists(MODEL) or not all(one.view.lexicon.trained for one in sentences):
        return [list(one.found) for one in sentences]
    table = weights.load()
    asked = [_ask_all(one, table) for one in sentences]
    questions = [one for held in asked for one in held if isinstance(one, Question)]
    scores = iter(table.of_parts([row for question in questions for row in question.rows]))
    answers = iter([_settled(one, dict(zip(one.parts, scores, strict=False)), table) for one in questions])
    return [
        [proposal for proposal in one.found if proposal.cue is None]
        + [part for known in held for part in (next(answers) if isinstance(known, Question) else known)]
        for one, held in zip(sentences, asked, strict=True)
    ]


def _ask_all(sentence: Heard, table: Weights) -> list[Question | tuple[Proposal, ...]]:
    if not sentence.candidates:
        return []
    seen = see(sentence.view, sentence.candidates)
    return [_ask(sentence.view, candidate, seen, table) for candidate in sentence.candidates]


def _ask(view: View, candidate: Candidate, seen: Seen, table: Weights) -> Question | tuple[Proposal, ...]:
    """Ask what a cue puts forward; where that is known beforehand, give it."""
    closing = candidate.proposals and insertions.closes_part(view.tokens, view.quotes, candidate.cue.start)
    if closing or any(_is_settled(view, one) for one in candidate.proposals):
        return candidate.proposals
    sight = sight_of(view, candidate, seen)
    rejected = table.of(sight.of_whole(REJECTED))
    if rejected > HOPELESS:
        return ()
    held = [(one, one.parts) for one in hypotheses.enumerate_all(view, candidate, seen.marks)]
    parts = list(dict.fromkeys(chain.from_iterable(parts for _, parts in held)))
    return Question(sight, rejected, held, parts, list(numbered(sight, parts, table)))


def _is_settled(view: View, one: Proposal) -> bool:
    """Tell whether the grammar alone reads a construction, of which the reader has learnt nothing."""
    which = one.frame == "reference" and view.is_word(one.start - 1, "prepositions.no_tellers")  # "selon laquelle P"
    done = one.frame == "infinitive" and _is_done(view, one)
    named = one.source is not None and tellers.type_of(view, one.source) != "unknown"
    if named and (_is_set_phrase(view, one) or _leaves_open(one)):
        return True
    parted = len(one.pieces) > 1 and bounds.lacks(view, one.pieces[0], one.pieces[1].start)
    return one.frame == "framed" or which or done or parted or denies(one, one.end) or _is_told_by(view, one)


def _is_set_phrase(view: View, one: Proposal) -> bool:
    """Tell whether a cue is of several words that mean nothing else ("on the evidence of X", "put on record that")."""
    size = one.cue.end - one.cue.start if one.cue is not None else 0
    if one.frame == "preposition":
        return size >= SET
    locution = one.group is not None and one.cue is not None and one.cue.end >= one.group.end + SET - 1
    return one.frame == "clause" and locution and view.is_word(one.start - 1, "clauses.that")


def _leaves_open(one: Proposal) -> bool:
    """Tell whether a teller does not rule a thing out ("n'écarte pas l'hypothèse d'un sabotage")."""
    return one.frame == "noun" and one.certainty == "denied" and one.group is not None and one.group.negated


def _is_done(view: View, one: Proposal) -> bool:
    """Tell whether a content is what somebody says to have done, one infinitive ("dit l'avoir vue la veille")."""
    inside = [i for piece in one.pieces for i in range(piece.start, piece.end)]
    first = next((i for i in inside if view.pos(i) not in {"PRON", "ADV"}), inside[0])
    perfect = view.pos(first) == "AUX" and view.tokens[first].form == "inf"
    done = perfect and any(view.tokens[i].form == "part" for i in inside[:DONE])
    return done and bounds.opens_infinitive(view, one.start) and not any(view.is_finite(i) for i in inside)


def _is_told_by(view: View, one: Proposal) -> bool:
    """Tell whether a passive names the teller of its subject behind it ("la mort de X a été confirmée par Y")."""
    if one.group is None or one.frame != "noun" or one.source is None or not cues.is_passive(view, one.group):
        return False
    ends = {one.group.end, one.end, one.cue.end if one.cue is not None else 0}  # "were promised | P | by X"
    return view.is_word(one.source.start - 1, "clauses.by") and one.source.start - 1 in ends


def numbered(sight: Sight, parts: Sequence[Part], table: Weights) -> Iterator[list[int]]:
    """Describe the parts that some hypotheses have, in numbers."""
    cues = {behind: table.number("cue", sight.cue(behind=behind)) for behind in (False, True)}
    starts, ends = dict[tuple[bool, int], list[int]](), dict[tuple[bool, int], list[int]]()
    for behind, start, end in parts:
        if (behind, start) not in starts:
            starts[behind, start] = cues[behind] + table.number("start", sight.start(start, behind=behind))
        if (behind, end) not in ends:
            ends[behind, end] = table.number("end", sight.end(end, behind=behind))
        yield starts[behind, start] + ends[behind, end] + table.number("both", sight.both(start, end))


def _settled(question: Question, scores: Mapping[Part, int], table: Weights) -> list[Proposal]:
    """Give the proposals of the hypothesis with the highest score, the first in order of equals."""
    sight, top, chosen = question.sight, question.rejected, REJECTED
    wholes = {"": top}
    for hypothesis, parts in question.hypotheses:
        sides = sight.sides(hypothesis)
        if sides not in wholes:
            wholes[sides] = table.of(sight.of_whole(hypothesis))
        total = wholes[sides] + sum([scores[part] for part in parts])
        if total > top:
            top, chosen = total, hypothesis
    return settle(sight.view, sight.candidate, chosen)


def settle(view: View, candidate: Candidate, chosen: Hypothesis) -> list[Proposal]:
    """Make proposals of a hypothesis: the grammar's where it is the grammar's answer, else one with its stretches."""
    if chosen == REJECTED:
        return []
    if candidate.proposals and chosen == hypotheses.of_grammar(candidate):
        return list(candidate.proposals)
    addressed = _addressed(view, candidate, chosen)
    parts = chosen.pieces if addressed is None else (chosen.behind,)
    pieces = tuple(piece for part in parts if (piece := bounds.trim(view, part.start, part.end)) is not None)
    if not pieces:
        return []
    told_to = (addressed,) if addressed is not None and relays.is_medium(view, addressed) else ()
    found = msgspec.structs.replace(candidate.base, pieces=pieces, relays=candidate.base.relays or told_to)
    kept = candidate.proposals if _illustrates(view, candidate, pieces[0]) else ()
    return [*kept, found if candidate.proposals else with_hops(view, found)]


def _addressed(view: View, candidate: Candidate, chosen: Hypothesis) -> Phrase | None:
    """Give whom one tells a clause, the subject of a verb in the passive ("the jury was told that P")."""
    group = candidate.base.group
    that = chosen.behind != NOTHING and view.is_word(chosen.behind.start - 1, "clauses.that")
    if group is None or not that or not cues.is_passive(view, group):
        return None
    return subjects.subject_before(view, group)


def _illustrates(view: View, candidate: Candidate, piece: Range) -> bool:
    """Tell whether a quotation behind a colon follows what its teller is said to tell ("selon X, P : « Q »")."""
    told = candidate.kind == "preposition" and view.quoted[piece.start] >= 0
    return told and any(view.word(part.end) == ":" for one in candidate.proposals for part in one.pieces)


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
    marks, language = hypotheses.marks_of(candidates), view.lexicon.language
    return Seen(
        marks=marks,
        shapes=tuple(
            [
                _mark(view, index) if token.pos == "PUNCT" else _shape(word, token.pos, token.form, language)
                for index, (word, token) in enumerate(zip(view.words, view.tokens, strict=True))
            ]
        ),
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
        for behind, start, end in hypothesis.parts:
            edges = (*self.start(start, behind=behind), *self.end(end, behind=behind))
            yield from weights.features((*self.cue(behind=behind), *edges, *self.both(start, end)))

    def sides(self, hypothesis: Hypothesis) -> str:
        """Name the parts that a hypothesis has, with a sign where it is the grammar's answer."""
        before, behind = hypothesis.before, hypothesis.behind
        parts = "one" if before.end == behind.start != 0 else f"{'L' * (before != NOTHING)}{'R' * (behind != NOTHING)}"
        return f"{parts}=" if hypothesis == self.answer else parts

    def of_whole(self, hypothesis: Hypothesis) -> tuple[Feature, ...]:
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

    def _of_cue(self) -> tuple[Feature, ...]:
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

    def cue(self, *, behind: bool) -> tuple[str, ...]:
        """Describe the cue to a part of its content."""
        return (">" if behind else "<", self.kind, self.candidate.lemma, self.candidate.kind)

    def start(self, start: int, *, behind: bool) -> tuple[str, ...]:
        """Describe where a part starts."""
        view, seen = self.view, self.seen
        gap = _bucket(start - self.candidate.cue.end) if behind else ""
        words = (view.word(start - 1), view.word(start))
        against = self._against(start, first=True, behind=behind)
        return (seen.shape(start - 1), seen.shape(start), *words, gap, against)

    def end(self, end: int, *, behind: bool) -> tuple[str, ...]:
        """Describe where a part ends."""
        view, seen = self.view, self.seen
        gap = "" if behind else _bucket(self.candidate.cue.start - end)
        shapes, words = (
            (seen.shape(end - 1), seen.shape(end), seen.shape(end + 1)),
            (view.word(end), view.word(end + 1)),
        )
        return (*shapes, *words, gap, self._against(end, first=False, behind=behind))

    def both(self, start: int, end: int) -> tuple[str, ...]:
        """Describe what lies between the edges of a part."""
        seen = self.seen
        verbs, signs = _count(seen.verbs[end] - seen.verbs[start]), _count(seen.commas[end] - seen.commas[start])
        cues = _count(min(2, seen.cues[end] - seen.cues[start + 1]))
        cut = "cut" if seen.brackets[end] != seen.brackets[start] else ""
        return (verbs, signs, cues, _bucket(end - start), self._quotes(start, end), cut)

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

    def _against(self, edge: int, *, first: bool, behind: bool) -> str:
        """Say how an edge lies to the grammar's: the same, before, behind; "-" where it has no such part."""
        if self.answer is None:
            return ""
        theirs = self.answer.behind if behind else self.answer.before
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


@lru_cache(maxsize=1 << 15)
def _shape(word: str, pos: str, form: str, language: str) -> str:
    """Name the kind of a word: "that", a relative, a word of time, else its part of speech and form."""
    lexicon = load(language)
    words = lexicon.words if lexicon is not None else {key: frozenset[str]() for key in WORD_SETS}
    if word in words["clauses.that"]:
        return "that"
    if pos in {"PRON", "ADV"} and word in words["clauses.relative"]:
        return "rel"
    return f"time{pos}" if word in words["time.words"] else pos + form


def _mark(view: View, index: int) -> str:
    """Name a sign: as it is, a mark of a quotation by its side, whatever a desk prints."""
    sign = view.tokens[index].text
    if view.quoted[index] < 0 or sign not in MARKS:
        return sign
    quote = view.quotes[view.quoted[index]]
    return "«" if index == quote.open else "»" if index == quote.close else sign


def _bucket(size: int) -> str:
    return BUCKETS[size] if 0 <= size < len(BUCKETS) else BUCKETS[0 if size < 0 else -1]


def _count(size: int) -> str:
    return COUNTS[size] if size < len(COUNTS) else COUNTS[-1]
