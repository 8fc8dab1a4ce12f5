"""Resolve hand-written labels (exact words) into offsets.

    python tools/label.py examples/harbour

Reads articles.jsonl and labels.json, writes truth.json (the format of design.md, section 4).
In labels.json a place is {"article": id, "words": "exact words", "nth": 1}; a statement in
several pieces has "pieces": [words, ...] instead of "words". A "cue" or "source" beside a place
is found in the same article, nearest to the start of the place; {"words", "nth"} forces one.
Offsets are half-open and count code points of the article's text.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Texts: TypeAlias = Mapping[str, str]
Span: TypeAlias = tuple[int, int]

POINTERS = ("cue", "source")
CONSUMED = ("words", "pieces", "nth")


class LabelError(ValueError):
    """Words that stand nowhere in the article, or in several places without "nth"."""


def read_texts(path: Path) -> dict[str, str]:
    """Read the texts of ``articles.jsonl`` by article."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {str(row["id"]): str(row["text"]) for row in rows}


def occurrences(text: str, words: str) -> list[Span]:
    """Give every place of the words, overlapping ones too; refuse empty words."""
    if not words:
        raise LabelError("empty words")
    starts = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return [(start, start + len(words)) for start in starts]


def pick(text: str, words: str, nth: int | None) -> Span:
    """Give the one place of the words, or the nth (counted from 1)."""
    found = occurrences(text, words)
    if not found:
        raise LabelError(f"not found: {words!r}")
    if nth is None:
        if len(found) > 1:
            raise LabelError(f"{len(found)} places, give nth: {words!r}")
        return found[0]
    if not 1 <= nth <= len(found):
        raise LabelError(f"nth {nth} of {len(found)}: {words!r}")
    return found[nth - 1]


def follow(text: str, pieces: list[str], nth: int | None) -> list[Span]:
    """Give the first piece as picked, every further one at its first place after the one before."""
    if not pieces:
        raise LabelError("no pieces")
    spans = [pick(text, pieces[0], nth)]
    for words in pieces[1:]:
        later = [span for span in occurrences(text, words) if span[0] >= spans[-1][1]]
        if not later:
            raise LabelError(f"not found after {spans[-1][1]}: {words!r}")
        spans.append(later[0])
    return spans


def nearest(text: str, words: str, start: int) -> Span:
    """Give the place of the words that begins nearest to ``start``, the earlier of two."""
    found = occurrences(text, words)
    if not found:
        raise LabelError(f"not found: {words!r}")
    return min(found, key=lambda span: (abs(span[0] - start), span))


def point(text: str, pointer: Json, start: int) -> Json:
    """Resolve a cue or source, given as words, as {"words", "nth"}, or as null."""
    if pointer is None:
        return None
    if isinstance(pointer, str):
        return list(nearest(text, pointer, start))
    if isinstance(pointer, dict):
        return list(pick(text, as_words(pointer.get("words")), as_nth(pointer.get("nth"))))
    raise LabelError(f"neither words nor null: {pointer!r}")


def as_words(value: Json) -> str:
    """Give the value as words, or refuse it."""
    if not isinstance(value, str):
        raise LabelError(f"no words: {value!r}")
    return value


def as_pieces(value: Json) -> list[str]:
    """Give the value as a list of words, or refuse it."""
    if not isinstance(value, list):
        raise LabelError(f"no list of pieces: {value!r}")
    return [as_words(piece) for piece in value]


def as_nth(value: Json) -> int | None:
    """Give the value as a number from 1, or none; refuse anything else."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise LabelError(f"nth is no number: {value!r}")


def is_place(node: dict[str, Json]) -> bool:
    """Tell whether a node is a place: an article with words or pieces in it."""
    return "article" in node and ("words" in node or "pieces" in node)


def resolve_place(node: dict[str, Json], texts: Texts) -> dict[str, Json]:
    """Give a place with offsets for its words, its pointers too, and with the text they cover."""
    article = as_words(node["article"])
    if article not in texts:
        raise LabelError(f"no such article: {article!r}")
    text = texts[article]
    nth = as_nth(node.get("nth"))
    pieces = as_pieces(node["pieces"]) if "pieces" in node else [as_words(node["words"])]
    spans = follow(text, pieces, nth)
    start, end = spans[0][0], spans[-1][1]
    row: dict[str, Json] = {"article": article, "start": start, "end": end}
    if len(spans) > 1:
        row["spans"] = [list(span) for span in spans]
    for name in POINTERS:
        if name in node:
            row[name] = point(text, node[name], start)
    rest = {key: value for key, value in node.items() if key not in (*row, *CONSUMED)}
    row["text"] = " [...] ".join(text[s:e] for s, e in spans)
    return row | {key: resolve(value, texts, key) for key, value in rest.items()}


def resolve(node: Json, texts: Texts, where: str) -> Json:
    """Give the same tree with every place resolved; an error names the row it stands in."""
    if isinstance(node, list):
        return [resolve(child, texts, f"{where}[{index}]") for index, child in enumerate(node)]
    if not isinstance(node, dict):
        return node
    if not is_place(node):
        return {key: resolve(value, texts, f"{where}.{key}") for key, value in node.items()}
    try:
        return resolve_place(node, texts)
    except LabelError as error:
        raise LabelError(f"{where} ({node['article']}): {error}") from error


def main(arguments: list[str]) -> int:
    """Write the truth of one folder; give the exit status."""
    if len(arguments) != 1:
        print("usage: python tools/label.py FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    texts = read_texts(folder / "articles.jsonl")
    labels: dict[str, Json] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    try:
        truth = {key: resolve(value, texts, key) for key, value in labels.items()}
    except LabelError as error:
        print(f"label.py: {error}", file=sys.stderr)
        return 1
    out = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (folder / "truth.json").write_text(out, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
