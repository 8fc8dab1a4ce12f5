"""What a page says about itself: JSON-LD, meta elements, microdata. Tolerant, and never guessing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import html
from msgspec import Struct

from twosource import urls
from twosource.read.markup import squash
from twosource.text import fold, squeeze

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Review)$")
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "VideoObject", "AudioObject", "CreativeWork"})
_MAX_SCRIPTS = 40
_MAX_SCRIPT = 2_000_000
_MAX_DEPTH = 24
_MAX_ITEMS = 2000
_MAX_AUTHORS = 20

_TITLE_META = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
)
_SITE_META = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "twitter:site")
_AUTHOR_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
)
_LANGUAGE_META = ("og:locale", "dc.language", "content-language", "inlanguage")
_TITLE_CUT = re.compile(r"\s+[|–—·•«»-]\s+")
_AUTHOR_CUT = re.compile(r"\s*(?:,|;|\||\bet\b|\band\b|&)\s*")
_AUTHOR_LEAD = re.compile(r"(?:par|by|von|por|di|da)\s+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")


class Metadata(Struct, frozen=True, kw_only=True):
    """What a page states. ``dates`` are the dates it gives with where they stand, best first, unread.

    ``changes`` are, in the same form, the dates of its last change.
    """

    title: str | None = None
    site_name: str | None = None
    canonical: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


def read(root: html.HtmlElement, base: str | None = None) -> Metadata:
    """Read what the page of this tree states; ``base`` is the address against which links are read."""
    meta = _meta(root)
    things = tuple(_articles(root))
    return Metadata(
        title=_title(root, meta, things),
        site_name=_site_name(meta, things),
        canonical=_canonical(root, meta, base),
        authors=_authors(root, meta, things),
        language=_language(root, meta),
        dates=tuple(_dates(root, meta, things)),
        changes=tuple(_changes(root, meta, things)),
    )


# --------------------------------------------------------------------------- JSON-LD


def load_json(source: str) -> Json:
    """Read JSON as pages write it: comments, CDATA, trailing commas, raw ends; ``None`` where hopeless."""
    cleaned = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$", "", source)
    for text in (cleaned, re.sub(r",(\s*[}\]])", r"\1", cleaned.strip().rstrip(";"))):
        try:
            value: Json = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _articles(root: html.HtmlElement) -> Iterator[Mapping[str, Json]]:
    """Give the article-like things of the page's JSON-LD, articles before mere pages."""
    found: list[Mapping[str, Json]] = []
    for script in _first(root.iter("script"), _MAX_SCRIPTS * 10):
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") < _MAX_SCRIPT:
            found.extend(_things(load_json(script.text or "")))
    yield from (thing for thing in found if any(_ARTICLE_TYPES.search(t) for t in _types(thing)))
    yield from (thing for thing in found if not _PAGE_TYPES.isdisjoint(_types(thing)))


