"""What the pages say of each other and of the commands: links that lead somewhere, options that are told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import typer

from twosource.cli import app
from twosource.evaluate.run import TASKS

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/**/*.md"), *ROOT.glob("examples/**/*.md")]
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
EVERYWHERE = {"--help", "--install-completion", "--show-completion"}


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]


def test_every_decision_stands_once_in_their_index() -> None:
    listed = Counter(LINK.findall((DECISIONS / "README.md").read_text("utf-8")))
    assert listed == Counter(page.name for page in DECISIONS.glob("2*.md"))


def test_every_command_and_option_is_told() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text("utf-8")
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    for name, held in command.commands.items():
        assert f"`twosource {name} " in reference
        options = {option for one in held.params for option in one.opts if option.startswith("--")}
        assert not {option for option in options - EVERYWHERE if option not in reference}, name


def test_every_task_is_told() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert not [task for task in TASKS if f"`{task}`" not in reference]


def test_the_front_page_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 150
