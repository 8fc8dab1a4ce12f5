"""Pairs that are asked for: two articles of one story or of two, by the whole way and by the command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twosource import desk
from twosource.cli import app
from twosource.errors import WrongUseError
from twosource.model import Dossier

FERRY = (
    "The ferry of Saint Orle stopped running on Monday after a crack was found in its hull. "
    "The harbour office of Bremor said that 140 passengers were put up in the school overnight."
)
CHESS = (
    "Marta Klein won the regional chess title in Tresk on Thursday with a draw against last year's winner. "
    "She is sixteen and learned the game from her grandfather, a baker. The final took five hours, and the hall was full. "
    "Her club will send four players to the national tournament in Vell, the Tresk Chess Union announced, among them two "
    "brothers who had never lost at home. Tickets went on sale on Friday morning and were gone by noon. The mayor gave her "
    "a silver knight and a book of endgames."
)
SHARED = "The county has put off the order of a new boat and of a new hall three times."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    rows = (
        ("a", "Courier", f"{FERRY}\n{SHARED}", "2025-03-03T08:00:00Z"),
        ("b", "Mail", f"Ferry stops. {FERRY}", "2025-03-03T09:00:00Z"),
        ("c", "Argus", f"{CHESS}\n{SHARED}", "2025-06-05T08:00:00Z"),
    )
    lines = (json.dumps({"id": i, "outlet": o, "text": t, "published": d, "language": "en"}) for i, o, t, d in rows)
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def run(pile: Path, *pairs: tuple[str, str]) -> Dossier:
    return desk.run([str(pile)], desk.Settings(workers=1, pairs=pairs), io.BytesIO())


def test_articles_of_two_stories_are_related_where_they_are_asked_for(pile: Path) -> None:
    made = run(pile, ("c", "a"))
    assert all("c" not in story.articles or len(story.articles) == 1 for story in made.stories)
    (found,) = made.relations
    assert {found.earlier, found.later} == {"a", "c"}
    assert found.relation == "common source"
    assert "shares-wording" in {reason.code for reason in found.reasons}


def test_nothing_is_added_where_nobody_asks_or_the_story_tells_it(pile: Path) -> None:
    assert run(pile).relations == ()
    assert run(pile, ("a", "b")).relations == ()
    assert run(pile, ("a", "b")).stories == run(pile).stories


def test_the_order_of_asking_is_nothing(pile: Path) -> None:
    assert run(pile, ("a", "c"), ("c", "b")) == run(pile, ("b", "c"), ("c", "a"))


@pytest.mark.parametrize(("left", "right"), [("a", "nowhere"), ("nowhere", "a"), ("a", "a")])
def test_a_pair_needs_two_articles(pile: Path, left: str, right: str) -> None:
    with pytest.raises(WrongUseError):
        desk.pair((left, right), [str(pile)], desk.Settings(workers=1), io.BytesIO())


def test_the_command_tells_the_relation_its_chance_and_its_reasons(pile: Path, tmp_path: Path) -> None:
    data = tmp_path / "d.json"
    result = CliRunner().invoke(app, ["pair", "a", "c", str(pile), "--json", str(data), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "share a source" in result.output
    assert "confidence" in result.output
    assert "put off the order of a new boat" in result.output
    assert [row["relation"] for row in json.loads(data.read_bytes())["relations"]] == ["common source"]


def test_the_command_tells_a_wrong_name(pile: Path) -> None:
    result = CliRunner().invoke(app, ["pair", "a", "nowhere", str(pile)])
    assert result.exit_code == 2
