"""PDF: the text of its pages as one capture. Needs the extra ``twosource[pdf]``."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise

from twosource.collect import captures
from twosource.collect.fields import Draft
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import fail
from twosource.collect.unpack import whole
from twosource.model import Capture, Failure, Stated

# What pypdf is seen to raise on damaged files beside its own errors.
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OverflowError, OSError)
FILLED = 0.9
"""The part of the widest line from which another is full: letters are not of one width."""
_CUT = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
"""A word cut at the end of a line; a compound that is cut at its own hyphen loses it."""
_LIGATURES = re.compile("[\ufb00-\ufb06]")  # fi, fl and their like, as fonts draw them


def read(name: str, stream: Iterator[bytes], settings: CollectSettings) -> Iterator[Capture | Failure]:
    """Read the text of a PDF, page after page; the words and sentences that the ends of lines cut are joined.

    Raises:
        SpoiltError: where it cannot be read to its end, or is larger than the limit.
    """
    if find_spec("pypdf") is None:
        yield fail(
            name, "format-not-supported", "PDF needs an extra: pip install 'twosource[pdf]'; or make a text of it"
        )
        return
    data = whole(stream, settings.max_bytes)
    text = _text(data)
    if text is None:
        yield fail(name, "corrupt", "the PDF is damaged, or locked with a password")
        return
    draft = Draft("text", _unwrapped(text), Stated())
    made = captures.make(draft, captures.Record(name, data, "utf-8"), settings.meta, "no-text")
    blank = isinstance(made, Failure) and made.reason == "no-text"
    yield fail(name, "no-text", "there is no text in this PDF: its pages may be pictures") if blank else made


def _unwrapped(text: str) -> str:
    """Join what the ends of lines cut: words, and lines that end because the next word would not have fitted."""
    lines = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text).split("\n")
    width = max(map(len, lines)) * FILLED
    joined = lines[0]
    for before, line in pairwise(lines):
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        if _CUT.search(before) and word[:1].islower():
            joined = joined[:-1] + line
        else:
            joined += f"{' ' if word and len(before) + 1 + len(word) > width else chr(10)}{line}"
    return joined


def _text(data: bytes) -> str | None:
    from pypdf import PdfReader  # noqa: PLC0415 - an extra
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        return "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, *_BROKEN):
        return None
