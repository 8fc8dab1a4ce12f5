"""How well pages are read: body text, titles and dates, beside trafilatura and htmldate in the same run.

    python benchmarks/pages.py [/work/shared/data]

Body: token F1 per page (bag of words, mean over pages) of the narrative blocks without the title.
Title: same words. Date: same day as the gold; "same minute" where ours gives a clock.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from htmldate import find_date
from trafilatura import bare_extraction, extract

from twosource.model import NARRATIVE, Article, Block, Capture, Failure, Role, Stated
from twosource.read import articles, blocks, outlets

DATA = Path("/work/shared/data")
BODY: frozenset[Role] = NARRATIVE - {"title"}
EVIDENCE: frozenset[Role] = frozenset({"heading", "dateline", "credit", "note", "correction"})
_WORD = re.compile(r"\w+")


class Gold(NamedTuple):
    """One page with what its labels say."""

    name: str
    url: str | None
    markup: str
    text: str
    title: str | None
    published: str | None


class Read(NamedTuple):
    """What one reader made of a page."""

    text: str
    title: str | None
    published: str | None


Reader = Callable[[Gold], Read]


def load(folder: Path) -> Iterator[Gold]:
    """Read one labelled folder of pages."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name, row in gold.items():
        markup = gzip.decompress((folder / "html" / name).read_bytes()).decode("utf-8", "replace")
        yield Gold(name, row.get("url"), markup, body_of(row), row.get("title"), row.get("publishing_date"))


def body_of(row: Mapping[str, object]) -> str:
    """Give the gold body: a text, a list of paragraphs, or summary and sections."""
    body = row.get("text") or row.get("body")
    if isinstance(body, str):
        return body
    if isinstance(body, list):
        return "\n".join(map(str, body))
    if not isinstance(body, dict):
        return ""
    told = [*body["summary"]]
    for section in body["sections"]:
        told += section["paragraphs"]
    return "\n".join(told)


def read_ours(roles: frozenset[Role]) -> Reader:
    """Give our reader; ``roles`` are the blocks that count as body."""
    table = outlets.load()

    def read(page: Gold) -> Read:
        capture = Capture(
            name=page.name, media="html", content=page.markup, sha256="0" * 64, stated=Stated(url=page.url)
        )
        built = articles.build(capture, table, "UTC")
        if isinstance(built, Failure):
            return Read("", None, None)
        article = built.article
        return Read(told(article, blocks.label(article), roles), article.title, article.published)

    return read


def told(article: Article, labelled: Sequence[Block], roles: frozenset[Role]) -> str:
    """Give the text of the blocks with one of these roles."""
    return "\n".join(article.text[b.start : b.end] for b in labelled if b.role in roles)


def read_trafilatura(page: Gold) -> Read:
    """Read with trafilatura alone."""
    return Read(extract(page.markup, favor_precision=True, include_comments=False) or "", None, None)


def read_peers_metadata(page: Gold) -> Read:
    """Read title with trafilatura and date with htmldate."""
    found = bare_extraction(page.markup, favor_precision=True, include_comments=False, with_metadata=True)
    title = getattr(found, "title", None)
    return Read("", title, find_date(page.markup, extensive_search=False, original_date=True, url=page.url))


def overlap(found: str, gold: str) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the words."""
    left, right = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(gold.lower()))
    both = sum((left & right).values())
    precision, recall = both / max(1, left.total()), both / max(1, right.total())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def same_title(found: str | None, gold: str | None) -> bool:
    """Tell whether two titles have the same words."""
    return _WORD.findall((found or "").lower()) == _WORD.findall((gold or "").lower())


def body_table(name: str, pages: Sequence[Gold], readers: Mapping[str, Reader]) -> None:
    """Print the body measures of every reader."""
    print(f"\n{name}: {len(pages)} pages")
    for who, reader in readers.items():
        start = time.perf_counter()
        scores = [overlap(reader(page).text, page.text) for page in pages]
        rate = len(pages) / (time.perf_counter() - start)
        p, r, f = (sum(score[i] for score in scores) / len(scores) for i in range(3))
        low = sum(score[2] < 0.5 for score in scores)
        print(f"  {who:<34} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  F1<.5: {low:<3} {rate:5.1f} pages/s")


def metadata_table(pages: Sequence[Gold], readers: Mapping[str, Reader]) -> None:
    """Print how often title and day of publication are right."""
    print(f"\nmetadata: {len(pages)} pages")
    dated = [page for page in pages if page.published]
    for who, reader in readers.items():
        read = [(page, reader(page)) for page in pages]
        titles = sum(same_title(found.title, page.title) for page, found in read)
        days = sum((f.published or "")[:10] == (p.published or "")[:10] for p, f in read if p.published)
        given = sum(f.published is not None for p, f in read if p.published)
        print(f"  {who:<34} title {titles}/{len(pages)}  day {days}/{len(dated)} ({given} given)")


def main(data: Path) -> None:
    """Print every table whose data is there."""
    readers: dict[str, Reader] = {
        "twosource, narrative": read_ours(BODY),
        "twosource, without captions": read_ours(BODY - {"caption"}),
        "twosource, with heads and credits": read_ours(BODY - {"caption"} | EVIDENCE),
        "trafilatura favor_precision": read_trafilatura,
    }
    for name in ("extract-aeb", "extract-fundus-eval", "extract-fundus-fixtures"):
        folder = data / name / "dev"
        if not folder.is_dir():
            print(f"{name}: no data at {folder}: skipped")
            continue
        pages = list(load(folder))
        body_table(name, pages, readers)
        if any(page.published for page in pages):
            metadata_table(
                pages, {"twosource": read_ours(BODY), "trafilatura title, htmldate day": read_peers_metadata}
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
