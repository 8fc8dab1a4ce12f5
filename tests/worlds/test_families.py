from __future__ import annotations

import pytest
from msgspec.structs import replace

from worlds.family import load, names, problems
from worlds.page import page
from worlds.sample import draft

FAMILIES = names()
SPOKEN = (
    "facts.",
    "happened.",
    "scene.",
    "history.",
    "indirect.",
    "direct.",
    "mixed.",
    "noun.",
    "via.",
    "told.",
    "stock.",
)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_is_complete_and_every_template_can_be_read(name: str) -> None:
    assert problems(load(name)) == []


@pytest.mark.parametrize("name", FAMILIES)
def test_every_kind_of_event_can_be_written_and_marks_cover_words(name: str) -> None:
    for number in range(28):
        written, where = draft(name, number, 7)
        printed = page(written, where)
        assert printed.text
        assert "{" not in printed.text
        assert "  " not in printed.text
        for placed in printed.lines:
            text = printed.title if placed.titled else printed.text
            assert text[placed.start : placed.end].replace("’", "'") == placed.rich.text.replace("’", "'")
            for mark in placed.rich.marks:
                assert placed.start <= mark.start < mark.end <= placed.end


def test_no_two_families_share_a_reporting_frame_or_a_wording_of_a_fact() -> None:
    for language in ("fr", "en"):
        seen: dict[str, str] = {}
        for name in names(language):
            own = {
                text
                for table, texts in load(name).tables.items()
                if table.startswith(SPOKEN)
                for text in texts
                if len(text.split()) > 5
            }
            twice = {text: seen[text] for text in own & seen.keys()}
            assert len(twice) <= 8, (name, twice)  # people writing apart hit on the same words now and then
            seen |= dict.fromkeys(own, name)


def test_the_check_sees_what_is_wrong() -> None:
    family = load("fr_a")
    broken = {
        **family.tables,
        "facts.dead.that": ("{n} morts {oops}", "un {n", "trois"),
        "facts.injured.that": ("les {n:blessé} blessés", "{w.blast:the} a blessé {n} personnes"),
        "indirect.lead": ("{that}.",),
    }
    found = problems(replace(family, tables=broken))
    assert len(found) == 5
