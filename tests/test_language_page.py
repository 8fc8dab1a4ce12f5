"""The page on adding a language tells what was counted, not what was typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools import count_language

KEYS = Path(__file__).resolve().parents[1] / "docs" / "language-keys.md"
RESOURCES = Path(__file__).resolve().parents[1] / "src" / "twosource" / "resources"
WORDS = {"times", "quantities", "numerals"}  # files whose tables have words for keys
TABLES = {
    "abbreviations.lemmas",
    "cues.separable",
    "furniture.months",
    "predicates.predicates",
    "counted.told",
    "counted.things",
    "stances.states",
    "stances.causes",
    "stances.general",
    "stances.which",
}
DEEPER = {"nouns.clause"}


def test_the_counted_table_is_that_of_the_files() -> None:
    page = count_language.PAGE.read_text("utf-8")
    assert count_language.BLOCK.search(page)
    assert count_language.updated(page) == page


def test_comments_and_blank_lines_do_not_count() -> None:
    (path,) = [p for p in count_language.files("it") if p.name.startswith("closed")]
    counted = list(count_language.lines(path))
    assert 0 < len(counted) < len(path.read_text("utf-8").splitlines())
    assert not any(line.startswith("#") for line in counted)


def keys(family: str) -> set[str]:
    """Give the keys of the files of a family, as the page names them."""
    found: set[str] = set()
    for path in RESOURCES.glob(f"{family}-??.toml"):
        found |= set(_paths(tomllib.loads(path.read_text("utf-8")), family))
    return found


def _paths(table: Mapping[str, object], family: str, above: str = "") -> Iterator[str]:
    for key, value in table.items():
        path = f"{above}{key}"
        closed = family not in WORDS and f"{family}.{path}" not in TABLES
        if isinstance(value, Mapping) and closed and (not above or path in DEEPER):
            yield from _paths(value, family, f"{path}.")
        else:
            yield path


def told() -> dict[str, set[str]]:
    """Give the keys that the page explains, by family."""
    sections = re.split(r"^## (\w+)-XX\.toml$", KEYS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    rows = {
        family: re.findall(r"^\| (`[^|]+) \|", body, re.MULTILINE)
        for family, body in zip(*[iter(sections)] * 2, strict=True)
    }
    return {family: set(re.findall(r"`([^`]+)`", " ".join(found))) for family, found in rows.items()}


def test_every_key_of_a_language_file_is_explained() -> None:
    families = {path.stem[:-3] for path in RESOURCES.glob("*-??.toml")} - {"phrases"}  # the page's own words
    assert set(told()) == families
    assert {family: sorted(keys(family) - told()[family]) for family in families} == {family: [] for family in families}


def test_every_key_that_is_explained_stands_in_a_file() -> None:
    heads = {path.rsplit(".", 1)[0] for family in told() for path in keys(family)} | {"halves.words"}
    left = {family: sorted(explained - keys(family) - heads) for family, explained in told().items()}
    assert left == {family: [] for family in told()}
