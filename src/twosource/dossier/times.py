"""The time of an article as the dossier orders by it."""

from __future__ import annotations

from datetime import UTC, datetime

from twosource.model import Reading


def utc(reading: Reading) -> str | None:
    """Give the time of an article in UTC, ISO 8601; a bare date as it is; none where it is not told."""
    published = reading.article.published
    if published is None or "T" not in published:
        return published
    return datetime.fromisoformat(published).astimezone(UTC).isoformat(timespec="seconds")
