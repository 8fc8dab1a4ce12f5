"""From an article's layers to its statements: propose per sentence, nest, resolve, judge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from twosource.model import Article, Certainty, Hop, Layers, Mention, Sentence, Span, Statement, StatementKind, Token
from twosource.read import names, tokens
from twosource.read.known import Known
from twosource.read.known import marked as with_media
from twosource.read.statements import (
    candidates,
    certainty,
    chains,
    cues,
    gaps,
    grammar,
    interviews,
    joining,
    media,
    parts,
    reader,
    references,
    relays,
    resolve,
    running,
    subjects,
    tellers,
    untold,
    whose,
    worth,
)
from twosource.read.statements.lexicon import Lexicon
from twosource.read.statements.proposals import Proposal, Range, holds
from twosource.read.statements.recall import Memory
from twosource.read.statements.running import Found, Said
from twosource.read.statements.view import View, make_view
from twosource.text import fold, squeeze

SIGNS = frozenset({"PUNCT", "DET"})
UNKNOWING = Known()
SPOKEN = frozenset({"title", "standfirst", "heading", "body", "quote", "caption"})
OWN = frozenset({"organisation", "person", "role", "collective"})
OPENING = 4
"""How many times its own length of the text a title is looked for in."""
FRAME = 6
"""Words of a teller and their cue, at most, where they are taken for a content."""
FRAMING = 3
"""Words of a content outside a statement nested in it, at most, where it is only the frame of that."""
CLOSING = frozenset("»”\"’'")
_Item = TypeVar("_Item", Token, Mention)


def find(article: Article, layers: Layers, known: Known = UNKNOWING) -> tuple[Statement, ...]:
    """Find the statements that somebody other than the article puts forward, in text order.

    Needs the layers ``sentences``, ``tokens`` and ``mentions``. A language without cue words gives none.
    ``known`` are media that no shipped table has.
    """
    lexicon = media.lexicon_with(article.language, known)
    if lexicon is None:
        return ()
    seen = list(views(article, layers, lexicon))
    named = tuple(media.as_media(_spoken(layers), lexicon))
    memory = chains.remember([view for _, view in seen], named, article.outlet)
    found: list[Found] = []
    last = -2
    proposed = proposals([view for _, view in seen])
    answered = -1
    for place, ((said, view), told) in enumerate(zip(seen, proposed, strict=True)):
        paragraph = said.sentence.paragraph
        going_on = interviews.going_on(view) if paragraph == answered and not told else ()
        settled, memory = _sentence(view, going_on or told, memory, adjacent=paragraph - last <= 1)
        found += [Found(statement, proposal, paragraph, said.run, place) for statement, proposal in settled]
        answered = paragraph if interviews.answers(view, told) else answered
        last = paragraph
    found = running.with_tellers(found)
    return (*_in_title(article, lexicon, memory, known), *sorted(_joined(found), key=lambda s: (s.start, s.end)))


def _spoken(layers: Layers) -> Iterator[Mention]:
    """Give the names of an article but for the persons of its bylines and credits, and what a dateline names.

    No pronoun means those, and no "the company" the town in capitals that opens a dispatch.
    """
    apart = [s for s in layers.sentences or () if s.role not in SPOKEN]
    starts = [sentence.start for sentence in apart]
    for mention in layers.mentions or ():
        before = bisect_left(starts, mention.start + 1) - 1
        inside = before >= 0 and mention.start < apart[before].end
        if not inside or not (mention.type == "person" or apart[before].role == "dateline"):
            yield mention


def _in_title(article: Article, lexicon: Lexicon, memory: Memory, known: Known) -> tuple[Statement, ...]:
    """Find the statements of a title that stands apart from the text: their offsets are the title's.

    Tellers named in the body are known; no place of a teller is given, since places are of the text.
    """
    title = article.title or ""
    if not title.strip() or squeeze(title) in squeeze(article.text[: OPENING * len(title)]):
        return ()
    apart = msgspec.structs.replace(article, text=title, title=None)
    sentences = (Sentence(0, len(title), "title", 0),)
    words = tokens.tag(apart, sentences)
    named = with_media(names.find(apart, words, sentences), title, known)
    layers = Layers(sentences=sentences, tokens=words, mentions=named)
    seen = [view for _, view in views(apart, layers, lexicon)]
    settled = (_sentence(*one, memory, adjacent=False)[0] for one in zip(seen, proposals(seen), strict=True))
    return tuple(_of_title(statement) for held in settled for statement, _ in held)


def _of_title(statement: Statement) -> Statement:
    return msgspec.structs.replace(statement, field="title", chain=running.placeless(statement.chain))


def views(article: Article, layers: Layers, lexicon: Lexicon) -> Iterator[tuple[Said, View]]:
    """Give each spoken sentence, or sentences of one running quotation, with the view."""
    words, mentions = layers.tokens or (), layers.mentions or ()
    token_starts = [token.start for token in words]
    mention_starts = [mention.start for mention in mentions]
    for said in running.spread(article.text, list(joining.whole(article.text, layers.sentences or (), words, lexicon))):
        sentence = said.sentence
        inside = _within(words, token_starts, sentence)
        if inside and sentence.role in SPOKEN:
            named = _within(mentions, mention_starts, sentence)
            yield said, make_view(article.text, running.with_marks(said, inside), named, lexicon)


def _within(items: Sequence[_Item], starts: Sequence[int], sentence: Sentence) -> Sequence[_Item]:
    return items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _sentence(
    view: View, proposed: Sequence[Proposal], memory: Memory, *, adjacent: bool
) -> tuple[list[tuple[Statement, Proposal]], Memory]:
    """Settle the proposals of one sentence; outer contents come first, so that chains can nest."""
    proposed = [p for p in proposed if not untold.is_untold(view, p)]
    found, memory = chains.settle(view, proposed, memory, adjacent=adjacent)
    memory = resolve.with_topic(view, memory)
    told = [p for p in proposed if _contents(view, p) and worth.says_something(view, p)]
    kept = [p for p in told if not _says_nothing_more(view, p, told)]
    return [(_statement(view, p, found[p]), p) for p in kept], memory


def proposals(views: Sequence[View]) -> list[list[Proposal]]:
    """Propose the contents of some sentences: by the grammar, then as the trained reader corrects it."""
    found = [grammar.propose(view) for view in views]
    heard = [reader.Heard(view, candidates.find(view, own), own) for view, own in zip(views, found, strict=True)]
    return [_kept(view, read, own) for view, read, own in zip(views, reader.read(heard), found, strict=True)]


def _kept(view: View, found: Sequence[Proposal], own: Sequence[Proposal]) -> list[Proposal]:
    """Give the proposals of a sentence in order, each content once; ``own`` are the grammar's."""
    found = _own_contents([one for one in found if not _is_only_guessed(view, one, own)], own)
    found = [kept for one in found if (kept := _without_own_teller(view, one)) is not None]
    read = _once(view, references.taken_up(view, parts.told_apart(view, gaps.shared(view, found))))
    read = [_before_frame(_without_frame(view, p), own) for p in read if not _only_names(p, read)]
    read = [p for p in read if not (p.frame in {"hearsay", "conditional"} and _is_put_by(p, read))]
    read = [p for p in read if not _only_carries(p, read) and not _is_a_deed(view, p, read)]
    return sorted(read, key=lambda p: (p.start, -p.end, p.cue or Range(0, 0)))


