from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.report import clean, dates
from twosource.report.options import ReportLanguage
from twosource.report.phrases import load


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb\u202cc", "a\ufffdb\ufffdc"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
        ("bell\x07 nul\x00 esc\x1b[31m", "bell\ufffd nul\ufffd esc\ufffd[31m"),
        ("א\u200fב", "א\u200fב"),
        ("broken \ud800", "broken \ufffd"),
        ("kept\n\tblank", "kept\n\tblank"),
    ],
)
def test_harmless(given_text: str, shown: str) -> None:
    assert clean.harmless(given_text) == shown


@given(st.text(st.characters(codec=None)))
def test_harmless_text_keeps_its_length_and_can_be_written(text: str) -> None:
    shown = clean.harmless(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://lac.example/a?b=1", True),
        ("HTTP://lac.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//lac.example/a", False),
        ("https:", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert clean.web_address(url) == (url if kept else None)


@given(st.text(max_size=80), st.floats(2, 30))
def test_fitted_text_is_no_broader_than_its_room(text: str, ems: float) -> None:
    assert clean.width(clean.fit(text, ems)) <= ems + 1e-9


def test_one_line_cuts_at_a_word() -> None:
    assert clean.one_line("le pont\n suspendu  de Carlonne", 20) == "le pont suspendu de…"
    assert clean.one_line("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("iso", "language", "long", "short"),
    [
        ("2025-03-04T09:12:00+01:00", "fr", "4 mars 2025, 09:12 (UTC+1)", "4 mars, 09:12"),
        ("2025-08-04T09:12:00Z", "en", "4 August 2025, 09:12 (UTC)", "4 Aug., 09:12"),
        ("2025-08-04T09:12:00-03:30", "en", "4 August 2025, 09:12 (UTC-3:30)", "4 Aug., 09:12"),
        ("2025-08-04", "en", "4 August 2025", "4 Aug."),
        ("last week", "en", "last week", "last week"),
        (None, "fr", "heure inconnue", "heure inconnue"),
    ],
)
def test_times(iso: str | None, language: ReportLanguage, long: str, short: str) -> None:
    phrases = load(language)
    assert dates.long(iso, phrases) == long
    assert dates.short(iso, phrases) == short


def test_times_sort_by_the_moment_they_mean() -> None:
    times = [
        "0001-01-01T00:00:00+23:00",
        None,
        "2025-03-04T10:00:00+01:00",
        "2025-03-04T09:30:00Z",
        "2025-03-04",
    ]
    assert sorted(times, key=dates.sort_key) == [times[4], times[2], times[3], times[1], times[0]]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-10-14T05:40", "2025-10-14T05:41", "14 October 2025, 05:40"),
        ("2025-10-14T05:00", "2025-10-14T12:00", "14 October 2025, 05:00 to 12:00"),
        ("2025-10-14T18:00", "2025-10-15T00:00", "14 October 2025, 18:00 to 24:00"),
        ("2025-10-14T20:00", "2025-10-15T05:00", "14 October 2025, 20:00 to 15 October 2025, 05:00"),
        ("2025-10-14T05:40", "", "14 October 2025, 05:40"),
    ],
)
def test_a_part_of_a_day_is_no_moment(start: str, end: str, words: str) -> None:
    assert dates.span(start, end, "time", load("en")) == words
