"""The labels that statements are trained on: offsets into the shared texts, no text of the articles.

    python training/statement_labels.py FOLDER fr     bring finished batches (articles.jsonl, truth.json) in

``load`` joins the labels with their texts in ``../shared`` and checks that nobody changed them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from twosource.evaluate.dataset import GoldArticle, GoldStatement

LABELS = Path(__file__).parent / "labels"
SHARED = Path(__file__).parents[2] / "shared/data"
KEPT = (
    "start",
    "end",
    "spans",
    "cue",
    "source",
    "speaker",
    "source_type",
    "kind",
    "certainty",
    "chain",
    "conditional",
    "doubt",
)


class Labelled(NamedTuple):
    """An article with its labelled statements."""

    article: GoldArticle
    statements: tuple[GoldStatement, ...]


def path_of(language: str) -> Path:
    """Name the file of labels of a language."""
    return LABELS / f"statements-{language}.json"


def bring_in(folder: Path, language: str) -> int:
    """Write the labels of all batches under ``folder`` as offsets; give how many articles they cover."""
    rows = {}
    for batch in sorted(folder.glob("batch-*")):
        if not (batch / "truth.json").exists():
            continue
        truth = json.loads((batch / "truth.json").read_text("utf-8"))
        for line in (batch / "articles.jsonl").read_text("utf-8").splitlines():
            article = json.loads(line)
            said = [row for row in truth["statements"] if row["article"] == article["id"]]
            verbs = [row for row in truth.get("conditionals", ()) if row["article"] == article["id"]]
            rows[article["id"]] = {
                "id": article["id"],
                "set": _set_of(folder, article["id"]),
                "url": article.get("url"),
                "sha256": hashlib.sha256(article["text"].encode("utf-8")).hexdigest(),
                "statements": [{key: row[key] for key in KEPT if row.get(key) is not None} for row in said],
                "conditionals": [{key: row[key] for key in ("start", "end", "use")} for row in verbs],
            }
    lines = ",\n".join(json.dumps(rows[name], ensure_ascii=False, sort_keys=True) for name in sorted(rows))
    path_of(language).write_text(f"[\n{lines}\n]\n", "utf-8")
    return len(rows)


def _set_of(folder: Path, name: str) -> str:
    for line in (folder / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        if article["id"] == name:
            return str(article["set"])
    raise KeyError(name)


def load(language: str) -> list[Labelled]:
    """Give the labelled articles of a language with their texts, by id.

    Raises:
        ValueError: where a text is not the one that was labelled.
    """
    rows = json.loads(path_of(language).read_text("utf-8"))
    texts = {}
    for name in sorted({row["set"] for row in rows}):
        for line in (SHARED / name / "articles.jsonl").read_text("utf-8").splitlines():
            article = json.loads(line)
            texts[name, article["id"]] = article
    found = []
    for row in rows:
        article = texts[row["set"], row["id"]]
        if hashlib.sha256(article["text"].encode("utf-8")).hexdigest() != row["sha256"]:
            raise ValueError(row["id"])
        said = [_statement(row["id"], item) for item in row["statements"]]
        found.append(
            Labelled(
                GoldArticle(
                    id=row["id"],
                    text=article["text"],
                    title=article.get("title"),
                    published=article.get("published"),
                    language=language,
                    outlet=article.get("outlet"),
                ),
                tuple(said),
            )
        )
    return found


def _statement(article: str, row: dict[str, object]) -> GoldStatement:
    import msgspec

    return msgspec.convert({**row, "article": article}, GoldStatement)


def main() -> None:
    """Bring labels in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("language")
    chosen = parser.parse_args()
    print(bring_in(chosen.folder, chosen.language), "articles")


if __name__ == "__main__":
    main()