def _is_only_guessed(view: View, one: Proposal, own: Sequence[Proposal]) -> bool:
    """Tell whether the reader alone takes for telling what another tells, who tells no more.

    "The minister blamed the supplier, Reuters reported": a bare object of a verb that the grammar does not take.
    """
    cue = one.cue
    if cue is None or any(other.cue == cue for other in own):
        return False
    bare = not any(
        view.is_finite(i) or view.quoted[i] >= 0 for piece in one.pieces for i in range(piece.start, piece.end)
    )
    closed = (
        other for other in own if other.cue is not None and other.cue.start >= other.end and holds(other, cue.start)
    )
    return bare and any(_extra(view, other, one) <= FRAMING for other in closed)


def _own_contents(found: Sequence[Proposal], own: Sequence[Proposal]) -> list[Proposal]:
    """Give two cues their contents by the grammar, where the reader gives one the other's ("P, X said, adding Q")."""
    kept: list[Proposal] = []
    for one in found:
        mine = [other for other in own if other.cue == one.cue]
        theirs = [other for other in own if other.cue != one.cue and other.pieces == one.pieces]
        taken = theirs and mine and all(other.pieces != one.pieces for other in mine)
        taken = taken and not any(other.cue == lost.cue for other in found for lost in theirs)
        kept += [mine[0], *theirs] if taken else [one]
    return list(dict.fromkeys(kept))


