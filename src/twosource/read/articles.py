"""From a capture to an article: its text, its marks, and who published it when."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource import urls
from twosource.model import NARRATIVE, Article, Block, Capture, Failure, Mark, Outlet
from twosource.read import blocks, language, pages, published
from twosource.read.outlets import OutletTable, slug
from twosource.read.pages import Page
from twosource.read.published import DateFrame, Published
from twosource.text import normalise_line_ends, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGE = "article"
_FEWEST_WORDS = 25
LONGEST = 250_000
"""Code points of the longest article: more is a dump, or an attack, and would take hours to compare."""
_PLENTY = 600
_FEW_LINKS = 0.35
_WIDEST = 120
_NARROWEST = 30
_FORCED_SHARE = 0.85
_FEWEST_BREAKS = 4
_SUFFIX = re.compile(
    r"\.(?:txt|md|markdown|html?|xhtml|jsonl?|csv|xml|parquet|warc|gz|zst|mhtml?|eml|webarchive|pdf)\b(?=$|[.#])",
    re.IGNORECASE,
)
_HASH_HEADING = re.compile(r"(#{1,6})\s+\S")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+\S")
_WORD = re.compile(r"\w+")
_TITLE_SIGNS = re.compile(r"\s+[|–—·•»-]\s+")


class _Read(Struct, frozen=True):
    """What the content itself gives, the same for markup and for bare text."""

    text: str
    page: Page
    marks: tuple[Mark, ...]


class Built(Struct, frozen=True):
    """An article and who published it."""

    article: Article
    outlet: Outlet


def build(capture: Capture, outlets: OutletTable, timezone: str = "UTC") -> Built | Failure:
    """Read one capture. What the input states outranks what the page says.

    A clock without a zone is read in ``timezone`` (IANA). A page with hardly any narration, or a text
    without a word, is a ``no-article-text`` failure; a text of more than ``LONGEST`` code points is ``too-long``.
    """
    frame = DateFrame(timezone, capture.fetched)
    read = _read(capture, frame)
    if len(read.text) > LONGEST:
        told = f"{len(read.text):,} code points are more than the {LONGEST:,} of one article: cut it into its articles"
        return Failure(capture.name, _STAGE, "too-long", told)
    outlet = _outlet(capture, read.page, outlets, article_id(capture))
    article = _article(capture, read, outlet, frame)
    if article.title and _is_surely_told(article, capture.media) and not _parts(article.title):
        return Built(article, outlet)
    labelled = blocks.label(article)
    words = _narrative_words(article, labelled)
    if words < (_FEWEST_WORDS if capture.media == "html" else 1):
        return Failure(
            capture.name,
            _STAGE,
            "no-article-text",
            f"{words} words of article text were found: too few to read",
        )
    return Built(_with_title(article, capture.stated.title, labelled), outlet)


def _read(capture: Capture, frame: DateFrame) -> _Read:
    if capture.media == "html":
        page = pages.parse(capture.content, capture.stated.url, frame)
        return _Read(page.text, page, page.marks)
    text = normalise_line_ends(capture.content)
    return _Read(text, Page(), tuple(line_marks(text, markdown=capture.media == "markdown")))


def _article(capture: Capture, read: _Read, outlet: Outlet, frame: DateFrame) -> Article:
    stated, page = capture.stated, read.page
    identity = article_id(capture)
    url = stated.url or page.canonical
    when = _published(capture, page, frame)
    return Article(
        id=identity,
        input_id=stated.id or capture.name,
        url=url,
        outlet=outlet.id,
        title=squeeze(stated.title or page.title or "") or None,
        published=when.value if when else None,
        published_basis=when.basis if when else None,
        modified=_modified(capture, page, frame),
        authors=stated.authors or page.authors,
        language=_language(capture, read),
        text=read.text,
        capture_sha256=capture.sha256,
        fetched=capture.fetched,
        marks=read.marks,
    )


def article_id(capture: Capture) -> str:
    """Give the stated id, else the capture's name without folder and suffix, as plain letters."""
    if capture.stated.id:
        return capture.stated.id
    stem = _SUFFIX.sub("", capture.name.replace("\\", "/").rstrip("/").rpartition("/")[2])
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.") or slug(capture.name) or capture.sha256[:12]


def _published(capture: Capture, page: Page, frame: DateFrame) -> Published | None:
    told = msgspec.structs.replace(frame, first_year=published.OLDEST)
    stated = published.choose([(capture.stated.published, "stated")] if capture.stated.published else [], told)
    if stated:
        return stated
    if page.published and page.published_basis:
        return Published(page.published, page.published_basis)
    return None


