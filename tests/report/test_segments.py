from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Span
from twosource.report import segments, worddiff
from twosource.report.segments import Marking, MarkingKind, Reference

TEXT = "Le pont a cédé mardi. Douze blessés, selon M. Tillois ? Non ! « Rien », dit-il.\nFin"
KINDS: list[MarkingKind] = ["statement", "cue", "passage", "credit", "place"]
MARKINGS = st.lists(
    st.builds(
        Marking,
        start=st.integers(-5, len(TEXT) + 5),
        end=st.integers(-5, len(TEXT) + 5),
        kind=st.sampled_from(KINDS),
        tone=st.integers(0, 5),
    ),
    max_size=12,
)
WITHIN = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: Span(min(pair), max(pair)))


@given(MARKINGS, WITHIN)
def test_pieces_joined_are_the_text(markings: list[Marking], within: Span) -> None:
    pieces = segments.flatten(TEXT, markings, within)
    assert "".join(piece.text for piece in pieces) == TEXT[within.start : within.end]


@given(MARKINGS, WITHIN)
def test_every_character_carries_exactly_what_covers_it(markings: list[Marking], within: Span) -> None:
    at = within.start
    for piece in segments.flatten(TEXT, markings, within):
        for place in range(at, at + len(piece.text)):
            covering = {m.kind for m in markings if max(m.start, within.start) <= place < min(m.end, within.end)}
            assert covering == {kind for kind in piece.kinds if kind in KINDS}
        at += len(piece.text)


def test_overlapping_stretches_are_cut_at_their_edges() -> None:
    link = Reference("#p", "1")
    pieces = segments.flatten(
        "abcdef",
        [Marking(0, 4, "passage", "2", before=link), Marking(2, 6, "statement", after=link)],
        Span(0, 6),
    )
    assert [(piece.text, piece.kinds) for piece in pieces] == [
        ("ab", ("passage", "tone-2")),
        ("cd", ("passage", "tone-2", "statement")),
        ("ef", ("statement",)),
    ]
    assert [bool(piece.before) for piece in pieces] == [True, False, False]
    assert [bool(piece.after) for piece in pieces] == [False, False, True]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("pont", "Le pont a cédé mardi."),
        ("Le pont a cédé mardi", "Le pont a cédé mardi."),
        ("Le pont a cédé mardi.", "Le pont a cédé mardi."),
        ("Non", "Non !"),
        ("« Rien »", "« Rien », dit-il."),
        ("Fin", "Fin"),
        ("mardi. Douze", "Le pont a cédé mardi. Douze blessés, selon M."),
    ],
)
def test_sentence_around(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    found = segments.sentence_around(TEXT, start, start + len(words))
    assert TEXT[found.start : found.end] == sentence


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    text = "mot " * 400
    found = segments.sentence_around(text, 800, 803, reach=10)
    assert text[found.start : found.end] == "mot mot mot mot mot"


@given(st.lists(st.builds(Span, st.integers(0, 90), st.integers(0, 120)), max_size=8), st.integers(0, 30))
def test_windows_are_ordered_and_apart(stretches: list[Span], margin: int) -> None:
    found = segments.windows(stretches, 100, margin, 40)
    edges = [edge for span in found for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= 100 for edge in edges)


def test_a_long_stretch_shows_its_ends_only() -> None:
    assert segments.windows([Span(100, 900)], 1000, 10, 100) == (Span(90, 150), Span(850, 910))


@pytest.mark.parametrize(
    ("left", "right", "removed", "added"),
    [
        ("un câble aurait été usé", "un câble était usé", ["aurait été"], ["était"]),
        ("douze blessés mardi", "quinze blessés mardi", ["douze"], ["quinze"]),
        ("douze blessés mardi", "douze blessés  mardi", [], []),
        ("« rien à dire, et voilà »", "“rien à dire”", [", et voilà"], []),
        ("the bridge fell", "ein ganz anderer Satz", [], []),
        ("", "", [], []),
    ],
)
def test_changed_words(left: str, right: str, removed: list[str], added: list[str]) -> None:
    changes = worddiff.compare(left, right)
    assert [left[span.start : span.end] for span in changes.removed] == removed
    assert [right[span.start : span.end] for span in changes.added] == added
