"""A pile of made articles for the benchmarks: the bundled example retold as many stories, seeded.

Every story takes the thirteen articles of the example, gives them other names, places and figures, and
shuffles and drops sentences, so that stories differ and articles of one story share wording.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbour" / "articles.jsonl"
SYLLABLES = (
    "ba", "ker", "lo", "min", "vas", "tur", "el", "gan", "ro", "shi", "pol", "dre", "mar", "ti", "vel", "no",
    "kas", "ul", "bre", "zo",
)  # fmt: skip
PER_STORY = 13


def _name(source: random.Random) -> str:
    return "".join(source.choice(SYLLABLES) for _ in range(3)).capitalize()


def _sources() -> list[dict[str, str]]:
    return [json.loads(line) for line in EXAMPLE.read_text("utf-8").splitlines()]


def _retold(text: str, names: dict[str, str], words: dict[str, str], source: random.Random) -> str:
    kept = [p for p in text.split("\n\n") if source.random() > 0.15] or [text]
    joined = "\n\n".join(kept)
    joined = re.sub(
        r"\b[A-ZÉ][a-zéèêîôû]{3,}\b",
        lambda m: (
            names.setdefault(m.group(), _name(source)) if m.group() in names or source.random() < 0.5 else m.group()
        ),
        joined,
    )
    joined = re.sub(
        r"\b[a-zéèêîôû]{6,}\b",
        lambda m: words.setdefault(m.group(), m.group() if source.random() < 0.6 else _name(source).lower()),
        joined,
    )
    return re.sub(r"\b\d{1,3}\b", lambda m: names.setdefault(f"#{m.group()}", str(source.randint(2, 400))), joined)


def make(size: int, seed: int = 7) -> list[dict[str, str]]:
    """Make ``size`` articles as JSONL rows, the same for the same seed."""
    source = random.Random(seed)
    rows: list[dict[str, str]] = []
    originals = _sources()
    while len(rows) < size:
        story = len(rows) // PER_STORY
        names: dict[str, str] = {}
        words: dict[str, str] = {}
        day = f"2031-{1 + story % 12:02}-{1 + story % 28:02}"
        for number, original in enumerate(originals):
            text = _retold(original["text"], names, words, source)
            row = {
                "id": f"{story}-{number}",
                "outlet": original["outlet"],
                "title": text.split("\n", 1)[0][:120],
                "published": f"{day}T{8 + number:02}:00:00+00:00",
                "language": original["language"],
                "text": text,
            }
            rows.append(row)
    return rows[:size]