def _modified(capture: Capture, page: Page, frame: DateFrame) -> str | None:
    """Give when this version was made, as the input states it, else the page."""
    told = msgspec.structs.replace(frame, first_year=published.OLDEST)
    stated = published.read(capture.stated.modified, told) if capture.stated.modified else None
    return stated[0] if stated else page.modified


def _outlet(capture: Capture, page: Page, outlets: OutletTable, identity: str) -> Outlet:
    """Give the outlet: what the input states, else its address, named as the page names its site.

    An input that names none is its own unknown outlet.
    """
    stated = capture.stated
    address = stated.url or page.canonical
    host = stated.domain or (urls.domain(address) if address else None)
    name = stated.outlet or page.site_name
    if not name and not host:
        return Outlet(id=f"unknown:{identity}", name=identity)
    if stated.outlet is None and host is not None:
        by_host = outlets.resolve(None, host)
        if by_host.kind != "unknown":
            return by_host
    return outlets.resolve(name, host)


def _language(capture: Capture, read: _Read) -> str:
    stated = language.stated(capture.stated.language or "")
    if stated:
        return stated
    voted = "\n".join(read.text[mark.start : mark.end] for mark in read.marks if mark.voted)
    found = language.detect(voted or read.text)
    return found if found != "und" else read.page.language or "und"


def _narrative_words(article: Article, labelled: tuple[Block, ...]) -> int:
    told = " ".join(article.text[b.start : b.end] for b in labelled if b.role in NARRATIVE and b.role != "title")
    if not told and labelled:
        told = article.text if not any(mark.hints for mark in article.marks) else ""
    return max(len(_WORD.findall(told)), sum(map(str.isalnum, told)) // 6)


def _is_surely_told(article: Article, media: str) -> bool:
    """Tell without labelling whether there is narration enough: labels are asked only in doubt."""
    if media != "html":
        return _WORD.search(article.text) is not None
    voted = (m for m in article.marks if m.voted and m.tag == "p" and m.link_share < _FEW_LINKS)
    return sum(mark.end - mark.start for mark in voted) >= _PLENTY


def _parts(title: str) -> tuple[str, ...]:
    """Give the parts of a title that may hold the name of the site too; nothing where it has one part."""
    found = tuple(squeeze(part) for part in _TITLE_SIGNS.split(title))
    return found if len(found) > 1 else ()


def _with_title(article: Article, stated: str | None, labelled: tuple[Block, ...]) -> Article:
    """Take the title that the blocks found in the text, where none is known, or that one names the site."""
    found = next((block for block in labelled if block.role == "title"), None)
    if found is None or stated:
        return article
    line = squeeze(article.text[found.start : found.end]).lstrip("# ")
    if not line or (article.title and line not in _parts(article.title)):
        return article
    return msgspec.structs.replace(article, title=line)


# --------------------------------------------------------------------------- bare text


def line_marks(text: str, *, markdown: bool = False) -> Iterator[Mark]:
    """Mark the lines of a bare text; where it is hard-wrapped, the lines of a paragraph are one mark."""
    spans = list(_lines(text))
    width = _wrap_width(text, spans)
    at = 0
    while at < len(spans):
        last = at
        while width and last + 1 < len(spans) and _runs_on(text, spans[last], spans[last + 1], width):
            last += 1
        start, end = spans[at][0], spans[last][1]
        yield Mark(start, end, _tag(text[start:end], markdown=markdown))
        at = last + 1


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Give the trimmed stretch of every line that is not blank."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield start, start + len(stripped)
        at += len(line) + 1


def _wrap_width(text: str, spans: list[tuple[int, int]]) -> int:
    """Give the width at which the lines are wrapped, 0 where they are not.

    A break is forced where the next line's first word would not have fitted any more. In wrapped text
    nearly every break inside a paragraph is forced; in a text with a paragraph per line hardly any is.
    """
    inner = [(a, b) for a, b in pairwise(spans) if b[0] - a[1] == 1 or "\n\n" not in text[a[1] : b[0]]]
    width = max((a[1] - a[0] for a, _ in inner), default=0)
    if not _NARROWEST <= width <= _WIDEST or len(inner) < _FEWEST_BREAKS:
        return 0
    forced = sum(_is_forced(text, a, b, width) for a, b in inner)
    return width if forced >= _FORCED_SHARE * len(inner) else 0


def _is_forced(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _runs_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    between = text[line[1] : following[0]]
    return between.count("\n") == 1 and _is_forced(text, line, following, width)


def _tag(line: str, *, markdown: bool) -> str:
    if markdown:
        heading = _HASH_HEADING.match(line)
        if heading:
            return f"h{len(heading.group(1))}"
        if line.startswith(">"):
            return "blockquote"
        if _BULLET.match(line):
            return "li"
    return "line"
