"""What a possible cue may put forward: the stretches of its sentence that can be its content.

A hypothesis has a part before the cue, one behind it, or both; none of both means that the cue reports nothing.
The grammar's own answer is always among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.read.statements.candidates import Candidate
from twosource.read.statements.proposals import Range
from twosource.read.statements.view import DASHES, View

MOST_STARTS, MOST_ENDS, MOST_BEFORE = 6, 10, 6
CONTINUED = 3
"""Parts before a cue that one behind it may go on with."""
REACH = 18
"""Tokens behind a cue within which its content begins."""
CLAUSE = 9
"""Tokens before a cue within which the relative pronoun of its clause stands."""
_PARTING = DASHES | {",", ";", ":", ")", "("}
OPENING = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
INNER = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})


Part = tuple[bool, int, int]
"""Whether a part of a content stands behind the cue, its first token and the one behind its last."""


class Hypothesis(Struct, frozen=True, order=True):
    """A content: the part before the cue and the part behind it, either empty."""

    before: Range
    behind: Range

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give the parts that are there."""
        before, behind = self.before, self.behind
        if before.start == before.end:
            return ((True, behind.start, behind.end),) if behind.start < behind.end else ()
        first = (False, before.start, before.end)
        return (first, (True, behind.start, behind.end)) if behind.start < behind.end else (first,)

    @property
    def pieces(self) -> tuple[Range, ...]:
        """Give the parts that are there, in order; parts that touch are one."""
        if self.before.end == self.behind.start and _full(self.before) and _full(self.behind):
            return (Range(self.before.start, self.behind.end),)
        return tuple(part for part in (self.before, self.behind) if _full(part))


def _full(part: Range) -> bool:
    return part.start < part.end


NOTHING = Range(0, 0)
REJECTED = Hypothesis(NOTHING, NOTHING)


def of_grammar(candidate: Candidate) -> Hypothesis | None:
    """Give the grammar's answer: all that it finds under the cue, before and behind it."""
    pieces = [piece for proposal in candidate.proposals for piece in proposal.pieces]
    if not pieces:
        return None
    middle = candidate.cue.start
    if len(pieces) == 1 and pieces[0].start <= middle < pieces[0].end:  # a conditional stands in its content
        return Hypothesis(Range(pieces[0].start, candidate.cue.end), Range(candidate.cue.end, pieces[0].end))
    before = [piece for piece in pieces if piece.start < middle]
    behind = [piece for piece in pieces if piece.start >= middle]
    return Hypothesis(_hull(before), _hull(behind))


def _hull(pieces: Sequence[Range]) -> Range:
    return Range(pieces[0].start, pieces[-1].end) if pieces else NOTHING


def enumerate_all(view: View, candidate: Candidate, marks: frozenset[int]) -> list[Hypothesis]:
    """Give the hypotheses of a candidate, the rejecting one first; ``marks`` are where the sentence's cues begin."""
    grammar = of_grammar(candidate)
    inside = candidate.kind == "mark" and grammar is not None and grammar.before.end == candidate.cue.end
    befores = _befores(view, candidate, grammar, inside=inside)
    behinds = _behinds(view, candidate, grammar, marks, inside=inside)
    if inside:
        rest = dict.fromkeys(befores, sorted(behinds))
    else:
        first = [NOTHING, *sorted(_resumed(view, candidate, behinds))]
        rest = {before: first if number < CONTINUED else [NOTHING] for number, before in enumerate(befores)}
        rest[NOTHING] = sorted(behinds)
    found = [REJECTED, *(Hypothesis(before, behind) for before in sorted(rest) for behind in rest[before])]
    return found if grammar is None or grammar in found else sorted([*found, grammar])


def _resumed(view: View, candidate: Candidate, behinds: Sequence[Range]) -> list[Range]:
    """Give the parts behind the cue that may go on with a part before it."""
    if candidate.kind in {"mark", "preposition"}:
        return list(behinds)[:8]
    passive = candidate.base.group is not None and candidate.base.group.form != "ger"
    related = _relative_before(view, candidate) > 0
    return [
        part
        for part in behinds
        if related
        or view.word(part.start - 1) in {",", ";"}
        or view.quoted[part.start] >= 0
        or (passive and part.start <= candidate.cue.end + 1)
    ][:8]


# ------------------------------------------------------------------------------ behind the cue


def _behinds(
    view: View, candidate: Candidate, grammar: Hypothesis | None, marks: frozenset[int], *, inside: bool
) -> list[Range]:
    starts = [candidate.cue.end] if inside else _starts(view, candidate, grammar)
    found: list[Range] = []
    for start in starts:
        found += [Range(start, end) for end in _ends(view, start, grammar, marks)]
        if candidate.kind == "noun":
            found += [Range(start, end) for end in _before_verb(view, start)]
    return list(dict.fromkeys(found))


