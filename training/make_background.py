"""Count in how many news articles each word stands, and write ``resources/background/<language>.tsv``.

Usage: python training/make_background.py DATA, where DATA is the folder of labelled sets (WiNER-fr, the English
Wikinews, stopwords-iso). Only counts are kept of the texts. French and English come from articles; the other
languages have stop words alone, all of one round share. Deterministic: no sampling.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from twosource.text import WORD, fold

TARGET = Path(__file__).parents[1] / "src" / "twosource" / "resources" / "background"
FRENCH = (
    "winer-fr/2016/articles.jsonl",
    "winer-fr/2017/articles.jsonl",
    "winer-fr/2018-first-half/articles.jsonl",
)
ENGLISH = ("wikinews-en-2019-2020/dev/articles.jsonl",)
STOPS = "stopwords-iso/stopwords-iso.json"
OTHERS = ("de", "es", "it", "nl", "pt")

LEAST_SHARE = 0.01
LEAST_ARTICLES = 5
STOP_SHARE = 0.3

HEAD_FR = """\
# Share of news articles in which a (folded) word stands, French; words in at least 1 % of them.
# Counted over {n} French Wikinews articles of 2016 to 2018 (WiNER-fr, github; annotations CC BY 4.0,
# texts Wikinews, CC BY 2.5). Only counts are kept. Columns: folded word, share.
"""
HEAD_EN = """\
# Share of news articles in which a (folded) word stands, English; words in at least 1 % (five articles) of them.
# Counted over {n} English Wikinews articles of 2019 and 2020 (texts CC BY 2.5).
# Only counts are kept. Columns: folded word, share.
"""
HEAD_STOPS = """\
# Share of news articles in which a (folded) word is taken to stand: stop words only ({language}), one round \
share for all.
# Words: stopwords-iso, github.com/stopwords-iso/stopwords-iso, commit 6e8e9a2d, MIT. Columns: folded word, share.
"""


def main() -> int:
    data = Path(sys.argv[1])
    _write("fr", HEAD_FR, *_count(data, FRENCH))
    _write("en", HEAD_EN, *_count(data, ENGLISH))
    stops = json.loads((data / STOPS).read_text("utf-8"))
    for language in OTHERS:
        words = sorted({fold(word) for word in stops[language] if word.isalpha()})
        rows = [(word, STOP_SHARE) for word in words]
        _write(language, HEAD_STOPS.replace("{language}", language), rows, len(rows))
    return 0


def _count(data: Path, files: tuple[str, ...]) -> tuple[list[tuple[str, float]], int]:
    """Give the words that stand in enough articles, commonest first, and the number of articles."""
    held: Counter[str] = Counter()
    articles = 0
    for words in _articles(data, files):
        articles += 1
        held.update(words)
    kept = [
        (word, count / articles)
        for word, count in held.items()
        if count / articles >= LEAST_SHARE and count >= LEAST_ARTICLES and not word.isdigit()
    ]
    return sorted(kept, key=lambda row: (-row[1], row[0])), articles


def _articles(data: Path, files: tuple[str, ...]) -> Iterator[frozenset[str]]:
    for name in files:
        with (data / name).open(encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                text = f"{article.get('title') or ''}\n{article['text']}"
                yield frozenset(fold(word) for word in WORD.findall(text))


def _write(language: str, head: str, rows: list[tuple[str, float]], articles: int) -> None:
    text = head.replace("{n}", str(articles)) + "".join(f"{word}\t{share:.3f}\n" for word, share in rows)
    (TARGET / f"{language}.tsv").write_text(text, encoding="utf-8")
    print(language, articles, len(rows))


if __name__ == "__main__":
    raise SystemExit(main())
