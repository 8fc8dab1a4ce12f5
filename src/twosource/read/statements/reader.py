"""The trained reader: which tokens a cue puts forward, by a linear-chain CRF that knows what the grammar proposes.

One sequence for every possible cue of a sentence; label "C" is content, "O" is not. The models are made by
``training/statements.py``; a language without one is read by the grammar alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
import pycrfsuite

from twosource.read.statements import bounds
from twosource.read.statements.candidates import Candidate
from twosource.read.statements.proposals import Proposal, Range
from twosource.read.statements.view import View
from twosource.resources import exists, read_bytes

Features = list[list[str]]
CONTENT = "C"
_NEAR = 3
_SIGNS = frozenset({",", ";", ":", "(", ")", "-", "–", "—"})


def model_name(language: str) -> str:
    """Name the resource that holds the model of a language."""
    return f"models/statements-{language}.crfsuite"


@cache
def _tagger(language: str) -> pycrfsuite.Tagger | None:
    name = model_name(language)
    if not exists(name):
        return None
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(read_bytes(name))
    return tagger


def read(view: View, candidates: Sequence[Candidate], found: Sequence[Proposal]) -> list[Proposal]:
    """Give the proposals of a sentence as the reader sees them; without a model, those of the grammar."""
    tagger = _tagger(view.lexicon.language)
    if tagger is None:
        return list(found)
    read_by: list[Proposal] = [proposal for proposal in found if proposal.cue is None]
    words = shared(view)
    for candidate in candidates:
        labels = tagger.tag(features(view, words, candidate))
        read_by += settle(view, candidate, labels)
    return read_by


def settle(view: View, candidate: Candidate, labels: Sequence[str]) -> list[Proposal]:
    """Make proposals of the labels of one candidate: none where nothing is content."""
    runs = _runs(labels)
    pieces = tuple(piece for run in runs if (piece := bounds.trim(view, run.start, run.end)) is not None)
    if not pieces:
        return []
    return [msgspec.structs.replace(candidate.base, pieces=pieces)]


def _runs(labels: Sequence[str]) -> list[Range]:
    runs: list[Range] = []
    start = None
    for index, label in enumerate((*labels, "O")):
        if label == CONTENT and start is None:
            start = index
        elif label != CONTENT and start is not None:
            runs.append(Range(start, index))
            start = None
    return runs


# ---------------------------------------------------------------------------- features


def shared(view: View) -> Features:
    """Describe each token by itself and its neighbours: the same for every cue of the sentence."""
    rows: Features = []
    size = len(view)
    shapes = [_shape(view, index) for index in range(size)]
    for index in range(size):
        before = shapes[index - 1] if index else "^"
        after = shapes[index + 1] if index + 1 < size else "$"
        rows.append(
            [
                f"w={view.words[index]}",
                f"p={shapes[index]}",
                f"p-1={before}",
                f"p+1={after}",
                f"pp={before}|{shapes[index]}|{after}",
            ]
        )
    return rows


def _shape(view: View, index: int) -> str:
    token = view.tokens[index]
    if token.pos == "PUNCT":
        return token.text
    quoted = "q" if view.quoted[index] >= 0 else ""
    if view.is_word(index, "clauses.that"):
        return f"that{quoted}"
    if view.is_word(index, "clauses.relative") and token.pos != "DET":
        return f"rel{quoted}"
    return f"{token.pos}{token.form}{quoted}"


def features(view: View, words: Features, candidate: Candidate) -> Features:
    """Describe the tokens of a sentence to the model as they stand to one possible cue."""
    cue, base = candidate.cue, candidate.base
    inside = _membership(view, candidate)
    form = base.group.form if base.group is not None else candidate.kind
    frame = candidate.proposals[0].frame if candidate.proposals else "none"
    kind = f"{candidate.kind}|{form}|{frame}"
    sense = f"{candidate.lemma}|{frame}"
    distances = _signs_between(view, cue)
    source = base.source
    rows: Features = []
    for index, row in enumerate(words):
        side = "cue" if cue.start <= index < cue.end else "before" if index < cue.start else "after"
        gap = index - cue.end + 1 if index >= cue.end else cue.start - index
        near = str(gap) if gap <= _NEAR else "<9" if gap < 9 else "<20" if gap < 20 else "far"  # noqa: PLR2004
        owned = "s" if source is not None and source.start <= index < source.end else ""
        mark, signs = inside[index], distances[index]
        rows.append(
            [
                *row,
                f"g={mark}",
                f"gk={mark}|{kind}",
                f"gp={mark}|{row[1]}",
                f"gl={mark}|{side}|{sense}",
                f"s={side}|{near}{owned}",
                f"sk={side}|{signs}|{kind}",
                f"sp={side}|{signs}|{row[1]}{owned}",
                f"sl={side}|{candidate.lemma}",
                f"sg={side}|{signs}|{mark}{owned}",
                f"gn={mark}|{row[2]}|{row[1]}",
            ]
        )
    return rows


def _membership(view: View, candidate: Candidate) -> list[str]:
    """Say of every token how it stands to the grammar's content: first, in, last, out, next to it."""
    marks = ["n" if not candidate.proposals else "o"] * len(view)
    for proposal in candidate.proposals:
        for piece in proposal.pieces:
            if piece.start > 0:
                marks[piece.start - 1] = "<"
            if piece.end < len(view):
                marks[piece.end] = ">"
    for proposal in candidate.proposals:
        for piece in proposal.pieces:
            for index in range(piece.start, piece.end):
                marks[index] = "I"
            marks[piece.start] = "B"
            marks[piece.end - 1] = "E"
    return marks


def _signs_between(view: View, cue: Range) -> list[str]:
    """Say of every token which signs and verbs stand between it and the cue."""
    found = [""] * len(view)
    for step in (1, -1):
        commas = verbs = quotes = 0
        index = cue.end if step == 1 else cue.start - 1
        while 0 <= index < len(view):
            found[index] = f"{min(commas, 2)}{min(verbs, 2)}{min(quotes, 1)}"
            if view.words[index] in _SIGNS:
                commas += 1
            elif view.is_finite(index) and view.quoted[index] < 0:
                verbs += 1
            elif view.quoted[index] >= 0 and view.tokens[index].pos == "PUNCT":
                quotes += 1
            index += step
    return found