def _starts(view: View, candidate: Candidate, grammar: Hypothesis | None) -> list[int]:
    found: list[int] = [grammar.behind.start] if grammar is not None and _full(grammar.behind) else []
    after = candidate.cue.end
    source = candidate.base.source
    if source is not None and source.start >= after:
        found += _openings(view, _after_relative(view, source.end), 3)
    found += _openings(view, after, MOST_STARTS)
    inserted = (
        candidate.proposals or view.word(candidate.cue.start - 1) == "," or _is_quoted(view, candidate.cue.start - 1)
    )
    told = range(source.start, source.end) if source is not None and inserted else range(0)
    return [start for start in dict.fromkeys(found) if start not in told][:MOST_STARTS]


def _after_relative(view: View, index: int) -> int:
    """Step over a relative clause between commas on a teller ("selon l'acte, que X a lu, P")."""
    if view.word(index) != "," or not view.is_word(index + 1, "clauses.relative") or view.quoted[index] >= 0:
        return index
    close = next((i for i in range(index + 2, len(view)) if view.word(i) == "," or view.quoted[i] >= 0), None)
    told = close is not None and view.word(close) == "," and any(view.is_finite(i) for i in range(index + 2, close))
    return close if close is not None and told else index


def _is_quoted(view: View, index: int) -> bool:
    return index >= 0 and view.quoted[index] >= 0


def _openings(view: View, index: int, most: int) -> list[int]:
    """List where a content may begin from ``index`` on: after "que" or a colon, in a quotation, at a phrase or verb."""
    found: list[int] = []
    limit = min(len(view), index + REACH)
    fresh = True
    for at in range(index, limit):
        if len(found) >= most:
            break
        pos = view.pos(at)
        if view.quoted[at] >= 0 and pos == "PUNCT" and view.quotes[view.quoted[at]].open == at:
            found += [at + 1] if at + 1 < len(view) else []
            break
        if pos == "PUNCT":
            fresh = True
            if view.word(at) == ";" and not (at + 1 < len(view) and view.quoted[at + 1] >= 0):
                break
            continue
        that = view.is_word(at, "clauses.that")
        if that and pos != "DET":
            found += [at + 1] if at + 1 < len(view) else []
            break
        verbal = view.tokens[at].form in {"inf", "ger", "part"}
        resumed = view.word(at - 1) == "," and pos in {"CCONJ", "VERB", "AUX"}
        told = view.word(at - 1) == ":"
        nominal = told or (pos in OPENING and (fresh or (pos == "DET" and view.pos(at - 1) != "ADP")))
        if nominal or verbal or resumed or (at == index and pos in {"ADP", "ADV", "SCONJ", "VERB", "AUX"}):
            found.append(at)
        fresh = pos not in INNER
    return found


def _ends(view: View, start: int, grammar: Hypothesis | None, marks: frozenset[int]) -> list[int]:
    """List where a content that begins at ``start`` may end, nearest first, then the sentence's and the grammar's."""
    found: list[int] = []
    if start >= len(view):
        return found
    if view.quoted[start] >= 0:
        close = view.quotes[view.quoted[start]].close
        found.append(_trimmed(view, start, close))
    colon = next((at for at in _places(view.words, ":", start + 1) if _introduces(view, at)), None)
    for at in range(start + 1, len(view) if colon is None else colon + 1):
        if _may_end(view, at, marks):
            found.append(_trimmed(view, start, at))
            if len(found) >= MOST_ENDS:
                break
    if colon is None:
        found.append(_trimmed(view, start, len(view)))
    if grammar is not None and grammar.behind.end > start:
        found.append(grammar.behind.end)
    return list(dict.fromkeys(end for end in found if end > start))


def _places(words: Sequence[str], word: str, start: int) -> Iterator[int]:
    """Give where a word stands from ``start`` on."""
    return (at for at in range(start, len(words)) if words[at] == word) if word in words else iter(())


def _before_verb(view: View, start: int) -> list[int]:
    """Give where the clause that a noun opens ends before the verb of its sentence ("the claim that P was denied")."""
    finite = [i for i in range(start + 1, len(view)) if view.is_finite(i) and view.quoted[i] < 0]
    return [_trimmed(view, start, verb) for verb in finite[1:2]]


def _introduces(view: View, at: int) -> bool:
    """Tell whether a colon at ``at`` opens a quotation: that is a statement of its own."""
    return view.quoted[at] < 0 and at + 1 < len(view) and view.quoted[at + 1] >= 0


def _may_end(view: View, at: int, marks: frozenset[int]) -> bool:
    """Tell whether a content may end before the token at ``at``."""
    word, token, quoted = view.words[at], view.tokens[at], view.quoted[at]
    pos = token.pos
    if pos == "PUNCT":
        return quoted < 0 or at in {view.quotes[quoted].close, view.quotes[quoted].open}
    if quoted >= 0:
        return False
    if at in marks or pos in {"CCONJ", "SCONJ"} or word in view.lexicon.initial:
        return True
    if pos == "ADP":
        return not view.is_word(at, "clauses.of") or view.pos(at + 1) in {"PROPN", "VERB"}
    times = view.lexicon.words["time.words"]
    timed = word in times and view.word(at - 1) not in times and view.pos(at - 1) not in {"DET", "ADP", "NUM"}
    return timed or (pos in {"PRON", "ADV"} and view.is_word(at, "clauses.relative")) or token.form == "ger"


