"""What the pages say of each other and of the commands: links that lead somewhere, options that are told."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import typer

from twosource import __version__
from twosource.cli import app
from twosource.evaluate.command import evaluate
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


def test_the_library_is_called_as_its_page_says() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
    done = subprocess.run(  # noqa: S603 - our own page
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "\nsame\n" in done.stdout
    assert "no-such-file.txt: there is no such file" in done.stdout


def test_the_labels_of_the_page_can_be_scored(tmp_path: Path) -> None:
    labels, articles = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "own-labels.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "labels.json").write_text(labels, "utf-8")
    (tmp_path / "articles.jsonl").write_text(articles, "utf-8")
    label = [sys.executable, "tools/label.py", str(tmp_path)]
    subprocess.run(label, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - our own tool
    told = evaluate("statements", tmp_path, as_json=False, missed=False)
    assert "statements" in told


def test_the_citation_names_this_version() -> None:
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
