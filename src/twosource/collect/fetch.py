"""Web addresses: fetched one after the other, within limits, as far as the site's robots.txt allows.

The only place of the package that opens a connection, and only to addresses that the user gave (or to
which these redirect). Times and sizes are limited; a site's crawl delay is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx
from msgspec import Struct
from protego import Protego

from twosource import __version__
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import SpoiltError

AGENT = f"twosource/{__version__}"
REDIRECTS = 5
ROBOTS_BYTES = 500_000
OK, GONE = 200, 400
LONGEST_PAUSE = 10.0
"""Seconds that a site's crawl delay is kept at the most."""
SCHEMES = frozenset({"http", "https"})
NO_ADDRESS = "this is no address of a page"


class Answer(Struct, frozen=True):
    """What an address gave: where it was found in the end, its bytes, what the server says of them, and when."""

    url: str
    body: bytes
    media: str
    charset: str | None
    fetched: str


class Fetcher:
    """Fetches addresses of one run: the connections, and what the sites' robots.txt said."""

    def __init__(
        self, client: httpx.Client, settings: CollectSettings, pause: Callable[[float], None] = time.sleep
    ) -> None:
        """Take a client that follows no redirects; ``pause`` waits some seconds."""
        self._client = client
        self._settings = settings
        self._pause = pause
        self._robots: dict[str, Protego] = {}
        self._visited: set[str] = set()

    def get(self, url: str) -> Answer:
        """Fetch an address.

        Raises:
            SpoiltError: where it may not be fetched, does not answer in time or with success, or is too large.
        """
        for _ in range(REDIRECTS + 1):
            self._check(url)
            try:
                with self._client.stream("GET", url) as response:
                    if response.has_redirect_location:
                        url = urljoin(url, response.headers["location"])
                        continue
                    return self._answer(url, response)
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise SpoiltError("not-fetched", _why(error)) from error
        raise SpoiltError("not-fetched", f"more than {REDIRECTS} redirects")

    def _answer(self, url: str, response: httpx.Response) -> Answer:
        if response.status_code != OK:
            raise SpoiltError("not-fetched", f"the server answered with status {response.status_code}")
        return Answer(
            url,
            _body(response, self._settings),
            response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            response.charset_encoding,
            datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def _check(self, url: str) -> None:
        """Keep to what the site allows, and to its pace."""
        parts = _split(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if site not in self._robots:
            self._robots[site] = Protego.parse(self._rules(site))
        if not self._robots[site].can_fetch(url, AGENT):
            raise SpoiltError("robots")
        delay = self._robots[site].crawl_delay(AGENT)
        if site in self._visited and delay:
            self._pause(min(float(delay), LONGEST_PAUSE))
        self._visited.add(site)

    def _rules(self, site: str) -> str:
        """Read a site's robots.txt; a site that has none allows all, one that cannot say forbids all (RFC 9309)."""
        try:
            with self._client.stream("GET", f"{site}/robots.txt", follow_redirects=True) as response:
                if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                    return "User-agent: *\nDisallow: /"
                if response.status_code >= GONE:
                    return ""
                return next(response.iter_bytes(ROBOTS_BYTES), b"").decode("utf-8", "replace")
        except httpx.HTTPError as error:
            raise SpoiltError("not-fetched", _why(error)) from error


@contextmanager
def opened(settings: CollectSettings) -> Iterator[Fetcher]:
    """Give what fetches the addresses of a run, and close its connections after it."""
    headers = {"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"}
    timeout = httpx.Timeout(settings.timeout)
    with httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, max_redirects=REDIRECTS) as client:
        yield Fetcher(client, settings)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise SpoiltError("not-fetched", NO_ADDRESS) from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SpoiltError("not-fetched", NO_ADDRESS)
    return parts


def _body(response: httpx.Response, settings: CollectSettings) -> bytes:
    """Read an answer within the limits of size and time."""
    parts, size, end = [], 0, time.monotonic() + settings.max_seconds
    for part in response.iter_bytes():
        size += len(part)
        if size > settings.max_bytes:
            raise SpoiltError("too-large")
        if time.monotonic() > end:
            raise SpoiltError("not-fetched", f"the answer took more than {settings.max_seconds:g} seconds")
        parts.append(part)
    return b"".join(parts)


def _why(error: Exception) -> str:
    """Word an error of the network without anything of the machine in it."""
    if isinstance(error, httpx.TimeoutException):
        return "the server did not answer in time"
    if isinstance(error, httpx.ConnectError):
        return "no connection could be made"
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol)):
        return NO_ADDRESS
    return "the answer could not be read"
