"""Which headline stands for a story. All names are invented."""

from __future__ import annotations

import pytest
from tests.compare.piles import reading

from twosource.compare.stories import headlines


def titled(*titles: tuple[str, str]) -> str:
    return headlines.central([reading(f"a{i}", "", title=t, language=lang) for i, (lang, t) in enumerate(titles)])


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Grain train derails at Oldmarsh, driver unhurt", True),
        ("Live: grain train derails at Oldmarsh", False),
        ("Oldmarsh derailment: live updates", False),
        ("EN DIRECT - Le train de Valmorée a déraillé", False),
        ("Oldmarsh: le point en direct", False),
        ("Westland", False),
        ("Local news", False),
        ("Livestock returns to Oldmarsh after the flood", True),
        ("奥尔德马什谷物列车脱轨司机无恙", True),
        ("", False),
    ],
)
def test_what_names_an_event(headline: str, expected: bool) -> None:
    assert headlines.names_an_event(headline) == expected


def test_the_title_names_the_event_where_one_does() -> None:
    live = "Oldmarsh grain train derails: live updates"
    assert (
        titled(("en", live), ("en", live), ("en", "Grain train derails at Oldmarsh"))
        == "Grain train derails at Oldmarsh"
    )
    assert titled(("en", "Live"), ("en", "Live")) == "Live"


def test_the_title_is_in_the_language_of_most() -> None:
    french = ("fr", "Un train de céréales déraille à Oldmarsh")
    english = [("en", "Grain train derails at Oldmarsh"), ("en", "Driver unhurt as train derails at Oldmarsh")]
    assert titled(french, *english) in {title for _, title in english}
    assert titled(french, french, english[0]) == french[1]
