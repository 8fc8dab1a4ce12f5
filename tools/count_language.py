"""Count what a language took: ``python tools/count_language.py de [--write]``.

Prints the lines of its files (blank lines and comments left out) and the words in them. With ``--write`` the
table in docs/add-a-language.md is replaced by what was counted.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "src" / "twosource" / "resources"
PAGE = ROOT / "docs" / "add-a-language.md"
BLOCK = re.compile(r"(<!-- counted: (?P<language>[a-z]+) -->\n).*?(<!-- /counted -->)", re.DOTALL)
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|^[\w-]+(?= =)')


def files(language: str) -> list[Path]:
    """List the text files of a language, in the order of the alphabet."""
    return sorted(path for path in RESOURCES.glob(f"*-{language}.t[os]*"))


def lines(path: Path) -> Iterator[str]:
    """Give the lines of a file that hold something."""
    text = path.read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def table(language: str) -> str:
    """Write the table of one language."""
    rows = [(path.name, list(lines(path))) for path in files(language)]
    counted = [(name, len(held), sum(len(_WORD.findall(line)) for line in held)) for name, held in rows]
    body = [f"| `{name}` | {count:,} | {words:,} |" for name, count, words in counted]
    total = f"| all | {sum(row[1] for row in counted):,} | {sum(row[2] for row in counted):,} |"
    return "\n".join(("| file | lines | words and expressions |", "|---|---|---|", *body, total)) + "\n"


def updated(page: str) -> str:
    """Give the page with every counted block counted again."""
    return BLOCK.sub(lambda match: match[1] + table(match["language"]) + match[3], page)


def main() -> None:
    """Count, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    print(table(given.language), end="")
    if given.write:
        PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