def _trimmed(view: View, start: int, end: int) -> int:
    """Step back over signs at the end of a content; the closing mark of a quotation inside it stays."""
    while end > start + 1 and view.pos(end - 1) == "PUNCT":
        quoted = view.quoted[end - 1]
        if quoted >= 0 and view.quotes[quoted].close == end - 1 and start <= view.quotes[quoted].open:
            break
        if view.word(end - 1) == ")" and any(view.word(i) == "(" for i in range(start, end - 1)):
            break
        if (
            view.word(end - 1) not in {",", ";", ":", ".", *DASHES}
            and quoted >= 0
            and view.quotes[quoted].close != end - 1
        ):
            break
        if view.word(end - 1) == "." and quoted >= 0:
            break
        end -= 1
    return end


# ------------------------------------------------------------------------------ before the cue


def _befores(view: View, candidate: Candidate, grammar: Hypothesis | None, *, inside: bool) -> list[Range]:
    ends = _before_ends(view, candidate, grammar, inside=inside)
    found: list[Range] = [grammar.before] if grammar is not None and _full(grammar.before) else []
    for end in ends:
        found += [Range(start, end) for start in _before_starts(view, end)]
    return [part for part in dict.fromkeys(found) if _full(part)]


def _before_ends(view: View, candidate: Candidate, grammar: Hypothesis | None, *, inside: bool) -> list[int]:
    if inside:
        return [candidate.cue.end]
    found = [grammar.before.end] if grammar is not None and _full(grammar.before) else []
    source = candidate.base.source
    left = candidate.cue.start
    if source is not None and source.end <= left and not _is_object(candidate):
        left = source.start
    for at in dict.fromkeys((_relative_before(view, candidate), left, candidate.cue.start)):
        if at > 0:
            found.append(_trimmed(view, 0, at))
            whole = view.quoted[at - 1] if view.quoted[at - 1] >= 0 else view.quoted[max(0, at - 2)]
            if whole >= 0:
                found.append(_trimmed(view, view.quotes[whole].open + 1, view.quotes[whole].close))
    return list(dict.fromkeys(end for end in found if end > 0))


def _relative_before(view: View, candidate: Candidate) -> int:
    """Give where the relative pronoun of a cue's clause stands ("the fire, which X called an accident"), 0 for none.

    What it means may be told of.
    """
    for index in range(candidate.cue.start - 1, max(0, candidate.cue.start - CLAUSE), -1):
        token = view.tokens[index]
        if token.pos in {"PRON", "SCONJ"} and view.is_word(index, "clauses.relative"):
            return index
        if token.form == "fin" or view.quoted[index] >= 0:
            break
    return 0


def _is_object(candidate: Candidate) -> bool:
    return candidate.base.group is not None and candidate.base.group.form == "part"


def _before_starts(view: View, end: int) -> list[int]:
    found: list[int] = []
    if view.quoted[end - 1] >= 0:
        quote = view.quotes[view.quoted[end - 1]]
        if quote.close > end - 1:
            found.append(quote.open + 1)
        else:
            found.append(quote.open)
    for at in range(end - 1, -1, -1):
        if view.quoted[at] < 0 and (at == 0 or _may_start(view, at)):
            found.append(at)
            if len(found) >= MOST_BEFORE:
                break
    if 0 not in found:
        found.append(0)
    skip = view.starts(0, view.lexicon.phrases["clauses.connectives"])
    if skip and skip + 1 < end:
        found.append(skip + 1 if view.word(skip) == "," else skip)
    return list(dict.fromkeys(start for start in found if start < end))


def _may_start(view: View, at: int) -> bool:
    """Tell whether a content before its cue may begin at ``at``."""
    pos, before, words = view.tokens[at].pos, view.word(at - 1), view.lexicon.words
    if pos == "PUNCT":
        return False
    if before in _PARTING or before in words["clauses.coordination"]:
        return True
    if before in words["clauses.that"] and view.pos(at - 1) != "DET":
        return True
    return pos == "DET" and view.pos(at - 1) in {"VERB", "AUX", "ADP", "SCONJ"}


def marks_of(candidates: Sequence[Candidate]) -> frozenset[int]:
    """Give where the clauses of the sentence's cues begin."""
    return frozenset(_left(one) for one in candidates)


def _left(candidate: Candidate) -> int:
    source = candidate.base.source
    before = source is not None and source.end <= candidate.cue.start and candidate.cue.start - source.end <= 1
    return source.start if source is not None and before else candidate.cue.start


def tokens_of(hypothesis: Hypothesis) -> Iterator[int]:
    """Give the token indexes of a content."""
    for piece in hypothesis.pieces:
        yield from range(piece.start, piece.end)