def _without_own_teller(view: View, one: Proposal) -> Proposal | None:
    """Give a content the teller before its cue, where its own first words were taken for one ("arguing the move was").

    ``None`` where it has no other words ("c'est ce que redoutent les habitants").
    """
    source, cue, group = one.source, one.cue, one.group
    opened = range(cue.end, cue.end + 1 + view.is_word(cue.end, "clauses.that")) if cue is not None else range(0)
    if source is None or one.start not in opened or one.start != source.start or len(one.pieces) > 1:
        return one
    verbal = {"inf", "part", "ger"} if view.lexicon.grammar.bare_clauses else {"inf"}
    inside = range(one.start, one.end)
    if group is None or not any(view.is_finite(i) or view.tokens[i].form in verbal for i in inside):
        return None
    before = whose.name_before(view, group) or subjects.subject_before(view, group) or cues.governor(view, group)
    return msgspec.structs.replace(one, source=before, inherits=before is None)


def _only_names(one: Proposal, read: Sequence[Proposal]) -> bool:
    """Tell whether a content is only how another names its teller ("not what it had announced, she said")."""
    frames = ((other.source, other.cue) for other in read if other.cue != one.cue and other.source != one.source)
    framed = (range(min(a.start, b.start), max(a.end, b.end)) for a, b in frames if a is not None and b is not None)
    return any(one.start in inside and one.end - 1 in inside and len(inside) <= FRAME for inside in framed)


def _before_frame(one: Proposal, own: Sequence[Proposal]) -> Proposal:
    """End a content where that of the teller ends who closes the sentence ("X showed that P [, the firm said]")."""
    cue, last = one.cue, one.pieces[-1]
    if cue is None or cue.start > last.start:
        return one
    closing = (q for q in own if q.cue is not None and last.start < q.end <= q.cue.start < last.end)
    ends = (q.end for q in closing if holds(q, cue.start) and _frame_end(q) >= last.end)
    end = min(ends, default=last.end)
    return msgspec.structs.replace(one, pieces=(*one.pieces[:-1], Range(last.start, end))) if end < last.end else one


def _frame_end(one: Proposal) -> int:
    """Give where the words of a teller and the cue end."""
    return max((part.end for part in (one.cue, one.source) if part is not None), default=0)


def _without_frame(view: View, one: Proposal) -> Proposal:
    """Cut a cue with its teller, between commas, out of the content around it ("the fire, X said, began")."""
    cue, source = one.cue, one.source
    if cue is None or source is None or len(one.pieces) > 1 or one.frame == "reference":
        return one
    piece, low, high = one.pieces[0], min(cue.start, source.start), max(cue.end, source.end)
    apart = view.word(low - 1) == "," and view.word(high) == "," and high - low <= FRAME
    if not apart or not piece.start < low - 1 <= high + 1 < piece.end:
        return one
    return msgspec.structs.replace(one, pieces=(Range(piece.start, low - 1), Range(high + 1, piece.end)))


def _once(view: View, read: Sequence[Proposal]) -> list[Proposal]:
    """Keep one teller of the words of a content that two cues introduce.

    Not at a cue that is itself said, then one that is named: in "X evoked the idea that Y helps Z: “P”", P is X's,
    whatever "helps" may introduce.
    """
    best: dict[tuple[bool, tuple[int, ...]], Proposal] = {}
    for proposal in sorted(
        read, key=lambda p: (_is_said(p, read), p.source is None, p.frame == "clause", p.start - p.end)
    ):
        inner = [i for piece in proposal.pieces for i in range(piece.start, piece.end) if view.pos(i) not in SIGNS]
        behind = proposal.frame == "reference" and proposal.cue is not None and proposal.end < proposal.cue.start
        best.setdefault((behind, tuple(inner)), proposal)
    return list(best.values())


