"""The commands: exit statuses 0, 1, 2, and what they print and write."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from twosource import __version__
from twosource.bundles import flat
from twosource.cli import app

SCHEMA = Path(__file__).parents[1] / "docs" / "dossier-1.schema.json"
TEXT = "Le bac de Sainte-Orle a repris ses traversées lundi matin, a indiqué la capitainerie de Brémor.\n"
RUN = CliRunner()


@dataclass(frozen=True)
class Size:
    wide: int
    high: int = 2


@pytest.fixture
def one(tmp_path: Path) -> Path:
    folder = tmp_path / "place-of-mine"
    folder.mkdir()
    (folder / "bac.txt").write_text(TEXT, "utf-8")
    return folder


def test_a_report_is_written_and_the_status_is_nought(one: Path, tmp_path: Path) -> None:
    page, data = tmp_path / "r.html", tmp_path / "d.json"
    (one / "bad.txt").write_bytes(b"\0")
    result = RUN.invoke(app, ["report", str(one), "-o", str(page), "--json", str(data), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "bac" in page.read_text("utf-8")
    dossier = json.loads(data.read_bytes())
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(dossier)
    assert [f["subject"] for f in dossier["failures"]] == ["bad.txt"]
    assert one.name not in page.read_text("utf-8") + data.read_text("utf-8")


@pytest.mark.parametrize("name", ["gone.txt", "bad.txt"])
def test_where_nothing_can_be_read_the_status_is_one(one: Path, tmp_path: Path, name: str) -> None:
    (one / "bad.txt").write_bytes(b"\0")
    result = RUN.invoke(app, ["report", str(one / name), "-o", str(tmp_path / "r.html")])
    assert result.exit_code == 1
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["report"],
        ["report", "{one}", "--no-such-option"],
        ["report", "{one}", "--language", "tlh"],
        ["report", "{one}", "--timezone", "Nowhere/Here"],
        ["report", "{one}", "--max-bytes", "0"],
        ["report", "{one}", "--outlets", "{one}/bac.txt"],
        ["report", "{one}", "--meta", "{one}/gone.csv"],
        ["report", "{one}", "--json", "{one}/gone/d.json"],
        ["report", "{one}", "--json", "{one}"],
        ["evaluate", "no-such-task", "{one}"],
        ["evaluate", "all", "{one}"],
        ["no-such-command"],
    ],
)
def test_wrong_use_is_status_two_and_writes_nothing(one: Path, tmp_path: Path, arguments: list[str]) -> None:
    given = [a.format(one=one) for a in arguments]
    if "report" in given and len(given) > 1:
        given += ["-o", str(tmp_path / "r.html")]
    result = RUN.invoke(app, given)
    assert result.exit_code == 2, result.output
    assert not (tmp_path / "r.html").exists()


def test_a_folder_that_is_not_there_is_told_before_anything_is_read(one: Path) -> None:
    result = RUN.invoke(app, ["report", str(one / "gone.txt"), "-o", str(one / "gone" / "r.html")])
    assert result.exit_code == 2
    assert "there is no folder" in result.output


def test_a_report_goes_into_a_folder_that_is_there(one: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    result = RUN.invoke(app, ["report", str(one), "-o", str(tmp_path / "out"), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_bundle_stands_as_its_options() -> None:
    def draw(name: str, size: Size, bold: bool = False) -> None:
        told.append((name, size, bold))

    told: list[tuple[str, Size, bool]] = []
    plain = flat(draw)
    parameters = inspect.signature(plain).parameters
    assert list(parameters) == ["name", "wide", "high", "bold"]
    assert parameters["high"].default == 2
    plain(name="a", wide=1, high=3, bold=True)
    assert told == [("a", Size(1, 3), True)]


def test_the_version_is_printed() -> None:
    result = RUN.invoke(app, ["--version"])
    assert (result.exit_code, result.output.strip()) == (0, f"twosource {__version__}")


@pytest.mark.parametrize(("language", "word"), [("fr", 'lang="fr"'), ("en", 'lang="en"')])
def test_the_report_speaks_the_language_asked_for(one: Path, tmp_path: Path, language: str, word: str) -> None:
    page = tmp_path / "r.html"
    result = RUN.invoke(app, ["report", str(one), "-o", str(page), "--language", language])
    assert result.exit_code == 0
    assert word in page.read_text("utf-8")


def test_the_program_reads_standard_input_and_tells_its_status(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "twosource", "report", "-", "-o", str(tmp_path / "r.html"), "--workers", "1"]
    good = subprocess.run(command, input=TEXT.encode(), capture_output=True, check=False)  # noqa: S603 - our own program
    assert (good.returncode, good.stderr) == (0, b"")
    none = subprocess.run(command, input=b"", capture_output=True, check=False)  # noqa: S603 - our own program
    assert none.returncode == 1
    assert b"Traceback" not in none.stderr
    assert none.stderr.startswith(b"twosource: ")


def test_tables_are_written_where_they_are_asked_for(one: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    asked = ["report", str(one), "-o", str(tmp_path / "r.html"), "--tables", str(folder), "--workers", "1"]
    assert RUN.invoke(app, asked).exit_code == 0
    assert (folder / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle,story,outlet")
    assert RUN.invoke(app, [*asked[:-4], "--tables", str(one / "bac.txt")]).exit_code == 2
