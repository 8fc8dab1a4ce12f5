"""Web addresses, against a server of this machine: pages, feeds, robots, limits, redirects."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import httpx
import pytest

from twosource.collect.fetch import Fetcher
from twosource.collect.inputs import collect
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError
from twosource.model import Capture, Failure

PAGE = "<html><head><title>Pont</title></head><body><p>Le pont de Vauclin est fermé.</p></body></html>"
FEED = """<rss version="2.0"><channel><title>Gazette de Vauclin</title><link>http://vauclin.example/</link>
<item><title>Pont</title><link>{base}/pont</link><description>Le pont.</description></item>
<item><title>Perdu</title><link>{base}/perdu</link><description>Perdu.</description></item></channel></rss>"""
SMALL = CollectSettings(max_bytes=5000, timeout=2.0, max_seconds=3.0)
Answers = Mapping[str, tuple[int, Mapping[str, str], bytes]]


class Site(BaseHTTPRequestHandler):
    """Answers from a table; what is not in it is not found."""

    disable_nagle_algorithm = True
    answers: ClassVar[Answers] = {}

    def do_GET(self) -> None:
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@pytest.fixture
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    html = {"Content-Type": "text/html; charset=utf-8"}
    Site.answers = {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret\nCrawl-delay: 0.01\n"),
        "/pont": (200, html, PAGE.encode()),
        "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, PAGE.encode("latin-1")),
        "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED.format(base=url).encode()),
        "/rows": (200, {"Content-Type": "application/x-ndjson"}, b'{"text": "Un."}\n{"text": "Deux."}\n'),
        "/moved": (302, {"Location": "/pont"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/away": (302, {"Location": "file:///etc/passwd"}, b""),
        "/secret": (200, html, b"<p>no</p>"),
        "/large": (200, html, b"<p>" + b"x" * 6000),
        "/error": (500, html, b"<p>down</p>"),
        "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"),
        "/nothing": (200, html, b""),
    }
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield url
    server.shutdown()
    server.server_close()


def run(*urls: str, limits: CollectSettings = SMALL) -> Sequence[Capture | Failure]:
    return list(collect(urls, limits, io.BytesIO()))


def told(found: Sequence[Capture | Failure], base: str) -> list[tuple[str, str]]:
    rows = [(x.name, x.content) if isinstance(x, Capture) else (x.subject, f"!{x.reason}") for x in found]
    return [(name.removeprefix(base), content) for name, content in rows]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/pont", [("/pont", PAGE)]),
        ("/latin", [("/latin", PAGE)]),
        ("/moved", [("/moved", PAGE)]),
        ("/rows", [("/rows#1", "Un."), ("/rows#2", "Deux.")]),
        ("/feed", [("/feed#1", "Le pont."), ("/feed#2", "Perdu.")]),
        ("/secret", [("/secret", "!robots")]),
        ("/round", [("/round", "!not-fetched")]),
        ("/away", [("/away", "!not-fetched")]),
        ("/large", [("/large", "!too-large")]),
        ("/error", [("/error", "!not-fetched")]),
        ("/gone", [("/gone", "!not-fetched")]),
        ("/picture", [("/picture", "!not-text")]),
        ("/nothing", [("/nothing", "!empty")]),
    ],
)
def test_what_an_address_gives(base: str, path: str, expected: list[tuple[str, str]]) -> None:
    assert told(run(base + path), base) == expected


def test_a_page_bears_the_address_that_gave_it_and_the_time(base: str) -> None:
    (page,) = run(f"{base}/moved")
    assert isinstance(page, Capture)
    assert page.stated.url == f"{base}/pont"
    assert page.fetched is not None
    assert page.fetched.endswith("+00:00")


def test_a_feed_is_followed_where_that_is_asked_for(base: str) -> None:
    found = run(f"{base}/feed", limits=CollectSettings(timeout=2.0, follow=True))
    assert told(found, base) == [("/feed#1", PAGE), ("/feed#2", "!not-fetched"), ("/feed#2", "Perdu.")]
    page = found[0]
    assert isinstance(page, Capture)
    assert (page.stated.title, page.stated.outlet) == ("Pont", "Gazette de Vauclin")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://", "http://[x", "HTTPS://user:pass@127.0.0.1:1/a"])
def test_an_address_that_leads_nowhere_is_told_without_its_login(url: str) -> None:
    (failure,) = run(url)
    assert isinstance(failure, Failure)
    assert failure.reason == "not-fetched"
    assert "pass" not in failure.subject + failure.message


def test_a_site_is_visited_at_its_pace(base: str) -> None:
    waits: list[float] = []
    with httpx.Client(timeout=2.0) as client:
        fetcher = Fetcher(client, SMALL, waits.append)
        fetcher.get(f"{base}/pont")
        fetcher.get(f"{base}/latin")
    assert waits == [0.01]


def test_a_site_that_cannot_say_what_is_allowed_allows_nothing(base: str) -> None:
    Site.answers = {**Site.answers, "/robots.txt": (503, {}, b"")}
    with httpx.Client(timeout=2.0) as client, pytest.raises(SpoiltError, match="robots"):
        Fetcher(client, SMALL).get(f"{base}/pont")