def _is_put_by(marked: Proposal, read: Sequence[Proposal]) -> bool:
    """Tell whether a marker of hearsay stands inside what a teller puts forward: then it is only how they put it."""
    told = (other for other in read if other is not marked and other.source is not None)
    return marked.cue is not None and any(holds(one, marked.cue.start) and one.frame != "reference" for one in told)


def _only_carries(one: Proposal, read: Sequence[Proposal]) -> bool:
    """Tell whether a statement is only how another reached a medium ("P, dit X, dont XYZ rapporte | les propos").

    Or whom another's teller cites ("P, per XYZ, which cites X").
    """
    if one.source is None:
        return False
    others = [other for other in read if other is not one and other.cue != one.cue]
    hops = {phrase.start for other in others for phrase in other.relays} if one.frame == "noun" else set()
    cited = {other.cites.start for other in others if other.cites is not None and other.pieces == one.pieces}
    return one.source.start in hops | cited


def _is_a_deed(view: View, one: Proposal, read: Sequence[Proposal]) -> bool:
    """Tell whether another closes the sentence and tells what somebody does ("X wants talks, the firm said")."""
    if one.frame not in {"noun", "clause", "infinitive"} or one.cue is None or one.group is None:
        return False
    inside = [i for piece in one.pieces for i in range(piece.start, piece.end)]
    if any(view.is_finite(i) or view.quoted[i] >= 0 for i in inside):
        return False
    deeds = view.lexicon.words["clauses.doing"]
    deed = "_".join(view.words[one.group.verb : one.cue.end])
    does = fold(view.tokens[one.group.verb].lemma) in deeds or deed in deeds
    start = one.cue.start
    return does and any(other.frame == "inserted" and other is not one and holds(other, start) for other in read)


def _is_said(proposal: Proposal, read: Sequence[Proposal]) -> bool:
    cue = proposal.cue
    others = (piece for other in read if other is not proposal for piece in other.pieces)
    return cue is not None and any(piece.start <= cue.start and cue.end <= piece.end for piece in others)


def _says_nothing_more(view: View, outer: Proposal, proposals: Sequence[Proposal]) -> bool:
    """Tell whether a content is only the frame of a statement nested in it.

    "Selon l'AFP, le ministre a dit que P": the outer content holds the inner cue, teller and content, and no more.
    """
    return any(
        chains.parent(inner, proposals) is outer and _extra(view, outer, inner) <= FRAMING
        for inner in proposals
        if inner is not outer and _tells(view, inner)
    )


def _tells(view: View, inner: Proposal) -> bool:
    """Tell whether a nested statement is one that somebody makes: not negated, and by a teller (no "quake claimed")."""
    negated = inner.group is not None and inner.group.negated
    return not negated and (inner.source is None or tellers.type_of(view, inner.source) != "unknown")


def _extra(view: View, outer: Proposal, inner: Proposal) -> int:
    """Count the words of an outer content outside the hull of an inner statement.

    What follows the teller of an inserted cue ("interrogé sur ...") belongs to the frame.
    """
    frame = [r for r in (inner.cue, inner.source) if r is not None and (r == inner.cue or holds(outer, r.start))]
    edges = [inner.start, inner.end] + [i for r in frame for i in (r.start, r.end)]
    low, high = min(edges), len(view) if inner.frame == "inserted" else max(edges)
    outside = [i for p in outer.pieces for i in range(p.start, p.end) if not low <= i < high]
    return sum(view.pos(i) not in {"PUNCT", "DET", "ADP", "CCONJ", "ADV"} for i in outside)


# -------------------------------------------------------------------------- statements


def _statement(view: View, proposal: Proposal, chain: tuple[Hop, ...]) -> Statement:
    spans = _contents(view, proposal)
    how, use = certainty.judge(view, proposal)
    first = chain[0] if chain else chains.UNKNOWN[0]
    kind = _kind(view, proposal)
    if how in {"asserted", "reported", "probable"} and proposal.cue is not None and kind in {"indirect", "noun"}:
        how = _passed_on(view, proposal, first, how)
    return Statement(
        start=spans[0].start,
        end=spans[-1].end,
        spans=tuple(spans) if len(spans) > 1 else (),
        kind=kind,
        certainty=how,
        conditional=use,
        cue=view.span(proposal.cue.start, proposal.cue.end) if proposal.cue else None,
        source=_source_span(view, proposal),
        source_type=first.type if first.name != "?" else "unknown",
        speaker=first.name if first.name != "?" else None,
        chain=chain,
    )


