"""The page on adding a language tells what was counted, not what was typed."""

from __future__ import annotations

from tools import count_language


def test_the_counted_table_is_that_of_the_files() -> None:
    page = count_language.PAGE.read_text("utf-8")
    assert count_language.BLOCK.search(page)
    assert count_language.updated(page) == page


def test_comments_and_blank_lines_do_not_count() -> None:
    (path,) = [p for p in count_language.files("it") if p.name.startswith("closed")]
    counted = list(count_language.lines(path))
    assert 0 < len(counted) < len(path.read_text("utf-8").splitlines())
    assert not any(line.startswith("#") for line in counted)
