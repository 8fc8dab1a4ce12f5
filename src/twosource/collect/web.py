"""What a web address gives: a page, or whatever else articles are read from (a feed, JSON, an archive)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from twosource.collect import kinds, pages
from twosource.collect.fetch import Answer, Fetcher
from twosource.collect.fields import Media
from twosource.collect.places import WebAddress
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError, fail
from twosource.model import Capture, Failure, Stated

PAGES: Mapping[kinds.Kind, Media] = {"html": "html", "text": "text", "markdown": "markdown"}
TOLD: Mapping[str, kinds.Kind] = {
    "text/html": "html", "application/xhtml+xml": "html",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "application/json": "json", "application/feed+json": "json", "application/x-ndjson": "jsonl", "text/csv": "csv",
}  # fmt: skip


def kind_of(answer: Answer) -> kinds.Kind:
    """Tell the kind of an answer: by what the server says, by the address, by the bytes.

    XML and bare text may be anything: the bytes tell.
    """
    told = TOLD.get(answer.media)
    if told is not None:
        return told
    named = None if answer.media.startswith("text/") else kinds.of_name(answer.url.partition("?")[0])
    return kinds.sniff(answer.body[: kinds.HEAD]) if named is None or named == "xml" else named


def page(found: WebAddress, answer: Answer, media: Media, settings: CollectSettings) -> Capture | Failure:
    """Make the capture of a fetched page, with the address that gave it in the end."""
    made = pages.Page(
        name=found.name,
        data=answer.body,
        media=media,
        charset=answer.charset,
        stated=Stated(url=answer.url),
        fetched=answer.fetched,
    )
    return pages.capture(made, settings)


def followed(
    items: Iterator[Capture | Failure], fetcher: Fetcher, settings: CollectSettings
) -> Iterator[Capture | Failure]:
    """Give, for each item of a feed, the page that it links to; what the feed states of it is kept.

    An item without a link, and one whose page cannot be had, stays as the feed gives it; the second is told.
    """
    for item in items:
        if isinstance(item, Failure) or not item.stated.url:
            yield item
            continue
        address = WebAddress(item.stated.url, item.name)
        try:
            answer = fetcher.get(address.url)
        except SpoiltError as error:
            yield fail(item.name, error.reason, error.message)
            yield item
            continue
        made = page(address, answer, "html", settings)
        yield made if isinstance(made, Failure) else replace(made, stated=replace(item.stated, url=answer.url))
