"""Channels: the way that what two articles share took, as far as evidence goes: wire, press release, outlet, speech."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from twosource.compare import tellers
from twosource.model import Channel, HiddenSource, Reason, SourceType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.compare.evidence import Pair, Witness

OF_AGENCY = frozenset({"credits-agency", "names-agency", "one-credits-agency"})
OF_TYPE: Mapping[SourceType, Channel] = {
    "agency": "wire", "document": "press release", "organisation": "press release", "collective": "press release",
}  # fmt: skip
OF_BODY = frozenset({"same-document", "shares-with-communique"})


def of_copy(parent: Witness, reasons: Sequence[Reason]) -> tuple[Channel, Reason]:
    """Say what an article was copied from: its own version, a wire, a body's own text, another outlet."""
    if any(reason.code == "version-of" for reason in reasons):
        return "version", Reason("channel-version", parent.outlet)
    if parent.kind == "agency":
        return "wire", Reason("channel-wire", parent.outlet)
    if parent.kind == "official":
        return "press release", Reason("channel-release", parent.outlet)
    return "outlet", Reason("channel-outlet", parent.outlet)


def of_common(
    pair: Pair, source: str | None, reasons: Sequence[Reason], kinds: Mapping[str, str]
) -> tuple[Channel, Reason | None]:
    """Say what a common source is; ``kinds`` are those of the outlets of the story, by name."""
    codes = {reason.code for reason in reasons}
    held = kinds.get(source or "")
    if codes & OF_AGENCY or held == "agency":
        return "wire", Reason("channel-wire", source or "")
    written = next((c for c in pair.shared if _is_written(c)), None)
    if codes & OF_BODY or held == "official" or (written is not None and (written.main or "same-teller" in codes)):
        places = written.places if written is not None else ()
        return "press release", Reason("channel-release", source or (written.left.name if written else ""), places)
    return "unknown", None


def _is_written(common: tellers.Common) -> bool:
    """Tell whether one of two articles says that what a body told was given to everybody."""
    return common.is_body and (common.left.wrote or common.right.wrote)


def of_hidden(source: HiddenSource) -> Channel:
    """Say what a text that no article is was."""
    return OF_TYPE.get(source.type, "unknown")