def _contents(view: View, proposal: Proposal) -> list[Span]:
    """Give the stretches of a content without the editor's glosses, none where it is nothing else."""
    return [span for piece in proposal.pieces for span in _without_gloss(view, piece)]


def _passed_on(view: View, proposal: Proposal, first: Hop, how: Certainty) -> Certainty:
    """Tell what is reported (by a medium, a poll, reports) from what a named body or person says of its own."""
    source = proposal.source
    polled = source is not None and view.is_word(tellers.head(view, source), "certainty.reporters")
    if how == "probable":  # "a poll estimates that P"
        return "reported" if polled else how
    cites = proposal.cites is not None  # "according to XYZ, citing the ministry": the ministry's own word
    medium = first.type in {"media", "agency"} or (source is not None and not cites and relays.is_medium(view, source))
    named = any(word[:1].isupper() for word in first.name.split())
    if polled or (medium and (named or proposal.frame == "preposition")):
        return "reported"
    return "asserted" if how == "reported" and first.type in OWN else how


def _source_span(view: View, proposal: Proposal) -> Span | None:
    if proposal.source is not None:
        return view.span(proposal.source.start, proposal.source.end)
    clitic = proposal.group.clitic if proposal.group else None
    return view.span(clitic, clitic + 1) if clitic is not None else None


def _kind(view: View, proposal: Proposal) -> StatementKind:
    quoted = [view.quoted[i] >= 0 for piece in proposal.pieces for i in range(piece.start, piece.end)]
    marks = [view.quoted[i] >= 0 and view.pos(i) == "PUNCT" for p in proposal.pieces for i in (p.start, p.end - 1)]
    if all(quoted) and not marks[0]:
        return "direct"
    if any(quoted):
        return "mixed"
    return "noun" if proposal.frame == "noun" else "indirect"


def _without_gloss(view: View, piece: Range) -> list[Span]:
    """Cut the editor's glosses ("(..., NDLR)") out of a content."""
    if True not in view.bracketed[piece.start : piece.end]:
        return [view.span(piece.start, piece.end)] if piece.start < piece.end else []
    spans: list[Span] = []
    start = piece.start
    index = piece.start
    while index < piece.end:
        end = _bracket_end(view, index, piece.end)
        if end is not None and any(view.is_word(i, "certainty.gloss") for i in range(index, end)):
            spans += [view.span(start, index)] if index > start else []
            start = end
        index = end or index + 1
    return [*spans, view.span(start, piece.end)] if start < piece.end else spans


def _bracket_end(view: View, index: int, limit: int) -> int | None:
    if view.word(index) not in {"(", "["} or not view.bracketed[index]:
        return None
    return next((i + 1 for i in range(index, limit) if view.word(i) in {")", "]"}), None)


def _joined(found: Sequence[Found]) -> list[Statement]:
    """Join a quotation that its cue interrupts over a full stop: « A », a dit X. « B »."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, item):
            statement = _merge(last.statement, item.statement)
            joined[-1] = Found(statement, last.proposal, item.paragraph, place=item.place)
        else:
            joined.append(item)
    return [item.statement for item in joined]


def _continues(last: Found, item: Found) -> bool:
    gap = item.statement.start - last.statement.end
    cue = last.statement.cue
    between = cue is not None and last.statement.end <= cue.start and cue.end <= item.statement.start
    same = last.paragraph == item.paragraph and last.statement.kind == item.statement.kind == "direct"
    same = same and item.proposal.source is None and item.place - last.place <= 1
    return same and item.proposal.frame == "bare quote" and between and gap < 120


def _merge(a: Statement, b: Statement) -> Statement:
    pieces = (a.spans or (Span(a.start, a.end),)) + (b.spans or (Span(b.start, b.end),))
    return msgspec.structs.replace(a, end=b.end, spans=pieces)
