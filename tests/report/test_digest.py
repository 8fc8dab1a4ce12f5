from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from tests.report import fake

from twosource import serialise
from twosource.report import digest
from twosource.report.options import Options, ReportLanguage

GOLDEN = Path(__file__).parent / "golden"


def check(name: str, text: str, update: bool) -> None:
    """Compare with a golden file, or write it."""
    path = GOLDEN / name
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "look, then: pytest tests/report --update"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_digest_of_one_story(language: ReportLanguage, update: bool) -> None:
    check(f"one-{language}.txt", digest.text(fake.one_story(), Options(language=language)), update)


def test_digest_of_two_stories(update: bool) -> None:
    check("two-en.txt", digest.text(fake.dossier(), Options()), update)


def test_json_of_a_small_dossier(update: bool) -> None:
    whole = fake.dossier()
    small = structs.replace(whole, stories=whole.stories[:1], articles=whole.articles[-1:], outlets=whole.outlets[-1:])
    check("orchard.json", serialise.to_json(small).decode(), update)


def test_the_whole_dossier_comes_back() -> None:
    assert serialise.from_json(serialise.to_json(fake.dossier())) == fake.dossier()


def test_the_styled_digest_says_the_same() -> None:
    assert digest.styled(fake.dossier(), Options()).plain == digest.text(fake.dossier(), Options())


def test_the_digest_of_one_story_is_short_however_much_was_found() -> None:
    dossier = fake.one_story()
    story = dossier.stories[0]
    claims = tuple(structs.replace(claim, id=f"{claim.id}{number}") for number in range(9) for claim in story.claims)
    full = structs.replace(story, claims=claims, conflicts=story.conflicts * 9, drifts=story.drifts * 9)
    lines = digest.lines(structs.replace(dossier, stories=(full,), failures=dossier.failures * 9), Options())
    assert len(lines) <= 44  # three of them what the pile lacks
    assert max(len(line) for line in lines) <= 140


def test_many_stories_are_counted_after_the_tenth() -> None:
    lines = digest.lines(fake.many(13), Options())
    assert [line for line in lines if line.startswith("Story ")][-1].startswith("Story 10")
    assert "and 3 more stories" in lines


def test_nothing_that_a_terminal_would_obey_is_printed() -> None:
    assert not any(ord(char) < 32 for line in digest.lines(fake.dossier(), Options()) for char in line)
