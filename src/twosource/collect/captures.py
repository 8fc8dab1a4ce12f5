"""The making of a capture: every reader ends here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from twosource.collect import charsets, meta
from twosource.collect.fields import Draft
from twosource.collect.trouble import Reason, fail
from twosource.model import Capture, Failure, Stated
from twosource.text import normalise_line_ends


class Record(Struct, frozen=True):
    """Where a document was found: its name, its bytes, the encoding that explains them, when it was fetched."""

    name: str
    raw: bytes
    encoding: str
    fetched: str | None = None


def make(draft: Draft, record: Record, stated: Mapping[str, Stated], blank: Reason) -> Capture | Failure:
    """Make the capture of one document, with what the sidecar states of it.

    Bare text has its line ends normalised and a leading byte order mark dropped; markup stays as it is.
    ``blank`` is the reason to give where there is nothing in it.
    """
    content = charsets.scrub(draft.content).removeprefix("\ufeff")
    if draft.media != "html":
        content = normalise_line_ends(content)
    if not content.strip():
        return fail(record.name, blank)
    return Capture(
        name=record.name,
        media=draft.media,
        content=content,
        sha256=hashlib.sha256(record.raw).hexdigest(),
        encoding=record.encoding,
        fetched=record.fetched,
        stated=_scrubbed(meta.applied(draft.stated, record.name, stated)),
    )


def _scrubbed(stated: Stated) -> Stated:
    """Clear what no output can hold out of every stated value."""
    clean = {
        name: charsets.scrub(value)
        for name in stated.__struct_fields__
        if isinstance(value := getattr(stated, name), str)
    }
    return replace(stated, authors=tuple(map(charsets.scrub, stated.authors)), **clean)
