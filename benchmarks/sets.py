"""The labelled sets of stories, read as they state their articles: no layer is read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from twosource.model import Article, Layers, Reading

DATA = Path("/work/shared/data")
SETS = ("ecbplus/dev", "basil/dev", "googlenews-tset/dev", "meantime/dev", "itn-corpus/dev")

Row = Mapping[str, str]


def load(folder: Path) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Read a labelled folder: its articles, and the story of each that has one."""
    plain = folder / "articles.jsonl"
    text = (
        plain.read_text("utf-8")
        if plain.exists()
        else gzip.decompress((folder / "articles.jsonl.gz").read_bytes()).decode()
    )
    rows = [json.loads(line) for line in text.splitlines()]
    truth = folder / "truth.json"
    named = json.loads(truth.read_text("utf-8"))["stories"] if truth.exists() else {}
    return rows, {article: name for name, members in named.items() for article in members}


def reading(row: Row) -> Reading:
    """Give an article as its set states it, with no layer read."""
    article = Article(
        id=row["id"], input_id=row["id"], outlet=row.get("outlet") or "", title=row.get("title"),
        published=row.get("published"), language=row.get("language") or "und", text=row["text"],
        capture_sha256="0" * 64,
    )  # fmt: skip
    return Reading(article, Layers())
