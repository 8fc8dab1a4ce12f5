"""What may be wrong with an input: the reasons, their wording, and the failure that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from twosource.model import Failure

Reason = Literal[
    "not-found", "unreadable", "unknown-format", "format-not-supported", "not-fetched", "robots", "empty",
    "not-text", "too-large", "truncated", "corrupt", "bad-json", "bad-csv", "malformed-feed", "no-text",
    "addresses-only",
]  # fmt: skip

MESSAGES: Mapping[Reason, str] = {
    "not-found": "there is no such file or folder here, and no name matches",
    "unreadable": "the file or folder cannot be opened or read",
    "unknown-format": "this is not a kind of file that articles are read from: save it as text, HTML, CSV or JSON",
    "format-not-supported": "this format is not read yet",
    "not-fetched": "the address gave no page",
    "robots": "the site's robots.txt does not allow this address to be fetched",
    "empty": "there is nothing in it",
    "not-text": "this is binary content, or text that no known encoding explains",
    "too-large": "it is larger than the limit",
    "truncated": "it ends before its end: what could be read of its records was kept",
    "corrupt": "the compressed data is damaged: what could be read of its records was kept",
    "bad-json": "this is not the JSON of an article",
    "bad-csv": "this row does not fit the table",
    "malformed-feed": "no item can be read from this feed",
    "no-text": "there is no text in it",
    "addresses-only": "this lists web addresses and holds no article: with @ before its name they are fetched",
}
"""What a failure says where there is nothing more precise to say."""

STAGE = "collect"


class SpoiltError(Exception):
    """A stream of bytes cannot be read further; it never leaves this package."""

    def __init__(self, reason: Reason, message: str | None = None) -> None:
        """Say why, and where there is more to say than the reason's usual wording, what."""
        super().__init__(reason)
        self.reason: Reason = reason
        self.message = message


def fail(subject: str, reason: Reason, message: str | None = None) -> Failure:
    """Make the failure of one input; ``message`` must hold no path of the user's machine."""
    return Failure(subject=subject, stage=STAGE, reason=reason, message=message or MESSAGES[reason])
