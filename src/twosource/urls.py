"""Web addresses: their domain, their plain form, links made absolute. Nothing here touches the network."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_WEB = ("http", "https")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?$")
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|xt[a-z]{2,3}|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ns_\w+|cmpid|ito", re.IGNORECASE
)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def is_web(url: str) -> bool:
    """Tell whether ``url`` is an http(s) address with a host."""
    parts = _split(url)
    return parts is not None and parts.scheme.lower() in _WEB and bool(parts.hostname)


def domain(url: str) -> str | None:
    """Give the host of an address, lower case, without ``www.`` and port; a bare host is taken as one."""
    parts = _split(url if "//" in url else f"//{url.strip()}")
    host = (parts.hostname or "").rstrip(".") if parts else ""
    host = host.removeprefix("www.")
    return host if _HOST.match(host) else None


def suffixes(host: str) -> tuple[str, ...]:
    """Give ``host`` and every shorter name above it that still has a dot, longest first."""
    parts = host.lower().strip(".").split(".")
    return tuple(".".join(parts[i:]) for i in range(len(parts) - 1))


def absolute(base: str | None, link: str) -> str | None:
    """Make ``link`` absolute against ``base``; ``None`` where the result is no web address."""
    try:
        joined = urljoin(base or "", link.strip())
    except ValueError:
        return None
    return joined if is_web(joined) else None


def plain(url: str) -> str:
    """Give the form under which two addresses of one page are equal: no fragment, no tracking fields."""
    parts = _split(url)
    if parts is None or parts.scheme.lower() not in _WEB:
        return url.strip()
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    path = parts.path or "/"
    host = parts.netloc.lower().rpartition("@")[2]
    return urlunsplit((parts.scheme.lower(), host, path, urlencode(query), ""))
