"""What a reader may choose about a report."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ReportLanguage = Literal["fr", "en"]


class Options(Struct, frozen=True, kw_only=True):
    """``language`` of the wording; ``excerpts`` leaves out full texts (copyright, source protection)."""

    language: ReportLanguage = "en"
    excerpts: bool = False