def _things(value: Json) -> list[Mapping[str, Json]]:
    found: list[Mapping[str, Json]] = []
    queue: list[tuple[Json, int]] = [(value, 0)]
    while queue and len(found) < _MAX_ITEMS:
        item, depth = queue.pop(0)
        if isinstance(item, Mapping):
            found.append(item)
            below = [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
            queue.extend((child, depth + 1) for child in below if depth < _MAX_DEPTH)
        elif isinstance(item, Sequence) and not isinstance(item, str) and depth < _MAX_DEPTH:
            queue.extend((child, depth + 1) for child in item[:_MAX_ITEMS])
    return found


def _types(thing: Mapping[str, Json]) -> tuple[str, ...]:
    return tuple(kind.rpartition("/")[2] for kind in _texts(thing.get("@type")))


def _texts(value: Json) -> list[str]:
    """Give the strings of a JSON-LD value: a string, a thing's name, or a list of these."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found: list[str] = []
    for item in items[:_MAX_ITEMS]:
        text = item.get("name", item.get("@value")) if isinstance(item, Mapping) else item
        if isinstance(text, str) and text.strip():
            found.append(squash(text))
    return found


def _stated(things: Sequence[Mapping[str, Json]], *keys: str) -> list[str]:
    return [text for key in keys for thing in things for text in _texts(thing.get(key))]


# ------------------------------------------------------------------------------ fields


def _meta(root: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = squash(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, []).append(content)
    return found


def _from_meta(meta: Mapping[str, Sequence[str]], keys: Sequence[str]) -> list[str]:
    return [text for key in keys for text in meta.get(key, ())]


def _title(
    root: html.HtmlElement, meta: Mapping[str, Sequence[str]], things: Sequence[Mapping[str, Json]]
) -> str | None:
    """Prefer the headline in the page that a stated title confirms; then the stated one; then ``<title>``."""
    stated = [_unescape(text) for text in (*_stated(things, "headline"), *_from_meta(meta, _TITLE_META))]
    headings = [squash(_content(h)) for h in _first(root.iter("h1"), 20)]
    document = [squash(_content(t)) for t in _first(root.iter("title"), 3)]
    for heading in headings:
        if heading and any(_same_title(heading, text) for text in (*stated, *document)):
            return heading
    if stated:
        return _without_site(stated[0], meta) or None
    full = [heading for heading in headings if heading]
    if len(full) == 1:
        return full[0]
    return next((_without_site(text, meta) for text in document if text), None)


def _same_title(heading: str, stated: str) -> bool:
    """Tell whether two titles share most of the words of the shorter one (three at least)."""
    left, right = ({fold(w) for w in re.findall(r"\w+", text)} for text in (heading, stated))
    few = min(len(left), len(right))
    return few > 0 and left >= right if few < 3 else len(left & right) / few >= 0.6


def _without_site(title: str, meta: Mapping[str, Sequence[str]]) -> str:
    """Cut the site's name off the end of a title: after the last bar or dash, if it is short or named."""
    parts = _TITLE_CUT.split(title)
    cuts = list(_TITLE_CUT.finditer(title))
    if not cuts:
        return title
    site = {fold(squeeze(text)) for text in _from_meta(meta, _SITE_META)}
    named = fold(squeeze(parts[-1])) in site
    bar = "|" in cuts[-1].group()
    return title[: cuts[-1].start()] if named or (bar and len(parts[-1].split()) < len(parts[0].split())) else title


def _unescape(text: str) -> str:
    if "&" not in text and "<" not in text:
        return text
    return squash(_content(html.fromstring(f"<p>{text}</p>")))


def _site_name(meta: Mapping[str, Sequence[str]], things: Sequence[Mapping[str, Json]]) -> str | None:
    named = [*meta.get("og:site_name", ()), *_stated(things, "publisher"), *_from_meta(meta, _SITE_META)]
    return next((text.removeprefix("@") for text in named if not text.startswith("http")), None)


def _canonical(root: html.HtmlElement, meta: Mapping[str, Sequence[str]], base: str | None) -> str | None:
    links = [e.get("href") or "" for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for link in (*links, *meta.get("og:url", ())):
        found = urls.absolute(base, link) if link.strip() else None
        if found:
            return found
    return None


def _authors(
    root: html.HtmlElement, meta: Mapping[str, Sequence[str]], things: Sequence[Mapping[str, Json]]
) -> tuple[str, ...]:
    marked = [
        squash(_content(e))
        for e in _first(root.iter("a", "span"), 5000)
        if "author" in (e.get("rel") or "").split() or e.get("itemprop") == "author"
    ]
    for named in (_stated(things, "author", "creator"), _from_meta(meta, _AUTHOR_META), marked):
        found: dict[str, None] = {}
        for text in named:
            found.update(dict.fromkeys(_people(text)))
        if found:
            return tuple(found)[:_MAX_AUTHORS]
    return ()


def _people(text: str) -> list[str]:
    if text.startswith(("http", "@", "/")) or len(text) > 200:
        return []
    return [p for part in _AUTHOR_CUT.split(text) if (p := _AUTHOR_LEAD.sub("", part, count=1).strip())]


def _language(root: html.HtmlElement, meta: Mapping[str, Sequence[str]]) -> str | None:
    for stated in (root.get("lang"), root.get("xml:lang"), *_from_meta(meta, _LANGUAGE_META)):
        match = _LANGUAGE.match((stated or "").strip().lower())
        if match:
            return match.group()
    return None


# ------------------------------------------------------------------------------- dates

_DATE_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "date_published", "publication_date", "publishdate", "publish-date", "publish_date",
    "pubdate", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
    "dcterms.date", "dc.created", "article.published", "article:published", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "iso-8601-publish-date", "originalpublicationdate", "displaydate",
    "rnews:datepublished", "citation_publication_date", "date.created", "datecreated", "created", "date",
)  # fmt: skip
_CHANGED_META = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_PUBLISHED_WORDS = frozenset({"published", "publish", "pubdate", "dateline", "posted", "date", "entry", "publication"})
_CHANGED_WORDS = frozenset({"updated", "modified", "update", "comment", "comments", "related"})


def _dates(
    root: html.HtmlElement, meta: Mapping[str, Sequence[str]], things: Sequence[Mapping[str, Json]]
) -> Iterator[tuple[str, str]]:
    for text in _stated(things, "datePublished"):
        yield text, "json-ld"
    for text in _from_meta(meta, _DATE_META):
        yield text, "meta"
    for element in root.xpath("//*[@itemprop='datePublished']"):
        value = element.get("content") or element.get("datetime") or _content(element)
        yield squash(value), "meta" if element.tag == "meta" else "time element"
    for text in _stated(things, "dateCreated", "uploadDate"):
        yield text, "json-ld"
    yield from ((text, "time element") for text in _time_elements(root))


def _changes(
    root: html.HtmlElement, meta: Mapping[str, Sequence[str]], things: Sequence[Mapping[str, Json]]
) -> Iterator[tuple[str, str]]:
    yield from ((text, "json-ld") for text in _stated(things, "dateModified"))
    yield from ((text, "meta") for text in _from_meta(meta, _CHANGED_META))
    for element in root.xpath("//*[@itemprop='dateModified']"):
        yield squash(element.get("content") or element.get("datetime") or _content(element)), "time element"


def _time_elements(root: html.HtmlElement) -> list[str]:
    """Give the dates of the page's time elements: those marked as publication first, changes left out."""
    marked: list[str] = []
    other: list[str] = []
    for element in _first(root.iter("time"), 200):
        stated = element.get("datetime") or element.get("content")
        around = [element, *_first(element.iterancestors(), 2)]
        words = set(re.findall(r"[a-z]+", " ".join(f"{e.get('class')} {e.get('id')}" for e in around).lower()))
        if stated and words.isdisjoint(_CHANGED_WORDS):
            (other if words.isdisjoint(_PUBLISHED_WORDS) else marked).append(stated.strip())
    return marked + other[:1]


def _content(element: html.HtmlElement) -> str:
    return " ".join(part for part in element.itertext() if isinstance(part, str))


def _first(elements: Iterator[html.HtmlElement], count: int) -> Iterator[html.HtmlElement]:
    for index, element in enumerate(elements):
        if index >= count:
            return
        yield element
